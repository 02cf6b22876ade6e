# Redress: who may promise how much, what is accepted, and what is paid by when.

story An own limit is compared to the last digit
at mon 09:00 complainant files a complaint about funds_lost by website with points "One"
care_reviewer c.ito offers redress with redress_kind loss, amount 1000.000000000000000000, currency USDT
care_reviewer c.ito offers redress with redress_kind loss, amount 1000.000000000000000001, currency USDT
expect redress R1 approved and R2 offered
expect item R1 state approved, amount 1000.000000000000000000, currency USDT, offered_by c.ito
expect item R2 state offered, amount 1000.000000000000000001, approved_by none
care_reviewer c.reyes approves the redress with item R2
expect refused within_approver_limit, limit "1000 USDT"
care_lead l.novak approves the redress with item R2
expect item R2 state approved, approved_by l.novak

story A currency without a limit is within nobody's
at mon 09:00 complainant files a complaint about funds_lost by website with points "One"
care_reviewer c.ito offers redress with redress_kind loss, amount 1, currency JPY
expect redress R1 offered
care_lead l.novak approves the redress with item R1
expect refused within_approver_limit
expect redress R1 offered

story A limit in one currency says nothing of another
at mon 09:00 complainant files a complaint about funds_lost by website with points "One"
care_reviewer c.ito offers redress with redress_kind loss, amount 950, currency USD
care_reviewer c.ito offers redress with redress_kind loss, amount 950, currency EUR
care_reviewer c.ito offers redress with redress_kind loss, amount 6999.99, currency CNY
expect redress R1 approved and R2 offered and R3 approved

story A handler promises no money alone, not even a cent
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin offers redress with redress_kind goodwill, amount 0.01, currency USDT
expect redress R1 offered
handler h.osei approves the redress with item R1
expect refused not_permitted
care_reviewer c.ito approves the redress with item R1
expect item R1 state approved, amount 0.01, currency USDT, offered_by h.lin, approved_by c.ito

story An offer that nobody approves in two business days is known to customer care
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by status_page
at thu 10:00 handler h.lin offers redress with redress_kind goodwill, amount 10, currency USDT
expect clocks initial_response met, investigation running until day 14 24:00, update running until day 7 24:00,
    redress_approval/R1 running until day 7 18:00
at day 7 18:00
expect then deadline_missed redress_approval R1, escalated to rung 2
at day 7 19:00 care_reviewer c.ito approves the redress with item R1
expect clocks investigation running until day 14 24:00, update running until day 7 24:00, redress_approval/R1 met_late,
    offer/R1 running until day 37 24:00, rung_ack/2 running until day 7 22:00

story An offer that was turned down inside is made again with a clock of its own
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by status_page
handler h.lin offers redress with redress_kind goodwill, amount 500, currency USDT
at mon 12:00 care_reviewer c.ito rejects the redress with item R1, reason "Too much for a late letter."
expect redress R1 none
at tue 12:00 handler h.lin offers redress with item R1, redress_kind goodwill, amount 50, currency USDT
expect item R1 state offered, amount 50
expect clocks initial_response met, investigation running until day 14 24:00, update running until day 7 24:00,
    redress_approval/R1#1 met, redress_approval/R1#2 running until thu 18:00

story Two items have two clocks, and what happens to one leaves the other
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin sends the initial response by status_page
care_reviewer c.ito offers redress with redress_kind goodwill, amount 10, currency USDT
at day 2 care_reviewer c.ito offers redress with redress_kind voucher, amount 5, currency USDT
complainant accepts the redress with item R1
expect clocks initial_response met, investigation running until day 14 24:00, update running until day 7 24:00,
    offer/R1 met, offer/R2 running until day 32 24:00, payment/R1 running until day 9 18:00
complainant declines the redress with item R2, reason "No vouchers."
expect redress R1 accepted and R2 none
expect clocks investigation running until day 14 24:00, update running until day 7 24:00, offer/R2 met,
    payment/R1 running until day 9 18:00

story An offer is open for thirty days, with a reminder a week before it ends
at mon 09:00 complainant files a complaint about fees by website with points "One"
care_reviewer c.ito offers redress with redress_kind goodwill, amount 10, currency USDT
complainant withdraws the complaint with reason "Enough."
expect state closed, redress R1 approved
at day 23 24:00
expect then deadline_warned offer R1 7cd
at day 30 23:59:59
expect then nothing
at day 30 24:00
expect then window_lapsed offer R1, offer_expired R1
expect state closed, redress R1 none

