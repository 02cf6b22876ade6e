story An account is frozen within half an hour, contested, looked at after a day, and unlocked by somebody else
at mon 09:00 complainant files a complaint about unauthorised_transaction by hotline
    with points "That was not me", complainant_account "A-1"
expect then containment_requested emergency
expect containment requested, containment_by engine
at mon 09:20 channel confirms the containment with evidence freeze-1
expect containment contained, contained_at day 0 09:20
expect clocks initial_response running until tue 09:00, initial_response_target running until mon 09:30,
    investigation running until day 14 24:00, update running until day 7 24:00, containment met,
    containment_review running until tue 09:20
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by call
at mon 12:00 complainant contests the containment with text "I need to pay my rent."
expect containment contained
at mon 15:00 care_reviewer c.ito upholds the containment
expect refused reasons_or_restricted
care_reviewer c.ito upholds the containment with reason "The second device is still logged in."
expect containment_reviews 1
expect clocks initial_response met, initial_response_target met, investigation running until day 14 24:00,
    update running until day 7 24:00, containment_review running until day 7 24:00
at tue 10:00 handler h.lin releases the containment with release_ground holder_asked
expect refused identity_sufficient
channel verifies the identity with identity_method passport
handler h.lin releases the containment with release_ground holder_asked
expect containment released, contained_at none
expect clocks investigation running until day 14 24:00, update running until day 7 24:00, containment_review met

story Nobody reviews or lifts the freeze that they asked for
at mon 09:00 complainant files a complaint about security by website with points "One"
handler h.lin asks for containment with containment_ground suspected_fraud
expect refused account_named
handler h.lin asks for containment with containment_ground suspected_fraud, account "A-2"
expect containment requested, containment_by h.lin
channel confirms the containment
expect containment contained
handler h.lin releases the containment with release_ground freeze_was_wrong
expect refused releaser_is_not_requester
care_reviewer c.ito releases the containment with release_ground freeze_was_wrong
expect refused reason_given
care_reviewer c.ito releases the containment with release_ground freeze_was_wrong, reason "The account is another person's."
expect then redress_offered apology
expect containment released, redress R1 offered

story A freeze that is not confirmed in half an hour is known to customer care
at mon 09:00 complainant files a complaint about account_theft by in_app with points "One", complainant_account "A-3"
expect then containment_requested emergency
at mon 09:30
expect then deadline_missed containment, escalated to rung 2
expect containment requested, ladder raised
channel confirms the containment
expect containment contained

story An emergency that names no account alarms, because nothing can be frozen
at mon 09:00 complainant files a complaint about account_theft by website with points "One"
expect then refused containment_requested account_named
expect alarm containment_not_requested account_named
expect containment none
complainant asks for containment with containment_ground theft, account "A-4"
expect containment requested
handler h.lin refuses the containment with refusal_reason not_the_holder
expect containment none, containment_refusal not_the_holder
complainant asks for containment with containment_ground none, account "A-4"
expect refused ground_given

story A freeze asked for by somebody who stayed unknown is lifted at its second review
at mon 09:00 complainant files a complaint about account_theft by website with points "One", complainant_account "A-5", anonymous yes
expect then containment_requested emergency
channel confirms the containment
care_reviewer c.reyes releases the containment with release_ground requester_unverified
expect refused identity_sufficient
at tue 08:00 care_reviewer c.ito upholds the containment with restricted yes
expect containment_reviews 1
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by status_page
at day 6 care_reviewer c.reyes releases the containment with release_ground requester_unverified
expect containment released

story A freeze lives on when its case is closed, and is reviewed all the same
at mon 09:00 complainant files a complaint about account_theft by website with points "One", complainant_account "A-6"
expect then containment_requested emergency
channel confirms the containment
complainant withdraws the complaint with reason "Let the police do it."
expect state closed, containment contained
expect clocks containment_review running until tue 09:00
at tue 09:00
expect then deadline_missed containment_review
expect alarm missed_on_closed_case containment_review
care_reviewer c.ito upholds the containment with reason "The police asked us to."
expect clocks containment_review running until day 8 24:00

story An offer above a handler's limit waits for a second person, within that person's own limit
at mon 09:00 complainant files a complaint about funds_lost by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by status_page
handler h.lin offers redress with redress_kind loss, amount 2500, currency USDT
expect redress R1 offered
expect clocks initial_response met, investigation running until day 14 24:00, update running until day 7 24:00,
    redress_approval/R1 running until wed 18:00
