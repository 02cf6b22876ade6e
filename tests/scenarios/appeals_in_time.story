# Appeals: until when, by whom they are heard, and what they change.

story The time to appeal begins with the dispatch, and before it nobody is too late
at mon 09:00 complainant files a complaint about fees by email with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by status_page
handler h.lin sends the decision by post with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
at wed 10:00 complainant appeals
expect state appealed
# The decision itself was never reported as dispatched: our own promises run.
expect clocks initial_response met, investigation running until day 14 24:00, update running until day 7 24:00,
    appeal running until day 23 18:00
at thu 10:00 then the final_response is dispatched by post
expect clocks investigation met, update met, appeal running until day 23 18:00, appeal_window paused

story An appeal in the last second of the thirtieth day is in time
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
at day 30 23:59:59 complainant appeals
expect state appealed
expect clocks appeal_window paused, update running until day 37 24:00, appeal running until day 51 18:00
at day 31
expect then nothing

story Time that an appeal takes is given back when it is withdrawn
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
at day 10 complainant appeals
at day 16 appeal_reviewer a.moreau sends a progress update by status_page
at day 20 complainant withdraws the appeal
expect state decided, appeal_level 0
# Ten midnights passed while it was heard.
expect clocks appeal_window running until day 40 24:00, update running until day 23 24:00, appeal cancelled

story The decision on an appeal opens the next window by its dispatch, and keeps the appeal's own promise then
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
at tue 09:00 complainant appeals
at wed 09:00 appeal_reviewer a.moreau decides the appeal by post with result upheld
expect state decided
expect clocks appeal_window cancelled, update running until day 8 24:00, appeal running until day 22 18:00
at fri 09:00 then the appeal_decision is dispatched by post
expect clocks appeal_window#1 cancelled, appeal_window#2 running until day 34 24:00, update met, appeal met

story A decision on an appeal that comes back is owed again
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
at tue 09:00 complainant appeals
at wed 09:00 appeal_reviewer a.moreau decides the appeal by post with result upheld
then the appeal_decision is dispatched by post
at fri 09:00 then the appeal_decision comes back
expect state decided
expect clocks appeal_window#1 cancelled, appeal_window#2 cancelled, update running until day 8 24:00,
    appeal running until day 22 18:00

story Nobody who touched the case before hears its appeal
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
appeal_reviewer a.moreau adds a note with text "I know this fault."
handler h.lin sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
complainant appeals
appeal_reviewer a.moreau decides the appeal by status_page with result upheld
expect refused independent_reviewer
appeal_reviewer a.moreau sends the appeal back to h.osei by status_page
expect refused independent_reviewer
appeal_reviewer a.sato decides the appeal by status_page with result upheld
expect state decided, appeal_team appeals_two

story Whoever hears an appeal and is concerned does not decide it
at mon 09:00 complainant files a complaint about staff_conduct by website with points "One", about_staff a.moreau
handler h.lin assigns the case to h.lin
handler h.lin sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
complainant appeals
appeal_reviewer a.moreau decides the appeal by status_page with result upheld
expect refused not_concerned
appeal_reviewer a.sato decides the appeal by status_page with result upheld
expect state decided, decided_by a.sato

story What was decided stands while the appeal is heard, and nobody decides it anew
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
at tue 09:00 complainant appeals
handler h.lin sends the decision by status_page with outcome upheld, redress_ruled_out yes, findings 1:upheld, root_cause fee_page, evidence ledger-2
expect refused not_possible_in_this_state
handler h.lin starts the investigation
expect refused not_possible_in_this_state
handler h.lin declares it inadmissible by status_page with inadmissibility not_about_us approved by care_reviewer c.ito
expect refused not_possible_in_this_state
complainant appeals
expect refused not_possible_in_this_state
expect state appealed, outcome not_upheld, decided_by h.lin, decided_at day 0 09:00

story An appeal that is upheld leaves the outcome, one that overturns says so beside it
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
complainant appeals
at tue 09:00 appeal_reviewer a.sato decides the appeal by status_page with result upheld
expect state decided, outcome not_upheld, appeal_result upheld, decided_by a.sato, decided_at day 1 09:00
complainant appeals
appeal_reviewer a.moreau decides the appeal by status_page with result overturned, findings 1:upheld
expect state decided, appeal_result overturned, decided_by a.moreau, appeal_level 2, appeal_team appeals

story A decision on an appeal that leaves out its reasons or the outside body does not go out
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
complainant appeals
appeal_reviewer a.moreau decides the appeal by status_page without reasons with result upheld
expect refused letter_complete, letter appeal_decision, missing reasons
appeal_reviewer a.moreau decides the appeal by status_page without outside_body with result upheld
expect refused letter_complete, letter appeal_decision, missing outside_body
expect state appealed

story A house with one level of appeal hears one
policy wallet-default has appeal_levels 1
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
complainant appeals
appeal_reviewer a.moreau decides the appeal by status_page with result upheld
complainant appeals
expect refused appeal_level_left, levels 1
expect state decided, appeal_level 1

story A house that gives ten days to appeal closes after ten
policy wallet-default has clock.appeal_window.limit 10cd
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
expect clocks appeal_window running until day 10 24:00
at day 10 24:00
expect then window_lapsed appeal_window, appeal_window_lapsed
expect state closed, closure_reason window_lapsed

