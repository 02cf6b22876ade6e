// The guard on what we send, against labelled texts: how many requests for a secret it stops, and how many harmless texts
// with them. The sentences of held_out.txt are none that a rule was changed for.
#include "states/asking.hpp"
#include "states/asking_words.hpp"
#include "states/secrets.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

using namespace redress;

namespace {

struct figures {
    std::size_t requests = 0;
    std::size_t stopped = 0;
    std::size_t harmless = 0;
    std::size_t stopped_too = 0;
};

figures measured(const std::string& name, bool tell)
{
    std::ifstream in("tests/data/asking/" + name + ".txt");
    figures all;
    for (std::string line; std::getline(in, line);) {
        const auto tab = line.find('\t');
        REQUIRE(tab != std::string::npos);
        const auto asks = line.substr(0, tab) == "asks";
        const bool found = asks_for_a_secret(line.substr(tab + 1));
        ++(asks ? all.requests : all.harmless);
        if (found) ++(asks ? all.stopped : all.stopped_too);
        if (tell && found != asks) UNSCOPED_INFO(line);
    }
    std::cout << name << ": " << all.stopped << " of " << all.requests << " requests stopped, "
              << all.stopped_too << " of " << all.harmless << " harmless texts with them\n";
    REQUIRE(all.requests >= 60);
    REQUIRE(all.harmless >= 75);
    return all;
}

/// All files of a folder's own words.
void asks_for_nothing(const std::string& folder, const std::string& begins = "")
{
    std::size_t lines = 0;
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
        if (file.path().extension() != ".toml" || !file.path().filename().string().starts_with(begins))
            continue;
        std::ifstream in(file.path());
        for (std::string line; std::getline(in, line); ++lines) {
            INFO(file.path().filename().string() << ": " << line);
            const auto value = line.find(" = ");
            CHECK_FALSE(asks_for_a_secret(line.substr(value == std::string::npos ? 0 : value + 3)));
        }
    }
    CHECK(lines > 50);
}

}  // namespace

TEST_CASE("the requests that the guard was written against are stopped, and nothing harmless is", "[guards]")
{
    const auto all = measured("first", true);
    CHECK(all.stopped * 100 >= all.requests * 98);
    CHECK(all.stopped_too == 0);
}

TEST_CASE("sentences that no rule was changed for keep the figures", "[guards]")
{
    const auto all = measured("held_out", false);
    CHECK(all.stopped * 100 >= all.requests * 95);
    CHECK(all.stopped_too * 100 <= all.harmless);
}

TEST_CASE("the letters, templates and pages that ship ask for no secret", "[guards]")
{
    asks_for_nothing("schemas/letters");
    asks_for_nothing("schemas/templates");
    asks_for_nothing("schemas/texts", "pages.");
}

TEST_CASE("what is asked for is told in its own words", "[guards]")
{
    CHECK(secret_asked_for(" hello. please tell us your recovery phrase.") == "recovery phrase");
    CHECK(secret_asked_for(" 您好，请告诉我们验证码。") == "验证码");
    CHECK(secret_asked_for(" please install anydesk.") == "anydesk");
    CHECK(secret_asked_for(" we never ask for your recovery phrase.").empty());
}

TEST_CASE("a long text is read in time that grows with its length alone", "[guards]")
{
    std::string text;
    while (text.size() < 20'000) text += "please send us the receipt and your view of the password page, ";
    CHECK_FALSE(asks_for_a_secret(text));
}

TEST_CASE("a set of patterns looks wherever one of them stands", "[secrets]")
{
    namespace known = asking_words;
    using word_patterns::pattern_set;
    static constexpr word_patterns::words odd[] = {"?six|6 digit", "i|a", "pin 码", "can't"};
    static constexpr pattern_set sets[] = {
        known::tools,  known::secrets, known::heads, known::asks,    known::tool_asks,
        known::others, known::denials, known::turns, known::zh_asks, odd};
    std::size_t found = 0, passed_by = 0;
    for (const std::string name : {"first", "held_out"}) {
        std::ifstream in("tests/data/asking/" + name + ".txt");
        for (std::string line; std::getline(in, line);)
            for (const auto& set : sets)
                for (std::size_t at = 0; at < line.size(); at = word_patterns::end_of_unit(line, at)) {
                    const bool stands = std::ranges::any_of(set, [&](word_patterns::words one) {
                        return word_patterns::match(one, line, at) != word_patterns::nowhere;
                    });
                    const bool looks = set.may_begin(line, word_patterns::over_gap(line, at));
                    if (stands) CHECK(looks);
                    found += stands ? 1 : 0;
                    passed_by += looks ? 0 : 1;
                }
    }
    CHECK(found > 500);
    CHECK(passed_by > 20 * found);  // which is what it is for
}
