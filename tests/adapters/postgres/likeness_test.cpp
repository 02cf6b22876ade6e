// Cases alike on PostgreSQL: marked behind the entries that the engine wrote, found by what they share.
#include "adapters/postgres/case_store.hpp"
#include "adapters/postgres/likeness_index.hpp"
#include "tests/adapters/postgres/scratch_database.hpp"
#include "tests/support/cases.hpp"
#include "workflow/engine.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using namespace redress::tests;
using namespace redress::workflow;
using namespace std::chrono_literals;

namespace {

struct world {
    scratch_database database;
    one_policy policies;
    postgres::case_store store{{.url = database.url()}};
    engine writer{store, policies, engine_settings{}, [](const case_id&, const redress::alarm&) {}};
    postgres::likeness_index index{database.url()};

    case_id files(std::uint64_t n, event what)
    {
        const auto id = case_number(n);
        // Each somebody else's.
        std::erase_if(what.fields, [](const auto& one) { return one.first == field::complainant; });
        what.set(field::complainant, "cust-" + std::to_string(n));
        const auto got =
            writer.apply(batch_of({order(id, std::move(what), customer(), std::to_string(n))})).at(0);
        REQUIRE(got.what == disposition::applied);
        return id;
    }
    std::vector<case_id> sharing(const case_id& of)
    {
        return index.sharing(of, marks_of(index.told(std::vector{of})[of]).same, 10);
    }
};

event about(const std::string& account, const std::string& words = "Nothing that others say.")
{
    return std::move(filing(words).set(field::complainant_account, account));
}

}  // namespace

TEST_CASE("cases of one account are found once they are marked, and marked once", "[likeness]")
{
    world w;
    const auto first = w.files(1, about("ACC-1")), second = w.files(2, about("acc 1")),
               third = w.files(3, about("ACC-2"));
    CHECK(w.index.behind() > 0);
    CHECK(w.sharing(first).empty());
    CHECK(w.index.catch_up(10s) == 3);
    CHECK(w.index.behind() == 0);
    CHECK(w.index.catch_up(10s) == 0);
    CHECK(w.sharing(first) == std::vector{second});
    CHECK(w.sharing(third).empty());
    CHECK(w.database.number("SELECT count(*) FROM case_likeness") == 3);
}

TEST_CASE("what is filed later is marked later, and a second pass of another process marks nothing twice",
          "[likeness]")
{
    world w;
    const auto first = w.files(1, about("ACC-1"));
    REQUIRE(w.index.catch_up(10s) == 1);
    const auto second = w.files(2, about("ACC-1"));
    CHECK(w.sharing(second) == std::vector{first});  // found already, though not marked itself
    postgres::likeness_index other(w.database.url());
    CHECK(other.catch_up(10s) == 1);
    CHECK(w.index.catch_up(10s) == 0);
    CHECK(w.sharing(first) == std::vector{second});
}

TEST_CASE("without time nothing is marked, and what is left is said", "[likeness]")
{
    world w;
    w.files(1, about("ACC-1"));
    CHECK(w.index.catch_up(0s) == 0);
    CHECK(w.index.behind() > 0);
}

TEST_CASE("the case that shares most comes first", "[likeness]")
{
    world w;
    const std::string words = "The withdrawal to my bank was booked twice on Tuesday, says the statement.";
    const auto first = w.files(1, about("ACC-1", words));
    const auto same_words = w.files(2, about("ACC-2", words + " Please repair it."));
    w.files(3, about("ACC-3", "The card was swallowed by a machine near the station yesterday night."));
    REQUIRE(w.index.catch_up(10s) == 3);
    const auto marks = marks_of(w.index.told(std::vector{first})[first]);
    CHECK(w.index.sharing(first, marks.words, 10) == std::vector{same_words});
    CHECK(w.index.sharing(first, {}, 10).empty());
}

TEST_CASE("only the role that reads private text sees or writes marks, and the engine's does not",
          "[likeness][roles]")
{
    scratch_database database;
    for (const char* role : {"redress_engine", "redress_reader", "redress_relay", "redress_maintainer"}) {
        CAPTURE(role);
        CHECK(database.value(std::string("SELECT has_table_privilege('") + role +
                             "', 'case_likeness', 'SELECT')") == "f");
    }
    CHECK(database.value("SELECT has_table_privilege('redress_private', 'case_likeness', 'DELETE')") == "t");
}
