// Small questions that guards, rules and people ask, at their edges.
#include "states/lookups.hpp"
#include "tests/support/elapsed.hpp"
#include "tests/states/story.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using namespace redress::tests;
using enum event_type;

TEST_CASE("amounts are compared by value, and what is no amount is not greater", "[questions]")
{
    CHECK(greater_amount("1000.01", "1000"));
    CHECK(greater_amount("10000", "9999.99"));
    CHECK(greater_amount("1001", "1000.5"));
    CHECK(greater_amount("0.10", "0.0999"));
    CHECK_FALSE(greater_amount("1000.000", "1000"));
    CHECK_FALSE(greater_amount("0001000", "1000.0"));
    CHECK_FALSE(greater_amount("999", "1000"));
    CHECK_FALSE(greater_amount("1000", "1001"));
    for (const char* no_amount : {"", ".5", "-5", "5,0", "5.x", "five"}) {
        CHECK_FALSE(greater_amount(no_amount, "1"));
        CHECK_FALSE(greater_amount("1", no_amount));
    }
}

TEST_CASE("amounts are added digit by digit, with as many places as they have", "[questions]")
{
    CHECK(sum_of_amounts("120.50", "0.005") == "120.505");
    CHECK(sum_of_amounts("0.1", "0.2") == "0.3");
    CHECK(sum_of_amounts("999", "1") == "1000");
    CHECK(sum_of_amounts("", "7.10") == "7.10");
    CHECK(sum_of_amounts("999999999999999999.999999999999999999", "0.000000000000000001") ==
          "1000000000000000000.000000000000000000");
}

TEST_CASE("a limit is set currency by currency, and what cannot be compared is above it", "[questions]")
{
    const money_limit limit{{{.amount = "900", .currency = "EUR"}, {.amount = "1000.5", .currency = "USDT"}}};
    CHECK_FALSE(limit.exceeded_by("900.00", "EUR"));
    CHECK(limit.exceeded_by("900.01", "EUR"));
    CHECK_FALSE(limit.exceeded_by("1000.5", "USDT"));
    CHECK(limit.exceeded_by("1", "JPY"));
    CHECK(limit.exceeded_by("1", ""));
    CHECK(limit.exceeded_by("much", "EUR"));
    CHECK(money_limit{}.exceeded_by("1", "EUR"));
    CHECK(written(limit) == "900 EUR, 1000.5 USDT");
}

TEST_CASE("the roles of an event are those of all its rows", "[questions]")
{
    CHECK(roles_of(contact_limited) == role_set(role::care_lead));
    CHECK(roles_of(withdrawn) == (role::complainant | role::representative | role::handler));
    CHECK(roles_of(escalated) == (role::complainant | role::representative | role::engine | role::timer |
                                  role::handler | role::care_reviewer));
    CHECK(roles_of(incident_opened) == (role::care_lead | role::compliance | role::operator_));
    CHECK(roles_of(action_missed) == role_set(role::timer));
    CHECK(roles_of(restricted_note_added) == role_set(role::restricted_reviewer));
}

TEST_CASE("decisions may leave their reasons out, and only a letter that lists its parts does", "[questions]")
{
    for (std::size_t e = 0; e < event_count; ++e) {
        const auto what = static_cast<event_type>(e);
        INFO(name_of(what));
        CHECK(may_limit_reasons(what) ==
              (what == decision_sent || what == declared_inadmissible || what == appeal_decided));
    }
    const auto with = [](event_type what, std::vector<std::string> parts) {
        return happened(what, {{field::letter_parts, words(std::move(parts))}});
    };
    for (const auto what : {decision_sent, declared_inadmissible, appeal_decided}) {
        CHECK(reasons_left_out(with(what, {"contact"})));
        CHECK(reasons_left_out(with(what, {})));
        CHECK_FALSE(reasons_left_out(with(what, {"contact", "reasons"})));
        CHECK_FALSE(reasons_left_out(happened(what)));
    }
    CHECK_FALSE(reasons_left_out(with(progress_update_sent, {"contact"})));
}

