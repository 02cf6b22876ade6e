#include "written_file.hpp"

#include "adapters/files/policy_file.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using tests::said_by;

TEST_CASE("a folder's policies are in force in the order of their file names, and are found by their hash",
          "[policy]")
{
    const tests::scratch_folder folder;
    const auto other = tests::changed(tests::least_policy(), "id = \"p\"", "id = \"q\"");
    folder.write("2.toml", tests::least_policy());
    folder.write("1.toml", other);
    folder.write("notes.txt", "no policy");
    const files::file_policy_book book(folder.path());
    REQUIRE(book.in_force().size() == 2);
    CHECK(book.in_force()[0]->id == "q");
    CHECK(book.in_force()[1]->id == "p");
    CHECK(book.find(files::sha256_hex(other)) == book.in_force()[0]);
    CHECK(book.find("") == nullptr);
}

TEST_CASE("a policy from the database is found by cases that pinned it and never in force", "[policy]")
{
    const tests::scratch_folder folder;
    folder.write("p.toml", tests::least_policy());
    files::file_policy_book book(folder.path());
    const auto* first = book.in_force()[0];
    const auto older = tests::changed(tests::least_policy(), "limit = \"24h\"", "limit = \"48h\"");
    book.add(older, "revision 0");
    book.add(older, "revision 0");
    CHECK(book.in_force() == std::vector<const policy*>{first});
    CHECK(book.documents().size() == 2);
    const auto* found = book.find(files::sha256_hex(older));
    REQUIRE(found != nullptr);
    CHECK(found->clocks[0].limit == std::chrono::hours(48));
}

TEST_CASE("a folder without a policy, with a bad one or with two of one id is refused", "[policy]")
{
    const tests::scratch_folder folder;
    const auto read = [&] { (void)files::file_policy_book(folder.path()); };
    CHECK(said_by(read) ==
          folder.path() + ": holds no policy file (*.toml); a case cannot be filed without one");
    folder.write("a.toml", tests::least_policy());
    folder.write("b.toml", tests::changed(tests::least_policy(), "rev = 1", "rev = 2"));
    CHECK(said_by(read) ==
          folder.path() + "/b.toml:1:1: id 'p' is in force already; keep one file per policy here");
    folder.write("b.toml", "id = ");
    CHECK(said_by(read).starts_with(folder.path() + "/b.toml:1:6: "));
    CHECK(said_by([&] { (void)files::file_policy_book(folder.path() + "/none"); }) ==
          folder.path() + "/none: cannot be read as a folder (No such file or directory); set policies.dir");
}
