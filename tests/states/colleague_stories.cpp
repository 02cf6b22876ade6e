// Who else is at work: new owners, rungs that nobody serves, appeals that nobody may hear.
#include "tests/states/story.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using namespace redress::tests;
using enum event_type;

namespace {

colleague one(const char* id, role as, std::uint16_t rungs = 0, const char* team = "care")
{
    return {.id = id, .roles = as, .team = team, .rungs = rungs};
}

colleague away(colleague who, instant now, const char* delegate = "")
{
    who.absences = {{.from = now - 24h, .until = now + 24h}};
    who.delegate = delegate;
    return who;
}

event given_to(const char* owner)
{
    return happened(assigned, {{field::owner, owner}});
}

event a_rung()
{
    return happened(escalated, {{field::reason, "Nobody answers."}});
}

a_case an_appealed_case()
{
    return a_complaint()
        .owned_by("h.lin")
        .decided(outcome::not_upheld)
        .with_letter(letter_kind::final_response)
        .in(lifecycle_state::appealed)
        .where([](facts& f) { f.appeal_level = 1; });
}

}  // namespace

STORY("a case goes to somebody who is at work, and the refusal names who stands in", "[people]")
{
    auto c = a_complaint();
    c.people = {away(one("h.may", role::handler), c.now, "h.wu"), one("h.wu", role::handler)};
    CHECK(c.told(handler(), given_to("h.may")) ==
          lines{"refused: new_owner_is_here; fix owner; owner=h.may; delegate=h.wu"});
    CHECK(c.told(handler(), given_to("nobody")) ==
          lines{"refused: new_owner_is_here; fix owner; owner=nobody; delegate=-"});
    CHECK(c.told(handler(), given_to("h.wu")).about({"owner"}) == lines{"owner: h.wu"});
    c.later(24h);
    CHECK(c.told(handler(), given_to("h.may")).about({"owner"}) == lines{"owner: h.may"});
}

STORY("a case goes to somebody whose role advances cases", "[people]")
{
    auto c = a_complaint();
    c.people = {one("o.ops", role::operator_), one("c.ito", role::care_reviewer)};
    CHECK(c.told(handler(), given_to("o.ops")) ==
          lines{"refused: new_owner_handles_cases; fix owner; owner=o.ops"});
    CHECK(c.told(handler(), given_to("c.ito")).about({"owner"}) == lines{"owner: c.ito"});
}

STORY("a rung that nobody at work serves goes to the fallback queue and alarms", "[people]")
{
    auto c = a_complaint().owned_by("h.lin");
    c.people = {away(one("c.ito", role::care_reviewer, 1U << 1), c.now), one("h.lin", role::handler, 1U << 1),
                one("c.may", role::care_reviewer, 1U << 2)};
    CHECK(c.told(complainant(), a_rung()).about({"alarm", "rung_target"}) ==
          lines{"rung_target: care", "alarm rung_without_person: rung 1, senior"});
}

STORY("whoever handled a case, or has an interest in it, is nobody who could take its rung", "[people]")
{
    const auto climbs = [](auto change) {
        auto c = a_complaint().owned_by("h.lin");
        c.people = {one("c.ito", role::care_reviewer, 1U << 1)};
        c.where(change);
        return c.told(complainant(), a_rung()).about({"alarm"});
    };
    CHECK(climbs([](facts&) {}) == lines{});
    const lines nobody{"alarm rung_without_person: rung 1, senior"};
    CHECK(climbs([](facts& f) { f.acted.push_back({.id = "c.ito", .role = role::handler}); }) == nobody);
    CHECK(climbs([](facts& f) { f.interests = {"c.ito"}; }) == nobody);
    CHECK(climbs([](facts& f) { f.owner = "c.ito"; }) == nobody);
    CHECK(climbs([](facts& f) { f.acted.push_back({.id = "c.ito", .role = role::care_reviewer}); }) ==
          lines{});
}

