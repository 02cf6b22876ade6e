// The policies of files and database as the engine sees them. Another process may file under a policy
// that came after our start: it stored it before it pinned it, so a hash that is not known here is
// looked for in the database before anything is said to be missing.
#pragma once

#include "workflow/ports/policy_book.hpp"

#include <memory>
#include <string>
#include <vector>

namespace redress::files {
class file_policy_book;
}
namespace redress::postgres {
class case_queries;
struct stored_policy;
}  // namespace redress::postgres

namespace redress::app {

/// Of one thread, after the start: it adds to the book. Has a connection of its own, made when needed.
class stored_policies final : public workflow::policy_book {
public:
    stored_policies(files::file_policy_book& book, std::string url);
    ~stored_policies() override;

    [[nodiscard]] const std::vector<const policy*>& in_force() const override;
    /// Throws store_unavailable when only the database could tell.
    [[nodiscard]] const policy* find(std::string_view sha256) const override;

private:
    files::file_policy_book& book_;
    std::string url_;
    mutable std::unique_ptr<postgres::case_queries> queries_;
};

/// Adds the policies among what is stored; wording stands beside them.
void add_policies(files::file_policy_book& to, const std::vector<postgres::stored_policy>& stored);

}  // namespace redress::app
