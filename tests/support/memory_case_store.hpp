// Durable cases in memory: the store that engine tests run on. Plain maps and its own simple rules, so
// that it can be wrong in no way that PostgreSQL is; both pass tests/conformance.
//
// A `memory_database` is shared by any number of stores (connections). Its clock stands until it is
// moved. One thread.
#pragma once

#include "workflow/ports/case_store.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace redress::tests {

struct offset_row {
    std::int64_t epoch = 1, next = 0, first = 0;
    std::int64_t applied = 0, refused = 0, duplicate = 0, dead_lettered = 0, skipped = 0;
};

struct stored_dead_letter {
    workflow::dead_letter letter;
    std::int16_t bucket = 0;
};

struct memory_database {
    using case_key = std::pair<std::int16_t, case_id>;
    struct stored_entry {
        workflow::entry_row row;
        std::uint64_t transaction = 0;
    };

    instant now = instant(std::chrono::days(20'000));
    std::array<workflow::bucket_head, bucket_count> heads{};
    std::map<case_key, complaint> cases;
    std::map<case_key, matter> matters;
    std::map<case_key, std::int64_t> incident_cases;  // by the bucket of the cases and the incident
    std::set<case_id> unreadable;  // of cases and matters: their rows hold what nobody here knows
    std::map<std::tuple<std::int16_t, chain_id, std::int64_t>, stored_entry> entries;
    std::map<std::pair<std::int16_t, std::int64_t>, std::tuple<std::int16_t, chain_id, std::int64_t>>
        positions;
    std::set<std::pair<std::int16_t, std::string>> references;
    std::map<std::tuple<std::int16_t, case_id, std::int64_t, std::string>, workflow::private_row> texts;
    std::map<case_id, workflow::limited_reasons> limited;
    std::multimap<instant, case_key> agenda;
    std::map<case_key, complaint> work;
    std::map<std::pair<std::int16_t, std::string>, std::int64_t> counters;
    std::map<std::pair<std::string, std::int32_t>, offset_row> offsets;
    std::map<uuid, stored_dead_letter> dead;
    std::uint64_t transactions = 0;

    memory_database();
    /// Bodies of a chain by cseq.
    [[nodiscard]] std::vector<std::string> history(const chain_id& chain) const;
    [[nodiscard]] const complaint* find(const case_id& id) const;
    [[nodiscard]] const matter* find_matter(const case_id& id) const;
    /// Over all buckets.
    [[nodiscard]] std::int64_t cases_of(const case_id& incident) const;
    /// Every chain that has an entry.
    [[nodiscard]] std::set<chain_id> all_chains() const;
};

enum class fault : std::uint8_t {
    unavailable,      // out of reach before anything was written
    rejected,         // the database refuses the content
    unknown_lost,     // COMMIT cut off, nothing was written
    unknown_written,  // COMMIT cut off, everything was written
};

class memory_case_store final : public workflow::case_store {
public:
    explicit memory_case_store(std::shared_ptr<memory_database> database) : db_(std::move(database)) {}

    /// The write after `after` further ones fails so.
    void fail_write(fault what, int after = 0) { faults_.emplace_back(after, what); }
    /// Asked before each write; a write that it dislikes is rejected.
    std::function<bool(const workflow::batch_outcome&)> dislikes;
    /// Reading one of these fails, as a bug of our own would.
    std::set<case_id> breaks_on;
    /// `committed` fails so many times before it answers.
    int committed_unreachable = 0;
    int reads = 0, writes = 0, locks = 0, asked_of_reasons = 0;

    [[nodiscard]] workflow::snapshot read(std::span<const case_id> ids,
                                          std::span<const std::int16_t> more = {}) override;
    void send(const workflow::batch_outcome& out, std::span<const case_id> behind = {}) override;
    [[nodiscard]] received receive() override;
    [[nodiscard]] std::unique_ptr<workflow::locked_buckets> lock(
        std::span<const std::int16_t> buckets) override;
    [[nodiscard]] agenda look_ahead(int limit, std::optional<instant> from = {}) override;
    [[nodiscard]] taken take_due(int limit) override;
    [[nodiscard]] bool committed(const workflow::batch_outcome& out) override;
    [[nodiscard]] std::vector<workflow::known_entry> seen(std::span<const workflow::entry_row> keys) override;
    [[nodiscard]] workflow::matters_read matters(std::span<const case_id> ids) override;
    [[nodiscard]] std::optional<workflow::limited_reasons> reasons_limited(const case_id& id) override;
    [[nodiscard]] instant now() override { return db_->now; }

private:
    class locked;
    struct encoded;  // an outcome with its values copied, as a flush holds them
    [[nodiscard]] workflow::write_status write(const encoded& what);
    [[nodiscard]] workflow::write_status write_or_fail(const encoded& what);
    std::shared_ptr<memory_database> db_;
    std::shared_ptr<encoded> in_flight_;
    std::vector<case_id> behind_;
    std::vector<std::pair<int, fault>> faults_;
};

}  // namespace redress::tests
