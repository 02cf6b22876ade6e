story Somebody who asks for a senior person gets one, and hears what was decided about it
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by status_page
at mon 10:00 complainant escalates the case with reason_code asked
expect ladder raised, rung 1, rung_target senior
expect clocks initial_response met, investigation running until day 14 24:00, update running until day 7 24:00,
    rung_ack/1 running until mon 14:00
complainant escalates the case with reason_code asked
expect rung 1, rungs 1
care_reviewer s.okafor accepts the rung
expect ladder under_review, rung_reviewer s.okafor
expect clocks investigation running until day 14 24:00, update running until day 7 24:00, rung_ack/1 met,
    rung_review/1 running until day 7 18:00
at mon 15:00 care_reviewer s.okafor sends the case down with instruction "Tell them when the refund comes."
expect ladder at_base, rung 0, rungs 1
expect clocks investigation running until day 14 24:00, update running until day 7 24:00, rung_review/1 met

story A reviewer who handled the case, or does not serve the rung, cannot take it
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler s.okafor assigns the case to s.okafor
complainant escalates the case with reason_code asked
expect rung 1
care_reviewer s.okafor accepts the rung
expect refused reviewer_is_not_handler
care_reviewer c.ito escalates the case with reason_code reviewer
expect rung 2, rung_target care
care_reviewer s.okafor accepts the rung
expect refused reviewer_serves_this_rung, rung 2
care_reviewer c.reyes accepts the rung
expect ladder under_review
handler s.okafor sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
expect refused decider_holds_the_rung, rung 2
care_reviewer c.ito accepts the rung
expect rung_reviewer c.ito
care_reviewer c.ito sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
expect state decided, ladder at_base, decided_by c.ito

story On the top rung there is nowhere higher to go
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin escalates the case to rung 3 with reason_code asked
expect rung 3, rung_target care_lead
care_reviewer l.novak escalates the case with reason_code reviewer
expect refused higher_rung_exists, rung 3
expect rung 3

story A review that takes too long climbs, and the next reviewer starts anew
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by status_page
handler h.lin escalates the case to rung 2 with reason_code asked
care_reviewer c.ito accepts the rung
expect clocks initial_response met, investigation running until day 14 24:00, update running until day 7 24:00,
    rung_review/2 running until day 7 18:00
at day 7 18:00
expect then deadline_missed rung_review 2, escalated to rung 3
expect ladder raised, rung 3, rung_reviewer none
expect clocks investigation running until day 14 24:00, update running until day 7 24:00, rung_review/2 cancelled,
    rung_ack/3 running until day 7 22:00
at day 7 18:30 care_reviewer l.novak accepts the rung
expect ladder under_review
expect clocks investigation running until day 14 24:00, update running until day 7 24:00, rung_ack/3 met,
    rung_review/3 running until day 14 18:00

story An investigation that nears its end is seen by somebody senior before it is late
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by status_page
at day 6 handler h.lin sends a progress update by status_page
at day 13 12:54
expect then deadline_warned investigation 75%, deadline_warned update 24h, deadline_warned investigation 90%,
    escalated to rung 1
expect ladder raised, rung_target senior
care_reviewer s.okafor accepts the rung
expect ladder under_review

story A large amount goes to customer care as soon as it is filed, a smaller one does not
at mon 09:00 complainant files a complaint about withdrawal_missing by website with points "One", amount 1000.01, currency USDT
expect then escalated to rung 2
expect ladder raised, rung 2
on small complainant files a complaint about withdrawal_missing by website with points "One", amount 1000, currency USDT
on small expect ladder at_base, rung 0

story A repeat complaint goes to customer care
at mon 09:00 complainant files a complaint about fees by website with points "One"
on again complainant files a complaint about fees by email with points "One again"
on again handler h.lin links the case with to c1, cause repeat
on again expect then escalated to rung 2
on again expect ladder raised, rung 2, links 1
expect ladder at_base

story A bad rating of an open case brings somebody senior, of a closed one a review of its handling
at mon 09:00 complainant files a complaint about fees by website with points "One"
complainant gives a rating with rating 2
expect then escalated to rung 1
expect ladder raised, rung 1
on done complainant files a complaint about fees by website with points "One"
on done complainant withdraws the complaint with reason "I found it."
on done complainant gives a rating with rating 1
on done expect alarm quality_review_wanted rating 1
on done expect state closed, ladder at_base
on done quality_reviewer q.berg reviews the quality with text "Nobody had called back."
on done expect state closed
on good complainant files a complaint about fees by website with points "One"
on good complainant gives a rating with rating 5
on good expect ladder at_base

story Nobody reviews the quality of their own work, and handlers do not review it at all
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin reviews the quality
expect refused not_permitted
quality_reviewer q.berg declares an interest with reason "My neighbour."
expect interests q.berg
quality_reviewer q.berg reviews the quality
expect refused not_concerned

