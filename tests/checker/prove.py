#!/usr/bin/python3
"""Proves a Redress database and its topics from the outside, sharing no code with the engine. Long because it is one
file: an outsider reads it from top to bottom and runs it without anything of ours.

usage: tests/checker/prove.py [--database URL] [--brokers LIST] [--topic-prefix P] [--drained] [--json] [--limit N]

Reads every entry, case row, offset and mark, and (with brokers) the outgoing topics, and checks:

  I1   conservation: applied + refused + duplicate + dead-lettered + skipped = the offset range, per partition,
       and the entries and dead letters that name the partition are as many as its counters say; with brokers, each
       record still on the topic has an outcome, and only offsets that hold none were skipped
  I2   exactly once: no (source, id) is recorded twice among accepted entries; every entry of a case names its cause
  I3   chain: cseq 1..n without gap, cprev the leaf before, leaves recomputed, bytes canonical, keys and buckets
       recomputed, positions of a bucket dense up to its head and rising along each chain
  I5   version = accepted entries, cseq = entries, state and facts and clocks = fold(history), head = last leaf
  I9   a deadline fires at most once per (case, clock, subject, generation), never before its due time,
       and every missed or lapsed clock has fired
  I11  every case entry at or below the relay's mark is on the outgoing topic with its id and key, in case order;
       nothing is on the topic that no entry stands behind
  I13  beside the case: incidents and actions are the fold of their own chains, no case has the id of one, an action
       is told overdue once for each due time and never before it, and an incident counts the cases that name it
  and: every open case with a running clock is on the agenda in time, queues and counters agree with the cases,
       every sealed digest has its text and every text its digest, save those of before an erasure, of which none
       has any; every dead letter is kept whole as it was recorded,
       every pinned policy, and the wording that it names, is stored under the hash of its bytes.
  I14  every letter that a channel must carry, and no other, is asked for on the notify topic, with case, letter,
       route and an id that tells its entry, in case order
  I15  restricted compartments: chains of their own without gap, of cases that exist, folded; their words are those
       of their digests; what a decision may leave out is what their last approval says

One file above 400 lines on purpose: whoever checks us copies it and needs nothing else of ours.

Exit 0 when nothing is violated, 1 when something is, 2 when it cannot conclude (an empty database included)."""
import argparse
import collections
import datetime
import hashlib
import json
import os
import re
import struct
import subprocess
import sys
import tomllib
import uuid

import cbor2
import psycopg2

INSTANT = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$")
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
MACHINES = {"lifecycle": "none", "hold": "none", "ladder": "at_base", "containment": "none", "referral": "none"}


def murmur2(data):
    """Kafka's: seed 0x9747b28c, 32 bits."""
    m, mask = 0x5BD1E995, 0xFFFFFFFF
    h = (0x9747B28C ^ len(data)) & mask
    whole = len(data) // 4 * 4
    for i in range(0, whole, 4):
        k = struct.unpack_from("<I", data, i)[0]
        k = k * m & mask
        k ^= k >> 24
        k = k * m & mask
        h = (h * m & mask) ^ k
    rest = data[whole:]
    for i in range(len(rest) - 1, -1, -1):
        h ^= rest[i] << (8 * i)
    if rest:
        h = h * m & mask
    h ^= h >> 13
    h = h * m & mask
    return h ^ h >> 15


def bucket_of(id_text):
    return (murmur2(id_text.encode()) & 0x7FFFFFFF) % 64


def micros(text):
    at = datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=datetime.timezone.utc)
    delta = at - EPOCH
    return (delta.days * 86400 + delta.seconds) * 1_000_000 + delta.microseconds


def plain(value):
    """JSON and CBOR write instants and digests differently; here both become microseconds and hexadecimal."""
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, str) and INSTANT.match(value):
        return micros(value)
    if isinstance(value, list):
        return [plain(v) for v in value]
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    return value


def clock_key(c):
    return (c.get("clock", ""), c.get("subject", ""), c.get("generation", 1))


class Findings:
    def __init__(self, limit):
        self.limit, self.count, self.shown = limit, collections.Counter(), []

    def add(self, rule, text):
        self.count[rule] += 1
        if self.count[rule] <= self.limit:
            self.shown.append((rule, text))


MATTERS = {"incident", "action"}


class Matter:
    """What the entries of an incident or action say it is."""

    def __init__(self, kind):
        self.kind, self.state, self.facts = kind, "none", {}
        self.version = self.cseq = 0
        self.leaf = b""
        self.told = collections.Counter()

    def take(self, entry, findings, where):
        for move in entry.get("moves", []):
            if (move["machine"], move["from"]) != (self.kind, self.state):
                findings.add("I13", f"{where}: moves {move['machine']} from {move['from']}, but it stood at {self.state}")
            self.state = move["to"]
        if entry.get("ev") == "action_missed":
            due = self.facts.get("due")
            self.told[due] += 1
            if due is None or micros(entry["rec"]) < due:
                findings.add("I13", f"{where}: told overdue before it was due")
        for fact, value in entry.get("set", {}).items():
            if value is None:
                self.facts.pop(fact, None)
            else:
                self.facts[fact] = plain(value)


