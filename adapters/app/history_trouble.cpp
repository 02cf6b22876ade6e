#include "adapters/app/history_trouble.hpp"

#include "adapters/app/reading.hpp"
#include "adapters/app/services.hpp"
#include "adapters/postgres/case_codec.hpp"
#include "adapters/postgres/case_queries.hpp"

namespace redress::app {

bool may_hear_of(services& from, const std::optional<actor>& who, const case_id& id)
{
    if (!who) return true;
    try {
        const auto row = from.queries().get(id);
        return row && may_open(*who, *row);
    } catch (const postgres::unknown_state&) {
        return false;
    }
}

}  // namespace redress::app
