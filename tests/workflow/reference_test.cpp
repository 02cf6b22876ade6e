#include "workflow/reference.hpp"

#include <catch2/catch_test_macros.hpp>

#include <random>

namespace redress::workflow {
namespace {

constexpr std::string_view symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

TEST_CASE("a reference carries its bucket and reads back", "[reference]")
{
    std::mt19937_64 random(1);
    for (std::int16_t bucket = 0; bucket < 64; ++bucket) {
        const auto text = mint_reference(bucket, random());
        CHECK(text.size() == 10);
        CHECK(parse_reference(text) == text);
        CHECK(bucket_of_reference(text) == bucket);
    }
    CHECK(mint_reference(0, 0) == "0000000000");
    CHECK(mint_reference(63, ~0ULL) == "ZZZZZZZZZ" + std::string(1, mint_reference(63, ~0ULL).back()));
}

TEST_CASE("people may write it their way", "[reference]")
{
    const auto text = mint_reference(42, 123'456'789'012);
    const auto shown = shown_reference(text);
    REQUIRE(shown.size() == 11);
    std::string lower;
    for (const char c : shown) lower += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    CHECK(parse_reference(shown) == text);
    CHECK(parse_reference(" " + lower + " ") == text);
    std::string wide;
    for (const char c : text) {  // full-width forms: U+FF01 and on
        const unsigned code = 0xff01U + static_cast<unsigned>(c - '!');
        wide += static_cast<char>(0xe0U | code >> 12);
        wide += static_cast<char>(0x80U | (code >> 6 & 0x3fU));
        wide += static_cast<char>(0x80U | (code & 0x3fU));
    }
    CHECK(parse_reference(wide) == text);
    CHECK(parse_reference("oooooooooo") == "0000000000");
    CHECK_FALSE(parse_reference(""));
    CHECK_FALSE(parse_reference(text + "0"));
    CHECK_FALSE(parse_reference("U000000000"));
}

TEST_CASE("one wrong symbol and two swapped ones are noticed", "[reference]")
{
    std::mt19937_64 random(2);
    for (int n = 0; n < 500; ++n) {
        const auto text = mint_reference(static_cast<std::int16_t>(random() % 64), random());
        for (std::size_t i = 0; i < text.size(); ++i) {
            for (const char wrong : symbols) {
                auto changed = text;
                changed[i] = wrong;
                if (changed != text) REQUIRE_FALSE(parse_reference(changed));
            }
            for (std::size_t j = i + 1; j < text.size(); ++j) {
                auto swapped = text;
                std::swap(swapped[i], swapped[j]);
                if (swapped != text) REQUIRE_FALSE(parse_reference(swapped));
            }
        }
    }
}

}  // namespace
}  // namespace redress::workflow
