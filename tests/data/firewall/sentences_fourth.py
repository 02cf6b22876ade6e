"""Phrases with a word that is none of the list, phrases told word by word, codes that came as a text message, and beside them sentences
that are rich in words of the list. Some rules were written against these."""
import secrets_made as made

CARRIERS = ["{}", "My words: {}", "I typed {} and it says invalid.", "He told me to write {} into the form.", "{}\nIt does not work."]
STRANGERS = ["asking", "works", "mother", "euro", "would", "with", "qrtzk", "dont", "phones", "money"]
CARDINALS = "one two three four five six seven eight nine ten eleven twelve".split()
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
CHINESE = "一 二 三 四 五 六 七 八 九 十 十一 十二".split()
RARE = "饕餮囧喵噢嘛呗仨俩嗯馍馄饨咖啡"


def nth(i): return f"{i}" + ("th" if 3 < i < 21 else ("st", "nd", "rd")[i - 1])
def blanks(w): return " ".join(w)
def commas(w): return ", ".join(w)
def lines(w): return "\n".join(w)
def numbered(w): return "\n".join(f"{i}. {x}" for i, x in enumerate(w, 1))


def with_stranger(r, words):
    changed = list(words)
    changed[r.randrange(1, len(words) - 1)] = r.choice(STRANGERS)
    return changed


def in_the_middle(r, words):
    """The first and the last word stand: what is outside of both is no part of what must be found."""
    return words[:1] + made.mistyped(r, words[1:-1]) + words[-1:]


def word_is(w): return ", ".join(f"word {n} is {x}" for n, x in zip(CARDINALS, w))
def bare_ordinals(w): return ", ".join((f"{n} word " if n == "first" else f"{n} ") + x for n, x in zip(ORDINALS, w))
def the_nth(w): return " ".join(f"the {nth(i)} is {x}" for i, x in enumerate(w, 1))
def number_is(w): return ". ".join(f"number {n} is {x}" for n, x in zip(CARDINALS, w))
def zh_words(w): return "，".join(f"第{n}个词是{x}" for n, x in zip(CHINESE, w))
def zh_plain(w): return "，".join(f"单词{n}是{x}" for n, x in zip(CHINESE, w))
def zh_clauses(w): return "；".join(f"{n}是{x}" for n, x in zip(CHINESE, w))


TEXTED_EN = ["the code they texted me was {}", "they sent me {} by text", "the sms said {}", "I got a text with {} and read it to him", "the digits you texted me were {}",
             "I was sent {} by text message"]
TEXTED_ZH = ["短信里的数字是{}", "短信说{}", "短信上的数字是 {}", "我把短信里的数字{}告诉了他"]

