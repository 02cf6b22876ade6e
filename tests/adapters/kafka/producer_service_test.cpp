#include "tests/adapters/kafka/broker_support.hpp"

#include "adapters/kafka/producer.hpp"
#include "workflow/relay.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <set>

using namespace redress;
using namespace redress::test;
using namespace redress::workflow;

namespace {

constexpr int entries_per_bucket = 40;

/// 64 buckets of accepted events; marks that a crash can put back.
class small_log final : public entry_reader {
public:
    std::map<std::int16_t, std::int64_t> marks;

    [[nodiscard]] std::vector<lag> behind(std::string_view) override
    {
        std::vector<lag> out;
        for (std::int16_t b = 0; b < bucket_count; ++b) out.push_back({b, marks[b], entries_per_bucket});
        return out;
    }
    [[nodiscard]] std::vector<read_entry> after(std::int16_t bucket, std::int64_t pos, int limit) override
    {
        std::vector<read_entry> out;
        for (auto p = pos + 1; p <= entries_per_bucket && static_cast<int>(out.size()) < limit; ++p)
            out.push_back({.bucket = bucket, .pos = p, .body = body(bucket, p)});
        return out;
    }
    [[nodiscard]] std::optional<std::int64_t> lease(std::string_view, std::int16_t, std::string_view) override
    {
        return 1;
    }
    [[nodiscard]] bool mark(std::string_view, std::int16_t bucket, std::int64_t pos, std::int64_t) override
    {
        marks[bucket] = pos;
        return true;
    }
    void release(std::string_view, std::string_view) override {}

    static std::string body(std::int16_t bucket, std::int64_t pos)
    {
        const auto id = to_string(case_number(static_cast<std::uint64_t>(bucket)));
        return R"({"at":"2026-11-23T09:30:01.000000Z","case":")" + id + R"(","ev":"note_added","id":")" +
               std::to_string(bucket) + "-" + std::to_string(pos) +
               R"(","src":{"id":"c","source":"/s"},"type":"case.event","ver":)" + std::to_string(pos) + "}";
    }
};

std::string header(const raw_record& of, std::string_view name)
{
    for (const auto& [key, value] : of.headers)
        if (key == name) return value;
    return {};
}

}  // namespace

TEST_CASE(
    "the relay's events arrive once, in order, on the partition of their case; a repeat carries the same id",
    "[kafka][relay]")
{
    const auto settings = fresh_topics("relay");
    kafka::producer to(settings);
    small_log log;
    relay_settings how{
        .outgoing = {.event_topic = settings.topics.event, .command_topic = settings.topics.command},
        .holder = "me",
        .bucket_entries_max = 17};
    relay out(
        log, to,
        [](auto, auto code, const auto&, auto) {
            return told_refusal{.words = std::string(code), .what_to_do = {}};
        },
        how);
    while (out.pass().behind > 0) {
    }
    CHECK(out.pass().published() == 0);

    const auto got = all_of(settings, settings.topics.event);
    CHECK(got.size() == bucket_count * entries_per_bucket);
    std::map<std::string, int> last;
    std::set<std::string> ids;
    std::size_t misplaced = 0, out_of_order = 0;
    for (const auto& record : got) {
        ids.insert(header(record, "ce_id"));
        misplaced += bucket_of(*parse_uuid(record.key)) != record.partition ? 1 : 0;
        const int version = std::stoi(header(record, "ce_sequence"));
        out_of_order += ++last[record.key] != version ? 1 : 0;
    }
    CHECK(misplaced == 0);
    CHECK(out_of_order == 0);
    CHECK(ids.size() == got.size());

    // Killed between the delivery and the mark: the same goes out again, to be known by its ce_id.
    log.marks[3] = 30;
    while (out.pass().behind > 0) {
    }
    const auto again = all_of(settings, settings.topics.event);
    CHECK(again.size() == got.size() + 10);
    std::set<std::string> ids_again;
    for (const auto& record : again) ids_again.insert(header(record, "ce_id"));
    CHECK(ids_again == ids);
}

TEST_CASE("a publish to a topic that is not there says so and how to make it", "[kafka]")
{
    const auto settings = fresh_names("nowhere");
    kafka::producer to(settings);
    std::string said;
    try {
        (void)to.publish(std::vector<outgoing>{a_command(settings.topics.command, 1, "a")});
    } catch (const publisher_unavailable& e) {
        said = e.what();
    }
    CHECK(said.find(settings.topics.command) != std::string::npos);
    CHECK(said.find("redress topics apply") != std::string::npos);
}

TEST_CASE("behind a message that the broker refuses nothing goes out: its case would be out of order",
          "[kafka]")
{
    auto settings = fresh_topics("refused");
    settings.more["message.max.bytes"] = "4000000";  // more than the broker takes
    kafka::producer to(settings);
    std::vector<outgoing> messages;
    for (const char* id : {"before", "too large", "behind"})
        messages.push_back(a_command(settings.topics.command, 1, id));
    messages[1].payload.assign(3'000'000, 'x');
    CHECK(to.publish(std::span(messages).first(1)) == 1);
    for (int pass = 0; pass < 3; ++pass)
        CHECK_THROWS_AS(to.publish(std::span(messages).subspan(1)), publisher_unavailable);
    const auto got = all_of(settings, settings.topics.command);
    REQUIRE(got.size() == 1);
    CHECK(header(got[0], "ce_id") == "before");
    // The producer is whole again for what can be delivered.
    CHECK(to.publish(std::span(messages).last(1)) == 1);
}

TEST_CASE("with the broker away a publish gives up after its wait, and nothing of it goes out later",
          "[kafka]")
{
    auto settings = fresh_names("away");
    settings.brokers = "127.0.0.1:1";  // nobody listens there
    settings.delivery_wait_max = std::chrono::milliseconds(300);
    kafka::producer to(settings);
    CHECK_THROWS_AS(to.publish(std::vector<outgoing>{a_command(settings.topics.command, 1, "a")}),
                    publisher_unavailable);
    CHECK(to.renewals() == 1);
}
