#include "adapters/postgres/writer.hpp"

#include "adapters/postgres/connection_text.hpp"
#include "adapters/postgres/error_map.hpp"

#include <algorithm>
#include <array>

namespace redress::postgres {

using workflow::batch_outcome;
using workflow::outcome_unknown;
using workflow::store_unavailable;
using workflow::write_status;

link& case_store::inside::connected()
{
    if (link_ && link_->ended_while_idle()) drop();
    if (!link_) {
        link_ = std::make_unique<link>(
            connection_text(settings_.url, {.role = settings_.role,
                                            .application = settings_.application,
                                            .goes_by_key = true,
                                            .plan_cache_mode = settings_.plan_cache_mode}),
            sql::prepared);
    }
    return *link_;
}

void case_store::inside::say(part which, const statement& what, std::span<const column> with)
{
    link_->say(what.name, with);
    sent_.push_back(which);
}

namespace {

/// Written as text, with the span that it touches as constants: a prepared one would open every day's
/// partition. Each row is found where it was seen, by its place: a hundred thousand may stand at one
/// instant, and to go through those for every slice took a third of it. The case tells whether the place
/// still holds that row. Rows held by another engine are passed over, so that nobody waits here: it holds
/// heads of ours or will want them, and they tell.
std::string agenda_done_statement(std::span<const workflow::due_case> rows)
{
    const auto [first, last] = std::ranges::minmax(rows, {}, &workflow::due_case::look_at);
    const std::string span =
        "d.look_at >= '" + to_string(first.look_at) + "' AND d.look_at <= '" + to_string(last.look_at) + "'";
    return "WITH mine AS MATERIALIZED (SELECT d.tableoid AS part, d.ctid AS place "
           "FROM unnest($1::text[]::tid[], $2::uuid[]) AS seen (place, case_id) "
           "JOIN deadline_agenda d ON d.ctid = seen.place AND d.case_id = seen.case_id WHERE " +
           span +
           " FOR UPDATE OF d SKIP LOCKED) "
           "DELETE FROM deadline_agenda d USING mine WHERE " +
           span + " AND d.ctid = mine.place AND d.tableoid = mine.part";
}

}  // namespace

void case_store::inside::encode(const batch_outcome& out)
{
    const auto take = [&](part which, auto columns, const auto& rows) {
        const auto i = static_cast<std::size_t>(which);
        encoded_[i] = rows.empty() ? std::span<const column>{} : columns(rows, room_[i]);
    };
    const auto plain = [](const auto& rows, parameters& into) { return columns_of(rows, into); };
    const auto moved = [](const auto& rows, parameters& into) { return columns_of_moved(rows, into); };
    take(part::heads, plain, std::span(out.heads));
    take(part::created, columns_of_new, std::span(out.created));
    take(part::changed, moved, std::span(out.changed));
    take(part::matters_made, columns_of_new_matters, std::span(out.matters_made));
    take(part::matters_moved, columns_of_moved_matters, std::span(out.matters_moved));
    take(part::entries, plain, std::span(out.entries));
    take(part::erased, plain, std::span(out.erased));
    take(part::redacted, plain, std::span(out.redacted));
    take(part::texts, plain, std::span(out.texts));
    take(part::agenda_done, columns_of_done, std::span(out.agenda_done));
    if (!out.agenda_done.empty()) agenda_done_ = agenda_done_statement(out.agenda_done);
    take(part::agenda, plain, std::span(out.agenda));
    take(part::work, columns_of_put, std::span(out.work));
    take(part::work_moved, moved, std::span(out.work));
    take(part::work_gone, columns_of_gone, std::span(out.work));
    take(part::counters, plain, std::span(out.counters));
    take(part::incidents, plain, std::span(out.incidents));
    take(part::offsets, plain, std::span(out.offsets));
    take(part::dead, plain, std::span(out.dead));
}

void case_store::inside::prepare(batch_outcome& out)
{
    encode(out);
    out.prepared = encoded_number_ = ++last_number_;
}

void case_store::inside::queue(const batch_outcome& out, bool begin)
{
    if (in_flight()) throw std::logic_error("a write is in flight already");
    if (!begin) expect_transaction("write");
    link& to = begin ? connected() : *link_;
    if (begin) {
        to.say_text("BEGIN");
        sent_.push_back(part::begin);
        in_transaction_ = true;
    }
    if (out.prepared == 0 || out.prepared != encoded_number_) encode(out);
    encoded_number_ = 0;
    // Heads first, so that two engines meet there and the later one has written nothing.
    constexpr std::pair<part, const statement*> order[] = {{part::heads, &sql::move_heads},
                                                           {part::created, &sql::add_cases},
                                                           {part::changed, &sql::move_cases},
                                                           {part::matters_made, &sql::add_matters},
                                                           {part::matters_moved, &sql::move_matters},
                                                           {part::entries, &sql::add_entries},
                                                           {part::erased, &sql::erase_texts},
                                                           {part::redacted, &sql::redact_texts},
                                                           {part::texts, &sql::add_texts},
                                                           {part::agenda_done, nullptr},
                                                           {part::agenda, &sql::look_later},
                                                           {part::work, &sql::put_work},
                                                           {part::work_moved, &sql::move_work},
                                                           {part::work_gone, &sql::drop_work},
                                                           {part::counters, &sql::count_cases},
                                                           {part::incidents, &sql::count_incidents},
                                                           {part::offsets, &sql::move_offsets},
                                                           {part::dead, &sql::add_dead}};
    for (const auto& [which, what] : order)
        if (const auto with = encoded_[static_cast<std::size_t>(which)]; !with.empty()) {
            if (what)
                to.say(what->name, with);
            else
                to.say_text(agenda_done_.c_str(), with);
            sent_.push_back(which);
        }
    to.say_text("COMMIT");
    sent_.push_back(part::commit);
}

std::span<const column> case_store::inside::read_parameters(std::span<const case_id> ids,
                                                            std::span<const std::int16_t> more)
{
    // In key order: neighbours in the index, and each case once whoever asks twice.
    std::vector<std::pair<std::int16_t, case_id>> wanted;
    wanted.reserve(ids.size());
    for (const case_id& id : ids) wanted.emplace_back(bucket_of(id), id);
    std::ranges::sort(wanted);
    wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());

