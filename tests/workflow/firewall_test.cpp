// The secret firewall, rule by rule: what it takes out, what it lets pass, and where exactly a finding stands.
#include "workflow/firewall/firewall.hpp"
#include "workflow/firewall/word_lists.hpp"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <vector>

using namespace redress::workflow;

namespace {

std::string cleaned(std::string_view text)
{
    return without(text, find_secrets(text));
}

bool passes(std::string_view text)
{
    return find_secrets(text).empty();
}

constexpr std::string_view phrase =
    "legal winner thank year wave sausage worth useful legal winner thank yellow";

}  // namespace

TEST_CASE("the checksum of BIP-39 holds for its own examples", "[firewall]")
{
    const auto indexes = [](std::initializer_list<const char*> words) {
        std::vector<word_index> all;
        for (const auto* word : words) all.push_back(english_index(word).value());
        return all;
    };
    CHECK(checksum_holds(indexes({"abandon", "abandon", "abandon", "abandon", "abandon", "abandon", "abandon",
                                  "abandon", "abandon", "abandon", "abandon", "about"})));
    CHECK(checksum_holds(
        indexes({"zoo", "zoo", "zoo", "zoo", "zoo", "zoo", "zoo", "zoo", "zoo", "zoo", "zoo", "wrong"})));
    CHECK_FALSE(checksum_holds(
        indexes({"zoo", "zoo", "zoo", "zoo", "zoo", "zoo", "zoo", "zoo", "zoo", "zoo", "zoo", "zoo"})));
    CHECK_FALSE(checksum_holds(indexes({"zoo", "zoo", "zoo"})));
    CHECK(english_index_of_four("aban") == english_index("abandon"));
    CHECK(chinese_index(U'的', chinese_list::simplified) == 0);
}

TEST_CASE("a finding stands where its secret stands, in bytes and in code points", "[firewall]")
{
    const auto text = "我的助记词： " + std::string(phrase) + "，谢谢";
    const auto found = find_secrets(text);
    REQUIRE(found.size() == 1);
    CHECK(found[0].kind == secret_kind::seed_phrase);
    CHECK(text.substr(found[0].begin, found[0].end - found[0].begin) == phrase);
    CHECK(found[0].begin_point == 7);
    CHECK(found[0].end_point == 7 + phrase.size());
    CHECK(cleaned(text) == "我的助记词： ⟦seed_phrase⟧，谢谢");
}

TEST_CASE("invisible characters, escapes and bytes that are no text hide nothing", "[firewall]")
{
    CHECK(
        cleaned("le\u200bgal winner thank ye\u00adar wave sausage worth useful legal winner thank yellow") ==
        "⟦seed_phrase⟧");
    CHECK(
        cleaned(
            R"({"text":"legal\nwinner\nthank\nyear\nwave\nsausage\nworth\nuseful\nlegal\nwinner\nthank\nyellow"})") ==
        R"({"text":"⟦seed_phrase⟧"})");
    CHECK(cleaned(R"("\\u79c1\\u94a5: 4f3edf983ac636a65a842ce7c78d9aa706d3b113bce9c46f30d7d21715b23b1d")") ==
          R"("\\u79c1\\u94a5: ⟦private_key⟧")");
    CHECK(cleaned("q=legal%20winner%20thank%20year%20wave%20sausage%20worth%20useful%20legal%20winner%"
                  "20thank%20yellow&x=1") == "q=⟦seed_phrase⟧&x=1");
    CHECK(cleaned("\xff\xfe legal winner thank year wave sausage worth useful\xff legal winner thank yellow "
                  "\x80") == "\xff\xfe ⟦seed_phrase⟧ \x80");
}

