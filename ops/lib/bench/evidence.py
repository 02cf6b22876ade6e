"""What the signed log costs the engine, how far it lags behind, and how fast entries are taken out of the house and checked."""
import contextlib
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import threading
import time

from bench.flow import median
from bench.servers import BUILD, ROOT, RUN, Trouble, tell

HEADS = "SELECT (SELECT coalesce(sum(pos), 0) FROM bucket_head)::bigint, size FROM log_head"


@contextlib.contextmanager
def log_key(servers, database):
    """(settings of an engine that signs, the public key)"""
    file = RUN / "bench-log.key"
    file.unlink(missing_ok=True)
    key = json.loads(servers.redress(database, "log", "keygen", str(file), "-q", "-o", "json"))["key"]
    try:
        yield {"REDRESS_LOG__KEY_FILE": str(file)}, key
    finally:
        file.unlink(missing_ok=True)


class Lag:
    """How long ago the log stood where its tree stands now, looked at all the time."""

    def __init__(self, servers, database):
        self.link, self.seen, self.worst, self.over = servers.connect(database), [], 0.0, threading.Event()
        self.thread = threading.Thread(target=self._look)
        self.thread.start()

    def _look(self):
        with self.link.cursor() as sql:
            while not self.over.wait(0.1):
                sql.execute(HEADS)
                written, size = sql.fetchone()
                now = time.monotonic()
                self.seen.append((now, written))
                # The tree holds what was written at the first of these, and not yet all of the next.
                while len(self.seen) > 1 and self.seen[1][1] <= size:
                    self.seen.pop(0)
                self.worst = max(self.worst, now - self.seen[0][0] if written > size else 0.0)

    def stop(self):
        self.over.set()
        self.thread.join()
        self.link.close()
        return self.worst


def beside(servers, flow, sizes, **settings):
    """Events per second in process beside an engine that only waits, or waits and signs; the worst lag of the tree."""
    name = servers.fresh("bench_engine", "bench_filled")
    serve = servers.serve(name, REDRESS_KAFKA_BROKERS="", **settings)
    lag = Lag(servers, name)
    try:
        done = servers.bench("engine", name, phases="rate", filled=1, cases_all=sizes.cases, events=sizes.events)
    finally:
        worst = lag.stop()
        serve.stop()
    servers.drop(name)
    return done["engine"]["per_second"], worst


def log_beside(servers, flow, gates, sizes):
    tell("engine in process beside one that signs the log, and beside one that does not")
    without, signing, lags = [], [], []
    with log_key(servers, "bench_filled") as (settings, _):
        for _ in range(max(2, sizes.rounds)):
            without.append(beside(servers, flow, sizes)[0])
            rate, lag = beside(servers, flow, sizes, **settings)
            signing.append(rate)
            lags.append(lag)
            tell(f"{rate:,.0f}/s with the log, {without[-1]:,.0f}/s without; the tree at most {lag:.1f} s behind")
    flow.log = {"with": median(signing), "without": median(without), "lag": max(lags)}
    gates.add("engine, log signed beside it / not signed", flow.log["with"] / flow.log["without"], ">=", 0.80,
              steady=max(without) / min(without) <= 1.15)
    gates.add("tree behind the engine at its top rate", flow.log["lag"], "<=", 2.0, "s")


def run(words, env):
    """(seconds, peak MB) of a program that must end with 0."""
    began = time.monotonic()
    with subprocess.Popen(words, env=env, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as child:
        said = child.stderr.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise Trouble(f"{' '.join(map(str, words))}: exit {child.returncode}: {said[-500:]}")
    return time.monotonic() - began, usage.ru_maxrss / 1024


def copied(servers, name):
    """Seconds of COPY TO of the same rows into a file."""
    target = RUN / "copied"
    with servers.connect(name) as link, link.cursor() as sql, open(target, "w", encoding="utf-8") as out:
        began = time.monotonic()
        sql.copy_expert("COPY (SELECT body FROM audit_entry ORDER BY bucket, pos) TO STDOUT", out)
        seconds = time.monotonic() - began
    target.unlink()
    return seconds


def hashed(package):
    """(bytes of all entries' bundles, bytes per second that this machine hashes of them)"""
    bundles = [path.read_bytes() for path in pathlib.Path(package, "log/tile/entries").rglob("*") if path.is_file()]
    size, best = sum(map(len, bundles)), 0.0
    for _ in range(3):
        began, digest = time.monotonic(), hashlib.sha256()
        for one in bundles:
            digest.update(one)
        best = max(best, size / (time.monotonic() - began))
    return size, best


def signed(servers, name, settings):
    serve = servers.serve(name, REDRESS_KAFKA_BROKERS="", **settings)
    until = time.monotonic() + 300
    while not servers.ask(name, "SELECT 1 FROM log_head WHERE size = signed_size AND size >= (SELECT sum(pos) FROM bucket_head)"):
        if time.monotonic() > until:
            raise Trouble("the log was not signed within five minutes")
        time.sleep(0.2)
    serve.stop()


def taken_out(servers, gates, flow, cases):
    """Figures of one size."""
    name = servers.fresh("bench_export")
    tell(f"export: filling {cases:,} cases with the engine")
    servers.bench("engine", name, phases="fill", cases_all=cases, cache=20_000)
    package = RUN / "package"
    with log_key(servers, name) as (settings, key):
        tell("export: the log is signed")
        signed(servers, name, settings)
        servers.checkpoint()
        before = copied(servers, name)
        shutil.rmtree(package, ignore_errors=True)
        exporting, export_mb = run([BUILD / "redress", "audit", "export", package, "--purpose", "bench", "--as", "p.haas", "-q", "-o", "json"],
                                   servers.environment(name, **settings))
        after = copied(servers, name)
    size, rate = hashed(package)
    verify = [run([BUILD / "redress_verify", package, "--key", key, "--json"], servers.env) for _ in range(3)]
    entries = servers.ask(name, "SELECT size FROM log_head")[0][0]
    shutil.rmtree(package)
    servers.drop(name)
    return {"entries": entries, "bytes": size, "copy": (before + after) / 2, "apart": abs(before - after) / max(before, after), "export": exporting,
            "export_mb": export_mb, "verify": min(seconds for seconds, _ in verify), "verify_mb": max(mb for _, mb in verify), "sha256": rate}


def measure(servers, flow, gates, sizes):
    small, large = (taken_out(servers, gates, flow, cases) for cases in (sizes.export_cases // 10, sizes.export_cases))
    flow.export = {**large, "small_export_mb": small["export_mb"], "small_verify_mb": small["verify_mb"]}
    gates.add("export with JSONL / COPY TO of the same rows", large["copy"] / large["export"], ">=", 0.50, steady=large["apart"] <= 0.15)
    gates.add("export, memory at ten times the cases / at one", large["export_mb"] / small["export_mb"], "<=", 1.25)
    gates.add("verify / SHA-256 of the same bytes on one core", large["bytes"] / large["verify"] / large["sha256"], ">=", 0.50)
    gates.add("verify, memory at ten times the cases / at one", large["verify_mb"] / small["verify_mb"], "<=", 1.25)
