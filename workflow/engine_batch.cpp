// From records to decisions: what must be read first, and how each record is answered.
#include "states/lookups.hpp"
#include "workflow/dead_letters.hpp"
#include "workflow/engine_inside.hpp"
#include "workflow/reference.hpp"

#include <algorithm>
#include <array>

namespace redress::workflow {
namespace {

constexpr std::size_t source_bytes_max = 256;
constexpr std::size_t detail_bytes_max = 1'000;

bool is_filing(const command& c)
{
    return c.what.type == event_type::complaint_filed;
}

/// Where a record that ends as a dead letter is recorded.
std::int16_t grave_of(const command& c)
{
    return c.from.topic.empty() ? bucket_of(c.id)
                                : static_cast<std::int16_t>(c.from.partition % bucket_count);
}

/// Intake read the engine's own clock; what decides is the database's.
std::optional<instant> not_after(const std::optional<instant>& stated, instant at)
{
    if (!stated) return std::nullopt;
    return std::min(*stated, at);
}

bool presentable_as_is(const dead_letter& letter)
{
    return letter.source == presentable(letter.source, source_bytes_max) &&
           letter.id == presentable(letter.id, source_bytes_max) &&
           letter.detail == presentable(letter.detail, detail_bytes_max);
}

}  // namespace

void engine::inside::open(decision& d)
{
    d.clear();
    cache.begin(++number);
}

bool engine::inside::survey(decision& d)
{
    d.places.clear();
    missing.clear();
    headless.clear();
    const auto need_head = [this](std::int16_t bucket) {
        if (!cache.head_of(bucket).known) headless.push_back(bucket);
    };
    for (const auto& offset : d.work->offsets) need_head(offset.bucket);
    for (const auto& one : d.work->records) {
        if (const auto* letter = std::get_if<dead_letter>(&one)) {
            const std::int16_t bucket = letter->partition >= 0
                                            ? static_cast<std::int16_t>(letter->partition % bucket_count)
                                            : chains.home(deciding.random(), last_at);
            need_head(bucket);
            d.places.push_back({nullptr, bucket});
            continue;
        }
        const command& asked = std::get<command>(one);
        const std::int16_t bucket = bucket_of(asked.id);
        const bool remembered = cache.find(bucket, asked.id) != nullptr;
        remembered_case& in = cache.at(bucket, asked.id);
        // A filing is taken to be the first of its case: should the case exist, its key or its row
        // says so at the write. So cases are filed without a read.
        if (!remembered && is_filing(asked)) in.state = remembered_case::standing::absent;
        if (in.state == remembered_case::standing::wanted) missing.push_back(asked.id);
        need_head(bucket);
        if (!asked.from.topic.empty()) need_head(grave_of(asked));
        d.places.push_back({&in, bucket});
    }
    for (const due_case& one : d.due) {
        if (cache.at(one.bucket, one.id).state == remembered_case::standing::wanted)
            missing.push_back(one.id);
        need_head(one.bucket);
        d.places.push_back({nullptr, one.bucket});
    }
    std::sort(headless.begin(), headless.end());
    headless.erase(std::unique(headless.begin(), headless.end()), headless.end());
    std::sort(missing.begin(), missing.end());
    missing.erase(std::unique(missing.begin(), missing.end()), missing.end());
    return !missing.empty() || !headless.empty();
}

bool engine::inside::prepare(decision& d)
{
    constexpr int rounds = 3;
    for (int round = 0; round < rounds; ++round) {
        if (!survey(d)) {
            if (round == 0) counts.cache_hits += d.places.size();
            return true;
        }
        if (round == 0) {
            counts.cache_misses += missing.size();
            counts.cache_hits += d.places.size() - std::min(d.places.size(), missing.size());
        }
        snapshot read = store.read(missing, headless);
        know_time(read.at);
        if (!cache.absorb(std::move(read))) {
            settle_absent();
            return true;
        }
    }
    return false;
}

void engine::inside::settle_absent()
{
    for (const case_id& id : missing)
        if (auto* one = cache.find(bucket_of(id), id); one && one->state == remembered_case::standing::wanted)
            one->state = remembered_case::standing::absent;
}

std::string engine::inside::mint(std::int16_t bucket, locked_buckets* history)
{
    std::string reference = mint_reference(bucket, deciding.random().bits());
    while (history && history->reference_taken(bucket, reference))
        reference = mint_reference(bucket, deciding.random().bits());
    return reference;
}

void engine::inside::bury(decision& d, std::size_t i, const command& asked, std::string_view reason,
                          std::string detail)
{
    deciding.bury(d.letters.emplace_back(dead_letter_of(asked, reason, std::move(detail))), grave_of(asked),
                  d.answers[i]);
}

std::optional<answer> engine::inside::filed_alike(const decision& d, std::size_t i, const command& asked,
                                                  locked_buckets* history)
{
    for (std::size_t earlier = 0; earlier < i; ++earlier) {
        const auto* before = std::get_if<command>(&d.work->records[earlier]);
        if (!before || before->id != asked.id || !is_filing(*before)) continue;
        if (d.answers[earlier].what == disposition::applied && before->from.digest == asked.from.digest)
            return d.answers[earlier];
    }
    if (!history) return std::nullopt;
    const auto first = history->first_of(bucket_of(asked.id), asked.id);
    if (first && source_of(first->body).digest == asked.from.digest) return answer_of(first->body);
    return std::nullopt;
}

bool engine::inside::decide_filing(decision& d, std::size_t i, const command& asked,
                                   const key_book::finding& found, locked_buckets* history)
{
    remembered_case& in = *d.places[i].in;
    const std::string reference = mint(in.now.bucket, history);
    const decider::told told =
        deciding.decide(in,
                        {.what = asked.what,
                         .who = asked.who,
                         .from = asked.from,
                         .key = found.key,
                         .occurred = not_after(asked.occurred, deciding.at()).value_or(deciding.at()),
                         .traceparent = asked.traceparent,
                         .received = not_after(asked.received, deciding.at()),
                         .outside = &asked.outside,
                         .reference = reference},
                        &d.answers[i]);
    if (!told.accepted) {
        // Whether the case exists was never asked, and no write that would say so follows from a refusal.
        if (!history) return false;
        // There is no case whose history could hold the refusal.
        bury(d, i, asked, told.why->code,
             "the filing was refused" +
                 (told.why->guard.empty() ? "" : " by " + std::string(told.why->guard)));
        d.answers[i].guard = told.why->guard;
        d.answers[i].fix = told.why->fix;
        for (const auto& [name, value] : told.why->args) d.answers[i].args.emplace(name, value);
        return true;
    }
    answer& to = d.answers[i];
    to.version = in.now.version;
    to.entry = told.entry;
    to.reference = in.now.facts.reference;
    keys.take(asked.id, found.key, asked.from, i);
    return true;
}

bool engine::inside::look_outside(const decision& d, const command& asked, locked_buckets* history,
                                  outside& into)
{
    into = asked.outside;
    into.limited_reasons_by.clear();
    if (asked.what.type == event_type::linked && asked.what.text(field::cause) == incident_cause) {
        const auto incident = parse_uuid(asked.what.text(field::to));
        if (!incident || to_string(*incident) != asked.what.text(field::to)) return true;
        if (const auto here = d.matters.find(*incident);
            here != d.matters.end() && here->second.now.exists()) {
            into.incident_known = here->second.now.kind == matter_kind::incident;
            return true;
        }
        if (!history && in_flight) return false;  // the connection is busy
        const std::array ids{*incident};
        const matters_read read = history ? history->matters(ids) : store.matters(ids);
        into.incident_known = !read.found.empty() && read.found.front().kind == matter_kind::incident;
        return true;
    }
    if (may_limit_reasons(asked.what.type)) {
        // Asked whatever the answer: who may not know it must not learn it from the time that this takes.
        if (among(asked.what.list(field::letter_parts), reasons_part)) return true;
        if (!history && in_flight) return false;  // the connection is busy
        const auto limited = history ? history->reasons_limited(asked.id) : store.reasons_limited(asked.id);
        if (limited && (!limited->until || deciding.at() < *limited->until))
            into.limited_reasons_by = limited->by;
        return true;
    }
    if (asked.what.type != event_type::marked_duplicate || !into.primary_complainant.empty()) return true;
    const auto primary = parse_uuid(asked.what.text(field::primary_case));
    if (!primary) return true;
    if (!history && in_flight) return false;  // the connection is busy
    const std::array ids{*primary};
    const snapshot read = history ? history->read(ids) : store.read(ids);
    for (const complaint& found : read.cases)
        if (found.id == *primary) into = {found.facts.complainant, found.lifecycle};
    return true;
}

bool engine::inside::decide_one(decision& d, std::size_t i, const command& asked, locked_buckets* history)
{
    remembered_case& in = *d.places[i].in;
    answer& to = d.answers[i];
    const auto found = keys.look(asked.id, asked.from, source_digest(asked.from.source, asked.from.id));
    using verdict = key_book::finding::verdict;
    if (found.is == verdict::repeat) {
        to = found.known ? *found.known : answer(d.answers[found.place]);
        to.what = disposition::duplicate;
        return true;
    }
    if (found.is == verdict::exhausted) {
        bury(d, i, asked, "gave_up", "id: was used with more than four different contents; send a new id");
        return true;
    }
    if (is_restricted(asked.what.type)) {
        bury(d, i, asked, "unknown_event", "type: no such event here");
        return true;
    }
    if (matter_of(asked.what.type)) {
        if (!history) return false;
        decide_beside(d, i, asked, found);
        return true;
    }
    if (in.state == remembered_case::standing::unreadable) {
        if (!history) return false;  // it may be a duplicate
        deciding.raise_alarm(asked.id, {.code = "unknown_state", .detail = in.why_unreadable});
        bury(d, i, asked, "unknown_state",
             "subject: the row of this case holds what this release does not know; finish the upgrade or "
             "mend the row, then redrive");
        return true;
    }
    if (!in.now.exists()) {
        if (is_filing(asked) && is_matter(d, asked.id)) {
            bury(d, i, asked, "id_in_use",
                 "subject: this id is taken by something else; file under a new id");
            return true;
        }
        if (is_filing(asked)) return decide_filing(d, i, asked, found, history);
        bury(d, i, asked, "unknown_case", "subject: no case has this id; file it first or correct the id");
        return true;
    }
    outside elsewhere;
    if (!look_outside(d, asked, history, elsewhere)) return false;
    const decider::asked question{
        .what = asked.what,
        .who = asked.who,
        .from = asked.from,
        .key = found.key,
        .occurred = not_after(asked.occurred, deciding.at()).value_or(deciding.at()),
        .traceparent = asked.traceparent,
        .received = not_after(asked.received, deciding.at()),
        .outside = &elsewhere};
    decider::told told;
    if (found.is == verdict::reused) {
        told = deciding.refuse(in, question, {.code = "ID_REUSE", .fix = "id"});
    } else if (is_filing(asked)) {
        if (const auto first = filed_alike(d, i, asked, history)) {
            to = *first;
            to.what = disposition::duplicate;
            return true;
        }
        if (!history) return false;
        told = deciding.refuse(in, question, {.code = "already_filed", .fix = "subject"});
    } else if (asked.expected_version && *asked.expected_version != in.now.version) {
        told = deciding.refuse(in, question,
                               {.code = "version_conflict",
                                .fix = "expected_version",
                                .args = {{"actual", std::to_string(in.now.version)},
                                         {"expected", std::to_string(*asked.expected_version)}}});
    } else {
        told = deciding.decide(in, question, &to);
    }
    to.what = told.accepted ? disposition::applied : disposition::refused;
    to.entry = told.entry;
    to.version = in.now.version;
    if (told.why) {
        to.code = told.why->code;
        to.guard = told.why->guard;
        to.fix = told.why->fix;
        for (const auto& [name, value] : told.why->args) to.args.emplace(name, value);
    }
    keys.take(asked.id, found.key, asked.from, i);
    return true;
}

bool engine::inside::decide_all(decision& d, instant at, locked_buckets* history)
{
    deciding.begin(d, at, number);
    d.answers.resize(d.work->records.size());
    d.out.entries.reserve(d.work->records.size() + 16);
    for (const auto& offset : d.work->offsets) deciding.touch_bucket(offset.bucket);
    for (std::size_t i = 0; i < d.work->records.size(); ++i) {
        if (const auto* asked = std::get_if<command>(&d.work->records[i])) {
            if (!decide_one(d, i, *asked, history)) return false;
            continue;
        }
        const dead_letter* letter = &std::get<dead_letter>(d.work->records[i]);
        if (!presentable_as_is(*letter)) {
            dead_letter& shown = d.letters.emplace_back(*letter);
            shown.source = presentable(letter->source, source_bytes_max);
            shown.id = presentable(letter->id, source_bytes_max);
            shown.detail = presentable(letter->detail, detail_bytes_max);
            letter = &shown;
        }
        deciding.bury(*letter, d.places[i].bucket, d.answers[i]);
    }
    if (!decide_due(d)) return false;
    deciding.finish();
    count_offsets(d);
    for (const auto& place : d.places)
        if (place.in && place.in->state != remembered_case::standing::known) cache.drop(*place.in);
    return true;
}

void engine::inside::count_offsets(decision& d) const
{
    for (const auto& move : d.work->offsets) d.out.offsets.push_back({.move = move});
    auto& rows = d.out.offsets;
    if (rows.empty()) return;
    std::sort(rows.begin(), rows.end(), [](const offset_write& a, const offset_write& b) {
        return std::tie(a.move.bucket, a.move.topic, a.move.partition) <
               std::tie(b.move.bucket, b.move.topic, b.move.partition);
    });
    offset_write* last = &rows.front();
    for (std::size_t i = 0; i < d.answers.size(); ++i) {
        const auto& one = d.work->records[i];
        const auto* asked = std::get_if<command>(&one);
        const std::string& topic = asked ? asked->from.topic : std::get<dead_letter>(one).topic;
        const std::int32_t partition = asked ? asked->from.partition : std::get<dead_letter>(one).partition;
        const auto here = [&](const offset_write& w) {
            return w.move.partition == partition && w.move.topic == topic;
        };
        if (!here(*last)) {
            const auto found = std::find_if(rows.begin(), rows.end(), here);
            if (found == rows.end()) continue;
            last = &*found;
        }
        switch (d.answers[i].what) {
            case disposition::applied:
                ++last->applied;
                break;
            case disposition::refused:
                ++last->refused;
                break;
            case disposition::duplicate:
                ++last->duplicate;
                break;
            case disposition::dead_lettered:
                ++last->dead_lettered;
                break;
        }
    }
}

}  // namespace redress::workflow
