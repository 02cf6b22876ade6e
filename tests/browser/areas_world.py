"""What the tests of the areas work on: cases that climbed, were decided and are appealed, dead letters that can be given
again, an incident, an improvement action, and the people of every role."""
import json
import re
import shutil
import uuid

import console_world
import support
from console_world import Console, Person

console_world.PEOPLE = ("h.lin", "h.osei", "c.ito", "c.reyes", "l.novak", "a.moreau", "q.berg", "p.haas", "r.ahn", "o.ops")
PARTS = ["contact", "received_date", "timeframe", "reasons", "every_point", "remedies", "outside_body", "last_dates", "appeal", "next_step"]


def cbor_headers(headers):
    def length(major, n):
        return bytes([major << 5 | n]) if n < 24 else bytes([major << 5 | 24, n]) if n < 256 else bytes([major << 5 | 25]) + n.to_bytes(2, "big")

    def text(one):
        return length(2, len(one.encode())) + one.encode()
    return length(4, len(headers)) + b"".join(length(4, 2) + text(name) + text(value) for name, value in headers)


class Areas(Console):
    def __init__(self):
        super().__init__()
        self.people = {"h.lin": self.lin}

    def as_(self, person):
        if person not in self.people:
            self.people[person] = Person(self.base, person)
        return self.people[person]

    def prepare(self):
        super().prepare()
        self.escalated = [self.climbed(language) for language in ("en", "zh-CN", "en", "zh-CN")]
        self.appealed = [self.appeal("en"), self.appeal("zh-CN"), self.appeal("en"), self.appeal("zh-CN")]
        for n in range(6):
            self.dead_letter(self.lin.file(), n)
        lead = self.as_("l.novak")
        self.incident = lead.ask("POST", "/api/v1/incidents", {
            "words_en": "Transfers on one network are slow. Nothing is lost.", "words_zh": "某网络转账较慢，资金没有丢失。",
            "from": "2026-11-20T08:00:00Z", "posted_by": "l.novak"})["incident"]
        self.lin.act(self.escalated[0], "linked", to=self.incident, cause="incident")
        self.improvement = lead.ask("POST", "/api/v1/improvements", {
            "measure": "Retry the gateway before a transfer is called failed.", "cause": "gateway_timeout", "owner": "h.osei", "due": "2099-12-01T09:00:00Z"})["action"]
        closed = self.decided("en")
        version = self.lin.case(closed)["version"]
        self.lin.ask("POST", f"/api/v1/complaints/{closed}/actions/resolution_accepted", {"evidence": "call-2"}, version)

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
