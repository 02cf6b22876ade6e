// Accounts, sessions, tokens and approvals on PostgreSQL: what ends with what, what happens side by side, and who
// may read any of it.
#include "adapters/postgres/absence_store.hpp"
#include "adapters/postgres/connection_text.hpp"
#include "adapters/postgres/identity_store.hpp"
#include "adapters/postgres/session.hpp"
#include "adapters/postgres/session_store.hpp"
#include "tests/adapters/postgres/scratch_database.hpp"
#include "tests/support/cases.hpp"

#include <catch2/catch_test_macros.hpp>

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

using namespace redress;
using namespace redress::tests;
using namespace redress::workflow;
using namespace std::chrono_literals;

namespace {

digest mark(std::uint8_t n)
{
    digest made{};
    made.fill(n);
    return made;
}

login_session session_of(const std::string& person, instant opened)
{
    return {.id = "s-" + person, .person = person, .csrf = "c", .opened = opened};
}

struct world {
    scratch_database database;
    postgres::identity_store identities{database.url()};
    postgres::session_store sessions{database.url()};
    session_limits limits;

    world() { REQUIRE(identities.add_account({.person = "h.lin", .login = "lin", .password = "hash"})); }
    bool open(const std::string& person, std::uint8_t secret, std::optional<digest> in_place_of = {})
    {
        return sessions.open(session_of(person, identities.now()), mark(secret), in_place_of, limits);
    }
};

std::string answer_in(scratch_database& database, const std::string& role, const std::string& statement)
{
    pqxx::connection to(postgres::connection_text(database.url(), {.role = role}));
    pqxx::work tx(to);
    try {
        tx.exec(statement);
        return {};
    } catch (const pqxx::sql_error& error) {
        return postgres::sqlstate_of(error);
    }
}

}  // namespace

TEST_CASE("an account is one person's, and its name is nobody else's", "[identity]")
{
    world w;
    CHECK_FALSE(w.identities.add_account({.person = "h.lin", .login = "other"}));
    CHECK_FALSE(w.identities.add_account({.person = "h.osei", .login = "lin"}));
    CHECK(w.identities.add_account({.person = "h.osei", .login = "osei"}));
    const auto found = w.identities.account_by_login("lin");
    REQUIRE(found);
    CHECK(found->person == "h.lin");
    CHECK(found->password == "hash");
    CHECK_FALSE(w.identities.account_by_login("nobody"));
    CHECK_FALSE(w.identities.account_of("osei"));
    CHECK_FALSE(w.identities.account_of("h.osei")->password);
    CHECK(w.identities.accounts().size() == 2);
}

TEST_CASE("whoever is disabled loses every session at once and opens none", "[identity]")
{
    world w;
    REQUIRE(w.open("h.lin", 1));
    REQUIRE(w.open("h.lin", 2));
    REQUIRE(w.sessions.find(mark(1)));
    REQUIRE(w.identities.set_active("h.lin", false));
    CHECK_FALSE(w.sessions.find(mark(1)));
    CHECK_FALSE(w.sessions.find(mark(2)));
    CHECK(w.database.number("SELECT count(*) FROM login_session") == 0);
    CHECK_FALSE(w.open("h.lin", 3));
    REQUIRE(w.identities.set_active("h.lin", true));
    CHECK_FALSE(w.sessions.find(mark(1)));
    CHECK(w.open("h.lin", 3));
    CHECK_FALSE(w.open("h.osei", 4));
    CHECK_FALSE(w.identities.set_active("h.osei", false));
}

TEST_CASE("a new password ends the sessions of the old one", "[identity]")
{
    world w;
    REQUIRE(w.open("h.lin", 1));
    REQUIRE(w.identities.set_password("h.lin", "new"));
    CHECK_FALSE(w.sessions.find(mark(1)));
    CHECK(w.identities.account_of("h.lin")->password == "new");
    CHECK_FALSE(w.identities.set_password("nobody", "new"));
}

