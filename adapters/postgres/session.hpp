// A libpqxx connection for everything but the batch writer: reads, positions, administration.
//
// One strike: whatever leaves the connection in doubt drops it, and the next use makes a new one.
// An exception inside a transaction always ends it; nothing swallowed is committed. Not thread-safe.
#pragma once

#include "adapters/postgres/connection_text.hpp"
#include "adapters/postgres/error_map.hpp"
#include "workflow/ports/case_store.hpp"

#include <pqxx/pqxx>

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace redress::postgres {

class session {
public:
    explicit session(std::string_view url, const session_settings& settings = {})
        : text_(connection_text(url, settings))
    {
    }

    /// Runs f(pqxx::work&) and commits. Throws store_unavailable, write_rejected or, from COMMIT,
    /// outcome_unknown.
    template <class F>
    auto run(std::string_view operation, F&& f)
    {
        return guarded(operation, [&] {
            pqxx::work tx(connection());
            if constexpr (std::is_void_v<decltype(f(tx))>) {
                f(tx);
                tx.commit();
            } else {
                auto value = f(tx);
                tx.commit();
                return value;
            }
        });
    }

    /// Each statement by itself, for what refuses to stand in a transaction.
    template <class F>
    auto run_alone(std::string_view operation, F&& f)
    {
        return guarded(operation, [&] {
            pqxx::nontransaction each(connection());
            return f(each);
        });
    }

    /// One statement by itself, for what is asked with every request: one round trip instead of three, and
    /// planned once a connection. Throws as `run`.
    pqxx::result ask(std::string_view operation, const std::string& sql, const pqxx::params& values = {});

    [[nodiscard]] pqxx::connection& connection();
    void drop() noexcept
    {
        prepared_.clear();
        connection_.reset();
    }

private:
    template <class F>
    auto guarded(std::string_view operation, F&& f)
    {
        try {
            return f();
        } catch (...) {
            translate(operation);
        }
    }
    /// Turns the exception in flight into one of the ports'; what is not libpqxx's passes.
    [[noreturn]] void translate(std::string_view operation);

    std::string text_;
    std::unique_ptr<pqxx::connection> connection_;
    std::map<std::string, std::string> prepared_;  // names of statements on this connection, by their text
};

/// libpqxx 7.10 forgets the code of one class of errors (measured): a missing grant.
[[nodiscard]] inline std::string sqlstate_of(const pqxx::sql_error& error)
{
    if (error.sqlstate().empty() && dynamic_cast<const pqxx::insufficient_privilege*>(&error) != nullptr)
        return "42501";
    return error.sqlstate();
}

/// bytea both ways.
[[nodiscard]] inline pqxx::bytes_view as_bytes(std::string_view text)
{
    return pqxx::binary_cast(text);
}
[[nodiscard]] inline std::string from_bytes(const pqxx::field& field)
{
    const auto bytes = field.as<pqxx::bytes>();
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// As an array literal of what `text` makes of each: numbers, ids, what else needs no quotes.
template <class Range, class Text>
[[nodiscard]] std::string array_literal(const Range& items, Text text)
{
    std::string list = "{";
    for (const auto& item : items) list += (list.size() > 1 ? "," : "") + text(item);
    return list + "}";
}

}  // namespace redress::postgres
