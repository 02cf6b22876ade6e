# The house's own promises and a regime's on one case: all of them visible, the one to keep first named.

story A British firm owes eight weeks by law and fourteen days by its own word, and the word comes first
times of Europe/London
entity wallet-uk is a uk_authorised_firm under uk-disp
at 2020-09-07 10:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by status_page
expect policies 2
# The house's days end in Shanghai, the regime's in London.
expect clocks initial_response met, investigation running until 2020-09-21 17:00, update running until 2020-09-14 17:00,
    summary_window running until 2020-09-10 17:00, final running until 2020-11-02 24:00
expect due first investigation before final, none before investigation, none before update, none before summary_window
at 2020-09-08 10:00 handler h.lin sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
expect clocks investigation met, update met, final met, summary_window met,
    appeal_window running until 2020-10-08 17:00, ombudsman_window running until 2021-03-08 24:00

story When our own promise was put off beyond the law's, the law's is named first
entity wallet-au is an au_financial_firm under au-rg271
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by status_page
# Sydney is two hours ahead of Shanghai.
expect clocks initial_response met, investigation running until day 14 24:00, update running until day 7 24:00,
    acknowledge met, short_close running until day 7 22:00, final running until day 30 22:00
expect due first investigation before final
handler h.lin grants an extension by status_page with clock investigation, days 14, reason "Still reading." approved by care_reviewer c.ito
at day 4 handler h.lin asks for information by status_page with items receipt, expires in 12 days
at day 5 handler h.lin sends a progress update by status_page
at day 7 22:00
expect then window_lapsed short_close
at day 11 handler h.lin sends a progress update by status_page
at day 14 complainant brings information with items receipt
expect clocks investigation running until day 38 24:00, final running until day 30 22:00, update running until day 18 24:00
expect due first final before investigation, none before final

story A wait for the complainant lengthens our own promise, and no law's
entity wallet-au is an au_financial_firm under au-rg271
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by status_page
at day 1 handler h.lin asks for information by status_page with items receipt, expires in 20 days
expect clocks investigation paused, update running until day 8 24:00, short_close running until day 7 22:00,
    final running until day 30 22:00, hold/H1 running until day 21 09:00
handler h.lin grants an extension by status_page with clock final, days 14, reason "Still waiting." approved by care_reviewer c.ito
expect refused extension_allowed, clock final

story A law's promise that breaks goes straight to the care lead, past our own rungs
times of Europe/London
entity wallet-uk is a uk_emoney_institution under uk-disp-psd
policy wallet-default has clock.investigation.limit 60cd, clock.update.limit 60cd
at 2020-12-14 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by status_page
# Three bank holidays lie between: 15 business days, then 35.
expect clocks initial_response met, investigation running until 2021-02-12 16:00, update running until 2021-02-12 16:00,
    reply running until 2021-01-07 17:00, final running until 2021-02-04 17:00
at 2021-01-07 17:00
expect then deadline_missed reply, escalated to rung 3
expect ladder raised, rung 3, rung_target care_lead
expect rungs taken 3 missed:reply at 2021-01-07 17:00
expect clocks investigation running until 2021-02-12 16:00, update running until 2021-02-12 16:00, reply missed,
    final running until 2021-02-04 17:00, rung_ack/3 running until 2021-01-07 21:00

story A holding response keeps the fifteen days of British payment firms, and not the thirty-five
times of Europe/London
entity wallet-uk is a uk_payment_institution under uk-disp-psd
at 2020-09-07 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by status_page
at 2020-09-14 09:00 handler h.lin sends a holding response by status_page
expect clocks investigation running until 2020-09-21 17:00, update running until 2020-09-21 17:00, reply met,
    final running until 2020-10-26 17:00

story Two clocks of one name under two policies stop on one letter, and each goes on by its own limit
times of Europe/Dublin
entity wallet-ie is an ie_regulated_entity under ie-cpc
at 2020-09-07 09:00 complainant files a complaint about fees by website with points "One"
expect clocks initial_response running until 2020-09-08 09:00, investigation running until 2020-09-21 17:00,
    wallet-default:update running until 2020-09-14 17:00, ie-cpc:update running until 2020-10-05 24:00,
    acknowledge running until 2020-09-14 24:00, target running until 2020-11-03 24:00
