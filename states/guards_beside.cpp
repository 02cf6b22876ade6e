// Guards of containment, redress and referral.
#include "states/guards.hpp"
#include "states/lookups.hpp"

#include <algorithm>

namespace redress::guards {
namespace {

const redress_item* the_item(const view& look)
{
    return find_item(look.now, item_named(look.what));
}

bool is_money(redress_kind kind)
{
    switch (kind) {
        case redress_kind::correction:
        case redress_kind::apology:
            return false;
        case redress_kind::refund_owed:
        case redress_kind::fee_refund:
        case redress_kind::loss:
        case redress_kind::interest:
        case redress_kind::distress:
        case redress_kind::goodwill:
        case redress_kind::voucher:
            break;
    }
    return true;
}

redress_kind kind_of(const view& look)
{
    return look.what.code<redress_kind>(field::redress_kind).value_or(redress_kind::goodwill);
}

/// Whether what stands or is paid of an item goes back to this person's word alone.
bool granted_by(const actor& who, const redress_item& one)
{
    if (one.state == redress_state::none || one.state == redress_state::offered) return false;
    return one.approved_by.empty() ? one.offered_by == who.id : one.approved_by == who.id;
}

/// A limit is for the case, not for the item: what they granted before in this currency counts with it.
bool within_limit(const view& look, redress_kind kind, std::string_view amount, std::string_view currency)
{
    const actor& who = look.who();
    if (!is_staff(who.role)) return false;
    if (!is_money(kind)) return true;
    std::string total(amount);
    for (const auto& one : look.facts().redress_items)
        if (one.currency == currency && granted_by(who, one)) total = sum_of_amounts(total, one.amount);
    return !who.authority_limit.exceeded_by(total, currency);
}

void name_the_limit(const view& look, refusal& no)
{
    const auto* one = the_item(look);
    const auto currency = one != nullptr ? std::string_view(one->currency) : std::string_view{};
    const auto* limit = look.who().authority_limit.in(currency);
    no.args.emplace_back("limit", (limit != nullptr ? limit->amount : "0") + " " + std::string(currency));
}

}  // namespace

// containment

bool account_named::check(const view& look)
{
    return !blank(look.what.text(field::account)) || look.facts().account_given;
}

bool ground_given::check(const view& look)
{
    return look.what.code<containment_ground>(field::containment_ground).value_or(containment_ground::none) !=
           containment_ground::none;
}

bool refusal_reason_listed::check(const view& look)
{
    return look.what.code<containment_refusal>(field::refusal_reason).value_or(containment_refusal::none) !=
           containment_refusal::none;
}

bool reviewer_is_not_requester::check(const view& look)
{
    return look.who().id != look.facts().containment_by;
}

bool releaser_is_not_requester::check(const view& look)
{
    return look.who().id != look.facts().containment_by;
}

bool reasons_or_restricted::check(const view& look)
{
    return !blank(look.what.text(field::reason)) || look.what.yes(field::restricted);
}

bool reason_given_when_freeze_was_wrong::check(const view& look)
{
    return look.what.code<release_ground>(field::release_ground) != release_ground::freeze_was_wrong ||
           reason_given::check(look);
}

bool identity_sufficient_to_unlock::check(const view& look)
{
    const auto& f = look.facts();
    if (identity_sufficient::check(look)) return true;
    switch (look.what.code<release_ground>(field::release_ground).value_or(release_ground::none)) {
        case release_ground::freeze_was_wrong:
            return true;
        case release_ground::requester_unverified:  // upheld once already: this is the second review
            return !f.containment_verified && f.containment_reviews >= 1;
        case release_ground::holder_asked:
        case release_ground::none:
            break;
    }
    return false;
}

// redress

bool item_is_known::check(const view& look)
{
    return !look.what.has(field::item) || the_item(look) != nullptr;
}

void item_is_known::explain(const view& look, refusal& no)
{
    no.args.emplace_back("item", item_named(look.what));
}

bool amount_given::check(const view& look)
{
    // No limit is asked of a correction or an apology, so neither carries a sum.
    if (!is_money(kind_of(look)))
        return !look.what.has(field::amount) &&
               (!blank(look.what.text(field::text)) || look.who().role == role::engine);
    return greater_amount(look.what.text(field::amount), "0") && !blank(look.what.text(field::currency));
}

void amount_given::explain(const view& look, refusal& no)
{
    no.args.emplace_back("needs", is_money(kind_of(look))        ? "amount, currency"
                                  : look.what.has(field::amount) ? "no amount"
                                                                 : "text");
}

bool within_own_limit::check(const view& look)
{
    return within_limit(look, kind_of(look), look.what.text(field::amount), look.what.text(field::currency));
}

bool refund_is_owed::check(const view& look)
{
    if (look.what.type == event_type::redress_offered) return kind_of(look) == redress_kind::refund_owed;
    const auto* one = the_item(look);
    return one != nullptr && one->kind == redress_kind::refund_owed;
}

bool approver_is_not_offerer::check(const view& look)
{
    const auto* one = the_item(look);
    return one != nullptr && one->offered_by != look.who().id;
}

bool within_approver_limit::check(const view& look)
{
    const auto* one = the_item(look);
    return one != nullptr && within_limit(look, one->kind, one->amount, one->currency);
}

void within_approver_limit::explain(const view& look, refusal& no)
{
    name_the_limit(look, no);
}

bool payment_reference::check(const view& look)
{
    return !blank(look.what.text(field::payment_reference));
}

// referral

bool referral_allowed::check(const view& look)
{
    const auto& f = look.facts();
    const auto overdue = [&](std::string_view id) {
        return std::any_of(f.clocks.begin(), f.clocks.end(), [&](const clock& one) {
            return one.clock_id == id &&
                   (one.state == clock_state::missed || one.state == clock_state::met_late);
        });
    };
    return std::any_of(look.context.rules.begin(), look.context.rules.end(), [&](const policy* pinned) {
        const auto& rule = pinned->referral;
        return rule.any_time || (rule.after_decision && f.decided_at) ||
               (!rule.when_overdue.empty() && overdue(rule.when_overdue));
    });
}

bool bundle_frozen::check(const view& look)
{
    return !blank(look.what.text(field::bundle));
}

bool outcome_recorded::check(const view& look)
{
    return !blank(look.what.text(field::text)) && look.what.time(field::due);
}

bool proof_of_compliance::check(const view& look)
{
    return !blank(look.what.text(field::evidence));
}

}  // namespace redress::guards
