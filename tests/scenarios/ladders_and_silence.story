# Who looks at a case that waits, and what silence brings.

story Asked for and not looked at, a case climbs every four hours until there is nobody higher
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by status_page
at mon 10:00 complainant escalates the case with reason_code asked
at mon 14:00
expect then deadline_missed rung_ack 1, escalated to rung 2
at mon 18:00
expect then deadline_missed rung_ack 2, escalated to rung 3
at mon 22:00
expect then deadline_missed rung_ack 3
expect alarm top_rung_silent rung_ack
expect ladder raised, rung 3, rung_target care_lead
expect rungs taken 1 asked at day 0 10:00, 2 missed:rung_ack at day 0 14:00, 3 missed:rung_ack at day 0 18:00
expect clocks initial_response met, investigation running until day 14 24:00, update running until day 7 24:00,
    rung_ack/1 cancelled, rung_ack/2 cancelled, rung_ack/3 missed

story The top rung alarms once and stays, however long nobody looks
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by status_page
handler h.lin escalates the case to rung 3 with reason_code asked
at mon 13:00
expect then deadline_missed rung_ack 3
expect alarm top_rung_silent rung_ack
at day 6 24:00
expect then deadline_warned update 24h
expect ladder raised, rung 3, rungs 1

story A rung acknowledged in the last second of its four hours does not climb
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by status_page
complainant escalates the case with reason_code asked
at mon 12:59:59 care_reviewer s.okafor accepts the rung
at mon 13:00
expect then nothing
expect ladder under_review, rung 1
expect clocks investigation running until day 14 24:00, update running until day 7 24:00, rung_ack/1 met,
    rung_review/1 running until day 7 18:00

story A rung acknowledged a second too late is looked at one rung higher
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by status_page
complainant escalates the case with reason_code asked
at mon 13:00
expect then deadline_missed rung_ack 1, escalated to rung 2
at mon 13:00:01 care_reviewer s.okafor accepts the rung
expect refused reviewer_serves_this_rung, rung 2, target care
care_reviewer c.ito accepts the rung
expect ladder under_review, rung 2, rung_reviewer c.ito

story Five working days of review leave out the weekend, and the reviewer is warned when three quarters are gone
at thu 15:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by status_page
complainant escalates the case with reason_code asked
at thu 16:00 care_reviewer s.okafor accepts the rung
# 47 working hours from here to the close of Thursday; three quarters of them are 35 h 15 min.
expect clocks investigation running until day 14 24:00, update running until day 7 24:00, rung_ack/1 met,
    rung_review/1 running until day 7 18:00
at day 6 15:14
expect then nothing
at day 6 15:15
expect then deadline_warned rung_review 1 75%
expect ladder under_review

story A review that begins before the holidays counts the make-up Saturday and none of the holidays
at 2020-09-29 10:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by status_page
handler h.lin escalates the case to rung 2 with reason_code asked
care_reviewer c.ito accepts the rung
# 30 September, then 9, 10 (a Saturday), 12 and 13 October.
expect clocks investigation running until 2020-10-13 24:00, update running until 2020-10-06 24:00, rung_ack/2 met,
    rung_review/2 running until 2020-10-13 18:00

story On the top rung a review that takes too long alarms, and whoever reviews it stays
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by status_page
handler h.lin escalates the case to rung 3 with reason_code asked
care_reviewer l.novak accepts the rung
at day 6 handler h.lin sends a progress update by status_page
at day 7 18:00
expect then deadline_missed rung_review 3
expect alarm top_rung_silent rung_review
expect ladder under_review, rung 3, rung_reviewer l.novak, rungs 1
expect clocks investigation running until day 14 24:00, rung_review/3 missed, update running until day 13 24:00
at day 8 care_reviewer l.novak sends the case down with instruction "Pay it back today."
expect ladder at_base
expect clocks investigation running until day 14 24:00, rung_review/3 met_late, update running until day 13 24:00

story A case that was sent down climbs again with a new clock, and both rungs stay on record
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by status_page
complainant escalates the case with reason_code asked
at mon 10:00 care_reviewer s.okafor sends the case down with instruction "Call them today."
expect ladder at_base, rung 0, rung_target none
expect clocks investigation running until day 14 24:00, update running until day 7 24:00, rung_ack/1 cancelled
at tue 09:00 complainant escalates the case with reason_code asked
expect ladder raised, rung 1
expect rungs taken 1 asked at day 0 09:00, 1 asked at day 1 09:00
expect clocks investigation running until day 14 24:00, update running until day 7 24:00,
    rung_ack/1#1 cancelled, rung_ack/1#2 running until tue 13:00

