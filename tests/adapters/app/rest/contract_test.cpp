// The endpoint table and schemas/http/openapi.yaml name the same operations; every problem has words.
#include "tests/adapters/app/rest/desk_at_work.hpp"

#include "adapters/app/rest/problem.hpp"
#include "adapters/files/text_book.hpp"
#include "workflow/permissions.hpp"

#include <catch2/catch_test_macros.hpp>

#include <fstream>
#include <set>

using namespace redress;
using namespace redress::tests;

namespace {

/// "get /api/v1/complaints list_complaints", by the indentation of the file: paths stand at two, methods at four,
/// their members at six.
std::set<std::string> operations_of_contract()
{
    std::ifstream file("schemas/http/openapi.yaml");
    REQUIRE(file);
    std::set<std::string> found;
    std::string path, method;
    bool paths = false;
    for (std::string line; std::getline(file, line);) {
        if (!line.empty() && line[0] != ' ') paths = line == "paths:";
        if (!paths) continue;
        if (line.starts_with("  /")) path = line.substr(2, line.size() - 3);
        if (line.starts_with("    ") && line[4] != ' ' && line.ends_with(':'))
            method = line.substr(4, line.size() - 5);
        constexpr std::string_view id = "      operationId: ";
        if (line.starts_with(id)) found.insert(method + " " + path + " " + line.substr(id.size()));
    }
    return found;
}

std::string_view name_of_verb(http::verb one)
{
    static constexpr std::string_view names[] = {"get", "post", "put", "patch", "delete"};
    return names[static_cast<std::size_t>(one)];
}

}  // namespace

TEST_CASE("the table and the contract name the same operations", "[rest]")
{
    desk_at_work desk;
    std::set<std::string> table, ids;
    for (const auto& row : desk.table()) {
        table.insert(std::string(name_of_verb(row.method)) + " " + std::string(row.path) + " " +
                     std::string(row.operation));
        CHECK(ids.insert(std::string(row.operation)).second);
        CAPTURE(row.operation, row.permission);
        CHECK(row.permission.empty() == (row.needs == http::needs::nobody));
        CHECK((row.permission.empty() || workflow::parse_permission(row.permission)));
    }
    CHECK(table == operations_of_contract());
}

TEST_CASE("every problem has a title in both languages, and every detail and fix has both", "[rest]")
{
    const files::text_book texts("schemas/texts");
    for (const auto code : app::problem_codes) {
        CAPTURE(code);
        for (const auto* language : {"en", "zh-CN"}) CHECK(texts.has("problem", code, language));
        for (const auto* section : {"problem_detail", "problem_fix"})
            CHECK(texts.has(section, code, "en") == texts.has(section, code, "zh-CN"));
    }
}
