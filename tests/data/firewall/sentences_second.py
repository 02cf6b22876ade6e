"""Sentences and shapes that were held out at first, and that the detector was then mended against."""
import secrets_made as made

PHRASE_EN = [
    "I was on the phone with someone from \"security\" for an hour. In the end I read out {} and hung up. What now?",
    "These are my backup words, in case that helps your engineers to find the account:\n\n{}\n\nBest regards, J. Kowalski",
    "subject: wallet empty\n{}",
    "Could you tell me whether {} is a valid wallet? My brother says it is not.",
    "Old wallet from 2019, restored it with {} last week and the balance is wrong by 0.4 BTC.",
    "i pasted this in your chat by accident: {} can you delete it",
    "Everything you need: name Anna Schmidt, born 1961, phrase: {}. Money missing since Sunday.",
    "The form on wallet-verify dot com wanted all of it. I entered\n{}\nand pressed send.",
    "{} <- does not work any more after your maintenance",
]
PHRASE_ZH = [
    "昨晚有个自称安全部的人打来电话，我念给他听了：{}。今天钱没了。",
    "附上我的恢复词方便你们查询：\n{}\n此致敬礼",
    "钱包导入时填的是 {} ，余额却是零",
    "我不小心把助记词发到群里了，内容是：{}，怎么补救？",
    "{}\n麻烦看看这个钱包还有没有币",
    "账户名张伟，钱包备份：{}，请协助找回。",
]


def pipes(r, w): return " | ".join(w)
def semicolons(r, w): return "; ".join(w)
def underscores(r, w): return "_".join(w)
def hashes(r, w): return "  ".join(f"#{i} {x}" for i, x in enumerate(w, 1))
def colons(r, w): return "\n".join(f"{i}: {x}" for i, x in enumerate(w, 1))
def tags(r, w): return "<ol>" + "".join(f"<li>{x}</li>" for x in w) + "</ol>"
def python_list(r, w): return str(list(w))
def any_case(r, w): return " ".join("".join(c.upper() if r.random() < 0.4 else c for c in x) for x in w)
def two_columns(r, w):
    half = len(w) // 2
    return "\n".join(f"{i + 1}. {w[i]}\t{i + 1 + half}. {w[i + half]}" for i in range(half))
def in_threes(r, w): return "\n".join(", ".join(w[i:i + 3]) for i in range(0, len(w), 3))
def quoted_each(r, w): return " ".join(f"\u201c{x}\u201d" for x in w)
def escaped(r, w): return "\\n".join(w)
def soft_hyphens(r, w): return " ".join(x[:3] + "\u00ad" + x[3:] for x in w)
def double_spaces(r, w): return "   ".join(w)
def arrows(r, w): return " -> ".join(w)
def dots(r, w): return " . ".join(w)
def circled(r, w): return " ".join(f"{chr(0x2460 + i)}{x}" if i < 20 else f"({i + 1}) {x}" for i, x in enumerate(w))
def mail_quote(r, w): return "\n".join("> " + " ".join(w[i:i + 6]) for i in range(0, len(w), 6))
def then_words(r, w): return ", then ".join(w)
def slip(r, w): return " ".join(made.mistyped(r, w))


EVERYWHERE = [pipes, semicolons, underscores, hashes, colons, tags, python_list, any_case, two_columns, in_threes, quoted_each,
              escaped, soft_hyphens, double_spaces, arrows, dots, circled, mail_quote, then_words, slip]


def zh_slashes(r, w): return "/".join(w)
def zh_threes(r, w): return "\n".join(" ".join(w[i:i + 3]) for i in range(0, len(w), 3))
def zh_tabs(r, w): return "\t".join(w)
def zh_labels(r, w): return "，".join(f"第{i}个{x}" for i, x in enumerate(w, 1))
def zh_bracketed(r, w): return "".join(f"【{x}】" for x in w)
def zh_dashes(r, w): return "-".join(w)
def zh_counted(r, w): return "\n".join(f"{i}、{x}" for i, x in enumerate(w, 1))
def zh_wide(r, w): return "\u3000".join(w)


