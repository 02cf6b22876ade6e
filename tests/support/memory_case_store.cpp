#include "tests/support/memory_case_store.hpp"

#include <algorithm>

namespace redress::tests {

using namespace workflow;

struct memory_case_store::encoded {
    batch_outcome out;  // its pointers are not followed again
    std::vector<std::pair<complaint, std::int64_t>> created, changed;
    std::vector<std::pair<matter, std::int64_t>> matters_made, matters_moved;
    std::vector<std::tuple<memory_database::case_key, bool, complaint>> work;
    std::vector<std::tuple<uuid, std::int16_t, dead_letter>> dead;
    std::vector<std::pair<instant, memory_database::case_key>> taken;

    explicit encoded(const batch_outcome& from) : out(from)
    {
        for (const auto& row : from.created) created.emplace_back(*row.now, row.expected_version);
        for (const auto& row : from.changed) changed.emplace_back(*row.now, row.expected_version);
        for (const auto& row : from.matters_made) matters_made.emplace_back(*row.now, row.expected_version);
        for (const auto& row : from.matters_moved) matters_moved.emplace_back(*row.now, row.expected_version);
        for (const auto& row : from.work)
            work.emplace_back(std::pair(row.bucket, row.id), row.gone, *row.now);
        for (const auto& row : from.dead) dead.emplace_back(row.id, row.bucket, *row.letter);
        for (const auto& row : from.agenda_done)
            taken.emplace_back(row.look_at, std::pair(row.bucket, row.id));
    }
};

namespace {

template <class Rows, class Key>
void must_be_sorted(const Rows& rows, const char* what, Key key)
{
    for (std::size_t i = 1; i < rows.size(); ++i)
        if (!(key(rows[i - 1]) < key(rows[i])))
            throw std::logic_error(std::string(what) + ": not sorted, or one twice");
}

/// What `batch_outcome.hpp` promises about order: a store may rely on it.
void check_order(const batch_outcome& out)
{
    const auto by_case = [](const case_write& w) { return std::pair(w.now->bucket, w.now->id); };
    must_be_sorted(out.heads, "heads", [](const head_move& h) { return h.bucket; });
    must_be_sorted(out.created, "created", by_case);
    must_be_sorted(out.changed, "changed", by_case);
    const auto by_matter = [](const matter_write& w) { return std::pair(w.now->bucket, w.now->id); };
    must_be_sorted(out.matters_made, "matters made", by_matter);
    must_be_sorted(out.matters_moved, "matters moved", by_matter);
    must_be_sorted(out.incidents, "incidents",
                   [](const incident_delta& d) { return std::pair(d.bucket, d.incident); });
    must_be_sorted(out.entries, "entries", [](const entry_row& e) { return std::pair(e.bucket, e.pos); });
    must_be_sorted(out.work, "work", [](const work_item& w) { return std::pair(w.bucket, w.id); });
    must_be_sorted(out.offsets, "offsets", [](const offset_write& o) {
        return std::tuple(o.move.bucket, o.move.topic, o.move.partition);
    });
}

auto key_of_row(const entry_row& e)
{
    return std::tuple(e.bucket, e.chain, e.key);
}

}  // namespace

memory_database::memory_database()
{
    for (std::int16_t b = 0; b < bucket_count; ++b) heads[static_cast<std::size_t>(b)].bucket = b;
}

std::vector<std::string> memory_database::history(const chain_id& chain) const
{
    std::map<std::int64_t, std::string> by_cseq;
    for (auto at = entries.lower_bound({bucket_of(chain), chain, INT64_MIN});
         at != entries.end() && at->second.row.chain == chain; ++at)
        by_cseq.emplace(at->second.row.cseq, at->second.row.body);
    std::vector<std::string> bodies;
    for (auto& [cseq, body] : by_cseq) bodies.push_back(std::move(body));
    return bodies;
}

const complaint* memory_database::find(const case_id& id) const
{
    const auto found = cases.find({bucket_of(id), id});
    return found == cases.end() ? nullptr : &found->second;
}

const matter* memory_database::find_matter(const case_id& id) const
{
    const auto found = matters.find({bucket_of(id), id});
    return found == matters.end() ? nullptr : &found->second;
}

std::int64_t memory_database::cases_of(const case_id& incident) const
{
    std::int64_t all = 0;
    for (const auto& [place, count] : incident_cases)
        if (place.second == incident) all += count;
    return all;
}

std::set<chain_id> memory_database::all_chains() const
{
    std::set<chain_id> chains;
    for (const auto& [key, entry] : entries) chains.insert(entry.row.chain);
    return chains;
}

snapshot memory_case_store::read(std::span<const case_id> ids, std::span<const std::int16_t> more)
{
    if (in_flight_) throw std::logic_error("read while a write is in flight");
    ++reads;
    snapshot result{.at = db_->now};
    std::set<std::int16_t> buckets(more.begin(), more.end());
    for (const case_id& id : std::set<case_id>(ids.begin(), ids.end())) {
        buckets.insert(bucket_of(id));
        if (breaks_on.contains(id)) throw std::runtime_error("a bug of our own");
        if (db_->unreadable.contains(id))
            result.unreadable.push_back({bucket_of(id), id, "unknown state 'mediated'"});
        else if (const complaint* found = db_->find(id))
            result.cases.push_back(*found);
    }
    for (const std::int16_t b : buckets) result.heads.push_back(db_->heads[static_cast<std::size_t>(b)]);
    return result;
}

matters_read memory_case_store::matters(std::span<const case_id> ids)
{
    if (in_flight_) throw std::logic_error("read while a write is in flight");
    matters_read result;
    for (const case_id& id : std::set<case_id>(ids.begin(), ids.end())) {
        const matter* found = db_->find_matter(id);
        if (found && db_->unreadable.contains(id))
            result.unreadable.push_back({bucket_of(id), id, "unknown state 'paused'"});
        else if (found)
            result.found.push_back(*found);
    }
    return result;
}

std::optional<limited_reasons> memory_case_store::reasons_limited(const case_id& id)
{
    if (in_flight_) throw std::logic_error("read while a write is in flight");
    ++asked_of_reasons;
    const auto found = db_->limited.find(id);
    return found == db_->limited.end() ? std::nullopt : std::optional(found->second);
}

write_status memory_case_store::write(const encoded& what)
{
    memory_database& db = *db_;
    const batch_outcome& out = what.out;
    // In the order of the statements of a flush: the first guard that fails speaks.
    for (const head_move& h : out.heads)
        if (db.heads[static_cast<std::size_t>(h.bucket)].turn != h.expected_turn) return write_status::stale;
    for (const auto& [now, version] : what.created)
        if (db.find(now.id) || db.find_matter(now.id) ||
            db.references.contains({now.bucket, now.facts.reference}))
            return write_status::key_taken;
    for (const auto& [now, version] : what.changed)
        if (const complaint* row = db.find(now.id); !row || row->version != version)
            return write_status::stale;
    for (const auto& [now, version] : what.matters_made)
        if (db.find_matter(now.id) || db.find(now.id)) return write_status::key_taken;
    for (const auto& [now, version] : what.matters_moved)
        if (const matter* row = db.find_matter(now.id); !row || row->version != version)
            return write_status::stale;
    for (const entry_row& e : out.entries)
        if (db.entries.contains(key_of_row(e)) || db.positions.contains({e.bucket, e.pos}))
            return write_status::key_taken;
    for (const offset_write& o : out.offsets) {
        const auto row = db.offsets.find({o.move.topic, o.move.partition});
        if (row == db.offsets.end() || row->second.epoch != o.move.epoch ||
            row->second.next != o.move.expected)
            return write_status::lost_fence;
    }
    ++db.transactions;
    for (const head_move& h : out.heads)
        db.heads[static_cast<std::size_t>(h.bucket)] = {h.bucket, h.next_pos, h.next_turn};
    for (const auto& [now, version] : what.created) db.references.emplace(now.bucket, now.facts.reference);
    for (const auto* rows : {&what.created, &what.changed})
        for (const auto& [now, version] : *rows) db.cases[{now.bucket, now.id}] = now;
    for (const auto* rows : {&what.matters_made, &what.matters_moved})
        for (const auto& [now, version] : *rows) db.matters[{now.bucket, now.id}] = now;
    for (const incident_delta& d : out.incidents) db.incident_cases[{d.bucket, d.incident}] += d.delta;
    for (const entry_row& e : out.entries) {
        db.entries.emplace(key_of_row(e), memory_database::stored_entry{e, db.transactions});
        db.positions.emplace(std::pair(e.bucket, e.pos), key_of_row(e));
    }
    for (const erased_case& gone : out.erased) {
        if (const complaint* row = db.find(gone.id);
            row == nullptr || row->lifecycle != lifecycle_state::closed)
            continue;
        std::erase_if(db.texts, [&](const auto& one) { return std::get<1>(one.first) == gone.id; });
    }
    for (const redacted_entry& gone : out.redacted)
        for (const auto& [key, row] : db.entries)
            if (row.row.bucket == gone.bucket && row.row.chain == gone.id && row.row.cseq == gone.cseq)
                std::erase_if(db.texts, [&](const auto& one) {
                    return std::get<1>(one.first) == gone.id && std::get<2>(one.first) == row.row.key;
                });
    for (const private_row& t : out.texts)
        if (!db.texts.emplace(std::tuple(t.bucket, t.id, t.entry_key, t.slot), t).second)
            throw write_rejected("a text twice");
    for (const auto& row : what.taken) {
        const auto [first, last] = db.agenda.equal_range(row.first);
        const auto found = std::find_if(first, last, [&](const auto& r) { return r.second == row.second; });
        if (found != last) db.agenda.erase(found);
    }
    for (const agenda_row& a : out.agenda) db.agenda.emplace(a.look_at, std::pair(a.bucket, a.id));
    for (const auto& [key, gone, now] : what.work) {
        if (gone)
            db.work.erase(key);
        else
            db.work[key] = now;
    }
    for (const counter_delta& c : out.counters) db.counters[{c.bucket, c.state}] += c.delta;
    for (const offset_write& o : out.offsets) {
        offset_row& row = db.offsets[{o.move.topic, o.move.partition}];
        row.next = o.move.next;
        row.applied += o.applied;
        row.refused += o.refused;
        row.duplicate += o.duplicate;
        row.dead_lettered += o.dead_lettered;
        row.skipped += o.move.skipped;
    }
    for (const auto& [id, bucket, letter] : what.dead)
        db.dead.emplace(id, stored_dead_letter{letter, bucket});
    return write_status::written;
}

write_status memory_case_store::write_or_fail(const encoded& what)
{
    ++writes;
    std::optional<fault> now;
    for (auto& [after, which] : faults_)
        if (after-- == 0) now = which;
    std::erase_if(faults_, [](const auto& f) { return f.first < 0; });
    if (now == fault::unavailable) throw store_unavailable("out of reach, as asked");
    if (now == fault::rejected || (dislikes && dislikes(what.out))) throw write_rejected("refused, as asked");
    if (now == fault::unknown_lost) throw outcome_unknown("cut off, as asked");
    const write_status status = write(what);
    if (now == fault::unknown_written) throw outcome_unknown("cut off, as asked");
    return status;
}

void memory_case_store::send(const batch_outcome& out, std::span<const case_id> behind)
{
    if (in_flight_) throw std::logic_error("two writes in flight");
    check_order(out);
    in_flight_ = std::make_shared<encoded>(out);
    behind_.assign(behind.begin(), behind.end());
}

case_store::received memory_case_store::receive()
{
    if (!in_flight_) throw std::logic_error("no write is in flight");
    const auto what = std::exchange(in_flight_, nullptr);
    received result{.status = write_or_fail(*what)};
    if (result.status == write_status::written && !behind_.empty()) result.behind = read(behind_);
    return result;
}

class memory_case_store::locked final : public locked_buckets {
public:
    locked(memory_case_store& store, std::set<std::int16_t> buckets)
        : store_(store), buckets_(std::move(buckets))
    {
    }
    std::vector<std::pair<instant, memory_database::case_key>> taken;