expect due first wallet-default:update before ie-cpc:update, none before wallet-default:update
handler h.lin assigns the case to h.lin
at 2020-09-08 08:00 handler h.lin sends the initial response by status_page
expect clocks initial_response met, investigation running until 2020-09-21 17:00, acknowledge met,
    wallet-default:update running until 2020-09-15 17:00, ie-cpc:update running until 2020-10-06 24:00,
    target running until 2020-11-03 24:00
at 2020-09-10 09:00 handler h.lin sends a progress update by status_page
expect clocks investigation running until 2020-09-21 17:00, wallet-default:update running until 2020-09-17 17:00,
    ie-cpc:update running until 2020-10-08 24:00, target running until 2020-11-03 24:00

story Irish law wants the letter within five days of the decision, however it is sent
times of Europe/Dublin
entity wallet-ie is an ie_regulated_entity under ie-cpc
at 2020-09-07 09:00 complainant files a complaint about fees by email with points "One"
handler h.lin assigns the case to h.lin
at 2020-09-07 10:00 handler h.lin sends the decision by post with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
expect state decided
expect clocks initial_response running until 2020-09-08 09:00, investigation running until 2020-09-21 17:00,
    wallet-default:update running until 2020-09-14 17:00, ie-cpc:update running until 2020-10-05 24:00,
    acknowledge running until 2020-09-14 24:00, target running until 2020-11-03 24:00, letter running until 2020-09-14 24:00
at 2020-09-08 08:00 then the final_response is dispatched
expect clocks initial_response met, investigation met, wallet-default:update met, ie-cpc:update met, acknowledge met,
    target met, letter met, appeal_window running until 2020-10-08 17:00

story One house, two entities: a complaint that names neither is the usual one's
times of Europe/London
entity wallet-uk is a uk_authorised_firm under uk-disp
entity wallet-sg is an sg_financial_adviser under sg-fa-chr
entity wallet-cn is a digital_wallet
at 2020-09-07 10:00 on none complainant files a complaint about fees by website with points "One"
on uk complainant files a complaint about fees by website with points "One", legal_entity wallet-uk
on sg complainant files a complaint about fees by website with points "One", legal_entity wallet-sg
on cn complainant files a complaint about fees by website with points "One", legal_entity wallet-cn
on none expect policies 2
on cn expect policies 1, legal_entity wallet-cn
on cn expect clocks initial_response running until 2020-09-08 10:00, investigation running until 2020-09-21 17:00,
    update running until 2020-09-14 17:00
on uk expect clocks initial_response running until 2020-09-08 10:00, investigation running until 2020-09-21 17:00,
    update running until 2020-09-14 17:00, summary_window running until 2020-09-10 17:00, final running until 2020-11-02 24:00
on none expect clocks initial_response running until 2020-09-08 10:00, investigation running until 2020-09-21 17:00,
    update running until 2020-09-14 17:00, summary_window running until 2020-09-10 17:00, final running until 2020-11-02 24:00
# Midnight in Singapore is five in the afternoon in summer's London, four in winter's.
on sg expect clocks initial_response running until 2020-09-08 10:00, investigation running until 2020-09-21 17:00,
    update running until 2020-09-14 17:00, acknowledge running until 2020-09-09 17:00, final running until 2020-10-05 17:00

story In Singapore a machine may acknowledge, and our own first answer is owed by a person all the same
times of Asia/Singapore
entity wallet-sg is an sg_financial_adviser under sg-fa-chr
at 2021-02-10 12:00 complainant files a complaint about fees by website with points "One"
# Two and twenty business days over the Lunar New Year of 12 and 13 February.
expect clocks initial_response running until 2021-02-11 12:00, investigation running until 2021-02-24 24:00,
    update running until 2021-02-17 24:00, acknowledge running until 2021-02-15 24:00, final running until 2021-03-11 24:00
channel acknowledges the case by status_page
expect clocks initial_response running until 2021-02-11 12:00, investigation running until 2021-02-24 24:00,
    update running until 2021-02-17 24:00, acknowledge met, final running until 2021-03-11 24:00

story Two months from the last day of the year end on the last day of February
times of Europe/Brussels
entity wallet-eu is an eu_casp under eu-mica-casp
at 2020-12-31 12:00 complainant files a complaint about fees by website with points "One"
expect clocks initial_response running until 2021-01-01 12:00, investigation running until 2021-01-14 17:00,
    update running until 2021-01-07 17:00, decision running until 2021-02-28 24:00

