// Card numbers: an issuer's prefix, a length that goes with it, and Luhn's checksum, in one row or in the groups that
// stand on a card; the nearest word decides whether it is a card or an order. And the code on its back, by its name.
#include "workflow/firewall/nearby.hpp"
#include "workflow/firewall/page.hpp"
#include "workflow/firewall/what_it_is.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace redress::workflow {
namespace {

bool luhn_holds(std::string_view digits)
{
    unsigned sum = 0;
    bool twice = false;
    for (auto i = digits.size(); i-- > 0; twice = !twice) {
        const auto digit = static_cast<unsigned>(digits[i] - '0') * (twice ? 2U : 1U);
        sum += digit > 9 ? digit - 9 : digit;
    }
    return sum % 10 == 0;
}

bool issued(std::string_view d)
{
    const auto first = [&](std::size_t count) { return std::stoi(std::string(d.substr(0, count))); };
    const auto n = d.size();
    if (d[0] == '4') return n == 13 || n == 16 || n == 19;
    const int two = first(2);
    const int four = first(4);
    if ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720)) return n == 16;
    if (two == 34 || two == 37) return n == 15;
    if (two == 62) return n >= 16 && n <= 19;
    if (four == 6011 || two == 65 || (first(3) >= 644 && first(3) <= 649)) return n >= 16 && n <= 19;
    if (four >= 3528 && four <= 3589) return n >= 16 && n <= 19;
    if ((first(3) >= 300 && first(3) <= 305) || two == 36 || two == 38 || two == 39) return n == 14;
    if (four >= 2200 && four <= 2204) return n >= 16 && n <= 19;
    return four == 5018 || four == 5020 || four == 5038 || four == 6304 || four == 6759 ||
           (four >= 6761 && four <= 6763);
}

// A Chinese resident's number has 18 digits, a birthday in the middle and a checksum of its own; those of Gansu
// begin as UnionPay's cards do.
bool resident_number(std::string_view d)
{
    if (d.size() != 18) return false;
    const auto number = [&](std::size_t at, std::size_t count) {
        return std::stoi(std::string(d.substr(at, count)));
    };
    if (number(6, 4) < 1900 || number(6, 4) > 2099 || number(10, 2) < 1 || number(10, 2) > 12 ||
        number(12, 2) < 1 || number(12, 2) > 31)
        return false;
    constexpr int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (std::size_t i = 0; i < 17; ++i) sum += (d[i] - '0') * weights[i];
    return std::string_view("10X98765432")[static_cast<std::size_t>(sum % 11)] == d[17];
}

struct group {
    std::size_t begin;
    std::size_t end;
};

bool as_on_a_card(const std::vector<group>& groups, std::size_t first, std::size_t last)
{
    std::string shape;
    for (auto i = first; i <= last; ++i)
        shape += static_cast<char>('0' + std::min<std::size_t>(groups[i].end - groups[i].begin, 60));
    return shape.size() == 1 || shape == "4444" || shape == "465" || shape == "464" || shape == "44443" ||
           shape == "6=" || shape == "4445" || shape == "4443" || shape == "88" || shape == "4441" ||
           shape == "44442";
}

// Groups of digits with one separator between them; a row ends where letters begin.
std::vector<group> groups_at(const page& text, std::size_t at)
{
    std::vector<group> all;
    for (;;) {
        auto end = at;
        while (is_digit(text.c(end))) ++end;
        all.push_back({at, end});
        auto next = end;
        while (next < end + 2 && (is_space(text.c(next)) || text.c(next) == U'-' || text.c(next) == 0x2010 ||
                                  text.c(next) == 0x2011 || text.c(next) == 0x2013 || text.c(next) == U'.' ||
                                  text.c(next) == U'_'))
            ++next;
        if (next == end || !is_digit(text.c(next)) || all.size() > 200) return all;
        at = next;
    }
}