class Fold:
    """What the entries of one case say it is."""

    def __init__(self):
        self.machines = dict(MACHINES)
        self.facts, self.clocks = {}, {}
        self.version = self.cseq = 0
        self.leaf = b""
        self.fired = collections.Counter()
        self.erased = 0  # cseq of the latest erasure: words of before are gone
        self.added, self.redacted = {}, set()  # documents by id, and entries without words: cseq

    def without_words(self, cseq):
        return cseq < self.erased or cseq in self.redacted

    def take(self, entry, findings, where):
        if entry["type"] == "case.event":
            document = entry.get("data", {}).get("document", "")
            if entry.get("ev") == "subject_erased":
                self.erased = entry["cseq"]
            elif entry.get("ev") == "document_added":
                self.added[document] = entry["cseq"]
            elif entry.get("ev") == "content_redacted":
                named = int(document[1:]) if document.startswith("#") else self.added.get(document)
                if named is None or named >= entry["cseq"]:
                    findings.add("sealed", f"{where}: redacts {document}, which is nothing of before")
                self.redacted.add(named)
        for move in entry.get("moves", []):
            # Each redress item is an instance of its machine.
            name = f"redress {move.get('subject')}" if move["machine"] == "redress" else move["machine"]
            stood = self.machines.get(name, "none" if move["machine"] == "redress" else None)
            if stood != move["from"]:
                findings.add("I5", f"{where}: moves {name} from {move['from']}, but it stood at {stood}")
            self.machines[name] = move["to"]
        for fact, value in entry.get("set", {}).items():
            if value is None:
                self.facts.pop(fact, None)
            else:
                self.facts[fact] = plain(value)
        if entry["type"] == "case.event" and entry.get("ev") in ("deadline_missed", "window_lapsed"):
            data = entry.get("data", {})
            key = (data.get("clock", ""), data.get("subject_of", ""), data.get("generation", 1))
            self.fired[key] += 1
            before = self.clocks.get(key)
            if before is None:
                findings.add("I9", f"{where}: {entry['ev']} of a clock that never started: {key}")
            elif before.get("due") is not None and micros(entry["rec"]) < before["due"]:
                findings.add("I9", f"{where}: {entry['ev']} of {key} recorded before it was due")
        for clk in entry.get("clk", []):
            clk = plain(clk)
            self.clocks[clock_key(clk)] = clk


