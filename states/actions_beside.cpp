// What containment, redress and referral write.
#include "states/actions.hpp"
#include "states/lookups.hpp"

#include <algorithm>

namespace redress::actions {
namespace {

redress_item* named_item(recorder& put, std::vector<redress_item>& items)
{
    const auto id = item_named(put.what);
    const auto found =
        std::find_if(items.begin(), items.end(), [&](const redress_item& one) { return one.id == id; });
    return found == items.end() ? nullptr : &*found;
}

}  // namespace

void request_containment::run(recorder& put)
{
    put.set<&facts::containment_by>(put.who().id);
    put.take_code<&facts::containment_ground>(field::containment_ground);
    put.set<&facts::containment_verified>(put.facts().identity == identity_state::verified);
    put.clear<&facts::containment_reviews>();
    put.clear<&facts::containment_refusal>();
}

void contain::run(recorder& put)
{
    put.set<&facts::contained_at>(put.context.at);
}

void refuse_containment::run(recorder& put)
{
    put.take_code<&facts::containment_refusal>(field::refusal_reason);
}

void uphold_containment::run(recorder& put)
{
    put.set<&facts::containment_reviews>(put.facts().containment_reviews + 1);
}

void release_containment::run(recorder& put)
{
    put.clear<&facts::contained_at>();
    if (put.what.code<release_ground>(field::release_ground) != release_ground::freeze_was_wrong) return;
    // Found wrong: we say sorry in the same step, and a person looks at what else is owed.
    event sorry{.type = event_type::redress_offered};
    sorry.set(field::redress_kind, std::string(name_of(redress_kind::apology)))
        .set(field::reason_code, std::string("freeze_was_wrong"));
    put.derive(std::move(sorry), engine_actor());
}

void offer_item::run(recorder& put)
{
    put.edit<&facts::redress_items>([&](std::vector<redress_item>& items) {
        redress_item* one = named_item(put, items);
        if (one == nullptr) {
            one = &items.emplace_back();
            one->id = "R" + std::to_string(items.size());
        }
        *one = {.amount = std::string(put.what.text(field::amount)),
                .currency = std::string(put.what.text(field::currency)),
                .id = one->id,
                .kind = put.what.code<redress_kind>(field::redress_kind).value_or(redress_kind::goodwill),
                .offered_by = put.who().id,
                .state = one->state};
        return true;
    });
}

void approve_item::run(recorder& put)
{
    put.edit<&facts::redress_items>([&](std::vector<redress_item>& items) {
        redress_item* one = named_item(put, items);
        if (one == nullptr) return false;
        one->approved_by = put.who().id;
        return true;
    });
}

void pay_item::run(recorder& put)
{
    put.edit<&facts::redress_items>([&](std::vector<redress_item>& items) {
        redress_item* one = named_item(put, items);
        if (one == nullptr) return false;
        one->paid_at = put.context.occurred;
        one->payment_reference = std::string(put.what.text(field::payment_reference));
        return true;
    });
}

void tell_of_payment::run(recorder& put)
{
    put.alarm("payment_failed", std::string(item_named(put.what)));
}

void refer::run(recorder& put)
{
    put.take<&facts::referral_body>(field::body);
    put.take<&facts::referral_bundle>(field::bundle);
    put.set<&facts::referred_at>(put.context.at);
    put.clear<&facts::comply_by>();
}

void record_external_outcome::run(recorder& put)
{
    put.set<&facts::external_outcomes>(put.facts().external_outcomes + 1);
    put.set<&facts::comply_by>(put.what.time(field::due));
}

}  // namespace redress::actions
