#include "workflow/log/witnessing.hpp"

#include <catch2/catch_test_macros.hpp>

#include <map>

namespace redress::tlog {
namespace {

struct a_log {
    private_key key{"log.example/a", key_kind::log, {1}};
    private_key witness{"witness.example/w", key_kind::witness, {2}};
    std::vector<hash> leaves;
    std::map<std::string, witnessed> kept;

    a_log()
    {
        for (int i = 0; i < 20; ++i) leaves.push_back(leaf_hash("entry " + std::to_string(i)));
    }
    [[nodiscard]] node_source node() const
    {
        return [this](unsigned level, std::uint64_t index) {
            return root_of(std::span(leaves).subspan(index << level, std::size_t{1} << level));
        };
    }
    [[nodiscard]] std::string note(std::uint64_t size, const private_key& by,
                                   const std::string& origin = "log.example/a") const
    {
        const checkpoint tree{.origin = origin, .size = size, .root = root_at(size, node())};
        return signed_note{.text = tree.text(), .signatures = {sign_note(by, tree.text())}}.bytes();
    }
    [[nodiscard]] std::string asked(std::uint64_t from, std::uint64_t to) const
    {
        return request_text(
            {.old_size = from, .proof = consistency_proof(from, to, node()), .note = note(to, key)});
    }
    witness_answer ask(const std::string& body)
    {
        const std::vector<public_key> logs{key.verifier()};
        auto answer = answer_checkpoint(body, logs, witness, 1'700'000'000, [&](const std::string& origin) {
            const auto found = kept.find(origin);
            return found == kept.end() ? std::nullopt : std::optional(found->second);
        });
        if (answer.keep) kept[answer.log] = *answer.keep;
        return answer;
    }
};

TEST_CASE("a witness signs what grows from what it signed", "[log][witness]")
{
    a_log log;
    auto answer = log.ask(log.asked(0, 5));
    REQUIRE(answer.status == 200);
    auto note = parse_note(log.note(5, log.key)).value();
    const auto lines = parse_signatures(answer.body);
    REQUIRE(lines);
    note.signatures.insert(note.signatures.end(), lines->begin(), lines->end());
    CHECK(cosigned_at(note, log.witness.verifier()) == 1'700'000'000);
    CHECK(log.ask(log.asked(5, 5)).status == 200);  // a heartbeat
    CHECK(log.ask(log.asked(5, 13)).status == 200);
    CHECK(log.kept["log.example/a"].size == 13);
}

TEST_CASE("a witness says what it knows to whoever comes from elsewhere", "[log][witness]")
{
    a_log log;
    REQUIRE(log.ask(log.asked(0, 8)).status == 200);
    const auto late = log.ask(log.asked(5, 13));
    CHECK(late.status == 409);
    CHECK(late.content_type == "text/x.tlog.size");
    CHECK(late.body == "8\n");
    CHECK(log.ask(log.asked(0, 13)).status == 409);
    CHECK(log.ask(log.asked(8, 13)).status == 200);
}

TEST_CASE("a witness never signs another history, nor an earlier one", "[log][witness]")
{
    a_log log;
    REQUIRE(log.ask(log.asked(0, 8)).status == 200);
    a_log other;
    other.leaves[3] = leaf_hash("rewritten");
    other.kept = log.kept;
    CHECK(other.ask(other.asked(8, 13)).status == 422);
    CHECK(other.ask(other.asked(8, 8)).status == 409);
    CHECK(other.ask(other.asked(5, 8)).status == 409);
    CHECK(log.ask(request_text({.old_size = 8, .proof = {}, .note = log.note(5, log.key)})).status == 400);
    CHECK(log.ask(request_text({.old_size = 8, .proof = {}, .note = log.note(13, log.key)})).status == 422);
    CHECK(other.kept["log.example/a"].size == 8);
}

TEST_CASE("a witness knows its logs by their keys", "[log][witness]")
{
    a_log log;
    const private_key stranger("log.example/a", key_kind::log, {9});
    const private_key elsewhere("log.example/z", key_kind::log, {1});
    CHECK(log.ask(request_text({.old_size = 0, .proof = {}, .note = log.note(5, stranger)})).status == 403);
    CHECK(log.ask(request_text({.old_size = 0, .proof = {}, .note = log.note(5, elsewhere, "log.example/z")}))
              .status == 404);
    for (const auto* body :
         {"", "old 0\n", "old 00\n\nx\n", "old -1\n\nx\n", "old 0\nAAAA\n\nx\n", "new 0\n\nx\n"}) {
        INFO(body);
        CHECK(log.ask(body).status == 400);
    }
    CHECK(log.kept.empty());
    const auto request = parse_request(log.asked(5, 13));
    REQUIRE(request);
    CHECK(request_text(*request) == log.asked(5, 13));
}

}  // namespace
}  // namespace redress::tlog
