// A compartment over a store in memory: its chain, its refusals, its readings, and two who write at once.
#include "tests/support/cases.hpp"
#include "workflow/compartment.hpp"

#include <catch2/catch_test_macros.hpp>

#include <functional>
#include <map>

namespace redress::tests {
namespace {

using namespace workflow;
using namespace std::chrono_literals;

class memory_compartments final : public compartment_store {
public:
    std::map<case_id, std::vector<compartment_write>> written;
    instant at = *parse_instant("2026-11-23T09:00:00Z");
    std::function<void()> before_write;  // somebody else's moment

    [[nodiscard]] std::vector<std::string> history(const case_id& of) override
    {
        std::vector<std::string> bodies;
        for (const auto& one : written[of]) bodies.push_back(one.entry.body);
        return bodies;
    }
    [[nodiscard]] std::vector<private_row> texts(const case_id& of) override
    {
        std::vector<private_row> all;
        for (const auto& one : written[of]) all.insert(all.end(), one.texts.begin(), one.texts.end());
        return all;
    }
    [[nodiscard]] bool write(const compartment_write& what) override
    {
        if (const auto meanwhile = std::exchange(before_write, nullptr)) meanwhile();
        auto& chain = written[what.entry.chain];
        if (what.entry.cseq != static_cast<std::int64_t>(chain.size()) + 1) return false;
        chain.push_back(what);
        return true;
    }
    [[nodiscard]] std::optional<limited_reasons> reasons_limited(const case_id& of) override
    {
        std::optional<limited_reasons> last;
        for (const auto& one : written[of])
            if (one.limited) last = one.limited;
        return last;
    }
    [[nodiscard]] instant now() override { return at; }
};

struct compartment_fixture {
    memory_compartments store;
    compartments desk{store, {}, 7};
    complaint of;
    int commands = 0;

