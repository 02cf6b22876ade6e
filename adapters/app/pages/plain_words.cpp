#include "adapters/app/pages/plain_words.hpp"

#include "states/utf8.hpp"

namespace redress::app {
namespace {

bool is_letter(char32_t c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '\'' ||
           c == '-' || c == '@' || c == 0x2019 || (c >= 0xc0 && c < 0x2000);
}
bool is_chinese(char32_t c)
{
    return c >= 0x3400 && c <= 0x9fff;
}

/// Chinese characters, and runs of other letters as one each.
std::size_t length_of_sentence(std::string_view sentence)
{
    std::size_t count = 0;
    bool inside = false;
    int place = 0;
    while (!sentence.empty()) {
        const auto c = take_code_point(sentence);
        if (c == '{') {
            if (place++ == 0 && !inside) ++count;
            inside = true;
        } else if (c == '}') {
            --place;
        } else if (place > 0) {
            continue;
        } else if (is_chinese(c)) {
            ++count;
            inside = false;
        } else if (is_letter(c)) {
            if (!inside) ++count;
            inside = true;
        } else if (!(inside && c == '.' && !sentence.empty() &&
                     is_letter(static_cast<unsigned char>(sentence.front())))) {
            inside = false;
        }
    }
    return count;
}

}  // namespace

std::vector<std::string> long_sentences(std::string_view text, std::string_view language)
{
    const auto most = language == "zh-CN" ? characters_in_sentence_max : words_in_sentence_max;
    std::vector<std::string> found;
    std::string sentence;
    const auto end = [&] {
        if (length_of_sentence(sentence) > most) found.push_back(sentence);
        sentence.clear();
    };
    for (auto rest = text; !rest.empty();) {
        const auto before = rest;
        const auto c = take_code_point(rest);
        sentence += before.substr(0, before.size() - rest.size());
        const bool stops = c == 0x3002 || c == 0xff1f || c == 0xff01 || c == 0xff1b || c == 0xff1a ||
                           ((c == '.' || c == '?' || c == '!' || c == ':' || c == ';') &&
                            (rest.empty() || rest.front() == ' ' || rest.front() == '\n'));
        if (stops) end();
    }
    end();
    return found;
}

}  // namespace redress::app
