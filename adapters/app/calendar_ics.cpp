#include "adapters/app/calendar_ics.hpp"

#include <ostream>

namespace redress::app {
namespace {

constexpr std::size_t octets_max = 75;  // of a line, its end not counted

/// A line is folded between characters, each further one begins with a space.
void write_line(std::ostream& out, std::string_view line)
{
    for (std::size_t room = octets_max; line.size() > room; room = octets_max - 1) {
        while ((static_cast<unsigned char>(line[room]) & 0xc0) == 0x80) --room;
        out << line.substr(0, room) << "\r\n ";
        line.remove_prefix(room);
    }
    out << line << "\r\n";
}

std::string escaped(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        if (c == '\\' || c == ';' || c == ',') out += '\\';
        if (c == '\n')
            out += "\\n";
        else
            out += c;
    }
    return out;
}

std::string basic(local_date date)
{
    auto text = to_string(date);
    std::erase(text, '-');
    return text;
}

void write_event(std::ostream& out, const calendar_rules& rules, const special_day& day,
                 std::string_view language)
{
    write_line(out, "BEGIN:VEVENT");
    write_line(out, "UID:" + basic(day.date) + "-" + rules.id + "@calendars.redress.example");
    // When the event was made: nobody's clock, so that the same file gives the same bytes.
    write_line(out, "DTSTAMP:" + std::to_string(rules.first_year) + "0101T000000Z");
    write_line(out, "DTSTART;VALUE=DATE:" + basic(day.date));
    write_line(out, "DTEND;VALUE=DATE:" + basic(day.date + std::chrono::days(1)));
    std::string hours;
    for (const auto& span : day.hours) hours += " " + to_string(span);
    write_line(out, "SUMMARY:" + escaped(name_in(day, language) + hours));
    write_line(out, std::string("CATEGORIES:") + (day.hours.empty() ? "HOLIDAY" : "WORKDAY"));
    write_line(out, "TRANSP:TRANSPARENT");
    write_line(out, "END:VEVENT");
}

}  // namespace

const std::string& name_in(const special_day& day, std::string_view language)
{
    return language.starts_with("zh") && !day.name_zh.empty() ? day.name_zh : day.name;
}

bool is_of_year(const special_day& day, std::optional<int> year)
{
    return !year || static_cast<int>(std::chrono::year_month_day(day.date).year()) == *year;
}

void write_icalendar(std::ostream& out, const calendar& from, std::optional<int> year,
                     std::string_view language)
{
    const auto& rules = from.rules();
    write_line(out, "BEGIN:VCALENDAR");
    write_line(out, "VERSION:2.0");
    write_line(out, "PRODID:-//Redress//calendar " + rules.id + "//EN");
    write_line(out, "CALSCALE:GREGORIAN");
    write_line(out, "NAME:" + escaped(language.starts_with("zh") ? rules.title_zh : rules.title));
    write_line(out, "DESCRIPTION:" + escaped(rules.source));
    for (const auto& day : rules.special)
        if (is_of_year(day, year)) write_event(out, rules, day, language);
    write_line(out, "END:VCALENDAR");
}

}  // namespace redress::app
