#include "states/replayed_clocks.hpp"

#include "states/clocks.hpp"
#include "states/happened.hpp"
#include "states/lookups.hpp"
#include "states/recorder.hpp"
#include "states/rules.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace redress {
namespace {

/// By a rule or a clock, not by a person.
bool called_by_rule(const recorded_event& told)
{
    return told.who.role == role::timer || told.who.role == role::engine;
}

const move* move_of(const recorded_event& told, machine which)
{
    const auto found =
        std::ranges::find_if(told.moves, [which](const move& one) { return one.which == which; });
    return found == told.moves.end() ? nullptr : &*found;
}

/// Whether rules of the ladder answer it.
bool may_call_a_rung(event_type what)
{
    switch (what) {
        case event_type::complaint_filed:
        case event_type::triaged:
        case event_type::fact_corrected:
        case event_type::rating_given:
        case event_type::linked:
            return true;
        default:
            return false;
    }
}

template <class T>
void add_once(std::vector<T>& list, T one)
{
    if (std::ranges::find(list, one) == list.end()) list.push_back(std::move(one));
}

}  // namespace

bool is_made_by_clocks(event_type what)
{
    return what == event_type::deadline_warned || what == event_type::deadline_missed ||
           what == event_type::window_lapsed;
}

/// Our clocks in the recorded case, as long as it lives.
class replayed_clocks::in_place {
public:
    in_place(complaint& recorded, replayed_clocks& ours) : recorded_(recorded), ours_(ours) { change(); }
    ~in_place() { change(); }
    in_place(const in_place&) = delete;
    in_place& operator=(const in_place&) = delete;

private:
    void change()
    {
        std::swap(recorded_.facts.clocks, ours_.clocks_);
        std::swap(recorded_.facts.calendars, ours_.pins_);
    }
    complaint& recorded_;
    replayed_clocks& ours_;
};

/// The same of where we stand on the ladder.
class replayed_clocks::on_our_rung {
public:
    on_our_rung(complaint& recorded, replayed_clocks& ours) : recorded_(recorded), ours_(ours) { change(); }
    ~on_our_rung() { change(); }
    on_our_rung(const on_our_rung&) = delete;
    on_our_rung& operator=(const on_our_rung&) = delete;

private:
    void change()
    {
        std::swap(recorded_.ladder, ours_.ladder_);
        std::swap(recorded_.facts.rung, ours_.rung_);
    }
    complaint& recorded_;
    replayed_clocks& ours_;
};

void replayed_clocks::begin()
{
    rules_.clear();
    clocks_.clear();
    pins_.clear();
    effects_.clear();
    beside_ = {};
    ladder_ = ladder_state::at_base;
    rung_ = 0;
    not_called_ = false;
    next_.reset();
}

void replayed_clocks::run_until(complaint& recorded, instant at, bool with_it)
{
    while (next_ && (*next_ < at || (with_it && *next_ == at))) {
        const auto when = *next_;
        std::vector<event> owed;
        {
            const in_place here(recorded, *this);
            owed = due_events(recorded, rules_, when, *calendars_);
        }
        bool fired = false;
        for (const auto& one : owed) fired = fire(recorded, one, when) || fired;
        // Else it would fall due for ever.
        if (!fired) throw std::runtime_error("a clock that falls due and does not change");
        const in_place here(recorded, *this);
        next_ = look_at(recorded, rules_, *calendars_);
    }
}

/// What a step does with a timer's event, apart from the machines.
bool replayed_clocks::fire(complaint& recorded, const event& timer, instant at)
{
    static const actor who = timer_actor();
    const step_context context{
        .who = &who, .rules = rules_, .at = at, .occurred = at, .calendars = calendars_};
    std::size_t index = 0;
    {
        const in_place here(recorded, *this);
        const on_our_rung there(recorded, *this);
        const auto was = look_back(recorded, timer);
        scratch_.clear();
        run_clocks(recorded, timer, context, happenings(timer.type, {}, {}).all(), scratch_);
        if (scratch_.clocks.empty()) return false;
        recorder put{recorded, timer, context, scratch_};
        apply_rules(put, was);
        index = static_cast<std::size_t>(named_clock(recorded, timer) - recorded.facts.clocks.data());
    }
    note_changes();
    auto& of = effects_[index];
    if (timer.type == event_type::deadline_warned) ++of.warnings;
    if (timer.type == event_type::deadline_missed) of.missed = true;
    // One that no calendar counts is told of when the calendar is renewed, not because of the policy.
    for (const auto& one : scratch_.alarms)
        if (one.code != "calendar_missing") add_once(of.told, std::string(told_operators));
    const auto derived = std::move(scratch_.derived);
    for (const auto& one : derived)
        if (one.event.type == event_type::escalated) call(of, one.event);
    for (const auto& one : derived)
        if (one.event.type == event_type::deadline_missed) fire(recorded, one.event, at);
    return true;
}