TEST_CASE("letters of other scripts that look like Latin ones hide no phrase", "[firewall]")
{
    // Cyrillic, small and capital; Greek, small and capital; accents that stand behind their letter.
    CHECK(cleaned("l\u0435g\u0430l winn\u0435r thank y\u0435ar w\u0430ve s\u0430us\u0430ge w\u043erth useful "
                  "l\u0435g\u0430l winn\u0435r th\u0430nk y\u0435ll\u043ew") == "⟦seed_phrase⟧");
    CHECK(
        cleaned("L\u0415G\u0410L WINN\u0415R \u0422\u041dAN\u041a Y\u0415\u0410R W\u0410V\u0415 S\u0410USAGE "
                "WOR\u0422\u041d USEFUL LEGAL WINN\u0415R TH\u0410NK Y\u0415LL\u041eW") == "⟦seed_phrase⟧");
    CHECK(cleaned(
              "leg\u03b1l winner th\u03b1nk ye\u03b1r w\u03b1ve sausage w\u03bfrth useful leg\u03b1l winner "
              "th\u03b1nk yell\u03bfw") == "⟦seed_phrase⟧");
    CHECK(
        cleaned("L\u0395GAL WINN\u0395R \u03a4\u0397A\u039dK Y\u0395\u0391R W\u0391V\u0395 S\u0391USAG\u0395 "
                "WOR\u03a4\u0397 USEFUL L\u0395GAL WINN\u0395R TH\u0391NK Y\u0395LL\u039fW") ==
        "⟦seed_phrase⟧");
    CHECK(
        cleaned("le\u0301gal winne\u0301r tha\u0301nk ye\u0301ar wa\u0301ve sa\u0301usage wo\u0301rth useful "
                "le\u0301gal winner thank ye\u0301llow") == "⟦seed_phrase⟧");
}

TEST_CASE("words of the list in a row are a phrase though its checksum is wrong; sentences are none",
          "[firewall]")
{
    CHECK(cleaned("zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo") == "⟦seed_phrase⟧");
    CHECK(passes("you will always have this problem until someone can help, then they say sorry again"));
    CHECK(passes("They want my seed phrase, every word of it, and my private key."));
    CHECK(passes("legal winner thank year wave sausage worth"));
    CHECK(
        cleaned("my seed phrase, as far as I know it: legal winner wave sausage worth useful legal winner") ==
        "my seed phrase, as far as I know it: ⟦seed_phrase⟧");
}

TEST_CASE("of 64 hexadecimal digits the nearest word says what they are", "[firewall]")
{
    const std::string digits = "4f3edf983ac636a65a842ce7c78d9aa706d3b113bce9c46f30d7d21715b23b1d";
    CHECK(passes(digits));
    CHECK(passes("0x" + digits));
    CHECK(passes("tx 0x" + digits));
    CHECK(passes("交易哈希：" + digits));
    CHECK(passes("My private key was stolen and used for the transaction " + digits));
    CHECK(passes("public key " + digits));
    CHECK(cleaned("private key: 0x" + digits) == "private key: ⟦private_key⟧");
    CHECK(cleaned("private key (not the tx hash!): " + digits) ==
          "private key (not the tx hash!): ⟦private_key⟧");
    CHECK(cleaned("the private key of my deposit address is " + digits) ==
          "the private key of my deposit address is ⟦private_key⟧");
    CHECK(cleaned(digits + " <- 我的私钥") == "⟦private_key⟧ <- 我的私钥");
    CHECK(cleaned("tx " + digits + " was made with key " + digits) ==
          "tx " + digits + " was made with key ⟦private_key⟧");
    CHECK(cleaned("private key 4f3edf98 3ac636a6 5a842ce7 c78d9aa7 06d3b113 bce9c46f 30d7d217 15b23b1d.") ==
          "private key ⟦private_key⟧.");
}

