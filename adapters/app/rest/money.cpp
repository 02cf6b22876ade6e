// /complaints/{id}/redress and /redress: what is owed and given.
#include "adapters/app/rest/resources.hpp"

#include "adapters/app/money_view.hpp"
#include "adapters/app/reading.hpp"
#include "adapters/app/rest/cursor.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "workflow/reference.hpp"

#include <boost/json.hpp>

namespace redress::app::rest {
namespace {

constexpr int page_read = 200;
/// Cases that one request goes through at most; the cursor goes on behind them.
constexpr int cases_read_max = 2000;

}  // namespace

void read_redress(web_call& call)
{
    const parameters none(call.asked(), {});
    static_cast<void>(who_asks(call));
    const auto found = case_of_path(call);
    boost::json::array items, totals;
    for (const auto& line : money_of(found)) items.push_back(money_json(line));
    for (auto& row : totals_json(found)) totals.push_back(std::move(row));
    call.answer(page_response(call, std::move(items), {}, {{"totals", std::move(totals)}}));
}

void list_redress(web_call& call)
{
    const parameters query(call.asked(), {"redress_state", "limit", "cursor"});
    static_cast<void>(who_asks(call));
    const auto wanted = query.one_of("redress_state", names_of<redress_state>::list);
    auto& from = call.from();
    const auto who = from.reader();
    postgres::case_filter filter{.limit = page_read};
    if (const auto place = place_asked(call); !place.empty()) filter.after = parse_uuid(place);
    const auto limit = query.limit();
    boost::json::array items;
    std::string next, last;
    int read = 0;
    for (bool more = true; more;) {
        const auto lines = from.queries().list(filter);
        more = static_cast<int>(lines.size()) == page_read;
        std::vector<case_id> ids;
        for (const auto& line : lines) ids.push_back(line.id);
        const auto cases = cases_read(from, ids);
        for (const auto& line : lines) {
            filter.after = line.id;
            const auto of = cases.find(line.id);
            if (of == cases.end() || (who && !may_open(*who, of->second))) continue;
            boost::json::array rows;
            for (const auto& item : money_of(of->second)) {
                if (!wanted.empty() && name_of(item.item->state) != wanted) continue;
                auto row = money_json(item);
                row["case"] = to_string(line.id);
                row["reference"] = workflow::shown_reference(line.reference);
                rows.push_back(std::move(row));
            }
            if (rows.empty()) continue;
            // A case's items stay together, so a page may hold a few more than were asked for; the first that has no
            // place on it says that the list goes on.
            if (static_cast<int>(items.size()) >= limit) {
                next = last;
                more = false;
                break;
            }
            for (auto& row : rows) items.push_back(std::move(row));
            last = to_string(line.id);
        }
        read += static_cast<int>(lines.size());
        if (more && read >= cases_read_max) {
            next = to_string(*filter.after);
            break;
        }
    }
    call.answer(page_response(call, std::move(items), next));
}

}  // namespace redress::app::rest
