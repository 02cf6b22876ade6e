#!/usr/bin/python3
"""Verifies an exported package of a Redress audit log (redress.export/1, schemas/export/README.md).

The second implementation: written from the format's description, beside redress_verify.cpp and not after it, and slower.
Both must come to the same verdict and name the same first bad place. Needs Python 3.9 and its package `cryptography`.

usage: redress_verify.py PACKAGE --key KEY [--witness-policy FILE] [--as-of TIME] [--max-lag S] [--older FILE] [--keys FILE] [--json]

Exit 0: proven. 1: tampered. 2: cannot conclude. Keeps a few values of each entry in memory."""
import argparse
import base64
import binascii
import datetime
import hashlib
import hmac
import json
import os
import re
import sys

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
HEX32 = re.compile(r"[0-9a-f]{64}")
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
SALT = re.compile(r"[0-9a-f]{32}")
SLOT = re.compile(r"[A-Za-z0-9_#-][A-Za-z0-9_.#-]*")
SKEW = datetime.timedelta(seconds=300)
NUMBER_MAX = 2**53 - 1


# RFC 6962.
def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def leaf_hash(body):
    return sha(b"\0", body)


def root_of(leaves):
    if not leaves:
        return sha()
    if len(leaves) == 1:
        return leaves[0]
    # Pairs from the left; what has no partner goes up as it is. The same tree as the recursive definition.
    while len(leaves) > 1:
        leaves = [sha(b"\1", *leaves[i:i + 2]) if i + 1 < len(leaves) else leaves[i] for i in range(0, len(leaves), 2)]
    return leaves[0]


def root_by_path(leaf, index, size, path):
    """The recursive definition of an audit path, read from its end."""
    if size == 1:
        return leaf if not path else None
    if not path:
        return None
    k = 1 << (size - 1).bit_length() - 1
    below = root_by_path(leaf, index, k, path[:-1]) if index < k else root_by_path(leaf, index - k, size - k, path[:-1])
    if below is None:
        return None
    return sha(b"\1", below, path[-1]) if index < k else sha(b"\1", path[-1], below)


# JSON of the strict profile: read, written again, compared.
class NotCanonical(Exception):
    pass


def unique(pairs):
    out = {}
    for name, value in pairs:
        if name in out or not name.isascii():
            raise NotCanonical
        out[name] = value
    return out


def forbidden(_):
    raise NotCanonical


def checked(value, depth=0):
    if depth > 32:
        raise NotCanonical
    if isinstance(value, bool) or value is None:
        return
    if isinstance(value, int):
        if abs(value) > NUMBER_MAX:
            raise NotCanonical
    elif isinstance(value, dict):
        for name, one in value.items():
            if any(not " " <= c <= "~" or c in '"\\' for c in name):
                raise NotCanonical
            checked(one, depth + 1)
    elif isinstance(value, list):
        for one in value:
            checked(one, depth + 1)


def canonical(raw):
    """The value, or None when the bytes are not the one form that it has."""
    try:
        value = json.loads(raw.decode("utf-8"), object_pairs_hook=unique, parse_float=forbidden, parse_constant=forbidden)
        checked(value)
        again = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8")
    except (ValueError, NotCanonical, RecursionError):
        return None
    return value if again == raw and isinstance(value, dict) else None


def instant(text):
    if not isinstance(text, str) or not INSTANT.fullmatch(text):
        return None
    try:
        return datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ")
    except ValueError:
        return None


# C2SP signed notes.
def b64(text):
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return raw if base64.b64encode(raw).decode() == text else None


class Key:
    def __init__(self, text):
        name, key_id, key = text.split("+", 2)
        raw = b64(key)
        if not name or raw is None or len(raw) != 33 or raw[0] not in (1, 4):
            raise ValueError("not a key of the form name+id+key")
        if sha(name.encode() + b"\n" + raw)[:4].hex() != key_id:
            raise ValueError("the key's id is not its own")
        self.name, self.id, self.type, self.key = name, bytes.fromhex(key_id), raw[0], raw[1:]


def read_note(raw):
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
    at = text.rfind("\n\n")
    if at < 0:
        return None
    body, lines = text[:at + 1], text[at + 2:]
    if not lines.endswith("\n"):
        return None
    signatures = []
    for line in lines[:-1].split("\n"):
        found = re.fullmatch(r"— ([^ ]+) ([^ ]+)", line)
        signature = b64(found.group(2)) if found else None
        if signature is None or len(signature) < 5:
            return None
        signatures.append((found.group(1), signature[:4], signature[4:]))
    return body, signatures


