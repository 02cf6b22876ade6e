// calendar: when people work, and when a limit is over.
#include "adapters/app/cli.hpp"

#include "adapters/app/calendar_ics.hpp"
#include "adapters/app/calendar_question.hpp"
#include "adapters/app/calendar_view.hpp"
#include "adapters/app/columns.hpp"
#include "adapters/app/services.hpp"
#include "adapters/files/calendar_file.hpp"
#include "states/outside_range.hpp"

#include <boost/json.hpp>

#include <cerrno>
#include <iostream>
#include <system_error>

#include <unistd.h>

namespace redress::app {
namespace {

namespace bj = boost::json;

/// What people typed wrong is theirs to mend, a file or its years the keeper's.
template <class Command>
exit_code guarded(const Command& run)
{
    try {
        return run();
    } catch (const unclear_question& wrong) {
        throw command_failed(exit_code::usage, wrong.what());
    } catch (const outside_range& wrong) {
        throw command_failed(exit_code::config, wrong.what());
    } catch (const files::file_error& wrong) {
        throw command_failed(exit_code::config, wrong.what());
    }
}

exit_code list_calendars(const shared_options& shared, const std::vector<const calendar*>& all,
                         services& from)
{
    row_printer rows(
        std::cout, shared.output(),
        columns(from, shared, {{"calendar"}, {"title"}, {"zone"}, {"first_year", true}, {"last_year", true}},
                {"zone_data", "source", "version"}));
    for (const auto* one : all) rows.row(calendar_head(*one, shared.lang()));
    rows.end();
    return exit_code::ok;
}

std::vector<const calendar*> every_calendar(files::calendar_book& book)
{
    std::vector<const calendar*> all;
    for (const auto& id : book.ids()) all.push_back(book.find(id));
    return all;
}

exit_code check_calendars(const shared_options& shared, const std::vector<std::string>& paths)
{
    services from(shared);
    if (paths.empty()) return list_calendars(shared, every_calendar(from.calendars()), from);
    std::vector<std::unique_ptr<const calendar>> read;
    std::vector<const calendar*> all;
    for (const auto& path : paths) {
        read.push_back(std::make_unique<const calendar>(files::load_calendar(files::read_file(path), path)));
        all.push_back(read.back().get());
    }
    return list_calendars(shared, all, from);
}

exit_code show_calendar(const shared_options& shared, const std::string& id, std::optional<int> year)
{
    services from(shared);
    if (id.empty()) return list_calendars(shared, every_calendar(from.calendars()), from);
    const auto& one = calendar_named(from.calendars(), id);
    auto out = calendar_head(one, shared.lang());
    out["hours"] = hours_by_weekday(one);
    const auto& special = one.rules().special;
    if (shared.output() == output_format::json || shared.output() == output_format::jsonl) {
        bj::array days;
        for (const auto& day : special)
            if (is_of_year(day, year)) days.push_back(special_day_row(day, shared.lang()));
        out["days"] = std::move(days);
        print_thing(from, shared, out);
        return exit_code::ok;
    }
    if (shared.output() == output_format::table) {
        // A line for each weekday, named like everything else.
        const auto hours = out["hours"].as_object();
        out.erase("hours");
        for (const auto& [weekday, spans] : hours) out[weekday] = spans;
        print_thing(from, shared, out);
        std::cout << '\n';
    }
    row_printer rows(std::cout, shared.output(), columns(from, shared, {{"date"}, {"hours"}, {"name"}}));
    for (const auto& day : special)
        if (is_of_year(day, year)) rows.row(special_day_row(day, shared.lang()));
    rows.end();
    return exit_code::ok;
}

exit_code export_calendar(const shared_options& shared, const std::string& id, std::optional<int> year)
{
    services from(shared);
    write_icalendar(std::cout, calendar_named(from.calendars(), id), year, shared.lang());
    return exit_code::ok;
}

std::int64_t whole_seconds(duration amount)
{
    return std::chrono::floor<std::chrono::seconds>(amount).count();
}

exit_code between(const shared_options& shared, const std::string& id, const std::string& from_text,
                  const std::string& until_text)
{
    services from(shared);
    const auto& by = calendar_named(from.calendars(), id);
    const instant first = asked_instant("A", from_text), last = asked_instant("B", until_text);
    if (last < first) throw unclear_question("B must not lie before A; exchange the two instants");
    const auto first_date = by.zone().date(first), last_date = by.zone().date(last);
    print_thing(from, shared,
                {{"calendar", id},
                 {"from", to_string(first)},
                 {"until", to_string(last)},
                 {"elapsed_seconds", whole_seconds(last - first)},
                 {"working_seconds", whole_seconds(by.worked(last) - by.worked(first))},
                 {"calendar_days", (last_date - first_date).count()},
                 {"business_days", by.business_days(first_date, last_date)}});
    return exit_code::ok;
}

struct due_options {
    std::string calendar, start, limit;
    std::string end = "instant", roll = "none", cutoff = "none";
    std::vector<std::string> pauses;
    bool lines = false;
};

calendar_question question_of(const due_options& options)
{
    for (const auto& [name, text] :
         {std::pair("--calendar", &options.calendar), std::pair("--start", &options.start),
          std::pair("--limit", &options.limit)})
        if (text->empty()) throw unclear_question(std::string(name) + " is missing");
    calendar_question asked{.calendar = options.calendar,
                            .start = asked_instant("--start", options.start),
                            .rule = {.limit = asked_limit("--limit", options.limit),
                                     .end = asked_name<limit_end>("--end", options.end),
                                     .roll = asked_name<limit_roll>("--roll", options.roll),
                                     .cutoff = asked_name<limit_cutoff>("--cutoff", options.cutoff)},
                            .pauses = {}};
    for (const auto& pause : options.pauses) {
        const auto slash = pause.find('/');
        if (slash == std::string::npos)
            throw unclear_question("--pause must be FROM/TO, two instants with a / between them");
        asked.pauses.push_back(
            asked_pause(std::string_view(pause).substr(0, slash), std::string_view(pause).substr(slash + 1)));
    }
    return asked;
}

/// In a table the parts stand one under another, elsewhere in the answer itself.
void print_answer(services& from, const shared_options& shared, const due_explained& answer, bool days)
{
    if (shared.output() != output_format::table) {
        std::string text;
        write_answer(text, answer, days);
        std::cout << text << '\n';
        return;
    }
    print_thing(from, shared, {{"due", to_string(answer.due)}});
    std::cout << '\n';
    row_printer rows(
        std::cout, output_format::table,
        days ? columns(from, shared, {{"first", false, 27}, {"last", false, 27}, {"days", true}})
             : columns(from, shared, {{"from", false, 27}, {"until", false, 27}, {"seconds", true}}));
    for (const auto& part : answer.counted)
        rows.row(days ? bj::object{{"first", to_string(part.first)},
                                   {"last", to_string(part.last)},
                                   {"days", part.dates}}
                      : bj::object{{"from", to_string(part.span.from)},
                                   {"until", to_string(part.span.until)},
                                   {"seconds", whole_seconds(part.span.until - part.span.from)}});
    rows.end();
}

std::size_t standard_input(std::span<char> room)
{
    for (;;) {
        const auto size = ::read(STDIN_FILENO, room.data(), room.size());
        if (size >= 0) return static_cast<std::size_t>(size);
        if (errno != EINTR)
            throw command_failed(exit_code::failure,
                                 "standard input cannot be read: " + std::generic_category().message(errno));
    }
}

exit_code due(const shared_options& shared, const due_options& options)
{
    services from(shared);
    if (options.lines) {
        return answer_lines(standard_input, std::cout, from.calendars()) ? exit_code::ok : exit_code::partial;
    }
    const auto asked = question_of(options);
    const auto& by = calendar_named(from.calendars(), asked.calendar);
    print_answer(from, shared, explain_due(by, asked.start, asked.rule, asked.pauses),
                 counts_days(asked.rule.limit.unit));
    return exit_code::ok;
}

void add_check_and_show(command_line& line, CLI::App& family)
{
    auto paths = std::make_shared<std::vector<std::string>>();
    auto* check = add_command(line, family, "check", "Reads calendar files and says what is wrong with them.",
                              "calendar check\ncalendar check schemas/calendars/uk.toml", [&line, paths] {
                                  return guarded([&] { return check_calendars(line.shared, *paths); });
                              });
    check->add_option("file", *paths, "files (default: all of calendars.dir)");

    auto id = std::make_shared<std::string>();
    auto year = std::make_shared<std::optional<int>>();
    auto* show = add_command(
        line, family, "show", "Lists the calendars, or shows one: hours, zone, special days.",
        "calendar show\ncalendar show cn-wallet --year 2026 --lang zh-CN",
        [&line, id, year] { return guarded([&] { return show_calendar(line.shared, *id, *year); }); });
    show->add_option("calendar", *id, "calendar, such as uk; none: the list");
    show->add_option("--year", *year, "special days of this year alone");

    auto* exported = add_command(line, family, "export", "Prints the special days as iCalendar (RFC 5545).",
                                 "calendar export uk --year 2026 > uk.ics", [&line, id, year] {
                                     return guarded([&] { return export_calendar(line.shared, *id, *year); });
                                 });
    exported->add_option("calendar", *id, "calendar, such as uk")->required();
    exported->add_option("--year", *year, "of this year alone");
}

void add_between(command_line& line, CLI::App& family)
{
    struct asked {
        std::string calendar = "elapsed", from, until;
    };
    auto options = std::make_shared<asked>();
    auto* command = add_command(
        line, family, "between", "Measures from A to B: elapsed and working time, days, business days.",
        "calendar between 2026-12-24T10:00:00Z 2026-12-31T17:00:00Z --calendar uk", [&line, options] {
            return guarded(
                [&] { return between(line.shared, options->calendar, options->from, options->until); });
        });
    command->add_option("A", options->from, "instant, such as 2026-12-24T10:00:00Z")->required();
    command->add_option("B", options->until, "instant that is not earlier")->required();
    command->add_option("--calendar", options->calendar, "calendar, such as uk (default: elapsed)");
}

void add_due(command_line& line, CLI::App& family)
{
    auto options = std::make_shared<due_options>();
    auto* command =
        add_command(line, family, "due", "Says when a limit is over and what was counted until then.",
                    "calendar due --calendar uk --start 2026-12-24T10:00:00Z --limit 3bd --end cob\n"
                    "calendar due --calendar cn-wallet --start 2026-09-30T09:00:00Z --limit 4bh -o json\n"
                    "calendar due --jsonl < questions.jsonl",
                    [&line, options] { return guarded([&] { return due(line.shared, *options); }); });
    command->add_option("--calendar", options->calendar, "calendar, such as uk");
    command->add_option("--start", options->start, "instant, such as 2026-12-24T10:00:00Z");
    command->add_option("--limit", options->limit, "number and unit: s, min, h, cd, w, mo, y, bd or bh");
    command->add_option("--end", options->end, "instant (default), cob or eod")
        ->check(CLI::IsMember({"instant", "cob", "eod"}));
    command->add_option("--roll", options->roll, "none (default) or next_bd")
        ->check(CLI::IsMember({"none", "next_bd"}));
    command->add_option("--cutoff", options->cutoff, "none (default) or cob")
        ->check(CLI::IsMember({"none", "cob"}));
    command
        ->add_option("--pause", options->pauses,
                     "FROM/TO, during which the clock stood still; may come again")
        ->allow_extra_args(false);
    command->add_flag("--jsonl", options->lines,
                      "reads one question a line, {\"calendar\":...,\"start\":...,\"limit\":...,\"end\":...,"
                      "\"roll\":...,\"cutoff\":...,\"pauses\":[[FROM,TO]]}, and answers each by a line");
}

}  // namespace

void add_calendar_commands(command_line& line, CLI::App& root)
{
    auto* family = add_command(line, root, "calendar", "When people work, and when a limit is over.",
                               "calendar show\n"
                               "calendar due --calendar uk --start 2026-12-24T10:00:00Z --limit 3bd");
    add_check_and_show(line, *family);
    add_between(line, *family);
    add_due(line, *family);
}

}  // namespace redress::app
