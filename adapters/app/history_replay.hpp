// Goes through the histories of cases, folds each and compares it with the row that is stored (workflow/case_replay.hpp).
// Pages are short reads; a case that moves meanwhile is read on until it stands where its row says.
#pragma once

#include "adapters/postgres/case_queries.hpp"
#include "adapters/postgres/history_reader.hpp"
#include "workflow/case_replay.hpp"

#include <cstdint>
#include <functional>
#include <string>

namespace redress::app {

class history_replay {
public:
    /// Cases that were filed since then.
    history_replay(const std::string& database, instant since, postgres::history_pages pages = {});

    using told = std::function<void(const workflow::replay_difference&)>;
    /// The next page of cases; false at the end.
    bool next(const told& differs);
    [[nodiscard]] std::int64_t cases() const { return cases_; }

private:
    void compare(workflow::case_replay& of, const told& differs);

    postgres::case_queries queries_;
    postgres::history_reader histories_;
    std::optional<workflow::case_replay> going_;
    std::int64_t cases_ = 0;
};

}  // namespace redress::app
