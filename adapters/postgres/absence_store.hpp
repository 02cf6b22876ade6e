// Absences that people said, in PostgreSQL. Role: redress_identity.
//
// Throws store_unavailable and outcome_unknown. Of one thread at a time.
#pragma once

#include "workflow/absences.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace redress::postgres {

class session;

class absence_store {
public:
    /// Connects at the first use.
    explicit absence_store(std::string url);
    ~absence_store();
    absence_store(const absence_store&) = delete;
    absence_store& operator=(const absence_store&) = delete;

    /// The database's time.
    [[nodiscard]] instant now();
    /// Those that are not over, or were not so long ago; the latest begin first.
    [[nodiscard]] std::vector<workflow::said_absence> not_over(std::chrono::seconds ago);
    [[nodiscard]] std::optional<workflow::said_absence> find(const uuid& id);
    /// False when it overlaps with one of the same person. Fills in `said_at`.
    [[nodiscard]] bool add(workflow::said_absence& one);
    /// Ends it now. False: there is none, or it is over.
    [[nodiscard]] bool end(const uuid& id, std::string_view by);

private:
    std::unique_ptr<session> to_;
};

}  // namespace redress::postgres
