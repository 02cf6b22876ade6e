// The policies of files and database as the engine sees them. Another process may file under a policy
// that came after our start: it stored it before it pinned it, so a hash that is not known here is
// looked for in the database before anything is said to be missing. So are calendars and zone data.
#pragma once

#include "workflow/ports/policy_book.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace redress::files {
class calendar_book;
class file_policy_book;
}  // namespace redress::files
namespace redress::postgres {
class case_queries;
struct stored_policy;
}  // namespace redress::postgres

namespace redress::app {

/// Calendars of the files, and those of earlier days, which are read from the database when a clock asks
/// for one. Of one thread, after the start: it adds to the book.
class stored_calendars final : public calendar_source {
public:
    /// Where to read what is stored, when it is needed.
    using reader = std::function<std::vector<postgres::stored_policy>()>;
    stored_calendars(files::calendar_book& book, reader stored);

    [[nodiscard]] const calendar* in_force(std::string_view id) const override;
    /// Throws store_unavailable when only the database could tell.
    [[nodiscard]] const calendar* pinned(std::string_view sha256, std::string_view zone_data) const override;

private:
    files::calendar_book& book_;
    reader stored_;
};

/// Of one thread, after the start: it adds to the books. Has a connection of its own, made when needed.
class stored_policies final : public workflow::policy_book {
public:
    stored_policies(files::file_policy_book& book, files::calendar_book& calendars, std::string url);
    ~stored_policies() override;

    [[nodiscard]] const std::vector<const policy*>& in_force() const override;
    /// Throws store_unavailable when only the database could tell.
    [[nodiscard]] const policy* find(std::string_view sha256) const override;
    [[nodiscard]] const calendar_source& calendars() const override { return calendars_; }

private:
    [[nodiscard]] std::vector<postgres::stored_policy> stored() const;

    files::file_policy_book& book_;
    std::string url_;
    mutable std::unique_ptr<postgres::case_queries> queries_;
    stored_calendars calendars_;
};

/// Adds the policies among what is stored; wording stands beside them.
void add_policies(files::file_policy_book& to, const std::vector<postgres::stored_policy>& stored);

}  // namespace redress::app
