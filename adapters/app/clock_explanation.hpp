// Why a clock of a case is due when it is: its life from the entries of the case, and each stretch of time that
// counted or did not.
#pragma once

#include "states/complaint.hpp"
#include "states/explain.hpp"
#include "states/policy.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <string>
#include <vector>

namespace redress::app {

class services;

/// Which clock is meant.
struct clock_asked {
    std::string named;            // case, as it was typed
    std::string clock;            // "rung_ack" or "rung_ack/2"
    std::int64_t generation = 0;  // 0: the latest
    std::string policy;           // empty: any
};

/// What an entry did to the clock.
struct touch {
    instant at;
    std::string event;
    std::string entry;
    clock after;
};

/// The case as it stood, and what had happened to each of its clocks.
struct looked_back {
    complaint now;
    std::vector<touch> touches;
};

[[nodiscard]] looked_back look_back(services& from, const case_id& id, instant at);

/// The one that is named; of several generations the latest. Throws command_failed(not_found).
[[nodiscard]] const clock& find_clock(const complaint& of, const clock_asked& asked);

/// A stretch of a clock's life as a row.
[[nodiscard]] boost::json::object row_of(const explained_part& part);

class clock_explanation {
public:
    /// `seen` and `one` must outlive it.
    clock_explanation(services& from, const looked_back& seen, const clock& one, instant at);

    [[nodiscard]] boost::json::object as_json() const;

    [[nodiscard]] const clock& of() const { return clock_; }
    [[nodiscard]] const explained_clock& told() const { return told_; }
    /// Null when its policy is not known any more.
    [[nodiscard]] const redress::policy* rules() const { return rules_; }
    [[nodiscard]] const clock* due_first() const { return due_before(seen_.now, pinned_, clock_); }
    [[nodiscard]] std::vector<const touch*> touches() const;
    [[nodiscard]] boost::json::value policy() const;
    [[nodiscard]] boost::json::value limit() const;
    [[nodiscard]] const calendar_pin* pin() const;

private:
    [[nodiscard]] boost::json::value calendar() const;

    const looked_back& seen_;
    const clock& clock_;
    instant at_;
    std::vector<const redress::policy*> pinned_;
    const redress::policy* rules_ = nullptr;
    explained_clock told_;
};

}  // namespace redress::app
