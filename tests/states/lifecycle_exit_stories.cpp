// How a case ends without a decision, and how it comes back.
#include "tests/states/story.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using namespace redress::tests;
using enum event_type;

namespace {

const std::vector<lifecycle_state> before_a_decision{lifecycle_state::received, lifecycle_state::responded,
                                                     lifecycle_state::investigating};
const std::vector<lifecycle_state> open_states{lifecycle_state::received, lifecycle_state::responded,
                                               lifecycle_state::investigating, lifecycle_state::decided,
                                               lifecycle_state::appealed};

std::string from(lifecycle_state state, const char* to)
{
    return "lifecycle: " + std::string(name_of(state)) + " -> " + to;
}

a_case a_query(lifecycle_state in)
{
    return a_complaint().in(in).owned_by("h.lin").where([](facts& f) { f.kind = case_kind::query; });
}

event an_answer(bool told_how = true)
{
    return a_letter(query_answered, {{field::told_how_to_complain, told_how}});
}

event a_withdrawal(const char* reason = "It has arrived.")
{
    return happened(withdrawn, {{field::reason, reason}});
}

a_case with_primary(lifecycle_state primary = lifecycle_state::investigating)
{
    auto c = a_complaint().owned_by("h.lin").with_points(1);
    c.elsewhere = {.primary_complainant = "customer-1", .primary_state = primary};
    return c;
}

event a_duplicate(const std::string& of = "22222222-2222-8222-8222-222222222222")
{
    return happened(marked_duplicate, {{field::primary_case, of}});
}

event new_facts(const char* told = "The bank has written.")
{
    return happened(reopened, {{field::new_facts, told}});
}

/// Closed yesterday with an accepted decision.
a_case an_ended_case()
{
    return a_complaint()
        .owned_by("h.lin")
        .where([](facts& f) { f.outcome = outcome::upheld, f.decided_by = "h.lin", f.appeal_level = 1; })
        .closed(closure_reason::resolved_and_accepted, role::handler, lifecycle_state::decided);
}

}  // namespace

STORY("a query is answered and closed, and the answer says how to complain", "[lifecycle]")
{
    for (const auto state : before_a_decision) {
        auto c = a_query(state);
        CHECK(c.told(handler(), an_answer()) ==
              lines{from(state, "closed"), "closed_at: now", "closed_by: h.lin", "closed_by_role: handler",
                    "closed_from: " + std::string(name_of(state)), "closure_reason: query_answered",
                    "letters: L1 closing in en by email from h.lin, sent now"});
    }
}

STORY("a complaint is not closed as a query, nor a query without saying how to complain", "[guards]")
{
    auto complaint = a_complaint().owned_by("h.lin").with_points(1);
    CHECK(complaint.told(handler(), an_answer()) ==
          lines{"refused: kind_is_not_complaint; fix reclassified"});
    auto query = a_query(lifecycle_state::received);
    CHECK(query.told(handler(), an_answer(false)) ==
          lines{"refused: told_how_to_complain; fix told_how_to_complain"});
    auto unowned = a_query(lifecycle_state::received).owned_by("");
    CHECK(unowned.told(handler(), an_answer()) ==
          lines{"refused: records_complete; fix points_agreed; missing=owner"});
    CHECK(unowned.told(complainant(), an_answer()) ==
          lines{"refused: not_permitted; event=query_answered; state=received; role=complainant"});
}

STORY("a complainant whose complaint was made something else makes it a complaint again", "[lifecycle]")
{
    for (const auto state : open_states) {
        auto c = a_complaint().in(state).where(
            [](facts& f) { f.kind = case_kind::suggestion, f.reclassified_by = "h.lin"; });
        CHECK(c.told(complainant(), exit_disputed) == lines{"no kind", "no reclassified_by"});
        CHECK(c.it.facts.kind == case_kind::complaint);
        CHECK(c.told(representative(), exit_disputed) ==
              lines{"refused: was_reclassified_by_staff; fix message_received"});
    }
}

