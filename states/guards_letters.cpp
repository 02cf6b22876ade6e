// Guards about what we write to the complainant, and whether it reached them.
#include "states/guards.hpp"
#include "states/limited_reasons.hpp"
#include "states/lookups.hpp"
#include "states/secrets.hpp"

namespace redress {

bool may_leave_reasons_out(const view& look)
{
    const auto* other = look.context.outside;
    if (other == nullptr || other->limited_reasons_by.empty() || other->limited_reasons_by == look.who().id)
        return false;
    if (!guards::not_concerned::check(look)) return false;
    switch (look.what.type) {
        case event_type::decision_sent:
        case event_type::declared_inadmissible:
            // The team may decide at base, too; only the owner is told, and need know.
            return guards::decider_holds_the_rung::check(look) &&
                   (look.now.ladder != ladder_state::at_base || look.facts().owner == look.who().id);
        case event_type::appeal_decided:
            return guards::independent_reviewer::check(look);
        default:
            return false;
    }
}

}  // namespace redress

namespace redress::guards {
namespace {

bool holds_part(const view& look, const std::string& part)
{
    return among(look.what.list(field::letter_parts), part) ||
           (part == reasons_part && may_leave_reasons_out(look));
}

/// The parts that the pinned policies demand and the letter does not hold, each once.
std::vector<std::string> missing_parts(const view& look)
{
    std::vector<std::string> missing;
    const auto kind = letter_of(look.what.type);
    if (!kind) return missing;
    for (const auto* pinned : look.context.rules)
        if (const auto* rule = pinned->letter(*kind))
            for (const auto& part : rule->must_contain)
                if (!among(missing, part) && !holds_part(look, part)) missing.push_back(part);
    return missing;
}

}  // namespace

bool letter_complete::check(const view& look)
{
    const auto kind = letter_of(look.what.type);
    if (!kind) return true;
    for (const auto* pinned : look.context.rules)
        if (const auto* rule = pinned->letter(*kind))
            for (const auto& part : rule->must_contain)
                if (!holds_part(look, part)) return false;
    return true;
}

void letter_complete::explain(const view& look, refusal& no)
{
    const auto kind = letter_of(look.what.type);
    no.args.emplace_back("letter", kind ? name_of(*kind) : "");
    no.args.emplace_back("missing", joined(missing_parts(look)));
}

bool letter_complete_when_staff_write::check(const view& look)
{
    return !is_staff(look.who().role) || letter_complete::check(look);
}

void letter_complete_when_staff_write::explain(const view& look, refusal& no)
{
    letter_complete::explain(look, no);
}

bool in_complainants_language::check(const view& look)
{
    const auto theirs = primary_subtag(look.facts().language);
    return theirs.empty() || same_letters(primary_subtag(look.what.text(field::letter_language)), theirs);
}

void in_complainants_language::explain(const view& look, refusal& no)
{
    no.args.emplace_back("language", look.facts().language);
}

bool asks_for_no_secret::check(const view& look)
{
    return !asks_for_a_secret(look.what.text(field::text)) &&
           !asks_for_a_secret(look.what.text(field::letter_body)) &&
           !asks_for_a_secret(look.what.text(field::subject));
}

bool contact_is_safe::check(const view& look)
{
    if (!look.facts().contact_unsafe) return true;
    // The page needs the complainant's own secret, and a letter by post or a call is not read by
    // whoever took over a mailbox or a telephone.
    switch (look.what.code<route>(field::route).value_or(route::none)) {
        case route::email:
        case route::phone:
        case route::sms:
        case route::in_app:
        case route::live_chat:
            return false;
        case route::status_page:
        case route::post:
        case route::call:
        case route::none:
            return true;
    }
    return false;
}

bool letter_is_known::check(const view& look)
{
    // A message that names no letter is not one sent again.
    return !look.what.has(field::letter) || find_letter(look.now, look.what.text(field::letter)) != nullptr;
}

void letter_is_known::explain(const view& look, refusal& no)
{
    no.args.emplace_back("letter", look.what.text(field::letter));
}

bool decision_reached_them::check(const view& look)
{
    const auto* decision = last_decision_letter(look.now);
    return decision != nullptr && reached(*decision);
}

bool tried_to_reach::check(const view& look)
{
    const auto& f = look.facts();
    if (f.support_needs.empty()) return true;
    return f.tried_to_reach_at && (!f.decided_at || *f.tried_to_reach_at >= *f.decided_at);
}

}  // namespace redress::guards