story European business days end at midnight and leave out Good Friday and Easter Monday
times of Europe/Brussels
entity wallet-eu is an eu_payment_institution under eu-psd2
at 2021-03-15 12:00 complainant files a complaint about fees by website with points "One"
expect clocks initial_response running until 2021-03-16 12:00, investigation running until 2021-03-29 18:00,
    update running until 2021-03-22 17:00, reply running until 2021-04-07 24:00, final running until 2021-05-05 24:00

story A late evening before a bank holiday counts from the day after it
times of Europe/London
entity wallet-uk is a uk_authorised_firm under uk-disp
at 2020-08-28 17:00 complainant files a complaint about fees by website with points "One"
# Counted from Tuesday, 1 September; the eight weeks know no cutoff, and in Shanghai it is Saturday already.
expect clocks initial_response running until 2020-08-29 17:00, investigation running until 2020-09-12 17:00,
    update running until 2020-09-05 17:00, summary_window running until 2020-09-04 17:00, final running until 2020-10-23 24:00

story Three business days over Easter are a week
times of Europe/London
entity wallet-uk is a uk_authorised_firm under uk-disp
at 2021-03-31 10:00 complainant files a complaint about fees by website with points "One"
expect clocks initial_response running until 2021-04-01 10:00, investigation running until 2021-04-14 17:00,
    update running until 2021-04-07 17:00, summary_window running until 2021-04-07 17:00, final running until 2021-05-26 24:00

story Chinese banks owe a reply once the case is triaged, a simple one in fifteen days, counted from receipt
entity wallet-bank is a cn_bank under cn-2020-3
at mon 09:00 complainant files a complaint about fees by website with points "One"
on hard complainant files a complaint about fees by website with points "One"
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00, update running until day 7 24:00,
    final running until day 60 24:00
at mon 20:00 handler h.lin triages the case with severity 2, complexity simple
on hard handler h.lin triages the case with severity 2, complexity complex
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00, update running until day 7 24:00,
    final running until day 60 24:00, reply running until day 15 24:00
on hard expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00, final running until day 60 24:00, reply running until day 30 24:00

story A regime without confirmed figures is pinned and starts no clock
entity wallet-pay is a cn_payment_institution under cn-payment
at mon 09:00 complainant files a complaint about fees by website with points "One"
expect policies 2
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00, update running until day 7 24:00

story In India the internal ombudsman has seen a case in twenty days, on a rung of ours or by the decision
entity wallet-in is an in_regulated_entity under in-rbi-io
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by status_page
# Midnight in India is half past two in the morning in Shanghai.
expect clocks initial_response met, investigation running until day 14 24:00, update running until day 7 24:00,
    internal_ombudsman running until day 21 02:30, final running until day 31 02:30
complainant escalates the case with reason_code asked
care_reviewer s.okafor accepts the rung
expect clocks investigation running until day 14 24:00, update running until day 7 24:00, internal_ombudsman met,
    final running until day 31 02:30, rung_review/1 running until day 7 18:00

story In Dubai an update keeps the four weeks, and the eight run on
times of Asia/Dubai
entity wallet-ae is an ae_vasp under ae-vara
at 2020-09-07 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by status_page
expect clocks initial_response met, investigation running until 2020-09-21 20:00, update running until 2020-09-14 20:00,
    acknowledge met, resolve running until 2020-10-05 24:00, final running until 2020-11-02 24:00
at 2020-09-10 09:00 handler h.lin sends a progress update by status_page
expect clocks investigation running until 2020-09-21 20:00, update running until 2020-09-17 20:00, resolve met,
    final running until 2020-11-02 24:00

story What the law promises ends with a withdrawal as our own promises do
times of Europe/London
entity wallet-uk is a uk_authorised_firm under uk-disp
at 2020-09-07 10:00 complainant files a complaint about fees by website with points "One"
complainant withdraws the complaint with reason "Settled."
expect state closed
expect clocks initial_response cancelled, investigation cancelled, update cancelled, summary_window cancelled, final cancelled
at 2020-11-03 10:00
expect then nothing

