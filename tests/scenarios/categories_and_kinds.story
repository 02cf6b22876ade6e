story Every problem that the guides name is a category with a severity of its own
at mon 09:00 on c01 complainant files a complaint about login by website with points "One"
on c02 complainant files a complaint about sign_up by website with points "One"
on c03 complainant files a complaint about second_factor by website with points "One"
on c04 complainant files a complaint about deposit_missing by website with points "One"
on c05 complainant files a complaint about transfer_failed by website with points "One"
on c06 complainant files a complaint about transfer_delayed by website with points "One"
on c07 complainant files a complaint about withdrawal_missing by website with points "One"
on c08 complainant files a complaint about limits by website with points "One"
on c09 complainant files a complaint about funds_lost by website with points "One"
on c10 complainant files a complaint about account_banned by website with points "One"
on c11 complainant files a complaint about account_restricted by website with points "One"
on c12 complainant files a complaint about app_fault by website with points "One"
on c13 complainant files a complaint about install_update by website with points "One"
on c14 complainant files a complaint about leaked_password by website with points "One"
on c15 complainant files a complaint about privacy by website with points "One"
on c16 complainant files a complaint about security by website with points "One"
on c17 complainant files a complaint about fees by website with points "One"
on c18 complainant files a complaint about staff_conduct by website with points "One"
on c19 complainant files a complaint about no_answer by website with points "One"
on c20 complainant files a complaint about language_support by website with points "One"
on c21 complainant files a complaint about account_frozen by website with points "One"
on c22 complainant files a complaint about account_inaccessible by website with points "One"
on c23 complainant files a complaint about scam by website with points "One"
on c24 complainant files a complaint about self_custody_keys by website with points "One"
on c25 complainant files a complaint about platform_failure by website with points "One"
on c26 complainant files a complaint about service_quality by website with points "One"
on c01 expect severity 2
on c02 expect severity 1
on c03 expect severity 2
on c04 expect severity 3
on c05 expect severity 2
on c06 expect severity 2
on c07 expect severity 3
on c08 expect severity 1
on c09 expect severity 3
on c10 expect severity 3
on c11 expect severity 3
on c12 expect severity 1
on c13 expect severity 1
on c14 expect severity 3
on c15 expect severity 3
on c16 expect severity 3
on c17 expect severity 2
on c18 expect severity 2
on c19 expect severity 2
on c20 expect severity 1
on c21 expect severity 3
on c22 expect severity 3
on c23 expect severity 3
on c24 expect severity 3
on c25 expect severity 2
on c26 expect severity 2

story A category that nobody knows turns no complaint away, and somebody of ours is told
at mon 09:00 complainant files a complaint about weather by website with points "One"
expect alarm unknown_category weather
expect state received, category weather, severity 0
at mon 09:10 handler h.lin triages the case with severity 2, category fees
expect category fees, severity 2

story Staff who file for a caller name a category that is known
at mon 09:00 handler h.lin files a complaint about weather by hotline
expect refused category_known, category weather

story A suggestion is answered and closed, and the answer says how to complain
at mon 09:00 complainant files a suggestion about suggestion by feedback_form
expect kind suggestion
expect clocks initial_response running until tue 09:00, update running until day 7 24:00
handler h.park assigns the case to h.park
at mon 15:00 handler h.park answers the query by status_page with told_how_to_complain no
expect refused told_how_to_complain
handler h.park answers the query by status_page with told_how_to_complain yes
expect state closed, closure_reason query_answered

story A complaint cannot be answered away as a query
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.park assigns the case to h.park
handler h.park answers the query by status_page with told_how_to_complain yes
expect refused kind_is_not_complaint
expect state received

story A report of an impostor has a first answer and updates, and no investigation clock
at mon 09:00 complainant files an impostor report about impostor by social_media with anonymous yes
expect kind impostor_report, severity 3, anonymous yes
expect clocks initial_response running until tue 09:00, initial_response_target running until mon 17:00,
    update running until day 7 24:00
handler h.osei assigns the case to h.osei
at mon 10:00 handler h.osei sends the initial response by status_page
expect clocks initial_response met, initial_response_target met, update running until day 7 24:00

story A complaint is made a query only with a second person, and the complainant turns it back
at mon 09:00 complainant files a complaint about limits by website with points "One"
handler h.lin assigns the case to h.lin
at mon 12:00 handler h.lin reclassifies the case to query with reason "It only asks what the limit is."
expect refused second_person
handler h.lin reclassifies the case to query with reason "It only asks what the limit is." approved by care_reviewer c.ito
expect state received, kind query, reclassified_by h.lin
expect clocks initial_response running until tue 09:00, investigation cancelled, update running until day 7 24:00
at mon 18:00 complainant disputes the exit with text "It is a complaint. I lost money by it."
expect state received, kind complaint, reclassified_by none
expect clocks initial_response running until tue 09:00, update running until day 7 24:00,
    investigation running until day 14 24:00

story Nobody disputes what staff have not done
at mon 09:00 complainant files a complaint about limits by website with points "One"
complainant disputes the exit
expect refused was_reclassified_by_staff

story A question on which nobody turns dissatisfied is answered and stays a question
at mon 09:00 complainant files a query about install_update by email
handler h.park assigns the case to h.park
at mon 10:00 handler h.park answers the query by email with told_how_to_complain yes
expect state closed, closure_reason query_answered
expect clocks initial_response cancelled, update cancelled
at mon 10:05 then the letter is dispatched
expect state closed

story Whoever is told that a complaint was only a question gets the complaint back with its first promise
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin reclassifies the case to query approved by care_reviewer c.ito
handler h.lin answers the query by status_page with told_how_to_complain yes
expect state closed, closure_reason query_answered
at mon 20:00 complainant disputes the exit with text "It is a complaint."
expect state investigating, kind complaint, reclassified_by none
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00

story A question closed by an answer that is none becomes a complaint when it is disputed
at mon 09:00 complainant files a query about fees by website
handler h.lin assigns the case to h.lin
handler h.lin answers the query by status_page with told_how_to_complain yes
at mon 15:00 complainant disputes the exit with text "That is no answer."
expect state investigating, kind complaint
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00
