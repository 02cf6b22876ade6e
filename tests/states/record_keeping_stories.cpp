// Records of keeping: words that go when their time is over, and policies that change during a case's life.
#include "tests/states/story.hpp"
#include "tests/support/elapsed.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using namespace redress::tests;
using enum event_type;

namespace {

actor counsel()
{
    return staff(role::compliance, "k.berg");
}
actor lead()
{
    return staff(role::care_lead, "l.novak");
}

a_case a_closed_case()
{
    auto c = a_complaint().closed(closure_reason::withdrawn, role::complainant, lifecycle_state::received);
    return c.where([at = c.now](facts& f) { f.closed_at = at; });
}

const event erasing = happened(subject_erased, {{field::reason_code, "retention"}});

event repinning(std::vector<std::pair<field, field_value>> more = {})
{
    more.emplace_back(field::reason, "The regulator shortened it.");
    return approved_by("c.ito", happened(policy_repinned, std::move(more)));
}

/// The policy of the stories, a revision later.
policy next_revision()
{
    auto p = story_policy();
    p.rev = 4;
    p.sha256 = std::string(64, 'd');
    return p;
}

redress::clock running(const char* id, instant since, duration limit, clock_kind kind = clock_kind::published)
{
    return {.clock_id = id,
            .due = since + limit,
            .kind = kind,
            .limit = elapsed(limit),
            .policy = "wallet",
            .started = since};
}

/// Pinned by the story's policy, with one clock that has run for two days.
a_case a_running_case()
{
    auto c = a_complaint().where(
        [](facts& f) { f.policies = {{.id = "wallet", .rev = 3, .sha256 = std::string(64, 'c')}}; });
    c.it.facts.clocks.clear();
    c.with_clock(running("investigation", c.now - 48h, 14 * 24h));
    return c;
}

}  // namespace

STORY("words and names go when their time is over, and nobody can speak as the complainant any more",
      "[records][keeping]")
{
    auto c = a_closed_case().acted("wallet-7", role::complainant).where([](facts& f) {
        f.complainant = "wallet-7";
        f.closed_by = "wallet-7";
        f.containment_by = "wallet-7";
        f.representative = "lawyer-2";
        f.representative_scope = {"file"};
        f.support_needs = {"large_print"};
        f.account_given = true;
        f.redress_items = {{.amount = "5",
                            .currency = "USDT",
                            .id = "R1",
                            .payment_reference = "TX-9",
                            .state = redress_state::paid},
                           {.amount = "7",
                            .currency = "USDT",
                            .id = "R2",
                            .payment_reference = "TX-10",
                            .state = redress_state::paid}};
    });
    c.acted("lawyer-2", role::representative).with_enquiry("E1");
    c.later(365 * 24h - 1us);
    CHECK(c.told(counsel(), erasing) ==
          lines{"refused: retention_over; fix erasure_refused; until=" + to_string(c.now + 1us)});
    c.later(1us);
    CHECK(c.told(lead(), erasing) ==
          lines{"refused: not_permitted; event=subject_erased; state=closed; role=care_lead"});
    CHECK(c.told(counsel(), erasing).about({"erased_at", "no complainant", "no representative"}) ==
          lines{"no complainant", "erased_at: now", "no representative", "no representative_scope"});
    const auto& f = c.it.facts;
    CHECK(f.closed_by.empty());
    CHECK(f.containment_by.empty());
    CHECK(f.support_needs.empty());
    CHECK_FALSE(f.account_given);
    for (const auto& one : f.redress_items) CHECK(one.payment_reference.empty());
    CHECK(f.enquiries.at(0).to.empty());
    CHECK(f.redress_items[0].amount == "5");
    for (const auto& one : f.acted) CHECK(one.role == role::compliance);
    const auto write = happened(message_received, {{field::text, "It is me."}});
    CHECK(c.told(complainant(), write) ==
          lines{"refused: not_permitted; event=message_received; state=closed; role=complainant"});
    auto vouching = complainant();
    vouching.unnamed = true;
    CHECK(c.told(vouching, write) ==
          lines{"refused: not_permitted; event=message_received; state=closed; role=complainant"});
    CHECK(c.told(handler(), happened(note_added, {{field::text, "A letter came by post."}})) == lines{});
}

STORY("a case without a policy that says how long is not erased, nor one that is open", "[records][keeping]")
{
    auto c = a_closed_case();
    c.rules.retention_case = {};
    c.later(10 * 365 * 24h);
    CHECK(c.told(counsel(), erasing) == lines{"refused: retention_known; fix policy_repinned"});
    auto open = a_complaint();
    open.later(10 * 365 * 24h);
    CHECK(open.asks<guards::retention_over>(counsel(), erasing) ==
          lines{"refused: retention_over; fix erasure_refused; until="});
    CHECK(open.told(counsel(), erasing) == lines{"refused: not_possible_in_this_state; event=subject_erased; "
                                                 "state=received; hold=none; ladder=at_base"});
}

