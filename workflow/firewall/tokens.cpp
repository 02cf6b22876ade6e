// Bearer tokens: whoever has one is let in. Most say by a prefix what they are; others stand behind "Bearer", in an
// address behind "token=", or behind words that name them.
#include "workflow/firewall/nearby.hpp"
#include "workflow/firewall/page.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <vector>

namespace redress::workflow {
namespace {

constexpr bool in_a_word(char32_t c)
{
    return is_alnum(c) || c == U'_' || c == U'-' || c == U'.';
}
constexpr bool in_a_value(char32_t c)
{
    return in_a_word(c) || c == U'~' || c == U'+' || c == U'/' || c == U'=' || c == U':' || c == U'%';
}

struct known_prefix {
    std::string_view prefix;
    std::size_t shortest;  // of the whole token
};

// pk_live_ and its like are meant to be published and are none of these.
constexpr known_prefix prefixes[] = {
    {"rdt_", 40},  // our own
    {"sk_live_", 16},    {"sk_test_", 16},  {"rk_live_", 16}, {"rk_test_", 16}, {"whsec_", 24},
    {"ghp_", 36},        {"gho_", 36},      {"ghu_", 36},     {"ghs_", 36},     {"ghr_", 36},
    {"github_pat_", 40}, {"glpat-", 20},    {"xoxb-", 20},    {"xoxp-", 20},    {"xoxa-", 20},
    {"xoxr-", 20},       {"xoxs-", 20},     {"xapp-", 20},    {"ya29.", 30},    {"AIza", 35},
    {"sk-ant-", 24},     {"sk-proj-", 24},  {"sk-", 36},      {"SG.", 40},      {"npm_", 36},
    {"pypi-", 40},       {"hf_", 30},       {"shpat_", 32},   {"dop_v1_", 40},  {"EAAC", 60},
    {"PMAK-", 40},       {"dckr_pat_", 24}, {"key-", 36},     {"lin_api_", 32}, {"AGE-SECRET-KEY-1", 60}};

// Characters in a row. A text may be one row, and any of its words may begin a token that goes on to the row's end: so
// what is asked of the rest of it is found in one pass, once for each row, and not again from every word.
class row {
public:
    // Makes this the row in which `at` stands, of characters for which `part` holds; those of `behind` do not end it.
    template <class Part>
    void reach(const page& text, std::size_t at, Part part, std::u32string_view behind)
    {
        if (at >= begin_ && at < reached_) return;
        *this = row{};
        begin_ = end_ = at;
        for (reached_ = at; part(text.c(reached_)); ++reached_) {
            const auto c = text.c(reached_);
            if (is_digit(c)) digits_ = {digits_.second, reached_ + 1};
            if (is_letter(c)) letters_ = {letters_.second, reached_ + 1};
            if (c == U'.') dots_.push_back(reached_);
            if (behind.find(c) == std::u32string_view::npos) end_ = reached_ + 1;
        }
    }

    [[nodiscard]] std::size_t end(std::size_t from) const { return std::max(from, end_); }
    [[nodiscard]] bool has_digit(std::size_t from) const { return digits_.second > from; }
    [[nodiscard]] bool has_two_digits_and_two_letters(std::size_t from) const
    {
        return digits_.first > from && letters_.first > from;
    }
    // The first dot at or behind; the row's end if there is none.
    [[nodiscard]] std::size_t dot(std::size_t from) const
    {
        const auto at = std::lower_bound(dots_.begin(), dots_.end(), from);
        return at == dots_.end() ? end_ : std::min(*at, end_);
    }

private:
    // Where the last but one and the last stand, each plus one; 0: there is none.
    struct last_two {
        std::size_t first = 0;
        std::size_t second = 0;
    };
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    std::size_t reached_ = 0;  // the end, with what stands behind
    last_two digits_;
    last_two letters_;
    std::vector<std::size_t> dots_;
};

bool spells(const page& text, std::size_t at, std::string_view ascii)
{
    for (const char c : ascii)
        if (text.c(at++) != static_cast<unsigned char>(c)) return false;
    return true;
}

bool access_key_id(const page& text, std::size_t begin, std::size_t end)
{
    if (end - begin != 20 || !(spells(text, begin, "AKIA") || spells(text, begin, "ASIA"))) return false;
    const auto word = text.ascii(begin, end);
    return std::all_of(word.begin(), word.end(),
                       [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
}

// Three parts, of which the first is JSON in base64 ("eyJ" is `{"`).
bool web_token(const page& text, const row& in, std::size_t begin, std::size_t end)
{
    if (!spells(text, begin, "eyJ")) return false;
    const auto dot = in.dot(begin);
    if (dot == end || dot - begin < 12) return false;
    const auto second = in.dot(dot + 1);
    return second != end && second - dot >= 8;
}

bool speaks_for_itself(const page& text, const row& in, std::size_t begin, std::size_t end)
{
    if (web_token(text, in, begin, end) || access_key_id(text, begin, end)) return true;
    return in.has_digit(begin) &&
           std::any_of(std::begin(prefixes), std::end(prefixes), [&](const known_prefix& known) {
               return end - begin >= known.shortest && spells(text, begin, known.prefix);
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

// A coin is a token, too: an address behind the word is none of ours.
bool looks_like_address_or_hash(const page& text, std::size_t begin, std::size_t end)
{
    static constexpr std::string_view heads[] = {"0x", "0X", "bc1", "ltc1", "addr1", "EQ", "UQ", "http"};
    return (end - begin == 34 && text.c(begin) == U'T') ||
           std::any_of(std::begin(heads), std::end(heads),
                       [&](std::string_view head) { return spells(text, begin, head); });
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

}  // namespace

void see_tokens(const page& text, sightings& seen)
{
    constexpr phrase_heads heads(token_names);
    row words;
    row values;
    for (std::size_t i = 0; i < text.size();) {
        const auto c = text.c(i);
        if (!is_alnum(c) && !is_han(c)) {
            ++i;
            continue;
        }
        if (is_alnum(c)) {
            words.reach(text, i, in_a_word, U".");
            const auto end = words.end(i);
            if (end - i >= 16 && speaks_for_itself(text, words, i, end)) {
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
            values.reach(text, begin, in_a_value, U".:");
            const auto end = values.end(begin);
            const bool right_behind = begin > i + name && begin - (i + name) <= 24;
            if (right_behind && end - begin >= 16 && values.has_two_digits_and_two_letters(begin) &&
                !looks_like_address_or_hash(text, begin, end)) {
                seen.push_back({secret_kind::bearer_token, begin, end});
                i = end;
                continue;
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
