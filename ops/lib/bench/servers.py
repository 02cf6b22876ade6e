"""The bench's own PostgreSQL and Kafka, its databases, its programs, and what /proc says of them."""
import json
import os
import pathlib
import signal
import subprocess
import sys
import time
import urllib.request

import psycopg2

ROOT = pathlib.Path(__file__).resolve().parents[3]
RUN = ROOT / ".run/bench"
BUILD = ROOT / "build/release"
TICKS = os.sysconf("SC_CLK_TCK")
BEGAN = time.monotonic()


def tell(text):
    print(f"[{time.monotonic() - BEGAN:4.0f} s] {text}", file=sys.stderr, flush=True)


class Trouble(Exception):
    """Something of the bench itself did not work; the message says what and where to look."""


class Servers:
    """Everything that runs for the bench; ends what it began, whatever happens."""

    def __init__(self):
        self.children = []
        self.env = dict(os.environ)
        for name in [n for n in self.env if n.startswith("REDRESS_")]:
            del self.env[name]
        self.env["REDRESS_PG_CONF"] = str(pathlib.Path(__file__).with_name("postgresql.conf"))

    def start(self):
        self._stack("down", "--remove")
        self._stack("up")
        for line in self._stack("env").splitlines():
            name, value = line.removeprefix("export ").split("=", 1)
            self.env[name] = value.strip("'")
        self.socket, self.port = self.env["REDRESS_PG_SOCKET"], self.env["REDRESS_PG_PORT"]
        self.log = pathlib.Path(self.env["REDRESS_PG_DATA"]).parent / "postgres.log"
        self.env["REDRESS_ROSTER__FILE"] = str(ROOT / "schemas/roster/wallet-demo.toml")
        self._cycle_wal()

    def _stack(self, *words):
        done = subprocess.run([ROOT / "ops/stack", *words, "--dir", RUN], env=self.env, text=True, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, check=False)
        if done.returncode != 0:
            raise Trouble(f"ops/stack {' '.join(words)}: {done.stderr.strip()}")
        return done.stdout

    def _cycle_wal(self):
        """A new segment is filled with zeros when it is first needed: done here, once, for all that follows."""
        with self.connect("postgres") as link, link.cursor() as sql:
            for _ in range(240):
                sql.execute("SELECT pg_logical_emit_message(false, 'bench', 'x'), pg_switch_wal()")
        self.checkpoint()

    def stop(self):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        for child in self.children:
            self.end(child)
        if RUN.exists():
            try:
                self._stack("down", "--remove")
            except Trouble as left:
                tell(str(left))

    # --- databases

    def url(self, database):
        return f"postgresql://postgres@/{database}?host={self.socket.replace('/', '%2F')}&port={self.port}"

    def connect(self, database):
        link = psycopg2.connect(self.url(database))
        link.autocommit = True
        return link

    def ask(self, database, sql):
        link = self.connect(database)
        try:
            with link.cursor() as cursor:
                cursor.execute(sql)
                return cursor.fetchall() if cursor.description else []
        finally:
            link.close()

    def checkpoint(self):
        self.ask("postgres", "CHECKPOINT")

    def fresh(self, name, template=None):
        self.ask("postgres", f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        self.ask("postgres", f"CREATE DATABASE {name} TEMPLATE {template or 'template1'} STRATEGY file_copy")
        return name

    def drop(self, name):
        self.ask("postgres", f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    # --- programs

    def environment(self, database, **more):
        return {**self.env, "REDRESS_DATABASE_URL": self.url(database), **more}

    def bench(self, program, database, **options):
        """Runs a program of tests/bench; its JSON lines by their `what` (the last of each; probes as a list)."""
        words = [str(BUILD / "tests/bench" / f"bench_{program}")]
        words += [f"{name}={value}" for name, value in options.items() if value is not None]
        child = self.spawn(words, self.environment(database), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        out, err = child.communicate()
        self.children.remove(child)
        if child.returncode != 0:
            raise Trouble(f"{' '.join(words)}: exit {child.returncode}: {err.strip()[-500:]}")
        for line in err.splitlines()[:5]:
            tell(f"bench_{program}: {line}")
        found = {"all": []}
        for line in out.splitlines():
            row = json.loads(line)
            found[row["what"]] = row
            found["all"].append(row)
        return found

    def redress(self, database, *words, **more):
        done = subprocess.run([BUILD / "redress", *words], env=self.environment(database, **more), cwd=ROOT, text=True,
                              capture_output=True, check=False)
        if done.returncode != 0:
            raise Trouble(f"redress {' '.join(words)}: exit {done.returncode}: {done.stderr.strip()[-500:]}")
        return done.stdout

    def spawn(self, words, env, **more):
        child = subprocess.Popen(words, env=env, cwd=ROOT, text=True, stdin=subprocess.DEVNULL, **more)
        self.children.append(child)
        return child

    def end(self, child):
        if child.poll() is None:
            child.terminate()
            try:
                child.wait(20)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()

    def serve(self, database, **more):
        return Serve(self, database, more)


class Serve:
    """A running `redress serve`."""

    def __init__(self, servers, database, more):
        self.servers, self.database = servers, database
        self.log = RUN / f"serve-{database}.log"
        with open(self.log, "w", encoding="utf-8") as log:
            self.child = servers.spawn([str(BUILD / "redress"), "serve"], servers.environment(database, **more),
                                       stdout=subprocess.PIPE, stderr=log)
        ready = self.child.stdout.readline()
        if not ready.startswith("ready: ops http://"):
            raise Trouble(f"redress serve did not become ready: {self.log.read_text(encoding='utf-8')[-800:]}")
        words = ready.split()
        self.address, self.web = words[2], words[4] if len(words) > 4 else None

    def metrics(self):
        """Sums of the samples by name."""
        sums = {}
        with urllib.request.urlopen(self.address + "/metrics", timeout=5) as page:
            for line in page.read().decode().splitlines():
                if line and not line.startswith("#"):
                    name, value = line.rsplit(" ", 1)
                    name = name.split("{")[0]
                    sums[name] = sums.get(name, 0.0) + float(value)
        return sums

    def backends(self, sql):
        sql.execute("SELECT pid FROM pg_stat_activity WHERE datname = %s AND backend_type = 'client backend' "
                    "AND pid <> pg_backend_pid()", (self.database,))
        return [pid for (pid,) in sql.fetchall()]

    def stop(self):
        self.servers.end(self.child)
        self.servers.children.remove(self.child)


# --- /proc ------------------------------------------------------------------------------------------


def cpu_seconds(pid):
    """User and system; 0 when it is gone."""
    try:
        words = pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(words[11]) + int(words[12])) / TICKS


def rss_mb(pid):
    for line in pathlib.Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def helpers(sql):
    sql.execute("SELECT pid FROM pg_stat_activity WHERE backend_type IN ('walwriter', 'background writer', 'checkpointer')")
    return [pid for (pid,) in sql.fetchall()]