STORY("a legal hold, and an outside body that still looks, keep a case from being erased",
      "[records][keeping]")
{
    auto held = a_closed_case().where([](facts& f) { f.legal_hold = true; });
    held.later(366 * 24h);
    CHECK(held.told(counsel(), erasing) == lines{"refused: no_legal_hold; fix legal_hold_released"});
    for (const auto stands : {referral_state::with_body, referral_state::determined}) {
        auto c = a_closed_case().where([&](facts& f) { f.referral = stands; });
        c.later(366 * 24h);
        CHECK(c.told(counsel(), erasing) == lines{"refused: no_open_referral; fix referral_ended"});
    }
    auto done = a_closed_case().where([](facts& f) { f.referral = referral_state::done; });
    done.later(366 * 24h);
    CHECK(done.told(counsel(), erasing).about({"erased_at"}) == lines{"erased_at: now"});
}

STORY("what is owed, on offer or frozen keeps a case from being erased", "[records][keeping]")
{
    for (const auto stands : {redress_state::offered, redress_state::approved, redress_state::accepted}) {
        auto c = a_closed_case().where([&](facts& f) {
            f.redress_items = {{.amount = "5", .currency = "USDT", .id = "R1", .state = stands}};
        });
        c.later(366 * 24h);
        CHECK(c.told(counsel(), erasing) == lines{"refused: no_open_redress; fix redress_paid; item=R1"});
    }
    for (const auto stands : {containment_state::requested, containment_state::contained}) {
        auto c = a_closed_case().where([&](facts& f) { f.containment = stands; });
        c.later(366 * 24h);
        CHECK(c.told(counsel(), erasing) == lines{"refused: no_standing_freeze; fix containment_released"});
    }
    auto over = a_closed_case().where([](facts& f) {
        f.redress_items = {{.amount = "5", .currency = "USDT", .id = "R1", .state = redress_state::paid}};
        f.containment = containment_state::released;
    });
    over.later(366 * 24h);
    CHECK(over.told(counsel(), erasing).about({"erased_at"}) == lines{"erased_at: now"});
    CHECK(over.it.facts.contact_route == route::none);
}

STORY("the newest policies are pinned by the care lead and a second person, and running clocks stand",
      "[records][keeping]")
{
    auto c = a_running_case();
    CHECK(c.told(lead(), repinning()) == lines{"refused: newer_policy_in_force; fix policy_repinned"});
    auto before_it = next_revision();
    before_it.rev = 2;
    c.newest = {before_it};
    CHECK(c.told(lead(), repinning()) == lines{"refused: newer_policy_in_force; fix policy_repinned"});
    auto shorter = next_revision();
    shorter.clocks[0].limit = elapsed(10 * 24h);
    c.newest = {shorter};
    CHECK(c.told(handler(), repinning()) ==
          lines{"refused: not_permitted; event=policy_repinned; state=received; role=handler"});
    CHECK(c.told(lead(), happened(policy_repinned, {{field::reason, "Newer."}})) ==
          lines{"refused: second_person; fix approved_by; digest=act"});
    CHECK(c.told(lead(), approved_by("c.ito", happened(policy_repinned, {{field::reason, " "}}))) ==
          lines{"refused: reason_given; fix reason"});
    const auto before = c.it.facts.clocks;
    CHECK(c.told(lead(), repinning()).about({"clock"}) == lines{});
    CHECK(c.it.facts.clocks == before);
    CHECK(c.it.facts.policies ==
          std::vector<pin>{{.id = "wallet", .rev = 4, .sha256 = std::string(64, 'd')}});
}

STORY("running clocks go over when the event says so, each from its own start", "[records][keeping]")
{
    auto c = a_running_case();
    const auto begun = *c.it.facts.clocks[0].started;
    auto shorter = next_revision();
    shorter.clocks[0].limit = elapsed(10 * 24h);
    c.newest = {shorter};
    CHECK(c.told(lead(), repinning({{field::moves_clocks, true}})).about({"clock"}).text().size() == 1);
    CHECK(c.it.facts.clocks[0].limit == "240h");
    CHECK(c.it.facts.clocks[0].due == begun + 10 * 24h);
    CHECK(c.it.facts.clocks[0].started == begun);
}

