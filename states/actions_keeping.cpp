// What keeping writes: the erasure of a case's words, and other policies for the rest of its life.
#include "states/actions.hpp"
#include "states/lookups.hpp"

#include <algorithm>

namespace redress::actions {
namespace {

bool complaining(role one)
{
    return one == role::complainant || one == role::representative;
}

template <auto Where>
void forget_if(recorder& put, const std::string& person)
{
    if (!person.empty() && put.now.facts.*Where == person) put.clear<Where>();
}

}  // namespace

/// The facts that lead to a person. Their words are private text, which the writer of the batch deletes.
void erase_subject::run(recorder& put)
{
    const std::vector<std::string> people{put.facts().complainant, put.facts().representative};
    for (const auto& person : people) {
        forget_if<&facts::closed_by>(put, person);
        forget_if<&facts::containment_by>(put, person);
    }
    put.edit<&facts::acted>([](std::vector<acted>& list) {
        return std::erase_if(list, [](const acted& one) { return complaining(one.role); }) > 0;
    });
    put.edit<&facts::redress_items>([](std::vector<redress_item>& items) {
        bool changed = false;
        for (auto& one : items) {
            changed = changed || !one.payment_reference.empty();
            one.payment_reference.clear();
        }
        return changed;
    });
    put.edit<&facts::enquiries>([](std::vector<enquiry>& all) {
        for (auto& one : all) one.to.clear();  // an enquiry may have gone to a person
        return !all.empty();
    });
    put.clear<&facts::complainant>();
    put.set<&facts::contact_route>(route::none);  // what is still to be told stands on the status page
    put.clear<&facts::representative>();
    put.clear<&facts::representative_scope>();
    put.clear<&facts::representative_until>();
    put.clear<&facts::support_needs>();
    put.clear<&facts::account_given>();
    put.set<&facts::erased_at>(std::optional(put.context.at));
}

void repin::run(recorder& put)
{
    if (put.what.yes(field::moves_clocks)) {
        auto moved = clocks_moved(put.now, put.context.rules, put.context.in_force, *put.context.calendars);
        for (auto& one : moved.clocks) {
            put.now.facts.clocks[one.index] = std::move(one.then);
            put.out.clocks.push_back(one.index);
        }
        put.set<&facts::calendars>(std::move(moved.calendars));
    }
    std::vector<pin> pins;
    for (const auto* one : put.context.in_force)
        pins.push_back({.id = one->id, .rev = one->rev, .sha256 = one->sha256});
    put.set<&facts::policies>(std::move(pins));
    put.out.pins = true;
}

}  // namespace redress::actions
