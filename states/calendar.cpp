#include "states/calendar.hpp"

#include "states/outside_range.hpp"

#include <algorithm>

namespace redress {
namespace {

local_date new_year(int year)
{
    return local_date(std::chrono::year(year) / 1 / 1);
}

local_date date_of(local_date first, std::size_t index)
{
    return first + std::chrono::days(static_cast<std::int64_t>(index));
}

/// The digits of "00:00" at `out`.
void write_time(char* out, std::chrono::minutes since_midnight)
{
    for (const auto part : {since_midnight.count() / 60, since_midnight.count() % 60}) {
        *out++ = static_cast<char>('0' + part / 10);
        *out++ = static_cast<char>('0' + part % 10);
        ++out;  // the colon, or what follows the time
    }
}

}  // namespace

std::string to_string(const hours_span& span)
{
    constexpr std::chrono::minutes whole_day = std::chrono::hours(24);
    auto text = std::to_array("00:00-00:00");
    write_time(text.data(), span.from);
    write_time(text.data() + 6, span.until > whole_day ? span.until - whole_day : span.until);
    return text.data();
}

overlapping_hours::overlapping_hours(local_date day)
    : std::runtime_error("the hours of " + redress::to_string(day) +
                         " overlap with others of that day or of the day before; let one end where the next "
                         "begins"),
      date(day)
{
}

calendar::calendar(calendar_rules rules, redress::zone zone)
    : rules_(std::move(rules)),
      zone_(std::move(zone)),
      first_(new_year(rules_.first_year)),
      last_(new_year(rules_.last_year + 1) - std::chrono::days(1)),
      from_(zone_.first_instant(first_)),
      until_(zone_.first_instant(last_ + std::chrono::days(1)))
{
    compile();
}

const day_hours& calendar::hours_of(local_date date) const
{
    const auto special =
        std::lower_bound(rules_.special.begin(), rules_.special.end(), date,
                         [](const special_day& one, local_date wanted) { return one.date < wanted; });
    if (special != rules_.special.end() && special->date == date) return special->hours;
    return rules_.hours[std::chrono::weekday(date).c_encoding()];
}

void calendar::compile()
{
    std::vector<instant_span> pieces;
    const auto days = static_cast<std::size_t>((last_ - first_).count() + 1);
    close_.resize(days);
    business_before_.reserve(days + 1);
    local_reading taken = local_reading::min();
    for (std::size_t i = 0; i < days; ++i) {
        const local_date day = date_of(first_, i);
        business_before_.push_back(static_cast<std::int32_t>(business_days_.size()));
        for (const auto& hours : hours_of(day)) {
            if (day + hours.from < taken) throw overlapping_hours(day);
            taken = day + hours.until;
            for (const auto& piece : zone_.showing(day + hours.from, day + hours.until)) {
                pieces.push_back(piece);
                close_[i] = std::max(close_[i].value_or(piece.until), piece.until);
            }
        }
        if (close_[i]) business_days_.push_back(static_cast<std::int32_t>(i));
    }
    business_before_.push_back(static_cast<std::int32_t>(business_days_.size()));
    lay_out(std::move(pieces));
}

// Where a clock is set back over midnight, pieces of two days lie between one another.
void calendar::lay_out(std::vector<instant_span> pieces)
{
    std::ranges::sort(pieces, {}, &instant_span::from);
    for (const auto& piece : pieces) {
        if (!stretches_.empty() && stretches_.back().until == piece.from)
            stretches_.back().until = piece.until;
        else
            stretches_.push_back({piece.from, piece.until, total_});
        total_ += piece.until - piece.from;
    }
}

void calendar::refuse(local_date wanted) const
{
    throw outside_range("calendar " + rules_.id + " covers " + redress::to_string(first_) + " to " +
                        redress::to_string(last_) + ", and " + redress::to_string(wanted) +
                        " lies outside; add the holidays of that year to its file (ops/calendars)");
}

void calendar::run_out() const
{
    throw outside_range("calendar " + rules_.id + " covers " + redress::to_string(first_) + " to " +
                        redress::to_string(last_) +
                        ", and the answer lies after that; add the holidays of later years to its file "
                        "(ops/calendars)");
}

std::size_t calendar::index(local_date date) const
{
    if (date < first_ || date > last_) refuse(date);
    return static_cast<std::size_t>((date - first_).count());
}

bool calendar::is_business_day(local_date date) const
{
    return close_[index(date)].has_value();
}

std::optional<instant> calendar::close_of_business(local_date date) const
{
    return close_[index(date)];
}

local_date calendar::next_business_day(local_date date) const
{
    const auto rank = static_cast<std::size_t>(business_before_[index(date)]);
    if (rank >= business_days_.size()) run_out();
    return date_of(first_, static_cast<std::size_t>(business_days_[rank]));
}

local_date calendar::business_day_after(local_date date, std::int64_t count) const
{
    const auto rank = business_before_[index(date) + 1] + count - 1;
    if (rank >= static_cast<std::int64_t>(business_days_.size())) run_out();
    return date_of(first_, static_cast<std::size_t>(business_days_[static_cast<std::size_t>(rank)]));
}

local_date calendar::business_day_before(local_date date, std::int64_t count) const
{
    const auto rank = business_before_[index(date)] - count;
    if (rank < 0) refuse(first_ - std::chrono::days(1));
    return date_of(first_, static_cast<std::size_t>(business_days_[static_cast<std::size_t>(rank)]));
}

std::int64_t calendar::business_days(local_date from, local_date until) const
{
    const auto before = business_before_[index(from) + 1], then = business_before_[index(until) + 1];
    return std::max<std::int64_t>(0, then - before);
}

duration calendar::worked(instant at) const
{
    if (!covers(at)) refuse(std::chrono::floor<std::chrono::days>(local_reading(at.time_since_epoch())));
    const auto next = std::upper_bound(stretches_.begin(), stretches_.end(), at,
                                       [](instant when, const stretch& one) { return when < one.from; });
    if (next == stretches_.begin()) return duration(0);
    const auto& here = *std::prev(next);
    return here.before + (std::min(at, here.until) - here.from);
}

instant calendar::when_worked(duration amount) const
{
    if (amount > total_) run_out();
    const auto next =
        std::lower_bound(stretches_.begin(), stretches_.end(), amount,
                         [](const stretch& one, duration wanted) { return one.before < wanted; });
    const auto& here = *std::prev(next);
    return here.from + (amount - here.before);
}

std::vector<instant_span> calendar::working(instant from, instant until) const
{
    if (!covers(from)) refuse(zone_.date(from));
    if (!covers(until)) refuse(zone_.date(until));
    std::vector<instant_span> found;
    auto one = std::partition_point(stretches_.begin(), stretches_.end(),
                                    [&](const stretch& s) { return s.until <= from; });
    for (; one != stretches_.end() && one->from < until; ++one)
        found.push_back({std::max(from, one->from), std::min(until, one->until)});
    return found;
}

}  // namespace redress