STORY("what waits in the fallback queue because nobody could take it is that team's", "[people]")
{
    auto c = a_complaint().owned_by("h.lin").raised(3).where([](facts& f) { f.rung_target = "care"; });
    auto reviewer = care_reviewer();
    CHECK(c.told(reviewer, rung_accepted).about({"rung_reviewer"}) == lines{"rung_reviewer: c.ito"});
    auto of_no_ladder = a_complaint().owned_by("h.lin").raised(3).where([](facts& f) {
        f.rung = 4;
        f.rung_target = "care";
    });
    CHECK(of_no_ladder.told(reviewer, rung_accepted) ==
          lines{"refused: reviewer_serves_this_rung; fix escalated; rung=4; target=care"});
    auto with_its_own =
        a_complaint().owned_by("h.lin").raised(3).where([](facts& f) { f.rung_target = "care_lead"; });
    CHECK(with_its_own.told(reviewer, rung_accepted) ==
          lines{"refused: reviewer_serves_this_rung; fix escalated; rung=3; target=care_lead"});
}

STORY("the manager of somebody complained about approves nothing and gets no case about them", "[people]")
{
    auto c = a_complaint().owned_by("h.lin").where([](facts& f) { f.about_staff = {"h.wu"}; });
    c.people = {one("h.may", role::handler), one("l.vos", role::care_lead)};
    c.people[1].manages = {"h.wu"};
    CHECK(c.told(handler(), given_to("l.vos")) == lines{"refused: not_concerned; fix owner"});
    const auto away_from_complaint = happened(
        reclassified, {{field::kind, "query"}, {field::category, "fees"}, {field::reason, "It asks."}});
    CHECK(c.told(handler(), approved_by("l.vos", away_from_complaint)) ==
          lines{"refused: second_person; fix approved_by; digest=act"});
    CHECK(c.told(handler(), approved_by("h.may", away_from_complaint)).about({"kind"}) ==
          lines{"kind: query"});
}

STORY("whoever stands in for somebody serves their rungs while they are away", "[people]")
{
    auto c = a_complaint().owned_by("h.lin");
    c.people = {away(one("c.ito", role::care_reviewer, 1U << 1), c.now, "c.may"),
                one("c.may", role::care_reviewer, 1U << 2)};
    CHECK(c.told(complainant(), a_rung()).about({"alarm", "rung_target"}) == lines{"rung_target: senior"});
    auto stands_in = care_reviewer("c.may");
    stands_in.rungs = 1U << 2;
    CHECK(c.told(stands_in, rung_accepted).about({"rung_reviewer"}) == lines{"rung_reviewer: c.may"});
    c.people[0].absences.clear();
    CHECK(c.told(stands_in, rung_accepted) ==
          lines{"refused: reviewer_serves_this_rung; fix escalated; rung=1; target=senior"});
}

STORY("an appeal that nobody independent could hear alarms when it is filed", "[people]")
{
    const auto appeal = happened(appeal_filed, {{field::grounds, "The evidence was not read."}});
    const auto with = [&](std::vector<colleague> people) {
        auto c = an_appealed_case()
                     .in(lifecycle_state::decided)
                     .where([](facts& f) { f.appeal_level = 0; })
                     .acted("a.roy", role::handler);
        c.people = std::move(people);
        return c;
    };
    auto alone = with({one("a.roy", role::appeal_reviewer), one("h.wu", role::handler)});
    CHECK(alone.told(complainant(), appeal).about({"alarm"}) ==
          lines{"alarm no_independent_person: appeal level 1"});
    auto another = with({one("a.roy", role::appeal_reviewer), one("a.sun", role::appeal_reviewer)});
    CHECK(another.told(complainant(), appeal).about({"alarm"}) == lines{});
    // The second level is another team's than the first was.
    auto second = with({one("a.sun", role::appeal_reviewer, 0, "appeals")}).where([](facts& f) {
        f.appeal_level = 1, f.appeal_team = "appeals";
    });
    CHECK(second.told(complainant(), appeal).about({"alarm"}) ==
          lines{"alarm no_independent_person: appeal level 2"});
    second = with({one("a.sun", role::appeal_reviewer, 0, "appeals_two")}).where([](facts& f) {
        f.appeal_level = 1, f.appeal_team = "appeals";
    });
    CHECK(second.told(complainant(), appeal).about({"alarm"}) == lines{});
    auto gone = with({one("a.roy", role::appeal_reviewer)});
    gone.people.push_back(away(one("a.sun", role::appeal_reviewer), gone.now));
    CHECK(gone.told(complainant(), appeal).about({"alarm"}) ==
          lines{"alarm no_independent_person: appeal level 1"});
}