    [[nodiscard]] snapshot read(std::span<const case_id> ids) override
    {
        const std::vector<std::int16_t> all(buckets_.begin(), buckets_.end());
        return store_.read(ids, all);
    }
    [[nodiscard]] std::vector<known_entry> seen(std::span<const entry_row> keys) override
    {
        return store_.seen(keys);
    }
    [[nodiscard]] bool reference_taken(std::int16_t bucket, std::string_view reference) override
    {
        return store_.db_->references.contains({bucket, std::string(reference)});
    }
    [[nodiscard]] std::optional<known_entry> first_of(std::int16_t bucket, const chain_id& chain) override
    {
        for (const auto& [key, entry] : store_.db_->entries)
            if (entry.row.bucket == bucket && entry.row.chain == chain && entry.row.cseq == 1)
                return known_entry{chain, entry.row.key, entry.row.body};
        return std::nullopt;
    }
    [[nodiscard]] matters_read matters(std::span<const case_id> ids) override { return store_.matters(ids); }
    [[nodiscard]] std::optional<limited_reasons> reasons_limited(const case_id& id) override
    {
        return store_.reasons_limited(id);
    }
    [[nodiscard]] write_status write(const batch_outcome& out) override
    {
        check_order(out);
        encoded what(out);
        what.taken.insert(what.taken.end(), taken.begin(), taken.end());
        for (const head_move& h : out.heads)
            if (!buckets_.contains(h.bucket))
                throw std::logic_error("a bucket is written that was not locked");
        return store_.write_or_fail(what);
    }

private:
    memory_case_store& store_;
    std::set<std::int16_t> buckets_;
};

std::unique_ptr<locked_buckets> memory_case_store::lock(std::span<const std::int16_t> buckets)
{
    if (in_flight_) throw std::logic_error("locked while a write is in flight");
    must_be_sorted(buckets, "buckets", [](std::int16_t b) { return b; });
    ++locks;
    return std::make_unique<locked>(*this, std::set(buckets.begin(), buckets.end()));
}

case_store::agenda memory_case_store::look_ahead(int limit, std::optional<instant> from)
{
    if (in_flight_) throw std::logic_error("a look at the agenda while a write is in flight");
    agenda ahead{.at = db_->now};
    for (const auto& [look_at, of] : db_->agenda) {
        if (look_at > db_->now || static_cast<int>(ahead.due.size()) == limit) break;
        if (from && look_at < *from) continue;
        ahead.due.push_back({of.first, of.second, look_at});
    }
    return ahead;
}

case_store::taken memory_case_store::take_due(int limit)
{
    if (in_flight_) throw std::logic_error("a pass while a write is in flight");
    taken result;
    auto locks_held = std::make_unique<locked>(*this, std::set<std::int16_t>{});
    std::set<std::int16_t> buckets;
    std::set<case_id> known;
    for (const auto& row : db_->agenda) {
        if (row.first > db_->now || static_cast<int>(locks_held->taken.size()) == limit) break;
        locks_held->taken.push_back(row);
        buckets.insert(row.second.first);
        if (known.insert(row.second.second).second)
            result.due.push_back({row.second.first, row.second.second, row.first});
    }
    if (result.due.empty()) return result;
    auto rows = std::move(locks_held->taken);
    locks_held = std::make_unique<locked>(*this, std::move(buckets));
    locks_held->taken = std::move(rows);
    result.locked = std::move(locks_held);
    return result;
}

bool memory_case_store::committed(const batch_outcome& out)
{
    in_flight_.reset();
    if (committed_unreachable > 0) {
        --committed_unreachable;
        throw store_unavailable("out of reach, as asked");
    }
    for (const entry_row& e : out.entries) {
        const auto found = db_->entries.find(key_of_row(e));
        if (found == db_->entries.end() || found->second.row.leaf != e.leaf) return false;
    }
    for (const offset_write& o : out.offsets) {
        const auto row = db_->offsets.find({o.move.topic, o.move.partition});
        if (row == db_->offsets.end() || row->second.next < o.move.next) return false;
    }
    return std::all_of(out.heads.begin(), out.heads.end(), [&](const head_move& h) {
        return db_->heads[static_cast<std::size_t>(h.bucket)].turn >= h.next_turn;
    });
}

std::vector<known_entry> memory_case_store::seen(std::span<const entry_row> keys)
{
    std::vector<known_entry> result;
    for (const entry_row& sought : keys)
        if (const auto found = db_->entries.find(key_of_row(sought)); found != db_->entries.end())
            result.push_back({sought.chain, sought.key, found->second.row.body});
    return result;
}

}  // namespace redress::tests
