// The engine's view of durable cases. adapters/postgres implements it for production,
// tests/support/memory_case_store for tests; both pass tests/conformance/case_store.
//
// A store out of reach throws: `store_unavailable` when nothing was written, `outcome_unknown` when
// a commit was cut off and only a fresh look can tell, `write_rejected` when the database refused
// the content (a failure of our own code: it counts as a try). SQLSTATEs become ours nowhere else.
// Not thread-safe: one store, one connection, one thread.
#pragma once

#include "workflow/batch_outcome.hpp"

#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace redress::workflow {

class store_unavailable : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};
class outcome_unknown : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};
class write_rejected : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

struct bucket_head {
    std::int16_t bucket = 0;
    std::int64_t pos = 0;
    std::int64_t turn = 0;
};

/// A case that is there and cannot be read: its row holds a name that this program does not know, or
/// is damaged. Nothing is guessed of it; the other cases go on.
struct unreadable_case {
    std::int16_t bucket = 0;
    redress::case_id id{};
    std::string why;
};

struct snapshot {
    std::vector<complaint> cases;  // unknown ids are absent
    std::vector<unreadable_case> unreadable;
    std::vector<bucket_head> heads;  // of every bucket asked for
    instant at{};                    // the database's clock
};

/// What stands beside the case, as far as it was asked for; unknown ids are absent.
struct matters_read {
    std::vector<matter> found;
    std::vector<unreadable_case> unreadable;
};

/// That a decision of a case may go out without reasons: who approved it, and for how long. Nothing of why.
struct limited_reasons {
    std::string by;
    std::optional<instant> until;
};

struct known_entry {
    redress::chain_id chain{};
    std::int64_t key = 0;
    std::string body;  // canonical bytes: full source, id and digest stand in `src`
};

enum class write_status : std::uint8_t {
    written,
    stale,      // a bucket's head or a case's version moved: nothing written, decide again in slow form
    key_taken,  // an entry's key, a case, a matter or a reference exists: nothing written, slow form tells which
    lost_fence,  // a partition is no longer ours: nothing written, read its position again
};

/// The heads of the buckets are locked, in bucket order; what is read through this is current and
/// what is written needs no guard but the fence. Ends with `write` or by rolling back.
class locked_buckets {
public:
    virtual ~locked_buckets() = default;
    /// In a second statement, so that READ COMMITTED shows nothing older than the heads.
    [[nodiscard]] virtual snapshot read(std::span<const case_id> ids) = 0;
    [[nodiscard]] virtual std::vector<known_entry> seen(
        std::span<const entry_row> keys) = 0;  // bucket, chain, key
    [[nodiscard]] virtual bool reference_taken(std::int16_t bucket, std::string_view reference) = 0;
    /// The entry with cseq 1 of a chain: how a case was filed. A store that does not look is taken at its
    /// word: a second filing under another source is then refused, whatever it says.
    [[nodiscard]] virtual std::optional<known_entry> first_of(std::int16_t bucket,
                                                              const redress::chain_id& chain)
    {
        static_cast<void>(bucket);
        static_cast<void>(chain);
        return std::nullopt;
    }
    /// Incidents and actions: they are few, and decided under lock alone.
    [[nodiscard]] virtual matters_read matters(std::span<const case_id> ids) = 0;
    [[nodiscard]] virtual std::optional<limited_reasons> reasons_limited(const case_id& id) = 0;
    /// Commits, an empty outcome too: what `take_due` deleted must go.
    [[nodiscard]] virtual write_status write(const batch_outcome& out) = 0;
};

class case_store {
public:
    virtual ~case_store() = default;

    /// Cases with the heads of their buckets (and of `more`), in one statement and without a lock.
    [[nodiscard]] virtual snapshot read(std::span<const case_id> ids,
                                        std::span<const std::int16_t> more = {}) = 0;

    /// What of a `send` needs no connection, ahead of it and while a write is in flight: between two
    /// batches the database then waits for less. The outcome must not change before it is sent.
    virtual void prepare(batch_outcome& out) { static_cast<void>(out); }

    /// Fast form: one pipeline flush with its guards and COMMIT. `send` returns when the connection has
    /// taken it; what it points to must live until `receive`, but the cases may move on as soon as it returns (the next
    /// batch is decided on them): everything has been encoded by then. At most one write is in flight. When `behind` is not
    /// empty, the cases are read behind COMMIT in the same flush and `receive` hands them over.
    virtual void send(const batch_outcome& out, std::span<const case_id> behind = {}) = 0;
    struct received {
        write_status status{};
        std::optional<snapshot> behind;
    };
    [[nodiscard]] virtual received receive() = 0;

    /// Slow form. `buckets` sorted, each once.
    [[nodiscard]] virtual std::unique_ptr<locked_buckets> lock(std::span<const std::int16_t> buckets) = 0;

    /// The oldest due agenda rows, `limit` at most, without a lock, for slices in the fast form: who writes
    /// one names its rows in `batch_outcome::agenda_done`, and the guards of the heads tell whether another
    /// engine was there before. `from`: nothing older is left, as far as the caller knows; so rows that
    /// were just deleted are not gone through again.
    struct agenda {
        std::vector<due_case> due;  // oldest first; a case may stand in several rows
        instant at{};               // the database's clock, when anything is due
    };
    [[nodiscard]] virtual agenda look_ahead(int limit, std::optional<instant> from = {}) = 0;

    /// Slow form of the deadline pass: takes and deletes the oldest `limit` due agenda rows (other
    /// engines skip them), then locks the heads of their buckets. Empty `due`: nothing is due, no
    /// transaction stays open and `locked` is null.
    struct taken {
        std::vector<due_case> due;  // oldest first, each case once
        std::unique_ptr<locked_buckets> locked;
    };
    [[nodiscard]] virtual taken take_due(int limit) = 0;

    /// After `outcome_unknown`, on a fresh connection: did the transaction that was to move these
    /// heads (and offsets) commit?
    [[nodiscard]] virtual bool committed(const batch_outcome& out) = 0;

    /// Full sources of entries by key, without a lock: to answer a duplicate after the fact.
    [[nodiscard]] virtual std::vector<known_entry> seen(std::span<const entry_row> keys) = 0;

    /// Without a lock: whether the incident that a case is linked to is one.
    [[nodiscard]] virtual matters_read matters(std::span<const case_id> ids) = 0;

    /// Without a lock, and asked alike of every case whose decision holds no reasons.
    [[nodiscard]] virtual std::optional<limited_reasons> reasons_limited(const case_id& id) = 0;

    [[nodiscard]] virtual instant now() = 0;
};

}  // namespace redress::workflow
