#include "adapters/postgres/case_codec.hpp"
#include "adapters/postgres/cbor.hpp"

#include <catch2/catch_test_macros.hpp>

#include <iostream>
#include <random>

using namespace redress;
using namespace redress::postgres;

namespace {

/// Fills every listed member at random, about half of them away from the default.
struct filler {
    std::mt19937_64 random;

    bool coin() { return (random() & 1U) != 0; }
    void fill(bool& v) { v = coin(); }
    void fill(std::int64_t& v)
    {
        // All lengths of a CBOR head, both signs.
        const auto wide = static_cast<std::int64_t>(random() >> (random() % 64));
        v = coin() ? wide >> 1 : -(wide >> 1) - 1;
    }
    void fill(std::string& v)
    {
        v.assign(random() % (coin() ? 20 : 300), 'x');
        for (auto& c : v) c = static_cast<char>('a' + random() % 26);
    }
    void fill(instant& v)
    {
        std::int64_t micros = 0;
        fill(micros);
        v = instant(duration(micros));
    }
    void fill(duration& v) { v = duration(static_cast<std::int64_t>(random() >> 20)); }
    template <named Enum>
    void fill(Enum& v)
    {
        v = static_cast<Enum>(random() % count_of<Enum>);
    }
    template <class T>
    void fill(std::optional<T>& v)
    {
        if (coin()) fill(v.emplace());
    }
    template <class T>
    void fill(std::vector<T>& v)
    {
        v.resize(random() % 4);
        for (auto& one : v) fill(one);
    }
    template <reflected Struct>
    void fill(Struct& v)
    {
        for_each_member<Struct>([&](auto, auto m) {
            if (coin()) fill(v.*m.where);
        });
    }
};

std::string encoded(const facts& f)
{
    std::string bytes;
    encode_facts(bytes, f);
    return bytes;
}

/// What stands in columns of its own does not stand in the bytes.
facts without_columns(facts f)
{
    f.owner.clear();
    f.team.clear();
    f.reference.clear();
    f.severity = 0;
    f.rung = 0;
    return f;
}

const case_id some_case = *parse_uuid("0193a000-0000-7000-8000-000000000001");

}  // namespace

TEST_CASE("any facts come back as they went", "[codec]")
{
    filler random{std::mt19937_64(20261124)};
    std::size_t bytes = 0;
    constexpr int rounds = 3'000;
    for (int i = 0; i < rounds; ++i) {
        facts f;
        random.fill(f);
        const std::string stored = encoded(f);
        facts back;
        decode_facts(stored, some_case, back);
        REQUIRE(back == without_columns(f));
        REQUIRE(encoded(back) == stored);
        bytes += stored.size();
    }
    std::cout << "facts, half of them set: " << bytes / rounds << " bytes on average\n";
}

TEST_CASE("facts at their defaults take one byte", "[codec]")
{
    CHECK(encoded({}) == std::string("\xa0", 1));
    facts only_columns;
    only_columns.owner = "li.wei";
    only_columns.severity = 3;
    CHECK(encoded(only_columns) == std::string("\xa0", 1));
}

TEST_CASE("keys stand in the order of their bytes, shorter first", "[codec]")
{
    facts f;
    f.amount = "12.50";
    f.calls = 3;
    f.service = "card";
    f.about_staff = {"a"};
    f.anonymous = true;
    CHECK(encoded(f) == std::string("\xa5"
                                    "\x65"
                                    "calls\x03"
                                    "\x66"
                                    "amount\x65"
                                    "12.50"
                                    "\x67"
                                    "service\x64"
                                    "card"
                                    "\x69"
                                    "anonymous\xf5"
                                    "\x6b"
                                    "about_staff\x81\x61"
                                    "a"));
}

TEST_CASE("instants are microseconds since 1970 and enums are names", "[codec]")
{
    facts f;
    f.filed_at = instant(duration(1'000'000));
    f.kind = case_kind::query;
    CHECK(encoded(f) == std::string("\xa2"
                                    "\x64"
                                    "kind\x65"
                                    "query"
                                    "\x68"
                                    "filed_at\x1a\x00\x0f\x42\x40",
                                    26));
}

