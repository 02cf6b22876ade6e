"""A dry run of a policy over cases that the engine wrote: how long, and whether its memory grows with them."""
import json
import os
import subprocess
import time

from bench.servers import BUILD, ROOT, RUN, Trouble, tell

SHIPPED = ROOT / "schemas/policies/wallet-default.toml"


def draft():
    """Another due time for every case, and a miss in most: each has something to compare and to print."""
    text = SHIPPED.read_text(encoding="utf-8")
    for was, then in (('limit = "24h"\nwarn = [{ at = "75%" }, { at = "1h" }]', 'limit = "1s"'), ('limit = "14cd"\nend = "eod"', 'limit = "10cd"\nend = "eod"')):
        if text.count(was) != 1:
            raise Trouble(f"{SHIPPED} does not say {was!r} once: the draft of this measurement is to be renewed")
        text = text.replace(was, then)
    path = RUN / "draft.toml"
    path.write_text(text, encoding="utf-8")
    return path


def replay(servers, name, policy):
    """(seconds, peak MB, what was printed) of the command with every row."""
    with subprocess.Popen([BUILD / "redress", "policy", "dry-run", policy, "--since", "2000-01-01", "-q", "-o", "jsonl"],
                          env=servers.environment(name), cwd=ROOT, text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE) as child:
        began, last, rows = time.monotonic(), "", 0
        for line in child.stdout:
            last, rows = line, rows + 1
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.monotonic() - began
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise Trouble(f"redress policy dry-run: exit {child.returncode}")
    return seconds, usage.ru_maxrss / 1024, json.loads(last)["summary"], rows - 1


def measure(servers, flow, gates, sizes):
    policy, peaks = draft(), []
    for cases in (sizes.dry_cases // 10, sizes.dry_cases):
        name = "bench_dry_run"
        servers.fresh(name)
        tell(f"dry run: filling {cases:,} cases with the engine")
        servers.bench("engine", name, phases="fill", cases_all=cases, cache=20_000)
        with servers.connect(name) as link, link.cursor() as sql:
            sql.execute("SELECT count(*) FROM audit_entry")
            entries = sql.fetchone()[0]
        tell(f"dry run over {entries:,} entries")
        seconds, peak, sums, rows = replay(servers, name, policy)
        if sums["replayed"] != cases or sums["differ"] != cases or sums["recorded_otherwise"] or sums["unreadable"]:
            raise Trouble(f"the dry run did not replay what was written: {sums}")
        peaks.append(peak)
        servers.drop(name)
    flow.dry_run = {"cases": cases, "entries": entries, "rows": rows, "seconds": seconds, "small": peaks[0], "large": peaks[1]}
    # 900,000 entries within a minute.
    gates.add("dry run, entries per second", entries / seconds, ">=", 15_000)
    gates.add("dry run, memory at ten times the cases / at one", peaks[1] / peaks[0], "<=", 1.25)
