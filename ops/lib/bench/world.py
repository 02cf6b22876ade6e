"""With the whole process: `redress serve` behind a real broker, idle, the machine step, the clean build."""
import json
import os
import resource
import shutil
import subprocess
import time

from bench.servers import ROOT, RUN, Trouble, cpu_seconds, helpers, rss_mb, tell

SUM_POS = "SELECT coalesce(sum(pos), 0) FROM bucket_head"
ROWS = ("SELECT coalesce(p.relname, s.relname), sum(n_tup_ins), sum(n_tup_upd), sum(n_tup_del), sum(n_tup_hot_upd) FROM pg_stat_user_tables s "
        "LEFT JOIN pg_inherits h ON h.inhrelid = s.relid LEFT JOIN pg_class p ON p.oid = h.inhparent GROUP BY 1")
MEANS = ("SELECT (SELECT avg(length(body)) FROM audit_entry WHERE pos % 50 = 0), (SELECT avg(length(facts)) FROM complaint), "
         "(SELECT avg(length(bytes)) FROM (SELECT bytes FROM private_text LIMIT 20000) t)")


def prepare(servers, name):
    servers.fresh(name)
    servers.redress(name, "migrate", "up")
    place = {"REDRESS_KAFKA__TOPIC_PREFIX": name + ".", "REDRESS_KAFKA__GROUP": name}
    servers.redress(name, "topics", "apply", **place)
    return place


def from_kafka(servers, flow, gates, sizes):
    """Drains a topic that was filled before; transitions are entries, counted by the buckets' positions."""
    name = "bench_kafka"
    place = prepare(servers, name)
    tell(f"simulated load of {sizes.kafka_cases:,} cases onto the topic")
    sent = json.loads(servers.redress(name, "simulate", "--cases", str(sizes.kafka_cases), "--seed", "11", **place))["sent"]
    servers.checkpoint()
    link = servers.connect(name)
    sql = link.cursor()
    tell(f"redress serve drains {sent:,} commands, relay running")
    engine = servers.serve(name, **place)

    def read():
        sql.execute("SELECT coalesce(sum(next_offset - first_offset), 0)::bigint, (" + SUM_POS + ")::bigint, "
                    "(pg_current_wal_insert_lsn() - '0/0')::bigint, (SELECT coalesce(sum(pos), 0)::bigint FROM reader_mark) FROM consumer_offset")
        done, pos, wal, mark = sql.fetchone()
        return {"at": time.monotonic(), "done": done, "pos": pos, "wal": wal, "mark": mark, "engine": cpu_seconds(engine.child.pid),
                "backends": sum(map(cpu_seconds, engine.backends(sql))), "helpers": sum(map(cpu_seconds, helpers(sql)))}

    begun, first, last = time.monotonic(), None, None
    while last is None:
        time.sleep(0.2)
        now = read()
        if first is None and now["done"] >= 0.15 * sent:
            first = now
        if now["done"] >= 0.95 * sent:
            last = now
        if engine.child.poll() is not None or time.monotonic() - begun > 240:
            raise Trouble(f"the engine took {now['done']} of {sent} commands: {engine.log.read_text(encoding='utf-8')[-800:]}")
    while (now := read())["done"] < sent or now["mark"] < now["pos"]:
        if time.monotonic() - begun > 300:
            raise Trouble(f"the relay published {now['mark']} of {now['pos']} entries")
        time.sleep(0.2)
    caught_up = now["at"] - last["at"]
    batches = engine.metrics().get("redress_engine_batches_total", 1)
    engine.stop()
    n, seconds = last["pos"] - first["pos"], last["at"] - first["at"]
    rate = n / seconds
    mix = mix_of(sql, flow.mix, batches)
    link.close()
    servers.drop(name)
    tell("probe with the rows and the batch size of that drain")
    before = flow.probe(mix, **flow.form)["probe"]
    flow.from_kafka = {"rate": rate, "batch": mix["batch"], "probe": before["per_second"], "published": (last["mark"] - first["mark"]) / seconds,
                       "caught_up": caught_up, "engine": (last["engine"] - first["engine"]) / n * 1e6, "wal": (last["wal"] - first["wal"]) / n,
                       "backends": (last["backends"] - first["backends"]) / n * 1e6, "helpers": (last["helpers"] - first["helpers"]) / n * 1e6}
    gates.add("engine from Kafka, relay running / probe", rate / before["per_second"], ">=", 0.40, steady=flow.steady())


