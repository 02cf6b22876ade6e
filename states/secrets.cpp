#include "states/secrets.hpp"

#include "states/alike_letters.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace redress {
namespace {

using words = std::string_view;

constexpr auto secrets = std::to_array<words>(
    {"password", "passcode", "pin code", "your pin", "recovery phrase", "seed phrase", "mnemonic",
     "private key", "security code", "verification code", "one-time code", "sms code", "2fa code",
     "authenticator code", "remote control", "remote access", "screen sharing", "anydesk", "teamviewer",
     "密码", "口令", "验证码", "校验码", "动态码", "助记词", "恢复短语", "私钥", "远程控制", "远程协助",
     "屏幕共享", "one time code", "one-time password",
     " otp",  // not the middle of "footprint"
     "code we texted", "digits we texted", "code by sms", "12 words", "24 words", "twelve words", "cvv",
     "cvc", "密碼", "驗證碼", "助記詞", "私鑰", "短信里的数字", "简讯里的数字",
     // with nothing left between their words
     "seedphrase", "recoveryphrase", "privatekey", "pincode", "securitycode", "verificationcode",
     "onetime code", "onetimecode", "2facode", "authenticatorcode", "smscode"});

constexpr auto requests = std::to_array<words>(
    {"send",         "tell",     "give",    "provide", "share",   "reply with", "enter ",  "type ",
     "confirm your", "read out", "read us", "allow",   "install", "need your",  "what is", "提供",
     "告诉",         "告訴",     "告知",    "发送",    "发给",    "发来",       "回复",    "输入",
     "报给",         "念给",     "允许",    "安装",    "说出"});

constexpr auto denials =
    std::to_array<words>({"never", "do not", "don't", "will not", "won't", "must not", "not ask", "nobody",
                          "no one", "不会", "请勿", "不要", "切勿", "绝不", "从不", "不得", "勿"});

constexpr auto clause_ends = std::to_array<words>({",", ":", "，", "：", "、"});

constexpr auto turns = std::to_array<words>(
    {" but ", " however", " instead", " except", " unless", "please", "但", "不过", "除非", "请"});

constexpr auto sentence_ends = std::to_array<words>({".", "!", "?", "\n", ";", "。", "！", "？", "；"});

template <std::size_t N>
bool holds_any(words text, const std::array<words, N>& list)
{
    return std::any_of(list.begin(), list.end(), [&](words one) { return text.find(one) != words::npos; });
}

/// Where what follows the first of these at or after `from` begins; the end of the text when there is none.
template <std::size_t N>
std::size_t after_first(words text, std::size_t from, const std::array<words, N>& marks)
{
    std::size_t next = text.size();
    for (const auto mark : marks)
        if (const auto at = text.find(mark, from); at != words::npos) next = std::min(next, at + mark.size());
    return next;
}

template <std::size_t N>
std::size_t first_of(words text, const std::array<words, N>& list)
{
    std::size_t first = words::npos;
    for (const auto one : list) first = std::min(first, text.find(one));
    return first;
}

/// Whether a clause denies what it asks for: the denial comes first. "Send it, we never share it" asks.
bool denied(words clause)
{
    return first_of(clause, denials) < first_of(clause, requests);
}

/// Whether a sentence that names a secret asks for something. A denial holds for its own clause and goes on over
/// "do not send, tell or enter it", but not over a "but".
bool asks(words sentence)
{
    bool carried = false;
    for (std::size_t from = 0; from < sentence.size();) {
        const auto next = after_first(sentence, from, clause_ends);
        const auto clause = sentence.substr(from, next - from);
        const bool turned = holds_any(clause, turns);
        const bool denies = denied(clause) && holds_any(clause, requests);
        if (holds_any(clause, requests) && !denies && !(carried && !turned)) return true;
        carried = denies || (carried && !turned);
        from = next;
    }
    return false;
}

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
        if (letters || characters || parts) i = next - 1;
    }
    return read;
}

bool a_sentence_asks(words all)
{
    if (!holds_any(all, secrets)) return false;  // nearly every message ends here
    for (std::size_t from = 0; from < all.size();) {
        const auto next = after_first(all, from, sentence_ends);
        const auto sentence = all.substr(from, next - from);
        if (holds_any(sentence, secrets) && asks(sentence)) return true;
        from = next;
    }
    return false;
}

}  // namespace

bool names_a_secret(std::string_view item)
{
    const auto all = as_it_reads(item, ' ');
    return holds_any(all, secrets) || holds_any(put_together(as_it_reads(item, '_')), secrets);
}

bool asks_for_a_secret(std::string_view text)
{
    const auto all = as_it_reads(text, '_');
    return a_sentence_asks(all) || a_sentence_asks(put_together(all));
}

}  // namespace redress
