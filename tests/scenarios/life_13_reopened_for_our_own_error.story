story A quality review finds that we were wrong, and the closed case is decided anew
demo received 6 h ago, ends closed

at mon 09:00 complainant wallet-1113 files a complaint about funds_lost by email
    with points "The coins went to an address that is not mine"
expect state received, hold none, ladder at_base
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00

handler h.lin assigns the case to h.lin
expect owner h.lin
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00

at mon 14:00 handler h.lin sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence chain-record-1
expect state decided
expect clocks initial_response met, investigation met, update met, appeal_window running until day 30 24:00

at mon 17:00 complainant accepts the resolution with evidence message-2
expect state closed, closure_reason resolved_and_accepted
expect clocks appeal_window met

at day 50 09:00 quality_reviewer q.berg finds our own error with reason "The address came from our own address book."
expect state investigating, hold none, ladder at_base, reopenings 1, outcome none, closed_at none
expect clocks investigation running until day 64 24:00, update running until day 57 24:00

handler h.lin sends the decision by status_page with outcome upheld, redress_ruled_out yes, findings 1:upheld, root_cause address_book,
    evidence chain-record-2, reason "The address was ours. We were wrong before."
expect state decided, outcome upheld
expect clocks investigation met, update met, appeal_window running until day 80 24:00

at day 51 09:00 complainant accepts the resolution with evidence message-5
expect state closed
expect clocks appeal_window met
