#include "workflow/case_cache.hpp"

#include <algorithm>
#include <utility>

namespace redress::workflow {

void case_cache::release(remembered_case* one)
{
    *one = remembered_case{};
    free_.push_back(one);
    --size_;
}

void case_cache::begin(std::uint64_t batch_number)
{
    batch_ = batch_number;
    if (cases_max_ == 0) forget_all();
    // Second chance by age: a case used in the last rounds stays. One turn of the hand is the bound.
    const std::uint64_t young = batch_ > 64 ? batch_ - 64 : 0;
    for (int turn = 0; turn < 2 && size_ > cases_max_; ++turn) {
        const std::uint64_t spared = turn == 0 ? young : (batch_ > 2 ? batch_ - 2 : 0);
        for (std::size_t step = 0; step < slots_.size() && size_ > cases_max_; ++step) {
            hand_ = hand_ + 1 < slots_.size() ? hand_ + 1 : 0;
            remembered_case& one = *slots_[hand_];
            if (one.used == 0 || one.used >= spared) continue;
            of(one.now.bucket).cases.erase(one.now.id);
            release(&one);
        }
    }
}

remembered_case* case_cache::find(std::int16_t bucket, const case_id& id)
{
    const auto& cases = of(bucket).cases;
    const auto found = cases.find(id);
    return found == cases.end() ? nullptr : found->second;
}

remembered_case& case_cache::at(std::int16_t bucket, const case_id& id)
{
    const auto [place, made] = of(bucket).cases.try_emplace(id, nullptr);
    if (made) {
        if (free_.empty()) free_.push_back(slots_.emplace_back(std::make_unique<remembered_case>()).get());
        place->second = free_.back();
        free_.pop_back();
        ++size_;
        place->second->now.id = id;
        place->second->now.bucket = bucket;
    }
    place->second->used = batch_;
    return *place->second;
}

void case_cache::drop(const remembered_case& one)
{
    auto& cases = of(one.now.bucket).cases;
    const auto found = cases.find(one.now.id);
    if (found == cases.end()) return;
    remembered_case* slot = found->second;
    cases.erase(found);
    release(slot);
}

bool case_cache::absorb(snapshot&& read)
{
    bool moved = false;
    for (const bucket_head& now : read.heads) {
        head& seen = head_of(now.bucket);
        if (seen.known && seen.turn != now.turn) {
            forget(now.bucket);
            moved = true;
        }
        seen = {.known = true, .pos = now.pos, .turn = now.turn};
    }
    for (complaint& found : read.cases) {
        remembered_case& one = at(found.bucket, found.id);
        if (one.state == remembered_case::standing::known) continue;
        one.now = std::move(found);
        one.state = remembered_case::standing::known;
        one.rules.clear();
        one.queue_due = one.now.next_due();
    }
    for (unreadable_case& found : read.unreadable) {
        remembered_case& one = at(found.bucket, found.id);
        one.state = remembered_case::standing::unreadable;
        one.why_unreadable = std::move(found.why);
    }
    return moved;
}

void case_cache::forget(std::int16_t bucket)
{
    bucket_memory& memory = of(bucket);
    for (const auto& [id, one] : memory.cases) release(one);
    memory.cases.clear();
    memory.seen = {};
}

void case_cache::forget_all()
{
    for (std::int16_t bucket = 0; bucket < bucket_count; ++bucket) forget(bucket);
}

}  // namespace redress::workflow
