story A complaint that was not taken up is taken up after an appeal, and upheld
demo received 5 h ago, ends closed

at mon 09:00 complainant wallet-1108 files a complaint about other by complaint_mailbox
    with points "The partner shop took the voucher and gave nothing"
expect state received, hold none, ladder at_base, severity 1
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00

handler h.park assigns the case to h.park
expect owner h.park
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00

at mon 13:00 handler h.park declares it inadmissible by email with inadmissibility not_about_us
expect refused second_person
expect state received
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00

handler h.park declares it inadmissible by email with inadmissibility not_about_us approved by care_reviewer c.ito
expect state decided, hold none, ladder at_base, outcome inadmissible
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00

at mon 13:05 then the final_response is dispatched
expect state decided, first_answered_at day 0 13:05
expect clocks initial_response met, investigation met, update met, appeal_window running until day 30 24:00

at wed 09:00 complainant appeals with grounds "You sold me the voucher."
expect state appealed, appeal_level 1
expect clocks appeal_window paused, update running until day 9 24:00, appeal running until day 23 18:00

at thu 09:00 appeal_reviewer a.sato decides the appeal by status_page with result overturned
expect refused merits_were_decided_or_upheld
expect state appealed
expect clocks appeal_window paused, update running until day 9 24:00, appeal running until day 23 18:00

appeal_reviewer a.sato sends the appeal back to h.lin by status_page with reason "We sold the voucher, so it is about us."
expect state investigating, owner h.lin, outcome none, appeal_level 0
expect clocks appeal_window cancelled, appeal met, investigation running until day 17 24:00,
    update running until day 10 24:00

at day 7 09:00 handler h.lin sends the decision by status_page with outcome upheld, redress_ruled_out yes, findings 1:upheld,
    root_cause partner_fault, evidence voucher-record-2
expect state decided, outcome upheld
expect clocks investigation met, update met, appeal_window running until day 37 24:00

at day 8 09:00 complainant accepts the resolution with evidence message-3
expect state closed, closure_reason resolved_and_accepted
expect clocks appeal_window met
