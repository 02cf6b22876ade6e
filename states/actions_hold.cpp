// What waiting and the ladder write.
#include "states/actions.hpp"
#include "states/guards.hpp"
#include "states/lookups.hpp"

#include <algorithm>

namespace redress::actions {
namespace {

duration longest_hold(const recorder& put)
{
    duration longest{};
    for (const auto* pinned : put.context.rules)
        if (pinned->longest_hold > duration{} && (longest == duration{} || pinned->longest_hold < longest))
            longest = pinned->longest_hold;
    return longest;
}

/// What `rung_accepted` asks of a reviewer, whatever team the case waits with.
bool may_take_the_rung(const view& look)
{
    const auto& who = look.who();
    return serves_rung(look.context.people, who.id, who.rungs, look.facts().rung, look.context.at) &&
           guards::reviewer_is_not_handler::check(look) && guards::not_concerned::check(look);
}

}  // namespace

void wait_for_complainant::run(recorder& put)
{
    put.set<&facts::hold_party>(hold_party::complainant);
    put.take_list<&facts::hold_items>(field::items);
    auto ends = put.what.time(field::expires);
    if (const auto longest = longest_hold(put);
        longest > duration{} && (!ends || *ends > put.context.at + longest))
        ends = put.context.at + longest;
    put.set<&facts::hold_expires_at>(ends);
}

void wait_for_third_party::run(recorder& put)
{
    put.set<&facts::hold_party>(hold_party::third_party);
    put.take<&facts::hold_enquiry>(field::enquiry);
    put.take<&facts::hold_reason>(field::hold_reason);
    put.take_time<&facts::hold_expires_at>(field::expires);
}

void end_hold::run(recorder& put)
{
    put.clear<&facts::hold_party>();
    put.clear<&facts::hold_items>();
    put.clear<&facts::hold_reason>();
    put.clear<&facts::hold_enquiry>();
    put.clear<&facts::hold_expires_at>();
}

void take_items::run(recorder& put)
{
    put.edit<&facts::items_held>([&](std::vector<std::string>& held) {
        const auto before = held.size();
        for (const auto& item : put.what.list(field::items))
            if (among(put.facts().hold_items, item) && !among(held, item)) held.push_back(item);
        return held.size() > before;
    });
}

void tick_items::run(recorder& put)
{
    put.edit<&facts::hold_items>([&](std::vector<std::string>& items) {
        return std::erase_if(items,
                             [&](const auto& item) { return among(put.what.list(field::items), item); }) > 0;
    });
}

void raise_rung::run(recorder& put)
{
    const auto rung = rung_after({put.now, put.what, put.context});
    // Nothing only under a test's guard source: the guard `higher_rung_exists` asked the same.
    if (!rung) return;
    const auto* rule = find_rung(put.context.rules, *rung);
    const auto who = put.who().role;
    const bool asked = who == role::complainant || who == role::representative;
    put.set<&facts::rung>(*rung);
    const bool nobody =
        !put.context.people.empty() &&
        !anybody_could({put.now, put.what, put.context}, role::care_reviewer, &may_take_the_rung);
    if (nobody) put.alarm("rung_without_person", "rung " + std::to_string(*rung) + ", " + rule->target);
    const auto& target = nobody ? rule->fallback : rule->target;
    put.set<&facts::rung_target>(target);
    put.clear<&facts::rung_reviewer>();
    put.edit<&facts::rungs>([&](std::vector<rung_taken>& rungs) {
        rungs.push_back({.at = put.context.at,
                         .reason = asked ? "asked" : std::string(put.what.text(field::reason_code)),
                         .rung = *rung,
                         .target = target});
        return true;
    });
}

void take_rung::run(recorder& put)
{
    put.set<&facts::rung_reviewer>(put.who().id);
}

void leave_ladder::run(recorder& put)
{
    put.clear<&facts::rung>();
    put.clear<&facts::rung_target>();
    put.clear<&facts::rung_reviewer>();
}

}  // namespace redress::actions
