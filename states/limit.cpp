#include "states/limit.hpp"

#include <charconv>
#include <iterator>

namespace redress {

namespace {

/// A hundred years, or seven digits; more is a typing error. In the order of limit_unit.
constexpr std::int64_t most[] = {9'999'999, 9'999'999, 876'000, 36'500, 5'200, 1'200, 100, 36'500, 876'000};
static_assert(std::size(most) == count_of<limit_unit>);

}  // namespace

std::optional<limit> parse_limit(std::string_view text)
{
    std::int64_t count = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), count);
    const auto digits = static_cast<std::size_t>(end - text.data());
    if (failed != std::errc()) return std::nullopt;
    const auto unit = parse_name<limit_unit>(text.substr(digits));
    if (!unit || count < 1 || count > most[static_cast<std::size_t>(*unit)]) return std::nullopt;
    return limit{count, *unit};
}

duration shortest(const limit& from)
{
    switch (from.unit) {
        case limit_unit::s:
            return std::chrono::seconds(from.count);
        case limit_unit::min:
            return std::chrono::minutes(from.count);
        case limit_unit::h:
        case limit_unit::bh:
            return std::chrono::hours(from.count);
        case limit_unit::cd:
        case limit_unit::bd:
            return std::chrono::days(from.count);
        case limit_unit::w:
            return std::chrono::days(7 * from.count);
        case limit_unit::mo:
            return std::chrono::days(28 * from.count);
        case limit_unit::y:
            break;
    }
    return std::chrono::days(365 * from.count);
}

std::string to_string(const limit& from)
{
    return std::to_string(from.count) + std::string(name_of(from.unit));
}

std::string to_string(const limit_rule& from)
{
    auto text = to_string(from.limit);
    if (from.more_days > 0) text += "+" + std::to_string(from.more_days);
    if (from.end != limit_end::instant_) text += " " + std::string(name_of(from.end));
    if (from.roll != limit_roll::none) text += " " + std::string(name_of(from.roll));
    if (from.cutoff != limit_cutoff::none) text += " cutoff";
    return text;
}

}  // namespace redress
