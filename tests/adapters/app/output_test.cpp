// Columns stay straight whatever script they hold, and foreign text cannot steer a terminal.
#include "adapters/app/output.hpp"
#include "adapters/app/width.hpp"
#include "states/utf8.hpp"

#include <catch2/catch_test_macros.hpp>

#include <boost/json.hpp>

#include <sstream>

using namespace redress::app;

TEST_CASE("Chinese takes two columns, accents none", "[width]")
{
    CHECK(columns_of(std::string_view("abc")) == 3);
    CHECK(columns_of(std::string_view("投诉")) == 4);
    CHECK(columns_of(std::string_view("ＡＢ")) == 4);
    CHECK(columns_of(std::string_view("한글")) == 4);
    CHECK(columns_of(std::string_view("é")) == 1);
    CHECK(columns_of(std::string_view("e\xCC\x81")) == 1);
    CHECK(columns_of(std::string_view("🙏")) == 2);
    CHECK(columns_of(std::string_view("\xFF")) == 1);
    CHECK(columns_of(std::string_view("Привет")) == 6);
}

TEST_CASE("a text is cut between characters and says so", "[width]")
{
    CHECK(fitted("short", 5) == "short");
    CHECK(fitted("shorter", 5) == "shor…");
    CHECK(fitted("投诉处理", 8) == "投诉处理");
    CHECK(fitted("投诉处理", 7) == "投诉处…");
    CHECK(fitted("投诉处理", 6) == "投诉…");
    CHECK(fitted("投诉", 1) == "…");
    CHECK(fitted("x", 0).empty());
}

TEST_CASE("only well-formed UTF-8 passes", "[width]")
{
    CHECK(redress::valid_utf8("Café 投诉 🙏"));
    CHECK_FALSE(redress::valid_utf8("Caf\xE9"));
    CHECK_FALSE(redress::valid_utf8("\xC0\x80"));
    CHECK_FALSE(redress::valid_utf8("\xED\xA0\x80"));
    CHECK_FALSE(redress::valid_utf8("\xF4\x90\x80\x80"));
    CHECK_FALSE(redress::valid_utf8("\xE6\x8A"));
    for (const auto* wrong : {"\x80", "\xc1\xbf", "\xe0\x80\xaf", "\xed\xbf\xbf", "\xf5\x80\x80\x80"})
        CHECK_FALSE(redress::valid_utf8(wrong));
}

namespace {

std::string printed(output_format format, std::initializer_list<boost::json::object> rows)
{
    std::ostringstream out;
    row_printer printer(out, format, {{"who", "谁"}, {"n", "Cases", true}, {"why", "Why", false, 12}});
    for (const auto& row : rows) printer.row(row);
    printer.end();
    return out.str();
}

}  // namespace

TEST_CASE("a table is aligned by columns, not by bytes", "[output]")
{
    CHECK(printed(output_format::table, {{{"who", "处理员"}, {"n", 7}, {"why", "due"}},
                                         {{"who", "Osei"}, {"n", 1234}, {"why", "a long reason"}}}) ==
          "谁      Cases  Why\n"
          "处理员      7  due\n"
          "Osei     1234  a long reas…\n");
}

TEST_CASE("control characters of foreign text do not reach the screen", "[output]")
{
    CHECK(printed(output_format::table, {{{"who", "a\x1b[2Jb\nc"}, {"n", 1}, {"why", "\xE2\x80\xAEx"}}}) ==
          "谁        Cases  Why\n"
          "a [2Jb c      1   x\n");
}

TEST_CASE("JSON, JSON lines and CSV hold the same rows", "[output]")
{
    const boost::json::object row{{"who", "a,\"b\""}, {"n", 2}, {"why", nullptr}};
    CHECK(boost::json::parse(printed(output_format::json, {row, row})).as_array().size() == 2);
    CHECK(printed(output_format::json, {}) == "[]\n");
    CHECK(printed(output_format::jsonl, {row}) == "{\"who\":\"a,\\\"b\\\"\",\"n\":2,\"why\":null}\n");
    CHECK(printed(output_format::csv, {row}) == "who,n,why\r\n\"a,\"\"b\"\"\",2,\r\n");
}

TEST_CASE("what a stranger wrote is no formula in a spreadsheet", "[output]")
{
    CHECK(csv_field("=cmd|'/C'!A0") == "'=cmd|'/C'!A0");
    CHECK(csv_field("@SUM(A1)") == "'@SUM(A1)");
    CHECK(csv_field("+1-2") == "'+1-2");
    CHECK(csv_field("-1+cmd") == "'-1+cmd");
    CHECK(csv_field("-cmd") == "'-cmd");
    CHECK(csv_field("=1,2") == "\"'=1,2\"");
    CHECK(csv_field("\xef\xbc\x9d"
                    "1+1") ==
          "'\xef\xbc\x9d"
          "1+1");
    CHECK(csv_field("\xef\xbc\xa0SUM(A1)") == "'\xef\xbc\xa0SUM(A1)");
    CHECK(csv_field("-5") == "-5");
    CHECK(csv_field("fees") == "fees");
}

TEST_CASE("a long table is printed as its rows come, and keeps the widths of its first rows", "[output]")
{
    std::ostringstream out;
    row_printer printer(out, output_format::table, {{"who", "Who"}, {"n", "N", true}});
    for (std::size_t n = 1; n < rows_for_widths; ++n) printer.row({{"who", "abcdef"}, {"n", 1}});
    CHECK(out.str().empty());
    printer.row({{"who", "abcdefgh"}, {"n", 12}});
    const auto first = out.str();
    CHECK(first.starts_with("Who        N\nabcdef     1\n"));
    CHECK(first.ends_with("abcdefgh  12\n"));
    printer.row({{"who", "a"}, {"n", 3}});
    printer.row({{"who", "longer than all"}, {"n", 3}});
    CHECK(out.str() == first + "a          3\nlonger than all   3\n");
    printer.end();
    CHECK(out.str() == first + "a          3\nlonger than all   3\n");
}
