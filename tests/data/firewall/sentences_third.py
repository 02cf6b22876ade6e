"""Sentences and shapes that were held out at second, and that the detector was then mended against."""
import secrets_made as made

PHRASE_EN = [
    "Since the last update I am locked out. Paper note in my safe says: {}. Can you let me back in?",
    "yesterday a lady from \"compliance\" mailed me a form, and in the form I filled in {} because she said it was needed",
    "{}\n\nthat is all I have left. Regards, Tom",
    "Is somebody able to check this for me: {}",
    "Hi! Trying to move to the new wallet but \"{}\" gives error E17 every time.",
    "Claim of Mrs Novak (born 3 May 1948). Her grandson noted for her: {}; the account has been emptied on Saturday.",
    "I filled the airdrop page with {} - and within a minute everything was transferred out.",
    "Here you go: {}",
]
PHRASE_ZH = [
    "更新以后进不去了，纸条上记的是：{}，能恢复吗？",
    "昨天有位女士发来表格，我填了 {} ，今天余额没了",
    "{}\n我只有这些了，谢谢。",
    "空投页面要求输入钱包口令词，我输入了：{}。一分钟后全部被转走。",
    "麻烦核对一下：{}",
    "老人写在本子上的备份：{}；账户周六被清空。",
]


def spaced(r, w): return " ".join(w)
def with_equals(r, w): return " ".join(f"{i}={x}" for i, x in enumerate(w, 1))
def in_brackets(r, w): return " ".join(f"({i}) {x}" for i, x in enumerate(w, 1))
def yaml_list(r, w): return "\n".join(f"  - {i}: \"{x}\"" for i, x in enumerate(w, 1))
def csv_row(r, w): return ",".join(w)
def json_object(r, w): return "{" + ",".join(f'"{i}":"{x}"' for i, x in enumerate(w, 1)) + "}"
def ordinals(r, w): return ", ".join(f"{i}{'st' if i % 10 == 1 and i != 11 else 'nd' if i % 10 == 2 and i != 12 else 'rd' if i % 10 == 3 and i != 13 else 'th'} {x}" for i, x in enumerate(w, 1))
def full_stops(r, w): return ". ".join(x.capitalize() for x in w)
def two_lines(r, w): return " ".join(w[:6]) + " \n\n " + " ".join(w[6:])
def hash_comments(r, w): return " / ".join(w)
def tabs(r, w): return "\t".join(w)
def wide_commas(r, w): return "，".join(w)
def joiners(r, w): return " ".join("\u2060".join((x[:1], x[1:])) for x in w)
def markdown(r, w): return "\n".join(f"* **{x}**" for x in w)
def web_form(r, w): return "+".join(w)
def percent(r, w): return "%2C".join(w)
def bold(r, w): return " ".join("".join(chr(0x1D41A + ord(c) - 97) for c in x) for x in w)
def lined_numbers(r, w): return "\n".join(f"{i}\n{x}" for i, x in enumerate(w, 1))
def ampersands(r, w): return " & ".join(w)
def slip(r, w): return ", ".join(made.mistyped(r, w))


EVERYWHERE = [spaced, with_equals, in_brackets, yaml_list, csv_row, json_object, ordinals, full_stops, two_lines, hash_comments, tabs,
              wide_commas, joiners, markdown, web_form, percent, bold, lined_numbers, ampersands, slip]


def zh_spaced(r, w): return " ".join(w)
def zh_brackets(r, w): return " ".join(f"({i}){x}" for i, x in enumerate(w, 1))
def zh_pairs(r, w): return " ".join("".join(w[i:i + 2]) for i in range(0, len(w) - len(w) % 2, 2)) + (" " + w[-1] if len(w) % 2 else "")
def zh_quoted(r, w): return "".join(f"“{x}”" for x in w)
def zh_colons(r, w): return "\n".join(f"{i}：{x}" for i, x in enumerate(w, 1))
def zh_pipes(r, w): return "|".join(w)
def zh_sixes(r, w): return "\n".join(" ".join(w[i:i + 6]) for i in range(0, len(w), 6))
def zh_json(r, w): return "[" + ",".join(f'"{x}"' for x in w) + "]"


