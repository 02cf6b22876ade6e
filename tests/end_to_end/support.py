"""What the end-to-end tests share: a database and topic prefix of one's own, the binary, an engine, kcat.

A test file is a list of functions `test_...(world)`; `run(...)` runs them in order in one world, prints a line for each,
and writes `passed failed skipped` to REDRESS_COUNT_FILE."""
import contextlib
import datetime
import hashlib
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import urllib.error
import urllib.request
import uuid

import psycopg2

ROOT = pathlib.Path(__file__).resolve().parents[2]
REDRESS = ROOT / "build/release/redress"
COMMANDS, EVENTS = "redress.complaint.command.v1", "redress.complaint.event.v1"
NOTIFY = "redress.notify.command.v1"


LETTER = {"route": "status_page", "letter_language": "en",
          "letter_parts": ["contact", "received_date", "timeframe", "reasons", "every_point", "remedies", "outside_body",
                           "last_dates", "appeal", "next_step"],
          "letter_body": "We have looked at what you wrote.", "next_step": "We look into it."}


def fields(data):
    flat = []
    for name, value in data.items():
        for one in value if isinstance(value, list) else [value]:
            flat += ["--set", f"{name}={one}"]
    return flat


def ago(hours=0.0, seconds=0.0):
    at = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(hours=hours, seconds=seconds)
    return at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def instant(text):
    return datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ")


def new_case():
    return str(uuid.uuid4())


def until(what, condition, seconds=30):
    """Polls; the time bounds a hang and decides nothing."""
    end = time.monotonic() + seconds
    while True:
        got = condition()
        if got:
            return got
        if time.monotonic() > end:
            raise AssertionError(f"still not so after {seconds} s: {what}")
        time.sleep(0.1)


