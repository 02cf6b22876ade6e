#include "adapters/app/clock_explanation.hpp"

#include "adapters/app/nearest.hpp"
#include "adapters/app/services.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "workflow/entry.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace redress::app {
namespace {

/// The clock that an entry tells of, in the case that the entry has been folded into.
clock as_it_stands(const complaint& now, const boost::json::object& told)
{
    const auto text = [&](std::string_view key) {
        const auto* value = told.if_contains(key);
        return value == nullptr ? std::string() : std::string(value->as_string());
    };
    const auto* generation = told.if_contains("generation");  // the first one goes without saying
    const auto number = generation == nullptr ? clock{}.generation : generation->as_int64();
    const auto id = text("clock"), subject = text("subject");
    const auto found = std::ranges::find_if(now.facts.clocks, [&](const clock& one) {
        return one.clock_id == id && one.subject == subject && one.generation == number;
    });
    return found == now.facts.clocks.end() ? clock{} : *found;
}

std::string name_of_clock(const clock& one)
{
    return one.clock_id + (one.subject.empty() ? "" : "/" + one.subject);
}

boost::json::value time_or_null(const std::optional<instant>& at)
{
    return at ? boost::json::value(to_string(*at)) : boost::json::value();
}

std::int64_t seconds_of(duration length)
{
    return std::chrono::duration_cast<std::chrono::seconds>(length).count();
}

}  // namespace

looked_back look_back(services& from, const case_id& id, instant at)
{
    looked_back seen;
    constexpr int page = 500;
    std::int64_t after = 0;
    for (;;) {
        const auto entries = from.queries().timeline(id, after, page);
        for (const auto& one : entries) {
            const auto entry = boost::json::parse(one.body).as_object();
            const auto recorded = parse_instant(std::string_view(entry.at("rec").as_string()));
            if (!recorded || *recorded > at) return seen;
            workflow::fold(seen.now, one.body);
            const auto* touched = entry.if_contains("clk");
            if (touched == nullptr) continue;
            for (const auto& one_clock : touched->as_array()) {
                const auto* event = entry.if_contains("ev");
                seen.touches.push_back(
                    {.at = *recorded,
                     .event = event == nullptr ? std::string() : std::string(event->as_string()),
                     .entry = std::string(entry.at("id").as_string()),
                     .after = as_it_stands(seen.now, one_clock.as_object())});
            }
        }
        if (static_cast<int>(entries.size()) < page) return seen;
        after = entries.back().cseq;
    }
}

const clock& find_clock(const complaint& of, const clock_asked& options)
{
    const clock* latest = nullptr;
    std::vector<std::string> names;
    for (const auto& one : of.facts.clocks) {
        names.push_back(name_of_clock(one));
        if (options.clock != names.back() && options.clock != one.clock_id) continue;
        if (options.generation > 0 && one.generation != options.generation) continue;
        if (!options.policy.empty() && one.policy != options.policy) continue;
        if (latest == nullptr || one.generation >= latest->generation) latest = &one;
    }
    if (latest != nullptr) return *latest;
    const std::vector<std::string_view> known(names.begin(), names.end());
    throw command_failed(exit_code::not_found, said{"no_clock",
                                                    {{"value", options.clock},
                                                     {"near", std::string(nearest(options.clock, known))},
                                                     {"case", options.named}}});
}

boost::json::object row_of(const explained_part& part)
{
    boost::json::object row{{"from", to_string(part.span.from)},
                            {"until", to_string(part.span.until)},
                            {"counted", counts(part.why)},
                            {"counting", name_of(part.why)},
                            {"seconds", seconds_of(part.span.until - part.span.from)}};
    if (part.dates > 0) row["days"] = part.dates;
    if (!part.name.empty()) row["name"] = part.name;
    if (!part.name_zh.empty()) row["name_zh"] = part.name_zh;
    return row;
}

clock_explanation::clock_explanation(services& from, const looked_back& seen, const clock& one, instant at)
    : seen_(seen), clock_(one), at_(at)
{
    pinned_ = from.rules_of(seen.now);
    for (const auto* rules : pinned_)
        if (rules->id == one.policy) rules_ = rules;
    told_ = explain_clock(seen.now.facts, one, rules_ == nullptr ? nullptr : rules_->clock(one.clock_id),
                          from.policies_of_engine().calendars(), at);
}

boost::json::object clock_explanation::as_json() const
{
    boost::json::object out{
        {"case", to_string(seen_.now.id)},
        {"clock", clock_.clock_id},
        {"subject", clock_.subject},
        {"generation", clock_.generation},
        {"kind", name_of(clock_.kind)},
        {"state", name_of(clock_.state)},
        {"at", to_string(at_)},
        {"policy", policy()},
        {"limit", limit()},
        {"calendar", calendar()},
        {"without_calendar", told_.without_calendar},
        {"started", time_or_null(clock_.started)},
        {"stopped", time_or_null(clock_.stopped)},
        {"due", time_or_null(told_.due)},
        {"left_s", told_.left ? boost::json::value(seconds_of(*told_.left)) : nullptr},
        {"work_left_s", told_.work_left ? boost::json::value(seconds_of(*told_.work_left)) : nullptr}};
    if (const auto* first = due_before(seen_.now, pinned_, clock_))
        out["due_first"] = first->policy + "/" + first->clock_id;
    boost::json::array parts, warnings, history;
    for (const auto& part : told_.parts) parts.push_back(row_of(part));
    for (const auto& one : told_.warnings)
        warnings.push_back(boost::json::object{
            {"threshold", one.threshold}, {"at", time_or_null(one.at)}, {"given", one.given}});
    for (const auto& one : touches())
        history.push_back(boost::json::object{{"at", to_string(one->at)},
                                              {"event", one->event},
                                              {"entry", one->entry},
                                              {"clock_state", name_of(one->after.state)},
                                              {"due", time_or_null(one->after.due)}});
    out["parts"] = std::move(parts);
    out["warnings"] = std::move(warnings);
    out["history"] = std::move(history);
    return out;
}

std::vector<const touch*> clock_explanation::touches() const
{
    std::vector<const touch*> mine;
    for (const auto& one : seen_.touches)
        if (one.after.clock_id == clock_.clock_id && one.after.subject == clock_.subject &&
            one.after.generation == clock_.generation)
            mine.push_back(&one);
    return mine;
}

boost::json::value clock_explanation::policy() const
{
    for (const auto& pin : seen_.now.facts.policies)
        if (pin.id == clock_.policy)
            return boost::json::object{{"id", pin.id}, {"rev", pin.rev}, {"sha256", pin.sha256}};
    return nullptr;
}

boost::json::value clock_explanation::limit() const
{
    return told_.promise.given() ? boost::json::value(to_string(told_.promise)) : nullptr;
}

const calendar_pin* clock_explanation::pin() const
{
    const auto& pins = seen_.now.facts.calendars;
    const auto n = static_cast<std::size_t>(clock_.calendar);
    return n == 0 || n > pins.size() ? nullptr : &pins[n - 1];
}

boost::json::value clock_explanation::calendar() const
{
    const auto* found = pin();
    if (found == nullptr) return nullptr;
    return boost::json::object{{"id", found->id}, {"sha256", found->sha256}, {"zone_data", found->zone_data}};
}

}  // namespace redress::app
