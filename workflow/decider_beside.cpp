// Decides what stands beside the case: incidents and improvement actions. The same entries, positions and
// agenda as a case's; fewer of them, so they are read for each batch and never remembered.
#include "workflow/decider.hpp"

#include <algorithm>
#include <utility>

namespace redress::workflow {
namespace {

std::string_view entry_type(matter_kind kind, bool accepted)
{
    if (kind == matter_kind::incident) return accepted ? "incident.event" : "incident.refused";
    return accepted ? "action.event" : "action.refused";
}

}  // namespace

void decider::touch(matter_in_hand& in)
{
    if (in.touched) return;
    in.touched = true;
    in.version_before = in.now.version;
    touch_bucket(in.now.bucket);
}

uuid decider::append(matter_in_hand& in, const asked& question, const matter_changes* moved,
                     const refusal* refused)
{
    entry_parts parts{.type = entry_type(in.now.kind, moved != nullptr),
                      .who = &question.who,
                      .what = &question.what,
                      .beside = &in.now,
                      .moved = moved,
                      .refused = refused,
                      .from = &question.from,
                      .at = question.occurred,
                      .traceparent = question.traceparent};
    return append(parts, in.now.bucket, in.now.id, question.key, in.now.cseq, in.now.head);
}

decider::told decider::refuse(matter_in_hand& in, const asked& question, refusal why)
{
    touch(in);
    told result;
    result.entry = append(in, question, nullptr, &why);
    result.why = std::move(why);
    return result;
}

decider::told decider::decide(matter_in_hand& in, const asked& question)
{
    const std::int64_t version_before = in.now.version;
    matter_changes moved;
    told result;
    result.why =
        step(in.now, question.what, {.who = &question.who, .at = at_, .people = settings_.people}, moved);
    if (result.why) {
        // Of a matter that is not there no history could hold the refusal.
        if (in.now.exists()) return refuse(in, question, *std::move(result.why));
        return result;
    }
    touch(in);
    in.version_before = std::min(in.version_before, version_before);
    in.accepted = result.accepted = true;
    result.entry = append(in, question, &moved, nullptr);
    for (alarm& raised : moved.alarms) raise_alarm(in.now.id, std::move(raised));
    return result;
}

void decider::rearm(matter_in_hand& in)
{
    const auto look = look_at(in.now);
    const bool stands = in.now.agenda_at && *in.now.agenda_at > at_;
    const bool served = stands ? !look || *look >= *in.now.agenda_at : !look && !in.now.agenda_at;
    if (served && !in.touched) return;
    touch(in);
    in.accepted = false;
    if (!stands) in.now.agenda_at.reset();
    if (look) arm(in.now.bucket, in.now.id, in.now.agenda_at, *look);
}

void decider::fold_matters()
{
    std::vector<matter_in_hand*> touched;
    for (auto& [id, one] : into_->matters)
        if (one.touched) touched.push_back(&one);
    std::sort(touched.begin(), touched.end(), [](const matter_in_hand* a, const matter_in_hand* b) {
        return std::pair(a->now.bucket, a->now.id) < std::pair(b->now.bucket, b->now.id);
    });
    for (matter_in_hand* one : touched) {
        matter& now = one->now;
        if (one->accepted)
            if (const auto look = look_at(now)) arm(now.bucket, now.id, now.agenda_at, *look);
        auto& rows = one->version_before == 0 ? into_->out.matters_made : into_->out.matters_moved;
        rows.push_back({.now = &now, .expected_version = one->version_before});
    }
}

void decider::count_incidents(const remembered_case& in)
{
    const auto& links = in.now.facts.links;
    if (links == in.links_before) return;
    const auto count = [&](const std::vector<link>& list, std::int64_t delta) {
        for (const link& one : list)
            if (one.cause == incident_cause)
                if (const auto id = parse_uuid(one.to)) linked_[{in.now.bucket, *id}] += delta;
    };
    count(in.links_before, -1);
    count(links, 1);
}

void decider::fold_incidents()
{
    for (const auto& [place, delta] : std::exchange(linked_, {}))
        if (delta != 0)
            into_->out.incidents.push_back({.bucket = place.first, .incident = place.second, .delta = delta});
}

}  // namespace redress::workflow
