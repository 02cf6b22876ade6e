// Events that a rule answers an event with.
#include "tests/workflow/engine_fixture.hpp"
#include "tests/support/elapsed.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <algorithm>

namespace redress::tests {
namespace {

boost::json::object entry(const memory_database& db, const case_id& id, std::size_t n)
{
    return boost::json::parse(db.history(id).at(n)).as_object();
}

/// A case with a decision out: its window runs.
void decide_it(engine_fixture& on, const case_id& id)
{
    on.file(id);
    on.ask(id, assigned_to("h.lin"), handler(), "assigned");
    auto decision = letter_event(event_type::decision_sent);
    decision.set(field::outcome, std::string("not_upheld"))
        .set(field::reason, std::string("The transfer had arrived."));
    decision.set(field::findings, std::vector<std::string>{"1:not_upheld", "2:not_upheld"});
    const answer said = on.ask(id, decision, handler(), "decision");
    INFO(said.code << ' ' << said.guard << ' ' << said.fix);
    REQUIRE(said.what == disposition::applied);
}

TEST_CASE_METHOD(engine_fixture, "a letter on the status page is dispatched at once, with its cause",
                 "[engine][derived]")
{
    const auto id = case_number(1);
    file(id);
    const answer said = ask(id, letter_event(event_type::initial_response_sent), handler(), "2");
    INFO(said.code);
    REQUIRE(said.what == disposition::applied);
    CHECK(said.derived == std::vector<std::string>{"message_dispatched"});
    CHECK(said.version == 3);
    const auto sent = entry(*db, id, 1);
    const auto dispatched = entry(*db, id, 2);
    CHECK(dispatched.at("ev") == "message_dispatched");
    CHECK(dispatched.at("cause") == sent.at("id"));
    CHECK(dispatched.at("ver") == 3);
    CHECK(dispatched.at("actor").at("role") == "engine");
    CHECK(dispatched.at("src").at("source") == "redress:rule");
    CHECK(db->transactions == 2);
    CHECK(writer.counts().derived == 1);
    check_everything();
}

TEST_CASE_METHOD(engine_fixture, "a window that lapses closes the case", "[engine][derived]")
{
    const auto id = case_number(1);
    decide_it(*this, id);
    db->now += 48h;
    static_cast<void>(writer.fire_due(10));
    CHECK(db->find(id)->lifecycle == lifecycle_state::closed);
    CHECK(db->find(id)->facts.closure_reason == closure_reason::window_lapsed);
    CHECK(db->work.empty());
    check_everything();
}

TEST_CASE_METHOD(engine_fixture, "a lapse that is refused restarts the window and says which guard",
                 "[engine][derived]")
{
    const auto id = case_number(1);
    decide_it(*this, id);
    event returned{.type = event_type::message_undelivered};
    returned.set(field::letter, std::string("L1")).set(field::reason_code, std::string("bounced"));
    const actor relay{.id = "relay", .role = role::channel};
    const answer back = ask(id, returned, relay, "returned");
    INFO(back.code);
    REQUIRE(back.what == disposition::applied);
    // The window as it would stand had the report come late: due, with the letter returned.
    const auto before = db->history(id).size();
    for (auto& c : db->cases.at({bucket_of(id), id}).facts.clocks)
        if (c.clock_id == "appeal_window") {
            c.state = clock_state::running;
            c.started = db->now;
            c.pauses.clear();
            c.limit = elapsed(48h);
            c.due = db->now + 48h;
            c.stopped.reset();
        }
    db->agenda.emplace(db->now + 48h, std::pair(bucket_of(id), id));
    writer.forget();
    db->now += 48h;
    static_cast<void>(writer.fire_due(10));
    std::vector<std::string> names;
    for (std::size_t n = before; n < db->history(id).size(); ++n) {
        const auto e = entry(*db, id, n);
        names.push_back(std::string(e.at("type").as_string()) + " " + std::string(e.at("ev").as_string()));
    }
    const auto lapse = std::find(names.begin(), names.end(), "case.event window_lapsed");
    REQUIRE(lapse != names.end());
    const auto at = before + static_cast<std::size_t>(lapse - names.begin());
    CHECK(entry(*db, id, at + 1).at("type") == "case.refused");
    CHECK(entry(*db, id, at + 1).at("ref").at("code") == "decision_reached_them");
    const auto restarted = entry(*db, id, at + 2);
    CHECK(restarted.at("ev") == "window_restarted");
    CHECK(restarted.at("data").at("reason_code") == "decision_reached_them");
    CHECK(restarted.at("cause") == entry(*db, id, at + 1).at("id"));
    CHECK(db->find(id)->lifecycle == lifecycle_state::decided);
}

TEST_CASE_METHOD(engine_fixture, "derivation stops at its depth and raises an alarm", "[engine][derived]")
{
    auto settings = test_settings();
    settings.derived_depth_max = 0;
    std::vector<std::string> codes;
    engine shallow(store, policies, settings,
                   [&](const case_id&, const alarm& a) { codes.emplace_back(a.code); });
    const auto id = case_number(1);
    static_cast<void>(shallow.apply(batch_of({order(id, filing(), customer(), "1")})));
    const auto said =
        shallow.apply(batch_of({order(id, letter_event(event_type::initial_response_sent), handler(), "2")}))
            .at(0);
    CHECK(said.what == disposition::applied);
    CHECK(said.derived.empty());
    CHECK(said.version == 2);
    CHECK(codes == std::vector<std::string>{"derived_too_deep"});
}

}  // namespace
}  // namespace redress::tests