TEST_CASE("of many that renew one session at the same moment one has the new one", "[identity]")
{
    world w;
    REQUIRE(w.open("h.lin", 1));
    std::atomic<int> had{0};
    std::vector<std::jthread> all;
    for (std::uint8_t n = 2; n < 10; ++n)
        all.emplace_back([&, n] {
            postgres::session_store own(w.database.url());
            if (own.open(session_of("h.lin", instant(1s)), mark(n), mark(1), {.absolute = 1000000h})) ++had;
        });
    all.clear();
    CHECK(had == 1);
    CHECK(w.database.number("SELECT count(*) FROM login_session") == 1);
    CHECK_FALSE(w.sessions.find(mark(1)));
}

TEST_CASE("sessions that are over by age go when somebody signs in", "[identity]")
{
    world w;
    REQUIRE(w.open("h.lin", 1));
    REQUIRE(w.open("h.lin", 2));
    w.database.sql(
        "UPDATE login_session SET used_at = now() - interval '16 minutes' WHERE sha256 = decode(repeat('01', "
        "32), 'hex')");
    REQUIRE(w.open("h.lin", 3));
    CHECK_FALSE(w.sessions.find(mark(1)));
    CHECK(w.sessions.find(mark(2)));
}

TEST_CASE("attempts side by side all count, and the wait comes before the next one", "[identity]")
{
    world w;
    const std::vector<postgres::session_store::counted_key> keys{{"name:a", of_an_account},
                                                                 {"network:n", of_a_network}};
    std::atomic<int> let_in{0};
    std::vector<std::jthread> all;
    for (int n = 0; n < 12; ++n)
        all.emplace_back([&] {
            postgres::session_store own(w.database.url());
            if (own.begin_attempt(keys) == duration::zero()) ++let_in;
        });
    all.clear();
    CHECK(let_in == of_an_account.free);
    CHECK(w.sessions.begin_attempt(keys) > duration::zero());
    CHECK(w.database.number("SELECT attempts FROM login_attempt WHERE counted_by = 'name:a'") ==
          of_an_account.free);
    // Another name from the same network is not the first one's business, but the network's.
    CHECK(w.sessions.begin_attempt({{"name:b", of_an_account}, {"network:n", of_a_network}}) ==
          duration::zero());
    w.sessions.attempt_succeeded("name:a", "network:n");
    CHECK(w.sessions.begin_attempt(keys) == duration::zero());
    CHECK(w.database.number("SELECT attempts FROM login_attempt WHERE counted_by = 'network:n'") ==
          of_an_account.free + 1);
}

TEST_CASE("an attempt that has to wait leaves nothing behind, and what is over by a day goes", "[identity]")
{
    world w;
    const auto from_one_network = [&](int n) {
        return w.sessions.begin_attempt(
            {{"name:" + std::to_string(n), of_an_account}, {"network:n", of_a_network}});
    };
    for (int n = 0; n < of_a_network.free; ++n) REQUIRE(from_one_network(n) == duration::zero());
    for (int n = 100; n < 120; ++n) CHECK(from_one_network(n) > duration::zero());
    CHECK(w.database.number("SELECT count(*) FROM login_attempt") == of_a_network.free + 1);
    w.database.sql("UPDATE login_attempt SET last_at = now() - interval '25 hours'");
    CHECK(w.sessions.begin_attempt({{"name:other", of_an_account}, {"network:m", of_a_network}}) ==
          duration::zero());
    CHECK(w.database.number("SELECT count(*) FROM login_attempt") == 2);
}

TEST_CASE("what is over is found by its time", "[identity]")
{
    world w;
    for (const auto* index :
         {"ON %.login_attempt USING btree (last_at)", "ON %.oidc_flow USING btree (started_at)"}) {
        CAPTURE(index);
        CHECK(w.database.number(
                  "SELECT count(*) FROM pg_indexes WHERE schemaname = current_schema() AND indexdef LIKE '%" +
                  std::string(index) + "'") == 1);
    }
}

