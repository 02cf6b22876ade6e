// One-time codes: four to eight digits mean nothing by themselves, so a code's name must stand before them ("my code is
// 483920", 验证码：483920) or right behind ("483920 is my code"). "Code" alone is also what orders, errors, banks and
// countries have: those words before it let it pass.
#include "workflow/firewall/nearby.hpp"
#include "workflow/firewall/page.hpp"

#include <algorithm>
#include <array>

namespace redress::workflow {
namespace {

// Names that nothing but a one-time code has.
constexpr std::u32string_view strong_names[] = {U"verification code",
                                                U"verify code",
                                                U"security code",
                                                U"authentication code",
                                                U"auth code",
                                                U"authenticator code",
                                                U"authenticator",
                                                U"otp",
                                                U"otp code",
                                                U"one time code",
                                                U"one time password",
                                                U"one time passcode",
                                                U"one time pin",
                                                U"passcode",
                                                U"pass code",
                                                U"2fa",
                                                U"2fa code",
                                                U"two factor code",
                                                U"sms code",
                                                U"text code",
                                                U"login code",
                                                U"sign in code",
                                                U"log in code",
                                                U"google code",
                                                U"email code",
                                                U"totp",
                                                U"mfa code",
                                                U"confirmation code",
                                                U"withdrawal code",
                                                U"验证码",
                                                U"驗證碼",
                                                U"校验码",
                                                U"校驗碼",
                                                U"动态码",
                                                U"动态密码",
                                                U"动态口令",
                                                U"短信码",
                                                U"短信验证码",
                                                U"随机码",
                                                U"确认码",
                                                U"授权码",
                                                U"谷歌码",
                                                U"谷歌验证",
                                                U"谷歌验证码",
                                                U"手机验证码",
                                                U"邮箱验证码",
                                                U"登录码",
                                                U"一次性密码",
                                                U"認證碼",
                                                U"认证码",
                                                U"验证吗",
                                                U"验正码",
                                                U"動態碼"};
constexpr std::u32string_view weak_names[] = {U"code", U"codes", U"代码", U"号码是", U"the numbers"};

// "order code", "error code": codes that are no secret.
constexpr std::u32string_view public_codes[] = {
    U"order",    U"tracking",  U"reference",   U"ref",       U"promo",      U"promotion", U"discount",
    U"coupon",   U"error",     U"country",     U"postal",    U"post",       U"zip",       U"area",
    U"product",  U"item",      U"sort",        U"swift",     U"bank",       U"branch",    U"state",
    U"status",   U"qr",        U"referral",    U"invite",    U"invitation", U"booking",   U"ticket",
    U"case",     U"complaint", U"transaction", U"http",      U"exit",       U"response",  U"dial",
    U"dialling", U"dialing",   U"colour",      U"color",     U"source",     U"model",     U"store",
    U"city",     U"currency",  U"reason",      U"return",    U"failure",    U"fault",     U"result",
    U"bar",      U"pin",       U"cvv",         U"cvc",  // kinds of their own
    U"merchant", U"category",  U"short",       U"sender",    U"tax",        U"company",   U"stock",
    U"voucher",  U"gift",      U"fee",         U"payment",   U"refund",     U"message",   U"dress",
    U"network",  U"routing",   U"mcc",         U"rejection", U"decline",    U"device",    U"错误",
    U"订单",     U"返回",      U"状态",        U"异常",      U"股票",       U"邮政",      U"区域",
    U"国家",     U"报错",      U"邀请",        U"推荐",      U"优惠",       U"产品",      U"失败",
    U"提示",     U"银行"};

constexpr std::u32string_view before_value[] = {
    U"is",       U"was",    U"are",      U"were",       U"it's",   U"it’s",   U"it",    U"i",    U"got",
    U"received", U"they",   U"sent",     U"me",         U"that",   U"the",    U"came",  U"said", U"says",
    U"shows",    U"here",   U"just",     U"now",        U"number", U"equals", U"you",   U"from", U"sms",
    U"by",       U"which",  U"below",    U"google",     U"for",    U"login",  U"today", U"also", U"my",
    U"still",    U"used",   U"entered",  U"typed",      U"gave",   U"him",    U"her",   U"them", U"是",
    U"为",       U"為",     U"就是",     U"如下",       U"我",     U"收到的", U"收到",  U"给",   U"给你",
    U"发你",     U"写的是", U"显示",     U"告诉",       U"他",     U"了",     U"的",    U"码",   U"输入",
    U"填的是",   U"填",     U"发来的是", U"发给我的是", U"叫",     U"报了",   U"念了",  U"说了", U"告诉了",
    U"给了",     U"报给他", U"and",      U"told",       U"then",   U"read",   U"out",   U"so",   U"he",
    U"she"};
constexpr std::u32string_view says_it[] = {U"is",   U"was",  U"are",    U"是",   U"为",  U"為",
                                           U"就是", U"如下", U"equals", U"it's", U"it’s"};

constexpr std::u32string_view behind_value[] = {U"is",   U"was",  U"as",   U"the",  U"my",  U"your", U"a",
                                                U"our",  U"this", U"are",  U"that", U"for", U"它",   U"是",
                                                U"我的", U"这个", U"您的", U"这是", U"为",  U"作为", U"就是",
                                                U"我",   U"的",   U"你的", U"那个", U"这"};

constexpr std::u32string_view units[] = {
    U"times",   U"time",   U"minutes", U"minute",     U"min",    U"hours",  U"hour",    U"days",  U"day",
    U"seconds", U"sec",    U"usdt",    U"usd",        U"eur",    U"btc",    U"eth",     U"yuan",  U"rmb",
    U"cny",     U"digits", U"digit",   U"characters", U"people", U"users",  U"dollars", U"euros", U"years",
    U"percent", U"年",     U"月",      U"日",         U"号线",   U"点",     U"次",      U"元",    U"块",
    U"分",      U"小时",   U"天",      U"秒",         U"万",     U"个",     U"位",      U"条",    U"人",
    U"美元",    U"刀",     U"枚",      U"美金",       U"客服",   U"人民币", U"遍"};

struct value {
    std::size_t begin;
    std::size_t end;
    std::size_t digits;
    bool lettered;
};

// Four to eight digits, also in two halves ("483 920"), or letters with digits in them ("G-483920", "7KQ2MX").
value value_at(const page& text, std::size_t at)
{
    constexpr value none{0, 0, 0, false};
    auto begin = at;
    if (text.low(at) == U'g' && text.c(at + 1) == U'-' && is_digit(text.c(at + 2))) at += 2;
    auto end = at;
    std::size_t digits = 0;
    std::size_t letters = 0;
    for (; is_alnum(text.c(end)); ++end) (is_digit(text.c(end)) ? digits : letters) += 1;
    if (letters == 0 && digits >= 2 && digits <= 4) {
        // Halves: "483 920", "48 39 20"; one separator, and the same length.
        auto grown = end;
        std::size_t sum = digits;
        while (sum < 8 && (text.c(grown) == U' ' || text.c(grown) == U'-' || text.c(grown) == U'.')) {
            auto next = grown + 1;
            while (is_digit(text.c(next))) ++next;
            if (next - grown - 1 != digits || is_alnum(text.c(next))) break;
            sum += digits;
            grown = next;
        }
        if (sum >= 6) return {begin, grown, sum, false};
        // One by one: "4 8 3 9 2 0".
    }
    if (letters == 0 && digits == 1) {
        auto grown = end;
        std::size_t sum = 1;
        while (sum < 9 && (text.c(grown) == U' ' || text.c(grown) == U'-' || text.c(grown) == U',') &&
               is_digit(text.c(grown + 1)) && !is_alnum(text.c(grown + 2))) {
            ++sum;
            grown += 2;
        }
        if (sum >= 4 && sum <= 8) return {begin, grown, sum, false};
        return none;
    }
    const auto joined = [&](char32_t c) {
        return c == U'-' || c == U'/' || c == U'.' || c == U':' || c == U'%';
    };
    // A part of something longer: a date, a sum, a reference.
    if (joined(text.c(end)) && is_alnum(text.c(end + 1))) return none;
    if (begin > 0 &&
        (joined(text.c(begin - 1)) || text.c(begin - 1) == U'+' || text.c(begin - 1) == U'#' ||
         text.c(begin - 1) == U'$' || text.c(begin - 1) == U'¥') &&
        begin > 1 && is_alnum(text.c(begin - 2)))
        return none;
    if (letters == 0) return digits >= 4 && digits <= 8 ? value{begin, end, digits, false} : none;
    const auto length = digits + letters;
    return digits >= 2 && length >= 5 && length <= 10 ? value{begin, end, digits, true} : none;
}

bool followed_by_unit(const page& text, std::size_t end)
{
    while (text.c(end) == U' ') ++end;
    return length_at(text, end, units) != 0;
}

bool a_year(const page& text, const value& v)
{
    return v.digits == 4 && !v.lettered &&
           ((text.c(v.begin) == U'1' && text.c(v.begin + 1) == U'9') ||
            (text.c(v.begin) == U'2' && text.c(v.begin + 1) == U'0'));
}

// The word or characters right before the name: "order code", "错误代码".
bool of_public_kind(const page& text, std::size_t name)
{
    auto end = name;
    while (end > 0 && (is_space(text.c(end - 1)) || text.c(end - 1) == U'-')) --end;
    const auto nearest = nearest_before(text, end, 14, public_codes);
    if (!nearest) return false;
    return nearest->distance <= 1;
}

struct way {
    std::size_t at;
    bool says_it = false;  // "is", ":", "="
    bool comma = false;
};

way way_to_value(const page& text, std::size_t at)
{
    way on{at, false, false};
    const auto start = at;
    for (int steps = 0; steps < 8; ++steps) {
        for (; on.at < text.size(); ++on.at) {
            const auto c = text.c(on.at);
            if (c == U':' || c == U'=' || c == U'>' || c == 0x2192)
                on.says_it = true;
            else if (c == U',' || c == U'，' || c == U';')
                on.comma = true;
            else if (!is_space(c) && std::u32string_view(U"-\"'“”‘’「」()（）[]【】*`…—").find(c) ==
                                         std::u32string_view::npos)
                break;
        }
        if (on.at - start > 40) break;
        if (is_digit(text.c(on.at)) || value_at(text, on.at).end != 0) break;
        const auto length = length_at(text, on.at, before_value);
        if (length == 0) break;
        if (length_at(text, on.at, says_it) != 0) on.says_it = true;
        on.at += length;
    }
    return on;
}

void see_behind_names(const page& text, sightings& seen)
{
    constexpr phrase_heads strong_heads(strong_names);
    constexpr phrase_heads weak_heads(weak_names);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!strong_heads.may_begin(text.low(i)) && !weak_heads.may_begin(text.low(i))) continue;
        const auto strong = length_at(text, i, strong_names);
        const auto weak = strong != 0 ? 0 : length_at(text, i, weak_names);
        const auto length = std::max(strong, weak);
        if (length == 0) continue;
        if (of_public_kind(text, i)) continue;
        const auto on = way_to_value(text, i + length);
        const auto v = value_at(text, on.at);
        i += length - 1;
        if (v.end == 0 || followed_by_unit(text, v.end)) continue;
        const bool denied = denied_before(text, i + 1 - length, 14);
        // "我没有同意 验证码 482913": what is denied is something else; the six digits stand right behind the name.
        const bool right_behind = strong != 0 && v.digits == 6 && on.at <= i + 2;
        if (denied && !on.says_it && !right_behind) continue;
        if (a_year(text, v) && !on.says_it && (weak != 0 || on.comma)) continue;
        if (v.lettered && !on.says_it) continue;
        // "code" alone: six digits, or said to be it.
        if (weak != 0 && v.digits != 6 && !on.says_it) continue;
        if (weak != 0 && v.lettered) continue;
        seen.push_back({secret_kind::one_time_code, v.begin, v.end});
        // "codes 483920 and 112233"
        auto more = v.end;
        for (;;) {
            auto next = more;
            static constexpr std::u32string_view joining[] = {U"and",  U"then",   U"or",  U"和",
                                                              U"还有", U"后来是", U"以及"};
            while (next < more + 3 && (is_space(text.c(next)) || text.c(next) == U',' ||
                                       text.c(next) == U'，' || text.c(next) == U'、'))
                ++next;
            next += length_at(text, next, joining);
            while (text.c(next) == U' ') ++next;
            const auto another = value_at(text, next);
            if (another.end == 0 || another.digits != v.digits || another.lettered ||
                followed_by_unit(text, another.end))
                break;
            seen.push_back({secret_kind::one_time_code, another.begin, another.end});
            more = another.end;
        }
        i = std::max(i, more - 1);
    }
}

