// Tokens as text, how long a session lasts, and who has to wait before the next password.
#include "workflow/identity/session_rules.hpp"
#include "workflow/identity/throttle.hpp"
#include "workflow/identity/token_text.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using namespace redress::workflow;
using namespace std::chrono_literals;

namespace {
constexpr instant noon = instant(std::chrono::sys_days(std::chrono::year(2026) / 11 / 26) + 12h);
}

TEST_CASE("a token is known by its beginning and its check, and any one wrong symbol is noticed",
          "[identity]")
{
    token_bits bits{};
    for (std::size_t i = 0; i < bits.size(); ++i) bits[i] = static_cast<std::uint8_t>(i * 37 + 11);
    const auto text = token_text(bits);
    REQUIRE(text.size() == token_length);
    CHECK(text.starts_with("rdt_"));
    REQUIRE(is_token_text(text));
    for (std::size_t at = 0; at < text.size(); ++at)
        for (const char other : {'0', '7', 'a', 'z', '_', ' ', 'Q'}) {
            if (text[at] == other) continue;
            auto wrong = text;
            wrong[at] = other;
            CAPTURE(at, other);
            CHECK_FALSE(is_token_text(wrong));
        }
    CHECK_FALSE(is_token_text(text.substr(1)));
    CHECK_FALSE(is_token_text(text + "0"));
    CHECK_FALSE(is_token_text(""));
}

TEST_CASE("base 32 has known answers", "[identity]")
{
    const std::uint8_t one[] = {0xff};
    CHECK(base32(one, 1) == "zw");
    const std::uint8_t five[] = {0x00, 0x44, 0x32, 0x14, 0xc7};
    CHECK(base32(five, 5) == "01234567");
}

TEST_CASE("a session ends at its idle limit and at its absolute one", "[identity]")
{
    const session_limits limits;
    login_session one{.opened = noon, .used = noon};
    CHECK(standing_of(one, noon + 15min - 1us, limits) == session_standing::alive);
    CHECK(standing_of(one, noon + 15min, limits) == session_standing::idle_too_long);
    one.used = noon + 8h - 1us;
    CHECK(standing_of(one, noon + 8h - 1us, limits) == session_standing::alive);
    CHECK(standing_of(one, noon + 8h, limits) == session_standing::too_old);
    CHECK_FALSE(is_worth_noting(noon, noon + 29s, limits));
    CHECK(is_worth_noting(noon, noon + 30s, limits));
    CHECK(limits.noted_every < limits.idle);
}

TEST_CASE("a proof of identity counts for ten minutes and not before it was given", "[identity]")
{
    const session_limits limits;
    login_session one{.opened = noon, .used = noon};
    CHECK(is_fresh(one, noon + 10min - 1us, limits));
    CHECK_FALSE(is_fresh(one, noon + 10min, limits));
    one.stepped_up = noon + 1h;
    CHECK(is_fresh(one, noon + 1h + 5min, limits));
    CHECK_FALSE(is_fresh(one, noon + 1h - 1s, limits));
}

TEST_CASE("who guesses waits longer each time, at most so long, and is forgotten in the end", "[identity]")
{
    attempts so_far;
    auto now = noon;
    for (int i = 0; i < of_an_account.free; ++i) {
        CHECK(wait_left(so_far, now, of_an_account) == 0s);
        so_far = one_more(so_far, now, of_an_account);
    }
    CHECK(wait_left(so_far, now, of_an_account) == 2s);
    CHECK(wait_left(so_far, now + 2s, of_an_account) == 0s);
    so_far = one_more(so_far, now + 2s, of_an_account);
    CHECK(wait_left(so_far, now + 2s, of_an_account) == 4s);
    for (int i = 0; i < 5000; ++i) so_far = one_more(so_far, now, of_an_account);
    CHECK(wait_left(so_far, now, of_an_account) == of_an_account.wait_max);
    CHECK(wait_left(so_far, now + 24h, of_an_account) == 0s);
    CHECK(one_more(so_far, now + 24h, of_an_account).count == 1);
    // A clock that jumped back makes nobody wait longer than the limit from now.
    CHECK(wait_left(so_far, now - 1h, of_an_account) >= of_an_account.wait_max);
}

TEST_CASE("networks are what one person may have many addresses of", "[identity]")
{
    CHECK(network_of("192.0.2.77") == "192.0.2.0/24");
    CHECK(network_of("192.0.2.1") == network_of("::ffff:192.0.2.200"));
    CHECK(network_of("2001:db8:1:2:3:4:5:6") == "2001:db8:1:2::/64");
    CHECK(network_of("2001:db8:1:2::9") == network_of("2001:db8:1:2:ffff::1"));
    CHECK(network_of("2001:db8:1:3::9") != network_of("2001:db8:1:2::9"));
    CHECK(network_of("fe80::1%eth0") == network_of("fe80::2%eth1"));
    CHECK(network_of("unix") == "unix");
}