def check_entries(db, findings):
    """Every entry once, chain by chain. Returns folds by case, and what other checks need."""
    cases, matters, sources = {}, {}, {}
    from_kafka = collections.defaultdict(lambda: collections.defaultdict(list))  # partition -> offset -> outcomes
    published, positions = {}, collections.defaultdict(list)
    chains, entries, derived_causes = 0, 0, []
    ids = set()
    sealed, dead = [], {}
    cursor = db.cursor("entries")
    cursor.itersize = 5000
    cursor.execute("SELECT bucket, chain_id::text, key, cseq, pos, body, leaf FROM audit_entry ORDER BY bucket, chain_id, cseq")
    last = None
    expect, prev_leaf, prev_pos = 1, None, 0
    for bucket, chain, key, cseq, pos, body, leaf in cursor:
        body, leaf = bytes(body), bytes(leaf)
        entries += 1
        where = f"chain {chain} entry {cseq}"
        if chain != last:
            last, expect, prev_leaf, prev_pos = chain, 1, None, 0
            chains += 1
            if bucket_of(chain) != bucket:
                findings.add("I3", f"chain {chain} lies in bucket {bucket}, its id says {bucket_of(chain)}")
        positions[bucket].append(pos)
        if pos <= prev_pos:
            findings.add("I3", f"{where}: at position {pos}, the entry before it at {prev_pos}")
        prev_pos = pos
        try:
            entry = json.loads(body)
        except ValueError as wrong:
            findings.add("I3", f"{where}: not JSON: {wrong}")
            continue
        if json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() != body:
            findings.add("I3", f"{where}: bytes are not canonical")
        if len(body) > 65535:
            findings.add("I3", f"{where}: {len(body)} bytes")
        if hashlib.sha256(b"\0" + body).digest() != leaf:
            findings.add("I3", f"{where}: leaf is not the hash of its bytes")
        if cseq != expect or entry.get("cseq") != cseq:
            findings.add("I3", f"{where}: expected cseq {expect}, the bytes say {entry.get('cseq')}")
        expect = cseq + 1
        if (entry.get("cprev") or None) != (prev_leaf.hex() if prev_leaf else None):
            findings.add("I3", f"{where}: cprev is not the leaf before")
        prev_leaf = leaf
        if entry.get("v") != "redress.audit/1" or "salt" not in entry or "id" not in entry:
            findings.add("I3", f"{where}: not a redress.audit/1 entry")
        if entry["id"] in ids:
            findings.add("I2", f"{where}: entry id {entry['id']} is used twice")
        ids.add(entry["id"])
        case = entry.get("case")
        source = entry.get("src", {})
        kind, _, what = entry["type"].partition(".")
        if case is None and kind in MATTERS:
            if entry.get("chain") != chain:
                findings.add("I3", f"{where}: an entry of {kind} {entry.get('chain')} in another chain")
            want = hashlib.sha256(source["source"].encode() + b"\0" + source["id"].encode()).digest()
            matter = matters.setdefault(chain, Matter(kind))
            if matter.kind != kind:
                findings.add("I13", f"{where}: of {kind}, the chain is of {matter.kind}")
            matter.cseq, matter.leaf = cseq, leaf
            outcome = "refused"
            if what == "event":
                name, outcome = (source["source"], source["id"], chain), "applied"
                if name in sources:
                    findings.add("I2", f"{where}: {name[:2]} was accepted before, as entry {sources[name]}")
                sources[name] = cseq
                matter.version += 1
                if entry.get("ver") != matter.version:
                    findings.add("I13", f"{where}: says version {entry.get('ver')}, it is accepted event {matter.version}")
                matter.take(entry, findings, where)
            elif "ver" in entry or "set" in entry or "moves" in entry:
                findings.add("I13", f"{where}: a refusal that changes something")
            if source.get("topic"):
                from_kafka[(source["topic"], source["partition"])][source["offset"]].append(outcome)
            published[entry["id"]] = (chain, bucket, pos, entry)
        elif case is None:
            want = hashlib.sha256(f"{chain}".encode() + b"\0" + str(cseq).encode()).digest()
            if entry.get("chain") != chain:
                findings.add("I3", f"{where}: an entry of no case names chain {entry.get('chain')}")
            if entry["type"] == "dead_letter.recorded":
                dead[entry["id"]] = (bucket, source.get("digest"), entry.get("data", {}).get("reason"))
                if source.get("topic"):
                    from_kafka[(source["topic"], source["partition"])][source["offset"]].append("dead_lettered")
                published[entry["id"]] = (None, bucket, pos, entry)
        else:
            if case != chain:
                findings.add("I3", f"{where}: an entry of case {case} in another chain")
            if "source" not in source or "id" not in source:
                findings.add("I2", f"{where}: no cause named")
                continue
            want = hashlib.sha256(source["source"].encode() + b"\0" + source["id"].encode()).digest()
            fold = cases.get(case)
            if fold is None:
                fold = cases[case] = Fold()
            fold.cseq, fold.leaf = cseq, leaf
            name = (source["source"], source["id"], case)
            if entry["type"] == "case.event":
                if name in sources:
                    findings.add("I2", f"{where}: {name[:2]} was accepted before, as entry {sources[name]}")
                sources[name] = cseq
                fold.version += 1
                if entry.get("ver") != fold.version:
                    findings.add("I5", f"{where}: says version {entry.get('ver')}, it is accepted event {fold.version}")
                fold.take(entry, findings, where)
                if source.get("topic"):
                    from_kafka[(source["topic"], source["partition"])][source["offset"]].append("applied")
                published[entry["id"]] = (case, bucket, pos, entry)
            elif entry["type"] == "case.refused":
                if "ver" in entry or "set" in entry or "moves" in entry:
                    findings.add("I5", f"{where}: a refusal that changes something")
                if source.get("topic"):
                    from_kafka[(source["topic"], source["partition"])][source["offset"]].append("refused")
                published[entry["id"]] = (case, bucket, pos, entry)
            if "cause" in entry:
                derived_causes.append((entry["cause"], where))
            for value in entry.get("sealed", []):
                sealed.append((bucket, case, key, value["slot"], value["sha256"], cseq))
        eighths = [struct.unpack(">q", want[i:i + 8])[0] for i in (0, 8, 16, 24)]
        if key not in eighths:
            findings.add("I3", f"{where}: key is not of its source")
    cursor.close()
    for cause, where in derived_causes:
        if cause not in ids:
            findings.add("I2", f"{where}: caused by an entry that is not there")
    cursor = db.cursor()
    cursor.execute("SELECT bucket, pos, turn FROM bucket_head ORDER BY bucket")
    for bucket, pos, _ in cursor.fetchall():
        have = sorted(positions.get(bucket, []))
        if have != list(range(1, pos + 1)):
            findings.add("I3", f"bucket {bucket}: positions are not 1..{pos} ({len(have)} entries)")
    return cases, matters, from_kafka, published, sealed, dead, chains, entries


