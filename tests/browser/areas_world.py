"""What the tests of the areas work on: cases that climbed, were decided and are appealed, dead letters that can be given
again, an incident, an improvement action, and the people of every role."""
import datetime
import functools
import json
import re
import shutil
import uuid

from console_world import Console, Person, focused, tab_to
import support

PARTS = ["contact", "received_date", "timeframe", "reasons", "every_point", "remedies", "outside_body", "last_dates", "appeal", "next_step"]


def cbor_headers(headers):
    def length(major, n):
        return bytes([major << 5 | n]) if n < 24 else bytes([major << 5 | 24, n]) if n < 256 else bytes([major << 5 | 25]) + n.to_bytes(2, "big")

    def text(one):
        return length(2, len(one.encode())) + one.encode()
    return length(4, len(headers)) + b"".join(length(4, 2) + text(name) + text(value) for name, value in headers)


class ByKeyboard:
    """Hands that know no mouse: they go by the Tab key, and type where the focus is."""

    def __init__(self, world, page):
        self.base, self.page = world.base, page

    def open(self, letters, path, there):
        """The page of these letters (`g e`); `there` is on it."""
        for letter in letters:
            self.page.keyboard.press(letter)
        self.page.locator(there).first.wait_for()

    def press(self, wanted, first=False):
        tab_to(self.page, wanted)
        self.page.keyboard.press("Enter")

    def write(self, wanted, words):
        tab_to(self.page, wanted)
        self.page.keyboard.type(words)

    def answer(self, field, words):
        """The field that has the focus by itself, as the first of its form."""
        focused(self.page, field)
        self.page.keyboard.type(words)

    def choose(self, field):
        focused(self.page, field)
        self.page.keyboard.press("ArrowDown")

    def send(self):
        self.page.locator("form.act").wait_for()
        self.page.keyboard.press("Control+Enter")


class ByMouse:
    """The same by the mouse alone, beginning at the address of a page."""

    def __init__(self, world, page):
        self.base, self.page = world.base, page

    def open(self, letters, path, there):
        self.page.goto(self.base + path)
        self.page.locator(there).first.wait_for()

    def press(self, wanted, first=False):
        (self.page.locator(wanted).first if first else self.page.locator(wanted)).click()

    def write(self, wanted, words):
        self.page.locator(wanted).fill(words)

    def answer(self, field, words):
        self.write(f"[data-field={field}]", words)

    def choose(self, field):
        self.page.locator(f"[data-field={field}]").select_option(index=1)

    def send(self):
        self.press("form.act button.main")


HANDS = {"by_keyboard": ByKeyboard, "by_mouse": ByMouse}


