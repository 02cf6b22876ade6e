// /search: cases by what was said in them, in any language, over what is there for whoever asks.
#include "adapters/app/rest/resources.hpp"

#include "adapters/app/identity/secrets.hpp"
#include "adapters/app/line_view.hpp"
#include "adapters/app/pages/case_secret.hpp"
#include "adapters/app/reading.hpp"
#include "adapters/app/rest/cursor.hpp"
#include "adapters/app/rest/desk_secret.hpp"
#include "adapters/json/strict_json.hpp"
#include "adapters/postgres/case_codec.hpp"
#include "adapters/postgres/word_index.hpp"
#include "workflow/reference.hpp"
#include "states/utf8.hpp"

#include <boost/json.hpp>

namespace redress::app::rest {
namespace {

constexpr std::size_t query_max = 200;  // characters
constexpr int page_read = 200;

boost::json::object row_of(const complaint& of)
{
    return line_json(postgres::line_of(of));
}

/// What words were asked for, so that whoever knows them can tell by the log of this database and nobody else can
/// guess them from it: words that people said stand in no entry.
std::string digest_of_words(services& from, const std::vector<workflow::word_asked>& asked)
{
    std::string all;
    for (const auto& one : asked) all += one.word + (one.begins ? "*\n" : "\n");
    return hex(hmac_of(desk_secret(from, "search"), all));
}

std::optional<complaint> read_by_reference(services& from, const std::string& reference)
{
    try {
        return from.queries().get_by_reference(reference, workflow::bucket_of_reference(reference));
    } catch (const postgres::unknown_state&) {
        return std::nullopt;
    }
}

/// A page of the cases in which all of the words were said, behind `after`.
void tell_found(web_call& call, const std::vector<workflow::word_asked>& asked,
                std::optional<postgres::found_case> after, int limit)
{
    auto& from = call.from();
    boost::json::array items;
    std::string next;
    std::string last;
    int at_most = limit + 1;
    for (bool more = true; more; at_most = page_read) {
        const auto found = from.word_index().find(asked, at_most, after);
        more = static_cast<int>(found.size()) == at_most;
        std::vector<case_id> ids;
        for (const auto& one : found) ids.push_back(one.id);
        const auto hidden = hidden_from_reader(from, ids);
        const auto cases = cases_read(from, ids);
        for (const auto& one : found) {
            after = one;
            const auto of = cases.find(one.id);
            // What is restricted serves its own complaint alone, and is not found by its words.
            if (of == cases.end() || hidden.contains(one.id) || of->second.facts.processing_restricted)
                continue;
            // One more than was asked for says that the list goes on.
            if (static_cast<int>(items.size()) == limit) {
                next = last;
                more = false;
                break;
            }
            items.push_back(row_of(of->second));
            last = to_string(one.id) + "/" + to_string(one.filed);
        }
    }
    call.answer(page_response(call, std::move(items), next, {{"behind", from.word_index().behind()}}));
}

}  // namespace

void search(web_call& call)
{
    const parameters query(call.asked(), {"q", "limit", "cursor"});
    const auto who = who_asks(call);
    const auto text = query.text("q");
    if (!valid_utf8(text) || json::code_points(text) > query_max)
        throw unfit_parameter("q", {"text_at_most", {{"n", std::to_string(query_max)}}});
    auto& from = call.from();
    // A reference is typed into the same field.
    if (const auto reference = workflow::parse_reference(text)) {
        boost::json::array items;
        if (const auto found = read_by_reference(from, *reference);
            found && hidden_from_reader(from, {found->id}).empty())
            items.push_back(row_of(*found));
        call.answer(page_response(call, std::move(items), {}));
        return;
    }
    const auto asked = workflow::words_asked(text);
    if (asked.empty()) throw unfit_parameter("q", {"word"});
    std::optional<postgres::found_case> after;
    if (const auto place = place_asked(call); !place.empty())
        after = {parse_uuid(std::string_view(place).substr(0, 36)).value_or(case_id{}),
                 parse_instant(std::string_view(place).substr(37)).value_or(instant{})};
    // Whom words lead to is personal, too. Recorded before anything is shown: a crash between shows nothing.
    record_then(
        call, "access.given", who, {{"reason_code", "search"}, {"digest", digest_of_words(from, asked)}},
        [asked, after, limit = query.limit()](web_call& later) { tell_found(later, asked, after, limit); });
}

}  // namespace redress::app::rest
