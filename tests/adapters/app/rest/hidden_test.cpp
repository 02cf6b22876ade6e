// To whom a case concerns it is not there: every request that names it is answered like one that names no case.
#include "tests/adapters/app/rest/desk_at_work.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using namespace redress::tests;
using http::verb;

namespace {

const std::string all_complaints = "/api/v1/complaints/";
const std::string no_case = "0190a000-0000-8000-8000-000000000000", no_reference = "00000-00000";

/// What the answer says beside the name that was asked for and the number of the request.
std::string but_for(told got, const std::string& named)
{
    got.body.as_object().erase("trace_id");
    auto text = boost::json::serialize(got.body);
    for (std::size_t at; (at = text.find(named)) != std::string::npos;)
        text.replace(at, named.size(), "{case}");
    return std::to_string(got.status) + " " + text;
}

}  // namespace

TEST_CASE("whoever is complained about learns by no act that a case is there, nor by stepping aside",
          "[rest]")
{
    desk_at_work desk;
    const auto id = desk.file();
    const auto reference = desk.get(all_complaints + id).at("/reference");
    REQUIRE(desk.post(all_complaints + id + "/actions/triaged",
                      {{"severity", 2}, {"about_staff", boost::json::array{"h.osei"}}}, "h.lin", 1)
                .status == 200);
    const auto asked = [&](const std::string& named, const std::string& event, const asking& how,
                           const std::string& query) {
        auto fresh = how;
        if (query.empty()) fresh.headers.emplace("idempotency-key", desk_at_work::new_key());
        return but_for(desk.ask(verb::post, all_complaints + named + "/actions/" + event + query, fresh),
                       named);
    };
    const asking plain{.as = "h.osei"},
        matched{.as = "h.osei", .headers = {{"if-match", "\"v2\""}}, .body = "{}"},
        stale{.as = "h.osei", .headers = {{"if-match", "\"v1\""}}, .body = "{}"},
        unfit{.as = "h.osei", .headers = {{"if-match", "\"v2\""}}, .body = R"({"nonsense":1})"};
    for (const std::string event : {"interest_declared", "released", "assigned", "note_added"})
        for (const auto* how : {&plain, &matched, &stale, &unfit})
            for (const std::string query : {"", "?dry_run=true"}) {
                CAPTURE(event, how->body, query);
                const auto unknown = asked(no_case, event, *how, query);
                CHECK(unknown.starts_with("404"));
                CHECK(asked(id, event, *how, query) == unknown);
                CHECK(asked(reference, event, *how, query) == asked(no_reference, event, *how, query));
            }
}

TEST_CASE("whoever has a case that turns out to concern them may still step aside", "[rest]")
{
    desk_at_work desk;
    const auto id = desk.file();
    REQUIRE(desk.post(all_complaints + id + "/assignment", {}, "h.osei", 1).status == 200);
    REQUIRE(desk.post(all_complaints + id + "/actions/interest_declared", {}, "h.osei", 2).status == 200);
    // Said already, it is no secret to them.
    CHECK(desk.post(all_complaints + id + "/actions/interest_declared", {}, "h.osei", 3).status == 200);
}
