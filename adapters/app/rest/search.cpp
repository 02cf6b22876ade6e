// /search: cases by what was said in them, in any language, over what is there for whoever asks.
#include "adapters/app/rest/resources.hpp"

#include "adapters/app/line_view.hpp"
#include "adapters/app/reading.hpp"
#include "adapters/app/rest/cursor.hpp"
#include "adapters/json/strict_json.hpp"
#include "adapters/postgres/word_index.hpp"
#include "workflow/reference.hpp"
#include "workflow/utf8.hpp"

#include <boost/json.hpp>

namespace redress::app::rest {
namespace {

constexpr std::size_t query_max = 200;  // characters
constexpr int page_read = 200;

boost::json::object row_of(const complaint& of)
{
    return line_json({.id = of.id,
                      .bucket = of.bucket,
                      .reference = of.facts.reference,
                      .team = of.facts.team,
                      .owner = of.facts.owner,
                      .state = std::string(name_of(of.lifecycle)),
                      .hold = std::string(name_of(of.hold)),
                      .kind = std::string(name_of(of.facts.kind)),
                      .category = of.facts.category,
                      .channel = std::string(name_of(of.facts.channel)),
                      .severity = of.facts.severity,
                      .rung = of.facts.rung,
                      .next_due = of.next_due(),
                      .filed_at = of.facts.filed_at});
}

}  // namespace

void search(web_call& call)
{
    const parameters query(call.asked(), {"q", "limit", "cursor"});
    static_cast<void>(who_asks(call));
    const auto text = query.text("q");
    if (!workflow::valid_utf8(text) || json::code_points(text) > query_max)
        throw unfit_parameter("q", "a text of at most 200 characters");
    auto& from = call.from();
    boost::json::array items;
    std::string next;
    // A reference is typed into the same field.
    if (const auto reference = workflow::parse_reference(text)) {
        if (const auto found =
                from.queries().get_by_reference(*reference, workflow::bucket_of_reference(*reference));
            found && hidden_from_reader(from, {found->id}).empty())
            items.push_back(row_of(*found));
        call.answer(page_response(call, std::move(items), {}));
        return;
    }
    const auto asked = workflow::words_asked(text);
    if (asked.empty()) throw unfit_parameter("q", "at least one word or character");
    std::optional<postgres::found_case> after;
    if (const auto place = place_asked(call); !place.empty())
        after = {parse_uuid(std::string_view(place).substr(0, 36)).value_or(case_id{}),
                 parse_instant(std::string_view(place).substr(37)).value_or(instant{})};
    const auto limit = query.limit();
    for (bool more = true; more;) {
        const auto found = from.word_index().find(asked, page_read, after);
        more = static_cast<int>(found.size()) == page_read;
        std::vector<case_id> ids;
        for (const auto& one : found) ids.push_back(one.id);
        const auto hidden = hidden_from_reader(from, ids);
        std::map<case_id, complaint> cases;
        for (auto& one : from.queries().get(ids)) cases.emplace(one.id, std::move(one));
        for (std::size_t n = 0; n < found.size(); ++n) {
            after = found[n];
            const auto of = cases.find(found[n].id);
            // What is restricted serves its own complaint alone, and is not found by its words.
            if (of == cases.end() || hidden.contains(of->first) || of->second.facts.processing_restricted)
                continue;
            items.push_back(row_of(of->second));
            if (static_cast<int>(items.size()) < limit) continue;
            if (more || n + 1 < found.size()) next = to_string(after->id) + "/" + to_string(after->filed);
            more = false;
            break;
        }
    }
    call.answer(page_response(call, std::move(items), next, {{"behind", from.word_index().behind()}}));
}

}  // namespace redress::app::rest