TEST_CASE("a case as it usually is fits into a few hundred bytes", "[codec]")
{
    facts f;
    f.acknowledged_at = f.admitted_at = f.filed_at = f.received_at = f.triaged_at =
        instant(std::chrono::seconds(1'764'000'000));
    f.category = "unexpected_fee";
    f.complainant = "p-4711";
    f.country = "CN";
    f.language = "zh-CN";
    f.acted = {{.id = "engine", .role = role::engine}, {.id = "li.wei", .role = role::handler}};
    f.policies = {{.id = "wallet-default", .rev = 1, .sha256 = std::string(64, 'a')}};
    for (const char* id : {"acknowledge", "initial_response", "final_response", "progress_update"})
        f.clocks.push_back(
            {.clock_id = id, .due = f.filed_at, .policy = "wallet-default", .started = f.filed_at});
    const std::string bytes = encoded(f);
    std::cout << "facts of an open case with four clocks: " << bytes.size() << " bytes\n";
    CHECK(bytes.size() < 800);
}

TEST_CASE("a digest is stored as its bytes, and one that was stored as text is read as well", "[codec]")
{
    facts f;
    std::string digest;
    for (int i = 0; i < 32; ++i) digest += "0f";
    f.policies = {{.id = "w", .rev = 1, .sha256 = digest}};
    const std::string bytes = encoded(f);
    CHECK(bytes.find(std::string("\x58\x20") + std::string(32, '\x0f')) != std::string::npos);
    facts back;
    decode_facts(bytes, some_case, back);
    CHECK(back.policies == f.policies);
    std::string of_before = bytes;
    of_before.replace(of_before.find("\x58\x20"), 34, "\x78\x40" + digest);
    facts earlier;
    decode_facts(of_before, some_case, earlier);
    CHECK(earlier.policies == f.policies);
    for (const char* odd : {"ab", "0F"}) {
        f.policies[0].sha256 = odd;
        if (odd[1] == 'F') f.policies[0].sha256 = digest.substr(2) + odd;
        facts again;
        decode_facts(encoded(f), some_case, again);
        CHECK(again.policies == f.policies);
    }
}

TEST_CASE("a name that is not ours is refused with the case's id", "[codec]")
{
    const auto refused = [](std::string_view bytes) -> std::string {
        facts into;
        try {
            decode_facts(bytes, some_case, into);
        } catch (const unknown_state& error) {
            return error.what();
        }
        return {};
    };
    CHECK(refused("\xa1\x64zzzz\x01").find("zzzz") != std::string::npos);
    CHECK(refused("\xa1\x64kind\x63odd").find("'odd'") != std::string::npos);
    CHECK(refused("\xa1\x64kind\x63odd").find(to_string(some_case)) != std::string::npos);
    CHECK_FALSE(refused("\xa1\x65owner\x61x").empty());  // a column's name
    CHECK_FALSE(refused(std::string("\xa1\x65"
                                    "calls\x18\x03",
                                    9))
                    .empty());  // not the shortest head
    CHECK_FALSE(refused(std::string("\xa2\x66"
                                    "amount\x61"
                                    "1\x65"
                                    "calls\x03",
                                    17))
                    .empty());  // out of order
    CHECK_FALSE(refused(std::string("\xa1\x65"
                                    "calls",
                                    7))
                    .empty());                                 // cut short
    CHECK_FALSE(refused(std::string("\xa0\x00", 2)).empty());  // more than a value
    CHECK_FALSE(refused("").empty());
    CHECK_FALSE(refused("\xbf\xff").empty());  // indefinite length
}

TEST_CASE("every cut and every changed byte of stored facts is either read or refused, never worse",
          "[codec]")
{
    filler random{std::mt19937_64(7)};
    facts f;
    random.fill(f);
    const std::string stored = encoded(f);
    int refusals = 0;
    for (std::size_t i = 0; i < stored.size(); ++i) {
        facts into;
        CHECK_THROWS_AS(decode_facts(std::string_view(stored).substr(0, i), some_case, into), unknown_state);
        std::string changed = stored;
        changed[i] = static_cast<char>(random.random());
        facts other;
        try {
            decode_facts(changed, some_case, other);
        } catch (const unknown_state&) {
            ++refusals;
        }
    }
    CHECK(refusals > 0);
}

TEST_CASE("the ends of the integers have the bytes of the standard", "[codec]")
{
    const auto written = [](std::int64_t v) {
        std::string bytes;
        cbor_writer(bytes).integer(v);
        REQUIRE(cbor_reader(bytes).integer() == v);
        return bytes;
    };
    CHECK(written(0) == std::string("\x00", 1));
    CHECK(written(23) == "\x17");
    CHECK(written(24) == "\x18\x18");
    CHECK(written(255) == "\x18\xff");
    CHECK(written(256) == std::string("\x19\x01\x00", 3));
    CHECK(written(65'536) == std::string("\x1a\x00\x01\x00\x00", 5));
    CHECK(written(4'294'967'296) == std::string("\x1b\x00\x00\x00\x01\x00\x00\x00\x00", 9));
    CHECK(written(-1) == "\x20");
    CHECK(written(-257) == std::string("\x39\x01\x00", 3));
    CHECK(written(INT64_MAX).size() == 9);
    CHECK(written(INT64_MIN).size() == 9);
}
