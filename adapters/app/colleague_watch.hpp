// Who works here and who is away, for all threads of a process that runs on: the roster as it was read at the start,
// with what people said since.
#pragma once

#include "adapters/postgres/absence_store.hpp"
#include "states/colleague.hpp"

#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

namespace redress::app {

/// The people of the roster as the database's time has them: absences that are over are left out.
[[nodiscard]] std::vector<colleague> people_as_of_now(std::span<const colleague> roster,
                                                      postgres::absence_store& said);

class colleague_watch {
public:
    /// Reads. Throws store_unavailable.
    colleague_watch(std::vector<colleague> roster, std::string url);

    /// What was said meanwhile, by other processes too. Throws store_unavailable; what was known then stays.
    void read();
    [[nodiscard]] std::shared_ptr<const std::vector<colleague>> now() const;

private:
    const std::vector<colleague> roster_;
    std::mutex reading_;  // of two that read, the later one is told last
    postgres::absence_store said_;
    mutable std::mutex telling_;
    std::shared_ptr<const std::vector<colleague>> now_;
};

}  // namespace redress::app
