// Whoever asks in Chinese is refused in Chinese: every kind of refusal, down to the last member of the body.
#include "tests/adapters/app/rest/desk_at_work.hpp"

#include "adapters/app/rest/problem.hpp"
#include "adapters/files/text_book.hpp"

#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

using namespace redress;
using namespace redress::tests;
using http::verb;

namespace {

bool is_chinese(const std::string& text)
{
    static const std::regex han("[\xe4-\xe9][\x80-\xbf][\x80-\xbf]");
    return std::regex_search(text, han);
}

/// Title, detail, fix, and the details of members and blockers.
std::vector<std::string> sentences_of(const told& no)
{
    std::vector<std::string> all;
    for (const auto* name : {"/title", "/detail", "/fix"})
        if (auto text = no.at(name); !text.empty()) all.push_back(text);
    for (const auto& [list, names] : {std::pair<std::string, std::vector<std::string>>{"errors", {"detail"}},
                                      {"blockers", {"words", "what_to_do"}}})
        if (const auto* rows = no.body.as_object().if_contains(list))
            for (const auto& one : rows->as_array())
                for (const auto& name : names)
                    if (const auto* text = one.as_object().if_contains(name))
                        all.emplace_back(text->as_string());
    return all;
}

struct attempt {
    verb method;
    std::string target, body;
    std::map<std::string, std::string, std::less<>> headers = {};
    std::string as = "h.lin";
};

}  // namespace

TEST_CASE("every refusal has the words of the language that was asked for", "[rest]")
{
    desk_at_work desk;
    const auto id = desk.file();
    const auto one = "/api/v1/complaints/" + id;
    const auto act = one + "/actions/";
    const auto key = [] {
        return std::pair<const std::string, std::string>("idempotency-key", desk_at_work::new_key());
    };
    const std::pair<const std::string, std::string> at1{"if-match", "\"v1\""};
    REQUIRE(desk.ask(verb::post, act + "note_added",
                     {.headers = {{"idempotency-key", "used"}, at1}, .body = R"({"text":"x"})"})
                .status == 200);
    REQUIRE(desk.post("/api/v1/views", {{"name", "Mine"}, {"filter", boost::json::object()}}).status == 201);
    const std::vector<attempt> refused{
        {verb::post, act + "triaged", R"({"severity":3})", {key(), at1}},                // stale
        {verb::post, act + "triaged", R"({"severity":3})", {key(), {"if-match", "1"}}},  // no version
        {verb::post, act + "triaged", R"({"severity":3})", {key()}},                     // none at all
        {verb::post, act + "triaged", R"({"severity":3})", {{"idempotency-key", "used"}, at1}},  // key reused
        {verb::post, act + "triaged", R"({"severity":3})", {at1}},                               // no key
        {verb::post, act + "triaged", R"({"severity":3})", {{"idempotency-key", "a b"}, at1}},   // unfit key
        {verb::post,
         act + "triaged",
         R"({"severity":3})",
         {key(), {"if-match", "\"v2\""}},
         "q.berg"},                                                                            // not theirs
        {verb::post, act + "triaged", R"({"severity":9})", {key(), {"if-match", "\"v2\""}}},   // out of range
        {verb::post, act + "triaged", R"({"sevverity":3})", {key(), {"if-match", "\"v2\""}}},  // misspelt
        {verb::post, act + "triaged", R"({"zzz":3})", {key(), {"if-match", "\"v2\""}}},        // unknown
        {verb::post, act + "triaged", R"([])", {key(), {"if-match", "\"v2\""}}},               // no object
        {verb::post, act + "triaged", R"({"a":)", {key(), {"if-match", "\"v2\""}}},            // no JSON
        {verb::post,
         act + "triaged",
         R"({"approved_by":"c.ito"})",
         {key(), {"if-match", "\"v2\""}}},                                                    // not yours
        {verb::post, act + "rung_accepted", "{}", {key(), {"if-match", "\"v2\""}}, "c.ito"},  // not now
        {verb::post, act + "hold_released", "{}", {key(), {"if-match", "\"v2\""}}},
        {verb::post, act + "nonsense", "{}", {key(), {"if-match", "\"v2\""}}},
        {verb::get, "/api/v1/complaints/0190a000-0000-8000-8000-000000000000", ""},
        {verb::get, "/api/v1/complaints/nonsense", ""},
        {verb::get, "/api/v1/complaints?state=shut", ""},
        {verb::get, "/api/v1/complaints?limit=0", ""},
        {verb::get, "/api/v1/complaints?due_before=soon", ""},
        {verb::get, "/api/v1/complaints?state=closed&due_before=2026-01-01T00:00:00Z", ""},
        {verb::get, "/api/v1/complaints?stat=closed", ""},
        {verb::get, "/api/v1/complaints?cursor=x", ""},
        {verb::get, "/api/v1/search?q=,", ""},
        {verb::get, "/api/v1/search?q=" + std::string(201, 'x'), ""},
        {verb::get, one + "/clocks/nonsense/explanation", ""},
        {verb::get, one + "/messages/L9", ""},
        {verb::get, "/api/v1/queues/nonsense", ""},
        {verb::get, "/api/v1/audit/" + id, ""},
        {verb::get, "/api/v1/incidents/nonsense", ""},
        {verb::get, "/api/v1/improvements/" + id, ""},
        {verb::get, "/api/v1/policies/nonsense", ""},
        {verb::get, "/api/v1/dead-letters/nonsense", "", {}, "o.ops"},
        {verb::post,
         "/api/v1/dead-letters/" + id + "/discard",
         R"({"reason":"Not a code"})",
         {key()},
         "o.ops"},
        {verb::post, "/api/v1/bulk/decision_sent", "{}", {key()}},
        {verb::post, "/api/v1/bulk/triaged", "{}", {key()}},
        {verb::post, "/api/v1/bulk/triaged", R"({"cases":[1]})", {key()}},
        {verb::post, "/api/v1/bulk/triaged", R"({"cases":[{"case":7,"version":1}]})", {key()}},
        {verb::post, "/api/v1/bulk/triaged", R"({"cases":[{"case":"x","version":0}]})", {key()}},
        {verb::post, "/api/v1/views", R"({"name":"","filter":{}})", {key()}},
        {verb::post, "/api/v1/views", R"({"name":"Mine","filter":{}})", {key()}},
        {verb::post, "/api/v1/views", R"({"name":"x","shared":1,"filter":{}})", {key()}},
        {verb::post, "/api/v1/views", R"({"name":"x","filter":[]})", {key()}},
        {verb::post, "/api/v1/views", R"({"name":"x","filter":{"limit":1}})", {key()}},
        {verb::post, "/api/v1/views", R"({"name":"x","filter":{"state":"shut"}})", {key()}},
        {verb::put, "/api/v1/drafts/none/note_added", R"({"words":7})"},
        {verb::get, "/api/v1/drafts/none/nothing", ""},
    };
    for (const auto& [method, target, body, headers, as] : refused)
        for (const std::string language : {"zh-CN", "en"}) {
            auto sent = headers;
            // Under the same key the first answer comes again, in its language.
            if (const auto found = sent.find("idempotency-key");
                found != sent.end() && found->second.starts_with("test-"))
                found->second = desk_at_work::new_key();
            const auto no =
                desk.ask(method, target, {.as = as, .headers = sent, .body = body, .language = language});
            CAPTURE(target, body, no.text);
            REQUIRE(no.status >= 400);
            CHECK(no.status < 500);
            const auto sentences = sentences_of(no);
            CHECK_FALSE(sentences.empty());
            for (const auto& sentence : sentences) {
                CAPTURE(sentence);
                CHECK(is_chinese(sentence) == (language == "zh-CN"));
            }
        }
}

