// Long because it is a list: a reading after another, none of which knows the next.
#include "workflow/firewall/readings.hpp"

#include "workflow/firewall/word_lists.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>

namespace redress::workflow {
namespace {

bool letter_or_digit(char32_t low)
{
    return is_letter(low) || is_digit(low);
}

// One by one, with at most so much between two.
constexpr std::size_t widest_gap = 4;

std::size_t gap_behind(const page& text, std::size_t at)
{
    std::size_t gap = 0;
    while (gap <= widest_gap && at + 1 + gap < text.size() && !letter_or_digit(text.low(at + 1 + gap)) &&
           !is_han(text.c(at + 1 + gap)) && text.c(at + 1 + gap) != 0xFFFC)
        ++gap;
    return gap;
}

bool stands_alone(const page& text, std::size_t at)
{
    return letter_or_digit(text.low(at)) && (at == 0 || !letter_or_digit(text.low(at - 1))) &&
           !letter_or_digit(text.low(at + 1));
}

// What is read another way, with as much around it as a detector looks at; what is further off is read elsewhere.
// `changed` in order.
page around(const std::vector<glyph>& read, const std::vector<std::size_t>& changed, std::size_t reach)
{
    std::vector<glyph> kept;
    std::size_t end = 0;
    for (std::size_t n = 0; n < changed.size();) {
        const auto begin = changed[n] > reach ? changed[n] - reach : 0;
        if (begin > end && !kept.empty()) {
            auto cut = read[begin - 1];
            cut.c = cut.low = 0xFFFC;
            // Nothing reads across: no two words of a phrase and no name stand so far apart.
            constexpr std::size_t apart = 140;
            kept.insert(kept.end(), apart, cut);
        }
        const auto from = std::max(begin, end);
        for (; n < changed.size() && (changed[n] <= end || changed[n] <= from + 2 * reach); ++n)
            end = std::min(read.size(), changed[n] + 1 + reach);
        kept.insert(kept.end(), read.begin() + static_cast<std::ptrdiff_t>(from),
                    read.begin() + static_cast<std::ptrdiff_t>(end));
    }
    return page(std::move(kept));
}

// A phrase of 24 words is no longer.
constexpr std::size_t phrase_reach = 400;
// Names of codes, cards and passwords stand nearer.
constexpr std::size_t name_reach = 120;

std::u32string gap_at(const page& text, std::size_t begin, std::size_t length)
{
    std::u32string gap;
    for (std::size_t i = begin; i < begin + length; ++i) gap += is_space(text.c(i)) ? U' ' : text.c(i);
    return gap;
}

}  // namespace

std::optional<page> spelled_out(const page& text)
{
    constexpr std::size_t shortest_row = 4;
    constexpr std::size_t fewest = 24;  // letters of a phrase or a key; any fewer say nothing
    std::vector<bool> left_out;
    std::size_t joined = 0;
    std::vector<std::size_t> row;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!stands_alone(text, i)) continue;
        row.assign(1, i);
        std::map<std::u32string, std::size_t> gaps;
        for (;;) {
            const auto gap = gap_behind(text, row.back());
            const auto next = row.back() + 1 + gap;
            if (gap == 0 || gap > widest_gap || next >= text.size() || !stands_alone(text, next)) break;
            ++gaps[gap_at(text, row.back() + 1, gap)];
            row.push_back(next);
        }
        i = row.back();
        if (row.size() < shortest_row) continue;
        const auto usual = std::max_element(gaps.begin(), gaps.end(), [](const auto& a, const auto& b) {
            return a.second != b.second ? a.second < b.second : a.first.size() > b.first.size();
        });
        left_out.resize(text.size(), false);
        joined += row.size();
        for (std::size_t at = 0; at + 1 < row.size(); ++at) {
            const auto begin = row[at] + 1;
            if (gap_at(text, begin, row[at + 1] - begin) != usual->first) continue;
            for (auto gone = begin; gone < row[at + 1]; ++gone) left_out[gone] = true;
        }
    }
    if (joined < fewest) return std::nullopt;
    std::vector<glyph> read;
    std::vector<std::size_t> changed;
    read.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!left_out[i])
            read.push_back(text.glyphs[i]);
        else if (changed.empty() || changed.back() != read.size())
            changed.push_back(read.size());
    }
    return around(read, changed, phrase_reach);
}

