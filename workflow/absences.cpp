#include "workflow/absences.hpp"

#include "workflow/permissions.hpp"

#include <algorithm>
#include <chrono>

namespace redress::workflow {
namespace {

constexpr auto longest = std::chrono::days(366);

bool overlap(const absence& one, instant from, instant until)
{
    return one.from < until && from < one.until;
}

const absence* absence_within(const colleague& of, instant from, instant until)
{
    const auto found =
        std::ranges::find_if(of.absences, [&](const absence& each) { return overlap(each, from, until); });
    return found == of.absences.end() ? nullptr : &*found;
}

std::optional<absence_fault> fault_of_delegate(const said_absence& one, const colleague& person,
                                               std::span<const colleague> people)
{
    if (one.delegate.empty()) return std::nullopt;
    if (one.delegate == one.person) return absence_fault{"delegate", "somebody_else", {}};
    const auto* other = find_colleague(people, one.delegate);
    if (other == nullptr) return absence_fault{"delegate", "of_the_roster", {{"value", one.delegate}}};
    const auto needed = person.roles.bits & working_on_cases.bits;
    if (needed != 0 && (needed & other->roles.bits) == 0)
        return absence_fault{
            "delegate", "a_role_of_the_person", {{"delegate", one.delegate}, {"person", one.person}}};
    if (const auto* gone = absence_within(*other, one.from, one.until))
        return absence_fault{
            "delegate",
            "here_meanwhile",
            {{"delegate", one.delegate}, {"from", to_string(gone->from)}, {"until", to_string(gone->until)}}};
    return std::nullopt;
}

}  // namespace

instant end_of(const said_absence& one)
{
    return one.ended_at ? std::min(*one.ended_at, one.until) : one.until;
}

std::vector<colleague> with_absences(std::span<const colleague> roster, std::span<const said_absence> said)
{
    std::vector<colleague> people(roster.begin(), roster.end());
    for (const auto& one : said) {
        const auto of = std::ranges::find(people, one.person, &colleague::id);
        if (of != people.end() && one.from < end_of(one))
            of->absences.push_back({.from = one.from, .until = end_of(one), .delegate = one.delegate});
    }
    return people;
}

std::optional<absence_fault> fault_of(const said_absence& one, std::span<const colleague> people, instant now)
{
    const auto* person = find_colleague(people, one.person);
    if (person == nullptr) return absence_fault{"person", "of_the_roster", {{"value", one.person}}};
    if (one.until <= one.from)
        return absence_fault{"until", "later_than_from", {{"from", to_string(one.from)}}};
    if (one.until <= now) return absence_fault{"until", "not_over", {{"now", to_string(now)}}};
    if (one.until - one.from > longest) return absence_fault{"until", "a_year_at_most", {}};
    if (const auto* other = absence_within(*person, one.from, one.until))
        return absence_fault{
            "from",
            "no_overlap",
            {{"person", one.person}, {"from", to_string(other->from)}, {"until", to_string(other->until)}}};
    return fault_of_delegate(one, *person, people);
}

std::vector<std::string> stood_in_for(std::span<const colleague> people, std::string_view id, instant at)
{
    std::vector<std::string> found;
    if (id.empty()) return found;
    for (const auto& one : people)
        if (deputy_of(one, at) == id) found.push_back(one.id);
    return found;
}

}  // namespace redress::workflow