class World:
    def __init__(self, name):
        self.name = f"{name}_{os.getpid()}"
        self.prefix = self.name + "."
        self.admin_url = os.environ["REDRESS_DATABASE_URL"]
        self.brokers = os.environ["REDRESS_KAFKA_BROKERS"]
        with self.sql_on(self.admin_url) as cursor:
            cursor.execute(f"CREATE DATABASE {self.name}")
        base, _, query = self.admin_url.partition("?")
        self.url = base.rsplit("/", 1)[0] + "/" + self.name + ("?" + query if query else "")
        self.env = {k: v for k, v in os.environ.items() if not k.startswith("REDRESS_")}
        self.env.update(REDRESS_DATABASE_URL=self.url, REDRESS_KAFKA_BROKERS=self.brokers, NO_COLOR="1",
                        REDRESS_KAFKA__TOPIC_PREFIX=self.prefix,
                        REDRESS_ROSTER__FILE=str(ROOT / "schemas/roster/wallet-demo.toml"))
        self.engine = None
        self.log = open(self.results() / f"{self.name}-engine.log", "w+", encoding="utf-8")

    @staticmethod
    def results():
        path = ROOT / ".run/test-results"
        path.mkdir(parents=True, exist_ok=True)
        return path

    @contextlib.contextmanager
    def sql_on(self, url):
        db = psycopg2.connect(url)
        db.autocommit = True
        try:
            yield db.cursor()
        finally:
            db.close()

    def rows(self, sql, *args):
        with self.sql_on(self.url) as cursor:
            cursor.execute(sql, args)
            return cursor.fetchall()

    def run(self, *args, expect=0, env=None, stdin=None):
        """Runs the binary; returns (stdout, stderr)."""
        done = subprocess.run([REDRESS, *map(str, args)], env={**self.env, **(env or {})}, input=stdin, capture_output=True,
                              text=True, check=False, cwd=ROOT)
        if expect is not None and done.returncode != expect:
            raise AssertionError(f"redress {' '.join(map(str, args))}: exit {done.returncode}, expected {expect}\n"
                                 f"{done.stdout}{done.stderr}")
        return done.stdout, done.stderr

    def json(self, *args, expect=0):
        return json.loads(self.run(*args, "-o", "json", expect=expect)[0])

    def serve(self, **env):
        self.log.seek(0, 2)
        start = self.log.tell()
        self.engine = subprocess.Popen([REDRESS, "serve"], env={**self.env, **env}, stdin=subprocess.DEVNULL, stdout=self.log,
                                       stderr=self.log, cwd=ROOT)

        def ready():
            if self.engine.poll() is not None:
                raise AssertionError(f"the engine ended with {self.engine.returncode}:\n{self.log_since(start)[-3000:]}")
            return re.search(r"^ready: .*?(http://\S+)", self.log_since(start), re.M)
        return until("the engine is ready", ready).group(1)

    def log_since(self, start):
        with open(self.log.name, encoding="utf-8", errors="replace") as text:
            text.seek(start)
            return text.read()

    def stop(self):
        """SIGTERM; returns the exit code."""
        self.engine.send_signal(signal.SIGTERM)
        code = self.engine.wait(timeout=20)
        self.engine = None
        return code

    def kill(self):
        self.engine.kill()
        self.engine.wait()
        self.engine = None

    def send(self, case, event, data, source="/wallet/app", id_=None, key=None, type_=None, headers=(), raw=None,
             structured=False, received=None):
        """Produces one command with kcat; returns its id."""
        id_ = id_ or str(uuid.uuid4())
        type_ = type_ or f"io.redress.complaint.command.{event}.v1"
        attributes = {"specversion": "1.0", "id": id_, "type": type_, "source": source, "subject": case}
        if received:
            attributes["time"] = received
        attributes.update(headers)
        if structured:
            body = json.dumps({**attributes, "datacontenttype": "application/json", "data": data})
            lines = ["-H", "content-type=application/cloudevents+json"]
        else:
            body = json.dumps(data, ensure_ascii=False) if raw is None else raw
            lines = ["-H", "content-type=application/json"]
            for name, value in attributes.items():
                lines += ["-H", f"ce_{name}={value}" if name not in ("traceparent",) else f"{name}={value}"]
        # A file is one message whatever it holds; from standard input kcat takes a message a line.
        with tempfile.NamedTemporaryFile() as payload:
            payload.write(body.encode())
            payload.flush()
            subprocess.run(["kcat", "-P", "-b", self.brokers, "-t", self.prefix + COMMANDS, "-k", key or case, "-X",
                            "partitioner=murmur2_random", "-e", *lines, payload.name], check=True)
        return id_

    def published(self, topic=EVENTS):
        """(key, headers, payload) of every message on an outgoing topic."""
        out = subprocess.run(["kcat", "-C", "-b", self.brokers, "-t", self.prefix + topic, "-e", "-q", "-J", "-o", "beginning"],
                             capture_output=True, check=True).stdout
        found = []
        for line in out.splitlines():
            message = json.loads(line)
            pairs = message.get("headers", [])
            found.append((message["key"], dict(zip(pairs[::2], pairs[1::2])), json.loads(message["payload"])))
        return found

    def answer_to(self, command_id, seconds=30):
        """The outgoing event that answers a command."""
        def look():
            for key, headers, payload in self.published():
                if headers.get("ce_causationid") == command_id:
                    return key, headers, payload
            return None
        return until(f"an answer to {command_id}", look, seconds)

    def entries(self, case):
        return [json.loads(bytes(body)) for (body,) in
                self.rows("SELECT body FROM audit_entry WHERE chain_id = %s ORDER BY cseq", case)]

    def state(self, case):
        rows = self.rows("SELECT state, hold, ladder, version FROM complaint WHERE case_id = %s", case)
        return rows[0] if rows else None

    def prove(self, *args):
        done = subprocess.run([ROOT / "tests/checker/prove.py", "--database", self.url, "--brokers", self.brokers,
                               "--topic-prefix", self.prefix, *args], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise AssertionError(f"the checker says {done.returncode}:\n{done.stdout}{done.stderr}")
        return done.stdout

    def close(self):
        if self.engine:
            self.kill()
        self.log.close()


def get(url):
    """(status, text) of a page."""
    try:
        with urllib.request.urlopen(url, timeout=5) as page:
            return page.status, page.read().decode()
    except urllib.error.HTTPError as wrong:
        return wrong.code, wrong.read().decode()


def filing(**more):
    """The data of a complaint that must be accepted."""
    return {"channel": "email", "category": "transfer_failed", "language": "en", "kind": "complaint", "complainant": "cust-1",
            "complainant_name": "Test Person", "complainant_email": "person@example.org", "contact_route": "email",
            "subject": "Transfer failed", "narrative": "My transfer of 20 USDT failed and the money is gone.", **more}


def sha(text):
    return hashlib.sha256(text.encode()).hexdigest()


class Skipped(Exception):
    """Raised by a test that cannot say anything here, with the reason."""


def tests_in(module):
    """The tests of a module (its `globals()`), in their order. One that is done in several ways brings them (`ways`)."""
    return [way for name, one in list(module.items()) if name.startswith("test_") for way in getattr(one, "ways", [one])]


def chosen(tests, words):
    """Those whose name has one of the words; without words all of them."""
    return [one for one in tests if not words or any(word in one.__name__ for word in words)]


def run_in(world, tests):
    """Runs them in order, prints a line for each, and counts them; returns (passed, failed)."""
    passed, failed, skipped = 0, 0, 0
    for test in tests:
        title = test.__name__.removeprefix("test_").replace("_", " ")
        try:
            test(world)
            passed += 1
            print(f"ok      {title}", flush=True)
        except Skipped as why:
            skipped += 1
            print(f"skipped: {why}", flush=True)
        except Exception:  # noqa: BLE001 - a test may fail in any way; each is reported
            failed += 1
            print(f"FAILED  {title}", flush=True)
            traceback.print_exc(file=sys.stdout)
    if os.environ.get("REDRESS_COUNT_FILE"):
        pathlib.Path(os.environ["REDRESS_COUNT_FILE"]).write_text(f"{passed} {failed} {skipped}\n", encoding="utf-8")
    return passed, failed


def run(name, tests):
    world = World(name)
    try:
        _, failed = run_in(world, tests)
    finally:
        world.close()
    return 1 if failed else 0
