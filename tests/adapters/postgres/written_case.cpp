#include "tests/adapters/postgres/written_case.hpp"

#include <algorithm>
#include <stdexcept>

namespace redress::tests {

using namespace workflow;

uuid batch_builder::an_id()
{
    uuid id;
    for (auto& byte : id.bytes) byte = static_cast<std::uint8_t>(random_());
    return id;
}

complaint batch_builder::a_case(std::int16_t bucket)
{
    complaint now;
    do now.id = an_id();
    while (bucket_of(now.id) != bucket);
    now.bucket = bucket;
    now.lifecycle = lifecycle_state::received;
    now.facts.reference = to_string(now.id).substr(0, 13);
    now.facts.category = "fees";
    now.facts.filed_at = instant(std::chrono::seconds(1'764'000'000));
    now.facts.team = "care";
    return now;
}

batch_builder& batch_builder::from(const snapshot& read)
{
    read_ = read;
    out_ = {};
    cases_.clear();
    letters_.clear();
    return *this;
}

head_move& batch_builder::head(std::int16_t bucket)
{
    const auto at = std::ranges::find(out_.heads, bucket, &head_move::bucket);
    if (at != out_.heads.end()) return *at;
    const auto known = std::ranges::find(read_.heads, bucket, &bucket_head::bucket);
    if (known == read_.heads.end()) throw std::logic_error("the snapshot lacks a bucket of the batch");
    return out_.heads.emplace_back(head_move{bucket, known->turn, known->turn + 1, known->pos});
}

complaint& batch_builder::kept(const complaint& now)
{
    const auto at = std::ranges::find(cases_, now.id, &complaint::id);
    return at != cases_.end() ? *at : cases_.emplace_back(now);
}

batch_builder& batch_builder::moves(complaint now)
{
    complaint& one = cases_.emplace_back(std::move(now));
    const case_write write{.now = &one, .expected_version = one.version};
    (one.version == 0 ? out_.created : out_.changed).push_back(write);
    ++one.version;
    ++one.cseq;
    for (auto& byte : one.head) byte = static_cast<std::uint8_t>(random_());
    out_.entries.push_back(
        {.bucket = one.bucket,
         .chain = one.id,
         .key = static_cast<std::int64_t>(random_()),
         .cseq = one.cseq,
         .pos = ++head(one.bucket).next_pos,
         .body = R"({"salt":")" + std::to_string(random_()) + R"(","v":"redress.audit/1"})",
         .leaf = one.head});
    return *this;
}

batch_builder& batch_builder::looks_at(const complaint& now, instant at)
{
    head(now.bucket);
    kept(now).agenda_at = at;
    out_.agenda.push_back({now.bucket, at, now.id});
    return *this;
}

batch_builder& batch_builder::queues(const complaint& now, bool gone)
{
    out_.work.push_back({.bucket = now.bucket, .id = now.id, .gone = gone, .now = &kept(now)});
    return *this;
}

batch_builder& batch_builder::says(const complaint& now, std::string slot, std::string bytes)
{
    out_.texts.push_back({.bucket = now.bucket,
                          .id = now.id,
                          .entry_key = ++keys_,
                          .slot = std::move(slot),
                          .bytes = std::move(bytes),
                          .created = read_.at});
    return *this;
}

batch_builder& batch_builder::counts(std::int16_t bucket, std::string state, std::int64_t delta)
{
    out_.counters.push_back({bucket, std::move(state), delta});
    return *this;
}

batch_builder& batch_builder::advances(const offset_advance& move, std::int64_t applied)
{
    out_.offsets.push_back({.move = move, .applied = applied});
    return *this;
}

batch_builder& batch_builder::buries(std::int16_t bucket, const dead_letter& letter)
{
    head(bucket);
    out_.dead.push_back(
        {.bucket = bucket, .id = an_id(), .letter = &letters_.emplace_back(letter), .created = read_.at});
    return *this;
}

const batch_outcome& batch_builder::done()
{
    std::ranges::sort(out_.heads, {}, &head_move::bucket);
    const auto by_case = [](const case_write& one) { return std::pair(one.now->bucket, one.now->id); };
    std::ranges::sort(out_.created, {}, by_case);
    std::ranges::sort(out_.changed, {}, by_case);
    std::ranges::sort(out_.entries, {}, [](const entry_row& one) { return std::pair(one.bucket, one.pos); });
    return out_;
}

const complaint& batch_builder::after(const case_id& id) const
{
    const auto at = std::ranges::find(cases_, id, &complaint::id);
    if (at == cases_.end()) throw std::logic_error("no such case in the batch");
    return *at;
}

}  // namespace redress::tests
