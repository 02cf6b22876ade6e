#include "workflow/firewall/firewall.hpp"

#include "workflow/firewall/encoded_text.hpp"
#include "workflow/firewall/page.hpp"
#include "workflow/firewall/readings.hpp"
#include "workflow/firewall/what_it_is.hpp"
#include "states/utf8.hpp"

#include <algorithm>
#include <array>

namespace redress::workflow {
namespace {

constexpr std::array<std::string_view, secret_kind_count> kind_names = {
    "seed_phrase", "private_key", "card_number", "card_code", "one_time_code", "password", "bearer_token"};

// A finding in bytes of the text, from whichever reading of it.
struct place {
    secret_kind kind;
    std::size_t begin;
    std::size_t end;
};
using places = std::vector<place>;

// One behind another: where two overlap, the first detector's stays, grown to hold what the other took.
void settle(places& seen)
{
    std::stable_sort(seen.begin(), seen.end(),
                     [](const place& a, const place& b) { return a.begin < b.begin; });
    places apart;
    for (const auto& one : seen) {
        if (apart.empty() || one.begin >= apart.back().end) {
            apart.push_back(one);
            continue;
        }
        auto& last = apart.back();
        last.end = std::max(last.end, one.end);
        last.kind = std::min(last.kind, one.kind);
    }
    seen = std::move(apart);
}

void add(const page& read, const sightings& seen, places& all)
{
    for (const auto& one : seen)
        all.push_back({one.kind, read.glyphs[one.begin].begin, read.glyphs[one.end - 1].end});
}

template <class... Detector>
void look(const page& read, places& all, Detector... detectors)
{
    sightings seen;
    (detectors(read, seen), ...);
    add(read, seen, all);
}

// Readings in which only a phrase's words are other than they stand there.
void look_for_disguised_words(const page& read, places& all)
{
    if (const auto signs = with_signs_for_letters(read)) look(*signs, all, see_seed_phrases);
    if (const auto turned = from_their_ends(read)) look(*turned, all, see_seed_phrases);
}

// 64 hexadecimal digits and nothing else.
bool hex_key(std::string_view says)
{
    if (says.starts_with("0x")) says.remove_prefix(2);
    while (!says.empty() && (says.back() == '\n' || says.back() == '\r')) says.remove_suffix(1);
    return says.size() == 64 && says.find_first_not_of("0123456789abcdefABCDEF") == says.npos;
}

// In base64 may stand base64: so often is it looked into.
constexpr int deepest = 3;

void look_through(std::string_view text, int depth, places& all)
{
    const page read(text);
    look(read, all, see_seed_phrases, see_chinese_phrases, see_encoded_keys, see_private_keys,
         see_keys_in_base64, see_cards, see_codes, see_passwords, see_tokens);
    look_for_disguised_words(read, all);
    if (const auto joined = spelled_out(read)) {
        look(*joined, all, see_seed_phrases, see_encoded_keys, see_private_keys);
        look_for_disguised_words(*joined, all);
    }
    for (const auto& column : columns_of(read)) look(column, all, see_seed_phrases);
    if (const auto digits = numbers_as_digits(read)) look(*digits, all, see_cards, see_codes, see_passwords);
    if (depth == deepest) return;
    for (const auto& coded : texts_in_code(read)) {
        places inside;
        look_through(coded.says, depth + 1, inside);
        if (inside.empty() && hex_key(coded.says) && key_by_its_words(read, coded.begin, coded.end))
            inside.push_back({secret_kind::private_key, 0, 0});
        if (inside.empty()) continue;
        const auto first = std::min_element(inside.begin(), inside.end(),
                                            [](const place& a, const place& b) { return a.kind < b.kind; });
        all.push_back({first->kind, read.glyphs[coded.begin].begin, read.glyphs[coded.end - 1].end});
    }
}

}  // namespace

std::string_view name_of(secret_kind kind)
{
    return kind_names[static_cast<std::size_t>(kind)];
}

std::string mark_of(secret_kind kind)
{
    return "⟦" + std::string(name_of(kind)) + "⟧";
}

std::vector<finding> find_secrets(std::string_view text)
{
    places seen;
    look_through(text, 0, seen);
    settle(seen);

    std::vector<finding> found;
    found.reserve(seen.size());
    std::size_t point = 0;
    auto rest = text;
    const auto points_up_to = [&](std::size_t byte) {
        while (text.size() - rest.size() < byte) {
            take_code_point(rest);
            ++point;
        }
        return point;
    };
    for (const auto& one : seen) {
        const auto begin_point = points_up_to(one.begin);
        found.push_back({one.kind, one.begin, one.end, begin_point, points_up_to(one.end)});
    }
    return found;
}

std::string without(std::string_view text, const std::vector<finding>& findings)
{
    std::string clean;
    clean.reserve(text.size());
    std::size_t at = 0;
    for (const auto& one : findings) {
        clean += text.substr(at, one.begin - at);
        clean += mark_of(one.kind);
        at = one.end;
    }
    clean += text.substr(at);
    return clean;
}

}  // namespace redress::workflow