STORY("a complaint that is withdrawn is closed, from wherever it stands", "[lifecycle]")
{
    for (const auto state : open_states) {
        auto c = a_complaint().in(state);
        CHECK(c.told(complainant(), a_withdrawal()) ==
              lines{from(state, "closed"), "closed_at: now", "closed_by: customer-1",
                    "closed_from: " + std::string(name_of(state)), "closure_reason: withdrawn"});
        CHECK(c.told(complainant(), a_withdrawal()) ==
              lines{"refused: not_possible_in_this_state; event=withdrawn; state=closed; hold=none; "
                    "ladder=at_base"});
    }
}

STORY("a withdrawal has a reason, and staff who record one show it on a complete file", "[guards]")
{
    auto c = a_complaint();
    CHECK(c.told(complainant(), a_withdrawal("")) == lines{"refused: withdrawal_recorded; fix reason"});
    CHECK(c.told(handler(), a_withdrawal()) ==
          lines{"refused: authority_covers; fix representative_authorised; needs=evidence"});
    auto shown = a_withdrawal().set(field::evidence, "call-3");
    CHECK(c.told(handler(), shown) ==
          lines{"refused: records_complete; fix points_agreed; missing=owner, points"});
    c.owned_by("h.lin").with_points(1);
    CHECK(c.told(handler(), shown) == lines{"lifecycle: received -> closed", "closed_at: now",
                                            "closed_by: h.lin", "closed_by_role: handler",
                                            "closed_from: received", "closure_reason: withdrawn"});
}

STORY("a duplicate is closed and names its primary", "[lifecycle]")
{
    for (const auto state : before_a_decision) {
        auto c = with_primary().in(state);
        CHECK(c.told(care_reviewer(), a_duplicate()) ==
              lines{from(state, "closed"), "closed_at: now", "closed_by: c.ito",
                    "closed_by_role: care_reviewer", "closed_from: " + std::string(name_of(state)),
                    "closure_reason: duplicate", "primary_case: 22222222-2222-8222-8222-222222222222"});
    }
}

STORY("a duplicate is of the same complainant, and of another case that is still open", "[guards]")
{
    auto other = with_primary();
    other.elsewhere.primary_complainant = "customer-2";
    CHECK(other.told(handler(), a_duplicate()) == lines{"refused: same_complainant; fix primary_case"});
    auto unknown = with_primary();
    unknown.elsewhere = {};
    CHECK(unknown.told(handler(), a_duplicate()) == lines{"refused: same_complainant; fix primary_case"});
    const lines no{"refused: primary_is_not_closed; fix primary_case"};
    for (const auto state : {lifecycle_state::closed, lifecycle_state::none}) {
        auto ended = with_primary(state);
        CHECK(ended.told(handler(), a_duplicate()) == no);
    }
    auto itself = with_primary();
    CHECK(itself.told(handler(), a_duplicate(to_string(itself.it.id))) == no);
    auto unlisted = with_primary().where([](facts& f) { f.points.clear(); });
    CHECK(unlisted.told(handler(), a_duplicate()) ==
          lines{"refused: records_complete; fix points_agreed; missing=points"});
}

STORY("a duplicate that was none comes back to where its answers had led it", "[lifecycle]")
{
    const auto unmark = happened(duplicate_unmarked, {{field::reason, "Another withdrawal."}});
    auto c = a_complaint().closed(closure_reason::duplicate, role::handler, lifecycle_state::investigating);
    c.where([](facts& f) { f.primary_case = "22222222-2222-8222-8222-222222222222"; });
    auto answered = c;
    answered.where([&](facts& f) { f.first_answered_at = c.now - 30h; });
    CHECK(c.told(handler(), unmark) == lines{"lifecycle: closed -> received", "no closed_at", "no closed_by",
                                             "no closed_by_role", "no closed_from", "no closure_reason",
                                             "no primary_case", "reopenings: 1"});
    CHECK(answered.told(care_reviewer(), unmark) ==
          lines{"lifecycle: closed -> responded", "no closed_at", "no closed_by", "no closed_by_role",
                "no closed_from", "no closure_reason", "no primary_case", "reopenings: 1"});
    auto withdrawn_case =
        a_complaint().closed(closure_reason::withdrawn, role::complainant, lifecycle_state::received);
    CHECK(withdrawn_case.told(handler(), unmark) == lines{"refused: was_duplicate; fix reopened"});
    CHECK(withdrawn_case.asks<guards::answered_before>(handler(), unmark) ==
          lines{"refused: answered_before; fix duplicate_unmarked"});
    withdrawn_case.where([&](facts& f) { f.first_answered_at = c.now; });
    CHECK(withdrawn_case.asks<guards::not_yet_answered>(handler(), unmark) ==
          lines{"refused: not_yet_answered; fix duplicate_unmarked"});
}

