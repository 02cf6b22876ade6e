"""What people come for, done in a real browser against a real engine: five people's tasks with taps and seconds counted,
and appeal, offer and closing from one end to the other. Prints a table; exit 1 when a task fails or takes too much. Long because it is a list:
one walk a person, on the same few steps.

Seconds are those that pages took, on the network and processor that the task has, and besides a person's: 1.5 for a tap
with the look before it, a third of one for a character typed on glass (after the keystroke-level model)."""
import contextlib
import os
import pathlib
import re
import sys
import time

from playwright.sync_api import sync_playwright

from support import LETTER, World, chosen, fields, run_in, tests_in

TAP_S, CHARACTER_S = 1.5, 1 / 3
PHONE = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True, "java_script_enabled": False}
ROWS = []
PICTURES = os.environ.get("REDRESS_SCREENSHOTS")


class Person:
    """A browser of somebody's, and what it cost them."""

    def __init__(self, browser, base, **how):
        self.context = browser.new_context(base_url=base, **{**PHONE, **how})
        self.page = self.context.new_page()
        self.page.set_default_timeout(20_000)
        self.taps = self.characters = self.keys = 0
        self.waited = 0.0

    def slow_down(self):
        """A bad network and a weak processor."""
        session = self.context.new_cdp_session(self.page)
        session.send("Network.emulateNetworkConditions",
                     {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 25_000})
        session.send("Emulation.setCPUThrottlingRate", {"rate": 4})

    @contextlib.contextmanager
    def waiting(self):
        begun = time.monotonic()
        yield
        self.page.wait_for_load_state()
        self.waited += time.monotonic() - begun

    def goto(self, path):
        with self.waiting():
            self.page.goto(path)

    def tap(self, what):
        self.taps += 1
        press = what.tap if self.context_has_touch() else what.click
        with self.waiting():
            if what.evaluate("e => e.matches('a[href], button')"):
                with self.page.expect_navigation():
                    press()
            else:
                press()

    def context_has_touch(self):
        return PHONE["has_touch"]

    def write(self, label, text):
        """Into the field of that label."""
        field = self.page.get_by_label(label)
        self.tap(field)
        self.characters += len(text)
        field.fill(text)

    def press(self, key):
        self.keys += 1
        self.page.keyboard.press(key)

    def seconds(self):
        return self.waited + self.taps * TAP_S + self.characters * CHARACTER_S

    def look(self, name):
        if PICTURES:
            self.page.screenshot(path=f"{PICTURES}/task_{name}.png", full_page=True)

    def told(self, task, taps_max=None, seconds_max=None):
        ROWS.append((task, self.taps, self.keys, self.characters, self.waited, self.seconds()))
        self.context.close()
        assert taps_max is None or self.taps <= taps_max, f"{task}: {self.taps} taps, more than {taps_max}"
        assert seconds_max is None or self.seconds() <= seconds_max, f"{task}: {self.seconds():.0f} s, more than {seconds_max}"


def button(person, name):
    return person.page.get_by_role("button", name=name, exact=True)


def fits(person):
    """Nothing beside the window, and the first thing to press is in it whole."""
    over = person.page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert over <= 0, f"{person.page.url}: {over} px wider than the window"


WORDS = {
    "en": {"go_on": "Continue", "send": "Send my complaint", "look": "Show my complaint", "reference": "Reference", "secret": "Secret",
           "narrative": "What happened?", "email": "E-mail address", "yes": "Yes", "category": "What is it about?", "me": "For myself",
           "take": "Accept an offer", "take_send": "I accept the offer", "taken": "You accepted the offer", "appeal": "Appeal",
           "grounds": "What did we get wrong?", "appeal_send": "Send my appeal", "appealed": "We have your appeal",
           "offer": "goodwill", "story": "My transfer did not arrive.", "wrong": "The trace is of another day."},
    "zh-CN": {"go_on": "继续", "send": "发送投诉", "look": None, "reference": None, "secret": None, "narrative": None, "email": None,
              "story": "我的转账没有到账。", "wrong": "记录是另一天的。"},
}


