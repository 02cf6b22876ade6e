// Incidents and improvement actions on PostgreSQL: by the engine into the tables, and out of them as
// people are shown them.
#include "adapters/postgres/case_store.hpp"
#include "adapters/postgres/connection_text.hpp"
#include "adapters/postgres/matter_queries.hpp"
#include "adapters/postgres/session.hpp"
#include "tests/adapters/postgres/scratch_database.hpp"
#include "tests/support/cases.hpp"
#include "workflow/engine.hpp"
#include "workflow/entry.hpp"

#include <catch2/catch_test_macros.hpp>

#include <map>

using namespace redress;
using namespace redress::tests;
using namespace redress::workflow;
using namespace std::chrono_literals;

namespace {

struct world {
    scratch_database database;
    one_policy policies;
    postgres::case_store store{{.url = database.url()}};
    std::vector<std::string> alarms;
    engine writer{store, policies, engine_settings{},
                  [this](const case_id&, const redress::alarm& a) { alarms.emplace_back(a.code); }};
    postgres::matter_queries queries{database.url()};

    answer ask(const case_id& id, event what, actor who, const std::string& source)
    {
        return writer.apply(batch_of({order(id, std::move(what), std::move(who), source)})).at(0);
    }
};

case_id matter_number(std::uint64_t n)
{
    return case_number(1'000'000 + n);
}

std::vector<case_id> ids_of(const std::vector<postgres::matter_line>& lines)
{
    std::vector<case_id> ids;
    for (const auto& line : lines) ids.push_back(line.now.id);
    return ids;
}

}  // namespace

TEST_CASE("what the engine says of an incident is what people are shown, and what its entries say",
          "[matter]")
{
    world w;
    const case_id incident = matter_number(1);
    CHECK_FALSE(w.queries.get(incident));
    REQUIRE(w.ask(incident, incident_opening(), operations(), "1").what == disposition::applied);
    for (std::uint64_t n = 1; n <= 5; ++n) {
        REQUIRE(w.ask(case_number(n), filing(), customer(), "f" + std::to_string(n)).what ==
                disposition::applied);
        REQUIRE(w.ask(case_number(n), linked_to(incident), handler(), "l" + std::to_string(n)).what ==
                disposition::applied);
    }
    CHECK(w.ask(case_number(1), linked_to(matter_number(2)), handler(), "x").guard == "incident_is_known");
    REQUIRE(w.ask(incident, {.type = event_type::incident_ended}, operations(), "2").version == 2);
    CHECK(w.ask(incident, {.type = event_type::incident_ended}, operations(), "3").code ==
          "not_possible_now");

    const auto shown = w.queries.get(incident);
    REQUIRE(shown);
    CHECK(shown->cases == 5);
    CHECK(shown->now.state == matter_state::ended);
    CHECK(shown->now.cseq == 3);
    matter folded;
    const auto history = w.queries.history(incident);
    REQUIRE(history.size() == 3);
    for (const auto& body : history) fold(folded, body);
    CHECK(folded == shown->now);
    CHECK(w.database.number("SELECT count(*) FROM complaint WHERE case_id = '" + to_string(incident) + "'") ==
          0);
}

TEST_CASE("an overdue action is told once by the pass over a real agenda", "[matter]")
{
    world w;
    const case_id action = matter_number(1);
    REQUIRE(w.ask(action, action_opening(w.store.now() + 150ms), handler(), "1").what ==
            disposition::applied);
    CHECK(w.database.number("SELECT count(*) FROM deadline_agenda") == 1);
    std::size_t looked = 0;
    while (looked == 0) looked = w.writer.fire_due(10);  // until the database's clock is there
    CHECK(w.alarms == std::vector<std::string>{"action_overdue"});
    const auto shown = w.queries.get(action);
    REQUIRE(shown);
    CHECK(shown->now.facts.missed_at >= shown->now.facts.due);
    CHECK(shown->now.version == 2);
    CHECK(w.database.number("SELECT count(*) FROM deadline_agenda") == 0);
    CHECK(w.writer.fire_due(10) == 0);
}

