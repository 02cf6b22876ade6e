// A length of time as the limit of a clock, in whichever form a rule or a clock holds it.
#pragma once

#include "states/limit.hpp"

#include <chrono>
#include <stdexcept>
#include <string>

namespace redress::tests {

struct elapsed {
    explicit elapsed(std::chrono::microseconds length)
        : said{.count = length / std::chrono::hours(1), .unit = limit_unit::h}
    {
        if (length % std::chrono::hours(1) == std::chrono::microseconds(0)) return;
        said = {.count = length / std::chrono::minutes(1), .unit = limit_unit::min};
        if (length % std::chrono::minutes(1) == std::chrono::microseconds(0)) return;
        said = {.count = length / std::chrono::seconds(1), .unit = limit_unit::s};
        if (length % std::chrono::seconds(1) != std::chrono::microseconds(0))
            throw std::logic_error("a limit is whole seconds");
    }

    operator limit() const { return said; }                   // NOLINT(google-explicit-constructor)
    operator limit_rule() const { return {.limit = said}; }   // NOLINT(google-explicit-constructor)
    operator std::string() const { return to_string(said); }  // NOLINT(google-explicit-constructor)

    limit said;
};

}  // namespace redress::tests
