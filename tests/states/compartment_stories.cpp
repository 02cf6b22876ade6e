// Stories of the restricted compartment of a case: who may write in it, and who may approve what.
#include "tests/states/matter_story.hpp"

using namespace redress;
using namespace redress::tests;
using enum event_type;

namespace {

actor reviewer(const std::string& id = "r.ahn")
{
    return staff(role::restricted_reviewer, id);
}

event opening()
{
    return happened(restricted_opened, {{field::reason, "They name a director."}});
}
event approving(std::vector<std::pair<field, field_value>> more = {})
{
    more.emplace_back(field::reason, "It would tell who spoke.");
    return happened(limited_reasons_approved, std::move(more));
}

a_matter a_compartment()
{
    a_matter one(matter_kind::restricted);
    one.of = a_complaint().owned_by("h.lin").it;
    return one;
}

a_matter an_open_compartment()
{
    auto one = a_compartment();
    one.told(reviewer(), opening());
    return one;
}

}  // namespace

STORY("a restricted reviewer opens the compartment of a case, and nobody else does", "[beside][restricted]")
{
    auto one = a_compartment();
    for (const auto as : {role::handler, role::care_lead, role::compliance, role::auditor, role::operator_})
        CHECK(one.told(staff(as, "x"), opening()) == lines{"refused: not_permitted"});
    CHECK(one.told(reviewer(), happened(restricted_note_added, {{field::text, "Too early."}})) ==
          lines{"refused: not_possible_now"});
    CHECK(one.told(reviewer(), opening()) == lines{"none -> open", "opened_at: +0h", "opened_by: r.ahn"});
    CHECK(one.told(reviewer(), opening()) == lines{"refused: not_possible_now"});
}

STORY("notes are counted, and whom the case concerns writes none", "[beside][restricted]")
{
    auto one = an_open_compartment();
    const auto note = happened(restricted_note_added, {{field::text, "Spoke to counsel."}});
    CHECK(one.told(reviewer(), note) == lines{"notes: 1"});
    CHECK(one.told(reviewer("r.lee"), note) == lines{"notes: 2"});
    one.of->facts.about_staff = {"r.lee"};
    CHECK(one.told(reviewer("r.lee"), note) == lines{"refused: not_concerned; fix handed_over"});
    auto chief = reviewer("r.chief");
    chief.manages = {"r.lee"};
    CHECK(one.told(chief, note) == lines{"refused: not_concerned; fix handed_over"});
}

STORY("limited reasons are approved by somebody who does not decide, for as long as they say",
      "[beside][restricted]")
{
    auto one = an_open_compartment();
    for (const auto decider : {&facts::owner, &facts::decided_by, &facts::rung_reviewer}) {
        auto before = one.of->facts.*decider;
        one.of->facts.*decider = "r.ahn";
        CHECK(one.told(reviewer(), approving()) ==
              lines{"refused: approver_is_not_decider; fix limited_reasons_approved"});
        one.of->facts.*decider = before;
    }
    CHECK(one.told(reviewer(), approving({{field::until, monday_nine}})) ==
          lines{"refused: until_lies_ahead; fix until"});
    CHECK_FALSE(reasons_limited(one.it, one.now));
    CHECK(one.told(reviewer(), approving({{field::until, monday_nine + 48h}})) ==
          lines{"limited_at: +0h", "limited_by: r.ahn", "limited_until: +48h"});
    CHECK(reasons_limited(one.it, monday_nine + 48h - 1us));
    CHECK_FALSE(reasons_limited(one.it, monday_nine + 48h));
    one.now += 1h;
    CHECK(one.told(reviewer("r.lee"), approving()) ==
          lines{"limited_at: +1h", "limited_by: r.lee", "limited_until: -"});
    CHECK(reasons_limited(one.it, monday_nine + 10'000h));
}

STORY("in a compartment whose case nobody can read, nothing is written or approved", "[beside][restricted]")
{
    auto one = an_open_compartment();
    one.of.reset();
    CHECK(one.told(reviewer(), happened(restricted_note_added, {{field::text, "Spoke to counsel."}})) ==
          lines{"refused: not_concerned; fix handed_over"});
    CHECK(one.told(reviewer(), approving()) == lines{"refused: not_concerned; fix handed_over"});
}
