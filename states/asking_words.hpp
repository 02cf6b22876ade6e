// The words that the guard on what we send knows, as patterns (states/word_patterns.hpp). Private to states/asking.cpp.
#pragma once

#include "states/word_patterns.hpp"

namespace redress::asking_words {

using word_patterns::words;

inline constexpr words tools[] = {
    "teamviewer|anydesk|rustdesk|todesk|quickassist|ultraviewer|screenconnect|splashtop",
    "team viewer",
    "any desk",
    "quick assist",
    "remote control|access|desktop|assistance|session|support|help",
    "screen sharing|share",
    "screensharing",
    "control of|over *2 computer|device|phone|screen",
    "向日葵|远程控制|远程协助|远程桌面|远程操作|远程连接|远程软件|遠程控制|屏幕共享|共享屏幕|螢幕共享"};

inline constexpr words secrets[] = {
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
inline constexpr words other_codes[] = {
    "error|country|postal|post|zip|area|bar|qr|promo|discount|voucher|coupon|reference|swift|ifsc|sort|"
    "branch|source|dress",
    "order|tracking|phone|telephone|transaction|case|complaint|account|invoice|reason|product|serial|model|"
    "parcel|ticket|"
    "booking|flight|policy|tax|customer|contract"};

inline constexpr words heads[] = {
    "page|pages|screen|field|box|prompt|problem|problems|reset|resets|change|changes|policy|error|errors|"
    "manager|hint|hints",
    "protected|length|covered|hidden|requirements|settings|window|blacked|masked|was|were|did|does|has|had|"
    "stays|never",
    "is|are|not wrong|changed|expired|arrived|safe|correct",
    "of|for the|this|that courier|order|parcel|conduct|branch",
    "后|时|错误|页面|框|提示|收不到|没有|未|已|被|的情况|的问题|问题|重置|规则|有效|找回|失败|输错"};

inline constexpr words tool_asks[] = {
    "install|download|open|start|run|launch|use|allow|accept|grant|enable|activate|join|approve|connect|"
    "begin|permit",
    "set up", "turn|switch on", "click", "let us|me|our|him|her|them"};

inline constexpr words asks[] = {
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
inline constexpr words wants[] = {"we|i ?also|only|now|just|do|still|will need|require|want|request",
                                  "we|i|we'd|i'd ?would like", "may|can|could i|we ?please have|get",
                                  "we|i ask ?you for", "what|what's|whats ?is|are ?the|your"};

inline constexpr words hands_it_over[] = {
    "send|share|give|forward|upload|provide|submit|attach|tell|read|email|text|message|show|paste|supply "
    "it|them|these|this",
    "send|give|tell|read|email|text|forward|show us|me it|them|these|this", "reply|answer with it|them"};

inline constexpr words denials[] = {
    "never|not|don't|dont|won't|cannot|can't|no|nobody|noone|none|neither|nor|avoid|refuse|stop|without|didn'"
    "t|doesn't",
    "needn't|mustn't|shouldn't|nothing|isn't|aren't|wouldn't|uninstall|remove|delete"};

/// They begin like a denial and ask all the same.
inline constexpr words no_denials[] = {"not|don't|dont hesitate|forget|wait|worry|mind|fail",
                                       "not|don't ?be afraid|shy",
                                       "no worries|problem|doubt|matter",
                                       "not doubt",
                                       "not only",
                                       "why not|don't"};

inline constexpr words turns[] = {"but|however|instead|except|unless|please|kindly|just|simply|so|then"};

inline constexpr words others[] = {
    "somebody|someone|anybody|anyone|whoever|who|caller|thief|thieves|stranger|scammer|scammers|fraudster|"
    "people|they|he|she",
    "whether|did|asked|told|criminal|criminals|impostor|why|how|which", "if it|he|she", "that you"};

/// Between the asking and the secret: the secret is not what is asked for.
inline constexpr words turned_away[] = {
    "whether|if|when|who|whom|whoever|which|how|why|where|after|before|asked|asks|asking|without|except|"
    "never|not|no|about",
    "instead|because|while|until|what|changed|change|reset|protect|we|they|he|she|somebody|someone|anybody|"
    "anyone|nobody|cover",
    "that you|we|they|he|she|your|it|anybody|nobody", "hide|hiding|covering|problem|guide"};

inline constexpr words leads[] = {
    "need|needs|have|has|ask|must|want|require|like|important|necessary|remember|sure|required|hesitate",
    "forget|kind|requested|expected|supposed|afraid|wait|able"};

inline constexpr words zh_asks[] = {
    "发给|发来|发送|发我|发一下|发过来|转发|发到|发下|告诉|告訴|告知|提供|报一下|报给|报下|报出|上传|输入|"
    "念给|念一下|读给|说出",
    "出示|展示|填写|提交|回复|拍下|拍照|拍摄|给我|给客服|共享|导出|复制|粘贴|透露|写在|写到|截图|报上|附上|"
    "说一下|交给|寄给"};
inline constexpr words zh_tool_asks[] = {
    "下载|打开|安装|开启|允许|同意|接受|点击|使用|用|连接|启动|启用|运行|让|授权|共享|加入|配合|屏幕共享|"
    "进行"};
inline constexpr words zh_markers[] = {
    "请|請|麻烦|烦请|劳驾|需要|需|必须|能否|可否|能不能|方便|务必|要|吗|让|拜托"};
inline constexpr words zh_to_us[] = {"*4 我|客服|过来|来|一下|工作人员|给我们"};
inline constexpr words zh_denials[] = {"不|勿|切勿|别|莫|未|没有人|没人|无需|禁止|谨防|绝不|从不|没有"};
inline constexpr words zh_no_denials[] = {"不过|不便|不同|别人|不对|不用担心|不妨"};
inline constexpr words zh_turns[] = {"但|不过|除非|而是|请|請|麻烦|烦请|劳驾|务必"};
inline constexpr words zh_others[] = {
    "骗子|对方|有人|谁|是否|有没有|他们|她|哪|任何|我们会|我们将|我们已|我们刚|我们正|系统|如何|怎么"};
inline constexpr words zh_turned_away[] = {
    "是否|有没有|有人|谁|骗子|对方|不含|遮|如何|怎么|为什么|何时|什么时候|哪|索要|修改|重置|更改|忘记|泄露|"
    "没收到|收不到|关于|已|"
    "隐去|盖住|描述|避免"};
inline constexpr words zh_behind[] = {"了|过|的", "他人|别人|对方|任何人|骗子|陌生人|谁"};

}  // namespace redress::asking_words
