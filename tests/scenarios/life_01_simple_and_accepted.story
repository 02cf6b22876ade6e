story A delayed transfer is found, and the complainant accepts the answer
demo received 3 h ago, ends closed

at mon 09:00 complainant wallet-1101 files a complaint about transfer_delayed by website
    with points "The transfer has not arrived", transaction_id "0x51c2"
expect state received, hold none, ladder at_base, team intake, severity 2
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00

channel acknowledges the case by email
expect state received, acknowledged_at day 0 09:00
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00

at mon 09:30 handler h.lin assigns the case to h.lin
expect state received, owner h.lin
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00

handler h.lin triages the case with severity 2, complexity simple
expect state received, complexity simple
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00

at mon 11:00 handler h.lin sends the initial response by email
expect state responded, hold none, ladder at_base
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00

at mon 11:05 then the letter is dispatched
expect state responded, first_answered_at day 0 11:05
expect clocks initial_response met, investigation running until day 14 24:00, update#1 met,
    update running until day 7 24:00

at tue 10:00 handler h.lin starts the investigation
expect state investigating, hold none, ladder at_base
expect clocks investigation running until day 14 24:00, update running until day 7 24:00

at wed 10:00 handler h.lin adds a document with document transfer-log-1
expect state investigating, documents 1
expect clocks investigation running until day 14 24:00, update running until day 7 24:00

at wed 14:00 handler h.lin sends the decision by status_page with outcome upheld, redress_ruled_out yes, root_cause provider_delay,
    findings 1:upheld, reason "The payment provider held the transfer back; it has been sent on."
expect state decided, hold none, ladder at_base, outcome upheld, decided_by h.lin
expect clocks investigation met, update met, appeal_window running until day 32 24:00

at fri 09:00 complainant accepts the resolution with evidence message-7
expect state closed, closure_reason resolved_and_accepted, closed_by wallet-1101
expect clocks appeal_window met
