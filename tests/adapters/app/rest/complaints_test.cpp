// Filing, reading, doing over REST: keys, versions, refusals, problems.
#include "tests/adapters/app/rest/desk_at_work.hpp"

#include <catch2/catch_test_macros.hpp>

#include <set>

using namespace redress;
using namespace redress::tests;
using http::verb;

namespace {

const std::string complaints = "/api/v1/complaints";

boost::json::object filing(const std::string& narrative = "Charged twice.")
{
    return {{"channel", "hotline"},
            {"category", "fees"},
            {"language", "en"},
            {"narrative", narrative},
            {"complainant", "u-1042"}};
}

}  // namespace

TEST_CASE("a repeat is answered byte for byte, and another request under its key is refused", "[rest]")
{
    desk_at_work desk;
    const auto body = boost::json::serialize(filing());
    const asking first{.headers = {{"idempotency-key", "k-1"}}, .body = body};
    const auto filed = desk.ask(verb::post, complaints, first);
    REQUIRE(filed.status == 201);
    CHECK(filed.header("location") == complaints + "/" + filed.at("/case"));
    CHECK(filed.header("etag") == "\"v1\"");
    CHECK(filed.header("cache-control") == "no-store");

    const auto again = desk.ask(verb::post, complaints, first);
    CHECK(again.status == 201);
    CHECK(again.text == filed.text);
    CHECK(again.header("location") == filed.header("location"));
    CHECK(again.header("idempotency-replayed") == "true");
    CHECK(desk.database().number("SELECT count(*) FROM complaint") == 1);

    const auto other = desk.ask(
        verb::post, complaints,
        {.headers = {{"idempotency-key", "k-1"}}, .body = boost::json::serialize(filing("Something else."))});
    CHECK(other.status == 422);
    CHECK(other.at("/code") == "idempotency_mismatch");
    CHECK(desk.database().number("SELECT count(*) FROM complaint") == 1);

    // Somebody else's key is another key.
    auto as_another = first;
    as_another.as = "h.osei";
    CHECK(desk.ask(verb::post, complaints, as_another).at("/case") != filed.at("/case"));
}

TEST_CASE("a key that stands where an id belongs is refused, and kept nowhere", "[rest]")
{
    desk_at_work desk;
    const std::string key = "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ";
    for (const auto* name : {"complainant", "legal_entity", "service", "about_staff", "support_needs"}) {
        auto body = filing();
        body[name] = key;
        if (std::string_view(name) == "about_staff" || std::string_view(name) == "support_needs")
            body[name] = boost::json::array{key};
        const auto refused =
            desk.ask(verb::post, complaints,
                     {.headers = {{"idempotency-key", name}}, .body = boost::json::serialize(body)});
        CAPTURE(name, refused.text);
        CHECK(refused.status == 422);
        CHECK(refused.at("/errors/0/pointer") == "/" + std::string(name));
        CHECK(refused.text.find(key) == std::string::npos);
    }
    CHECK(desk.database().number("SELECT count(*) FROM complaint") == 0);
    CHECK(desk.database().number(
              "SELECT count(*) FROM audit_entry WHERE convert_from(body, 'UTF8') LIKE '%5HueCG%'") == 0);
    CHECK(desk.database().number(
              "SELECT count(*) FROM request_answer WHERE convert_from(body, 'UTF8') LIKE '%5HueCG%'") == 0);
}

