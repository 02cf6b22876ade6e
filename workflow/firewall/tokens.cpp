// Bearer tokens: whoever has one is let in. Most say by a prefix what they are; others stand behind "Bearer", in an
// address behind "token=", or behind words that name them.
#include "workflow/firewall/nearby.hpp"
#include "workflow/firewall/page.hpp"

#include <algorithm>
#include <array>

namespace redress::workflow {
namespace {

bool is_token_character(char32_t c)
{
    return is_alnum(c) || c == U'_' || c == U'-' || c == U'.' || c == U'~' || c == U'+' || c == U'/' ||
           c == U'=';
}

struct known_prefix {
    std::string_view prefix;
    std::size_t shortest;  // of the whole token
};

// pk_live_ and its like are meant to be published and are none of these.
constexpr known_prefix prefixes[] = {
    {"sk_live_", 16},    {"sk_test_", 16},  {"rk_live_", 16}, {"rk_test_", 16}, {"whsec_", 24},
    {"ghp_", 36},        {"gho_", 36},      {"ghu_", 36},     {"ghs_", 36},     {"ghr_", 36},
    {"github_pat_", 40}, {"glpat-", 20},    {"xoxb-", 20},    {"xoxp-", 20},    {"xoxa-", 20},
    {"xoxr-", 20},       {"xoxs-", 20},     {"xapp-", 20},    {"ya29.", 30},    {"AIza", 35},
    {"sk-ant-", 24},     {"sk-proj-", 24},  {"sk-", 36},      {"SG.", 40},      {"npm_", 36},
    {"pypi-", 40},       {"hf_", 30},       {"shpat_", 32},   {"dop_v1_", 40},  {"EAAC", 60},
    {"PMAK-", 40},       {"dckr_pat_", 24}, {"key-", 36},     {"lin_api_", 32}, {"AGE-SECRET-KEY-1", 60}};

bool access_key_id(std::string_view word)
{
    return word.size() == 20 && (word.starts_with("AKIA") || word.starts_with("ASIA")) &&
           std::all_of(word.begin(), word.end(),
                       [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
}

// Three parts, of which the first is JSON in base64 ("eyJ" is `{"`).
bool web_token(std::string_view word)
{
    if (!word.starts_with("eyJ")) return false;
    const auto dot = word.find('.');
    if (dot == std::string_view::npos || dot < 12) return false;
    const auto second = word.find('.', dot + 1);
    return second != std::string_view::npos && second - dot >= 8;
}

bool speaks_for_itself(std::string_view word)
{
    if (web_token(word) || access_key_id(word)) return true;
    return std::any_of(std::begin(prefixes), std::end(prefixes), [&](const known_prefix& known) {
        return word.size() >= known.shortest && word.starts_with(known.prefix) &&
               std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
    });
}

constexpr std::u32string_view token_names[] = {U"bearer",
                                               U"api key",
                                               U"apikey",
                                               U"api secret",
                                               U"api token",
                                               U"secret key",
                                               U"client secret",
                                               U"access token",
                                               U"refresh token",
                                               U"auth token",
                                               U"session token",
                                               U"session id",
                                               U"sessionid",
                                               U"session cookie",
                                               U"session",
                                               U"jsessionid",
                                               U"phpsessid",
                                               U"cookie",
                                               U"set cookie",
                                               U"csrf token",
                                               U"id token",
                                               U"login token",
                                               U"authorization",
                                               U"authorization basic",
                                               U"authorization bearer",
                                               U"x api key",
                                               U"token",
                                               U"令牌",
                                               U"api密钥",
                                               U"api 密钥",
                                               U"访问令牌",
                                               U"登录令牌",
                                               U"会话",
                                               U"接口密钥",
                                               U"secret",
                                               U"jwt"};

bool mixed(std::string_view word)
{
    const auto digits = std::count_if(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
    const auto letters =
        std::count_if(word.begin(), word.end(), [](char c) { return is_letter(static_cast<char32_t>(c)); });
    return digits >= 2 && letters >= 2;
}

// A coin is a token, too: an address behind the word is none of ours.
bool looks_like_address_or_hash(std::string_view word)
{
    const bool hex = word.starts_with("0x") || word.starts_with("0X");
    return hex || (word.size() == 34 && word.starts_with("T")) || word.starts_with("bc1") ||
           word.starts_with("ltc1") || word.starts_with("addr1") || word.starts_with("EQ") ||
           word.starts_with("UQ");
}

// Between a name and its value: "is", ":", "=", quotes, "Basic", a cookie's own name ("sid=").
std::size_t value_behind(const page& text, std::size_t at)
{
    static constexpr std::u32string_view between[] = {U"is", U"was", U"basic", U"bearer",
                                                      U"是", U"为",  U"value", U"header"};
    for (int steps = 0; steps < 6; ++steps) {
        while (at < text.size() &&
               (is_space(text.c(at)) ||
                std::u32string_view(U":=\"'“”「」`<>[(,").find(text.c(at)) != std::u32string_view::npos))
            ++at;
        const auto length = length_at(text, at, between);
        if (length == 0) break;
        at += length;
    }
    return at;
}

std::size_t end_of_token(const page& text, std::size_t begin)
{
    auto at = begin;
    while (is_token_character(text.c(at)) || text.c(at) == U':' || text.c(at) == U'%') ++at;
    while (at > begin && (text.c(at - 1) == U'.' || text.c(at - 1) == U':')) --at;
    return at;
}

}  // namespace

void see_tokens(const page& text, sightings& seen)
{
    constexpr phrase_heads heads(token_names);
    for (std::size_t i = 0; i < text.size();) {
        const auto c = text.c(i);
        if (!is_alnum(c) && !is_han(c)) {
            ++i;
            continue;
        }
        if (is_alnum(c)) {
            auto end = i;
            while (is_alnum(text.c(end)) || text.c(end) == U'_' || text.c(end) == U'-' || text.c(end) == U'.')
                ++end;
            while (end > i && text.c(end - 1) == U'.') --end;
            if (end - i >= 16 && speaks_for_itself(text.ascii(i, end))) {
                seen.push_back({secret_kind::bearer_token, i, end});
                i = end;
                continue;
            }
        }
        const auto name = heads.may_begin(text.low(i)) ? length_at(text, i, token_names) : 0;
        if (name != 0) {
            auto begin = value_behind(text, i + name);
            // A cookie's or parameter's own name stands before the value: "sid=..."; it stays.
            auto equals = begin;
            while (equals < begin + 24 &&
                   (is_alnum(text.c(equals)) || text.c(equals) == U'_' || text.c(equals) == U'-'))
                ++equals;
            if (equals > begin && text.c(equals) == U'=' && is_alnum(text.c(equals + 1))) begin = equals + 1;
            const auto end = end_of_token(text, begin);
            const bool right_behind = begin > i + name && begin - (i + name) <= 24;
            if (right_behind && end - begin >= 16) {
                const auto word = text.ascii(begin, end);
                if (mixed(word) && !looks_like_address_or_hash(word) && !word.starts_with("http")) {
                    seen.push_back({secret_kind::bearer_token, begin, end});
                    i = end;
                    continue;
                }
            }
            i += name;
            continue;
        }
        // On to the next word.
        if (is_han(c)) {
            ++i;
            continue;
        }
        while (is_alnum(text.c(i))) ++i;
    }
}

}  // namespace redress::workflow
