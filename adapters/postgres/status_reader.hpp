// What status look-ups read, many at once and in binary form: the secrets of the cases that references name, and those
// cases. Role: redress_status, over a connection of its own.
//
// Throws store_unavailable, write_rejected. Not thread-safe.
#pragma once

#include "adapters/postgres/asker.hpp"
#include "adapters/postgres/page_store.hpp"
#include "states/complaint.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace redress::postgres {

class status_reader {
public:
    explicit status_reader(const std::string& url);

    /// What was found for each reference, in their order.
    class found {
    public:
        found(result rows, std::vector<std::string> references);

        [[nodiscard]] std::optional<kept_secret> secret(std::size_t n) const;
        /// The case without its place in the history (version, cseq, head, agenda), of which nothing was looked at before:
        /// for whoever showed its secret. Throws unknown_state (case_codec.hpp).
        [[nodiscard]] complaint shown(std::size_t n) const;
        [[nodiscard]] instant at() const { return at_; }  // of the database when it read them

    private:
        result rows_;
        std::vector<std::string> references_;
        std::vector<int> row_of_;
        instant at_{};
    };
    /// Asks for each, as `parse_reference` gives it, and at least one; the answer is fetched after every question before
    /// the next. What is there and what is not costs the same probes and comes in a row of about the same width, so that
    /// its time does not tell.
    void ask(std::vector<std::string> references);
    [[nodiscard]] found answer();

private:
    asker asks_;
    std::array<column, 2> parameters_;
    std::vector<std::string> asked_;
};

}  // namespace redress::postgres
