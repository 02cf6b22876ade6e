story Two appeals are heard by two teams, and there is no third
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
at tue 09:00 complainant appeals with grounds " "
expect refused grounds_given
complainant appeals with grounds "Nobody read it."
expect state appealed, appeal_level 1
at wed 09:00 appeal_reviewer a.moreau decides the appeal by status_page with result upheld
expect state decided, appeal_result upheld, appeal_level 1
at thu 09:00 complainant appeals with grounds "Still nobody read it."
expect state appealed, appeal_level 2, appeal_result none
appeal_reviewer a.moreau decides the appeal by status_page with result upheld
expect refused independent_reviewer
appeal_reviewer a.sato decides the appeal by status_page with result overturned, reason "It was not read, indeed."
expect state decided, appeal_result overturned
at fri 09:00 complainant appeals with grounds "And the interest?"
expect refused appeal_level_left, levels 2
expect state decided

story An appeal that misses its fifteen days reaches the care lead
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
at mon 10:00 complainant appeals
at day 6 appeal_reviewer a.moreau sends a progress update by status_page
at day 13 appeal_reviewer a.moreau sends a progress update by status_page
at day 20 appeal_reviewer a.moreau sends a progress update by status_page
at day 21 18:00
expect then deadline_missed appeal, escalated to rung 3
expect state appealed, ladder raised, rung_target care_lead
expect clocks appeal_window paused, appeal missed, update running until day 27 24:00,
    rung_ack/3 running until day 21 22:00

story An appeal on the last day is in time, a day later it needs good cause
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
at day 29 complainant appeals
expect state appealed
expect clocks appeal_window paused, update running until day 36 24:00, appeal running until day 50 18:00
complainant withdraws the appeal
expect state decided
expect clocks appeal_window running until day 30 24:00, update running until day 36 24:00, appeal cancelled
at day 30 24:00
expect then window_lapsed appeal_window, appeal_window_lapsed
expect state closed
at day 31 complainant appeals
expect refused late_for_good_cause_recorded
care_lead l.novak allows a late appeal with reason "Was in hospital."
expect good_cause_at day 31 09:00
complainant appeals
expect state appealed, closed_at none, good_cause_at none

story A decision that never reached anybody does not become final by silence
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the decision by email with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
at mon 09:05 then the letter is dispatched
expect clocks initial_response met, investigation met, appeal_window running until day 30 24:00
at tue 09:10 then the final_response comes back
expect then deadline_missed initial_response, escalated to rung 2
expect state decided, rung 2
expect clocks initial_response missed, investigation running until day 14 24:00, update running until day 7 24:00,
    appeal_window cancelled, rung_ack/2 running until tue 13:10
at tue 10:00 care_reviewer c.ito accepts the rung
handler h.lin sends a message by post with letter L1, text "Our decision, once more, by post."
care_reviewer c.ito sends the case down with instruction "Wait for the post."
at fri 09:00 then L1 is dispatched by post
expect state decided
expect clocks initial_response met_late, investigation met, update met, appeal_window running until day 34 24:00
at day 34 24:00
expect then window_lapsed appeal_window, appeal_window_lapsed
expect state closed, closure_reason window_lapsed

story Somebody who needs support is not closed out by silence before anybody tried to reach them
at mon 09:00 complainant files a complaint about fees by website with points "One", support_needs large_print
handler h.lin assigns the case to h.lin
handler h.lin sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
at day 30 24:00
expect then window_lapsed appeal_window, refused appeal_window_lapsed tried_to_reach, window_restarted appeal_window tried_to_reach
expect state decided
expect clocks appeal_window running until day 38 24:00
at day 33 handler h.lin reaches nobody
at day 38 24:00
expect then window_lapsed appeal_window, appeal_window_lapsed
expect state closed

story Part of the complaint is found, part is not, and part is not ours
at mon 09:00 complainant files a complaint about transfer_failed by website with points "A" and "B" and "C"
handler h.lin assigns the case to h.lin
complainant adds a point with text "And the fee."
expect points 4
handler h.lin sends the decision by status_page with outcome partly_upheld, redress_ruled_out yes, root_cause bank_reject, evidence trace-3,
    findings 1:upheld and 2:not_upheld and 3:not_ours