TEST_CASE("lists are filtered by kind, state and owner; actions come by due time, incidents newest first",
          "[matter]")
{
    world w;
    const instant now = w.store.now();
    REQUIRE(w.ask(matter_number(1), incident_opening(), operations(), "1").what == disposition::applied);
    REQUIRE(w.ask(matter_number(2), incident_opening(), operations(), "2").what == disposition::applied);
    REQUIRE(w.ask(matter_number(3), action_opening(now + 3h), handler(), "3").what == disposition::applied);
    REQUIRE(w.ask(matter_number(4), action_opening(now + 1h, "h.osei"), handler(), "4").what ==
            disposition::applied);
    REQUIRE(w.ask(matter_number(5), action_opening(now + 2h), handler(), "5").what == disposition::applied);
    REQUIRE(w.ask(matter_number(5), {.type = event_type::action_done}, handler(), "6").what ==
            disposition::applied);
    using postgres::matter_filter;
    const auto list = [&](const matter_filter& filter) { return ids_of(w.queries.list(filter)); };
    using ids = std::vector<case_id>;
    CHECK(list({.kind = matter_kind::incident}) == ids{matter_number(2), matter_number(1)});
    CHECK(list({.kind = matter_kind::action}) == ids{matter_number(4), matter_number(5), matter_number(3)});
    CHECK(list({.kind = matter_kind::action, .state = matter_state::open}) ==
          ids{matter_number(4), matter_number(3)});
    CHECK(list({.kind = matter_kind::action, .owner = "h.lin"}) == ids{matter_number(5), matter_number(3)});
    CHECK(list({.kind = matter_kind::action, .owner = "h.lin", .limit = 1}) == ids{matter_number(5)});
    CHECK(list({.kind = matter_kind::action, .limit = 1}) == ids{matter_number(4)});
    CHECK(list({.kind = matter_kind::incident, .state = matter_state::ended}).empty());
}

TEST_CASE("a row of a newer release is not guessed at, and costs its own records alone", "[matter]")
{
    world w;
    const case_id incident = matter_number(1);
    REQUIRE(w.ask(incident, incident_opening(), operations(), "1").what == disposition::applied);
    for (const char* damage :
         {"state = 'suspended'", "kind = 'outage'", "facts = '\\xa16161f5'", "head = '\\x00'"}) {
        INFO(damage);
        w.database.sql("CREATE TABLE kept AS SELECT * FROM matter");
        w.database.sql("UPDATE matter SET " + std::string(damage));
        const std::vector<case_id> ids{incident};
        CHECK(w.store.matters(ids).found.empty());
        REQUIRE(w.store.matters(ids).unreadable.size() == 1);
        CHECK(w.store.matters(ids).unreadable[0].id == incident);
        const auto said = w.ask(incident, {.type = event_type::incident_ended}, operations(), damage);
        CHECK(said.code == "unknown_state");
        w.database.sql("DELETE FROM matter");
        w.database.sql("INSERT INTO matter SELECT * FROM kept");
        w.database.sql("DROP TABLE kept");
    }
    CHECK(w.ask(incident, {.type = event_type::incident_ended}, operations(), "2").version == 2);
}

TEST_CASE("nobody removes a matter, and readers change none", "[matter][roles]")
{
    scratch_database database;
    const auto answer = [&](const std::string& role, const std::string& statement) -> std::string {
        pqxx::connection to(postgres::connection_text(database.url(), {.role = role}));
        pqxx::work tx(to);
        try {
            tx.exec(statement);
            return {};
        } catch (const pqxx::sql_error& error) {
            return postgres::sqlstate_of(error);
        }
    };
    for (const char* statement :
         {"DELETE FROM matter", "TRUNCATE matter", "DELETE FROM incident_case_counter"})
        CHECK(answer("redress_engine", statement) == "42501");
    for (const char* role : {"redress_reader", "redress_backup"}) {
        CHECK(answer(role, "SELECT facts FROM matter").empty());
        CHECK(answer(role, "UPDATE matter SET state = 'ended'") == "42501");
    }
    CHECK(answer("redress_relay", "SELECT facts FROM matter") == "42501");
}
