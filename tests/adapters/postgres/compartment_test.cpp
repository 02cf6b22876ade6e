// Restricted compartments on PostgreSQL: who may read them, what their writing leaves behind elsewhere,
// and the erasure of a case's words.
#include "adapters/postgres/case_store.hpp"
#include "adapters/postgres/compartment_store.hpp"
#include "adapters/postgres/connection_text.hpp"
#include "adapters/postgres/session.hpp"
#include "tests/adapters/postgres/scratch_database.hpp"
#include "tests/support/cases.hpp"
#include "workflow/compartment.hpp"
#include "workflow/engine.hpp"

#include <catch2/catch_test_macros.hpp>

#include <map>

using namespace redress;
using namespace redress::tests;
using namespace redress::workflow;
using namespace std::chrono_literals;

namespace {

const actor reviewer{.id = "r.ahn", .role = role::restricted_reviewer, .named_staff = true};

event restricted(event_type what, field words)
{
    event made{.type = what};
    return made.set(words, std::string("Said in confidence."));
}

struct world {
    scratch_database database;
    one_policy policies;
    postgres::case_store store{{.url = database.url()}};
    engine writer{store, policies, engine_settings{}, [](const case_id&, const redress::alarm&) {}};
    postgres::compartment_store restricted_store{database.url()};
    compartments desk{restricted_store, {}};
    const case_id id = case_number(1);
    int commands = 0;

