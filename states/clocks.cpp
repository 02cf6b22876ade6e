// What an event does to the clocks of its case: starts, stops, pauses, warnings, misses, returns. One file
// above 400 lines, because the order in which these touch one instance is the rule; apart they could not be read.
#include "states/clocks.hpp"

#include "states/lookups.hpp"
#include "states/promise.hpp"
#include "states/recorder.hpp"

#include <algorithm>
#include <cstddef>

namespace redress {
namespace {

/// In a clock's `warned`: its miss has been recorded. Policies may not use it as a threshold.
constexpr std::string_view miss_recorded_mark = "100%";

bool is_open(const clock& c)
{
    return c.state == clock_state::running || c.state == clock_state::paused;
}

/// The pause that lasts, of a clock that is paused or was put aside.
paused_span* open_pause(clock& c)
{
    return c.pauses.empty() || c.pauses.back().until ? nullptr : &c.pauses.back();
}

bool contains(const std::vector<std::string>& words, std::string_view word)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

trigger_set dispatches()
{
    trigger_set all;
    for (trigger t = first_dispatch; t <= any_dispatch; ++t) all.set(t);
    return all;
}

trigger_set letter_triggers(letter_kind kind)
{
    trigger_set both;
    both.set(dispatched(kind)).set(any_dispatch);
    return both;
}

/// One accepted event at work on the clocks of one case.
class clockwork {
public:
    clockwork(complaint& now, const event& what, const step_context& context, const trigger_set& happened,
              changes& out)
        : now_(now), what_(what), context_(context), happened_(happened), out_(out), clocks_(now.facts.clocks)
    {
        static const trigger_set any_letter = dispatches();
        dispatched_ = happened & any_letter;
        if (what.has(field::letter)) letter_ = find_letter(now, what.text(field::letter));
        dispatch_at_ = letter_ && letter_->dispatched ? *letter_->dispatched : context.occurred;
        item_ = item_named(what);
        if (what.type == event_type::redress_offered && item_.empty() && !now.facts.redress_items.empty())
            item_ = now.facts.redress_items.back().id;
    }

    void turn_by_name();
    void turn_by_rule(const policy& p, const clock_rule& rule);
    void pause_and_resume();

private:
    [[nodiscard]] bool has(trigger t) const { return happened_.test(t); }
    [[nodiscard]] bool closed() const { return now_.lifecycle == lifecycle_state::closed; }
    [[nodiscard]] bool closing() const
    {
        return has(entered(machine::lifecycle, static_cast<std::size_t>(lifecycle_state::closed)));
    }
    [[nodiscard]] bool leaves_closed() const
    {
        return has(left(machine::lifecycle, static_cast<std::size_t>(lifecycle_state::closed)));
    }
    [[nodiscard]] const policy* policy_of(const clock& c) const
    {
        for (const policy* p : context_.rules)
            if (p->id == c.policy) return p;
        return nullptr;
    }
    [[nodiscard]] const clock_rule* rule_of(const clock& c) const
    {
        const policy* p = policy_of(c);
        return p ? p->clock(c.clock_id) : nullptr;
    }

    void note(std::size_t i)
    {
        const auto index = static_cast<std::uint16_t>(i);
        if (std::find(out_.clocks.begin(), out_.clocks.end(), index) == out_.clocks.end())
            out_.clocks.push_back(index);
    }
    bool turn(std::size_t i, clock_event by, clock_facts f = {});
    bool satisfy(std::size_t i, instant when, bool by_dispatch);
    [[nodiscard]] bool began_with_it(const clock& c, instant when) const;
    void cancel(std::size_t i);
    void expire();
    void warn();
    void restart_window();
    void extend();
    void take_back();
    void revoke(std::size_t i);
    void derive_miss(const clock& c);

    [[nodiscard]] bool belongs(const clock& c, const policy& p, const clock_rule& rule) const
    {
        return c.clock_id == rule.id && c.policy == p.id;
    }
    [[nodiscard]] bool is_newest(std::size_t i, const policy& p, const clock_rule& rule) const;
    [[nodiscard]] std::optional<std::size_t> named() const;
    /// Whether the event speaks of this instance: by its id, or because it is the one that is open.
    [[nodiscard]] bool touches(std::size_t i, const policy& p, const clock_rule& rule) const;
    [[nodiscard]] std::string subject_for(const policy& p, const clock_rule& rule) const;
    [[nodiscard]] bool is_for_this_kind(const clock_rule& rule) const;
    [[nodiscard]] bool may_start(const clock_rule& rule) const;
    [[nodiscard]] bool counts_from_receipt(const clock_rule& rule) const;
    void start(const policy& p, const clock_rule& rule, instant from, bool again = false);
    void count(clock& c, std::string_view calendar_id);
    void count_on(std::size_t i, instant from);
    void add(clock c);
    /// It is counted as elapsed time, because no calendar tells better.
    void miss_calendar(const clock& c) { out_.alarms.push_back({"calendar_missing", c.clock_id}); }