TEST_CASE("a letter has reached them when it went out and did not come back since", "[questions]")
{
    const auto nine = parse_instant("2026-11-23T09:00:00Z").value();
    const letter unsent{};
    CHECK_FALSE(reached(unsent));
    CHECK_FALSE(undelivered(unsent));
    CHECK(reached({.dispatched = nine}));
    const letter came_back{.dispatched = nine, .returned = nine};
    CHECK_FALSE(reached(came_back));
    CHECK(undelivered(came_back));
    CHECK(reached({.dispatched = nine + 1us, .returned = nine}));
    // Back before anybody reported that it was out.
    CHECK(undelivered({.returned = nine}));
    CHECK_FALSE(reached({.returned = nine}));
}

TEST_CASE("people are shown the earliest due time of what is owed", "[questions]")
{
    const auto nine = parse_instant("2026-11-23T09:00:00Z").value();
    complaint now;
    CHECK_FALSE(now.next_due());
    now.facts.clocks = {{.clock_id = "paused", .state = clock_state::paused},
                        {.clock_id = "met", .due = nine, .state = clock_state::met},
                        {.clock_id = "missed", .due = nine, .state = clock_state::missed}};
    CHECK_FALSE(now.next_due());
    now.facts.clocks.push_back({.clock_id = "later", .due = nine + 2h});
    CHECK(now.next_due() == nine + 2h);
    now.facts.clocks.push_back({.clock_id = "sooner", .due = nine + 1h});
    now.facts.clocks.push_back({.clock_id = "latest", .due = nine + 3h});
    now.facts.clocks.push_back({.clock_id = "undated"});
    CHECK(now.next_due() == nine + 1h);
    // A missed promise is owed while the case is open.
    now.lifecycle = lifecycle_state::investigating;
    CHECK(now.next_due() == nine);
    now.facts.clocks[2].state = clock_state::met_late;
    CHECK(now.next_due() == nine + 1h);
    now.facts.clocks[2].state = clock_state::missed;
    now.lifecycle = lifecycle_state::closed;
    CHECK(now.next_due() == nine + 1h);
}

TEST_CASE("somebody is here but for their absences, which end before they are over", "[questions]")
{
    const auto nine = parse_instant("2026-11-23T09:00:00Z").value();
    colleague one{.id = "h.may", .absences = {{nine, nine + 8h}, {nine + 48h, nine + 72h}}};
    CHECK(is_here(one, nine - 1us));
    CHECK_FALSE(is_here(one, nine));
    CHECK_FALSE(is_here(one, nine + 8h - 1us));
    CHECK(is_here(one, nine + 8h));
    CHECK_FALSE(is_here(one, nine + 49h));
    // Who stands in serves the rungs of whoever is away, and no other.
    one.delegate = "h.wu";
    one.rungs = 1U << 1;
    const std::vector<colleague> people{{.id = "h.wu"}, one};
    CHECK(serves_rung(people, "h.wu", 0, 1, nine));
    CHECK_FALSE(serves_rung(people, "h.wu", 0, 2, nine));
    CHECK_FALSE(serves_rung(people, "h.wu", 0, 1, nine - 1h));
    CHECK_FALSE(serves_rung(people, "h.lee", 0, 1, nine));
    CHECK(serves_rung(people, "h.lee", 1U << 1, 1, nine));
}

TEST_CASE("staff are those who work for us, and nobody else", "[questions]")
{
    for (std::size_t r = 0; r < count_of<role>; ++r) {
        const auto one = static_cast<role>(r);
        const bool ours = one != role::complainant && one != role::representative && one != role::channel &&
                          one != role::engine && one != role::timer;
        INFO(name_of(one));
        CHECK(is_staff(one) == ours);
    }
}

STORY("sixty-four people and roles are remembered in the case, the rest in its history", "[questions]")
{
    auto c = a_complaint();
    for (int n = 1; n < 64; ++n) c.acted("h." + std::to_string(n), role::handler);
    const policy* pinned = &c.rules;
    const actor who = handler("h.65");
    changes made;
    REQUIRE_FALSE(step(c.it, happened(contact_missed),
                       {.who = &who, .rules = {&pinned, 1}, .at = c.now, .occurred = c.now}, made));
    CHECK(c.it.facts.acted.size() == 64);
    CHECK(c.it.facts.acted.back().id == "h.63");
}

