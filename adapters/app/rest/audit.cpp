// /audit/{chain}: entries as they were hashed, for whoever checks them.
#include "adapters/app/rest/resources.hpp"

#include "adapters/app/rest/cursor.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "workflow/permissions.hpp"

#include <boost/json.hpp>

#include <charconv>

namespace redress::app::rest {

void read_audit(web_call& call)
{
    const parameters query(call.asked(), {"limit", "cursor"});
    static_cast<void>(who_asks_as(call, workflow::roles_of(workflow::permission::audit)));
    auto& from = call.from();
    const auto chain = parse_uuid(call.asked().in_path.at("chain"));
    if (!chain) throw problem(404, "not_found");
    // A chain of a case is there for whom the case is there for; one of a process has no case.
    if (from.queries().get(*chain)) static_cast<void>(from.case_of(to_string(*chain)));
    const auto limit = query.limit();
    std::int64_t after = 0;
    if (const auto place = place_asked(call); !place.empty())
        std::from_chars(place.data(), place.data() + place.size(), after);
    const auto entries = from.queries().timeline(*chain, after, limit + 1);
    if (entries.empty() && after == 0) throw problem(404, "not_found");
    boost::json::array items;
    std::string next;
    for (const auto& entry : entries) {
        if (static_cast<int>(items.size()) == limit) {
            next = std::to_string(after);
            break;
        }
        items.push_back(boost::json::object{{"cseq", entry.cseq},
                                            {"pos", entry.pos},
                                            {"bucket", bucket_of(*chain)},
                                            {"leaf", hex_of(entry.leaf)},
                                            {"body", entry.body}});
        after = entry.cseq;
    }
    call.answer(page_response(call, std::move(items), next));
}

}  // namespace redress::app::rest