care_reviewer c.ito approves the redress with item R1
expect refused within_approver_limit, limit "1000 USDT"
care_lead l.novak approves the redress with item R1
expect redress R1 approved
expect clocks investigation running until day 14 24:00, update running until day 7 24:00, redress_approval/R1 met,
    offer/R1 running until day 30 24:00

story Nobody approves their own offer, and an apology needs words and no limit
at mon 09:00 complainant files a complaint about staff_conduct by website with points "One"
handler h.lin assigns the case to h.lin
care_reviewer l.novak offers redress with redress_kind goodwill, amount 20000, currency USDT
expect redress R1 offered
care_reviewer l.novak approves the redress with item R1
expect refused approver_is_not_offerer
handler h.lin offers redress with redress_kind apology
expect refused amount_given, needs text
handler h.lin offers redress with redress_kind apology, text "We are sorry."
expect redress R1 offered and R2 approved
care_reviewer c.ito rejects the redress with item R1
expect redress R1 none and R2 approved

story What we simply owe is not offered but paid, the next day
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by status_page
handler h.lin offers redress with redress_kind refund_owed, amount 2.50, currency USDT
expect redress R1 offered
care_reviewer c.ito approves the redress with item R1
expect redress R1 accepted
expect clocks initial_response met, investigation running until day 14 24:00, update running until day 7 24:00,
    redress_approval/R1 met, payment/R1 running until tue 18:00
channel verifies the identity with identity_method app_login
at mon 15:00 channel reports a failed payment with item R1, reason_code account_closed
expect alarm payment_failed R1
expect redress R1 accepted
at tue 18:00
expect then deadline_missed payment R1, escalated to rung 2
channel pays the redress with item R1
expect refused payment_reference
channel pays the redress with item R1, payment_reference pay-9
expect redress R1 paid
expect clocks investigation running until day 14 24:00, update running until day 7 24:00, payment/R1 met_late,
    rung_ack/2 running until tue 22:00

story An offer is declined and made again, and one that nobody answers runs out
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
care_reviewer c.ito offers redress with redress_kind voucher, amount 10, currency USDT
expect redress R1 approved
complainant declines the redress with item R1, reason "I want money."
expect redress R1 none
care_reviewer c.ito offers redress with item R1, redress_kind fee_refund, amount 10, currency USDT
expect redress R1 approved
handler h.lin sends the decision by status_page with outcome upheld, findings 1:upheld, root_cause price_page, evidence page-1
expect state decided
at day 30 24:00
expect then window_lapsed offer R1, offer_expired R1, window_lapsed appeal_window, appeal_window_lapsed
expect state closed, redress R1 none

story What is found to be right is decided with its money, or with the word that nothing is owed
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the decision by status_page with outcome upheld, findings 1:upheld, root_cause price_page, evidence page-1
expect refused redress_decided
handler h.lin sends the decision by status_page with outcome upheld, findings 1:upheld, root_cause price_page, evidence page-1, redress_ruled_out yes
expect state decided, redress_ruled_out yes

story A representative takes money only with authority over money
at mon 09:00 complainant files a complaint about fees by website with points "One"
complainant authorises a representative with representative lawyer-1, representative_scope decide
care_reviewer c.ito offers redress with redress_kind goodwill, amount 10, currency USDT
representative lawyer-1 accepts the redress with item R1
expect refused authority_covers, needs money
complainant authorises a representative with representative lawyer-1, representative_scope money
representative lawyer-1 accepts the redress with item R1
expect redress R1 accepted

story A duplicate takes its offers off the table, and leaves what was accepted
at mon 09:00 complainant files a complaint about fees by website with points "One"
on c2 complainant files a complaint about fees by email with points "One"
on c2 handler h.lin assigns the case to h.lin
on c2 care_reviewer c.ito offers redress with redress_kind goodwill, amount 10, currency USDT
on c2 complainant accepts the redress with item R1
on c2 care_reviewer c.ito offers redress with redress_kind goodwill, amount 20, currency USDT
on c2 expect redress R1 accepted and R2 approved
on c2 handler h.lin marks it as a duplicate with primary_case c1
on c2 expect state closed, redress R1 accepted and R2 none
