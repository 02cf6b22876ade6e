#include "tests/bench/limit_batch.hpp"

#include <algorithm>
#include <cstring>
#include <ctime>
#include <map>

namespace redress::bench {

namespace {

constexpr std::int64_t day_us = 86'400'000'000;
constexpr std::int64_t pg_epoch_us = 946'684'800'000'000;  // 2000-01-01 in microseconds since 1970

std::int64_t pg_now()
{
    timespec t{};
    clock_gettime(CLOCK_REALTIME, &t);
    return static_cast<std::int64_t>(t.tv_sec) * 1'000'000 + t.tv_nsec / 1000 - pg_epoch_us;
}

constexpr std::string_view states[] = {"received", "responded", "investigating", "decided"};

}  // namespace

limit_batch::limit_batch(ground& on, const mix& shape, std::uint64_t seed)
    : on_(on), shape_(shape), random_(seed)
{
    for (int i = 0; i < 1 << 16; ++i) pool_ += static_cast<char>(random_());
    picked_in_.resize(on_.cases.size());
}

std::string_view limit_batch::noise(int bytes)
{
    const auto n = static_cast<std::size_t>(bytes);
    return {pool_.data() + random_() % (pool_.size() - n), n};
}

// What an event leaves alone stands at the end: an update's WAL record leaves it out.
std::string_view limit_batch::facts_of(const known_case& c)
{
    const auto moved = std::min(shape_.facts_moved, shape_.facts);
    const auto start = static_cast<unsigned char>(c.id[3]) * 16U;
    facts_.assign(noise(moved));
    facts_.append(pool_, start, static_cast<std::size_t>(shape_.facts - moved));
    return facts_;
}

// Rates leave fractions; they are carried over, so that the mean is exact.
std::size_t limit_batch::share(double rate, double& carry) const
{
    carry += rate * shape_.batch;
    const auto whole = static_cast<std::size_t>(carry);
    carry -= static_cast<double>(whole);
    return whole;
}

void limit_batch::begin(part p, std::int32_t element, std::size_t rows)
{
    at(p).begin(element, rows);
    rows_[static_cast<std::size_t>(p)] = rows;
}

void limit_batch::choose()
{
    ++batch_;
    std::vector<int> buckets;
    for (int i = 0; i < shape_.buckets && shape_.buckets < buckets_all; ++i)
        buckets.push_back(static_cast<int>(random_() % buckets_all));
    filed_.clear();
    const std::size_t filings = share(shape_.filings, carry_[0]);
    const std::size_t updates =
        std::min(share(shape_.cases, carry_[1]), static_cast<std::size_t>(shape_.batch) - filings);
    const auto bucket = [&](std::size_t i) {
        return buckets.empty() ? random_() % buckets_all
                               : static_cast<std::size_t>(buckets[i % buckets.size()]);
    };
    pick_.clear();
    for (std::size_t tries = 0; pick_.size() < updates && tries < 20 * updates; ++tries) {
        const auto& from = on_.of_bucket[bucket(tries)];
        const int i = from[random_() % from.size()];
        auto& last = picked_in_[static_cast<std::size_t>(i)];
        if (last == batch_) continue;
        last = batch_;
        pick_.push_back(i);
    }
    const auto place = [&](int i) {
        const auto& c = on_.cases[static_cast<std::size_t>(i)];
        return std::tie(c.bucket, c.id);
    };
    std::sort(pick_.begin(), pick_.end(), [&](int a, int b) { return place(a) < place(b); });
    for (std::size_t i = 0; i < filings; ++i) {
        known_case one;
        one.bucket = static_cast<std::int16_t>(bucket(i));
        one.queued = true;
        one.due = pg_now() + day_us;
        const std::uint64_t words[2] = {random_(), random_()};
        std::memcpy(one.id.data(), words, sizeof words);
        filed_.push_back(one);
    }
    std::sort(filed_.begin(), filed_.end(), [](const auto& a, const auto& b) {
        return std::tie(a.bucket, a.id) < std::tie(b.bucket, b.id);
    });
}

void limit_batch::write_entries()
{
    using enum part;
    // Every filing is one entry, the others go round the picked cases: a case met twice is one row.
    struct wanted {
        known_case* of;
        std::int64_t count;
    };
    std::vector<wanted> wants;
    const std::size_t spread = static_cast<std::size_t>(shape_.batch) - filed_.size();
    for (std::size_t i = 0; i < pick_.size(); ++i)
        wants.push_back({&on_.cases[static_cast<std::size_t>(pick_[i])],
                         static_cast<std::int64_t>(spread / pick_.size() + (i < spread % pick_.size()))});
    for (auto& one : filed_) wants.push_back({&one, 1});
    std::stable_sort(wants.begin(), wants.end(),
                     [](const auto& a, const auto& b) { return a.of->bucket < b.of->bucket; });

    std::size_t n = 0;
    for (const auto& w : wants) n += static_cast<std::size_t>(w.count);
    begin(entry_bucket, oid::int2, n), begin(entry_chain, oid::uuid, n), begin(entry_key, oid::int8, n);
    begin(entry_cseq, oid::int8, n), begin(entry_pos, oid::int8, n), begin(entry_body, oid::bytea, n);
    begin(entry_leaf, oid::bytea, n);
    std::map<std::int16_t, std::int64_t> in_bucket;
    entries_.clear();
    for (const auto& w : wants)
        for (std::int64_t i = 1; i <= w.count; ++i) {
            auto& head = on_.heads[static_cast<std::size_t>(w.of->bucket)];
            const auto key = static_cast<std::int64_t>(random_());
            at(entry_bucket).add(w.of->bucket), at(entry_chain).add(w.of->id_bytes()), at(entry_key).add(key);
            at(entry_cseq).add(w.of->cseq + i), at(entry_pos).add(head.pos + ++in_bucket[w.of->bucket]);
            at(entry_body).add(noise(shape_.body)), at(entry_leaf).add(noise(32));
            entries_.push_back({w.of->bucket, w.of->id_bytes(), key});
        }
    const std::size_t heads = in_bucket.size();
    begin(head_bucket, oid::int2, heads), begin(head_expect, oid::int8, heads),
        begin(head_turn, oid::int8, heads);
    begin(head_pos, oid::int8, heads);
    for (const auto& [bucket, count] : in_bucket) {
        auto& head = on_.heads[static_cast<std::size_t>(bucket)];
        at(head_bucket).add(bucket), at(head_expect).add(head.turn), at(head_turn).add(++head.turn);
        at(head_pos).add(head.pos += count);
    }
    // A batch fed from Kafka moves the position of each partition that it came from.
    const std::size_t positions = shape_.offsets ? heads : 0;
    for (const part p : {offset_bucket, offset_expect, offset_next})
        begin(p, p == offset_bucket ? oid::int2 : oid::int8, positions);
    if (shape_.offsets)
        for (const auto& [bucket, count] : in_bucket) {
            auto& head = on_.heads[static_cast<std::size_t>(bucket)];
            at(offset_bucket).add(bucket), at(offset_expect).add(head.offset);
            at(offset_next).add(head.offset += count);
        }
    for (const auto& w : wants) w.of->version += w.count, w.of->cseq += w.count;
}

void limit_batch::write_cases()
{
    using enum part;
    const std::size_t n = pick_.size();
    const auto now = pg_now();
    begin(moved_bucket, oid::int2, n), begin(moved_id, oid::uuid, n), begin(moved_expect, oid::int8, n);
    for (const part p : {moved_state, moved_hold, moved_ladder, moved_owner, moved_team})
        begin(p, oid::text, n);
    for (const part p : {moved_severity, moved_rung}) begin(p, oid::int2, n);
    for (const part p : {moved_version, moved_cseq}) begin(p, oid::int8, n);
    for (const part p : {moved_due, moved_agenda}) begin(p, oid::timestamptz, n);
    for (const part p : {moved_head, moved_facts}) begin(p, oid::bytea, n);
    const std::size_t spread = static_cast<std::size_t>(shape_.batch) - filed_.size();
    for (std::size_t i = 0; i < n; ++i) {
        const auto& c = on_.cases[static_cast<std::size_t>(pick_[i])];
        const auto count = static_cast<std::int64_t>(spread / n + (i < spread % n));
        at(moved_bucket).add(c.bucket), at(moved_id).add(c.id_bytes()), at(moved_expect).add(c.version);
        at(moved_state).add(states[static_cast<std::size_t>(c.version) % 4]),
            at(moved_hold).add(std::string_view("none"));
        at(moved_ladder).add(std::string_view("at_base")), at(moved_owner).add(std::string_view("h.lin"));
        at(moved_team).add(std::string_view("intake")), at(moved_severity).add(std::int16_t{2}),
            at(moved_rung).add(std::int16_t{0});
        at(moved_version).add(c.version + count), at(moved_cseq).add(c.cseq + count);
        at(moved_due).add(now + day_us), at(moved_agenda).add(now + day_us);
        at(moved_head).add(noise(32)), at(moved_facts).add(facts_of(c));
    }
    at(moved_rows).scalar(static_cast<std::int64_t>(n));

    const std::size_t f = filed_.size();
    begin(filed_bucket, oid::int2, f), begin(filed_id, oid::uuid, f), begin(filed_reference, oid::text, f);
    begin(filed_state, oid::text, f), begin(filed_severity, oid::int2, f),
        begin(filed_due, oid::timestamptz, f);
    begin(filed_head, oid::bytea, f), begin(filed_facts, oid::bytea, f);
    for (auto& one : filed_) {
        at(filed_bucket).add(one.bucket), at(filed_id).add(one.id_bytes());
        at(filed_reference).add("B" + std::to_string(random_() % 1'000'000'000'000)),
            at(filed_state).add(states[0]);
        at(filed_severity).add(std::int16_t{2}), at(filed_due).add(now + day_us);
        at(filed_head).add(noise(32)), at(filed_facts).add(noise(shape_.facts));
    }
}

void limit_batch::write_rest()
{
    using enum part;
    const auto now = pg_now();
    const std::size_t texts = share(shape_.texts, carry_[2]), agenda = share(shape_.agenda, carry_[3]);
    begin(text_bucket, oid::int2, texts), begin(text_id, oid::uuid, texts), begin(text_key, oid::int8, texts);
    begin(text_slot, oid::text, texts), begin(text_bytes, oid::bytea, texts),
        begin(text_digest, oid::bytea, texts);
    begin(text_created, oid::timestamptz, texts);
    for (std::size_t i = 0; i < texts; ++i) {
        const auto& e = entries_[i % entries_.size()];
        at(text_bucket).add(e.bucket), at(text_id).add(e.id), at(text_key).add(e.key);
        at(text_slot).add("text" + std::to_string(i / entries_.size())),
            at(text_bytes).add(noise(shape_.text));
        at(text_digest).add(noise(32)), at(text_created).add(now);
    }
    begin(agenda_bucket, oid::int2, agenda), begin(agenda_look, oid::timestamptz, agenda),
        begin(agenda_id, oid::uuid, agenda);
    for (std::size_t i = 0; i < agenda; ++i) {
        const auto& e = entries_[(i * 7) % entries_.size()];
        at(agenda_bucket).add(e.bucket),
            at(agenda_look).add(now + day_us * static_cast<std::int64_t>(1 + random_() % 30));
        at(agenda_id).add(e.id);
    }

    std::size_t gone = share(shape_.closings, carry_[4]), work = share(shape_.work, carry_[5]);
    std::vector<known_case*> moving;
    leaving_.clear();
    for (const int i : pick_) {
        auto& c = on_.cases[static_cast<std::size_t>(i)];
        if (!c.queued) continue;
        if (leaving_.size() < gone && random_() % 4 == 0)
            leaving_.push_back(i);
        else if (moving.size() < work)
            moving.push_back(&c);
    }
    begin(gone_bucket, oid::int2, leaving_.size()), begin(gone_id, oid::uuid, leaving_.size());
    for (const int i : leaving_) {
        auto& c = on_.cases[static_cast<std::size_t>(i)];
        at(gone_bucket).add(c.bucket), at(gone_id).add(c.id_bytes());
        c.queued = false;
    }
    begin(work_bucket, oid::int2, moving.size()), begin(work_id, oid::uuid, moving.size());
    for (const part p : {work_team, work_owner, work_state}) begin(p, oid::text, moving.size());
    begin(work_due, oid::timestamptz, moving.size());
    for (auto* c : moving) {
        if (static_cast<double>(random_() % 1000) >= shape_.work_hot * 1000)
            c->due = now + static_cast<std::int64_t>(random_() % (30 * day_us));
        at(work_bucket).add(c->bucket), at(work_id).add(c->id_bytes()),
            at(work_team).add(std::string_view("intake"));
        at(work_owner).add(std::string_view("h.lin")),
            at(work_state).add(states[static_cast<std::size_t>(c->version) % 4]);
        at(work_due).add(c->due);
    }
    const auto counters = std::min<std::size_t>(static_cast<std::size_t>(shape_.counters + 0.5),
                                                std::size(states) * rows(head_bucket));
    begin(count_bucket, oid::int2, counters), begin(count_state, oid::text, counters),
        begin(count_delta, oid::int8, counters);
    for (std::size_t i = 0; i < counters; ++i)
        at(count_bucket).add(entries_[i * entries_.size() / counters].bucket),
            at(count_state).add(states[i % std::size(states)]), at(count_delta).add(std::int64_t{0});
}

// As in the engine's story: a case that is over makes room for one that was filed in its bucket.
void limit_batch::take_over()
{
    for (const int i : leaving_) {
        auto& gone = on_.cases[static_cast<std::size_t>(i)];
        vacant_[static_cast<std::size_t>(gone.bucket)].push_back(i);
    }
    for (auto& one : filed_) {
        auto& vacant = vacant_[static_cast<std::size_t>(one.bucket)];
        if (vacant.empty()) continue;
        on_.cases[static_cast<std::size_t>(vacant.back())] = one;
        vacant.pop_back();
    }
}

void limit_batch::make()
{
    choose();
    write_cases();
    write_entries();
    write_rest();
    take_over();
}

}  // namespace redress::bench