story Whoever handles a case cannot send it down, nor send it higher once somebody senior has it
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
complainant escalates the case with reason_code asked
handler h.lin sends the case down with instruction "I have called them."
expect refused not_permitted
care_reviewer s.okafor accepts the rung
handler h.lin escalates the case to rung 3 with reason_code asked
expect refused not_permitted
expect ladder under_review, rung 1, rungs 1

story A complainant who asks for the very top gets the rung that may be asked for
at mon 09:00 complainant files a complaint about fees by website with points "One"
complainant escalates the case to rung 3 with reason_code asked
expect ladder raised, rung 1, rung_target senior

story A promise that breaks on a lower rung takes the case higher at once
at mon 09:00 complainant files a complaint about fees by website with points "One"
at tue 06:00 complainant escalates the case with reason_code asked
expect rung 1
at tue 09:00
expect then deadline_missed initial_response, escalated to rung 2
expect ladder raised, rung 2, rung_target care
expect rungs taken 1 asked at day 1 06:00, 2 missed:initial_response at day 1 09:00
expect clocks initial_response missed, investigation running until day 14 24:00, update running until day 7 24:00,
    rung_ack/1 cancelled, rung_ack/2 running until tue 13:00

story A promise that breaks takes the case away from the reviewer below
at mon 09:00 complainant files a complaint about fees by website with points "One"
complainant escalates the case with reason_code asked
care_reviewer s.okafor accepts the rung
at tue 09:00
expect then deadline_missed initial_response, escalated to rung 2
expect ladder raised, rung 2, rung_reviewer none
expect clocks initial_response missed, investigation running until day 14 24:00, update running until day 7 24:00,
    rung_review/1 cancelled, rung_ack/2 running until tue 13:00

story A promise that breaks where a higher rung has the case already moves nobody
at mon 09:00 complainant files a complaint about fees by website with points "One"
at tue 08:00 handler h.lin escalates the case to rung 3 with reason_code asked
at tue 09:00
expect then deadline_missed initial_response
expect ladder raised, rung 3
expect rungs taken 3 asked at day 1 08:00

story Every currency has a threshold of its own, and one that nobody listed is looked at by a person
at mon 09:00 on euro complainant files a complaint about funds_lost by website with points "One", amount 900.00, currency EUR
on above complainant files a complaint about funds_lost by website with points "One", amount 900.01, currency EUR
on above expect then escalated to rung 2
on coin complainant files a complaint about funds_lost by website with points "One", amount 0.01, currency BTC
on dust complainant files a complaint about funds_lost by website with points "One", amount 0.010000000000000001, currency BTC
on dust expect then escalated to rung 2
on other complainant files a complaint about funds_lost by website with points "One", amount 1, currency DOGE
on other expect then escalated to rung 2
on euro expect ladder at_base, rungs 0
on coin expect ladder at_base, rungs 0
on above expect rungs taken 2 amount at day 0 09:00
on dust expect rungs taken 2 amount at day 0 09:00
on other expect rungs taken 2 amount at day 0 09:00

story An amount raises once: sent down with its instruction, a larger one does not raise it again
at mon 09:00 complainant files a complaint about funds_lost by website with points "One", amount 10, currency USDT
expect ladder at_base
at mon 10:00 data_protection p.haas corrects a fact with reason "The ledger shows more.", amount 5000, currency USDT
expect then escalated to rung 2
care_reviewer c.ito sends the case down with instruction "Handle it as any other."
at mon 11:00 data_protection p.haas corrects a fact with reason "And more.", amount 6000, currency USDT
expect ladder at_base, amount 6000
expect rungs taken 2 amount at day 0 10:00

story A middling rating brings nobody, and a bad one nothing that somebody senior does not know already
at mon 09:00 complainant files a complaint about fees by website with points "One"
complainant gives a rating with rating 3
expect ladder at_base
on c2 complainant files a complaint about fees by website with points "One"
on c2 handler h.lin escalates the case to rung 2 with reason_code asked
on c2 complainant gives a rating with rating 1
on c2 expect ladder raised, rung 2, rungs 1

story A case linked for another reason than a repeat stays where it is
at mon 09:00 complainant files a complaint about fees by website with points "One"
on c2 complainant files a complaint about fees by website with points "Two"
on c2 handler h.lin links the case with to c1, cause same_fault
on c2 expect ladder at_base, links 1
on c2 complainant escalates the case with reason_code asked
on c2 handler h.lin links the case with to c1, cause repeat
on c2 expect ladder raised, rung 1, rungs 1

