"""An honest log and its packages, made without the engine: what the verifiers are tried on before anything of ours made one.

Shares no code with either verifier. Bodies are kept as bytes, so that a test can change them and write the package again."""
import base64
import datetime
import hashlib
import hmac
import json
import os
import random
import shutil

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

ORIGIN, TENANT = "example.org/redress-test", "default"
BEGAN = datetime.datetime(2026, 3, 2, 9, 0)


def jcs(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def sha(data):
    return hashlib.sha256(data).digest()


def leaf_of(body):
    return sha(b"\0" + body)


def split(n):
    k = 1
    while k * 2 < n:
        k *= 2
    return k


class Tree:
    """RFC 6962 as it is written there, with a memory of complete subtrees so that proofs of a long log are quick."""

    def __init__(self, leaves):
        self.leaves, self.known = leaves, {}

    def hash(self, begin, end):
        n = end - begin
        if n == 0:
            return sha(b"")
        if n == 1:
            return self.leaves[begin]
        kept = n & (n - 1) == 0
        if kept and (begin, end) in self.known:
            return self.known[(begin, end)]
        k = split(n)
        value = sha(b"\1" + self.hash(begin, begin + k) + self.hash(begin + k, end))
        if kept:
            self.known[(begin, end)] = value
        return value

    def root(self, size=None):
        return self.hash(0, len(self.leaves) if size is None else size)

    def path(self, index, begin=0, end=None):
        end = len(self.leaves) if end is None else end
        if end - begin == 1:
            return []
        k = split(end - begin)
        if index < begin + k:
            return self.path(index, begin, begin + k) + [self.hash(begin + k, end)]
        return self.path(index, begin + k, end) + [self.hash(begin, begin + k)]


class Signer:
    def __init__(self, name, seed, kind=1):
        self.name, self.kind = name, kind
        self.key = Ed25519PrivateKey.from_private_bytes(sha(seed.encode()))
        raw = bytes([kind]) + self.key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self.id = sha(name.encode() + b"\n" + raw)[:4]
        self.vkey = f"{name}+{self.id.hex()}+{base64.b64encode(raw).decode()}"

    def private_text(self):
        return f"PRIVATE+KEY+{self.name}+{self.id.hex()}+{base64.b64encode(bytes([self.kind]) + self.key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())).decode()}"

    def line(self, text, at=None):
        if self.kind == 1:
            signature = self.key.sign(text.encode())
        else:
            seconds = int((at - datetime.datetime(1970, 1, 1)).total_seconds())
            signature = seconds.to_bytes(8, "big") + self.key.sign(b"cosignature/v1\ntime %d\n" % seconds + text.encode())
        return f"— {self.name} {base64.b64encode(self.id + signature).decode()}\n"


def checkpoint_text(signer, origin, size, root):
    text = f"{origin}\n{size}\n{base64.b64encode(root).decode()}\n"
    return text + "\n" + signer.line(text)


def time_text(at):
    return at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def recorded(body):
    return datetime.datetime.strptime(json.loads(body)["rec"], "%Y-%m-%dT%H:%M:%S.%fZ")


class Log:
    """Bodies in the order of the log, what is sealed beside them, and who signs."""

    def __init__(self, seed="one", origin=ORIGIN):
        self.random, self.origin = random.Random(seed), origin
        self.signer = Signer(origin, f"log {origin}")
        self.witnesses = [Signer(f"witness{i}.example", f"witness {i}", 4) for i in (1, 2, 3)]
        self.bodies, self.heads, self.versions, self.now = [], {}, {}, BEGAN
        self.keys, self.sealed, self.seals, self.erased = {}, {}, [], set()
        self.cases, self.states, self.process = [], {}, self.uuid()

    def uuid(self):
        value = "%032x" % self.random.getrandbits(128)
        return f"{value[:8]}-{value[8:12]}-7{value[13:16]}-8{value[17:20]}-{value[20:]}"

    def append(self, body):
        self.bodies.append(body)

    def entry(self, chain, kind, case=True, **more):
        self.now += datetime.timedelta(seconds=self.random.randint(1, 40), microseconds=self.random.randint(0, 999999))
        cseq, leaf = self.heads.get(chain, (0, None))
        value = {"v": "redress.audit/1", "log": self.origin, "ten": TENANT, "id": self.uuid(), "type": kind, "cseq": cseq + 1,
                 "at": time_text(self.now), "rec": time_text(self.now), "salt": "%032x" % self.random.getrandbits(128),
                 "case" if case else "chain": chain, **more}
        if leaf:
            value["cprev"] = leaf.hex()
        words = value.pop("words", {})
        if words:
            value["sealed"] = [self.seal_value(value["id"], slot, text, chain) for slot, text in sorted(words.items())]
        if kind == "case.event":
            self.versions[chain] = value["ver"] = self.versions.get(chain, 0) + 1
        body = jcs(value)
        self.heads[chain] = (cseq + 1, leaf_of(body))
        self.append(body)
        return value

    def seal_value(self, entry_id, slot, text, subject, epoch=1):
        key = self.keys.setdefault((subject, epoch), self.random.randbytes(32))
        nonce = self.random.randbytes(12)
        stored = nonce + AESGCM(key).encrypt(nonce, text.encode(), f"{self.origin}|{entry_id}|{slot}|{subject}".encode())
        self.sealed[f"{entry_id}.{slot}"] = (subject, stored)
        return {"slot": slot, "subject": subject, "epoch": epoch, "alg": "A256GCM", "sha256": sha(stored).hex(), "len": len(stored),
                "kc": hmac.new(key, b"redress/kc/1" + subject.encode(), "sha256").hexdigest()}

    def file_case(self):
        case = self.uuid()
        self.cases.append(case)
        self.entry(case, "case.event", ev="complaint_filed", moves=[{"machine": "lifecycle", "from": "none", "to": "new"}],
                   actor={"id": "web", "kind": "user", "role": "complainant"}, words={"description": "My money is gone. 钱不见了。"})
        return case

    def live(self, entries):
        """About so many entries: cases filed, worked on, refused, and those of the process between them."""
        states = self.states
        self.entry(self.process, "process.started", case=False, data={"what": "serve"})
        while len(self.bodies) < entries:
            dice = self.random.random()
            if dice < 0.2 or not states:
                states[self.file_case()] = "new"
            elif dice < 0.3:
                self.entry(self.random.choice(self.cases), "case.refused", ev="closed", ref={"code": "not_allowed_now", "args": {}, "fix": "", "guard": ""})
            elif dice < 0.35:
                self.entry(self.process, "operator.command", case=False, data={"command": "redress policy load"})
            else:
                case = self.random.choice(sorted(states))
                to = {"new": "open", "open": "decided", "decided": "open"}[states[case]]
                self.entry(case, "case.event", ev="state_moved", moves=[{"machine": "lifecycle", "from": states[case], "to": to}],
                           set={"severity": self.random.randint(1, 4)}, actor={"id": "h.lin", "kind": "user", "role": "handler"},
                           words={"note": "Called back."} if dice > 0.8 else {})
                states[case] = to
        return self

    def erase(self, case):
        self.entry(case, "case.event", ev="subject_erased", data={"basis": "request"}, actor={"id": "c.ma", "kind": "user", "role": "compliance"})
        self.erased.add(case)
        self.states.pop(case, None)
        for name in [name for name, (subject, _) in self.sealed.items() if subject == case]:
            del self.sealed[name]
        self.keys.pop((case, 1), None)

    def case_heads(self):
        return [jcs({"case": case, "cseq": self.heads[case][0], "head": self.heads[case][1].hex()}) for case in sorted(self.cases)]

    def seal(self):
        tree = Tree([leaf_of(line) for line in self.case_heads()])
        self.seals.append((len(self.bodies), len(self.bodies), self.case_heads()))
        self.entry(self.process, "index.sealed", case=False,
                   data={"cases": str(len(self.cases)), "root": tree.root().hex(), "size": str(len(self.bodies))})

    def checkpoint(self, size=None, bodies=None, signer=None, witnesses=2, at=None):
        leaves = [leaf_of(body) for body in (self.bodies if bodies is None else bodies)]
        size = len(leaves) if size is None else size
        root = Tree(leaves).root(size)
        text = f"{self.origin}\n{size}\n{base64.b64encode(root).decode()}\n"
        at = self.now + datetime.timedelta(seconds=2) if at is None else at
        return text + "\n" + (signer or self.signer).line(text) + "".join(w.line(text, at) for w in self.witnesses[:witnesses])

    def policy(self):
        lines = [f"log {self.signer.vkey}"] + [f"witness w{i} {w.vkey}" for i, w in enumerate(self.witnesses)]
        return "\n".join(lines + ["group g 2 w0 w1 w2", "quorum g"]) + "\n"

    def disclosed(self):
        return jcs({"v": "redress.keys/1", "keys": [{"subject": s, "epoch": e, "key": base64.b64encode(k).decode()}
                                                    for (s, e), k in sorted(self.keys.items())]})


def tile_path(level, n, width):
    digits = f"{n % 1000:03}"
    while n >= 1000:
        n //= 1000
        digits = f"x{n % 1000:03}/{digits}"
    return f"tile/{level}/{digits}" + ("" if width == 256 else f".p/{width}")


def write(root, path, content):
    where = os.path.join(root, path)
    os.makedirs(os.path.dirname(where), exist_ok=True)
    with open(where, "wb") as file:
        file.write(content if isinstance(content, bytes) else content.encode())


def write_log(root, bodies, checkpoint):
    write(root, "log/checkpoint", checkpoint)
    nodes, level = [leaf_of(body) for body in bodies], 0
    for first in range(0, len(bodies), 256):
        part = bodies[first:first + 256]
        write(root, "log/" + tile_path("entries", first // 256, len(part)), b"".join(len(b).to_bytes(2, "big") + b for b in part))
    while nodes:
        up = []
        for first in range(0, len(nodes), 256):
            part = nodes[first:first + 256]
            write(root, "log/" + tile_path(level, first // 256, len(part)), b"".join(part))
            if len(part) == 256:
                up.append(Tree(part).root())
        nodes, level = up, level + 1


def write_manifest(root, log, scope, checkpoint, counts, signer=None, **more):
    files = []
    for folder, _, names in os.walk(root):
        for name in names:
            path = os.path.relpath(os.path.join(folder, name), root)
            if path == "log/checkpoint" or path.startswith("log/tile/") or path.startswith("manifest."):
                continue
            with open(os.path.join(root, path), "rb") as file:
                content = file.read()
            files.append({"path": path, "sha256": sha(content).hex(), "bytes": len(content)})
    lines = checkpoint.split("\n")
    manifest = jcs({"v": "redress.export/1", "log": log.origin, "tenant": TENANT, "scope": scope, "profile": "court",
                    "as_of": time_text(log.now), "made": time_text(log.now), "by": "c.ma", "purpose": "test", "counts": counts,
                    "checkpoint": {"size": int(lines[1]), "root": base64.b64decode(lines[2]).hex()},
                    "files": sorted(files, key=lambda one: one["path"]), **more})
    write(root, "manifest.json", manifest)
    text = f"redress.export/1\n{log.origin}\nmanifest {sha(manifest).hex()}\n"
    write(root, "manifest.note", text + "\n" + (signer or log.signer).line(text))


def write_full(root, log, bodies=None, checkpoint=None, signer=None, sealed=None):
    shutil.rmtree(root, ignore_errors=True)
    bodies = log.bodies if bodies is None else bodies
    checkpoint = checkpoint or log.checkpoint(bodies=bodies, signer=signer)
    write_log(root, bodies, checkpoint)
    sealed = log.sealed if sealed is None else sealed
    for name, (_, stored) in sealed.items():
        write(root, f"sealed/{name}", stored)
    cases = {json.loads(b).get("case") for b in bodies} - {None}
    counts = {"entries": len(bodies), "cases": len(cases), "sealed": len(sealed)}
    write_manifest(root, log, {"kind": "full"}, checkpoint, counts, signer, words="sealed", seals=[one[0] for one in log.seals])


def proof_text(tree, index, checkpoint):
    return "c2sp.org/tlog-proof@v1\nindex %d\n%s\n%s" % (
        index, "".join(base64.b64encode(h).decode() + "\n" for h in tree.path(index)), checkpoint)


def write_selective(root, log, cases, cut=0):
    """`cut`: so many entries fewer of the first case, everything else being as it should."""
    shutil.rmtree(root, ignore_errors=True)
    checkpoint, tree = log.checkpoint(), Tree([leaf_of(body) for body in log.bodies])
    write(root, "log/checkpoint", checkpoint)
    _, sealed_at, lines = log.seals[-1]
    write(root, "seal/entry.json", log.bodies[sealed_at])
    write(root, "seal/entry.tlog-proof", proof_text(tree, sealed_at, checkpoint))
    heads, entries, words = Tree([leaf_of(line) for line in lines]), 0, 0
    for nth, case in enumerate(cases):
        own = [(i, body) for i, body in enumerate(log.bodies[:sealed_at]) if json.loads(body).get("case") == case]
        own = own[:len(own) - cut] if nth == 0 else own
        write(root, f"case/{case}/entries.jsonl", b"".join(body + b"\n" for _, body in own))
        for n, (index, body) in enumerate(own, 1):
            write(root, f"case/{case}/proofs/{n}.tlog-proof", proof_text(tree, index, checkpoint))
            entry_id = json.loads(body)["id"]
            for name in (name for name in log.sealed if name.startswith(entry_id)):
                write(root, f"sealed/{name}", log.sealed[name][1])
                words += 1
        at = next(i for i, line in enumerate(lines) if json.loads(line)["case"] == case)
        write(root, f"case/{case}/head.json", lines[at])
        write(root, f"case/{case}/head.proof", "redress.head-proof/1\nindex %d\nsize %d\n%s" % (
            at, len(lines), "".join(base64.b64encode(h).decode() + "\n" for h in heads.path(at))))
        entries += len(own)
    write_manifest(root, log, {"kind": "case", "cases": sorted(cases)}, checkpoint,
                   {"entries": entries, "cases": len(cases), "sealed": words}, words="sealed")