def words(world, language, section, key):
    """What the pages say under that key."""
    found = re.search(rf"^\[{section}\]\n(?:(?!\[).*\n)*?{re.escape(key)} = \"(.*)\"$", world.texts[language], re.M)
    assert found, (language, section, key)
    return found[1]


def file_a_complaint(world, person, language, email="li.na@example.com"):
    say = lambda section, key: words(world, language, section, key)  # noqa: E731
    page = person.page
    page.get_by_label(say("field", "category")).select_option("transfer_delayed")
    person.taps += 2  # opens the list, takes one of it
    person.tap(button(person, say("frame", "go_on")))
    person.write(say("field", "narrative"), WORDS[language]["story"])
    person.tap(button(person, say("frame", "go_on")))
    if email:
        person.write(say("field", "email"), email)
    person.tap(page.get_by_label(say("safe", "yes"), exact=True))
    person.tap(button(person, say("frame", "go_on")))
    person.tap(button(person, say("frame", "go_on")))
    fits(person)
    person.tap(button(person, say("check", "send")))
    codes = page.locator("dd.code").all_inner_texts()
    assert len(codes) == 2, page.content()
    return codes


def look_up(world, person, language, codes):
    say = lambda section, key: words(world, language, section, key)  # noqa: E731
    person.write(re.compile("^" + say("field", "reference")), codes[0])
    person.write(re.compile("^" + say("field", "secret")), codes[1])
    person.tap(button(person, say("look_up", "look")))


def decided(world, reference, language, offer=False):
    """Staff take the case to its decision."""
    assert reference
    case = world.rows("SELECT case_id::text FROM case_secret ORDER BY minted_at DESC LIMIT 1")[0][0]
    letter = {**LETTER, "letter_language": language,
              "letter_body": "We have looked at what you wrote." if language == "en" else "我们看过了您写的内容。",
              "next_step": "We look into it." if language == "en" else "我们会调查。"}
    do = lambda event, data, who="h.lin": world.json("case", "do", case, event, "--as", who, *fields(data))  # noqa: E731
    do("assigned", {"owner": "h.lin", "team": "intake"})
    do("triaged", {"severity": 3})
    do("points_agreed", {"points": ["The transfer."]})
    do("initial_response_sent", letter)
    do("investigation_started", {})
    do("call_recorded", {"summary": "Called.", "read_back": "true"})
    if offer:
        do("redress_offered", {"redress_kind": "goodwill", "amount": "20", "currency": "USDT"})
        do("redress_approved", {"item": "R1"}, "c.ito")
    ruled_out = {} if offer else {"redress_ruled_out": "true"}
    do("decision_sent", {**letter, "outcome": "not_upheld", "reason": "As the trace shows.", "findings": ["1:not_upheld"],
                         "evidence": "trace-1", **ruled_out})
    return case


def test_a_fraud_victim_at_night_stops_the_account(world):
    """320 px, dark, on a slow network: from the start page to the answer."""
    person = Person(world.browser, world.base, viewport={"width": 320, "height": 568}, color_scheme="dark")
    person.slow_down()
    person.goto("/en")
    person.tap(person.page.locator("a.urgent").first)
    person.tap(person.page.get_by_label("Money leaves my account, and I did not send it"))
    person.write("Your account", "138-0000")
    person.write("Telephone number", "+86 138 0000 0000")
    fits(person)
    person.look("emergency_filled")
    person.tap(button(person, "Stop my account"))
    assert person.page.get_by_text("We asked to freeze the account").first.is_visible(), person.page.content()
    assert person.page.locator("main a.tel").is_visible()
    fits(person)
    person.look("emergency_done")
    person.told("fraud victim, night, slow phone: emergency", taps_max=6, seconds_max=60)


