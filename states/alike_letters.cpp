#include "states/alike_letters.hpp"

#include "states/utf8.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace redress {
namespace {

using letters = std::string_view;

// What is left of a letter without its accents and strokes; '.': no letter of Latin, or more than one.
constexpr letters latin_accents =  // U+00C0 and on
    "aaaaaa.ceeeeiiii.nooooo.ouuuuy..aaaaaa.ceeeeiiii.nooooo.ouuuuy.y"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkk.llllll."
    ".llnnnnnn...oooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"
    "bbbb...ccdddd....ffg...ikkl..nnooo..pp.....ttttuu.vyyzz........."
    ".............aaiioouuuuuuuuuu.aaaa..ggggkkoooo..j...gg..nnaa...."
    "aaaaeeeeiiiioooorrrruuuusstt..hh.d..zzaaeeooooooooyylntj..acclts"
    "z..bu.eejj..rryy";
constexpr letters more_accents =  // U+1E00 and on
    "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm"
    "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv"
    "wwwwwwwwwwxxxxyyzzzzzzhtwy.s....aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
    "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";

// Cyrillic and Greek letters that nobody can tell from Latin ones by looking. Capitals stand for themselves: "Т" looks
// like one of Latin, and "т" does not.
constexpr std::u32string_view alike =
    U"\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u043a\u04bb\u0501\u051b\u051d"  // Cyrillic
    U"\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0406\u0408\u0405"
    U"\u0450\u0451\u0457\u04cf"
    U"\u03b1\u03b9\u03ba\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7"  // Greek
    U"\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7";
constexpr letters alike_latin =
    "aeopcyxijskhdqw"
    "abekmhopctyxijs"
    "eeil"
    "aikvoptux"
    "abezhikmnoptyx";
static_assert(alike.size() == alike_latin.size());

// Of the sounds' alphabet, small capitals, raised, lowered and doubled letters; in order.
constexpr std::u32string_view shaped =
    U"\u0251\u0253\u0261\u0262\u0269\u026a\u0274\u0280\u028b\u028f\u0299\u029c\u029f\u02b0"
    U"\u02b2\u02b3\u02b7\u02b8\u02e1\u02e2\u02e3\u1d00\u1d04"
    U"\u1d05\u1d07\u1d0a\u1d0b\u1d0d\u1d0f\u1d18\u1d1b\u1d1c\u1d20\u1d21\u1d22\u1d2c\u1d2e"
    U"\u1d30\u1d31\u1d33\u1d34\u1d35\u1d36\u1d37\u1d38\u1d39\u1d3a\u1d3c\u1d3e\u1d3f\u1d40"
    U"\u1d41\u1d42\u1d43\u1d47\u1d48\u1d49\u1d4d\u1d4f\u1d50\u1d52\u1d56\u1d57\u1d58\u1d5b"
    U"\u1d62\u1d63\u1d64\u1d65\u1d9c\u1da0\u1dbb\u2071\u207f\u2090\u2091\u2092\u2093\u2095"
    U"\u2096\u2097\u2098\u2099\u209a\u209b\u209c\u2102\u210a\u210b\u210c\u210d\u210e\u2110"
    U"\u2111\u2112\u2113\u2115\u2119\u211a\u211b\u211c\u211d\u2124\u2128\u212a\u212b\u212c"
    U"\u212d\u212f\u2130\u2131\u2133\u2134\u2139\u2145\u2146\u2147\u2148\u2149\u2c7c\u2c7d"
    U"\ua730\ua731";
constexpr letters shaped_latin =
    "abggiinrvybhlhjrwylsxacdejkmoptuvwzabdeghijklmnoprtuwabdegkmoptuv"
    "iruvcfzinaeoxhklmnpstcghhhhiillnpqrrrzzkabceefmoiddeijjvfs";
static_assert(shaped.size() == shaped_latin.size());
static_assert(std::ranges::is_sorted(shaped));

char32_t or_itself(char letter, char32_t c)
{
    return letter == '.' ? c : static_cast<char32_t>(letter);
}

}  // namespace

bool unseen(char32_t c)
{
    return (c >= 0x300 && c <= 0x36F) || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF || c == 0xAD || c == 0x180E || c == 0x34F ||
           c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0 || (c >= 0x20D0 && c <= 0x20F0) ||
           (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0000 && c <= 0xE0FFF);
}

char32_t plain_form(char32_t c)
{
    if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFF01 + U'!';
    if (c == 0x3000) return U' ';
    if (c >= 0x1D400 && c <= 0x1D6A3) {
        const auto letter = (c - 0x1D400) % 52;
        return letter < 26 ? U'A' + letter : U'a' + letter - 26;
    }
    if (c >= 0x1D7CE && c <= 0x1D7FF) return U'0' + (c - 0x1D7CE) % 10;
    if (c >= 0x24B6 && c <= 0x24CF) return U'A' + (c - 0x24B6);
    if (c >= 0x24D0 && c <= 0x24E9) return U'a' + (c - 0x24D0);
    if (c >= 0x249C && c <= 0x24B5) return U'a' + (c - 0x249C);
    for (const char32_t first : {0x1F110, 0x1F130, 0x1F150, 0x1F170, 0x1F1E6})
        if (c >= first && c < first + 26) return U'A' + (c - first);
    return c;
}

char32_t latin_looks(char32_t c)
{
    if (c >= U'A' && c <= U'Z') return c + 32;
    if (c < 0xC0 || (c >= 0x2E80 && c < 0xA730)) return c;
    if (c < 0xC0 + latin_accents.size()) return or_itself(latin_accents[c - 0xC0], c);
    if (c >= 0x370 && c <= 0x51D) {
        const auto at = alike.find(c);
        if (at != std::u32string_view::npos) return static_cast<char32_t>(alike_latin[at]);
        return c >= 0x410 && c <= 0x42F ? c + 32 : c;
    }
    if (c >= 0x1E00 && c < 0x1E00 + more_accents.size()) return or_itself(more_accents[c - 0x1E00], c);
    const auto at = std::ranges::lower_bound(shaped, c);
    return at == shaped.end() || *at != c
               ? c
               : static_cast<char32_t>(shaped_latin[static_cast<std::size_t>(at - shaped.begin())]);
}

std::string as_it_looks(std::string_view text)
{
    std::string looks;
    looks.reserve(text.size());
    while (!text.empty()) {
        auto rest = text;
        const auto c = take_code_point(rest);
        const auto bytes = text.substr(0, text.size() - rest.size());
        const auto seen = latin_looks(plain_form(c));
        if (seen < 0x80)
            looks += static_cast<char>(seen);
        else if (c == 0xA0)
            looks += ' ';
        else if (!unseen(c) && seen == c)
            looks += bytes;
        else if (!unseen(c)) {  // Cyrillic in lower case, two bytes of UTF-8
            looks += static_cast<char>(0xC0U | seen >> 6U);
            looks += static_cast<char>(0x80U | (seen & 0x3FU));
        }
        text = rest;
    }
    return looks;
}

}  // namespace redress