def phrases(r):
    for i, shape in enumerate(EVERYWHERE * 4):
        words = made.phrase(r, r.choice([12, 12, 12, 24, 15, 18, 21] if shape not in (two_columns,) else [12, 18, 24]))
        yield "en", "phrase " + shape.__name__, "seed_phrase", PHRASE_EN[(i * 2 + i // 20) % len(PHRASE_EN)], [shape(r, words)]
    for i in range(14):
        shape = EVERYWHERE[i]
        yield "en", "phrase wrong checksum", "seed_phrase", PHRASE_EN[i % len(PHRASE_EN)], [shape(r, made.wrong_phrase(r, r.choice([12, 24])))]
    for i in range(6):
        yield "zh-CN", "phrase english words", "seed_phrase", PHRASE_ZH[i], [EVERYWHERE[i * 3](r, made.phrase(r))]
    shapes = [zh_slashes, zh_threes, zh_tabs, zh_labels, zh_bracketed, zh_dashes, zh_counted, zh_wide]
    for i in range(56):
        words = made.phrase(r, r.choice([12, 12, 24, 15, 21]), "chinese_simplified")
        shape = shapes[i % len(shapes)]
        yield "zh-CN", "phrase " + shape.__name__, "seed_phrase", PHRASE_ZH[(i + i // 8) % len(PHRASE_ZH)], [shape(r, words)]
    for i in range(8):
        yield "zh-CN", "phrase traditional", "seed_phrase", PHRASE_ZH[i % 6], [shapes[i % len(shapes)](r, made.phrase(r, 12, "chinese_traditional"))]
        yield "zh-CN", "phrase wrong checksum", "seed_phrase", PHRASE_ZH[i % 6], [shapes[i % len(shapes)](r, made.wrong_phrase(r, 12, "chinese_simplified"))]
    for i in range(6):
        yield "zh-CN", "phrase in one row", "seed_phrase", ["助记词为{}，求助", "我的恢复词：{}"][i % 2], ["".join(made.phrase(r, 12, "chinese_simplified"))]


KEY_EN = ["Lost access. I still have the private key ({}) on paper.", "PRIVATE_KEY={}", "they made me export the private key, it starts and ends like this: {}",
          "Imported with key {} but the account shows another address", "PrivKey - {}", "Is {} really a private key? The man on the phone asked for it."]
KEY_ZH = ["导出的私钥如下：{}", "私鑰: {}", "钱包私钥我记在本子上，{}，可以帮我转出来吗", "对方要求提供私钥，我给了他{}"]
PROVEN_EN = ["Found this on an old drive: {} Anything on it?", "My note only says\n{}", "do not share but it is {} ok", "{}\n\nSent from my iPhone"]
PROVEN_ZH = ["旧硬盘里找到的：{}，还能用吗？", "纸上写着 {}"]


def keys(r):
    for i in range(24):
        yield "en", "key hex", "private_key", KEY_EN[i % len(KEY_EN)], [made.hexed(r, 64, "0x" if i % 2 else "") if i % 4 else made.hexed(r, 64).upper()]
    for i in range(16):
        yield "zh-CN", "key hex", "private_key", KEY_ZH[i % len(KEY_ZH)], [made.hexed(r, 64, "0x" if i % 2 else "")]
    writers = [("wif", lambda: made.wif(r)), ("wif uncompressed", lambda: made.wif(r, False)), ("xprv", lambda: made.extended(r, "0488ade4")),
               ("tprv", lambda: made.extended(r, "04358394")), ("zprv", lambda: made.extended(r, "04b2430c")), ("solana", lambda: made.solana_key(r)),
               ("solana list", lambda: made.solana_list(r)), ("stellar", lambda: made.stellar_seed(r)), ("pem", lambda: made.pem(r)), ("keystore", lambda: made.keystore(r))]
    for name, write in writers:
        for i in range(5):
            yield "en", "key " + name, "private_key", PROVEN_EN[i % len(PROVEN_EN)], [write()]
        for i in range(2):
            yield "zh-CN", "key " + name, "private_key", PROVEN_ZH[i], [write()]


def others(r):
    for i in range(20):
        yield "en", "card", "card_number", ["You charged {} although I cancelled", "debit card {} declined 3 times", "Mastercard ending... the whole number is {}", "Karte: {}, name A. Schmidt"][i % 4], [made.card(r)]
        yield "zh-CN", "card", "card_number", ["绑定的储蓄卡 {} 无法提现", "用尾号不记得了，完整是{}", "银联卡{}被扣了两次"][i % 3], [made.card(r)]
    for i in range(6):
        yield "en", "card code", "card_code", ["they even wanted the CVV2 ({})", "cvc is {}"][i % 2], [made.digits(r, 3)]
    code_en = ["Your colleague asked for the 6 digit verification code and I said {}", "passcode {} does not work", "One-time password: {}", "I was sent {} as the login code, then everything was gone",
               "my google authenticator shows {}", "sms code = {}"]
    code_zh = ["对方让我报验证码，我报了{}", "短信验证码为 {} ，输入无效", "校验码:{}", "他收到的动态密码是{}", "我的验证码是 {} 请核对"]
    for i in range(30):
        yield "en", "code", "one_time_code", code_en[i % len(code_en)], [made.digits(r, 6)]
        yield "zh-CN", "code", "one_time_code", code_zh[i % len(code_zh)], [made.digits(r, r.choice([4, 6]))]
    word_en = ["user anna, password {}, please check yourself", "I use the password '{}' for everything", "My pass: {}", "the correct password is {} I am sure"]
    word_zh = ["我的登录密码是{}，你们自己登录看看", "账号13800001111 密码{}", "原密码：{}", "交易密码为 {}，提示不正确"]
    for i in range(20):
        yield "en", "password", "password", word_en[i % len(word_en)], [made.password(r)]
        yield "zh-CN", "password", "password", word_zh[i % len(word_zh)], [made.password(r)]
    for i in range(6):
        yield "en", "pin", "password", ["the PIN number is {}", "my card's pin, {}, was on the note"][i % 2], [made.digits(r, 4)]
        yield "en", "jwt", "bearer_token", ["curl -H 'Authorization: Bearer {}'", "token in the address bar was {}"][i % 2], [made.web_token(r)]
        yield "en", "api key", "bearer_token", ["key for the API: api_key={}", "the access token {} leaked"][i % 2], [made.token_text(r, 36)]
        yield "en", "known prefix", "bearer_token", ["is {} one of yours?"][0], [r.choice(["sk_live_", "ghp_", "glpat-", "xoxp-"]) + made.token_text(r, 36)]


def clean_values(r):
    hash_en = ["Transfer {} is stuck.", "Proof of payment: {}", "Please trace {} for me", "0 confirmations for {} after two days", "My key question: where is {} ?", "The scammer has my seed; he made transaction {} at night"]
    hash_zh = ["这笔转账 {} 一直未确认", "链上记录：{}", "请查询 {}", "私钥被盗，被盗交易为 {}", "凭证 {} 已上传"]
    for i in range(30):
        yield "en", "clean tx hash", hash_en[i % len(hash_en)], made.hexed(r, 64, "0x" if i % 2 else "")
        yield "zh-CN", "clean tx hash", hash_zh[i % len(hash_zh)], made.hexed(r, 64, "0x" if i % 2 else "")
    address = [made.bitcoin_address, made.ether_address, made.tron_address, made.solana_address]
    for i in range(24):
        yield "en", "clean address", ["Wrong network! Receiver {}", "whitelist {} please", "their wallet is {}"][i // 4 % 3], address[i % 4](r)
        yield "zh-CN", "clean address", ["提币到 {} 失败", "骗子的钱包是 {}", "白名单加不上 {}"][i // 4 % 3], address[i % 4](r)
    for i in range(10):
        yield "en", "clean solana signature", ["Sent SOL, see {}", "tx {}"][i % 2], made.solana_signature(r)
        yield "en", "clean order, Luhn-valid", ["P2P order {} seller silent", "Trade id {}", "ticket {} still open"][i % 3], made.card(r, "")
        yield "zh-CN", "clean order, Luhn-valid", ["交易单号{}对方不放币", "流水号：{}", "我的订单编号 {}"][i % 3], made.card(r, "")
        yield "en", "clean iban", ["Payout went to {} which is not mine", "Bank details {}"][i % 2], made.iban(r)
        yield "en", "clean phone", ["whatsapp +49 151 {}", "reach me at 020 {}"][i % 2], made.digits(r, 8)
        yield "zh-CN", "clean phone", ["联系电话：135{}", "微信同号 177{}"][i % 2], made.digits(r, 8)
        yield "zh-CN", "clean resident number", ["我的证件号是{}", "本人 {} 要求注销"][i % 2], made.resident_number(r)
        yield "en", "clean code in words", ["Your code of conduct section {}", "status code {} in the log", "referral code {} gave no bonus", "No code arrives; I tried at 18:05 and {} other times", "zip code {}"][i % 5], made.digits(r, 5)
        yield "zh-CN", "clean code in words", ["提示异常代码{}", "邀请码 {} 无效", "没收到验证码，余额 {} 元还在"][i % 3], made.digits(r, 5)
        yield "en", "clean sums", ["{} shares sold without asking", "fee of {} satoshi", "I hold {} points"][i % 3], made.digits(r, 6)


PROSE_EN = """Nobody at your company would ever ask for my recovery phrase, correct?
They wanted remote control of my computer and my banking password.
A text message asked me to confirm a code. I ignored it.
The twelve words are safe in my drawer, that is not the problem.
My wallet phrase is in a bank vault and no person has seen it.
I wrote the private key on paper years ago and the paper burned.
The password field is missing on the login page.
Your password rules are absurd: one symbol, one number, one capital letter.
My password was fine yesterday and is invalid today.
Password manager fills the wrong box.
PIN pad does not open on my phone.
I requested a code at nine, ten and eleven; none came.
Which code should I enter, the one by mail or the one by text?
Please always put people before profit; someone must answer when we call for help.
You can not just remove a coin and keep silent about it.
Another day, another excuse. This is the third week and still nothing.
I will visit your office next month if there is no answer by then.
Price alert, price alert, price alert: forty mails in one hour.
Sell limit, buy limit, stop limit, trailing stop: none of them can be edited.
Gas fee, network fee, spread fee, conversion fee. What else will you charge?
A nice young woman from your team helped me on Tuesday, but the case was closed again.
We are a small company and this hold makes it impossible to pay our people.
My daughter is blind and your app does not work with her screen reader.
I was in hospital for a month and missed the deadline for the appeal.
The interest stated was 5.25 percent, I was paid 2.1 percent.
Please return 1,250.00 EUR to the card I used, you know which.
Tax report for 2023 shows 14 trades that are not mine.
Your answer of 3 May says the case is closed. I disagree.
The broker used my money without asking and lost all of it in one night.
Why did the margin call come after the position was sold?
I have never used leverage and do not know what it is.
Session expired, again and again, every two minutes.
Cookie banner covers the button, I cannot accept or reject.
The new token was promised to holders on 1 June and I held 300.
My account was opened in 2017, email changed in 2021, phone changed in 2022.
Two accounts, two names, one address: my mother and I.
Ask your team to check camera, voice and screen permissions, all are on.
We live abroad during winter and cannot use the local bank.
Screen, camera, keyboard, mouse, printer: all of it works, only your site does not.
I can hear nothing on the hotline, just music.
Do not call me at work. Write a letter instead.
Three times I was cut off after twenty minutes in the queue.
It says secret question wrong, but I never set a secret question.
The card is a gift card and has no name on it.
The stock was delisted and I was told to wait for a vote.
Your robot asked: what is the capital of the country of birth? Nonsense.
The key point is that nobody informed me.
I am not a robot, yet the puzzle with traffic lights never ends.
Order of events: deposit, trade, freeze, silence.
Passed all checks in March, failed the same checks in April.""".split("\n")
PROSE_ZH = """有人加我好友让我把十二个单词拍照发给他，我没有理他。
助记词我一直保存在保险柜里，没有泄露过。
请问私钥和助记词有什么区别？
登录密码和交易密码可以设成一样的吗？
我的密码没有问题，是你们系统的问题。
重置密码的邮件收不到。
密码输入框点不动。
对方问我要验证码，我说不能给，他就挂了。
每次都提示验证码已失效，请重新获取。
卡在人脸识别这一步，怎么都过不去。
我的银行卡没有问题，别的平台都可以用。
订单超时自动取消，但钱已经扣了。
一笔交易扣了两次手续费，请退回其中一次。
我投诉的是服务态度，不是技术问题。
贵司的处理结果避重就轻，没有回答我的问题。
我年纪大了，看不清小字，能不能寄一封信给我？
上周五下午三点左右，页面突然打不开了。
孩子偷偷用我的手机买了三千元的币，可以退吗？
我在医院住院一个月，错过了申诉期限。
账户余额变成负数，这是怎么回事？
做市商砸盘，我的止损单没有触发。
空投说好六月一日发放，至今没有收到。
转错网络了，币还能找回来吗？
要求提供录音，我从来没有同意过这个条款。
我 真 的 很 生 气 ， 你 们 太 不 负 责 了 吧 ！
请 你 们 立 刻 把 钱 退 给 我 ， 不 然 我 就 报 警
第一、态度差；第二、效率低；第三、不解决问题。
红、黄、蓝、绿四种颜色的线分别代表什么？
春、夏、秋、冬，四季都在维护。
东、南、西、北四个区的客服电话都打不通。
赵先生、钱女士、孙经理、李主管都联系过我，说法各不相同。
本人于去年十二月注册，今年一月入金，二月亏损，三月被封。
我是残疾人，无法完成眨眼和摇头的动作。
客户经理离职以后就没人管我了。
请保留所有聊天记录作为证据。
为什么升级之后我的等级反而降低了？
我只想知道钱在哪里，什么时候能回来。
平台公告和实际情况完全不符。
地址是对的，网络也是对的，就是不到账。
你们的广告说零手续费，实际收了千分之二。
家里老人被骗签了合同，要求解除。
投诉编号忘了，麻烦按手机号查一下。
工作日打不通，周末没人接。
说好的专属客服呢？
我不接受这个赔偿方案。
请不要再给我打推销电话。
合约被强平，系统当时卡顿，有截图为证。
能否用英文回复我的家人？他不懂中文。
这封邮件是你们发的吗？发件人看起来很奇怪。
感谢小李的帮助，但是问题还没有完全解决。""".split("\n")


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
