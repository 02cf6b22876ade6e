// Errors of a file that is no TOML, and files that cannot be read.
#include "written_file.hpp"

#include "adapters/files/policy_file.hpp"
#include "adapters/files/roster_file.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using tests::said_by;

TEST_CASE("a syntax error is an error of the file, at its line and column", "[files]")
{
    try {
        (void)files::load_policy("id = \"p\"\nrev = = 1\n", "p.toml");
        FAIL("it was read");
    } catch (const files::file_error& wrong) {
        CHECK(wrong.file == "p.toml");
        CHECK(wrong.line == 2);
        CHECK(wrong.column == 7);
        CHECK_FALSE(wrong.message.empty());
        CHECK(std::string(wrong.what()) == "p.toml:2:7: " + wrong.message);
    }
    CHECK(said_by([] { (void)files::load_policy("rev = 1\nrev = 2\n", "p.toml"); }).starts_with("p.toml:2:"));
    CHECK(said_by([] { (void)files::load_policy("id = \"\xff\"\n", "p.toml"); }).starts_with("p.toml:1:"));
}

TEST_CASE("a file that cannot be read says so without a line", "[files]")
{
    const tests::scratch_folder folder;
    const auto missing = folder.path() + "/none.toml";
    CHECK(said_by([&] { (void)files::load_roster(missing); }) ==
          missing + ": cannot be read; check that the file exists and who may read it");
}
