// The schema's way from nothing to what this program needs. Migrations are embedded in the binary;
// each is one transaction, all under one advisory lock, so that two programs that start at once do
// not race. What was applied is kept with its checksum; a schema that is not ours is refused.
//
// Runs as the URL's own user, who must be able to make tables and roles.
#pragma once

#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace redress::postgres {

struct migration {
    int version;
    std::string_view name;
    std::string_view checksum;  // SHA-256 of the .up.sql, lower-case hexadecimal
    std::string_view up;
    std::string_view down;
};

/// Every migration of this program, in order.
[[nodiscard]] std::span<const migration> migrations();

/// The database holds what this program must not touch, or cannot know; the text says what to do.
class schema_refused : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

struct migration_state {
    int version = 0;
    std::string name;
    bool applied = false;
    std::string applied_at;      // RFC 3339; empty when not applied
    std::string engine_version;  // of the program that applied it
};

class migrator {
public:
    explicit migrator(std::string url, std::string engine_version = "0.1.0",
                      std::span<const migration> known = migrations());

    /// Every known migration and whether it is applied; writes nothing. Throws schema_refused.
    [[nodiscard]] std::vector<migration_state> status() const;
    /// Names of those that `up` would apply, in order.
    [[nodiscard]] std::vector<std::string> plan() const;
    /// Applies what is missing, up to and with version `to` (0: all); returns the names. Throws
    /// schema_refused, store_unavailable, or write_rejected naming the migration that failed.
    std::vector<std::string> up(int to = 0) const;
    /// Takes back everything above version `to`; for tests and development, it loses data.
    std::vector<std::string> down(int to) const;

    /// Since when the server runs, as RFC 3339 in UTC: the one question that every user may ask, with a
    /// schema or without.
    [[nodiscard]] std::string server_started() const;

private:
    std::string url_;
    std::string engine_version_;
    std::span<const migration> known_;
};

}  // namespace redress::postgres