story Staff may appeal for somebody who said so, and show it
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
care_reviewer c.ito appeals
expect refused not_permitted
handler h.osei appeals with grounds "They say that nobody read it."
expect refused authority_covers, needs evidence
handler h.osei appeals with grounds "They say that nobody read it.", evidence call-7
expect state appealed, appeal_level 1

story What was offered stays on the table while an appeal is heard, and its own time runs on
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
care_reviewer c.ito offers redress with redress_kind goodwill, amount 10, currency USDT
handler h.lin sends the decision by status_page with outcome partly_upheld, findings 1:partly_upheld, root_cause fee_page, evidence ledger-1
at tue 09:00 complainant appeals with grounds "Ten is not enough."
expect clocks appeal_window paused, offer/R1 running until day 30 24:00, update running until day 8 24:00,
    appeal running until day 22 18:00
at wed 09:00 complainant accepts the redress with item R1
expect state appealed, redress R1 accepted
expect clocks appeal_window paused, offer/R1 met, update running until day 8 24:00, appeal running until day 22 18:00,
    payment/R1 running until day 9 18:00

story An appeal that varies the decision brings more money, which another person approves
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
care_reviewer c.ito offers redress with redress_kind goodwill, amount 10, currency USDT
handler h.lin sends the decision by status_page with outcome partly_upheld, findings 1:partly_upheld, root_cause fee_page, evidence ledger-1
complainant appeals with grounds "Ten is not enough."
at tue 09:00 appeal_reviewer a.moreau decides the appeal by status_page with result varied, findings 1:upheld
handler h.lin offers redress with redress_kind loss, amount 40, currency USDT
expect state decided, redress R1 approved and R2 offered
care_reviewer c.reyes approves the redress with item R2
expect redress R1 approved and R2 approved
expect clocks appeal met, offer/R1 running until day 30 24:00, offer/R2 running until day 31 24:00,
    appeal_window running until day 31 24:00, redress_approval/R2 met

story An appeal sent back takes no level, and what was offered stays
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
care_reviewer c.ito offers redress with redress_kind goodwill, amount 10, currency USDT
handler h.lin sends the decision by status_page with outcome partly_upheld, findings 1:partly_upheld, root_cause fee_page, evidence ledger-1
complainant appeals
at tue 09:00 appeal_reviewer a.moreau sends the appeal back to h.park by status_page with reason "Ask the bank."
expect state investigating, appeal_level 0, outcome none, redress R1 approved, decided_before h.lin
handler h.lin assigns the case to h.lin
handler h.lin sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-2
expect refused decider_holds_the_rung, rung 0
handler h.park assigns the case to h.park
handler h.park sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-2
expect state decided, decided_by h.park
complainant appeals
expect state appealed, appeal_level 1

story A complaint withdrawn while its appeal is heard ends both
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
at tue 09:00 complainant appeals
complainant withdraws the complaint with reason "Enough."
expect state closed, closure_reason withdrawn
expect clocks appeal_window cancelled, appeal cancelled, update cancelled
at day 40
expect then nothing

story Good cause for a late appeal is the care lead's to see, with a reason, and serves once
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
at day 30 24:00
expect then window_lapsed appeal_window, appeal_window_lapsed
handler h.lin allows a late appeal with reason "Was in hospital."
expect refused not_permitted
care_lead l.novak allows a late appeal with reason " "
expect refused reason_given
care_lead l.novak allows a late appeal with reason "Was in hospital."
complainant appeals
complainant withdraws the appeal
expect then appeal_window_lapsed
expect state closed
complainant appeals
expect refused late_for_good_cause_recorded

story News is owed every seven days while an appeal is heard, and late news says itself when the next one comes
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
at tue 09:00 complainant appeals
expect clocks appeal_window paused, update running until day 8 24:00, appeal running until day 22 18:00
at day 8 24:00
expect then deadline_missed update
at day 9 appeal_reviewer a.moreau sends a progress update by status_page
expect refused letter_is_written, letter progress_update, needs next_step_due
appeal_reviewer a.moreau sends a progress update by status_page with next_step_due in 5 days
expect next_step_due day 14 09:00
expect clocks appeal_window paused, update#2 met_late, update running until day 16 24:00, appeal running until day 22 18:00

story Where nobody is left who could hear an appeal it is taken in all the same, and somebody is alarmed
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
appeal_reviewer a.moreau adds a note with text "I know this fault."
appeal_reviewer a.sato adds a note with text "So do I."
handler h.lin sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
complainant appeals
expect alarm no_independent_person appeal level 1
expect state appealed

story A decision that came back may be appealed against by whoever heard of it otherwise
at mon 09:00 complainant files a complaint about fees by email with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by status_page
at mon 10:00 handler h.lin sends the decision by post with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
at mon 11:00 then the final_response is dispatched by post
at wed 09:00 then the final_response comes back
expect clocks investigation running until day 14 24:00, update running until day 7 24:00, appeal_window cancelled
complainant appeals
expect state appealed, appeal_level 1
expect clocks investigation running until day 14 24:00, update running until day 7 24:00, appeal running until day 23 18:00