STORY("a second appeal is heard by another team than the first", "[people]")
{
    auto reviewer = appeal_reviewer();
    reviewer.team = "appeals";
    const auto heard = a_letter(appeal_decided, {{field::result, "upheld"}});
    auto first = an_appealed_case();
    CHECK(first.told(reviewer, heard).about({"appeal_team"}) == lines{"appeal_team: appeals"});
    auto second = an_appealed_case().where([](facts& f) { f.appeal_level = 2, f.appeal_team = "appeals"; });
    CHECK(second.told(reviewer, heard) ==
          lines{"refused: another_team_hears_level_two; fix assigned; team=appeals"});
    reviewer.team.clear();  // whose team nobody knows may be of the first
    CHECK(second.told(reviewer, heard) ==
          lines{"refused: another_team_hears_level_two; fix assigned; team=appeals"});
    reviewer.team = "appeals_two";
    CHECK(second.told(reviewer, heard).about({"appeal_team"}) == lines{"appeal_team: appeals_two"});
}

STORY("an act asks for the identity that its policy names, and what was shown better stays", "[people]")
{
    auto c = a_complaint();
    c.rules.identity_methods = {"two_facts", "app_login", "passport"};
    c.rules.identity_rules = {{.act = contact_changed, .method = "app_login"}};
    const auto shown = [](const char* method) {
        return happened(identity_verified, {{field::identity_method, method}});
    };
    const auto moved =
        happened(contact_changed, {{field::contact_route, "post"}, {field::contact, "new@example.net"}});
    const lines no{"refused: identity_sufficient; fix identity_verified; needed=app_login"};
    CHECK(c.told(complainant(), moved) == no);
    CHECK(c.told(handler(), shown("two_facts")) == lines{"identity: verified", "identity_method: two_facts"});
    CHECK(c.told(complainant(), moved) == no);
    CHECK(c.told(handler(), shown("passport")) == lines{"identity_method: passport"});
    CHECK(c.told(handler(), shown("two_facts")) == lines{});
    CHECK(c.told(complainant(), moved).about({"contact_route"}) == lines{"contact_route: post"});
}

TEST_CASE("of several policies the strictest identity is asked for, and what they demand is named once",
          "[people]")
{
    std::vector<policy> rules(3, story_policy());
    for (auto& one : rules) {
        one.identity_methods = {"two_facts", "app_login", "passport"};
        one.identity_rules = {{.act = contact_changed, .method = "app_login"}};
    }
    rules[1].identity_rules[0].method = "passport";
    rules[1].identity_methods.emplace_back("notary");
    const policy* all[] = {&rules[0], &rules[1], &rules[2]};
    const auto c = a_complaint();
    const auto who = handler();
    const auto said = [&](const guard_data& one, const event& what) {
        const step_context context{.who = &who, .rules = all, .at = c.now, .occurred = c.now};
        refusal no;
        one.explain({c.it, what, context}, no);
        return no.args.back().second;
    };
    CHECK(said(guard_of<guards::identity_sufficient>, happened(contact_changed)) == "passport");
    CHECK(said(guard_of<guards::identity_method_known>, happened(identity_verified)) ==
          "two_facts, app_login, passport, notary");
    CHECK(said(guard_of<guards::letter_complete>,
               a_letter(initial_response_sent, {{field::letter_parts, words({})}})) == "contact, reasons");
}
