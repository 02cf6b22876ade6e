// /referrals: cases that an outside body looks at or looked at. Which ones is looked up once a minute for all, since
// the lookup goes through every case; where each stands is read when it is told.
#include "adapters/app/rest/resources.hpp"

#include "adapters/app/line_view.hpp"
#include "adapters/app/reading.hpp"
#include "adapters/app/rest/cursor.hpp"
#include "adapters/app/rest/house_counts.hpp"
#include "adapters/files/text_book.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace redress::app::rest {
namespace {

constexpr std::ptrdiff_t cases_at_once = 200;

}  // namespace

void list_referrals(web_call& call, house_counts& counts)
{
    static constexpr std::string_view states[] = {"with_body", "determined", "done"};
    const parameters query(call.asked(), {"referral_state", "limit", "cursor"});
    static_cast<void>(who_asks(call));
    const auto wanted = query.one_of("referral_state", states);
    const auto limit = static_cast<std::size_t>(query.limit());
    auto& from = call.from();
    const auto who = from.reader();
    const auto seen = counts.referred(from);
    auto at = seen->cases.begin();
    if (const auto place = place_asked(call); !place.empty())
        at = std::ranges::upper_bound(seen->cases, parse_uuid(place).value_or(case_id{}));
    boost::json::array items;
    std::string next, last;
    while (at != seen->cases.end() && next.empty()) {
        const auto until = at + std::min(cases_at_once, seen->cases.end() - at);
        const auto cases = cases_read(from, {at, until});
        for (; at != until; ++at) {
            const auto of = cases.find(*at);
            if (of == cases.end() || of->second.facts.referral == referral_state::none ||
                (who && !may_open(*who, of->second)))
                continue;
            const auto state = name_of(of->second.facts.referral);
            if (!wanted.empty() && state != wanted) continue;
            if (items.size() == limit) {
                next = last;
                break;
            }
            auto row = line_json(postgres::line_of(of->second));
            row["referral"] = state;
            row["referral_label"] = from.texts().text("referral", state, from.language());
            if (!of->second.facts.referral_body.empty()) row["body"] = of->second.facts.referral_body;
            items.push_back(std::move(row));
            last = to_string(*at);
        }
    }
    call.answer(page_response(call, std::move(items), next, {{"looked_up_at", to_string(seen->as_of)}}));
}

}  // namespace redress::app::rest
