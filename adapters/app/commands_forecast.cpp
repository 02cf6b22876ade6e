// deadlines forecast: what falls due when, team by team, and what falls due when nobody works.
#include "adapters/app/cli.hpp"

#include "adapters/app/columns.hpp"
#include "adapters/app/forecast.hpp"
#include "adapters/app/reading.hpp"
#include "adapters/app/services.hpp"
#include "adapters/files/calendar_file.hpp"
#include "adapters/files/policy_file.hpp"
#include "adapters/files/zone_data.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "states/lookups.hpp"
#include "states/promise.hpp"
#include "workflow/reference.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <cmath>
#include <iostream>
#include <tuple>

namespace redress::app {
namespace {

using namespace std::chrono_literals;

constexpr auto looked_back = std::chrono::weeks(4);

struct forecast_options {
    int days = 7;
    std::string by = "hour";
    std::string team;
    bool unattended = false;
    int limit = 50;
};

/// The house's own hours: those of its policy's calendar.
struct house_time {
    const policy* rules = nullptr;
    const calendar* by = nullptr;  // null: nobody says when the house works
    std::optional<redress::zone> zone_alone;

    [[nodiscard]] const redress::zone& zone() const { return by != nullptr ? by->zone() : *zone_alone; }
};

house_time time_of_house(services& from)
{
    house_time found;
    for (const auto* one : from.policies_of_files().in_force())
        if (!one->applies && found.rules == nullptr) found.rules = one;
    if (found.rules == nullptr) throw command_failed(exit_code::config, said{"no_own_policy"});
    if (!found.rules->calendar.empty()) found.by = from.calendars().find(found.rules->calendar);
    if (found.by == nullptr) {
        found.zone_alone = files::load_zone(found.rules->zone);
        if (!found.zone_alone) throw config_error("zone '" + found.rules->zone + "' is not known");
    }
    return found;
}

/// A promise of a case that falls due when nobody works.
struct unattended_promise {
    instant due;
    std::optional<instant> last_work;
    std::string reference, clock, team, owner;
    case_id of{};
};

bool earlier(const unattended_promise& one, const unattended_promise& other)
{
    return std::tie(one.due, one.reference, one.clock) < std::tie(other.due, other.reference, other.clock);
}

std::vector<const policy*> pinned_by(services& from, const complaint& of)
{
    std::vector<const policy*> rules;
    for (const auto& pin : of.facts.policies)
        if (const auto* found = from.policies().find(pin.sha256)) rules.push_back(found);
    return rules;
}

/// What runs now.
class running_promises {
public:
    running_promises(services& from, const forecast_options& options, const working_hours& hours,
                     forecast& into)
        : from_(from), options_(options), hours_(hours), into_(into)
    {
    }

    void look_at(const complaint& of)
    {
        if (!options_.team.empty() && of.facts.team != options_.team) return;
        const auto rules = pinned_by(from_, of);
        for (const auto& one : of.facts.clocks) {
            if (one.state != clock_state::running || one.kind == clock_kind::window || !one.due) continue;
            into_.due(of.facts.team, *one.due);
            warnings(of, one, rules);
            if (*one.due > into_.span().from && *one.due <= into_.span().until && hours_.unattended(*one.due))
                keep(of, one);
        }
    }

    [[nodiscard]] std::vector<unattended_promise> unattended() const
    {
        auto sorted = kept_;
        std::ranges::sort_heap(sorted, earlier);
        return sorted;
    }

private:
    void warnings(const complaint& of, const clock& one, const std::vector<const policy*>& rules)
    {
        const auto* rule = rule_of(rules, one);
        if (rule == nullptr || rule->warn.empty()) return;
        const calendar* by = nullptr;
        try {
            by = calendar_of(of.facts, one, from_.policies_of_engine().calendars());
        } catch (const unknown_calendar&) {
            return;  // its due time stands all the same; the engine alarms about the pin
        }
        for (const auto& each : rule->warn) {
            if (std::ranges::find(one.warned, each.text) != one.warned.end()) continue;
            if (const auto at = crossing(one, each, by)) into_.warning(of.facts.team, *at);
        }
    }

