// Secrets that somebody wrote so that they do not look like any, and beside each what looks like it and is none.
#include "workflow/firewall/firewall.hpp"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <string_view>

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

constexpr std::string_view seed = "⟦seed_phrase⟧";

}  // namespace

TEST_CASE("accents on the letters hide no phrase", "[firewall]")
{
    CHECK(cleaned("légal wínner thänk yéar wåve såusage wörth üseful légal winñer thank ÿellow") == seed);
    CHECK(cleaned("ŁEGAL WINNER THANK ỴEAR WAVE SAUSAGE WØRTH USEFUL LEGAL WINNER THANK YELLOW") == seed);
    CHECK(cleaned("ʟᴇɢᴀʟ ᴡɪɴɴᴇʀ ᴛʜᴀɴᴋ ʏᴇᴀʀ ᴡᴀᴠᴇ sausage 🅆🄾🅁🅃🄷 useful legal winner thank ʸᵉˡˡᵒʷ") == seed);
    CHECK(cleaned("ﬁnger ﬂoat abandon ability able about above absent absorb abstract absurd abuse") == seed);
    const std::string text =
        "été : légal wínner thänk yéar wåve såusage wörth üseful légal winñer thank ÿellow";
    const auto found = find_secrets(text);
    REQUIRE(found.size() == 1);
    CHECK(found[0].begin_point == 6);
    CHECK(found[0].end_point == 6 + 75);
    CHECK(passes("Él está muy enfadado porque el café del señor Ñáñez costó más de lo que decía el menú."));
    CHECK(passes("La clé privée n'a jamais été donnée à personne, même pas à mon père."));
}

TEST_CASE("a phrase with its letters spelled out is one", "[firewall]")
{
    CHECK(cleaned("l e g a l  w i n n e r  t h a n k  y e a r  w a v e  s a u s a g e  w o r t h  u s e f u "
                  "l  l e g "
                  "a l  w i n n e r  t h a n k  y e l l o w") == seed);
    CHECK(cleaned("it is l e g a l w i n n e r t h a n k y e a r w a v e s a u s a g e w o r t h u s e f u l "
                  "l e g a "
                  "l w i n n e r t h a n k y e l l o w now") == "it is ⟦seed_phrase⟧ now");
    CHECK(cleaned(
              "l.e.g.a.l w.i.n.n.e.r t.h.a.n.k y.e.a.r w.a.v.e s.a.u.s.a.g.e w.o.r.t.h u.s.e.f.u.l l.e.g.a.l "
              "w.i.n.n.e.r t.h.a.n.k y.e.l.l.o.w") == seed);
    CHECK(
        cleaned("1. L-E-G-A-L\n2. W-I-N-N-E-R\n3. T-H-A-N-K\n4. Y-E-A-R\n5. W-A-V-E\n6. S-A-U-S-A-G-E\n7. "
                "W-O-R-T-H\n8. U-S-E-F-U-L\n9. L-E-G-A-L\n10. W-I-N-N-E-R\n11. T-H-A-N-K\n12. Y-E-L-L-O-W") ==
        "1. ⟦seed_phrase⟧");
    CHECK(
        cleaned(
            "5 H u e C G U 8 r M j x E X x i P u D 5 B D k u 4 M k F q e Z y d 4 d Z 1 j v h T V q v b T L v "
            "y T J") == "⟦private_key⟧");
    CHECK(passes("W h y  d o  y o u  n o t  a n s w e r ?  I  a m  w a i t i n g  s i n c e  M a y !"));
    CHECK(passes("P L E A S E   H E L P   M E   W I T H   M Y   F R O Z E N   A C C O U N T"));
    CHECK(passes(
        "Choose a, b, c, d, e, f or g; I took h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z."));
}

