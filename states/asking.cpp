#include "states/asking.hpp"

#include "states/asking_words.hpp"

#include <algorithm>
#include <initializer_list>

namespace redress {
namespace {

using namespace asking_words;
using namespace word_patterns;

/// A sentence, or what of an endless one is read together: the time to read a text grows with its length alone.
words sentence_until(words text, std::size_t from)
{
    constexpr std::size_t long_one = 400;
    constexpr std::size_t longest = 600;
    for (auto at = from; at < text.size(); ++at) {
        const auto rest = text.substr(at);
        const auto length = at - from;
        if (length > 2 * longest && end_of_unit(text, from + length - 1) == at)
            return text.substr(from, length);
        if (words(".!?\n;").find(text[at]) != nowhere || (length > long_one && text[at] == ',') ||
            (length > longest && !is_character(text[at]) && !of_a_word(text[at])))
            return text.substr(from, length + 1);
        for (const words mark : {"。", "！", "？", "；"})
            if (rest.starts_with(mark)) return text.substr(from, length + mark.size());
        if (length > long_one && rest.starts_with("，"))
            return text.substr(from, length + words("，").size());
    }
    return text.substr(from);
}

/// Where the clause begins that `at` stands in.
std::size_t clause_of(words sentence, std::size_t at)
{
    std::size_t begin = 0;
    for (const words mark : {",", ":", "，", "：", "（", " - "})
        if (const auto before = sentence.substr(0, at).rfind(mark); before != nowhere)
            begin = std::max(begin, before + mark.size());
    return begin;
}

/// The word before `at`, and what stands before that in `at`.
words word_before(words sentence, std::size_t& at)
{
    auto end = at;
    while (end > 0 && sentence[end - 1] == ' ') --end;
    auto begin = end;
    while (begin > 0 && (of_a_word(sentence[begin - 1]) || sentence[begin - 1] == '\'')) --begin;
    at = begin;
    return sentence.substr(begin, end - begin);
}

bool is(words one, std::initializer_list<words> list)
{
    return std::ranges::find(list, one) != list.end();
}

/// Whether an English word that can ask does so where it stands: an order or a question, nothing that is told.
bool is_an_order(words sentence, const place& verb)
{
    const auto from = clause_of(sentence, verb.begin);
    auto at = verb.begin;
    const auto before = word_before(sentence, at);
    if (is(before, {"we",   "i",  "they", "he", "she", "who",  "it",  "a",    "an",  "the",  "your", "our",
                    "this", "of", "any",  "in", "by",  "each", "for", "with", "was", "were", "is",   "had"}))
        return false;
    const auto earlier = word_before(sentence, at);
    const bool says_you = before == "you" && is(earlier, {"could", "can", "would", "will", "should", "must",
                                                          "may", "that", "please"});
    if (before == "you" && !says_you) return false;
    if (is(before, {"must", "should", "can", "could", "may", "will", "shall", "have", "has"}) &&
        earlier != "you")
        return false;
    const auto verb_word = sentence.substr(verb.begin, verb.end - verb.begin);
    if (is(before, {"can", "may", "will"}) &&
        is(verb_word, {"enter", "type", "confirm", "use", "open", "input"}))
        return false;
    return before != "to" || any_in(sentence, from, verb.begin, leads);
}

constexpr pattern_set tools_known = tools, secrets_known = secrets;

/// What denies in a language.
struct denial_words {
    pattern_set turns, denials, no_denials, we, asks_you, asks;
};
constexpr words we_in_english[] = {"we|i"}, asks_you_in_english[] = {"ask|need|want|call|tell you"};
constexpr words we_in_chinese[] = {"我们|我"}, asks_you_in_chinese[] = {"要求|索要|让|叫|请"};
constexpr denial_words in_english{turns, denials, no_denials, we_in_english, asks_you_in_english, asks};
constexpr denial_words in_chinese{zh_turns,      zh_denials,          zh_no_denials,
                                  we_in_chinese, asks_you_in_chinese, zh_asks};

/// Whether a denial stands before the asking and holds for it: in its own clause, or in the one before when that asks,
/// too ("do not send, tell or enter it"), but not over a "but" or a "please" ("please do not" denies).
bool is_denied(words sentence, std::size_t verb, const denial_words& with)
{
    const auto clause = clause_of(sentence, verb);
    std::size_t turned = 0;
    while (const auto turn = first_in(sentence, turned, verb, with.turns)) turned = turn->end;
    for (std::size_t from = turned;;) {
        const auto no = first_in(sentence, from, verb, with.denials);
        if (!no) return false;
        from = no->end;
        if (stands_at(sentence, no->begin, with.no_denials)) continue;
        if (no->begin >= clause) return true;
        const auto theirs = over_gap(sentence, clause_of(sentence, no->begin));
        const bool of_ours =
            stands_at(sentence, theirs, with.we) && !any_in(sentence, no->end, clause, with.asks_you);
        if (!of_ours && any_in(sentence, no->end, clause, with.asks)) return true;
    }
}

/// Whether it is told of somebody else who asks.
bool is_of_others(words sentence, std::size_t verb)
{
    auto from = clause_of(sentence, verb);
    while (const auto turn = first_in(sentence, from, verb, turns)) from = turn->end;
    return any_in(sentence, from, verb, others);
}

bool goes_to_nobody(words sentence, std::size_t verb_end)
{
    return match("*3 nobody|noone|no", sentence, verb_end) != nowhere;
}

bool means_something_else(words sentence, const place& secret)
{
    auto at = secret.begin;
    const auto before = word_before(sentence, at);
    if (!before.empty() && stands_at(before, 0, other_codes)) return true;
    static constexpr words of_them[] = {
        "of ?the|your|this order|transaction|receipt|ticket|parcel|branch|courier|complaint"};
    return any_in(sentence, secret.begin, secret.end, of_them);
}

/// The words of a sentence that can ask, each looked for once.
struct askings {
    places asks, tool_asks, wants, zh_asks, zh_tool_asks;
};

/// Farther away, one is not about the other.
bool are_near(const place& one, const place& other)
{
    constexpr std::size_t farthest = 240;
    return one.begin < other.begin + farthest && other.begin < one.begin + farthest;
}

bool asks_in_english(words sentence, const place& secret, const askings& found, bool is_a_tool)
{
    if (means_something_else(sentence, secret)) return false;
    const auto is_what_is_asked = [&](const place& verb) {
        if (verb.begin >= secret.begin || !are_near(verb, secret)) return false;
        const auto gap = std::min(verb.end, secret.begin);
        return !any_in(sentence, gap, secret.begin, turned_away) && !stands_at(sentence, secret.end, heads) &&
               match("*4 covered|hidden|blacked|masked|crossed|removed", sentence, secret.end) == nowhere;
    };
    for (const auto& verb : found.asks)
        if (is_what_is_asked(verb) && is_an_order(sentence, verb) &&
            !is_denied(sentence, verb.begin, in_english) && !is_of_others(sentence, verb.begin) &&
            !goes_to_nobody(sentence, verb.end))
            return true;
    if (is_a_tool)
        for (const auto& verb : found.tool_asks)
            if (is_what_is_asked(verb) && is_an_order(sentence, verb) &&
                !is_denied(sentence, verb.begin, in_english) && !is_of_others(sentence, verb.begin))
                return true;
    for (const auto& want : found.wants)
        if (is_what_is_asked(want) && !is_denied(sentence, want.begin, in_english)) return true;
    static constexpr words sharing[] = {
        "mind|appreciate *1 sharing|sending|giving|telling|providing|forwarding|reading"};
    for (const auto& one : all_in(sentence, sharing))
        if (is_what_is_asked(one)) return true;
    static constexpr words needed[] = {"is|are|be required|needed|necessary"};
    static constexpr words own[] = {"we|i *3 cannot|can't|unable"};
    auto at = secret.begin;
    if (stands_at(sentence, secret.end, needed) && word_before(sentence, at) == "your" &&
        !any_in(sentence, 0, secret.begin, denials))
        return true;
    at = secret.begin;
    auto before = word_before(sentence, at);
    if (is(before, {"your", "the"})) before = word_before(sentence, at);
    if (before == "without" && any_in(sentence, 0, at, own)) return true;
    const auto ending = sentence.substr(secret.end);
    return ending.starts_with(", please") && ending.size() <= 9;
}

/// Whether what is asked for stands behind the asking ("log in with the password and tell us the result"): then it is not
/// the secret before it.
bool has_its_own_object(words sentence, const place& secret, const place& verb)
{
    static constexpr words handed[] = {"把|将|將"};
    static constexpr words to_us[] = {"我们|我|客服|工作人员|工程师"};
    if (any_in(sentence, clause_of(sentence, secret.begin), secret.begin, handed)) return false;
    const auto receiver = first_in(sentence, verb.end, sentence.size(), to_us);
    if (!receiver || receiver->begin != verb.end) return false;
    const auto behind = match("结果|情况|原因|是否|您的|姓名|时间|收据|订单", sentence, receiver->end);
    return behind != nowhere;
}

bool asks_in_chinese(words sentence, const place& secret, const askings& found, bool is_a_tool)
{
    const auto clause = clause_of(sentence, secret.begin);
    static constexpr words which[] = {"?又|到底 是多少|是什么|是啥|是哪|发我|给我|拿来"};
    if (stands_at(sentence, secret.end, which) && !any_in(sentence, clause, secret.begin, zh_others))
        return true;
    static constexpr words wanted[] = {"我们需要|需要您的|需要你的|还需要|需要贵方的|我需要"};
    if (const auto want = first_in(sentence, 0, secret.begin, wanted);
        want && !any_in(sentence, want->end, secret.begin, zh_turned_away) &&
        !stands_at(sentence, secret.end, heads) && !is_denied(sentence, want->begin, in_chinese))
        return true;
    const auto asked_by = [&](const place& verb) {
        if (!are_near(verb, secret)) return false;
        const auto from = clause_of(sentence, verb.begin);
        const bool before = verb.begin < secret.begin;
        if (stands_at(sentence, verb.end, zh_behind)) return false;
        if (before && stands_at(sentence, secret.end, heads)) return false;
        if (!before && has_its_own_object(sentence, secret, verb)) return false;
        const auto gap = before ? place{verb.end, secret.begin} : place{secret.end, verb.begin};
        if (gap.begin < gap.end && any_in(sentence, gap.begin, gap.end, zh_turned_away)) return false;
        if (any_in(sentence, from, verb.begin, zh_others) || is_denied(sentence, verb.begin, in_chinese))
            return false;
        return any_in(sentence, 0, verb.end, zh_markers) || stands_at(sentence, verb.end, zh_to_us) ||
               sentence.substr(verb.begin, verb.end - verb.begin).find("我") != nowhere ||
               sentence.substr(verb.begin, verb.end - verb.begin).ends_with("一下") ||
               sentence.substr(verb.begin, verb.end - verb.begin).ends_with("来");
    };
    return std::ranges::any_of(found.zh_asks, asked_by) ||
           (is_a_tool && std::ranges::any_of(found.zh_tool_asks, asked_by));
}

/// Asked for in words that name the secret and the asking in one.
std::optional<place> asked_in_one(words sentence)
{
    static constexpr words all[] = {
        "share *2 screen", "let|allow *4 control|access *2 computer|phone|device|screen",
        "control *1 your computer|phone|device|screen", "共享 ?一下 ?您的|你的 屏幕", "让 *4 远程"};
    for (const auto& one : all_in(sentence, all)) {
        const bool chinese = is_character(sentence[one.begin]);
        if (chinese ? !any_in(sentence, clause_of(sentence, one.begin), one.begin, zh_others) &&
                          !is_denied(sentence, one.begin, in_chinese)
                    : is_an_order(sentence, one) && !is_denied(sentence, one.begin, in_english) &&
                          !is_of_others(sentence, one.begin))
            return one;
    }
    return std::nullopt;
}

bool holds_characters(words text)
{
    return std::ranges::any_of(text, is_character);
}

}  // namespace

std::string_view secret_named(std::string_view plain)
{
    const auto found = first_in(plain, 0, plain.size(), secrets);
    const auto tool = found ? found : first_in(plain, 0, plain.size(), tools);
    return tool ? plain.substr(tool->begin, tool->end - tool->begin) : words{};
}

std::string_view secret_asked_for(std::string_view plain)
{
    static constexpr words in_one[] = {"screen|control|access", "屏幕|远程"};
    if (secret_named(plain).empty() && !any_in(plain, 0, plain.size(), in_one))
        return {};       // nearly every message ends here
    words named_before;  // by the sentence before: "You get a code by SMS. Send it to us."
    for (std::size_t from = 0; from < plain.size();) {
        const auto sentence = sentence_until(plain, from);
        from += sentence.size();
        const auto of = [&](const place& one) { return sentence.substr(one.begin, one.end - one.begin); };
        if (const auto one = asked_in_one(sentence)) return of(*one);
        const bool chinese = holds_characters(sentence);
        words named;
        std::size_t named_end = 0;
        askings found{all_in(sentence, asks), all_in(sentence, tool_asks), all_in(sentence, wants), {}, {}};
        if (chinese) {
            found.zh_asks = all_in(sentence, zh_asks);
            found.zh_tool_asks = all_in(sentence, zh_tool_asks);
        }
        for (const bool is_a_tool : {false, true})
            for (const auto& secret : all_in(sentence, is_a_tool ? tools_known : secrets_known)) {
                if (asks_in_english(sentence, secret, found, is_a_tool) ||
                    (chinese && asks_in_chinese(sentence, secret, found, is_a_tool)))
                    return of(secret);
                if (named.empty() && !means_something_else(sentence, secret)) {
                    named = of(secret);
                    named_end = secret.end;
                }
            }
        if (named.empty() && named_before.empty()) continue;
        for (const auto& verb : all_in(sentence, hands_it_over)) {
            const bool here = !named.empty() && verb.begin > named_end;
            if (!here && named_before.empty()) continue;
            if (is_an_order(sentence, verb) && !is_denied(sentence, verb.begin, in_english) &&
                !is_of_others(sentence, verb.begin) && !goes_to_nobody(sentence, verb.end))
                return here ? named : named_before;
        }
        named_before = named;
    }
    return {};
}

}  // namespace redress
