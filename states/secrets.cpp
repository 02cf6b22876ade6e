#include "states/secrets.hpp"

#include "states/alike_letters.hpp"
#include "states/asking.hpp"

#include <string>

namespace redress {
namespace {

using words = std::string_view;

/// As it reads to the eye. A view that holds until the next call.
words as_it_reads(words text, char for_underscore)
{
    thread_local std::string lower;  // kept: every message of ours passes here
    lower.assign(" ").append(text);  // so that every word has something before it
    bool only_ascii = true;
    for (auto& c : lower) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        if (c == '_') c = for_underscore;
        only_ascii = only_ascii && static_cast<unsigned char>(c) < 0x80;
    }
    if (only_ascii) return lower;
    lower = as_it_looks(lower);
    return lower;
}

bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

/// The letter that a digit or a sign is read as; nothing: it stands for itself.
char stands_for(char c)
{
    constexpr words signs = "@013457$";
    constexpr words meant = "aoieasts";
    const auto at = signs.find(c);
    return at == words::npos ? '\0' : meant[at];
}

/// What is left when letters that stand apart are put together ("p a s s", "seed-phrase", 密 码) and signs beside letters
/// are read as letters ("p@ssw0rd"). A view that holds until the next call.
words put_together(words text)
{
    thread_local std::string read;
    constexpr std::size_t usual_letter = 4096;
    if (read.capacity() < usual_letter) read.reserve(usual_letter);  // once: guards allocate nothing
    read.clear();
    const auto at = [&](std::size_t i) { return i < text.size() ? text[i] : '\0'; };
    const auto of_a_word = [&](std::size_t i) { return is_letter(at(i)) || stands_for(at(i)) != '\0'; };
    const auto of_a_character = [&](std::size_t i) { return static_cast<unsigned char>(at(i)) >= 0x80; };
    const auto one_alone = [&](std::size_t i) {
        return of_a_word(i) && !of_a_word(i + 1) && (i == 0 || !of_a_word(i - 1));
    };
    constexpr words within = "-_*";      // a word
    constexpr words around = " -_*";     // characters
    constexpr words apart = " -_*.,/|";  // letters one by one
    constexpr std::size_t widest = 3;
    std::size_t usual = 0;  // between the letters of a word; what is wider stands between words
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = text[i];
        const auto letter = stands_for(c);
        const bool beside_a_letter = (!read.empty() && is_letter(read.back())) || is_letter(at(i + 1));
        read += letter != '\0' && beside_a_letter ? letter : c;
        auto next = i + 1;
        while (next <= i + widest && next < text.size() && apart.find(text[next]) != words::npos) ++next;
        if (next == i + 1) continue;
        const auto gap = text.substr(i + 1, next - i - 1);
        const bool letters = one_alone(i) && one_alone(next);
        const bool characters =
            of_a_character(i) && of_a_character(next) && gap.find_first_not_of(around) == words::npos;
        const bool parts =
            of_a_word(i) && of_a_word(next) && gap.size() == 1 && within.find(gap[0]) != words::npos;
        if (letters && usual != 0 && gap.size() > usual) read += ' ';
        if (letters && usual == 0) usual = gap.size();
        if (letters || characters || parts) i = next - 1;
    }
    return read;
}

}  // namespace

bool names_a_secret(std::string_view item)
{
    return !secret_named(as_it_reads(item, ' ')).empty() ||
           !secret_named(put_together(as_it_reads(item, '_'))).empty();
}

bool asks_for_a_secret(std::string_view text)
{
    const auto plain = as_it_reads(text, '_');
    return !secret_asked_for(plain).empty() || !secret_asked_for(put_together(plain)).empty();
}

}  // namespace redress