def test_a_75_year_old_with_letters_twice_the_size_looks_up(world):
    filing = Person(world.browser, world.base)
    filing.goto("/en/file")
    reference = file_a_complaint(world, filing, "en")
    digits = [text.split(": ", 1)[-1].removeprefix("In digits:").strip() for text in filing.page.locator("dd.digits").all_inner_texts()]
    filing.context.close()
    person = Person(world.large, world.base)
    person.goto("/en")
    fits(person)
    person.tap(person.page.locator("main").get_by_role("link", name="Check my complaint"))
    fits(person)
    look_up(world, person, "en", digits)  # as read from the printed page
    assert person.page.get_by_role("heading", name="What happens next").is_visible()
    assert reference[0] in person.page.content()
    fits(person)
    person.look("large_status")
    person.told("75 years, letters twice the size: status", taps_max=5, seconds_max=90)


def tree(page):
    """(role, name) of all that a screen reader reads, in its order."""
    session = page.context.new_cdp_session(page)
    nodes = {one["nodeId"]: one for one in session.send("Accessibility.getFullAXTree")["nodes"]}
    read = []

    def walk(node):
        if not node.get("ignored"):
            role = node.get("role", {}).get("value", "")
            properties = {p["name"]: p["value"].get("value") for p in node.get("properties", [])}
            read.append((role, node.get("name", {}).get("value", ""), properties))
        for child in node.get("childIds", []):
            if child in nodes:
                walk(nodes[child])

    walk(next(one for one in nodes.values() if "parentId" not in one))
    return read


NAMED = {"link", "button", "textbox", "combobox", "radio", "checkbox", "heading", "region", "image", "table", "group"}


def check_tree(page):
    read = tree(page)
    roles = [role for role, _, _ in read]
    for role, name, _ in read:
        assert role not in NAMED or name.strip(), f"{page.url}: a {role} without a name"
    for landmark in ("banner", "main", "contentinfo"):
        assert roles.count(landmark) == 1, f"{page.url}: {roles.count(landmark)} {landmark}"
    assert roles.index("banner") < roles.index("main") < roles.index("contentinfo"), page.url
    assert next(role for role in roles if role in ("link", "button")) == "link" and read[[r in ("link", "button") for r in roles].index(True)][1] \
        == "Skip to the content", page.url
    levels = [properties.get("level") for role, _, properties in read if role == "heading"]
    in_main = levels if roles.index("heading") > roles.index("main") else []
    assert in_main and in_main.count(1) == 1, f"{page.url}: headings {levels}"
    # From the page's own heading on no level is left out.
    own = in_main[in_main.index(1):]
    assert all(b - a <= 1 for a, b in zip(own, own[1:])), f"{page.url}: headings {levels}"
    return read


def test_a_screen_reader_hears_names_roles_and_order(world):
    person = Person(world.browser, world.base, is_mobile=False, has_touch=True)
    page = person.page
    person.goto("/en")
    heard = check_tree(page)
    assert ("link", "Stop my account now") in [(r, n) for r, n, _ in heard][:30], "the emergency comes early"
    person.tap(page.get_by_role("link", name="Make a complaint"))
    check_tree(page)
    # Nothing chosen: the error is heard first, as an alert that leads to its field.
    person.tap(page.get_by_role("button", name="Continue", exact=True))
    heard = [(role, name) for role, name, _ in check_tree(page)]
    alert = [role for role, _ in heard].index("alert")
    assert alert < heard.index(("heading", "What is it about?")), heard
    assert ("link", "Choose what it is about.") in heard[alert:], heard
    field = next(one for one in tree(page) if one[0] == "combobox")
    assert field[2].get("invalid") == "true", field
    page.get_by_role("combobox", name="What is it about?").select_option("transfer_delayed")
    person.taps += 2
    for steps in range(4):
        if page.get_by_role("textbox", name="What happened?").count():
            page.get_by_role("textbox", name="What happened?").fill("It did not arrive.")
            person.characters += 18
        if page.get_by_role("radio", name="Yes", exact=True).count():
            group = page.get_by_role("group", name="Is it safe to write to you there?")
            person.tap(group.get_by_role("radio", name="Yes", exact=True))
        person.tap(page.get_by_role("button", name="Continue", exact=True))
        check_tree(page)
    person.tap(page.get_by_role("button", name="Send my complaint"))
    heard = [(role, name) for role, name, _ in check_tree(page)]
    said = " ".join(name for _, name in heard)
    assert "Reference" in said and "In digits:" in said, said
    assert ("image", "QR code with your reference") in heard, heard
    person.told("screen reader: filing, by roles and names alone", taps_max=12)