STORY("a clock that the newer policies do not know keeps them from being pinned while it runs",
      "[records][keeping]")
{
    auto c = a_running_case();
    auto without = next_revision();
    without.clocks.erase(without.clocks.begin());
    c.newest = {without};
    CHECK(c.told(lead(), repinning()) ==
          lines{"refused: running_clocks_known; fix clock; clock=investigation"});
    c.it.facts.clocks[0].state = clock_state::met;
    CHECK(c.told(lead(), repinning()).about({"clock", "refused"}) == lines{});
}

STORY("a clock of a policy that is in force no more keeps the newest from being pinned while it runs",
      "[records][keeping]")
{
    auto c = a_running_case();
    auto other = next_revision();
    other.id = "card";
    c.newest = {other};
    CHECK(c.told(lead(), repinning()) ==
          lines{"refused: running_clocks_known; fix clock; clock=investigation"});
    c.newest = {other, next_revision()};
    CHECK(c.told(lead(), repinning()).about({"refused"}) == lines{});
}

TEST_CASE("a clock moves under the next revision of its own policy, when both know it", "[keeping]")
{
    const auto c = a_running_case();
    auto old = story_policy();
    auto next = next_revision();
    next.clocks[0].limit = elapsed(20 * 24h);
    const policy *was = &old, *now = &next;
    const auto moved = [&] { return clocks_moved(c.it, {&was, 1}, {&now, 1}).clocks.size(); };
    CHECK(moved() == 1);
    next.id = "card";
    CHECK(moved() == 0);
    next.id = old.id;
    old.id = "card";
    CHECK(moved() == 0);
    old.id = next.id;
    CHECK(moved() == 1);
    old.clocks[0].id = "of_another_name";
    CHECK(moved() == 0);
    old.clocks[0].id = "investigation";
    next.clocks[0].id = "of_another_name";
    CHECK(moved() == 0);
}

TEST_CASE("a moved clock keeps granted days, what it has counted, and what an event asked of it", "[keeping]")
{
    const auto old = story_policy();
    auto next = next_revision();
    const policy *was = &old, *now = &next;
    const auto moved = [&](const a_case& c) { return clocks_moved(c.it, {&was, 1}, {&now, 1}).clocks; };

    auto c = a_running_case();
    CHECK(moved(c).empty());
    next.clocks[0].limit = elapsed(20 * 24h);
    REQUIRE(moved(c).size() == 1);
    CHECK(moved(c)[0].then.due == *c.it.facts.clocks[0].started + 20 * 24h);

    auto& one = c.it.facts.clocks[0];
    one.extended = true;
    one.granted = 14;
    CHECK(moved(c)[0].then.due == *one.started + 34 * 24h);

    one.pauses = {{.from = *one.started + 24h, .until = *one.started + 4 * 24h}};
    CHECK(moved(c)[0].then.due == *one.started + 37 * 24h);
    one.state = clock_state::paused;
    one.pauses.push_back({.from = *one.started + 40h, .until = {}});
    CHECK_FALSE(moved(c)[0].then.due);
    CHECK(moved(c)[0].then.pauses == one.pauses);
    one.state = clock_state::missed;
    CHECK(moved(c).empty());

    one = running("investigation", c.now, 14 * 24h);
    one.limit.clear();
    next.clocks[0].from_event = true;
    CHECK(moved(c).empty());
    next.clocks[0].limit = elapsed(7 * 24h);
    CHECK(moved(c)[0].then.due == c.now + 7 * 24h);

    next.clocks[0].from_event = false;
    next.clocks[0].limit = {};
    next.clocks[0].overrides = {{.severity_min = 4, .limit = elapsed(2h)}};
    CHECK(moved(c).empty());
    c.it.facts.severity = 4;
    CHECK(moved(c)[0].then.limit == "2h");
}

TEST_CASE("a window that ran again and a promise that repeats have the newer rule's own limit for that",
          "[keeping]")
{
    auto old = story_policy();
    auto next = next_revision();
    const policy *was = &old, *now = &next;
    auto c = a_running_case();
    auto& one = c.it.facts.clocks[0];
    const auto moved = [&] { return clocks_moved(c.it, {&was, 1}, {&now, 1}).clocks; };

    one = running("appeal_window", c.now, 7 * 24h, clock_kind::window);
    one.generation = 2;
    next.window_restart = elapsed(10 * 24h);
    REQUIRE(moved().size() == 1);
    CHECK(moved()[0].then.limit == "240h");
    next.window_restart = {};
    CHECK(moved().empty());

    one = running("investigation", c.now, 3 * 24h);
    one.generation = 2;
    old.clocks[0].repeat_limit = elapsed(3 * 24h);
    next.clocks[0].repeat_limit = elapsed(5 * 24h);
    CHECK(moved()[0].then.limit == "120h");
    next.clocks[0].repeat_limit = {};
    CHECK(moved()[0].then.limit == "336h");
}
