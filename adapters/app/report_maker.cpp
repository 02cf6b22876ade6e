#include "adapters/app/report_maker.hpp"

#include "adapters/app/history_trouble.hpp"
#include "adapters/app/mapping.hpp"
#include "adapters/app/reading.hpp"
#include "adapters/app/services.hpp"
#include "adapters/files/calendar_file.hpp"
#include "adapters/files/crosswalk_file.hpp"
#include "adapters/files/entity_file.hpp"
#include "adapters/files/policy_file.hpp"
#include "adapters/files/zone_data.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "adapters/postgres/history_reader.hpp"
#include "states/outside_range.hpp"

#include <algorithm>
#include <future>
#include <optional>

namespace redress::app {
namespace {

/// Dates and business days are those of the house's own policy.
struct house_days {
    std::optional<zone> alone;
    const calendar* by = nullptr;
    [[nodiscard]] const zone& where() const { return by != nullptr ? by->zone() : *alone; }
};

house_days days_of_house(services& from)
{
    house_days found;
    for (const auto* one : from.policies_of_files().in_force()) {
        if (one->applies) continue;
        if (!one->calendar.empty()) found.by = from.calendars().find(one->calendar);
        if (found.by == nullptr) found.alone = files::load_zone(one->zone);
        break;
    }
    if (found.by == nullptr && !found.alone) found.alone = files::load_zone("UTC");
    return found;
}

/// The midnight that begins a date, or with `days` one so much later.
std::optional<instant> midnight(const std::string& typed, const zone& where, std::chrono::days later = {})
{
    const auto date = parse_date(typed, "%Y-%m-%d");
    if (!date) return std::nullopt;
    try {
        return where.first_instant(std::chrono::time_point_cast<duration>(date->local) + later);
    } catch (const outside_range&) {
        return std::nullopt;
    }
}

instant time_typed(const char* option, const std::string& typed, const zone& where,
                   std::chrono::days later = {})
{
    if (const auto at = parse_instant(typed)) return *at;
    if (const auto at = midnight(typed, where, later)) return *at;
    throw command_failed(exit_code::usage, said{"report_no_date", {{"option", option}, {"value", typed}}});
}

report_span span_in(services& from, const report_asked& asked, const zone& where)
{
    const auto now = from.queries().now();
    report_span span{
        .period = {time_typed("from", asked.from, where),
                   time_typed("until", asked.until, where, std::chrono::days(1))},
        .as_of = asked.as_of.empty() ? now : std::min(now, time_typed("as_of", asked.as_of, where)),
        .zone = where.name()};
    if (span.period.from >= span.period.until)
        throw command_failed(exit_code::usage,
                             said{"report_no_period", {{"from", asked.from}, {"until", asked.until}}});
    return span;
}

/// Goes through the histories; a case is handed on when it is whole.
class reading_through {
public:
    reading_through(services& from, workflow::return_made& report, instant as_of, const report_hearers& to,
                    report_made& told)
        : from_(from), who_(from.reader()), report_(report), as_of_(as_of), to_(to), told_(told)
    {
    }

    void run()
    {
        postgres::history_reader reader(from_.database(), instant{});
        const auto read = [&reader] {
            return std::async(std::launch::async, [&reader] { return reader.next(); });
        };
        // The next page is read while this one is folded.
        auto coming = read();
        for (auto page = coming.get(); !page.entries.empty(); page = coming.get()) {
            coming = read();
            for (const auto& one : page.entries) hear(one);
            if (to_.progress) to_.progress(page.done, reader.whole());
        }
        end_case();
    }

    const workflow::row_taken row = [this](const boost::json::object& made) {
        ++told_.rows;
        to_.row(made);
    };

private:
    void hear(const postgres::history_entry& one)
    {
        if (!under_way_ || id_ != one.id) {
            end_case();
            under_way_.emplace(as_of_);
            id_ = one.id;
            why_not_.clear();
        }
        if (why_not_.empty()) why_not_ = trouble_in([&] { under_way_->add(one.body); });
    }

    void end_case()
    {
        if (!under_way_) return;
        const auto& now = under_way_->now();
        if (why_not_.empty() && now.exists() && (!who_ || may_open(*who_, now))) {
            ++told_.cases;
            why_not_ = trouble_in([&] { report_.add(*under_way_, row); });
        }
        if (!why_not_.empty() && may_hear_of(from_, who_, id_)) {
            ++told_.unreadable;
            if (to_.unreadable) to_.unreadable(id_, why_not_);
        }
        under_way_.reset();
    }

    services& from_;
    std::optional<actor> who_;
    workflow::return_made& report_;
    instant as_of_;
    const report_hearers& to_;
    report_made& told_;
    std::optional<workflow::lived_case> under_way_;
    case_id id_{};
    std::string why_not_;
};

}  // namespace

report_span span_of(services& from, const report_asked& asked)
{
    return span_in(from, asked, days_of_house(from).where());
}

report_made make_report(services& from, const report_asked& asked, const report_hearers& to)
{
    const auto days = days_of_house(from);
    if (!asked.legal_entity.empty()) {
        const auto known = from.entities();
        if (std::ranges::find(known.all, asked.legal_entity, &files::legal_entity::id) == known.all.end())
            throw command_failed(
                exit_code::usage,
                said{"no_entity", {{"value", asked.legal_entity}, {"file", known.file}, {"near", ""}}});
    }
    const auto said_elsewhere = files::load_crosswalks(from.path_of(setting::crosswalks_file));
    report_made told{.of = span_in(from, asked, days.where())};
    const auto report = asked.kind->make({.period = told.of.period,
                                          .as_of = told.of.as_of,
                                          .legal_entity = asked.legal_entity,
                                          .where = &days.where(),
                                          .by = days.by,
                                          .said = &said_elsewhere});
    reading_through all(from, *report, told.of.as_of, to, told);
    all.run();
    report->end(all.row);
    return told;
}

}  // namespace redress::app