TEST_CASE("no sentence that is told over REST names a command of the command line", "[rest]")
{
    // Where it names one, it is a command's alone.
    const std::set<std::string> typed{"said.see_help", "said.see", "said.migrations_to_apply"};
    for (const std::string language : {"en", "zh-CN"}) {
        std::ifstream in("schemas/texts/" + language + ".toml");
        const std::set<std::string> told{"said",    "problem", "problem_detail", "problem_fix", "rule",
                                         "refusal", "fix",     "sign_in_rest"};
        std::string section;
        int seen = 0;
        for (std::string line; std::getline(in, line);) {
            if (line.starts_with("[")) section = line.substr(1, line.find(']') - 1);
            if (!told.contains(section)) continue;
            ++seen;
            CAPTURE(language, section, line);
            const bool names = std::regex_search(
                line,
                std::regex(
                    "redress (case|calendar|categories|config|deadlines|dlq|doctor|improvements|incidents|"
                    "machine|migrate|policy|report|restricted|roster|token|user|\\{)"));
            CHECK((!names || typed.contains(section + "." + line.substr(0, line.find(' ')))));
        }
        CHECK(seen > 300);
    }
}

TEST_CASE("every rule has words in both languages, and no source of the API spells a sentence", "[rest]")
{
    const files::text_book texts("schemas/texts");
    for (const auto name : app::rest::rule_names) {
        CAPTURE(name);
        for (const auto* language : {"en", "zh-CN"}) CHECK(texts.has("rule", name, language));
    }
    // What is answered as it stands in the source is said in one language alone.
    const std::regex literal(R"re(("(detail|title|fix)"\s*,\s*"[A-Za-z]+ )|(saying\(\s*"[A-Za-z]+ ))re");
    for (const auto& file : std::filesystem::directory_iterator("adapters/app/rest")) {
        std::ifstream in(file.path());
        std::stringstream all;
        all << in.rdbuf();
        CAPTURE(file.path().string());
        CHECK_FALSE(std::regex_search(all.str(), literal));
    }
}
