# What clocks do: warnings, misses, extensions, updates, and the calendars that they count by.

story Each threshold of the first answer warns once, at its second
at mon 09:00 complainant files a complaint about fees by website with points "One"
at tue 02:59:59
expect then nothing
at tue 03:00
expect then deadline_warned initial_response 75%
at tue 07:59:59
expect then nothing
at tue 08:00
expect then deadline_warned initial_response 1h
at tue 08:59:59
expect then nothing

story Thresholds of several promises that fall due while the engine is down come once each, the oldest first
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by status_page
at day 5 handler h.lin sends a progress update by status_page
# 75% of the investigation on day 11 at 08:15, the update's day before on day 11 at 24:00, 90% on day 13 at 12:54.
at day 6
the engine is down for 8 days
expect then deadline_warned investigation 75%, deadline_warned update 24h, deadline_missed update,
    deadline_warned investigation 90%, escalated to rung 1
expect ladder raised, rung 1
expect clocks investigation running until day 14 24:00, update missed, rung_ack/1 running until day 14 13:00
advance 1 h
expect then nothing

story An answer before the first threshold is warned about by nobody
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin sends the initial response by status_page
at day 6
expect then nothing
expect clocks initial_response met, investigation running until day 14 24:00, update running until day 7 24:00

story What was decided late stays late on the record
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by status_page
at day 6 handler h.lin sends a progress update by status_page
at day 12 handler h.lin sends a progress update by status_page
at day 13 13:00
expect then deadline_warned investigation 90%, escalated to rung 1
care_reviewer s.okafor accepts the rung
at day 14 24:00
expect then deadline_missed investigation, escalated to rung 2
expect state responded, rung 2
at day 15 00:00:01 care_reviewer c.ito accepts the rung
expect clocks investigation missed, update running until day 19 24:00, rung_review/2 running until day 22 18:00
care_reviewer c.ito sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
expect state decided
expect clocks investigation met_late, update met, rung_review/2 met, appeal_window running until day 45 24:00

story After its due time no promise is extended any more
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by status_page
at day 6 handler h.lin sends a progress update by status_page
at day 12 handler h.lin sends a progress update by status_page
at day 14 24:00
expect then escalated to rung 1, deadline_missed rung_ack 1, escalated to rung 2, deadline_missed rung_ack 2, escalated to rung 3,
    deadline_missed rung_ack 3, deadline_missed investigation
expect alarm top_rung_silent rung_ack
handler h.lin grants an extension by status_page with clock investigation, days 14, reason "Still reading." approved by care_reviewer c.ito
expect refused letter_sent_before_due
expect clocks investigation missed, update running until day 19 24:00, rung_ack/3 missed

story In the last second before its due time a promise is extended still
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin escalates the case to rung 3 with reason_code asked
care_reviewer l.novak accepts the rung
handler h.lin sends the initial response by status_page
at day 5 handler h.lin sends a progress update by status_page
at day 7 18:00
expect then deadline_missed rung_review 3
expect alarm top_rung_silent rung_review
at day 11 handler h.lin sends a progress update by status_page
at day 14 23:59:59 handler h.lin grants an extension by status_page with clock investigation, days 14, reason "Still reading." approved by care_reviewer c.ito
expect clocks investigation running until day 28 24:00, rung_review/3 missed, update running until day 21 24:00

story Who has the case does not approve more time for it, and more than the policy gives is refused
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.osei grants an extension by status_page with clock investigation, days 14, reason "Still reading." approved by handler h.lin
expect refused approver_is_not_handler
handler h.lin grants an extension by status_page with clock investigation, days 15, reason "Still reading." approved by care_reviewer c.ito
expect refused extension_allowed, clock investigation
handler h.lin grants an extension by status_page with clock initial_response, days 1, reason "Still reading." approved by care_reviewer c.ito
expect refused extension_allowed, clock initial_response
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00, update running until day 7 24:00

story More time is granted by a letter that says why and until when, or not at all
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin grants an extension by email without reasons with clock investigation, days 7, reason "Still reading." approved by care_reviewer c.ito
expect refused letter_complete, letter delay, missing reasons
handler h.lin grants an extension by email without new_date with clock investigation, days 7, reason "Still reading." approved by care_reviewer c.ito
expect refused letter_complete, letter delay, missing new_date
handler h.lin grants an extension by email with clock investigation, days 7, reason "Still reading." approved by care_reviewer c.ito
expect clocks initial_response running until tue 09:00, investigation running until day 21 24:00, update running until day 7 24:00

story An acknowledgement by a person, an update and a holding response are no first answer either
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin acknowledges the case by status_page
handler h.lin sends a progress update by status_page
handler h.lin sends a holding response by status_page
expect state received, first_answered_at none
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00, update running until day 7 24:00
at tue 09:00
expect then deadline_missed initial_response, escalated to rung 2
expect clocks initial_response missed, investigation running until day 14 24:00, update running until day 7 24:00,
    rung_ack/2 running until tue 13:00

