// Texts taken apart into the words that searches find them by.
#include "workflow/found_words.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace redress::workflow;
using words = std::vector<std::string>;

TEST_CASE("spaced scripts are found word by word, without case, marks and width", "[words]")
{
    CHECK(words_found("José's NAÏVE ŁÓDŹ, ＡＢＣ-12") == words{"12", "abc", "jose", "lodz", "naive", "s"});
    CHECK(words_found("Jose\xcc\x81") == words{"jose"});  // the same with a combining mark
    CHECK(words_found("") == words{});
    CHECK(words_found(" ,.!? \xf0\x9f\x98\x80 ") == words{});
    CHECK(words_found("one one ONE") == words{"one"});
}

TEST_CASE("Chinese is found by every two characters that stand together", "[words]")
{
    CHECK(words_found("转账失败") == words{"失败", "败", "账失", "转账"});
    CHECK(words_found("转账，失败") == words{"失败", "败", "账", "转账"});  // a sign parts them
    CHECK(words_found("转USDT账") == words{"usdt", "账", "转"});
    CHECK(words_found("钱") == words{"钱"});
}

TEST_CASE("a query asks for all of its words, and the last may be a beginning", "[words]")
{
    using asked = std::vector<word_asked>;
    CHECK(words_asked("Fees twi") == asked{{"fees", false}, {"twi", true}});
    CHECK(words_asked("转账失败") == asked{{"转账", false}, {"账失", false}, {"失败", false}});
    CHECK(words_asked("账") == asked{{"账", true}});
    CHECK(words_asked(" ,. ") == asked{});
}

TEST_CASE("whatever a text holds, each run of Chinese in it is found by any part of two or more", "[words]")
{
    const std::string text = "钱包转账失败没有到账";
    const auto found = words_found(text);
    for (std::size_t from = 0; from + 6 <= text.size(); from += 3)
        for (std::size_t size = 6; from + size <= text.size(); size += 3)
            for (const auto& one : words_asked(text.substr(from, size)))
                CHECK(std::ranges::binary_search(found, one.word));
}

TEST_CASE("bytes that are no UTF-8 break nothing, and no word is longer than it may be", "[words]")
{
    CHECK(words_found("a\xff\xfe b") == words{"a", "b"});
    for (const auto& one : words_found(std::string(5000, 'x'))) CHECK(one.size() <= 64);
}
