# Outside bodies: when they may be asked, which dates count from a letter's dispatch, and what the end of a case does not end.

story A house that lets people turn to a body after a decision lets nobody before it
policy wallet-default has referral.any_time no, referral.after_decision yes
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
complainant refers the case with body ombudsman, bundle b-1
expect refused referral_allowed
expect blocked for complainant referral_made by referral_allowed
handler h.lin sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
complainant refers the case with body ombudsman, bundle b-1
expect state decided, referral with_body, referred_at day 0 09:00

story Whoever waits beyond the eight weeks may turn to the ombudsman before any decision
times of Europe/London
entity wallet-uk is a uk_authorised_firm under uk-disp
policy wallet-default has referral.any_time no, clock.investigation.limit 90cd, clock.update.limit 90cd, clock.initial_response.limit 2160h
at 2020-09-07 10:00 complainant files a complaint about fees by website with points "One"
at 2020-11-02 23:59:59
expect then window_lapsed summary_window, deadline_warned final 50%, deadline_warned final 75%, deadline_warned final 5bd
complainant refers the case with body ombudsman, bundle b-1
expect refused referral_allowed
at 2020-11-02 24:00
expect then deadline_missed final, escalated to rung 3
complainant refers the case with body ombudsman, bundle b-1
expect state received, referral with_body, ladder raised, rung 3

story Both last dates count from the dispatch of the letter and stand side by side
times of Europe/London
entity wallet-uk is a uk_authorised_firm under uk-disp
at 2020-09-07 10:00 complainant files a complaint about fees by email with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by status_page
handler h.lin sends the decision by post with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
expect clocks initial_response met, investigation running until 2020-09-21 17:00, update running until 2020-09-14 17:00,
    summary_window running until 2020-09-10 17:00, final running until 2020-11-02 24:00
at 2020-09-10 10:00 then the final_response is dispatched by post
expect clocks investigation met, update met, summary_window met, final met, appeal_window running until 2020-10-10 17:00,
    ombudsman_window running until 2021-03-10 24:00

story A dispatch that is reported later gives the dates of the day on which it happened
times of Europe/London
entity wallet-uk is a uk_authorised_firm under uk-disp
at 2020-09-07 10:00 complainant files a complaint about fees by email with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by status_page
handler h.lin sends the decision by post with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
at 2020-09-09 10:00 then the final_response is dispatched by post 40 h ago
expect clocks investigation met, update met, summary_window met, final met, appeal_window running until 2020-10-08 17:00,
    ombudsman_window running until 2021-03-07 24:00

story An appeal stops the time to appeal and not the ombudsman's
times of Europe/London
entity wallet-uk is a uk_authorised_firm under uk-disp
at 2020-09-07 10:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
at 2020-09-14 10:00 complainant appeals
# Fifteen business days of the house: the last is Saturday, 10 October, at six in Shanghai.
expect clocks appeal_window paused, ombudsman_window running until 2021-03-07 24:00, update running until 2020-09-21 17:00,
    appeal running until 2020-10-10 11:00
complainant refers the case with body ombudsman, bundle b-1
expect state appealed, referral with_body
expect clocks appeal_window paused, ombudsman_window met, update running until 2020-09-21 17:00, appeal running until 2020-10-10 11:00

story A decision that comes back takes both last dates back, and the next dispatch begins them anew
times of Europe/London
entity wallet-uk is a uk_authorised_firm under uk-disp
at 2020-09-07 10:00 complainant files a complaint about fees by email with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by status_page
at 2020-09-07 11:00 handler h.lin sends the decision by post with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
then the final_response is dispatched by post
at 2020-09-11 10:00 then the final_response comes back
expect then window_lapsed summary_window
expect clocks investigation running until 2020-09-21 17:00, update running until 2020-09-14 17:00, final running until 2020-11-02 24:00,
    summary_window lapsed, appeal_window cancelled, ombudsman_window cancelled
