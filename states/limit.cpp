#include "states/limit.hpp"

#include <charconv>

namespace redress {

namespace {

/// More is a typing error.
constexpr std::int64_t most(limit_unit unit)
{
    switch (unit) {
        case limit_unit::y:
            return 100;
        case limit_unit::mo:
            return 1'200;
        case limit_unit::w:
            return 5'200;
        case limit_unit::cd:
        case limit_unit::bd:
            return 36'500;
        case limit_unit::h:
        case limit_unit::bh:
            return 876'000;
        case limit_unit::s:
        case limit_unit::min:
            return 9'999'999;
    }
    return 0;
}

}  // namespace

std::optional<limit> parse_limit(std::string_view text)
{
    std::int64_t count = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), count);
    const auto digits = static_cast<std::size_t>(end - text.data());
    if (failed != std::errc() || text.front() < '0' || text.front() > '9') return std::nullopt;
    const auto unit = parse_name<limit_unit>(text.substr(digits));
    if (!unit || count < 1 || count > most(*unit)) return std::nullopt;
    return limit{count, *unit};
}

std::string to_string(const limit& from)
{
    return std::to_string(from.count) + std::string(name_of(from.unit));
}

}  // namespace redress
