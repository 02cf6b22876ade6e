#include "workflow/relay.hpp"

#include <catch2/catch_test_macros.hpp>

#include <boost/json/parse.hpp>

#include <algorithm>
#include <map>
#include <set>

using namespace redress;
using namespace redress::workflow;

namespace {

/// Buckets in memory, with marks and leases as the port describes them.
class log_in_memory final : public entry_reader {
public:
    std::map<std::int16_t, std::vector<std::string>> buckets;
    std::map<std::int16_t, std::int64_t> marks;
    std::set<std::int16_t> taken_elsewhere;
    std::set<std::int16_t> lost_while_publishing;

    [[nodiscard]] std::vector<lag> behind(std::string_view) override
    {
        std::vector<lag> out;
        for (const auto& [bucket, entries] : buckets)
            out.push_back({bucket, marks[bucket], static_cast<std::int64_t>(entries.size())});
        return out;
    }
    [[nodiscard]] std::vector<read_entry> after(std::int16_t bucket, std::int64_t pos, int limit) override
    {
        std::vector<read_entry> out;
        const auto& entries = buckets[bucket];
        for (auto at = pos;
             at < static_cast<std::int64_t>(entries.size()) && static_cast<int>(out.size()) < limit; ++at)
            out.push_back({.bucket = bucket, .pos = at + 1, .body = entries[static_cast<std::size_t>(at)]});
        return out;
    }
    [[nodiscard]] std::optional<std::int64_t> lease(std::string_view, std::int16_t bucket,
                                                    std::string_view) override
    {
        return taken_elsewhere.contains(bucket) ? std::nullopt : std::optional<std::int64_t>(1);
    }
    [[nodiscard]] bool mark(std::string_view, std::int16_t bucket, std::int64_t pos, std::int64_t) override
    {
        if (lost_while_publishing.contains(bucket)) return false;
        marks[bucket] = pos;
        return true;
    }
    void release(std::string_view, std::string_view) override {}
};

/// Delivers the first `room` messages of a publish, then fails.
class recording_publisher final : public publisher {
public:
    std::vector<outgoing> sent;
    std::size_t room = SIZE_MAX;

    [[nodiscard]] std::size_t publish(std::span<const outgoing> messages) override
    {
        const auto n = std::min(room, messages.size());
        if (n == 0) throw publisher_unavailable("away");
        sent.insert(sent.end(), messages.begin(), messages.begin() + static_cast<std::ptrdiff_t>(n));
        return n;
    }
};

std::string said(const outgoing& message, std::string_view name)
{
    for (const auto& [key, value] : message.headers)
        if (key == name) return value;
    return "";
}

constexpr auto case_text = "01934f2a-0000-7000-8000-000000000001";

std::string event_entry(int n, std::string_view more = "")
{
    return R"({"at":"2026-11-23T09:30:01.000000Z","case":")" + std::string(case_text) +
           R"(","ev":"note_added","id":"entry-)" + std::to_string(n) + R"(",)" + std::string(more) +
           R"("src":{"id":"cmd-)" + std::to_string(n) + R"(","source":"/desk"},"type":"case.event","ver":)" +
           std::to_string(n) + "}";
}

std::string process_entry()
{
    return R"({"at":"2026-11-23T09:30:01.000000Z","chain":"c","id":"p","type":"process.started"})";
}

std::string refusal_entry()
{
    return R"({"at":"2026-11-23T09:30:01.000000Z","case":"c-1","ev":"decision_sent","id":"r-1","ref":{"args":{"points":"2"},"code":"points_answered","fix":"decision_sent","guard":"points_answered"},"src":{"id":"cmd-9","source":"/desk"},"type":"case.refused"})";
}

told_refusal words(event_type tried, std::string_view code, const std::map<std::string, std::string>& args,
                   std::string_view language)
{
    return {.words = std::string(language) + ":" + std::string(code) + ":" +
                     (args.contains("points") ? args.at("points") : ""),
            .what_to_do = std::string(language) + ":mends " + std::string(name_of(tried))};
}

struct rig {
    log_in_memory log;
    recording_publisher to;
    relay out{log, to, words, {.holder = "me", .bucket_entries_max = 3}};

