#include "workflow/intake.hpp"

#include <catch2/catch_test_macros.hpp>

#include <array>

using namespace redress;
using namespace redress::workflow;

namespace {

const case_id subject = *parse_uuid("01934f2a-0000-7000-8000-000000000001");
const instant noon = *parse_instant("2026-11-23T12:00:00Z");

struct rules_in_place final : source_rules {
    source_rule of_source{.listed = true};
    actor person{.id = "h.lin", .role = role::handler, .team = "care", .rungs = 1, .named_staff = true};

    [[nodiscard]] source_rule rule(std::string_view) const override { return of_source; }
    [[nodiscard]] std::optional<actor> staff(std::string_view id, role as) const override
    {
        return id == person.id && as == person.role ? std::optional(person) : std::nullopt;
    }
};

incoming claim(event_type type)
{
    incoming out{.source = "/wallet/app", .id = "e-1", .subject = subject};
    out.what.type = type;
    return out;
}

incoming a_filing()
{
    auto out = claim(event_type::complaint_filed);
    out.what.set(field::narrative, std::string("words"));
    return out;
}

raw_record a_record()
{
    return {.topic = "t",
            .partition = bucket_of(subject),
            .offset = 7,
            .key = to_string(subject),
            .headers = {{"ce_id", "e-1"}},
            .payload = "{}"};
}

record admitted(incoming what, const rules_in_place& rules, intake_settings settings = {},
                raw_record raw = a_record())
{
    return admit(std::move(what), std::move(raw), rules, settings, noon);
}

std::string reason(const record& got)
{
    const auto* letter = std::get_if<dead_letter>(&got);
    return letter ? letter->reason : "admitted";
}

}  // namespace

TEST_CASE("without an actor the complainant speaks, by their id or the source's name", "[intake]")
{
    const rules_in_place rules;
    CHECK(std::get<command>(admitted(a_filing(), rules)).who ==
          actor{.id = "/wallet/app", .role = role::complainant, .unnamed = true});
    auto named = a_filing();
    named.what.set(field::complainant, std::string("user-7"));
    CHECK(std::get<command>(admitted(named, rules)).who == actor{.id = "user-7", .role = role::complainant});
    named.actor_id = "c-9";
    CHECK(std::get<command>(admitted(named, rules)).who.id == "c-9");
}

TEST_CASE("a source that nobody listed speaks for those whom it names, and vouches for nothing", "[intake]")
{
    rules_in_place rules;
    rules.of_source.listed = false;
    CHECK(std::get<command>(admitted(a_filing(), rules)).who ==
          actor{.id = "/wallet/app", .role = role::complainant});
    for (const auto what :
         {event_type::identity_verified, event_type::contact_changed, event_type::redress_paid,
          event_type::containment_confirmed, event_type::containment_refused, event_type::message_dispatched,
          event_type::message_undelivered, event_type::call_recorded, event_type::payment_failed}) {
        auto vouched = claim(what);
        vouched.actor_role = role::channel;
        CHECK(reason(admitted(vouched, rules)) == "source_may_not_speak");
        rules.of_source.listed = true;
        CHECK(reason(admitted(vouched, rules)) == "admitted");
        rules.of_source.listed = false;
    }
    auto report = claim(event_type::message_dispatched);
    report.actor_role = role::channel;
    report.time = noon - std::chrono::hours(24);
    rules.of_source.listed = true;
    CHECK(std::get<command>(admitted(report, rules)).occurred == noon - std::chrono::hours(24));
}

TEST_CASE("a source that may not speak for complainants speaks as the channel, or must say who acts",
          "[intake]")
{
    rules_in_place rules;
    rules.of_source.may_speak_for = role::channel;
    CHECK(std::get<command>(admitted(a_filing(), rules)).who ==
          actor{.id = "/wallet/app", .role = role::channel, .unnamed = true});
    rules.of_source.may_speak_for = role::handler;
    CHECK(reason(admitted(a_filing(), rules)) == "source_may_not_speak");
}

TEST_CASE("a source speaks only for the roles that it may speak for", "[intake]")
{
    rules_in_place rules;
    auto by_handler = claim(event_type::investigation_started);
    by_handler.actor_id = "h.lin";
    by_handler.actor_role = role::handler;
    CHECK(reason(admitted(by_handler, rules)) == "source_may_not_speak");
    rules.of_source.may_speak_for = role::handler | role::channel;
    const auto got = admitted(by_handler, rules);
    REQUIRE(reason(got) == "admitted");
    CHECK(std::get<command>(got).who == rules.person);
}

