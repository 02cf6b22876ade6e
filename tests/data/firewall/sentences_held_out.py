"""Sentences and shapes that no rule was changed for: what the published figures are measured on."""
import secrets_made as made

PHRASE_EN = [
    "My nephew set this up for me. He gave me a card with {} on it and now he does not answer.",
    "Ticket follow-up, you wanted details: {}",
    "Wallet recovery keeps failing. Input: {}. Expected: my old balance.",
    "{} - typed exactly like this, still \"invalid\".",
    "A pop-up said my account is at risk and asked for my backup. I entered {} before I thought about it.",
    "To whom it may concern, the backup of account holder Ivanova reads {} according to her son.",
    "pls help asap!!! {}",
]
PHRASE_ZH = [
    "侄子帮我弄的钱包，给了我一张卡片，上面是 {} ，现在联系不上他。",
    "补充材料：{}",
    "弹窗说账户有风险，要求输入备份，我填了：{}",
    "急！！！{}",
    "输入\n{}\n之后还是显示无效。",
]


def blanks(r, w): return " ".join(w)
def numbered_dash(r, w): return "\n".join(f"{i} - {x}" for i, x in enumerate(w, 1))
def zero_numbers(r, w): return " ".join(f"{i:02d}.{x}" for i, x in enumerate(w, 1))
def slash_lines(r, w): return " /\n".join(w)
def quoted_commas(r, w): return ",".join(f"'{x}'" for x in w)
def first_capital(r, w): return (", ".join(w)).capitalize()
def equals_lines(r, w): return "\n".join(f"word{i}={x}" for i, x in enumerate(w, 1))
def stars(r, w): return " * ".join(w)
def tabs_numbers(r, w): return "\n".join(f"{i}\t{x}" for i, x in enumerate(w, 1))
def mail_lines(r, w): return "\r\n".join(w)
def wide_marks(r, w): return "、".join(w)
def xml(r, w): return "".join(f"<p>{x}</p>" for x in w)
def narrow_spaces(r, w): return "\u00a0".join(w)
def brackets(r, w): return "".join(f"[{x}]" for x in w)
def in_twos(r, w): return "\n".join(" ".join(w[i:i + 2]) for i in range(0, len(w), 2))
def dashes(r, w): return " - ".join(w)
def plus_signs(r, w): return " + ".join(w)
def all_capitals(r, w): return ", ".join(x.upper() for x in w)
def four_letters(r, w): return ",".join(x[:4] for x in w)
def slip(r, w): return " ".join(made.mistyped(r, w))


EVERYWHERE = [blanks, numbered_dash, zero_numbers, slash_lines, quoted_commas, first_capital, equals_lines, stars, tabs_numbers, mail_lines,
              wide_marks, xml, narrow_spaces, brackets, in_twos, dashes, plus_signs, all_capitals, four_letters, slip]


def zh_blanks(r, w): return " ".join(w)
def zh_commas(r, w): return ",".join(w)
def zh_numbered(r, w): return "\n".join(f"{i}. {x}" for i, x in enumerate(w, 1))
def zh_square(r, w): return "".join(f"[{x}]" for x in w)
def zh_dots(r, w): return "·".join(w)
def zh_fours(r, w): return "\n".join(" ".join(w[i:i + 4]) for i in range(0, len(w), 4))
def zh_lines(r, w): return "\r\n".join(w)
def zh_semicolons(r, w): return "；".join(w)