namespace {

// What a sign may stand for; nothing: it stands for itself.
std::string_view stands_for(char32_t c)
{
    switch (c) {
        case U'0':
            return "o";
        case U'1':
        case U'!':
        case U'|':
            return "il";
        case U'3':
        case 0x20AC:
            return "e";
        case U'4':
        case U'@':
            return "a";
        case U'5':
        case U'$':
            return "s";
        case U'7':
        case U'+':
            return "t";
        case U'8':
            return "b";
        case U'9':
            return "g";
        default:
            return {};
    }
}

// The word of the list that it is meant to be; at most three signs in it have two meanings.
std::string meant_by(const page& text, std::size_t begin, std::size_t end)
{
    std::vector<std::string> all{""};
    for (auto i = begin; i < end; ++i) {
        const auto low = text.low(i);
        const auto signs = is_letter(low) ? std::string_view{} : stands_for(text.c(i));
        if (signs.size() == 2 && all.size() <= 4) {
            const auto count = all.size();
            for (std::size_t n = 0; n < count; ++n) all.push_back(all[n] + signs[1]);
            for (std::size_t n = 0; n < count; ++n) all[n] += signs[0];
            continue;
        }
        for (auto& one : all) one += is_letter(low) ? static_cast<char>(low) : signs[0];
    }
    const auto known = [](const std::string& word) {
        return english_index(word) || english_index_of_four(word);
    };
    const auto found = std::find_if(all.begin(), all.end(), known);
    return found == all.end() ? std::string() : *found;
}

void put(std::vector<glyph>& read, std::size_t at, std::string_view word)
{
    for (const char letter : word) {
        read[at].c = read[at].low = static_cast<unsigned char>(letter);
        ++at;
    }
}

}  // namespace

std::optional<page> with_signs_for_letters(const page& text)
{
    std::optional<std::vector<glyph>> read;
    std::vector<std::size_t> changed;
    const auto of_a_word = [&](std::size_t i) {
        return is_letter(text.low(i)) || !stands_for(text.c(i)).empty();
    };
    for (std::size_t i = 0; i < text.size();) {
        if (!of_a_word(i)) {
            ++i;
            continue;
        }
        auto begin = i;
        bool signs = false;
        bool letters = false;
        for (; i < text.size() && of_a_word(i); ++i) (is_letter(text.low(i)) ? letters : signs) = true;
        if (!signs || !letters) continue;
        auto end = i;
        // What stands before or behind a word belongs to the sentence: "help!", "|word|".
        const auto outside = [&](std::size_t at) {
            return text.c(at) == U'!' || text.c(at) == U'|' || text.c(at) == U'+';
        };
        while (begin < end && outside(begin)) ++begin;
        while (end > begin && outside(end - 1)) --end;
        if (end - begin < 3 || end - begin > 8) continue;
        const auto word = meant_by(text, begin, end);
        if (word.empty()) continue;
        if (!read) read = text.glyphs;
        put(*read, begin, word);
        changed.push_back(begin);
    }
    return read ? std::optional<page>(around(*read, changed, phrase_reach)) : std::nullopt;
}

std::optional<page> from_their_ends(const page& text)
{
    constexpr std::size_t fewest = 8;
    std::vector<std::size_t> at;
    std::string turned;
    for (std::size_t w = 0; w < text.words.size(); ++w) {
        const auto word = text.text_of(text.words[w]);
        if (word.size() < 3 || word.size() > 8) continue;
        turned.assign(word.rbegin(), word.rend());
        if (english_index(turned)) at.push_back(w);
    }
    if (at.size() < fewest) return std::nullopt;
    auto read = text.glyphs;
    std::vector<std::size_t> changed;
    for (const auto w : at) {
        const auto word = text.text_of(text.words[w]);
        turned.assign(word.rbegin(), word.rend());
        put(read, text.words[w].begin, turned);
        changed.push_back(text.words[w].begin);
    }
    return around(read, changed, phrase_reach);
}