def signature_of(note, key):
    """(what, time): what is good, bad, another (same name, other key) or nobody."""
    body, signatures = note
    what, time = "nobody", None
    for name, key_id, signature in signatures:
        if name != key.name:
            continue
        if key_id != key.id:
            what = "another" if what == "nobody" else what
            continue
        message = body.encode()
        try:
            if key.type == 4:
                if len(signature) != 72:
                    return "bad", None
                seconds = int.from_bytes(signature[:8], "big")
                message = b"cosignature/v1\ntime %d\n" % seconds + message
                time = datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=seconds)
                signature = signature[8:]
            Ed25519PublicKey.from_public_bytes(key.key).verify(signature, message)
        except (InvalidSignature, ValueError, OverflowError):
            return "bad", None
        what = "good"
    return what, time


def read_checkpoint(body):
    lines = body.split("\n")
    if len(lines) < 4 or not lines[0] or not re.fullmatch(r"0|[1-9][0-9]{0,18}", lines[1]):
        return None
    root = b64(lines[2])
    return (lines[0], int(lines[1]), root) if root is not None and len(root) == 32 else None


class Policy:
    def __init__(self, text):
        self.logs, self.witnesses, self.groups, self.quorum = [], {}, {}, None
        for line in text.split("\n"):
            words = line.split("#")[0].split()
            if not words:
                continue
            if words[0] == "log" and len(words) >= 2:
                self.logs.append(Key(words[1]))
            elif words[0] == "witness" and len(words) >= 3 and not self.known(words[1]):
                self.witnesses[words[1]] = Key(words[2])
                if self.witnesses[words[1]].type != 4:
                    raise ValueError("a witness needs a cosignature key")
            elif words[0] == "group" and len(words) >= 4 and not self.known(words[1]) and all(map(self.known, words[3:])):
                needed = {"any": 1, "all": len(words) - 3}.get(words[2]) or int(words[2])
                if not 0 < needed <= len(words) - 3:
                    raise ValueError("a group cannot be met")
                self.groups[words[1]] = (needed, words[3:])
            elif words[0] == "quorum" and len(words) == 2 and self.quorum is None and (words[1] == "none" or self.known(words[1])):
                self.quorum = words[1]
            else:
                raise ValueError(f"policy line not understood: {line}")
        if self.quorum is None:
            raise ValueError("the policy names no quorum")

    def known(self, name):
        return name in self.witnesses or name in self.groups

    def met(self, name, signed):
        if name == "none" or name in signed:
            return True
        needed, members = self.groups.get(name, (1, []))
        return sum(self.met(one, signed) for one in members) >= needed


def tile_path(level, n, width):
    digits = "%03d" % (n % 1000)
    n //= 1000
    while n:
        digits = "x%03d/" % (n % 1000) + digits
        n //= 1000
    return f"log/tile/{level}/{digits}" + ("" if width == 256 else f".p/{width}")


def matches(form, value):
    return isinstance(value, str) and form.fullmatch(value) is not None


class Entry:
    """What is checked of one entry; `code` when its bytes are wrong in themselves."""

    def __init__(self, body, origin, tenant):
        self.leaf, self.code, self.words, self.placed = leaf_hash(body), None, "", False
        self.value = canonical(body) if len(body) <= 65535 else None
        if self.value is None:
            self.code, self.words = "entry_not_canonical", "its bytes are not canonical JSON of the strict profile"
            return
        v = self.value
        self.kind, self.event = v.get("type"), v.get("ev")
        self.chain, self.cseq = v.get("chain", v.get("case")), v.get("cseq")
        self.of_case = "case" in v and "chain" not in v
        self.compartment = isinstance(self.kind, str) and self.kind.startswith("restricted.")
        self.rec, self.sealed = instant(v.get("rec")), v.get("sealed", [])
        data = v.get("data")
        self.data = data if isinstance(data, dict) else {}
        cprev = v.get("cprev")
        good = (v.get("v") == "redress.audit/1" and type(self.cseq) is int and self.cseq > 0 and self.rec is not None
                and instant(v.get("at")) is not None and isinstance(self.kind, str) and self.kind != ""
                and matches(UUID, v.get("id")) and matches(UUID, self.chain) and matches(SALT, v.get("salt"))
                and ("cprev" in v) == (self.cseq > 1) and ("cprev" not in v or matches(HEX32, cprev)))
        good = good and isinstance(self.sealed, list) and all(
            isinstance(one, dict) and matches(HEX32, one.get("sha256")) and one.get("slot") for one in self.sealed)
        if not good:
            self.code, self.words = "entry_malformed", "a member that every entry has is missing or has another form"
        elif v.get("log") != origin or v.get("ten") != tenant:
            self.placed = True
            self.code, self.words = "entry_of_another_log", "it was written for another log or tenant"
        else:
            self.placed, self.id, self.cprev = True, v["id"], bytes.fromhex(cprev) if cprev else None


