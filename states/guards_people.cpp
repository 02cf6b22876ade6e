// Guards about who speaks, and whether they may. Long because it is a list: one guard after another, each with its words.
#include "states/guards.hpp"
#include "states/lookups.hpp"

#include <algorithm>

namespace redress::guards {
namespace {

/// Who complains or speaks for them, complained about, their manager as far as the roster is known, or with an
/// interest of their own.
bool named_as_concerned(const view& look, std::string_view person)
{
    const auto& f = look.facts();
    if (among(f.interests, person)) return true;
    if (person == f.complainant || person == f.representative) return !person.empty();
    return complained_about(f, look.context.people, person);
}

constexpr role_set advancing =
    role_set(role::handler) | role::care_reviewer | role::care_lead | role::appeal_reviewer;

bool has_acted(const view& look, std::string_view person)
{
    return std::any_of(look.facts().acted.begin(), look.facts().acted.end(),
                       [&](const acted& one) { return one.id == person; });
}

/// Whether some of ours are in the team, a rung of the policies leads to it, or every case starts there.
bool somebodys_team(const view& look, std::string_view team)
{
    const auto leads_to = [&](const policy* pinned) {
        return std::ranges::any_of(pinned->ladder, [&](const rung_rule& rung) {
            return rung.target == team || rung.fallback == team;
        });
    };
    return team == first_team ||
           std::ranges::any_of(look.context.people, [&](const colleague& one) { return one.team == team; }) ||
           std::ranges::any_of(look.context.rules, leads_to);
}

void name_the_act(const view& look, refusal& no)
{
    no.args.emplace_back("digest", look.context.act_digest);
}

/// How far the clock of whoever typed the approval may run ahead of the database's.
constexpr duration clock_skew = std::chrono::minutes(1);

/// Of what stands in the case: not before there was one, nor in a time to come.
bool approved_in_time(const view& look)
{
    const auto at = look.what.time(field::approved_at);
    return at && *at <= look.context.at + clock_skew &&
           (!look.facts().filed_at || *at >= *look.facts().filed_at);
}

bool approved_by_another(const view& look)
{
    const auto approver = look.what.text(field::approved_by);
    const auto as = look.what.code<role>(field::approved_role);
    return !blank(approver) && approver != look.who().id && as && is_staff(*as) && approved_in_time(look) &&
           !blank(look.what.text(field::approved_digest)) && !named_as_concerned(look, approver);
}

}  // namespace

}  // namespace redress::guards

namespace redress {
namespace {

/// What a complainant cannot take back by another word, or what gives somebody else a say.
bool speaks_for_good(event_type what)
{
    switch (what) {
        case event_type::withdrawn:
        case event_type::resolution_accepted:
        case event_type::appeal_withdrawn:
        case event_type::redress_accepted:
        case event_type::redress_declined:
        case event_type::contact_changed:
        case event_type::representative_authorised:
        case event_type::authority_ended:
            return true;
        default:
            return false;
    }
}

}  // namespace

void relate(decide_context& c)
{
    const view& look = c.look;
    if (look.context.guards != nullptr || !look.now.exists()) return;
    const auto& f = look.facts();
    const auto& who = look.who();
    // Who complained is no longer known: nobody can speak as them, and no source can vouch for them.
    if (f.erased_at && (who.role == role::complainant || who.role == role::representative)) {
        c.stranger = true;
        return;
    }
    if (who.unnamed) return;
    if (who.role == role::complainant) {
        // Whose case it is nobody knows who files without a name; then the channel alone can vouch for who ends it.
        c.stranger = f.complainant.empty() ? speaks_for_good(look.what.type) : f.complainant != who.id;
    } else if (who.role == role::representative) {
        // Whom the case does not know may speak, as anybody may, and changes nothing of how we reach somebody.
        const bool reaches = look.what.type == event_type::contact_changed;
        c.stranger = f.representative.empty() ? reaches : f.representative != who.id;
    } else if (is_staff(who.role) && !guards::not_concerned::check(look)) {
        const auto what = look.what.type;
        const bool gives_it_up = what == event_type::released || what == event_type::handed_over;
        // Who is complained about and does not have it is told nothing of it, not even that they may step aside.
        const bool has_it = f.owner == who.id || f.rung_reviewer == who.id || among(f.interests, who.id);
        const bool steps_aside = has_it && (what == event_type::interest_declared ||
                                            (gives_it_up && (f.owner.empty() || f.owner == who.id)));
        if (!steps_aside) c.concerned = &guard_of<guards::not_concerned>;
    }
}

}  // namespace redress

