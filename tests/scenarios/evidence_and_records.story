story What the form brought is held, and nobody asks for it again
at mon 09:00 complainant files a complaint about deposit_missing by website
    with points "One", complainant_account "A-77", transaction_id "0x12", amount 40.00, currency USDT, happened_at 2 days ago,
    error_message "Code 40", device "Phone 3", app_version "9.1", wished_outcome "Find it."
expect items_held account and amount and app_version and device and error_message and time and transaction_id
handler h.lin assigns the case to h.lin
handler h.lin asks for information by email with items transaction_id and screenshot, expires in 7 days
expect refused not_already_held, held transaction_id
handler h.lin asks for information by email with items screenshot, expires in 7 days
expect hold waiting, hold_items screenshot
complainant brings information with items screenshot
expect hold none
handler h.lin asks for information by email with items screenshot, expires in 7 days
expect refused not_already_held, held screenshot

story Nothing is decided while the file has no owner, no points and no evidence, and the refusal names them
at mon 09:00 complainant files a complaint about withdrawal_missing by website
handler h.lin sends the decision by status_page with outcome not_upheld
expect refused records_complete, missing "owner, points, evidence"
handler h.lin assigns the case to h.lin
handler h.lin agrees the points with points "It has not arrived" and "Nobody answers"
handler h.lin sends the decision by status_page with outcome not_upheld, evidence trace-1
expect refused every_point_answered, points "1, 2"
handler h.lin sends the decision by status_page with outcome not_upheld, evidence trace-1, findings 1:not_upheld
expect refused every_point_answered, points 2
handler h.lin sends the decision by status_page with outcome not_upheld, evidence trace-1, findings 1:not_upheld and 2:not_ours
expect state decided

story Who is found to be right is told why it happened, or the decision does not go out
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the decision by status_page with outcome upheld, redress_ruled_out yes, findings 1:upheld, evidence ledger-1
expect refused records_complete, missing root_cause_when_upheld
handler h.lin records the root cause with root_cause price_list_outdated
expect root_cause price_list_outdated
handler h.lin sends the decision by status_page with outcome upheld, redress_ruled_out yes, findings 1:upheld, evidence ledger-1
expect state decided, outcome upheld, redress_ruled_out yes, root_cause price_list_outdated

story A letter that leaves out the outside body does not go out
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the decision by status_page without outside_body with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
expect refused letter_complete, letter final_response, missing outside_body
expect state received
handler h.lin sends the initial response by status_page without contact and timeframe
expect refused letter_complete, letter initial_response, missing "contact, timeframe"

story Somebody who wrote in Chinese is answered in Chinese
at mon 09:00 complainant files a complaint about fees by website in zh-CN with points "重复收费"
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by status_page in en
expect refused in_complainants_language, language zh-CN
handler h.lin sends the initial response by status_page in zh-TW
expect state responded
handler h.lin sends a progress update by status_page in en
expect refused in_complainants_language
handler h.lin sends a progress update by status_page in zh-CN
expect state responded

story No message of ours asks for a password or a code
at mon 09:00 complainant files a complaint about login by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends a message by email with text "Please send us your password, so that we can log in for you."
expect refused asks_for_no_secret
handler h.lin sends a message by email with text "We never ask for a code. Please tell us when it happened."
expect message_count 1

story Identity unlocks a new contact and nothing else
at mon 09:00 complainant files a complaint about leaked_password by website with points "One"
handler h.lin assigns the case to h.lin
complainant changes the contact by email with contact "new@example.org"
expect refused identity_sufficient
handler h.lin asks for proof of identity
expect identity requested
channel finds the identity unproven with identity_method selfie
expect identity failed
handler h.lin sends the initial response by status_page
expect state responded
channel verifies the identity with identity_method passport
expect identity verified, identity_method passport
complainant changes the contact by email with contact "new@example.org"
expect contact_route email

story Nothing is sent to a contact that somebody else reads
at mon 09:00 complainant files a complaint about leaked_password by website with points "One"
complainant marks the contact unsafe with reason "My mailbox was taken over."
expect contact_unsafe yes
handler h.lin sends a message by email with text "We look into it."
expect refused contact_is_safe
handler h.lin sends a message by post with text "We look into it."
expect message_count 1
channel verifies the identity with identity_method passport
complainant changes the contact by sms with contact "+1 555 0100"
expect contact_unsafe no
handler h.lin sends a message by sms with text "We look into it."
expect message_count 2

story Content that should not have been sent in is taken out by two people, and what is kept is said
at mon 09:00 complainant files a complaint about privacy by website with points "One"
complainant adds a document with document passport-scan
handler h.lin redacts a document with document passport-scan, reason "Not needed and not asked for."
expect refused second_person
handler h.lin redacts a document with document passport-scan, reason "Not needed and not asked for." approved by compliance p.haas
expect documents 1

story A duplicate of an answered case goes back to where it was answered
at mon 09:00 complainant files a complaint about fees by website with points "One"
on c2 complainant files a complaint about fees by email with points "One"
on c2 handler h.lin assigns the case to h.lin
on c2 handler h.lin sends the initial response by status_page
on c2 handler h.lin marks it as a duplicate with primary_case c1
on c2 expect state closed
on c2 complainant reopens the case
on c2 expect refused was_not_duplicate
on c2 handler h.lin unmarks the duplicate
on c2 expect state responded, primary_case none
on c2 expect clocks initial_response met, investigation running until day 14 24:00, update running until day 7 24:00

story Only a case of the same person that is still open can be the primary of a duplicate
at mon 09:00 complainant wallet-2101 files a complaint about fees by website with points "One"
on other complainant wallet-2102 files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin marks it as a duplicate with primary_case other
expect refused same_complainant
on second complainant wallet-2101 files a complaint about fees by email with points "One"
on second complainant withdraws the complaint with reason "Filed twice."
on second expect state closed, closure_reason withdrawn
handler h.lin marks it as a duplicate with primary_case second
expect refused primary_is_not_closed
handler h.lin marks it as a duplicate with primary_case c1
expect refused primary_is_not_closed
