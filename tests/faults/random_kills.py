#!/usr/bin/python3
"""Kills the engine, PostgreSQL and the broker at random under load, lets everything recover, and proves the result.

usage: tests/faults/random_kills.py [--engine N] [--postgres N] [--kafka N] [--seed S] [--cases N]

Needs a running stack (REDRESS_RUN_DIR, `ops/stack up`). Works in a database and under a topic prefix of its own.
The load is `redress simulate`, which is itself killed by nothing: what it sent is what must arrive. Passes when, after
the last fault, everything sent has exactly one recorded outcome, and tests/checker/prove.py finds no violation."""
import argparse
import json
import os
import pathlib
import random
import signal
import subprocess
import sys
import time

import psycopg2

ROOT = pathlib.Path(__file__).resolve().parents[2]
REDRESS = ROOT / "build/release/redress"


def say(text):
    print(f"{time.strftime('%H:%M:%S')} {text}", flush=True)


def stack(command):
    subprocess.run([ROOT / "ops/stack", command], check=True, stdout=subprocess.DEVNULL)


class Engine:
    def __init__(self, env, log):
        self.env, self.log, self.process = env, log, None

    def start(self):
        self.process = subprocess.Popen([REDRESS, "serve"], env=self.env, stdin=subprocess.DEVNULL, stdout=self.log,
                                        stderr=self.log)

    def alive(self):
        return self.process.poll() is None

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=20)


def wait_until(what, seconds, condition):
    """Polls a condition; the time is a bound on a hang, not a measure."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.2)
    raise SystemExit(f"gave up after {seconds} s: {what}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", type=int, default=20)
    parser.add_argument("--postgres", type=int, default=5)
    parser.add_argument("--kafka", type=int, default=3)
    parser.add_argument("--cases", type=int, default=3000)
    parser.add_argument("--rate", type=int, default=400)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    args = parser.parse_args()
    rng = random.Random(args.seed)
    say(f"seed {args.seed}")
    name = f"kills_{os.getpid()}"
    admin_url = os.environ["REDRESS_DATABASE_URL"]
    admin = psycopg2.connect(admin_url)
    admin.autocommit = True
    admin.cursor().execute(f"CREATE DATABASE {name}")
    admin.close()
    base, _, query = admin_url.partition("?")
    url = base.rsplit("/", 1)[0] + "/" + name + ("?" + query if query else "")
    env = dict(os.environ, REDRESS_DATABASE_URL=url, REDRESS_KAFKA__TOPIC_PREFIX=name + ".",
               REDRESS_ROSTER__FILE=str(ROOT / "schemas/roster/wallet-demo.toml"))
    env.pop("REDRESS_CONFIG", None)
    subprocess.run([REDRESS, "migrate", "up"], env=env, check=True)
    subprocess.run([REDRESS, "topics", "apply"], env=env, check=True)
    (ROOT / ".run/test-results").mkdir(parents=True, exist_ok=True)
    with open(ROOT / ".run/test-results/random_kills-engine.log", "w", encoding="utf-8") as log:
        engine = Engine(env, log)
        engine.start()
        seconds = max(20, 2 * (args.engine + args.postgres + args.kafka))
        load = subprocess.Popen([REDRESS, "simulate", "--cases", str(args.cases), "--rate", str(args.rate), "--seconds",
                                 str(seconds), "--seed", str(args.seed), "-o", "json"], env=env, stdout=subprocess.PIPE)
        faults = ["engine"] * args.engine + ["postgres"] * args.postgres + ["kafka"] * args.kafka
        rng.shuffle(faults)
        done = {"engine": 0, "postgres": 0, "kafka": 0}
        try:
            for fault in faults:
                time.sleep(rng.uniform(0.05, 2.0))  # when the fault strikes is what is drawn
                if not engine.alive():
                    raise SystemExit(f"the engine ended by itself with {engine.process.returncode}; see {log.name}")
                if fault == "engine":
                    engine.kill()
                    engine.start()
                elif fault == "postgres":
                    stack("crash-pg")
                    stack("start-pg")
                else:
                    stack("kill-kafka")
                    stack("start-kafka")
                done[fault] += 1
            sent = json.loads(load.communicate(timeout=seconds + 120)[0] or b"{}")
            if load.returncode != 0:
                raise SystemExit(f"the load ended with {load.returncode}: {sent}")
            say(f"faults done: {done}; sent {sent}")

            def count():
                try:
                    db = psycopg2.connect(url)
                    cursor = db.cursor()
                    cursor.execute("SELECT coalesce(sum(next_offset - first_offset - skipped), 0) FROM consumer_offset")
                    read = cursor.fetchone()[0]
                    cursor.execute("SELECT count(*) FROM bucket_head h LEFT JOIN reader_mark m ON m.bucket = h.bucket "
                                   "AND m.reader = 'relay' WHERE coalesce(m.pos, 0) <> h.pos")
                    behind = cursor.fetchone()[0]
                    db.close()
                    return read, behind
                except psycopg2.Error:
                    return 0, 64

            wait_until("not everything that was sent was read and relayed", 120,
                       lambda: count()[0] >= sent["sent"] and count()[1] == 0)
            code = engine.stop()
            if code != 0:
                raise SystemExit(f"the engine stopped with {code} after SIGTERM")
            say(f"read {count()[0]} of {sent['sent']} sent")
            result = subprocess.run([ROOT / "tests/checker/prove.py", "--database", url, "--topic-prefix", name + ".",
                                     "--drained"], env=env, check=False)
            if result.returncode != 0:
                return 1
            say(f"passed: {done['engine']} kills of the engine, {done['postgres']} crashes of PostgreSQL, "
                f"{done['kafka']} kills of the broker")
            return 0
        finally:
            if load.poll() is None:
                load.kill()
            if engine.alive():
                engine.kill()


if __name__ == "__main__":
    sys.exit(main())
