// /complaints/{id}/candidates: cases that may be about the same matter, the likeliest first.
#include "adapters/app/rest/resources.hpp"

#include "adapters/app/candidates.hpp"
#include "adapters/app/rest/cursor.hpp"
#include "adapters/app/services.hpp"
#include "adapters/files/text_book.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "adapters/postgres/likeness_index.hpp"
#include "workflow/reference.hpp"

#include <boost/json.hpp>

#include <chrono>
#include <cmath>

namespace redress::app::rest {
namespace {

using namespace std::chrono_literals;

boost::json::object row_of(services& from, const candidate& one)
{
    const auto& f = one.found.facts;
    boost::json::array shared, words, may;
    for (const auto name : names_of_shared(one.shared)) {
        shared.emplace_back(name);
        words.emplace_back(from.texts().text("alike", name, from.language()));
    }
    if (one.may_be_primary) may.emplace_back("marked_duplicate");
    may.emplace_back("linked");
    boost::json::object row{{"case", to_string(one.found.id)},
                            {"reference", workflow::shown_reference(f.reference)},
                            {"score", one.shared.score()},
                            {"shared", std::move(shared)},
                            {"words", std::move(words)},
                            {"likeness", std::lround(one.shared.words * 100)},
                            {"state", name_of(one.found.lifecycle)},
                            {"category", f.category},
                            {"may", std::move(may)}};
    if (!f.owner.empty()) row["owner"] = f.owner;
    if (f.filed_at) row["filed_at"] = to_string(*f.filed_at);
    return row;
}

}  // namespace

void list_candidates(web_call& call)
{
    const parameters query(call.asked(), {"limit"});
    const auto who = who_asks(call);
    const auto found = case_of_path(call);
    auto& index = call.from().likeness();
    // The engine marks cases behind their entries; what was filed a moment ago is found, too.
    (void)index.catch_up(200ms);
    boost::json::array items;
    for (const auto& one :
         candidates_of(index, call.from().queries(), found, who,
                       static_cast<std::size_t>(query.integer("limit", 1, 200).value_or(10))))
        items.push_back(row_of(call.from(), one));
    call.answer(page_response(call, std::move(items), {}));
}

}  // namespace redress::app::rest