TEST_CASE("nobody outside speaks as the engine or the timer, even if the roster says so", "[intake]")
{
    rules_in_place rules;
    rules.of_source.may_speak_for = role::engine | role::timer | role::complainant;
    for (const auto as : {role::engine, role::timer}) {
        auto posing = claim(event_type::deadline_missed);
        posing.actor_role = as;
        CHECK(reason(admitted(posing, rules)) == "source_may_not_speak");
    }
    auto posing = a_filing();
    posing.source = "redress:timer";
    CHECK(reason(admitted(posing, rules)) == "source_may_not_speak");
}

TEST_CASE("no record gives the approval of a second person", "[intake]")
{
    rules_in_place rules;
    rules.of_source.may_speak_for = role_set(role::handler);
    auto exit = claim(event_type::declared_inadmissible);
    exit.actor_id = "h.lin";
    exit.actor_role = role::handler;
    CHECK(reason(admitted(exit, rules)) == "admitted");
    exit.what.set(field::approved_by, std::string("l.novak"));
    CHECK(reason(admitted(exit, rules)) == "invalid_data");
}

TEST_CASE("staff must be in the roster with that role", "[intake]")
{
    rules_in_place rules;
    rules.of_source.may_speak_for = role::handler | role::care_lead;
    auto by = claim(event_type::investigation_started);
    by.actor_role = role::handler;
    CHECK(reason(admitted(by, rules)) == "invalid_data");  // who?
    by.actor_id = "nobody";
    CHECK(reason(admitted(by, rules)) == "not_permitted");
    by.actor_id = "h.lin";
    by.actor_role = role::care_lead;
    CHECK(reason(admitted(by, rules)) == "not_permitted");
}

TEST_CASE("an import's actors are marked as imported", "[intake]")
{
    rules_in_place rules;
    rules.of_source = {.may_speak_for = role::complainant | role::handler, .kind = actor_kind::import};
    CHECK(std::get<command>(admitted(a_filing(), rules)).who.kind == actor_kind::import);
    auto by = claim(event_type::investigation_started);
    by.actor_id = "h.lin";
    by.actor_role = role::handler;
    CHECK(std::get<command>(admitted(by, rules)).who.kind == actor_kind::import);
}

TEST_CASE("the receipt of a filing is believed from a trusted source only", "[intake]")
{
    rules_in_place rules;
    auto filing = a_filing();
    filing.time = noon - std::chrono::hours(30);
    CHECK_FALSE(std::get<command>(admitted(filing, rules)).received);
    rules.of_source.trusted_for_time = true;
    CHECK(std::get<command>(admitted(filing, rules)).received == noon - std::chrono::hours(30));
    CHECK_FALSE(std::get<command>(admitted(filing, rules)).occurred);
}

TEST_CASE("a receipt is never in the future and never older than ten years", "[intake]")
{
    rules_in_place rules;
    rules.of_source.trusted_for_time = true;
    auto filing = a_filing();
    filing.time = noon + std::chrono::seconds(60);
    CHECK(std::get<command>(admitted(filing, rules)).received == noon);  // their clock is a little ahead
    filing.time = noon + std::chrono::seconds(60) + duration(1);
    CHECK(reason(admitted(filing, rules)) == "received_in_future");
    filing.time = noon - std::chrono::days(3653);
    CHECK(reason(admitted(filing, rules)) == "admitted");
    filing.time = noon - std::chrono::days(3653) - duration(1);
    CHECK(reason(admitted(filing, rules)) == "invalid_data");
    rules.of_source.trusted_for_time = false;
    CHECK(reason(admitted(filing, rules)) == "admitted");  // not asked, not judged
}

TEST_CASE("the time of a dispatch is when it happened; of any other event it is not asked", "[intake]")
{
    const rules_in_place rules;
    auto report = claim(event_type::message_dispatched);
    report.time = noon - std::chrono::minutes(5);
    const auto got = std::get<command>(admitted(report, rules));
    CHECK(got.occurred == noon - std::chrono::minutes(5));
    CHECK_FALSE(got.received);
    report.time = noon + std::chrono::minutes(5);
    CHECK(reason(admitted(report, rules)) == "invalid_data");
    auto note = claim(event_type::withdrawn);
    note.time = noon + std::chrono::hours(5);
    CHECK_FALSE(std::get<command>(admitted(note, rules)).occurred);
}