    /// The earliest ones alone, so that memory does not grow with the cases.
    void keep(const complaint& of, const clock& one)
    {
        kept_.push_back({.due = *one.due,
                         .last_work = hours_.last_work(*one.due),
                         .reference = workflow::shown_reference(of.facts.reference),
                         .clock = one.clock_id + (one.subject.empty() ? "" : "/" + one.subject),
                         .team = of.facts.team,
                         .owner = of.facts.owner,
                         .of = of.id});
        std::ranges::push_heap(kept_, earlier);
        if (static_cast<int>(kept_.size()) <= options_.limit) return;
        std::ranges::pop_heap(kept_, earlier);
        kept_.pop_back();
    }

    services& from_;
    const forecast_options& options_;
    const working_hours& hours_;
    forecast& into_;
    std::vector<unattended_promise> kept_;
};

/// What was filed in the weeks before.
struct filed_before {
    std::map<instant, std::int64_t> by_quarter;  // of an hour, the finest that a zone's offset knows
    std::map<std::string, arrival_kind> kinds;
    instant_span seen;
};

filed_before filings(services& from, const forecast_options& options, instant now)
{
    filed_before found{.seen = {now - looked_back, now}};
    std::optional<instant> first;
    const bool older = for_each_case_recorded(from, found.seen.from, [&](const complaint& one) {
        const auto filed = one.facts.filed_at;
        if (!filed || *filed < found.seen.from || *filed >= now) return;
        if (!first || *filed < *first) first = filed;
        const auto since = filed->time_since_epoch();
        ++found.by_quarter[instant(since - since % 15min)];
        arrival_kind kind{.team = one.facts.team,
                          .promises = promises_of_filing(
                              policies_for(from.policies().in_force(), traits_of(one.facts)), one)};
        if (!options.team.empty() && kind.team != options.team) kind.promises.clear();  // seen all the same
        std::string key = kind.team;
        for (const auto& each : kind.promises) key += "\n" + each.calendar + " " + to_string(each.limit);
        ++found.kinds.try_emplace(key, std::move(kind)).first->second.filed;
    });
    // Where nothing is older, the house did not take complaints in all of these weeks.
    if (!older && first) found.seen.from = *first;
    return found;
}

std::string one_decimal(double value)
{
    const auto tenths = std::llround(value * 10);
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

/// Full blocks for what runs, light ones for what is expected; the longest has 30.
std::string bar(const load& of, double most)
{
    const double scale = most > 30 ? 30 / most : 1;
    const auto solid = std::llround(static_cast<double>(of.due) * scale);
    const auto all = std::llround((static_cast<double>(of.due) + of.expected) * scale);
    std::string text;
    for (long long i = 0; i < all; ++i) text += i < solid ? "█" : "░";
    return text;
}

std::string two(std::int64_t number)
{
    return (number < 10 ? "0" : "") + std::to_string(number);
}

void print_rows(services& from, const shared_options& shared, const forecast& made, bool by_hour)
{
    const auto rows = made.rows();
    double most = 0;
    for (const auto& one : rows) most = std::max(most, static_cast<double>(one.of.due) + one.of.expected);
    const bool table = shared.output() == output_format::table;
    auto heads = table ? columns(from, shared,
                                 {{"date"},
                                  {"hour"},
                                  {"team"},
                                  {"due", true},
                                  {"unattended", true},
                                  {"warnings", true},
                                  {"expected", true},
                                  {"bar"}})
                       : columns(from, shared,
                                 {{"from"},
                                  {"date"},
                                  {"hour"},
                                  {"team"},
                                  {"due"},
                                  {"unattended"},
                                  {"warnings"},
                                  {"expected"}});
    if (!by_hour) std::erase_if(heads, [](const column& one) { return one.key == "hour"; });
    row_printer out(std::cout, shared.output(), heads);
    for (const auto& one : rows) {
        const auto expected = one_decimal(one.of.expected);
        if (one.of.due == 0 && one.of.warnings == 0 && expected == "0.0") continue;
        const auto date = std::chrono::floor<std::chrono::days>(one.begins);
        const auto minutes = std::chrono::floor<std::chrono::minutes>(one.begins - date);
        boost::json::object row{{"from", to_string(one.from)}, {"date", to_string(date)}};
        if (by_hour) row["hour"] = two(minutes / 1h) + ":" + two(minutes % 1h / 1min);
        row["team"] = one.team;
        row["due"] = one.of.due;
        row["unattended"] = one.of.unattended;
        row["warnings"] = one.of.warnings;
        row["expected"] = expected;
        if (table) row["bar"] = bar(one.of, most);
        out.row(row);
    }
    out.end();
}

void print_unattended(services& from, const shared_options& shared,
                      const std::vector<unattended_promise>& list)
{
    row_printer out(std::cout, shared.output(),
                    columns(from, shared,
                            {{"due", false, 27},
                             {"last_work", false, 27},
                             {"reference"},
                             {"clock"},
                             {"team"},
                             {"owner"},
                             {"case"}}));
    for (const auto& one : list) {
        boost::json::object row{{"due", to_string(one.due)},  {"last_work", nullptr},
                                {"reference", one.reference}, {"clock", one.clock},
                                {"team", one.team},           {"owner", one.owner},
                                {"case", to_string(one.of)}};
        if (one.last_work) row["last_work"] = to_string(*one.last_work);
        out.row(row);
    }
    out.end();
}

exit_code show_forecast(const shared_options& shared, const forecast_options& options)
{
    services from(shared);
    const auto house = time_of_house(from);
    const working_hours hours(house.by);
    const auto now = from.queries().now();
    const bool by_hour = options.by == "hour";
    const instant_span span{now, now + std::chrono::days(options.days)};
    forecast made(house.zone(), hours, span, by_hour ? forecast_step::hour : forecast_step::day);
    running_promises running(from, options, hours, made);
    for_each_case_ahead(from, span.until, [&](const complaint& one) { running.look_at(one); });
    const auto days = std::to_string(options.days);
    if (options.unattended) {
        const auto list = running.unattended();
        print_unattended(from, shared, list);
        if (!shared.quiet)
            std::cerr << from.say({"forecast_unattended",
                                   {{"days", days},
                                    {"unattended", std::to_string(made.sum().unattended)},
                                    {"shown", std::to_string(list.size())}}})
                      << '\n';
        return exit_code::ok;
    }
    const auto before = filings(from, options, now);
    usual_arrivals usual(house.zone(), before.seen);
    for (const auto& [at, cases] : before.by_quarter) usual.filed(std::max(at, before.seen.from), cases);
    std::vector<arrival_kind> kinds;
    for (const auto& [key, kind] : before.kinds) kinds.push_back(kind);
    add_arrivals(made, usual, kinds, from.policies_of_engine().calendars());
    print_rows(from, shared, made, by_hour);
    const auto all = made.sum();
    if (!shared.quiet)
        std::cerr << from.say({"forecast_sums",
                               {{"due", std::to_string(all.due)},
                                {"days", days},
                                {"unattended", std::to_string(all.unattended)},
                                {"expected", one_decimal(all.expected)},
                                {"filed", std::to_string(usual.count())},
                                {"since", to_string(before.seen.from)}}})
                  << '\n';
    return exit_code::ok;
}

}  // namespace

void add_forecast_command(command_line& line, CLI::App& deadlines)
{
    auto options = std::make_shared<forecast_options>();
    auto* forecast = add_command(
        line, deadlines, "forecast",
        "Says how many promises fall due when, team by team, with what is usually filed, in the time of the "
        "house's calendar.",
        "deadlines forecast --days 5\n"
        "deadlines forecast --days 28 --by day --team care -o csv\n"
        "deadlines forecast --unattended",
        [&line, options] { return show_forecast(line.shared, *options); });
    forecast->add_option("--days", options->days, "days ahead")
        ->check(CLI::Range(1, 92))
        ->capture_default_str();
    forecast->add_option("--by", options->by, "hour or day")
        ->check(CLI::IsMember({"hour", "day"}))
        ->capture_default_str();
    forecast->add_option("--team", options->team, "cases of this team alone");
    forecast->add_flag(
        "--unattended", options->unattended,
        "lists what falls due when nobody works, with the end of the last working time before");
    forecast->add_option("--limit", options->limit, "of that list, promises at most")
        ->check(CLI::Range(1, 10'000))
        ->capture_default_str();
}

}  // namespace redress::app
