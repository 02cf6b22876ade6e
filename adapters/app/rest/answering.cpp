#include "adapters/app/rest/answering.hpp"

#include "adapters/app/nearest.hpp"
#include "adapters/app/rest/sentence.hpp"
#include "adapters/files/roster_file.hpp"
#include "adapters/json/strict_json.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <charconv>
#include <utility>

namespace redress::app::rest {
namespace {

/// What a command would end with, as a status: the sentence is the command line's. Called while it is handled.
problem problem_of(services& from, const command_failed& ended)
{
    const auto words =
        ended.what_is_said() ? sentence_of(from, *ended.what_is_said()) : std::string(ended.what());
    switch (ended.code()) {
        case exit_code::not_found:
            return problem(404, "not_found").saying(words);
        case exit_code::auth:
            return problem(403, "not_permitted").saying(words);
        case exit_code::usage:
            return problem(400, "wrong_request").saying(words);
        case exit_code::refused:
        case exit_code::partial:
            return problem(409, "illegal_transition").saying(words).with("blockers", boost::json::array());
        case exit_code::version_conflict:
            return problem(412, "version_conflict").saying(words);
        default:
            throw;  // the desk says that it failed, and logs why
    }
}

template <class F>
void run(web_call& call, F&& f)
{
    try {
        f();
    } catch (const problem& told) {
        call.answer(told.told(call.from(), call.asked()));
    } catch (const command_failed& ended) {
        call.answer(problem_of(call.from(), ended).told(call.from(), call.asked()));
    }
}

/// In the order of the principal; a role that the roster took away since is none.
std::vector<actor> all_that_they_are(web_call& call)
{
    const auto& who = call.asked().who;
    if (!who) throw problem(401, "not_signed_in");
    std::vector<actor> all;
    const auto& roster = call.from().roster();
    const auto of_roster = roster.roles_of(who->id);
    for (const auto one : who->roles.empty() ? of_roster : who->roles) {
        if (auto found = roster.staff(who->id, one))
            all.push_back(*std::move(found));
        else if (const auto source = roster.rule(who->id);
                 of_roster.empty() && source.listed && one == role::channel && source.may_speak_for.has(one))
            all.push_back({.id = who->id, .kind = source.kind, .role = one, .unnamed = true});
    }
    const auto named = call.asked().header("redress-role");
    if (named.empty()) return all;
    std::erase_if(all, [&](const actor& one) { return name_of(one.role) != named; });
    return all;
}

problem nobody_may(web_call& call)
{
    const std::string named(call.asked().header("redress-role"));
    const std::map<std::string, std::string> values{{"value", call.asked().who->id}, {"role", named}};
    return problem(403, "not_permitted")
        .saying(call.from().say(named.empty() ? said{"caller_in_no_role", values}
                                              : said{"caller_not_in_role", values}),
                call.from().say({"roster_gives_roles", values}));
}

}  // namespace

web_call::step rest_step(web_call::step f)
{
    return [f = std::move(f)](web_call& call) { run(call, [&] { f(call); }); };
}

void decide_then(web_call& call, std::vector<workflow::command> commands, web_call::after then)
{
    call.decide(std::move(commands),
                [then = std::move(then)](web_call& later, const std::vector<workflow::answer>& answers) {
                    run(later, [&] { then(later, answers); });
                });
}

void record_then(web_call& call, std::string type, actor who,
                 std::vector<std::pair<std::string, std::string>> data, web_call::step then)
{
    call.record(std::move(type), std::move(who), std::move(data), rest_step(std::move(then)));
}

http::response json_response(unsigned status, const boost::json::object& body)
{
    http::response made;
    made.status = status;
    made.content_type = "application/json";
    made.headers.emplace_back("cache-control", "no-store");
    made.body = boost::json::serialize(body);
    return made;
}

http::response nothing_response()
{
    http::response made;
    made.status = 204;
    made.headers.emplace_back("cache-control", "no-store");
    return made;
}

actor who_asks(web_call& call, std::optional<event_type> to_do)
{
    const auto all = all_that_they_are(call);
    if (all.empty()) throw nobody_may(call);
    if (to_do)
        for (const auto& one : all)
            if (roles_of(*to_do).has(one.role)) return one;
    return all.front();  // the machine says no, with the roles that may
}

actor who_asks_as(web_call& call, role_set admitted)
{
    for (const auto& one : all_that_they_are(call))
        if (admitted.has(one.role)) return one;
    std::string names;
    for (std::size_t r = 0; r < count_of<role>; ++r)
        if (admitted.has(static_cast<role>(r)))
            names += (names.empty() ? "" : ", ") + std::string(name_of(static_cast<role>(r)));
    throw problem(403, "not_permitted")
        .saying(call.from().say({"for_roles", {{"roles", names}, {"value", call.asked().who->id}}}));
}

boost::json::object body_of(const http::request& asked)
{
    if (asked.body.empty()) throw problem(400, "body_missing");
    const auto type = asked.header("content-type");
    const auto bare = type.substr(0, type.find(';'));
    if (bare != "application/json") throw problem(415, "media_type");
    auto parsed = json::parse_strict(asked.body);
    if (const auto* wrong = std::get_if<json::json_error>(&parsed))
        throw problem(400, "invalid_json", {{"what", wrong->what}});
    auto& value = std::get<boost::json::value>(parsed);
    if (!value.is_object()) throw problem(400, "body_is_no_object");
    return std::move(value.as_object());
}

void refuse_unknown_members(const boost::json::object& body, std::span<const std::string_view> known)
{
    std::optional<problem> wrong;
    for (const auto& [name, value] : body) {
        if (std::ranges::find(known, std::string_view(name)) != known.end()) continue;
        const auto near = nearest(std::string(name), known);
        if (!wrong) wrong = problem(400, "unknown_field", {{"field", name}});
        wrong->wrong(
            "/" + std::string(name), "unknown_field",
            near.empty() ? broken_rule{"no_such_field"} : broken_rule{"near", {{"near", std::string(near)}}});
    }
    if (wrong) throw *wrong;
}

parameters::parameters(const http::request& asked, std::initializer_list<std::string_view> known)
    : asked_(asked)
{
    for (const auto& [name, value] : asked.query) {
        if (std::find(known.begin(), known.end(), name) != known.end()) continue;
        const std::vector<std::string_view> names(known);
        throw problem(400, "unknown_parameter",
                      {{"parameter", name}, {"near", std::string(nearest(name, names))}})
            .with("parameter", name);
    }
}

std::string parameters::text(std::string_view name) const
{
    const auto found = asked_.query.find(name);
    return found == asked_.query.end() ? std::string() : found->second;
}

std::optional<std::int64_t> parameters::integer(std::string_view name, std::int64_t least,
                                                std::int64_t most) const
{
    const auto found = asked_.query.find(name);
    if (found == asked_.query.end()) return std::nullopt;
    const auto& value = found->second;
    std::int64_t n = 0;
    const auto [end, bad] = std::from_chars(value.data(), value.data() + value.size(), n);
    if (bad != std::errc{} || end != value.data() + value.size() || n < least || n > most)
        throw unfit_parameter(
            name, {"number_between", {{"least", std::to_string(least)}, {"most", std::to_string(most)}}});
    return n;
}

bool parameters::yes(std::string_view name) const
{
    static constexpr std::string_view names[] = {"true", "false"};
    return one_of(name, names) == "true";
}

std::optional<instant> parameters::time(std::string_view name) const
{
    const auto found = asked_.query.find(name);
    if (found == asked_.query.end()) return std::nullopt;
    if (const auto at = parse_instant(found->second)) return at;
    throw unfit_parameter(name, {"time"});
}

std::string parameters::one_of(std::string_view name, std::span<const std::string_view> names) const
{
    const auto found = asked_.query.find(name);
    if (found == asked_.query.end()) return {};
    if (std::ranges::find(names, found->second) != names.end()) return found->second;
    std::string list;
    for (const auto one : names) list += (list.empty() ? "" : ", ") + std::string(one);
    throw unfit_parameter(name, {"one_of", {{"names", list}}});
}

namespace {
/// What is no name of a case is the name of none.
template <class F>
complaint found_by(F&& find)
{
    try {
        return find();
    } catch (const command_failed& no) {
        if (no.code() != exit_code::usage || !no.what_is_said()) throw;
        throw command_failed(exit_code::not_found, *no.what_is_said());
    }
}
}  // namespace

complaint case_of_path(web_call& call)
{
    return found_by([&] { return call.from().case_of(call.asked().in_path.at("id")); });
}

complaint case_to_act_on(web_call& call)
{
    return found_by([&] { return call.from().case_to_act_on(call.asked().in_path.at("id")); });
}

}  // namespace redress::app::rest
