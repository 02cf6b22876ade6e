story An appeal goes back, the new decision is appealed again, and another reviewer varies it
demo received 2 h ago, ends closed

at mon 09:00 complainant wallet-1107 files a complaint about transfer_failed by email
    with points "The transfer failed and the money is gone"
expect state received, hold none, ladder at_base
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00

handler h.lin assigns the case to h.lin
expect owner h.lin
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00

at mon 16:00 handler h.lin sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
expect state decided, outcome not_upheld
expect clocks initial_response met, investigation met, update met, appeal_window running until day 30 24:00

at tue 10:00 complainant appeals with grounds "The bank was never asked."
expect state appealed, hold none, ladder at_base, appeal_level 1
expect clocks appeal_window paused, update running until day 8 24:00, appeal running until day 22 18:00

at wed 10:00 appeal_reviewer a.moreau sends the appeal back to h.osei by email with reason "Nobody asked the bank."
expect state investigating, owner h.osei, appeal_level 0, outcome none
expect clocks appeal_window cancelled, update running until day 8 24:00, appeal met,
    investigation running until day 16 24:00

at wed 10:10 then the reopening is dispatched
expect state investigating
expect clocks investigation running until day 16 24:00, update running until day 9 24:00

at fri 10:00 handler h.osei sends the decision by status_page with outcome partly_upheld, redress_ruled_out yes, findings 1:partly_upheld,
    root_cause bank_reject, evidence bank-answer-1
expect state decided, outcome partly_upheld, decided_by h.osei
expect clocks investigation met, update met, appeal_window running until day 34 24:00

at day 10 09:00 complainant appeals with grounds "The fee is still missing."
expect state appealed, appeal_level 1
expect clocks appeal_window paused, update running until day 17 24:00, appeal running until day 31 18:00

at day 11 09:00 appeal_reviewer a.moreau decides the appeal by status_page with result varied
expect refused independent_reviewer
expect state appealed
expect clocks appeal_window paused, update running until day 17 24:00, appeal running until day 31 18:00

appeal_reviewer a.sato decides the appeal by status_page with result varied, reason "The fee is given back, too."
expect state decided, appeal_result varied, decided_by a.sato, outcome partly_upheld
expect clocks update met, appeal met, appeal_window running until day 41 24:00

at day 12 09:00 complainant accepts the resolution with evidence message-4
expect state closed, closure_reason resolved_and_accepted
expect clocks appeal_window met
