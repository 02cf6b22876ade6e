// /policies: what is promised now, and which words say it.
#include "adapters/app/rest/resources.hpp"

#include "adapters/app/rest/cursor.hpp"
#include "adapters/files/policy_file.hpp"
#include "adapters/files/text_book.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "states/limit.hpp"

#include <boost/json.hpp>

namespace redress::app::rest {
namespace {

boost::json::object policy_json(services& from, const policy& one)
{
    boost::json::array entities;
    for (const auto& entity : one.entities)
        if (!entity.empty()) entities.emplace_back(entity);
    const bool chinese = from.language().starts_with("zh") && !one.title_zh.empty();
    return {{"policy", one.id},         {"rev", one.rev},      {"title", chinese ? one.title_zh : one.title},
            {"calendar", one.calendar}, {"draft", one.draft},  {"entities", std::move(entities)},
            {"source", one.source},     {"sha256", one.sha256}};
}

}  // namespace

void list_policies(web_call& call)
{
    const parameters none(call.asked(), {});
    static_cast<void>(who_asks(call));
    boost::json::array items;
    for (const auto* one : call.from().policies_of_files().in_force())
        items.push_back(policy_json(call.from(), *one));
    call.answer(page_response(call, std::move(items), {}));
}

void read_policy(web_call& call)
{
    const parameters none(call.asked(), {});
    static_cast<void>(who_asks(call));
    auto& from = call.from();
    const auto& id = call.asked().in_path.at("policy");
    // By name the one in force, by content also what earlier cases pinned.
    for (const auto* one : from.policies_of_files().in_force()) {
        if (one->id != id && one->sha256 != id) continue;
        auto out = policy_json(from, *one);
        boost::json::array clocks;
        for (const auto& clock : one->clocks)
            clocks.push_back(boost::json::object{
                {"clock", clock.id},
                {"kind", name_of(clock.kind)},
                {"limit", clock.limit.given() ? boost::json::value(to_string(clock.limit)) : nullptr},
                {"words", from.texts().text("clock", clock.id, from.language())}});
        out["clocks"] = std::move(clocks);
        call.answer(json_response(200, out));
        return;
    }
    for (const auto& one : from.queries().policies()) {
        if (one.sha256 != id) continue;
        call.answer(json_response(200, {{"policy", one.id},
                                        {"rev", one.rev},
                                        {"sha256", one.sha256},
                                        {"loaded", to_string(one.loaded)},
                                        {"toml", one.toml}}));
        return;
    }
    throw problem(404, "not_found");
}

}  // namespace redress::app::rest