    compartment_fixture()
    {
        of.id = case_number(1);
        of.bucket = bucket_of(of.id);
        of.lifecycle = lifecycle_state::received;
        of.facts.owner = "h.lin";
    }
    answer ask(event what, const std::string& who = "r.ahn", std::string id = {})
    {
        const actor reviewer{.id = who, .role = role::restricted_reviewer, .named_staff = true};
        if (id.empty()) id = std::to_string(++commands);
        std::string content(name_of(what.type));
        for (const auto named : {field::reason, field::text}) content += '\n' + std::string(what.text(named));
        return desk.tell(of, what, reviewer, {.source = "redress:cli", .id = id, .digest = sha256(content)});
    }
    answer open(const std::string& id = {})
    {
        event what{.type = event_type::restricted_opened};
        return ask(what.set(field::reason, std::string("They name a director.")), "r.ahn", id);
    }
    answer note(const std::string& words, const std::string& who = "r.ahn")
    {
        event what{.type = event_type::restricted_note_added};
        return ask(what.set(field::text, words), who);
    }
    /// cseq dense, each entry linked to the one before.
    void check_chain()
    {
        std::optional<redress::digest> before;
        std::int64_t cseq = 0;
        for (const auto& one : store.written[of.id]) {
            CHECK(one.entry.cseq == ++cseq);
            CHECK(one.entry.leaf == leaf_of(one.entry.body));
            CHECK((one.entry.body.find("\"cprev\"") != std::string::npos) == before.has_value());
            CHECK(one.entry.pos == 0);
            before = one.entry.leaf;
        }
    }
};

TEST_CASE_METHOD(compartment_fixture,
                 "a compartment is the fold of its own chain, and holds its words sealed", "[restricted]")
{
    CHECK_FALSE(desk.find(of.id).exists());
    CHECK(open().what == disposition::applied);
    CHECK(note("Spoke to counsel.").version == 2);
    const auto now = desk.find(of.id);
    CHECK(now.state == matter_state::open);
    CHECK(now.facts.notes == 1);
    CHECK(now.kind == matter_kind::restricted);
    for (const auto& body : store.history(of.id)) {
        CHECK(body.find("director") == std::string::npos);
        CHECK(body.find("counsel") == std::string::npos);
        CHECK(body.find("\"type\":\"restricted.event\"") != std::string::npos);
        CHECK(body.find("\"chain\":\"" + to_string(of.id) + "\"") != std::string::npos);
    }
    REQUIRE(store.texts(of.id).size() == 2);
    CHECK(store.texts(of.id)[1].bytes == "Spoke to counsel.");
    check_chain();
}

TEST_CASE_METHOD(compartment_fixture, "a refusal is recorded where there is a compartment, and nowhere else",
                 "[restricted]")
{
    CHECK(note("Too early.").code == "not_possible_now");
    CHECK(store.written[of.id].empty());
    open();
    event what{.type = event_type::limited_reasons_approved};
    what.set(field::reason, std::string("It would tell."));
    of.facts.owner = "r.ahn";
    CHECK(ask(what).guard == "approver_is_not_decider");
    CHECK_FALSE(store.reasons_limited(of.id));
    CHECK(store.history(of.id).back().find("restricted.refused") != std::string::npos);
    of.facts.owner = "h.lin";
    CHECK(ask(what).what == disposition::applied);
    REQUIRE(store.reasons_limited(of.id));
    CHECK(store.reasons_limited(of.id)->by == "r.ahn");
    CHECK(desk.find(of.id).version == 2);
    check_chain();
}

TEST_CASE_METHOD(compartment_fixture, "the same command again does nothing twice", "[restricted]")
{
    CHECK(open("once").what == disposition::applied);
    CHECK(open("once").what == disposition::duplicate);
    CHECK(store.written[of.id].size() == 1);
}

TEST_CASE_METHOD(compartment_fixture, "what was refused is not done because it is sent again", "[restricted]")
{
    open();
    event what{.type = event_type::limited_reasons_approved};
    what.set(field::reason, std::string("It would tell."));
    of.facts.owner = "r.ahn";
    CHECK(ask(what, "r.ahn", "twice").guard == "approver_is_not_decider");
    const auto again = ask(what, "r.ahn", "twice");
    CHECK(again.guard == "approver_is_not_decider");
    CHECK_FALSE(again.code.empty());
    CHECK_FALSE(store.reasons_limited(of.id));
}

TEST_CASE_METHOD(compartment_fixture,
                 "another act under the id of one that was done is refused and not told as done",
                 "[restricted]")
{
    open("once");
    event what{.type = event_type::restricted_note_added};
    const auto reused = ask(what.set(field::text, std::string("Something else.")), "r.ahn", "once");
    CHECK(reused.what == disposition::refused);
    CHECK(reused.code == "ID_REUSE");
    CHECK(store.written[of.id].size() == 1);
}

TEST_CASE_METHOD(compartment_fixture,
                 "other words under the id of a note that was written are refused and not told as written",
                 "[restricted]")
{
    open();
    event what{.type = event_type::restricted_note_added};
    CHECK(ask(what.set(field::text, std::string("Spoke to counsel.")), "r.ahn", "once").what ==
          disposition::applied);
    event other{.type = event_type::restricted_note_added};
    const auto reused = ask(other.set(field::text, std::string("Counsel says no.")), "r.ahn", "once");
    CHECK(reused.what == disposition::refused);
    CHECK(reused.code == "ID_REUSE");
    CHECK(ask(what, "r.ahn", "once").what == disposition::duplicate);
    CHECK(store.written[of.id].size() == 2);
}

TEST_CASE_METHOD(compartment_fixture, "two who write at once both write, one behind the other",
                 "[restricted]")
{
    open();
    store.before_write = [&] { note("First.", "r.lee"); };
    CHECK(note("Second.").version == 3);
    CHECK(desk.find(of.id).facts.notes == 2);
    REQUIRE(store.texts(of.id).size() == 3);
    CHECK(store.texts(of.id)[1].bytes == "First.");
    CHECK(store.texts(of.id)[2].bytes == "Second.");
    check_chain();
}

TEST_CASE_METHOD(compartment_fixture, "every reading stands in the chain and changes nothing", "[restricted]")
{
    open();
    const auto before = desk.find(of.id);
    const actor reader{.id = "r.lee", .role = role::restricted_reviewer, .named_staff = true};
    desk.note_reading(of, reader, {.source = "redress:cli", .id = "look"});
    const auto after = desk.find(of.id);
    CHECK(after.cseq == 2);
    CHECK(after.version == before.version);
    CHECK(after.facts == before.facts);
    CHECK(store.history(of.id).back().find("\"type\":\"restricted.read\"") != std::string::npos);
    CHECK(store.history(of.id).back().find("r.lee") != std::string::npos);
    check_chain();
}

}  // namespace
}  // namespace redress::tests
