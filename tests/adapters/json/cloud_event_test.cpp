#include "adapters/json/cloud_event.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using namespace redress::workflow;

namespace {

constexpr auto case_text = "01934f2a-0000-7000-8000-000000000001";

/// Any source may speak for the complainant and the channel; /staff for handlers, too.
struct some_rules final : source_rules {
    [[nodiscard]] source_rule rule(std::string_view source) const override
    {
        source_rule out;
        if (source == "/staff") out.may_speak_for = role::channel | role::complainant | role::handler;
        return out;
    }
    [[nodiscard]] std::optional<actor> staff(std::string_view id, role as) const override
    {
        if (id != "h.lin") return std::nullopt;
        return actor{.id = "h.lin", .role = as, .team = "care", .named_staff = true};
    }
};

raw_record binary(std::string payload = R"({"reason":"solved by myself"})",
                  const std::string& event = "withdrawn")
{
    return {.topic = "t",
            .partition = 3,
            .offset = 42,
            .key = case_text,
            .headers = {{"ce_specversion", "1.0"},
                        {"ce_id", "e-1"},
                        {"ce_type", "io.redress.complaint.command." + event + ".v1"},
                        {"ce_source", "/wallet/app"},
                        {"ce_subject", case_text},
                        {"content-type", "application/json; charset=UTF-8"}},
            .payload = std::move(payload)};
}

raw_record with(raw_record raw, std::string_view name, std::string value)
{
    for (auto& header : raw.headers)
        if (header.first == name) {
            header.second = std::move(value);
            return raw;
        }
    raw.headers.emplace_back(name, std::move(value));
    return raw;
}

raw_record without(raw_record raw, std::string_view name)
{
    std::erase_if(raw.headers, [&](const auto& h) { return h.first == name; });
    return raw;
}

raw_record structured(std::string payload)
{
    return {.topic = "t",
            .partition = 3,
            .offset = 43,
            .key = case_text,
            .headers = {{"content-type", "application/cloudevents+json; charset=utf-8"}},
            .payload = std::move(payload)};
}

const instant noon = *parse_instant("2026-11-23T12:00:00Z");

record read(raw_record raw)
{
    return json::read_record(std::move(raw), some_rules{}, {}, noon);
}

command command_of(raw_record raw)
{
    auto got = read(std::move(raw));
    if (const auto* letter = std::get_if<dead_letter>(&got)) FAIL(letter->reason << ": " << letter->detail);
    return std::get<command>(std::move(got));
}

dead_letter letter_of(raw_record raw)
{
    auto got = read(std::move(raw));
    REQUIRE(std::holds_alternative<dead_letter>(got));
    auto letter = std::get<dead_letter>(std::move(got));
    CHECK_FALSE(letter.detail.empty());
    return letter;
}

std::string reason_of(raw_record raw)
{
    return letter_of(std::move(raw)).reason;
}

}  // namespace