    [[nodiscard]] std::vector<std::string> ids() const
    {
        std::vector<std::string> all;
        for (const auto& message : to.sent) all.push_back(said(message, "ce_id"));
        return all;
    }
};

}  // namespace

TEST_CASE("an accepted event goes out with its envelope, and nothing of a person", "[relay]")
{
    rig r;
    r.log.buckets[5] = {event_entry(
        1,
        R"("set":{"complainant":"user-7","owner":"h.lin","severity":3,"acted":[{"id":"h.lin","role":"handler"}],"team":null},"tp":"00-1-2-01",)")};
    CHECK(r.out.pass().events == 1);
    REQUIRE(r.to.sent.size() == 1);
    const auto& message = r.to.sent.front();
    CHECK(message.topic == "redress.complaint.event.v1");
    CHECK(message.key == case_text);
    CHECK(said(message, "ce_specversion") == "1.0");
    CHECK(said(message, "ce_id") == "entry-1");
    CHECK(said(message, "ce_type") == "io.redress.complaint.note_added.v1");
    CHECK(said(message, "ce_source") == "/redress");
    CHECK(said(message, "ce_subject") == case_text);
    CHECK(said(message, "ce_time") == "2026-11-23T09:30:01.000000Z");
    CHECK(said(message, "ce_sequence") == "1");
    CHECK(said(message, "ce_causationid") == "cmd-1");
    CHECK(said(message, "traceparent") == "00-1-2-01");
    CHECK(said(message, "content-type") == "application/json");
    const auto payload = boost::json::parse(message.payload);
    CHECK(payload.at("set") == boost::json::value{{"severity", 3}, {"team", nullptr}});
    CHECK(message.payload.find("user-7") == std::string::npos);
    CHECK(message.payload.find("h.lin") == std::string::npos);
}

TEST_CASE("a derived event names the entry that it answers", "[relay]")
{
    const auto made =
        outgoing_of({.bucket = 1, .pos = 1, .body = event_entry(2, R"("cause":"entry-1",)")}, {}, words);
    CHECK(said(*made, "ce_causationid") == "entry-1");
}

TEST_CASE("a refusal is an answer, too: code, guard and words in both languages", "[relay]")
{
    rig r;
    r.log.buckets[5] = {refusal_entry()};
    CHECK(r.out.pass().refusals == 1);
    const auto& message = r.to.sent.front();
    CHECK(said(message, "ce_type") == "io.redress.complaint.command_refused.v1");
    CHECK(said(message, "ce_sequence").empty());
    CHECK(said(message, "ce_causationid") == "cmd-9");
    const auto payload = boost::json::parse(message.payload);
    CHECK(payload.at("code") == "points_answered");
    CHECK(payload.at("guard") == "points_answered");
    CHECK(payload.at("words").at("zh-CN") == "zh-CN:points_answered:2");
    CHECK(payload.at("words").at("en") == "en:points_answered:2");
    CHECK(payload.at("what_to_do").at("zh-CN") == "zh-CN:mends decision_sent");
    CHECK(payload.at("what_to_do").at("en") == "en:mends decision_sent");
}

TEST_CASE("a dead letter sends a notice to the topic's own dlq; other entries of a process go nowhere",
          "[relay]")
{
    rig r;
    r.log.buckets[5] = {
        process_entry(),
        R"({"at":"2026-11-23T09:30:01.000000Z","data":{"detail":"d","reason":"invalid_data"},"id":"dl-1","src":{"digest":"ab","id":"e","offset":4,"partition":5,"source":"/s","topic":"in"},"type":"dead_letter.recorded"})",
        process_entry()};
    const auto counts = r.out.pass();
    CHECK(counts.notices == 1);
    CHECK(counts.skipped == 2);
    CHECK(r.log.marks[5] == 3);
    REQUIRE(r.to.sent.size() == 1);
    CHECK(r.to.sent[0].topic == "in.dlq");
    CHECK(boost::json::parse(r.to.sent[0].payload) == boost::json::value{{"dead_letter", "dl-1"},
                                                                         {"detail", "d"},
                                                                         {"reason", "invalid_data"},
                                                                         {"sha256", "ab"},
                                                                         {"source_id", "e"},
                                                                         {"offset", 4},
                                                                         {"partition", 5},
                                                                         {"source", "/s"},
                                                                         {"topic", "in"}});
}

