// /policies: what is promised now, and which words say it.
#include "adapters/app/rest/resources.hpp"

#include "adapters/app/policy_words.hpp"
#include "adapters/app/rest/cursor.hpp"
#include "adapters/files/policy_file.hpp"
#include "adapters/files/text_book.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "states/limit.hpp"

#include <boost/json.hpp>

#include <algorithm>

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

/// Those of that name that cases were pinned to or that were in force, newest first.
boost::json::array versions_of(services& from, const std::string& id)
{
    boost::json::array versions;
    for (const auto& one : from.queries().policies())
        if (one.id == id)
            versions.push_back(boost::json::object{
                {"rev", one.rev}, {"sha256", one.sha256}, {"loaded", to_string(one.loaded)}});
    std::ranges::sort(versions, std::greater<>(), [](const auto& one) { return one.at("rev").as_int64(); });
    return versions;
}

/// Empty before an engine stored it.
std::string toml_of(services& from, const std::string& sha256)
{
    for (const auto& one : from.queries().policies())
        if (one.sha256 == sha256) return one.toml;
    return {};
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
        boost::json::array plain;
        for (auto& paragraph : policy_words(*one, from.texts(), from.language()))
            plain.emplace_back(std::move(paragraph));
        out["plain"] = std::move(plain);
        if (one->retention_case > duration{})
            out["retention_days"] =
                std::chrono::duration_cast<std::chrono::days>(one->retention_case).count();
        out["versions"] = versions_of(from, one->id);
        out["toml"] = toml_of(from, one->sha256);
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
