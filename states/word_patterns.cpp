#include "states/word_patterns.hpp"

#include <algorithm>

namespace redress::word_patterns {

bool of_a_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool is_character(char c)
{
    return static_cast<unsigned char>(c) >= 0x80;
}

std::size_t end_of_unit(words text, std::size_t at)
{
    if (of_a_word(text[at])) {
        while (at < text.size() && (of_a_word(text[at]) || text[at] == '\'')) ++at;
        return at;
    }
    ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80) ++at;
    return at;
}

std::size_t over_gap(words text, std::size_t at)
{
    while (at < text.size() &&
           (text[at] == ' ' || text[at] == '-' || text[at] == '"' || text[at] == '(' || text[at] == '_'))
        ++at;
    return at;
}

namespace {

bool starts_a_word(words text, std::size_t at)
{
    return at == 0 || !of_a_word(text[at]) || !of_a_word(text[at - 1]);
}

/// Where one of the alternatives "a|b|c" that stands at `at` ends, the longest; nowhere when none does.
std::size_t one_of(words choices, words text, std::size_t at)
{
    std::size_t longest = nowhere;
    while (!choices.empty()) {
        const auto bar = std::min(choices.find('|'), choices.size());
        const auto one = choices.substr(0, bar);
        choices.remove_prefix(std::min(bar + 1, choices.size()));
        const auto end = at + one.size();
        // Its first letter first: nearly all that are tried here end there.
        if (text[at] != one[0] || text.substr(at, one.size()) != one || !starts_a_word(text, at)) continue;
        if (end < text.size() && of_a_word(one.back()) && (of_a_word(text[end]))) continue;
        if (longest == nowhere || end > longest) longest = end;
    }
    return longest;
}

}  // namespace

std::size_t match(words pattern, words text, std::size_t at)
{
    const auto space = std::min(pattern.find(' '), pattern.size());
    auto part = pattern.substr(0, space);
    const auto rest = pattern.substr(std::min(space + 1, pattern.size()));
    if (part.empty()) return at;
    const auto here = over_gap(text, at);
    if (part[0] == '*') {
        auto from = at;
        for (int left = part[1] - '0'; left >= 0; --left) {
            if (const auto end = match(rest, text, from); end != nowhere) return end;
            from = over_gap(text, from);
            if (from >= text.size() || words(".,:;!?\n").find(text[from]) != nowhere) return nowhere;
            from = end_of_unit(text, from);
        }
        return nowhere;
    }
    const bool may_be_missing = part[0] == '?';
    if (may_be_missing) part.remove_prefix(1);
    if (here < text.size())
        if (const auto end = one_of(part, text, here); end != nowhere)
            if (const auto last = rest.empty() ? end : match(rest, text, end); last != nowhere) return last;
    return may_be_missing ? match(rest, text, at) : nowhere;
}

std::optional<place> first_in(words text, std::size_t from, std::size_t to, const pattern_set& patterns)
{
    text = text.substr(0, to);
    while (from < text.size()) {
        if (text[from] == ' ') {
            ++from;
            continue;
        }
        std::size_t end = nowhere;
        if (patterns.may_begin(text, over_gap(text, from)))
            for (const auto one : patterns)
                if (const auto found = match(one, text, from);
                    found != nowhere && (end == nowhere || found > end))
                    end = found;
        if (end != nowhere) return place{from, end};
        from = end_of_unit(text, from);
    }
    return std::nullopt;
}

bool any_in(words text, std::size_t from, std::size_t to, const pattern_set& patterns)
{
    return first_in(text, from, to, patterns).has_value();
}

bool stands_at(words text, std::size_t at, const pattern_set& patterns)
{
    const auto here = over_gap(text, std::min(at, text.size()));
    return patterns.may_begin(text, here) &&
           std::ranges::any_of(patterns, [&](words one) { return match(one, text, at) != nowhere; });
}

places all_in(words text, const pattern_set& patterns)
{
    places all;
    for (std::size_t from = 0;;) {
        const auto found = first_in(text, from, text.size(), patterns);
        if (!found) return all;
        all.add(*found);
        from = std::max(found->end, found->begin + 1);
    }
}

}  // namespace redress::word_patterns
