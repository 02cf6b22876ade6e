// /drafts: texts that somebody has not sent yet, theirs alone, one for each case and form.
#include "adapters/app/rest/resources.hpp"

#include "adapters/app/rest/cursor.hpp"
#include "adapters/app/rest/precondition.hpp"
#include "adapters/json/event_json.hpp"
#include "adapters/json/strict_json.hpp"
#include "adapters/postgres/desk_store.hpp"
#include "workflow/firewall/clean_event.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <optional>

namespace redress::app::rest {
namespace {

constexpr std::size_t words_max = 64'000;

boost::json::object draft_json(const postgres::kept_draft& one)
{
    boost::json::object row{{"composer", one.composer},
                            {"words", boost::json::parse(one.words)},
                            {"version", one.version},
                            {"saved_at", to_string(one.saved)}};
    row["case"] = one.about.is_nil() ? boost::json::value() : boost::json::value(to_string(one.about));
    return row;
}

/// The case that a draft is about, "none" for no case, and the form.
postgres::kept_draft draft_of_path(web_call& call)
{
    postgres::kept_draft one{.composer = call.asked().in_path.at("composer")};
    const bool fit =
        !one.composer.empty() && one.composer.size() <= 64 && std::ranges::all_of(one.composer, [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
        });
    if (!fit) throw problem(404, "draft_unknown");
    if (call.asked().in_path.at("id") != "none") one.about = case_of_path(call).id;
    return one;
}

/// The same without secrets: a draft is kept, too.
boost::json::value cleaned(const boost::json::value& words, std::optional<field> of = std::nullopt)
{
    if (words.is_string()) {
        const std::string text(words.as_string());
        return boost::json::value(workflow::without(text, workflow::secrets_in(text, of)));
    }
    if (words.is_array()) {
        boost::json::array list;
        for (const auto& one : words.as_array()) list.push_back(cleaned(one, of));
        return list;
    }
    if (!words.is_object()) return words;
    boost::json::object fields;
    for (const auto& [name, value] : words.as_object()) {
        const auto* named = json::find_field(std::string_view(name));
        fields[name] = cleaned(value, named != nullptr ? std::optional(*named) : std::nullopt);
    }
    return fields;
}

http::response saved(const postgres::kept_draft& one)
{
    auto made = json_response(200, draft_json(one));
    made.headers.emplace_back("etag", etag_of(one.version));
    return made;
}

}  // namespace

void list_drafts(web_call& call)
{
    const parameters query(call.asked(), {"case"});
    const auto who = who_asks(call);
    std::optional<case_id> about;
    if (const auto named = query.text("case"); !named.empty()) about = call.from().case_of(named).id;
    boost::json::array items;
    for (const auto& one : call.from().desk().drafts(who.id, about)) items.push_back(draft_json(one));
    call.answer(page_response(call, std::move(items), {}));
}

void read_draft(web_call& call)
{
    const parameters none(call.asked(), {});
    const auto who = who_asks(call);
    const auto wanted = draft_of_path(call);
    for (const auto& one : call.from().desk().drafts(who.id, wanted.about))
        if (one.composer == wanted.composer) {
            call.answer(saved(one));
            return;
        }
    throw problem(404, "draft_unknown");
}

void save_draft(web_call& call)
{
    const parameters none(call.asked(), {});
    const auto who = who_asks(call);
    auto one = draft_of_path(call);
    const auto body = body_of(call.asked());
    static constexpr std::string_view known[] = {"words"};
    refuse_unknown_members(body, known);
    const auto* words = body.if_contains("words");
    if (words == nullptr || !(words->is_object() || words->is_string()))
        throw unfit_member("/words", words == nullptr, {"text_or_object"});
    one.words = boost::json::serialize(cleaned(*words));
    if (one.words.size() > words_max)
        throw unfit_member("/words", false, {"bytes_at_most", {{"n", std::to_string(words_max)}}});
    // Two windows of one person: whoever names what they read is told when the other was faster.
    std::optional<std::int64_t> version;
    if (!call.asked().header("if-match").empty()) version = version_to_match(call.asked());
    if (call.from().desk().save_draft(who.id, one, version) == postgres::kept_as::saved) {
        call.answer(saved(one));
        return;
    }
    std::int64_t actual = 0;
    for (const auto& there : call.from().desk().drafts(who.id, one.about))
        if (there.composer == one.composer) actual = there.version;
    throw stale_version(call.from(), actual, std::to_string(version.value_or(0)));
}

void drop_draft(web_call& call)
{
    const parameters none(call.asked(), {});
    const auto who = who_asks(call);
    const auto one = draft_of_path(call);
    static_cast<void>(call.from().desk().drop_draft(who.id, one.about, one.composer));
    call.answer(nothing_response());
}

}  // namespace redress::app::rest