TEST_CASE("keys with a checksum of their own need no words", "[firewall]")
{
    CHECK(cleaned("5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ") == "⟦private_key⟧");
    CHECK(cleaned("KwdMAjGmerYanjeui5SHS7JkmpZvVipYvB2LJGU1ZxJwYvP98617") == "⟦private_key⟧");
    // An extended public key and an address are none.
    CHECK(
        passes("xpub661MyMwAqRbcFtXgS5sYJABqqG9YLmC4Q1Rdap9gSE8NqtwybGhePY2gZ29ESFjqJoCu1Rupje8YtGqsefD265TMg"
               "7usUDFdp6W1EGMcet8"));
    CHECK(cleaned("xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3"
                  "TGtRBeJgk33yuGBxrMPHi") == "⟦private_key⟧");
    // Where a line ended or a space was set, too.
    CHECK(cleaned("key: 5HueCGU8rMjxEXxiPuD5BDku4\nMkFqeZyd4dZ1jvhTVqvbTLvyTJ thanks") ==
          "key: ⟦private_key⟧ thanks");
    CHECK(cleaned("KwdMAjGmerYanjeui5SHS7JkmpZ vVipYvB2LJGU1ZxJw YvP98617") == "⟦private_key⟧");
    CHECK(cleaned("xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6\r\n"
                  "LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi") == "⟦private_key⟧");
    CHECK(passes("1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2\nT9yD14Nj9j7xAB4dbGeiX9h8unkKHxuWwb"));
    CHECK(passes("1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2, T9yD14Nj9j7xAB4dbGeiX9h8unkKHxuWwb"));
    CHECK(cleaned("-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIB\n-----END EC PRIVATE KEY-----\nthanks") ==
          "⟦private_key⟧\nthanks");
    CHECK(cleaned("x -----BEGIN PRIVATE KEY-----\nMHcCAQEEIBmissing") == "x ⟦private_key⟧");
    CHECK(passes("-----BEGIN PUBLIC KEY-----\nMHcCAQEEIB\n-----END PUBLIC KEY-----"));
}

TEST_CASE("a card is told from an order, an IBAN, a phone and a resident's number", "[firewall]")
{
    CHECK(cleaned("4111 1111 1111 1111") == "⟦card_number⟧");
    CHECK(cleaned("card 5500-0055-5555-5559, cvv 737") == "card ⟦card_number⟧, cvv ⟦card_code⟧");
    CHECK(cleaned("卡号６２２８４８０４０２５６４８９００１８") !=
          "卡号６２２８４８０４０２５６４８９００１８");
    CHECK(passes("4111 1111 1111 1112"));
    CHECK(passes("order 4111111111111111"));
    CHECK(passes("订单号4111111111111111"));
    CHECK(passes("GB29 NWBK 6016 1331 9268 19"));
    CHECK(passes("+4111111111111111"));
    CHECK(passes("**** **** **** 1111"));
}

TEST_CASE("a code counts where it is said to be one", "[firewall]")
{
    CHECK(cleaned("my code is 483920") == "my code is ⟦one_time_code⟧");
    CHECK(cleaned("483 920 is the code") == "⟦one_time_code⟧ is the code");
    CHECK(cleaned("验证码 483920") == "验证码 ⟦one_time_code⟧");
    CHECK(cleaned("483920是我的验证码") == "⟦one_time_code⟧是我的验证码");
    CHECK(passes("I never got the code"));
    CHECK(passes("order code 483920"));
    CHECK(passes("error code: 50012"));
    CHECK(passes("错误代码：50012"));
    CHECK(passes("没有收到验证码，10086 说等一下"));
    CHECK(passes("the code comes after 10 minutes, at 14:20, 3 times"));
    CHECK(cleaned("the code they texted me was 482913") == "the code they texted me was ⟦one_time_code⟧");
    CHECK(cleaned("they sent me 482913 by text") == "they sent me ⟦one_time_code⟧ by text");
    CHECK(cleaned("the sms said 482913") == "the sms said ⟦one_time_code⟧");
    CHECK(cleaned("短信里的数字是482913") == "短信里的数字是⟦one_time_code⟧");
    CHECK(passes("the reference they texted me was RD-482913"));
    CHECK(passes("the sms said 482913 USDT were sent"));
    CHECK(passes("短信里的订单号是482913"));
}

