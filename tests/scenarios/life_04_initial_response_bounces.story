story The first answer bounces after the twenty-four hours seemed kept
demo received 4 h ago, ends responded

at mon 09:00 complainant wallet-1104 files a complaint about withdrawal_missing by website
    with points "The withdrawal has not arrived"
expect state received, hold none, ladder at_base
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00

handler h.lin assigns the case to h.lin
expect owner h.lin
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00

at mon 15:00 handler h.lin sends the initial response by email
expect state responded
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00

at mon 15:05 then the letter is dispatched
expect state responded, first_answered_at day 0 15:05
expect clocks initial_response met, investigation running until day 14 24:00, update running until day 7 24:00

at tue 16:00 then the initial_response comes back
expect then deadline_missed initial_response, escalated to rung 2
expect state responded, hold none, ladder raised, rung 2, rung_target care
expect clocks initial_response missed, investigation running until day 14 24:00, update#1 running until day 7 24:00,
    update cancelled, rung_ack/2 running until tue 20:00

at tue 16:30 handler h.lin sends a message by status_page with letter L1, text "Our answer to you came back; it stands on this page, too."
expect state responded, ladder raised
expect clocks initial_response met_late, investigation running until day 14 24:00,
    rung_ack/2 running until tue 20:00, update running until day 8 24:00

at tue 17:00 not in the demo care_reviewer c.ito accepts the rung
expect ladder under_review, rung_reviewer c.ito
expect clocks investigation running until day 14 24:00, rung_ack/2 met, update running until day 8 24:00,
    rung_review/2 running until day 8 18:00

not in the demo care_reviewer c.ito sends the case down with instruction "Ask for a contact that works."
expect state responded, hold none, ladder at_base, rung 0
expect clocks investigation running until day 14 24:00, update running until day 8 24:00, rung_review/2 met
