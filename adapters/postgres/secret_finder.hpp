// The secrets of the cases that references name, for somebody who has shown nothing yet: what there is and what there is
// not costs the same probes. Role: redress_pages, over a connection of its own.
//
// Throws store_unavailable, write_rejected. Not thread-safe.
#pragma once

#include "adapters/postgres/asker.hpp"
#include "adapters/postgres/page_store.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace redress::postgres {

/// Buckets and references, as a statement that looks many up takes them.
void put_references(std::array<column, 2>& into, const std::vector<std::string>& references);

class secret_finder {
public:
    secret_finder(const std::string& url, std::string_view application);

    /// In the order of the references, each as `parse_reference` gives it.
    [[nodiscard]] std::vector<std::optional<named_secret>> find(const std::vector<std::string>& references);

private:
    asker asks_;
    std::array<column, 2> parameters_;
};

}  // namespace redress::postgres