def check_matters(db, cases, matters, findings):
    """Incidents and actions as their chains say, and how many cases name each incident."""
    cursor = db.cursor()
    cursor.execute("SELECT bucket, matter_id::text, kind, state, version, cseq, due, opened_at, head, facts FROM matter")
    seen, agenda_wanted = set(), []
    for bucket, matter, kind, state, version, cseq, due, opened_at, head, facts in cursor.fetchall():
        seen.add(matter)
        fold = matters.get(matter)
        if bucket_of(matter) != bucket or matter in cases or fold is None:
            findings.add("I13", f"{kind} {matter}: in bucket {bucket}, a case is {matter in cases}, has a history is {fold is not None}")
            continue
        if (fold.kind, fold.state, fold.version, fold.cseq, fold.leaf) != (kind, state, version, cseq, bytes(head)):
            findings.add("I13", f"{kind} {matter}: stands at {state}, version {version}, cseq {cseq}; its entries say {fold.kind} "
                                f"{fold.state}, {fold.version}, {fold.cseq}, or another head")
        try:
            stored = plain(cbor2.loads(bytes(facts)))
        except (cbor2.CBORError, ValueError, EOFError) as wrong:
            findings.add("I13", f"{kind} {matter}: facts cannot be read: {wrong}")
            continue
        if stored != fold.facts or (since_epoch(due), since_epoch(opened_at)) != (stored.get("due"), stored.get("opened_at")):
            findings.add("I13", f"{kind} {matter}: facts differ from fold(history), or its columns from them")
        for when, times in fold.told.items():
            if times != 1:
                findings.add("I13", f"{kind} {matter}: told overdue {times} times for {when}")
        if kind == "action" and state == "open" and "missed_at" not in stored:
            agenda_wanted.append((bucket, matter, stored.get("due")))
    for matter in set(matters) - seen:
        findings.add("I13", f"{matters[matter].kind} {matter} has entries and no row")
    linked = collections.Counter()
    for case, fold in cases.items():
        for link in fold.facts.get("links", []):
            if link.get("cause") == "incident":
                linked[(bucket_of(case), link["to"])] += 1
    cursor.execute("SELECT bucket, incident_id::text, cases FROM incident_case_counter WHERE cases <> 0")
    counters = {(bucket, incident): count for bucket, incident, count in cursor.fetchall()}
    for place in set(counters) | set(linked):
        if counters.get(place, 0) != linked[place]:
            findings.add("I13", f"incident {place[1]} in bucket {place[0]}: counted {counters.get(place, 0)} cases, {linked[place]} name it")
        if place[1] not in matters or matters[place[1]].kind != "incident":
            findings.add("I13", f"a case names incident {place[1]}, which is none")
    return agenda_wanted


def check_cases(db, cases, findings):
    cursor = db.cursor("cases")
    cursor.itersize = 5000
    cursor.execute("SELECT bucket, case_id::text, reference, state, hold, ladder, severity, rung, version, cseq, next_due, "
                   "agenda_at, coalesce(owner, ''), coalesce(team, ''), head, facts FROM complaint")
    seen, open_cases, by_state, agenda_wanted, pinned = set(), {}, collections.Counter(), [], set()
    for (bucket, case, reference, state, hold, ladder, severity, rung, version, cseq, next_due, agenda_at, owner, team, head,
         facts) in cursor:
        seen.add(case)
        by_state[(bucket, state)] += 1
        if bucket_of(case) != bucket:
            findings.add("I3", f"case {case} lies in bucket {bucket}")
        fold = cases.get(case)
        if fold is None:
            findings.add("I5", f"case {case} has no history")
            continue
        if (fold.version, fold.cseq) != (version, cseq):
            findings.add("I5", f"case {case}: version {version}, cseq {cseq}; its entries say {fold.version}, {fold.cseq}")
        if fold.leaf != bytes(head):
            findings.add("I5", f"case {case}: head is not its last leaf")
        if (fold.machines["lifecycle"], fold.machines["hold"], fold.machines["ladder"]) != (state, hold, ladder):
            findings.add("I5", f"case {case}: stands at {state}/{hold}/{ladder}, its entries say {fold.machines}")
        try:
            stored = plain(cbor2.loads(bytes(facts)))
            stored.get("clocks")
        except (cbor2.CBORError, ValueError, EOFError, AttributeError) as wrong:
            findings.add("I5", f"case {case}: facts cannot be read: {wrong}")
            continue
        clocks = {clock_key(c): c for c in stored.pop("clocks", [])}
        for name, value, default in (("reference", reference, ""), ("owner", owner, ""), ("team", team, ""),
                                     ("severity", severity, 0), ("rung", rung, 0)):
            if value != default:
                stored[name] = value
        beside = {"containment": stored.get("containment", "none"), "referral": stored.get("referral", "none")}
        beside |= {f"redress {item['id']}": item.get("state", "none") for item in stored.get("redress_items", [])}
        moved = {name: at for name, at in fold.machines.items() if name not in ("lifecycle", "hold", "ladder")}
        if beside != moved:
            findings.add("I5", f"case {case}: containment, referral and redress stand at {beside}, its entries say {moved}")
        if stored != fold.facts:
            differ = sorted(k for k in set(stored) | set(fold.facts) if stored.get(k) != fold.facts.get(k))
            findings.add("I5", f"case {case}: facts differ from fold(history): "
                               + "; ".join(f"{k}: row {stored.get(k)!r}, entries {fold.facts.get(k)!r}" for k in differ[:3]))
        if clocks != fold.clocks:
            differ = [k for k in set(clocks) | set(fold.clocks) if clocks.get(k) != fold.clocks.get(k)]
            findings.add("I5", f"case {case}: clocks differ from fold(history): {differ[:3]}")
        for key, count in fold.fired.items():
            if count != 1:
                findings.add("I9", f"case {case}: {key} fired {count} times")
        for key, clk in clocks.items():
            if clk.get("state") in ("missed", "met_late", "lapsed") and fold.fired[key] != 1:
                findings.add("I9", f"case {case}: {key} is {clk['state']} and fired {fold.fired[key]} times")
        due = [c["due"] for c in clocks.values() if c.get("state", "running") == "running" and c.get("due") is not None]
        # What was missed is owed until it is kept, or until the case is closed; the agenda has done with it.
        owed = due + [c["due"] for c in clocks.values() if state != "closed" and c.get("state") == "missed" and c.get("due") is not None]
        earliest = min(owed, default=None)
        if since_epoch(next_due) != earliest:
            findings.add("I5", f"case {case}: next_due is {next_due}, its clocks say {earliest}")
        if due:
            agenda_wanted.append((bucket, case, min(due)))
        pinned.update(pin.get("sha256") for pin in stored.get("policies", []))
        if state != "closed":
            open_cases[case] = (reference, team, owner, state, hold, severity, rung, stored.get("kind", "complaint"),
                                stored.get("category", ""), stored.get("channel", "website"), earliest, stored.get("filed_at"))
    cursor.close()
    for case in set(cases) - seen:
        findings.add("I5", f"case {case} has entries and no row")
    return open_cases, by_state, agenda_wanted, pinned


