// A letter as it was sent, out of the case's history.
#include "adapters/app/letter_history.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using app::find_letter_as_sent;

namespace {

constexpr auto case_text = "01934f2a-0000-7000-8000-000000000001";

postgres::timeline_entry entry(std::int64_t n, const std::string& event, const std::string& more)
{
    return {.cseq = n,
            .key = n * 10,
            .body = R"({"case":")" + std::string(case_text) + R"(","cseq":)" + std::to_string(n) +
                    R"(,"ev":")" + event + R"(",)" + more + R"("type":"case.event","ver":)" +
                    std::to_string(n) + "}"};
}

postgres::private_text text(std::int64_t entry_number, const std::string& slot, const std::string& bytes)
{
    return {.entry_key = entry_number * 10, .slot = slot, .bytes = bytes};
}

const std::vector<postgres::timeline_entry> entries{
    entry(1, "complaint_filed", R"("set":{"language":"en","points":[{"number":1}]},)"),
    entry(2, "point_added", R"("set":{"points":[{"number":1},{"number":2}]},)"),
    entry(
        3, "initial_response_sent",
        R"("data":{"letter_language":"en","letter_parts":["contact"],"next_step_due":"2026-11-26T09:30:00.000000Z","route":"email"},)"
        R"("set":{"letters":[{"by":"h.lin","id":"L1","kind":"initial_response","sent":"2026-11-25T09:30:00.000000Z"}]},)"),
    entry(
        4, "decision_sent",
        R"("data":{"outcome":"upheld"},"set":{"letters":[{"id":"L1","kind":"initial_response"},{"id":"L2","kind":"final_response"}],"outcome":"upheld"},)")};
const std::vector<postgres::private_text> texts{text(1, "complainant_name", "A. Tester"),
                                                text(1, "points.1", "The fee"),
                                                text(2, "text", "The wait"),
                                                text(3, "letter_body", "We look into it."),
                                                text(3, "next_step", "We ask the bank."),
                                                text(4, "reason", "Ours.")};

}  // namespace

TEST_CASE("a letter is found with its event, its words and the case as it stood then", "[letters]")
{
    const auto found = find_letter_as_sent(entries, texts, "L1");
    REQUIRE(found);
    CHECK(found->sent.kind == letter_kind::initial_response);
    CHECK(to_string(*found->sent.sent) == "2026-11-25T09:30:00.000000Z");
    CHECK(found->what.type == event_type::initial_response_sent);
    CHECK(found->what.text(field::letter_body) == "We look into it.");
    CHECK(found->what.text(field::next_step) == "We ask the bank.");
    CHECK(found->what.time(field::next_step_due) == parse_instant("2026-11-26T09:30:00Z"));
    CHECK(found->name == "A. Tester");
    CHECK(found->points == std::vector<std::string>{"The fee", "The wait"});
    CHECK(found->now.facts.outcome == outcome::none);  // decided later
    CHECK(found->now.version == 3);
}

TEST_CASE("a later letter has its own event, and one that nobody sent is not found", "[letters]")
{
    const auto found = find_letter_as_sent(entries, texts, "L2");
    REQUIRE(found);
    CHECK(found->what.text(field::reason) == "Ours.");
    CHECK(found->now.facts.outcome == outcome::upheld);
    CHECK_FALSE(find_letter_as_sent(entries, texts, "L3"));
}

TEST_CASE("points that were agreed take the place of those filed, and words that are gone stay gone",
          "[letters]")
{
    auto more = entries;
    more.insert(more.begin() + 2, entry(3, "points_agreed", R"("set":{"points":[{"number":1}]},)"));
    auto words = texts;
    words.erase(words.begin() + 3, words.begin() + 5);  // redacted
    words.push_back(text(3, "points.1", "Fee and wait"));
    const auto found = find_letter_as_sent(more, words, "L1");
    REQUIRE(found);
    CHECK(found->points == std::vector<std::string>{"Fee and wait"});
    CHECK(found->what.text(field::letter_body).empty());
}
