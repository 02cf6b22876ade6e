// Commands and deadlines of what stands beside the case. They are few and rare, so they are decided in
// slow form alone: nothing of them is remembered between batches, and the hot path asks nothing of them.
#include "workflow/engine_inside.hpp"

#include <algorithm>

namespace redress::workflow {
namespace {

using namespace std::chrono_literals;

/// As long as a case that cannot be read is put off.
constexpr duration put_off_wait = 1h;

/// Names what fires once and for all. A due time that has passed is never set again, so it is named once.
source_ref source_of_timer(const matter& now)
{
    return {.source = "redress:timer",
            .id = to_string(now.id) + "/due//1/expired/" + to_string(*now.facts.due)};
}

}  // namespace

void engine::inside::read_matters(decision& d, std::span<const case_id> ids, locked_buckets& locked)
{
    if (ids.empty()) return;
    matters_read read = locked.matters(ids);
    for (matter& found : read.found) d.matters[found.id].now = std::move(found);
    for (const unreadable_case& found : read.unreadable) {
        matter_in_hand& one = d.matters[found.id];
        one.now.id = found.id;
        one.now.bucket = found.bucket;
        one.why_unreadable = found.why;
    }
}

void engine::inside::read_matters(decision& d, locked_buckets& locked)
{
    // A filing is asked, too: its id may be an incident's.
    std::vector<case_id> ids;
    for (const auto& one : d.work->records)
        if (const auto* asked = std::get_if<command>(&one))
            if (asked->what.type == event_type::complaint_filed || matter_of(asked->what.type))
                ids.push_back(asked->id);
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    read_matters(d, ids, locked);
}

bool engine::inside::is_matter(const decision& d, const case_id& id)
{
    const auto found = d.matters.find(id);
    return found != d.matters.end() && (found->second.now.exists() || !found->second.why_unreadable.empty());
}

void engine::inside::decide_beside(decision& d, std::size_t i, const command& asked,
                                   const key_book::finding& found)
{
    const auto kind = *matter_of(asked.what.type);
    const bool opening = opens_matter(asked.what.type);
    const bool known = is_matter(d, asked.id);
    matter_in_hand& in = d.matters[asked.id];
    if (!in.why_unreadable.empty()) {
        deciding.raise_alarm(asked.id,
                             {.code = "unknown_state", .detail = in.why_unreadable, .about = name_of(kind)});
        bury(d, i, asked, "unknown_state",
             "subject: the row of this incident or action holds what this release does not know; finish the "
             "upgrade or mend the row, then redrive");
        return;
    }
    const auto standing = d.places[i].in->state;
    const bool of_a_case = d.places[i].in->now.exists() || standing == remembered_case::standing::unreadable;
    if (opening && (of_a_case || (known && in.now.kind != kind))) {
        bury(d, i, asked, "id_in_use", "subject: this id is taken by something else; open it under a new id");
        return;
    }
    if (!opening && (!known || in.now.kind != kind)) {
        bury(d, i, asked, "unknown_matter",
             "subject: no incident or action of this kind has this id; open it first or correct the id");
        return;
    }
    if (!known) {
        in.now.id = asked.id;
        in.now.bucket = bucket_of(asked.id);
        in.now.kind = kind;
    }
    const decider::asked question{.what = asked.what,
                                  .who = asked.who,
                                  .from = asked.from,
                                  .key = found.key,
                                  .occurred = deciding.at(),
                                  .traceparent = asked.traceparent};
    decider::told told;
    if (known && found.is == key_book::finding::verdict::reused)
        told = deciding.refuse(in, question, {.code = "ID_REUSE", .fix = "id"});
    else if (known && asked.expected_version && *asked.expected_version != in.now.version)
        told = deciding.refuse(in, question,
                               {.code = "version_conflict",
                                .fix = "expected_version",
                                .args = {{"actual", std::to_string(in.now.version)},
                                         {"expected", std::to_string(*asked.expected_version)}}});
    else
        told = deciding.decide(in, question);
    answer& to = d.answers[i];
    if (!told.accepted && !known) {
        bury(d, i, asked, told.why->code,
             "the opening was refused" +
                 (told.why->guard.empty() ? "" : " by " + std::string(told.why->guard)));
    } else {
        to.what = told.accepted ? disposition::applied : disposition::refused;
        to.entry = told.entry;
        to.version = in.now.version;
        keys.take(asked.id, found.key, asked.from, i);
    }
    if (told.why) {
        to.code = told.why->code;
        to.guard = told.why->guard;
        to.fix = told.why->fix;
        for (const auto& [name, value] : told.why->args) to.args.emplace(name, value);
    }
}

void engine::inside::look_after_matters(std::span<const case_id> ids, decision& d, locked_buckets& locked)
{
    static const actor timer = timer_actor();
    read_matters(d, ids, locked);
    for (const case_id& id : ids) {
        const auto found = d.matters.find(id);
        if (found == d.matters.end()) continue;  // a row of nothing: it is gone with this look
        matter_in_hand& one = found->second;
        if (!one.why_unreadable.empty()) {
            deciding.raise_alarm(id,
                                 {.code = "unknown_state", .detail = one.why_unreadable, .about = "matter"});
            deciding.look_again(one.now.bucket, id, deciding.at() + put_off_wait);
            continue;
        }
        if (const auto owed = due_event(one.now, deciding.at())) {
            const source_ref from = source_of_timer(one.now);
            const auto told = deciding.decide(one, {.what = *owed,
                                                    .who = timer,
                                                    .from = from,
                                                    .key = key_of(source_digest(from.source, from.id)),
                                                    .occurred = deciding.at()});
            if (told.accepted) ++d.fired;
        }
        deciding.rearm(one);
    }
}

}  // namespace redress::workflow
