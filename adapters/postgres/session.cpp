#include "adapters/postgres/session.hpp"

namespace redress::postgres {

pqxx::connection& session::connection()
{
    if (connection_ && !connection_->is_open()) drop();
    if (!connection_) connection_ = std::make_unique<pqxx::connection>(text_);
    return *connection_;
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