story A standard of ours that is no law stands beside our own promises, by days of UTC
entity wallet is an any_business under iso-10002
at mon 09:00 complainant files a complaint about fees by website with points "One"
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00, update running until day 7 24:00,
    acknowledge running until wed 08:00
expect due first initial_response before acknowledge, none before initial_response

story More time that the house allows itself lengthens no law's promise of the same name
times of Europe/Dublin
entity wallet-ie is an ie_regulated_entity under ie-cpc
policy wallet-default has clock.update.extend_days 7
at 2020-09-07 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by status_page
expect clocks initial_response met, acknowledge met, investigation running until 2020-09-21 17:00,
    wallet-default:update running until 2020-09-14 17:00, ie-cpc:update running until 2020-10-05 24:00, target running until 2020-11-03 24:00
handler h.lin grants an extension by post with clock update, days 7, reason "Still reading." approved by care_reviewer c.ito
expect clocks investigation running until 2020-09-21 17:00, wallet-default:update running until 2020-09-21 17:00,
    ie-cpc:update running until 2020-10-05 24:00, target running until 2020-11-03 24:00

story A holding response that the law lets in goes out though our own promise broke, and not once the law's is late
times of Europe/London
entity wallet-uk is a uk_payment_institution under uk-disp-psd
policy wallet-default has clock.update.limit 60cd, clock.rung_ack.limit 2160h
at 2020-09-07 09:00 on kept complainant files a complaint about fees by website with points "One"
on kept handler h.lin sends the initial response by status_page
on late complainant files a complaint about fees by website with points "One"
on late handler h.lin sends the initial response by status_page
at 2020-09-22 09:00
on kept expect then escalated to rung 1, deadline_missed investigation, escalated to rung 2
on late expect then escalated to rung 1, deadline_missed investigation, escalated to rung 2
on kept handler h.lin sends a holding response by status_page
on kept expect clocks investigation missed, update running until 2020-11-21 16:00, reply met, final running until 2020-10-26 17:00,
    rung_ack/2 running until 2020-12-20 16:00
at 2020-09-28 17:00
on late expect then deadline_missed reply, escalated to rung 3
on late handler h.lin sends a holding response by status_page
on late expect refused before_due

story The letter that Irish law wants after a decision is the appeal's own after an appeal, and none after its withdrawal
times of Europe/Dublin
entity wallet-ie is an ie_regulated_entity under ie-cpc
at 2020-09-07 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
at 2020-09-08 09:00 complainant appeals
complainant withdraws the appeal
expect clocks letter met, appeal_window running until 2020-10-07 17:00, wallet-default:update running until 2020-09-15 17:00,
    appeal cancelled
at 2020-09-09 09:00 complainant appeals
at 2020-09-10 09:00 appeal_reviewer a.moreau decides the appeal by post with result upheld
expect clocks letter running until 2020-09-17 24:00, wallet-default:update running until 2020-09-15 17:00,
    appeal running until 2020-09-29 11:00
at 2020-09-11 09:00 then the appeal_decision is dispatched by post
expect clocks letter met, wallet-default:update met, appeal met, appeal_window running until 2020-10-11 17:00

story A law that is shortened moves a running case only by an order that says so, and our own clocks not at all
times of Europe/London
entity wallet-uk is a uk_authorised_firm under uk-disp
at 2020-09-07 10:00 complainant files a complaint about fees by website with points "One"
handler h.lin sends the initial response by status_page
from now on policy uk-disp has clock.final.limit 6w
on c2 complainant files a complaint about fees by website with points "Two"
on c2 handler h.lin sends the initial response by status_page
on c2 expect clocks initial_response met, investigation running until 2020-09-21 17:00, update running until 2020-09-14 17:00,
    summary_window running until 2020-09-10 17:00, final running until 2020-10-19 24:00
expect clocks initial_response met, investigation running until 2020-09-21 17:00, update running until 2020-09-14 17:00,
    summary_window running until 2020-09-10 17:00, final running until 2020-11-02 24:00
care_lead l.novak pins the newest policies with reason "The rule has changed.", moves_clocks yes approved by care_reviewer c.ito
expect clocks investigation running until 2020-09-21 17:00, update running until 2020-09-14 17:00,
    summary_window running until 2020-09-10 17:00, final running until 2020-10-19 24:00
