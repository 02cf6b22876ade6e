// The importer says about each row of the test file exactly what the expected file says.
#include "adapters/app/csv.hpp"
#include "adapters/app/mapping.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <boost/json.hpp>

#include <fstream>

using namespace redress;
using namespace redress::app;
using Catch::Matchers::ContainsSubstring;

namespace {

std::string read_whole(const std::string& path)
{
    std::ifstream in(path, std::ios::binary);
    REQUIRE(in.good());
    return {std::istreambuf_iterator<char>(in), {}};
}

const data_check anything = [](const boost::json::object&) { return std::optional<std::string>(); };
const auto now = *parse_instant("2026-11-23T12:00:00.5Z");

std::size_t characters(std::string_view text)
{
    std::size_t n = 0;
    for (const char c : text) n += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
    return n;
}

std::string member(const boost::json::object& data, std::string_view name)
{
    const auto* value = data.if_contains(name);
    return value ? std::string(value->as_string()) : std::string();
}

std::string mapping_error_of(const std::string& toml)
{
    try {
        (void)parse_mapping(toml, "m.toml");
    } catch (const mapping_error& e) {
        return e.what();
    }
    return "no error";
}

const std::string small =
    "id = \"t\"\nversion = 1\nsource = \"/t\"\n[received]\ncolumn = \"when\"\nformat = \"%Y-%m-%d\"\n";

}  // namespace

TEST_CASE("every row of the test file becomes what the expected file says", "[mapping]")
{
    const auto by = parse_mapping(read_whole("schemas/mappings/ccdb.toml"), "ccdb.toml");
    const auto rows = map_rows(by, read_whole("tests/data/ccdb_like.csv"), now, anything);
    const auto expected = read_whole("tests/data/ccdb_like.expected.csv");
    csv_reader reader(expected, ',');
    csv_record line;
    REQUIRE(reader.next(line));  // header
    std::size_t n = 0;
    for (; reader.next(line); ++n) {
        REQUIRE(n < rows.size());
        const auto& row = rows[n];
        INFO("row " << line.fields[0]);
        CHECK(std::to_string(row.row) == line.fields[0]);
        CHECK(std::to_string(row.line) == line.fields[1]);
        CHECK(to_string(row.id) == line.fields[6]);
        CHECK(row.reason == line.fields[7]);
        if (line.fields[2] != "accepted") continue;
        CHECK(row.reason.empty());
        CHECK(member(row.data, "category") == line.fields[3]);
        CHECK(member(row.data, "service") == line.fields[4]);
        CHECK(std::to_string(characters(member(row.data, "subject"))) == line.fields[5]);
    }
    CHECK(n == rows.size());
}

TEST_CASE("damaged rows are refused with their reason and the next row is read", "[mapping]")
{
    const auto by = parse_mapping(read_whole("schemas/mappings/ccdb.toml"), "ccdb.toml");
    const auto rows = map_rows(by, read_whole("tests/data/ccdb_like_damaged.csv"), now, anything);
    REQUIRE(rows.size() == 5);
    CHECK(rows[0].reason.empty());
    CHECK(rows[1].reason == "row is not UTF-8");
    CHECK(rows[2].reason == "text after a closing quote");
    CHECK(rows[3].reason.empty());
    CHECK(rows[4].reason == "quoted field has no end");
}

TEST_CASE("squeeze keeps the order and brings the file into the spread", "[mapping]")
{
    const auto by = parse_mapping(read_whole("schemas/mappings/ccdb.toml"), "ccdb.toml");
    const auto rows = map_rows(by, read_whole("tests/data/ccdb_like.csv"), now, anything);
    instant newest = instant::min(), oldest = instant::max(), before = instant::min();
    for (const auto& row : rows) {
        if (!row.reason.empty()) continue;
        CHECK(row.received >= before);
        before = row.received;
        newest = std::max(newest, row.received);
        oldest = std::min(oldest, row.received);
    }
    CHECK(newest == now - std::chrono::hours(2));
    CHECK(oldest == now - std::chrono::hours(2) - std::chrono::hours(240));
}

TEST_CASE("recent keeps distances and puts what is older at the edge", "[mapping]")
{
    const auto by =
        parse_mapping(small + "shift = \"recent\"\nnewest_age = \"1h\"\nspread = \"3d\"\n", "m.toml");
    const auto rows = map_rows(by, "when\n2020-01-01\n2020-01-30\n2020-01-31\n", now, anything);
    CHECK(rows[0].received == now - std::chrono::hours(1 + 72));
    CHECK(rows[1].received == now - std::chrono::hours(1 + 24));
    CHECK(rows[2].received == now - std::chrono::hours(1));
}