expect refused every_point_answered, points 4
handler h.lin sends the decision by status_page with outcome partly_upheld, redress_ruled_out yes, root_cause bank_reject, evidence trace-3,
    findings 1:upheld and 2:not_upheld and 3:not_ours and 4:partly_upheld
expect state decided, outcome partly_upheld

story Only listed reasons make a complaint inadmissible, and an admitted one is said to be
at mon 09:00 complainant files a complaint about other by email with points "One"
handler h.lin assigns the case to h.lin
handler h.lin declares it inadmissible by email with inadmissibility too_long approved by care_reviewer c.ito
expect refused inadmissibility_reason
handler h.lin admits the case by email
expect admitted_at day 0 09:00, state received

story New facts reopen a closed case within thirty days, and its appeals begin anew
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
at mon 10:00 complainant appeals
appeal_reviewer a.moreau decides the appeal by status_page with result upheld
complainant accepts the resolution with evidence message-1
expect state closed, appeal_level 1
at day 20 complainant reopens the case with new_facts " "
expect refused new_facts_given
complainant reopens the case with new_facts "The bank confirms it."
expect state investigating, appeal_level 0, reopenings 1, outcome none
expect clocks investigation running until day 34 24:00, update running until day 27 24:00

story After the window a closed case stays closed, and a new one is filed and linked
at mon 09:00 complainant files a complaint about fees by website with points "One"
complainant withdraws the complaint with reason "Settled."
at day 31 complainant reopens the case
expect refused within_reopen_window
on c2 complainant files a complaint about fees by website with points "One"
on c2 handler h.lin links the case with to c1, cause earlier_case
on c2 expect links 1, ladder at_base

story What people write to a closed case is kept
at mon 09:00 complainant files a complaint about fees by website with points "One"
complainant withdraws the complaint with reason "Settled."
complainant writes a message with text "Thank you."
complainant adds a document with document receipt-1
expect state closed, message_count 1, documents 1
complainant adds a point with text "One more thing."
expect refused not_possible_in_this_state

story A complaint reopened before anybody answered owes its first answer from the first receipt
at mon 09:00 complainant files a complaint about fees by website with points "One"
at mon 15:00 complainant withdraws the complaint with reason "Settled."
at wed 15:00 complainant reopens the case with new_facts "It was not settled."
expect state investigating
expect clocks initial_response running until thu 09:00, investigation running until day 16 24:00,
    update running until day 9 24:00

story An acceptance recorded by staff can be disputed by the complainant
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
handler h.lin accepts the resolution with evidence " "
expect refused acceptance_evidence
handler h.lin accepts the resolution with evidence call-3
expect state closed, closed_by_role handler
at day 3 complainant disputes the exit with text "I never accepted."
expect state investigating, closure_reason none
on mine complainant files a complaint about fees by website with points "One"
on mine complainant withdraws the complaint with reason "Settled."
on mine complainant disputes the exit
on mine expect refused staff_recorded_the_exit

story A decision accepted before its dispatch is reported was in time all the same
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
at mon 11:00 handler h.lin sends the decision by email with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
at mon 12:00 complainant accepts the resolution with evidence message-1
expect state closed
expect clocks initial_response cancelled, investigation cancelled, update cancelled
at mon 13:00 then the final_response is dispatched 110 min ago
expect state closed
expect clocks initial_response met, investigation met, update met

story A late appeal that is taken back leads to where it came from
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
at day 30 24:00
expect then window_lapsed appeal_window, appeal_window_lapsed
care_lead l.novak allows a late appeal with reason "Was in hospital."
complainant appeals
expect state appealed
expect clocks update running until day 38 24:00, appeal running until day 52 18:00
complainant withdraws the appeal
expect then appeal_window_lapsed
expect state closed, closure_reason window_lapsed
expect clocks appeal cancelled, update cancelled

story Our own error is found in a case that was closed as a duplicate
at mon 09:00 complainant files a complaint about fees by website with points "One"
on c2 complainant files a complaint about fees by website with points "Two"
on c2 handler h.lin assigns the case to h.lin
on c2 handler h.lin marks it as a duplicate with primary_case c1
on c2 handler h.lin finds our own error
on c2 expect refused not_permitted
on c2 care_lead l.novak finds our own error with reason "It was about another fee."
on c2 expect state investigating, primary_case none
on c2 expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00
