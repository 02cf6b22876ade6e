story Half of what was asked for comes in, the hold runs out, and the case is decided on what is there
demo received 2 h ago, ends decided

at mon 09:00 complainant wallet-1103 files a complaint about deposit_missing by in_app in zh-CN
    with narrative "充值三天了，仍未到账。", points "充值未到账" and "没有人说明原因", transaction_id "0x90ff"
expect state received, hold none, ladder at_base, severity 3, language zh-CN
expect clocks initial_response running until tue 09:00, initial_response_target running until mon 11:00,
    investigation running until day 14 24:00, update running until day 7 24:00

handler h.park assigns the case to h.park
expect owner h.park
expect clocks initial_response running until tue 09:00, initial_response_target running until mon 11:00,
    investigation running until day 14 24:00, update running until day 7 24:00

at mon 09:50 handler h.park sends the initial response by in_app
expect state responded
expect clocks initial_response running until tue 09:00, initial_response_target running until mon 11:00,
    investigation running until day 14 24:00, update running until day 7 24:00

at mon 10:00 then the letter is dispatched
expect state responded
expect clocks initial_response met, initial_response_target met, investigation running until day 14 24:00,
    update running until day 7 24:00

at tue 09:00 handler h.park starts the investigation
expect state investigating
expect clocks investigation running until day 14 24:00, update running until day 7 24:00

at wed 09:00 handler h.park asks for information by email with items screenshot and bank_statement, expires in 7 days
expect state investigating, hold waiting, hold_party complainant, hold_items screenshot and bank_statement
expect clocks investigation paused, update running until day 7 24:00, hold/H1 running until day 9 09:00

at wed 10:00 then the letter is dispatched
expect hold waiting
expect clocks investigation paused, hold/H1 running until day 9 09:00, update running until day 9 24:00

at thu 09:00 complainant writes a message with items screenshot, text "附上截图。"
expect then information_received screenshot
expect state investigating, hold waiting, hold_items bank_statement, items_held transaction_id and screenshot
expect clocks investigation paused, hold/H1 running until day 9 09:00, update running until day 9 24:00

at day 9 09:00
expect then window_lapsed hold, hold_expired
expect state investigating, hold none, hold_items none
expect clocks investigation running until day 21 24:00, hold/H1 lapsed, update running until day 9 24:00

at day 9 09:30 handler h.park sends a progress update by status_page
expect state investigating
expect clocks investigation running until day 21 24:00, update running until day 16 24:00

at day 12 10:00 handler h.park sends the decision by email with outcome not_upheld, findings 1:not_upheld and 2:not_upheld,
    reason "收到的材料无法显示这笔充值。"
expect state decided, hold none, ladder at_base, outcome not_upheld
expect clocks investigation running until day 21 24:00, update running until day 16 24:00

at day 12 10:05 then the final_response is dispatched
expect state decided
expect clocks investigation met, update met, appeal_window running until day 42 24:00
