// The connection of a case store and what is said over it: reads, the flush of a batch with its
// guards, and what became of it.
#pragma once

#include "adapters/postgres/batch_columns.hpp"
#include "adapters/postgres/case_store.hpp"
#include "adapters/postgres/sql.hpp"

#include <array>
#include <cstdint>
#include <optional>

namespace redress::postgres {

class case_store::inside {
public:
    explicit inside(store_settings settings) : settings_(std::move(settings)) {}

    /// Encodes the batch, for a `queue` to come.
    void prepare(workflow::batch_outcome& out);
    /// Queues the batch's statements; `begin` opens the transaction, else it is open already.
    void queue(const workflow::batch_outcome& out, bool begin);
    void queue_read(std::span<const case_id> ids);
    /// Ends the flush and sends what the socket takes.
    void send_off();
    /// Waits for the flush; throws as the port says, and leaves no transaction open.
    [[nodiscard]] received collect();

    /// One statement in a flush of its own; throws on any error, rolling back when in a transaction.
    [[nodiscard]] result ask(const char* operation, const statement& what, std::span<const column> with);
    [[nodiscard]] result ask_text(const char* operation, const char* sql);
    void begin();
    void roll_back() noexcept;

    /// A locked bucket is only as good as its connection.
    void expect_transaction(const char* operation) const;

    [[nodiscard]] workflow::snapshot read(std::span<const case_id> ids, std::span<const std::int16_t> more);
    [[nodiscard]] std::vector<workflow::known_entry> seen(std::span<const workflow::entry_row> keys);
    [[nodiscard]] std::optional<workflow::limited_reasons> reasons_limited(const case_id& id);
    [[nodiscard]] workflow::matters_read matters(std::span<const case_id> ids);
    [[nodiscard]] bool written(const workflow::batch_outcome& out);

    [[nodiscard]] link& connected();
    void drop() noexcept { link_.reset(), in_transaction_ = false, sent_.clear(), due_from_.reset(); }
    /// Where the last slice of deadlines ended, when it was full. Forgotten when anything is rolled back:
    /// what it took may stand in the agenda again.
    [[nodiscard]] std::optional<instant>& due_from() { return due_from_; }
    [[nodiscard]] const link* current() const { return link_.get(); }
    [[nodiscard]] bool in_flight() const { return !sent_.empty(); }
    [[nodiscard]] bool in_transaction() const { return in_transaction_; }
    [[nodiscard]] parameters& buffers() { return buffers_; }

private:
    enum class part : std::uint8_t {
        begin,
        heads,
        created,
        changed,
        matters_made,
        matters_moved,
        entries,
        erased,
        redacted,
        texts,
        agenda_done,
        agenda,
        work,
        work_moved,
        work_gone,
        counters,
        incidents,
        offsets,
        dead,
        commit,
        behind
    };
    static constexpr std::size_t parts = static_cast<std::size_t>(part::commit);

    [[nodiscard]] std::span<const column> read_parameters(std::span<const case_id> ids,
                                                          std::span<const std::int16_t> more);
    [[nodiscard]] workflow::snapshot snapshot_of(const result& rows) const;
    void say(part which, const statement& what, std::span<const column> with);
    [[nodiscard]] static std::optional<workflow::write_status> guard_of(part which,
                                                                        std::string_view sqlstate);
    [[nodiscard]] static std::string_view name_of(part which);
    void encode(const workflow::batch_outcome& out);
    [[nodiscard]] result only_answer(const char* operation);

    store_settings settings_;
    std::unique_ptr<link> link_;
    parameters buffers_;
    /// The rows of a batch as parameters, by statement; a statement without any has nothing to do.
    std::array<parameters, parts> room_;
    std::array<std::span<const column>, parts> encoded_{};
    std::string agenda_done_;           // the statement, for these rows
    std::uint64_t encoded_number_ = 0;  // of the outcome that they were made from
    std::uint64_t last_number_ = 0;
    std::vector<part> sent_;  // the flush in flight, statement by statement
    bool in_transaction_ = false;
    std::optional<instant> due_from_;
};

}  // namespace redress::postgres
