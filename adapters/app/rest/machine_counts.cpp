// /machines/counts: where the cases stand in every machine, as a diagram shows them. Counted once a minute for all that
// ask, since it goes through every case; each is told what is there for them.
#include "adapters/app/rest/house.hpp"

#include "adapters/app/reading.hpp"
#include "adapters/postgres/case_queries.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace redress::app::rest {

std::shared_ptr<const counted_machines> machines_counted::of(services& from)
{
    return counted_.get(kept_, [&] {
        return std::make_shared<const counted_machines>(counted_machines{
            .as_of = from.queries().now(), .counts = postgres::count_machines(from.database())});
    });
}

void count_machines(web_call& call, machines_counted& seen)
{
    const parameters none(call.asked(), {});
    static_cast<void>(who_asks(call));
    auto& from = call.from();
    const auto of = seen.of(from);
    auto counts = of->counts;
    if (const auto who = from.reader())
        for (const auto& [id, one] : cases_read(from, from.queries().may_concern(who->id))) {
            if (may_open(*who, one)) continue;
            for (const auto& [machine, states] : postgres::machines_of(one))
                for (const auto& [state, n] : states) counts[machine][state] -= n;
        }
    boost::json::object told;
    for (const auto& [machine, states] : counts) {
        boost::json::object row;
        // A case that came since was counted for nobody yet.
        for (const auto& [state, n] : states) row[state] = std::max<std::int64_t>(n, 0);
        told[machine] = std::move(row);
    }
    call.answer(json_response(200, {{"as_of", to_string(of->as_of)}, {"counts", std::move(told)}}));
}

}  // namespace redress::app::rest