TEST_CASE("a log-in at the provider comes back once, to the browser that began it, in time", "[identity]")
{
    world w;
    const oidc_flow flow{.nonce = "n", .verifier = "v", .step_up_of = "h.lin"};
    w.sessions.keep_flow(mark(1), mark(2), flow);
    CHECK_FALSE(w.sessions.take_flow(mark(1), mark(3), 10min));  // another browser, and it is used up
    CHECK_FALSE(w.sessions.take_flow(mark(1), mark(2), 10min));
    w.sessions.keep_flow(mark(1), mark(2), flow);
    const auto taken = w.sessions.take_flow(mark(1), mark(2), 10min);
    REQUIRE(taken);
    CHECK(taken->nonce == "n");
    CHECK(taken->verifier == "v");
    CHECK(taken->step_up_of == "h.lin");
    CHECK_FALSE(w.sessions.take_flow(mark(1), mark(2), 10min));
    w.sessions.keep_flow(mark(1), mark(2), flow);
    w.database.sql("UPDATE oidc_flow SET started_at = now() - interval '11 minutes'");
    CHECK_FALSE(w.sessions.take_flow(mark(1), mark(2), 10min));
}

TEST_CASE("a token is found by its digest, and says when it may no longer be used", "[identity]")
{
    world w;
    const api_token of_person{.id = "t1",
                              .name = "nightly",
                              .person = "h.lin",
                              .scopes = {"handler", "read_only"},
                              .created_by = "o.ops",
                              .expires = w.identities.now() + 24h};
    w.identities.add_token(of_person, mark(1));
    w.identities.add_token({.id = "t2",
                            .name = "app",
                            .source = "/wallet/app",
                            .scopes = {"channel"},
                            .created_by = "o.ops",
                            .expires = w.identities.now() + 24h},
                           mark(2));
    auto found = w.identities.find_token(mark(1));
    REQUIRE(found);
    CHECK(found->token.scopes == of_person.scopes);
    CHECK(found->token.person == "h.lin");
    CHECK(found->account_active);
    CHECK_FALSE(found->token.used);
    CHECK(w.identities.find_token(mark(2))->account_active);
    CHECK_FALSE(w.identities.find_token(mark(3)));
    w.identities.note_token_used("t1");
    CHECK(w.identities.find_token(mark(1))->token.used);
    REQUIRE(w.identities.set_active("h.lin", false));
    CHECK_FALSE(w.identities.find_token(mark(1))->account_active);
    CHECK(w.identities.revoke_token("t2"));
    CHECK_FALSE(w.identities.revoke_token("t2"));
    CHECK_FALSE(w.identities.revoke_token("t9"));
    CHECK(w.identities.find_token(mark(2))->token.revoked);
    CHECK(w.identities.tokens().size() == 2);
}

TEST_CASE("an approval is of one act, by somebody else, and not for ever", "[identity]")
{
    world w;
    const auto id = case_number(1);
    const std::string act(64, 'a');
    const auto at = w.identities.now();
    w.identities.approve(
        id,
        {.digest = act, .person = "c.ito", .role = "care_reviewer", .event = "content_redacted", .at = at});
    const auto found = w.identities.approval(id, act, "h.lin", 1h);
    REQUIRE(found);
    CHECK(found->person == "c.ito");
    CHECK(found->at == at);
    CHECK_FALSE(w.identities.approval(id, act, "c.ito", 1h));  // nobody is the second person to themselves
    CHECK_FALSE(w.identities.approval(id, std::string(64, 'b'), "h.lin", 1h));
    CHECK_FALSE(w.identities.approval(case_number(2), act, "h.lin", 1h));
    CHECK_FALSE(w.identities.approval(id, act, "h.lin", 0s));
}

TEST_CASE("a subject of the provider is one person's", "[identity]")
{
    world w;
    CHECK(w.identities.link("https://id.example", "42", "h.lin"));
    CHECK_FALSE(w.identities.link("https://id.example", "42", "h.osei"));
    CHECK(w.identities.link("https://other.example", "42", "h.osei"));
    CHECK(w.identities.person_of("https://id.example", "42") == "h.lin");
    CHECK_FALSE(w.identities.person_of("https://id.example", "43"));
    CHECK(w.identities.links_of("h.lin").size() == 1);
}