TEST_CASE("without a shift a date in the future is refused and zones are kept", "[mapping]")
{
    const auto by = parse_mapping(small + "zone = \"America/New_York\"\ntime = \"02:30\"\n", "m.toml");
    const auto rows = map_rows(by, "when\n2026-03-08\n2026-11-01\n2027-01-01\n", now, anything);
    CHECK(to_string(rows[0].received) ==
          "2026-03-08T07:00:00.000000Z");  // 02:30 never happened: the end of the gap
    CHECK(to_string(rows[1].received) == "2026-11-01T07:30:00.000000Z");
    CHECK(rows[2].reason == "when \"2027-01-01\" is in the future");
    const auto twice = parse_mapping(small + "zone = \"America/New_York\"\ntime = \"01:30\"\n", "m.toml");
    CHECK(to_string(map_rows(twice, "when\n2026-11-01\n", now, anything)[0].received) ==
          "2026-11-01T05:30:00.000000Z");
}

TEST_CASE("dates must match the whole format and be real", "[mapping]")
{
    CHECK(parse_date("2026-02-28", "%Y-%m-%d"));
    CHECK_FALSE(parse_date("2026-02-29", "%Y-%m-%d"));
    CHECK_FALSE(parse_date("2026-2-28", "%Y-%m-%d"));
    CHECK_FALSE(parse_date("2026-02-28 ", "%Y-%m-%d"));
    CHECK(parse_date("28.02.2026 09:15:01 +0800", "%d.%m.%Y %H:%M:%S %z")->offset ==
          std::chrono::minutes(480));
    CHECK_FALSE(parse_date("28.02.2026 24:00", "%d.%m.%Y %H:%M"));
    CHECK(parse_date("100%2026", "100%%%Y"));
}

TEST_CASE("what the command refuses is a refused row", "[mapping]")
{
    const auto by = parse_mapping(small, "m.toml");
    const auto rows = map_rows(by, "when\n2020-01-01\n", now,
                               [](const auto&) { return std::optional<std::string>("channel: required"); });
    CHECK(rows[0].reason == "channel: required");
}

TEST_CASE("a mapping that is wrong stops before the first row, with file, line and key", "[mapping]")
{
    CHECK_THAT(mapping_error_of(small + "[[filed]]\n"),
               ContainsSubstring("m.toml:7: unknown key 'filed' (did you mean 'field'?)"));
    CHECK_THAT(mapping_error_of("id = \"t\"\nversion = 1\n"), ContainsSubstring("'source' is missing"));
    CHECK_THAT(mapping_error_of(small + "shift = \"sqeeze\"\n"),
               ContainsSubstring("m.toml:7: 'received.shift'"));
    CHECK_THAT(
        mapping_error_of(small + "[[field]]\nto = \"categry\"\nfrom = \"a\"\n"),
        ContainsSubstring("m.toml:8: complaint_filed has no field 'categry' (did you mean 'category'?)"));
    CHECK_THAT(mapping_error_of(small +
                                "[constant]\nkind = \"complaint\"\n[[field]]\nto = \"kind\"\nfrom = \"a\"\n"),
               ContainsSubstring("'kind' is set twice"));
    CHECK_THAT(mapping_error_of(small + "[[field]]\nto = \"kind\"\nfrom = \"a\"\ntemplate = \"x\"\n"),
               ContainsSubstring("either 'from' or 'template'"));
    CHECK_THAT(mapping_error_of(small + "[[require]]\ncolumn = \"a\"\npattern = \"(\"\nwhy = \"w\"\n"),
               ContainsSubstring("m.toml:9: 'require.pattern'"));
    CHECK_THROWS_WITH(map_rows(parse_mapping(small, "m.toml"), "whne\n", now, anything),
                      "m.toml: the data have no column 'when' (did you mean 'whne'?)");
}

TEST_CASE("templates fill columns, words for empty ones, and braces", "[mapping]")
{
    const auto by =
        parse_mapping(small + "[[field]]\nto = \"subject\"\ntemplate = \"{{{a}}} {b|none}\"\n", "m.toml");
    const auto rows = map_rows(by, "when,a,b\n2020-01-01,x,\n2020-01-01,,y\n", now, anything);
    CHECK(member(rows[0].data, "subject") == "{x} none");
    CHECK(member(rows[1].data, "subject") == "{} y");
}