TEST_CASE("what is written in base64 or in the numbers of its bytes is read", "[firewall]")
{
    // The phrase, then "private key: " and 64 digits.
    CHECK(cleaned(
              "see "
              "bGVnYWwgd2lubmVyIHRoYW5rIHllYXIgd2F2ZSBzYXVzYWdlIHdvcnRoIHVzZWZ1bCBsZWdhbCB3aW5uZXIgdGhhbmsgeW"
              "VsbG93, ok") == "see ⟦seed_phrase⟧, ok");
    CHECK(
        cleaned("backup/"
                "bGVnYWwgd2lubmVyIHRoYW5rIHllYXIgd2F2ZSBzYXVzYWdl\nIHdvcnRoIHVzZWZ1bCBsZWdhbCB3aW5uZXIgdGhhb"
                "msgeWVsbG93") == "backup/⟦seed_phrase⟧");
    CHECK(cleaned("6c6567616c2077696e6e6572207468616e6b20796561722077617665207361757361676520776f727468207573"
                  "6566756c20"
                  "6c6567616c2077696e6e6572207468616e6b2079656c6c6f77") == seed);
    CHECK(cleaned("0x6c 0x65 0x67 0x61 0x6c 0x20 0x77 0x69 0x6e 0x6e 0x65 0x72 0x20 0x74 0x68 0x61 0x6e 0x6b "
                  "0x20 0x79 "
                  "0x65 0x61 0x72 0x20 0x77 0x61 0x76 0x65 0x20 0x73 0x61 0x75 0x73 0x61 0x67 0x65 0x20 0x77 "
                  "0x6f 0x72 "
                  "0x74 0x68 0x20 0x75 0x73 0x65 0x66 0x75 0x6c 0x20 0x6c 0x65 0x67 0x61 0x6c 0x20 0x77 0x69 "
                  "0x6e 0x6e "
                  "0x65 0x72 0x20 0x74 0x68 0x61 0x6e 0x6b 0x20 0x79 0x65 0x6c 0x6c 0x6f 0x77") == seed);
    CHECK(cleaned("my private key in base64: "
                  "NGYzZWRmOTgzYWM2MzZhNjVhODQyY2U3Yzc4ZDlhYTcwNmQzYjExM2JjZTljNDZmMzBkN2QyMTcx"
                  "NWIyM2IxZA==") == "my private key in base64: ⟦private_key⟧");
    CHECK(cleaned("private key: Tz7fmDrGNqZahCznx42apwbTsRO86cRvMNfSFxWyOx0=") ==
          "private key: ⟦private_key⟧");
    CHECK(passes("NGYzZWRmOTgzYWM2MzZhNjVhODQyY2U3Yzc4ZDlhYTcwNmQzYjExM2JjZTljNDZmMzBkN2QyMTcxNWIyM2IxZA=="));
    CHECK(passes("checksum Tz7fmDrGNqZahCznx42apwbTsRO86cRvMNfSFxWyOx0="));
    // "I only want to know when my money comes back, thank you very much."
    CHECK(passes("SSBvbmx5IHdhbnQgdG8ga25vdyB3aGVuIG15IG1vbmV5IGNvbWVzIGJhY2ssIHRoYW5rIHlvdSB2ZXJ5IG11Y2gu"));
    CHECK(
        passes("data:image/"
               "png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAA"
               "AABJRU5ErkJggg=="));
    CHECK(passes("tx 0x4f3edf983ac636a65a842ce7c78d9aa706d3b113bce9c46f30d7d21715b23b1d"));
    CHECK(passes("screenshot_20261126_IMG-4f3edf983ac636a65a842ce7c78d9aa7-final-final-version.png"));
}

TEST_CASE("what HTML, addresses and JSON write for letters is read", "[firewall]")
{
    CHECK(cleaned("&#108;&#101;&#103;&#97;&#108; winner &#x74;&#x68;&#x61;&#x6e;&#x6b; year wave "
                  "sausage&#32;worth useful "
                  "&amp;#108;egal winner thank yellow") == seed);
    CHECK(cleaned("%6c%65%67%61%6c%20winner%2520thank%25%32%30year wave sausage worth useful legal winner "
                  "thank yellow") == seed);
    CHECK(cleaned("%256c%2565%2567%2561%256c winner thank year wave sausage worth useful legal winner thank "
                  "yellow") == seed);
    CHECK(cleaned("\\x6c\\x65\\x67\\x61\\x6c winner thank year wave sausage worth useful legal winner thank "
                  "yellow") == seed);
    CHECK(passes("A&#38;B, 100%25 sure, &#8364;40, &#; &#x; &#99999999; &amp;"));
}

