// What people say of their absence: what is taken, what decisions see of it, and from when.
#include "workflow/absences.hpp"

#include "states/standing_in.hpp"
#include "tests/workflow/engine_fixture.hpp"

#include <catch2/catch_test_macros.hpp>

namespace redress::tests {
namespace {

instant on(std::string_view day)
{
    return *parse_instant(std::string(day) + "T00:00:00Z");
}

const auto now = on("2026-06-10");

std::vector<colleague> staff()
{
    return {{.id = "c.ito", .roles = role::care_reviewer, .rungs = 0b10, .delegate = "c.reyes"},
            {.id = "c.reyes", .roles = role::care_reviewer | role::handler},
            {.id = "c.wu", .roles = role::care_reviewer | role::handler},
            {.id = "h.lin", .roles = role::handler | role::auditor}};
}

said_absence gone(const std::string& person, std::string_view from, std::string_view until,
                  const std::string& delegate = {})
{
    return {.person = person, .from = on(from), .until = on(until), .delegate = delegate, .said_by = person};
}

std::string fault_in(const said_absence& one, std::vector<said_absence> before = {})
{
    const auto found = fault_of(one, with_absences(staff(), before), now);
    return found ? std::string(found->field) + ": " + std::string(found->rule) : "";
}

}  // namespace

TEST_CASE("an absence that holds together is taken, and each that does not names its field and rule",
          "[absences]")
{
    CHECK(fault_in(gone("c.ito", "2026-06-10", "2026-06-20")).empty());
    CHECK(fault_in(gone("c.ito", "2026-06-12", "2026-06-20", "c.wu")).empty());
    CHECK(fault_in(gone("n.body", "2026-06-12", "2026-06-20")) == "person: of_the_roster");
    CHECK(fault_in(gone("c.ito", "2026-06-12", "2026-06-12")) == "until: later_than_from");
    CHECK(fault_in(gone("c.ito", "2026-06-01", "2026-06-10")) == "until: not_over");
    CHECK(fault_in(gone("c.ito", "2026-06-12", "2027-06-13")).empty());
    CHECK(fault_in(gone("c.ito", "2026-06-12", "2027-06-14")) == "until: a_year_at_most");
    CHECK(fault_in(gone("c.ito", "2026-06-12", "2026-06-20", "c.ito")) == "delegate: somebody_else");
    CHECK(fault_in(gone("c.ito", "2026-06-12", "2026-06-20", "n.body")) == "delegate: of_the_roster");
    // Standing in gives nobody a role.
    CHECK(fault_in(gone("c.ito", "2026-06-12", "2026-06-20", "h.lin")) == "delegate: a_role_of_the_person");
    CHECK(fault_in(gone("h.lin", "2026-06-12", "2026-06-20", "c.ito")) == "delegate: a_role_of_the_person");
    CHECK(fault_in(gone("h.lin", "2026-06-12", "2026-06-20", "c.wu")).empty());
}

TEST_CASE("absences of a person do not overlap, and whoever stands in is here all the time", "[absences]")
{
    const auto there = gone("c.ito", "2026-06-12", "2026-06-20");
    CHECK(fault_in(gone("c.ito", "2026-06-19", "2026-06-25"), {there}) == "from: no_overlap");
    CHECK(fault_in(gone("c.ito", "2026-06-20", "2026-06-25"), {there}).empty());
    CHECK(fault_in(gone("c.ito", "2026-06-11", "2026-06-12"), {there}).empty());
    CHECK(fault_in(gone("c.wu", "2026-06-19", "2026-06-25", "c.ito"), {there}) == "delegate: here_meanwhile");
    CHECK(fault_in(gone("c.wu", "2026-06-20", "2026-06-25", "c.ito"), {there}).empty());
    auto back = there;
    back.ended_at = on("2026-06-15");
    CHECK(fault_in(gone("c.ito", "2026-06-15", "2026-06-25"), {back}).empty());
    CHECK(fault_in(gone("c.ito", "2026-06-14", "2026-06-25"), {back}) == "from: no_overlap");
    auto called_off = there;
    called_off.ended_at = on("2026-06-11");
    CHECK(fault_in(gone("c.ito", "2026-06-12", "2026-06-25"), {called_off}).empty());
}

TEST_CASE("whoever is named for an absence goes before the standing delegate, and only meanwhile",
          "[absences]")
{
    const auto people =
        with_absences(staff(), std::vector{gone("c.ito", "2026-06-12", "2026-06-20", "c.wu"),
                                           gone("c.ito", "2026-07-01", "2026-07-02"),
                                           gone("n.body", "2026-06-12", "2026-06-20", "c.wu")});
    CHECK(people.size() == staff().size());
    CHECK(stood_in_for(people, "c.wu", on("2026-06-11")).empty());
    CHECK(stood_in_for(people, "c.wu", on("2026-06-12")) == std::vector<std::string>{"c.ito"});
    CHECK(stood_in_for(people, "c.reyes", on("2026-06-12")).empty());
    CHECK(stood_in_for(people, "c.reyes", on("2026-07-01")) == std::vector<std::string>{"c.ito"});
    CHECK(stood_in_for(people, "c.wu", on("2026-06-20")).empty());
    CHECK(serves_rung(people, "c.wu", 0, 1, on("2026-06-12")));
    CHECK_FALSE(serves_rung(people, "c.reyes", 0, 1, on("2026-06-12")));
    CHECK(stands_in_for(people, "c.wu", 0, 1, on("2026-06-12"))->id == "c.ito");
    // Nobody stands in for those without a name.
    CHECK(stood_in_for(people, "", on("2026-06-12")).empty());
}

}  // namespace redress::tests