TEST_CASE("the key is the case id in lower-case text", "[intake]")
{
    auto raw = a_record();
    raw.key = "01934F2A-0000-7000-8000-000000000001";
    const auto got = admitted(a_filing(), {}, {}, raw);
    CHECK(reason(got) == "key_mismatch");
    const auto& letter = std::get<dead_letter>(got);
    CHECK(letter.source == "/wallet/app");
    CHECK(letter.id == "e-1");
    CHECK(letter.offset == 7);
    CHECK(letter.payload == "{}");
    CHECK(letter.sha256 == digest_of(raw));
}

TEST_CASE("a foreign partition matters only where a batch must stay in one bucket", "[intake]")
{
    auto raw = a_record();
    raw.partition = (bucket_of(subject) + 1) % bucket_count;
    CHECK(reason(admitted(a_filing(), {}, {}, raw)) == "admitted");
    CHECK(reason(admitted(a_filing(), {}, {.scope = batch_scope::bucket}, raw)) == "misplaced");
    raw.partition = bucket_of(subject) + 2 * bucket_count;  // a topic of 192 partitions
    CHECK(reason(admitted(a_filing(), {}, {.scope = batch_scope::bucket}, raw)) == "admitted");
}

TEST_CASE("a secret in the name of a record, a source or an actor goes nowhere", "[intake]")
{
    const rules_in_place rules;
    const std::string key =
        "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ";  // a well-known example in WIF
    const auto refused = [&](auto change) {
        auto what = a_filing();
        change(what);
        auto raw = a_record();
        raw.headers = {{"ce_id", what.id}, {"ce_source", what.source}};
        const auto got = admitted(what, rules, {}, raw);
        const auto* letter = std::get_if<dead_letter>(&got);
        REQUIRE(letter != nullptr);
        CHECK(letter->reason == "invalid_data");
        CHECK(letter->detail.find("opaque id") != std::string::npos);
        CHECK(letter->id.find(key) == std::string::npos);
        CHECK(letter->source.find(key) == std::string::npos);
        for (const auto& [name, value] : letter->headers) CHECK(value.find(key) == std::string::npos);
    };
    refused([&](incoming& of) { of.id = key; });
    refused([&](incoming& of) { of.id = "note/" + key + "/1"; });
    refused([&](incoming& of) { of.source = "/wallet/" + key; });
    refused([&](incoming& of) { of.actor_id = key; });
    // A transaction's hash and a UUID are ids.
    auto hash = a_filing();
    hash.id = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    CHECK(reason(admitted(hash, rules)) == "admitted");
    hash.id = to_string(subject);
    CHECK(reason(admitted(hash, rules)) == "admitted");
}

TEST_CASE("the digest of a record tells apart what runs together", "[intake]")
{
    const raw_record one{.key = "ab", .headers = {{"c", "d"}}, .payload = "e"};
    CHECK(digest_of(one) == digest_of({.topic = "elsewhere",
                                       .partition = 1,
                                       .offset = 1,
                                       .key = "ab",
                                       .headers = {{"c", "d"}},
                                       .payload = "e"}));
    CHECK(digest_of(one) != digest_of({.key = "a", .headers = {{"bc", "d"}}, .payload = "e"}));
    CHECK(digest_of(one) != digest_of({.key = "ab", .headers = {{"c", "de"}}, .payload = ""}));
    CHECK(digest_of(one) != digest_of({.key = "ab", .headers = {}, .payload = "e"}));
}

TEST_CASE("the nearest name is a slip of the pen away, or none", "[intake]")
{
    constexpr auto names = std::to_array<std::string_view>({"escalated", "de_escalated", "assigned"});
    CHECK(nearest_name("escalate", names) == "escalated");
    CHECK(nearest_name("deescalated", names) == "de_escalated");
    CHECK(nearest_name("asigned", names) == "assigned");
    CHECK(nearest_name("closed", names).empty());
    CHECK(nearest_name("", names).empty());
    CHECK(nearest_name(std::string(10'000, 'a'), names).empty());
}

TEST_CASE("what belongs to a compartment is an unknown type on every topic, and no hint names it", "[intake]")
{
    for (const auto* event : {"restricted_opened", "restricted_note_added", "limited_reasons_approved"}) {
        const auto said = command_type("io.redress.complaint.command." + std::string(event) + ".v1");
        const auto* no = std::get_if<rejection>(&said);
        REQUIRE(no != nullptr);
        CHECK(no->reason == "unknown_event");
    }
    const auto slip = command_type("io.redress.complaint.command.restricted_note_aded.v1");
    CHECK(std::get<rejection>(slip).detail.find("restricted_note_added") == std::string::npos);
}
