// English seed phrases. Of the words of ordinary sentences one in five is in the list, but "the", "a", "to", "of",
// "is", "and", "I" are not: twelve of the list in a row are no prose, whether or not their checksum holds, which it
// does not when one was mistyped. So a run of twelve is a phrase unless a third of it are words that sentences are
// made of ("you", "this", "will", "about"), of which a phrase has one in thirty.
//
// What may stand between two words of a phrase: anything but letters (commas, numbers, bullets, line ends), a few
// Chinese characters, tags, and labels ("word 3:", "the third is"). What nobody can misread ends a run: "the", "to".
// One word in ten may be mistyped, or any other where every word is set off as the next; two halves may stand a few
// words apart; with "seed phrase" beside it eight do, because some people forget some, and the rest can be guessed.
#include "workflow/firewall/english_tokens.hpp"
#include "workflow/firewall/nearby.hpp"
#include "workflow/firewall/page.hpp"
#include "workflow/firewall/phrase_bounds.hpp"
#include "workflow/firewall/word_lists.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <unordered_set>

namespace redress::workflow {
namespace {

struct run {
    std::size_t begin;  // tokens
    std::size_t end;
    std::size_t listed = 0;
    std::size_t prose = 0;
    std::size_t unknown = 0;
    bool set_apart = false;  // nothing beside it belongs to it
    [[nodiscard]] bool reads_as_prose(std::size_t parts) const { return prose * parts > listed; }
};

bool far_apart(const page& text, const token& before, const token& after)
{
    if (after.begin - before.end > 40) return true;
    // `"text":` names a member of JSON, and what stands in it begins behind.
    if (text.c(before.end) == U'"' && text.c(before.end + 1) == U':') return true;
    std::size_t han = 0;
    for (auto i = before.end; i < after.begin; ++i) han += is_han(text.c(i)) ? 1U : 0U;
    return han > 10;
}

// Words of the list in a row, nothing else between them than what may be.
std::vector<run> runs_of(const page& text, const std::vector<token>& tokens)
{
    std::vector<run> all;
    std::optional<run> open;
    std::size_t last = 0;
    std::size_t filled = 0;
    const auto close = [&] {
        if (open) all.push_back(*open);
        open.reset();
    };
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const auto& one = tokens[i];
        if (one.is == worth::filling) {
            if (++filled > 6) close();
            continue;
        }
        if (one.is != worth::listed || (open && far_apart(text, tokens[last], one))) close();
        if (one.is != worth::listed) continue;
        if (!open) open = run{i, i, 0, 0, 0};
        open->end = i + 1;
        ++open->listed;
        open->prose += one.prose ? 1U : 0U;
        last = i;
        filled = 0;
    }
    close();
    return all;
}

run run_of(const std::vector<token>& tokens, token_range range)
{
    run one{range.begin, range.end};
    for (auto i = range.begin; i < range.end; ++i) {
        one.listed += tokens[i].listed() ? 1U : 0U;
        one.prose += tokens[i].listed() && tokens[i].prose ? 1U : 0U;
    }
    return one;
}

// Each run cut where a phrase in it ends.
std::vector<run> cut_at_phrases(const page& text, const std::vector<token>& tokens,
                                const std::vector<run>& runs)
{
    std::vector<run> all;
    for (const auto& one : runs) {
        auto begin = one.begin;
        const auto up_to = [&](std::size_t end) {
            if (const auto rest = run_of(tokens, {begin, end}); rest.listed > 0) all.push_back(rest);
        };
        for (const auto& range : phrases_set_apart(text, tokens, {one.begin, one.end})) {
            up_to(range.begin);
            all.push_back(run_of(tokens, range));
            all.back().set_apart = true;
            begin = range.end;
        }
        up_to(one.end);
    }
    return all;
}

constexpr std::u32string_view phrase_names[] = {
    U"seed phrase",    U"seed",         U"recovery phrase", U"secret phrase", U"mnemonic",
    U"recovery words", U"secret words", U"seed words",      U"backup phrase", U"12 words",
    U"24 words",       U"twelve words", U"my words",        U"wallet words",  U"backup words",
    U"助记词",         U"助記詞",       U"恢复词",          U"恢复短语",      U"种子",
    U"备份词",         U"单词",         U"註記詞",          U"注记词",        U"助记"};

bool named(const page& text, std::size_t begin, std::size_t end)
{
    return nearest_before(text, begin + 12, 132, phrase_names) || nearest_after(text, end, 80, phrase_names);
}

run joined(const run& left, const run& right, std::size_t unknown)
{
    return {left.begin, right.end, left.listed + right.listed, left.prose + right.prose,
            left.unknown + right.unknown + unknown};
}

std::size_t between(const std::vector<token>& tokens, const run& left, const run& right, bool& joining)
{
    std::size_t count = 0;
    joining = false;
    for (auto i = left.end; i < right.begin; ++i) {
        count += tokens[i].is == worth::unknown || tokens[i].is == worth::joining ? 1U : 0U;
        joining = joining || tokens[i].is == worth::joining;
    }
    return count;
}

// Words of prose may stand before a phrase and behind it and be of the list: a dozen in the middle decide.
bool a_dozen_is_no_prose(const std::vector<token>& tokens, const run& one)
{
    std::vector<bool> prose;
    for (auto i = one.begin; i < one.end; ++i)
        if (tokens[i].listed()) prose.push_back(tokens[i].prose);
    std::size_t count = 0;
    for (std::size_t i = 0; i < prose.size(); ++i) {
        count += prose[i] ? 1U : 0U;
        if (i >= 12) count -= prose[i - 12] ? 1U : 0U;
        if (i >= 11 && count <= 4) return true;
    }
    return false;
}

std::size_t repeated(const page& text, const std::vector<token>& tokens, const run& one)
{
    std::unordered_set<std::string_view> distinct;
    for (auto i = one.begin; i < one.end; ++i)
        if (tokens[i].listed()) distinct.insert(text.letters_of(tokens[i].begin, tokens[i].end));
    return one.listed - distinct.size();
}

bool is_phrase(const page& text, const std::vector<token>& tokens, const run& one)
{
    const auto begin = tokens[one.begin].begin;
    const auto end = tokens[one.end - 1].end;
    // Eleven: the first or the last of twelve is the mistyped one.
    // "fee" four times in a dozen is a sentence about fees; with nothing mistyped, even twelve times "zoo" counts.
    if (one.unknown > 0 && (one.reads_as_prose(4) || repeated(text, tokens, one) > 2)) return false;
    if (one.listed >= 12 && a_dozen_is_no_prose(tokens, one)) return true;
    if (one.listed == 11 && !one.reads_as_prose(4)) return true;
    if (one.listed >= 10 && one.listed + one.unknown >= 12 && !one.reads_as_prose(5)) return true;
    return one.listed >= 8 && !one.reads_as_prose(4) && named(text, begin, end);
}

// What stands between two words, numbers and the kind of space aside.
std::u32string gap_between(const page& text, const token& before, const token& after)
{
    std::u32string gap;
    for (auto i = before.end; i < after.begin; ++i)
        if (!is_space(text.c(i)))
            gap += is_digit(text.c(i)) ? std::u32string() : std::u32string(1, text.c(i));
        else if (!gap.ends_with(U' '))
            gap += U' ';
    return gap;
}

// One word that is none of the list among others that are, each set off from the next as it is: a mistyped word of a
// phrase, whatever it is now. In sentences eleven of twelve are of the list once in a million times, and then with signs
// between them.
std::optional<run> evenly_set(const page& text, const std::vector<token>& tokens, const run& left,
                              const run& right)
{
    bool joining = false;
    if (left.listed + right.listed < 11 || between(tokens, left, right, joining) != 1) return std::nullopt;
    auto strange = left.end;
    while (tokens[strange].is == worth::filling) ++strange;
    const auto usual = gap_between(text, tokens[left.end - 1], tokens[strange]);
    run all{left.end, left.end, 0, 0, 1};
    const auto take = [&](std::size_t at) {
        ++all.listed;
        all.prose += tokens[at].prose ? 1U : 0U;
    };
    auto last = strange;
    for (auto i = left.end; i-- > left.begin;) {
        if (!tokens[i].listed()) continue;
        if (gap_between(text, tokens[i], tokens[last]) != usual) break;
        take(all.begin = last = i);
    }
    const auto before = all.listed;
    last = strange;
    for (auto i = right.begin; i < right.end; ++i) {
        if (!tokens[i].listed()) continue;
        if (gap_between(text, tokens[last], tokens[i]) != usual) break;
        take(last = i);
        all.end = i + 1;
    }
    const auto behind = all.listed - before;
    if (before == 0 || behind == 0 || all.listed < 11 || all.prose * 3 > all.listed + all.unknown ||
        repeated(text, tokens, all) > 2)
        return std::nullopt;
    // Twelve that stand by themselves need no word or two from the sentence around them, unless all stand in a list.
    const bool of_the_sentence = std::max(before, behind) >= 12 && std::min(before, behind) < 3 &&
                                 usual == U" " && !phrase_length(all.listed + 1);
    return of_the_sentence ? std::nullopt : std::optional(all);
}

// One letter too many, too few or another, or two the wrong way round.
bool mistyped(std::string_view word, std::string_view meant)
{
    if (word.size() > meant.size() + 1 || meant.size() > word.size() + 1) return false;
    std::size_t i = 0;
    while (i < word.size() && i < meant.size() && word[i] == meant[i]) ++i;
    const auto rest = word.substr(i);
    const auto wanted = meant.substr(i);
    if (word.size() != meant.size())
        return word.size() > meant.size() ? rest.substr(1) == wanted : rest == wanted.substr(1);
    if (rest.size() < 2) return true;
    return rest.substr(1) == wanted.substr(1) ||
           (rest[0] == wanted[1] && rest[1] == wanted[0] && rest.substr(2) == wanted.substr(2));
}

// The first or the last word of a phrase, when it is the mistyped one and stands outside of the run.
bool belongs(const page& text, const std::vector<token>& tokens, std::size_t at, std::size_t beside)
{
    const auto& word = tokens[at];
    if (word.is != worth::unknown ||
        far_apart(text, tokens[std::min(at, beside)], tokens[std::max(at, beside)]))
        return false;
    const auto name = text.letters_of(word.begin, word.end);
    const auto all = english_words();
    return name.size() >= 3 &&
           std::any_of(all.begin(), all.end(), [&](std::string_view meant) { return mistyped(name, meant); });
}

void with_mistyped_edges(const page& text, const std::vector<token>& tokens, run& one)
{
    const auto lacks_one = [&] { return phrase_length(one.listed + one.unknown + 1); };
    if (lacks_one() && one.begin > 0 && belongs(text, tokens, one.begin - 1, one.begin)) {
        --one.begin;
        ++one.unknown;
    }
    if (lacks_one() && one.end < tokens.size() && belongs(text, tokens, one.end, one.end - 1)) {
        ++one.end;
        ++one.unknown;
    }
}

// Of a run that has the length of no phrase, words at its edges stay that are no part of it: words of prose and such as
// announce a phrase, where a checksum leaves them out in one way only; without one, what announces and what is a word of
// the list only by its first four letters ("hung"). In doubt all of it is taken.
void without_edges(const page& text, const std::vector<token>& tokens, run& one)
{
    const auto odd = [&] { return one.listed > 12 && !phrase_length(one.listed + one.unknown); };
    if (!odd()) return;
    std::vector<std::size_t> at;
    std::vector<word_index> indexes;
    std::vector<bool> whole;
    for (auto i = one.begin; i < one.end; ++i)
        if (tokens[i].listed()) {
            const auto name = text.letters_of(tokens[i].begin, tokens[i].end);
            const auto index = english_index(name);
            at.push_back(i);
            whole.push_back(index.has_value());
            indexes.push_back(index ? *index : english_index_of_four(name).value_or(0));
        }
    const auto plain = [&](std::size_t i) {
        return tokens[at[i]].prose || tokens[at[i]].introducing || !whole[i];
    };
    constexpr std::size_t edge = 4;
    std::size_t places = 0;
    auto kept = one;
    for (std::size_t count = 24; one.unknown == 0 && count >= 12; count -= 3)
        for (std::size_t i = 0; i + count <= at.size() && at.size() - count <= edge; ++i) {
            bool all_plain = true;
            for (std::size_t j = 0; j < at.size(); ++j)
                all_plain = all_plain && ((j >= i && j < i + count) || plain(j));
            if (!all_plain || !checksum_holds(std::span(indexes).subspan(i, count))) continue;
            ++places;
            kept.begin = at[i];
            kept.end = at[i + count - 1] + 1;
        }
    if (places == 1) {
        one = kept;
        return;
    }
    const bool mostly_whole = std::count(whole.begin(), whole.end(), false) <= 2;
    for (std::size_t first = 0; odd() && (tokens[at[first]].introducing || (mostly_whole && !whole[first]));
         ++first) {
        one.begin = at[first + 1];
        --one.listed;
    }
    for (std::size_t last = at.size() - 1; odd() && mostly_whole && !whole[last]; --last) {
        one.end = at[last - 1] + 1;
        --one.listed;
    }
}

// What stands before a part of a phrase.
constexpr std::u32string_view part_names[] = {
    U"first", U"other", U"others", U"last", U"rest", U"remaining", U"second",  U"half",
    U"part",  U"words", U"next",   U"then", U"more", U"third",     U"seed",    U"phrase",
    U"end",   U"前",    U"后",     U"後",   U"其余", U"剩",        U"另",      U"一半",
    U"部分",  U"接着",  U"单词",   U"助记", U"六个", U"续",        U"mnemonic"};

struct part {
    std::size_t begin;  // tokens
    std::size_t end;
    std::size_t prose;
    std::vector<word_index> words;
};

// A run as it may be a part of a phrase: behind the last colon in it or the end of a line, where that stands among its
// first words ("the other six: legal ...").
std::optional<part> part_of(const page& text, const std::vector<token>& tokens, const run& one)
{
    constexpr std::size_t fewest = 3;
    constexpr std::size_t most = 21;
    if (one.listed < fewest || one.listed > most + 4) return std::nullopt;
    auto begin = one.begin;
    for (std::size_t i = one.begin; i + 1 < one.end && i < one.begin + 4; ++i)
        for (auto at = tokens[i].end; at < tokens[i + 1].begin; ++at)
            if (text.c(at) == U':') begin = i + 1;
    while (begin < one.end && !tokens[begin].listed()) ++begin;
    part found{begin, one.end, 0, {}};
    for (auto i = begin; i < one.end; ++i) {
        if (!tokens[i].listed()) continue;
        found.prose += tokens[i].prose ? 1U : 0U;
        const auto name = text.letters_of(tokens[i].begin, tokens[i].end);
        const auto index = english_index(name);
        if (!index && name.size() != 4) return std::nullopt;
        found.words.push_back(index ? *index : english_index_of_four(name).value_or(0));
    }
    if (found.words.size() < fewest || found.words.size() > most) return std::nullopt;
    if (!nearest_before(text, tokens[begin].begin, 40, part_names)) return std::nullopt;
    return found;
}

// A phrase whose parts stand apart ("the first six are ..., and the other six ..."): each is said to be one, and the
// checksum holds for all of them together, in this order.
void see_parts(const page& text, const std::vector<token>& tokens, const std::vector<run>& runs,
               sightings& seen)
{
    std::vector<part> parts;
    for (const auto& one : runs)
        if (auto found = part_of(text, tokens, one)) parts.push_back(std::move(*found));
    constexpr std::size_t most_parts = 8;
    for (std::size_t first = 0; first < parts.size(); ++first) {
        auto words = parts[first].words;
        auto prose = parts[first].prose;
        for (auto last = first + 1; last < std::min(parts.size(), first + most_parts); ++last) {
            words.insert(words.end(), parts[last].words.begin(), parts[last].words.end());
            prose += parts[last].prose;
            if (words.size() > 24) break;
            if (prose * 3 > words.size() || !checksum_holds(words)) continue;
            for (auto i = first; i <= last; ++i)
                seen.push_back(
                    {secret_kind::seed_phrase, tokens[parts[i].begin].begin, tokens[parts[i].end - 1].end});
            first = last;
            break;
        }
    }
}

}  // namespace

