// Texts that somebody made to keep the firewall busy: whoever may file a complaint may send them. Each goes through in
// well under a second; where the work grew with the square of the text, one of them takes half an hour, and the limit of
// time that ops/test and ctest set for these tests ends it.
#include "workflow/firewall/firewall.hpp"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <string_view>
#include <vector>

using namespace redress::workflow;

namespace {

constexpr std::size_t a_megabyte = std::size_t{1} << 20;

std::string repeated(std::string_view unit, std::size_t size = a_megabyte)
{
    std::string text;
    text.reserve(size + unit.size());
    while (text.size() < size) text += unit;
    return text;
}

// A secret behind a hostile text: that it was found shows that the text was gone through to its end.
const std::string behind = "\nMy password is: hunter2\n";

void is_gone_through(const std::string& hostile)
{
    const auto found = find_secrets(hostile + behind);
    REQUIRE_FALSE(found.empty());
    CHECK(found.back().kind == secret_kind::password);
    CHECK(found.back().end == hostile.size() + behind.size() - 1);
}

}  // namespace

TEST_CASE("a megabyte of one shape is gone through once", "[firewall]")
{
    for (const std::string_view unit : {"a-",
                                        "a.",
                                        "a_a-a.",
                                        "sk-",
                                        "sk-a1",
                                        "eyJ-",
                                        "eyJ.",
                                        "eyJhbGciOi-",
                                        "AKIA-",
                                        "token=",
                                        "token.",
                                        "token:",
                                        "token a",
                                        "session_",
                                        "secret/",
                                        "bearer ",
                                        "bearer=a1-",
                                        "5HueCGU8rMjxEXxiPu\n",
                                        "cccccccccccccccccc ",
                                        "\\",
                                        "a\\",
                                        "\\\\u",
                                        "%",
                                        "%41",
                                        "&#",
                                        "&amp;",
                                        "&#97;",
                                        "%25",
                                        "a b ",
                                        "a.b  ",
                                        "ab4nd0n ",
                                        "1!1!1!a ",
                                        "nodnaba ",
                                        "abandon",
                                        "YWFh",
                                        "YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh\n",
                                        "6162",
                                        "61 62 ",
                                        "97,98,",
                                        "01100001 ",
                                        "one two ",
                                        "double ",
                                        "\xE4\xB8\x80",
                                        "a|b\n",
                                        "first legal winner thank. ",
                                        "\xE5\xAF\x86\xE7\xA0\x81\xE6\x98\xAF\xE5\xA4\xA9",
                                        "&quot;",
                                        "1",
                                        "1 ",
                                        "12 ",
                                        "4 1",
                                        "4111-",
                                        "1.1",
                                        " ",
                                        "\n",
                                        "a ",
                                        "-",
                                        ":",
                                        "\"",
                                        "{",
                                        "[",
                                        "[1,",
                                        "ab ",
                                        "ab-",
                                        "a1b2",
                                        "0x",
                                        "fee ",
                                        "seed ",
                                        "code ",
                                        "code 1",
                                        "otp is ",
                                        "pin ",
                                        "pin,",
                                        "password",
                                        "password ",
                                        "password:",
                                        "password is \"",
                                        "private key ",
                                        "5K",
                                        "z",
                                        "\xE7\x9A\x84",
                                        "\xE7\x9A\x84 ",
                                        "\xE5\xAF\x86\xE7\xA0\x81",
                                        "\xE9\xAA\x8C\xE8\xAF\x81\xE7\xA0\x81",
                                        "\xE5\x8A\xA9\xE8\xAE\xB0\xE8\xAF\x8D",
                                        "\xE7\xAC\xAC 1",
                                        "\xE2\x9F\xA6",
                                        "\xE2\x80\x8B",
                                        "\xFF",
                                        "-----BEGIN ",
                                        "-----BEGIN PRIVATE KEY!",
                                        "{\"ciphertext\":",
                                        "{kdf",
                                        "cvv ",
                                        "cvv code "}) {
        INFO(unit);
        is_gone_through(repeated(unit));
    }
}

TEST_CASE(
    "what goes on to the end of a long text is looked at from each of its beginnings, and walked through "
    "once",
    "[firewall]")
{
    const auto dots = repeated(".", a_megabyte / 2);
    is_gone_through(repeated("a-", a_megabyte / 2) + dots);
    is_gone_through(repeated("token:", a_megabyte / 2) + dots);
    is_gone_through(repeated("sk-", a_megabyte) + "1");
    is_gone_through(repeated("ciphertext", a_megabyte / 2) + repeated("{", a_megabyte / 2));
    is_gone_through(repeated("{{{{{{{{{{{{{{{{ciphertext", a_megabyte));
    is_gone_through(repeated("-----BEGIN PRIVATE KEY!", a_megabyte));
}
