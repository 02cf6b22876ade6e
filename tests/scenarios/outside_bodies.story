story Whoever waits too long may ask an outside body, while our own clocks run on
at mon 09:00 complainant files a complaint about no_answer by website with points "One"
at mon 10:00 complainant refers the case with body ombudsman
expect refused bundle_frozen
complainant refers the case with body ombudsman, bundle b-1
expect referral with_body, referral_body ombudsman
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00
channel reports that the body refuses with reason_code too_early
expect referral none
complainant refers the case with body association, bundle b-2
expect referral with_body, referral_body association

story A body that asks is answered within ten days, or the care lead hears of it
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
complainant refers the case with body ombudsman, bundle b-1
at tue 09:00 compliance p.haas passes on the body's request
expect clocks appeal_window running until day 30 24:00, external_reply running until day 15 18:00
at day 15 18:00
expect then deadline_missed external_reply, escalated to rung 3
expect state decided, ladder raised, rung_target care_lead
handler h.lin replies to the body
expect refused not_permitted
compliance p.haas replies to the body with evidence file-1
expect clocks appeal_window running until day 30 24:00, external_reply met_late,
    rung_ack/3 running until day 15 22:00

story What an outside body has determined is not heard again by us, and is complied with
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
complainant refers the case with body ombudsman, bundle b-1
at day 10 compliance p.haas records the body's outcome with due in 30 days
expect refused outcome_recorded
compliance p.haas records the body's outcome with text "Give the fee back.", due in 14 days
expect referral determined, comply_by day 24 09:00
expect clocks appeal_window running until day 30 24:00, outcome_due running until day 24 09:00
complainant appeals
expect refused appeal_level_left
at day 20 compliance p.haas shows compliance
expect refused proof_of_compliance
compliance p.haas shows compliance with evidence pay-3
expect referral done
expect clocks appeal_window running until day 30 24:00, outcome_due met

story A referral that comes to nothing ends with a reason
at mon 09:00 complainant files a complaint about fees by website with points "One"
complainant refers the case with body ombudsman, bundle b-1
compliance p.haas passes on the body's request
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00, external_reply running until day 14 18:00
compliance p.haas ends the referral with reason " "
expect refused reason_given
compliance p.haas ends the referral with reason "The complainant gave it up."
expect referral done
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00, external_reply cancelled

story A withdrawal ends what we owe the complainant, and not what we owe the body
at mon 09:00 complainant files a complaint about fees by website with points "One"
complainant refers the case with body ombudsman, bundle b-1
compliance p.haas passes on the body's request
complainant withdraws the complaint with reason "The body will see to it."
expect state closed, referral with_body
expect clocks initial_response cancelled, investigation cancelled, update cancelled,
    external_reply running until day 14 18:00
at day 14 18:00
expect then deadline_missed external_reply
expect alarm missed_on_closed_case external_reply
compliance p.haas replies to the body with evidence file-1
expect clocks external_reply met_late
