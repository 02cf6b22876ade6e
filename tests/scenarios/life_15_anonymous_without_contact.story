story Somebody without name or contact complains about a member of staff, who stays out of it
demo received 2 h ago, ends decided

at mon 09:00 complainant files a complaint about staff_conduct by website
    with anonymous yes, about_staff h.lin, points "I was laughed at on the phone"
expect state received, hold none, ladder at_base, anonymous yes, complainant none, about_staff h.lin
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00

handler h.lin assigns the case to h.lin
expect refused not_concerned
expect owner none
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00

handler h.osei assigns the case to h.osei
expect owner h.osei
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00

at mon 12:00 handler h.osei sends the initial response by status_page
expect state responded
expect clocks initial_response met, investigation running until day 14 24:00, update running until day 7 24:00

at mon 15:00 complainant writes a message with text "It was on Friday at four."
expect state responded, message_count 1
expect clocks investigation running until day 14 24:00, update running until day 7 24:00

at wed 09:00 handler h.osei sends the decision by status_page with outcome upheld, redress_ruled_out yes, findings 1:upheld, root_cause training, evidence recording-8
expect state decided, hold none, ladder at_base
expect clocks investigation met, update met, appeal_window running until day 32 24:00

at day 32 24:00
expect then window_lapsed appeal_window, appeal_window_lapsed
expect state closed, closure_reason window_lapsed
expect clocks appeal_window lapsed
