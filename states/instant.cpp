#include "states/instant.hpp"

#include <cstdint>

namespace redress {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

void write_digits(char* out, unsigned value, int count)
{
    for (int i = count - 1; i >= 0; --i, value /= 10) out[i] = static_cast<char>('0' + value % 10);
}

/// Reads from the front of a text; once something did not fit, everything after it is nothing.
struct reader {
    std::string_view rest;
    bool ok = true;

    int number(std::size_t count)
    {
        if (!ok || rest.size() < count) return fail();
        int value = 0;
        for (std::size_t i = 0; i < count; ++i) {
            if (rest[i] < '0' || rest[i] > '9') return fail();
            value = value * 10 + (rest[i] - '0');
        }
        rest.remove_prefix(count);
        return value;
    }
    bool accept(char c)
    {
        if (!ok || rest.empty() || rest.front() != c) return false;
        rest.remove_prefix(1);
        return true;
    }
    void expect(char c)
    {
        if (!accept(c)) ok = false;
    }
    int fail()
    {
        ok = false;
        return 0;
    }
};

std::int64_t fraction(reader& in)
{
    std::int64_t micros = 0;
    int count = 0;
    while (!in.rest.empty() && in.rest.front() >= '0' && in.rest.front() <= '9') {
        if (++count > 9) return in.fail();
        if (count <= 6) micros = micros * 10 + (in.rest.front() - '0');
        in.rest.remove_prefix(1);
    }
    if (count == 0) return in.fail();
    for (; count < 6; ++count) micros *= 10;
    return micros;
}

minutes offset(reader& in)
{
    if (in.accept('Z') || in.accept('z')) return minutes(0);
    const bool west = in.accept('-');
    if (!west) in.expect('+');
    const int h = in.number(2);
    in.expect(':');
    const int m = in.number(2);
    if (h > 23 || m > 59) in.fail();
    const minutes east = hours(h) + minutes(m);
    return west ? -east : east;
}

}  // namespace

void write_instant(instant at, char* out) noexcept
{
    const auto day = std::chrono::floor<days>(at);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss<duration> time(at - day);
    write_digits(out, static_cast<unsigned>(static_cast<int>(date.year())), 4);
    out[4] = '-';
    write_digits(out + 5, static_cast<unsigned>(date.month()), 2);
    out[7] = '-';
    write_digits(out + 8, static_cast<unsigned>(date.day()), 2);
    out[10] = 'T';
    write_digits(out + 11, static_cast<unsigned>(time.hours().count()), 2);
    out[13] = ':';
    write_digits(out + 14, static_cast<unsigned>(time.minutes().count()), 2);
    out[16] = ':';
    write_digits(out + 17, static_cast<unsigned>(time.seconds().count()), 2);
    out[19] = '.';
    write_digits(out + 20, static_cast<unsigned>(time.subseconds().count()), 6);
    out[26] = 'Z';
}

std::string to_string(instant at)
{
    std::string text(27, '\0');
    write_instant(at, text.data());
    return text;
}

std::optional<instant> parse_instant(std::string_view text)
{
    reader in{text};
    const int y = in.number(4);
    in.expect('-');
    const auto mo = static_cast<unsigned>(in.number(2));
    in.expect('-');
    const auto d = static_cast<unsigned>(in.number(2));
    if (!in.accept('T') && !in.accept('t')) in.expect(' ');
    const int h = in.number(2);
    in.expect(':');
    const int mi = in.number(2);
    in.expect(':');
    const int s = in.number(2);
    const std::int64_t micros = in.accept('.') ? fraction(in) : 0;
    const minutes east = offset(in);
    const std::chrono::year_month_day date{std::chrono::year(y), std::chrono::month(mo), std::chrono::day(d)};
    if (!in.ok || !in.rest.empty() || !date.ok() || h > 23 || mi > 59 || s > 59) return std::nullopt;
    const instant at =
        std::chrono::sys_days(date) + hours(h) + minutes(mi) + seconds(s) + duration(micros) - east;
    // What we could not write again in four year digits is not read either.
    using namespace std::chrono_literals;
    if (at < std::chrono::sys_days(0000y / 1 / 1) || at >= std::chrono::sys_days(9999y / 12 / 31) + days(1))
        return std::nullopt;
    return at;
}

std::optional<duration> parse_duration(std::string_view text)
{
    std::int64_t count = 0;
    std::size_t digits = 0;
    while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') {
        count = count * 10 + (text[digits] - '0');
        // Ten years in minutes have seven digits; more is a typing error, and would overflow later.
        if (++digits > 7) return std::nullopt;
    }
    if (digits == 0) return std::nullopt;
    const std::string_view unit = text.substr(digits);
    if (unit == "min") return minutes(count);
    if (unit == "h") return hours(count);
    if (unit == "d") return days(count);
    return std::nullopt;
}

}  // namespace redress
