#include "states/secrets.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace redress {
namespace {

using words = std::string_view;

constexpr auto secrets = std::to_array<words>({"password",
                                               "passcode",
                                               "pin code",
                                               "your pin",
                                               "recovery phrase",
                                               "seed phrase",
                                               "mnemonic",
                                               "private key",
                                               "security code",
                                               "verification code",
                                               "one-time code",
                                               "sms code",
                                               "2fa code",
                                               "authenticator code",
                                               "remote control",
                                               "remote access",
                                               "screen sharing",
                                               "anydesk",
                                               "teamviewer",
                                               "密码",
                                               "口令",
                                               "验证码",
                                               "校验码",
                                               "动态码",
                                               "助记词",
                                               "恢复短语",
                                               "私钥",
                                               "远程控制",
                                               "远程协助",
                                               "屏幕共享"});

constexpr auto requests = std::to_array<words>(
    {"send",    "tell",         "give",     "provide", "share", "reply with", "enter ",
     "type ",   "confirm your", "read out", "read us", "allow", "install",    "need your",
     "what is", "提供",         "告诉",     "告知",    "发送",  "发给",       "发来",
     "回复",    "输入",         "报给",     "念给",    "允许",  "安装",       "说出"});

constexpr auto denials =
    std::to_array<words>({"never", "do not", "don't", "will not", "won't", "must not", "not ask", "nobody",
                          "no one", "不会", "请勿", "不要", "切勿", "绝不", "从不", "不得", "勿"});

constexpr auto sentence_ends = std::to_array<words>({".", "!", "?", "\n", ";", "。", "！", "？", "；"});

template <std::size_t N>
bool holds_any(words text, const std::array<words, N>& list)
{
    return std::any_of(list.begin(), list.end(), [&](words one) { return text.find(one) != words::npos; });
}

/// The first end of a sentence at or after `from`; where the next sentence begins.
std::size_t next_sentence(words text, std::size_t from)
{
    std::size_t next = text.size();
    for (const auto end : sentence_ends)
        if (const auto at = text.find(end, from); at != words::npos) next = std::min(next, at + end.size());
    return next;
}

/// A view that holds until the next call.
words in_small_letters(words text, char for_underscore)
{
    thread_local std::string lower;  // kept: every message of ours passes here
    lower.assign(text);
    for (auto& c : lower) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        if (c == '_') c = for_underscore;
    }
    return lower;
}

}  // namespace

bool names_a_secret(std::string_view item)
{
    return holds_any(in_small_letters(item, ' '), secrets);
}

bool asks_for_a_secret(std::string_view text)
{
    const auto all = in_small_letters(text, '_');
    if (!holds_any(all, secrets)) return false;  // nearly every message ends here
    for (std::size_t from = 0; from < all.size();) {
        const auto next = next_sentence(all, from);
        const auto sentence = all.substr(from, next - from);
        if (holds_any(sentence, secrets) && holds_any(sentence, requests) && !holds_any(sentence, denials))
            return true;
        from = next;
    }
    return false;
}

}  // namespace redress
