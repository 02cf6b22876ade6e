// The clock on the wall of one place, as data: where its offset from UTC changes. adapters/files reads
// the changes from the IANA data of the machine; nothing here asks the machine.
//
// Local times are not always there once. Two rules keep a later instant from ever counting as an
// earlier one:
// - A reading that a change skips stands for the first instant after the change; so does a whole day
//   (Pacific/Apia had no 30 December 2011).
// - A reading that comes twice is its first instant. Asked the other way round, an instant whose
//   reading will come again counts as the reading to which the clock is then set back.
#pragma once

#include "states/instant.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace redress {

/// What a clock on the wall shows; a date when in whole days.
using local_reading = std::chrono::local_time<duration>;
using local_date = std::chrono::local_days;

/// "2026-12-24"
[[nodiscard]] std::string to_string(local_date date);

struct offset_change {
    instant at;
    std::chrono::seconds offset{};  // east of UTC, from then on
};

/// Half-open, in UTC.
struct instant_span {
    instant from, until;
    bool operator==(const instant_span&) const = default;
};

class zone {
public:
    /// `changes` in order of time, the first one where the data begins; they hold until `until`.
    /// `version` is the release of the zone data, such as 2025b.
    zone(std::string name, std::string version, std::vector<offset_change> changes, instant until);

    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] const std::string& version() const { return version_; }
    /// What it was made of.
    [[nodiscard]] std::vector<offset_change> changes() const;
    [[nodiscard]] instant until() const { return stretches_.back().until; }

    /// The reading that an instant counts as. Throws outside_range.
    [[nodiscard]] local_reading reading(instant at) const;
    [[nodiscard]] local_date date(instant at) const;
    /// The first instant at which the clock shows this or more. Throws outside_range.
    [[nodiscard]] instant first_instant(local_reading wanted) const;
    /// All instants at which the clock shows something from `from` to before `until`, in order.
    [[nodiscard]] std::vector<instant_span> showing(local_reading from, local_reading until) const;

private:
    struct stretch {
        instant from, until;
        std::chrono::seconds offset;
        local_reading least_later;  // that any later stretch shows
        local_reading most_so_far;  // end of what this one or any earlier one shows
    };
    [[nodiscard]] const stretch& at(instant when) const;
    [[noreturn]] void refuse(local_reading wanted) const;

    std::string name_, version_;
    std::vector<stretch> stretches_;
};

}  // namespace redress
