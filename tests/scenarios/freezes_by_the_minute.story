# Containment: minutes count, at any hour and in any state of the case.

story A freeze confirmed in the last second of its half hour is in time
at mon 09:00 complainant files a complaint about account_theft by in_app with points "One", complainant_account "A-1"
expect then containment_requested emergency
at mon 09:29:59 channel confirms the containment
expect containment contained
expect clocks initial_response running until tue 09:00, initial_response_target running until mon 11:00,
    investigation running until day 14 24:00, update running until day 7 24:00, containment met,
    containment_review running until tue 09:29:59
at mon 09:30
expect then nothing

story The half hour counts at night, in the middle of the holidays
at 2020-10-01 03:10 complainant files a complaint about account_theft by website with points "One", complainant_account "A-1"
expect then containment_requested emergency
expect clocks initial_response running until 2020-10-02 03:10, investigation running until 2020-10-15 24:00,
    update running until 2020-10-08 24:00, containment running until 2020-10-01 03:40
at 2020-10-01 03:40
expect then deadline_missed containment, escalated to rung 2
expect ladder raised, rung_target care
expect rungs taken 2 missed:containment at 2020-10-01 03:40
at 2020-10-01 03:41 channel confirms the containment
expect clocks initial_response running until 2020-10-02 03:10, investigation running until 2020-10-15 24:00,
    update running until 2020-10-08 24:00, containment met_late, containment_review running until 2020-10-02 03:41,
    rung_ack/2 running until 2020-10-01 07:40

story A freeze that nobody confirmed is still to be confirmed or refused, hours later
at mon 09:00 complainant files a complaint about account_theft by website with points "One", complainant_account "A-1"
expect then containment_requested emergency
at mon 12:00
expect then deadline_missed containment, escalated to rung 2
channel refuses the containment with refusal_reason not_our_account
expect containment none, containment_refusal not_our_account
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00, update running until day 7 24:00,
    containment met_late, rung_ack/2 running until mon 13:30

story A review that is late is known, and the next one counts from the late one
at mon 09:00 complainant files a complaint about account_theft by website with points "One", complainant_account "A-1"
expect then containment_requested emergency
channel confirms the containment
handler h.lin sends the initial response by status_page
at tue 09:00
expect then deadline_missed containment_review, escalated to rung 2
care_reviewer c.ito accepts the rung
at wed 10:00 care_reviewer c.ito upholds the containment with reason "The second device is still logged in."
expect containment contained, containment_reviews 1
expect clocks initial_response met, investigation running until day 14 24:00, update running until day 7 24:00,
    containment_review#1 met_late, containment_review running until day 9 24:00, rung_review/2 running until day 8 18:00

story A freeze is looked at every week as long as it lasts
at mon 09:00 complainant files a complaint about account_theft by website with points "One", complainant_account "A-1"
expect then containment_requested emergency
channel confirms the containment
complainant withdraws the complaint with reason "Let the police do it."
at mon 20:00 care_reviewer c.ito upholds the containment with reason "The police asked us to."
expect clocks containment_review running until day 7 24:00
at day 7 care_reviewer c.reyes upholds the containment with reason "The police ask us still."
expect containment_reviews 2
expect clocks containment_review running until day 14 24:00
at day 14 24:00
expect then deadline_missed containment_review
expect alarm missed_on_closed_case containment_review
expect containment contained

story Unlocking takes a better proof than logging in
at mon 09:00 complainant files a complaint about account_theft by website with points "One", complainant_account "A-1"
expect then containment_requested emergency
channel confirms the containment
channel verifies the identity with identity_method app_login
handler h.lin releases the containment with release_ground holder_asked
expect refused identity_sufficient, needed video_call
channel verifies the identity with identity_method passport
handler h.lin releases the containment with release_ground holder_asked
expect containment released
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00, update running until day 7 24:00,
    containment met, containment_review met

story A second theft after the release has a half hour of its own
at mon 09:00 complainant files a complaint about account_theft by website with points "One", complainant_account "A-1"
expect then containment_requested emergency
channel confirms the containment
channel verifies the identity with identity_method passport
handler h.lin releases the containment with release_ground holder_asked
at mon 15:00 complainant asks for containment with containment_ground theft, account "A-1"
expect containment requested
expect clocks initial_response running until tue 09:00, investigation running until day 14 24:00, update running until day 7 24:00,
    containment#1 met, containment#2 running until mon 15:30

story A theft that is reported on a closed case is frozen as fast
at mon 09:00 complainant files a complaint about fees by website with points "One"
complainant withdraws the complaint with reason "Settled."
at day 3 complainant asks for containment with containment_ground theft, account "A-1"
expect state closed, containment requested
expect clocks containment running until day 3 09:30
at day 3 09:30
expect then deadline_missed containment
expect alarm missed_on_closed_case containment
channel confirms the containment
expect clocks containment met_late, containment_review running until day 4 09:30

story A freeze is lifted by somebody else, in whatever role its requester comes, and not by the account system
at mon 09:00 complainant files a complaint about security by website with points "One"
care_reviewer c.ito asks for containment with containment_ground suspected_fraud, account "A-2"
expect refused not_permitted
handler s.okafor asks for containment with containment_ground suspected_fraud, account "A-2"
channel confirms the containment
channel releases the containment with release_ground holder_asked
expect refused not_permitted
channel verifies the identity with identity_method passport
care_reviewer s.okafor releases the containment with release_ground holder_asked
expect refused releaser_is_not_requester
handler h.lin releases the containment with release_ground holder_asked
expect containment released, containment_by s.okafor

story A case that is frozen already is not frozen twice when it is read as theft
at mon 09:00 complainant files a complaint about login by website with points "One", complainant_account "A-3"
complainant asks for containment with containment_ground theft, account "A-3"
channel confirms the containment
at mon 10:00 handler h.lin triages the case about unauthorised_transaction with severity 4
expect containment contained, severity 4
complainant asks for containment with containment_ground theft, account "A-3"
expect refused not_possible_in_this_state

story A house may give its freezes ten minutes
policy wallet-default has clock.containment.limit 10min
at mon 09:00 complainant files a complaint about account_theft by website with points "One", complainant_account "A-1"
expect then containment_requested emergency
at mon 09:09:59
expect then nothing
at mon 09:10
expect then deadline_missed containment, escalated to rung 2

story A freeze that is contested between two weekly reviews is looked at within a day
at mon 09:00 complainant files a complaint about unauthorised_transaction by website
    with points "That was not me", complainant_account "A-1"
expect then containment_requested emergency
channel confirms the containment with evidence freeze-1
handler h.lin assigns the case to h.lin
handler h.lin sends the initial response by status_page
at mon 15:00 care_reviewer c.ito upholds the containment with reason "The second device is still logged in."
expect clocks initial_response met, investigation running until day 14 24:00, update running until day 7 24:00,
    containment met, containment_review running until day 7 24:00
at wed 11:00 complainant contests the containment with text "My rent is due."
expect clocks initial_response met, investigation running until day 14 24:00, update running until day 7 24:00,
    containment met, containment_review running until thu 11:00
# Once more before that review: the first promise stands.
at wed 12:00 complainant contests the containment with text "Please."
expect clocks initial_response met, investigation running until day 14 24:00, update running until day 7 24:00,
    containment met, containment_review running until thu 11:00