CLEAN_EN = """the reference they texted me was RD-482913
the order number they texted me was 482913
they sent me 482913 USDT by mistake
they texted me that order 482913 is late
the sms said error 482913
the transaction code they texted me was 482913
they sent me invoice 482913 by text
I got a text about ticket 482913
the amount in the text was 482913
the case number in your sms is 482913
For the soup you need onion, garlic, tomato, olive oil, salt and pepper, a cup of rice and some butter.
Mix butter, sugar, egg and flour, add orange juice and vanilla, and bake it until the top is brown.
We had salad, fish, rice, lemon cake and coffee, and the waiter was rude from start to finish.
Boil the pasta, fry bacon with mushroom and onion, stir in cream cheese, then add spinach and pepper.
At the zoo we saw a lion, a tiger, an eagle, two giraffes, a fox and a very old turtle.
My farm has chicken, horse, goat, sheep, duck and goose, and a dog that hates the postman.
The kids love panda, dolphin, kangaroo and penguin; the cat loves mouse, bird and whatever moves.
She drew a zebra, a camel, a spider and a snake on the wall of my office.
Our trip: train to the coast, hotel near the beach, museum in the morning, dinner at the harbor.
Plane delayed, taxi driver lost, hotel room cold, breakfast awful; great holiday otherwise.
Travel first, pay later was the offer, but the airport lounge, the car and the guide cost extra.
We walk from the village to the river, cross the bridge, climb the hill and rest under the oak.
I bought apple, orange, lemon, cherry, grape, melon and mango at the market and paid with your card.
Apples, pears, bananas, cherries, grapes, plums, peaches, apricots, figs, dates: none of it arrived.
The basket had tomato, potato, cabbage, carrot, onion, garlic and pepper, and the invoice a typing error.
Red, green, blue, yellow and orange: your chart has color but no legend.
Spring, summer, autumn, winter: four seasons, one complaint, no answer.
Doctor, nurse, teacher, pilot, soldier, farmer: people of every trade use this wallet and expect respect.
Husband, daughter, uncle and cousin all use the same phone; you blocked every account in the family.
My office sells fabric, wool, cotton, leather and metal parts; the payment page fails for foreign cards.
I play piano, guitar, violin and drum in a band, and your advert used our song without asking.
Kitchen, garage, garden, cellar, roof: the insurance should cover each room of the house.
The game gives gold, silver, bronze, diamond and coin, and none can be cashed out.
Sun, moon, planet, galaxy, orbit: the names of your fee levels say nothing.
Monday traffic, Tuesday police, Wednesday hospital, and on Thursday you close my ticket.
Buy, sell, swap, stake, lend: I press any button and the screen will freeze.
Please check balance, history, limit, fee and tax report for the month of August.
Your clerk was kind, honest and quick; the system is slow, clumsy and cruel.
Bread, cheese, milk, egg, sugar, salt: I live on this since you hold my salary.
First the market fell, second the app broke, third support went silent, fourth my patience ended.
One is the fee, two is the delay, three is the tone of your staff, and four is the lost bonus.
Word one of your terms is easy, word two is vague, and by word three I need a lawyer.
The first is a refund, the second is an apology, the third is a fix for the app.
program crash again, phone battery empty, charger broken, and your agent says update the wallet
cat dog bird fish horse cow pig goat, my daughter typed that into your chat while I looked for the charger
cook rice, slice onion, toast bread, wash spinach, peel potato, drain pasta, season to taste and enjoy
pack jacket, boots, knife, rope, map, torch, water bottle, tent and a sleeping bag for the camp
the trip was beach hotel pool dinner dance sunset, then the bill came and your card was declined
I ate pizza, burger, salad, soup, cake, fruit and cheese on the cruise and paid twice for the drinks
bicycle, scooter, van, truck, train, boat: I have tried to sell all of them on your platform
Novel, poem, essay, comic, magazine: my library subscription was charged five times.
Shoulder, elbow, wrist, ankle, knee: the doctor looked at all of them and you refuse the claim.
January rent, February rent, March rent, April rent: all bounced because of your freeze.
Hammer, wrench, ladder, wire, glue and paint were in the parcel; the invoice shows a sofa.""".split("\n")
CLEAN_ZH = """短信里的订单号是482913
短信说到账482913元
短信里的金额是482913
短信通知交易编号482913
短信里的错误代码是482913
一是客服态度差，二是到账慢，三是没人回复，四是手续费高，请逐条答复。
第一个问题是提现，第二个问题是客服，第三个问题是手续费。
买了鸡、鸭、鱼、肉、蛋、菜、米、面、油、盐，付款失败两次。
去了山东、河北、江苏、安徽四个省，每次刷卡都被拒。
牛、羊、马、猪、狗、猫都是孩子在聊天窗口打的，请忽略。""".split("\n")


def every_text(r):
    for i in range(60):
        words = made.phrase(r, r.choice([12, 12, 12, 15, 18, 24]))
        made_wrong = in_the_middle(r, words) if i % 2 else with_stranger(r, words)
        yield "en", "phrase one wrong", "seed_phrase", CARRIERS[i % 5], [[blanks, commas, lines, numbered][i // 5 % 4](made_wrong)]
    for i in range(24):
        yield "en", "phrase told", "seed_phrase", ["They made me read it out: {}", "{}"][i % 2], [[word_is, bare_ordinals, the_nth, number_is][i % 4](made.phrase(r))]
    for i in range(20):
        words = made.phrase(r, r.choice([12, 15, 24]), "chinese_simplified")
        words[r.randrange(1, len(words) - 1)] = r.choice(RARE)
        yield "zh-CN", "phrase one wrong", "seed_phrase", ["我的助记词：{}", "输入 {} 还是显示无效"][i % 2], [[blanks, commas, lines, numbered][i % 4](words)]
    for i in range(18):
        yield "zh-CN", "phrase told", "seed_phrase", "他让我念助记词：{}", [[zh_words, zh_plain, zh_clauses][i % 3](made.phrase(r, 12, ["chinese_simplified", "english"][i // 3 % 2]))]
    for i in range(24):
        yield "en", "code texted", "one_time_code", TEXTED_EN[i % len(TEXTED_EN)], [made.digits(r, 6)]
    for i in range(16):
        yield "zh-CN", "code texted", "one_time_code", TEXTED_ZH[i % len(TEXTED_ZH)], [made.digits(r, 6)]
    for line in CLEAN_EN:
        yield "en", "clean prose", None, line, []
    for line in CLEAN_ZH:
        yield "zh-CN", "clean prose", None, line, []
