#include "adapters/app/story_reader.hpp"

#include "adapters/app/nearest.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace redress::app {
namespace {

using namespace std::chrono_literals;

constexpr auto weekdays = std::to_array<std::string_view>({"mon", "tue", "wed", "thu", "fri", "sat", "sun"});

struct unit {
    std::string_view name;
    duration length;
};
constexpr auto units = std::to_array<unit>({{"s", 1s},
                                            {"min", 1min},
                                            {"h", 1h},
                                            {"day", 24h},
                                            {"days", 24h},
                                            {"week", 7 * 24h},
                                            {"weeks", 7 * 24h}});
constexpr auto unit_names = [] {
    std::array<std::string_view, units.size()> names{};
    std::transform(units.begin(), units.end(), names.begin(), [](const unit& one) { return one.name; });
    return names;
}();

std::optional<std::int64_t> whole(std::string_view text)
{
    std::int64_t value = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failed != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

}  // namespace

story_reader::story_reader(std::string_view line, const std::string& file, std::size_t number)
    : file_(file), number_(number)
{
    for (std::size_t i = 0; i < line.size();) {
        if (line[i] == ' ' || line[i] == '\t') {
            ++i;
        } else if (line[i] == ',') {
            tokens_.push_back({.text = ",", .comma = true});
            ++i;
        } else if (line[i] == '"') {
            const auto end = line.find('"', i + 1);
            if (end == std::string_view::npos)
                fail(line.substr(i), "a quotation that does not end; close it with \"");
            tokens_.push_back({.text = std::string(line.substr(i + 1, end - i - 1)), .quoted = true});
            i = end + 1;
        } else {
            const auto end = std::min(line.find_first_of(" \t,\"", i), line.size());
            tokens_.push_back({.text = std::string(line.substr(i, end - i))});
            i = end;
        }
    }
}

std::string story_reader::ahead(std::size_t count) const
{
    std::string words;
    for (std::size_t i = next_; i < next_ + count && i < tokens_.size(); ++i) {
        if (tokens_[i].comma || tokens_[i].quoted) break;
        words.append(words.empty() ? "" : " ").append(tokens_[i].text);
    }
    return words;
}

std::string story_reader::take(std::string_view wanted)
{
    if (done() || at_comma()) fail_here("here should stand " + std::string(wanted));
    return tokens_[next_++].text;
}

bool story_reader::accept(std::string_view words)
{
    const auto count = static_cast<std::size_t>(std::count(words.begin(), words.end(), ' ')) + 1;
    if (ahead(count) != words) return false;
    next_ += count;
    return true;
}

void story_reader::expect(std::string_view words)
{
    if (!accept(words)) fail_here("here should stand '" + std::string(words) + "'");
}

bool story_reader::accept_comma()
{
    if (!at_comma()) return false;
    ++next_;
    return true;
}

void story_reader::end()
{
    if (!done()) fail_here("the line should end here");
}

bool story_reader::at_number() const
{
    return !done() && !tokens_[next_].quoted && whole(tokens_[next_].text).has_value();
}

std::int64_t story_reader::number(std::string_view wanted)
{
    if (!at_number()) fail_here("here should stand " + std::string(wanted));
    return *whole(tokens_[next_++].text);
}

duration story_reader::length()
{
    duration sum{};
    do {
        const auto count = number("a number, as in: 3 h, 30 min or 2 days");
        const auto name = one_of("unit of time", unit_names);
        for (const auto& one : units)
            if (one.name == name) sum += one.length * count;
    } while (at_number());
    return sum;
}

duration story_reader::time_of_day(std::string_view text)
{
    const auto hour = whole(text.substr(0, 2));
    const auto minute = text.size() >= 5 ? whole(text.substr(3, 2)) : std::nullopt;
    const auto second = text.size() == 8 ? whole(text.substr(6, 2)) : std::optional<std::int64_t>(0);
    const bool shaped = (text.size() == 5 || (text.size() == 8 && text[5] == ':')) && text[2] == ':';
    if (!shaped || !hour || !minute || !second || *hour > 24 || *minute > 59 || *second > 59 ||
        (*hour == 24 && *minute + *second > 0))
        fail(text, "no time of day; write it as 09:00, 09:00:30 or, for the end of the day, 24:00");
    return std::chrono::hours(*hour) + std::chrono::minutes(*minute) + std::chrono::seconds(*second);
}

bool story_reader::at_date() const
{
    const auto word = ahead(1);
    return word.size() == 10 && word[4] == '-' && word[7] == '-' &&
           word.find_first_not_of("0123456789-") == std::string::npos;
}

std::string story_reader::date()
{
    if (!at_date()) fail_here("here should stand a date, such as 2020-10-25");
    const auto text = take("a date");
    if (!parse_instant(text + "T00:00:00Z")) fail(text, "no date of the calendar");
    return text;
}

bool story_reader::at_moment() const
{
    const auto word = ahead(1);
    return word == "in" || at_date() || word == "day" || at_number() ||
           std::find(weekdays.begin(), weekdays.end(), word) != weekdays.end();
}

story_moment story_reader::moment()
{
    const auto day = std::find(weekdays.begin(), weekdays.end(), ahead(1));
    if (day != weekdays.end()) {
        ++next_;
        const auto days = std::chrono::days(day - weekdays.begin());
        return {story_moment::origin::weekday, days + time_of_day(take("a time of day, such as 09:00"))};
    }
    if (accept("in")) return {story_moment::origin::now, length()};
    if (accept("day")) {
        const auto days = std::chrono::days(number("the day's number; the story begins on day 0"));
        if (done() || at_comma() || ahead(1).find(':') == std::string::npos)
            return {story_moment::origin::beginning, days};
        return {story_moment::origin::midnight, days + time_of_day(take("a time of day"))};
    }
    if (at_date()) {
        const auto midnight = *parse_instant(date() + "T00:00:00Z");
        return {story_moment::origin::date,
                midnight.time_since_epoch() + time_of_day(take("a time of day, such as 09:00"))};
    }
    if (at_number()) {
        const auto before = length();
        expect("ago");
        return {story_moment::origin::now, -before};
    }
    fail_here(
        "no moment; write it as tue 09:00, day 14, day 14 10:30, 2020-10-25 09:00, in 7 days or 3 h ago");
}

std::string story_reader::one_of(std::string_view what, std::span<const std::string_view> known)
{
    auto word = take(what);
    if (std::find(known.begin(), known.end(), word) != known.end()) return word;
    fail(word, "no " + std::string(what) + did_you_mean(word, known));
}

void story_reader::fail(std::string_view word, const std::string& why) const
{
    throw story_error(file_ + ":" + std::to_string(number_) + ": '" + std::string(word) + "': " + why);
}

void story_reader::fail_here(const std::string& why) const
{
    fail(done() ? std::string_view("end of line") : std::string_view(tokens_[next_].text), why);
}

}  // namespace redress::app