handler h.lin sends a message by email with letter L2, text "Our decision, once more."
at 2020-09-14 10:00 then L2 is dispatched by email
expect clocks investigation met, update met, final met, appeal_window running until 2020-10-14 17:00,
    ombudsman_window running until 2021-03-14 24:00

story The time for the ombudsman outlives the case, and whoever uses it ends it
times of Europe/London
entity wallet-uk is a uk_authorised_firm under uk-disp
at 2020-09-07 10:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
at 2020-10-07 17:00
expect then window_lapsed appeal_window, appeal_window_lapsed
expect state closed
expect clocks appeal_window lapsed, ombudsman_window running until 2021-03-07 24:00
at 2020-12-01 10:00 complainant refers the case with body ombudsman, bundle b-1
expect state closed, referral with_body
expect clocks ombudsman_window met

story The time for the ombudsman runs out on a closed case, and nothing else comes of it
times of Europe/London
entity wallet-uk is a uk_emoney_institution under uk-disp-psd
at 2020-09-07 10:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
complainant accepts the resolution with evidence message-1
expect state closed
expect clocks appeal_window met, ombudsman_window running until 2021-03-07 24:00
at 2021-03-07 24:00
expect then window_lapsed ombudsman_window
expect state closed

story A body that the law lets in after the end of a case has its answer in the law's time
entity wallet-in is an in_regulated_entity under in-rbi-io
at mon 09:00 complainant files a complaint about fees by website with points "One"
complainant withdraws the complaint with reason "Settled."
at day 10 complainant refers the case with body ombudsman, bundle b-1
at day 11 compliance p.haas passes on the body's request
expect state closed
expect clocks ombudsman_reply running until day 27 02:30, external_reply running until day 25 18:00
expect due first external_reply before ombudsman_reply
at day 12 compliance p.haas replies to the body with evidence file-1
expect clocks ombudsman_reply met, external_reply met

story What an American portal sends is answered in fifteen days and decided in sixty, from its sending
times of America/New_York
entity wallet-us is a us_consumer_finance under us-cfpb
at 2020-09-07 10:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by status_page
channel refers the case with body cfpb, bundle b-1
at 2020-09-08 10:00 channel passes on the body's request
# Ten business days of the house end at six in Shanghai, which is six in the morning in New York.
expect clocks initial_response met, investigation running until 2020-09-21 12:00, update running until 2020-09-14 12:00,
    external_reply running until 2020-09-22 06:00, response running until 2020-09-23 24:00, final running until 2020-11-07 24:00
expect due first external_reply before response, investigation before final
compliance p.haas replies to the body with evidence file-1
expect clocks investigation running until 2020-09-21 12:00, update running until 2020-09-14 12:00, external_reply met, response met,
    final running until 2020-11-07 24:00

story Chinese market regulators: each step of theirs begins with the one before
entity wallet-shop is a cn_merchant under cn-12315
at 2020-09-28 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
complainant refers the case with body regulator, bundle b-1
compliance p.haas passes on the body's request
# 29 and 30 September, 9, 10, 12, 13 and 14 October.
expect clocks appeal_window running until 2020-10-28 24:00, accept running until 2020-10-14 24:00,
    external_reply running until 2020-10-19 18:00
compliance p.haas replies to the body with evidence file-1
expect clocks appeal_window running until 2020-10-28 24:00, accept met, external_reply met, mediate running until 2020-12-07 24:00
at 2020-10-12 09:00 compliance p.haas records the body's outcome with text "Pay it.", due in 30 days
expect clocks appeal_window running until 2020-10-28 24:00, mediate met, notify running until 2020-10-21 24:00,
    outcome_due running until 2020-11-11 09:00
compliance p.haas shows compliance with evidence pay-1
expect clocks appeal_window running until 2020-10-28 24:00, notify met, outcome_due met

