// The tree of the audit log in PostgreSQL: what the sequencer does, and what whoever proves something reads.
//
// Entries are read by position, so nothing is left out and none is counted twice; they get dense indices in the
// transaction that moves the head, under a lease and its epoch. What is signed was committed before, and the tree
// only ever grows from what is committed: two sequencers, or one that was away for long, sign the same trees.
#pragma once

#include "states/ids.hpp"
#include "states/instant.hpp"
#include "workflow/log/proof_text.hpp"
#include "workflow/log/tiles.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace redress::postgres {

class session;

/// A bucket's positions do not go on where they should: an entry that was there is gone. Nothing is put into the tree
/// behind it, and somebody must look.
class log_broken : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

struct tree_head {
    std::uint64_t size = 0;
    tlog::hash root{};
    std::uint64_t signed_size = 0;
};

struct kept_checkpoint {
    std::uint64_t size = 0;
    tlog::hash root{};
    std::string note;
    int cosigned = 0;
    instant at{};
};

struct kept_seal {
    std::uint64_t size = 0;
    tlog::hash root{};
    std::int64_t cases = 0;
    instant at{};
};

struct sequenced {
    bool held_elsewhere = false;  // another has the lease: nothing was done
    tree_head head;
    std::uint64_t added = 0;
    std::uint64_t behind = 0;  // entries that are not in the tree yet, as the heads said
};

/// Role: redress_sequencer. Throws store_unavailable, write_rejected, outcome_unknown (a COMMIT was cut off: the next
/// call reads what became of it) and log_broken. Not thread-safe.
class tree_store {
public:
    /// `holder`: a name that no other process has.
    tree_store(const std::string& url, std::string holder,
               std::chrono::seconds lease_duration = std::chrono::seconds(15));
    ~tree_store();
    tree_store(const tree_store&) = delete;
    tree_store& operator=(const tree_store&) = delete;

    /// Puts up to `most` entries into the tree.
    [[nodiscard]] sequenced sequence(std::size_t most);
    [[nodiscard]] tree_head head();
    [[nodiscard]] std::optional<kept_checkpoint> newest();
    /// Keeps a note of the committed tree of that size; false when the head, by now, is not ours to sign for.
    [[nodiscard]] bool keep(const tlog::checkpoint& tree, const std::string& note, int cosigned);
    /// Puts everything into the tree that the buckets hold at one instant, and makes the index of the cases as they
    /// stand at just that instant. Needs no lease: whoever has it waits meanwhile.
    [[nodiscard]] kept_seal seal();
    [[nodiscard]] std::optional<kept_seal> last_seal();
    void release();

private:
    struct inside;
    std::unique_ptr<inside> in_;
};

/// Where an entry stands.
struct entry_place {
    std::int16_t bucket = 0;
    std::int64_t pos = 0;
    std::int64_t cseq = 0;
    tlog::hash leaf{};
};

/// Role: redress_reader. Throws store_unavailable. Not thread-safe.
class tree_reader {
public:
    explicit tree_reader(const std::string& url, std::string role = "redress_reader");
    ~tree_reader();
    tree_reader(const tree_reader&) = delete;
    tree_reader& operator=(const tree_reader&) = delete;

    [[nodiscard]] tree_head head();
    [[nodiscard]] std::optional<kept_checkpoint> newest();
    [[nodiscard]] std::optional<kept_checkpoint> checkpoint(std::uint64_t size);
    /// Hashes of a tile as long as it is now; empty when there is none.
    [[nodiscard]] std::vector<tlog::hash> tile(unsigned level, std::uint64_t index);
    [[nodiscard]] tlog::node_source nodes();
    /// Of an entry that stands in the tree.
    [[nodiscard]] std::optional<std::uint64_t> index_of(std::int16_t bucket, std::int64_t pos);
    /// The newest entry of a chain whose index is less than `below`; `cseq` 0: whichever is newest.
    [[nodiscard]] std::optional<std::pair<entry_place, std::uint64_t>> entry_of(const chain_id& chain,
                                                                                std::uint64_t below,
                                                                                std::int64_t cseq = 0);
    /// Bytes of the entries from an index on, as hashed, at most `count` of them.
    [[nodiscard]] std::vector<std::string> bodies(std::uint64_t first, std::uint64_t count);
    [[nodiscard]] std::optional<kept_seal> last_seal();
    /// Seals of trees that are smaller, the earliest first.
    [[nodiscard]] std::vector<kept_seal> seals(std::uint64_t below);
    /// The lines of the last seal that are still kept, in their order.
    [[nodiscard]] std::vector<tlog::case_head> seal_heads(std::uint64_t size);

private:
    struct inside;
    std::unique_ptr<inside> in_;
};

}  // namespace redress::postgres