    answer ask(event what, actor who)
    {
        return writer
            .apply(batch_of({order(id, std::move(what), std::move(who), "c" + std::to_string(++commands))}))
            .at(0);
    }
    complaint now()
    {
        const std::array ids{id};
        return store.read(ids).cases.at(0);
    }
    answer tell(const event& what)
    {
        return desk.tell(now(), what, reviewer, {.source = "redress:cli", .id = std::to_string(++commands)});
    }
    /// Every row of every table but those of the compartments.
    std::map<std::string, std::string> elsewhere()
    {
        std::map<std::string, std::string> all;
        for (const auto& row :
             database.sql("SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = "
                          "c.relnamespace WHERE n.nspname = 'public' AND c.relkind IN ('r', "
                          "'p') AND c.relname NOT LIKE 'restricted%' AND c.relname <> "
                          "'limited_reasons'"))
            all[row[0].as<std::string>()] =
                database.value("SELECT coalesce(string_agg(t::text, '|' ORDER BY t::text), '') FROM " +
                               row[0].as<std::string>() + " t");
        return all;
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

TEST_CASE("a compartment leaves nothing in any table but its own", "[restricted]")
{
    world w;
    REQUIRE(w.ask(filing(), customer()).what == disposition::applied);
    const auto before = w.elsewhere();
    REQUIRE(before.size() > 10);
    CHECK(w.tell(restricted(event_type::restricted_opened, field::reason)).what == disposition::applied);
    CHECK(w.tell(restricted(event_type::restricted_note_added, field::text)).version == 2);
    CHECK(w.tell(restricted(event_type::limited_reasons_approved, field::reason)).version == 3);
    w.desk.note_reading(w.now(), reviewer, {.source = "redress:cli", .id = "look"});
    CHECK(w.elsewhere() == before);

    CHECK(w.desk.find(w.id).facts.notes == 1);
    CHECK(w.restricted_store.history(w.id).size() == 4);
    CHECK(w.restricted_store.texts(w.id).size() == 3);
    CHECK(w.restricted_store.texts(w.id)[0].bytes == "Said in confidence.");
    CHECK(w.restricted_store.reasons_limited(w.id)->by == "r.ahn");
    const auto asked = w.store.reasons_limited(w.id);
    REQUIRE(asked);
    CHECK(asked->by == "r.ahn");
    CHECK_FALSE(asked->until);
    CHECK_FALSE(w.store.reasons_limited(case_number(2)));
}

TEST_CASE("an approval may end, and the latest one counts", "[restricted]")
{
    world w;
    REQUIRE(w.ask(filing(), customer()).what == disposition::applied);
    (void)w.tell(restricted(event_type::restricted_opened, field::reason));
    auto approval = restricted(event_type::limited_reasons_approved, field::reason);
    const auto until = w.restricted_store.now() + 24h;
    CHECK(w.tell(approval.set(field::until, until)).what == disposition::applied);
    CHECK(w.store.reasons_limited(w.id)->until == until);
    CHECK(w.restricted_store.reasons_limited(w.id)->until == until);
    (void)w.tell(restricted(event_type::limited_reasons_approved, field::reason));
    CHECK_FALSE(w.store.reasons_limited(w.id)->until);
}

TEST_CASE("a cseq that is taken is not written again, nor are its words", "[restricted]")
{
    world w;
    REQUIRE(w.ask(filing(), customer()).what == disposition::applied);
    compartment_write first;
    first.entry = {.bucket = bucket_of(w.id), .chain = w.id, .key = 1, .cseq = 1, .body = "{}"};
    CHECK(w.restricted_store.write(first));
    compartment_write late = first;
    late.entry.key = 2;
    late.texts.push_back(
        {.bucket = bucket_of(w.id), .id = w.id, .entry_key = 2, .slot = "text", .bytes = "x"});
    late.limited = limited_reasons{.by = "r.ahn"};
    CHECK_FALSE(w.restricted_store.write(late));
    CHECK(w.restricted_store.texts(w.id).empty());
    CHECK_FALSE(w.restricted_store.reasons_limited(w.id));
}

TEST_CASE("one role reads the compartments, and nobody changes them", "[restricted][roles]")
{
    scratch_database database;
    for (const char* role : {"redress_engine", "redress_reader", "redress_private", "redress_relay",
                             "redress_sequencer", "redress_maintainer"}) {
        CAPTURE(role);
        CHECK(answer_in(database, role, "SELECT count(*) FROM restricted_entry") == "42501");
        CHECK(answer_in(database, role, "SELECT count(*) FROM restricted_text") == "42501");
        const bool decides = std::string(role) == "redress_engine";
        CHECK(answer_in(database, role, "SELECT count(*) FROM limited_reasons") == (decides ? "" : "42501"));
    }
    CHECK(answer_in(database, "redress_restricted", "SELECT bytes FROM restricted_text").empty());
    for (const char* statement :
         {"UPDATE restricted_entry SET body = ''", "DELETE FROM restricted_entry",
          "DELETE FROM restricted_text", "DELETE FROM limited_reasons", "SELECT facts FROM complaint",
          "SELECT body FROM audit_entry", "SELECT bytes FROM private_text"}) {
        CAPTURE(statement);
        CHECK(answer_in(database, "redress_restricted", statement) == "42501");
    }
    CHECK(answer_in(database, "redress_backup", "SELECT body FROM restricted_entry").empty());
}

TEST_CASE("words go with the erasure of their closed case, those of the compartment, too", "[keeping]")
{
    world w;
    const case_id other = case_number(2);
    REQUIRE(w.ask(filing(), customer()).what == disposition::applied);
    (void)w.writer.apply(batch_of({order(other, filing(), customer(), "other")}));
    (void)w.tell(restricted(event_type::restricted_opened, field::reason));
    const std::string ids = "ARRAY[" + std::to_string(bucket_of(w.id)) + "]::smallint[], ARRAY['" +
                            to_string(w.id) + "']::uuid[]";
    // Of an open case it does nothing, whoever asks; and only the writer may.
    CHECK(answer_in(w.database, "redress_engine", "SELECT erase_texts(" + ids + ")").empty());
    for (const char* role : {"redress_reader", "redress_private", "redress_restricted", "redress_relay"})
        CHECK(answer_in(w.database, role, "SELECT erase_texts(" + ids + ")") == "42501");
    const auto texts_of = [&](const case_id& id) {
        return w.database.number("SELECT count(*) FROM private_text WHERE case_id = '" + to_string(id) + "'");
    };
    CHECK(texts_of(w.id) > 0);
    CHECK(w.restricted_store.texts(w.id).size() == 1);

    event withdrawal{.type = event_type::withdrawn};
    REQUIRE(w.ask(withdrawal.set(field::reason, std::string("Settled.")), customer()).what ==
            disposition::applied);
    const auto before = texts_of(other);
    batch_outcome out;
    out.erased.push_back({.bucket = bucket_of(w.id), .id = w.id});
    w.store.send(out);
    CHECK(w.store.receive().status == write_status::written);
    CHECK(texts_of(w.id) == 0);
    CHECK(texts_of(other) == before);
    CHECK(w.restricted_store.texts(w.id).empty());
    CHECK(w.restricted_store.history(w.id).size() == 1);
}
