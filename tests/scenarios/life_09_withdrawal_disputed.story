story Staff record a withdrawal that the complainant never made, and the case goes on from there
demo received 2 h ago, ends investigating

at mon 09:00 complainant wallet-1109 files a complaint about limits by website in zh-CN
    with narrative "限额被下调，没有任何通知。", points "限额被无故下调"
expect state received, hold none, ladder at_base
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00

handler h.osei assigns the case to h.osei
expect owner h.osei
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00

at mon 15:00 handler h.osei withdraws the complaint with reason "称已解决。", evidence call-note-1
expect state closed, hold none, ladder at_base, closure_reason withdrawn, closed_by_role handler
expect clocks initial_response cancelled, investigation cancelled, update cancelled

at wed 09:00 complainant disputes the exit with text "我没有同意撤诉。"
expect then deadline_missed initial_response, escalated to rung 2
expect state investigating, ladder raised, rung 2, reopenings 1, closure_reason none
expect clocks initial_response missed, investigation running until day 16 24:00, update running until day 9 24:00,
    rung_ack/2 running until wed 13:00

at wed 10:00 not in the demo care_reviewer c.ito accepts the rung
expect ladder under_review
expect clocks initial_response missed, investigation running until day 16 24:00, update running until day 9 24:00,
    rung_ack/2 met, rung_review/2 running until day 9 18:00

handler h.osei sends the initial response by status_page
expect state investigating, ladder under_review, first_answered_at day 2 10:00
expect clocks initial_response met_late, investigation running until day 16 24:00,
    rung_review/2 running until day 9 18:00, update running until day 9 24:00