story What counts is when a letter left us, not when it was written
at mon 09:00 complainant files a complaint about fees by email with points "One"
handler h.lin assigns the case to h.lin
at tue 08:50 handler h.lin sends the initial response by email
expect state responded, first_answered_at none
at tue 09:00
expect then deadline_missed initial_response, escalated to rung 2
at tue 09:10 then the letter is dispatched
expect first_answered_at day 1 09:10
expect clocks initial_response met_late, investigation running until day 14 24:00, update running until day 8 24:00,
    rung_ack/2 running until tue 13:00

story Each update says when the next one comes, and is the next promise before the old one passed
at mon 09:00 complainant files a complaint about privacy by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by status_page with next_step_due in 7 days
expect next_step_due day 7 09:00
expect clocks initial_response met, investigation running until day 14 24:00, update running until day 7 24:00
at day 7 08:00 handler h.lin sends a progress update by status_page with next_step_due in 7 days
expect next_step_due day 14 08:00
expect clocks update#2 met, investigation running until day 14 24:00, update running until day 14 24:00
handler h.lin sends a progress update by status_page with next_step_due 1 h ago
expect refused letter_is_written, needs next_step_due
at day 13 handler h.lin sends a progress update by status_page with next_step_due in 5 days
expect refused letter_is_written, needs next_step_due
handler h.lin sends a progress update by status_page with next_step_due in 1 day
expect next_step_due day 14 09:00
expect clocks update#3 met, investigation running until day 14 24:00, update running until day 20 24:00

story An update that came back was none, and the promise before it runs again
at mon 09:00 complainant files a complaint about fees by email with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by status_page
at day 3 handler h.lin sends a progress update by email
at day 3 09:10 then the progress_update is dispatched
expect clocks investigation running until day 14 24:00, update#2 met, update running until day 10 24:00
at day 4 then the progress_update comes back
expect clocks investigation running until day 14 24:00, update#2 running until day 7 24:00, update#3 cancelled
at day 7 24:00
expect then deadline_missed update
at day 8 handler h.lin sends a progress update by status_page
expect clocks investigation running until day 14 24:00, update#2 met_late, update running until day 15 24:00

story A question to the complainant is news as well
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by status_page
at day 2 handler h.lin asks for information by status_page with items receipt, expires in 5 days
expect clocks investigation paused, update running until day 9 24:00, hold/H1 running until day 7 09:00

story Two promises that fall due at one instant are missed once each, and take one rung
policy wallet-default has clock.update.limit 14cd
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by status_page
handler h.lin escalates the case to rung 3 with reason_code asked
care_reviewer l.novak accepts the rung
at day 7 18:00
expect then deadline_missed rung_review 3
expect alarm top_rung_silent rung_review
at day 14 24:00
expect then deadline_missed investigation, deadline_missed update
expect rungs 1
expect clocks investigation missed, update missed, rung_review/3 missed

story The target of a channel is due first, and the day for everybody after it
at mon 09:00 complainant files a complaint about fees by in_app with points "One"
expect due first initial_response_target before initial_response, initial_response_target before investigation,
    none before initial_response_target, none before update
at mon 11:00
expect then deadline_missed initial_response_target
expect due first none before initial_response, initial_response before investigation

story Fifteen business days over the national holidays count the make-up Saturday
at 2020-09-28 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
at 2020-09-28 10:00 complainant appeals
# 29 and 30 September, 9 and 10 (a Saturday) October, then weekdays until the 26th.
expect clocks appeal_window paused, update running until 2020-10-05 24:00, appeal running until 2020-10-26 18:00

story Two business days over the Spring Festival are nine dates
at 2021-02-09 10:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by status_page
handler h.lin offers redress with redress_kind loss, amount 5, currency USDT
expect clocks initial_response met, investigation running until 2021-02-23 24:00, update running until 2021-02-16 24:00,
    redress_approval/R1 running until 2021-02-18 18:00

story A call asked for on a make-up Sunday is owed that Sunday, on an ordinary one on Monday
at 2020-09-20 10:00 on plain complainant files a complaint about login by website with points "One"
on plain handler h.lin sends the initial response by status_page
on plain complainant asks for a callback
on plain expect clocks investigation running until 2020-10-04 24:00, update running until 2020-09-27 24:00,
    callback running until 2020-09-21 13:00
at 2020-09-27 10:00
on plain expect then deadline_missed callback
on made complainant files a complaint about login by website with points "One"
on made handler h.lin sends the initial response by status_page
on made complainant asks for a callback
on made expect clocks investigation running until 2020-10-11 24:00, update running until 2020-10-04 24:00,
    callback running until 2020-09-27 14:00