TEST_CASE("a password counts where it is said to be one", "[firewall]")
{
    CHECK(cleaned("password: hunter2") == "password: ⟦password⟧");
    CHECK(cleaned("my password is Sommer2024! and it fails") == "my password is ⟦password⟧ and it fails");
    CHECK(cleaned("my password is sunshine.") == "my password is ⟦password⟧.");
    CHECK(cleaned("密码是abc123456，登不上") == "密码是⟦password⟧，登不上");
    CHECK(cleaned(R"({"password":"tiger lily"})") == R"({"password":"⟦password⟧"})");
    CHECK(cleaned("login/password: bob/hunter2").find("hunter2") == std::string::npos);
    CHECK(cleaned("PIN 4711") == "PIN ⟦password⟧");
    CHECK(passes("my password is wrong"));
    CHECK(passes("my password is being reset"));
    CHECK(passes("the password is not the problem"));
    CHECK(passes("密码错误5次"));
    CHECK(passes("密码是错的"));
    CHECK(passes("a password of 8 characters"));
    CHECK(passes("密码：6-16位字符"));
    CHECK(passes("shipping 4711 parcels"));
}

TEST_CASE("a bearer token is told from a coin", "[firewall]")
{
    CHECK(cleaned("Authorization: Bearer abcdefghij0123456789") == "Authorization: Bearer ⟦bearer_token⟧");
    CHECK(cleaned("https://x.example/cb?access_token=abcDEF0123456789xyz&state=1") ==
          "https://x.example/cb?access_token=⟦bearer_token⟧&state=1");
    CHECK(cleaned("sk_live_4eC39HqLyjWDarjtT1zdp7dc") == "⟦bearer_token⟧");
    // What Redress itself gives to programs.
    CHECK(cleaned("I use rdt_32ehy24m6vffcgsf37zerxvryfdvwq57geb2e2n4p8xqdjxge2403rswkr8 for it") ==
          "I use ⟦bearer_token⟧ for it");
    CHECK(passes("the token 0xdAC17F958D2ee523a2206206994597C13D831ec7 is delisted"));
    CHECK(passes("token TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"));
}

TEST_CASE("any bytes are read to their end", "[firewall]")
{
    std::uint32_t state = 1;
    const std::string_view pieces[] = {
        "\\",   "\\u", "%",     "%E5",   "⟦", "⟦password⟧", "0x",          "[1,2",        "password", "is",
        ":",    "\"",  "code ", "cvv",   "{", "ciphertext", "-----BEGIN ", "PRIVATE KEY", "助记词",   "姻",
        "4111", " ",   "\xff",  "第1个", "=", "Bearer ",    "word 1:",     "abandon ",    "\u200b"};
    for (int run = 0; run < 20000; ++run) {
        std::string text;
        for (int i = 0; i < 12; ++i) {
            state = state * 1664525U + 1013904223U;
            text += pieces[(state >> 16) % std::size(pieces)];
        }
        std::size_t last = 0;
        for (const auto& one : find_secrets(text)) {
            REQUIRE(one.begin >= last);
            REQUIRE(one.end > one.begin);
            REQUIRE(one.end <= text.size());
            last = one.end;
        }
    }
}

TEST_CASE("signs that HTML spells out are no words of a phrase", "[firewall]")
{
    std::string numbers;
    for (int n = 0; n < 30; ++n) numbers += "&quot;" + std::to_string(n) + "&quot;,&amp;";
    CHECK(passes(numbers));
    CHECK(cleaned("&quot;" + std::string(phrase) + "&quot;") == "&quot;⟦seed_phrase⟧&quot;");
    // As a backup plate has it: "quot" is "quote" there.
    CHECK(cleaned("aban abil able abse abso abst absu abus acce acci quot acou") == "⟦seed_phrase⟧");
}

TEST_CASE("a token is found wherever in a row of characters it begins", "[firewall]")
{
    const std::string token = "ghp_0123456789abcdefghijklmnopqrstuvwxyz";
    CHECK(cleaned("a-b-" + token) == "a-b-⟦bearer_token⟧");
    CHECK(cleaned("go to a.b.c/" + token + ". Then") == "go to a.b.c/⟦bearer_token⟧. Then");
    const std::string web = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";
    CHECK(cleaned("x-eyJ-" + web) == "x-⟦bearer_token⟧");
    CHECK(cleaned("token=session=" + std::string("ab12cd34ef56ab78.:")) == "token=session=⟦bearer_token⟧.:");
    CHECK(passes("token=token=token=token=token=token"));
}
