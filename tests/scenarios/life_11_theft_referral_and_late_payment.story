story Stolen coins that nobody can freeze, an outside body asked while we are late, and money that comes after the end
demo received 26 h ago, ends closed

at mon 09:00 complainant wallet-1111 files a complaint about account_theft by website
    with points "My coins were taken last night", complainant_account "W-11", amount 900, currency USDT, happened_at 8 h ago
expect then containment_requested emergency
expect state received, hold none, ladder at_base, severity 4, containment requested, redress none, referral none
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00, containment running until mon 09:30

at mon 09:10 channel refuses the containment with refusal_reason self_custody, text "The keys are yours alone; nobody can freeze them."
expect state received, containment none, containment_refusal self_custody
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00, containment met

at tue 09:00
expect then deadline_missed initial_response, escalated to rung 2
expect state received, ladder raised, rung 2
expect clocks initial_response missed, investigation running until day 14 24:00, update running until day 7 24:00,
    rung_ack/2 running until tue 13:00

at tue 10:00 complainant refers the case with body ombudsman, bundle b-1111
expect state received, referral with_body, referral_body ombudsman, ladder raised
expect clocks initial_response missed, investigation running until day 14 24:00, update running until day 7 24:00,
    rung_ack/2 running until tue 13:00

at tue 11:00 care_reviewer c.ito accepts the rung
expect ladder under_review
expect clocks initial_response missed, investigation running until day 14 24:00, update running until day 7 24:00,
    rung_ack/2 met, rung_review/2 running until day 8 18:00

handler h.lin assigns the case to h.lin
expect owner h.lin
expect clocks initial_response missed, investigation running until day 14 24:00, update running until day 7 24:00,
    rung_review/2 running until day 8 18:00

handler h.lin sends the initial response by status_page
expect state responded
expect clocks initial_response met_late, investigation running until day 14 24:00,
    rung_review/2 running until day 8 18:00, update running until day 8 24:00

at wed 09:00 compliance p.haas passes on the body's request with text "Send your file."
expect referral with_body
expect clocks investigation running until day 14 24:00, rung_review/2 running until day 8 18:00,
    update running until day 8 24:00, external_reply running until day 16 18:00

at thu 09:00 compliance p.haas replies to the body with evidence letter-4
expect referral with_body
expect clocks investigation running until day 14 24:00, rung_review/2 running until day 8 18:00,
    update running until day 8 24:00, external_reply met

at fri 09:00 care_reviewer c.ito offers redress with redress_kind loss, amount 900, currency USDT
expect state responded, redress R1 approved
expect clocks investigation running until day 14 24:00, rung_review/2 running until day 8 18:00,
    update running until day 8 24:00, offer/R1 running until day 34 24:00

at fri 10:00 care_reviewer c.ito sends the decision by status_page with outcome upheld, findings 1:upheld, root_cause warning_missing, evidence chain-record-9
expect state decided, ladder at_base, redress R1 approved, referral with_body
expect clocks investigation met, rung_review/2 met, update met, offer/R1 running until day 34 24:00,
    appeal_window running until day 34 24:00

at fri 12:00 complainant accepts the redress with item R1
expect state decided, redress R1 accepted
expect clocks offer/R1 met, appeal_window running until day 34 24:00, payment/R1 running until day 11 18:00

complainant accepts the resolution with evidence message-6
expect state closed, closure_reason resolved_and_accepted, redress R1 accepted, referral with_body
expect clocks appeal_window met, payment/R1 running until day 11 18:00

at day 11 18:00
expect then deadline_missed payment R1
expect alarm missed_on_closed_case payment
expect state closed, ladder at_base
expect clocks payment missed

at day 12 channel pays the redress with item R1, payment_reference pay-1111
expect refused identity_sufficient
expect state closed, redress R1 accepted
expect clocks payment missed

channel verifies the identity with identity_method passport
expect identity verified
expect clocks payment missed

channel pays the redress with item R1, payment_reference pay-1111
expect state closed, redress R1 paid
expect clocks payment met_late

at day 20 compliance p.haas ends the referral with reason "They have what they asked for."
expect state closed, referral done
expect clocks payment met_late
