// The due time of an improvement action is told once, never early, and to somebody of ours.
#include "tests/workflow/beside_fixture.hpp"

#include <catch2/generators/catch_generators.hpp>

namespace redress::tests {
namespace {

TEST_CASE_METHOD(beside_fixture,
                 "an overdue action alarms once, never early, and again after it was reopened",
                 "[engine][beside][deadlines]")
{
    open_action(48h);
    db->now += 48h - 1us;
    CHECK(writer.fire_due(10) == 0);
    CHECK(told_overdue() == 0);
    db->now += 1us;
    CHECK(writer.fire_due(10) == 1);
    CHECK(told_overdue() == 1);
    REQUIRE(alarms.size() == 1);
    CHECK(alarms[0] == std::pair(action, std::string("action_overdue")));
    db->now += 1000h;
    while (writer.fire_due(10) > 0) {
    }
    CHECK(told_overdue() == 1);
    ask(action, of(event_type::action_done), handler(), "2");
    CHECK(ask(action,
              of(event_type::action_reopened,
                 {{field::remark, std::string("It came back.")}, {field::due, db->now + 5h}}),
              quality(), "3")
              .what == disposition::applied);
    check_everything();
    db->now += 5h;
    CHECK(writer.fire_due(10) == 1);
    CHECK(told_overdue() == 2);
    CHECK(alarms.size() == 2);
    CHECK(db->agenda.empty());
    check_everything();
}

TEST_CASE_METHOD(beside_fixture, "an action that was done in time is looked at and left in peace",
                 "[engine][beside][deadlines]")
{
    open_action(48h);
    ask(action, of(event_type::action_done), handler(), "2");
    ask(action, of(event_type::action_checked), quality(), "3");
    db->now += 100h;
    CHECK(writer.fire_due(10) == 1);
    CHECK(told_overdue() == 0);
    CHECK(alarms.empty());
    CHECK(db->agenda.empty());
    CHECK_FALSE(db->find_matter(action)->agenda_at);
    check_everything();
}

TEST_CASE_METHOD(beside_fixture, "a due time beyond the horizon of the agenda is met all the same",
                 "[engine][beside][deadlines]")
{
    open_action(200 * 24h);
    for (int day = 0; day < 199; ++day) {
        db->now += 24h;
        while (writer.fire_due(10) > 0) {
        }
    }
    CHECK(told_overdue() == 0);
    db->now += 24h;
    while (writer.fire_due(10) > 0) {
    }
    CHECK(told_overdue() == 1);
    check_everything();
}

TEST_CASE_METHOD(beside_fixture, "cases and actions that fall due together all fire",
                 "[engine][beside][deadlines]")
{
    for (std::uint64_t n = 0; n < 40; ++n) file(case_number(n), std::to_string(n));
    open_action(12h);
    db->now += 12h;
    while (writer.fire_due(7) > 0) {
    }
    CHECK(told_overdue() == 1);
    for (std::uint64_t n = 0; n < 40; ++n)
        CHECK(told(case_number(n)) == std::vector<std::string>{"complaint_filed", "deadline_warned"});
    check_everything();
}

TEST_CASE_METHOD(beside_fixture, "two engines tell one overdue action once", "[engine][beside][deadlines]")
{
    open_action(48h);
    memory_case_store other_store(db);
    engine other(other_store, policies, test_settings());
    db->agenda.emplace(db->now + 48h, std::pair(bucket_of(action), action));  // a second row
    db->now += 50h;
    for (int n = 0; n < 4; ++n) {
        static_cast<void>(writer.fire_due(1));
        static_cast<void>(other.fire_due(1));
    }
    CHECK(told_overdue() == 1);
    check_everything();
}

TEST_CASE_METHOD(beside_fixture, "whatever becomes of a COMMIT, an overdue action is told once",
                 "[engine][beside][deadlines]")
{
    open_action(48h);
    db->now += 48h;
    store.fail_write(GENERATE(fault::unavailable, fault::unknown_lost, fault::unknown_written));
    try {
        static_cast<void>(writer.fire_due(10));
    } catch (const store_unavailable&) {
    }
    while (writer.fire_due(10) > 0) {
    }
    CHECK(told_overdue() == 1);
    CHECK(db->agenda.empty());
    check_everything();
}

}  // namespace
}  // namespace redress::tests
