// Passwords and PINs: anything can be one, so it must be said to be one ("password: hunter2", 密码是abc123). Behind "is"
// also stands what a password is like ("wrong", "being reset"), so a plain word there counts only where the sentence
// ends and no such word stands; what has digits or signs in it, or quotes around it, counts. So do four Chinese
// characters and more in which nothing stands that is said of a password.
#include "workflow/firewall/nearby.hpp"
#include "workflow/firewall/page.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace redress::workflow {
namespace {

constexpr std::u32string_view password_names[] = {
    U"password", U"passwords", U"passwd",         U"pwd",      U"pass word", U"passphrase",
    U"pass",     U"pw",        U"login password", U"密码",     U"密碼",      U"口令",
    U"登录密码", U"支付密码",  U"资金密码",       U"交易密码", U"登錄密碼",  U"解锁密码",
    U"提现密码", U"查询密码",  U"暗号",           U"登陆密码", U"mima"};
constexpr std::u32string_view pin_names[] = {U"pin",    U"pin code", U"pin number", U"pins",    U"pin码",
                                             U"pin 码", U"取款密码", U"锁屏密码",   U"手机密码"};

constexpr std::u32string_view between[] = {
    U"is",    U"was", U"code", U"number", U"for it", U"i use",  U"i used", U"which is",  U"here",
    U"still", U"now", U"是",   U"为",     U"為",     U"就是",   U"设的是", U"改成了",    U"改成",
    U"改为",  U"叫",  U"设为", U"写的是", U"用的是", U"原来是", U"set to", U"changed to"};

// What is said of a password.
bool said_of_one(std::string_view word)
{
    static const std::unordered_set<std::string_view> all = {
        "correct",   "wrong",       "incorrect",   "not",        "the",       "right",
        "invalid",   "expired",     "being",       "still",      "now",       "never",
        "always",    "required",    "too",         "weak",       "strong",    "safe",
        "secure",    "reset",       "changed",     "same",       "different", "known",
        "unknown",   "forgotten",   "blocked",     "locked",     "a",         "an",
        "my",        "your",        "his",         "lost",       "gone",      "stolen",
        "fine",      "ok",          "okay",        "good",       "bad",       "useless",
        "needed",    "only",        "compromised", "unchanged",  "there",     "here",
        "that",      "this",        "something",   "nothing",    "asked",     "accepted",
        "rejected",  "refused",     "working",     "what",       "why",       "how",
        "when",      "very",        "quite",       "really",     "also",      "just",
        "no",        "yes",         "set",         "saved",      "stored",    "written",
        "sent",      "given",       "in",          "on",         "for",       "to",
        "by",        "with",        "unique",      "new",        "old",       "long",
        "short",     "enough",      "case",        "sensitive",  "see",       "please",
        "none",      "private",     "secret",      "hidden",     "redacted",  "removed",
        "i",         "it",          "they",        "we",         "you",       "he",
        "she",       "and",         "or",          "but",        "if",        "because",
        "after",     "mandatory",   "optional",    "empty",      "missing",   "broken",
        "protected", "visible",     "exposed",     "leaked",     "public",    "confidential",
        "mine",      "yours",       "theirs",      "n",          "na",        "todo",
        "tbd",       "unavailable", "ready",       "everything", "important"};
    return all.contains(word);
}

bool opens_quote(char32_t c)
{
    return std::u32string_view(U"\"'“‘「『`《").find(c) != std::u32string_view::npos;
}
char32_t closing(char32_t c)
{
    switch (c) {
        case U'“':
            return U'”';
        case U'‘':
            return U'’';
        case U'「':
            return U'」';
        case U'『':
            return U'』';
        case U'《':
            return U'》';
        default:
            return c;
    }
}

struct way {
    std::size_t at;
    bool is = false;
    bool colon = false;
    bool quoted = false;
};

way way_to_value(const page& text, std::size_t at, bool pin)
{
    way on{at, false, false, false};
    for (int steps = 0; steps < 5; ++steps) {
        for (;; ++on.at) {
            const auto c = text.c(on.at);
            if (c == U':' || c == U'=' || c == 0x2192)
                on.colon = true;
            else if (opens_quote(c)) {
                // `"password":"x"`: the first quote closes the name.
                const auto next = text.c(on.at + 1);
                const bool closes = next == U':' || next == U'=' || is_space(next) || next == U',';
                if (closes) continue;
                on.quoted = true;
                return on;
            } else if (pin && c == U',')
                continue;
            else if (c == U'(' && (on.is || on.colon || is_space(text.c(on.at - 1))))
                continue;
            else if (!is_space(c) || (is_line_end(c) && !on.is && !on.colon))
                break;
        }
        static constexpr std::u32string_view pin_alone[] = {U"to"};
        const auto length =
            std::max(length_at(text, on.at, between), pin ? length_at(text, on.at, pin_alone) : 0);
        if (length == 0 || (on.colon && steps > 0)) break;
        if (on.colon && is_letter(text.c(on.at))) break;
        on.is = true;
        on.at += length;
    }
    return on;
}

std::size_t end_of_value(const page& text, const way& on)
{
    auto end = on.at;
    if (on.quoted) {
        const auto close = closing(text.c(on.at));
        for (++end;
             end < on.at + 66 && end < text.size() && text.c(end) != close && !is_line_end(text.c(end));)
            ++end;
        return text.c(end) == close ? end : on.at;
    }
    const auto of_one = [&](char32_t c) {
        const bool accented = c >= 0xC0 && c < 0x250 && c != U'×' && c != U'÷';
        return (c > U' ' && c < 0x7F && c != U'"' && c != U'<') || accented;
    };
    while (end < on.at + 65 && of_one(text.c(end))) ++end;
    // A full stop, a bracket or a comma behind belongs to the sentence.
    while (end > on.at && std::u32string_view(U".,;:)]}'").find(text.c(end - 1)) != std::u32string_view::npos)
        --end;
    return end;
}

bool sentence_ends(const page& text, std::size_t end)
{
    if (end >= text.size()) return true;
    const auto c = text.c(end);
    if (is_line_end(c)) return true;
    if (std::u32string_view(U".,;!?)]}\"'<").find(c) != std::u32string_view::npos) return true;
    if (is_han(c) || c >= 0x3000) return true;
    if (c != U' ') return false;
    static constexpr std::u32string_view going_on[] = {U"and",      U"but",   U"please", U"so",    U"which",
                                                       U"username", U"email", U"user",   U"login", U"pin",
                                                       U"code",     U"-",     U"/",      U"("};
    return length_at(text, end + 1, going_on) != 0;
}

constexpr std::u32string_view units[] = {
    U"characters", U"character", U"digits", U"digit", U"letters", U"times", U"times", U"chars", U"attempts",
    U"days",       U"minutes",   U"hours",  U"years", U"months",  U"位",    U"次",    U"个",    U"天",
    U"分钟",       U"小时",      U"年",     U"月",    U"遍",      U"字符",  U"元"};

bool mail_address(std::string_view word)
{
    const auto at = word.find('@');
    const auto dot = word.rfind('.');
    return at != std::string_view::npos && dot != std::string_view::npos && dot > at + 1 &&
           dot + 2 < word.size() &&
           std::all_of(word.begin() + static_cast<std::ptrdiff_t>(dot) + 1, word.end(),
                       [](char c) { return is_letter(static_cast<char32_t>(c)); });
}

bool a_password(const page& text, const way& on, std::size_t end)
{
    const auto word = text.ascii(on.at, end);
    auto behind = end;
    while (text.c(behind) == U' ') ++behind;
    if (length_at(text, behind, units) != 0) return false;
    if (on.quoted) return end - on.at >= 5;  // the quote and four
    if (word.size() < 3 || word.starts_with("http") || mail_address(word) || word[0] == '<' || word[0] == '[')
        return false;
    const auto digits = std::count_if(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
    const auto letters =
        std::count_if(word.begin(), word.end(), [](char c) { return is_letter(static_cast<char32_t>(c)); });
    const auto signs = static_cast<std::ptrdiff_t>(word.size()) - digits - letters;
    if (digits + letters == 0 ||
        static_cast<std::size_t>(std::count(word.begin(), word.end(), '*')) * 2 >= word.size())
        return false;
    const bool says_it = on.is || on.colon;
    if (digits > 0 && letters + signs > 0)
        return says_it ? word.size() >= 4 : word.size() >= 6 && letters > 0;
    if (digits > 0) return says_it ? word.size() >= 4 : word.size() >= 6;
    // "user/password" and "can't" have signs, too.
    const auto odd = std::count_if(word.begin(), word.end(), [](char c) {
        return !is_letter(static_cast<char32_t>(c)) && c != '-' && c != '\'' && c != '/';
    });
    if (!says_it) return false;
    if (odd > 0 && word.size() >= 6) return true;
    std::string low;
    for (const char c : word) low += is_letter(static_cast<char32_t>(c)) ? static_cast<char>(c | 0x20) : c;
    if (said_of_one(low)) return false;
    const bool cased =
        std::any_of(word.begin() + 1, word.end(), [](char c) { return c >= 'A' && c <= 'Z'; }) &&
        std::any_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (cased && word.size() >= 6) return true;
    const bool of_a_state = low.ends_with("ed") || low.ends_with("ing") || low.ends_with("ly");
    return word.size() >= 4 && !of_a_state && sentence_ends(text, end);
}

// What is said of a password in Chinese, or asked, and is none.
constexpr std::u32string_view said_in_chinese[] = {
    U"请",   U"請",   U"吗",      U"嗎",   U"呢",   U"什么", U"什麼", U"多少", U"怎么", U"怎麼", U"不对",
    U"不對", U"错",   U"錯",      U"正确", U"正確", U"忘",   U"设",   U"設",   U"重置", U"修改", U"更改",
    U"改成", U"改了", U"输入",    U"輸入", U"无效", U"無效", U"过期", U"過期", U"失效", U"不能", U"不是",
    U"不了", U"不到", U"没有",    U"沒有", U"无法", U"無法", U"已",   U"未",   U"被",   U"需要", U"必须",
    U"必須", U"应该", U"應該",    U"系统", U"系統", U"平台", U"客服", U"账户", U"帳戶", U"账号", U"帳號",
    U"银行", U"銀行", U"手机",    U"手機", U"验证", U"驗證", U"密码", U"密碼", U"登录", U"登入", U"登陆",
    U"生日", U"自己", U"原来",    U"原來", U"之前", U"以前", U"一样", U"一樣", U"相同", U"安全", U"简单",
    U"簡單", U"复杂", U"複雜",    U"数字", U"數字", U"字母", U"位",   U"附件", U"说明", U"說明", U"投诉",
    U"投訴", U"用户", U"用戶",    U"自动", U"自動", U"提示", U"显示", U"顯示", U"问题", U"問題", U"泄露",
    U"保密", U"管理", U"找回",    U"更换", U"锁",   U"鎖",   U"冻结", U"凍結", U"正常", U"唯一", U"如下",
    U"上面", U"下面", U"以下",    U"以上", U"同上", U"随便", U"随机", U"临时", U"初始", U"默认", U"公司",
    U"员工", U"员告", U"工作人员"};
// In sentences nearly always, in what somebody chose to remember seldom; they count where nothing sets the value off.
constexpr std::u32string_view sentence_signs = U"的了不没過过都就才还但因会能可把让给用和帮他她它改谁";

// Four characters and more up to where the clause ends: 我爱北京天安门, 芝麻开门123. 0: none.
std::size_t end_of_chinese(const page& text, const way& on)
{
    constexpr std::size_t shortest = 4;
    constexpr std::size_t longest = 24;
    auto end = on.at;
    while (end <= on.at + longest && (is_han(text.c(end)) || is_alnum(text.c(end)))) ++end;
    if (end - on.at < shortest || end - on.at > longest) return 0;
    const bool set_off = on.colon || is_space(text.c(on.at - 1));
    for (auto i = on.at; i < end; ++i)
        if (length_at(text, i, said_in_chinese) != 0 ||
            (!set_off && sentence_signs.find(text.c(i)) != std::u32string_view::npos))
            return 0;
    return end;
}

void see_behind(const page& text, std::size_t name, std::size_t length, bool pin, sightings& seen)
{
    // "bad pass", "boarding pass" and "pass rate" are none; "pass" must be said to be one by a colon.
    const bool short_name = stands_at(text, name, U"pass") || stands_at(text, name, U"pw");
    auto on = way_to_value(text, name + length, pin);
    if (short_name && !on.colon) return;
    if (on.at == name + length && !is_han(text.c(on.at - 1))) return;
    if (!pin && !on.quoted && (on.is || on.colon) && is_han(text.c(on.at))) {
        if (const auto end = end_of_chinese(text, on); end != 0)
            seen.push_back({secret_kind::password, on.at, end});
        return;
    }
    const auto end = end_of_value(text, on);
    if (end <= on.at) return;
    if (pin) {
        auto digits_end = on.at + (on.quoted ? 1U : 0U);
        const auto begin = digits_end;
        while (is_digit(text.c(digits_end))) ++digits_end;
        const auto count = digits_end - begin;
        auto behind = digits_end;
        while (text.c(behind) == U' ') ++behind;
        if (count >= 4 && count <= 8 && !is_letter(text.c(digits_end)) && length_at(text, behind, units) == 0)
            seen.push_back({secret_kind::password, begin, digits_end});
        return;
    }
    const bool denied = !on.is && !on.colon && denied_before(text, name, 12);
    if (denied || !a_password(text, on, end)) return;
    seen.push_back({secret_kind::password, on.at + (on.quoted ? 1U : 0U), end});
    // "login / password: bob / hunter2"
    if (name > 1 && (text.c(name - 1) == U'/' || text.c(name - 2) == U'/')) {
        auto at = end;
        while (text.c(at) == U' ' || text.c(at) == U'/') ++at;
        const way second{at, true, true, false};
        const auto second_end = end_of_value(text, second);
        if (at > end && second_end >= at + 3) seen.push_back({secret_kind::password, at, second_end});
    }
}

}  // namespace

void see_passwords(const page& text, sightings& seen)
{
    constexpr phrase_heads pin_heads(pin_names);
    constexpr phrase_heads password_heads(password_names);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!pin_heads.may_begin(text.low(i)) && !password_heads.may_begin(text.low(i))) continue;
        const auto pin = length_at(text, i, pin_names);
        const auto password = length_at(text, i, password_names);
        const auto length = std::max(pin, password);
        if (length == 0) continue;
        see_behind(text, i, length, pin >= password, seen);
        i += length - 1;
    }
}

}  // namespace redress::workflow
