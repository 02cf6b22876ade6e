// What is made is read back by programs that share nothing with it in tests/end_to_end/paper.
#include "adapters/paper/document.hpp"
#include "adapters/paper/plain_characters.hpp"
#include "adapters/paper/qr.hpp"
#include "adapters/paper/workbook.hpp"

#include <catch2/catch_test_macros.hpp>

#include <unistd.h>

using namespace redress::paper;

TEST_CASE("paper: what cannot be seen is shown, letters of all scripts stay", "[paper]")
{
    CHECK(plain_characters("a\u202Egnp.exe") == "a[U+202E]gnp.exe");
    CHECK(plain_characters("x\u2066y\u2069\u200F\u061C") == "x[U+2066]y[U+2069][U+200F][U+061C]");
    CHECK(plain_characters("two\r\nlines\tand a bell\a") == "two\nlines\tand a bell[U+0007]");
    CHECK(plain_characters("钱没到 שלום naïve \U0001F4B8") == "钱没到 שלום naïve \U0001F4B8");
    CHECK(plain_characters("broken \xff utf") == "broken \uFFFD utf");
    CHECK(plain_characters(std::string_view("a\0b", 3)) == "a\uFFFDb");
}

TEST_CASE("paper: a code has its quiet zone and every dark module in one bar", "[paper]")
{
    const auto code = qr_of("ZSQD1-S1K8H");
    REQUIRE(code.size == 21 + 8);  // version 1 holds it
    for (const auto& bar : code.bars) {
        CHECK(bar.x >= 4);
        CHECK(bar.y >= 4);
        CHECK(bar.x + bar.length <= code.size - 4);
        CHECK(bar.y < code.size - 4);
        CHECK(bar.length >= 1);
    }
    // The finder pattern of the upper left corner begins with seven dark modules (ISO/IEC 18004).
    REQUIRE(!code.bars.empty());
    CHECK(code.bars.front().x == 4);
    CHECK(code.bars.front().y == 4);
    CHECK(code.bars.front().length == 7);
    CHECK(code.svg_path().starts_with("M4 4h7v1h-7z"));
}

namespace {

document with_rows(int rows)
{
    document made({.language = "en",
                   .title = "A file",
                   .author = "x",
                   .made_at = "2026-09-01T00:00:00Z",
                   .foot = {"A file"},
                   .page_of = "Page {page} of {pages}",
                   .qr = "A FILE"});
    made.heading(1, "A file");
    std::vector<std::vector<std::string>> all;
    for (int n = 0; n < rows; ++n) all.push_back({std::to_string(n), "said in a few words"});
    made.table({{"#", 1}, {"What", 5}}, std::move(all));
    return made;
}

}  // namespace

TEST_CASE("paper: a document takes as many pages as it needs, and is the same each time", "[paper]")
{
    CHECK(with_rows(3).print().pages == 1);
    const auto long_one = with_rows(200).print();
    CHECK(long_one.pages >= 5);
    CHECK(long_one.pdf.starts_with("%PDF-1.5"));
    CHECK(with_rows(200).print().pdf.size() == long_one.pdf.size());
}

TEST_CASE("paper: a word wider than the page and a cell higher than it end", "[paper]")
{
    auto made = with_rows(1);
    made.paragraph(std::string(20'000, 'w'), tone::quoted);
    made.table({{"What", 1}}, {{std::string(40'000, 'v')}});
    const std::vector<std::pair<std::string, std::string>> pair{{"Words", std::string(9'000, 'u')}};
    made.pairs(pair);
    CHECK(made.print().pages > 5);
}

TEST_CASE("paper: rows of another size are refused", "[paper]")
{
    auto made = with_rows(1);
    CHECK_THROWS_AS(made.table({{"One", 1}, {"Two", 1}}, {{"alone"}}), std::invalid_argument);
}

TEST_CASE("paper: a workbook says which row a cell cannot hold", "[paper]")
{
    const auto file =
        std::filesystem::temp_directory_path() / ("redress-paper-" + std::to_string(::getpid()) + ".xlsx");
    const std::vector<std::string> heads{"what"};
    {
        workbook book(file, "a title: with [signs] and more than thirty-one characters", heads);
        const cell fits{std::string(32'767, 'x')};
        book.row({&fits, 1});
        const cell too_long{std::string(32'768, 'x')};
        CHECK_THROWS_AS(book.row({&too_long, 1}), std::length_error);
        book.close();
    }
    CHECK(std::filesystem::file_size(file) > 0);
    {
        workbook cut_off(file, "t", heads);
    }
    CHECK_FALSE(std::filesystem::exists(file));
    CHECK_THROWS_AS(workbook("/nowhere/at/all.xlsx", "t", heads), std::runtime_error);
}
