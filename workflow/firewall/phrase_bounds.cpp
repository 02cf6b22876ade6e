// A phrase is known by its checksum, or by how it stands: as many words as a phrase has, all set off alike, with something
// else at both ends. It ends at what stands nowhere between its own words: a number of three digits and more or one that
// counts nothing, a sentence's end, an empty line, a label. A word right behind it stays with it: it may be a passphrase.
#include "workflow/firewall/phrase_bounds.hpp"

#include "workflow/firewall/nearby.hpp"
#include "workflow/firewall/word_lists.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <span>
#include <unordered_set>

namespace redress::workflow {
namespace {

// What stands between two words.
enum mark : unsigned {
    long_number = 1,
    short_number = 2,
    sentence_end = 4,
    empty_line = 8,
    colon = 16,
    sign = 32,
    line = 64,
};

struct gap {
    unsigned marks = 0;
    std::size_t counts = 0;  // what a short number says
    [[nodiscard]] bool any(unsigned of) const { return (marks & of) != 0; }
};

gap gap_of(const page& text, std::size_t begin, std::size_t end)
{
    gap found;
    int lines = 0;
    for (auto i = begin; i < end;) {
        const auto c = text.c(i);
        if (is_digit(c)) {
            const auto from = i;
            std::size_t says = 0;
            for (; i < end && is_digit(text.c(i)); ++i) says = says * 10 % 1000 + (text.c(i) - U'0');
            found.marks |= i - from > 2 ? long_number : short_number;
            if (i - from <= 2) {
                found.counts = says;
                // "9. ": no sentence ends there.
                if (text.c(i) == U'.') ++i;
            }
            continue;
        }
        if (is_line_end(c)) {
            lines += c == U'\n' || text.c(i + 1) != U'\n' ? 1 : 0;
        } else if (c == U'.' || c == U'!' || c == U'?') {
            found.marks |= i + 1 >= text.size() || is_space(text.c(i + 1)) ? sentence_end : sign;
        } else if (c == U'。' || c == U'！' || c == U'？') {
            found.marks |= sentence_end;
        } else if (c == U':' || c == U'：') {
            found.marks |= colon;
        } else if (!is_space(c) && !is_letter(text.low(i)) && !is_han(c)) {
            found.marks |= sign;
        }
        ++i;
    }
    if (lines > 0) found.marks |= line;
    if (lines > 1) found.marks |= empty_line;
    return found;
}

constexpr std::u32string_view phrase_names[] = {U"seed",   U"phrase", U"recovery", U"mnemonic",
                                                U"助记",   U"助記",   U"恢复词",   U"种子",
                                                U"备份词", U"单词",   U"注记"};

// Words of the list that say what the number behind them is.
bool names_a_number(std::string_view word)
{
    static const std::unordered_set<std::string_view> all = {"order",   "number", "amount", "account", "case",
                                                             "invoice", "fee",    "phone",  "report"};
    return all.contains(word);
}

// The words of a row as one looks at them: by their place among the listed ones.
class row_reader {
public:
    row_reader(const page& text, const std::vector<token>& tokens, token_range row)
        : text_(text), tokens_(tokens)
    {
        for (auto i = row.begin; i < row.end; ++i) {
            if (!tokens[i].listed()) continue;
            gaps_.push_back(at_.empty() ? gap{} : gap_of(text, tokens[at_.back()].end, tokens[i].begin));
            at_.push_back(i);
        }
        if (at_.empty()) return;
        constexpr std::size_t reach = 24;
        const auto last = tokens[at_.back()].end;
        const auto next = row.end < tokens.size() ? tokens[row.end].begin : text.size();
        gaps_.push_back(gap_of(text, last, std::min(next, last + reach)));
    }

    [[nodiscard]] std::vector<token_range> phrases()
    {
        constexpr unsigned ends = long_number | short_number | sentence_end | empty_line | colon;
        if (size() < 13 ||
            std::none_of(gaps_.begin() + 1, gaps_.end(), [](const gap& one) { return one.any(ends); }))
            return {};
        read_indexes();
        std::vector<window> all;
        for (std::size_t count = 24; count >= 12; count -= 3)
            for (std::size_t begin = 0; begin + count <= size(); ++begin) look_at(begin, count, all);
        std::stable_sort(all.begin(), all.end(),
                         [](const window& a, const window& b) { return a.worth > b.worth; });
        return ranges_of(all);
    }

private:
    struct window {
        std::size_t begin;  // with what may belong to it
        std::size_t end;
        unsigned worth;
    };

    [[nodiscard]] std::size_t size() const { return at_.size(); }
    [[nodiscard]] const token& word(std::size_t i) const { return tokens_[at_[i]]; }
    [[nodiscard]] std::string_view name(std::size_t i) const
    {
        return text_.letters_of(word(i).begin, word(i).end);
    }

    void read_indexes()
    {
        for (std::size_t i = 0; i < size(); ++i) {
            const auto index = english_index(name(i));
            indexes_.push_back(index ? *index : english_index_of_four(name(i)).value_or(0));
        }
    }

    // A number, or a label: not one of those between the words.
    [[nodiscard]] static bool number_of_its_own(const gap& here, unsigned between)
    {
        return (here.marks & ~between & long_number) != 0 ||
               (here.any(short_number) && (between & (long_number | short_number)) == 0);
    }