// "483920 is my code", 483920是我的验证码.
void see_before_names(const page& text, sightings& seen)
{
    for (std::size_t i = 0; i < text.size();) {
        if (!is_digit(text.c(i)) || (i > 0 && is_alnum(text.c(i - 1)))) {
            ++i;
            continue;
        }
        const auto v = value_at(text, i);
        auto at = std::max(v.end, i + 1);
        while (is_alnum(text.c(at))) ++at;
        i = at;
        if (v.end == 0 || v.lettered) continue;
        at = v.end;
        bool linked = false;
        for (int steps = 0; steps < 5; ++steps) {
            while (text.c(at) == U' ' || text.c(at) == U'"' || text.c(at) == U'”' || text.c(at) == U'(' ||
                   text.c(at) == U')')
                ++at;
            const auto length = length_at(text, at, behind_value);
            if (length == 0) break;
            linked = true;
            at += length;
        }
        if (!linked) continue;
        const auto name = length_at(text, at, strong_names);
        const auto weak = length_at(text, at, weak_names);
        if (name == 0 && (weak == 0 || v.digits != 6)) continue;
        seen.push_back({secret_kind::one_time_code, v.begin, v.end});
    }
}

// What came by text message: "the code they texted me was 482913", "they sent me 482913 by text", 短信里的数字是482913.
constexpr std::u32string_view text_messages[] = {U"texted", U"text",        U"sms",        U"text message",
                                                 U"a text", U"in the text", U"短信",       U"簡訊",
                                                 U"简讯",   U"短訊",        U"手机收到的", U"text msg"};