def test_who_reads_little_finds_the_way_by_the_words_that_show(world):
    """No field is named but by what stands beside it; each press is on words that are in sight."""
    assert world.run("pages", "lint")[0] is not None
    person = Person(world.browser, world.base)
    page = person.page
    person.goto("/en")
    for text in ("Make a complaint",):
        person.tap(page.locator("main a", has_text=text).first)
    buttons, chosen = [], 0
    while "We have your complaint" not in page.title():
        seen = page.locator("main button").all_inner_texts()
        buttons += seen
        # What says that it may be left out is left out.
        for choice in page.locator("main label:not(:has-text('(optional)')) + select, main .field:not(:has-text('(optional)')) select").all():
            choice.select_option(label="transfer delayed")
            person.taps += 2
            chosen += 1
        for label, text in (("What happened?", "My money did not come."), ("Telephone number", "+86 138 0000 0000")):
            if page.locator("label", has_text=label).count() and page.get_by_label(label).first.input_value() == "":
                person.write(re.compile("^" + re.escape(label)), text)
        # The words of an answer that can be chosen; on the last page "Yes" is what was said.
        if (yes := page.locator("main label").get_by_text("Yes", exact=True)).count():
            person.tap(yes)
        main = [name for name in seen if name in ("Continue", "Send my complaint")]
        assert len(main) == 1, (page.url, seen)
        person.tap(page.get_by_text(main[0], exact=True).last)
    assert all(len(name.split()) <= 6 for name in buttons), buttons
    assert chosen == 1, chosen
    assert page.get_by_text("We have it. Nothing more is needed now.").is_visible()
    person.look("plain_filed")
    person.told("reads little: filing, by the words in sight", taps_max=12, seconds_max=120)


def test_an_english_speaker_on_a_chinese_phone_switches_and_loses_nothing(world):
    person = Person(world.browser, world.base, locale="zh-CN")
    page = person.page
    person.goto("/")
    assert page.url.endswith("/zh-CN"), page.url
    person.tap(page.locator("main a[href$='/zh-CN/file']"))
    page.locator("select[name=category]").select_option("transfer_delayed")
    person.taps += 2
    person.tap(page.get_by_role("button", name=words(world, "zh-CN", "frame", "go_on"), exact=True))
    person.write(words(world, "zh-CN", "field", "narrative"), "It did not arrive.")
    # In the middle of it, what was typed and chosen stays.
    person.tap(page.get_by_role("button", name="English"))
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.get_by_label("What happened?").input_value() == "It did not arrive."
    person.tap(button(person, "Continue"))
    person.tap(page.get_by_label("Yes", exact=True))
    person.tap(button(person, "Continue"))
    person.tap(button(person, "Continue"))
    assert "A transfer" in page.content() or "transfer" in page.content()
    person.tap(button(person, "Send my complaint"))
    assert page.locator("dd.code").count() == 2
    person.told("English speaker on a zh-CN phone: filing", taps_max=13)


