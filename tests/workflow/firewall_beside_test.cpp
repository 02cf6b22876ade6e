// What stands beside a recovery phrase and is none of it (an order number, an amount, the next sentence) passes, whatever
// list its words are of; what is of the phrase does not.
#include "workflow/firewall/firewall.hpp"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <string_view>

using namespace redress::workflow;

namespace {

constexpr std::string_view phrase =
    "legal winner thank year wave sausage worth useful legal winner thank yellow";
constexpr std::string_view numbered =
    "1. legal 2. winner 3. thank 4. year 5. wave 6. sausage 7. worth 8. useful "
    "9. legal 10. winner 11. thank 12. yellow";
constexpr std::string_view lines =
    "1. legal\n2. winner\n3. thank\n4. year\n5. wave\n6. sausage\n7. worth\n8. useful\n"
    "9. legal\n10. winner\n11. thank\n12. yellow";
constexpr std::string_view commas =
    "legal, winner, thank, year, wave, sausage, worth, useful, legal, winner, thank, yellow";
constexpr std::string_view long_phrase =
    "letter advice cage absurd amount doctor acoustic avoid letter advice cage absurd amount doctor acoustic "
    "avoid letter advice cage absurd amount doctor acoustic bless";
constexpr std::string_view wrong_sum =
    "legal winner thank year wave sausage worth useful legal winner thank zebra";
constexpr std::string_view chinese = "磷 怕 灰 板 机 捕 埔 肥 疾 跨 疾 洲";

std::string cleaned(std::string_view text)
{
    return without(text, find_secrets(text));
}

std::string with(std::string_view sentence, std::string_view put)
{
    std::string text(sentence);
    for (auto at = text.find('@'); at != text.npos; at = text.find('@', at + put.size()))
        text.replace(at, 1, put);
    return text;
}

// The phrase stands at the "@", and nothing but the phrase goes.
constexpr std::string_view beside[] = {
    "Order 12345, @",
    "Order 12345 @",
    "Order number 20261127001: @",
    "order no. 20261127001 - @",
    "Amount 500, order 99887766, @",
    "Order 12345, seed phrase @",
    "Order 12345. Seed phrase: @",
    "Order number: 12345678\n@",
    "Order number: 12345678\nAmount: 500 USDT\n\n@",
    "@\n\nOrder number: 12345678\nAmount: 500 USDT",
    "@\nOrder number: 12345678\nAmount: 500 USDT",
    "@, order number 20261127001, amount 500, call me today",
    "@, order 20261127001",
    "@; order 20261127001, amount 500",
    "@ order number 20261127001 amount 500",
    "@ and order number 20261127001",
    "@. Order number 20261127001, amount 500",
    "@. Order 12345 is missing and must wait until tomorrow",
    "@. Please help, time will give you the cash",
    "@! Please help",
    "My order 99887766 must wait. Phrase: @. Then they said fee first, order later",
    "My order 99887766 must wait. @",
    "Wait, please. Order 4711 pending. @. Thank you, must wait, order 4711",
    "order 4711 amount 300: @\namount 300, order 4711",
    "Case 20261127 order 4711\n\n@\n\nCase 20261127 order 4711",
    "订单号 12345，@",
    "订单 order 20261127001，助记词 @",
    "@。订单 20261127001",
    "@。order 20261127001，金额 500",
    "@，order number 20261127001",
    "助记词：@。Order 12345 还没到账",
    "order 12345 助记词 @ order 12345",
    "金额 amount 500，@\n\n订单 order number：20261127001",
};

}  // namespace

TEST_CASE("an order number, an amount and a sentence beside a phrase pass", "[firewall]")
{
    for (const auto& put : {phrase, numbered, lines, commas, long_phrase})
        for (const auto& sentence : beside)
            CHECK(cleaned(with(sentence, put)) ==
                  with(sentence, put.starts_with("1. ") ? "1. ⟦seed_phrase⟧" : "⟦seed_phrase⟧"));
}

TEST_CASE("they do beside a phrase whose checksum does not hold, where it is announced or set off",
          "[firewall]")
{
    for (const auto* sentence : {"Order 12345, @", "Seed phrase: @. Order 12345 is missing",
                                 "@\n\nOrder number: 12345678\nAmount: 500 USDT",
                                 "My order 99887766 must wait. Phrase: @. Then they said fee",
                                 "订单 order 12345，助记词 @。order 20261127001"})
        CHECK(cleaned(with(sentence, wrong_sum)) == with(sentence, "⟦seed_phrase⟧"));
}

TEST_CASE("they do beside a Chinese phrase", "[firewall]")
{
    for (const auto* sentence :
         {"订单号 12345，@", "助记词：@。订单 20261127001 没到账", "@\n\n订单号：12345678\n金额：500 USDT",
          "@。订单 20261127001", "我的订单 99887766 还没到。助记词：@。他们说要交手续费", "Order 12345, @",
          "@. Order number 20261127001, amount 500"})
        CHECK(cleaned(with(sentence, chinese)) == with(sentence, "⟦seed_phrase⟧"));
}

TEST_CASE("words that are of a phrase go with it", "[firewall]")
{
    // A passphrase, right behind or as the thirteenth.
    CHECK(cleaned(with("@ horse", phrase)) == "⟦seed_phrase⟧");
    CHECK(cleaned(with("Order 12345, @ horse", phrase)) == "Order 12345, ⟦seed_phrase⟧");
    CHECK(cleaned(with("@, horse", commas)) == "⟦seed_phrase⟧");
    CHECK(cleaned(with("@ 13. horse", numbered)) == "1. ⟦seed_phrase⟧");
    CHECK(cleaned(with("@\nhorse", phrase)) == "⟦seed_phrase⟧");
    // Words with a number, a sentence's end or a line between them.
    CHECK(cleaned("legal winner thank year wave sausage. worth useful legal winner thank yellow") ==
          "⟦seed_phrase⟧");
    CHECK(cleaned("legal winner thank year\n\nwave sausage worth useful\n\nlegal winner thank yellow") ==
          "⟦seed_phrase⟧");
    CHECK(cleaned("legal winner thank year 12345 wave sausage worth useful legal winner thank yellow") ==
          "⟦seed_phrase⟧");
    CHECK(cleaned("1037 legal 2018 winner 1791 thank 2039 year 1984 wave 1531 sausage 2027 worth 1925 useful "
                  "1037 legal "
                  "2018 winner 1791 thank 2040 yellow") == "1037 ⟦seed_phrase⟧");
    // Twelve and twelve of one phrase.
    CHECK(cleaned("letter advice cage absurd amount doctor acoustic avoid letter advice cage "
                  "absurd.\n\namount doctor "
                  "acoustic avoid letter advice cage absurd amount doctor acoustic bless") ==
          "⟦seed_phrase⟧");
    CHECK(cleaned("words: letter advice cage absurd amount doctor acoustic avoid letter advice cage absurd. "
                  "words: amount "
                  "doctor acoustic avoid letter advice cage absurd amount doctor acoustic bless") ==
          "words: ⟦seed_phrase⟧");
}
