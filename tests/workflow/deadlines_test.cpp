// Deadlines fire once, at their time or later, and never early.
#include "tests/workflow/engine_fixture.hpp"

#include <catch2/generators/catch_generators.hpp>

#include <algorithm>

namespace redress::tests {
namespace {

std::vector<std::string> events_of(const memory_database& db, const case_id& id)
{
    std::vector<std::string> names;
    for (const auto& body : db.history(id)) {
        const auto at = body.find("\"ev\":\"") + 6;
        names.push_back(body.substr(at, body.find('"', at) - at));
    }
    return names;
}

using names = std::vector<std::string>;

TEST_CASE_METHOD(engine_fixture, "a promise warns, is missed and raises the case, each once",
                 "[engine][deadlines]")
{
    const auto id = case_number(1);
    file(id);
    CHECK(writer.fire_due(10) == 0);
    db->now += 12h - 1us;
    CHECK(writer.fire_due(10) == 0);
    db->now += 1us;
    CHECK(writer.fire_due(10) == 1);
    CHECK(events_of(*db, id) == names{"complaint_filed", "deadline_warned"});
    CHECK(writer.fire_due(10) == 0);
    db->now += 12h;
    CHECK(writer.fire_due(10) == 1);
    CHECK(events_of(*db, id) == names{"complaint_filed", "deadline_warned", "deadline_missed", "escalated"});
    CHECK(db->find(id)->facts.rung == 1);
    CHECK(db->find(id)->ladder == ladder_state::raised);
    db->now += 1000h;
    while (writer.fire_due(10) > 0) {
    }
    CHECK(events_of(*db, id).size() == 4);
    check_everything();
}

TEST_CASE_METHOD(engine_fixture, "what fell due together fires in order after a long sleep",
                 "[engine][deadlines]")
{
    const auto id = case_number(1);
    file(id);
    db->now += 100h;
    CHECK(writer.fire_due(10) == 1);
    CHECK(events_of(*db, id) == names{"complaint_filed", "deadline_warned", "deadline_missed", "escalated"});
    const auto missed = db->history(id).at(2);
    CHECK(missed.find("\"id\":\"" + to_string(id) + "/initial_response//1/expired/") != std::string::npos);
    const auto cause = db->history(id).at(3);
    CHECK(cause.find("\"cause\":\"") != std::string::npos);
    check_everything();
}

TEST_CASE_METHOD(engine_fixture, "a clock that was met does not fire, and the agenda forgets it",
                 "[engine][deadlines]")
{
    const auto id = case_number(1);
    file(id);
    CHECK(ask(id, letter_event(event_type::initial_response_sent), handler(), "2").what ==
          disposition::applied);
    CHECK(ask(id, note("n"), handler(), "3").what == disposition::applied);
    const auto before = events_of(*db, id).size();
    db->now += 100h;
    CHECK(writer.fire_due(10) == 1);  // looked at, nothing owed
    CHECK(events_of(*db, id).size() == before);
    CHECK(db->agenda.empty());
    CHECK_FALSE(db->find(id)->agenda_at);
    check_everything();
}

TEST_CASE_METHOD(engine_fixture, "two engines that look at the same case fire it once", "[engine][deadlines]")
{
    const auto id = case_number(1);
    file(id);
    memory_case_store other_store(db);
    engine other(other_store, policies, test_settings());
    static_cast<void>(other.apply(batch_of({order(id, note("n"), handler(), "2")})));
    db->agenda.emplace(db->now + 12h,
                       std::pair(bucket_of(id), id));  // a second row, as an earlier arming leaves
    db->now += 30h;
    std::size_t looked = 0;
    for (int n = 0; n < 4; ++n) looked += writer.fire_due(1) + other.fire_due(1);
    CHECK(looked >= 2);
    const auto fired = events_of(*db, id);
    CHECK(std::count(fired.begin(), fired.end(), "deadline_missed") == 1);
    CHECK(std::count(fired.begin(), fired.end(), "deadline_warned") == 1);
    check_everything();
}

TEST_CASE_METHOD(engine_fixture, "an unknown COMMIT of a pass fires once", "[engine][deadlines]")
{
    const auto id = case_number(1);
    file(id);
    db->now += 12h;
    store.fail_write(GENERATE(fault::unknown_lost, fault::unknown_written, fault::unavailable));
    try {
        static_cast<void>(writer.fire_due(10));
    } catch (const store_unavailable&) {
    }
    while (writer.fire_due(10) > 0) {
    }
    CHECK(events_of(*db, id) == names{"complaint_filed", "deadline_warned"});
    CHECK(db->agenda.size() == 1);
    check_everything();
}

TEST_CASE_METHOD(engine_fixture, "one case that cannot be written does not stop the pass",
                 "[engine][deadlines]")
{
    std::vector<case_id> ids;
    for (std::uint64_t n = 0; n < 9; ++n) file(ids.emplace_back(case_number(n)), std::to_string(n));
    const case_id bad = ids[4];
    store.dislikes = [bad](const batch_outcome& out) {
        return std::any_of(out.entries.begin(), out.entries.end(),
                           [&](const entry_row& e) { return e.chain == bad; });
    };
    db->now += 12h;
    for (int n = 0; n < 20; ++n) static_cast<void>(writer.fire_due(200));
    for (const auto& id : ids) CHECK(events_of(*db, id).size() == (id == bad ? 1U : 2U));
    REQUIRE(alarms.size() == 1);
    CHECK(alarms[0] == std::pair(bad, std::string("deadline_stuck")));
    CHECK(db->agenda.contains(db->now + 1h));
    store.dislikes = nullptr;
    db->now += 1h;
    while (writer.fire_due(200) > 0) {
    }
    CHECK(events_of(*db, bad).size() == 2);
    check_everything();
}

TEST_CASE_METHOD(engine_fixture, "a case that cannot be read is put off with an alarm, and the others fire",
                 "[engine][deadlines]")
{
    file(case_number(1));
    file(case_number(2));
    writer.forget();
    db->unreadable.insert(case_number(1));
    db->now += 12h;
    CHECK(writer.fire_due(10) == 2);
    CHECK(writer.fire_due(10) == 0);
    REQUIRE(alarms.size() == 1);
    CHECK(alarms[0] == std::pair(case_number(1), std::string("unknown_state")));
    CHECK(events_of(*db, case_number(1)) == names{"complaint_filed"});
    CHECK(events_of(*db, case_number(2)) == names{"complaint_filed", "deadline_warned"});
    db->unreadable.clear();
    db->now += 1h;
    CHECK(writer.fire_due(10) >= 1);
    CHECK(events_of(*db, case_number(1)) == names{"complaint_filed", "deadline_warned"});
    check_everything();
}

TEST_CASE_METHOD(engine_fixture, "a case whose policy is not loaded is put off with an alarm",
                 "[engine][deadlines]")
{
    file(case_number(1));
    db->now += 12h;
    writer.forget();
    policies.lost = true;
    CHECK(writer.fire_due(10) == 1);
    CHECK(writer.fire_due(10) == 0);
    REQUIRE(alarms.size() == 1);
    CHECK(alarms[0].second == "unknown_policy");
    policies.lost = false;
    db->now += 1h;
    CHECK(writer.fire_due(10) == 1);
    CHECK(events_of(*db, case_number(1)) == names{"complaint_filed", "deadline_warned"});
}

TEST_CASE_METHOD(engine_fixture, "a thousand due cases fire in slices, each once", "[engine][deadlines]")
{
    batch work;
    for (std::uint64_t n = 0; n < 1000; ++n)
        work.records.push_back(order(case_number(n), filing(), customer(), std::to_string(n)));
    static_cast<void>(writer.apply(work));
    db->now += 12h;
    int slices = 0;
    while (writer.fire_due(200) > 0) ++slices;
    CHECK(slices == 5);
    CHECK(db->entries.size() == 2000);
    CHECK(db->agenda.size() == 1000);
    check_everything();
}

}  // namespace
}  // namespace redress::tests