TEST_CASE("what stands in a key or in a traceparent that is none is kept nowhere", "[rest]")
{
    desk_at_work desk;
    const std::string secret = "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ";
    asking sent{.headers = {{"idempotency-key", secret}, {"traceparent", secret + "xxxx"}},
                .body = boost::json::serialize(filing())};
    REQUIRE(sent.headers.at("traceparent").size() == 55);
    const auto filed = desk.ask(verb::post, complaints, sent);
    REQUIRE(filed.status == 201);
    CHECK(desk.ask(verb::post, complaints, sent).header("idempotency-replayed") == "true");
    CHECK(desk.database().number("SELECT count(*) FROM request_answer WHERE request_answer::text LIKE '%" +
                                 secret + "%'") == 0);
    const auto entries_with = [&](const std::string& words) {
        return desk.database().number(
            "SELECT count(*) FROM audit_entry WHERE convert_from(body, 'UTF8') LIKE '%" + words + "%'");
    };
    CHECK(entries_with(secret) == 0);
    sent.headers = {{"idempotency-key", "k-2"},
                    {"traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"}};
    REQUIRE(desk.ask(verb::post, complaints, sent).status == 201);
    CHECK(entries_with("4bf92f3577b34da6a3ce929d0e0e4736") > 0);
}

TEST_CASE("a repeat whose answer was lost is answered from its entry", "[rest]")
{
    desk_at_work desk;
    const auto id = desk.file();
    const auto target = complaints + "/" + id + "/actions/triaged";
    const asking triage{.headers = {{"idempotency-key", "k-2"}, {"if-match", "\"v1\""}},
                        .body = R"({"severity":3})"};
    const auto done = desk.ask(verb::post, target, triage);
    REQUIRE(done.status == 200);
    desk.database().sql("DELETE FROM request_answer");
    // Its version is stale by now: what it did itself is no conflict.
    const auto told = desk.ask(verb::post, target, triage);
    CHECK(told.status == 200);
    CHECK(told.at("/entry") == done.at("/entry"));
    CHECK(told.at("/result") == "accepted");
    CHECK(desk.get(complaints + "/" + id).at("/version") == "2");
}

TEST_CASE("a key is needed, and is one word", "[rest]")
{
    desk_at_work desk;
    const auto body = boost::json::serialize(filing());
    CHECK(desk.ask(verb::post, complaints, {.body = body}).at("/code") == "idempotency_key_missing");
    for (const std::string key : {"two words", "schl\xc3\xbcssel", std::string(201, 'k').c_str()}) {
        const auto told =
            desk.ask(verb::post, complaints, {.headers = {{"idempotency-key", key}}, .body = body});
        CHECK(told.status == 400);
        CHECK(told.at("/code") == "idempotency_key_unfit");
    }
    CHECK(desk.database().number("SELECT count(*) FROM complaint") == 0);
}

TEST_CASE("who changes a case names the version that they read", "[rest]")
{
    desk_at_work desk;
    const auto id = desk.file();
    const auto target = complaints + "/" + id + "/actions/triaged";
    const auto with = [&](const std::string& tag, const std::string& key) {
        asking how{.headers = {{"idempotency-key", key}}, .body = R"({"severity":3})"};
        if (!tag.empty()) how.headers.emplace("if-match", tag);
        return desk.ask(verb::post, target, how);
    };
    CHECK(with("", "e-1").status == 428);
    for (const std::string tag :
         {"v1", "\"1\"", "W/\"v1\"", "\"v\"", "\"v1\", \"v2\"", "\"v-1\"", "\"v1x\""}) {
        CAPTURE(tag);
        CHECK(with(tag, "e-2").at("/code") == "if_match_unfit");
    }
    const auto stale = with("\"v7\"", "e-3");
    CHECK(stale.status == 412);
    CHECK(stale.at("/actual_version") == "1");
    CHECK(stale.header("etag") == "\"v1\"");
    // The engine said so, and says it again to a repeat.
    CHECK(with("\"v7\"", "e-3").text == stale.text);
    CHECK(with("\"v1\"", "e-3").at("/code") == "idempotency_mismatch");
    CHECK(with("\"v1\"", "e-5").status == 200);
    CHECK(desk.get(complaints + "/" + id).header("etag") == "\"v2\"");
    CHECK(with("\"v1\"", "e-4").status == 412);
}

