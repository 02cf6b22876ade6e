#include "adapters/postgres/session.hpp"

#include <sys/socket.h>

#include <cerrno>

namespace redress::postgres {
namespace {

/// Whether the server ended it while nobody asked anything, as a restart does: seen here, no request is lost in it. What
/// stands unread then is the error that it went with; over TLS only the end itself is seen.
bool was_ended(const pqxx::connection& one)
{
    char first = 0;
    const auto got = ::recv(one.sock(), &first, 1, MSG_PEEK | MSG_DONTWAIT);
    if (got < 0) return errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR;
    return got == 0 || first == 'E';
}

}  // namespace

pqxx::connection& session::connection()
{
    if (connection_ && (!connection_->is_open() || was_ended(*connection_))) drop();
    if (!connection_) connection_ = std::make_unique<pqxx::connection>(text_);
    return *connection_;
}

pqxx::result session::ask(std::string_view operation, const std::string& sql, const pqxx::params& values)
{
    return guarded(operation, [&] {
        auto& over = connection();
        auto known = prepared_.find(sql);
        if (known == prepared_.end()) {
            const auto name = "asked_" + std::to_string(prepared_.size());
            over.prepare(name, sql);
            known = prepared_.emplace(sql, name).first;
        }
        pqxx::nontransaction alone(over);
        return alone.exec(pqxx::prepped(known->second), values);
    });
}

void session::translate(std::string_view operation)
{
    try {
        throw;
    } catch (const pqxx::in_doubt_error& error) {
        drop();
        throw workflow::outcome_unknown(std::string(operation) + ": " + error.what());
    } catch (const pqxx::sql_error& error) {
        if (failure_of(sqlstate_of(error)) == failure_kind::connection_lost) drop();
        throw_failure(operation, sqlstate_of(error), error.what());
    } catch (const pqxx::failure& error) {
        drop();
        throw_failure(operation, "", error.what());
    }
}

}  // namespace redress::postgres