// "DE89 3704 ...": the country and check digits of an IBAN stand before the groups.
bool behind_an_iban(const page& text, std::size_t begin)
{
    auto i = begin;
    if (i > 0 && is_space(text.c(i - 1))) --i;
    std::size_t letters = 0;
    const auto end = i;
    while (i > 0 && is_alnum(text.c(i - 1)) && end - i <= 8) {
        --i;
        letters += is_letter(text.c(i)) ? 1U : 0U;
    }
    return end - i >= 4 && letters >= 2 && is_letter(text.c(i)) && is_letter(text.c(i + 1)) &&
           is_digit(text.c(i + 2)) && is_digit(text.c(i + 3));
}

bool card_in(const page& text, const std::vector<group>& groups, std::size_t first, std::size_t last)
{
    std::string digits;
    for (auto i = first; i <= last; ++i) digits += text.ascii(groups[i].begin, groups[i].end);
    if (digits.size() < 13 || digits.size() > 19 || !issued(digits) || !luhn_holds(digits)) return false;
    if (digits.find_first_not_of(digits[0]) == std::string::npos || resident_number(digits)) return false;
    switch (number_by_its_words(text, groups[first].begin, groups[last].end)) {
        case number_is::card:
            return true;
        case number_is::other:
            return false;
        case number_is::unsaid:
            return as_on_a_card(groups, first, last);
    }
    return false;
}

void see_numbers(const page& text, sightings& seen)
{
    for (std::size_t i = 0; i < text.size();) {
        if (!is_digit(text.c(i))) {
            ++i;
            continue;
        }
        const auto before = i == 0 ? U' ' : text.c(i - 1);
        const auto groups = groups_at(text, i);
        i = groups.back().end;
        const bool apart = !is_letter(before) && before != U'+' && before != U'#' && before != U'_' &&
                           before != U'$' && !is_letter(text.c(i)) &&
                           !behind_an_iban(text, groups.front().begin);
        if (!apart) continue;
        for (std::size_t first = 0; first < groups.size(); ++first) {
            std::size_t digits = 0;
            auto beyond = first;
            while (beyond < groups.size() && digits <= 19)
                digits += groups[beyond].end - groups[beyond].begin, ++beyond;
            // The longest: the beginning of a card of nineteen may hold by chance, too.
            for (auto last = beyond; last-- > first;)
                if (card_in(text, groups, first, last)) {
                    seen.push_back({secret_kind::card_number, groups[first].begin, groups[last].end});
                    first = last;
                    break;
                }
        }
    }
}

constexpr std::u32string_view code_names[] = {U"cvv",
                                              U"cvc",
                                              U"cvv2",
                                              U"cvc2",
                                              U"cvn",
                                              U"card security code",
                                              U"card verification code",
                                              U"security code on the back",
                                              U"three digits on the back",
                                              U"3 digits on the back",
                                              U"安全码",
                                              U"安全碼",
                                              U"卡背三位",
                                              U"背面三位"};

void see_backs(const page& text, sightings& seen)
{
    static constexpr std::u32string_view between[] = {U"code", U"number", U"is",   U"was",         U"are",
                                                      U"是",   U"为",     U"数字", U"on the back", U"no"};
    constexpr phrase_heads heads(code_names);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!heads.may_begin(text.low(i))) continue;
        const auto length = length_at(text, i, code_names);
        if (length == 0) continue;
        auto at = i + length;
        for (int steps = 0; steps < 4; ++steps) {
            while (at < text.size() &&
                   (is_space(text.c(at)) ||
                    std::u32string_view(U":=()\"'“”#/-").find(text.c(at)) != std::u32string_view::npos))
                ++at;
            const auto filler = length_at(text, at, between);
            if (filler == 0) break;
            at += filler;
        }
        auto end = at;
        while (is_digit(text.c(end))) ++end;
        if ((end - at == 3 || end - at == 4) && !is_letter(text.low(end)) && at - i - length <= 24)
            seen.push_back({secret_kind::card_code, at, end});
    }
}

}  // namespace

void see_cards(const page& text, sightings& seen)
{
    see_numbers(text, seen);
    see_backs(text, seen);
}

}  // namespace redress::workflow
