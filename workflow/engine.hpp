// The one write path: batches in, answers out. Reads the cases of a batch (or knows them), decides
// event by event in memory, writes everything in one flush; decides again in slow form when a bucket
// moved. `architecture.md`, "The one write path", is the contract.
//
// One engine, one thread, one store. Nothing here waits but the store.
#pragma once

#include "workflow/command.hpp"
#include "workflow/entry.hpp"
#include "workflow/ports/case_store.hpp"
#include "workflow/ports/policy_book.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace redress::workflow {

struct engine_settings {
    log_identity log;
    std::size_t cache_cases_max = 200'000;  // cases remembered between batches; 0 turns the cache off
    int derived_depth_max = 3;
    duration agenda_horizon = std::chrono::days(90);
    std::span<const colleague> people;  // of the roster; must outlive the engine. Empty: not known
    std::uint64_t seed = 0;             // of ids and salts; 0 = from the system
    duration clock_trusted_for =
        std::chrono::seconds(1);  // how long the database's clock is carried on by ours
                                  // before it is read again; 0: read for every batch
    /// Waits before the n-th look (from 0) at a COMMIT whose outcome is unknown. May throw to give up: the
    /// batch is then still unanswered, and its source's position tells later. Empty: 50 ms, doubling to 2 s.
    std::function<void(int)> wait;
};

struct engine_counts {
    std::uint64_t batches = 0, fast = 0, slow = 0, stale = 0, applied = 0, refused = 0, duplicate = 0,
                  dead_lettered = 0, derived = 0, cache_hits = 0, cache_misses = 0, unknown_commits = 0;
};

/// A case runs under a policy that this process does not have. The batch stops; nothing is guessed.
class unknown_policy : public std::runtime_error {
public:
    unknown_policy(const case_id& in, std::string_view sha256);
    case_id id;
};

/// A partition went to another engine while a batch was decided; the batch was dropped whole.
class lost_fence : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

class engine {
public:
    /// `alarmed` is called after the commit for each alarm of the batch. It must not throw.
    engine(case_store& store, const policy_book& policies, engine_settings settings,
           std::function<void(const case_id&, const alarm&)> alarmed = {});
    ~engine();
    engine(const engine&) = delete;
    engine& operator=(const engine&) = delete;

    /// Decides and commits; answers in the batch's order. Throws lost_fence, store_unavailable (nothing
    /// written) or what is ours to bisect: write_rejected among others. An unknown COMMIT is resolved inside.
    [[nodiscard]] std::vector<answer> apply(const batch& work);

    /// The same, overlapping: decides `work` while the batch before is being written, then sends it.
    /// Returns the answers of the batch before (empty at first). `finish` collects the last.
    /// After an exception nothing is in flight, and the batch handed in last was not written.
    /// `soon`: cases of the batch that will follow, when its caller knows it already. Those not
    /// remembered are read behind this batch's COMMIT, in the same flush.
    [[nodiscard]] std::vector<answer> start(batch work, std::span<const case_id> soon = {});
    [[nodiscard]] std::vector<answer> finish();
    /// After an exception: the batches that were handed in and not written, oldest first.
    [[nodiscard]] std::vector<batch> take_back();

    /// One slice of the deadline pass: fires what is due, of `limit` agenda rows at most. Overlapping like
    /// `start`: decided while the batch before is being written, then sent; what it met is known when the
    /// next one is handed in or `finish` is called. A case that cannot be read or written is put off for an
    /// hour, with an alarm: it does not stop the others.
    struct slice {
        std::size_t looked_at = 0;   // cases
        bool more = false;           // more is due already
        bool in_flight = false;      // else it is written (under lock), or there was nothing to do
        std::vector<answer> before;  // of the batch before, as `start` returns them
    };
    [[nodiscard]] slice start_due(int limit);
    /// The same, written when it returns. Returns the cases looked at.
    [[nodiscard]] std::size_t fire_due(int limit);

    /// Who works here from the next batch on; must outlive the engine, or the next call of this.
    void people_are(std::span<const colleague> people);

    /// Writes entries of no case: start and end of the process, operator commands, policy loads.
    void record(std::string_view type, const actor& who,
                std::vector<std::pair<std::string, std::string>> data);

    [[nodiscard]] const engine_counts& counts() const;
    /// Forgets everything remembered; the next batch reads.
    void forget();

private:
    struct inside;
    std::unique_ptr<inside> in_;
};

}  // namespace redress::workflow
