story The first answer left in time, and its dispatch is reported after the miss
demo received 30 h ago, ends closed

at mon 09:00 complainant wallet-1105 files a complaint about login by feedback_form
    with points "I cannot log in since the update", device "Phone 9"
in the demo care_reviewer c.reyes accepts the rung
in the demo care_reviewer c.reyes sends the case down with instruction "Answer it now."
expect state received, hold none, ladder at_base
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00

at mon 18:00 handler h.osei assigns the case to h.osei
expect owner h.osei
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00

at mon 20:00 handler h.osei sends the initial response by email
expect state responded
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00

at tue 09:00
expect then deadline_missed initial_response, escalated to rung 2
expect state responded, ladder raised, rung 2
expect clocks initial_response missed, investigation running until day 14 24:00, update running until day 7 24:00,
    rung_ack/2 running until tue 13:00

in the demo then the letter is dispatched
at tue 11:00 not in the demo then the letter is dispatched 14 h ago
expect state responded, ladder raised, first_answered_at day 0 21:00
expect clocks initial_response met, investigation running until day 14 24:00, rung_ack/2 running until tue 13:00,
    update running until day 7 24:00

at tue 11:30 not in the demo care_reviewer c.reyes accepts the rung
expect ladder under_review
expect clocks investigation running until day 14 24:00, rung_ack/2 met, update running until day 7 24:00,
    rung_review/2 running until day 8 18:00

not in the demo care_reviewer c.reyes sends the case down with instruction "It left in time; go on."
expect ladder at_base, rung 0
expect clocks investigation running until day 14 24:00, update running until day 7 24:00, rung_review/2 met

at wed 09:00 handler h.osei sends the decision by status_page with outcome upheld, redress_ruled_out yes, findings 1:upheld,
    root_cause app_release, evidence crash-report-3
expect state decided, hold none, ladder at_base
expect clocks investigation met, update met, appeal_window running until day 32 24:00

at wed 15:00 handler h.osei accepts the resolution with evidence call-note-2
expect state closed, closure_reason resolved_and_accepted, closed_by h.osei
expect clocks appeal_window met
