#include "states/policy.hpp"

#include <algorithm>

namespace redress {
namespace {

template <named Enum>
constexpr bool fits_a_machine = count_of<Enum> <= states_per_machine;
static_assert(fits_a_machine<lifecycle_state> && fits_a_machine<hold_state> && fits_a_machine<ladder_state> &&
              fits_a_machine<containment_state> && fits_a_machine<redress_state> &&
              fits_a_machine<referral_state>);
static_assert(count_of<machine> <= machines_max);

struct place {
    machine which;
    std::size_t state;
};

template <named Enum>
std::optional<place> state_of(machine which, std::string_view name)
{
    const auto state = parse_name<Enum>(name);
    if (!state) return std::nullopt;
    return place{which, static_cast<std::size_t>(*state)};
}

/// "ladder.raised"
std::optional<place> parse_place(std::string_view text)
{
    const auto dot = text.find('.');
    if (dot == std::string_view::npos) return std::nullopt;
    const auto which = parse_name<machine>(text.substr(0, dot));
    if (!which) return std::nullopt;
    const auto state = text.substr(dot + 1);
    switch (*which) {
        case machine::lifecycle:
            return state_of<lifecycle_state>(*which, state);
        case machine::hold:
            return state_of<hold_state>(*which, state);
        case machine::ladder:
            return state_of<ladder_state>(*which, state);
        case machine::containment:
            return state_of<containment_state>(*which, state);
        case machine::redress:
            return state_of<redress_state>(*which, state);
        case machine::referral:
            break;
    }
    return state_of<referral_state>(*which, state);
}

template <class Rules, class Matches>
auto first(const Rules& rules, Matches matches)
{
    const auto found = std::find_if(rules.begin(), rules.end(), matches);
    return found == rules.end() ? nullptr : &*found;
}

}  // namespace

std::optional<trigger> parse_trigger(std::string_view text)
{
    const auto colon = text.find(':');
    const auto rest = colon == std::string_view::npos ? std::string_view{} : text.substr(colon + 1);
    if (colon == std::string_view::npos) {
        for (std::size_t i = 0; i < event_count; ++i)
            if (event_rows[i].name == text) return static_cast<trigger>(i);
        return std::nullopt;
    }
    const auto head = text.substr(0, colon);
    if (head == "dispatched") {
        if (rest == "any") return any_dispatch;
        const auto kind = parse_name<letter_kind>(rest);
        return kind ? std::optional(dispatched(*kind)) : std::nullopt;
    }
    if (head != "entered" && head != "left") return std::nullopt;
    const auto where = parse_place(rest);
    if (!where) return std::nullopt;
    return head == "entered" ? entered(where->which, where->state) : left(where->which, where->state);
}

const category_rule* policy::category(std::string_view wanted) const
{
    return first(categories, [&](const auto& rule) { return rule.id == wanted; });
}

const letter_rule* policy::letter(letter_kind wanted) const
{
    return first(letters, [&](const auto& rule) { return rule.kind == wanted; });
}

const identity_rule* policy::identity_for(event_type act) const
{
    const auto found = std::ranges::find(identity_rules, act, &identity_rule::act);
    return found == identity_rules.end() ? nullptr : &*found;
}

int policy::identity_rank(std::string_view method) const
{
    const auto found = std::ranges::find(identity_methods, method);
    return found == identity_methods.end() ? -1 : static_cast<int>(found - identity_methods.begin());
}

const rung_rule* policy::rung(std::int64_t n) const
{
    return first(ladder, [&](const auto& rule) { return rule.rung == n; });
}

const clock_rule* policy::clock(std::string_view wanted) const
{
    return first(clocks, [&](const auto& rule) { return rule.id == wanted; });
}

bool applies(const policy& rules, const filing_traits& of)
{
    if (!rules.applies) return true;
    const auto fits = [](const std::vector<std::string>& named, std::string_view one) {
        return named.empty() || std::ranges::find(named, one) != named.end();
    };
    const auto& whom = *rules.applies;
    return std::ranges::find(rules.entities, of.legal_entity) != rules.entities.end() &&
           fits(whom.countries, of.country) && fits(whom.services, of.service) &&
           fits(whom.categories, of.category) && fits(whom.channels, of.channel) &&
           (whom.amount_above.empty() || whom.amount_above.exceeded_by(of.amount, of.currency));
}

std::vector<const policy*> policies_for(std::span<const policy* const> in_force, const filing_traits& of)
{
    std::vector<const policy*> mine;
    for (const auto* one : in_force)
        if (applies(*one, of)) mine.push_back(one);
    return mine;
}

}  // namespace redress
