story A case taken for a duplicate is another one after all, and its first answer is still in time
demo received 1 h ago, ends responded

at mon 09:00 complainant wallet-1110 files a complaint about withdrawal_missing by website
    with points "The withdrawal of Friday has not arrived"
expect state received, hold none, ladder at_base
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00

at mon 10:00 on c2 complainant wallet-1110 files a complaint about withdrawal_missing by email
    with points "The withdrawal of Sunday has not arrived"
on c2 expect state received, hold none, ladder at_base
on c2 expect clocks initial_response running until tue 10:00, investigation running until day 14 24:00,
    update running until day 7 24:00

on c2 handler h.lin assigns the case to h.lin
on c2 expect owner h.lin
on c2 expect clocks initial_response running until tue 10:00, investigation running until day 14 24:00,
    update running until day 7 24:00

at mon 11:00 on c2 handler h.lin marks it as a duplicate with primary_case c1
on c2 expect state closed, hold none, ladder at_base, closure_reason duplicate
on c2 expect clocks initial_response cancelled, investigation cancelled, update cancelled
expect state received
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00

at mon 15:00 on c2 handler h.lin unmarks the duplicate with reason "It is the withdrawal of another day."
on c2 expect state received, closure_reason none, primary_case none
on c2 expect clocks initial_response running until tue 10:00, investigation running until day 14 24:00,
    update running until day 7 24:00

at mon 16:00 on c2 handler h.lin sends the initial response by status_page
on c2 expect state responded, first_answered_at day 0 16:00
on c2 expect clocks initial_response met, investigation running until day 14 24:00, update running until day 7 24:00

handler h.lin assigns the case to h.lin
expect owner h.lin
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00

handler h.lin sends the initial response by status_page
expect state responded
expect clocks initial_response met, investigation running until day 14 24:00, update running until day 7 24:00
