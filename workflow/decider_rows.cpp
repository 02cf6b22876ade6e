// What a batch did to its cases, folded into rows: one of each kind a case at most.
#include "workflow/decider.hpp"

#include <algorithm>
#include <utility>

namespace redress::workflow {

void decision::clear()
{
    places.clear();
    touched.clear();
    matters.clear();
    out.clear();
    answers.clear();
    alarms.clear();
    derived = fired = 0;
    letters.clear();
    chains_before.clear();
}

void decider::arm(remembered_case& in, instant look)
{
    arm(in.now.bucket, in.now.id, in.now.agenda_at, look);
}

void decider::arm(std::int16_t bucket, const case_id& id, std::optional<instant>& agenda_at, instant look)
{
    // Raised to now and lowered to the horizon: the row only says when to look, and partitions exist
    // for that span alone.
    const instant when = std::clamp(look, at_, at_ + settings_.agenda_horizon);
    if (agenda_at && *agenda_at <= when) return;
    agenda_at = when;
    into_->out.agenda.push_back({.bucket = bucket, .look_at = when, .id = id});
}

void decider::rearm(remembered_case& in, std::optional<instant> not_before)
{
    // A later row still stands when `agenda_at` is to come: what was taken was an older one.
    const auto look = look_at(in.now, in.rules, policies_.calendars());
    const bool stands = in.now.agenda_at && *in.now.agenda_at > at_;
    const bool served = stands ? !look || *look >= *in.now.agenda_at : !look && !in.now.agenda_at;
    if (served && in.touched != number_) return;  // nothing to write: the case stays as it is
    touch(in);
    in.accepted = false;  // armed here; `finish` need not look again
    if (!stands) in.now.agenda_at.reset();
    if (look) arm(in, not_before ? std::max(*look, *not_before) : *look);
}

void decider::put_off(remembered_case& in, instant until)
{
    touch(in);
    in.accepted = false;
    in.now.agenda_at.reset();
    arm(in, until);
}

void decider::look_again(std::int16_t bucket, const case_id& id, instant when)
{
    touch_bucket(bucket);
    into_->out.agenda.push_back({.bucket = bucket, .look_at = when, .id = id});
}

void decider::count(std::int16_t bucket, lifecycle_state state, std::int64_t delta)
{
    counted_[static_cast<std::size_t>(bucket)][static_cast<std::size_t>(state)] += delta;
}

void decider::fold_case(remembered_case& in)
{
    complaint& now = in.now;
    if (!now.exists()) return;
    const bool made = in.lifecycle_before == lifecycle_state::none;
    if (in.accepted)
        if (const auto look = look_at(now, in.rules, policies_.calendars())) arm(in, *look);
    count_incidents(in);
    auto& rows = made ? into_->out.created : into_->out.changed;
    rows.push_back({.now = &now, .expected_version = in.version_before});

    const bool was_open = !made && in.lifecycle_before != lifecycle_state::closed;
    if (now.open()) {
        const auto due = now.next_due();
        if (!was_open || in.queue_moved || due != in.queue_due) {
            into_->out.work.push_back({.bucket = now.bucket, .id = now.id, .there = was_open, .now = &now});
            in.queue_due = due;
        }
    } else if (was_open) {
        into_->out.work.push_back({.bucket = now.bucket, .id = now.id, .gone = true, .now = &now});
    }
    if (in.lifecycle_before != now.lifecycle) {
        if (!made) count(now.bucket, in.lifecycle_before, -1);
        count(now.bucket, now.lifecycle, 1);
    }
}

void decider::order_rows()
{
    batch_outcome& out = into_->out;
    const auto by_place = [](const entry_row& a, const entry_row& b) {
        return std::pair(a.bucket, a.pos) < std::pair(b.bucket, b.pos);
    };
    // A batch filled bucket by bucket is in order already.
    if (!std::is_sorted(out.entries.begin(), out.entries.end(), by_place))
        std::sort(out.entries.begin(), out.entries.end(), by_place);
    std::sort(out.heads.begin(), out.heads.end(),
              [](const auto& a, const auto& b) { return a.bucket < b.bucket; });
    for (head_move& head : out.heads) head.next_pos = cache_.head_of(head.bucket).pos;
}

void decider::finish()
{
    auto& touched = into_->touched;
    std::sort(touched.begin(), touched.end(), [](const remembered_case* a, const remembered_case* b) {
        return a->now.bucket != b->now.bucket ? a->now.bucket < b->now.bucket : a->now.id < b->now.id;
    });
    for (remembered_case* one : touched) fold_case(*one);
    fold_matters();
    fold_incidents();
    order_rows();
    for (const head_move& head : into_->out.heads) {
        auto& states = counted_[static_cast<std::size_t>(head.bucket)];
        for (std::size_t s = 0; s < states.size(); ++s)
            if (const std::int64_t delta = std::exchange(states[s], 0); delta != 0)
                into_->out.counters.push_back({.bucket = head.bucket,
                                               .state = std::string(name_of(static_cast<lifecycle_state>(s))),
                                               .delta = delta});
    }
}

}  // namespace redress::workflow