TEST_CASE("entries go out in position order, a slice at a time, until nothing is behind", "[relay]")
{
    rig r;
    for (int i = 1; i <= 7; ++i) r.log.buckets[5].push_back(event_entry(i));
    CHECK(r.out.pass().behind == 4);
    CHECK(r.out.pass().behind == 1);
    CHECK(r.out.pass().behind == 0);
    CHECK(r.ids() == std::vector<std::string>{"entry-1", "entry-2", "entry-3", "entry-4", "entry-5",
                                              "entry-6", "entry-7"});
    CHECK(r.out.pass().published() == 0);
    CHECK(r.to.sent.size() == 7);
}

TEST_CASE("the mark stands behind what was delivered without a gap", "[relay]")
{
    rig r;
    r.log.buckets[1] = {event_entry(1), process_entry(), event_entry(2)};
    r.log.buckets[2] = {process_entry(), event_entry(3)};
    r.to.room = 1;
    const auto counts = r.out.pass();
    CHECK(counts.events == 1);
    CHECK(r.log.marks[1] == 2);
    CHECK(r.log.marks[2] == 0);
    CHECK(counts.behind == 3);
    r.to.room = SIZE_MAX;
    while (r.out.pass().published() > 0) {
    }
    auto ids = r.ids();
    std::ranges::sort(ids);
    CHECK(ids == std::vector<std::string>{"entry-1", "entry-2", "entry-3"});
}

TEST_CASE("with the broker away no mark moves, and the same goes out later", "[relay]")
{
    rig r;
    r.log.buckets[1] = {event_entry(1)};
    r.to.room = 0;
    CHECK_THROWS_AS(r.out.pass(), publisher_unavailable);
    CHECK(r.log.marks[1] == 0);
    r.to.room = SIZE_MAX;
    CHECK(r.out.pass().events == 1);
    CHECK(r.ids() == std::vector<std::string>{"entry-1"});
}

TEST_CASE("another relay's buckets are left alone", "[relay]")
{
    rig r;
    r.log.buckets[1] = {event_entry(1)};
    r.log.buckets[2] = {event_entry(2)};
    r.log.taken_elsewhere = {1};
    const auto counts = r.out.pass();
    CHECK(counts.held_elsewhere == 1);
    CHECK(counts.behind == 0);
    CHECK(r.ids() == std::vector<std::string>{"entry-2"});
}

TEST_CASE("a lease lost on the way repeats the same bytes and loses none", "[relay]")
{
    rig r;
    r.log.buckets[1] = {event_entry(1)};
    r.log.lost_while_publishing = {1};
    CHECK(r.out.pass().behind == 1);
    r.log.lost_while_publishing.clear();
    CHECK(r.out.pass().behind == 0);
    REQUIRE(r.to.sent.size() == 2);
    CHECK(r.to.sent[0].payload == r.to.sent[1].payload);
    CHECK(r.to.sent[0].headers == r.to.sent[1].headers);
}

TEST_CASE("an entry that cannot be read stops its bucket and is not skipped", "[relay]")
{
    rig r;
    r.log.buckets[1] = {event_entry(1), "{}", event_entry(2)};
    CHECK_THROWS_AS(r.out.pass(), std::runtime_error);
    CHECK(r.log.marks[1] == 1);
    CHECK(r.ids() == std::vector<std::string>{"entry-1"});
}

namespace {

std::string letter_entry(int n, std::string_view event, std::string_view letter, std::string_view data = "{}")
{
    return R"({"at":"2026-11-23T09:30:01.000000Z","case":")" + std::string(case_text) + R"(","data":)" +
           std::string(data) + R"(,"ev":")" + std::string(event) + R"(","id":"entry-)" + std::to_string(n) +
           R"(","set":{"letters":[{"by":"h.lin","id":"L1","kind":"closing","route":"email"},)" +
           std::string(letter) + R"(]},"src":{"id":"cmd","source":"/desk"},"type":"case.event","ver":)" +
           std::to_string(n) + "}";
}

}  // namespace