story Working hours that run into the holidays go on when they are over
at 2020-09-30 16:00 complainant files a complaint about login by website with points "One"
handler h.lin sends the initial response by status_page
complainant asks for a callback
# Two hours on 30 September, two on 9 October.
expect clocks investigation running until 2020-10-14 24:00, update running until 2020-10-07 24:00,
    callback running until 2020-10-09 11:00

story What is promised in hours or dates ends on a holiday all the same
at 2020-09-30 20:00 complainant files a complaint about login by website with points "One"
expect clocks initial_response running until 2020-10-01 20:00, investigation running until 2020-10-14 24:00,
    update running until 2020-10-07 24:00

story A policy that rolls ends on the next business day instead of a holiday
policy wallet-default has clock.update.roll next_bd
at 2020-09-30 20:00 complainant files a complaint about login by website with points "One"
expect clocks initial_response running until 2020-10-01 20:00, investigation running until 2020-10-14 24:00,
    update running until 2020-10-09 24:00

story Where in its last day a limit ends is the policy's: at its hour, at the close, at midnight
policy wallet-default has clock.investigation.end instant, clock.update.end cob
at 2020-09-18 09:30 complainant files a complaint about login by website with points "One"
# The update ends on a Friday, the investigation on a Friday a week later.
expect clocks initial_response running until 2020-09-19 09:30, investigation running until 2020-10-02 09:30,
    update running until 2020-09-25 18:00

story After the close of business a policy with a cutoff counts from the next business day
policy wallet-default has clock.enquiry.cutoff cob
at 2020-09-25 17:59:59 complainant files a complaint about login by website with points "One"
handler h.lin sends the initial response by status_page
handler h.lin opens an enquiry with enquiry E1, enquiry_kind bank_trace, to bank.x
at 2020-09-25 18:00 handler h.lin opens an enquiry with enquiry E2, enquiry_kind bank_trace, to bank.y
# The Sunday is a make-up workday, and 1 to 8 October are holidays.
expect clocks investigation running until 2020-10-09 24:00, update running until 2020-10-02 24:00,
    enquiry/E1 running until 2020-10-09 18:00, enquiry/E2 running until 2020-10-10 18:00

story Twenty-four hours are twenty-four hours when London sets its clocks back
times of Europe/London
at 2020-10-24 09:00 complainant files a complaint about fees by website with points "One"
expect clocks initial_response running until 2020-10-25 08:00, investigation running until 2020-11-07 16:00,
    update running until 2020-10-31 16:00
at 2020-10-25 08:00
expect then deadline_missed initial_response, escalated to rung 2
expect ladder raised

story Twenty-four hours are twenty-four hours when London sets its clocks forward
times of Europe/London
at 2021-03-27 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
at 2021-03-28 09:59:59 handler h.lin sends the initial response by status_page
expect clocks initial_response met, investigation running until 2021-04-10 17:00, update running until 2021-04-04 17:00

story A calendar that is renewed moves no clock that runs, and counts for the next one
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin sends the initial response by status_page
handler h.lin opens an enquiry with enquiry E1, enquiry_kind bank_trace, to bank.x
expect clocks initial_response met, investigation running until day 14 24:00, update running until day 7 24:00,
    enquiry/E1 running until day 7 18:00
from now on calendar cn-wallet is closed on 2020-07-08
handler h.lin opens an enquiry with enquiry E2, enquiry_kind bank_trace, to bank.y
expect calendars 2
expect clocks investigation running until day 14 24:00, update running until day 7 24:00,
    enquiry/E1 running until day 7 18:00, enquiry/E2 running until day 8 18:00
at day 7 18:00
expect then deadline_missed enquiry E1

story A short day of the house ends what is due at its close
calendar cn-wallet works 09:00-12:00 on 2020-07-13
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin sends the initial response by status_page
handler h.lin opens an enquiry with enquiry E1, enquiry_kind bank_trace, to bank.x
expect clocks initial_response met, investigation running until day 14 24:00, update running until day 7 24:00,
    enquiry/E1 running until day 7 12:00

story A policy that changes moves no case that runs, and a new case has the new limit
at mon 09:00 complainant files a complaint about fees by website with points "One"
from now on policy wallet-default has clock.investigation.limit 10cd
on c2 complainant files a complaint about fees by website with points "Two"
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00, update running until day 7 24:00
on c2 expect clocks initial_response running until tue 09:00, investigation running until day 10 24:00, update running until day 7 24:00
at mon 15:00 complainant withdraws the complaint with reason "Settled."
at tue 08:00 complainant reopens the case with new_facts "It was not settled."
expect clocks initial_response running until wed 02:00, investigation running until day 15 24:00, update running until day 8 24:00