TEST_CASE("a refusal is a problem in the words that the command line has, and a repeat gets the same",
          "[rest]")
{
    desk_at_work desk;
    const auto id = desk.file();
    const auto target = complaints + "/" + id + "/actions/rung_accepted";
    const asking how{
        .as = "c.ito", .headers = {{"idempotency-key", "r-1"}, {"if-match", "\"v1\""}}, .body = "{}"};
    const auto told = desk.ask(verb::post, target, how);
    CHECK(told.status == 409);
    CHECK(told.at("/code") == "illegal_transition");
    CHECK_FALSE(told.at("/detail").empty());
    CHECK(told.at("/blockers/0/code") == "not_possible_in_this_state");
    CHECK(told.at("/blockers/0/words") == told.at("/detail"));
    CHECK(told.at("/trace_id") == "0af7651916cd43dd8448eb211c80319c");
    const auto again = desk.ask(verb::post, target, how);
    CHECK(again.status == 409);
    CHECK(again.text == told.text);
    auto in_chinese = how;
    in_chinese.language = "zh-CN";
    in_chinese.headers.insert_or_assign("idempotency-key", "r-2");
    const auto said = desk.ask(verb::post, target, in_chinese);
    CHECK(said.at("/detail") != told.at("/detail"));
    CHECK(said.at("/blockers/0/code") == told.at("/blockers/0/code"));
}

TEST_CASE("whoever may not is told in which role they asked, and takes another of theirs by name", "[rest]")
{
    desk_at_work desk;
    const auto id = desk.file();
    const auto told = desk.post(complaints + "/" + id + "/actions/triaged", {{"severity", 3}}, "q.berg", 1);
    CHECK(told.status == 403);
    CHECK(told.at("/code") == "not_permitted");
    CHECK(told.at("/blockers/0/args/role") == "quality_reviewer");
    CHECK(told.at("/blockers/0/words") == told.at("/detail"));
    // A role that is theirs is taken as named; one that is not is refused before anything is asked.
    const auto not_theirs = desk.ask(verb::get, complaints + "/" + id + "/actions",
                                     {.as = "h.lin", .headers = {{"redress-role", "care_lead"}}});
    CHECK(not_theirs.status == 403);
    const auto as_lead = desk.ask(verb::get, complaints + "/" + id + "/actions",
                                  {.as = "l.novak", .headers = {{"redress-role", "care_lead"}}});
    CHECK(as_lead.at("/role") == "care_lead");
}

TEST_CASE("nobody who is not signed in is told anything", "[rest]")
{
    desk_at_work desk;
    const auto id = desk.file();
    for (const auto& target : {complaints, complaints + "/" + id, complaints + "/" + id + "/texts",
                               complaints + "/" + id + "/actions", complaints + "/" + id + "/timeline",
                               complaints + "/" + id + "/clocks"}) {
        CAPTURE(target);
        const auto told = desk.ask(verb::get, target, {.as = ""});
        CHECK((told.status == 401 || told.status == 403));
        CHECK(told.text.find(id) == std::string::npos);
    }
}

