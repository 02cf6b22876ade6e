// How the case of a story came to stand where it stands.
#include "tests/states/story.hpp"

namespace redress::tests {

a_case a_complaint()
{
    a_case one;
    return one.in(lifecycle_state::received);
}

a_case& a_case::in(lifecycle_state state)
{
    it.lifecycle = state;
    return *this;
}
a_case& a_case::owned_by(const std::string& staff_id)
{
    it.facts.owner = staff_id;
    return *this;
}
a_case& a_case::team(const std::string& name)
{
    it.facts.team = name;
    return *this;
}
a_case& a_case::with_points(int count)
{
    for (int n = 1; n <= count; ++n) it.facts.points.push_back({.number = n});
    return *this;
}

a_case& a_case::with_letter(letter_kind kind, std::optional<instant> sent)
{
    auto& letters = it.facts.letters;
    letters.push_back({.by = "h.lin",
                       .id = "L" + std::to_string(letters.size() + 1),
                       .kind = kind,
                       .language = "en",
                       .route = route::email,
                       .sent = sent.value_or(now - 1h)});
    return *this;
}
a_case& a_case::dispatched(instant at)
{
    it.facts.letters.back().dispatched = at;
    return *this;
}
a_case& a_case::returned(instant at)
{
    it.facts.letters.back().returned = at;
    return *this;
}

a_case& a_case::decided(outcome as, const std::string& by)
{
    in(lifecycle_state::decided);
    it.facts.outcome = as;
    it.facts.decided_by = by;
    it.facts.decided_at = now - 1h;
    return with_letter(letter_kind::final_response);
}

a_case& a_case::closed(closure_reason why, role by, lifecycle_state from)
{
    in(lifecycle_state::closed);
    it.facts.closed_at = now - 24h;
    it.facts.closed_by = by == role::complainant ? "customer-1" : by == role::timer ? "timer" : "h.lin";
    it.facts.closed_by_role = by;
    it.facts.closed_from = from;
    it.facts.closure_reason = why;
    return *this;
}

a_case& a_case::waiting_for(std::vector<std::string> items)
{
    it.hold = hold_state::waiting;
    it.facts.hold_party = hold_party::complainant;
    it.facts.hold_items = std::move(items);
    it.facts.hold_expires_at = now + 7 * 24h;
    return *this;
}
a_case& a_case::with_enquiry(const std::string& id)
{
    it.facts.enquiries.push_back(
        {.due = now + 5 * 24h, .id = id, .kind = "bank_trace", .opened = now - 24h, .to = "bank.x"});
    return *this;
}
a_case& a_case::waiting_for_enquiry(const std::string& id)
{
    it.hold = hold_state::waiting;
    it.facts.hold_party = hold_party::third_party;
    it.facts.hold_enquiry = id;
    it.facts.hold_reason = "bank_answer";
    it.facts.hold_expires_at = now + 7 * 24h;
    return *this;
}

a_case& a_case::raised(std::int64_t rung)
{
    const auto* rule = rules.rung(rung);
    it.ladder = ladder_state::raised;
    it.facts.rung = rung;
    it.facts.rung_target = rule->target;
    it.facts.rungs.push_back({.at = now - 1h, .reason = "asked", .rung = rung, .target = rule->target});
    return *this;
}
a_case& a_case::under_review(const std::string& reviewer, std::int64_t rung)
{
    raised(rung);
    it.ladder = ladder_state::under_review;
    it.facts.rung_reviewer = reviewer;
    return *this;
}

a_case& a_case::acted(const std::string& id, role as)
{
    it.facts.acted.push_back({.hearing = as == role::appeal_reviewer, .id = id, .role = as});
    return *this;
}
a_case& a_case::with_clock(clock one)
{
    one.policy = rules.id;
    it.facts.clocks.push_back(std::move(one));
    return *this;
}
a_case& a_case::later(duration passed)
{
    now += passed;
    return *this;
}

}  // namespace redress::tests