    std::array<bool, bucket_count> touched{};
    for (const std::int16_t bucket : more) touched.at(static_cast<std::size_t>(bucket)) = true;
    for (const auto& [bucket, id] : wanted) touched.at(static_cast<std::size_t>(bucket)) = true;

    const auto c = buffers_.of(3);
    c[0].start(element::int2, static_cast<std::size_t>(std::ranges::count(touched, true)));
    for (std::int16_t bucket = 0; bucket < bucket_count; ++bucket)
        if (touched[static_cast<std::size_t>(bucket)]) c[0].add(bucket);
    c[1].start(element::int2, wanted.size());
    c[2].start(element::uuid, wanted.size());
    for (const auto& [bucket, id] : wanted) {
        c[1].add(bucket);
        c[2].add(id);
    }
    return c;
}

workflow::snapshot case_store::inside::read(std::span<const case_id> ids, std::span<const std::int16_t> more)
{
    return snapshot_of(ask("read cases", sql::read_cases, read_parameters(ids, more)));
}

void case_store::inside::queue_read(std::span<const case_id> ids)
{
    say(part::behind, sql::read_cases, read_parameters(ids, {}));
}

void case_store::inside::send_off()
{
    link_->end_flush();
    link_->push();
}

std::optional<write_status> case_store::inside::guard_of(part which, std::string_view sqlstate)
{
    constexpr std::string_view division_by_zero = "22012";
    constexpr std::string_view unique_violation = "23505";
    if (sqlstate == division_by_zero) {
        if (which == part::heads || which == part::changed || which == part::matters_moved)
            return write_status::stale;
        if (which == part::created) return write_status::key_taken;  // a matter has the id
        if (which == part::offsets) return write_status::lost_fence;
    }
    if (sqlstate == unique_violation &&
        (which == part::created || which == part::matters_made || which == part::entries))
        return write_status::key_taken;
    return std::nullopt;
}

std::string_view case_store::inside::name_of(part which)
{
    constexpr auto names = std::to_array<std::string_view>(
        {"begin",           "move heads",      "add cases",        "move cases",
         "add matters",     "move matters",    "add entries",      "erase texts",
         "redact texts",    "add texts",       "take from agenda", "add to agenda",
         "put work items",  "move work items", "drop work items",  "count cases",
         "count incidents", "move offsets",    "add dead letters", "commit",
         "read cases"});
    return names[static_cast<std::size_t>(which)];
}

