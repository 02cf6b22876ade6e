// A case under the shipped policy, and everybody who may do something to it: what the model check walks.
#pragma once

#include "adapters/files/calendar_file.hpp"
#include "states/policy.hpp"
#include "states/step.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace redress::tests {

struct act {
    actor who;
    event what;
};

class world {
public:
    world();

    struct standing {
        complaint now;
        instant at{};
    };
    [[nodiscard]] standing filed(const std::string& category, bool anonymous = false) const;

    /// Decides an act and what rules derive from it, as the engine does; false when it was refused.
    bool apply(standing& s, const act& one) const;
    /// Lets time pass until a clock falls due, and fires everything that is due then; false when no
    /// clock runs.
    bool wait(standing& s) const;

    /// Acts of everybody, well formed for this case; most are refused in most states.
    [[nodiscard]] std::vector<act> everybody(const standing& s) const;
    /// The next act by which we and time alone bring the case to its end, in order of preference.
    [[nodiscard]] std::vector<act> towards_the_end(const standing& s) const;

    /// Where the case stands, without times, ids and counts: two standings with one key answer alike.
    [[nodiscard]] std::string key(const standing& s) const;
    [[nodiscard]] const clock_rule* rule_of(const clock& one) const { return rules_.clock(one.clock_id); }

    [[nodiscard]] const policy& rules() const { return rules_; }
    [[nodiscard]] const calendar_source& calendars() const { return calendars_; }
    /// Hears of everything that is accepted, if it is set: the case after it, the event, who, what changed.
    std::function<void(const standing&, const event&, const actor&, const changes&)> on_accepted;

private:
    [[nodiscard]] bool decide(standing& s, const event& what, const actor& who, int depth) const;
    [[nodiscard]] event letter(event_type what) const;

    files::calendar_book calendars_;
    policy rules_;
    const policy* pinned_[1];
    std::vector<std::string> parts_;  // every part that any letter of the policy must hold
};

}  // namespace redress::tests
