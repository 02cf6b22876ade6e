#include "adapters/app/forecast.hpp"

#include "states/lookups.hpp"
#include "states/outside_range.hpp"
#include "states/promise.hpp"

#include <algorithm>

namespace redress::app {
namespace {

constexpr duration moment{1};
constexpr auto hour = std::chrono::hours(1);
constexpr auto half = std::chrono::minutes(30);

}  // namespace

bool working_hours::at_work(instant at) const
{
    if (by_ == nullptr) return true;
    try {
        return !by_->working(at - moment, at).empty();
    } catch (const outside_range&) {
        return true;
    }
}

bool working_hours::unattended(instant due) const
{
    if (by_ == nullptr || at_work(due)) return false;
    try {
        const auto& zone = by_->zone();
        const auto last_day = zone.date(due - moment);
        const bool ends_with_day = due == zone.first_instant(last_day + std::chrono::days(1));
        return !(ends_with_day && by_->is_business_day(last_day));
    } catch (const outside_range&) {
        return false;
    }
}

std::optional<instant> working_hours::last_work(instant before) const
{
    if (by_ == nullptr || at_work(before)) return before;
    try {
        const auto worked = by_->worked(before);
        if (worked == duration{}) return std::nullopt;
        return by_->when_worked(worked);
    } catch (const outside_range&) {
        return std::nullopt;
    }
}

instant forecast::beginning(instant of) const
{
    const auto shown = where_.reading(of);
    if (step_ == forecast_step::day)
        return where_.first_instant(std::chrono::floor<std::chrono::days>(shown));
    return of - (shown - std::chrono::floor<std::chrono::hours>(shown));
}

load& forecast::slot(const std::string& team, instant due)
{
    auto by = hours_.last_work(due).value_or(due);
    if (by <= of_.from) by = due;  // that working time is over
    return slots_[{beginning(by - moment), team}];
}

void forecast::due(const std::string& team, instant at)
{
    if (!counts(at)) return;
    auto& into = slot(team, at);
    ++into.due;
    if (hours_.unattended(at)) ++into.unattended;
}

void forecast::warning(const std::string& team, instant at)
{
    if (counts(at)) ++slots_[{beginning(at - moment), team}].warnings;
}

void forecast::expected(const std::string& team, instant at, double promises)
{
    if (counts(at)) slot(team, at).expected += promises;
}

std::vector<forecast_row> forecast::rows() const
{
    std::vector<forecast_row> all;
    for (const auto& [place, of] : slots_)
        all.push_back({place.first, where_.reading(place.first), place.second, of});
    return all;
}

load forecast::sum() const
{
    load all;
    for (const auto& [place, of] : slots_) {
        all.due += of.due;
        all.unattended += of.unattended;
        all.warnings += of.warnings;
        all.expected += of.expected;
    }
    return all;
}

usual_arrivals::usual_arrivals(const redress::zone& where, instant_span seen) : where_(where), seen_(seen)
{
    for (auto at = seen.from; at < seen.until; at += hour) ++hours_[hour_of_week(at)];
}

std::size_t usual_arrivals::hour_of_week(instant at) const
{
    const auto shown = where_.reading(at);
    const auto date = std::chrono::floor<std::chrono::days>(shown);
    const auto day = std::chrono::weekday(date).c_encoding();
    return day * 24 + static_cast<std::size_t>(std::chrono::floor<std::chrono::hours>(shown - date).count());
}

void usual_arrivals::filed(instant at, std::int64_t cases)
{
    if (at < seen_.from || at >= seen_.until) return;
    filed_[hour_of_week(at)] += cases;
    count_ += cases;
}

double usual_arrivals::per_hour(instant at) const
{
    const auto which = hour_of_week(at);
    return hours_[which] == 0 ? 0 : static_cast<double>(filed_[which]) / static_cast<double>(hours_[which]);
}

std::vector<promise_brought> promises_of_filing(std::span<const policy* const> policies,
                                                const complaint& like)
{
    constexpr auto received = static_cast<std::size_t>(lifecycle_state::received);
    std::vector<promise_brought> all;
    for (const auto* rules : policies)
        for (const auto& rule : rules->clocks) {
            const bool starts = rule.start.test(trigger_of(event_type::complaint_filed)) ||
                                rule.start.test(entered(machine::lifecycle, received));
            const bool of_kind =
                rule.kinds.empty() || std::ranges::find(rule.kinds, like.facts.kind) != rule.kinds.end();
            if (!starts || !of_kind || rule.from_event || rule.kind == clock_kind::window) continue;
            const auto* special = special_limit(like, rule, "");
            const auto& limit = special != nullptr ? special->limit : rule.limit;
            if (limit.given()) all.push_back({rule.calendar, limit});
        }
    return all;
}

void add_arrivals(forecast& to, const usual_arrivals& usual, const std::vector<arrival_kind>& kinds,
                  const calendar_source& calendars)
{
    std::int64_t filed = 0;
    for (const auto& kind : kinds) filed += kind.filed;
    if (filed == 0) return;
    for (auto at = to.span().from; at < to.span().until; at += hour) {
        const auto cases = usual.per_hour(at);
        if (cases <= 0) continue;
        for (const auto& kind : kinds) {
            const auto share = cases * static_cast<double>(kind.filed) / static_cast<double>(filed);
            for (const auto& one : kind.promises)
                to.expected(kind.team, due_after(calendars, one.calendar, at + half, one.limit), share);
        }
    }
}

}  // namespace redress::app
