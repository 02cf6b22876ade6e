story A question in the chat turns into a complaint, whose clock counts from the question
demo received 2 min ago, ends closed

at mon 09:00 complainant wallet-1114 files a query about fees by live_chat in zh-CN with narrative "手续费是多少？"
expect state received, hold none, ladder at_base, kind query
expect clocks initial_response running until tue 09:00, initial_response_target running until mon 09:15,
    update running until day 7 24:00

handler h.park assigns the case to h.park
expect owner h.park
expect clocks initial_response running until tue 09:00, initial_response_target running until mon 09:15,
    update running until day 7 24:00

at mon 09:10 handler h.park sends the initial response by live_chat
expect state responded, first_answered_at day 0 09:10
expect clocks initial_response met, initial_response_target met, update running until day 7 24:00

at mon 09:20 complainant writes a message with text "与页面上写的不一样，请退还手续费。"
expect state responded, message_count 1
expect clocks update running until day 7 24:00

at mon 10:00 handler h.park reclassifies the case to complaint with reason "客户不满意。"
expect state responded, kind complaint, reclassified_by none
expect clocks update running until day 7 24:00, investigation running until day 14 24:00

handler h.park agrees the points with points "手续费高于页面所示"
expect points 1
expect clocks update running until day 7 24:00, investigation running until day 14 24:00

at tue 09:00 handler h.park sends the decision by status_page with outcome upheld, redress_ruled_out yes, findings 1:upheld, root_cause page_outdated, evidence page-copy-1
expect state decided, outcome upheld
expect clocks update met, investigation met, appeal_window running until day 31 24:00

at tue 12:00 complainant accepts the resolution with evidence chat-3
expect state closed, closure_reason resolved_and_accepted
expect clocks appeal_window met
