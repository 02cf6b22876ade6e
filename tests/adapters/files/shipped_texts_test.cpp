// The shipped words are whole: whatever the code may say has words in both languages, with the places
// that the code fills, and no text stands there that nothing can say.
#include "tests/adapters/files/sayable_texts.hpp"

#include "adapters/files/text_book.hpp"
#include "states/tables.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <regex>

using namespace redress;
using namespace redress::tests;

namespace {

names places_in(const std::string& text)
{
    return found(text, R"(\{[^}]*\})");
}

/// What a fix may spell as commands do: events, fields, closed lists, and the words of the command line.
bool is_spelled_so(const std::string& word)
{
    static const names others{"redress",  "case",     "actions",        "all",       "get",
                              "json",     "dlq",      "show",           "redrive",   "partitioner",
                              "murmur",   "random",   "murmur2_random", "schemas",   "events",
                              "commands", "asyncapi", "yaml",           "v1",        "o",
                              "data",     "true",     "ce_rejected",    "incidents", "improvements",
                              "list",     "letters",  "roster"};
    if (others.contains(word) || parse_event_type(word)) return true;
    for (const auto& row : field_rows) {
        if (row.name == word) return true;
        for (const auto code : row.codes)
            if (code == word) return true;
    }
    return false;
}

}  // namespace

TEST_CASE("everything that Redress may say has words in both languages, and nothing else has", "[texts]")
{
    const auto wanted = everything();
    for (const std::string language : {"en", "zh-CN"}) {
        for (const auto& key : wanted) {
            INFO(language << " lacks " << key);
            CHECK(texts_of(language).contains(key));
        }
        for (const auto& [key, text] : texts_of(language)) {
            INFO(language << " has " << key << ", which nothing says");
            CHECK(wanted.contains(key));
        }
    }
}

TEST_CASE("the words of a refusal and its fix use every value that the code fills in, and no other",
          "[texts]")
{
    for (const auto& [code, filled] : codes())
        for (const std::string language : {"en", "zh-CN"}) {
            INFO(language << " " << code);
            const auto& texts = texts_of(language);
            auto used = places_in(texts.at("refusal." + code));
            used.merge(places_in(texts.at("fix." + code)));
            CHECK(used == filled);
        }
}

TEST_CASE("both languages use the same places in the same text", "[texts]")
{
    for (const auto& [key, text] : texts_of("en")) {
        INFO(key);
        CHECK(places_in(text) == places_in(texts_of("zh-CN").at(key)));
        const auto section = key.substr(0, key.find('.'));
        const names filled{"refusal",        "fix",
                           "said",           "see",
                           "hint",           "doctor",
                           "gate",           "policy_words",
                           "policy_finding", "policy_contradiction",
                           "absence_rule",   "sign_in",
                           "problem_detail", "problem_fix",
                           "rule",           "http",
                           "export",         "case_file"};
        if (!filled.contains(section)) CHECK(places_in(text).empty());
    }
}

TEST_CASE("a fix spells events and fields as commands do, the same ones in both languages", "[texts]")
{
    for (const auto& [key, chinese] : texts_of("zh-CN")) {
        if (!key.starts_with("fix.")) continue;
        const auto& english = texts_of("en").at(key);
        INFO(key << ": " << chinese);
        const auto bare = std::regex_replace(chinese, std::regex(R"(\{[^}]*\})"), "");
        for (const auto& word : found(bare, R"(\b[a-z][a-z0-9_]*)")) {
            INFO(word);
            CHECK(is_spelled_so(word));
            CHECK(english.find(word) != std::string::npos);
        }
        for (const auto& word :
             found(std::regex_replace(english, std::regex(R"(\{[^}]*\})"), ""), "[a-z]+_[a-z_]+")) {
            INFO(word);
            CHECK(chinese.find(word) != std::string::npos);
        }
    }
}