def appeals_and_accepts(world, language):
    say = lambda section, key: words(world, language, section, key)  # noqa: E731
    person = Person(world.browser, world.base, locale=language)
    page = person.page
    person.goto(f"/{language}/file")
    codes = file_a_complaint(world, person, language)
    case = decided(world, codes[0], language, offer=True)
    person.goto(f"/{language}/status")
    look_up(world, person, language, codes)
    person.look(f"{language}_decided")
    # The offer first: taking it ends nothing.
    person.tap(page.get_by_role("link", name=say("act", "take-offer"), exact=True))
    person.tap(page.locator("input[name=item]").first)
    person.look(f"{language}_offer")
    person.tap(button(person, say("act_send", "take-offer")))
    assert say("done", "take-offer") in page.content(), page.content()
    assert [one["state"] for one in world.json("case", "money", case)["items"]] == ["accepted"]
    assert world.state(case)[0] == "decided"
    person.tap(page.get_by_role("link", name=say("act", "appeal"), exact=True))
    assert "As the trace shows." in page.content() or page.locator("details").count() == 1
    person.write(say("field", "grounds"), WORDS[language]["wrong"])
    person.look(f"{language}_appeal")
    person.tap(button(person, say("act_send", "appeal")))
    assert say("done", "appeal") in page.content(), page.content()
    assert world.state(case)[0] == "appealed", world.state(case)
    person.tap(page.get_by_role("link", name=say("status", "record")))
    assert WORDS[language]["wrong"] in page.content()
    person.look(f"{language}_record")
    person.told(f"appeal and offer, {language}, filing to record")


def test_an_offer_is_accepted_and_a_decision_appealed_in_english(world):
    appeals_and_accepts(world, "en")


def test_an_offer_is_accepted_and_a_decision_appealed_in_chinese(world):
    appeals_and_accepts(world, "zh-CN")


def test_going_back_while_filing_loses_no_word(world):
    person = Person(world.browser, world.base)
    page = person.page
    person.goto("/en/file")
    page.locator("[name=category]").first.select_option("transfer_delayed") if page.locator("select[name=category]").count() else page.locator("[name=category][value=transfer_delayed]").check()
    person.write("Account", "138 0013")
    person.tap(page.locator("button.button[name=go][value=next]"))
    page.locator("textarea[name=narrative]").fill("It left on Monday and has not come.")
    page.go_back()
    page.wait_for_load_state()
    assert page.locator("[name=account]").input_value() == "138 0013"
    page.go_forward()
    page.wait_for_load_state()
    assert page.locator("textarea[name=narrative]").input_value() == "It left on Monday and has not come."
    person.tap(page.locator("button.button[name=go][value=next]"))
    page.go_back()
    page.wait_for_load_state()
    assert page.locator("textarea[name=narrative]").input_value() == "It left on Monday and has not come."


class Keyboard(Person):
    """No mouse and no touch: Tab, arrows, Space, Enter and letters."""

    FOCUS = """() => { const e = document.activeElement; const s = getComputedStyle(e); const r = e.getBoundingClientRect();
        const at = document.elementFromPoint(r.left + Math.min(r.width / 2, 20), r.top + r.height / 2);
        return {tag: e.tagName, name: e.name || '', text: (e.innerText || e.value || '').trim(), href: e.getAttribute('href') || '',
                value: e.value || '', outline: parseFloat(s.outlineWidth) || 0, style: s.outlineStyle,
                top: r.top, bottom: r.bottom, high: innerHeight, inside: r.top >= 0 && r.bottom <= innerHeight + 1, seen: at === e || e.contains(at) || (at && at.contains(e))}; }"""

    def tab_to(self, wanted):
        """Goes on with Tab until the focus stands there; every stop on the way must be seen."""
        for _ in range(80):
            self.press("Tab")
            stop = self.page.evaluate(self.FOCUS)
            if stop["tag"] == "BODY":
                continue
            assert stop["outline"] >= 2 and stop["style"] != "none", f"{self.page.url}: no focus is seen on {stop}"
            assert stop["inside"] and stop["seen"], f"{self.page.url}: the focus is covered or out of the window: {stop}"
            if wanted(stop):
                return stop
        raise AssertionError(f"{self.page.url}: Tab does not come there")

    def field(self, name):
        return self.tab_to(lambda stop: stop["name"] == name)

    def text(self, name, words):
        self.field(name)
        self.keys += len(words)
        self.page.keyboard.type(words)

    def enter(self, text):
        self.tab_to(lambda stop: stop["text"] == text and stop["tag"] in ("BUTTON", "A"))
        self.go_on()

    def go_on(self):
        """Enter, and the page that comes of it is there."""
        with self.waiting(), self.page.expect_navigation():
            self.press("Enter")


