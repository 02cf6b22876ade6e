// What is made of words behind the engine goes with the words, also when they go while it is being made.
#include "adapters/postgres/case_store.hpp"
#include "adapters/postgres/likeness_index.hpp"
#include "adapters/postgres/word_index.hpp"
#include "tests/adapters/postgres/scratch_database.hpp"
#include "tests/support/cases.hpp"
#include "workflow/engine.hpp"

#include <catch2/catch_test_macros.hpp>

#include <thread>

using namespace redress;
using namespace redress::tests;
using namespace redress::workflow;
using namespace std::chrono_literals;

namespace {

/// The small policy, whose cases may be erased as soon as they are closed.
class short_memory final : public policy_book {
public:
    short_memory() { rules_.retention_case = 1us; }
    [[nodiscard]] const std::vector<const policy*>& in_force() const override { return in_force_; }
    [[nodiscard]] const policy* find(std::string_view sha256) const override
    {
        return sha256 == rules_.sha256 ? &rules_ : nullptr;
    }

private:
    policy rules_ = small_policy();
    std::vector<const policy*> in_force_{&rules_};
};

struct world {
    scratch_database database;
    short_memory policies;
    postgres::case_store store{{.url = database.url()}};
    engine writer{store, policies, engine_settings{}, [](const case_id&, const redress::alarm&) {}};
    postgres::likeness_index likeness{database.url()};
    postgres::word_index words{database.url()};
    const case_id id = case_number(1);

    void does(event what, actor who, const std::string& source)
    {
        const auto got = writer.apply(batch_of({order(id, std::move(what), std::move(who), source)})).at(0);
        CAPTURE(got.code, got.guard);
        REQUIRE(got.what == disposition::applied);
    }
    void files() { does(filing("The umbrella was never sent."), customer(), "filing"); }
    void closes()
    {
        event over{.type = event_type::withdrawn};
        does(over.set(field::reason, std::string("Settled.")), customer(), "withdrawn");
    }
    void erases()
    {
        event gone{.type = event_type::subject_erased};
        does(gone.set(field::reason_code, std::string("retention")),
             {.id = "p.haas", .role = role::compliance, .named_staff = true}, "erased");
    }
    /// Each row of the table is written only when `lock` is free.
    void writes_wait(const std::string& table, int lock)
    {
        const auto name = "wait_" + table;
        const auto no = std::to_string(lock);
        database.sql("CREATE FUNCTION " + name + "() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM " +
                     "pg_advisory_xact_lock_shared(" + no + "); RETURN NEW; END $$");
        database.sql("CREATE TRIGGER wait BEFORE INSERT ON " + table + " FOR EACH ROW EXECUTE FUNCTION " +
                     name + "()");
    }
    [[nodiscard]] long long rows(const std::string& table)
    {
        return database.number("SELECT count(*) FROM " + table);
    }

    /// Erases while `index` has read the words and written nothing of them yet.
    template <class Index>
    void erases_meanwhile(const std::string& table, Index& index)
    {
        writes_wait(table, 7);
        database.sql("SELECT pg_advisory_lock(7)");
        std::jthread late([&] { (void)index.catch_up(10s); });
        while (database.number(
                   "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND "
                   "database = (SELECT oid FROM pg_database WHERE datname = current_database())") == 0)
            std::this_thread::yield();
        erases();
        database.sql("SELECT pg_advisory_unlock(7)");
    }
};

}  // namespace

TEST_CASE("words that are erased while they are taken apart are not found again", "[words][keeping]")
{
    world w;
    w.files();
    w.closes();
    w.erases_meanwhile("case_words", w.words);
    while (w.words.behind() > 0) (void)w.words.catch_up(10s);
    CHECK(w.words.find(words_asked("umbrella"), 10).empty());
    CHECK(w.rows("case_words") == 0);
}

TEST_CASE("a case that is erased while it is marked shares nothing with others", "[likeness][keeping]")
{
    world w;
    w.files();
    w.closes();
    w.erases_meanwhile("case_likeness", w.likeness);
    while (w.likeness.behind() > 0) (void)w.likeness.catch_up(10s);
    CHECK(w.rows("case_likeness") == 0);
}

TEST_CASE("a case that was erased long ago is not marked by a pass that begins anew",
          "[likeness][words][keeping]")
{
    world w;
    w.files();
    w.closes();
    w.erases();
    while (w.likeness.behind() > 0) (void)w.likeness.catch_up(10s);
    while (w.words.behind() > 0) (void)w.words.catch_up(10s);
    CHECK(w.rows("case_likeness") == 0);
    CHECK(w.rows("case_words") == 0);
}

TEST_CASE("a case of very many words holds up nobody, and its first words are found", "[words]")
{
    world w;
    w.files();
    for (int text = 0; text < 12; ++text) {
        std::string all;
        for (int n = 0; n < 1800; ++n)
            all += "w" + std::to_string(text) + "x" + std::to_string(n) + std::string(50, 'a') + " ";
        w.database.sql("INSERT INTO private_text SELECT bucket, case_id, -" + std::to_string(text + 1) +
                       ", 'text', convert_to('" + all + "', 'UTF8'), digest, now() + interval '1 minute' * " +
                       std::to_string(text) + " FROM private_text WHERE slot = 'narrative'");
    }
    while (w.words.behind() > 0) (void)w.words.catch_up(10s);
    CHECK(w.words.find(words_asked("umbrella"), 10).size() == 1);
    CHECK(w.words.find(words_asked("w0x17"), 10).size() == 1);
    CHECK(w.words.find(words_asked("w11x17"), 10).empty());
}
