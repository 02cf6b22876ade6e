// Guards about where the case stands and what its file holds.
#include "states/guards.hpp"
#include "states/lookups.hpp"
#include "states/matter.hpp"

#include <algorithm>
#include <charconv>

namespace redress::guards {
namespace {

bool upheld(const view& look)
{
    const auto said = look.what.code<outcome>(field::outcome);
    return said == outcome::upheld || said == outcome::partly_upheld;
}

bool evidence_wanted(const view& look)
{
    for (const auto* pinned : look.context.rules)
        if (const auto* rule = pinned->category(look.facts().category))
            if (!rule->evidence.empty()) return true;
    return false;
}

/// What a policy may require before a decision, by the names that policies use.
bool on_file(const view& look, std::string_view wanted)
{
    const auto& f = look.facts();
    if (wanted == "owner") return !f.owner.empty();
    if (wanted == "points") return !f.points.empty();
    if (wanted == "calls") return f.channel != channel::hotline || f.calls > 0;
    if (wanted == "evidence") {
        const auto asked = [](const letter& one) { return one.kind == letter_kind::information_request; };
        return !evidence_wanted(look) || f.documents > 0 || look.what.has(field::evidence) ||
               std::any_of(f.letters.begin(), f.letters.end(), asked);
    }
    if (wanted == "root_cause_when_upheld")
        return !upheld(look) || !f.root_cause.empty() || !blank(look.what.text(field::root_cause));
    return false;  // a requirement of a later release: never passed over in silence
}

/// A closing rests on who had the case and what was said; evidence and cause are what a decision
/// rests on. Only a complaint has points that were complained about.
bool needed_to_close(const view& look, std::string_view wanted)
{
    if (wanted == "points") return look.facts().kind == case_kind::complaint;
    return wanted != "evidence" && wanted != "root_cause_when_upheld";
}

bool always_needed(const view&, std::string_view)
{
    return true;
}

template <class Needed, class Found>
void each_missing(const view& look, Needed needed, Found found)
{
    for (const auto* pinned : look.context.rules)
        for (const auto& wanted : pinned->records_required)
            if (needed(look, wanted) && !on_file(look, wanted)) found(wanted);
}

template <class Needed>
bool complete(const view& look, Needed needed)
{
    bool nothing_missing = true;
    each_missing(look, needed, [&](const std::string&) { nothing_missing = false; });
    return nothing_missing;
}

template <class Needed>
void name_missing(const view& look, Needed needed, refusal& no)
{
    std::vector<std::string> missing;
    each_missing(look, needed, [&](const std::string& wanted) {
        if (!among(missing, wanted)) missing.push_back(wanted);
    });
    no.args.emplace_back("missing", joined(missing));
}

/// "3:upheld" is the finding on point 3; 0: it is none.
std::int64_t point_answered(std::string_view text)
{
    std::int64_t named = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), named);
    if (failed != std::errc{}) return 0;
    const auto rest = text.substr(static_cast<std::size_t>(end - text.data()));
    const bool found =
        rest.starts_with(':') && parse_name<finding>(rest.substr(1)).value_or(finding::none) != finding::none;
    return found ? named : 0;
}

bool answered(const view& look, const point& one)
{
    const auto& findings = look.what.list(field::findings);
    return std::any_of(findings.begin(), findings.end(),
                       [&](const std::string& text) { return point_answered(text) == one.number; });
}

/// Whether a finding is of a point that there is not, or the second on the same point.
bool in_excess(const view& look, std::size_t i)
{
    const auto& findings = look.what.list(field::findings);
    const auto number = point_answered(findings[i]);
    if (number == 0) return false;
    const auto same = [&](const std::string& before) { return point_answered(before) == number; };
    return std::ranges::find(look.facts().points, number, &point::number) == look.facts().points.end() ||
           std::any_of(findings.begin(), findings.begin() + static_cast<std::ptrdiff_t>(i), same);
}

bool any_in_excess(const view& look)
{
    for (std::size_t i = 0; i < look.what.list(field::findings).size(); ++i)
        if (in_excess(look, i)) return true;
    return false;
}

}  // namespace

bool case_is_open::check(const view& look)
{
    return look.now.open();
}

bool records_complete::check(const view& look)
{
    return complete(look, always_needed);
}

void records_complete::explain(const view& look, refusal& no)
{
    name_missing(look, always_needed, no);
}

bool records_complete_when_staff_close::check(const view& look)
{
    return !is_staff(look.who().role) || complete(look, needed_to_close);
}

void records_complete_when_staff_close::explain(const view& look, refusal& no)
{
    name_missing(look, needed_to_close, no);
}

bool every_point_answered::check(const view& look)
{
    const auto& points = look.facts().points;
    return std::all_of(points.begin(), points.end(), [&](const point& one) { return answered(look, one); }) &&
           (points.empty() || !any_in_excess(look));
}

void every_point_answered::explain(const view& look, refusal& no)
{
    std::vector<std::string> open;
    for (const auto& one : look.facts().points)
        if (!answered(look, one)) open.push_back(std::to_string(one.number));
    const auto& findings = look.what.list(field::findings);
    for (std::size_t i = 0; i < findings.size(); ++i)
        if (in_excess(look, i)) open.push_back(findings[i]);
    no.args.emplace_back("points", joined(open));
}

