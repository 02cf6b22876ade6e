#include "adapters/files/hours.hpp"

namespace redress::files {
namespace {

std::optional<std::chrono::minutes> time_of_day(std::string_view text)
{
    const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
    if (text.size() != 5 || text[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4))
        return std::nullopt;
    const int hour = (text[0] - '0') * 10 + (text[1] - '0'), minute = (text[3] - '0') * 10 + (text[4] - '0');
    if (minute > 59 || hour > 24 || (hour == 24 && minute > 0)) return std::nullopt;
    return std::chrono::hours(hour) + std::chrono::minutes(minute);
}

hours_span span_of(const toml_reader& in, const word& said)
{
    const auto dash = said.text.find('-');
    const auto from = time_of_day(std::string_view(said.text).substr(0, dash));
    const auto until =
        dash == std::string::npos ? std::nullopt : time_of_day(std::string_view(said.text).substr(dash + 1));
    if (!from || !until || *from == std::chrono::hours(24))
        in.fail(said.at, "'" + said.text + "' are no hours; write \"09:00-18:00\", to 24:00 at most");
    if (*from == *until)
        in.fail(said.at, "'" + said.text + "' is no time at all; write \"00:00-24:00\" for a whole day");
    return {*from, *until > *from ? *until : *until + std::chrono::hours(24)};
}

}  // namespace

day_hours read_hours(toml_reader& in, std::string_view key)
{
    day_hours hours;
    for (const auto& said : in.texts(key)) {
        hours.push_back(span_of(in, said));
        if (hours.size() > 1 && hours.back().from < hours[hours.size() - 2].until)
            in.fail(said.at, "'" + said.text +
                                 "' begins before the hours in front of it end; write them in order, "
                                 "none inside another");
    }
    return hours;
}

}  // namespace redress::files
