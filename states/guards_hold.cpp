// Guards about waiting and about the next rung.
#include "states/guards.hpp"
#include "states/lookups.hpp"

#include <algorithm>

namespace redress::guards {
namespace {

duration longest_hold(const view& look)
{
    // The shortest of the pins: each promised not to wait longer.
    duration longest{};
    for (const auto* pinned : look.context.rules)
        if (pinned->longest_hold > duration{} && (longest == duration{} || pinned->longest_hold < longest))
            longest = pinned->longest_hold;
    return longest;
}

/// How many of the named items the event does not bring.
std::size_t still_missing(const view& look)
{
    const auto& items = look.facts().hold_items;
    const auto missing = [&](const std::string& item) { return !among(look.what.list(field::items), item); };
    return static_cast<std::size_t>(std::count_if(items.begin(), items.end(), missing));
}

}  // namespace

bool names_what_is_missing::check(const view& look)
{
    const auto& items = look.what.list(field::items);
    return std::any_of(items.begin(), items.end(), [](const auto& item) { return !blank(item); });
}

bool not_already_held::check(const view& look)
{
    const auto& items = look.what.list(field::items);
    return std::none_of(items.begin(), items.end(),
                        [&](const std::string& item) { return among(look.facts().items_held, item); });
}

void not_already_held::explain(const view& look, refusal& no)
{
    std::vector<std::string> held;
    for (const auto& item : look.what.list(field::items))
        if (among(look.facts().items_held, item)) held.push_back(item);
    no.args.emplace_back("held", joined(held));
}

bool hold_reason_given::check(const view& look)
{
    for (const auto* pinned : look.context.rules)
        if (among(pinned->hold_reasons, look.what.text(field::hold_reason))) return true;
    return false;
}

void hold_reason_given::explain(const view& look, refusal& no)
{
    std::string known;
    for (const auto* pinned : look.context.rules)
        for (const auto& one : pinned->hold_reasons) known.append(known.empty() ? "" : ", ").append(one);
    no.args.emplace_back("known", std::move(known));
}

bool hold_expires::check(const view& look)
{
    const auto ends = look.what.time(field::expires);
    if (!ends || *ends <= look.context.at) return false;
    const auto longest = longest_hold(look);
    return longest == duration{} || *ends <= look.context.at + longest;
}

void hold_expires::explain(const view& look, refusal& no)
{
    const auto longest = longest_hold(look);
    no.args.emplace_back("latest", longest == duration{} ? "" : to_string(look.context.at + longest));
}

bool names_an_enquiry::check(const view& look)
{
    return open_enquiry(look.now, look.what.text(field::enquiry)) != nullptr;
}

bool all_named_items_in::check(const view& look)
{
    return look.facts().hold_party == hold_party::complainant && still_missing(look) == 0;
}

void all_named_items_in::explain(const view& look, refusal& no)
{
    std::vector<std::string> missing;
    for (const auto& item : look.facts().hold_items)
        if (!among(look.what.list(field::items), item)) missing.push_back(item);
    no.args.emplace_back("missing", joined(missing));
}

bool some_items_missing::check(const view& look)
{
    // Something that was asked for came in, and something is still to come.
    const auto missing = still_missing(look);
    return look.facts().hold_party == hold_party::complainant && missing > 0 &&
           missing < look.facts().hold_items.size();
}

bool higher_rung_exists::check(const view& look)
{
    return rung_after(look).has_value();
}

void higher_rung_exists::explain(const view& look, refusal& no)
{
    no.args.emplace_back("rung", std::to_string(look.facts().rung));
}

}  // namespace redress::guards