void replayed_clocks::call(clock_effects& by, const event& escalated)
{
    const auto rung = escalated.integer(field::rung);
    add_once(by.rungs, rung);
    add_once(by.told, find_rung(rules_, rung)->target);  // only a rung that there is is called
    rung_ = rung;
    ladder_ = ladder_state::raised;
}

/// Moves our place on the ladder with the recording's. False: the event is about a rung that nobody called.
bool replayed_clocks::climbs(const complaint& recorded, const recorded_event& told)
{
    if (told.what.type == event_type::escalated) {
        not_called_ = called_by_rule(told) && rung_ < recorded.facts.rung;
        if (not_called_) return false;
        rung_ = std::max(rung_, recorded.facts.rung);
        ladder_ = recorded.ladder;
        return true;
    }
    if (told.what.type == event_type::rung_accepted && not_called_) return false;
    const auto* climbed = move_of(told, machine::ladder);
    const auto* went_on = move_of(told, machine::lifecycle);
    const bool comes_down = climbed != nullptr && recorded.ladder == ladder_state::at_base;
    const bool over = went_on != nullptr && (recorded.lifecycle == lifecycle_state::decided ||
                                             recorded.lifecycle == lifecycle_state::closed);
    if (comes_down || over) {
        not_called_ = false;
        rung_ = 0;
        ladder_ = ladder_state::at_base;
    } else if (climbed != nullptr) {
        ladder_ = recorded.ladder;
    }
    return true;
}

/// A lapse that the recording tells of, by what it brought; that window has not ended here.
std::optional<std::size_t> replayed_clocks::window_that_runs_on(const recorded_event& told) const
{
    if (told.who.kind != actor_kind::timer || told.what.type == event_type::window_restarted ||
        !told.what.has(field::generation))
        return std::nullopt;
    for (std::size_t i = 0; i < clocks_.size(); ++i) {
        const auto& one = clocks_[i];
        if (one.clock_id == told.what.text(field::clock) &&
            one.subject == told.what.text(field::subject_of) &&
            one.generation == told.what.integer(field::generation) && counting(one))
            return i;
    }
    return std::nullopt;
}

void replayed_clocks::follow(complaint& recorded, const recorded_event& told,
                             std::span<const policy* const> next)
{
    if (!climbs(recorded, told)) {
        if (!next.empty()) under({next.begin(), next.end()});
        return;
    }
    const step_context context{
        .who = &told.who, .rules = rules_, .at = told.at, .occurred = told.occurred, .calendars = calendars_};
    const auto runs_on = window_that_runs_on(told);
    const auto as_it_was = runs_on ? clocks_[*runs_on] : clock{};
    scratch_.clear();
    {
        const in_place here(recorded, *this);
        if (!next.empty() && told.what.yes(field::moves_clocks)) {
            auto moved = clocks_moved(recorded, rules_, next, *calendars_);
            for (auto& one : moved.clocks) {
                recorded.facts.clocks[one.index] = std::move(one.then);
                scratch_.clocks.push_back(one.index);
            }
            recorded.facts.calendars = std::move(moved.calendars);
        }
        run_clocks(recorded, told.what, context,
                   happenings(told.what.type, told.dispatched, told.moves).all(), scratch_);
        if (runs_on) recorded.facts.clocks[*runs_on] = as_it_was;
    }
    const bool changed = !scratch_.clocks.empty() || runs_on || !next.empty();
    note_changes();
    const auto misses = std::move(scratch_.derived);
    for (const auto& one : misses) fire(recorded, one.event, told.at);
    if (may_call_a_rung(told.what.type)) ask_the_ladder(recorded, told);
    if (!next.empty()) under({next.begin(), next.end()});
    if (!changed) return;
    const in_place here(recorded, *this);
    next_ = look_at(recorded, rules_, *calendars_);
}

/// What the ladder of these policies says to an event that no clock made.
void replayed_clocks::ask_the_ladder(complaint& recorded, const recorded_event& told)
{
    const step_context context{
        .who = &told.who, .rules = rules_, .at = told.at, .occurred = told.occurred, .calendars = calendars_};
    scratch_.clear();
    {
        const on_our_rung there(recorded, *this);
        recorder put{recorded, told.what, context, scratch_};
        apply_rules(put, {});
    }
    for (const auto& one : scratch_.derived)
        if (one.event.type == event_type::escalated) call(beside_, one.event);
    if (!scratch_.alarms.empty()) add_once(beside_.told, std::string(told_operators));
}

void replayed_clocks::note_changes()
{
    effects_.resize(clocks_.size());
    for (const auto i : scratch_.clocks)
        if (clocks_[i].due) effects_[i].due = clocks_[i].due;
}

}  // namespace redress