case_store::received case_store::inside::collect()
{
    if (!in_flight()) throw std::logic_error("no write is in flight");
    const std::vector<result> answers = link_->answers();
    const std::vector<part> sent = std::exchange(sent_, {});
    const std::string why = link_->alive() ? std::string{} : link_->last_error();

    std::size_t failed = 0;
    while (failed < answers.size() && answers[failed].ok()) ++failed;
    const auto commit = static_cast<std::size_t>(std::ranges::find(sent, part::commit) - sent.begin());

    if (failed <= commit) {
        // Without an answer to COMMIT only data can tell, whatever was answered before it. The same
        // for any error at COMMIT itself: over a distributed database it may come late and odd.
        if (!link_->alive() || failed == answers.size() || failed == commit) {
            const std::string text = failed < answers.size() ? answers[failed].message() : why;
            drop();
            throw outcome_unknown("commit: " + text);
        }
        const auto guard = guard_of(sent[failed], answers[failed].sqlstate());
        const std::string state(answers[failed].sqlstate());
        const std::string message = answers[failed].message();
        roll_back();
        if (guard) return {*guard, std::nullopt};
        if (failure_of(state) == failure_kind::connection_lost) drop();
        throw_failure(name_of(sent[failed]), state, message);
    }
    in_transaction_ = false;
    if (answers[commit].tag() != "COMMIT") {  // the server rolled back and called it success
        drop();
        throw outcome_unknown("commit: answered " + std::string(answers[commit].tag()));
    }
    received done{write_status::written, std::nullopt};
    // What comes behind COMMIT is a convenience: when it failed, the caller reads again.
    if (commit + 1 < failed) done.behind = snapshot_of(answers[commit + 1]);
    if (!link_->alive()) drop();
    return done;
}

result case_store::inside::only_answer(const char* operation)
{
    link_->end_flush();
    std::vector<result> answers = link_->answers();
    if (answers.size() == 1 && answers[0].ok() && link_->alive()) return std::move(answers[0]);
    const std::string message = answers.empty() ? link_->last_error() : answers[0].message();
    const std::string state = answers.empty() ? std::string{} : std::string(answers[0].sqlstate());
    if (!link_->alive() || failure_of(state) == failure_kind::connection_lost)
        drop();
    else if (in_transaction_)
        roll_back();
    throw_failure(operation, state, message);
}

result case_store::inside::ask(const char* operation, const statement& what, std::span<const column> with)
{
    if (in_flight()) throw std::logic_error(std::string(operation) + ": a write is in flight");
    // Inside a transaction a new connection would answer from outside of it.
    link& to = in_transaction_ && link_ ? *link_ : connected();
    to.say(what.name, with);
    return only_answer(operation);
}

result case_store::inside::ask_text(const char* operation, const char* sql)
{
    if (in_flight()) throw std::logic_error(std::string(operation) + ": a write is in flight");
    link& to = in_transaction_ && link_ ? *link_ : connected();
    to.say_text(sql);
    return only_answer(operation);
}

void case_store::inside::begin()
{
    if (in_transaction_) throw std::logic_error("buckets are locked already");
    (void)ask_text("begin", "BEGIN");
    in_transaction_ = true;
}

void case_store::inside::expect_transaction(const char* operation) const
{
    if (!in_transaction_ || !link_)
        throw store_unavailable(std::string(operation) +
                                ": the locked buckets were lost with their connection");
}

void case_store::inside::roll_back() noexcept
{
    due_from_.reset();
    if (!link_ || !in_transaction_) return;
    in_transaction_ = false;
    try {
        link_->say_text("ROLLBACK");
        link_->end_flush();
        const auto answers = link_->answers();
        if (answers.size() != 1 || !answers[0].ok() || !link_->alive()) drop();
    } catch (...) {
        drop();
    }
}

bool case_store::inside::written(const batch_outcome& out)
{
    // Our old backend may still be at it: the heads' locks make us wait for its end, and whatever
    // it does after our look fails at the guard on `turn`.
    begin();
    if (!out.heads.empty()) {
        const auto c = buffers_.of(1);
        c[0].start(element::int2, out.heads.size());
        for (const auto& head : out.heads) c[0].add(head.bucket);
        const result heads = ask("look at heads", sql::lock_heads, c);
        for (int i = 0; i < heads.rows(); ++i)
            if (heads.integer(i, 2) < out.heads[static_cast<std::size_t>(i)].next_turn)
                return roll_back(), false;
    }
    // Heads may have been moved by another. Entries carry a salt of ours, so one of them tells all.
    if (!out.entries.empty()) {
        const auto found = seen(std::span(out.entries).first(1));
        roll_back();
        return !found.empty() && found[0].body == out.entries[0].body;
    }
    // No entry: the position under our epoch, which nobody else holds.
    if (!out.offsets.empty()) {
        const auto& move = out.offsets[0].move;
        const auto c = buffers_.of(5);
        c[0].scalar(move.bucket);
        c[1].scalar(std::string_view(move.topic));
        c[2].scalar(static_cast<std::int64_t>(move.partition));
        c[3].scalar(move.epoch);
        c[4].scalar(move.next);
        const bool moved = ask("look at offset", sql::find_offset, c).boolean(0, 0);
        roll_back();
        return moved;
    }
    // A pass that only armed again: doing it twice changes nothing, so "no" is safe unless the cases
    // stand exactly as we left them.
    if (out.changed.empty()) return roll_back(), true;
    const auto look = read(std::span(&out.changed[0].now->id, 1), {});
    roll_back();
    return look.cases.size() == 1 && look.cases[0] == *out.changed[0].now;
}

}  // namespace redress::postgres