STORY("new facts open a closed case again, undecided and with every level of appeal", "[lifecycle]")
{
    auto c = an_ended_case().where([](facts& f) { f.appeal_result = appeal_result::varied; });
    c.it.facts.decided_at = c.now - 30h;
    CHECK(c.told(complainant(), new_facts()) ==
          lines{"lifecycle: closed -> investigating", "no appeal_level", "no appeal_result", "no closed_at",
                "no closed_by", "no closed_by_role", "no closed_from", "no closure_reason", "no decided_at",
                "no decided_by", "no outcome", "reopenings: 1"});
}

STORY("a case is reopened with new facts, inside its window, and not as a duplicate", "[guards]")
{
    auto c = an_ended_case();
    CHECK(c.told(complainant(), new_facts(" ")) == lines{"refused: new_facts_given; fix new_facts"});
    auto duplicate =
        a_complaint().closed(closure_reason::duplicate, role::handler, lifecycle_state::received);
    CHECK(duplicate.told(complainant(), new_facts()) ==
          lines{"refused: was_not_duplicate; fix duplicate_unmarked"});
    auto late = an_ended_case();
    late.it.facts.closed_at = late.now - 30 * 24h - 1us;
    CHECK(late.told(complainant(), new_facts()) ==
          lines{"refused: within_reopen_window; fix complaint_filed; until=2026-11-23T08:59:59.999999Z"});
    late.it.facts.closed_at.reset();
    CHECK(late.told(complainant(), new_facts()) ==
          lines{"refused: within_reopen_window; fix complaint_filed; until="});
    auto last = an_ended_case();
    last.it.facts.closed_at = last.now - 30 * 24h;
    CHECK(last.asks<guards::within_reopen_window>(complainant(), new_facts()) == lines{"holds"});
}

STORY("an error of our own opens a closed case at any time", "[lifecycle]")
{
    const auto found = happened(own_error_found, {{field::reason, "The wrong account was looked at."}});
    for (const auto& who : {staff(role::care_lead, "l.novak"), staff(role::compliance, "k.berg"),
                            staff(role::quality_reviewer, "q.sol")}) {
        auto c = an_ended_case();
        c.it.facts.closed_at = c.now - 900 * 24h;
        CHECK(c.told(who, found) == lines{"lifecycle: closed -> investigating", "no appeal_level",
                                          "no closed_at", "no closed_by", "no closed_by_role",
                                          "no closed_from", "no closure_reason", "no decided_by",
                                          "no outcome", "reopenings: 1"});
    }
    auto c = an_ended_case();
    CHECK(c.told(staff(role::care_lead, "l.novak"), own_error_found) ==
          lines{"refused: reason_given; fix reason"});
    CHECK(c.told(handler(), found) ==
          lines{"refused: not_permitted; event=own_error_found; state=closed; role=handler"});
}

STORY("who did not agree to an exit that staff recorded gets the case back as a complaint", "[lifecycle]")
{
    auto c = a_complaint().where([](facts& f) { f.kind = case_kind::query, f.reclassified_by = "h.lin"; });
    c.closed(closure_reason::query_answered, role::handler, lifecycle_state::received);
    CHECK(c.told(complainant(), exit_disputed) ==
          lines{"lifecycle: closed -> investigating", "no closed_at", "no closed_by", "no closed_by_role",
                "no closed_from", "no closure_reason", "no kind", "no reclassified_by", "reopenings: 1"});
    auto own = a_complaint().closed(closure_reason::withdrawn, role::complainant, lifecycle_state::received);
    CHECK(own.told(complainant(), exit_disputed) == lines{"refused: staff_recorded_the_exit; fix reopened"});
    auto lapsed = a_complaint().closed(closure_reason::window_lapsed, role::timer, lifecycle_state::decided);
    CHECK(lapsed.told(complainant(), exit_disputed) ==
          lines{"refused: staff_recorded_the_exit; fix reopened"});
}