story An offer is accepted after the case is closed, and paid
at mon 09:00 complainant files a complaint about fees by website with points "One"
care_reviewer c.ito offers redress with redress_kind goodwill, amount 10, currency USDT
complainant withdraws the complaint with reason "Enough."
at day 20 complainant accepts the redress with item R1
expect state closed, redress R1 accepted
expect clocks offer/R1 met, payment/R1 running until day 25 18:00
channel verifies the identity with identity_method app_login
at day 25 compliance p.haas pays the redress with item R1, payment_reference pay-1
expect item R1 state paid, payment_reference pay-1, paid_at day 25 09:00
expect clocks payment/R1 met

story Staff who accept for somebody show the acceptance
at mon 09:00 complainant files a complaint about fees by website with points "One"
care_reviewer c.ito offers redress with redress_kind goodwill, amount 10, currency USDT
handler h.lin accepts the redress with item R1
expect refused authority_covers, needs evidence
care_reviewer c.ito accepts the redress with item R1, evidence call-2
expect refused not_permitted
handler h.lin accepts the redress with item R1, evidence call-2
expect redress R1 accepted

story Money goes to somebody whom we know well enough, and two facts are not enough
at mon 09:00 complainant files a complaint about fees by website with points "One"
care_reviewer c.ito offers redress with redress_kind refund_owed, amount 10, currency USDT
expect redress R1 accepted
channel verifies the identity with identity_method two_facts
channel pays the redress with item R1, payment_reference pay-1
expect refused identity_sufficient, needed app_login
channel verifies the identity with identity_method video_call
channel pays the redress with item R1, payment_reference pay-1
expect item R1 state paid, payment_reference pay-1

story What we owe is owed to everybody the next business day, over the holidays too
at 2020-09-30 10:00 complainant files a complaint about fees by website with points "One"
handler h.lin sends the initial response by status_page
care_reviewer c.ito offers redress with redress_kind refund_owed, amount 10, currency USDT
care_reviewer c.ito offers redress with redress_kind goodwill, amount 10, currency USDT
complainant accepts the redress with item R2
expect clocks initial_response met, investigation running until 2020-10-14 24:00, update running until 2020-10-07 24:00,
    offer/R2 met, payment/R1 running until 2020-10-09 18:00, payment/R2 running until 2020-10-14 18:00

story A payment that fails again and again stays owed until its due time, and after it
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin sends the initial response by status_page
care_reviewer c.ito offers redress with redress_kind refund_owed, amount 10, currency USDT
channel reports a failed payment with item R1, reason_code account_closed
expect alarm payment_failed R1
at tue 17:00 channel reports a failed payment with item R1, reason_code account_closed
expect alarm payment_failed R1
at tue 18:00
expect then deadline_missed payment R1, escalated to rung 2
care_reviewer c.ito accepts the rung
at wed 09:00 channel reports a failed payment with item R1, reason_code account_closed
expect alarm payment_failed R1
expect redress R1 accepted
expect clocks investigation running until day 14 24:00, update running until day 7 24:00, payment/R1 missed,
    rung_review/2 running until day 8 18:00

story Whoever has an interest in a case approves no money in it
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin offers redress with redress_kind goodwill, amount 10, currency USDT
care_reviewer c.ito declares an interest with reason "My sister."
care_reviewer c.ito approves the redress with item R1
expect refused not_concerned
care_reviewer c.reyes approves the redress with item R1
expect redress R1 approved

story A case is decided with its money on the way, not before somebody spoke of it
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin offers redress with redress_kind goodwill, amount 10, currency USDT
handler h.lin sends the decision by status_page with outcome settled, findings 1:upheld, root_cause fee_page, evidence ledger-1
expect state decided, outcome settled, redress R1 offered
at mon 12:00 care_reviewer c.ito approves the redress with item R1
expect clocks appeal_window running until day 30 24:00, redress_approval/R1 met, offer/R1 running until day 30 24:00

story Accepted is accepted: nobody declines, changes or withdraws it afterwards
at mon 09:00 complainant files a complaint about fees by website with points "One"
care_reviewer c.ito offers redress with redress_kind goodwill, amount 10, currency USDT
complainant accepts the redress with item R1
complainant declines the redress with item R1, reason "I want more."
expect refused not_possible_in_this_state
care_reviewer c.ito rejects the redress with item R1, reason "No."
expect refused not_possible_in_this_state
care_reviewer c.ito offers redress with item R1, redress_kind goodwill, amount 1, currency USDT
expect refused not_possible_in_this_state
complainant withdraws the complaint with reason "Enough."
expect state closed
expect item R1 state accepted, amount 10

story On a closed case an offer that nobody approves alarms and takes no rung
at mon 09:00 complainant files a complaint about fees by website with points "One"
complainant withdraws the complaint with reason "Enough."
handler h.lin offers redress with redress_kind goodwill, amount 10, currency USDT
at wed 18:00
expect then deadline_missed redress_approval R1
expect alarm missed_on_closed_case redress_approval
expect state closed, ladder at_base, redress R1 offered
