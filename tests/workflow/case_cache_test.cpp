#include "workflow/case_cache.hpp"

#include "tests/support/cases.hpp"

#include <catch2/catch_test_macros.hpp>

namespace redress::workflow {
namespace {

snapshot read_of(std::initializer_list<case_id> ids, std::int64_t turn)
{
    snapshot read;
    for (const case_id& id : ids) {
        complaint now;
        now.id = id;
        now.bucket = bucket_of(id);
        now.lifecycle = lifecycle_state::received;
        read.cases.push_back(now);
        read.heads.push_back({now.bucket, 0, turn});
    }
    return read;
}

TEST_CASE("a bucket whose head moved is forgotten whole, others are not", "[cache]")
{
    case_cache cache(100);
    cache.begin(1);
    const auto a = tests::case_number(1);
    auto b = tests::case_number(2);
    for (std::uint64_t n = 3; bucket_of(b) == bucket_of(a); ++n) b = tests::case_number(n);
    CHECK_FALSE(cache.absorb(read_of({a, b}, 5)));
    CHECK_FALSE(cache.absorb(read_of({b}, 5)));
    CHECK(cache.absorb(read_of({b}, 6)));
    CHECK(cache.find(bucket_of(a), a) != nullptr);
    CHECK(cache.find(bucket_of(b), b)->state == remembered_case::standing::known);
    CHECK(cache.head_of(bucket_of(b)).turn == 6);
    cache.forget(bucket_of(a));
    CHECK(cache.find(bucket_of(a), a) == nullptr);
    CHECK_FALSE(cache.head_of(bucket_of(a)).known);
    CHECK(cache.size() == 1);
}

TEST_CASE("what was remembered stands against an older reading of the same head", "[cache]")
{
    case_cache cache(100);
    cache.begin(1);
    const auto a = tests::case_number(1);
    static_cast<void>(cache.absorb(read_of({a}, 5)));
    cache.find(bucket_of(a), a)->now.version = 9;
    static_cast<void>(cache.absorb(read_of({a}, 5)));
    CHECK(cache.find(bucket_of(a), a)->now.version == 9);
}

TEST_CASE("it stays within its size and spares what the last batches used", "[cache]")
{
    case_cache cache(50);
    for (std::uint64_t batch = 1; batch <= 200; ++batch) {
        cache.begin(batch);
        for (std::uint64_t n = 0; n < 10; ++n)
            static_cast<void>(cache.absorb(read_of({tests::case_number(batch * 10 + n)}, 1)));
        CHECK(cache.size() <= 60);
        const auto mine = tests::case_number(batch * 10);
        CHECK(cache.find(bucket_of(mine), mine) != nullptr);
        if (batch > 1) {
            const auto before = tests::case_number(batch * 10 - 10);
            CHECK(cache.find(bucket_of(before), before) != nullptr);
        }
    }
}

TEST_CASE("a cache of no size remembers nothing", "[cache]")
{
    case_cache cache(0);
    cache.begin(1);
    static_cast<void>(cache.absorb(read_of({tests::case_number(1)}, 1)));
    cache.begin(2);
    CHECK(cache.size() == 0);
}

}  // namespace
}  // namespace redress::workflow
