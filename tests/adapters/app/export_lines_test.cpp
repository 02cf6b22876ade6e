#include "adapters/app/export_lines.hpp"

#include <boost/json.hpp>
#include <catch2/catch_test_macros.hpp>

using namespace redress::app;

TEST_CASE("no cell of an export is a formula", "[export]")
{
    CHECK(export_cell("=HYPERLINK(1)") == "'=HYPERLINK(1)");
    CHECK(export_cell("+1") == "'+1");
    CHECK(export_cell("-1+cmd") == "'-1+cmd");
    CHECK(export_cell("@SUM(1,2)") == "\"'@SUM(1,2)\"");
    CHECK(export_cell("\tx") == "'\tx");
    CHECK(export_cell("plain = no formula") == "plain = no formula");
}

TEST_CASE("text of an export reads in the order in which it was written", "[export]")
{
    CHECK(export_cell("a\xe2\x80\xae"
                      "b") == "a[U+202E]b");
    CHECK(export_cell("\xd8\x9cx") == "[U+061C]x");
    CHECK(export_cell("\xe2\x80\xae=1") == "[U+202E]=1");
    CHECK(export_cell("钱不见了") == "钱不见了");
}

TEST_CASE("a cell with a quote or a line's end is quoted", "[export]")
{
    CHECK(export_cell("a\"b") == "\"a\"\"b\"");
    CHECK(export_cell("a\nb") == "\"a\nb\"");
}

TEST_CASE("an event of process mining has a zone, and what may not stand in XML stands as its number",
          "[export]")
{
    const boost::json::object entry{{"type", "case.event"},
                                    {"ev", "triaged"},
                                    {"at", "2026-03-02T09:00:00.123456Z"},
                                    {"id", "x"},
                                    {"actor", {{"id", "h<l>\x01&\"n"}, {"role", "handler"}}}};
    const auto line = xes_event(entry, export_profile_called("court"));
    CHECK(line.find("value=\"2026-03-02T09:00:00.123456+00:00\"") != std::string::npos);
    CHECK(line.find("value=\"h&lt;l&gt;[U+0001]&amp;&quot;n\"") != std::string::npos);
    CHECK(xes_event({{"type", "case.refused"}}, export_profile_called("court")).empty());
}

TEST_CASE("a complainant's lines name no member of staff and tell nothing from inside", "[export]")
{
    const boost::json::object told{{"type", "case.event"},
                                   {"ev", "triaged"},
                                   {"at", "2026-03-02T09:00:00.123456Z"},
                                   {"actor", {{"id", "h.lin"}, {"kind", "person"}, {"role", "handler"}}}};
    const boost::json::object inside{{"type", "operator.command"}, {"chain", "x"}};
    const auto& complainant = export_profile_called("complainant");
    CHECK(csv_line(told, complainant).find("h.lin") == std::string::npos);
    CHECK(csv_line(told, complainant).find("handler") != std::string::npos);
    CHECK(xes_event(told, complainant).find("h.lin") == std::string::npos);
    CHECK(csv_line(told, export_profile_called("ombudsman")).find("h.lin") != std::string::npos);
    CHECK(is_told(told, complainant));
    CHECK_FALSE(is_told(inside, complainant));
    CHECK_FALSE(is_told({{"type", "case.refused"}}, export_profile_called("regulator")));
    CHECK(is_told(inside, export_profile_called("court")));
}