TEST_CASE("digits and signs for letters hide no phrase", "[firewall]")
{
    CHECK(cleaned("l3g4l w1nn3r th@nk y34r w4v3 s4u5ag3 w0rth u$3ful 1egal winner th4nk y3ll0w") == seed);
    CHECK(cleaned("7hank b0rder 5ausage leg@l winner wave worth useful legal winner thank yel1ow!") ==
          "⟦seed_phrase⟧!");
    CHECK(cleaned("l 3 g 4 l  w 1 n n 3 r  t h @ n k  y 3 4 r  w 4 v 3  s 4 u 5 a g 3  w 0 r t h  u s 3 f u "
                  "l  l e g a l  w i "
                  "n n e r  t h a n k  y e l l o w") == seed);
    CHECK(passes(
        "I paid 5 times, 1 in 2024, order w1nn3r-4411, seat 14A, gate B7, room 3c, flight LH40, level 9g"));
    CHECK(
        passes("T3 closed, T4 open, S5 late, A1 paper, B0 size, G7 nations, M1 chip, H264 video, MP3 player, "
               "4K screen"));
}

TEST_CASE("a phrase with a word that is none of the list is one, where every word is set off alike",
          "[firewall]")
{
    CHECK(cleaned("hurt clerkk there find like achieve van uphold switch picnic cost seminar") == seed);
    CHECK(cleaned(
              "broccoli, spatial, would, ginger, praise, ill, occur, margin, rural, hotel, vacant, cruel") ==
          seed);
    CHECK(
        cleaned(
            "I typed 1.finger 2.ylephant 3.hamster 4.twelve 5.sing 6.wear 7.decrease 8.grunt 9.scout 10.that "
            "11.twice 12.reunion 13.text 14.shift 15.thumb") == "I typed 1.⟦seed_phrase⟧");
    CHECK(passes("program will now use much less memory when resizing very large file"));
}

TEST_CASE("a phrase told word by word is one", "[firewall]")
{
    CHECK(
        cleaned(
            "word one is legal, word two is winner, word three is thank, word four is year, word five is "
            "wave, "
            "word six is sausage, word seven is worth, word eight is useful, word nine is legal, word ten is "
            "winner, word eleven is thank, word twelve is yellow") == "word one is ⟦seed_phrase⟧");
    CHECK(cleaned(
              "first word legal, second winner, third thank, fourth year, fifth wave, sixth sausage, seventh "
              "worth, eighth useful, ninth legal, tenth winner, eleventh thank, twelfth yellow") ==
          "first word ⟦seed_phrase⟧");
    CHECK(
        cleaned(
            "the 1st is legal the 2nd is winner the 3rd is thank the 4th is year the 5th is wave the 6th is "
            "sausage the 7th is worth the 8th is useful the 9th is legal the 10th is winner the 11th is "
            "thank "
            "the 12th is yellow") == "the 1st is ⟦seed_phrase⟧");
    CHECK(
        cleaned(
            "单词一是姻，单词二是拟，单词三是疯，单词四是毫，单词五是劈，单词六是绩，单词七是耗，单词八是涂，"
            "单词九是铝，单词十是抹，单词十一是湾，单词十二是辟") == "单词一是⟦seed_phrase⟧");
    CHECK(passes(
        "First the market fell, second the app broke, third support went silent, fourth my patience ended."));
}

TEST_CASE("parts of a phrase that stand far apart are found by the checksum over them all", "[firewall]")
{
    std::string prose;
    for (int n = 0; n < 40; ++n) prose += " I wrote to them, and they did not answer me.";
    CHECK(cleaned("The first six are legal winner thank year wave sausage." + prose +
                  " The other six are worth useful legal winner thank yellow.") ==
          "The first six are ⟦seed_phrase⟧." + prose + " The other six are ⟦seed_phrase⟧.");
    CHECK(cleaned("first part: legal winner thank year." + prose + " Second: wave sausage worth useful." +
                  prose + " And the last: legal winner thank yellow.") ==
          "first part: ⟦seed_phrase⟧." + prose + " Second: ⟦seed_phrase⟧." + prose +
              " And the last: ⟦seed_phrase⟧.");
    // Another order is another phrase, whose checksum does not hold.
    CHECK(passes("The first six are legal winner thank year wave worth." + prose +
                 " The other six are sausage useful legal thank winner yellow."));
    CHECK(passes("First I bought stock, bond, fund, cash." + prose +
                 " Then market order, price limit, net profit."));
}

TEST_CASE("what stands between two disguised words is not taken with them", "[firewall]")
{
    std::string prose;
    for (int n = 0; n < 60; ++n) prose += " I wrote to them, and they did not answer me.";
    const std::string some = "l3gal w1nner w@ve s4usage w0rth u5eful leg4l";
    CHECK(passes(some + prose + some + prose + some));
    CHECK(cleaned("my code is one two three four five six" + prose +
                  " one two three four five six is the code") ==
          "my code is ⟦one_time_code⟧" + prose + " ⟦one_time_code⟧ is the code");
}