// The field and the event that mend it stand beside the words, for programs: `fix` and `unblock`.
TEST_CASE("whoever complains is told what helps without names of fields or events", "[texts]")
{
    std::size_t met = 0;
    for (const auto& table : tables::all) {
        for (const auto& row : table.rows) {
            if (!row.roles.has(role::complainant) && !row.roles.has(role::representative)) continue;
            for (const auto* guard : row.guards) {
                const auto key = "fix." + std::string(guard->name);
                INFO(name_of(row.event) << ": " << key);
                CHECK(found(texts_of("en").at(key), "[a-z0-9]+_[a-z0-9_]+").empty());
                CHECK(found(texts_of("zh-CN").at(key), "(^|[^A-Za-z{])[A-Za-z]{2,}").empty());
                ++met;
            }
        }
    }
    CHECK(met > 20);
}

TEST_CASE("sentences end as sentences do, and the Chinese ones are Chinese", "[texts]")
{
    for (const auto& [key, text] : texts_of("zh-CN")) {
        INFO(key);
        if (key == "list.between" || std::regex_match(text, std::regex(R"((\{[a-z_]+\}[^a-zA-Z]*)+)")))
            continue;
        CHECK(std::regex_search(text, std::regex("[\xe4-\xe9][\x80-\xbf][\x80-\xbf]")));
        const auto& english = texts_of("en").at(key);
        CHECK_FALSE(std::regex_search(english, std::regex("[\xe4-\xe9][\x80-\xbf][\x80-\xbf]")));
        if (!key.starts_with("refusal.") && !key.starts_with("fix.") && !key.starts_with("alarm.")) continue;
        CHECK(text.ends_with("。"));
        CHECK(english.ends_with("."));
    }
}

TEST_CASE("what helps at once is said in short sentences, in both languages for every category", "[texts]")
{
    const auto characters = [](const std::string& text) {
        return std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; });
    };
    for (const auto& category : wallet().categories) {
        INFO(category.id);
        const auto& english = texts_of("en").at("self_help." + category.id);
        const auto& chinese = texts_of("zh-CN").at("self_help." + category.id);
        CHECK(english.ends_with("."));
        CHECK(chinese.ends_with("。"));
        for (const auto& sentence : found(english, R"([^.?!]+)")) {
            INFO(sentence);
            // It begins with the space after the sentence before it, save the first.
            CHECK(std::count(sentence.begin() + 1, sentence.end(), ' ') < 12);
        }
        for (const auto& sentence : found(std::regex_replace(chinese, std::regex("。"), "\n"), R"([^\n]+)")) {
            INFO(sentence);
            CHECK(characters(sentence) <= 25);
        }
    }
}

TEST_CASE("whoever was robbed, cheated or lost keys is warned of those who sell hope", "[texts]")
{
    for (const auto* category :
         {"account_theft", "unauthorised_transaction", "scam", "self_custody_keys", "funds_lost"}) {
        INFO(category);
        CHECK(texts_of("en")
                  .at("self_help." + std::string(category))
                  .find("Nobody gets coins back for a fee.") != std::string::npos);
        CHECK(texts_of("zh-CN").at("self_help." + std::string(category)).find("没有人能收费帮您追回资金。") !=
              std::string::npos);
    }
}

TEST_CASE("a refusal reads as a person would say it", "[texts]")
{
    const files::text_book texts("schemas/texts");
    const std::map<std::string, std::string> where{
        {"event", "hold_released"}, {"state", "investigating"}, {"hold", "none"}, {"ladder", "at_base"}};
    CHECK(texts.refusal("not_possible_in_this_state", where, "en") ==
          "“Hold ended” is not possible now: the case is under investigation, not waiting, on no rung.");
    CHECK(texts.refusal("not_possible_in_this_state", where, "zh-CN") ==
          "现在不能执行“结束等待”：案件调查中，不在等待，未升级。");
    const std::map<std::string, std::string> letter{{"letter", "final_response"},
                                                    {"missing", "reasons, appeal"}};
    CHECK(texts.refusal("letter_complete", letter, "en") ==
          "The letter (final response) is not complete. It lacks: reasons (why), appeal (how to appeal).");
    CHECK(texts.refusal("letter_complete", letter, "zh-CN") ==
          "这封函件（最终答复）不完整，还缺：reasons（理由）、appeal（如何申诉）。");
    CHECK(texts.fix("has_owner", {}, "en") == "Give the case to somebody first: assigned with owner.");
    CHECK(texts.fix("has_owner", {}, "zh-CN") == "请先把案件分派给具体的人：assigned，填 owner。");
}
