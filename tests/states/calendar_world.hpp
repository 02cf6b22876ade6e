// Calendars for tests, small enough to check by eye; nothing here reads a file.
#pragma once

#include "states/calendar_source.hpp"

#include <memory>
#include <string_view>
#include <vector>

namespace redress::tests {

/// No changes: local time is UTC.
[[nodiscard]] zone utc();
/// London from 2025 to 2028, as the IANA data has it.
[[nodiscard]] zone london();
/// Apia about 30 December 2011, the day that was skipped.
[[nodiscard]] zone apia();
/// St. John's in 2010, where clocks were set back from 00:01 to 23:01.
[[nodiscard]] zone st_johns();

[[nodiscard]] local_date day(std::string_view iso);
[[nodiscard]] instant at(std::string_view rfc3339);

/// Monday to Friday 09:00-17:00 in London, 2025 to 2027, with the bank holidays of 2026.
[[nodiscard]] calendar_rules office_rules();
[[nodiscard]] calendar office();
/// Monday to Friday 09:00-12:00 and 13:00-18:00 in UTC, 2026; a make-up workday on Sunday 20 September
/// and days off from 1 to 7 October.
[[nodiscard]] calendar split_days();
/// Each day 00:00-24:00.
[[nodiscard]] calendar_rules always_rules(int first_year, int last_year);
/// Monday to Friday from 22:00 to 06:00 of the next day, UTC, 2026.
[[nodiscard]] calendar nights();

/// Calendars by id, of which the last one added is in force; those before can still be pinned. Copies share
/// them.
class fixed_calendars final : public calendar_source {
public:
    void add(calendar one) { all_->push_back(std::make_unique<const calendar>(std::move(one))); }
    [[nodiscard]] const calendar* in_force(std::string_view id) const override;
    [[nodiscard]] const calendar* pinned(std::string_view sha256, std::string_view zone_data) const override;

private:
    using list = std::vector<std::unique_ptr<const calendar>>;
    std::shared_ptr<list> all_ = std::make_shared<list>();
};

}  // namespace redress::tests
