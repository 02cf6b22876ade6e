#include "workflow/firewall/english_tokens.hpp"

#include "workflow/firewall/word_lists.hpp"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <unordered_map>
#include <unordered_set>

namespace redress::workflow {
namespace {

using words = std::unordered_set<std::string_view>;

const words& prose_words()
{
    static const words all = {
        "about",  "above",   "across",  "again",   "all",    "alone",  "already",  "also",   "always",
        "among",  "another", "any",     "around",  "ask",    "away",   "because",  "become", "before",
        "behind", "best",    "better",  "between", "call",   "can",    "come",     "during", "either",
        "else",   "enough",  "every",   "few",     "find",   "first",  "from",     "give",   "good",
        "have",   "help",    "hope",    "into",    "just",   "keep",   "know",     "later",  "like",
        "make",   "mean",    "more",    "much",    "must",   "need",   "never",    "next",   "nothing",
        "now",    "off",     "often",   "once",    "one",    "only",   "other",    "over",   "own",
        "people", "please",  "problem", "put",     "rather", "really", "same",     "say",    "someone",
        "soon",   "sorry",   "still",   "such",    "sure",   "tell",   "thank",    "that",   "then",
        "there",  "they",    "thing",   "this",    "time",   "today",  "together", "try",    "two",
        "under",  "until",   "upon",    "use",     "used",   "very",   "want",     "way",    "what",
        "when",   "where",   "will",    "wish",    "work",   "wrong",  "year",     "you"};
    return all;
}

// In no phrase and never mistyped into one: they end a run.
const words& joining_words()
{
    static const words all = {
        "the", "a",    "an",   "to",  "of",  "is",   "are",  "was",  "were",  "i",     "my",     "me",
        "we",  "our",  "us",   "it",  "its", "in",   "on",   "at",   "by",    "for",   "with",   "as",
        "be",  "been", "he",   "she", "his", "her",  "him",  "them", "their", "your",  "or",     "but",
        "so",  "if",   "not",  "no",  "do",  "did",  "has",  "had",  "would", "could", "should", "which",
        "who", "how",  "than", "out", "up",  "some", "even", "ever"};
    return all;
}

// Between words of a phrase they say nothing: tags, labels and "and".
const words& filling_words()
{
    static const words all = {"and", "nbsp", "quot", "amp", "br", "li", "ol", "ul", "td", "tr", "th",  "p",
                              "div", "span", "n",    "no",  "nr", "st", "nd", "rd", "w",  "x",  "num", "str"};
    return all;
}

const words& ordinals()
{
    static const words all = {"first",     "second",      "third",      "fourth",     "fifth",
                              "sixth",     "seventh",     "eighth",     "ninth",      "tenth",
                              "eleventh",  "twelfth",     "thirteenth", "fourteenth", "fifteenth",
                              "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
                              "last",      "next"};
    return all;
}

// Words of the list that introduce a phrase and stand right before it: "seed phrase abandon ability ...".
const words& introducing_words()
{
    static const words all = {"seed", "phrase", "secret",  "word", "wallet", "code",
                              "list", "below",  "another", "note", "backup"};
    return all;
}

// Words with something invisible between them read as one; apart, each must be one of the list.
void add_parts(const page& text, const latin_word& word, std::vector<token>& out)
{
    std::vector<token> parts;
    std::size_t begin = word.begin;
    for (std::size_t i = word.begin + 1; i <= word.end; ++i) {
        if (i < word.end && !text.glyphs[i].after_invisible) continue;
        const latin_word part{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(i),
                              word.at + static_cast<std::uint32_t>(begin - word.begin)};
        const auto name = text.text_of(part);
        if (!english_index(name)) {
            parts.clear();
            break;
        }
        parts.push_back(
            {begin, i, worth::listed, prose_words().contains(name), introducing_words().contains(name)});
        begin = i;
    }
    if (parts.empty()) parts.push_back({word.begin, word.end, worth::unknown, false, false});
    out.insert(out.end(), parts.begin(), parts.end());
}

// What HTML writes between words for signs and spaces: "&quot;", "&lt;". Without its signs "quot" is how a backup plate
// has "quote".
bool is_entity(const page& text, const latin_word& word)
{
    static const words all = {"quot",   "amp",   "lt",    "gt",     "apos", "nbsp",
                              "ldquo",  "rdquo", "lsquo", "rsquo",  "ensp", "emsp",
                              "thinsp", "ndash", "mdash", "middot", "bull", "hellip"};
    return word.begin > 0 && text.c(word.begin - 1) == U'&' && text.c(word.end) == U';' &&
           all.contains(text.text_of(word));
}

// "9. ", "9)": what follows is the ninth.
bool number_before(const page& text, std::size_t at)
{
    const auto begin = at;
    while (at > 0 && is_space(text.c(at - 1))) --at;
    if (at == 0 || std::u32string_view(U".):").find(text.c(at - 1)) == std::u32string_view::npos)
        return false;
    return at > 1 && begin - at < 3 && is_digit(text.c(at - 2));
}

// Which place a word says: "third", "three". Tens stand before their ones: "twenty first".
std::optional<std::size_t> place_said(std::string_view word)
{
    static const auto places = [] {
        std::unordered_map<std::string_view, std::size_t> all;
        for (const auto names :
             {"first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
              "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth "
              "twentieth",
              "one two three four five six seven eight nine ten eleven twelve thirteen "
              "fourteen fifteen sixteen seventeen eighteen nineteen twenty"}) {
            std::string_view rest = names;
            for (std::size_t place = 1; !rest.empty(); ++place) {
                const auto end = std::min(rest.find(' '), rest.size());
                all.emplace(rest.substr(0, end), place);
                rest.remove_prefix(std::min(end + 1, rest.size()));
            }
        }
        return all;
    }();
    const auto found = places.find(word);
    return found == places.end() ? std::nullopt : std::optional(found->second);
}

// "word one is legal, word two is winner", "the 1st is legal the 2nd is winner": a place with the next one a few words
// behind it, or the one before, counts, and what stands around it says no more than it does.
std::vector<bool> words_that_count(const page& text)
{
    struct place {
        std::size_t word;
        std::size_t says;
    };
    std::vector<place> places;
    for (std::size_t w = 0; w < text.words.size(); ++w) {
        const auto name = text.text_of(text.words[w]);
        if (const auto says = place_said(name)) {
            if (!places.empty() && places.back().word + 1 == w && *says < 10 &&
                text.text_of(text.words[w - 1]) == "twenty")
                places.back() = {w, 20 + *says};
            else
                places.push_back({w, *says});
        } else if (name == "st" || name == "nd" || name == "rd" || name == "th") {
            std::size_t number = 0;
            std::size_t tens = 1;
            for (auto at = text.words[w].begin; at > 0 && tens < 1000 && is_digit(text.c(at - 1));
                 --at, tens *= 10)
                number += (text.c(at - 1) - U'0') * tens;
            if (number != 0) places.push_back({w, number});
        }
    }
    std::vector<bool> all;
    constexpr std::size_t reach = 7;
    const auto next_place = [&](std::size_t n) {
        for (auto next = n + 1; next < places.size() && places[next].word <= places[n].word + reach; ++next)
            if (places[next].says == places[n].says + 1) return next;
        return std::size_t{0};
    };
    const auto said = [&](std::size_t w, std::initializer_list<std::string_view> any) {
        return std::find(any.begin(), any.end(), text.text_of(text.words[w])) != any.end();
    };
    const auto count = [&](std::size_t w) {
        all.resize(text.words.size(), false);
        all[w] = true;
        for (auto i = w;
             i > 0 && said(i - 1, {"twenty", "the", "then", "word", "number", "and", "is", "was"}); --i)
            all[i - 1] = true;
        for (auto i = w + 1; i < all.size() && said(i, {"word", "one", "is", "was"}); ++i) all[i] = true;
    };
    for (std::size_t n = 0; n + 1 < places.size(); ++n)
        if (const auto next = next_place(n); next != 0) {
            count(places[n].word);
            count(places[next].word);
        }
    return all;
}

}  // namespace

// Where nobody set a space: "abandonabilityable", cut so that every part is of the list. A word of the list is known by
// its first four letters, so that at each place there are two at most.
words_together words_run_together(std::string_view letters)
{
    struct way {
        std::size_t count = 0;
        std::size_t begin = 0;
    };
    std::vector<way> reached(letters.size() + 1);
    words_together most;
    for (std::size_t i = 0; i + 3 <= letters.size(); ++i) {
        const way from = reached[i].count == 0 ? way{0, i} : reached[i];
        const auto with = [&](std::size_t length) {
            auto& to = reached[i + length];
            if (to.count > from.count) return;
            to = {from.count + 1, from.begin};
            if (to.count > most.count) most = {to.count, to.begin, i + length};
        };
        if (english_index(letters.substr(i, 3))) with(3);
        if (const auto index = english_index_of_four(letters.substr(i, 4)))
            if (const auto word = english_words()[*index]; letters.substr(i).starts_with(word))
                with(word.size());
    }
    return most;
}

std::vector<token> tokens_of(const page& text)
{
    // "abandon, then ability, then able": a word of the list, and here between its words.
    const auto thens = std::count_if(text.words.begin(), text.words.end(),
                                     [&](const latin_word& word) { return text.text_of(word) == "then"; });
    const auto counts = words_that_count(text);
    std::vector<token> all;
    all.reserve(text.words.size());
    for (std::size_t w = 0; w < text.words.size(); ++w) {
        const auto& word = text.words[w];
        const auto name = text.text_of(word);
        const auto next = w + 1 < text.words.size() ? text.text_of(text.words[w + 1]) : std::string_view{};
        const auto behind = text.c(word.end);
        token one{word.begin, word.end, worth::unknown, false, false};
        // "word 3:", "third word is", "second:", "last one is"; not "9. word 10. spray"
        const bool numbered = name == "word" && !number_before(text, word.begin) &&
                              (is_digit(text.c(word.end + (behind == U' ' || behind == U'#' ? 1 : 0))) ||
                               (w > 0 && ordinals().contains(text.text_of(text.words[w - 1])) &&
                                (next == "is" || behind == U':')));
        const bool ordinal = (next == "is" || next == "word" || behind == U':') && ordinals().contains(name);
        const bool is_after_ordinal = name == "is" && w > 0 &&
                                      (ordinals().contains(text.text_of(text.words[w - 1])) ||
                                       (text.text_of(text.words[w - 1]) == "word") ||
                                       (is_digit(text.c(word.begin - std::min<std::size_t>(word.begin, 2)))));
        const bool the_before_ordinal = name == "the" && ordinals().contains(next);
        if ((!counts.empty() && counts[w]) || (thens > 5 && name == "then") || numbered || ordinal ||
            is_after_ordinal || the_before_ordinal || is_entity(text, word)) {
            one.is = worth::filling;
        } else if (english_index(name) || (english_index_of_four(name) && !joining_words().contains(name))) {
            one = {word.begin, word.end, worth::listed, prose_words().contains(name),
                   introducing_words().contains(name)};
        } else if (filling_words().contains(name)) {
            one.is = worth::filling;
        } else if (joining_words().contains(name)) {
            one.is = worth::joining;
        } else if (name.size() > 5) {
            add_parts(text, word, all);
            continue;
        }
        all.push_back(one);
    }
    return all;
}

}  // namespace redress::workflow
