"""Sentences and shapes that the detector was written against."""
import secrets_made as made

PHRASE_EN = [
    "Hello, my wallet shows zero since the update. My seed phrase is {} please restore it.",
    "{}",
    "I was told by a man on Telegram to verify my wallet and I sent him these words:\n{}\nNow my USDT is gone. What do I do?",
    "Recovery phrase: {}. Can you check why it does not open the wallet?",
    "The app does not accept my 12 words. Here they are: {}",
    "Dear team,\nI cannot log in since Monday. Words from my paper backup:\n{}\nThank you, Maria",
    "the support agent in the chat asked me for this and i gave it: {} and then 3 ETH left my account",
    "Mnemonic = {}",
    "I lost my phone. Backup: {} (the last one may be wrong). Please move the coins to a new account.",
    "> {}\nthis is what I typed and it says invalid checksum",
    "My father died and left only this note \"{}\" - is it for your wallet?",
    "Why does import fail?? {} it is correct, I checked each word twice!!",
]
PHRASE_ZH = [
    "您好，我的钱包打不开了，助记词是：{}，请帮我恢复。",
    "{}",
    "客服让我发助记词，我发了\n{}\n然后钱就没了，求助！",
    "我的助记词 {} 输入后提示错误",
    "骗子冒充你们的客服，我把这些告诉了他：{}。现在怎么办？",
    "备份的词如下：\n{}\n为什么导入失败？",
    "助记词：{}",
    "手机丢了，只剩下纸上写的：{}。请把币转到新账户。",
]


