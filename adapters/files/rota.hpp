// Who is on duty and who is on call when, team by team: the part [[rota]] of the roster file.
//
//   [[rota]]            team, zone (IANA)
//   [[rota.shift]]      people, days (monday ...; every day unless it says), hours ["09:00-18:00"], on_call (false)
//   [[rota.exception]]  date, name, shift = [{people, hours, on_call}]: what begins on that date, in place of the week's;
//                       without a shift nobody is there
//
// Hours belong to the day on which they begin, also across midnight.
#pragma once

#include "states/calendar.hpp"
#include "states/zone.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace redress::files {

class toml_reader;

/// On duty or on call without a break, half-open.
struct turn {
    std::string person;
    bool on_call = false;
    instant from, until;
    bool operator==(const turn&) const = default;
};

struct rota_shift {
    std::vector<std::string> people;
    std::array<bool, 7> days{};  // Sunday first; of an exception they mean nothing
    day_hours hours;
    bool on_call = false;
};

struct rota_exception {
    local_date date;
    std::string name;
    std::vector<rota_shift> shifts;
};

class rota {
public:
    rota(std::string team, redress::zone where) : team_(std::move(team)), zone_(std::move(where)) {}

    [[nodiscard]] const std::string& team() const { return team_; }
    [[nodiscard]] const redress::zone& zone() const { return zone_; }
    [[nodiscard]] const std::vector<rota_exception>& exceptions() const { return exceptions_; }

    /// Turns that touch a span, by beginning and person; those of one person that meet are one turn. What lies more than
    /// a month before the span or behind it is not looked at: a turn that has no end has it there.
    [[nodiscard]] std::vector<turn> turns(const instant_span& within) const;
    /// Those that last at an instant.
    [[nodiscard]] std::vector<turn> at(instant when) const;
    /// Of those that begin later, within `ahead`, the ones that begin first.
    [[nodiscard]] std::vector<turn> next(instant when, bool on_call,
                                         duration ahead = std::chrono::weeks(2)) const;

private:
    friend std::vector<rota> read_rotas(toml_reader& file, const std::vector<std::string>& people);
    [[nodiscard]] const std::vector<rota_shift>& shifts_of(local_date date, bool& exceptional) const;

    std::string team_;
    redress::zone zone_;
    std::vector<rota_shift> shifts_;
    std::vector<rota_exception> exceptions_;  // by date
};

/// From the roster file. Whoever stands in a shift must be among `people`. Throws `file_error`.
[[nodiscard]] std::vector<rota> read_rotas(toml_reader& file, const std::vector<std::string>& people);

}  // namespace redress::files
