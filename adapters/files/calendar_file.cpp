#include "adapters/files/calendar_file.hpp"

#include "adapters/files/hours.hpp"
#include "adapters/files/zone_data.hpp"
#include "states/outside_range.hpp"

#include <algorithm>
#include <filesystem>

namespace redress::files {
namespace {

class calendar_reader {
public:
    calendar_reader(std::string_view bytes, const std::string& name, std::optional<zone> data)
        : table_(parse_toml(bytes, name)), file_(table_, name, "the calendar"), data_(std::move(data))
    {
        rules_.version = sha256_hex(bytes);
    }

    calendar read()
    {
        read_head();
        read_week();
        read_special_days();
        auto zone = read_zone();
        file_.finish();
        try {
            return {std::move(rules_), std::move(zone)};
        } catch (const overlapping_hours& wrong) {
            file_.fail("hours", std::string("do not fit together: ") + wrong.what());
        } catch (const outside_range& wrong) {
            file_.fail("last_year", std::string("reaches too far: ") + wrong.what());
        }
    }

private:
    void read_head()
    {
        const auto id = file_.id("id");
        rules_.id = id.text;
        file_.call("calendar '" + id.text + "'");
        rules_.title = file_.text("title").text;
        rules_.title_zh = file_.text("title_zh").text;
        constexpr int year_min = 1970, year_max = 2098;
        rules_.first_year = static_cast<int>(file_.integer("first_year", year_min, year_max));
        rules_.last_year = static_cast<int>(file_.integer("last_year", year_min, year_max));
        if (rules_.last_year < rules_.first_year)
            file_.fail("last_year",
                       "lies before first_year; the years are first_year to last_year, both included");
        rules_.source = file_.text("source").text;
    }

    zone read_zone()
    {
        const auto said = file_.text("zone");
        if (data_) {
            if (data_->name() != said.text)
                file_.fail(said.at,
                           "zone '" + said.text + "' is not that of the data, '" + data_->name() + "'");
            return std::move(*data_);
        }
        auto found = load_zone(said.text);
        if (!found)
            file_.fail(said.at, "zone '" + said.text + "' is no IANA name; write one such as Asia/Shanghai");
        return std::move(*found);
    }

    void read_week()
    {
        auto table = file_.maybe_table("hours");
        if (!table)
            file_.fail("hours",
                       "are missing; write [hours] and a line for each day on which people work, such as "
                       "monday = [\"09:00-18:00\"]");
        bool any = false;
        for (std::size_t day = 0; day < weekday_names.size(); ++day) {
            rules_.hours[day] = read_hours(*table, weekday_names[day]);
            any = any || !rules_.hours[day].empty();
        }
        table->finish();
        if (!any) file_.fail("hours", "name no day; write at least one, such as monday = [\"09:00-18:00\"]");
    }

    special_day day_of(toml_reader& in, std::string_view what)
    {
        special_day day;
        day.date = in.date("date");
        in.call(std::string(what) + " " + to_string(day.date));
        const auto year = static_cast<int>(std::chrono::year_month_day(day.date).year());
        if (year < rules_.first_year || year > rules_.last_year)
            in.fail("date", "lies outside of first_year to last_year; widen them or take the line out");
        day.name = in.text("name").text;
        if (const auto name = in.maybe_text("name_zh")) day.name_zh = name->text;
        return day;
    }

    std::size_t weekday_of(toml_reader& in)
    {
        const auto like = in.text("like");
        const auto found = std::find(weekday_names.begin(), weekday_names.end(), like.text);
        if (found == weekday_names.end()) in.unknown_name(like, "like", weekday_names);
        const auto day = static_cast<std::size_t>(found - weekday_names.begin());
        if (rules_.hours[day].empty())
            in.fail(like.at, "like names a day on which nobody works; name one that has [hours]");
        return day;
    }

    void keep(const toml_reader& in, special_day day)
    {
        if (!special_.emplace(day.date, std::move(day)).second)
            in.fail("date", "stands twice; keep one line for a date, and an override to change it");
    }

