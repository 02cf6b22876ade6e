story A fee charged twice is given back the same morning, and silence closes the case after thirty days
demo received 1 h ago, ends decided

at mon 09:00 complainant wallet-1102 files a complaint about fees by email
    with points "The fee was charged twice", transaction_id "0x77aa", amount 2.50, currency USDT
expect state received, hold none, ladder at_base
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00

at mon 09:40 handler h.osei assigns the case to h.osei
expect state received, owner h.osei
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00

at mon 09:50 handler h.osei offers redress with redress_kind refund_owed, amount 2.50, currency USDT
expect state received, redress R1 offered
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00, redress_approval/R1 running until wed 18:00

care_reviewer c.ito approves the redress with item R1
expect state received, redress R1 accepted
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00, redress_approval/R1 met, payment/R1 running until tue 18:00

at mon 10:00 handler h.osei sends the decision by status_page with outcome upheld, root_cause double_booking,
    findings 1:upheld, evidence ledger-entry-12, reason "The fee was booked twice. The second one is given back."
expect state decided, hold none, ladder at_base, outcome upheld, first_answered_at day 0 10:00
expect clocks initial_response met, investigation met, update met, payment/R1 running until tue 18:00,
    appeal_window running until day 30 24:00

channel verifies the identity with identity_method app_login
expect identity verified
expect clocks payment/R1 running until tue 18:00, appeal_window running until day 30 24:00

at mon 12:00 channel pays the redress with item R1, payment_reference pay-1102
expect state decided, redress R1 paid
expect clocks payment/R1 met, appeal_window running until day 30 24:00

at day 29 10:00 complainant adds a document with document thank-you-note
expect state decided
expect clocks appeal_window running until day 30 24:00

not in the demo complainant gives a rating with rating 5
expect state decided, ratings 1
expect clocks appeal_window running until day 30 24:00

at day 30 24:00
expect then window_lapsed appeal_window, appeal_window_lapsed
expect state closed, closure_reason window_lapsed, closed_by timer
expect clocks appeal_window lapsed
