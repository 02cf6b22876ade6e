// The firewall against labelled texts: precision and recall by kind, and the share of clean texts in which it finds
// anything. The sentences of held_out.jsonl are none that a rule was changed for.
#include "workflow/firewall/firewall.hpp"

#include <boost/json.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace bj = boost::json;
using namespace redress::workflow;

namespace {

struct secret {
    std::string kind;
    std::size_t begin;
    std::size_t end;
};

struct labelled {
    std::string id, language, group, text;
    std::vector<secret> secrets;
};

std::vector<labelled> texts_of(const std::string& file)
{
    std::ifstream in(file);
    std::vector<labelled> all;
    for (std::string line; std::getline(in, line);) {
        const auto row = bj::parse(line).as_object();
        labelled one{row.at("id").as_string().c_str(),
                     row.at("language").as_string().c_str(),
                     row.at("group").as_string().c_str(),
                     std::string(row.at("text").as_string()),
                     {}};
        for (const auto& s : row.at("secrets").as_array())
            one.secrets.push_back({s.at("kind").as_string().c_str(), s.at("start").to_number<std::size_t>(),
                                   s.at("end").to_number<std::size_t>()});
        all.push_back(std::move(one));
    }
    return all;
}

struct tally {
    std::size_t there = 0;
    std::size_t found = 0;  // wholly, as what it is
    std::size_t said = 0;
    std::size_t right = 0;
    [[nodiscard]] double recall() const
    {
        return there == 0 ? 1 : static_cast<double>(found) / static_cast<double>(there);
    }
    [[nodiscard]] double precision() const
    {
        return said == 0 ? 1 : static_cast<double>(right) / static_cast<double>(said);
    }
};

struct figures {
    std::map<std::string, tally> kinds;
    std::size_t texts = 0;
    std::size_t clean = 0;
    std::size_t clean_touched = 0;
    std::set<std::string> languages;
    std::vector<std::string> missed;
    std::vector<std::string> wrong;
};

figures measured(const std::vector<labelled>& texts)
{
    figures all;
    for (const auto& text : texts) {
        const auto found = find_secrets(text.text);
        ++all.texts;
        all.languages.insert(text.language);
        if (text.secrets.empty()) {
            ++all.clean;
            all.clean_touched += found.empty() ? 0U : 1U;
        }
        for (const auto& s : text.secrets) {
            auto& kind = all.kinds[s.kind];
            ++kind.there;
            const bool whole = std::any_of(found.begin(), found.end(), [&](const finding& f) {
                return name_of(f.kind) == s.kind && f.begin_point <= s.begin && f.end_point >= s.end;
            });
            kind.found += whole ? 1U : 0U;
            if (!whole) all.missed.push_back(text.id + " (" + text.group + ")");
        }
        for (const auto& f : found) {
            auto& kind = all.kinds[std::string(name_of(f.kind))];
            ++kind.said;
            const bool right = std::any_of(text.secrets.begin(), text.secrets.end(), [&](const secret& s) {
                return f.begin_point < s.end && s.begin < f.end_point;
            });
            kind.right += right ? 1U : 0U;
            if (!right)
                all.wrong.push_back(text.id + " (" + text.group + ", " + std::string(name_of(f.kind)) + ")");
        }
    }
    return all;
}

void print(const std::string& name, const figures& all)
{
    std::cout << name << ": " << all.texts << " texts, " << all.clean << " of them clean, "
              << all.clean_touched << " of those touched\n";
    for (const auto& [kind, one] : all.kinds)
        std::cout << "  " << std::left << std::setw(14) << kind << " there " << std::right << std::setw(4)
                  << one.there << "  recall " << std::fixed << std::setprecision(4) << one.recall()
                  << "  found " << std::setw(4) << one.said << "  precision " << one.precision() << '\n';
    for (const auto& id : all.missed) std::cout << "  missed: " << id << '\n';
    for (const auto& id : all.wrong) std::cout << "  wrong: " << id << '\n';
}

void keeps_the_gate(const std::string& name)
{
    const auto texts = texts_of("tests/data/firewall/" + name + ".jsonl");
    REQUIRE(texts.size() >= 600);
    const auto all = measured(texts);
    print(name, all);
    CHECK(all.languages == std::set<std::string>{"en", "zh-CN"});
    REQUIRE(all.kinds.at("seed_phrase").there >= 150);
    REQUIRE(all.kinds.at("private_key").there >= 100);
    REQUIRE(all.clean >= 300);
    CHECK(all.kinds.at("seed_phrase").recall() >= 0.99);
    CHECK(all.kinds.at("private_key").recall() >= 0.99);
    CHECK(static_cast<double>(all.clean_touched) / static_cast<double>(all.clean) <= 0.01);
    // No gate is set for these; what they reach on sentences that nobody had seen is held.
    for (const auto* kind : {"card_number", "card_code", "one_time_code", "password", "bearer_token"})
        CHECK(all.kinds.at(kind).recall() >= 0.85);
}

}  // namespace

TEST_CASE("the texts that the firewall was written against keep the gate", "[firewall]")
{
    keeps_the_gate("first");
    keeps_the_gate("second");
    keeps_the_gate("third");
}

TEST_CASE("phrases with a wrong word or told word by word and codes of a text message keep the gate",
          "[firewall]")
{
    const auto texts = texts_of("tests/data/firewall/fourth.jsonl");
    const auto all = measured(texts);
    print("fourth", all);
    REQUIRE(all.kinds.at("seed_phrase").there >= 100);
    REQUIRE(all.kinds.at("one_time_code").there >= 40);
    REQUIRE(all.clean >= 60);
    CHECK(all.kinds.at("seed_phrase").recall() >= 0.97);
    CHECK(all.kinds.at("one_time_code").recall() >= 0.97);
    CHECK(all.clean_touched == 0);
}

TEST_CASE("texts that no rule was changed for keep the gate", "[firewall]")
{
    keeps_the_gate("held_out");
}

TEST_CASE("a cleaned text is clean, and says of its secrets nothing but their kinds", "[firewall]")
{
    for (const auto* name : {"first", "second", "third", "fourth", "held_out"})
        for (const auto& text : texts_of(std::string("tests/data/firewall/") + name + ".jsonl")) {
            const auto once = without(text.text, find_secrets(text.text));
            INFO(text.id);
            CHECK(find_secrets(once).empty());
        }
}

TEST_CASE("the time for 64 KB is printed", "[firewall]")
{
    const auto texts = texts_of("tests/data/firewall/first.jsonl");
    const auto timed = [&](const std::string& what, auto&& belongs) {
        std::string page;
        for (std::size_t i = 0; page.size() < 65536; i = (i + 1) % texts.size())
            if (belongs(texts[i])) page += texts[i].text + '\n';
        page.resize(65536);
        auto best = std::chrono::nanoseconds::max();
        std::size_t found = 0;
        for (int run = 0; run < 5; ++run) {
            const auto from = std::chrono::steady_clock::now();
            found = find_secrets(page).size();
            best = std::min<std::chrono::nanoseconds>(best, std::chrono::steady_clock::now() - from);
        }
        std::cout << "64 KB of " << what << ": " << static_cast<double>(best.count()) / 1e6 << " ms, "
                  << found << " found\n";
        return found;
    };
    CHECK(timed("clean texts", [](const labelled& t) { return t.group.starts_with("clean prose"); }) <= 64);
    CHECK(timed("all texts", [](const labelled&) { return true; }) > 100);
}