    void read_special_days()
    {
        for (auto& one : file_.tables("holidays")) {
            auto day = day_of(one, "holiday");
            one.finish();
            keep(one, std::move(day));
        }
        for (auto& one : file_.tables("workdays")) {
            auto day = day_of(one, "workday");
            day.hours = rules_.hours[weekday_of(one)];
            one.finish();
            keep(one, std::move(day));
        }
        read_overrides();
        for (auto& [date, day] : special_) rules_.special.push_back(std::move(day));
    }

    // Beats what the source says about the date; each date once here, too.
    void read_overrides()
    {
        std::map<local_date, special_day> overrides;
        for (auto& one : file_.tables("override")) {
            auto day = day_of(one, "override");
            const bool closed = one.yes("closed");
            day.hours = read_hours(one, "hours");
            if (closed != day.hours.empty())
                one.fail("closed",
                         "or hours must be there, one of them: closed = true, or hours = [\"09:00-12:00\"]");
            (void)one.text("source");
            one.finish();
            const auto date = day.date;
            if (!overrides.emplace(date, std::move(day)).second)
                one.fail("date", "is overridden twice; keep one of them");
        }
        for (auto& [date, day] : overrides) special_.insert_or_assign(date, std::move(day));
    }

    toml::table table_;
    toml_reader file_;
    std::optional<zone> data_;  // instead of the machine's
    calendar_rules rules_;
    std::map<local_date, special_day> special_;
};

}  // namespace

calendar load_calendar(std::string_view toml_bytes, const std::string& name)
{
    return calendar_reader(toml_bytes, name, {}).read();
}

calendar load_calendar(std::string_view toml_bytes, const std::string& name, zone data)
{
    return calendar_reader(toml_bytes, name, std::move(data)).read();
}

std::string zone_of_calendar(std::string_view toml_bytes, const std::string& name)
{
    const auto table = parse_toml(toml_bytes, name);
    return toml_reader(table, name, "the calendar").text("zone").text;
}

std::vector<std::string> calendar_book::ids() const
{
    std::vector<std::string> found;
    std::error_code failed;
    for (std::filesystem::directory_iterator it(folder_, failed), end; !failed && it != end;
         it.increment(failed))
        if (it->path().extension() == ".toml") found.push_back(it->path().stem().string());
    if (failed)
        throw file_error(folder_, 0, 0,
                         "cannot be read as a folder (" + failed.message() + "); set calendars.dir");
    if (found.empty())
        throw file_error(folder_, 0, 0,
                         "holds no calendar (*.toml); set calendars.dir, or run ops/calendars");
    std::ranges::sort(found);
    return found;
}

const calendar* calendar_book::in_force(std::string_view id) const
{
    const auto known = read_.find(id);
    return known == read_.end() ? nullptr : known->second.rules.get();
}

const calendar* calendar_book::pinned(std::string_view sha256, std::string_view zone_data) const
{
    const auto is_it = [&](const calendar& one) {
        return one.rules().version == sha256 && one.zone().version() == zone_data;
    };
    for (const auto& [id, one] : read_)
        if (is_it(*one.rules)) return one.rules.get();
    for (const auto& one : earlier_)
        if (is_it(*one)) return one.get();
    return nullptr;
}

void calendar_book::add(calendar earlier)
{
    earlier_.push_back(std::make_unique<const calendar>(std::move(earlier)));
}

const calendar* calendar_book::find(std::string_view id)
{
    if (const auto known = read_.find(id); known != read_.end()) return known->second.rules.get();
    const auto all = ids();
    if (std::ranges::find(all, id) == all.end()) return nullptr;
    const auto path = (std::filesystem::path(folder_) / (std::string(id) + ".toml")).string();
    auto bytes = read_file(path);
    auto made = std::make_unique<const calendar>(load_calendar(bytes, path));
    if (made->rules().id != id)
        throw file_error(path, 1, 1,
                         "id '" + made->rules().id + "' is not the name of its file; call both alike");
    return read_.emplace(std::string(id), calendar_document{std::move(made), std::move(bytes)})
        .first->second.rules.get();
}

}  // namespace redress::files
