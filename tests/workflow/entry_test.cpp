#include "workflow/entry.hpp"

#include "tests/support/cases.hpp"
#include "workflow/canonical.hpp"
#include "workflow/ports/case_store.hpp"

#include <boost/json/parse.hpp>
#include <catch2/catch_test_macros.hpp>

namespace redress::workflow {
namespace {

using namespace std::chrono_literals;

instant at_noon()
{
    return *parse_instant("2026-11-23T12:00:00.123456Z");
}

std::size_t index_of(std::string_view fact)
{
    std::size_t found = fact_count;
    for_each_member<facts>([&](auto index, auto m) {
        if (m.name == fact) found = index;
    });
    return found;
}

TEST_CASE("an entry is exactly these bytes", "[entry]")
{
    complaint now;
    now.id = *parse_uuid("0190d7a8-0000-7000-8000-000000000001");
    now.version = 4;
    now.facts.owner = "h.lin";
    now.facts.last_told_at = at_noon();
    now.facts.policies = {{.id = "wallet", .rev = 2, .sha256 = "ab"},
                          {.id = "regime", .rev = 1, .sha256 = "cd"}};
    now.facts.acted = {{.id = "h.lin", .role = role::handler}, {.id = "c-1", .role = role::complainant}};
    now.facts.clocks = {{.clock_id = "initial_response",
                         .due = at_noon() + 24h,
                         .generation = 2,
                         .policy = "wallet",
                         .started = at_noon()}};
    changes changed;
    changed.facts.set(index_of("owner"));
    changed.facts.set(index_of("acted"));
    changed.facts.set(index_of("hold_reason"));
    changed.facts.set(index_of("last_told_at"));
    changed.moves = {{machine::lifecycle, 1, 3}, {machine::hold, 1, 0}};
    changed.clocks = {0};
    changed.pins = true;
    event what{.type = event_type::assigned};
    what.set(field::team, std::string("care\n\"1\""))
        .set(field::owner, std::string("h.lin"))
        .set(field::next_step, std::string("private"));
    const source_ref from{.source = "/wallet/app",
                          .id = "e-1",
                          .digest = sha256("abc"),
                          .topic = "t.v1",
                          .partition = 7,
                          .offset = 42};
    const redress::digest before = sha256("before");
    const actor who = tests::handler();
    const uuid cause = *parse_uuid("0190d7a8-0000-7000-8000-000000000002");
    const std::vector<sealed_value> sealed{{.slot = "next_step", .sha256 = sha256("private"), .length = 7}};
    entry_parts parts{.id = *parse_uuid("0190d7a8-0000-7000-8000-000000000003"),
                      .type = "case.event",
                      .now = &now,
                      .cseq = 5,
                      .cprev = &before,
                      .who = &who,
                      .what = &what,
                      .changed = &changed,
                      .from = &from,
                      .cause = &cause,
                      .sealed = sealed,
                      .at = at_noon(),
                      .recorded = at_noon() + 1s,
                      .traceparent = "00-01-02-01"};
    parts.salt.fill(0x5a);
    std::string out = "kept";
    write_entry(out, parts, {.log = "log.example/a", .tenant = "t1"});
    CHECK(
        out ==
        "kept{\"actor\":{\"id\":\"h.lin\",\"kind\":\"user\",\"role\":\"handler\"},\"at\":\"2026-11-23T12:00:"
        "00.123456Z\","
        "\"case\":\"0190d7a8-0000-7000-8000-000000000001\",\"cause\":\"0190d7a8-0000-7000-8000-"
        "000000000002\","
        "\"clk\":[{\"clock\":\"initial_response\",\"due\":\"2026-11-24T12:00:00.123456Z\",\"generation\":2,"
        "\"policy\":\"wallet\",\"started\":\"2026-11-23T12:00:00.123456Z\"}],"
        "\"cprev\":\"6db7d803e74f1ffa7d8f5adc0bf95b3e15bf4c8373fffadf546227cc6c6742cb\",\"cseq\":5,"
        "\"data\":{\"owner\":\"h.lin\",\"team\":\"care\\n\\\"1\\\"\"},\"ev\":\"assigned\","
        "\"id\":\"0190d7a8-0000-7000-8000-000000000003\",\"log\":\"log.example/a\","
        "\"moves\":[{\"from\":\"received\",\"machine\":\"lifecycle\",\"to\":\"investigating\"},"
        "{\"from\":\"waiting\",\"machine\":\"hold\",\"to\":\"none\"}],"
        "\"pol\":[{\"id\":\"wallet\",\"rev\":2,\"sha256\":\"ab\"}],\"rec\":\"2026-11-23T12:00:01.123456Z\","
        "\"salt\":\"5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a\","
        "\"sealed\":[{\"len\":7,\"sha256\":"
        "\"715dc8493c36579a5b116995100f635e3572fdf8703e708ef1a08d943b36774e\",\"slot\":\"next_step\"}],"
        "\"set\":{\"acted\":[{\"id\":\"h.lin\",\"role\":\"handler\"},{\"id\":\"c-1\"}],\"hold_reason\":null,"
        "\"last_told_at\":\"2026-11-23T12:00:00.123456Z\",\"owner\":\"h.lin\"},"
        "\"src\":{\"digest\":\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\",\"id\":\"e-"
        "1\",\"offset\":42,"
        "\"partition\":7,\"source\":\"/wallet/"
        "app\",\"topic\":\"t.v1\"},\"ten\":\"t1\",\"tp\":\"00-01-02-01\","
        "\"type\":\"case.event\",\"v\":\"redress.audit/1\",\"ver\":4}");
    SECTION("they are canonical: another writer gives the same")
    {
        std::string again;
        append_canonical(again, boost::json::parse(out.substr(4)));
        CHECK(again == out.substr(4));
    }
    SECTION("the source reads back")
    {
        CHECK(source_of(out.substr(4)) == from);
    }
    SECTION("the fold reads back")
    {
        complaint folded;
        folded.facts.hold_reason = "was set";
        fold(folded, out.substr(4));
        CHECK(folded.lifecycle == lifecycle_state::investigating);
        CHECK(folded.version == 4);
        CHECK(folded.cseq == 5);
        CHECK(folded.facts.owner == "h.lin");
        CHECK(folded.facts.hold_reason.empty());
        CHECK(folded.facts.acted == now.facts.acted);
        CHECK(folded.facts.clocks == now.facts.clocks);
        CHECK(folded.head == leaf_of(out.substr(4)));
    }
}

TEST_CASE("a refusal carries its words' values, sorted, and no version", "[entry]")
{
    complaint now;
    now.version = 4;
    event what{.type = event_type::note_added};
    const actor who = tests::customer();
    const refusal refused{.code = "letter_complete",
                          .guard = "letter_complete",
                          .fix = "letter_parts",
                          .args = {{"missing", "reasons"}, {"kind", "final_response"}}};
    const source_ref from{.source = "s", .id = "i"};
    std::string out;
    write_entry(out,
                {.type = "case.refused",
                 .now = &now,
                 .cseq = 1,
                 .who = &who,
                 .what = &what,
                 .refused = &refused,
                 .from = &from},
                {});
    CHECK(out.find("\"ref\":{\"args\":{\"kind\":\"final_response\",\"missing\":\"reasons\"},\"code\":"
                   "\"letter_complete\","
                   "\"fix\":\"letter_parts\",\"guard\":\"letter_complete\"}") != std::string::npos);
    CHECK(out.find("\"ver\"") == std::string::npos);
    CHECK(out.find("\"cprev\"") == std::string::npos);
    CHECK(out.find("\"src\":{\"id\":\"i\",\"source\":\"s\"}") != std::string::npos);
}

TEST_CASE("an entry beyond its size is rejected", "[entry]")
{
    complaint now;
    const actor who = tests::handler();
    event what{.type = event_type::document_added};
    what.set(field::document, std::string(entry_bytes_max, 'x'));
    std::string out;
    CHECK_THROWS_AS(
        write_entry(out, {.type = "case.event", .now = &now, .cseq = 1, .who = &who, .what = &what}, {}),
        write_rejected);
}

TEST_CASE("the fold refuses what it does not know", "[entry]")
{
    complaint now;
    const std::string head = R"({"case":"0190d7a8-0000-7000-8000-000000000001","cseq":1,)";
    CHECK_THROWS(fold(now, head + R"("set":{"no_such_fact":1}})"));
    CHECK_THROWS(
        fold(now, head + R"("moves":[{"from":"none","machine":"lifecycle","to":"no_such_state"}]})"));
    CHECK_THROWS(fold(now, head + R"("clk":[{"clock":"a","no_such_member":1}]})"));
}

}  // namespace
}  // namespace redress::workflow
