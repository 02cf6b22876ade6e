#include "workflow/firewall/word_lists.hpp"

#include "workflow/entry.hpp"
#include "states/utf8.hpp"

#include <array>
#include <string>
#include <unordered_map>

namespace redress::workflow {
namespace {

using latin_index = std::unordered_map<std::string_view, word_index>;

latin_index by_word(std::size_t letters)
{
    latin_index all;
    word_index at = 0;
    for (const auto word : english_words()) all.emplace(word.substr(0, letters), at++);
    return all;
}

using character_index = std::unordered_map<char32_t, word_index>;

character_index by_character(std::span<const std::string_view> list)
{
    character_index all;
    word_index at = 0;
    for (auto word : list) all.emplace(take_code_point(word), at++);
    return all;
}

template <class Map, class Key>
std::optional<word_index> found(const Map& map, const Key& key)
{
    const auto at = map.find(key);
    return at == map.end() ? std::nullopt : std::optional(at->second);
}

}  // namespace

std::optional<word_index> english_index(std::string_view word)
{
    static const auto all = by_word(std::string_view::npos);
    constexpr std::size_t longest = 8;
    return word.size() > longest ? std::nullopt : found(all, word);
}

std::optional<word_index> english_index_of_four(std::string_view four_letters)
{
    static const auto all = by_word(4);
    return four_letters.size() == 4 ? found(all, four_letters) : std::nullopt;
}

std::optional<word_index> chinese_index(char32_t character, chinese_list list)
{
    static const auto simplified = by_character(simplified_words());
    static const auto traditional = by_character(traditional_words());
    return found(list == chinese_list::simplified ? simplified : traditional, character);
}

bool checksum_holds(std::span<const word_index> phrase)
{
    if (!phrase_length(phrase.size())) return false;
    // Eleven bits a word: 32 of entropy for one of checksum, which is the beginning of the entropy's SHA-256.
    std::array<std::uint8_t, 33> bits{};
    std::size_t at = 0;
    for (const auto index : phrase)
        for (int bit = 10; bit >= 0; --bit, ++at)
            if ((index >> bit & 1) != 0)
                bits[at / 8] = static_cast<std::uint8_t>(bits[at / 8] | 0x80U >> (at % 8));
    const std::size_t checksum_bits = phrase.size() / 3;
    const std::size_t entropy_bytes = checksum_bits * 4;
    const auto sum =
        sha256(std::string(bits.begin(), bits.begin() + static_cast<std::ptrdiff_t>(entropy_bytes)));
    const auto mask = static_cast<std::uint8_t>(0xFF00U >> checksum_bits);
    return (bits[entropy_bytes] & mask) == (sum[0] & mask);
}

}  // namespace redress::workflow
