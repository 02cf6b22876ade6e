// /api/v1/users, /absences, /tokens and /roles.
#include "adapters/app/absences.hpp"
#include "adapters/app/command_answer.hpp"
#include "adapters/app/identity/body_reader.hpp"
#include "adapters/app/identity/identity_acts.hpp"
#include "adapters/app/identity/identity_endpoints.hpp"
#include "adapters/app/services.hpp"
#include "adapters/files/text_book.hpp"
#include "adapters/postgres/absence_store.hpp"
#include "adapters/postgres/identity_store.hpp"

#include <boost/json.hpp>

namespace redress::app {
namespace {

using http::needs;
using http::verb;

std::string named(const web_call& call, std::string_view place)
{
    const auto found = call.asked().in_path.find(place);
    return found == call.asked().in_path.end() ? std::string() : found->second;
}

std::string list_of(boost::json::array items)
{
    return boost::json::serialize(boost::json::object{{"items", std::move(items)}});
}

/// Does it and says what became of it: the user as they are then.
template <class Act>
void do_to_user(web_call& call, unsigned status, const std::string& person, Act&& act)
{
    auto& from = call.from();
    const std::optional<refused> no = act(from, call.asked().who->id);
    if (no) {
        call.answer(problem(from, call.asked(), *no));
        return;
    }
    const auto account = from.identities().account_of(person);
    call.answer(json_answer(status, account ? boost::json::serialize(row_of(from, *account)) : ""));
}

void list_users(web_call& call)
{
    auto& from = call.from();
    boost::json::array items;
    for (const auto& one : from.identities().accounts()) items.push_back(row_of(from, one));
    call.answer(json_answer(200, list_of(std::move(items))));
}

void post_user(web_call& call)
{
    body_reader body(call.asked());
    new_user what{.person = body.text("person", 64),
                  .login = body.maybe_text("login", 64).value_or(""),
                  .password = body.maybe_text("password", 1024)};
    if (const auto fault = body.fault()) return call.answer(problem(call.from(), call.asked(), *fault));
    do_to_user(call, 201, what.person,
               [&](services& from, const std::string& by) { return add_user(from, by, what); });
}

void set_user(web_call& call, bool active)
{
    const auto person = named(call, "person");
    do_to_user(call, 200, person,
               [&](services& from, const std::string& by) { return set_active(from, by, person, active); });
}

void post_user_password(web_call& call)
{
    const auto person = named(call, "person");
    body_reader body(call.asked());
    const auto password = body.text("password", 1024);
    if (const auto fault = body.fault()) return call.answer(problem(call.from(), call.asked(), *fault));
    do_to_user(call, 200, person, [&](services& from, const std::string& by) {
        return set_password(from, by, person, password);
    });
}

void post_user_link(web_call& call)
{
    const auto person = named(call, "person");
    body_reader body(call.asked());
    const auto issuer = body.text("issuer");
    const auto subject = body.text("subject");
    if (const auto fault = body.fault()) return call.answer(problem(call.from(), call.asked(), *fault));
    do_to_user(call, 201, person, [&](services& from, const std::string& by) {
        return link_user(from, by, person, issuer, subject);
    });
}

void list_tokens(web_call& call)
{
    auto& from = call.from();
    const auto now = from.identities().now();
    boost::json::array items;
    for (const auto& one : from.identities().tokens()) items.push_back(row_of(one, now));
    call.answer(json_answer(200, list_of(std::move(items))));
}

void post_token(web_call& call)
{
    auto& from = call.from();
    body_reader body(call.asked());
    const new_token what{.name = body.text("name", 100),
                         .person = body.maybe_text("person", 64).value_or(""),
                         .source = body.maybe_text("source", 200).value_or(""),
                         .scopes = body.texts("scopes"),
                         .days = body.integer("days", 1, token_days_max, 90)};
    if (const auto fault = body.fault()) return call.answer(problem(from, call.asked(), *fault));
    const auto made = make_token(from, call.asked().who->id, what);
    if (const auto* no = std::get_if<refused>(&made)) return call.answer(problem(from, call.asked(), *no));
    const auto& token = std::get<made_token>(made);
    auto row = row_of(token.token, token.token.created);
    row["secret"] = token.secret;
    call.answer(json_answer(201, boost::json::serialize(row)));
}

void delete_token(web_call& call)
{
    auto& from = call.from();
    if (const auto no = revoke_token(from, call.asked().who->id, named(call, "token")))
        return call.answer(problem(from, call.asked(), *no));
    call.answer(json_answer(204, ""));
}

void list_absences(web_call& call)
{
    auto& from = call.from();
    boost::json::array items;
    for (const auto& one : absences_told(from)) items.push_back(row_of(one));
    call.answer(
        json_answer(200, boost::json::serialize(boost::json::object{
                             {"items", std::move(items)}, {"as_of", to_string(from.absences().now())}})));
}

/// Absent, or not to be read, the beginning of time: what begins before now begins now.
instant time_of(services& from, body_reader& body, std::string_view name,
                const std::optional<std::string>& text)
{
    if (!text) return {};
    if (const auto at = parse_instant(*text)) return *at;
    body.wrong(name, "time", from.texts().text("absence_rule", "time", from.language()));
    return {};
}

void tell_absence(web_call& call, unsigned status,
                  const std::variant<workflow::said_absence, refused>& became)
{
    if (const auto* no = std::get_if<refused>(&became))
        return call.answer(problem(call.from(), call.asked(), *no));
    call.answer(
        json_answer(status, boost::json::serialize(row_of(std::get<workflow::said_absence>(became)))));
}

void post_absence(web_call& call)
{
    auto& from = call.from();
    body_reader body(call.asked());
    workflow::said_absence what{.person = body.maybe_text("person", 64).value_or(call.asked().who->id),
                                .delegate = body.maybe_text("delegate", 64).value_or("")};
    what.from = time_of(from, body, "from", body.maybe_text("from", 40));
    what.until = time_of(from, body, "until", body.text("until", 40));
    if (const auto fault = body.fault()) return call.answer(problem(from, call.asked(), *fault));
    tell_absence(call, 201, say_absence(from, *call.asked().who, std::move(what)));
}

void post_end_of_absence(web_call& call)
{
    tell_absence(call, 200, end_absence(call.from(), *call.asked().who, named(call, "absence")));
}

void list_roles(web_call& call)
{
    call.answer(json_answer(200, list_of(matrix_rows())));
}

}  // namespace

http::endpoint_table user_endpoints(web_desk& desk)
{
    constexpr std::size_t small = 8192;
    const auto on = [&](void (*act)(web_call&)) { return desk.on_worker(act); };
    // Ways in are handed out by people, never by programs.
    return {
        {verb::get, "/api/v1/users", "list_users", needs::signed_in, "users", 0, on(&list_users)},
        {verb::post, "/api/v1/users", "add_user", needs::session, "manage_users", small, on(&post_user)},
        {verb::del, "/api/v1/users/{person}", "disable_user", needs::session, "manage_users", 0,
         desk.on_worker([](web_call& call) { set_user(call, false); })},
        {verb::post, "/api/v1/users/{person}/enable", "enable_user", needs::session, "manage_users", small,
         desk.on_worker([](web_call& call) { set_user(call, true); })},
        {verb::post, "/api/v1/users/{person}/password", "set_user_password", needs::session, "manage_users",
         small, on(&post_user_password)},
        {verb::post, "/api/v1/users/{person}/links", "link_user", needs::session, "manage_users", small,
         on(&post_user_link)},
        {verb::get, "/api/v1/absences", "list_absences", needs::signed_in, "roster", 0, on(&list_absences)},
        {verb::post, "/api/v1/absences", "say_absence", needs::signed_in, "absences", small,
         on(&post_absence)},
        {verb::post, "/api/v1/absences/{absence}/end", "end_absence", needs::signed_in, "absences", small,
         on(&post_end_of_absence)},
        {verb::get, "/api/v1/tokens", "list_tokens", needs::signed_in, "tokens", 0, on(&list_tokens)},
        {verb::post, "/api/v1/tokens", "make_token", needs::session, "manage_tokens", small, on(&post_token)},
        {verb::del, "/api/v1/tokens/{token}", "revoke_token", needs::session, "manage_tokens", 0,
         on(&delete_token)},
        {verb::get, "/api/v1/roles", "list_roles", needs::signed_in, "roles", 0, on(&list_roles)},
    };
}

}  // namespace redress::app
