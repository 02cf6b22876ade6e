# What the channels promise, and to whom a promise applies.

story A call is taken: staff file for the caller, and nothing is decided before the call is on file
at mon 09:00 handler h.lin files a complaint about second_factor by hotline
    with complainant wallet-2001, points "The code never arrives", device "Phone 3"
expect state received, complainant wallet-2001
expect clocks initial_response running until tue 09:00, initial_response_target running until mon 09:30,
    investigation running until day 14 24:00, update running until day 7 24:00
handler h.lin assigns the case to h.lin
at mon 09:10 handler h.lin sends the decision by call with outcome upheld, redress_ruled_out yes, findings 1:upheld, root_cause sms_route, evidence gateway-log-1
expect refused records_complete, missing calls
handler h.lin records a call with summary "Says the code has not come since Friday.", read_back no
expect refused read_back
handler h.lin records a call with summary "Says the code has not come since Friday.", read_back yes
expect calls 1
handler h.lin sends the decision by call with outcome upheld, redress_ruled_out yes, findings 1:upheld, root_cause sms_route, evidence gateway-log-1
expect state decided
expect clocks initial_response met, initial_response_target met, appeal_window running until day 30 24:00

story Each channel has the first answer's target that its callers may expect, and the day for everybody
at mon 09:00 on chat complainant wallet-2002 files a complaint about fees by live_chat with points "One"
on phone complainant wallet-2003 files a complaint about fees by hotline with points "One"
on app complainant wallet-2004 files a complaint about fees by in_app with points "One"
on forum complainant wallet-2005 files a complaint about fees by community with points "One"
on social complainant wallet-2006 files a complaint about fees by social_media with points "One"
on mail complainant wallet-2007 files a complaint about fees by complaint_mailbox with points "One"
on letter complainant wallet-2008 files a complaint about fees by post with points "One"
on desk complainant wallet-2009 files a complaint about fees by branch with points "One"
on chat expect clocks initial_response running until tue 09:00, initial_response_target running until mon 09:15,
    investigation running until day 14 24:00, update running until day 7 24:00
on phone expect clocks initial_response running until tue 09:00, initial_response_target running until mon 09:30,
    investigation running until day 14 24:00, update running until day 7 24:00
on app expect clocks initial_response running until tue 09:00, initial_response_target running until mon 11:00,
    investigation running until day 14 24:00, update running until day 7 24:00
on forum expect clocks initial_response running until tue 09:00, initial_response_target running until mon 17:00,
    investigation running until day 14 24:00, update running until day 7 24:00
on social expect clocks initial_response running until tue 09:00, initial_response_target running until mon 17:00,
    investigation running until day 14 24:00, update running until day 7 24:00
on mail expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00
on letter expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00
on desk expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00

story The target of the chat is missed without a rung, the promise to everybody is kept
at mon 09:00 complainant files a complaint about login by live_chat with points "One"
handler h.park assigns the case to h.park
at mon 09:15
expect then deadline_missed initial_response_target
expect ladder at_base
at mon 09:20 handler h.park sends the initial response by live_chat
expect state responded, ladder at_base
expect clocks initial_response met, initial_response_target met_late, investigation running until day 14 24:00,
    update running until day 7 24:00

story The first answer is in time at the last second of the twenty-four hours
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
at tue 08:59:59 handler h.lin sends the initial response by status_page
expect state responded
expect clocks initial_response met, investigation running until day 14 24:00, update running until day 8 24:00
advance 1 day
expect ladder at_base

story The first answer is late one second after the twenty-four hours, and customer care knows
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
at tue 09:00
expect then deadline_missed initial_response, escalated to rung 2
at tue 09:00:01 handler h.lin sends the initial response by status_page
expect state responded, ladder raised, rung_target care
expect clocks initial_response met_late, investigation running until day 14 24:00,
    rung_ack/2 running until tue 13:00, update running until day 8 24:00

story A complaint that lay in a mailbox counts from when it came in, not from when it was filed
at mon 09:00 channel files a complaint about fees by complaint_mailbox received 20 h ago, with complainant wallet-2010, points "One"
expect state received, received_at day -1 13:00, filed_at day 0 09:00
expect clocks initial_response running until mon 13:00, investigation running until day 14 24:00,
    update running until day 7 24:00
at mon 12:00 handler h.osei assigns the case to h.osei
handler h.osei sends the initial response by status_page
expect clocks initial_response met, investigation running until day 14 24:00, update running until day 7 24:00

story A machine's acknowledgement is no answer, and no machine can give one
at mon 09:00 complainant files a complaint about app_fault by in_app with points "One"
channel acknowledges the case by in_app
expect acknowledged_at day 0 09:00
expect clocks initial_response running until tue 09:00, initial_response_target running until mon 11:00,
    investigation running until day 14 24:00, update running until day 7 24:00
channel sends the initial response by in_app
expect refused not_permitted
expect state received

story After a night without an engine everything fires once, late and in order
at mon 09:00 complainant files a complaint about account_banned by website with points "One"
the engine is down for 3 days
expect then deadline_warned initial_response 75%, deadline_warned initial_response 1h, deadline_missed initial_response,
    escalated to rung 2
expect state received, ladder raised, rung 2
expect clocks initial_response missed, investigation running until day 14 24:00, update running until day 7 24:00,
    rung_ack/2 running until thu 13:00

story Somebody who asks for a call back is called within four hours, or the missed call stays on record
at mon 09:00 complainant files a complaint about login by feedback_form with points "One"
complainant asks for a callback with text "After lunch, please."
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00, callback running until mon 13:00
at mon 11:00 handler h.lin reaches nobody
expect tried_to_reach_at day 0 11:00
at mon 13:00
expect then deadline_missed callback
at mon 14:00 handler h.lin records a call with summary "Reached at two.", read_back yes
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00, callback met_late

story After forty days without an engine each promise is missed once, oldest first
at mon 09:00 complainant files a complaint about fees by website with points "One"
the engine is down for 40 days
expect then deadline_missed initial_response, escalated to rung 2, deadline_missed update, deadline_missed investigation
expect state received, ladder raised, rung 2, rungs 1
expect clocks initial_response missed, update missed, investigation missed, rung_ack/2 running until day 40 13:00