class Areas(Console):
    PEOPLE = ("h.lin", "h.osei", "c.ito", "c.reyes", "l.novak", "a.moreau", "q.berg", "p.haas", "r.ahn", "o.ops")

    def __init__(self, name="areas"):
        super().__init__(name)
        self.people = {"h.lin": self.lin}

    def as_(self, person):
        if person not in self.people:
            self.people[person] = Person(self.base, person)
        return self.people[person]

    def prepare(self):
        super().prepare()
        self.escalated = [self.climbed(language) for language in ("en", "zh-CN", "en", "zh-CN")]
        self.appealed = [self.appeal(language) for language in ("en", "zh-CN", "en", "zh-CN")]
        for n in range(6):
            self.dead_letter(self.lin.file(), n)
        lead = self.as_("l.novak")
        self.incident = lead.ask("POST", "/api/v1/incidents", {
            "words_en": "Transfers on one network are slow. Nothing is lost.", "words_zh": "某网络转账较慢，资金没有丢失。",
            "from": "2026-11-20T08:00:00Z", "posted_by": "l.novak"})["incident"]
        self.lin.act(self.escalated[0], "linked", to=self.incident, cause="incident")
        self.improvement = lead.ask("POST", "/api/v1/improvements", {
            "measure": "Retry the gateway before a transfer is called failed.", "cause": "gateway_timeout", "owner": "h.osei", "due": "2099-12-01T09:00:00Z"})["action"]
        self.lin.act(self.decided("en"), "resolution_accepted", evidence="call-2")
        # One is away with somebody who stands in and has a case of theirs, one with nobody, one will be.
        self.lin.file(owner="h.park")
        def day(days):
            return f"{datetime.date.today() + datetime.timedelta(days)}T09:00:00Z"
        for who, more in (("h.park", {"delegate": "h.osei"}), ("c.reyes", {}), ("q.berg", {"from": day(20)})):
            lead.ask("POST", "/api/v1/absences", {"person": who, "until": day(30), **more})

    @functools.cached_property
    def addresses(self):
        """What stands in the addresses of the routes."""
        held = self.climbed()
        self.as_("l.novak").act(held, "rung_accepted")
        closed = self.as_("q.berg").ask("GET", "/api/v1/reports/period/cases?measure=closed")["items"][0]["reference"]
        calendars = self.as_("o.ops").ask("GET", "/api/v1/calendars")["items"]
        case = self.investigated(language="zh-CN", subject="转账失败", narrative="我转了二十个USDT，对方没有收到。")
        self.lin.act(case, "escalated", reason_code="asked")
        return {"case": case, "climbed": self.escalated[2], "held": held, "appealed": self.appealed[2], "closed": closed, "incident": self.incident,
                "improvement": self.improvement, "calendar": calendars[0]["calendar"]}

    def letter(self, language, body):
        return {"route": "email", "letter_language": language, "letter_parts": PARTS, "letter_body": body, "next_step": "我们等待您的答复。" if language == "zh-CN" else "We wait for you."}

    def climbed(self, language="en"):
        narrative = "转账失败，客服没有回复。" if language == "zh-CN" else "My transfer of 20 USDT failed and nobody answers me."
        reference = self.lin.file(owner="h.lin", language=language, narrative=narrative, subject="转账失败" if language == "zh-CN" else "Transfer failed", amount="250.00", currency="USDT")
        self.lin.act(reference, "escalated", reason_code="asked")
        return reference

    def decided(self, language="en"):
        reference = self.investigated(language=language, narrative="我转了二十个USDT，对方没有收到。" if language == "zh-CN" else "My transfer of 20 USDT failed.")
        body, reason = ("我们查看了每一步。", "网络确认已送达。") if language == "zh-CN" else ("We looked at each step.", "The network confirms delivery.")
        self.lin.act(reference, "decision_sent", outcome="not_upheld", findings=["1:not_upheld"], redress_ruled_out=True, reason=reason, **self.letter(language, body))
        return reference

    def appeal(self, language="en"):
        reference = self.decided(language)
        grounds, facts = ("没有人查看我的转账记录。", "附上区块链浏览器截图。") if language == "zh-CN" else ("Nobody looked at my records.", "A page of the block explorer shows no arrival.")
        self.lin.act(reference, "appeal_filed", grounds=grounds, new_facts=facts, evidence="call-1")
        self.lin.act(reference, "document_added", document=f"explorer-{language}")
        return reference

    def newer_policy(self):
        """A revision in force that promises an update sooner; what was filed before keeps the earlier one."""
        folder = self.results() / f"policies-{self.name}"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(support.ROOT / "schemas/policies", folder)
        file = folder / "wallet-default.toml"
        text = file.read_text(encoding="utf-8")
        newer = re.sub(r"^rev = [0-9]+", "rev = 99", text, count=1, flags=re.M).replace('limit = "7cd', 'limit = "3cd', 1)
        assert newer != text
        file.write_text(newer, encoding="utf-8")
        self.kill()
        self.env["REDRESS_POLICIES__DIR"] = str(folder)
        self.serve_again(self.base.removeprefix("http://"))

    def dead_letter(self, reference, n):
        """A command that would be taken now: it was malformed only in what the engine knew then."""
        case = self.lin.case(reference)["id"]
        letter = str(uuid.uuid4())
        headers = [("content-type", "application/json"), ("ce_specversion", "1.0"), ("ce_id", f"late-{n}-{letter[:8]}"),
                   ("ce_source", "/wallet/app"), ("ce_type", "io.redress.complaint.command.message_received.v1"), ("ce_subject", case)]
        payload = json.dumps({"text": "Is there anything new?"})
        with self.sql_on(self.url) as cursor:
            cursor.execute(
                "INSERT INTO dead_letter (bucket, letter_id, reason, detail, source, source_id, topic, partition, record_offset, sha256, record_key, headers, payload, created_at) "
                "VALUES (0, %s, %s, %s, '/wallet/app', %s, 'redress.complaint.command.v1', 3, %s, decode(repeat('00', 32), 'hex'), %s, %s, %s, now())",
                (letter, "unknown_state" if n % 3 else "invalid_data", "the row of the case could not be read" if n % 3 else "text is missing", f"late-{n}", n, case.encode(), cbor_headers(headers), payload.encode()))
        return letter