def by_spaces(r, w): return " ".join(w)
def by_lines(r, w): return "\n".join(w)
def by_commas(r, w): return ", ".join(w)
def numbered(r, w): return " ".join(f"{i}. {x}" for i, x in enumerate(w, 1))
def numbered_lines(r, w): return "\n".join(f"{i}) {x}" for i, x in enumerate(w, 1))
def bullets(r, w): return "\n".join(f"- {x}" for x in w)
def upper(r, w): return " ".join(x.upper() for x in w)
def title(r, w): return " ".join(x.capitalize() for x in w)
def as_json(r, w): return "[" + ", ".join(f'"{x}"' for x in w) + "]"
def zero_width(r, w): return " ".join(x[:2] + "\u200b" + x[2:] for x in w)
def zero_width_between(r, w): return "\u200b".join(w)
def full_width(r, w): return "\u3000".join("".join(chr(ord(c) + 0xFEE0) for c in x) for x in w)
def hyphens(r, w): return "-".join(w)
def run_together(r, w): return "".join(w)
def four_letters(r, w): return " ".join(x[:4] for x in w)
def in_fours(r, w): return "\n".join(" ".join(w[i:i + 4]) for i in range(0, len(w), 4))
def word_numbers(r, w): return ", ".join(f"word {i}: {x}" for i, x in enumerate(w, 1))
def two_halves(r, w): return " ".join(w[:len(w) // 2]) + "\nand the second half:\n" + " ".join(w[len(w) // 2:])
def and_last(r, w): return ", ".join(w[:-1]) + " and " + w[-1]
def slip(r, w): return " ".join(made.mistyped(r, w))
def eleven(r, w):
    at = r.randrange(len(w))
    return " ".join(w[:at] + w[at + 1:])


EVERYWHERE = [by_spaces, by_lines, by_commas, numbered, numbered_lines, bullets, upper, title, as_json, zero_width,
              zero_width_between, full_width, hyphens, four_letters, in_fours, word_numbers, two_halves, and_last, slip]


def zh_spaces(r, w): return " ".join(w)
def zh_marks(r, w): return "、".join(w)
def zh_lines(r, w): return "\n".join(w)
def zh_numbered(r, w): return " ".join(f"{i}.{x}" for i, x in enumerate(w, 1))
def zh_fours(r, w): return " ".join("".join(w[i:i + 4]) for i in range(0, len(w), 4))
def zh_row(r, w): return "".join(w)
def zh_full_commas(r, w): return "，".join(w)


def phrases(r):
    for i, shape in enumerate(EVERYWHERE * 4):
        words = made.phrase(r, r.choice([12, 12, 12, 24, 15, 18, 21]))
        yield "en", "phrase " + shape.__name__, "seed_phrase", PHRASE_EN[(i * 5 + i // 12) % len(PHRASE_EN)], [shape(r, words)]
    for i in range(14):
        yield "en", "phrase wrong checksum", "seed_phrase", PHRASE_EN[i % len(PHRASE_EN)], [by_spaces(r, made.wrong_phrase(r, r.choice([12, 24])))]
    for i in range(6):
        yield "en", "phrase run_together", "seed_phrase", PHRASE_EN[i], [run_together(r, made.phrase(r))]
        yield "en", "phrase eleven", "seed_phrase", PHRASE_EN[[0, 3, 4, 7][i % 4]], [eleven(r, made.phrase(r))]
        yield "zh-CN", "phrase english words", "seed_phrase", PHRASE_ZH[i], [EVERYWHERE[i](r, made.phrase(r))]
    shapes = [zh_spaces, zh_marks, zh_lines, zh_numbered, zh_fours, zh_full_commas]
    for i in range(54):
        words = made.phrase(r, r.choice([12, 12, 24, 15, 18]), "chinese_simplified")
        shape = shapes[i % len(shapes)]
        yield "zh-CN", "phrase " + shape.__name__, "seed_phrase", PHRASE_ZH[(i + i // 6) % len(PHRASE_ZH)], [shape(r, words)]
    for i in range(12):
        words = made.phrase(r, r.choice([12, 24]), "chinese_simplified")
        yield "zh-CN", "phrase in one row", "seed_phrase", PHRASE_ZH[[0, 3, 6][i % 3]], [zh_row(r, words)]
        yield "zh-CN", "phrase wrong checksum", "seed_phrase", PHRASE_ZH[i % len(PHRASE_ZH)], [zh_spaces(r, made.wrong_phrase(r, 12, "chinese_simplified"))]
    for i in range(8):
        yield "zh-CN", "phrase traditional", "seed_phrase", PHRASE_ZH[i], [shapes[i % 4](r, made.phrase(r, 12, "chinese_traditional"))]


KEY_EN = ["My private key is {} and I cannot import it.", "private key: {}", "I typed my secret key {} into a fake site. Help!",
          "Here is the privkey\n{}\nplease sweep it to my account", "wallet address in the profile, private key {}, it was hacked yesterday",
          "he wanted my key so I sent {} and 20 minutes later the TRX was gone",
          "{} - this is the private key of my old wallet, the transaction failed"]
KEY_ZH = ["我的私钥是{}，导入失败", "私钥：{}", "把私钥 {} 发给了客服，钱被转走了", "这是我的密钥\n{}\n请帮我找回资产", "{} 是我的私钥，请尽快处理"]
PROVEN_EN = ["{}", "please look at {} thanks", "I exported this from the app: {}\nand it will not load in the other one.", "backup file says {} what is it?"]
PROVEN_ZH = ["{}", "请看 {} 谢谢", "这是从应用导出的：\n{}\n导入不了"]


def keys(r):
    for i in range(28):
        yield "en", "key hex", "private_key", KEY_EN[i % len(KEY_EN)], [made.hexed(r, 64, "0x" if i % 2 else "")]
    for i in range(20):
        yield "zh-CN", "key hex", "private_key", KEY_ZH[i % len(KEY_ZH)], [made.hexed(r, 64, "0x" if i % 2 else "")]
    writers = [("wif", lambda: made.wif(r)), ("wif uncompressed", lambda: made.wif(r, False)), ("xprv", lambda: made.extended(r, "0488ade4")),
               ("yprv", lambda: made.extended(r, "049d7878")), ("zprv", lambda: made.extended(r, "04b2430c")), ("solana", lambda: made.solana_key(r)),
               ("solana list", lambda: made.solana_list(r)), ("stellar", lambda: made.stellar_seed(r)), ("pem", lambda: made.pem(r)), ("keystore", lambda: made.keystore(r))]
    for name, write in writers:
        for i in range(5):
            yield "en", "key " + name, "private_key", PROVEN_EN[i % len(PROVEN_EN)], [write()]
        for i in range(2):
            yield "zh-CN", "key " + name, "private_key", PROVEN_ZH[i], [write()]


def others(r):
    for i in range(24):
        yield "en", "card", "card_number", ["I paid with card {} and it was taken twice.", "Card number: {}", "{}", "my visa {} exp 09/28 was charged"][i % 4], [made.card(r)]
        yield "zh-CN", "card", "card_number", ["我的银行卡号是{}，充值未到账", "卡号：{}", "用信用卡 {} 付款被重复扣款"][i % 3], [made.card(r)]
    for i in range(6):
        yield "en", "card code", "card_code", ["the cvv is {} if you need it", "CVC: {}", "security code on the back {}"][i % 3], [made.digits(r, 3)]
        yield "zh-CN", "card code", "card_code", ["安全码是{}", "CVV：{}"][i % 2], [made.digits(r, 3)]
    code_en = ["my code is {}", "The verification code: {} but the app says expired", "I got an SMS code {} and someone called me for it", "OTP {}",
               "{} is my code, please log me in", "2FA code was {} at that time", "he asked and I told him the code {}", "authenticator code: {}"]
    code_zh = ["验证码是{}", "验证码 {}，请帮我登录", "收到验证码{}，有人打电话来要", "我把短信验证码：{} 告诉了他", "{}是我的验证码", "动态码为{}", "谷歌验证码{}失效"]
    for i in range(32):
        yield "en", "code", "one_time_code", code_en[i % len(code_en)], [made.digits(r, 6)]
        yield "zh-CN", "code", "one_time_code", code_zh[i % len(code_zh)], [made.digits(r, r.choice([4, 6]))]
    word_en = ["my password is {} and it does not work", "password: {}", "login with maria@example.org pw: {}", "I changed the password to something else but \"{}\" was my old password: \"{}\"",
               "Password={}", "the passwd was {}."]
    word_zh = ["密码是{}", "登录密码：{}，还是登不上", "我的密码 {} 不对吗", "支付密码为{}"]
    for i in range(24):
        template = word_en[i % len(word_en)]
        if template.count("{}") == 2:
            template = "old password: \"{}\""
        yield "en", "password", "password", template, [made.password(r)]
        yield "zh-CN", "password", "password", word_zh[i % len(word_zh)], [made.password(r)]
    for i in range(6):
        yield "en", "pin", "password", ["my PIN is {}", "pin code: {}", "PIN {}"][i % 3], [made.digits(r, 4)]
        yield "zh-CN", "pin", "password", ["PIN码是{}", "取款密码：{}"][i % 2], [made.digits(r, 6)]
        yield "en", "jwt", "bearer_token", ["Authorization: Bearer {}", "the site stored {} in my browser"][i % 2], [made.web_token(r)]
        yield "en", "api key", "bearer_token", ["my api key is {}", "API secret: {}", "session cookie: sid={}"][i % 3], [made.token_text(r, 32)]
        yield "zh-CN", "api key", "bearer_token", ["API密钥：{}", "访问令牌是{}"][i % 2], [made.token_text(r, 40)]
        yield "en", "known prefix", "bearer_token", ["I found {} in the log"][0], [r.choice(["sk_live_", "ghp_", "xoxb-", "hf_"]) + made.token_text(r, 36)]


def clean_values(r):
    hash_en = ["My deposit with tx {} has not arrived.", "txid: {}", "{}", "The transaction hash is {} on Ethereum.", "https://etherscan.io/tx/{}", "Withdrawal hash {} - 3 confirmations, still pending",
               "someone stole my private key and this is the transaction they made: {}", "I did not give my seed phrase to anyone. See hash {}"]
    hash_zh = ["充值交易哈希 {} 未到账", "交易哈希：{}", "{}", "提币记录 {} 显示成功", "私钥没有泄露，但这笔交易 {} 不是我操作的", "哈希值是{}，请查"]
    for i in range(32):
        yield "en", "clean tx hash", hash_en[i % len(hash_en)], made.hexed(r, 64, "0x" if i % 3 else "")
        yield "zh-CN", "clean tx hash", hash_zh[i % len(hash_zh)], made.hexed(r, 64, "0x" if i % 3 else "")
    address = [made.bitcoin_address, made.ether_address, made.tron_address, made.solana_address]
    for i in range(24):
        yield "en", "clean address", ["I sent it to {} by mistake", "Address: {}", "is {} yours?", "token contract {} cannot be withdrawn"][i // 4 % 4], address[i % 4](r)
        yield "zh-CN", "clean address", ["我转到了 {}，是你们的地址吗？", "收款地址：{}", "误转到{}"][i // 4 % 3], address[i % 4](r)
    for i in range(10):
        yield "en", "clean solana signature", ["signature {} on Solana", "{}", "My swap {} failed, fee taken"][i % 3], made.solana_signature(r)
        yield "en", "clean order, Luhn-valid", ["Order number {} was never filled", "order {} cancelled twice", "Reference: {}"][i % 3], made.card(r, "")
        yield "zh-CN", "clean order, Luhn-valid", ["订单号{}一直未成交", "订单 {} 被取消", "工单编号：{}"][i % 3], made.card(r, "")
        yield "en", "clean iban", ["Please refund to {}", "IBAN: {}", "my account {} at the bank"][i % 3], made.iban(r)
        yield "en", "clean phone", ["call me on +44 7{}", "my number is +1 415 {}", "Phone 0171 {}"][i % 3], made.digits(r, 7)
        yield "zh-CN", "clean phone", ["请打我电话 138{}", "手机号139{}", "收不到验证码，手机号是 186{}"][i % 3], made.digits(r, 8)
        yield "zh-CN", "clean resident number", ["身份证号{}", "实名信息 {} 无法通过"][i % 2], made.resident_number(r)
        yield "en", "clean code in words", ["order code {}", "error code {} when I open the app", "tracking code {} from your shop", "I never got the code, only error {}", "promo code {} was refused",
                                            "country code 44, phone {}", "sort code 20-00-00, account {}"][i % 7], made.digits(r, 6)
        yield "zh-CN", "clean code in words", ["错误代码 {}", "一直收不到验证码，等了 {} 秒", "订单代码{}", "返回代码：{}"][i % 4], made.digits(r, 5)
        yield "en", "clean sums", ["I lost {} USDT in March 2025", "balance was {} and then 0", "paid {} yuan on 2025-11-03 at 14:20"][i % 3], made.digits(r, 6)


PROSE_EN = """They asked for my seed phrase and I refused, is that a scam?
A caller wanted my password and the SMS code. I never gave them.
Somebody called me and asked for the 12 words of my wallet. I hung up.
My seed phrase does not work after the update, and the app says invalid checksum.
Your agent should never ask for a private key, should he?
I forgot my password: what can I do now?
My password is wrong, it says, but I never changed it.
The password is not accepted on the new phone.
My password was changed without me and I cannot sign in.
Password: forgotten. Please help.
Is it true that my password is stored in plain text?
I never received the code, although I asked for it 6 times in 20 minutes.
The code is always expired when it arrives.
Please explain why this trade was closed and when the amount will be returned.
I just want to know what happened, why no one will answer, and when this problem will end.
You must know that people trust you; this is wrong and I will report it to the police.
Every day I try to open the app, and every day there is another error, like today at noon.
Please, please help me today, my mother is very ill and we need this money now.
This morning your service team said sorry again and again, yet nothing will change.
The man who called had an accent and knew my name, my balance and the last trade.
Price chart, depth list, order panel, trade history: all blank since Friday.
I own two phones, one tablet and a laptop; the app fails on all of them.
I think the market maker moved the price to trigger my stop order.
My secret? I have none. I only want fair treatment and a clear answer.
What is a seed phrase and where would I find mine?
The private key export button is missing in version 3.2.1.
I do not know my private key, the wallet is custodial as far as I know.
In the past year I made about 40 trades, and only this one failed.
Gold, silver, oil and gas are listed, but I can only trade crypto there.
Why is my card declined? It works in every shop.
I entered the pin three times and now the card is blocked.
My bank says the chargeback code was wrong and they need a letter from you.
Network fee was higher than the amount; that is absurd.
Your bonus rules say trade 100 times, I traded 108 times, where is the bonus?
We agreed on 500 per month, see contract page 12, section 4.
The token is listed but withdrawals of this token are disabled.
I pass the KYC step and then it asks again for the same document.
The agent told me to wait 24 hours, then 48 hours, then 7 days.
Your chat robot repeats the same sentence, I need a human.
Can you check the address whitelist? I cannot add a new one.
I clicked a link in a mail that looked like yours. Should I worry?
Version 12.0.4 on Android 14, model SM-G991B, build 20240105.
Please close my account and delete my data.
My wife and I share one phone, can both of us have an account?
Since the update the chart only shows the last hour.
The word list in your help page has an error: word 7 is shown twice.
You will never get away with this, and I will make sure everyone will know about it.
first, the ledger device broke; second, the cable was wrong; third, the shop was closed.
The pin on the map of your office is in the wrong street.
Password reset mail arrived 3 hours late and the link was dead.""".split("\n")
PROSE_ZH = """客服一直没有回复我，已经三天了，到底什么时候处理？
有人打电话问我要助记词，我没有给，这是诈骗吗？
我忘记密码了，怎么找回？
密码是对的，但是一直提示错误。
密码错误5次后账户被锁定，请解锁。
验证码一直收不到，换了手机也不行。
收到的验证码总是过期，请修复。
你们的客服不会要我的私钥吧？
我的钱被转走了，不是我操作的，请立即冻结账户。
提现申请三天了还在审核，客服只会说请耐心等待。
为什么我的账户被冻结？我没有违反任何规定。
今天上午九点充值五千元，到现在还没有到账。
平台擅自修改规则，导致我爆仓，要求赔偿损失。
我父亲今年七十五岁，不会用手机，请打电话联系他。
这个币种为什么突然下架？没有任何公告。
手续费比公告上写的高，多收了我二十块钱。
请把我的投诉转给上级，我对处理结果不满意。
我要求书面答复，并保留向监管部门投诉的权利。
骗子冒充你们公司的工作人员加我微信，让我下载一个软件共享屏幕。
实名认证一直不通过，身份证照片已经上传了四次。
我想注销账户，但是找不到入口。
系统升级以后行情图一直是空白的。
还 我 血 汗 钱 ！ 我 要 投 诉 你 们 公 司 ！
我 要 退 款 ， 请 马 上 处 理 我 的 问 题 ， 谢 谢
为什么不能提现？为什么不能联系客服？为什么不处理？
三个月前开户，两个月前入金，一个月前开始无法登录。
什么是助记词？我在哪里可以找到我的助记词？
助记词输入正确，但是钱包里什么都没有，余额显示零。
私钥导出按钮不见了，是不是新版本取消了这个功能？
银行卡被银行冻结了，说是因为你们平台的转账。
密码至少要8位，包含字母和数字，我的符合要求。
密码必须是6-16位字符，为什么我的不行？
请问人工客服的工作时间是几点到几点？
我们一家人都在用你们的平台，现在都登不上了。
同一天同一时间同一金额，重复扣款两次。
请核实这条短信是不是你们发的，里面有一个链接。
合约交易滑点太大，成交价格和显示价格差了百分之三。
你们说24小时内回复，现在已经过去72小时了。
邀请好友的奖励没有发放，活动规则写得很清楚。
订单显示已完成，但是卖家说没有收到钱。
我不同意这个处理结果，要求重新调查并说明理由。
他说他是客服主管，工号 10086，让我把钱转到安全账户。
人在国外，手机号换了，旧号码收不到短信。
风控部门让我提供收入证明、银行流水和住址证明。
天 地 玄 黄，只是一句诗，不是别的。
姓名、电话、邮箱、地址、国家、语言都填了还是报错。
中、英、日、韩、法、德、西、葡、俄、意都支持吗？
请说明：一、原因；二、依据；三、时间；四、负责人。
老人、小孩、学生、工人都能用，为什么我不能用？
安全中心提示异地登录，但我一直在家。""".split("\n")


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