namespace {

struct cell {
    std::size_t begin;
    std::size_t end;
};

// What stands between the cells of a line: the first of these that is in it.
char32_t separator_of(const page& text, cell line)
{
    for (const auto separator : {U'|', U'\t', U';', U','})
        for (auto i = line.begin; i < line.end; ++i)
            if (text.c(i) == separator) return separator;
    return U'\0';
}

constexpr std::size_t most_columns = 8;

std::vector<cell> cells_of(const page& text, cell line, char32_t separator)
{
    std::vector<cell> cells;
    auto begin = line.begin;
    for (auto i = line.begin; i <= line.end && cells.size() <= most_columns; ++i) {
        if (i < line.end && text.c(i) != separator) continue;
        cells.push_back({begin, i});
        begin = i + 1;
    }
    return cells;
}

// Column by column, with a line's end behind each cell.
void add_columns(const page& text, const std::vector<std::vector<cell>>& rows, std::vector<page>& out)
{
    constexpr std::size_t fewest_rows = 12;
    if (rows.size() < fewest_rows) return;
    for (std::size_t column = 0; column < rows.front().size(); ++column) {
        std::vector<glyph> read;
        for (const auto& row : rows) {
            const auto [begin, end] = row[column];
            for (auto i = begin; i < end; ++i) read.push_back(text.glyphs[i]);
            auto behind = text.glyphs[std::min(end, text.size() - 1)];
            behind.c = behind.low = U'\n';
            read.push_back(behind);
        }
        if (std::any_of(read.begin(), read.end(), [](const glyph& g) { return is_letter(g.low); }))
            out.emplace_back(page(std::move(read)));
    }
}

}  // namespace

std::vector<page> columns_of(const page& text)
{
    std::vector<page> columns;
    std::vector<std::vector<cell>> rows;
    char32_t separator = U'\0';
    for (std::size_t begin = 0; begin < text.size();) {
        auto end = begin;
        while (end < text.size() && !is_line_end(text.c(end))) ++end;
        if (end > begin) {
            const cell line{begin, end};
            const auto between = separator_of(text, line);
            auto cells = between == U'\0' ? std::vector<cell>{} : cells_of(text, line, between);
            const bool fits = cells.size() >= 2 && cells.size() <= most_columns;
            if (!rows.empty() && (!fits || between != separator || cells.size() != rows.front().size())) {
                add_columns(text, rows, columns);
                rows.clear();
            }
            if (fits) {
                separator = between;
                rows.push_back(std::move(cells));
            }
        }
        begin = end + 1;
    }
    add_columns(text, rows, columns);
    return columns;
}