TEST_CASE("a body is exact: each unknown, missing or wrong field is named", "[rest]")
{
    desk_at_work desk;
    auto extra = filing();
    extra["sevverity"] = 4;
    const auto unknown = desk.post(complaints, extra);
    CHECK(unknown.status == 400);
    CHECK(unknown.at("/code") == "unknown_field");
    CHECK(unknown.at("/errors/0/pointer") == "/sevverity");
    auto less = filing();
    less.erase("category");
    const auto missing = desk.post(complaints, less);
    CHECK(missing.status == 422);
    CHECK(missing.at("/errors/0/pointer") == "/category");
    CHECK(missing.at("/errors/0/code") == "required");
    const auto raw = [&](const std::string& body) {
        return desk.ask(verb::post, complaints, {.headers = {{"idempotency-key", "b-1"}}, .body = body});
    };
    CHECK(raw(R"({"channel":"hotline","channel":"email"})").at("/code") == "invalid_json");
    CHECK(raw("[]").at("/code") == "body_is_no_object");
    CHECK(raw("{").at("/code") == "invalid_json");
    CHECK(desk.ask(verb::post, complaints, {.headers = {{"idempotency-key", "b-1"}}}).at("/code") ==
          "body_missing");
    CHECK(desk.ask(verb::post, complaints,
                   {.headers = {{"idempotency-key", "b-1"}, {"content-type", "text/plain"}}, .body = "{}"})
              .status == 415);
    CHECK(desk.get(complaints + "?statte=closed").at("/code") == "unknown_parameter");
    CHECK(desk.get(complaints + "?statte=closed").at("/detail") ==
          "statte: no such parameter (did you mean 'state'?).");
    // Where nothing is near, nothing is said to be.
    CHECK(desk.get(complaints + "?zzzzzzzz=1").at("/detail") == "zzzzzzzz: no such parameter.");
    CHECK(desk.post(complaints + "/x/actions/zzzzzzzz", {}).at("/detail") ==
          "'zzzzzzzz' is no action of a complaint.");
    CHECK(desk.get(complaints + "?state=shut").at("/code") == "invalid_parameter");
    CHECK(desk.get(complaints + "?limit=0").status == 400);
    CHECK(desk.database().number("SELECT count(*) FROM complaint") == 0);
}

TEST_CASE("a dry run says what would happen and does nothing", "[rest]")
{
    desk_at_work desk;
    const auto id = desk.file();
    const auto target = complaints + "/" + id + "/actions/";
    const auto dry = desk.ask(verb::post, target + "investigation_started?dry_run=true", {.body = "{}"});
    const auto entries = desk.database().number("SELECT count(*) FROM audit_entry");
    const auto blocked =
        desk.ask(verb::post, target + "rung_accepted?dry_run=true", {.as = "c.ito", .body = "{}"});
    CHECK(blocked.status == 409);
    const auto real = desk.post(target + "rung_accepted", {}, "c.ito", 1);
    CHECK(real.at("/detail") == blocked.at("/detail"));
    const auto triage =
        desk.ask(verb::post, target + "assigned?dry_run=true", {.body = R"({"owner":"h.osei"})"});
    REQUIRE(triage.status == 200);
    CHECK(triage.at("/result") == "would_be_accepted");
    CHECK(triage.at("/effects/told/0/who") == "h.osei");
    CHECK(desk.get(complaints + "/" + id).at("/version") == "1");
    // The refusal that was no dry run is the only entry more.
    CHECK(desk.database().number("SELECT count(*) FROM audit_entry") == entries + 1);
    const auto filed =
        desk.ask(verb::post, complaints + "?dry_run=true", {.body = boost::json::serialize(filing())});
    CHECK(filed.status == 200);
    CHECK(filed.at("/state") == "received");
    CHECK(desk.database().number("SELECT count(*) FROM complaint") == 1);
    CHECK(dry.status != 500);
}

TEST_CASE("actions say what is possible with its effects, what is blocked and why, and who else may",
          "[rest]")
{
    desk_at_work desk;
    const auto id = desk.file();
    const auto told = desk.get(complaints + "/" + id + "/actions");
    REQUIRE(told.status == 200);
    CHECK(told.header("etag") == "\"v1\"");
    std::set<std::string> how;
    bool effects = false, required = false;
    for (const auto& one : told.body.at("items").as_array()) {
        const auto& row = one.as_object();
        how.insert(std::string(row.at("how").as_string()));
        effects = effects || row.contains("effects");
        if (row.at("event").as_string() == "triaged") required = row.at("required").as_array().size() == 1;
        if (row.at("how").as_string() == "blocked") CHECK_FALSE(row.at("words").as_string().empty());
        // What a letter must hold is known before anything is tried.
        if (row.at("event").as_string() == "decision_sent")
            CHECK(row.at("letter_parts").as_array().size() >= 5);
        if (row.at("event").as_string() == "note_added") CHECK_FALSE(row.contains("letter_parts"));
        // What mends it is said for forms, too: a field or an event, and what the letter lacks.
        CHECK(row.contains("fix") == row.contains("guard"));
        if (row.at("event").as_string() == "initial_response_sent" && row.contains("guard")) {
            CHECK(row.at("fix").as_string() == "letter_parts");
            CHECK(row.at("args").at("missing").as_string().find("next_step") != std::string::npos);
        }
    }
    CHECK(how == std::set<std::string>{"blocked", "other_role", "possible"});
    CHECK(effects);
    CHECK(required);
    CHECK(desk.get(complaints + "/" + id + "/actions?how=possible").body.at("items").as_array().size() <
          told.body.at("items").as_array().size());
}