story Somebody who once had the case as a handler does not review it, though others have it now
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler s.okafor assigns the case to s.okafor
handler s.okafor hands the case over to h.lin with next_step "Ask the bank."
complainant escalates the case with reason_code asked
care_reviewer s.okafor accepts the rung
expect refused reviewer_is_not_handler
care_reviewer c.reyes accepts the rung
expect ladder under_review, rung 1, rung_reviewer c.reyes

story A decision is the reviewer's alone while the case stands on a rung, and takes it down
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
complainant escalates the case with reason_code asked
handler h.lin sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
expect refused decider_holds_the_rung, rung 1
care_reviewer s.okafor sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
expect refused decider_holds_the_rung, rung 1
care_reviewer s.okafor accepts the rung
care_reviewer s.okafor sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
expect state decided, ladder at_base, rung 0, rungs 1
expect clocks rung_ack/1 met, rung_review/1 met, appeal_window running until day 30 24:00

story A withdrawal ends the climb and its clocks, and the rungs stay on record
at mon 09:00 complainant files a complaint about fees by website with points "One"
at tue 09:00
expect then deadline_missed initial_response, escalated to rung 2
at tue 10:00 complainant withdraws the complaint with reason "Settled."
expect state closed, ladder at_base, rung 0
expect rungs taken 2 missed:initial_response at day 1 09:00
expect clocks initial_response cancelled, investigation cancelled, update cancelled, rung_ack/2 cancelled
at wed 10:00
expect then nothing

story A closed case has no rung to ask for
at mon 09:00 complainant files a complaint about fees by website with points "One"
complainant withdraws the complaint with reason "Settled."
complainant escalates the case with reason_code asked
expect refused case_is_open
expect ladder at_base, rungs 0

story A question that nobody answers climbs like a complaint
at mon 09:00 complainant files a query about limits by email
expect clocks initial_response running until tue 09:00, update running until day 7 24:00
at tue 09:00
expect then deadline_missed initial_response, escalated to rung 2
expect state received, ladder raised, rung_target care

story A reviewer who goes away keeps the review, and its limit takes the case higher
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by status_page
handler h.lin escalates the case to rung 2 with reason_code asked
care_reviewer c.ito accepts the rung
away is c.ito until day 20
at day 6 handler h.lin sends a progress update by status_page
at day 7 18:00
expect then deadline_missed rung_review 2, escalated to rung 3
expect ladder raised, rung 3, rung_target care_lead, rung_reviewer none

story Nobody serves the top rung while the care lead is away, so the fallback queue has it and somebody is alarmed
at mon 09:00 complainant files a complaint about fees by website with points "One"
away is l.novak until day 5
handler h.lin escalates the case to rung 3 with reason_code asked
expect alarm rung_without_person rung 3, care_lead
expect ladder raised, rung 3, rung_target care
care_reviewer c.ito accepts the rung
expect ladder under_review, rung_reviewer c.ito

story Whoever stands in for the care lead hears what climbs to the top
at mon 09:00 complainant files a complaint about fees by website with points "One"
away is l.novak until day 5, c.reyes stands in
handler h.lin escalates the case to rung 3 with reason_code asked
expect ladder raised, rung 3, rung_target care_lead
care_reviewer c.ito accepts the rung
expect refused reviewer_serves_this_rung, rung 3
care_reviewer c.reyes accepts the rung
expect ladder under_review, rung_reviewer c.reyes

story The house may give a rung an hour instead of four
policy wallet-default has clock.rung_ack.limit 1h, clock.rung_review.limit 2bd
at mon 09:00 complainant files a complaint about fees by website with points "One"
complainant escalates the case with reason_code asked
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00, rung_ack/1 running until mon 10:00
care_reviewer s.okafor accepts the rung
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00, rung_review/1 running until wed 18:00

story While an appeal is heard somebody senior may be asked for, and the appeal's decision takes the case down
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
at tue 09:00 complainant appeals
complainant escalates the case with reason_code asked
expect state appealed, ladder raised, rung 1
at tue 10:00 appeal_reviewer a.moreau decides the appeal by status_page with result upheld
expect state decided, ladder at_base, rungs 1
expect clocks appeal met, rung_ack/1 cancelled, appeal_window running until day 31 24:00