    // Words [begin, end) behind a sentence's end or before it: three or more of which few are of sentences may be the rest of
    // a phrase whose checksum is wrong.
    [[nodiscard]] bool may_be_the_rest(std::size_t begin, std::size_t end) const
    {
        std::size_t ordinary = 0;
        for (auto i = begin; i < end; ++i)
            ordinary += word(i).prose || word(i).introducing || names_a_number(name(i)) ? 1U : 0U;
        return end - begin >= 3 && ordinary * 3 < end - begin;
    }

    static constexpr std::size_t longest_rest = 12;

    [[nodiscard]] bool begins_at(std::size_t i, unsigned between) const
    {
        if (i == 0 || number_of_its_own(gaps_[i], between)) return true;
        if ((gaps_[i].marks & ~between & (sentence_end | empty_line | colon)) == 0) return false;
        auto rest = i - 1;
        while (rest > 0 && i - rest < longest_rest && !number_of_its_own(gaps_[rest], between)) --rest;
        return !may_be_the_rest(rest, i);
    }

    // "order number 20261127001", "amount: 500": up to three words and what they name.
    [[nodiscard]] bool names_begin_at(std::size_t i, unsigned between) const
    {
        const bool set_off = (gaps_[i].marks & ~between & (sign | line | sentence_end | empty_line)) != 0 ||
                             ((between & short_number) != 0 && !gaps_[i].any(short_number));
        bool names = true;
        for (std::size_t next = i + 1; next <= std::min(size(), i + 3); ++next) {
            names = names && names_a_number(name(next - 1));
            if (number_of_its_own(gaps_[next], between) || (gaps_[next].marks & ~between & colon) != 0)
                return names || set_off;
        }
        return false;
    }

    [[nodiscard]] bool ends_at(std::size_t i, std::size_t count, unsigned between) const
    {
        if (i == size() || names_begin_at(i, between)) return true;
        // "13. horse" behind twelve words without numbers is the thirteenth.
        if (number_of_its_own(gaps_[i], between))
            return gaps_[i].any(long_number) || gaps_[i].counts != count + 1;
        if ((gaps_[i].marks & ~between & (sentence_end | empty_line)) == 0) return false;
        auto rest = i + 1;
        while (rest < size() && rest - i < longest_rest && !number_of_its_own(gaps_[rest], between)) ++rest;
        return !may_be_the_rest(i, rest);
    }

    void look_at(std::size_t begin, std::size_t count, std::vector<window>& all) const
    {
        const auto end = begin + count;
        unsigned between = 0;
        bool evenly = true;
        std::size_t numbers = 0;
        for (auto i = begin + 1; i < end; ++i) {
            between |= gaps_[i].marks;
            evenly = evenly && gaps_[i].marks == gaps_[begin + 1].marks;
            numbers += gaps_[i].any(long_number) ? 1U : 0U;
        }
        if (numbers != 0 && numbers * 2 < count) return;
        constexpr std::size_t reach = 4;
        auto from = begin;
        while (from > 0 && begin - from < reach && !begins_at(from, between)) --from;
        if (!begins_at(from, between)) from = 0;
        auto to = end;
        while (to < size() && to - end < reach && !ends_at(to, count, between)) ++to;
        if (!ends_at(to, count, between)) to = size();
        auto introduced = begin;
        while (introduced > from && word(introduced - 1).introducing) --introduced;
        if (introduced == from) from = begin;

        const bool exact = from == begin && to == end;
        const bool holds = checksum_holds(std::span(indexes_).subspan(begin, count));
        if (!holds && !(exact && evenly && stands_as_a_phrase(begin, end, between))) return;
        const auto edges = (from == begin ? 1U : 0U) + (to == end ? 1U : 0U);
        all.push_back({from, to, edges * 100 + (holds ? 50U : 0U) + static_cast<unsigned>(count)});
    }

    // Announced, or with numbers and labels around it and no sentence.
    [[nodiscard]] bool stands_as_a_phrase(std::size_t begin, std::size_t end, unsigned between) const
    {
        if (nearest_before(text_, word(begin).begin, 40, phrase_names)) return true;
        return (begin == 0 || number_of_its_own(gaps_[begin], between)) &&
               (end == size() || number_of_its_own(gaps_[end], between) || names_begin_at(end, between));
    }

    [[nodiscard]] std::vector<token_range> ranges_of(const std::vector<window>& all) const
    {
        std::map<std::size_t, std::size_t> taken;  // begin and end of each
        for (const auto& one : all) {
            const auto behind = taken.lower_bound(one.end);
            if (behind == taken.begin() || std::prev(behind)->second <= one.begin)
                taken.emplace(one.begin, one.end);
        }
        std::vector<token_range> ranges;
        for (const auto& [begin, end] : taken)
            if (end - begin < size()) ranges.push_back({at_[begin], at_[end - 1] + 1});
        return ranges;
    }

    const page& text_;
    const std::vector<token>& tokens_;
    std::vector<std::size_t> at_;  // tokens
    std::vector<gap> gaps_;        // before each word, and behind the last
    std::vector<word_index> indexes_;
};

}  // namespace

std::vector<token_range> phrases_set_apart(const page& text, const std::vector<token>& tokens,
                                           token_range row)
{
    return row_reader(text, tokens, row).phrases();
}

}  // namespace redress::workflow