TEST_CASE("numbers in words are a code where they are said to be one", "[firewall]")
{
    CHECK(cleaned("验证码是 一二三四五六") == "验证码是 ⟦one_time_code⟧");
    CHECK(cleaned("我念了验证码：幺三八零零六，他就登录了") == "我念了验证码：⟦one_time_code⟧，他就登录了");
    CHECK(cleaned("四、八、三、九、二、零是我的验证码") == "⟦one_time_code⟧是我的验证码");
    CHECK(cleaned("my code is one two three four five six") == "my code is ⟦one_time_code⟧");
    CHECK(cleaned("The OTP was four-eight-three nine two oh, I think") ==
          "The OTP was ⟦one_time_code⟧, I think");
    CHECK(cleaned("verification code: forty-eight thirty nine twenty") ==
          "verification code: ⟦one_time_code⟧");
    CHECK(cleaned("code is double four, three, nine, one 7") == "code is ⟦one_time_code⟧");
    CHECK(cleaned("my pin is one two three four") == "my pin is ⟦password⟧");
    CHECK(cleaned("card four one one one one one one one one one one one one one one one") ==
          "card ⟦card_number⟧");
    CHECK(passes("the code costs one thousand two hundred and thirty four dollars"));
    CHECK(passes("验证码收费一千二百三十四元"));
    CHECK(passes("买了一二三四五号产品，价格是三千四百五十六元"));
    CHECK(passes("I tried the code one or two times, then three, four, five times"));
    CHECK(passes("I called one two three four five six times and nobody came"));
    CHECK(passes("二〇二六年一月没有收到验证码"));
}

TEST_CASE("six digits right behind the name of a code are one, whatever was denied before", "[firewall]")
{
    CHECK(cleaned("我没有同意 验证码 482913") == "我没有同意 验证码 ⟦one_time_code⟧");
    CHECK(cleaned("我没收到验证码 482913") == "我没收到验证码 ⟦one_time_code⟧");
    CHECK(passes("没有收到验证码 10086 也打不通"));
    CHECK(passes("I did not get the code in time, the order is 482913"));
}

TEST_CASE("a password in Chinese characters is one where it is said to be", "[firewall]")
{
    CHECK(cleaned("密码是 我爱北京天安门") == "密码是 ⟦password⟧");
    CHECK(cleaned("密码：芝麻开门，登不上") == "密码：⟦password⟧，登不上");
    CHECK(cleaned("登录密码是天王盖地虎123。") == "登录密码是⟦password⟧。");
    CHECK(cleaned("password: 芝麻开门") == "password: ⟦password⟧");
    CHECK(cleaned("密碼是：床前明月光") == "密碼是：⟦password⟧");
    CHECK(cleaned("password: pässwört1!") == "password: ⟦password⟧");
    for (const auto* harmless :
         {"密码错误", "密码是错的", "密码是正确的", "密码是我自己设的", "密码是什么？", "密码是不是改了",
          "密码：请输入六位数字", "密码是对的但是登不上", "密码是系统自动生成的", "密码：忘记了",
          "支付密码是银行设置的", "密码是多少我也不知道", "my password does not work", "密码是我女儿的生日",
          "密码是一样的", "密码：不能为空", "密码是安全的", "密码：见附件说明", "密码是客服重置以后发来的"}) {
        INFO(harmless);
        CHECK(passes(harmless));
    }
}

TEST_CASE("a phrase from its end, or in one column of a table, is one", "[firewall]")
{
    CHECK(cleaned("yellow thank winner legal useful worth sausage wave year thank winner legal") == seed);
    CHECK(cleaned("wolley knaht renniw lagel lufesu htrow egasuas evaw raey knaht renniw lagel") == seed);
    std::string table;
    std::string rows;
    int number = 0;
    for (const auto* word : {"legal", "winner", "thank", "year", "wave", "sausage", "worth", "useful",
                             "legal", "winner", "thank", "yellow"}) {
        table += std::to_string(++number) + " | " + word + " | the checked one\n";
        rows += std::to_string(number) + " | market order the " + std::to_string(number * 7) +
                " | was rejected\n";
    }
    CHECK(cleaned(table) == "1 | ⟦seed_phrase⟧ | the checked one\n");
    CHECK(passes(rows));
}
