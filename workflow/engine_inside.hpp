// The engine's parts and how a batch passes through them. Private to workflow.
//
//   survey   which cases and heads must be read          engine_batch.cpp
//   decide   every record, in order                       engine_batch.cpp
//   send, settle   the fast form, one write in flight     engine_fast.cpp
//   slow     under lock, with the history of the keys     engine_slow.cpp
//   decide_beside   what is no case, under lock alone       engine_beside.cpp
//   start_slice     the deadline pass, in the fast form    engine_due.cpp
//   due, postpone   the same under lock                    engine_due.cpp
#pragma once

#include "workflow/decider.hpp"
#include "workflow/decision.hpp"
#include "workflow/engine.hpp"
#include "workflow/key_book.hpp"

#include <chrono>
#include <deque>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <utility>
#include <vector>

namespace redress::workflow {

struct engine::inside {
    inside(case_store& cases, const policy_book& book, engine_settings given,
           std::function<void(const case_id&, const alarm&)> tell);

    // A batch before it is decided.
    void open(decision& d);
    /// Notes where each record belongs; returns whether something must be read before deciding.
    [[nodiscard]] bool survey(decision& d);
    /// Reads until nothing is missing. False when buckets keep moving: the slow form will do.
    [[nodiscard]] bool prepare(decision& d);
    void settle_absent();

    // Deciding. False: only the slow form can tell (a second filing of a known case, or one that is refused).
    [[nodiscard]] bool decide_all(decision& d, instant at, locked_buckets* history);
    [[nodiscard]] bool decide_one(decision& d, std::size_t i, const command& asked, locked_buckets* history);
    [[nodiscard]] bool decide_filing(decision& d, std::size_t i, const command& asked,
                                     const key_book::finding& found, locked_buckets* history);
    /// Whether the case was filed by the same content under another source. Nothing: the history must tell.
    [[nodiscard]] std::optional<answer> filed_alike(const decision& d, std::size_t i, const command& asked,
                                                    locked_buckets* history);
    /// What a guard asks of another case, read without a lock. False: the connection is busy with a write.
    [[nodiscard]] bool look_outside(const decision& d, const command& asked, locked_buckets* history,
                                    outside& into);
    // Beside the case.
    /// Reads what the batch's commands may be about; `is_matter` then tells.
    void read_matters(decision& d, locked_buckets& locked);
    void read_matters(decision& d, std::span<const case_id> ids, locked_buckets& locked);
    [[nodiscard]] static bool is_matter(const decision& d, const case_id& id);
    void decide_beside(decision& d, std::size_t i, const command& asked, const key_book::finding& found);
    /// Of a pass: fires what is due of those that are no cases, and arms them again.
    void look_after_matters(std::span<const case_id> ids, decision& d, locked_buckets& locked);

    void bury(decision& d, std::size_t i, const command& asked, std::string_view reason, std::string detail);
    void count_offsets(decision& d) const;
    [[nodiscard]] std::string mint(std::int16_t bucket, locked_buckets* history);

    // Writing.
    /// Decides on what is remembered or read and sends it. False: only the slow form will do.
    [[nodiscard]] bool fast(std::unique_ptr<decision>& d, std::span<const case_id> soon);
    /// The same while the batch before is in flight, when nothing has to be read; then settles that one.
    [[nodiscard]] bool overlap(std::unique_ptr<decision>& d, std::span<const case_id> soon,
                               std::vector<answer>& before);
    void send(std::unique_ptr<decision>& d, std::span<const case_id> soon);
    /// Collects the write in flight, in slow form if need be. `ahead` was decided on top of it: it is
    /// undone when the write was not what it seemed.
    [[nodiscard]] std::vector<answer> settle(decision* ahead = nullptr);
    void slow(decision& d);
    [[nodiscard]] write_status write_locked(decision& d, locked_buckets& locked);
    [[nodiscard]] bool did_commit(const decision& d);
    [[nodiscard]] std::vector<answer> close(decision& d);
    void undo(decision& d);
    void settle_quietly();
    /// After a failure: what was written keeps its answers for `finish`.
    void settle_for_later(std::vector<answer> before);
    /// Receives the write in flight. False: a guard spoke, nothing was written.
    [[nodiscard]] bool landed(const decision& d);

    // The deadline pass.
    void start_slice(int limit, engine::slice& done);
    /// Takes a slice's rows off `agenda_ahead`; what comes next in the agenda is fetched when that is empty.
    void take_ahead(decision& d, int limit);
    void look_ahead(int limit);
    void forget_ahead();
    /// False: an id of the agenda is no case's; only the slow form looks at what stands beside.
    [[nodiscard]] bool decide_due(decision& d);

    // The same under lock.
    /// Halves what fails by our own fault until one case is to blame, which is put off.
    [[nodiscard]] std::size_t due_under_lock(int limit);
    [[nodiscard]] std::size_t due(int limit, bool put_off);
    /// Reads what is not remembered of the cases taken; returns the database's clock.
    [[nodiscard]] instant read_due(const case_store::taken& taken);
    void look_at_all(const case_store::taken& taken, decision& d);
    /// `locked`: null in the fast form, where a key that exists is told by the write.
    void look_after(remembered_case& one, decision& d, locked_buckets* locked);
    /// Asks to look again later, without a look now: a case may be what cannot be read.
    void postpone(const case_store::taken& taken, decision& d);
    /// Fires what the case owes. False when something is owed that cannot be fired.
    [[nodiscard]] bool fire(remembered_case& one, decision& d, locked_buckets* locked);
    /// Asks for the keys of everything that is owed, in one question.
    void learn_fired(std::span<const due_case> due, instant at, locked_buckets& locked);
    [[nodiscard]] bool has_fired(const remembered_case& one, std::int64_t key, locked_buckets& locked);

    [[nodiscard]] instant now();
    [[nodiscard]] bool clock_is_old() const;
    void know_time(instant read);
    [[nodiscard]] std::vector<std::int16_t> buckets_of(const decision& d) const;
    [[nodiscard]] std::unique_ptr<decision> fresh();

    case_store& store;
    const policy_book& policies;
    engine_settings settings;
    std::function<void(const case_id&, const alarm&)> alarmed;

    case_cache cache;
    process_chains chains;
    decider deciding;
    key_book keys;
    engine_counts counts;
    std::uint64_t number = 0;  // of the batch that is being decided

    std::unique_ptr<decision> in_flight;
    std::unique_ptr<decision> spare;  // its vectors keep their room
    std::vector<answer> settled;      // of a batch that had to be settled before its caller asked
    std::vector<batch> returned;
    std::vector<case_id> missing;  // of the survey
    std::vector<std::int16_t> headless;
    std::set<std::pair<case_id, std::int64_t>> fired_asked, fired_before;  // of a pass

    std::deque<due_case> agenda_ahead;  // what is due, oldest first, not yet taken by a slice
    std::optional<instant> ahead_from;  // where the next look begins, when there was more than that
    bool crowded = false;  // a slice met another engine or a failure: under lock until it is over

    instant clock_read{};  // the database's clock, and ours when it had been read
    std::chrono::steady_clock::time_point clock_read_at{};
    bool clock_known = false;
    instant last_at{};
};

}  // namespace redress::workflow
