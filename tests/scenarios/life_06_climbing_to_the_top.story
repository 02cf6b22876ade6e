story Nobody answers, and the case climbs to the top, where silence alarms
demo received 26 h ago, ends decided

at mon 09:00 complainant wallet-1106 files a complaint about account_restricted by website
    with points "My account is restricted and nobody says why"
expect state received, hold none, ladder at_base
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00

at tue 09:00
expect then deadline_missed initial_response, escalated to rung 2
expect state received, ladder raised, rung 2, rung_target care
expect clocks initial_response missed, investigation running until day 14 24:00, update running until day 7 24:00,
    rung_ack/2 running until tue 13:00

at tue 13:00
expect then deadline_missed rung_ack 2, escalated to rung 3
expect state received, ladder raised, rung 3, rung_target care_lead
expect clocks initial_response missed, investigation running until day 14 24:00, update running until day 7 24:00,
    rung_ack/2 cancelled, rung_ack/3 running until tue 17:00

at tue 17:00
expect then deadline_missed rung_ack 3
expect alarm top_rung_silent rung_ack
expect state received, ladder raised, rung 3
expect clocks initial_response missed, investigation running until day 14 24:00, update running until day 7 24:00,
    rung_ack/3 missed

at tue 18:00 care_reviewer l.novak accepts the rung
expect state received, ladder under_review, rung_reviewer l.novak
expect clocks initial_response missed, investigation running until day 14 24:00, update running until day 7 24:00,
    rung_ack/3 met_late, rung_review/3 running until day 8 18:00

care_lead l.novak assigns the case to h.park with team intake
expect owner h.park, ladder under_review
expect clocks initial_response missed, investigation running until day 14 24:00, update running until day 7 24:00,
    rung_review/3 running until day 8 18:00

at wed 09:00 handler h.park sends the initial response by status_page
expect state responded, ladder under_review
expect clocks initial_response met_late, investigation running until day 14 24:00,
    rung_review/3 running until day 8 18:00, update running until day 9 24:00

at wed 15:00 care_reviewer l.novak sends the decision by status_page with outcome partly_upheld, redress_ruled_out yes, findings 1:partly_upheld,
    root_cause notice_missing, evidence restriction-record-4
expect state decided, hold none, ladder at_base, rung 0, rungs 2, decided_by l.novak
expect clocks investigation met, rung_review/3 met, update met, appeal_window running until day 32 24:00
