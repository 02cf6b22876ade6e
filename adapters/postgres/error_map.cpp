#include "adapters/postgres/error_map.hpp"

#include "workflow/ports/case_store.hpp"

namespace redress::postgres {

failure_kind failure_of(std::string_view sqlstate)
{
    const std::string_view kind = sqlstate.substr(0, 2);
    if (kind == "22" || kind == "23" || kind == "42" || kind == "54") return failure_kind::rejected;
    if (kind == "40" || sqlstate == "55P03" || sqlstate == "57014") return failure_kind::retry;
    return failure_kind::connection_lost;
}

void throw_failure(std::string_view operation, std::string_view sqlstate, std::string_view message)
{
    std::string text(operation);
    text.append(": ").append(message);
    while (!text.empty() && text.back() == '\n') text.pop_back();
    if (!sqlstate.empty()) text.append(" (SQLSTATE ").append(sqlstate).append(")");
    if (failure_of(sqlstate) == failure_kind::rejected) throw workflow::write_rejected(text);
    throw workflow::store_unavailable(text);
}

}  // namespace redress::postgres
