story An appeal goes back with reasons, and to somebody new
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
complainant appeals
appeal_reviewer a.moreau sends the appeal back to h.osei by status_page with reason " "
expect refused reasons_given
appeal_reviewer a.moreau sends the appeal back to h.lin by status_page
expect refused new_handler
appeal_reviewer a.moreau decides the appeal by status_page with result none
expect refused result_is_upheld_varied_or_overturned
handler h.lin decides the appeal by status_page with result upheld
expect refused not_permitted
appeal_reviewer a.moreau sends the appeal back to h.osei by status_page
expect state investigating, owner h.osei

story A case goes down a rung with an instruction, or stays
at mon 09:00 complainant files a complaint about fees by website with points "One"
complainant escalates the case with reason_code asked
care_reviewer s.okafor sends the case down with instruction " "
expect refused instruction_given
expect ladder raised
handler h.lin escalates the case to rung 2 with reason_code asked
expect refused not_permitted
care_reviewer s.okafor sends the case down with instruction "Call them."
expect ladder at_base, rungs 1

story A letter that was never sent can neither be sent again nor come back
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin sends a message by post with letter L3, text "Once more."
expect refused letter_is_known, letter L3
channel message_dispatched with letter L1
expect refused letter_is_known
channel message_undelivered with letter L1
expect refused letter_is_known

story A withdrawn complaint has no decision to appeal against, good cause or not
at mon 09:00 complainant files a complaint about fees by website with points "One"
complainant withdraws the complaint with reason "Settled."
care_lead l.novak allows a late appeal with reason "Was in hospital."
complainant appeals
expect refused closed_after_a_decision
complainant unmarks the duplicate with reason "Why not?"
expect refused not_permitted
handler h.lin unmarks the duplicate with reason "Why not?"
expect refused was_duplicate

story Whoever is asked for more is told what is missing
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin asks for information by email with items " ", expires in 7 days
expect refused names_what_is_missing
handler h.lin asks for information by email with items receipt, expires in 7 days
expect hold waiting, hold_items receipt
complainant releases the hold
expect refused not_permitted

story A freeze is refused for a listed reason, and reviewed by somebody who did not ask for it
at mon 09:00 complainant files a complaint about security by website with points "One"
handler s.okafor asks for containment with containment_ground lost_device, account "A-9"
channel refuses the containment with refusal_reason none
expect refused refusal_reason_listed
channel confirms the containment
care_reviewer s.okafor upholds the containment with reason "Still lost."
expect refused reviewer_is_not_requester
care_reviewer c.ito upholds the containment with reason "Still lost."
expect containment_reviews 1
channel confirms the containment
expect refused not_possible_in_this_state
handler h.lin releases the containment with release_ground none
expect refused identity_sufficient

story An item that nobody offered cannot be approved, accepted or paid
at mon 09:00 complainant files a complaint about fees by website with points "One"
care_reviewer c.ito offers redress with item R9, redress_kind goodwill, amount 5, currency USDT
expect refused item_is_known, item R9
care_reviewer c.ito approves the redress with item R1
expect refused item_is_known, item R1
care_reviewer c.ito offers redress with redress_kind goodwill, amount 0, currency USDT
expect refused amount_given
care_reviewer c.ito offers redress with redress_kind goodwill, amount 5, currency USDT
channel pays the redress with item R1, payment_reference pay-1
expect refused not_possible_in_this_state
complainant accepts the redress with item R1
expect redress R1 accepted

story A case that turns out to be theft when it is read is frozen from then on
at mon 09:00 complainant files a complaint about login by website with points "One", complainant_account "A-10"
expect containment none, severity 2
at mon 11:00 handler h.lin triages the case about account_theft with severity 4
expect then containment_requested emergency
expect containment requested, category account_theft, severity 4
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00, containment running until mon 11:30
handler h.lin triages the case about account_theft with severity 4
expect containment requested

story A reviewer who hears an appeal may ask for what is missing, and the appeal's time runs on
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
at tue 09:00 complainant appeals
handler h.lin asks for information by status_page with items receipt, expires in 7 days
expect hold waiting
handler h.lin releases the hold
at tue 10:00 appeal_reviewer a.sato asks for information by status_page with items receipt, expires in 7 days
expect state appealed, hold waiting
expect clocks appeal_window paused, appeal running until day 22 18:00, hold/H2 running until day 8 10:00,
    update running until day 8 24:00
at fri 09:00 appeal_reviewer a.sato decides the appeal by status_page with result upheld
expect state decided, hold none
expect clocks appeal met, hold/H2 met, appeal_window running until day 34 24:00
