// The deadline pass: takes what the agenda says is due, fires what the cases really owe, and arms them
// again, in one transaction. The agenda only says when to look; the case says what is due.
//
// A slice is decided like a batch, on what is remembered and while the write before is in flight; its
// guards are the heads of all its buckets, and that an entry's key exists once. When one of them speaks,
// or our own code fails, the rows are taken anew under lock, where the history can be asked.
#include "workflow/bisect.hpp"
#include "workflow/engine_inside.hpp"

#include <algorithm>
#include <utility>

namespace redress::workflow {
namespace {

using namespace std::chrono_literals;

/// A clock that stays due although it was asked to fire is looked at again after this, so that it
/// cannot keep the pass busy.
constexpr duration stuck_wait = 1min;
/// The same for a case that cannot be read or written, or whose policy is not loaded.
constexpr duration put_off_wait = 1h;
/// About so many agenda rows are fetched at a time: one question for several slices.
constexpr int rows_ahead = 2000;
/// Events that one look may bring: warnings and a miss of each clock, with room to spare.
constexpr int events_max = 256;

const clock* clock_of(const complaint& now, const event& what)
{
    for (const clock& c : now.facts.clocks)
        if (c.clock_id == what.text(field::clock) && c.subject == what.text(field::subject_of) &&
            c.generation == what.integer(field::generation, 1))
            return &c;
    return nullptr;
}

/// Names what fires once and for all: the same deadline, whoever fires it.
source_ref source_of_timer(const complaint& now, const event& what)
{
    source_ref from{.source = "redress:timer"};
    from.id = to_string(now.id) + '/';
    from.id += what.text(field::clock);
    from.id += '/';
    from.id += what.text(field::subject_of);
    from.id += '/' + std::to_string(what.integer(field::generation, 1));
    if (what.type == event_type::deadline_warned) {
        from.id += "/warn:";
        from.id += what.text(field::threshold);
    } else {
        from.id += "/expired";
    }
    const clock* of = clock_of(now, what);
    from.id += '/' + (of && of->due ? to_string(*of->due) : std::string("-"));
    return from;
}

bool is_there(const remembered_case& one)
{
    return one.state == remembered_case::standing::known ||
           one.state == remembered_case::standing::unreadable;
}

std::int64_t timer_key(const source_ref& from)
{
    return key_of(source_digest(from.source, from.id));
}

}  // namespace

void engine::inside::learn_fired(std::span<const due_case> due, instant at, locked_buckets& locked)
{
    fired_asked.clear();
    fired_before.clear();
    std::vector<entry_row> rows;
    for (const due_case& one : due) {
        auto* in = cache.find(one.bucket, one.id);
        if (!in) continue;
        try {
            deciding.resolve_rules(*in);
        } catch (const unknown_policy&) {
            continue;  // `look_after` says so
        }
        for (const event& what : due_events(in->now, in->rules, at, policies.calendars())) {
            const std::int64_t key = timer_key(source_of_timer(in->now, what));
            rows.push_back({.bucket = one.bucket, .chain = one.id, .key = key});
            fired_asked.emplace(one.id, key);
        }
    }
    for (const known_entry& held : locked.seen(rows)) fired_before.emplace(held.chain, held.key);
}

bool engine::inside::has_fired(const remembered_case& one, std::int64_t key, locked_buckets& locked)
{
    const std::pair sought(one.now.id, key);
    if (fired_asked.contains(sought)) return fired_before.contains(sought);
    const entry_row row{.bucket = one.now.bucket, .chain = one.now.id, .key = key};
    return !locked.seen(std::span(&row, 1)).empty();
}

bool engine::inside::fire(remembered_case& one, decision& d, locked_buckets* locked)
{
    static const actor timer = timer_actor();
    std::string last;
    for (int n = 0; n < events_max; ++n) {
        // Asked anew each time: what one event brings may end what the next would have told.
        const auto owed = due_events(one.now, one.rules, deciding.at(), policies.calendars());
        if (owed.empty()) return true;
        const event& what = owed.front();
        const source_ref from = source_of_timer(one.now, what);
        if (from.id == last) return false;
        last = from.id;
        const std::int64_t key = timer_key(from);
        if (locked && has_fired(one, key, *locked)) return false;
        const auto told = deciding.decide(
            one, {.what = what, .who = timer, .from = from, .key = key, .occurred = deciding.at()}, nullptr);
        if (!told.accepted) return false;
        ++d.fired;
    }
    return false;
}

void engine::inside::look_after(remembered_case& one, decision& d, locked_buckets* locked)
{
    const instant at = deciding.at();
    if (one.state == remembered_case::standing::unreadable) {
        deciding.raise_alarm(one.now.id, {.code = "unknown_state", .detail = one.why_unreadable});
        deciding.look_again(one.now.bucket, one.now.id, at + put_off_wait);
        cache.drop(one);
        return;
    }
    try {
        deciding.resolve_rules(one);
    } catch (const unknown_policy&) {
        deciding.raise_alarm(one.now.id, {.code = "unknown_policy", .detail = "deadlines"});
        deciding.put_off(one, at + put_off_wait);
        return;
    }
    if (fire(one, d, locked)) {
        deciding.rearm(one);
        return;
    }
    deciding.raise_alarm(one.now.id, {.code = "deadline_stuck", .detail = "stays due"});
    deciding.rearm(one, at + stuck_wait);
}

instant engine::inside::read_due(const case_store::taken& taken)
{
    // A slice of a storm lies in nearly every bucket: to forget them all would let the live batches
    // read their cases again after each slice. What is remembered is current while its head stands,
    // and the heads are locked; those that moved are forgotten by `absorb`, so the second round ends it.
    instant at{};
    for (bool moved = true; moved;) {
        std::vector<case_id> ids;
        for (const due_case& one : taken.due) {
            const auto* known = cache.find(one.bucket, one.id);
            if (known && known->state == remembered_case::standing::known)
                static_cast<void>(cache.at(one.bucket, one.id));  // used: not to be dropped
            else
                ids.push_back(one.id);
        }
        snapshot read = taken.locked->read(ids);
        know_time(read.at);
        at = read.at;
        moved = cache.absorb(std::move(read));
    }
    last_at = std::max(last_at, at);
    return at;
}

void engine::inside::look_at_all(const case_store::taken& taken, decision& d)
{
    const instant at = read_due(taken);
    deciding.begin(d, at, number);
    learn_fired(taken.due, at, *taken.locked);
    std::vector<case_id> others;
    for (const due_case& one : taken.due) {
        auto* in = cache.find(one.bucket, one.id);
        if (in && is_there(*in))
            look_after(*in, d, taken.locked.get());
        else
            others.push_back(one.id);
    }
    look_after_matters(others, d, *taken.locked);
}

void engine::inside::postpone(const case_store::taken& taken, decision& d)
{
    snapshot heads = taken.locked->read({});
    const instant at = heads.at;
    know_time(at);
    static_cast<void>(cache.absorb(std::move(heads)));
    deciding.begin(d, at, number);
    for (const due_case& one : taken.due) {
        deciding.raise_alarm(one.id, {.code = "deadline_stuck", .detail = "cannot be read or written"});
        deciding.look_again(one.bucket, one.id, at + put_off_wait);
    }
}

std::size_t engine::inside::due(int limit, bool put_off)
{
    settle_quietly();
    auto d = fresh();
    open(*d);
    d->work = nullptr;
    auto taken = store.take_due(limit);
    if (taken.due.empty()) {
        spare = std::move(d);
        return 0;
    }
    for (const due_case& one : taken.due) d->places.push_back({nullptr, one.bucket});
    try {
        if (put_off)
            postpone(taken, *d);
        else
            look_at_all(taken, *d);
        deciding.finish();
        if (write_locked(*d, *taken.locked) != write_status::written) {
            // What was taken stands in the agenda again; the next pass takes it.
            undo(*d);
            return 0;
        }
    } catch (...) {
        undo(*d);
        throw;
    }
    ++counts.slow;
    static_cast<void>(close(*d));
    const std::size_t looked = taken.due.size();
    spare = std::move(d);
    return looked;
}

std::size_t engine::inside::due_under_lock(int limit)
{
    try {
        return due(limit, false);
    } catch (const std::exception& failed) {
        if (!counts_as_try(failed)) throw;
        if (limit > 1) return due_under_lock(limit / 2);
        return due(1, true);
    }
}

void engine::inside::look_ahead(int limit)
{
    const int rows = limit * std::max(rows_ahead / limit, 1);  // so that slices come out whole
    auto next = store.look_ahead(rows, std::exchange(ahead_from, std::nullopt));
    if (next.due.size() == static_cast<std::size_t>(rows)) ahead_from = next.due.back().look_at;
    if (!next.due.empty()) know_time(next.at);
    // What fell due in one second is equally old: it goes bucket by bucket, because a write costs by the
    // buckets that it touches.
    std::ranges::stable_sort(next.due, {}, [](const due_case& one) {
        return std::pair(std::chrono::floor<std::chrono::seconds>(one.look_at), one.bucket);
    });
    agenda_ahead.assign(std::move_iterator(next.due.begin()), std::move_iterator(next.due.end()));
}

void engine::inside::forget_ahead()
{
    agenda_ahead.clear();
    ahead_from.reset();
}

void engine::inside::take_ahead(decision& d, int limit)
{
    std::set<case_id> cases;
    for (int n = 0; n < limit && !agenda_ahead.empty(); ++n) {
        const auto& one = d.due_rows.emplace_back(std::move(agenda_ahead.front()));
        agenda_ahead.pop_front();
        if (cases.insert(one.id).second) d.due.push_back(one);
    }
}

bool engine::inside::decide_due(decision& d)
{
    d.out.agenda_done = d.due_rows;
    for (const due_case& one : d.due) {
        // A case that owes nothing is guarded, too: another engine may have come to rely on its row.
        deciding.touch_bucket(one.bucket);
        auto* in = cache.find(one.bucket, one.id);
        if (!in || !is_there(*in)) return false;
        look_after(*in, d, nullptr);
    }
    return true;
}

void engine::inside::start_slice(int limit, engine::slice& done)
{
    const auto land = [&] {
        if (in_flight) done.before = settle();
    };
    if (!crowded && agenda_ahead.empty()) {
        land();
        look_ahead(limit);
        if (agenda_ahead.empty()) return;
    }
    if (!crowded) {
        auto d = fresh();
        take_ahead(*d, limit);
        const std::size_t cases = d->due.size();
        try {
            bool sent = in_flight && overlap(d, {}, done.before);
            if (!sent) {
                land();
                sent = fast(d, {});
            }
            if (sent) {
                done.looked_at = cases;
                done.in_flight = true;
                done.more = ahead_from.has_value() || !agenda_ahead.empty();
                return;
            }
        } catch (const std::exception& failed) {
            if (!returned.empty() || !counts_as_try(failed)) throw;
        }
        crowded = true;
    }
    land();
    done.looked_at = due_under_lock(limit);
    done.more = done.looked_at > 0;
    crowded = done.more;
}

}  // namespace redress::workflow
