// Guards about how long the words of a case are kept, and about the policies that it runs under.
#include "states/guards.hpp"
#include "states/lookups.hpp"

#include <algorithm>

namespace redress::guards {
namespace {

/// The longest of the pins: each of them demands it. Nothing while one says nothing, or the case is open.
std::optional<instant> kept_until(const view& look)
{
    if (!look.facts().closed_at) return std::nullopt;
    duration longest{};
    for (const auto* pinned : look.context.rules) {
        if (pinned->retention_case <= duration{}) return std::nullopt;
        longest = std::max(longest, pinned->retention_case);
    }
    return *look.facts().closed_at + longest;
}

const policy* in_force(const view& look, std::string_view id)
{
    for (const auto* one : look.context.in_force)
        if (one->id == id) return one;
    return nullptr;
}

/// A clock that runs and that the policies in force know nothing of: nothing could stop it.
const clock* unknown_clock(const view& look)
{
    for (const auto& one : look.facts().clocks) {
        if (!counting(one)) continue;
        const auto* rules = in_force(look, one.policy);
        if (rules == nullptr || rules->clock(one.clock_id) == nullptr) return &one;
    }
    return nullptr;
}

/// Neither on the table nor owed.
bool settled(const redress_item& one)
{
    return one.state == redress_state::none || one.state == redress_state::paid;
}

}  // namespace

bool retention_known::check(const view& look)
{
    return kept_until(look).has_value();
}

bool retention_over::check(const view& look)
{
    const auto until = kept_until(look);
    return until && *until <= look.context.at;
}

void retention_over::explain(const view& look, refusal& no)
{
    const auto until = kept_until(look);
    no.args.emplace_back("until", until ? to_string(*until) : "");
}

bool no_legal_hold::check(const view& look)
{
    return !look.facts().legal_hold;
}

bool no_open_referral::check(const view& look)
{
    const auto stands = look.facts().referral;
    return stands == referral_state::none || stands == referral_state::done;
}

bool no_open_redress::check(const view& look)
{
    return std::ranges::all_of(look.facts().redress_items, settled);
}

void no_open_redress::explain(const view& look, refusal& no)
{
    const auto open = std::ranges::find_if_not(look.facts().redress_items, settled);
    no.args.emplace_back("item", open != look.facts().redress_items.end() ? open->id : "");
}

bool no_standing_freeze::check(const view& look)
{
    const auto stands = look.facts().containment;
    return stands == containment_state::none || stands == containment_state::released;
}

bool processing_not_restricted::check(const view& look)
{
    return !look.facts().processing_restricted;
}

bool processing_is_restricted::check(const view& look)
{
    return look.facts().processing_restricted;
}

bool content_is_known::check(const view& look)
{
    return entry_of_content(look.now, look.what.text(field::document)) > 0;
}

void content_is_known::explain(const view& look, refusal& no)
{
    no.args.emplace_back("document", look.what.text(field::document));
}

bool newer_policy_in_force::check(const view& look)
{
    const auto& pins = look.facts().policies;
    const auto older = [&](const policy* other) {
        return std::ranges::any_of(
            pins, [&](const pin& one) { return one.id == other->id && one.rev > other->rev; });
    };
    return !look.context.in_force.empty() && std::ranges::none_of(look.context.in_force, older) &&
           !std::equal(pins.begin(), pins.end(), look.context.in_force.begin(), look.context.in_force.end(),
                       [](const pin& one, const policy* other) { return one.sha256 == other->sha256; });
}

bool running_clocks_known::check(const view& look)
{
    return unknown_clock(look) == nullptr;
}

void running_clocks_known::explain(const view& look, refusal& no)
{
    const auto* one = unknown_clock(look);
    no.args.emplace_back("clock", one != nullptr ? one->clock_id : "");
}

}  // namespace redress::guards