def test_the_keyboard_alone_goes_from_filing_to_closing(world):
    person = Keyboard(world.browser, world.base, viewport={"width": 1280, "height": 800}, is_mobile=False, has_touch=False)
    page = person.page
    person.goto("/en")
    person.enter("Make a complaint")
    person.field("category")
    page.keyboard.type("A transfer")
    person.keys += 10
    assert page.locator("select[name=category]").input_value() != "", "letters choose from a list"
    # Enter in a field sends the form as its first button does.
    person.text("account", "138-0000")
    person.go_on()
    person.text("narrative", "It did not arrive.")
    person.enter("Continue")
    person.text("email", "li.na@example.com")
    person.field("safe")
    person.press("Space")
    assert page.locator("input[name=safe][value=yes]").is_checked()
    person.enter("Continue")
    person.enter("Continue")
    person.enter("Send my complaint")
    codes = page.locator("dd.code").all_inner_texts()
    case = decided(world, codes[0], "en")
    person.enter("See my complaint and add files")
    person.text("reference", codes[0])
    person.text("secret", codes[1])
    person.go_on()
    person.enter("Accept the decision")
    person.enter("I accept the decision")
    assert "You accepted the decision" in page.content(), page.content()
    assert world.state(case)[0] == "closed", world.state(case)
    person.look("keyboard_closed")
    person.told("keyboard alone: filing to closing")


def main():
    world = World("redress_tasks")
    world.texts = {one: (pathlib.Path("schemas/texts") / f"pages.{one}.toml").read_text(encoding="utf-8") for one in ("en", "zh-CN")}
    world.run("migrate", "up")
    place = world.results() / world.name
    (place / "documents").mkdir(parents=True)
    (place / "pepper").write_bytes(os.urandom(32))
    world.env["REDRESS_PAGES__PEPPER_FILE"] = str(place / "pepper")
    world.serve(REDRESS_HTTP__LISTEN="127.0.0.1:0", REDRESS_DOCUMENTS__DIR=str(place / "documents"), REDRESS_PAGES__LOOK_UPS_PER_MINUTE="1000",
                REDRESS_PAGES__NETWORK_LOOK_UPS_PER_MINUTE="1000")
    with open(world.log.name, encoding="utf-8", errors="replace") as log:
        port = re.findall(r"^ready: ops \S+ http http://\S+?:(\d+)", log.read(), re.M)[-1]
    world.base = f"http://localhost:{port}"  # where browsers take a cookie that is for HTTPS alone
    with sync_playwright() as play:
        start = lambda *more: play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", *more])  # noqa: E731
        world.browser, world.large = start(), start("--blink-settings=defaultFontSize=32")
        _, failed = run_in(world, chosen(tests_in(globals()), sys.argv[1:]))
        world.browser.close()
        world.large.close()
    world.close()
    print(f"\n{'task':52} {'taps':>5} {'keys':>5} {'typed':>6} {'waited s':>9} {'in all s':>9}")
    for task, taps, keys, typed, waited, seconds in ROWS:
        print(f"{task:52} {taps:5} {keys:5} {typed:6} {waited:9.1f} {seconds:9.1f}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
