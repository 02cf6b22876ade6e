story Long after the end an outside body says that we must pay, and we do
demo received 9 h ago, ends closed

at mon 09:00 complainant wallet-1112 files a complaint about withdrawal_missing by website
    with points "The withdrawal has not arrived", amount 120, currency USDT
expect state received, hold none, ladder at_base, containment none, redress none, referral none
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00

handler h.osei assigns the case to h.osei
expect owner h.osei
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00

at mon 15:00 handler h.osei sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence chain-record-1
expect state decided
expect clocks initial_response met, investigation met, update met, appeal_window running until day 30 24:00

in the demo complainant accepts the resolution with evidence message-1
at day 30 24:00
expect then window_lapsed appeal_window, appeal_window_lapsed
expect state closed, closure_reason window_lapsed
expect clocks appeal_window lapsed

at day 35 complainant refers the case with body ombudsman, bundle b-1112
expect state closed, referral with_body
expect clocks none

at day 36 compliance p.haas passes on the body's request
expect state closed, referral with_body
expect clocks external_reply running until day 50 18:00

at day 40 compliance p.haas replies to the body with evidence file-2
expect clocks external_reply met

at day 60 compliance p.haas records the body's outcome with text "Pay what did not arrive.", amount 120, currency USDT, due in 14 days
expect state closed, referral determined, external_outcomes 1, comply_by day 74 09:00
expect clocks outcome_due running until day 74

handler h.osei offers redress with redress_kind loss, amount 120, currency USDT
expect state closed, redress R1 offered
expect clocks outcome_due running until day 74 09:00, redress_approval/R1 running until day 64 18:00

at day 61 care_reviewer c.reyes approves the redress with item R1
expect state closed, redress R1 approved
expect clocks outcome_due running until day 74 09:00, redress_approval/R1 met, offer/R1 running until day 91 24:00

complainant accepts the redress with item R1
expect state closed, redress R1 accepted
expect clocks outcome_due running until day 74 09:00, offer/R1 met, payment/R1 running until day 67 18:00

at day 63 channel verifies the identity with identity_method passport
expect clocks outcome_due running until day 74 09:00, payment/R1 running until day 67 18:00

channel pays the redress with item R1, payment_reference pay-1112
expect state closed, redress R1 paid
expect clocks outcome_due running until day 74, payment met

at day 64 compliance p.haas shows compliance with evidence pay-1112
expect state closed, referral done
expect clocks outcome_due met