void see_seed_phrases(const page& text, sightings& seen)
{
    for (const auto& word : text.words) {
        if (word.end - word.begin < 36) continue;
        if (const auto most = words_run_together(text.text_of(word)); most.count >= 12)
            seen.push_back({secret_kind::seed_phrase, word.begin + most.begin, word.begin + most.end});
    }

    const auto tokens = tokens_of(text);
    const auto whole = runs_of(text, tokens);
    see_parts(text, tokens, whole, seen);
    const auto runs = cut_at_phrases(text, tokens, whole);
    for (std::size_t i = 0; i < runs.size();) {
        auto best = runs[i];
        std::size_t next = i + 1;
        bool found = false;
        if (next < runs.size() && !best.set_apart && !runs[next].set_apart)
            if (const auto even = evenly_set(text, tokens, runs[i], runs[next])) {
                best = *even;
                found = true;
                ++next;
            }
        found = found || is_phrase(text, tokens, best);
        auto tried = best;
        for (auto j = i + 1; !found && j < runs.size() && tried.listed < 24; ++j) {
            const auto& left = runs[j - 1];
            const auto& right = runs[j];
            if (left.set_apart || right.set_apart) break;
            if (far_apart(text, tokens[left.end - 1], tokens[right.begin])) break;
            // Complete without the word or two that stand before it.
            if (right.listed >= 12 && tried.listed < 3 && is_phrase(text, tokens, right)) break;
            bool joining = false;
            const auto strange = between(tokens, left, right, joining);
            // One strange word is a mistyped one. Halves of four and more may stand some words apart.
            const bool halves = strange <= 6 && left.listed >= 4 && right.listed >= 4;
            if (!halves && (joining || strange > 1)) break;
            tried = joined(tried, right, strange > 1 ? 0 : strange);
            if (tried.unknown * 8 > tried.listed + tried.unknown && tried.listed >= 8) break;
            if (tried.unknown > 2) break;
            if (is_phrase(text, tokens, tried)) {
                best = tried;
                next = j + 1;
                found = true;
            }
        }
        // A phrase of 24 words may go on behind what was mistyped in it.
        while (found && !best.set_apart && next < runs.size() && !runs[next].set_apart && best.listed < 24) {
            bool joining = false;
            const auto& right = runs[next];
            const auto strange = between(tokens, best, right, joining);
            const bool completes = phrase_length(best.listed + best.unknown + 1 + right.listed);
            if (joining || strange != 1 || far_apart(text, tokens[best.end - 1], tokens[right.begin]) ||
                (!completes && (right.listed < 3 || right.reads_as_prose(3))))
                break;
            best = joined(best, right, 1);
            ++next;
        }
        if (found) {
            if (!best.set_apart) with_mistyped_edges(text, tokens, best);
            without_edges(text, tokens, best);
            seen.push_back({secret_kind::seed_phrase, tokens[best.begin].begin, tokens[best.end - 1].end});
        }
        i = found ? next : i + 1;
    }
}

}  // namespace redress::workflow