TEST_CASE("who reads cases reads no secret of the ways in, and who keeps these reads no case", "[identity]")
{
    scratch_database database;
    const std::string denied = "42501";
    for (const char* role : {"redress_engine", "redress_reader", "redress_private", "redress_relay",
                             "redress_maintainer", "redress_restricted"})
        for (const char* table : {"account", "oidc_link", "login_session", "api_token", "login_attempt",
                                  "oidc_flow", "approval_given", "identity_record"}) {
            CAPTURE(role, table);
            CHECK(answer_in(database, role, std::string("SELECT FROM ") + table) == denied);
        }
    for (const char* table : {"complaint", "audit_entry", "private_text", "restricted_text", "dead_letter"}) {
        CAPTURE(table);
        CHECK(answer_in(database, "redress_identity", std::string("SELECT FROM ") + table) == denied);
    }
    for (const char* statement :
         {"DELETE FROM account", "DELETE FROM api_token", "DELETE FROM identity_record",
          "UPDATE identity_record SET who = ''", "UPDATE oidc_link SET person = ''",
          "UPDATE approval_given SET person = ''", "CREATE TABLE mine (id int)"}) {
        CAPTURE(statement);
        CHECK(answer_in(database, "redress_identity", statement) == denied);
    }
    for (const char* table : {"login_session", "login_attempt", "oidc_flow"}) {
        CAPTURE(table);
        CHECK(answer_in(database, "redress_backup", std::string("SELECT FROM ") + table) == denied);
    }
}

TEST_CASE("absences are kept as they were said, end once, and do not overlap however many say so at once",
          "[identity][absences]")
{
    scratch_database database;
    postgres::absence_store store(database.url());
    const auto now = store.now();
    const auto said = [&](std::uint8_t n, const std::string& person, std::chrono::hours from,
                          std::chrono::hours until) {
        said_absence one{.person = person, .from = now + from, .until = now + until, .said_by = "o.ops"};
        one.id.bytes.fill(n);
        return one;
    };
    auto first = said(1, "h.lin", 1h, 9h);
    first.delegate = "h.osei";
    REQUIRE(store.add(first));
    const auto kept = store.find(first.id);
    REQUIRE(kept);
    CHECK(kept->person == "h.lin");
    CHECK(kept->from == first.from);
    CHECK(kept->until == first.until);
    CHECK(kept->delegate == "h.osei");
    CHECK(kept->said_by == "o.ops");
    CHECK(kept->said_at == first.said_at);
    CHECK_FALSE(kept->ended_at);

    auto over = said(2, "h.lin", 8h, 12h);
    CHECK_FALSE(store.add(over));
    auto beside = said(3, "h.lin", 9h, 12h), other = said(4, "h.osei", 2h, 4h);
    CHECK(store.add(beside));
    CHECK(store.add(other));
    CHECK(store.not_over(0h).size() == 3);
    CHECK(store.not_over(-10h).size() == 1);

    // Called off before it began, it leaves its place to another, and stays on record.
    CHECK(store.end(first.id, "h.lin"));
    CHECK_FALSE(store.end(first.id, "h.lin"));
    CHECK(store.find(first.id)->ended_by == "h.lin");
    CHECK(store.add(over) == false);  // the one beside still is there
    auto again = said(5, "h.lin", 1h, 9h);
    CHECK(store.add(again));

    std::atomic<int> taken{0};
    std::vector<std::jthread> many;
    for (std::uint8_t n = 0; n < 8; ++n)
        many.emplace_back([&, n] {
            postgres::absence_store own(database.url());
            auto one = said(static_cast<std::uint8_t>(100 + n), "c.ito", 1h, 2h);
            if (own.add(one)) ++taken;
        });
    many.clear();
    CHECK(taken == 1);
    // Nobody else reads who is away, and nobody rewrites it.
    CHECK(answer_in(database, "redress_desk", "SELECT person FROM absence") == "42501");
    CHECK(answer_in(database, "redress_identity", "UPDATE absence SET until_at = now()") == "42501");
    CHECK(answer_in(database, "redress_identity", "DELETE FROM absence") == "42501");
}