def since_epoch(at):
    return None if at is None else (at - EPOCH) // datetime.timedelta(microseconds=1)


def check_kept(db, dead, pinned, findings):
    """Dead letters as they were recorded, policies as they were pinned."""
    cursor = db.cursor()
    cursor.execute("SELECT bucket, letter_id::text, reason, topic, sha256, record_key, headers, payload FROM dead_letter")
    letters = {}
    for bucket, letter, reason, topic, digest, key, headers, payload in cursor.fetchall():
        letters[letter] = (bucket, bytes(digest).hex(), reason)
        if not topic:
            continue  # was a command, and never a record
        pairs = cbor2.loads(bytes(headers))
        parts = [bytes(key)], [part for pair in pairs for part in pair], [bytes(payload)]
        sized = [b"".join(struct.pack(">I", len(part)) + part for part in some) for some in parts]
        if hashlib.sha256(sized[0] + struct.pack(">I", len(pairs)) + sized[1] + sized[2]).digest() != bytes(digest):
            findings.add("dead letters", f"letter {letter}: its digest is not of its record")
    for letter, recorded in dead.items():
        if letters.get(letter) != recorded:
            findings.add("dead letters", f"letter {letter}: recorded as {recorded}, kept is {letters.get(letter)}")
    for letter in set(letters) - set(dead):
        findings.add("dead letters", f"letter {letter}: no entry recorded it")
    cursor.execute("SELECT sha256, toml FROM policy")
    stored = dict(cursor.fetchall())
    for sha256, toml in stored.items():
        if hashlib.sha256(toml.encode()).hexdigest() != sha256:
            findings.add("policies", f"policy {sha256}: its hash is not of its bytes")
    for sha256 in pinned - set(stored):
        findings.add("policies", f"policy {sha256} is pinned and not stored")
    for sha256 in pinned & set(stored):
        for wording in tomllib.loads(stored[sha256]).get("wording", []):
            if wording["sha256"] not in stored:
                findings.add("policies", f"wording {wording['sha256']} of policy {sha256} is not stored")


def check_around(db, cases, open_cases, by_state, agenda_wanted, sealed, findings):
    cursor = db.cursor()
    cursor.execute("SELECT bucket, case_id::text, min(look_at) FROM deadline_agenda GROUP BY 1, 2")
    agenda = {(b, c): since_epoch(at) for b, c, at in cursor.fetchall()}
    cursor.execute("SELECT clock_timestamp()")
    now = since_epoch(cursor.fetchone()[0])
    horizon = now + 90 * 86400 * 1_000_000
    for bucket, case, due in agenda_wanted:
        look = agenda.get((bucket, case))
        if look is None or look > max(min(due, horizon), now):
            findings.add("agenda", f"case {case}: a clock is due at {due}, the agenda looks at {look}")
    cursor.execute("SELECT case_id::text, reference, team, owner, state, hold, severity, rung, kind, category, channel, "
                   "next_due, filed_at FROM work_item")
    work = {row[0]: (*row[1:11], since_epoch(row[11]), since_epoch(row[12])) for row in cursor.fetchall()}
    for case in set(work) ^ set(open_cases):
        findings.add("queue", f"case {case}: open is {case in open_cases}, queued is {case in work}")
    for case in set(work) & set(open_cases):
        if work[case] != open_cases[case]:
            findings.add("queue", f"case {case}: queue says {work[case]}, case says {open_cases[case]}")
    cursor.execute("SELECT bucket, state, cases FROM case_counter WHERE cases <> 0")
    counted = {(b, s): n for b, s, n in cursor.fetchall()}
    for key in set(counted) | set(by_state):
        if counted.get(key, 0) != by_state.get(key, 0):
            findings.add("counters", f"{key}: counted {counted.get(key, 0)}, there are {by_state.get(key, 0)}")
    cursor.execute("SELECT bucket, case_id::text, entry_key, slot, digest, bytes FROM private_text")
    texts = {}
    for bucket, case, key, slot, digest, content in cursor.fetchall():
        texts[(bucket, case, key, slot)] = bytes(digest).hex()
        if hashlib.sha256(bytes(content)).digest() != bytes(digest):
            findings.add("sealed", f"case {case} {slot}: digest is not of its text")
    for bucket, case, key, slot, digest, cseq in sealed:
        if cases[case].without_words(cseq):
            if (bucket, case, key, slot) in texts:
                findings.add("sealed", f"case {case} {slot}: stands although it was erased or redacted since")
        elif texts.get((bucket, case, key, slot)) != digest:
            findings.add("sealed", f"case {case} {slot}: the entry's digest has no text")
    for bucket, case, key, slot in set(texts) - {place[:4] for place in sealed}:
        findings.add("sealed", f"case {case} {slot}: a text that no entry tells of")