namespace {

struct number_word {
    std::size_t begin;
    std::size_t end;
    std::string digits;
    bool spelled;       // and not written in digits
    bool tens = false;  // "forty": the next may be its ones
};

std::optional<std::string_view> english_digits(std::string_view word)
{
    static const std::map<std::string_view, std::string_view> all = {
        {"zero", "0"},        {"oh", "0"},        {"o", "0"},          {"nought", "0"},
        {"nil", "0"},         {"one", "1"},       {"two", "2"},        {"three", "3"},
        {"four", "4"},        {"five", "5"},      {"six", "6"},        {"seven", "7"},
        {"eight", "8"},       {"nine", "9"},      {"niner", "9"},      {"ten", "10"},
        {"eleven", "11"},     {"twelve", "12"},   {"thirteen", "13"},  {"fourteen", "14"},
        {"fifteen", "15"},    {"sixteen", "16"},  {"seventeen", "17"}, {"eighteen", "18"},
        {"nineteen", "19"},   {"twenty", "20"},   {"thirty", "30"},    {"forty", "40"},
        {"fifty", "50"},      {"sixty", "60"},    {"seventy", "70"},   {"eighty", "80"},
        {"ninety", "90"},     {"double", "2x"},   {"triple", "3x"},    {"hundred", "many"},
        {"thousand", "many"}, {"million", "many"}};
    if (word.size() > 9) return std::nullopt;
    const auto found = all.find(word);
    return found == all.end() ? std::nullopt : std::optional(found->second);
}

std::string_view chinese_digit(char32_t c)
{
    static constexpr std::u32string_view all = U"零〇○一壹幺二贰貳两兩三叁參四肆五伍六陆陸七柒八捌九玖";
    static constexpr std::string_view values = "000111222223334455666778899";
    static_assert(all.size() == values.size());
    const auto at = all.find(c);
    return at == all.npos ? std::string_view{} : values.substr(at, 1);
}

bool chinese_scale(char32_t c)
{
    return std::u32string_view(U"十拾百佰千仟万萬亿億").find(c) != std::u32string_view::npos;
}

// Numbers in their order. "many" and Chinese tens and thousands say that a number is a sum; they stand with no digits.
std::vector<number_word> numbers_of(const page& text)
{
    std::vector<number_word> all;
    for (std::size_t i = 0; i < text.size();) {
        const auto low = text.low(i);
        auto end = i + 1;
        if (is_letter(low)) {
            while (is_letter(text.low(end))) ++end;
            if (const auto digits = end - i > 9 ? std::nullopt : english_digits(text.letters_of(i, end))) {
                const bool sum = *digits == "many";
                all.push_back({i, end, sum ? std::string() : std::string(*digits), true,
                               digits->size() == 2 && (*digits)[1] == '0' && *digits != "10"});
            }
        } else if (is_digit(low)) {
            while (is_digit(text.low(end))) ++end;
            const bool apart =
                (i == 0 || !is_letter(text.low(i - 1))) && !is_letter(text.low(end)) && end - i <= 2;
            if (apart) all.push_back({i, end, text.ascii(i, end), false});
        } else if (is_han(text.c(i)) || text.c(i) == U'〇' || text.c(i) == U'○') {
            if (const auto digit = chinese_digit(text.c(i)); !digit.empty())
                all.push_back({i, end, std::string(digit), true});
            else if (chinese_scale(text.c(i)))
                all.push_back({i, end, {}, true});
        }
        i = end;
    }
    return all;
}

// Only separators stand between them, and few.
bool in_a_row(const page& text, const number_word& left, const number_word& right)
{
    if (right.begin - left.end > 3) return false;
    for (auto i = left.end; i < right.begin; ++i)
        if (!is_space(text.c(i)) &&
            std::u32string_view(U"-,.，、。/·_…—–").find(text.c(i)) == std::u32string_view::npos)
            return false;
    return true;
}

// The digits that a row of numbers says; nothing when it is a sum or says too few.
std::vector<glyph> digits_of(const page& text, const std::vector<number_word>& all, std::size_t begin,
                             std::size_t end)
{
    std::vector<glyph> read;
    const auto add = [&](char digit, std::size_t from, std::size_t to) {
        const auto c = static_cast<char32_t>(digit);
        read.push_back({c, c, text.glyphs[from].begin, text.glyphs[to - 1].end, false});
    };
    std::size_t spelled = 0;
    for (auto n = begin; n < end; ++n) {
        const auto& one = all[n];
        if (one.digits.empty()) return {};
        spelled += one.spelled ? 1U : 0U;
        if (one.digits.back() == 'x') {
            if (n + 1 == end || all[n + 1].digits.size() != 1) return {};
            for (int times = one.digits[0] - '0'; times > 0; --times)
                add(all[n + 1].digits[0], one.begin, all[n + 1].end);
            ++n;
            continue;
        }
        const bool with_ones = one.tens && n + 1 < end && all[n + 1].digits.size() == 1 && all[n + 1].spelled;
        for (std::size_t d = 0; d < one.digits.size(); ++d)
            if (d + 1 < one.digits.size() || !with_ones) add(one.digits[d], one.begin, one.end);
    }
    return spelled >= 2 && read.size() >= 3 && read.size() <= 19 ? read : std::vector<glyph>{};
}

}  // namespace

std::optional<page> numbers_as_digits(const page& text)
{
    const auto all = numbers_of(text);
    std::optional<std::vector<glyph>> read;
    std::vector<std::size_t> changed;
    std::size_t copied = 0;
    for (std::size_t i = 0; i < all.size();) {
        auto end = i + 1;
        while (end < all.size() && in_a_row(text, all[end - 1], all[end])) ++end;
        if (const auto digits = digits_of(text, all, i, end); !digits.empty()) {
            if (!read) read.emplace().reserve(text.size());
            for (; copied < all[i].begin; ++copied) read->push_back(text.glyphs[copied]);
            changed.push_back(read->size());
            read->insert(read->end(), digits.begin(), digits.end());
            copied = all[end - 1].end;
        }
        i = end;
    }
    if (!read) return std::nullopt;
    for (; copied < text.size(); ++copied) read->push_back(text.glyphs[copied]);
    return around(*read, changed, name_reach);
}

}  // namespace redress::workflow