def phrases(r):
    for i, shape in enumerate(EVERYWHERE * 4):
        words = made.phrase(r, r.choice([12, 12, 12, 24, 15, 18, 21]))
        yield "en", "phrase " + shape.__name__, "seed_phrase", PHRASE_EN[(i * 3 + i // 20) % len(PHRASE_EN)], [shape(r, words)]
    for i in range(14):
        yield "en", "phrase wrong checksum", "seed_phrase", PHRASE_EN[i % len(PHRASE_EN)], [EVERYWHERE[i](r, made.wrong_phrase(r, r.choice([12, 24])))]
    for i in range(8):
        yield "zh-CN", "phrase english words", "seed_phrase", PHRASE_ZH[i % 6], [EVERYWHERE[i * 2](r, made.phrase(r))]
    shapes = [zh_spaced, zh_brackets, zh_pairs, zh_quoted, zh_colons, zh_pipes, zh_sixes, zh_json]
    for i in range(56):
        words = made.phrase(r, r.choice([12, 12, 24, 15, 18]), "chinese_simplified")
        yield "zh-CN", "phrase " + shapes[i % 8].__name__, "seed_phrase", PHRASE_ZH[(i + i // 8) % 6], [shapes[i % 8](r, words)]
    single = [zh_spaced, zh_brackets, zh_quoted, zh_colons, zh_pipes, zh_json]
    for i in range(8):
        yield "zh-CN", "phrase traditional", "seed_phrase", PHRASE_ZH[i % 6], [single[i % 6](r, made.phrase(r, 12, "chinese_traditional"))]
        yield "zh-CN", "phrase wrong checksum", "seed_phrase", PHRASE_ZH[i % 6], [single[i % 6](r, made.wrong_phrase(r, 12, "chinese_simplified"))]
    for i in range(6):
        yield "zh-CN", "phrase in one row", "seed_phrase", ["请查助记词：{}", "老钱包的助记词是{}。"][i % 2], ["".join(made.phrase(r, 12, "chinese_simplified"))]


KEY_EN = ["On the paper: private key {}", "wallet.dat dump, secret: {}", "I gave the caller my private key. It was {}", "my wallet's private key\n\n{}\n\nwill not import",
          "export PRIVATE_KEY=\"{}\"", "{} is the private key, please disable it"]
KEY_ZH = ["纸上的私钥 {}", "我告诉对方私钥了：{}", "钱包私钥\n{}\n导入不了", "{}，这串私钥作废吧"]
PROVEN_EN = ["What can I do with {}?", "USB stick content: {}", "{} please"]
PROVEN_ZH = ["U盘里的内容：{}", "{}，这是什么？"]


def keys(r):
    for i in range(24):
        yield "en", "key hex", "private_key", KEY_EN[i % len(KEY_EN)], [made.hexed(r, 64, "0x" if i % 2 else "")]
    for i in range(16):
        yield "zh-CN", "key hex", "private_key", KEY_ZH[i % len(KEY_ZH)], [made.hexed(r, 64, "0x" if i % 3 else "")]
    writers = [("wif", lambda: made.wif(r)), ("wif uncompressed", lambda: made.wif(r, False)), ("xprv", lambda: made.extended(r, "0488ade4")),
               ("yprv", lambda: made.extended(r, "049d7878")), ("tprv", lambda: made.extended(r, "04358394")), ("solana", lambda: made.solana_key(r)),
               ("solana list", lambda: made.solana_list(r)), ("stellar", lambda: made.stellar_seed(r)), ("pem", lambda: made.pem(r)), ("keystore", lambda: made.keystore(r))]
    for name, write in writers:
        for i in range(5):
            yield "en", "key " + name, "private_key", PROVEN_EN[i % len(PROVEN_EN)], [write()]
        for i in range(2):
            yield "zh-CN", "key " + name, "private_key", PROVEN_ZH[i], [write()]


def others(r):
    for i in range(20):
        yield "en", "card", "card_number", ["refund it to my card, {}, thanks", "{} is blocked since Monday", "Amex / Visa whatever: {}", "the credit card used was {}"][i % 4], [made.card(r)]
        yield "zh-CN", "card", "card_number", ["退到我的卡里：{}", "信用卡号码{}", "{}这张卡被盗刷"][i % 3], [made.card(r)]
    for i in range(6):
        yield "en", "card code", "card_code", ["CVV {}", "and the cvc number was {}"][i % 2], [made.digits(r, 3)]
    code_en = ["SMS says: your verification code is {}", "I read him the one-time code, {}", "entered 2FA {} ten times", "He said he needs the security code so I said {}", "Login code - {}", "the code I got was {}"]
    code_zh = ["您的验证码为{}，五分钟内有效", "我念了验证码{}给他", "动态口令：{}", "手机验证码是 {}", "输入了校验码 {} 没反应"]
    for i in range(30):
        yield "en", "code", "one_time_code", code_en[i % len(code_en)], [made.digits(r, 6)]
        yield "zh-CN", "code", "one_time_code", code_zh[i % len(code_zh)], [made.digits(r, r.choice([4, 6]))]
    word_en = ["old password was {}, new one does not work", "PASSWORD = {}", "username tom, password: {}", "I told her my password ({})"]
    word_zh = ["我的密码是：{}", "资金密码为{}，输入错误", "用户名 tom 密码 {}", "口令：{}"]
    for i in range(20):
        yield "en", "password", "password", word_en[i % len(word_en)], [made.password(r)]
        yield "zh-CN", "password", "password", word_zh[i % len(word_zh)], [made.password(r)]
    for i in range(6):
        yield "en", "pin", "password", ["card PIN: {}", "I set the pin to {} and it says wrong"][i % 2], [made.digits(r, 4)]
        yield "en", "jwt", "bearer_token", ["request header \"authorization: Bearer {}\"", "jwt {}"][i % 2], [made.web_token(r)]
        yield "en", "api key", "bearer_token", ["apiKey: \"{}\"", "API token is {}"][i % 2], [made.token_text(r, 36)]
        yield "en", "known prefix", "bearer_token", ["log line contains {}"][0], [r.choice(["rk_live_", "gho_", "glpat-", "npm_"]) + made.token_text(r, 40)]


def clean_values(r):
    hash_en = ["My withdrawal {} shows failed but the coins left", "Confirmed on chain: {}", "{} , please look", "scam transfer hash {}", "Explorer link https://tronscan.org/#/transaction/{}", "I never shared the seed, still {} happened"]
    hash_zh = ["被骗转账的哈希 {}", "{}，请查一下", "链上已确认：{}", "助记词没给过别人，却出现了这笔转账 {}", "提现 {} 显示失败"]
    for i in range(30):
        yield "en", "clean tx hash", hash_en[i % len(hash_en)], made.hexed(r, 64, "0x" if i % 2 else "")
        yield "zh-CN", "clean tx hash", hash_zh[i % len(hash_zh)], made.hexed(r, 64, "0x" if i % 2 else "")
    address = [made.bitcoin_address, made.ether_address, made.tron_address, made.solana_address]
    for i in range(24):
        yield "en", "clean address", ["deposit address {} expired?", "funds went to {} which I do not know", "please block {}"][i // 4 % 3], address[i % 4](r)
        yield "zh-CN", "clean address", ["充值地址 {} 过期了吗", "钱去了 {}", "请拉黑 {}"][i // 4 % 3], address[i % 4](r)
    for i in range(10):
        yield "en", "clean solana signature", ["The transfer {} was dropped", "see solscan {}"][i % 2], made.solana_signature(r)
        yield "en", "clean order, Luhn-valid", ["Order no. {} is missing", "case {} was closed without an answer", "tracking {}"][i % 3], made.card(r, "")
        yield "zh-CN", "clean order, Luhn-valid", ["订单：{}", "快递单号 {}", "编号{}的投诉没人理"][i % 3], made.card(r, "")
        yield "en", "clean iban", ["Transfer to {} please", "wrong IBAN on file: {}"][i % 2], made.iban(r)
        yield "en", "clean phone", ["mobile 07700 {}", "text me: +86 138 {}"][i % 2], made.digits(r, 7)
        yield "zh-CN", "clean phone", ["电话 133{}", "换号了，新号 151{}"][i % 2], made.digits(r, 8)
        yield "zh-CN", "clean resident number", ["身份证 {}", "证件号码：{}"][i % 2], made.resident_number(r)
        yield "en", "clean code in words", ["failure code {} at checkout", "booking code {}", "the discount code {} expired", "Without the code I am stuck, ticket {}", "bank code {}"][i % 5], made.digits(r, 6)
        yield "zh-CN", "clean code in words", ["报错代码 {}", "优惠代码{}不能用", "验证码发不出来，工单 {}"][i % 3], made.digits(r, 6)
        yield "en", "clean sums", ["won {} points in the contest", "owed {} EUR since May", "volume {} in 24h"][i % 3], made.digits(r, 6)


PROSE_EN = """Your own site says never to share the recovery phrase. Then why does the form have a field for it?
I keep my twelve words on a steel plate and nobody has seen them.
The caller said my wallet seed had to be synchronised. I laughed and hung up.
Restoring from the phrase takes hours and then stops at 40 percent.
Is a private key the same as a password?
The key was rejected, the old one and the new one.
I do not remember which password I used, maybe an old one.
Your app forgot my password after every update.
My password is longer than sixteen letters, the field cuts it.
Two-factor codes stopped working when I changed phones.
Every code I enter is refused as too old.
The SMS code went to the number of my late husband.
Pin entry freezes the screen of my tablet.
A voice robot asked me to say my mother's maiden name, then hung up.
People like me need a phone line, not another page of words.
Will someone please take this case, read all of it, and give one clear answer?
You say you are sorry, you say it again, but you never say when.
My order was filled at a price that did not exist on any chart that day.
It took nine days, three letters and five calls to learn that nothing was done.
They closed my short before the market opened, without any margin call.
The statement shows interest that I was never paid.
I am seventy-five and cannot read the small print on the phone.
Write to me in German if you can, my English is poor.
Account under review, account under review, account under review, for six weeks now.
Limit up, limit down, halt, resume, halt again: how can anyone trade like that?
I sold bitcoin, ether, solana and tron on the same day, and only one was settled.
The stolen sum is 14,300.50 USDT, which was all of my savings.
My lawyer asks for the call recordings of 4 and 5 October.
The promotion banner said zero fee. The fee was 1.5 percent.
On page 3 of the contract it says 14 days, on page 5 it says 30 days.
I uploaded my passport four times: front, back, front again, and with my face.
Someone used my name and my old address to open an account with you.
No token was credited after the swap, only the gas was taken.
The session ends whenever I switch to my bank's app.
The secret to good service is to answer, which you do not.
Cards issued in my country are not accepted, and nobody told me before.
Table, chair, desk, lamp, bed: the insurer paid for all of it, you pay for nothing.
Monday call, Tuesday call, Wednesday mail, Thursday chat, Friday nothing.
What was promised: a call. What I got: silence.
I want my data deleted and a letter that says so.
The new version drains the battery of my phone in two hours.
Did you receive my fax of 12 pages?
If this is about tax, say so, I can send the form.
The branch on High Street told me to ask you, and you tell me to ask them.
Frozen since the 3rd, and rent is due on the 1st.
I did not agree to any change of terms.
We trusted you with the money for our daughter's school.
Nobody asked me before the plan was changed.
The map shows an office, the office shows a closed door.
The error says try again later; it is later now.""".split("\n")
PROSE_ZH = """你们官网写着不要告诉任何人助记词，为什么表格里还要填？
我的助记词刻在钢板上，没有人见过。
对方说钱包需要同步助记词，我没有理会。
恢复钱包要好几个小时，到百分之四十就停了。
私钥和密码是一回事吗？
新旧两个密钥都提示无效。
想不起来用的是哪个密码了。
密码太长，输入框只能输入一半。
换手机以后验证码就收不到了。
每次输入的验证码都说过期。
短信发到了我已故丈夫的号码上。
语音机器人问完我的名字就挂断了。
像我这样的老人需要电话服务，不是更多的网页。
请安排专人看完我的材料，给一个明确答复。
道歉说了很多遍，就是不说什么时候解决。
成交价格在当天的任何图表上都不存在。
九天，三封信，五个电话，什么也没办成。
没有追加保证金通知就被平仓了。
账单上的利息从来没有付给我。
我今年七十五岁，手机上的字太小看不清。
账户审核中，账户审核中，已经六个星期了。
涨停、跌停、停牌、复牌，又停牌，这怎么交易？
同一天卖出四个币，只有一个结算了。
被盗金额是一万四千三百美元，是我全部的积蓄。
律师要求提供十月四日和五日的通话录音。
横幅写着零费率，实际收了百分之一点五。
合同第三页写十四天，第五页写三十天。
护照上传了四次，正面、反面、再正面、手持。
有人用我的名字和旧地址在你们这里开了户。
兑换以后没有到账，只扣了矿工费。
一切换到银行应用，登录就失效。
服务好的秘诀是回答问题，你们没有。
我国发行的卡不能用，事先没有人告知。
桌、椅、床、灯、柜，保险都赔了，你们什么都不赔。
周一电话、周二电话、周三邮件、周四聊天、周五没消息。
你 们 到 底 什 么 时 候 才 能 给 我 一 个 答 复 ？
这 是 我 们 全 家 的 钱 ， 请 还 给 我 们 ， 谢 谢
我要求删除我的数据，并书面确认。
新版本两个小时就把手机电量耗光了。
传真十二页收到了吗？
如果是税务问题请直说，我可以提供表格。
网点让我找你们，你们让我找网点。
从三号冻结到现在，一号要交房租。
我没有同意任何条款变更。
这是给女儿上学的钱。
计划变更之前没有人问过我。
地图上有办公室，到了发现大门紧锁。
提示稍后再试，现在已经是稍后了。
甲、乙、丙、丁四个客服，四种说法。
问：谁负责？答：不知道。""".split("\n")


def every_text(r):
    yield from phrases(r)
    yield from keys(r)
    yield from others(r)
    for language, group, template, value in clean_values(r):
        yield language, group, None, template, [value]
    for line in PROSE_EN:
        yield "en", "clean prose", None, line, []
    for line in PROSE_ZH:
        yield "zh-CN", "clean prose", None, line, []
