story A bank is asked, the case waits for its answer, and the answer ends the wait
at mon 09:00 complainant files a complaint about withdrawal_missing by website with points "One"
handler h.lin assigns the case to h.lin
at mon 10:00 handler h.lin sends the initial response by status_page
handler h.lin opens an enquiry with enquiry E1, enquiry_kind bank_trace, to bank.x
expect clocks initial_response met, investigation running until day 14 24:00, update running until day 7 24:00,
    enquiry/E1 running until day 7 18:00
handler h.lin places a hold with hold_reason bank_answer, enquiry E1, expires in 10 days
expect hold waiting, hold_party third_party, hold_enquiry E1
expect clocks investigation running until day 14 24:00, update running until day 7 24:00,
    enquiry/E1 running until day 7 18:00, hold/H1 running until day 10 10:00
at day 7 18:00
expect then deadline_missed enquiry E1
at day 7 19:00 handler h.lin chases the enquiry with enquiry E1
at day 7 20:00 channel answers the enquiry with enquiry E1, text "Booked on Sunday."
expect then hold_released E1
expect hold none, hold_enquiry none
expect clocks investigation running until day 14 24:00, update running until day 7 24:00, enquiry/E1 met_late,
    hold/H1 met

story An internal team is never a reason to let somebody wait
at mon 09:00 complainant files a complaint about withdrawal_missing by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin opens an enquiry with enquiry E1, enquiry_kind internal, to payments
handler h.lin places a hold with hold_reason payments_team, enquiry E1, expires in 2 days
expect refused hold_reason_given
handler h.lin places a hold with hold_reason bank_answer, enquiry E7, expires in 2 days
expect refused names_an_enquiry
handler h.lin places a hold with hold_reason bank_answer, enquiry E1, expires in 60 days
expect refused hold_expires
expect hold none

story Everything that was asked for comes in, and the investigation counts on from where it rested
at mon 09:00 complainant files a complaint about funds_lost by website with points "One"
handler h.lin assigns the case to h.lin
at mon 10:00 handler h.lin sends the initial response by status_page
at day 3 handler h.lin asks for information by status_page with items bank_statement, expires in 14 days
expect hold waiting
expect clocks investigation paused, hold/H1 running until day 17 09:00, update running until day 10 24:00
at day 8 complainant writes a message with items bank_statement
expect then information_received bank_statement
expect hold none, items_held bank_statement
expect clocks investigation running until day 19 24:00, hold/H1 met, update running until day 10 24:00

story Something else that arrives does not end the wait for what was asked
at mon 09:00 complainant files a complaint about funds_lost by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin asks for information by status_page with items bank_statement, expires in 7 days
complainant writes a message with text "Where does it stand?"
expect hold waiting
complainant brings information with items holiday_photo
expect refused all_named_items_in, missing bank_statement
handler h.lin asks for information by status_page with items screenshot, expires in 7 days
expect refused not_possible_in_this_state
handler h.lin releases the hold with reason "We found it elsewhere."
expect hold none

story A decision ends a wait, and the wait's own clock with it
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin asks for information by status_page with items receipt, expires in 7 days
at mon 10:00 handler h.lin sends the decision by status_page with outcome partly_upheld, redress_ruled_out yes, findings 1:partly_upheld, root_cause unclear_page
expect state decided, hold none, hold_items none
expect clocks initial_response met, investigation met, hold/H1 met, update met,
    appeal_window running until day 30 24:00
advance 7 days
expect state decided

story A hold that nobody bounded ends after the longest time that the policy allows
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin asks for information by status_page with items receipt
expect clocks initial_response running until tue 09:00, investigation paused, hold/H1 running until day 28 24:00,
    update running until day 7 24:00
handler h.lin sends the initial response by status_page
at day 6 handler h.lin sends a progress update by status_page
at day 12 handler h.lin sends a progress update by status_page
at day 18 handler h.lin sends a progress update by status_page
at day 24 handler h.lin sends a progress update by status_page
at day 28 24:00
expect then window_lapsed hold, hold_expired
expect hold none
expect clocks investigation running until day 42 24:00, hold/H1 lapsed, update running until day 31 24:00

story The first day's promise does not rest while the complainant is asked
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin asks for information by status_page with items receipt, expires in 7 days
at tue 09:00
expect then deadline_missed initial_response, escalated to rung 2
expect hold waiting, ladder raised

story News is owed every seven days, and each letter starts the next seven
at mon 09:00 complainant files a complaint about privacy by website with points "One"
handler h.lin assigns the case to h.lin
at mon 12:00 handler h.lin sends the initial response by status_page
expect clocks initial_response met, investigation running until day 14 24:00, update running until day 7 24:00
at day 7 24:00
expect then deadline_missed update
expect ladder at_base
at day 8 09:00 handler h.lin sends a progress update by status_page with next_step "Wait for the auditor.", next_step_due in 3 days, next_step_who h.lin
expect next_step_who h.lin, next_step_due day 11 09:00
expect clocks investigation running until day 14 24:00, update#2 met_late, update running until day 15 24:00

story Who gets a reason before the time is over may be asked for more time, once, by two people
at mon 09:00 complainant files a complaint about funds_lost by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by status_page
at day 6 handler h.lin grants an extension by status_page with clock investigation, days 14, reason "The chain record is being read."
expect refused approver_is_not_handler
handler h.lin grants an extension by status_page with clock investigation, days 14, reason "The chain record is being read."
    approved by care_reviewer c.ito
expect clocks investigation running until day 28 24:00, update running until day 13 24:00
handler h.lin grants an extension by status_page with clock investigation, days 14, reason "Again." approved by care_reviewer c.ito
expect refused extension_allowed, clock investigation

story Too late for a holding response, the truth is told as an update
at mon 09:00 complainant files a complaint about funds_lost by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by status_page
at day 6 handler h.lin sends a progress update by status_page
at day 12 handler h.lin sends a holding response by status_page
expect clocks investigation running until day 14 24:00, update running until day 19 24:00
at day 15
expect then escalated warned:investigation to rung 1, deadline_missed rung_ack 1, escalated to rung 2,
    deadline_missed rung_ack 2, escalated to rung 3, deadline_missed rung_ack 3, deadline_missed investigation
expect alarm top_rung_silent rung_ack
handler h.lin sends a holding response by status_page
expect refused before_due
handler h.lin sends a progress update by status_page
expect clocks investigation missed, rung_ack/3 missed, update running until day 22 24:00
