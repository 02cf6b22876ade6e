#include "states/ids.hpp"

#include <catch2/catch_test_macros.hpp>

#include <set>
#include <string>

using namespace redress;

TEST_CASE("murmur2 is the hash of Kafka's default partitioner", "[ids]")
{
    struct vector {
        const char* text;
        std::int32_t hash;
    };
    for (const auto& [text, hash] : {
             vector{"21", -973932308},
             {"foobar", -790332482},
             {"a-little-bit-long-string", -985981536},
             {"a-little-bit-longer-string", -1486304829},
             {"lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58897971},
             {"abc", 479470107},
         }) {
        INFO(text);
        CHECK(static_cast<std::int32_t>(murmur2(text)) == hash);
    }
}

TEST_CASE("a bucket is the hash of the lower-case text without its sign, modulo 64", "[ids]")
{
    // Computed by another implementation of the same hash.
    CHECK(bucket_of(*parse_uuid("00000000-0000-0000-0000-000000000000")) == 61);
    CHECK(bucket_of(*parse_uuid("018f3c1e-7b2a-7c3d-8e4f-0123456789ab")) == 42);
    CHECK(bucket_of(*parse_uuid("018F3C1E-7B2A-7C3D-8E4F-0123456789AB")) == 42);
    CHECK(bucket_of(*parse_uuid("ffffffff-ffff-ffff-ffff-ffffffffffff")) == 50);

    std::set<std::int16_t> seen;
    for (int i = 0; i < 2000; ++i) {
        uuid id;
        id.bytes[3] = static_cast<std::uint8_t>(i >> 8);
        id.bytes[15] = static_cast<std::uint8_t>(i);
        const auto bucket = bucket_of(id);
        REQUIRE(bucket >= 0);
        REQUIRE(bucket < bucket_count);
        seen.insert(bucket);
    }
    CHECK(seen.size() == 64);
}

TEST_CASE("a uuid reads either case and writes lower case", "[ids]")
{
    const auto id = parse_uuid("018F3c1e-7b2A-7c3d-8e4f-0123456789aB");
    REQUIRE(id);
    CHECK(to_string(*id) == "018f3c1e-7b2a-7c3d-8e4f-0123456789ab");
    CHECK(parse_uuid(to_string(*id)) == id);
    CHECK_FALSE(id->is_nil());
    CHECK(parse_uuid("00000000-0000-0000-0000-000000000000")->is_nil());
}

TEST_CASE("what is not exactly a uuid is refused", "[ids]")
{
    for (const char* text : {"", "018f3c1e", "018f3c1e-7b2a-7c3d-8e4f-0123456789a",
                             "018f3c1e-7b2a-7c3d-8e4f-0123456789abc", "018f3c1e07b2a-7c3d-8e4f-0123456789ab",
                             "018f3c1e-7b2a-7c3d-8e4f-0123456789ag", "{18f3c1e-7b2a-7c3d-8e4f-0123456789ab",
                             "018f3c1e-7b2a-7c3d-8e4f-0123456789a ", "018f3c1e7b2a7c3d8e4f0123456789ab"}) {
        INFO(text);
        CHECK_FALSE(parse_uuid(text));
    }
}

TEST_CASE("an id derived from content has version 8, its variant, and 122 bits of the digest", "[ids]")
{
    std::array<std::uint8_t, 32> digest{};
    CHECK(to_string(uuid_v8(digest)) == "00000000-0000-8000-8000-000000000000");
    digest.fill(0xff);
    CHECK(to_string(uuid_v8(digest)) == "ffffffff-ffff-8fff-bfff-ffffffffffff");

    // Every one of the first 122 bits matters, and no later one does.
    digest.fill(0);
    std::set<std::string> ids;
    for (std::size_t bit = 0; bit < 256; ++bit) {
        auto one = digest;
        one[bit / 8] = static_cast<std::uint8_t>(0x80U >> bit % 8);
        ids.insert(to_string(uuid_v8(one)));
    }
    CHECK(ids.size() == 123);
}
