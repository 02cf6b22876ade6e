story Many people with the same fault are linked to one another, and each keeps case, letter and rights
at mon 09:00 on c1 complainant wallet-2301 files a complaint about app_fault by in_app with points "It crashes"
on c2 complainant wallet-2302 files a complaint about app_fault by community with points "It crashes"
on c3 complainant wallet-2303 files a complaint about app_fault by website in zh-CN with points "闪退"
on c1 handler h.lin links the case with to c9, cause same_fault
on c2 handler h.lin links the case with to c9, cause same_fault
on c3 handler h.lin links the case with to c9, cause same_fault
on c1 handler h.lin assigns the case to h.lin
on c1 handler h.lin sends the initial response by status_page
on c1 expect state responded, links 1
on c2 expect state received, links 1, ladder at_base
on c3 expect state received, links 1, language zh-CN
on c3 handler h.lin unlinks the case with to c9
on c3 expect links 0

story A legal hold is placed and released for a reason, on a closed case too
at mon 09:00 complainant files a complaint about fees by website with points "One"
complainant withdraws the complaint with reason "Settled."
handler h.lin places a legal hold with reason "A court asks."
expect refused not_permitted
compliance p.haas places a legal hold with reason " "
expect refused reason_given
compliance p.haas places a legal hold with reason "A court asks."
expect legal_hold yes
compliance p.haas releases the legal hold with reason "The court is done."
expect legal_hold no

story Whoever reads the words of a case is on record, and the person complained about does not read them
at mon 09:00 complainant files a complaint about staff_conduct by website with points "One", about_staff h.park
data_protection p.haas gives access with reason_code request, to wallet-2301
handler h.park gives access with reason_code read_text, to h.park
expect refused not_concerned

story A wrong amount is corrected by data protection, with a reason, and by nobody else
at mon 09:00 complainant files a complaint about transfer_failed by website with points "One", amount 10.00, currency USDT
handler h.lin corrects a fact with reason "Typing error.", amount 100.00
expect refused not_permitted
data_protection p.haas corrects a fact with reason " ", amount 100.00
expect refused reason_given
data_protection p.haas corrects a fact with reason "Typing error.", amount 100.00
expect amount 100.00

story Contact is limited by the care lead alone, and never ends a case
at mon 09:00 complainant files a complaint about no_answer by website with points "One"
handler h.lin limits the contact with reason "Forty messages a day."
expect refused not_permitted
care_lead l.novak limits the contact with reason "Forty messages a day."
expect state received
complainant writes a message with text "I write when I like."
expect message_count 1

story Support needs are recorded by whoever hears of them, and a survey invites to a rating
at mon 09:00 complainant files a complaint about language_support by website with points "One"
complainant records support needs with support_needs sign_language and large_print
expect support_needs sign_language and large_print
handler h.lin assigns the case to h.lin
handler h.lin invites to a survey by email
complainant gives a rating with rating 4
expect ratings 1, ladder at_base

story A message dispatched twice counts once, and a return before the dispatch changes nothing
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by email
at mon 10:00 then the letter is dispatched
expect clocks initial_response met, investigation running until day 14 24:00, update running until day 7 24:00
at mon 11:00 then the letter is dispatched
expect clocks initial_response met, investigation running until day 14 24:00, update running until day 7 24:00
at mon 12:00 then the letter comes back
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update#1 running until day 7 24:00
at mon 13:00 then L1 is dispatched by post
expect clocks initial_response met, investigation running until day 14 24:00, update running until day 7 24:00
at mon 14:00 then L1 comes back
expect clocks initial_response met, investigation running until day 14 24:00, update running until day 7 24:00

story The words of a closed case go after five years and not before, and no hold may stand against it
at mon 09:00 complainant wallet-2401 files a complaint about fees by website with points "One"
compliance p.haas erases the subject with reason_code retention
expect refused not_possible_in_this_state
complainant withdraws the complaint with reason "Settled."
at day 1826 compliance p.haas erases the subject with reason_code retention
expect refused retention_over
at day 1827 handler h.lin erases the subject with reason_code retention
expect refused not_permitted
compliance p.haas places a legal hold with reason "A court asks."
compliance p.haas erases the subject with reason_code retention
expect refused no_legal_hold
compliance p.haas releases the legal hold with reason "The court is done."
compliance p.haas erases the subject with reason_code retention
expect state closed
complainant wallet-2401 writes a message with text "It is me again."
expect refused not_permitted

story While an outside body looks at a case its words stay
at mon 09:00 complainant files a complaint about fees by website with points "One"
complainant refers the case with body ombudsman, bundle sha256-1
complainant withdraws the complaint with reason "They will see to it."
at day 1827 compliance p.haas erases the subject with reason_code retention
expect refused no_open_referral
compliance p.haas ends the referral with reason "The body dropped it."
compliance p.haas erases the subject with reason_code retention
expect referral done

story A case that runs under the newest policies is pinned to no others
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin pins the newest policies with reason "Why not." approved by care_reviewer c.ito
expect refused not_permitted
care_lead l.novak pins the newest policies with reason "The regulator asks." approved by care_reviewer c.ito
expect refused newer_policy_in_force
