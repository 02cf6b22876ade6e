#include "states/zone.hpp"

#include "states/outside_range.hpp"

#include <algorithm>

namespace redress {
namespace {

local_reading shown(instant at, std::chrono::seconds offset)
{
    return local_reading(at.time_since_epoch() + offset);
}

instant meant(local_reading reading, std::chrono::seconds offset)
{
    return instant(reading.time_since_epoch() - offset);
}

}  // namespace

std::string to_string(local_date date)
{
    return to_string(instant(date.time_since_epoch())).substr(0, 10);
}

zone::zone(std::string name, std::string version, std::vector<offset_change> changes, instant until)
    : name_(std::move(name)), version_(std::move(version))
{
    stretches_.reserve(changes.size());
    for (std::size_t i = 0; i < changes.size(); ++i) {
        const instant end = i + 1 < changes.size() ? changes[i + 1].at : until;
        stretches_.push_back({changes[i].at, end, changes[i].offset, local_reading::max(),
                              std::max(i == 0 ? local_reading::min() : stretches_.back().most_so_far,
                                       shown(end, changes[i].offset))});
    }
    for (std::size_t i = stretches_.size() - 1; i > 0; --i)
        stretches_[i - 1].least_later =
            std::min(stretches_[i].least_later, shown(stretches_[i].from, stretches_[i].offset));
}

std::vector<offset_change> zone::changes() const
{
    std::vector<offset_change> all;
    all.reserve(stretches_.size());
    for (const auto& one : stretches_) all.push_back({one.from, one.offset});
    return all;
}

void zone::refuse(local_reading wanted) const
{
    throw outside_range("zone " + name_ + " is known from " +
                        to_string(stretches_.front().from).substr(0, 10) + " to " +
                        to_string(stretches_.back().until).substr(0, 10) + ", and " +
                        to_string(std::chrono::floor<std::chrono::days>(wanted)) +
                        " lies outside; take a date between them, or newer zone data");
}

const zone::stretch& zone::at(instant when) const
{
    if (when < stretches_.front().from || when >= stretches_.back().until)
        refuse(shown(when, std::chrono::seconds(0)));
    return *std::prev(std::upper_bound(stretches_.begin(), stretches_.end(), when,
                                       [](instant wanted, const stretch& one) { return wanted < one.from; }));
}

local_reading zone::reading(instant when) const
{
    const auto& here = at(when);
    return std::min(shown(when, here.offset), here.least_later);
}

local_date zone::date(instant when) const
{
    return std::chrono::floor<std::chrono::days>(reading(when));
}

instant zone::first_instant(local_reading wanted) const
{
    const auto found = std::partition_point(stretches_.begin(), stretches_.end(),
                                            [&](const stretch& one) { return one.most_so_far <= wanted; });
    if (found == stretches_.end() ||
        (found == stretches_.begin() && wanted < shown(found->from, found->offset)))
        refuse(wanted);
    return std::max(found->from, meant(wanted, found->offset));
}

std::vector<instant_span> zone::showing(local_reading from, local_reading until) const
{
    // No clock is set by more than a day, so that only stretches about these days can show them.
    const instant first = meant(from, std::chrono::hours(48)), last = meant(until, std::chrono::hours(-48));
    std::vector<instant_span> found;
    auto one = std::partition_point(stretches_.begin(), stretches_.end(),
                                    [&](const stretch& s) { return s.until <= first; });
    for (; one != stretches_.end() && one->from < last; ++one) {
        const instant_span here{std::max(one->from, meant(from, one->offset)),
                                std::min(one->until, meant(until, one->offset))};
        if (here.from >= here.until) continue;
        if (!found.empty() && found.back().until == here.from)
            found.back().until = here.until;
        else
            found.push_back(here);
    }
    return found;
}

}  // namespace redress