def check_restricted(db, cases, findings):
    """Compartments: nothing of them stands anywhere else. Returns how many there are."""
    cursor = db.cursor()
    cursor.execute("SELECT bucket, case_id::text, cseq, key, body, leaf FROM restricted_entry ORDER BY bucket, case_id, cseq")
    folds, leaves, sealed = {}, {}, {}
    for bucket, case, cseq, key, body, leaf in cursor.fetchall():
        body, leaf, where = bytes(body), bytes(leaf), f"compartment of {case} entry {cseq}"
        entry = json.loads(body)
        fold = folds.setdefault(case, Matter("restricted"))
        if json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() != body:
            findings.add("I15", f"{where}: bytes are not canonical")
        if hashlib.sha256(b"\0" + body).digest() != leaf:
            findings.add("I15", f"{where}: leaf is not the hash of its bytes")
        if (cseq, entry.get("cseq"), entry.get("chain")) != (fold.cseq + 1, cseq, case) or bucket_of(case) != bucket or case not in cases:
            findings.add("I15", f"{where}: follows {fold.cseq}, says {entry.get('cseq')} of {entry.get('chain')}, in bucket {bucket}")
        if (entry.get("cprev") or None) != (leaves[case].hex() if case in leaves else None):
            findings.add("I15", f"{where}: cprev is not the leaf before")
        source = entry["src"]
        want = hashlib.sha256(source["source"].encode() + b"\0" + source["id"].encode()).digest()
        if struct.unpack(">q", want[:8])[0] != key:
            findings.add("I15", f"{where}: key is not of its source")
        fold.cseq, leaves[case] = cseq, leaf
        if entry["type"] == "restricted.event":
            fold.version += 1
            if entry.get("ver") != fold.version:
                findings.add("I15", f"{where}: says version {entry.get('ver')}, it is accepted event {fold.version}")
            fold.take(entry, findings, where)
        elif entry["type"] not in ("restricted.refused", "restricted.read") or "set" in entry or "moves" in entry:
            findings.add("I15", f"{where}: a {entry['type']} that changes something or has no place here")
        for value in entry.get("sealed", []):
            sealed[(bucket, case, key, value["slot"])] = value["sha256"]
    cursor.execute("SELECT bucket, case_id::text, entry_key, slot, digest, bytes FROM restricted_text")
    texts = {}
    for bucket, case, key, slot, digest, content in cursor.fetchall():
        texts[(bucket, case, key, slot)] = bytes(digest).hex()
        if hashlib.sha256(bytes(content)).digest() != bytes(digest):
            findings.add("I15", f"compartment of {case} {slot}: digest is not of its text")
    for place in set(texts) | set(sealed):
        gone = place[1] in cases and cases[place[1]].erased and place not in texts
        if not gone and texts.get(place) != sealed.get(place):
            findings.add("I15", f"compartment of {place[1]} {place[3]}: its text and its entry's digest differ")
    cursor.execute("SELECT case_id::text, approved_by, until FROM limited_reasons")
    limited = {case: (by, since_epoch(until)) for case, by, until in cursor.fetchall()}
    approved = {case: (fold.facts["limited_by"], fold.facts.get("limited_until"))
                for case, fold in folds.items() if "limited_by" in fold.facts}
    if limited != approved:
        findings.add("I15", f"limited reasons are {limited}, the compartments say {approved}")
    return len(folds)


def counted(outcomes, where, redriven, findings):
    """How often each outcome stands, one a record. A dead letter that was redriven has the redrive's outcome, too."""
    counts = collections.Counter()
    for offset, several in outcomes.items():
        own = ["dead_lettered"] if "dead_lettered" in several and offset in redriven else several
        if len(own) > 1:
            findings.add("I1", f"{where}: offset {offset} has {len(own)} outcomes: {', '.join(own)}")
        counts.update(own)
    return counts