story The person complained about, and whoever manages them, stays out of the case
at mon 09:00 complainant files a complaint about staff_conduct by website with points "One", about_staff h.osei
handler h.lin assigns the case to h.osei
expect refused not_concerned
care_lead l.novak adds a note
expect refused not_concerned
handler h.osei adds a note
expect refused not_concerned
handler h.lin assigns the case to h.lin
handler h.lin escalates the case to rung 2 with reason_code asked
care_reviewer l.novak accepts the rung
expect refused not_concerned
care_reviewer c.ito accepts the rung
expect ladder under_review

story Who declares an interest loses the case, and hands it over instead of deciding
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin declares an interest with reason "We went to school together."
expect owner none, interests h.lin
handler h.lin sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
expect refused not_concerned
handler h.lin hands the case over to h.lin with next_step "Read the ledger."
expect refused not_concerned
handler h.lin hands the case over to h.park with next_step "Read the ledger.", next_step_due in 1 day
expect owner h.park
handler h.park sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
expect state decided

story The late shift hands a case to the early one with what comes next
at mon 17:55 complainant files a complaint about login by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin hands the case over to h.osei with next_step " "
expect refused next_step_given
handler h.lin hands the case over to h.osei with next_step "Call back at nine.", next_step_who h.osei, next_step_due tue 09:00
expect owner h.osei, next_step_who h.osei, next_step_due day 1 09:00
handler h.osei releases the case with reason "Ill tomorrow."
expect owner none
handler h.osei starts the investigation
expect refused has_owner

story A representative acts as far as the authority reaches, and no longer than it lasts
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
representative lawyer-1 appeals
expect refused authority_covers, needs decide
complainant authorises a representative with representative lawyer-1, representative_scope file and receive
expect representative lawyer-1, representative_scope file and receive
representative appeals
expect refused authority_covers
complainant authorises a representative with representative lawyer-1, representative_scope file and decide, representative_until in 5 days
representative lawyer-2 appeals
expect refused not_permitted
representative lawyer-1 appeals
expect state appealed
at day 6 representative lawyer-1 withdraws the appeal
expect refused authority_covers
complainant ends the authority
expect representative none
representative lawyer-1 withdraws the appeal
expect refused authority_covers
complainant withdraws the appeal
expect state decided, appeal_level 0

story Nobody else's complaint can be withdrawn, and staff need what shows the wish
at mon 09:00 complainant wallet-2201 files a complaint about fees by website with points "One"
complainant wallet-2202 withdraws the complaint with reason "Not mine."
expect refused not_permitted
handler h.lin withdraws the complaint with reason "Said so."
expect refused authority_covers, needs evidence
handler h.lin withdraws the complaint with reason "Said so.", evidence call-1
expect refused records_complete, missing owner
complainant withdraws the complaint with reason " "
expect refused withdrawal_recorded
complainant withdraws the complaint with reason "It has arrived."
expect state closed, closed_by wallet-2201

story A case that nobody owns climbs like any other
at mon 09:00 complainant files a complaint about no_answer by website with points "One"
expect owner none
at tue 13:00
expect then deadline_missed initial_response, escalated to rung 2, deadline_missed rung_ack 2, escalated to rung 3
expect rung 3, owner none, rungs 2

story What may be done is offered, and what is blocked says by what
at mon 09:00 complainant files a complaint about fees by website with points "One"
expect blocked for handler h.lin investigation_started by has_owner
expect offered to handler h.lin assigned, note_added, triaged
expect offered to complainant message_received, escalated
handler h.lin assigns the case to h.lin
expect offered to handler h.lin investigation_started
expect blocked for handler h.lin decision_sent by records_complete

story A reviewer with an interest leaves the rung to another, and its time runs on
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin escalates the case to rung 2 with reason_code asked
care_reviewer c.ito accepts the rung
at mon 12:00 care_reviewer c.ito declares an interest
expect ladder under_review, rung_reviewer none
care_reviewer c.ito accepts the rung
expect refused not_concerned
care_reviewer c.reyes accepts the rung
expect ladder under_review, rung_reviewer c.reyes
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00,
    update running until day 7 24:00, rung_ack/2 met, rung_review/2 running until day 7 18:00

story A case goes to somebody at work, and a rung whose reviewers are all away alarms
at mon 09:00 complainant files a complaint about transfer_delayed by website with points "One"
away is h.osei until mon 12:00, h.park stands in
handler h.lin assigns the case to h.osei
expect refused new_owner_is_here, owner h.osei, delegate h.park
handler h.lin assigns the case to h.park
away is s.okafor until mon 12:00
away is c.ito until mon 12:00
away is c.reyes until mon 12:00
away is l.novak until mon 12:00
complainant escalates the case with reason_code asked
expect alarm rung_without_person rung 1, senior
expect ladder raised, rung 1, rung_target care
at mon 12:00 handler h.park hands the case over to h.osei with next_step "Call the bank"
expect owner h.osei
care_reviewer s.okafor accepts the rung
expect ladder under_review

story Somebody who stands in serves the rungs of a colleague who is away
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin escalates the case to rung 2 with reason_code asked
care_reviewer s.okafor accepts the rung
expect refused reviewer_serves_this_rung, rung 2
away is c.ito until day 2, s.okafor stands in
care_reviewer s.okafor accepts the rung
expect ladder under_review, rung_reviewer s.okafor