    complaint& now_;
    const event& what_;
    const step_context& context_;
    const trigger_set& happened_;
    changes& out_;
    std::vector<clock>& clocks_;
    trigger_set dispatched_;
    const letter* letter_ = nullptr;  // whose dispatch or return this is
    instant dispatch_at_{};
    std::string item_;  // the redress item that the event is about
};

bool clockwork::turn(std::size_t i, clock_event by, clock_facts f)
{
    clock& c = clocks_[i];
    f.window = c.kind == clock_kind::window;
    f.miss_recorded = contains(c.warned, miss_recorded_mark);
    f.extended_before = c.extended;
    const auto next = clock_step(c.state, by, f);
    if (!next) return false;
    c.state = *next;
    note(i);
    return true;
}

void clockwork::derive_miss(const clock& c)
{
    if (c.kind == clock_kind::window) return;  // lapses when the timer comes to it, and breaks no promise
    event miss{.type = event_type::deadline_missed, .fields = {}};
    miss.set(field::clock, c.clock_id).set(field::generation, c.generation);
    if (!c.subject.empty()) miss.set(field::subject_of, c.subject);
    out_.derived.push_back({std::move(miss), timer_actor()});
}

/// A repeat that the same dispatch started is not stopped by it when it is reported again.
bool clockwork::began_with_it(const clock& c, instant when) const
{
    return std::any_of(clocks_.begin(), clocks_.end(), [&](const clock& before) {
        return before.clock_id == c.clock_id && before.subject == c.subject &&
               before.generation == c.generation - 1 && before.stopped == when && c.started == when;
    });
}

bool clockwork::satisfy(std::size_t i, instant when, bool by_dispatch)
{
    clock& c = clocks_[i];
    if (by_dispatch && ((c.started && when < *c.started) || began_with_it(c, when))) return false;
    const bool ended_by_closing =
        closed() && c.stopped && now_.facts.closed_at && *c.stopped >= *now_.facts.closed_at;
    const bool ran_past_due = c.state == clock_state::running;
    if (!turn(i, clock_event::satisfied,
              {.in_time = !c.due || when <= *c.due, .by_dispatch = by_dispatch, .closed = ended_by_closing}))
        return false;
    c.stopped = when;
    if (ran_past_due && c.state == clock_state::met_late && !contains(c.warned, miss_recorded_mark))
        derive_miss(c);
    return true;
}

void clockwork::cancel(std::size_t i)
{
    if (!turn(i, clock_event::cancelled)) return;
    clock& c = clocks_[i];
    c.stopped = context_.at;
    // The complainant ended the case: what counted until now is put aside, as in a pause, so that a
    // clock that starts again from the receipt leaves out the time between.
    const auto by = context_.who ? context_.who->role : role::engine;
    if (closing() && open_pause(c) == nullptr && (by == role::complainant || by == role::representative))
        c.pauses.push_back({.from = context_.at, .until = {}});
}

bool clockwork::is_newest(std::size_t i, const policy& p, const clock_rule& rule) const
{
    const auto after = clocks_.begin() + static_cast<std::ptrdiff_t>(i) + 1;
    return std::none_of(after, clocks_.end(), [&](const clock& later) { return belongs(later, p, rule); });
}

std::optional<std::size_t> clockwork::named() const
{
    const auto id = what_.text(field::clock);
    const auto subject = what_.text(field::subject_of);
    const auto generation = what_.integer(field::generation);
    for (std::size_t i = 0; i < clocks_.size(); ++i) {
        const clock& c = clocks_[i];
        if (c.generation == generation && c.clock_id == id && c.subject == subject) return i;
    }
    return std::nullopt;
}

bool clockwork::touches(std::size_t i, const policy& p, const clock_rule& rule) const
{
    const clock& c = clocks_[i];
    if (!belongs(c, p, rule)) return false;
    switch (rule.subject) {
        case clock_subject::case_:
            return true;
        case clock_subject::enquiry:
            return !what_.has(field::enquiry) || c.subject == what_.text(field::enquiry);
        case clock_subject::letter:
            return !letter_ || c.subject == letter_->id;
        case clock_subject::redress_item:
            // An event that names no item speaks of all of them.
            return item_.empty() || c.subject == item_;
        case clock_subject::hold:
        case clock_subject::rung:
            break;
    }
    return is_newest(i, p, rule);
}

std::string clockwork::subject_for(const policy& p, const clock_rule& rule) const
{
    switch (rule.subject) {
        case clock_subject::case_:
            break;
        case clock_subject::enquiry:
            return std::string(what_.text(field::enquiry));
        case clock_subject::letter:
            return letter_ ? letter_->id : std::string();
        case clock_subject::redress_item:
            return item_;
        case clock_subject::rung:
            return std::to_string(now_.facts.rung);
        case clock_subject::hold: {
            // A window that ran again has the same subject, so first generations count the holds.
            const auto holds = std::count_if(clocks_.begin(), clocks_.end(), [&](const clock& c) {
                return belongs(c, p, rule) && c.generation == 1;
            });
            return "H" + std::to_string(holds + 1);
        }
    }
    return {};
}

bool clockwork::is_for_this_kind(const clock_rule& rule) const
{
    return rule.kinds.empty() ||
           std::find(rule.kinds.begin(), rule.kinds.end(), now_.facts.kind) != rule.kinds.end();
}

bool clockwork::may_start(const clock_rule& rule) const
{
    if (closed() && !rule.survives_closing) return false;
    if (rule.only_before_first_answer && now_.facts.first_answered_at) return false;
    return is_for_this_kind(rule);
}

bool clockwork::counts_from_receipt(const clock_rule& rule) const
{
    if (rule.start_from_receipt) return true;
    // What turns a case into a complaint again owes it from the day it was received; a reopening does not.
    return rule.kind != clock_kind::window && (what_.type == event_type::reclassified ||
                                               (what_.type == event_type::exit_disputed && !leaves_closed()));
}

/// Whether an instance runs for the limit of its repeats, which is not the promise's own.
bool is_a_repeat(const clock& one, const clock_rule& rule)
{
    return rule.repeat_limit.given() && rule.repeat_limit.limit != rule.limit.limit &&
           promise_of(one).limit == rule.repeat_limit.limit;
}

/// Sets the due time of a clock that starts.
void clockwork::count(clock& c, std::string_view calendar_id)
{
    auto& pins = now_.facts.calendars;
    const auto before = pins.size();
    if (!count_from_start(c, *context_.calendars, calendar_id, pins)) miss_calendar(c);
    if (pins.size() != before) out_.facts.set(fact_index<&facts::calendars>());
}

/// Ends the pause and sets the due time anew.
void clockwork::count_on(std::size_t i, instant from)
{
    clock& c = clocks_[i];
    if (auto* rest = open_pause(c)) rest->until = from;
    if (!count_again(c, now_.facts, *context_.calendars)) miss_calendar(c);
}

void clockwork::add(clock c)
{
    c.generation = 1;
    for (const clock& other : clocks_)
        if (other.clock_id == c.clock_id && other.subject == c.subject)
            c.generation = std::max(c.generation, other.generation + 1);
    clocks_.push_back(std::move(c));
    note(clocks_.size() - 1);
    out_.pins = true;
}

void clockwork::start(const policy& p, const clock_rule& rule, instant from, bool again)
{
    if (!may_start(rule)) return;
    clock c{.clock_id = rule.id,
            .kind = rule.kind,
            .policy = p.id,
            .started = from,
            .subject = subject_for(p, rule)};
    const auto* special = special_limit(now_, rule, item_);
    auto limit = special != nullptr ? special->limit : rule.limit;
    if (special != nullptr && special->as) c.kind = *special->as;
    if (again && rule.repeat_limit.given()) limit = rule.repeat_limit;

    // A promise that repeats counts from what kept it; only the first of its kind is owed since the receipt.
    const bool from_receipt = !again && counts_from_receipt(rule) && now_.facts.received_at;
    const clock* previous = nullptr;
    std::optional<std::size_t> repeats;
    for (std::size_t i = 0; i < clocks_.size(); ++i) {
        const clock& other = clocks_[i];
        if (!belongs(other, p, rule) || other.subject != c.subject) continue;
        previous = &other;
        if (is_open(other)) {
            if (rule.kind == clock_kind::window && other.started != from)
                cancel(i);
            else if (!again && is_a_repeat(other, rule))
                repeats = i;
            else
                return;
        } else if (from_receipt && other.state == clock_state::missed) {
            return;  // the same promise from the same receipt: it is broken already, once
        }
    }
    if (from_receipt) {
        c.started = *now_.facts.received_at;
        // Put aside by the complainant's own closing (see `cancel`): counted on from there.
        if (leaves_closed() && previous && previous->state == clock_state::cancelled) {
            c.pauses = previous->pauses;
            if (auto* rest = open_pause(c))
                rest->until = context_.at;
            else
                c.pauses.clear();
        }
    }
    auto named = rule.from_event ? what_.time(field::expires) : std::nullopt;
    if (rule.from_event && !named) named = what_.time(field::due);
    if (limit.given()) {
        promise(c, limit);
        count(c, rule.calendar);
    } else if (!named) {
        return;
    }
    if (named) {
        named = std::max(*named, *c.started);
        if (!c.due || *named < *c.due) {
            c.limit.clear();
            c.due = named;
        }
    }
    // A repeat may have a longer limit than the promise itself, which is owed anew: a freeze that is contested between
    // two weekly reviews is looked at within a day.
    if (repeats) {
        if (!c.due || !clocks_[*repeats].due || *clocks_[*repeats].due <= *c.due) return;
        cancel(*repeats);
    }
    add(std::move(c));
}

void clockwork::turn_by_rule(const policy& p, const clock_rule& rule)
{
    const trigger_set stops = rule.stop & happened_;
    const bool cancels = (rule.cancel & happened_).any();
    const bool loses_kind = what_.type == event_type::reclassified && !is_for_this_kind(rule);
    const bool by_dispatch = (stops & dispatched_).any();
    const instant stopped_at = by_dispatch ? dispatch_at_ : context_.at;
    const bool no_answer_owed =
        what_.type == event_type::withdrawn || what_.type == event_type::marked_duplicate;
    const bool ends = closing() && !rule.survives_closing;

    bool kept = false;
    const std::size_t count = clocks_.size();
    for (std::size_t i = 0; i < count; ++i) {
        if (!touches(i, p, rule)) continue;
        if (stops.any() && satisfy(i, stopped_at, by_dispatch)) kept = true;
        if (cancels || loses_kind) cancel(i);
        if (ends && (no_answer_owed || is_open(clocks_[i]))) cancel(i);
    }
    // Subjects that the event does not speak of end with the case all the same.
    if (ends)
        for (std::size_t i = 0; i < count; ++i)
            if (belongs(clocks_[i], p, rule) && is_open(clocks_[i])) cancel(i);

    const trigger_set starts = rule.start & happened_;
    if (starts.any())
        start(p, rule, (starts & dispatched_).any() ? dispatch_at_ : context_.at);
    else if (kept && rule.repeat && !cancels)
        start(p, rule, stopped_at, true);
}

void clockwork::expire()
{
    const auto i = named();
    if (!i) return;
    clock& c = clocks_[*i];
    const bool window = c.kind == clock_kind::window;
    if (window != (what_.type == event_type::window_lapsed) || !c.due || *c.due > context_.at) return;
    if (!turn(*i, clock_event::expired)) return;
    if (window)
        c.stopped = context_.at;
    else
        c.warned.emplace_back(miss_recorded_mark);
}

void clockwork::warn()
{
    const auto i = named();
    const auto threshold = what_.text(field::threshold);
    if (!i || clocks_[*i].state != clock_state::running || contains(clocks_[*i].warned, threshold)) return;
    clocks_[*i].warned.emplace_back(threshold);
    note(*i);
}

void clockwork::restart_window()
{
    const auto i = named();
    if (!i || clocks_[*i].state != clock_state::lapsed || closed()) return;
    const clock& lapsed = clocks_[*i];
    const policy* p = policy_of(lapsed);
    if (!p || !p->window_restart.given()) return;
    for (const clock& other : clocks_)
        if (other.clock_id == lapsed.clock_id && other.subject == lapsed.subject &&
            other.generation > lapsed.generation)
            return;
    clock c{.clock_id = lapsed.clock_id,
            .kind = lapsed.kind,
            .policy = lapsed.policy,
            .started = context_.at,
            .subject = lapsed.subject};
    promise(c, p->window_restart);
    count(c, p->calendar);
    add(std::move(c));
}

void clockwork::extend()
{
    for (std::size_t i = 0; i < clocks_.size(); ++i) {
        clock& c = clocks_[i];
        // Another policy may have a clock of that name, and no more time to give.
        const auto* rule = c.clock_id == what_.text(field::clock) ? rule_of(c) : nullptr;
        if (rule == nullptr || rule->extend_days == 0 || !turn(i, clock_event::extended)) continue;
        c.extended = true;
        c.granted += what_.integer(field::days);
        if (c.limit.empty() && c.due)
            *c.due += std::chrono::days(what_.integer(field::days));
        else if (c.due)
            count_on(i, context_.at);
    }
}

void clockwork::revoke(std::size_t i)
{
    if (!turn(i, clock_event::revoked)) return;
    clock& c = clocks_[i];
    c.stopped.reset();
    if (c.state != clock_state::running) return;
    if (!c.due || open_pause(c)) count_on(i, context_.at);  // it was met while paused
    if (*c.due <= context_.at) derive_miss(c);
}

void clockwork::take_back()
{
    // On a closed case no answer is owed any more, and windows have ended.
    if (!letter_ || !letter_->dispatched || closed()) return;
    const instant sent = *letter_->dispatched;
    // A second route was tried since it first came back: that is all that can be done.
    if (letter_->returned && sent > *letter_->returned) return;
    const trigger_set of_letter = letter_triggers(letter_->kind);
    for (const policy* p : context_.rules)
        for (const clock_rule& rule : p->clocks) {
            const bool started_by_it = (rule.start & of_letter).any();
            const bool stopped_by_it = (rule.stop & of_letter).any();
            if (!started_by_it && !stopped_by_it) continue;
            // Newest first: of generations that two letters ended at one instant, the last is this letter's.
            for (std::size_t i = clocks_.size(); i-- > 0;) {
                const clock& c = clocks_[i];
                if (!belongs(c, *p, rule)) continue;
                if (is_open(c) && c.started == sent &&
                    ((started_by_it && rule.kind == clock_kind::window) || (stopped_by_it && rule.repeat))) {
                    cancel(i);
                } else if (stopped_by_it && c.stopped == sent &&
                           (c.state == clock_state::met || c.state == clock_state::met_late)) {
                    revoke(i);
                    break;
                }
            }
        }
}

void clockwork::turn_by_name()
{
    switch (what_.type) {
        case event_type::deadline_missed:
        case event_type::window_lapsed:
            return expire();
        case event_type::deadline_warned:
            return warn();
        case event_type::window_restarted:
            return restart_window();
        case event_type::extension_granted:
            return extend();
        case event_type::message_undelivered:
            return take_back();
        default:
            return;
    }
}

void clockwork::pause_and_resume()
{
    const bool hold = now_.hold == hold_state::waiting && now_.facts.hold_party == hold_party::complainant;
    const bool appealed = now_.lifecycle == lifecycle_state::appealed;
    for (std::size_t i = 0; i < clocks_.size(); ++i) {
        clock& c = clocks_[i];
        if (!is_open(c)) continue;
        const clock_rule* rule = rule_of(c);
        if (!rule) continue;
        const bool rest = (rule->pause_hold_complainant && hold) || (rule->pause_appealed && appealed);
        if (rest && c.state == clock_state::running) {
            // A promise past its due time is a miss that the timer has yet to record: no pause hides it.
            if (c.kind != clock_kind::window && *c.due <= context_.at) continue;
            if (c.limit.empty()) continue;  // an event named the instant at which it ends
            if (!turn(i, clock_event::paused)) continue;
            c.pauses.push_back({.from = context_.at, .until = {}});
            c.due.reset();
        } else if (!rest && c.state == clock_state::paused && turn(i, clock_event::resumed)) {
            count_on(i, context_.at);
        }
    }
}

bool interprets(event_type e)
{
    switch (e) {
        case event_type::deadline_missed:
        case event_type::window_lapsed:
        case event_type::deadline_warned:
        case event_type::window_restarted:
        case event_type::extension_granted:
        case event_type::message_undelivered:
        case event_type::reclassified:
            return true;
        default:
            return false;
    }
}

}  // namespace

void run_clocks(complaint& now, const event& what, const step_context& context,
                std::span<const trigger> happened, changes& out)
{
    trigger_set all;
    bool moved = false;
    for (const trigger t : happened) {
        all.set(t);
        moved = moved || t >= first_entered;
    }
    const bool by_name = interprets(what.type);
    const bool closing =
        moved && all.test(entered(machine::lifecycle, static_cast<std::size_t>(lifecycle_state::closed)));
    std::optional<clockwork> work;
    const auto at_work = [&]() -> clockwork& {
        if (!work) work.emplace(now, what, context, all, out);
        return *work;
    };
    if (by_name) at_work().turn_by_name();
    for (const policy* p : context.rules)
        for (const clock_rule& rule : p->clocks)
            if (closing || what.type == event_type::reclassified ||
                ((rule.start | rule.stop | rule.cancel) & all).any())
                at_work().turn_by_rule(*p, rule);
    if (moved || !out.clocks.empty()) at_work().pause_and_resume();
}

}  // namespace redress
