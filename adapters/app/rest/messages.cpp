// /complaints/{id}/messages: what was written to the complainant, and each letter as they read it.
#include "adapters/app/rest/resources.hpp"

#include "adapters/app/letter_view.hpp"
#include "adapters/app/rest/cursor.hpp"
#include "adapters/files/text_book.hpp"

#include <boost/json.hpp>

namespace redress::app::rest {

void list_messages(web_call& call)
{
    const parameters none(call.asked(), {});
    static_cast<void>(who_asks(call));
    const auto found = case_of_path(call);
    boost::json::array items;
    for (const auto& one : found.facts.letters) {
        auto row = letter_json(one);
        row["words"] = boost::json::object{
            {"letter_kind", call.from().texts().text("letter", name_of(one.kind), call.from().language())},
            {"route", call.from().texts().text("route", name_of(one.route), call.from().language())}};
        items.push_back(std::move(row));
    }
    call.answer(page_response(call, std::move(items), {}));
}

void read_message(web_call& call)
{
    const parameters none(call.asked(), {});
    const auto found = case_of_path(call);
    const auto& id = call.asked().in_path.at("letter");
    const auto& sent = letter_named(found, id);
    if (const auto at = words_erased(found, sent))
        throw problem(410, "letter_gone").with("erased_at", to_string(*at));
    const auto who = who_asks(call, event_type::access_given);
    record_reading(call, found, who, {id}, [id](web_call& later) {
        const auto read = letter_read(later.from(), case_of_path(later), id);
        if (!read.words) throw problem(410, "letter_gone").with("redacted", true);
        later.answer(json_response(200, letter_json(read)));
    });
}

}  // namespace redress::app::rest