def check_offsets(db, from_kafka, brokers, drained, findings):
    cursor = db.cursor()
    cursor.execute("SELECT topic, partition, record_offset FROM dead_letter WHERE state = 'redriven'")
    redriven = collections.defaultdict(set)
    for topic, partition, offset in cursor.fetchall():
        redriven[(topic, partition)].add(offset)
    cursor.execute("SELECT bucket, topic, partition, first_offset, next_offset, applied, refused, duplicate, dead_lettered, skipped "
                   "FROM consumer_offset")
    rows = cursor.fetchall()
    records = 0
    for bucket, topic, partition, first, following, applied, refused, duplicate, dead, skipped in rows:
        where = f"{topic}[{partition}]"
        records += following - first
        if applied + refused + duplicate + dead + skipped != following - first:
            findings.add("I1", f"{where}: {applied}+{refused}+{duplicate}+{dead}+{skipped} records for offsets {first}..{following}")
        if partition % 64 != bucket:
            findings.add("I1", f"{where}: in bucket {bucket}")
        have = counted(from_kafka.get((topic, partition), {}), where, redriven[(topic, partition)], findings)
        for name, count in (("applied", applied), ("refused", refused), ("dead_lettered", dead)):
            if have.get(name, 0) != count:
                findings.add("I1", f"{where}: {count} {name}, {have.get(name, 0)} entries name it")
    if brokers:
        for topic in sorted({row[1] for row in rows}):
            there = offsets_on(brokers, topic)
            for _, _, partition, first, following, *_, duplicate, _, skipped in (row for row in rows if row[1] == topic):
                # What retention dropped can no longer be asked for.
                first = max(first, min(there.get(partition, [following])))
                read = [at for at in there.get(partition, []) if first <= at < following]
                unnamed = [at for at in read if at not in from_kafka.get((topic, partition), {})]
                if len(unnamed) > duplicate:
                    findings.add("I1", f"{topic}[{partition}]: {len(unnamed)} records left no entry, {duplicate} were duplicates")
                if skipped < following - first - len(read):
                    findings.add("I1", f"{topic}[{partition}]: {following - first - len(read)} offsets hold nothing, {skipped} skipped")
    if brokers and drained:
        for topic in sorted({row[1] for row in rows}):
            ends = high_watermarks(brokers, topic)
            at = {row[2]: row[4] for row in rows if row[1] == topic}
            for partition, end in ends.items():
                if end and at.get(partition, 0) != end:
                    findings.add("I1", f"{topic}[{partition}]: at {at.get(partition, 0)} of {end}")
    return records


def offsets_on(brokers, topic):
    """The offsets that hold a record, by partition."""
    out = subprocess.run(["kcat", "-C", "-b", brokers, "-t", topic, "-e", "-q", "-o", "beginning", "-f", "%p %o\\n"],
                         capture_output=True, text=True, check=True).stdout
    there = collections.defaultdict(list)
    for line in out.splitlines():
        partition, offset = map(int, line.split())
        there[partition].append(offset)
    return there


def high_watermarks(brokers, topic):
    out = subprocess.run(["kcat", "-Q", "-b", brokers] + [a for p in range(64) for a in ("-t", f"{topic}:{p}:-1")],
                         capture_output=True, text=True, check=True).stdout
    ends = {}
    for line in out.splitlines():
        found = re.match(r"(\S+) \[(\d+)\] offset (\d+)", line)
        if found:
            ends[int(found.group(2))] = int(found.group(3))
    return ends


CARRIED = {"email", "phone", "sms", "in_app", "post"}  # routes that a channel carries; the others are there at once


def letters_to_carry(published):
    """What the notify topic must ask for: entry id -> (case, letter, route, again), by entries alone."""
    counted, wanted = collections.Counter(), {}
    for entry_id, (case, _, _, entry) in sorted(published.items(), key=lambda item: item[1][1:3]):
        if entry["type"] != "case.event":
            continue
        letters = (entry.get("set") or {}).get("letters") or []
        if len(letters) > counted[case]:
            counted[case] = len(letters)
            letter = (letters[-1]["id"], letters[-1].get("route", "email"), False)
        elif entry["ev"] == "message_sent" and "letter" in entry.get("data", {}):
            letter = (entry["data"]["letter"], entry["data"]["route"], True)
        else:
            continue
        if letter[1] in CARRIED:
            wanted[entry_id] = (case, *letter)
    return wanted


def check_letters(brokers, prefix, published, marks, findings):
    topic, wanted = prefix + "redress.notify.command.v1", letters_to_carry(published)
    out = subprocess.run(["kcat", "-C", "-b", brokers, "-t", topic, "-e", "-q", "-J", "-o", "beginning"],
                         capture_output=True, check=True).stdout
    seen, order = set(), collections.defaultdict(list)
    for line in out.splitlines():
        message = json.loads(line)
        headers = dict(zip(message.get("headers", [])[::2], message.get("headers", [])[1::2]))
        name = headers.get("ce_id", "")
        entry_id = name.removeprefix("letter-")
        asked = json.loads(message["payload"])
        if entry_id == name or entry_id not in wanted:
            findings.add("I14", f"{topic}: message {name} asks for a letter that no entry sent")
            continue
        if (message["key"], asked["letter"], asked["route"], asked["again"]) != wanted[entry_id] or asked["case"] != message["key"]:
            findings.add("I14", f"{topic}: message {name} says {asked}, its entry {wanted[entry_id]}")
        if entry_id not in seen:
            order[message["key"]].append(published[entry_id][2])
        seen.add(entry_id)
    for case, positions in order.items():
        if positions != sorted(positions):
            findings.add("I14", f"{topic}: letters of case {case} are out of order")
    for entry_id in set(wanted) - seen:
        _, bucket, pos, _ = published[entry_id]
        if pos <= marks.get(bucket, 0):
            findings.add("I14", f"the letter of entry {entry_id} is below the relay's mark and not asked for")