namespace {

std::int64_t findings_of(const view& look, finding wanted)
{
    const auto& findings = look.what.list(field::findings);
    return std::ranges::count_if(findings, [&](const std::string& text) {
        const auto colon = text.find(':');
        return point_answered(text) > 0 &&
               parse_name<finding>(std::string_view(text).substr(colon + 1)) == wanted;
    });
}

}  // namespace

bool outcome_fits_findings::check(const view& look)
{
    if (look.facts().points.empty()) return true;
    const auto whole = findings_of(look, finding::upheld), part = findings_of(look, finding::partly_upheld),
               none = findings_of(look, finding::not_upheld);
    switch (look.what.code<outcome>(field::outcome).value_or(outcome::none)) {
        case outcome::upheld:
            return whole > 0 && part == 0 && none == 0;
        case outcome::partly_upheld:
            return whole + part > 0;
        case outcome::not_upheld:
            return whole + part == 0;
        case outcome::out_of_scope:
            return whole + part + none == 0;
        case outcome::settled:
        case outcome::inadmissible:
        case outcome::none:
            break;
    }
    return true;
}

void outcome_fits_findings::explain(const view& look, refusal& no)
{
    no.args.emplace_back("outcome", look.what.text(field::outcome));
    no.args.emplace_back("findings", joined(look.what.list(field::findings)));
}

bool nothing_decided_stands::check(const view& look)
{
    return look.now.lifecycle != lifecycle_state::decided && look.now.lifecycle != lifecycle_state::appealed;
}

bool severity_given::check(const view& look)
{
    return !look.what.has(field::severity) || look.what.integer(field::severity) > 0;
}

bool decides_the_merits::check(const view& look)
{
    const auto said = look.what.code<outcome>(field::outcome).value_or(outcome::none);
    return said != outcome::none && said != outcome::inadmissible;
}

bool redress_decided::check(const view& look)
{
    // Offered, approved or on its way is decided; paid it need not be. An item that was turned down and
    // a decision that finds nothing owed are decided, too, once the decision says so.
    switch (look.what.code<outcome>(field::outcome).value_or(outcome::none)) {
        case outcome::upheld:
        case outcome::partly_upheld:
        case outcome::settled:
            break;
        default:
            return true;
    }
    const auto& items = look.facts().redress_items;
    return look.what.yes(field::redress_ruled_out) ||
           std::any_of(items.begin(), items.end(),
                       [](const redress_item& one) { return one.state != redress_state::none; });
}

bool merits_were_decided_or_upheld::check(const view& look)
{
    const auto was = look.facts().outcome;
    return (was != outcome::inadmissible && was != outcome::out_of_scope) ||
           look.what.code<appeal_result>(field::result) == appeal_result::upheld;
}

bool kind_is_not_complaint::check(const view& look)
{
    return look.facts().kind != case_kind::complaint;
}

bool was_reclassified_by_staff::check(const view& look)
{
    return !look.facts().reclassified_by.empty();
}

bool same_complainant::check(const view& look)
{
    const auto* other = look.context.outside;
    return other != nullptr && !other->primary_complainant.empty() &&
           other->primary_complainant == look.facts().complainant;
}

bool primary_is_not_closed::check(const view& look)
{
    const auto* other = look.context.outside;
    return other != nullptr && other->primary_state != lifecycle_state::none &&
           other->primary_state != lifecycle_state::closed &&
           look.what.text(field::primary_case) != to_string(look.now.id);
}

bool not_rated_yet::check(const view& look)
{
    // Once for each contact, and once more when it is over.
    const auto& f = look.facts();
    return look.now.open() ? contacts(f) >= f.rated_contacts : !f.rated_after_closing;
}

bool was_duplicate::check(const view& look)
{
    return look.facts().closure_reason == closure_reason::duplicate;
}

bool was_not_duplicate::check(const view& look)
{
    return !was_duplicate::check(look);
}
bool not_yet_answered::check(const view& look)
{
    return !look.facts().first_answered_at.has_value();
}
bool answered_before::check(const view& look)
{
    return look.facts().first_answered_at.has_value();
}

bool staff_recorded_the_exit::check(const view& look)
{
    return is_staff(look.facts().closed_by_role);
}

bool incident_is_known::check(const view& look)
{
    if (look.what.text(field::cause) != incident_cause) return true;
    return look.context.outside != nullptr && look.context.outside->incident_known;
}

bool links_another_case::check(const view& look)
{
    return parse_uuid(look.what.text(field::to)) != look.now.id;
}

bool link_is_known::check(const view& look)
{
    const auto to = look.what.text(field::to);
    return !look.what.has(field::to) ||
           std::ranges::find(look.facts().links, to, &link::to) != look.facts().links.end();
}

bool has_representative::check(const view& look)
{
    return !look.facts().representative.empty();
}

bool closed_after_a_decision::check(const view& look)
{
    return look.facts().closed_from == lifecycle_state::decided;
}

}  // namespace redress::guards
