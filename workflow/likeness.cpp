#include "workflow/likeness.hpp"

#include "workflow/entry.hpp"
#include "states/utf8.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <limits>
#include <span>

namespace redress::workflow {
namespace {

constexpr std::size_t bands = 20;
constexpr std::size_t rows_of_a_band = 4;
constexpr std::size_t terms_min = 4;
constexpr double alike_from = 0.4;

constexpr auto common_words = std::to_array<std::string_view>(
    {"a",    "about",  "after", "again", "all",  "am",   "an",    "and",  "any",  "are", "as",  "at",
     "be",   "been",   "but",   "by",    "can",  "did",  "do",    "for",  "from", "had", "has", "have",
     "i",    "if",     "in",    "is",    "it",   "me",   "my",    "no",   "not",  "of",  "on",  "or",
     "our",  "please", "so",    "that",  "the",  "then", "there", "they", "this", "to",  "was", "we",
     "were", "what",   "when",  "which", "will", "with", "would", "you",  "your"});

/// The code point at the front, full-width forms as plain ones. What is no UTF-8 belongs to no word.
char32_t take(std::string_view& text)
{
    const char32_t c = take_code_point(text);
    return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c;
}

void put(std::string& to, char32_t c)
{
    const auto push = [&](char32_t byte) { to += static_cast<char>(byte); };
    if (c < 0x80) return push(c);
    if (c < 0x800) {
        push(0xC0 | c >> 6);
    } else if (c < 0x10000) {
        push(0xE0 | c >> 12);
        push(0x80 | (c >> 6 & 0x3F));
    } else {
        push(0xF0 | c >> 18);
        push(0x80 | (c >> 12 & 0x3F));
        push(0x80 | (c >> 6 & 0x3F));
    }
    push(0x80 | (c & 0x3F));
}

bool of_a_word(char32_t c)
{
    return (c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9') ||
           (c >= 0xC0 && c < 0x2000 && c != 0xD7 && c != 0xF7);
}

/// Scripts without spaces between words: Chinese and Japanese.
bool without_spaces(char32_t c)
{
    return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0x20000 && c <= 0x3FFFF);
}

char32_t lower(char32_t c)
{
    return c >= U'A' && c <= U'Z' ? c - U'A' + U'a' : c;
}

/// SplitMix64: every bit of the result depends on every bit of the number.
std::uint64_t mixed(std::uint64_t n)
{
    n += 0x9E3779B97F4A7C15U;
    n = (n ^ n >> 30) * 0xBF58476D1CE4E5B9U;
    n = (n ^ n >> 27) * 0x94D049BB133111EBU;
    return n ^ n >> 31;
}

std::uint64_t hash_of(std::string_view term)
{
    std::uint64_t n = 0xCBF29CE484222325U;
    for (const char c : term) n = (n ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    return mixed(n);
}

/// The first eight bytes of SHA-256 of kind, a zero byte and the value.
std::int64_t mark(std::string_view kind, std::string_view value)
{
    std::string bytes(kind);
    bytes += '\0';
    bytes += value;
    const auto digest = sha256(bytes);
    std::uint64_t n = 0;
    for (std::size_t i = 0; i < 8; ++i) n = n << 8 | digest[i];
    return static_cast<std::int64_t>(n);
}

void add_word_marks(const std::vector<std::string>& terms, std::vector<std::int64_t>& to)
{
    if (terms.size() < terms_min) return;
    std::vector<std::uint64_t> hashes;
    hashes.reserve(terms.size());
    for (const auto& term : terms) hashes.push_back(hash_of(term));
    for (std::size_t band = 0; band < bands; ++band) {
        std::string smallest;
        for (std::size_t row = 0; row < rows_of_a_band; ++row) {
            const auto seed = mixed(band * rows_of_a_band + row);
            std::uint64_t least = std::numeric_limits<std::uint64_t>::max();
            for (const auto one : hashes) least = std::min(least, mixed(one ^ seed));
            smallest += std::to_string(least) + " ";
        }
        to.push_back(mark("words " + std::to_string(band), smallest));
    }
}

std::vector<std::string> all_normalised(const std::vector<std::string>& values)
{
    std::vector<std::string> all;
    for (const auto& value : values)
        if (auto plain = normalised(value); !plain.empty()) all.push_back(std::move(plain));
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

bool share(const std::vector<std::string>& left, const std::vector<std::string>& right)
{
    const auto a = all_normalised(left), b = all_normalised(right);
    return std::find_first_of(a.begin(), a.end(), b.begin(), b.end()) != a.end();
}

}  // namespace

std::string normalised(std::string_view value)
{
    std::string plain;
    while (!value.empty()) {
        const auto c = lower(take(value));
        if (of_a_word(c) || without_spaces(c)) put(plain, c);
    }
    return plain;
}

std::vector<std::string> terms_of(std::string_view narrative)
{
    std::vector<std::string> terms;
    std::string word;
    char32_t before = 0;  // the neighbour in a script without spaces
    const auto end_word = [&] {
        if (!word.empty() && std::find(common_words.begin(), common_words.end(), word) == common_words.end())
            terms.push_back(word);
        word.clear();
    };
    while (!narrative.empty()) {
        const auto c = lower(take(narrative));
        if (of_a_word(c)) {
            put(word, c);
        } else {
            end_word();
        }
        if (!without_spaces(c)) {
            before = 0;
            continue;
        }
        if (before != 0) {
            std::string pair;
            put(pair, before);
            put(pair, c);
            terms.push_back(std::move(pair));
        }
        before = c;
    }
    end_word();
    std::sort(terms.begin(), terms.end());
    terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
    return terms;
}

double likeness_of(const std::vector<std::string>& left, const std::vector<std::string>& right)
{
    if (left.size() < terms_min || right.size() < terms_min) return 0;
    std::vector<std::string> both;
    std::set_intersection(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(both));
    return static_cast<double>(both.size()) / static_cast<double>(left.size() + right.size() - both.size());
}

marks marks_of(const told& what)
{
    marks made;
    if (!what.complainant.empty()) made.same.push_back(mark("complainant", what.complainant));
    const auto add = [&](std::string_view kind, const std::vector<std::string>& values) {
        for (const auto& value : all_normalised(values)) made.same.push_back(mark(kind, value));
    };
    add("contact", what.contacts);
    add("account", what.accounts);
    add("transaction", what.transactions);
    add_word_marks(terms_of(what.narrative), made.words);
    for (auto* list : {&made.same, &made.words}) {
        std::sort(list->begin(), list->end());
        list->erase(std::unique(list->begin(), list->end()), list->end());
    }
    return made;
}

int common::score() const
{
    return (transaction ? 40 : 0) + (complainant || contact ? 20 : 0) + (account ? 20 : 0) +
           static_cast<int>(std::lround(words * 20));
}

bool common::alike() const
{
    return complainant || contact || account || transaction || words >= alike_from;
}

common common_of(const told& left, const told& right)
{
    return {.complainant = !left.complainant.empty() && left.complainant == right.complainant,
            .contact = share(left.contacts, right.contacts),
            .account = share(left.accounts, right.accounts),
            .transaction = share(left.transactions, right.transactions),
            .words = likeness_of(terms_of(left.narrative), terms_of(right.narrative))};
}

}  // namespace redress::workflow