TEST_CASE("a letter that a channel carries is asked for right behind its outcome, and names nobody",
          "[relay]")
{
    rig r;
    r.log.buckets[5] = {
        letter_entry(1, "decision_sent",
                     R"({"by":"h.lin","id":"L2","kind":"final_response","language":"en","route":"post"})"),
        event_entry(2)};
    const auto counts = r.out.pass();
    CHECK(counts.events == 2);
    CHECK(counts.letters == 1);
    CHECK(counts.published() == 3);
    CHECK(r.ids() == std::vector<std::string>{"entry-1", "letter-entry-1", "entry-2"});
    const auto& asked = r.to.sent[1];
    CHECK(asked.topic == "redress.notify.command.v1");
    CHECK(asked.key == case_text);
    CHECK(said(asked, "ce_type") == "io.redress.notify.command.send_letter.v1");
    CHECK(said(asked, "ce_causationid") == "entry-1");
    CHECK(said(asked, "ce_sequence") == "1");
    CHECK(boost::json::parse(asked.payload) == boost::json::value{{"again", false},
                                                                  {"case", case_text},
                                                                  {"kind", "final_response"},
                                                                  {"language", "en"},
                                                                  {"letter", "L2"},
                                                                  {"route", "post"}});
}

TEST_CASE("what is at its default in an entry is said in the command: an acknowledgement by e-mail",
          "[relay]")
{
    rig r;
    r.log.buckets[5] = {letter_entry(1, "acknowledged", R"({"by":"app","id":"L2"})")};
    CHECK(r.out.pass().letters == 1);
    CHECK(boost::json::parse(r.to.sent.back().payload) == boost::json::value{{"again", false},
                                                                             {"case", case_text},
                                                                             {"kind", "acknowledgement"},
                                                                             {"letter", "L2"},
                                                                             {"route", "email"}});
}

TEST_CASE("nobody carries what people have at once, and a report of a letter asks for none", "[relay]")
{
    rig r;
    for (const auto route : names_of<route>::list)
        r.log.buckets[5].push_back(letter_entry(
            1, "decision_sent", R"({"id":"L2","kind":"closing","route":")" + std::string(route) + R"("})"));
    r.log.buckets[5].push_back(letter_entry(2, "message_dispatched", R"({"id":"L2","route":"email"})"));
    r.log.buckets[5].push_back(letter_entry(3, "message_undelivered", R"({"id":"L2","route":"email"})"));
    while (r.out.pass().published() > 0) {
    }
    std::set<std::string> carried;
    for (const auto& message : r.to.sent)
        if (message.topic == "redress.notify.command.v1")
            carried.insert(boost::json::parse(message.payload).at("route").as_string().c_str());
    CHECK(carried == std::set<std::string>{"email", "phone", "sms", "in_app", "post"});
}

TEST_CASE("a letter that is sent again is asked for again; a message of its own is no letter", "[relay]")
{
    rig r;
    r.log.buckets[5] = {event_entry(1), event_entry(2)};
    auto& entries = r.log.buckets[5];
    const auto as_message = [](std::string entry, std::string_view data) {
        entry.replace(entry.find("note_added"), 10, "message_sent");
        return entry.insert(1, R"("data":)" + std::string(data) + ",");
    };
    entries[0] = as_message(entries[0], R"({"letter":"L1","letter_language":"en","route":"sms"})");
    entries[1] = as_message(entries[1], R"({"route":"sms"})");
    const auto counts = r.out.pass();
    CHECK(counts.letters == 1);
    CHECK(counts.events == 2);
    CHECK(boost::json::parse(r.to.sent[1].payload) ==
          boost::json::value{
              {"again", true}, {"case", case_text}, {"language", "en"}, {"letter", "L1"}, {"route", "sms"}});
}

TEST_CASE("an outcome whose letter was not asked for yet goes out again with it, in the same bytes",
          "[relay]")
{
    rig r;
    r.log.buckets[5] = {letter_entry(1, "decision_sent", R"({"id":"L2","kind":"closing","route":"email"})")};
    r.to.room = 1;
    CHECK(r.out.pass().events == 1);
    CHECK(r.log.marks[5] == 0);
    r.to.room = SIZE_MAX;
    CHECK(r.out.pass().letters == 1);
    CHECK(r.ids() == std::vector<std::string>{"entry-1", "entry-1", "letter-entry-1"});
    CHECK(r.to.sent[0].payload == r.to.sent[1].payload);
    CHECK(r.log.marks[5] == 1);
}