class Stop(Exception):
    pass


class Verification:
    def __init__(self, args):
        self.args, self.root = args, args.package
        self.about_entries, self.rest, self.proven, self.not_proven, self.not_covered = [], [], [], [], []
        self.chains, self.ids, self.missing, self.seals_made, self.replayed, self.odd = {}, {}, {}, {}, {}, []
        self.entries = self.cases = self.sealed = self.moves = 0
        self.first_seen = self.last_seen = self.older = self.older_seen = None
        self.newest = datetime.datetime(1970, 1, 1)

    # findings
    def wrong(self, code, words, file=None):
        self.rest.append((True, code, words, {"file": file} if file else {}))

    def unsure(self, code, words):
        self.rest.append((False, code, words, {}))

    def entry(self, order, code, words, index=None, entry=None, chain=None, cseq=None):
        place = {} if index is None else {"index": index}
        if entry is not None and entry.placed:
            chain, cseq = entry.chain, entry.cseq
        if chain is not None:
            place["chain"] = chain
        if cseq:
            place["cseq"] = cseq
        self.about_entries.append((order, code, words, place))

    def found(self):
        out = [(True, code, words, place) for _, code, words, place in sorted(self.about_entries, key=lambda one: one[0])]
        return out + [one for one in self.rest if one[0]] + [one for one in self.rest if not one[0]]

    def read(self, path):
        try:
            with open(os.path.join(self.root, path), "rb") as file:
                return file.read()
        except OSError:
            return None

    # 1: manifest, checkpoint, keys, witnesses
    def check_manifest(self):
        raw = self.read("manifest.json")
        if raw is None:
            self.unsure("no_manifest", "there is no manifest.json: this is no package, or not all of it")
            raise Stop
        self.manifest_raw, manifest = raw, canonical(raw)
        try:
            assert manifest["v"] == "redress.export/1"
            self.origin, self.tenant = manifest["log"], manifest["tenant"]
            self.full, self.counts = manifest["scope"].get("kind") == "full", manifest["counts"]
            self.claimed = manifest["checkpoint"]["size"], bytes.fromhex(manifest["checkpoint"]["root"])
            self.with_words = manifest.get("words") == "sealed"
            self.seals = set(manifest.get("seals", []))
            self.files = {one["path"]: (bytes.fromhex(one["sha256"]), one["bytes"]) for one in manifest["files"]}
            assert all(path and path[0] != "/" and ".." not in path.split("/") for path in self.files)
        except (AssertionError, KeyError, TypeError, ValueError, AttributeError):
            self.wrong("manifest_unreadable", "manifest.json is not canonical JSON of redress.export/1", "manifest.json")
            raise Stop from None

    def check_note(self, keys):
        raw = self.read("manifest.note")
        if raw is None:
            return self.unsure("no_manifest_note", "manifest.note is missing: nobody answers for the manifest")
        note = read_note(raw)
        if note is None:
            return self.wrong("manifest_note_unreadable", "manifest.note is no signed note", "manifest.note")
        said = {signature_of(note, key)[0] for key in keys}
        if "bad" in said:
            self.wrong("manifest_signature", "the signature under the manifest is wrong", "manifest.note")
        elif "good" in said:
            if note[0] != f"redress.export/1\n{self.origin}\nmanifest {hashlib.sha256(self.manifest_raw).hexdigest()}\n":
                self.wrong("manifest_differs", "manifest.json is not the one that was signed", "manifest.json")
            else:
                self.proven.append(f"the manifest (scope, filter, requester, purpose, counts, digests) is the one that {self.origin} signed")
        elif "another" in said:
            self.wrong("manifest_signature", "the manifest is signed in the log's name by another key than the pinned one", "manifest.note")
        else:
            self.unsure("no_manifest_signature", "the manifest is not signed by a key that you pinned")

    def check_checkpoint(self):
        self.checkpoint_raw = self.read("log/checkpoint")
        if self.checkpoint_raw is None:
            self.wrong("file_missing", "log/checkpoint is missing", "log/checkpoint")
            raise Stop
        note = read_note(self.checkpoint_raw)
        head = read_checkpoint(note[0]) if note else None
        if head is None:
            self.wrong("checkpoint_unreadable", "log/checkpoint is no C2SP checkpoint", "log/checkpoint")
            raise Stop
        origin, self.size, self.tree_root = head
        policy = self.args.policy
        self.keys = self.args.key + (policy.logs if policy else [])
        self.check_note(self.keys)
        if not self.keys:
            self.unsure("no_key", "no key is pinned: give the log's key by --key, as you got it outside the package")
        else:
            said = {signature_of(note, key)[0] for key in self.keys}
            own = {signature_of(note, key)[0] for key in self.keys if key.name == origin}
            if "bad" in said:
                self.wrong("checkpoint_signature", "a signature of a pinned key under the checkpoint is wrong", "log/checkpoint")
            elif "good" in own:
                self.proven.append(f"the checkpoint of {origin} over {self.size} entries is signed by the pinned key")
            elif "another" in own:
                self.wrong("checkpoint_signature", "the checkpoint is signed in the log's name by another key than the pinned one", "log/checkpoint")
            else:
                self.unsure("no_signature", f"the checkpoint of {origin} has no signature of a key that you pinned")
        self.check_witnesses(note, policy)
        if origin != self.origin:
            self.wrong("checkpoint_of_another_log", "manifest and checkpoint name different logs", "log/checkpoint")
        if self.claimed != (self.size, self.tree_root):
            self.wrong("manifest_checkpoint", "the manifest names another size or root than the checkpoint", "manifest.json")
        if self.size == 0:
            self.unsure("empty", "the log holds no entry: nothing is proven by that")
            raise Stop
        self.check_older(origin, policy)

    def check_witnesses(self, note, policy):
        if policy is None:
            self.not_proven.append("that nobody with the log's key wrote a second history: no witness policy was given (--witness-policy)")
            return
        times = {}
        for name in sorted(policy.witnesses):
            what, time = signature_of(note, policy.witnesses[name])
            if what == "bad":
                self.wrong("witness_signature", f"the cosignature of witness {name} is wrong", "log/checkpoint")
            elif what == "good":
                times[name] = time
        if times:
            self.first_seen, self.last_seen = min(times.values()), max(times.values())
        if policy.met(policy.quorum, times):
            self.proven.append(f"the checkpoint is cosigned by {len(times)} known witness(es), as the policy asks")
        else:
            self.unsure("no_quorum", "too few of the policy's witnesses cosigned the checkpoint")

    def check_older(self, origin, policy):
        if self.args.older is None:
            self.not_proven.append("that this is the continuation of what you saw before: no earlier checkpoint was given (--older)")
            return
        note = read_note(self.args.older)
        head = read_checkpoint(note[0]) if note else None
        if head is None or head[0] != origin or not any(key.name == origin and signature_of(note, key)[0] == "good" for key in self.keys):
            self.unsure("older_unusable", "the earlier checkpoint is not one of this log, signed by the pinned key")
            return
        if head[1] > self.size:
            self.unsure("stale", f"you hold a checkpoint of {head[1]} entries, this package has {self.size}: ask for a newer package")
            return
        for key in policy.witnesses.values() if policy else []:
            what, time = signature_of(note, key)
            if what == "good":
                self.older_seen = max(self.older_seen or time, time)
        self.older = head
        if head[1] == self.size:
            if head[2] != self.tree_root:
                self.wrong("split_view", "two signed checkpoints of one size have different roots: the log shows two histories", "log/checkpoint")
        elif not self.full and head[1] != 0:
            self.unsure("older_not_checkable", "a selective package cannot be compared with an earlier checkpoint: ask for a full one")

    # 2-4, full
    def check_full(self):
        leaves, whole, not_in_tile, bad_tiles = [], True, [], set()
        for first in range(0, self.size, 256):
            width = min(256, self.size - first)
            raw, at, count, broken = self.read(tile_path("entries", first // 256, width)), 0, 0, None
            # A bundle with more or fewer entries has another name: what it holds tells where they begin to differ.
            for other in range(256, 0, -1) if raw is None else ():
                raw = raw or self.read(tile_path("entries", first // 256, other))
            tile = self.read(tile_path(0, first // 256, width))
            if tile is None or len(tile) != 32 * width:
                bad_tiles.add(tile_path(0, first // 256, width))
            while raw is not None and at < len(raw) and count < width:
                size = int.from_bytes(raw[at:at + 2], "big")
                if at + 2 + size > len(raw):
                    broken = ("bundle_unreadable", first + count)
                    break
                entry = Entry(raw[at + 2:at + 2 + size], self.origin, self.tenant)
                at += 2 + size
                if tile is not None and len(tile) >= 32 * (count + 1) and tile[32 * count:32 * count + 32] != entry.leaf:
                    bad_tiles.add(tile_path(0, first // 256, width))
                    not_in_tile.append((first + count, entry))
                self.take(entry, first + count, leaves)
                leaves.append(entry.leaf)
                count += 1
                if self.older and first + count == self.older[1] and whole:
                    if root_of(leaves) != self.older[2]:
                        self.prefix = "differs"
                    else:
                        self.prefix = "same"
            if broken is None and count < width:
                broken = ("entry_missing", first + count)
            elif broken is None and at < len(raw):
                broken = ("entry_surplus", first + width)
            if broken:
                whole = False
                self.entry(broken[1], broken[0], "entries are missing or too many from here on", broken[1])
        level, nodes = 1, [root_of(leaves[i:i + 256]) for i in range(0, len(leaves) // 256 * 256, 256)]
        while nodes:
            for first in range(0, len(nodes), 256):
                part = nodes[first:first + 256]
                path = tile_path(level, first // 256, len(part))
                if self.read(path) != b"".join(part):
                    bad_tiles.add(path)
            level, nodes = level + 1, [root_of(nodes[i:i + 256]) for i in range(0, len(nodes) // 256 * 256, 256)]
        if whole and root_of(leaves) == self.tree_root:
            for path in sorted(bad_tiles):
                self.wrong("tile_differs", "this tile is missing or is not the log's", path)
            self.proven.append(f"all {self.size} entries of the log are here, unchanged and in order")
        else:
            for index, entry in not_in_tile:
                self.entry(index, "entry_differs", "it is not the entry whose hash stands in the log's tile", index, entry)
            if whole:
                self.wrong("root_differs", "the entries do not give the root of the checkpoint")
        prefix = getattr(self, "prefix", None)
        if prefix == "differs":
            self.wrong("prefix_differs", f"the first {self.older[1]} entries are not those that the earlier checkpoint was signed over")
        elif prefix == "same":
            self.proven.append(f"nothing of the {self.older[1]} entries of the earlier checkpoint was changed")
        self.cases = sum(1 for state in self.chains.values() if state["case"])
        self.say_missing()
        if not self.about_entries:
            self.proven.append(f"{len(self.chains)} chains, {self.cases} of them cases, each without gap from its first entry on")

    def take(self, entry, index, leaves):
        self.entries += 1
        if index in self.seals:
            lines = sorted((key[0], state) for key, state in self.chains.items() if state["case"])
            self.seals_made[index] = root_of([leaf_hash(b'{"case":"%s","cseq":%d,"head":"%s"}' % (
                case.encode(), state["cseq"], state["leaf"].hex().encode())) for case, state in lines])
        if entry.code:
            return self.entry(index, entry.code, entry.words, index, entry)
        key = (entry.chain, entry.compartment)
        state = self.chains.setdefault(key, {"cseq": 0, "leaf": None, "case": False})
        if entry.cseq != state["cseq"] + 1 or (entry.cprev is not None and entry.cprev != state["leaf"]):
            self.entry(index, "chain_broken", f"it is number {entry.cseq} of its chain and does not continue number {state['cseq']}", index, entry)
        state.update(cseq=entry.cseq, leaf=entry.leaf, case=entry.of_case and not entry.compartment)
        self.check_words(entry, index, index)
        if self.first_seen and entry.rec > self.first_seen + SKEW:
            self.entry(index, "recorded_after_cosignature", "it says it was recorded after a witness had already seen it", index, entry)
        if self.older and self.older_seen and index >= self.older[1] and entry.rec < self.older_seen - SKEW:
            self.entry(index, "recorded_before_older", "it says it was recorded before an earlier checkpoint that lacks it", index, entry)
        self.newest = max(self.newest, entry.rec)
        if entry.kind == "index.sealed":
            size = int(entry.data.get("size", -1))
            made = self.seals_made.get(size)
            if size > index:
                self.entry(index, "seal_differs", "its case-head index is of more entries than there were", index, entry)
            elif made is None:
                self.not_covered.append("a case-head index of an earlier seal")
            elif made.hex() != entry.data.get("root"):
                self.entry(index, "seal_differs", "its case-head index is not the one that the entries give", index, entry)
        self.once(entry, index, index)
        self.replay(entry, index)

    def once(self, entry, order, index):
        if entry.id in self.ids:
            self.entry(order, "id_repeated", f"its id {entry.id} is the one of index {self.ids[entry.id]}", index)
        else:
            self.ids[entry.id] = index

    def replay(self, entry, index):
        key, ver = (entry.chain, entry.compartment), entry.value.get("ver")
        states = self.replayed.setdefault(key, {})
        if type(ver) is int:
            if ver != states.get("", 0) + 1:
                self.odd.append(f"version does not follow: index {index}")
            states[""] = ver
        for move in entry.value.get("moves", []):
            machine = move["machine"] + (" " + move["subject"] if move.get("subject") else "")
            if machine in states and states[machine] != move["from"]:
                self.odd.append(f"state of {machine} does not follow: index {index}")
            states[machine] = move["to"]
            self.moves += 1

    # 6
    def check_words(self, entry, order, index):
        if not self.with_words:
            return
        key = (entry.chain, entry.compartment)
        waiting, document = self.missing.setdefault(key, []), entry.data.get("document", "")
        erases = entry.kind == "case.event" and entry.event == "subject_erased"
        if erases:
            waiting.clear()
            self.missing.setdefault((entry.chain, not entry.compartment), []).clear()
        elif entry.event == "content_redacted":
            waiting[:] = [one for one in waiting if document != f"#{one[2]}" and not (document and one[4] == document)]
        said = False
        for value in entry.sealed:
            slot = value["slot"]
            content = self.read(f"sealed/{entry.id}.{slot}") if SLOT.fullmatch(slot) else None
            if content is None:
                waiting.append((order, index, entry.cseq, slot, document if entry.event == "document_added" else ""))
                continue
            self.sealed += 1
            if said:
                continue
            about = f"{self.origin}|{entry.id}|{slot}|{value.get('subject', '')}".encode()
            opening = self.args.keys.get((value.get("subject"), value.get("epoch", 0))) if self.args.keys else None
            said = True
            if hashlib.sha256(content).hexdigest() != value["sha256"] or value.get("len", 0) not in (0, len(content)):
                self.entry(order, "sealed_differs", f"its sealed value '{slot}' is not the one that was recorded", index, entry)
            elif opening and hmac.new(opening, b"redress/kc/1" + value["subject"].encode(), "sha256").hexdigest() != value.get("kc"):
                self.entry(order, "key_commitment", f"the key disclosed for '{slot}' is not the one that was committed to", index, entry)
            elif opening and not opens(opening, content, about):
                self.entry(order, "sealed_does_not_open", f"its sealed value '{slot}' does not open under its own place", index, entry)
            else:
                said = False

    def say_missing(self):
        for (chain, _), waiting in self.missing.items():
            for order, index, cseq, slot, _ in waiting:
                self.entry(order, "sealed_missing", f"its sealed value '{slot}' is missing and no erasure covers it", index, None, chain, cseq)

    # 2-4, selective
    def prove(self, leaf, path):
        """(code or None, index)"""
        raw = self.read(path)
        if raw is None:
            return "proof_missing", None
        head, _, checkpoint = raw.partition(b"\n\n")
        lines = head.decode("utf-8", "replace").split("\n")
        if len(lines) > 1 and lines[1].startswith("extra "):
            del lines[1]
        hashes = [b64(line) for line in lines[2:]]
        if (checkpoint != self.checkpoint_raw or lines[0] != "c2sp.org/tlog-proof@v1" or len(lines) < 2
                or not re.fullmatch(r"index [0-9]+", lines[1]) or any(one is None or len(one) != 32 for one in hashes)):
            return "proof_unreadable", None
        index = int(lines[1][6:])
        if index >= self.size or root_by_path(leaf, index, self.size, hashes) != self.tree_root:
            return "entry_differs", None
        return None, index

    def check_selective(self):
        seal, raw = None, self.read("seal/entry.json")
        if raw is not None:
            entry = Entry(raw, self.origin, self.tenant)
            code, _ = self.prove(entry.leaf, "seal/entry.tlog-proof")
            if entry.code or entry.kind != "index.sealed" or code:
                self.wrong("seal_differs", "the seal of the case-head index is not in the log as it stands here", "seal/entry.json")
            else:
                seal, self.newest = entry.data.get("root"), max(self.newest, entry.rec)
        names = sorted({path.split("/")[1] for path in self.files if re.match(r"case/.{36}/", path)})
        whole = sum(self.check_case(name, seal) for name in names)
        self.cases = len(names)
        if self.entries == 0:
            self.unsure("empty", "the package holds no entry: nothing is proven by that")
        self.say_missing()
        if not self.about_entries and self.entries:
            self.proven.append(f"all {self.entries} entries are in the log, unchanged")
        if whole and whole == len(names):
            self.proven.append(f"each of the {whole} cases is whole up to the log's last seal")
        self.not_covered.append("cases that this package was not asked for")

    def check_case(self, name, seal):
        folder, raw = f"case/{name}/", self.read(f"case/{name}/entries.jsonl")
        if raw is None or not UUID.fullmatch(name):
            self.wrong("file_missing", "the entries of the case are missing", folder + "entries.jsonl")
            return False
        lines = raw.split(b"\n")
        unfinished, leaf, leaves = lines.pop(), None, []
        for number, body in enumerate(lines, 1):
            entry = Entry(body, self.origin, self.tenant)
            code, index = self.prove(entry.leaf, f"{folder}proofs/{number}.tlog-proof")
            self.entries += 1
            leaves.append(entry.leaf)
            if entry.code:
                self.entry(self.entries, entry.code, entry.words, index, None, name, number)
            elif (entry.chain, entry.compartment, entry.cseq) != (name, False, number) or entry.cprev not in (None, leaf):
                self.entry(self.entries, "chain_broken", "it does not continue the entry before it", index, None, name, number)
            elif code:
                self.entry(self.entries, code, "it is not proven to stand in the log", None, None, name, number)
            else:
                self.check_words(entry, self.entries, index)
                if self.first_seen and entry.rec > self.first_seen + SKEW:
                    self.entry(self.entries, "recorded_after_cosignature", "it says it was recorded after a witness had already seen it",
                               index, entry)
                self.newest = max(self.newest, entry.rec)
                self.once(entry, self.entries, index)
                self.replay(entry, index)
            leaf = entry.leaf
        if unfinished:
            self.entry(self.entries, "entry_not_canonical", "its last line has no end", None, None, name, len(lines) + 1)
        raw = self.read(folder + "head.json")
        if raw is None:
            self.unsure("no_head", f"case {name} comes without its head line: whether it is whole cannot be said")
            return False
        head = canonical(raw)
        if head is None or head.get("case") != name or seal is None:
            self.wrong("head_wrong", "the head line of the case cannot be read, or the log's seal is missing", folder + "head.json")
            return False
        proof = (self.read(folder + "head.proof") or b"").decode("utf-8", "replace").split("\n")
        found = re.fullmatch(r"redress\.head-proof/1\nindex (\d+)\nsize (\d+)", "\n".join(proof[:3]))
        hashes = [b64(line) for line in proof[3:-1]]
        if (not found or proof[-1] or any(one is None or len(one) != 32 for one in hashes) or int(found.group(1)) >= int(found.group(2))
                or root_by_path(leaf_hash(raw), int(found.group(1)), int(found.group(2)), hashes) != bytes.fromhex(seal)):
            self.wrong("head_wrong", "the head line of the case is not in the log's case-head index", folder + "head.json")
            return False
        if len(leaves) < head["cseq"]:
            self.entry(self.entries, "case_cut", f"the case has {head['cseq']} entries at the seal, {len(leaves)} are here", None, None, name,
                       len(leaves) + 1)
            return False
        if leaves[head["cseq"] - 1].hex() != head["head"]:
            self.entry(self.entries, "head_differs", "the case's last sealed entry is another one", None, None, name, head["cseq"])
            return False
        return True

    def check_files(self):
        for path in sorted(self.files):
            raw = self.read(path)
            if raw is None:
                self.wrong("file_missing", "the manifest lists it, it is not here", path)
            elif (sha(raw), len(raw)) != self.files[path]:
                self.wrong("file_differs", "it is not the file of the manifest", path)
        known, nodes, level = {"manifest.json", "manifest.note", "log/checkpoint", *self.files}, self.size, 0
        while self.full and nodes:
            paths = [tile_path(level, n, min(256, nodes - 256 * n)) for n in range((nodes + 255) // 256)]
            known.update(paths)
            if level == 0:
                known.update(path.replace("log/tile/0/", "log/tile/entries/") for path in paths)
            nodes, level = nodes // 256, level + 1
        surplus = []
        for folder, folders, names in os.walk(self.root):
            for one in names + [f for f in folders if os.path.islink(os.path.join(folder, f))]:
                where = os.path.join(folder, one)
                path = os.path.relpath(where, self.root)
                if path not in known or os.path.islink(where):
                    surplus.append(path)
        for path in sorted(surplus):
            self.wrong("file_surplus", "the package has no such file by its manifest", path)

    def check_counts(self):
        for name, have in [("entries", self.entries), ("cases", self.cases)] + [("sealed", self.sealed)] * self.with_words:
            if self.counts.get(name, have) != have:
                self.wrong("counts_differ", f"the manifest counts {self.counts[name]} {name}, {have} are here", "manifest.json")

    def check_freshness(self):
        newest = self.last_seen or self.newest
        if self.args.as_of is None:
            self.not_proven.append(f"that nothing was added after {newest}Z: say by --as-of up to when the package must reach")
        elif newest < self.args.as_of - datetime.timedelta(seconds=self.args.max_lag):
            self.unsure("stale", f"the newest sign of life is of {newest}Z, asked for was {self.args.as_of}Z: the end may have been cut off")
        else:
            self.proven.append(f"the package reaches up to {newest}Z by {'a witness' if self.last_seen else 'the log'}'s clock")

    def run(self):
        try:
            self.check_manifest()
            self.check_checkpoint()
            self.check_full() if self.full else self.check_selective()
            self.check_files()
            self.check_counts()
            self.check_freshness()
        except Stop:
            pass
        found = self.found()
        code = 1 if any(one[0] for one in found) else 2 if found else 0
        if self.args.json:
            first = found[0] if found else (False, None, "", {})
            print(json.dumps({"cases": self.cases, "code": first[1], "entries": self.entries, "exit": code, "first": first[3],
                              "odd": len(self.odd)}, sort_keys=True, separators=(",", ":")))
            return code
        if not self.odd and self.moves:
            self.proven.append(f"replay: {self.moves} moves and the versions of all cases follow from one another")
        self.not_covered += ["due times, guards and separation of duties: `redress audit replay` and reports/ are about them",
                             "whether what was recorded is true, and events that were never sent"]
        if code == 1:
            self.proven = ["see below: something is wrong, so nothing is taken as proven"]
        for title, lines in (("PROVEN", self.proven), ("NOT PROVEN", self.not_proven), ("NOT COVERED", self.not_covered),
                             ("REPLAY (no matter of cryptography)", self.odd[:20])):
            if lines:
                print(title, *(f"  - {line}" for line in lines), sep="\n")
        if found:
            print("FOUND", *(f"  - {one[1]}: {json.dumps(one[3])} {one[2]}" for one in found[:20]), sep="\n")
        if code == 1:
            print("first bad place:", json.dumps(found[0][3], sort_keys=True) if found[0][3] else "none: the whole differs")
        print("verdict:", ("proven", "TAMPERED", "cannot conclude")[code])
        return code


def opens(key, stored, about):
    try:
        AESGCM(key).decrypt(stored[:12], stored[12:], about)
        return True
    except (InvalidTag, ValueError):
        return False


def time_of(text):
    return datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ" if "." in text else "%Y-%m-%dT%H:%M:%SZ")


def content(path):
    with open(path, "rb") as file:
        return file.read()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package")
    parser.add_argument("--key", action="append", default=[], help="name+id+key, or a file that holds it")
    parser.add_argument("--witness-policy", dest="policy")
    parser.add_argument("--as-of", type=time_of)
    parser.add_argument("--max-lag", type=int, default=3600)
    parser.add_argument("--older")
    parser.add_argument("--keys")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    args.key = [Key(word) for one in args.key for word in (content(one).decode() if os.path.exists(one) else one).split()]
    args.policy = Policy(content(args.policy).decode()) if args.policy else None
    args.older = content(args.older) if args.older else None
    if args.keys:
        disclosed = canonical(content(args.keys).rstrip(b"\n"))
        args.keys = {(one["subject"], one["epoch"]): b64(one["key"]) for one in disclosed["keys"]}
    if not os.path.isdir(args.package):
        raise ValueError(f"{args.package} is no directory")
    return Verification(args).run()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (OSError, ValueError, KeyError, TypeError) as failure:
        print(f"redress_verify.py: cannot conclude: {failure}", file=sys.stderr)
        sys.exit(2)
