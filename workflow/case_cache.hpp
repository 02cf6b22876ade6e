// What an engine remembers between batches. Of each bucket the head as it last saw it, and cases as
// they stood there: while the head in the database is the one remembered, so are the cases. A bucket
// whose head turns out to have moved is forgotten whole. Private to workflow.
#pragma once

#include "workflow/ports/case_store.hpp"
#include "workflow/ports/policy_book.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

namespace redress::workflow {

/// One case in memory. Decisions change it in place; a batch that fails forgets its bucket.
struct remembered_case {
    enum class standing : std::uint8_t {
        wanted,  // to be read before anything is decided on it
        absent,  // read and not there, or a filing that is taken to be the first
        known,
        unreadable,  // there, but not to be decided on; asked for anew by every batch
    };
    complaint now;
    std::vector<const policy*> rules;  // the case's pins, resolved
    std::string why_unreadable;
    standing state = standing::wanted;
    std::uint64_t used = 0;  // number of the batch that used it last
    // Of the batch that is being decided:
    std::uint64_t touched = 0;  // its number, when it touched this case
    std::int64_t version_before = 0;
    lifecycle_state lifecycle_before = lifecycle_state::none;
    std::vector<link> links_before;
    bool accepted = false;             // an event was accepted: agenda and queue are looked at
    bool queue_moved = false;          // a column of the queue's row may have changed
    std::optional<instant> queue_due;  // next_due as the queue shows it
};

class case_cache {
public:
    explicit case_cache(std::size_t cases_max) : cases_max_(cases_max) {}

    struct head {
        bool known = false;
        std::int64_t pos = 0;
        std::int64_t turn = 0;
    };
    [[nodiscard]] head& head_of(std::int16_t bucket) { return of(bucket).seen; }

    /// Starts a batch: drops cases not used for longest until there is room. Pointers stay valid until
    /// their bucket is forgotten or two further batches have begun.
    void begin(std::uint64_t batch_number);

    /// The case, remembered or made as `wanted`.
    [[nodiscard]] remembered_case& at(std::int16_t bucket, const case_id& id);
    [[nodiscard]] remembered_case* find(std::int16_t bucket, const case_id& id);
    void drop(const remembered_case& one);

    /// Takes in what was read. Returns whether a bucket turned out to have moved, so that cases
    /// remembered of it are gone and may have to be read.
    [[nodiscard]] bool absorb(snapshot&& read);

    void forget(std::int16_t bucket);
    void forget_all();
    [[nodiscard]] std::size_t size() const { return size_; }

private:
    struct bucket_memory {
        head seen;
        std::unordered_map<case_id, remembered_case*> cases;
    };
    [[nodiscard]] bucket_memory& of(std::int16_t bucket)
    {
        return buckets_[static_cast<std::size_t>(bucket)];
    }
    void release(remembered_case* one);

    std::size_t cases_max_;
    std::size_t size_ = 0;
    std::uint64_t batch_ = 0;
    std::array<bucket_memory, bucket_count> buckets_;
    std::vector<std::unique_ptr<remembered_case>> slots_;
    std::vector<remembered_case*> free_;
    std::size_t hand_ = 0;  // of the clock that looks for a case to drop
};

}  // namespace redress::workflow
