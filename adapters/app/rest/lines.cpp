#include "adapters/app/rest/lines.hpp"

#include "adapters/app/line_view.hpp"
#include "adapters/app/reading.hpp"
#include "adapters/app/rest/cursor.hpp"
#include "adapters/files/text_book.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace redress::app::rest {
namespace {

constexpr int page_read = 200;
/// Lines that one request goes through at most; the cursor goes on behind them.
constexpr std::size_t lines_read_max = 5000;

bool fits(const postgres::case_filter& asked, const postgres::case_line& line)
{
    return (asked.category.empty() || line.category == asked.category) &&
           (asked.channel.empty() || line.channel == asked.channel) &&
           (asked.kind.empty() || line.kind == asked.kind) &&
           (asked.hold.empty() || line.hold == asked.hold) &&
           (!asked.filed_from || (line.filed_at && *line.filed_at >= *asked.filed_from)) &&
           (!asked.filed_until || (line.filed_at && *line.filed_at < *asked.filed_until));
}

std::set<case_id> hidden_of(web_call& call, const std::vector<postgres::case_line>& lines)
{
    std::vector<case_id> ids;
    ids.reserve(lines.size());
    for (const auto& line : lines) ids.push_back(line.id);
    return hidden_from_reader(call.from(), ids);
}

boost::json::object told(web_call& call, const postgres::case_line& line, instant now)
{
    auto row = line_json(line);
    row["words"] = boost::json::object{
        {"state", call.from().texts().text("state", line.state, call.from().language())},
        {"category", line.category.empty()
                         ? std::string()
                         : call.from().texts().text("category", line.category, call.from().language())}};
    if (line.next_due)
        row["left_s"] = std::chrono::duration_cast<std::chrono::seconds>(*line.next_due - now).count();
    return row;
}

void add_beside(web_call& call, boost::json::array& items, const beside_line& beside)
{
    std::vector<case_id> ids;
    for (const auto& one : items)
        if (const auto id = parse_uuid(std::string_view(one.at("case").as_string()))) ids.push_back(*id);
    const auto cases = cases_read(call.from(), ids);
    for (auto& one : items) {
        const auto id = parse_uuid(std::string_view(one.at("case").as_string()));
        if (const auto of = cases.find(id.value_or(case_id{})); of != cases.end())
            beside(of->second, one.as_object());
    }
}

/// Goes through lines until the page is full and one more is found, so that a cursor leads to something. `ask` lists
/// after the last line that it is given; `place` names one.
template <class Ask, class Place, class Fits>
void tell_page(web_call& call, int limit, Ask ask, Place place, Fits wanted, const beside_line& beside = {})
{
    const auto now = call.from().queries().now();
    boost::json::array items;
    std::string next;
    std::size_t read = 0;
    std::optional<postgres::case_line> last, told_last;
    int at_most = limit + 1;
    for (bool more = true; more; at_most = page_read) {
        const auto lines = ask(last, at_most);
        more = static_cast<int>(lines.size()) == at_most;
        const auto hidden = hidden_of(call, lines);
        for (const auto& line : lines) {
            last = line;
            if (hidden.contains(line.id) || !wanted(line)) continue;
            if (static_cast<int>(items.size()) == limit) {
                next = place(*told_last);
                more = false;
                break;
            }
            items.push_back(told(call, line, now));
            told_last = line;
        }
        read += lines.size();
        if (more && read >= lines_read_max) {
            next = place(*last);
            break;
        }
    }
    if (beside) add_beside(call, items, beside);
    call.answer(page_response(call, std::move(items), next));
}

}  // namespace

postgres::case_filter line_filter_of(const http::request& asked)
{
    const parameters query(
        asked, {"state", "team", "owner", "category", "channel", "kind", "hold", "severity", "rung",
                "due_before", "filed_from", "filed_until", "limit", "cursor"});
    // "open" is said by whoever wants to say it; "none" is no case.
    static constexpr std::string_view states[] = {"open",    "received", "responded", "investigating",
                                                  "decided", "appealed", "closed"};
    postgres::case_filter filter;
    filter.state = query.one_of("state", states);
    if (filter.state == "open") filter.state.clear();
    filter.team = query.text("team");
    filter.owner = query.text("owner");
    filter.category = query.text("category");
    filter.channel = query.one_of("channel", names_of<channel>::list);
    filter.kind = query.one_of("kind", names_of<case_kind>::list);
    filter.hold = query.one_of("hold", names_of<hold_state>::list);
    filter.severity = query.integer("severity", 0, 4);
    filter.rung = query.integer("rung", 0, 9);
    filter.due_before = query.time("due_before");
    filter.filed_from = query.time("filed_from");
    filter.filed_until = query.time("filed_until");
    filter.limit = query.limit();
    if (filter.state == name_of(lifecycle_state::closed) && filter.due_before)
        throw unfit_parameter("due_before", {"not_beside_closed"});
    return filter;
}

void tell_lines(web_call& call, postgres::case_filter filter)
{
    if (const auto place = place_asked(call); !place.empty()) filter.after = parse_uuid(place);
    auto asked = filter;
    tell_page(
        call, filter.limit,
        [&](const std::optional<postgres::case_line>& last, int at_most) {
            if (last) asked.after = last->id;
            asked.limit = at_most;
            return call.from().queries().list(asked);
        },
        [](const postgres::case_line& line) { return to_string(line.id); },
        [&](const postgres::case_line& line) { return fits(filter, line); });
}

void read_queue_filter(const parameters& query, postgres::queue_filter& filter)
{
    static constexpr std::string_view states[] = {"received", "responded", "investigating", "decided",
                                                  "appealed"};
    filter.category = query.text("category");
    filter.channel = query.one_of("channel", names_of<channel>::list);
    filter.kind = query.one_of("kind", names_of<case_kind>::list);
    filter.hold = query.one_of("hold", names_of<hold_state>::list);
    filter.state = query.one_of("state", states);
    filter.severity = query.integer("severity", 0, 4);
    filter.rung = query.integer("rung", 0, 9);
}

counted_lines count_queue(web_call& call, postgres::queue_filter filter, int without)
{
    const auto& who = call.asked().who;
    // One more than is said tells whether there are more; what is left out is made up for.
    for (filter.limit = page_read + 1 + without;; filter.limit *= 2) {
        const auto counted =
            call.from().queries().count_queue(filter, who ? std::string_view(who->id) : std::string_view());
        const auto lines = counted.lines - static_cast<std::int64_t>(
                                               hidden_from_reader(call.from(), counted.may_concern).size());
        if (lines - without > page_read) return {.lines = page_read, .more = true};
        if (counted.lines < filter.limit)
            return {.lines = std::max(0, static_cast<int>(lines) - without), .more = false};
    }
}

void tell_queue(web_call& call, postgres::queue_filter filter, const beside_line& beside)
{
    if (const auto place = place_asked(call); !place.empty())
        filter.after = {{parse_instant(std::string_view(place).substr(37)),
                         parse_uuid(std::string_view(place).substr(0, 36)).value_or(case_id{})}};
    auto asked = filter;
    tell_page(
        call, filter.limit,
        [&](const std::optional<postgres::case_line>& last, int at_most) {
            if (last) asked.after = {{last->next_due, last->id}};
            asked.limit = at_most;
            return call.from().queries().queue(asked);
        },
        [](const postgres::case_line& line) {
            return to_string(line.id) + "/" + (line.next_due ? to_string(*line.next_due) : "");
        },
        [](const postgres::case_line&) { return true; }, beside);
}

}  // namespace redress::app::rest