constexpr std::u32string_view by_text[] = {U"by text",     U"by sms",      U"via text",        U"via sms",
                                           U"in a text",   U"in an sms",   U"by text message", U"over sms",
                                           U"came by sms", U"came by text"};
// What else comes by text message with a number.
constexpr std::u32string_view other_numbers[] = {
    U"order",       U"ref",   U"reference", U"ticket",   U"case",   U"invoice", U"amount",    U"balance",
    U"transaction", U"error", U"tracking",  U"parcel",   U"from",   U"account", U"complaint", U"on",
    U"page",        U"fee",   U"price",     U"total",    U"sum",    U"txid",    U"tx",        U"hash",
    U"booking",     U"订单",  U"单号",      U"编号",     U"金额",   U"工单",    U"到账",      U"余额",
    U"错误",        U"来自",  U"交易",      U"尾号",     U"元",     U"支付",    U"消费",      U"账号",
    U"客服电话",    U"号码",  U"页",        U"customer", U"member", U"rate",    U"policy",    U"客户"};

// Six digits with the message before them in the same sentence or right behind, and nothing that has a number between.
void see_texted(const page& text, sightings& seen)
{
    constexpr std::size_t reach = 60;
    constexpr phrase_heads heads(text_messages);
    std::size_t sentence = 0;  // where it begins
    std::size_t message = 0;   // where the last one named in it ends
    for (std::size_t i = 0; i < text.size();) {
        const auto c = text.c(i);
        if (std::u32string_view(U".!?;。！？；\n").find(c) != std::u32string_view::npos) {
            sentence = i + 1;
            message = 0;
        }
        if (heads.may_begin(text.low(i)))
            if (const auto length = length_at(text, i, text_messages); length != 0) message = i + length;
        if (!is_digit(c) || (i > 0 && (is_alnum(text.c(i - 1)) || text.c(i - 1) == U'-'))) {
            ++i;
            continue;
        }
        const auto begin = i;
        const auto v = value_at(text, begin);
        for (i = std::max(v.end, i + 1); is_alnum(text.c(i));) ++i;
        if (v.end == 0 || v.lettered || v.digits != 6 || followed_by_unit(text, v.end)) continue;
        const bool named = message != 0 && begin - message < reach;
        if (!named && !nearest_after(text, v.end, 2, by_text)) continue;
        if (nearest_before(text, begin, std::min(begin - sentence, reach), other_numbers)) continue;
        seen.push_back({secret_kind::one_time_code, v.begin, v.end});
    }
}

}  // namespace

void see_codes(const page& text, sightings& seen)
{
    see_behind_names(text, seen);
    see_before_names(text, seen);
    see_texted(text, seen);
}

}  // namespace redress::workflow