story A case goes over to newer policies with a reason and two people, and its clocks stay
at mon 09:00 complainant files a complaint about fees by website with points "One"
care_lead l.novak pins the newest policies with reason "The limit was wrong." approved by care_reviewer c.ito
expect refused newer_policy_in_force
from now on policy wallet-default has clock.investigation.limit 10cd
handler h.lin pins the newest policies with reason "The limit was wrong." approved by care_reviewer c.ito
expect refused not_permitted
care_lead l.novak pins the newest policies with reason " " approved by care_reviewer c.ito
expect refused reason_given
care_lead l.novak pins the newest policies with reason "The limit was wrong."
expect refused second_person
care_lead l.novak pins the newest policies with reason "The limit was wrong." approved by care_lead l.novak
expect refused second_person
care_lead l.novak pins the newest policies with reason "The limit was wrong." approved by care_reviewer c.ito
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00, update running until day 7 24:00
complainant withdraws the complaint with reason "Settled."
complainant reopens the case with new_facts "It was not settled."
expect clocks initial_response running until tue 09:00, investigation running until day 10 24:00, update running until day 7 24:00

story A case goes over to newer policies and its running clocks with it, when the order says so
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by status_page
from now on policy wallet-default has clock.investigation.limit 10cd, clock.appeal.limit 20bd
care_lead l.novak pins the newest policies with reason "The limit was wrong.", moves_clocks yes approved by care_reviewer c.ito
expect clocks initial_response met, investigation running until day 10 24:00, update running until day 7 24:00
handler h.lin sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
complainant appeals
expect clocks investigation met, appeal_window paused, update running until day 7 24:00, appeal running until day 28 18:00

story A clock that was missed stays missed under newer policies
at mon 09:00 complainant files a complaint about fees by website with points "One"
at tue 09:00
expect then deadline_missed initial_response, escalated to rung 2
from now on policy wallet-default has clock.initial_response.limit 48h
care_lead l.novak pins the newest policies with reason "Two days from now on.", moves_clocks yes approved by care_reviewer c.ito
expect clocks initial_response missed, investigation running until day 14 24:00, update running until day 7 24:00,
    rung_ack/2 running until tue 13:00

story A renewed calendar moves the clocks of a case that is brought over to it
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin sends the initial response by status_page
handler h.lin opens an enquiry with enquiry E1, enquiry_kind bank_trace, to bank.x
from now on calendar cn-wallet is closed on 2020-07-08
from now on policy wallet-default has clock.callback.limit 5bh
care_lead l.novak pins the newest policies with reason "The office is shut on the eighth.", moves_clocks yes approved by care_reviewer c.ito
expect clocks initial_response met, investigation running until day 14 24:00, update running until day 7 24:00,
    enquiry/E1 running until day 8 18:00

story A wait for the complainant lengthens what we promised ourselves, date by date
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by status_page
at day 2 handler h.lin asks for information by status_page with items receipt, expires in 20 days
at day 5 complainant brings information with items receipt
# Midnights of days 2, 3 and 4 passed in the pause.
expect clocks investigation running until day 17 24:00, update running until day 9 24:00, hold/H1 met

story Questions asked and answered within a day cost nothing
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by status_page
at day 2 10:00 handler h.lin asks for information by status_page with items receipt, expires in 20 days
at day 2 23:59 complainant brings information with items receipt
expect clocks investigation running until day 14 24:00, update running until day 9 24:00, hold/H1 met

story A complainant is reminded of the end of the time to appeal once, a week before
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the decision by status_page with outcome not_upheld, findings 1:not_upheld, evidence ledger-1
at day 23 23:59:59
expect then nothing
at day 23 24:00
expect then deadline_warned appeal_window 7cd
at day 30 24:00
expect then window_lapsed appeal_window, appeal_window_lapsed
expect state closed

story A clock that rests warns nobody, and its thresholds move with the rest
policy wallet-default has clock.update.limit 60cd
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by status_page
at day 10 handler h.lin asks for information by status_page with items receipt, expires in 20 days
# Without the rest three quarters were over on day 11 at 08:15.
at day 13
expect then nothing
complainant brings information with items receipt
at day 14 08:14
expect then nothing
at day 14 08:15
expect then deadline_warned investigation 75%
expect clocks investigation running until day 17 24:00, update running until day 70 24:00

story More time moves the thresholds that have not come yet
policy wallet-default has clock.update.limit 60cd
at mon 09:00 complainant files a complaint about fees by website with points "One"
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by status_page
handler h.lin grants an extension by status_page with clock investigation, days 14, reason "Still reading." approved by care_reviewer c.ito
# Three quarters of 28 days and 15 hours.
at day 21 20:14
expect then nothing
at day 21 20:15
expect then deadline_warned investigation 75%
expect ladder at_base
