// Durable cases on PostgreSQL: the port workflow/ports/case_store.hpp over one libpq connection.
//
// A connection in doubt is dropped and made anew at the next use; a guard that fails keeps it.
// Not thread-safe: one store per engine thread.
#pragma once

#include "workflow/ports/case_store.hpp"

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace redress::postgres {

struct store_settings {
    std::string url;
    std::string role = "redress_engine";
    std::string application = "redress engine";
    std::string plan_cache_mode = "force_generic_plan";
};

class case_store final : public workflow::case_store {
public:
    /// Connects at the first use.
    explicit case_store(store_settings settings);
    ~case_store() override;

    [[nodiscard]] workflow::snapshot read(std::span<const case_id> ids,
                                          std::span<const std::int16_t> more = {}) override;
    void prepare(workflow::batch_outcome& out) override;
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
    [[nodiscard]] instant now() override;

    /// The server's process for the current connection; 0 when there is none.
    [[nodiscard]] int backend() const;

private:
    class locked;
    class inside;
    std::shared_ptr<inside> in_;  // shared with `locked`, which may outlive us by an exception
};

}  // namespace redress::postgres