def check_topic(db, brokers, prefix, published, drained, findings):
    topic = prefix + "redress.complaint.event.v1"
    out = subprocess.run(["kcat", "-C", "-b", brokers, "-t", topic, "-e", "-q", "-J", "-o", "beginning"],
                         capture_output=True, check=True).stdout
    seen, order, messages = set(), collections.defaultdict(list), 0
    for line in out.splitlines():
        message = json.loads(line)
        messages += 1
        headers = dict(zip(message.get("headers", [])[::2], message.get("headers", [])[1::2]))
        entry_id = headers.get("ce_id")
        known = published.get(entry_id)
        if known is None or known[0] is None:
            findings.add("I11", f"{topic}: message {entry_id} has no entry behind it")
            continue
        if message["key"] != known[0]:
            findings.add("I11", f"{topic}: message {entry_id} has key {message['key']}, its case is {known[0]}")
        if entry_id in seen:
            continue
        seen.add(entry_id)
        order[message["key"]].append(known[2])
        if known[3]["type"].endswith(".event") and headers.get("ce_sequence") != str(known[3]["ver"]):
            findings.add("I11", f"{topic}: message {entry_id} has sequence {headers.get('ce_sequence')}, version is {known[3]['ver']}")
    for case, positions in order.items():
        if positions != sorted(positions):
            findings.add("I12", f"{topic}: case {case} is out of order")
    cursor = db.cursor()
    cursor.execute("SELECT h.bucket, coalesce(m.pos, 0), h.pos FROM bucket_head h LEFT JOIN reader_mark m "
                   "ON m.bucket = h.bucket AND m.reader = 'relay'")
    marks = {}
    for bucket, mark, head in cursor.fetchall():
        marks[bucket] = mark
        if mark > head:
            findings.add("I11", f"bucket {bucket}: the relay's mark {mark} is beyond the head {head}")
        if drained and mark != head:
            findings.add("I11", f"bucket {bucket}: the relay stands at {mark} of {head}")
    for entry_id, (case, bucket, pos, _) in published.items():
        if case is not None and pos <= marks.get(bucket, 0) and entry_id not in seen:
            findings.add("I11", f"entry {entry_id} of case {case} is below the relay's mark and not on the topic")
    check_letters(brokers, prefix, published, marks, findings)
    return messages


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", default=os.environ.get("REDRESS_DATABASE_URL"))
    parser.add_argument("--brokers", default=os.environ.get("REDRESS_KAFKA_BROKERS"))
    parser.add_argument("--no-topics", action="store_true", help="the database alone")
    parser.add_argument("--topic-prefix", default="")
    parser.add_argument("--drained", action="store_true", help="demand that nothing is left to read, relay or fire")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--limit", type=int, default=5, help="violations shown of each rule")
    args = parser.parse_args()
    if not args.database:
        parser.error("no database: give --database or REDRESS_DATABASE_URL")
    findings = Findings(args.limit)
    db = psycopg2.connect(args.database)
    db.set_session(isolation_level="REPEATABLE READ", readonly=True)
    cases, matters, from_kafka, published, sealed, dead, chains, entries = check_entries(db, findings)
    open_cases, by_state, agenda_wanted, pinned = check_cases(db, cases, findings)
    agenda_wanted += check_matters(db, cases, matters, findings)
    check_kept(db, dead, pinned, findings)
    compartments = check_restricted(db, cases, findings)
    check_around(db, cases, open_cases, by_state, agenda_wanted, sealed, findings)
    brokers = None if args.no_topics else args.brokers
    records = check_offsets(db, from_kafka, brokers, args.drained, findings)
    messages = check_topic(db, brokers, args.topic_prefix, published, args.drained, findings) if brokers else 0
    total = sum(findings.count.values())
    summary = {"cases": len(cases), "matters": len(matters), "compartments": compartments, "entries": entries, "chains": chains, "records": records, "messages": messages,
               "violations": total, "by_rule": dict(findings.count)}
    if args.json:
        print(json.dumps(summary))
    for rule, text in findings.shown:
        print(f"VIOLATION {rule}: {text}", file=sys.stderr)
    if not args.json:
        print(f"checker: {len(cases)} cases, {len(matters)} matters, {entries} entries in {chains} chains, {records} records read, "
              f"{messages} messages out: {total} violations")
    if entries == 0:
        print("checker: the database holds no entry, nothing is proven", file=sys.stderr)
        return 2
    return 1 if total else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (psycopg2.Error, subprocess.CalledProcessError, OSError) as failure:
        print(f"checker: cannot conclude: {failure}", file=sys.stderr)
        sys.exit(2)
