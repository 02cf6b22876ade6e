// Guards about what an event brings with it.
#include "states/guards.hpp"
#include "states/lookups.hpp"

namespace redress::guards {
namespace {

/// Every value of a list that the case's policies hold, for the words of a refusal.
template <class Of>
std::string every(const view& look, Of of)
{
    std::string text;
    for (const auto* pinned : look.context.rules)
        for (const auto& one : of(*pinned)) text.append(text.empty() ? "" : ", ").append(one);
    return text;
}

}  // namespace

bool category_known::check(const view& look)
{
    if (!look.what.has(field::category)) return true;
    for (const auto* pinned : look.context.rules)
        if (pinned->category(look.what.text(field::category)) != nullptr) return true;
    return false;
}

void category_known::explain(const view& look, refusal& no)
{
    std::string known;
    for (const auto* pinned : look.context.rules)
        for (const auto& one : pinned->categories) known.append(known.empty() ? "" : ", ").append(one.id);
    no.args.emplace_back("category", look.what.text(field::category));
    no.args.emplace_back("known", std::move(known));
}

bool category_known_when_staff_file::check(const view& look)
{
    return !is_staff(look.who().role) || category_known::check(look);
}

void category_known_when_staff_file::explain(const view& look, refusal& no)
{
    category_known::explain(look, no);
}

bool grounds_given::check(const view& look)
{
    return !blank(look.what.text(field::grounds));
}
bool new_facts_given::check(const view& look)
{
    return !blank(look.what.text(field::new_facts));
}
bool reason_given::check(const view& look)
{
    return !blank(look.what.text(field::reason));
}
bool reasons_given::check(const view& look)
{
    return !blank(look.what.text(field::reason));
}
bool instruction_given::check(const view& look)
{
    return !blank(look.what.text(field::instruction));
}
bool next_step_given::check(const view& look)
{
    return !blank(look.what.text(field::next_step));
}
bool withdrawal_recorded::check(const view& look)
{
    return !blank(look.what.text(field::reason));
}
bool acceptance_evidence::check(const view& look)
{
    return !blank(look.what.text(field::evidence));
}
bool read_back::check(const view& look)
{
    return look.what.yes(field::read_back);
}

bool inadmissibility_reason::check(const view& look)
{
    for (const auto* pinned : look.context.rules)
        if (among(pinned->inadmissibility_reasons, look.what.text(field::inadmissibility))) return true;
    return false;
}

void inadmissibility_reason::explain(const view& look, refusal& no)
{
    no.args.emplace_back("known",
                         every(
                             look, [](const policy& p) -> auto& { return p.inadmissibility_reasons; }));
}

bool result_is_upheld_varied_or_overturned::check(const view& look)
{
    return look.what.code<appeal_result>(field::result).value_or(appeal_result::none) != appeal_result::none;
}

bool told_how_to_complain::check(const view& look)
{
    return look.what.yes(field::told_how_to_complain);
}

}  // namespace redress::guards