def mix_of(sql, like, batches):
    """Rows per entry as PostgreSQL counted them."""
    # A backend that ends hands its counters over a moment later: as many entries as there are.
    sql.execute("SELECT count(*) FROM audit_entry")
    entries, until = sql.fetchone()[0], time.monotonic() + 30
    while True:
        sql.execute(ROWS)
        rows = {table: (ins, upd, gone, hot) for table, ins, upd, gone, hot in sql.fetchall()}
        if rows["audit_entry"][0] >= entries:
            break
        if time.monotonic() > until:
            raise Trouble(f"PostgreSQL counts {rows['audit_entry'][0]} of {entries} entries")
        time.sleep(0.1)
    sql.execute(MEANS)
    body, facts, text = (float(x or 0) for x in sql.fetchone())
    n = float(rows["audit_entry"][0])
    work = rows["work_item"]
    return {"batch": max(1, round(n / batches)), "buckets": max(1, min(64, round(float(rows["bucket_head"][1]) / batches))),
            "cases": round(float(rows["complaint"][1]) / n, 4), "filings": round(float(rows["complaint"][0]) / n, 4),
            "closings": round(float(work[2]) / n, 4), "work": round(float(work[1]) / n, 4), "work_hot": round(float(work[3] / max(work[1], 1)), 3),
            "texts": round(float(rows["private_text"][0]) / n, 4), "agenda": round(float(rows["deadline_agenda"][0]) / n, 4),
            "counters": round(float(rows["case_counter"][1]) / batches, 2), "facts": round(facts),
            "facts_moved": round(facts * like["facts_moved"] / like["facts"]), "body": round(body), "text": round(text), "offsets": 1}


def idle(servers, flow, gates, sizes):
    name = "bench_idle"
    place = prepare(servers, name)
    engine = servers.serve(name, **place)
    tell("1,000,000 armed deadlines, then nothing")
    servers.ask(name, "INSERT INTO deadline_agenda (bucket, look_at, case_id) SELECT hashint8(i) & 63, now() + interval '2 hours' "
                      "+ (i % 2400000) * interval '1 second', md5(i::text)::uuid FROM generate_series(1, 1000000) i")
    servers.ask(name, "VACUUM ANALYZE deadline_agenda")
    # Every statement of this database goes into the log, whoever sends it and however; ours come over another.
    servers.ask("postgres", f"ALTER DATABASE {name} SET log_statement = 'all'")
    engine.stop()
    engine = servers.serve(name, **place)
    with servers.connect("postgres") as link, link.cursor() as sql:
        time.sleep(sizes.settle_s)
        size, began = servers.log.stat().st_size, time.monotonic()
        pids = [engine.child.pid, *engine.backends(sql)]
        cpu = [cpu_seconds(pid) for pid in pids]
        time.sleep(sizes.idle_s)
        spent = [cpu_seconds(pid) - before for pid, before in zip(pids, cpu)]
        seconds, rss = time.monotonic() - began, rss_mb(engine.child.pid)
    with open(servers.log, encoding="utf-8", errors="replace") as log:
        log.seek(size)
        statements = sum(f"] {name} LOG:  " in line and ("LOG:  statement: " in line or "LOG:  execute " in line) for line in log)
    engine.stop()
    servers.drop(name)
    flow.idle = {"engine": spent[0] / seconds * 100, "backends": sum(spent[1:]) / seconds * 100}
    gates.add("idle, 1,000,000 armed: engine and its backends, % of a core", 100 * sum(spent) / seconds, "<", 1.0, "%")
    gates.add("idle, statements per second", statements / seconds, "<", 5.0)
    gates.add("idle, resident memory", rss, "<=", 150.0, "MB")


def machine_step(servers, gates):
    tell("machine step against a hand-written switch")
    done = servers.bench("machine_step", "postgres")["machine_step"]
    gates.add("machine step / hand-written switch", done["ratio"], "<=", 1.5)
    gates.add("machine step, allocations", done["allocations"], "==", 0)


def due_times(servers, gates):
    tell("due times by a calendar")
    done = servers.bench("deadlines", "postgres")["deadlines"]
    gates.add("business-hour due times over three years, per second", done["bh_per_s"], ">=", 1_000_000)
    gates.add(f"explanation of {done['intervals']} intervals", done["explained_us"], "<=", 1000.0, "us")


def clean_build(gates):
    """Everything, tests included, in a folder of its own and without ccache."""
    tell("clean build")
    folder = RUN.with_name("bench-build")
    shutil.rmtree(folder, ignore_errors=True)
    began = time.monotonic()
    try:
        for words in (["cmake", "--preset", "release", "-B", folder], ["cmake", "--build", folder, "-j", str(os.cpu_count())]):
            done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ, "CCACHE_DISABLE": "1"})
            if done.returncode != 0:
                raise Trouble(f"{' '.join(map(str, words))}: {done.stdout[-800:]}{done.stderr[-400:]}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    gates.add("clean build with tests, minutes", (time.monotonic() - began) / 60, "<=", 12.0)
    # The largest process that ended below us: a compiler.
    gates.add("clean build, largest compiler", resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024 ** 2, "<=", 1.5, "GB")


def build():
    if not (ROOT / ".deps/prefix").exists():
        raise Trouble("nothing is set up here: run ops/setup first")
    tell("building the programs of the bench")
    for words in (["cmake", "--preset", "release"],
                  ["cmake", "--build", "--preset", "release", "--target", "redress", "bench_probe", "bench_baseline", "bench_engine", "bench_machine_step", "bench_deadlines"]):
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise Trouble(f"{' '.join(words)}: {done.stdout[-1500:]}{done.stderr[-500:]}")

