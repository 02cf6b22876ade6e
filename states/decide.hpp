// What a row may look at while it is decided, and where its answer is written down.
//
// Shared by the machines, the record list, the legal actions and the tests' interpreter, so that all
// of them ask the same guards in the same way. No Boost.MSM here.
#pragma once

#include "states/step.hpp"

#include <cstdint>
#include <string_view>

namespace redress {

class recorder;  // recorder.hpp

/// Everything a guard may read. A guard only looks.
struct view {
    const complaint& now;
    const event& what;
    const step_context& context;

    [[nodiscard]] const actor& who() const { return *context.who; }
    [[nodiscard]] const redress::facts& facts() const { return now.facts; }
};

/// A guard as data: what refusals, documents and the lint need of it.
struct guard_data {
    std::string_view name;
    std::string_view fix;  // the event or field that mends it
    bool (*check)(const view&);
    void (*explain)(const view&, refusal&);  // adds what the words of the refusal need
};

template <class Guard>
inline constexpr guard_data guard_of{Guard::name, Guard::fix, &Guard::check, &Guard::explain};

/// One question to one machine or the record list, and its answer.
struct decide_context {
    view look;
    recorder* write = nullptr;               // actions run on it; null: decide only
    int asked = 0;                           // rows of this state and event
    int taken = -1;                          // index of the row that was taken
    const guard_data* refused_by = nullptr;  // of the first row that admits the role
    bool stranger = false;                   // the relation admits no row: another's case
    const guard_data* concerned = nullptr;   // the guard that refuses whoever the complaint is about

    [[nodiscard]] bool accepted() const { return taken >= 0; }
    /// The three ways to say no, as `case_model.md` 7 orders them.
    [[nodiscard]] refusal why_not() const;
};

/// Notes what the actor's relation to the case forbids before any row is asked: a complainant or
/// representative speaks for their own case alone, and staff whom a complaint concerns only step aside
/// (`case_model.md`, Roles). Not asked where a test answers for the guards.
void relate(decide_context& c);

/// A guard's answer, or the test's answer in its place.
template <class Guard>
bool holds(const view& look)
{
    if (look.context.guards != nullptr) [[unlikely]]
        return look.context.guards->holds(Guard::name);
    return Guard::check(look);
}

}  // namespace redress
