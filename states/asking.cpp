#include "states/asking.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <span>

namespace redress {
namespace {

using words = std::string_view;
constexpr auto nowhere = words::npos;

bool of_a_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool is_character(char c)
{
    return static_cast<unsigned char>(c) >= 0x80;
}

/// Where the word or character at `at` ends.
std::size_t end_of_unit(words text, std::size_t at)
{
    if (of_a_word(text[at])) {
        while (at < text.size() && (of_a_word(text[at]) || text[at] == '\'')) ++at;
        return at;
    }
    ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80) ++at;
    return at;
}

/// Over spaces, hyphens and quotes: what stands between the words of a phrase.
std::size_t over_gap(words text, std::size_t at)
{
    while (at < text.size() &&
           (text[at] == ' ' || text[at] == '-' || text[at] == '"' || text[at] == '(' || text[at] == '_'))
        ++at;
    return at;
}

bool starts_a_word(words text, std::size_t at)
{
    return at == 0 || !of_a_word(text[at]) || !of_a_word(text[at - 1]);
}

/// Where one of the alternatives "a|b|c" that stands at `at` ends, the longest; nowhere when none does.
std::size_t one_of(words choices, words text, std::size_t at)
{
    std::size_t longest = nowhere;
    while (!choices.empty()) {
        const auto bar = std::min(choices.find('|'), choices.size());
        const auto one = choices.substr(0, bar);
        choices.remove_prefix(std::min(bar + 1, choices.size()));
        const auto end = at + one.size();
        if (text.substr(at, one.size()) != one || !starts_a_word(text, at)) continue;
        if (end < text.size() && of_a_word(one.back()) && (of_a_word(text[end]))) continue;
        if (longest == nowhere || end > longest) longest = end;
    }
    return longest;
}

/// Where a pattern that begins at `at` ends. Its parts stand apart by spaces: alternatives, "?a|b" for ones that may be
/// missing, "*4" for up to so many words or characters of a clause.
std::size_t match(words pattern, words text, std::size_t at)
{
    const auto space = std::min(pattern.find(' '), pattern.size());
    auto part = pattern.substr(0, space);
    const auto rest = pattern.substr(std::min(space + 1, pattern.size()));
    if (part.empty()) return at;
    const auto here = over_gap(text, at);
    if (part[0] == '*') {
        auto from = at;
        for (int left = part[1] - '0'; left >= 0; --left) {
            if (const auto end = match(rest, text, from); end != nowhere) return end;
            from = over_gap(text, from);
            if (from >= text.size() || words(".,:;!?\n").find(text[from]) != nowhere) return nowhere;
            from = end_of_unit(text, from);
        }
        return nowhere;
    }
    const bool may_be_missing = part[0] == '?';
    if (may_be_missing) part.remove_prefix(1);
    if (here < text.size())
        if (const auto end = one_of(part, text, here); end != nowhere)
            if (const auto last = rest.empty() ? end : match(rest, text, end); last != nowhere) return last;
    return may_be_missing ? match(rest, text, at) : nowhere;
}

struct place {
    std::size_t begin;
    std::size_t end;
};

/// The first place, between `from` and `to`, at which one of the patterns stands.
std::optional<place> first_in(words text, std::size_t from, std::size_t to, std::span<const words> patterns)
{
    text = text.substr(0, to);
    while (from < text.size()) {
        if (text[from] != ' ') {
            std::size_t end = nowhere;
            for (const auto one : patterns)
                if (const auto found = match(one, text, from);
                    found != nowhere && (end == nowhere || found > end))
                    end = found;
            if (end != nowhere) return place{from, end};
            from = end_of_unit(text, from);
        } else {
            ++from;
        }
    }
    return std::nullopt;
}

bool any_in(words text, std::size_t from, std::size_t to, std::span<const words> patterns)
{
    return first_in(text, from, to, patterns).has_value();
}

bool stands_at(words text, std::size_t at, std::span<const words> patterns)
{
    return std::ranges::any_of(patterns, [&](words one) { return match(one, text, at) != nowhere; });
}

/// The places of a sentence, kept without allocating: guards do not.
class places {
public:
    void add(const place& one)
    {
        if (size_ < kept_.size()) kept_[size_++] = one;
    }
    [[nodiscard]] const place* begin() const { return kept_.data(); }
    [[nodiscard]] const place* end() const { return kept_.data() + size_; }

private:
    std::array<place, 160> kept_{};  // more words that can ask do not stand in what is read together
    std::size_t size_ = 0;
};

places all_in(words text, std::span<const words> patterns)
{
    places all;
    for (std::size_t from = 0;;) {
        const auto found = first_in(text, from, text.size(), patterns);
        if (!found) return all;
        all.add(*found);
        from = std::max(found->end, found->begin + 1);
    }
}

constexpr words tools[] = {
    "teamviewer|anydesk|rustdesk|todesk|quickassist|ultraviewer|screenconnect|splashtop",
    "team viewer",
    "any desk",
    "quick assist",
    "remote control|access|desktop|assistance|session|support|help",
    "screen sharing|share",
    "screensharing",
    "control of|over *2 computer|device|phone|screen",
    "向日葵|远程控制|远程协助|远程桌面|远程操作|远程连接|远程软件|遠程控制|屏幕共享|共享屏幕|螢幕共享"};

constexpr words secrets[] = {
    "password|passwords|passcode|passcodes|passphrase|passwd|otp|otps|mnemonic|mnemonics|cvv|cvc|cvv2|cvc2|"
    "keystore",
    "pin|pins ?code|codes|number",
    "pincode|seedphrase|recoveryphrase|privatekey|securitycode|verificationcode",
    "onetime ?security|verification code|codes|password|pin|number",
    "one time ?security|verification code|codes|password|pin|number",
    "onetimecode|smscode|2facode|authenticatorcode",
    "security|verification|authentication|authenticator|confirmation|2fa|mfa|sms|tan|login "
    "?code|codes|number|digits|sms|text",
    "recovery|seed|backup|secret|mnemonic|wallet "
    "phrase|phrases|word|words|sheet|card|seed|seeds|code|codes|key|keys",
    "wallet ?backup|key file",
    "backup file ?of *3 wallet",
    "12|24|18|twelve|eighteen|twentyfour ?recovery|seed|secret words",
    "private|secret|api|signing key|keys",
    "login|signin|logon details|data|information",
    "log|sign in|on details|data|information",
    "credentials|wallet.dat|seed",
    "three|3|four|4 digits *3 back|reverse|behind",
    "codes|code|digits|number|numbers *6 sms|texted|authenticator|2fa",
    "code|codes|digits *6 phone|mobile|text|texts",
    "number|numbers *3 text message|messages|text",
    "code|codes|digits *5 received|sent|arrives|arrived|got|receive|get|gets",
    "message|sms|text *4 code|otp|codes",
    "?six|6|eight|8|four|4 digit code|pin|number",
    "6digit|6digits ?code",
    "your code|codes",
    "screen ?and *2 wallet",
    "密码|密碼|口令|验证码|驗證碼|校验码|动态码|动态密码|助记词|助記詞|助记单词|恢复短语|恢复词|私钥|私鑰|"
    "安全码|识别码",
    "验证短信|验证数字|钱包备份|密钥文件|备份文件|恢复码|登录信息|登录凭证|短信里的数字|简讯里的数字|"
    "一次性代码",
    "短信 *6 数字|号码|代码|六位|6位",
    "收到的 ?六|6|四|4|八|8 位|位数 ?数|数字",
    "验证器 *4 数|码|数字",
    "背面 *4 数字|位",
    "12|24|十二|二十四 个 ?助记|恢复 单词|词",
    "pin 码",
    "短信，请 *4 数字"};

/// Before "code" or "number", or behind a secret: something else is meant.
constexpr words other_codes[] = {
    "error|country|postal|post|zip|area|bar|qr|promo|discount|voucher|coupon|reference|swift|ifsc|sort|"
    "branch|source|dress",
    "order|tracking|phone|telephone|transaction|case|complaint|account|invoice|reason|product|serial|model|"
    "parcel|ticket|"
    "booking|flight|policy|tax|customer|contract"};

constexpr words heads[] = {
    "page|pages|screen|field|box|prompt|problem|problems|reset|resets|change|changes|policy|error|errors|"
    "manager|hint|hints",
    "protected|length|covered|hidden|requirements|settings|window|blacked|masked|was|were|did|does|has|had|"
    "stays|never",
    "is|are|not wrong|changed|expired|arrived|safe|correct",
    "of|for the|this|that courier|order|parcel|conduct|branch",
    "后|时|错误|页面|框|提示|收不到|没有|未|已|被|的情况|的问题|问题|重置|规则|有效|找回|失败|输错"};

constexpr words tool_asks[] = {
    "install|download|open|start|run|launch|use|allow|accept|grant|enable|activate|join|approve|connect|"
    "begin|permit",
    "set up", "turn|switch on", "click", "let us|me|our|him|her|them"};

constexpr words asks[] = {
    "send|share|give|provide|tell|forward|upload|attach|enter|confirm|verify|submit|paste|copy|state|supply|"
    "disclose|reveal",
    "dictate|spell|say|show|export|scan|photograph|present|quote|transmit|fill|read|reply|answer|respond|"
    "deliver|input",
    "type",
    "hand ?it over",
    "email|mail|message|text|whatsapp|call us|me|it|them",
    "let us|me|our have|know|see",
    "photo|picture|screenshot|snapshot|copy of",
    "write *3 here|below|us|me|reply",
    "put *4 reply|chat|form",
    "allow"};

/// Said of ourselves, they ask; said of others, they tell.
constexpr words wants[] = {"we|i ?also|only|now|just|do|still|will need|require|want|request",
                           "we|i|we'd|i'd ?would like", "may|can|could i|we ?please have|get",
                           "we|i ask ?you for", "what|what's|whats ?is|are ?the|your"};

constexpr words hands_it_over[] = {
    "send|share|give|forward|upload|provide|submit|attach|tell|read|email|text|message|show|paste|supply "
    "it|them|these|this",
    "send|give|tell|read|email|text|forward|show us|me it|them|these|this", "reply|answer with it|them"};

constexpr words denials[] = {
    "never|not|don't|dont|won't|cannot|can't|no|nobody|noone|none|neither|nor|avoid|refuse|stop|without|didn'"
    "t|doesn't",
    "needn't|mustn't|shouldn't|nothing|isn't|aren't|wouldn't|uninstall|remove|delete"};

/// They begin like a denial and ask all the same.
constexpr words no_denials[] = {"not|don't|dont hesitate|forget|wait|worry|mind|fail",
                                "not|don't ?be afraid|shy",
                                "no worries|problem|doubt|matter",
                                "not doubt",
                                "not only",
                                "why not|don't"};

constexpr words turns[] = {"but|however|instead|except|unless|please|kindly|just|simply|so|then"};

constexpr words others[] = {
    "somebody|someone|anybody|anyone|whoever|who|caller|thief|thieves|stranger|scammer|scammers|fraudster|"
    "people|they|he|she",
    "whether|did|asked|told|criminal|criminals|impostor|why|how|which", "if it|he|she", "that you"};

/// Between the asking and the secret: the secret is not what is asked for.
constexpr words turned_away[] = {
    "whether|if|when|who|whom|whoever|which|how|why|where|after|before|asked|asks|asking|without|except|"
    "never|not|no|about",
    "instead|because|while|until|what|changed|change|reset|protect|we|they|he|she|somebody|someone|anybody|"
    "anyone|nobody|cover",
    "that you|we|they|he|she|your|it|anybody|nobody", "hide|hiding|covering|problem|guide"};

constexpr words leads[] = {
    "need|needs|have|has|ask|must|want|require|like|important|necessary|remember|sure|required|hesitate",
    "forget|kind|requested|expected|supposed|afraid|wait|able"};

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

/// Whether a denial stands before the asking and holds for it: in its own clause, or in the one before when that asks,
/// too ("do not send, tell or enter it"), but not over a "but".
bool is_denied(words sentence, std::size_t verb)
{
    const auto clause = clause_of(sentence, verb);
    std::size_t turned = 0;
    for (std::size_t from = 0;;) {
        const auto turn = first_in(sentence, from, verb, turns);
        if (!turn) break;
        // "Please do not" denies.
        turned = turn->end;
        from = turn->end;
    }
    for (std::size_t from = turned;;) {
        const auto no = first_in(sentence, from, verb, denials);
        if (!no) return false;
        from = no->end;
        if (stands_at(sentence, no->begin, no_denials)) continue;
        if (no->begin >= clause) return true;
        const auto their_clause = clause_of(sentence, no->begin);
        const bool of_ours =
            stands_at(sentence, over_gap(sentence, their_clause), std::to_array<words>({"we|i"})) &&
            !any_in(sentence, no->end, clause, std::to_array<words>({"ask|need|want|call|tell you"}));
        if (!of_ours && any_in(sentence, no->end, clause, asks)) return true;
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
        if (is_what_is_asked(verb) && is_an_order(sentence, verb) && !is_denied(sentence, verb.begin) &&
            !is_of_others(sentence, verb.begin) && !goes_to_nobody(sentence, verb.end))
            return true;
    if (is_a_tool)
        for (const auto& verb : found.tool_asks)
            if (is_what_is_asked(verb) && is_an_order(sentence, verb) && !is_denied(sentence, verb.begin) &&
                !is_of_others(sentence, verb.begin))
                return true;
    for (const auto& want : found.wants)
        if (is_what_is_asked(want) && !is_denied(sentence, want.begin)) return true;
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

constexpr words zh_asks[] = {
    "发给|发来|发送|发我|发一下|发过来|转发|发到|发下|告诉|告訴|告知|提供|报一下|报给|报下|报出|上传|输入|"
    "念给|念一下|读给|说出",
    "出示|展示|填写|提交|回复|拍下|拍照|拍摄|给我|给客服|共享|导出|复制|粘贴|透露|写在|写到|截图|报上|附上|"
    "说一下|交给|寄给"};
constexpr words zh_tool_asks[] = {
    "下载|打开|安装|开启|允许|同意|接受|点击|使用|用|连接|启动|启用|运行|让|授权|共享|加入|配合|屏幕共享|"
    "进行"};
constexpr words zh_markers[] = {"请|請|麻烦|烦请|劳驾|需要|需|必须|能否|可否|能不能|方便|务必|要|吗|让|拜托"};
constexpr words zh_to_us[] = {"*4 我|客服|过来|来|一下|工作人员|给我们"};
constexpr words zh_denials[] = {"不|勿|切勿|别|莫|未|没有人|没人|无需|禁止|谨防|绝不|从不|没有"};
constexpr words zh_no_denials[] = {"不过|不便|不同|别人|不对|不用担心|不妨"};
constexpr words zh_turns[] = {"但|不过|除非|而是|请|請|麻烦|烦请|劳驾|务必"};
constexpr words zh_others[] = {
    "骗子|对方|有人|谁|是否|有没有|他们|她|哪|任何|我们会|我们将|我们已|我们刚|我们正|系统|如何|怎么"};
constexpr words zh_turned_away[] = {
    "是否|有没有|有人|谁|骗子|对方|不含|遮|如何|怎么|为什么|何时|什么时候|哪|索要|修改|重置|更改|忘记|泄露|"
    "没收到|收不到|关于|已|"
    "隐去|盖住|描述|避免"};
constexpr words zh_behind[] = {"了|过|的", "他人|别人|对方|任何人|骗子|陌生人|谁"};

bool zh_denied(words sentence, std::size_t verb)
{
    const auto clause = clause_of(sentence, verb);
    std::size_t turned = 0;
    for (std::size_t from = 0; const auto turn = first_in(sentence, from, verb, zh_turns);)
        turned = from = turn->end;
    for (std::size_t from = turned;;) {
        const auto no = first_in(sentence, from, verb, zh_denials);
        if (!no) return false;
        from = no->end;
        if (stands_at(sentence, no->begin, zh_no_denials)) continue;
        if (no->begin >= clause) return true;
        const auto theirs = clause_of(sentence, no->begin);
        const bool of_ours = match("我们|我", sentence, over_gap(sentence, theirs)) != nowhere &&
                             !any_in(sentence, no->end, clause, std::to_array<words>({"要求|索要|让|叫|请"}));
        if (!of_ours && any_in(sentence, no->end, clause, zh_asks)) return true;
    }
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
        !stands_at(sentence, secret.end, heads) && !zh_denied(sentence, want->begin))
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
        if (any_in(sentence, from, verb.begin, zh_others) || zh_denied(sentence, verb.begin)) return false;
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
                          !zh_denied(sentence, one.begin)
                    : is_an_order(sentence, one) && !is_denied(sentence, one.begin) &&
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
            for (const auto& secret : all_in(sentence, is_a_tool ? std::span<const words>(tools) : secrets)) {
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
            if (is_an_order(sentence, verb) && !is_denied(sentence, verb.begin) &&
                !is_of_others(sentence, verb.begin) && !goes_to_nobody(sentence, verb.end))
                return here ? named : named_before;
        }
        named_before = named;
    }
    return {};
}

}  // namespace redress
