#include "workflow/decider.hpp"

#include "states/lookups.hpp"
#include "states/standing_in.hpp"
#include "states/step.hpp"
#include "workflow/act_digest.hpp"
#include "workflow/sealing.hpp"

#include <algorithm>
#include <stdexcept>

namespace redress::workflow {
namespace {

/// Facts that the queue shows. A batch that touches none of them leaves the queue's row alone.
const std::bitset<fact_count>& queue_facts()
{
    static const std::bitset<fact_count> shown = [] {
        std::bitset<fact_count> set;
        for_each_member<facts>([&set](auto index, auto m) {
            for (const std::string_view name : {"reference", "team", "owner", "kind", "category", "channel",
                                                "severity", "rung", "filed_at"})
                if (m.name == name) set.set(index);
        });
        return set;
    }();
    return shown;
}

/// The entry whose words the event has deleted; 0: none.
std::int64_t entry_named(const complaint& of, const event& what)
{
    return what.type == event_type::content_redacted ? entry_of_content(of, what.text(field::document)) : 0;
}

}  // namespace

decider::decider(case_cache& cache, process_chains& chains, const policy_book& policies,
                 const engine_settings& settings)
    : cache_(cache), chains_(chains), policies_(policies), settings_(settings), random_(settings.seed)
{
}

void decider::begin(decision& into, instant at, std::uint64_t batch_number)
{
    into_ = &into;
    at_ = at;
    number_ = batch_number;
    for (auto& states : counted_) states.fill(0);  // a batch that failed half-way has left some
    linked_.clear();
}

void decider::touch_bucket(std::int16_t bucket)
{
    auto& touched = bucket_touched_[static_cast<std::size_t>(bucket)];
    if (touched == number_) return;
    touched = number_;
    auto& head = cache_.head_of(bucket);
    if (!head.known) throw std::logic_error("engine: decided in a bucket whose head was not read");
    into_->out.heads.push_back({.bucket = bucket, .expected_turn = head.turn, .next_turn = head.turn + 1});
    ++head.turn;
}

void decider::touch(remembered_case& in)
{
    if (in.touched == number_) return;
    in.touched = number_;
    in.version_before = in.now.version;
    in.lifecycle_before = in.now.lifecycle;
    in.links_before = in.now.facts.links;
    in.accepted = in.queue_moved = false;
    into_->touched.push_back(&in);
    touch_bucket(in.now.bucket);
}

void decider::resolve_rules(remembered_case& in) const
{
    if (!in.rules.empty()) return;
    for (const pin& pinned : in.now.facts.policies) {
        const policy* found = policies_.find(pinned.sha256);
        if (!found) {
            in.rules.clear();
            throw unknown_policy(in.now.id, pinned.sha256);
        }
        in.rules.push_back(found);
    }
    for (const calendar_pin& pinned : in.now.facts.calendars)
        if (policies_.calendars().pinned(pinned.sha256, pinned.zone_data) == nullptr) {
            in.rules.clear();
            throw unknown_policy(in.now.id, pinned.sha256);
        }
}

uuid decider::append(entry_parts& parts, std::int16_t bucket, const chain_id& chain, std::int64_t key,
                     std::int64_t& cseq, redress::digest& head)
{
    parts.id = random_.id_at(at_);
    parts.salt = random_.salt();
    parts.cseq = cseq + 1;
    parts.cprev = cseq > 0 ? &head : nullptr;
    parts.at = parts.at == instant{} ? at_ : parts.at;
    parts.recorded = at_;
    scratch_.clear();
    write_entry(scratch_, parts, settings_.log);
    entry_row& row = into_->out.entries.emplace_back();
    row.bucket = bucket;
    row.chain = chain;
    row.key = key;
    row.cseq = ++cseq;
    row.pos = ++cache_.head_of(bucket).pos;
    row.body = scratch_;
    row.leaf = leaf_of(scratch_);
    head = row.leaf;
    return parts.id;
}

void decider::seal(const event& what, std::int16_t bucket, const case_id& id, std::int64_t key)
{
    sealed_.clear();
    seal_texts(what, {.bucket = bucket, .id = id, .entry_key = key, .created = at_}, sealed_,
               into_->out.texts);
}

void decider::forget_texts(const complaint& of)
{
    // What this batch was to write of it goes, too; what the case hears from here on is kept again.
    batch_outcome& out = into_->out;
    std::erase_if(out.texts, [&](const private_row& row) { return row.id == of.id; });
    const erased_case gone{.bucket = of.bucket, .id = of.id};
    if (std::find(out.erased.begin(), out.erased.end(), gone) == out.erased.end()) out.erased.push_back(gone);
}

void decider::forget_texts(const complaint& of, std::int64_t entry)
{
    batch_outcome& out = into_->out;
    const auto is_it = [&](const entry_row& row) {
        return row.bucket == of.bucket && row.chain == of.id && row.cseq == entry;
    };
    // Of an entry of this batch they are not written at all.
    if (const auto row = std::ranges::find_if(out.entries, is_it); row != out.entries.end())
        std::erase_if(out.texts, [&](const private_row& text) {
            return text.id == of.id && text.entry_key == row->key;
        });
    out.redacted.push_back({.bucket = of.bucket, .id = of.id, .cseq = entry});
}

uuid decider::record_refusal(remembered_case& in, const asked& question, const refusal& why)
{
    touch(in);
    seal(question.what, in.now.bucket, in.now.id, question.key);
    entry_parts parts{.type = "case.refused",
                      .now = &in.now,
                      .who = &question.who,
                      .what = &question.what,
                      .refused = &why,
                      .from = &question.from,
                      .cause = question.cause,
                      .sealed = sealed_,
                      .at = question.occurred,
                      .traceparent = question.traceparent};
    return append(parts, in.now.bucket, in.now.id, question.key, in.now.cseq, in.now.head);
}

decider::told decider::refuse(remembered_case& in, const asked& question, refusal why)
{
    told result;
    result.entry = record_refusal(in, question, why);
    result.why = std::move(why);
    return result;
}

namespace {

/// For whom a reviewer acts who serves the rung of the case for a colleague who is away, as they take it and from then
/// on; empty: for nobody.
std::string_view stood_in_for(const complaint& now, const event& what, const actor& who,
                              std::span<const colleague> people, instant at)
{
    const auto& f = now.facts;
    const bool takes_it = what.type == event_type::rung_accepted;
    if (now.ladder == ladder_state::at_base || (!takes_it && f.rung_reviewer != who.id)) return {};
    const auto* absent = stands_in_for(people, who.id, who.rungs, f.rung, at);
    return absent != nullptr ? std::string_view(absent->id) : std::string_view();
}

}  // namespace

decider::told decider::decide(remembered_case& in, const asked& question, answer* to)
{
    const bool filing = !in.now.exists();
    if (filing)
        in.rules = policies_for(policies_.in_force(), traits_of(question.what));
    else
        resolve_rules(in);
    touch(in);
    changes_.clear();
    std::vector<const policy*> newest;  // asked for by one event alone
    if (question.what.type == event_type::policy_repinned)
        newest = policies_for(policies_.in_force(), traits_of(in.now.facts));
    step_context context{.who = &question.who,
                         .rules = in.rules,
                         .at = at_,
                         .occurred = question.occurred,
                         .received = question.received,
                         .in_force = newest,
                         .outside = question.outside,
                         .reference = question.reference,
                         .people = settings_.people,
                         .calendars = &policies_.calendars()};
    const auto approvable = may_need_approval(question.what.type) && !filing
                                ? act_digest(in.now, question.what, context)
                                : std::string();
    context.act_digest = approvable;
    const auto redacted = entry_named(in.now, question.what);
    // Asked before the step: a decision takes the case from its rung.
    const auto absent = stood_in_for(in.now, question.what, question.who, settings_.people, at_);
    told result;
    result.why = step(in.now, question.what, context, changes_);
    if (result.why) {
        if (!filing) result.entry = record_refusal(in, question, *result.why);
        return result;
    }
    result.accepted = true;
    in.state = remembered_case::standing::known;
    in.accepted = true;
    for (const move& m : changes_.moves) in.queue_moved = in.queue_moved || m.which != machine::ladder;
    in.queue_moved = in.queue_moved || (changes_.facts & queue_facts()).any();
    if (question.what.type == event_type::policy_repinned) {
        in.rules.clear();
        resolve_rules(in);
    } else if (question.what.type == event_type::subject_erased) {
        forget_texts(in.now);
    } else if (redacted > 0) {
        forget_texts(in.now, redacted);
    }
    seal(question.what, in.now.bucket, in.now.id, question.key);
    entry_parts parts{.type = "case.event",
                      .now = &in.now,
                      .who = &question.who,
                      .stands_in_for = absent,
                      .what = &question.what,
                      .changed = &changes_,
                      .from = &question.from,
                      .cause = question.cause,
                      .sealed = sealed_,
                      .at = question.occurred,
                      .traceparent = question.traceparent};
    result.entry = append(parts, in.now.bucket, in.now.id, question.key, in.now.cseq, in.now.head);
    for (alarm& raised : changes_.alarms) raise_alarm(in.now.id, std::move(raised));
    // The step of a derived event reuses `changes_`.
    if (!changes_.derived.empty()) follow(in, std::move(changes_.derived), question, result.entry, to);
    return result;
}

uuid decider::note(std::string_view type, const actor& who,
                   std::vector<std::pair<std::string, std::string>> data, const source_ref* from,
                   std::int16_t bucket)
{
    touch_bucket(bucket);
    process_chain& chain = chains_.of(bucket, random_, at_);
    if (into_->chains_before.empty() || into_->chains_before.back().first != bucket)
        into_->chains_before.emplace_back(bucket, chain);
    entry_parts parts{.type = type, .chain = chain.id, .who = &who, .from = from, .data = std::move(data)};
    const std::int64_t key = key_of(source_digest(to_string(chain.id), std::to_string(chain.cseq + 1)));
    return append(parts, bucket, chain.id, key, chain.cseq, chain.head);
}

void decider::bury(const dead_letter& letter, std::int16_t bucket, answer& to)
{
    static const actor engine = engine_actor();
    const source_ref from{.source = letter.source,
                          .id = letter.id,
                          .digest = letter.sha256,
                          .topic = letter.topic,
                          .partition = letter.partition,
                          .offset = letter.offset};
    to.what = disposition::dead_lettered;
    to.code = letter.reason;
    to.entry = note("dead_letter.recorded", engine, {{"detail", letter.detail}, {"reason", letter.reason}},
                    &from, bucket);
    into_->out.dead.push_back({.bucket = bucket, .id = to.entry, .letter = &letter, .created = at_});
}

}  // namespace redress::workflow