TEST_CASE("a case is read by id or reference, and what is not there is not there", "[rest]")
{
    desk_at_work desk;
    const auto id = desk.file();
    const auto by_id = desk.get(complaints + "/" + id);
    REQUIRE(by_id.status == 200);
    CHECK(desk.get(complaints + "/" + by_id.at("/reference")).at("/id") == id);
    CHECK(desk.get(complaints + "/00000000-0000-8000-8000-000000000000").status == 404);
    const auto none = desk.get(complaints + "/nonsense");
    CHECK(none.status == 404);
    CHECK(none.at("/detail") == "'nonsense' is neither a case id nor a reference such as ZSQD1-S1K8H");
    // Whom it is about never learns of it.
    const auto about =
        desk.post(complaints + "/" + id + "/actions/triaged",
                  {{"severity", 2}, {"about_staff", boost::json::array{"h.osei"}}}, "h.lin", 1);
    REQUIRE(about.status == 200);
    const auto hidden = desk.get(complaints + "/" + id, "h.osei");
    CHECK(hidden.status == 404);
    CHECK(desk.get(complaints, "h.osei").body.at("items").as_array().empty());
    CHECK(desk.post(complaints + "/" + id + "/actions/note_added", {{"text", "x"}}, "h.osei", 2).status ==
          404);
    CHECK(desk.post(complaints + "/" + id + "/actions/note_added", {{"text", "x"}}, "h.osei", 9).status ==
          404);
}

TEST_CASE("reading words is recorded before they are shown", "[rest]")
{
    desk_at_work desk;
    const auto id = desk.file("It never arrived.");
    const auto told = desk.get(complaints + "/" + id + "/texts");
    REQUIRE(told.status == 200);
    CHECK(told.text.find("It never arrived.") != std::string::npos);
    const auto timeline = desk.get(complaints + "/" + id + "/timeline");
    REQUIRE(timeline.status == 200);
    CHECK(timeline.at("/items/1/ev") == "access_given");
    CHECK(timeline.text.find("It never arrived.") == std::string::npos);
}

TEST_CASE("a case is given as a document, and that its words were read is recorded first", "[rest]")
{
    desk_at_work desk;
    const auto id = desk.file("It never arrived.");
    const auto reference = desk.get(complaints + "/" + id).at("/reference");
    const auto got = desk.get(complaints + "/" + id + "/file");
    CHECK(got.status == 200);
    CHECK(got.text.starts_with("%PDF-"));
    CHECK(got.header("content-disposition") == "attachment; filename=\"case-" + reference + ".pdf\"");
    CHECK(desk.get(complaints + "/" + id + "/timeline").at("/items/1/ev") == "access_given");
    CHECK(desk.get(complaints + "/" + id + "/file", "o.ops").status == 403);
}