story Who may turn to a body for the complainant, and who may not
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin refers the case with body ombudsman, bundle b-1
expect refused not_permitted
complainant stranger-1 refers the case with body ombudsman, bundle b-1
expect refused not_permitted
compliance p.haas refers the case with body ombudsman, bundle b-1
expect referral with_body
complainant refers the case with body association, bundle b-2
expect refused not_possible_in_this_state

story A body that refuses ends what we owed it, and the appeal at home goes on
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
at tue 09:00 complainant appeals
complainant refers the case with body ombudsman, bundle b-1
channel passes on the body's request
channel reports that the body refuses with reason_code too_early
expect state appealed, referral none
expect clocks appeal_window paused, update running until day 8 24:00, appeal running until day 22 18:00, external_reply cancelled
appeal_reviewer a.moreau decides the appeal by status_page with result upheld
complainant refers the case with body ombudsman, bundle b-2
expect state decided, referral with_body, referral_bundle b-2

story A second question of the body has ten days of its own
at mon 09:00 complainant files a complaint about fees by website with points "One"
complainant withdraws the complaint with reason "Settled."
complainant refers the case with body ombudsman, bundle b-1
at tue 09:00 compliance p.haas passes on the body's request
at wed 09:00 compliance p.haas passes on the body's request
expect clocks external_reply running until day 15 18:00
compliance p.haas replies to the body with evidence file-1
at thu 09:00 compliance p.haas passes on the body's request
expect clocks external_reply#1 met, external_reply running until day 17 18:00

story What a body has determined must be shown before another is asked
at mon 09:00 complainant files a complaint about fees by website with points "One"
complainant withdraws the complaint with reason "Settled."
complainant refers the case with body ombudsman, bundle b-1
compliance p.haas records the body's outcome with text "Pay it.", due in 14 days
complainant refers the case with body court, bundle b-2
expect refused not_possible_in_this_state
compliance p.haas shows compliance with evidence pay-1
expect referral done
complainant refers the case with body court, bundle b-2
expect referral with_body, referral_body court, external_outcomes 1

story Who does not comply in time hears it from the care lead
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
complainant refers the case with body ombudsman, bundle b-1
compliance p.haas records the body's outcome with text "Pay it.", due in 14 days
at day 7
expect then deadline_warned outcome_due 7cd
at day 14 09:00
expect then deadline_missed outcome_due, escalated to rung 3
compliance p.haas shows compliance with evidence pay-1
expect referral done
expect clocks appeal_window running until day 30 24:00, outcome_due met_late, rung_ack/3 running until day 14 13:00

story A body that ended without an outcome leaves the appeal open
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
complainant refers the case with body ombudsman, bundle b-1
at tue 09:00 compliance p.haas ends the referral with reason "They could not agree."
expect referral done, external_outcomes 0
complainant appeals
expect state appealed, appeal_level 1

story A reopened case goes on beside the body that looks at it
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin sends the initial response by status_page
complainant withdraws the complaint with reason "Settled."
complainant refers the case with body ombudsman, bundle b-1
compliance p.haas passes on the body's request
at tue 09:00 complainant reopens the case with new_facts "It was not settled."
expect state investigating, referral with_body
expect clocks investigation running until day 15 24:00, update running until day 8 24:00, external_reply running until day 14 18:00

story A law counts from the receipt of what turns out to be a complaint, and not for a question
times of Europe/London
entity wallet-uk is a uk_authorised_firm under uk-disp
at 2020-09-07 10:00 complainant files a query about fees by website
expect clocks initial_response running until 2020-09-08 10:00, update running until 2020-09-14 17:00,
    summary_window running until 2020-09-10 17:00
at 2020-09-08 09:00 handler h.lin reclassifies the case to complaint with reason "They are not content."
expect kind complaint
expect clocks initial_response running until 2020-09-08 10:00, update running until 2020-09-14 17:00,
    summary_window running until 2020-09-10 17:00, investigation running until 2020-09-21 17:00,
    final running until 2020-11-02 24:00
