// What status look-ups read, many at once and in binary form: whose secrets references ask for, and cases.
// Roles: redress_pages for secrets, redress_reader for cases, over a connection each.
//
// Throws store_unavailable, write_rejected. Not thread-safe.
#pragma once

#include "adapters/postgres/page_store.hpp"
#include "states/complaint.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace redress::postgres {

class status_reader {
public:
    explicit status_reader(std::string url);
    ~status_reader();
    status_reader(const status_reader&) = delete;
    status_reader& operator=(const status_reader&) = delete;

    /// In the order of the references, each as `parse_reference` gives it. What there is and what there is not
    /// costs the same probes.
    [[nodiscard]] std::vector<std::optional<named_secret>> secrets(
        const std::vector<std::string>& references);

    struct cases_now {
        std::vector<complaint> cases;  // those that are there and can be read, in no order
        instant at{};                  // of the database when it read them
    };
    [[nodiscard]] cases_now cases(const std::vector<case_id>& ids);

private:
    struct inside;
    std::unique_ptr<inside> in_;
};

}  // namespace redress::postgres
