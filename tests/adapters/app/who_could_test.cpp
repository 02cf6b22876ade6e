// Who else could do what somebody was refused for who they are.
#include "adapters/app/who_could.hpp"
#include "adapters/files/roster_file.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using redress::app::who_could;

namespace {

const files::roster& staff()
{
    static const auto roster = files::parse_roster(R"(
[[person]]
id = "a.one"
roles = ["appeal_reviewer"]
team = "appeals"
[[person]]
id = "a.two"
roles = ["appeal_reviewer"]
team = "appeals"
[[person]]
id = "b.three"
roles = ["handler", "appeal_reviewer"]
team = "others"
[[person]]
id = "b.away"
roles = ["appeal_reviewer"]
team = "others"
absences = [{ from = "2026-01-01T00:00:00Z", until = "2027-01-01T00:00:00Z" }]
[[person]]
id = "r.one"
roles = ["restricted_reviewer"]
[[person]]
id = "r.two"
roles = ["restricted_reviewer"]
)",
                                                   "roster.toml");
    return roster;
}

using names = std::vector<std::string>;

names could_decide(const complaint& of)
{
    const actor refused{.id = "a.one", .role = role::appeal_reviewer, .team = "appeals"};
    const auto at = *parse_instant("2026-06-01T00:00:00Z");
    return who_could(staff(), of, {.type = event_type::appeal_decided},
                     {.who = &refused, .at = at, .occurred = at, .people = staff().colleagues()});
}

}  // namespace

TEST_CASE("an appeal is for reviewers at work who never acted on the case", "[who could]")
{
    complaint of;
    of.facts.owner = "a.one";
    CHECK(could_decide(of) == names{"a.two", "b.three"});
    of.facts.acted = {{.id = "b.three", .role = role::handler}};
    CHECK(could_decide(of) == names{"a.two"});
    of.facts.interests = {"a.two"};
    CHECK(could_decide(of).empty());
}

TEST_CASE("a second appeal is for another team", "[who could]")
{
    complaint of;
    of.facts.appeal_level = 2;
    of.facts.appeal_team = "appeals";
    CHECK(could_decide(of) == names{"b.three"});
}

TEST_CASE("limited reasons are approved by a restricted reviewer who does not decide the case", "[who could]")
{
    complaint of;
    of.facts.owner = "r.one";
    matter compartment;
    compartment.kind = matter_kind::restricted;
    CHECK(who_could(staff(), staff().colleagues(), compartment, &of,
                    {.type = event_type::limited_reasons_approved},
                    *parse_instant("2026-06-01T00:00:00Z")) == names{"r.two"});
}