namespace redress::guards {

bool staff_author::check(const view& look)
{
    return look.who().named_staff && look.who().kind == actor_kind::user;
}

bool has_owner::check(const view& look)
{
    return !look.facts().owner.empty();
}

bool not_concerned::check(const view& look)
{
    const auto& about = look.facts().about_staff;
    const auto manages = [&](const std::string& person) { return among(look.who().manages, person); };
    return !named_as_concerned(look, look.who().id) && std::none_of(about.begin(), about.end(), manages);
}

bool new_owner_not_concerned::check(const view& look)
{
    const auto owner = look.what.text(field::owner);
    return owner == look.who().id ? not_concerned::check(look) : !named_as_concerned(look, owner);
}

bool new_owner_is_here::check(const view& look)
{
    if (look.context.people.empty()) return true;
    const auto* owner = find_colleague(look.context.people, look.what.text(field::owner));
    return owner != nullptr && is_here(*owner, look.context.at);
}

void new_owner_is_here::explain(const view& look, refusal& no)
{
    const auto* owner = find_colleague(look.context.people, look.what.text(field::owner));
    no.args.emplace_back("owner", look.what.text(field::owner));
    const auto deputy = owner != nullptr ? deputy_of(*owner, look.context.at) : std::string_view();
    no.args.emplace_back("delegate", deputy.empty() ? "-" : std::string(deputy));
}

bool new_owner_handles_cases::check(const view& look)
{
    const auto* owner = find_colleague(look.context.people, look.what.text(field::owner));
    return owner == nullptr || (owner->roles.bits & advancing.bits) != 0;
}

void new_owner_handles_cases::explain(const view& look, refusal& no)
{
    no.args.emplace_back("owner", look.what.text(field::owner));
}

bool new_handler::check(const view& look)
{
    const auto owner = look.what.text(field::owner);
    return !blank(owner) && !has_acted(look, owner) && !named_as_concerned(look, owner);
}

bool second_person::check(const view& look)
{
    return approved_by_another(look);
}

void second_person::explain(const view& look, refusal& no)
{
    name_the_act(look, no);
}

void second_person_when_away::explain(const view& look, refusal& no)
{
    name_the_act(look, no);
}

void approver_is_not_handler::explain(const view& look, refusal& no)
{
    name_the_act(look, no);
}

bool approval_is_of_this_act::check(const view& look)
{
    if (!look.what.has(field::approved_by)) return true;
    const auto seen = look.what.text(field::approved_digest);
    const auto used = [&](const approval& one) {
        return one.digest == seen && one.by == look.what.text(field::approved_by) &&
               one.at == look.what.time(field::approved_at);
    };
    return seen == look.context.act_digest && std::ranges::none_of(look.facts().approvals, used);
}

void approval_is_of_this_act::explain(const view& look, refusal& no)
{
    name_the_act(look, no);
}

bool staff_named_are_known::check(const view& look)
{
    return look.context.people.empty() ||
           std::ranges::all_of(look.what.list(field::about_staff), [&](const std::string& one) {
               return find_colleague(look.context.people, one) != nullptr;
           });
}

void staff_named_are_known::explain(const view& look, refusal& no)
{
    no.args.emplace_back("unknown", joined(unknown_staff(look)));
}

bool team_is_known::check(const view& look)
{
    return look.context.people.empty() || !look.what.has(field::team) ||
           somebodys_team(look, look.what.text(field::team));
}

void team_is_known::explain(const view& look, refusal& no)
{
    no.args.emplace_back("team", look.what.text(field::team));
}

bool second_person_when_away::check(const view& look)
{
    // Away from complaint: between other kinds nothing is taken from anybody.
    return look.facts().kind != case_kind::complaint ||
           look.what.code<case_kind>(field::kind) == case_kind::complaint || approved_by_another(look);
}

bool approver_is_not_handler::check(const view& look)
{
    return approved_by_another(look) && look.what.text(field::approved_by) != look.facts().owner;
}

bool independent_reviewer::check(const view& look)
{
    // Asking for a document while hearing an appeal is not having acted before; having decided or sent
    // back an earlier appeal of the case is, and so is everything done before anybody appealed.
    const auto& f = look.facts();
    const auto& id = look.who().id;
    const auto acted_otherwise = [&](const acted& one) { return one.id == id && !one.hearing; };
    const auto decided_appeal = [&](const letter& one) {
        return one.by == id &&
               (one.kind == letter_kind::appeal_decision || one.kind == letter_kind::reopening);
    };
    return f.decided_by != id && f.owner != id && not_concerned::check(look) &&
           std::none_of(f.acted.begin(), f.acted.end(), acted_otherwise) &&
           std::none_of(f.letters.begin(), f.letters.end(), decided_appeal);
}

bool another_team_hears_level_two::check(const view& look)
{
    const auto& f = look.facts();
    if (f.appeal_level < 2 || f.appeal_team.empty()) return true;
    return !look.who().team.empty() && look.who().team != f.appeal_team;
}

void another_team_hears_level_two::explain(const view& look, refusal& no)
{
    no.args.emplace_back("team", look.facts().appeal_team);
}

bool decider_holds_the_rung::check(const view& look)
{
    const auto& f = look.facts();
    const auto& who = look.who();
    // Sent back from an appeal: not by the handler who decided before. On a rung there may be one person alone
    // who serves it, so that a case could not be decided at all.
    if (look.now.ladder == ladder_state::at_base)
        return !among(f.decided_before, who.id) &&
               ((!f.owner.empty() && f.owner == who.id) || (!f.team.empty() && f.team == who.team));
    return look.now.ladder == ladder_state::under_review && f.rung_reviewer == who.id;
}

void decider_holds_the_rung::explain(const view& look, refusal& no)
{
    no.args.emplace_back("rung", std::to_string(look.facts().rung));
}

namespace {

bool authority_for(const view& look, std::string_view act)
{
    const auto& f = look.facts();
    switch (look.who().role) {
        case role::complainant:
            return true;
        case role::representative:
            return !f.representative.empty() && among(f.representative_scope, act) &&
                   (!f.representative_until || look.context.occurred <= *f.representative_until);
        default:  // staff act on their behalf, with what shows it
            return !blank(look.what.text(field::evidence));
    }
}

void name_the_authority(const view& look, std::string_view act, refusal& no)
{
    no.args.emplace_back("needs", look.who().role == role::representative ? act : "evidence");
}

}  // namespace

bool authority_covers::check(const view& look)
{
    return authority_for(look, "decide");
}

void authority_covers::explain(const view& look, refusal& no)
{
    name_the_authority(look, "decide", no);
}

bool authority_covers_money::check(const view& look)
{
    return authority_for(look, "money");
}

void authority_covers_money::explain(const view& look, refusal& no)
{
    name_the_authority(look, "money", no);
}

bool identity_sufficient::check(const view& look)
{
    const auto& f = look.facts();
    return f.identity == identity_state::verified &&
           std::ranges::all_of(look.context.rules, [&](const policy* pinned) {
               const auto* needed = pinned->identity_for(look.what.type);
               return needed == nullptr ||
                      pinned->identity_rank(f.identity_method) >= pinned->identity_rank(needed->method);
           });
}

void identity_sufficient::explain(const view& look, refusal& no)
{
    std::string_view best;
    int rank = -1;
    for (const auto* pinned : look.context.rules)
        if (const auto* needed = pinned->identity_for(look.what.type))
            if (const int one = pinned->identity_rank(needed->method); one > rank) {
                rank = one;
                best = needed->method;
            }
    no.args.emplace_back("needed", best.empty() ? std::string_view("identity_verified") : best);
}

bool identity_method_known::check(const view& look)
{
    const auto method = look.what.text(field::identity_method);
    const auto ranks = [](const policy* pinned) { return !pinned->identity_methods.empty(); };
    return std::ranges::none_of(look.context.rules, ranks) ||
           std::ranges::any_of(look.context.rules,
                               [&](const policy* pinned) { return among(pinned->identity_methods, method); });
}

void identity_method_known::explain(const view& look, refusal& no)
{
    std::vector<std::string> known;
    for (const auto* pinned : look.context.rules)
        for (const auto& one : pinned->identity_methods)
            if (!among(known, one)) known.push_back(one);
    no.args.emplace_back("known", joined(known));
}

bool identity_sufficient_for_account_data::check(const view& look)
{
    return !look.what.yes(field::account_data) || identity_sufficient::check(look);
}

void identity_sufficient_for_account_data::explain(const view& look, refusal& no)
{
    identity_sufficient::explain(look, no);
}

void identity_sufficient_to_unlock::explain(const view& look, refusal& no)
{
    identity_sufficient::explain(look, no);
}

bool reviewer_serves_this_rung::check(const view& look)
{
    const auto& f = look.facts();
    if (serves_rung(look.context.people, look.who().id, look.who().rungs, f.rung, look.context.at))
        return true;
    // Nobody could when the case climbed: then it waits with another team, and is that team's.
    const auto* rule = find_rung(look.context.rules, f.rung);
    return rule != nullptr && f.rung_target != rule->target && !f.rung_target.empty() &&
           f.rung_target == look.who().team;
}

void reviewer_serves_this_rung::explain(const view& look, refusal& no)
{
    no.args.emplace_back("rung", std::to_string(look.facts().rung));
    no.args.emplace_back("target", look.facts().rung_target);
}

bool reviewer_is_not_handler::check(const view& look)
{
    const auto& f = look.facts();
    const auto handled = [&](const acted& one) {
        return one.role == role::handler && one.id == look.who().id;
    };
    return look.who().id != f.owner && std::none_of(f.acted.begin(), f.acted.end(), handled);
}

bool by_reviewer_or_timer::check(const view& look)
{
    return look.who().role == role::care_reviewer || look.who().role == role::timer;
}

bool by_the_complainant::check(const view& look)
{
    return look.who().role == role::complainant || look.who().role == role::representative;
}

}  // namespace redress::guards