TEST_CASE("a command in binary mode is read with its envelope", "[json][cloud_event]")
{
    auto raw = with(binary(), "ce_expectedversion", "7");
    raw = with(raw, "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    const auto got = command_of(raw);
    CHECK(to_string(got.id) == case_text);
    CHECK(got.what.type == event_type::withdrawn);
    CHECK(got.what.text(field::reason) == "solved by myself");
    CHECK(got.from.source == "/wallet/app");
    CHECK(got.from.id == "e-1");
    CHECK(got.from.topic == "t");
    CHECK(got.from.partition == 3);
    CHECK(got.from.offset == 42);
    CHECK(got.expected_version == 7);
    CHECK(got.traceparent.size() == 55);
    CHECK(got.who.role == role::complainant);
    REQUIRE(got.as_came);
    CHECK(got.as_came->payload == raw.payload);
    CHECK(got.as_came->key == case_text);
    CHECK(got.as_came->headers == raw.headers);
}

TEST_CASE("the same command in structured mode has the same digest", "[json][cloud_event]")
{
    const auto one = command_of(binary(R"({"reason":"r","note":[1,{"b":2,"a":1}]})"));
    const auto other = command_of(structured(
        R"({"specversion":"1.0","id":"e-1","source":"/wallet/app","subject":"01934F2A-0000-7000-8000-000000000001",
            "type":"io.redress.complaint.command.withdrawn.v1","expectedversion":7,"datacontenttype":"application/json",
            "data":{"note":[1,{"a":1,"b":2}],"reason":"r"}})"));
    CHECK(one.from.digest == other.from.digest);
    CHECK(one.from.digest != redress::digest{});
    CHECK(other.what == one.what);
    CHECK(other.expected_version == 7);
    CHECK(command_of(binary(R"({"reason":"s"})")).from.digest != one.from.digest);
}

TEST_CASE("a broken envelope is unreadable, and says what to mend", "[json][cloud_event]")
{
    CHECK(reason_of(without(binary(), "ce_specversion")) == "unreadable");
    CHECK(reason_of(with(binary(), "ce_specversion", "0.3")) == "unknown_version");
    CHECK(reason_of(without(binary(), "ce_id")) == "unreadable");
    CHECK(reason_of(with(binary(), "ce_id", std::string(129, 'x'))) == "unreadable");
    CHECK(reason_of(without(binary(), "ce_source")) == "unreadable");
    CHECK(reason_of(with(binary(), "ce_source", "a b")) == "unreadable");
    CHECK(reason_of(without(binary(), "ce_type")) == "unreadable");
    CHECK(reason_of(with(binary(), "ce_Foo", "1")) == "unreadable");
    CHECK(reason_of(with(binary(), "ce_foo", "\xff")) == "unreadable");
    CHECK(reason_of(with(binary(), "content-type", "text/csv")) == "unreadable");
    CHECK(reason_of(with(binary(), "content-type", "application/json; charset=gbk")) == "unreadable");
    CHECK(reason_of(with(binary(), "content-type", "application/cloudevents-batch+json")) == "unreadable");
    CHECK(reason_of(binary("{\"reason\":")) == "unreadable");
    CHECK(reason_of(binary("{\"reason\":\"a\",\"reason\":\"b\"}")) == "unreadable");
    auto twice = binary();
    twice.headers.emplace_back("ce_id", "e-2");
    CHECK(reason_of(twice) == "unreadable");
    CHECK(reason_of(structured("[]")) == "unreadable");
    CHECK(reason_of(structured(R"({"specversion":"1.0","id":"1","source":"/a","type":"t"})")) ==
          "unreadable");
    CHECK(reason_of(structured(
              R"({"specversion":"1.0","id":"1","source":"/a","type":"t","data_base64":"e30="})")) ==
          "unreadable");
}

TEST_CASE("what could be read of an unreadable record names its sender", "[json][cloud_event]")
{
    const auto letter = letter_of(binary("not json"));
    CHECK(letter.source == "/wallet/app");
    CHECK(letter.id == "e-1");
    CHECK(letter.payload == "not json");
    CHECK(letter.sha256 == digest_of(binary("not json")));
    CHECK(letter.offset == 42);
}

TEST_CASE("what a sender could not map is kept with its reason, which is private", "[json][cloud_event]")
{
    const auto letter = letter_of(with(binary("{}"), "ce_rejected", "column state is \"Anna\""));
    CHECK(letter.reason == "rejected_by_source");
    CHECK(letter.detail.find("Anna") == std::string::npos);
    CHECK(letter.headers.back().second == "column state is \"Anna\"");
}

TEST_CASE("a record beyond 256 kB is too large, whatever it holds", "[json][cloud_event]")
{
    CHECK(reason_of(binary(std::string(record_bytes_max, ' '))) == "too_large");
    auto wide = binary();
    wide.headers.emplace_back("x", std::string(record_bytes_max, 'x'));
    CHECK(reason_of(wide) == "too_large");
}

TEST_CASE("unknown events and versions are told apart, and a slip of the pen is named", "[json][cloud_event]")
{
    const auto typed = [](std::string type) { return letter_of(with(binary(), "ce_type", std::move(type))); };
    CHECK(typed("io.redress.complaint.command.withdrawn.v2").reason == "unknown_version");
    CHECK(typed("io.redress.complaint.command.withdrawn").reason == "unknown_version");
    const auto slip = typed("io.redress.complaint.command.withdraw.v1");
    CHECK(slip.reason == "unknown_event");
    CHECK(slip.detail.find("did you mean 'withdrawn'?") != std::string::npos);
    // Our own outcomes, fed back: never commands.
    const auto outcome = typed("io.redress.complaint.withdrawn.v1");
    CHECK(outcome.reason == "unknown_event");
    CHECK(outcome.detail.find("an outcome is not a command") != std::string::npos);
    CHECK(typed("io.redress.complaint.command_refused.v1").reason == "unknown_event");
    CHECK(typed("com.example.order.placed").reason == "unknown_event");
}

TEST_CASE("the case is named by subject or data, and by all that name it alike", "[json][cloud_event]")
{
    const auto in_data =
        without(binary(R"({"reason":"r","complaint":"01934f2a-0000-7000-8000-000000000001"})"), "ce_subject");
    CHECK(to_string(command_of(in_data).id) == case_text);
    CHECK(reason_of(without(binary(), "ce_subject")) == "invalid_data");
    CHECK(reason_of(with(binary(), "ce_subject", "C-2026-17")) == "invalid_data");
    CHECK(reason_of(with(binary(), "ce_partitionkey", "01934f2a-0000-7000-8000-000000000002")) ==
          "key_mismatch");
    auto other_key = binary();
    other_key.key = "01934f2a-0000-7000-8000-000000000002";
    CHECK(reason_of(other_key) == "key_mismatch");
    other_key.key = "01934F2A-0000-7000-8000-000000000001";
    CHECK(reason_of(other_key) == "key_mismatch");
}

TEST_CASE("who acts comes from data.actor and is looked up", "[json][cloud_event]")
{
    auto raw = with(binary(R"({"owner":"h.lin","actor":{"id":"h.lin","role":"handler"}})", "assigned"),
                    "ce_source", "/staff");
    const auto got = command_of(raw);
    CHECK(got.who.id == "h.lin");
    CHECK(got.who.role == role::handler);
    CHECK(got.who.team == "care");
    CHECK(reason_of(with(raw, "ce_source", "/wallet/app")) == "source_may_not_speak");
    raw.payload = R"({"owner":"h.lin","actor":{"id":"h.lin","role":"handlr"}})";
    CHECK(letter_of(raw).detail == "actor.role: no such role; did you mean 'handler'?");
    raw.payload = R"({"owner":"h.lin","actor":"h.lin"})";
    CHECK(reason_of(raw) == "invalid_data");
}

TEST_CASE("bad data is told by field, rule and fix, without the data", "[json][cloud_event]")
{
    const auto letter = letter_of(binary(R"({"reason":"r","evidence":"letter from Anna"})"));
    CHECK(letter.reason == "invalid_data");
    CHECK(letter.detail == "evidence: printable ASCII without spaces; send the id or code, not its words");
    CHECK(reason_of(with(binary(), "ce_time", "yesterday")) == "invalid_data");
    CHECK(reason_of(with(binary(), "ce_expectedversion", "v7")) == "invalid_data");
    CHECK(reason_of(binary("[]")) == "invalid_data");
}

TEST_CASE("a number that cannot be kept is told by the name of its field, and of no other",
          "[json][cloud_event]")
{
    const auto known = letter_of(binary(R"({"reason":"r","amount":25.5})"));
    CHECK(known.reason == "invalid_data");
    CHECK(known.detail == "amount: a number that is not an integer; send amounts as decimal strings");
    const auto strange = letter_of(binary(R"({"reason":"r","Anna":25.5})"));
    CHECK(strange.reason == "unreadable");
    CHECK(strange.detail == "data: a number that is not an integer; send amounts as decimal strings");
}

TEST_CASE("a trace that is none is dropped, and costs nobody the command", "[json][cloud_event]")
{
    CHECK(command_of(with(binary(), "traceparent", "00-XYZ")).traceparent.empty());
    CHECK(command_of(with(binary(), "traceparent", std::string(55, '-'))).traceparent.empty());
}

TEST_CASE("what we encode we read", "[json][cloud_event]")
{
    json::command_to_send send{
        .topic = "t", .id = *parse_uuid(case_text), .source = "/staff", .event_id = "e-9"};
    send.what.type = event_type::assigned;
    send.what.set(field::owner, std::string("h.lin"));
    send.actor_id = "h.lin";
    send.actor_role = role::handler;
    send.expected_version = 3;
    send.time = noon;
    auto out = json::encode(send);
    CHECK(out.key == case_text);
    const auto got = command_of({.topic = out.topic,
                                 .partition = 0,
                                 .offset = 0,
                                 .key = out.key,
                                 .headers = out.headers,
                                 .payload = out.payload});
    CHECK(got.what == send.what);
    CHECK(got.who.id == "h.lin");
    CHECK(got.expected_version == 3);
    CHECK_FALSE(got.occurred);  // its time is not asked
}

TEST_CASE("random damage never gets past the reader and never throws", "[json][cloud_event]")
{
    const auto good = binary(R"({"reason":"r","evidence":"E-1","actor":{"id":"c-1","role":"complainant"}})");
    std::uint64_t state = 20261123;  // splitmix64: the same damage every time
    const auto next = [&state] {
        state += 0x9e3779b97f4a7c15ULL;
        auto z = state;
        z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ z >> 27) * 0x94d049bb133111ebULL;
        return z ^ z >> 31;
    };
    int letters = 0;
    for (int i = 0; i < 20'000; ++i) {
        auto raw = good;
        auto& target = next() % 3 == 0 ? raw.headers[next() % raw.headers.size()].second : raw.payload;
        for (auto edits = next() % 4 + 1; edits > 0 && !target.empty(); --edits) {
            const auto at = next() % target.size();
            if (next() % 2 == 0)
                target[at] = static_cast<char>(next());
            else
                target.erase(at, next() % 5);
        }
        const auto got = read(std::move(raw));
        if (const auto* letter = std::get_if<dead_letter>(&got)) {
            ++letters;
            CHECK_FALSE(letter->reason.empty());
        }
    }
    CHECK(letters > 10'000);
}
