// What the tests against a real broker share: topics of their own, commands to send, a position
// store with the database's rules, and a writer that applies batches as the engine would.
#pragma once

#include "adapters/json/cloud_event.hpp"
#include "adapters/kafka/batch_queue.hpp"
#include "adapters/kafka/intake_loop.hpp"
#include "adapters/kafka/settings.hpp"
#include "workflow/ports/offset_store.hpp"

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace redress::test {

/// Settings with names of topics that no other test uses; the topics go when it goes.
struct own_topics : kafka::kafka_settings {
    enum state { named, made };
    own_topics(const std::string& name, state wanted);
    ~own_topics();
    own_topics(const own_topics&) = delete;
    own_topics& operator=(const own_topics&) = delete;
};

/// With the topics made on the broker that REDRESS_KAFKA_BROKERS names.
[[nodiscard]] own_topics fresh_topics(const std::string& name);
/// Without making them.
[[nodiscard]] own_topics fresh_names(const std::string& name);

[[nodiscard]] case_id case_number(std::uint64_t n);
/// A `withdrawn` of the n-th case, with an id of its own.
[[nodiscard]] workflow::outgoing a_command(const std::string& topic, std::uint64_t case_n,
                                           const std::string& id);

/// Everything in a topic from its low to its high watermark.
[[nodiscard]] std::vector<workflow::raw_record> all_of(const kafka::kafka_settings& settings,
                                                       const std::string& topic);

struct anyone final : workflow::source_rules {
    [[nodiscard]] workflow::source_rule rule(std::string_view) const override { return {}; }
    [[nodiscard]] std::optional<actor> staff(std::string_view, role) const override { return std::nullopt; }
};

/// Positions and what was applied, moved together under the fence as in PostgreSQL. Shared by engines.
class ledger final : public workflow::offset_store {
public:
    workflow::partition_position take(std::string_view topic, std::int32_t partition,
                                      std::int64_t low) override;
    void release(std::string_view topic, std::int32_t partition, std::int64_t epoch) override;
    std::int32_t add_try(std::string_view topic, std::int32_t partition, std::int64_t epoch) override;

    /// False, and nothing written, when one partition's fence or position is another.
    [[nodiscard]] bool apply(const workflow::batch& work);

    struct row {
        std::int64_t epoch = 0, first = 0, next = 0, skipped = 0, records = 0;
        std::int32_t tries = 0;
        bool released = true;
    };
    [[nodiscard]] std::map<std::int32_t, row> rows() const;
    [[nodiscard]] std::vector<std::string> ids() const;  // of the commands, in the order applied
    [[nodiscard]] std::vector<workflow::dead_letter> letters() const;
    [[nodiscard]] std::size_t applied() const;

    std::function<void()> taking;  // called in `take`: may throw
private:
    mutable std::mutex guard_;
    std::map<std::int32_t, row> rows_;
    std::vector<std::string> ids_;
    std::vector<workflow::dead_letter> letters_;
};

/// An engine's Kafka side: the loop on a thread of its own and a writer on another.
class reading_engine {
public:
    reading_engine(const kafka::kafka_settings& settings, ledger& to, std::size_t batch_max = 100);
    ~reading_engine() { stop(); }
    void stop();  // gracefully, as the process would
    [[nodiscard]] const kafka::intake_counts& counts() const { return loop_.counts(); }
    [[nodiscard]] std::vector<std::string> troubles() const;
    [[nodiscard]] std::size_t lost() const { return lost_; }
    [[nodiscard]] std::size_t largest() const { return largest_; }

private:
    mutable std::mutex guard_;
    std::vector<std::string> troubles_;
    std::atomic<std::size_t> lost_{0}, largest_{0};
    anyone rules_;
    kafka::batch_queue queue_;
    kafka::intake_loop loop_;
    ledger& to_;
    std::jthread reader_, writer_;
};

/// Looks until it is so, 30 seconds at most; says whether it became so.
[[nodiscard]] bool eventually(const std::function<bool()>& so);

}  // namespace redress::test
