// A database of a test's own: made from a migrated template with its agenda, dropped at the end.
#pragma once

#include <pqxx/pqxx>

#include <memory>
#include <string>

namespace redress::tests {

/// REDRESS_DATABASE_URL, whose user must be able to make databases. Throws when it is not set: a
/// test that needs PostgreSQL fails without it.
[[nodiscard]] std::string server_url();

class scratch_database {
public:
    enum class filled { with_schema, with_nothing };
    explicit scratch_database(filled how = filled::with_schema);
    ~scratch_database();
    scratch_database(const scratch_database&) = delete;
    scratch_database& operator=(const scratch_database&) = delete;

    [[nodiscard]] const std::string& url() const { return url_; }
    /// Runs statements, each for itself, as the server's user; returns the last one's rows.
    pqxx::result sql(const std::string& statements);
    /// The first field of the first row.
    [[nodiscard]] std::string value(const std::string& query);
    [[nodiscard]] long long number(const std::string& query) { return std::stoll(value(query)); }

private:
    std::string name_;
    std::string url_;
    std::unique_ptr<pqxx::connection> to_;
};

}  // namespace redress::tests
