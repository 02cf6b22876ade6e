// Who may act and what sources may say.
#include "written_file.hpp"

#include "adapters/files/policy_file.hpp"
#include "adapters/files/roster_file.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using files::parse_roster;

namespace {

std::string said_of(const std::string& toml)
{
    return tests::said_by([&] { (void)parse_roster(toml, "r.toml"); });
}

const std::string lin = "[[person]]\nid = \"h.lin\"\nroles = [\"handler\"]\n";

}  // namespace

TEST_CASE("the demo's roster serves every rung and team that the wallet's policy names", "[roster]")
{
    const auto roster = files::load_roster("schemas/roster/wallet-demo.toml");
    CHECK(roster.people().size() == 13);
    const auto rules =
        files::load_policy(files::read_file("schemas/policies/wallet-default.toml"), "wallet-default.toml");
    for (const auto& rung : rules.ladder) {
        INFO("rung " << rung.rung);
        bool served = false;
        for (const auto& id : roster.people())
            if (const auto who = roster.staff(id, role::care_reviewer))
                served = served || (who->rungs >> rung.rung & 1U) != 0;
        CHECK(served);
    }
    for (const auto as : {role::handler, role::care_reviewer, role::care_lead, role::appeal_reviewer,
                          role::quality_reviewer, role::compliance, role::data_protection, role::operator_}) {
        INFO(name_of(as));
        bool found = false;
        for (const auto& id : roster.people()) found = found || roster.staff(id, as).has_value();
        CHECK(found);
    }
    CHECK(roster.rule("/redress/demo").trusted_for_time);
    CHECK_FALSE(roster.rule("/wallet/web").trusted_for_time);
    CHECK(roster.rule("/import/ccdb").kind == actor_kind::import);
}

TEST_CASE("a person acts in each of their roles, with team, rungs and whom they manage", "[roster]")
{
    const auto roster = parse_roster(
        "[[person]]\nid = \"l.novak\"\nroles = [\"care_lead\", \"care_reviewer\"]\n"
        "team = \"care\"\nrungs = [\"1\", \"3\"]\nauthority_limit = { USDT = \"1000.50\", EUR = \"900\" }\n"
        "os_user = \"novak\"\n" +
            lin + "manager = \"l.novak\"\n",
        "r.toml");
    const auto lead = roster.staff("l.novak", role::care_lead);
    REQUIRE(lead);
    CHECK(lead->role == role::care_lead);
    CHECK(lead->kind == actor_kind::user);
    CHECK(lead->named_staff);
    CHECK(lead->team == "care");
    CHECK(lead->rungs == 0b1010);
    CHECK(written(lead->authority_limit) == "900 EUR, 1000.50 USDT");
    CHECK(lead->manages == std::vector<std::string>{"h.lin"});
    CHECK(roster.staff("l.novak", role::care_reviewer));
    CHECK_FALSE(roster.staff("l.novak", role::handler));
    CHECK_FALSE(roster.staff("nobody", role::handler));
    CHECK(roster.staff("h.lin", role::handler)->manager == "l.novak");
    CHECK(roster.os_user("novak") == "l.novak");
    CHECK_FALSE(roster.os_user("root"));
}

TEST_CASE("a source may do what its own rule says, else what the longest beginning of it may", "[roster]")
{
    const auto roster = parse_roster(
        "[[source]]\nname = \"/a\"\nspeaks_for = [\"handler\"]\ntrusted_for_time = true\n"
        "[[source]]\nname = \"/a/*\"\nspeaks_for = [\"channel\"]\n"
        "[[source]]\nname = \"/a/b/*\"\nspeaks_for = [\"representative\"]\nimport = true\n",
        "r.toml");
    CHECK(roster.rule("/a").may_speak_for == role_set(role::handler));
    CHECK(roster.rule("/a").trusted_for_time);
    CHECK(roster.rule("/a/x").may_speak_for == role_set(role::channel));
    CHECK(roster.rule("/a/b/x").may_speak_for == role_set(role::representative));
    CHECK(roster.rule("/a/b/x").kind == actor_kind::import);
    // Nobody listed it: channel and complainant, and its times are not believed.
    CHECK(roster.rule("/other").may_speak_for == (role::channel | role::complainant));
    CHECK_FALSE(roster.rule("/other").trusted_for_time);
}

