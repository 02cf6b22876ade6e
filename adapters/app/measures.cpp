#include "adapters/app/measures.hpp"

#include <algorithm>

namespace redress::app {
namespace {

bool within(const std::optional<instant>& at, const instant_span& of)
{
    return at && of.from <= *at && *at < of.until;
}

std::string_view measure_of(const clock& one, instant now)
{
    switch (one.state) {
        case clock_state::met:
            return "promise_met";
        case clock_state::met_late:
        case clock_state::missed:
            return "promise_missed";
        case clock_state::running:
            return *one.due <= now ? "promise_missed" : "promise_running";
        default:  // paused, lapsed or cancelled: nothing is promised by it
            return {};
    }
}

}  // namespace

std::vector<measured> measures_of(const complaint& of, instant_span period, instant now, const zone& where)
{
    const auto& f = of.facts;
    std::vector<measured> all;
    const auto day = [&](instant at) { return to_string(where.date(at)); };
    const auto received = f.received_at ? f.received_at : f.filed_at;
    if (within(received, period)) {
        all.push_back({"filed", day(*received)});
        all.push_back({"category", f.category});
        if (!f.rungs.empty()) all.push_back({"escalated", {}});
        if (f.appeal_level > 0) all.push_back({"appealed", {}});
        if (f.reopenings > 0) all.push_back({"reopened", {}});
    }
    if (of.lifecycle == lifecycle_state::closed && within(f.closed_at, period))
        all.push_back({"closed", day(*f.closed_at)});
    if (within(f.decided_at, period)) {
        if (f.outcome != outcome{}) all.push_back({"outcome", std::string(name_of(f.outcome))});
        if (!f.root_cause.empty()) all.push_back({"root_cause", f.root_cause});
    }
    for (const auto& rung : f.rungs)
        if (within(rung.at, period)) all.push_back({"escalation_reason", rung.reason});
    const instant_span ahead{now, now + std::chrono::days(7)};
    for (const auto& one : f.clocks) {
        if (one.kind == clock_kind::window || !one.due) continue;
        if (within(one.due, period))
            if (const auto measure = measure_of(one, now); !measure.empty()) {
                all.push_back({measure, one.clock_id});
                all.push_back({measure, {}});
            }
        if (of.open() && one.state == clock_state::running && within(one.due, ahead))
            all.push_back({"due_ahead", day(*one.due)});
    }
    std::ranges::sort(all);
    const auto [first, last] = std::ranges::unique(all);
    all.erase(first, last);
    return all;
}

}  // namespace redress::app