STORY("whoever acts again in the same role is remembered once", "[questions]")
{
    auto c = a_complaint();
    CHECK(c.told(handler(), contact_missed) == lines{"tried_to_reach_at: now"});
    CHECK(c.told(handler(), contact_missed) == lines{});
    CHECK(c.it.facts.acted == std::vector<acted>{{.id = "customer-1", .role = role::complainant},
                                                 {.id = "h.lin", .role = role::handler}});
}

STORY("the decision that has to reach them is the latest, of an appeal, too", "[questions]")
{
    auto c = a_complaint().decided(outcome::upheld);
    c.dispatched(c.now - 1h)
        .with_letter(letter_kind::appeal_decision)
        .with_letter(letter_kind::progress_update);
    CHECK(c.asks<guards::decision_reached_them>(timer_actor(), happened(appeal_window_lapsed)) ==
          lines{"refused: decision_reached_them; fix message_dispatched"});
    c.it.facts.letters[1].dispatched = c.now;
    CHECK(c.asks<guards::decision_reached_them>(timer_actor(), happened(appeal_window_lapsed)) ==
          lines{"holds"});
    CHECK(last_decision_letter(c.it) == &c.it.facts.letters[1]);
    c.with_letter(letter_kind::summary_resolution).with_letter(letter_kind::closing);
    CHECK(last_decision_letter(c.it) == &c.it.facts.letters[3]);
    CHECK(last_decision_letter(complaint{}) == nullptr);
}

STORY("of several windows the latest generation counts", "[questions]")
{
    auto c = a_complaint().decided(outcome::upheld);
    c.dispatched(c.now - 1h);
    const auto window = [&](std::int64_t generation, clock_state state) {
        return redress::clock{.clock_id = "appeal_window",
                              .due = c.now + 1h,
                              .generation = generation,
                              .kind = clock_kind::window,
                              .limit = elapsed(24h),
                              .state = state};
    };
    c.with_clock(window(2, clock_state::running)).with_clock(window(1, clock_state::cancelled));
    const auto appeal = happened(appeal_filed, {{field::grounds, "Not read."}});
    CHECK(c.asks<guards::within_appeal_window>(complainant(), appeal) == lines{"holds"});
    c.with_clock(window(3, clock_state::cancelled));
    CHECK(c.asks<guards::within_appeal_window>(complainant(), appeal) ==
          lines{"refused: within_appeal_window; fix late_for_good_cause"});
}

STORY("evidence is demanded only where the category asks for some, and may come with the decision",
      "[guards]")
{
    const auto decision = a_letter(decision_sent, {{field::outcome, "not_upheld"}});
    auto c = a_complaint().owned_by("h.lin").with_points(1);
    CHECK(c.asks<guards::records_complete>(handler(), decision) ==
          lines{"refused: records_complete; fix points_agreed; missing=evidence"});
    auto attached = decision;
    CHECK(c.asks<guards::records_complete>(handler(), attached.set(field::evidence, "doc-1")) ==
          lines{"holds"});
    c.where([](facts& f) { f.category = "fees"; });
    CHECK(c.asks<guards::records_complete>(handler(), decision) == lines{"holds"});
    c.where([](facts& f) { f.category = "of_another_policy"; });
    CHECK(c.asks<guards::records_complete>(handler(), decision) == lines{"holds"});
}

STORY("what is no letter lacks no part of one", "[guards]")
{
    auto c = a_complaint();
    CHECK(c.asks<guards::letter_complete>(handler(), happened(note_added)) == lines{"holds"});
    CHECK(c.asks<guards::in_complainants_language>(handler(),
                                                   a_letter(admitted, {{field::letter_language, "e"}})) ==
          lines{"refused: in_complainants_language; fix letter_language; language=en"});
}

