// An engine with an incident and an action at hand, for the tests of what stands beside the case.
#pragma once

#include "tests/workflow/engine_fixture.hpp"

#include <algorithm>

namespace redress::tests {

/// Ids of matters: apart from those of cases.
inline case_id matter_number(std::uint64_t n)
{
    return case_number(1'000'000 + n);
}

inline event of(event_type type, std::vector<std::pair<field, field_value>> fields = {})
{
    return {.type = type, .fields = std::move(fields)};
}

inline actor quality()
{
    return {.id = "q.berg", .role = role::quality_reviewer, .named_staff = true};
}

struct beside_fixture : engine_fixture {
    case_id incident = matter_number(1);
    case_id action = matter_number(2);

    answer open_incident() { return ask(incident, incident_opening(), operations(), "open"); }
    answer open_action(duration from_now = 48h)
    {
        return ask(action, action_opening(db->now + from_now), handler(), "open action");
    }
    [[nodiscard]] std::vector<std::string> told(const chain_id& chain) const
    {
        std::vector<std::string> names;
        for (const auto& body : db->history(chain)) {
            const auto at = body.find("\"ev\":\"") + 6;
            names.push_back(body.substr(at, body.find('"', at) - at));
        }
        return names;
    }
    [[nodiscard]] std::size_t told_overdue() const
    {
        const auto names = told(action);
        return static_cast<std::size_t>(std::count(names.begin(), names.end(), "action_missed"));
    }
};

}  // namespace redress::tests
