// What people are shown of incidents and improvement actions, as plain values. Not on the path of a
// write; nothing is locked. Role: redress_reader.
//
// Throws store_unavailable, write_rejected, unknown_state (case_codec.hpp). Not thread-safe.
#pragma once

#include "states/matter.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace redress::postgres {

class session;

struct matter_line {
    matter now;
    std::int64_t cases = 0;  // of an incident: cases that name it by a link
};

struct matter_filter {
    matter_kind kind{};
    std::optional<matter_state> state;  // nothing: any
    std::string owner;                  // empty: any
    int limit = 50;
    std::optional<case_id> after;  // last of the page before
};

class matter_queries {
public:
    explicit matter_queries(std::string url);
    ~matter_queries();
    matter_queries(const matter_queries&) = delete;
    matter_queries& operator=(const matter_queries&) = delete;

    [[nodiscard]] std::optional<matter_line> get(const case_id& id);
    /// Actions by due time, incidents the newest first.
    [[nodiscard]] std::vector<matter_line> list(const matter_filter& filter);
    /// Bodies of its entries, in their order.
    [[nodiscard]] std::vector<std::string> history(const case_id& id);

private:
    std::unique_ptr<session> to_;
};

}  // namespace redress::postgres