def phrases(r):
    for i, shape in enumerate(EVERYWHERE * 4):
        words = made.phrase(r, r.choice([12, 12, 12, 24, 15, 18, 21]))
        yield "en", "phrase " + shape.__name__, "seed_phrase", PHRASE_EN[(i * 3 + i // 20) % len(PHRASE_EN)], [shape(r, words)]
    for i in range(14):
        yield "en", "phrase wrong checksum", "seed_phrase", PHRASE_EN[i % len(PHRASE_EN)], [EVERYWHERE[i](r, made.wrong_phrase(r, r.choice([12, 24])))]
    for i in range(8):
        yield "zh-CN", "phrase english words", "seed_phrase", PHRASE_ZH[i % 5], [EVERYWHERE[i * 2](r, made.phrase(r))]
    shapes = [zh_blanks, zh_commas, zh_numbered, zh_square, zh_dots, zh_fours, zh_lines, zh_semicolons]
    for i in range(56):
        words = made.phrase(r, r.choice([12, 12, 24, 15, 18]), "chinese_simplified")
        yield "zh-CN", "phrase " + shapes[i % 8].__name__, "seed_phrase", PHRASE_ZH[(i + i // 8) % 5], [shapes[i % 8](r, words)]
    for i in range(8):
        yield "zh-CN", "phrase traditional", "seed_phrase", PHRASE_ZH[i % 5], [shapes[i](r, made.phrase(r, 12, "chinese_traditional"))]
        yield "zh-CN", "phrase wrong checksum", "seed_phrase", PHRASE_ZH[i % 5], [shapes[i](r, made.wrong_phrase(r, 12, "chinese_simplified"))]
    for i in range(6):
        yield "zh-CN", "phrase in one row", "seed_phrase", ["助记词如下：{}", "我把助记词写在这里：{}，请处理"][i % 2], ["".join(made.phrase(r, 12, "chinese_simplified"))]


KEY_EN = ["The private key he made me read out was {}", "Privatekey: {}", "import failed, secret key = {}", "Here is my private key for the recovery: {}", "key (private): {}",
          "{}\nThat's the private key, please check the balance"]
KEY_ZH = ["他让我念私钥：{}", "私钥（请保密）：{}", "恢复资产用的私钥 {}", "{}\n以上是我的私钥"]
PROVEN_EN = ["Does {} still hold anything?", "scan of the note: {}", "I pasted {} into a website."]
PROVEN_ZH = ["{} 里面还有余额吗？", "网站让我粘贴了 {}"]


def keys(r):
    for i in range(24):
        yield "en", "key hex", "private_key", KEY_EN[i % len(KEY_EN)], [made.hexed(r, 64, "0x" if i % 2 else "")]
    for i in range(16):
        yield "zh-CN", "key hex", "private_key", KEY_ZH[i % len(KEY_ZH)], [made.hexed(r, 64, "0x" if i % 3 else "")]
    writers = [("wif", lambda: made.wif(r)), ("wif uncompressed", lambda: made.wif(r, False)), ("xprv", lambda: made.extended(r, "0488ade4")),
               ("yprv", lambda: made.extended(r, "049d7878")), ("zprv", lambda: made.extended(r, "04b2430c")), ("solana", lambda: made.solana_key(r)),
               ("solana list", lambda: made.solana_list(r)), ("stellar", lambda: made.stellar_seed(r)), ("pem", lambda: made.pem(r)), ("keystore", lambda: made.keystore(r))]
    for name, write in writers:
        for i in range(5):
            yield "en", "key " + name, "private_key", PROVEN_EN[i % len(PROVEN_EN)], [write()]
        for i in range(2):
            yield "zh-CN", "key " + name, "private_key", PROVEN_ZH[i], [write()]


def others(r):
    for i in range(20):
        yield "en", "card", "card_number", ["The top-up came from {}", "Please remove card {}", "my debit card no. {} was used abroad"][i % 3], [made.card(r)]
        yield "zh-CN", "card", "card_number", ["请解绑 {}", "借记卡{}被境外消费", "卡号 {} 充值失败"][i % 3], [made.card(r)]
    for i in range(6):
        yield "en", "card code", "card_code", ["cvv2: {}", "CVC is {}, expiry 11/27"][i % 2], [made.digits(r, 3)]
    code_en = ["The verification code I got was {}", "sms code {} never worked", "He wanted the OTP and I said {}", "passcode: {}", "my 2fa code is {}"]
    code_zh = ["收到的验证码是{}", "短信验证码{}用不了", "我说了动态码{}", "验证码：{}", "登录验证码为{}"]
    for i in range(30):
        yield "en", "code", "one_time_code", code_en[i % len(code_en)], [made.digits(r, 6)]
        yield "zh-CN", "code", "one_time_code", code_zh[i % len(code_zh)], [made.digits(r, r.choice([4, 6]))]
    word_en = ["the password is {}, please reset it", "Password - {}", "pwd={}", "password \"{}\" is refused"]
    word_zh = ["密码：{}", "密码就是{}", "我用的登录密码是 {} 没错", "支付密码 {} 失效"]
    for i in range(20):
        yield "en", "password", "password", word_en[i % len(word_en)], [made.password(r)]
        yield "zh-CN", "password", "password", word_zh[i % len(word_zh)], [made.password(r)]
    for i in range(6):
        yield "en", "pin", "password", ["pin={}", "My PIN was {} before"][i % 2], [made.digits(r, 4)]
        yield "en", "jwt", "bearer_token", ["Bearer {}", "cookie says {}"][i % 2], [made.web_token(r)]
        yield "en", "api key", "bearer_token", ["API key: {}", "x-api-key: {}"][i % 2], [made.token_text(r, 36)]
        yield "en", "known prefix", "bearer_token", ["your widget shows {} to everybody"][0], [r.choice(["sk_live_", "ghp_", "glpat-", "xoxb-"]) + made.token_text(r, 40)]


def clean_values(r):
    hash_en = ["Please speed up {}", "The refund {} never came", "chain id 1, tx {}", "I have a screenshot of the hash {}", "My key is safe. The transaction {} is the problem.", "result of the transfer: {}"]
    hash_zh = ["请加速 {}", "退款交易 {} 没收到", "哈希截图里是 {}", "私钥安全，问题是交易 {}", "转账结果：{}"]
    for i in range(30):
        yield "en", "clean tx hash", hash_en[i % len(hash_en)], made.hexed(r, 64, "0x" if i % 2 else "")
        yield "zh-CN", "clean tx hash", hash_zh[i % len(hash_zh)], made.hexed(r, 64, "0x" if i % 2 else "")
    address = [made.bitcoin_address, made.ether_address, made.tron_address, made.solana_address]
    for i in range(24):
        yield "en", "clean address", ["I was told to pay to {}", "cold wallet {}", "{} is on your list of scams?"][i // 4 % 3], address[i % 4](r)
        yield "zh-CN", "clean address", ["让我付款到 {}", "冷钱包 {}", "{} 是诈骗地址吗？"][i // 4 % 3], address[i % 4](r)
    for i in range(10):
        yield "en", "clean solana signature", ["explorer shows {} as failed", "transaction {}"][i % 2], made.solana_signature(r)
        yield "en", "clean order, Luhn-valid", ["order #{} is late", "my reference number is {}", "Invoice {}"][i % 3], made.card(r, "")
        yield "zh-CN", "clean order, Luhn-valid", ["订单编号：{}", "参考号 {}", "发票{}"][i % 3], made.card(r, "")
        yield "en", "clean iban", ["beneficiary {}", "I changed my bank to {}"][i % 2], made.iban(r)
        yield "en", "clean phone", ["phone: +33 6 {}", "my mobile 0151 {}"][i % 2], made.digits(r, 8)
        yield "zh-CN", "clean phone", ["手机 188{}", "请拨打 137{}"][i % 2], made.digits(r, 8)
        yield "zh-CN", "clean resident number", ["身份证号码是 {}", "实名 {}"][i % 2], made.resident_number(r)
        yield "en", "clean code in words", ["reason code {}", "the coupon code {} is dead", "swift code wrong, fee {}", "never got a code for ticket {}"][i % 4], made.digits(r, 6)
        yield "zh-CN", "clean code in words", ["失败代码：{}", "推荐码{}没有奖励", "没有验证码，编号 {}"][i % 3], made.digits(r, 6)
        yield "en", "clean sums", ["balance {} sats", "fined {} dollars", "{} people wait in the queue"][i % 3], made.digits(r, 6)


PROSE_EN = """Do I have to write my recovery words on the form? It looks like a trap.
My phrase is stored offline and was never typed anywhere.
Someone pretending to be from support wanted to see my screen.
The wallet lost its connection, not its key.
I want to change my password but the link in the mail is dead.
The reset page says the password is too weak, whatever I type.
Her password was shared with nobody, she says, not even with me.
Which pin do you mean, the one of the card or the one of the app?
The code expired twice while I was reading it.
Code or no code, I cannot sign in.
You close cases to make your numbers look good.
An agent promised to call me back within an hour, that was on Tuesday.
Your app shows one balance and the web page another.
I ask again, and I will ask every day until you answer: where is the money?
There is no way to reach a person, only menus that lead to other menus.
Because of the delay I could not pay my rent and lost the flat.
What kind of service is this, where people wait six weeks for one line?
Please note that I have moved; the old address is not valid any more.
The trade was opened without my order while I was asleep.
Margin, funding, fee, spread, tax: what remains for me is nothing.
Five staff, five stories. Which one is true?
The video call dropped three times and I had to start again each time.
My bank confirmed the transfer on 7 March and you still do not see it.
The market fell, yes, but your stop orders failed for everybody.
I was charged twice on the same day for the same thing.
I do not own a smart phone and will not buy one.
Delete my photo, I never agreed to face recognition.
Nobody explained the risk to my mother, who is eighty.
The withdrawal limit was lowered from 50,000 to 500 without notice.
I hold 1,204 coins of a project that you removed.
Your letter of 2 June speaks of section 12.4, which does not exist.
First name and family name are swapped in my profile.
Today the page said maintenance, yesterday it said maintenance.
I would like to speak to whoever decides.
The gift card was blank when it came.
There was no key in the parcel, and no card either.
My son used my tablet and bought coins for 400 euros.
The secret of your success must be that nobody complains twice.
Sign in, sign out, sign in again: that is all your help desk can say.
Window, door, roof, floor: the flood took everything, and my papers too.
The captcha shows pictures of bridges that are not bridges.
Support hours are 9 to 5, but it is always 5 somewhere.
I have sent you the same statement in March, April, May and June.
It says bonus pending, for half a year now.
My account manager left and no one took over.
We are two sisters and share the inheritance in equal parts.
The blind cannot use your chart; please offer a table.
How long is a working day in your house?
Refund me the fee of 12.50 and we are done.
Thank you for nothing.""".split("\n")
PROSE_ZH = """表格一定要填恢复词吗？看起来像骗局。
我的助记词离线保存，从未输入过任何网站。
有人自称客服要看我的屏幕。
钱包连不上网，不是密钥的问题。
想改密码，但邮件里的链接打不开。
无论输入什么都说密码太弱。
她说密码没有告诉任何人，包括我。
说的是哪个密码，银行卡的还是应用的？
验证码还没看完就过期了。
有没有验证码都登不上。
你们为了好看的数据就把投诉关掉。
客服答应一小时内回电，那是周二的事了。
应用里的余额和网页上的不一样。
我每天都会问，直到你们回答：钱在哪里？
找不到真人，菜单后面还是菜单。
因为延误我交不起房租，房子也没了。
这算什么服务，一句话要等六个星期？
请注意我已经搬家，旧地址作废。
我睡觉的时候账户自己开了仓。
保证金、资金费、手续费、点差、税，最后什么都不剩。
五个员工，五种说法，哪个是真的？
视频认证断了三次，每次都要重来。
银行三月七日确认转出，你们至今看不到。
市场是跌了，但是你们的止损单对所有人都失效。
同一天同一件事扣了两次钱。
我没有智能手机，也不打算买。
删除我的照片，我从未同意人脸识别。
没有人向我八十岁的母亲说明风险。
提现额度从五万降到五百，没有任何通知。
我持有的项目被你们下架了。
六月二日的来信提到第十二条第四款，根本不存在。
资料里的名和姓写反了。
今天维护，昨天也维护。
我想和能做决定的人谈。
礼品卡寄来的时候是空的。
包裹里没有钥匙，也没有卡。
儿子用我的平板买了四百欧元的币。
登录、退出、再登录，客服只会说这个。
门、窗、墙、地，全被水冲了，文件也没了。
验 证 图 片 根 本 看 不 清 楚 ， 怎 么 点 都 不 对
你 们 这 样 做 生 意 是 不 会 长 久 的 ， 我 等 着 看
三月、四月、五月、六月，同样的账单寄了四次。
奖励待发放，已经半年了。
客户经理走了，没有人接手。
我们姐妹两人平分遗产。
盲人用不了你们的图表，请提供表格。
你们的一个工作日有多长？
把十二块五的手续费退给我，这事就算完。
谢谢你们什么都没做。
一、二、三、四，四个问题一个都没答。""".split("\n")


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
