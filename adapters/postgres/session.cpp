#include "adapters/postgres/session.hpp"

#include <poll.h>

namespace redress::postgres {
namespace {

/// Whether the server ended it while nobody asked anything, as a restart does: seen here, no request is lost in it. Its
/// last words, an error or a notice by how it was ended, may stand unread before the end.
bool was_ended(const pqxx::connection& one)
{
    pollfd looked{.fd = one.sock(), .events = POLLRDHUP, .revents = 0};
    return ::poll(&looked, 1, 0) > 0;
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