TEST_CASE("lists go on behind a signed cursor that fits no other list", "[rest]")
{
    desk_at_work desk;
    std::set<std::string> filed;
    for (int n = 0; n < 7; ++n) filed.insert(desk.file());
    std::set<std::string> seen;
    std::string target = complaints + "?limit=3", cursor;
    for (int pages = 0; pages < 5; ++pages) {
        const auto page = desk.get(target);
        REQUIRE(page.status == 200);
        for (const auto& one : page.body.at("items").as_array())
            CHECK(seen.insert(std::string(one.as_object().at("case").as_string())).second);
        if (page.body.at("next_cursor").is_null()) break;
        cursor = page.at("/next_cursor");
        CHECK(page.header("link").find("cursor=" + cursor) != std::string::npos);
        target = complaints + "?limit=3&cursor=" + cursor;
    }
    CHECK(seen == filed);
    CHECK(desk.get(complaints + "?state=received&cursor=" + cursor).at("/code") == "cursor_unknown");
    CHECK(desk.get(target, "h.osei").at("/code") == "cursor_unknown");
    auto changed = cursor;
    changed.back() = changed.back() == 'A' ? 'Q' : 'A';
    CHECK(desk.get(complaints + "?cursor=" + changed).at("/code") == "cursor_unknown");
    CHECK(desk.get(complaints + "?cursor=abc").at("/code") == "cursor_unknown");
}

TEST_CASE("a case that has not changed since it was read is not sent again", "[rest]")
{
    desk_at_work desk;
    const auto id = desk.file();
    const auto ask = [&](const std::string& tag, const std::string& as = "h.lin") {
        return desk.ask(http::verb::get, complaints + "/" + id,
                        {.as = as, .headers = {{"if-none-match", tag}}});
    };
    const auto same = ask("\"v1\"");
    CHECK(same.status == 304);
    CHECK(same.text.empty());
    CHECK(same.header("etag") == "\"v1\"");
    CHECK(ask("\"v7\", W/\"v1\"").status == 304);
    CHECK(ask("*").status == 304);
    CHECK(ask("\"v2\"").status == 200);
    REQUIRE(desk.post(complaints + "/" + id + "/actions/triaged",
                      {{"severity", 2}, {"about_staff", boost::json::array{"h.osei"}}}, "h.lin", 1)
                .status == 200);
    CHECK(ask("\"v1\"").status == 200);
    // Whom it is about does not learn by a version that it is there.
    CHECK(ask("\"v2\"", "h.osei").status == 404);
}

TEST_CASE("filters name what they filter", "[rest]")
{
    desk_at_work desk;
    const auto id = desk.file();
    desk.file();
    REQUIRE(desk.post(complaints + "/" + id + "/actions/triaged", {{"severity", 3}}, "h.lin", 1).status ==
            200);
    const auto count = [&](const std::string& query) {
        const auto told = desk.get(complaints + "?" + query);
        REQUIRE(told.status == 200);
        return told.body.at("items").as_array().size();
    };
    CHECK(count("severity=3") == 1);
    CHECK(count("severity=4") == 0);
    CHECK(count("category=fees") == 2);
    CHECK(count("category=other") == 0);
    CHECK(count("channel=hotline&rung=0") == 2);
    CHECK(count("state=closed") == 0);
    CHECK(count("state=open") == 2);
    CHECK(count("filed_from=2099-01-01T00:00:00Z") == 0);
    CHECK(count("filed_until=2099-01-01T00:00:00Z") == 2);
    CHECK(count("due_before=2099-01-01T00:00:00Z") == 2);
    CHECK(desk.get(complaints + "?state=closed&due_before=2099-01-01T00:00:00Z").status == 400);
}

TEST_CASE("a clock says why it is due when it is", "[rest]")
{
    desk_at_work desk;
    const auto id = desk.file();
    const auto clocks = desk.get(complaints + "/" + id + "/clocks");
    REQUIRE(clocks.status == 200);
    const auto first = clocks.at("/items/0/clock");
    REQUIRE_FALSE(first.empty());
    const auto why = desk.get(complaints + "/" + id + "/clocks/" + first + "/explanation");
    REQUIRE(why.status == 200);
    CHECK(why.at("/clock") == first);
    CHECK_FALSE(why.body.at("parts").as_array().empty());
    CHECK(desk.get(complaints + "/" + id + "/clocks/nonsense/explanation").status == 404);
}