STORY("words that are no finding change nothing", "[questions]")
{
    auto c =
        a_complaint().in(lifecycle_state::investigating).owned_by("h.lin").with_points(1).where([](facts& f) {
            f.documents = 1;
        });
    const auto sent =
        a_letter(decision_sent, {{field::outcome, "not_upheld"},
                                 {field::reason, "It arrived."},
                                 {field::findings, words({"1:not_upheld", "1:maybe", "1", "x:upheld"})}});
    CHECK(c.told(handler(), sent).about({"points"}) == lines{"points: 1 not_upheld"});
}

STORY("a case without an owner and a team is decided by nobody, not by who has none", "[guards]")
{
    auto c = a_complaint().team("");
    const actor nobody{.role = role::handler};
    CHECK(c.asks<guards::decider_holds_the_rung>(nobody, happened(decision_sent)) ==
          lines{"refused: decider_holds_the_rung; fix rung_accepted; rung=0"});
}

STORY("who serves rungs serves none that is none", "[guards]")
{
    auto everywhere = care_reviewer();
    everywhere.rungs = 0xffff;
    for (const std::int64_t rung : {0, 16}) {
        const auto c = a_complaint().where([&](facts& f) { f.rung = rung; });
        CHECK(c.asks<guards::reviewer_serves_this_rung>(everywhere, happened(rung_accepted)) ==
              lines{"refused: reviewer_serves_this_rung; fix escalated; rung=" + std::to_string(rung) +
                    "; target="});
    }
}

STORY("a complaint that is called a complaint needs no second person", "[guards]")
{
    auto c = a_complaint();
    CHECK(c.told(handler(), happened(reclassified, {{field::kind, "complaint"},
                                                    {field::reason, "Another category."},
                                                    {field::category, "fees"}})) == lines{"category: fees"});
}

STORY("guards of time look at the clock that is meant, wherever it stands", "[guards]")
{
    const auto named =
        happened(extension_granted, {{field::clock, "investigation"}, {field::days, std::int64_t{7}}});
    auto c = a_complaint();
    CHECK(c.asks<guards::letter_sent_before_due>(handler(), named) ==
          lines{"refused: letter_sent_before_due; fix progress_update_sent"});
    const auto period = [&](std::int64_t generation, clock_state state, const char* id = "investigation") {
        return redress::clock{.clock_id = id,
                              .due = c.now + 1h,
                              .generation = generation,
                              .kind = clock_kind::published,
                              .limit = elapsed(24h),
                              .started = c.now,
                              .state = state};
    };
    c.with_clock(period(9, clock_state::met, "kept_open"))
        .with_clock(period(2, clock_state::running))
        .with_clock(period(1, clock_state::met));
    CHECK(c.asks<guards::extension_allowed>(handler(), named) == lines{"holds"});
    CHECK(c.asks<guards::letter_sent_before_due>(handler(), named) == lines{"holds"});
    // A window of another event is not the appeal's.
    auto decided = a_complaint().decided(outcome::upheld);
    decided.dispatched(decided.now - 1h);
    decided.rules.clocks.push_back({.id = "hold", .kind = clock_kind::window, .on_lapse = hold_expired});
    auto other = period(3, clock_state::lapsed, "hold");
    other.kind = clock_kind::window;
    decided.with_clock(other).with_clock(period(4, clock_state::lapsed));
    other.clock_id = "of_no_rule";
    decided.with_clock(other);
    CHECK(decided.asks<guards::within_appeal_window>(complainant(), happened(appeal_filed)) ==
          lines{"holds"});
}

STORY("a person who needs support and was reached counts as reached, decided or not", "[guards]")
{
    auto c = a_complaint().where([](facts& f) { f.support_needs = {"large_print"}; });
    c.where([&](facts& f) { f.tried_to_reach_at = c.now; });
    CHECK(c.asks<guards::tried_to_reach>(timer_actor(), happened(appeal_window_lapsed)) == lines{"holds"});
    c.where([&](facts& f) { f.good_cause_at = c.now; });
    CHECK(c.asks<guards::late_for_good_cause_recorded>(complainant(), happened(appeal_filed)) ==
          lines{"holds"});
}