TEST_CASE("a person who is written down wrongly is refused with place, rule and fix", "[roster]")
{
    CHECK(said_of("[[person]]\nid = \"h.lin\"\n") ==
          "r.toml:1:1: person 'h.lin': roles must name at least one role: roles = [\"handler\"]");
    CHECK(said_of("[[person]]\nroles = [\"handler\"]\n") == "r.toml:1:1: the roster, person: id is missing");
    CHECK(said_of("[[person]]\nid = \"h lin\"\nroles = [\"handler\"]\n") ==
          "r.toml:2:6: the roster, person: id 'h lin' is no name: at most 64 letters, digits and signs of "
          "ASCII without "
          "spaces");
    CHECK(said_of("[[person]]\nid = \"h.lin\"\nroles = [\"handlr\"]\n") ==
          "r.toml:3:10: person 'h.lin': roles 'handlr' is not known. Did you mean 'handler'?");
    CHECK(said_of("[[person]]\nid = \"h.lin\"\nroles = [\"timer\"]\n") ==
          "r.toml:3:10: person 'h.lin': roles 'timer' is no role of a member of staff; take one such as "
          "handler");
    CHECK(
        said_of(lin + "rungs = [\"10\"]\n") ==
        "r.toml:4:10: person 'h.lin': rungs must hold digits from 1 to 9, as texts: rungs = [\"1\", \"2\"]");
    CHECK(said_of(lin + "authority_limit = \"1000 USDT\"\n") ==
          "r.toml:4:19: person 'h.lin': authority_limit must say a decimal for each currency, in quotation "
          "marks: { USDT = \"1000\", EUR = \"900.50\" }");
    CHECK(said_of(lin + "teem = \"intake\"\n") ==
          "r.toml:4:1: person 'h.lin': unknown key 'teem'. Did you mean 'team'?");
    CHECK(said_of(lin + lin) ==
          "r.toml:5:6: person 'h.lin': id stands twice; put everything about a person into one [[person]]");
    CHECK(said_of(lin +
                  "os_user = \"x\"\n[[person]]\nid = \"h.osei\"\nroles = [\"handler\"]\nos_user = \"x\"\n") ==
          "r.toml:8:11: person 'h.osei': os_user 'x' belongs to somebody else already; give each account one "
          "person");
}

TEST_CASE("a manager whom nobody knows would let them decide about their own people, so it is refused",
          "[roster]")
{
    CHECK(said_of("[[person]]\nid = \"l.novak\"\nroles = [\"care_lead\"]\n" + lin +
                  "manager = \"l.nowak\"\n") ==
          "r.toml:7:11: person 'h.lin': manager 'l.nowak' is not known. Did you mean 'l.novak'?");
}

TEST_CASE("who is away, until when and who stands in is read, and what makes no sense is refused", "[roster]")
{
    const auto roster = parse_roster(
        lin +
            "manager = \"l.vos\"\ndelegate = \"l.vos\"\n"
            "absences = [{ from = \"2026-12-24T00:00:00Z\", until = \"2026-12-28T00:00:00Z\" }]\n"
            "[[person]]\nid = \"l.vos\"\nroles = [\"care_lead\"]\nrungs = [\"3\"]\n",
        "r.toml");
    const auto everybody = roster.colleagues();
    REQUIRE(everybody.size() == 2);
    CHECK(everybody[0].id == "h.lin");
    CHECK(everybody[0].delegate == "l.vos");
    CHECK(everybody[0].roles.has(role::handler));
    CHECK(everybody[1].manages == std::vector<std::string>{"h.lin"});
    CHECK(everybody[1].rungs == 1U << 3);
    const auto at = [](const char* text) { return *parse_instant(text); };
    CHECK(is_here(everybody[0], at("2026-12-23T23:59:59Z")));
    CHECK_FALSE(is_here(everybody[0], at("2026-12-24T00:00:00Z")));
    CHECK(is_here(everybody[0], at("2026-12-28T00:00:00Z")));

    CHECK(said_of(lin + "delegate = \"h.wu\"\n").find("delegate") != std::string::npos);
    CHECK(said_of(lin + "absences = [{ from = \"tomorrow\", until = \"2026-12-28T00:00:00Z\" }]\n")
              .find("from must be an instant in UTC") != std::string::npos);
    CHECK(
        said_of(lin + "absences = [{ from = \"2026-12-28T00:00:00Z\", until = \"2026-12-28T00:00:00Z\" }]\n")
            .find("until must be later than from") != std::string::npos);
}

TEST_CASE("a source that is written down wrongly is refused with place, rule and fix", "[roster]")
{
    const auto source = [](const std::string& rest) { return said_of("[[source]]\n" + rest); };
    CHECK(source("speaks_for = [\"channel\"]\n") == "r.toml:1:1: the roster, source: name is missing");
    CHECK(source("name = \"redress:x\"\n") ==
          "r.toml:2:8: source 'redress:x': name begins with 'redress:', which is the engine's own; name the "
          "sender after "
          "itself");
    CHECK(source("name = \"/a*/b\"\n") ==
          "r.toml:2:8: source '/a*/b': name may have a * at its end only, for every source that begins so");
    CHECK(source("name = \"/a\"\nspeaks_for = [\"chanel\"]\n") ==
          "r.toml:3:15: source '/a': speaks_for 'chanel' is not known. Did you mean 'channel'?");
    for (const std::string as : {"engine", "timer"})
        CHECK(source("name = \"/a\"\nspeaks_for = [\"" + as + "\"]\n") ==
              "r.toml:3:15: source '/a': speaks_for '" + as +
                  "' is a role of the engine alone; leave it out");
    CHECK(source("name = \"/a\"\nspeaks_for = []\n") ==
          "r.toml:3:14: source '/a': speaks_for is empty; leave the line out instead");
    CHECK(source("name = \"/a\"\n[[source]]\nname = \"/a\"\n") ==
          "r.toml:4:8: source '/a': name stands twice; put everything about a source into one [[source]]");
    CHECK(said_of("[[persons]]\nid = \"x\"\n") ==
          "r.toml:1:3: the roster: unknown key 'persons'. Did you mean 'person'?");
}
