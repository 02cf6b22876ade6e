"""Tampers with the database of a log that a real engine signed, as its keepers could, exports, and demands that export or verifier find it.

What must be found follows from the rows as they are after the edit, read here and compared with what was signed: the first index whose
entry is gone (the export refuses, and names it) or is another one (the verifiers name it). Neither engine nor verifier is asked."""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests/end_to_end"), str(ROOT / "tests/evidence")]
import honest_log as H  # noqa: E402
from support import World, fields, filing, new_case, until  # noqa: E402

TABLES = ("audit_entry", "bucket_head", "log_head", "log_range", "log_tile", "log_checkpoint", "log_seal", "log_seal_heads", "complaint")
NOT_EXPORTED, TAMPERED, UNSURE = 9, 1, 2


class Database:
    def __init__(self, dice, ask, entries):
        self.dice, self.ask, self.folder = dice, ask, pathlib.Path(tempfile.mkdtemp(prefix="redress-tamper-db-"))
        self.world = World("tamper")
        self.key, self.package = self.folder / "log.key", self.folder / "package"
        self.world.run("migrate", "up")
        self.world.run("topics", "apply")
        self.pin = self.world.json("log", "keygen", self.key)["key"]
        self.world.env.update(REDRESS_LOG__KEY_FILE=str(self.key), REDRESS_LOG__CADENCE_MS="200")
        self.world.serve()
        for _ in range(entries):
            self.world.send(new_case(), "complaint_filed", filing())
        self.signed(entries)
        self.world.stop()
        self.world.json("log", "seal", "--as", "o.ops")
        self.world.serve()
        for _ in range(6):
            self.world.json("case", "file", "--id", new_case(), "--as", "h.lin", *fields(filing()))
        self.signed(entries)
        self.world.stop()
        with self.sql() as cursor:
            cursor.execute("CREATE SCHEMA kept")
            for table in TABLES:
                cursor.execute(f"CREATE TABLE kept.{table} AS SELECT * FROM {table}")
        self.size, self.note = self.rows("SELECT size, note FROM log_checkpoint ORDER BY size DESC LIMIT 1")[0]
        self.log = self.by_index()
        assert sorted(self.log) == list(range(self.size)), "the log that is tampered with is not whole"
        (self.folder / "newest").write_text(self.note, encoding="utf-8")

    def sql(self):
        return self.world.sql_on(self.world.url)

    def rows(self, text, *values):
        return self.world.rows(text, *values)

    def signed(self, least):
        until("all is signed", lambda: self.rows(
            "SELECT 1 FROM log_head WHERE size = signed_size AND size = (SELECT count(*) FROM audit_entry) AND size >= %s", least), 60)

    def by_index(self):
        return {index: bytes(body) for index, body in self.rows(
            "SELECT r.first_index + e.pos - r.first_pos, e.body FROM log_range r JOIN audit_entry e ON e.bucket = r.bucket AND e.pos >= r.first_pos "
            "AND e.pos < r.first_pos + r.entries") if index < self.size}

    def restore(self, cursor):
        for table in TABLES:
            cursor.execute(f"DELETE FROM {table}")
            cursor.execute(f"INSERT INTO {table} SELECT * FROM kept.{table}")

    # The edits. Each says what else must be asked of the verifier, or nothing.
    def place(self):
        index = self.dice.randrange(self.size)
        bucket, pos = self.rows("SELECT bucket, first_pos + %s - first_index FROM log_range WHERE first_index <= %s ORDER BY first_index DESC LIMIT 1", index, index)[0]
        return index, bucket, pos

    def another(self, body):
        return H.jcs({**json.loads(body), "salt": "%032x" % self.dice.getrandbits(128)})

    def edit(self, cursor):
        index, bucket, pos = self.place()
        cursor.execute("UPDATE audit_entry SET body = %s WHERE bucket = %s AND pos = %s", (self.another(self.log[index]), bucket, pos))

    def edit_with_its_hashes(self, cursor):
        index, bucket, pos = self.place()
        body = self.another(self.log[index])
        cursor.execute("UPDATE audit_entry SET body = %s, leaf = %s WHERE bucket = %s AND pos = %s", (body, H.leaf_of(body), bucket, pos))

    def delete(self, cursor):
        _, bucket, pos = self.place()
        cursor.execute("DELETE FROM audit_entry WHERE bucket = %s AND pos = %s", (bucket, pos))

    def delete_and_close_the_gap(self, cursor):
        _, bucket, pos = self.place()
        cursor.execute("DELETE FROM audit_entry WHERE bucket = %s AND pos = %s", (bucket, pos))
        self.shift(cursor, bucket, pos, -1)

    def shift(self, cursor, bucket, pos, by):
        # In two steps, because positions are unique at each moment.
        cursor.execute("UPDATE audit_entry SET pos = -pos WHERE bucket = %s AND pos >= %s", (bucket, pos))
        cursor.execute("UPDATE audit_entry SET pos = -pos + %s WHERE bucket = %s AND pos < 0", (by, bucket))

    def insert(self, cursor):
        index, bucket, pos = self.place()
        self.shift(cursor, bucket, pos, 1)
        body = self.another(self.log[index])
        cursor.execute("INSERT INTO audit_entry (bucket, chain_id, key, cseq, pos, body, leaf) VALUES (%s, %s, %s, 1, %s, %s, %s)",
                       (bucket, new_case(), self.dice.getrandbits(60), pos, body, H.leaf_of(body)))

    def reorder(self, cursor):
        bucket, = self.dice.choice(self.rows("SELECT bucket FROM audit_entry WHERE pos > 0 GROUP BY bucket HAVING count(*) > 1"))
        one, two = sorted(self.dice.sample([pos for pos, in self.rows("SELECT pos FROM audit_entry WHERE bucket = %s", bucket)], 2))
        cursor.execute("UPDATE audit_entry SET pos = -pos WHERE bucket = %s AND pos IN (%s, %s)", (bucket, one, two))
        cursor.execute("UPDATE audit_entry SET pos = CASE pos WHEN -%s THEN %s ELSE %s END WHERE bucket = %s AND pos < 0", (one, two, one, bucket))

    def swap_cases(self, cursor):
        one, two = self.dice.sample([i for i, body in self.log.items() if b'"case":"' in body and b'"cseq":1,' in body], 2)
        a, b = json.loads(self.log[one]), json.loads(self.log[two])
        for index, body in ((one, {**a, "case": b["case"]}), (two, {**b, "case": a["case"]})):
            cursor.execute("UPDATE audit_entry SET body = %s WHERE body = %s", (H.jcs(body), self.log[index]))

    def truncate(self, cursor):
        keep = self.dice.randrange(1, self.size)
        cursor.execute("DELETE FROM audit_entry e USING log_range r WHERE e.bucket = r.bucket AND e.pos >= r.first_pos AND e.pos < r.first_pos + r.entries "
                       "AND r.first_index + e.pos - r.first_pos >= %s", (keep,))

    def hash_everything_anew(self, cursor):
        """An entry, and behind it every link, leaf, tile and root; the notes stay, because the key is not in the database."""
        index = self.dice.randrange(self.size)
        heads, bodies = {}, []
        for i in range(self.size):
            value = json.loads(self.log[i])
            if i == index:
                value["salt"] = "%032x" % self.dice.getrandbits(128)
            chain = value.get("chain", value.get("case"))
            if chain in heads:
                value["cprev"] = heads[chain].hex()
            bodies.append(H.jcs(value))
            heads[chain] = H.leaf_of(bodies[-1])
            cursor.execute("UPDATE audit_entry SET body = %s, leaf = %s WHERE body = %s", (bodies[-1], heads[chain], self.log[i]))
        nodes, level = [H.leaf_of(body) for body in bodies], 0
        cursor.execute("DELETE FROM log_tile")
        root = H.Tree(nodes).root()
        while nodes:
            for first in range(0, len(nodes), 256):
                cursor.execute("INSERT INTO log_tile VALUES (%s, %s, %s)", (level, first // 256, b"".join(nodes[first:first + 256])))
            nodes = [H.Tree(nodes[i:i + 256]).root() for i in range(0, len(nodes) // 256 * 256, 256)]
            level += 1
        cursor.execute("UPDATE log_head SET root = %s", (root,))
        return "whole"

    def cut_the_tail(self, cursor):
        """Back to an earlier checkpoint of the log itself, everything behind it gone: whoever kept a newer one knows."""
        size, = self.dice.choice(self.rows("SELECT size FROM log_checkpoint WHERE size < %s AND size > 0", self.size))
        cursor.execute("DELETE FROM log_checkpoint WHERE size > %s", (size,))
        cursor.execute("UPDATE log_head SET size = %s, signed_size = %s, root = (SELECT root FROM log_checkpoint WHERE size = %s)", (size,) * 3)
        return "stale"

    def restore_an_old_backup(self, cursor):
        return self.cut_the_tail(cursor)

    def forge_with_another_key(self, cursor):
        thief = H.Signer(self.note.split("\n")[0], str(self.dice.random()))
        text = self.note[:self.note.index("\n\n") + 1]
        cursor.execute("UPDATE log_checkpoint SET note = %s WHERE size = %s", (text + "\n" + thief.line(text), self.size))
        return "any"

    def edit_a_tile(self, cursor):
        level, tile, hashes = self.dice.choice(self.rows("SELECT level, tile, hashes FROM log_tile"))
        hashes = bytearray(hashes)
        hashes[self.dice.randrange(len(hashes))] ^= 1 << self.dice.randrange(8)
        cursor.execute("UPDATE log_tile SET hashes = %s WHERE level = %s AND tile = %s", (bytes(hashes), level, tile))
        return "any"

    EDITS = (edit, edit_with_its_hashes, delete, delete_and_close_the_gap, insert, reorder, swap_cases, truncate, hash_everything_anew, cut_the_tail,
             restore_an_old_backup, forge_with_another_key, edit_a_tile)

    def expected(self):
        """(exit code of the export, index that must be named)."""
        now = self.by_index()
        gone = next((i for i in range(self.size) if i not in now), None)
        if gone is not None:
            return NOT_EXPORTED, gone
        return TAMPERED, next((i for i in range(self.size) if now[i] != self.log[i]), None)

    def export(self):
        for path in (self.package, pathlib.Path(f"{self.package}.partial")):
            shutil.rmtree(path, ignore_errors=True)
        done = subprocess.run([str(ROOT / "build/release/redress"), "audit", "export", str(self.package), "--purpose", "tampering", "--as", "p.haas",
                               "--lang", "en"], env=self.world.env, cwd=ROOT, capture_output=True, text=True, check=False)
        return done.returncode, done.stderr

    def trial(self, n):
        """(name of the edit, whether it had one exact place, what is wrong or nothing)."""
        edit = self.EDITS[n % len(self.EDITS)]
        with self.sql() as cursor:
            cursor.connection.autocommit = False
            what = edit(self, cursor)
            cursor.connection.commit()
        must, index = self.expected()
        code, told = self.export()
        options = ["--older", str(self.folder / "newest")] if what == "stale" else []
        wrong = self.judge(what, must, index, code, told, options)
        with self.sql() as cursor:
            cursor.connection.autocommit = False
            self.restore(cursor)
            cursor.connection.commit()
        return edit.__name__, what is None, wrong

    def judge(self, what, must, index, code, told, options):
        if code == NOT_EXPORTED:
            if what is None and must != NOT_EXPORTED:
                return f"the export refused, though every entry is there: {told}"
            return None if what is not None or f"index {index} " in told else f"the export must name index {index}: {told}"
        if code != 0:
            return f"the export ended with {code}: {told}"
        if what is None and must == NOT_EXPORTED:
            return f"the entry at index {index} is gone, and a package was made"
        said = self.ask(str(self.package), self.pin, options)
        if any(one != said[0] for one in said):
            return f"the two verifiers differ: {said}"
        if said[0]["exit"] == 0:
            return f"missed: {said[0]}"
        if what == "stale":
            return None
        if said[0]["exit"] != TAMPERED:
            return f"not told as tampering: {said[0]}"
        if what is None and said[0]["first"].get("index") != index:
            return f"misplaced: {said[0]['first']}, it must be {index}"
        return None

    def honest(self):
        code, told = self.export()
        if code != 0:
            return f"false alarm of the export: {told}"
        said = self.ask(str(self.package), self.pin, [])
        return None if all(one["exit"] == 0 for one in said) else f"false alarm: {said}"

    def close(self):
        self.world.close()
        shutil.rmtree(self.folder)
        with self.world.sql_on(os.environ["REDRESS_DATABASE_URL"]) as cursor:
            cursor.execute(f"DROP DATABASE {self.world.name} WITH (FORCE)")
