#include "adapters/app/roster_view.hpp"

#include "adapters/app/command_answer.hpp"
#include "adapters/files/policy_file.hpp"

namespace redress::app {

boost::json::object person_row(const files::roster& roster, std::span<const colleague> people,
                               const std::string& id)
{
    const auto roles = roster.roles_of(id);
    const auto who = *roster.staff(id, roles.front());
    role_set all;
    for (const auto one : roles) all = all | one;
    boost::json::object row{{"person", id}, {"roles", names_of_roles(all)}};
    const auto say = [&](std::string_view name, const std::string& text) {
        if (!text.empty()) row[name] = text;
    };
    say("team", who.team);
    boost::json::array rungs;
    for (unsigned rung = 1; rung < 16; ++rung)
        if ((who.rungs >> rung & 1U) != 0) rungs.emplace_back(rung);
    if (!rungs.empty()) row["rungs"] = std::move(rungs);
    say("authority_limit", written(who.authority_limit));
    say("manager", who.manager);
    say("os_user", roster.os_user_of(id));
    if (const auto* known = find_colleague(people, id)) {
        boost::json::array away;
        for (const auto& one : known->absences)
            away.emplace_back(to_string(one.from) + "/" + to_string(one.until));
        if (!away.empty()) row["away"] = std::move(away);
        boost::json::array absences;
        for (const auto& one : known->absences) {
            boost::json::object gone{{"from", to_string(one.from)}, {"until", to_string(one.until)}};
            if (!one.delegate.empty()) gone["delegate"] = one.delegate;
            absences.push_back(std::move(gone));
        }
        if (!absences.empty()) row["absences"] = std::move(absences);
        say("delegate", known->delegate);
    }
    return row;
}

boost::json::object source_row(const std::string& name, const workflow::source_rule& rule)
{
    return {{"source", name},
            {"speaks_for", names_of_roles(rule.may_speak_for)},
            {"times", rule.trusted_for_time},
            {"import", rule.kind == actor_kind::import}};
}

roster_gaps gaps_of(const files::roster& roster, const std::vector<const policy*>& rules)
{
    roster_gaps found;
    role_set held;
    std::uint16_t served = 0;
    for (const auto& id : roster.people()) {
        for (const auto one : roster.roles_of(id)) held = held | one;
        // Only a reviewer can take a rung, whatever else its number stands beside.
        if (const auto reviewer = roster.staff(id, role::care_reviewer))
            served = static_cast<std::uint16_t>(served | reviewer->rungs);
    }
    for (const auto* policy : rules)
        for (const auto& rung : policy->ladder)
            if ((served >> rung.rung & 1) == 0)
                found.rungs.push_back(boost::json::object{
                    {"rung", rung.rung}, {"target", rung.target}, {"policy", policy->id}});
    for (const auto one : files::staff_roles())
        if (!held.has(one)) found.roles.emplace_back(name_of(one));
    return found;
}

boost::json::object roster_json(const files::roster& roster, std::span<const colleague> known,
                                const roster_gaps& gaps)
{
    boost::json::array people, sources;
    for (const auto& id : roster.people()) people.push_back(person_row(roster, known, id));
    for (const auto& [name, rule] : roster.sources()) sources.push_back(source_row(name, rule));
    return {{"people", std::move(people)},
            {"sources", std::move(sources)},
            {"rungs_nobody_serves", gaps.rungs},
            {"roles_nobody_has", gaps.roles}};
}

}  // namespace redress::app
