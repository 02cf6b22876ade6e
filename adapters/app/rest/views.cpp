// /views: lists that somebody looks at often, their own and those that others share.
#include "adapters/app/rest/resources.hpp"

#include "adapters/app/rest/cursor.hpp"
#include "adapters/app/rest/lines.hpp"
#include "adapters/app/rest/precondition.hpp"
#include "adapters/app/rest/request_key.hpp"
#include "adapters/json/strict_json.hpp"
#include "adapters/postgres/desk_store.hpp"
#include "workflow/firewall/firewall.hpp"
#include "workflow/letter_values.hpp"

#include <boost/json.hpp>

namespace redress::app::rest {
namespace {

constexpr std::size_t name_max = 80;

boost::json::object view_json(const postgres::kept_view& one, const std::string& reader)
{
    return {{"id", to_string(one.id)},     {"name", one.name},
            {"shared", one.shared},        {"owner", one.owner},
            {"mine", one.owner == reader}, {"filter", boost::json::parse(one.filter)},
            {"version", one.version},      {"saved_at", to_string(one.saved)}};
}

http::response view_response(unsigned status, const postgres::kept_view& one, const std::string& reader)
{
    auto made = json_response(status, view_json(one, reader));
    made.headers.emplace_back("etag", etag_of(one.version));
    return made;
}

/// Name, whether others see it, and the filter, which is checked as the list itself checks it.
void read_into(postgres::kept_view& to, const http::request& asked)
{
    const auto body = body_of(asked);
    static constexpr std::string_view known[] = {"name", "shared", "filter"};
    refuse_unknown_members(body, known);
    const auto* name = body.if_contains("name");
    if (name == nullptr || !name->is_string() || name->as_string().empty() ||
        json::code_points(std::string_view(name->as_string())) > name_max)
        throw unfit_member("/name", name == nullptr,
                           {"text_between", {{"least", "1"}, {"most", std::to_string(name_max)}}});
    const auto said = workflow::one_line(std::string_view(name->as_string()));
    if (said.find_first_not_of(' ') == std::string::npos)
        throw unfit_member("/name", false,
                           {"text_between", {{"least", "1"}, {"most", std::to_string(name_max)}}});
    to.name = workflow::without(said, workflow::find_secrets(said));
    const auto* shared = body.if_contains("shared");
    if (shared != nullptr && !shared->is_bool()) throw unfit_member("/shared", false, {"true_or_false"});
    to.shared = shared != nullptr && shared->as_bool();
    const auto* filter = body.if_contains("filter");
    if (filter == nullptr || !filter->is_object())
        throw unfit_member("/filter", filter == nullptr, {"filter"});
    http::request list;
    for (const auto& [key, value] : filter->as_object()) {
        if (key == "limit" || key == "cursor" || !(value.is_string() || value.is_int64()))
            throw unfit_member("/filter/" + std::string(key), false, {"list_parameter"});
        if (value.is_string() && !workflow::find_secrets(std::string_view(value.as_string())).empty())
            throw unfit_member("/filter/" + std::string(key), false, {"no_secret"});
        list.query.emplace(
            key, value.is_string() ? std::string(value.as_string()) : boost::json::serialize(value));
    }
    try {
        static_cast<void>(line_filter_of(list));
    } catch (const problem&) {
        throw unfit_member("/filter", false, {"filter_fits"});
    }
    to.filter = boost::json::serialize(*filter);
}

/// One that whoever asks may see.
postgres::kept_view view_of_path(web_call& call, const std::string& reader)
{
    const auto id = parse_uuid(call.asked().in_path.at("view"));
    auto found = id ? call.from().desk().view(*id) : std::nullopt;
    if (!found || (found->owner != reader && !found->shared)) throw problem(404, "not_found");
    return *std::move(found);
}

postgres::kept_view own_view(web_call& call, const std::string& reader)
{
    auto found = view_of_path(call, reader);
    if (found.owner != reader) throw problem(403, "view_of_another");
    return found;
}

}  // namespace

void list_views(web_call& call)
{
    const parameters none(call.asked(), {});
    const auto who = who_asks(call);
    boost::json::array items;
    for (const auto& one : call.from().desk().views(who.id)) items.push_back(view_json(one, who.id));
    call.answer(page_response(call, std::move(items), {}));
}

void add_view(web_call& call)
{
    const parameters none(call.asked(), {});
    const auto who = who_asks(call);
    const request_key key(call.asked());
    if (key.replayed(call)) return;
    postgres::kept_view one{.id = key.new_case(), .owner = who.id};
    read_into(one, call.asked());
    if (call.from().desk().add_view(one) == postgres::kept_as::name_taken) {
        const auto there = call.from().desk().view(one.id);  // by the same request, whose answer was lost
        if (!there) throw problem(409, "view_name_taken").with("blockers", boost::json::array());
        one = *there;
    }
    auto made = view_response(201, one, who.id);
    made.headers.emplace_back("location", "/api/v1/views/" + to_string(one.id));
    key.answer(call, std::move(made));
}

void read_view(web_call& call)
{
    const parameters none(call.asked(), {});
    const auto who = who_asks(call);
    call.answer(view_response(200, view_of_path(call, who.id), who.id));
}

void change_view(web_call& call)
{
    const parameters none(call.asked(), {});
    const auto who = who_asks(call);
    auto one = own_view(call, who.id);
    const auto version = version_to_match(call.asked());
    if (version && *version != one.version)
        throw stale_version(call.from(), one.version, std::to_string(*version));
    read_into(one, call.asked());
    switch (call.from().desk().change_view(one, version)) {
        case postgres::kept_as::saved:
            call.answer(view_response(200, one, who.id));
            return;
        case postgres::kept_as::name_taken:
            throw problem(409, "view_name_taken").with("blockers", boost::json::array());
        default:
            throw stale_version(call.from(), own_view(call, who.id).version,
                                std::to_string(version.value_or(0)));
    }
}

void drop_view(web_call& call)
{
    const parameters none(call.asked(), {});
    const auto who = who_asks(call);
    const auto one = own_view(call, who.id);
    static_cast<void>(call.from().desk().drop_view(one.id, who.id));
    call.answer(nothing_response());
}

}  // namespace redress::app::rest
