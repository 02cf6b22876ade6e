// How much falls due when: running promises by team and hour or day of a zone, and what the cases that are usually filed
// will add. Plain arithmetic: nothing here reads a file, a database or a clock.
//
// What is due by an instant has to be done before it, so it stands in the hour that ends with it; when nobody works
// then, in the last hour before in which somebody does. A promise that ends with a business day (24:00) has that whole
// day; every other one that falls due when nobody works is counted as unattended.
#pragma once

#include "states/calendar_source.hpp"
#include "states/complaint.hpp"
#include "states/limit.hpp"
#include "states/policy.hpp"
#include "states/zone.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace redress::app {

/// When somebody works. Without a calendar, and outside its years, nobody knows: then it is taken that somebody does.
class working_hours {
public:
    explicit working_hours(const calendar* by) : by_(by) {}
    /// Whether an instant ends working time or lies within it.
    [[nodiscard]] bool at_work(instant at) const;
    /// Whether nobody works when something falls due, and it is not the end of a business day.
    [[nodiscard]] bool unattended(instant due) const;
    /// The end of the last working time before; nothing when the calendar does not reach so far back.
    [[nodiscard]] std::optional<instant> last_work(instant before) const;

private:
    const calendar* by_;
};

enum class forecast_step : std::uint8_t { hour, day };

struct load {
    std::int64_t due = 0;         // promises that are running now
    std::int64_t unattended = 0;  // of them
    std::int64_t warnings = 0;
    double expected = 0;  // promises of cases that are not filed yet, on average
};

struct forecast_row {
    instant from;          // beginning of the hour or day
    local_reading begins;  // as the clock on the wall shows it
    std::string team;      // empty: nobody's yet
    load of;
};

class forecast {
public:
    /// `of`: what falls due later than its beginning and not later than its end is counted. The zone and the calendar
    /// live elsewhere, as long as this.
    forecast(const redress::zone& where, const working_hours& hours, instant_span of, forecast_step step)
        : where_(where), hours_(hours), of_(of), step_(step)
    {
    }

    void due(const std::string& team, instant at);
    void warning(const std::string& team, instant at);
    void expected(const std::string& team, instant at, double promises);

    [[nodiscard]] const instant_span& span() const { return of_; }
    [[nodiscard]] const redress::zone& where() const { return where_; }
    /// By time, then team; what is empty is left out.
    [[nodiscard]] std::vector<forecast_row> rows() const;
    [[nodiscard]] load sum() const;

private:
    [[nodiscard]] bool counts(instant at) const { return of_.from < at && at <= of_.until; }
    [[nodiscard]] instant beginning(instant of) const;
    load& slot(const std::string& team, instant due);

    const redress::zone& where_;
    working_hours hours_;
    instant_span of_;
    forecast_step step_;
    std::map<std::pair<instant, std::string>, load> slots_;
};

/// How many cases are filed in an hour of the week, on average.
class usual_arrivals {
public:
    /// Filings were looked for from `seen.from` to before `seen.until`.
    usual_arrivals(const redress::zone& where, instant_span seen);
    /// What lies outside is not counted.
    void filed(instant at, std::int64_t cases = 1);
    /// In an hour that begins with `at`; 0 for an hour of the week that was never seen.
    [[nodiscard]] double per_hour(instant at) const;
    [[nodiscard]] std::int64_t count() const { return count_; }

private:
    [[nodiscard]] std::size_t hour_of_week(instant at) const;

    const redress::zone& where_;
    instant_span seen_;
    std::array<std::int64_t, 7 * 24> filed_{}, hours_{};
    std::int64_t count_ = 0;
};

/// What a filing brings: a limit, and the id of the calendar that counts it.
struct promise_brought {
    std::string calendar;
    limit_rule limit;
    bool operator==(const promise_brought&) const = default;
};

/// Those of a case like this one when it is filed under these policies; windows are the complainant's.
[[nodiscard]] std::vector<promise_brought> promises_of_filing(std::span<const policy* const> policies,
                                                              const complaint& like);

/// Filings that go to one team and bring the same promises.
struct arrival_kind {
    std::string team;
    std::vector<promise_brought> promises;
    std::int64_t filed = 0;  // of those seen
};

/// Adds what will be filed from the beginning of the forecast on: each hour's mean, spread over the kinds as they were seen
/// and counted from the middle of the hour.
void add_arrivals(forecast& to, const usual_arrivals& usual, const std::vector<arrival_kind>& kinds,
                  const calendar_source& calendars);

}  // namespace redress::app
