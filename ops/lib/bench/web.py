"""Over HTTP: commands against the engine in process, status look-ups against an empty handler, one command at a time."""
import json
import struct
import subprocess
import time
import urllib.request

from bench.flow import T_MAX_MS
from bench.servers import BUILD, RUN, Trouble, tell

CONNECTIONS = 64
# How a complaint stands is asked by many people at once, each for themselves; that is what one statement for many is for.
ASKING = 128
PEPPER = "redress bench: a key that guards nothing\n" * 2


class Web:
    def __init__(self, servers, flow, sizes):
        self.servers, self.flow, self.sizes = servers, flow, sizes

    def start(self):
        """`redress serve` with a listener, somebody who may act, and open cases to act on. Without Kafka: the engine in
        process, to which it is compared, publishes nothing either."""
        self.name = self.servers.fresh("bench_web")
        self.servers.redress(self.name, "migrate", "up")
        self.servers.redress(self.name, "user", "add", "h.lin", "--no-password", "--as", "o.ops")
        made = json.loads(self.servers.redress(self.name, "token", "create", "--name", "bench", "--person", "h.lin", "--scope", "handler",
                                               "--days", "1", "--as", "o.ops", "-o", "json"))
        self.token = made["secret"]
        pepper = RUN / "pepper"
        pepper.write_text(PEPPER, encoding="utf-8")
        pepper.chmod(0o600)
        self.engine = self.servers.serve(self.name, REDRESS_KAFKA__BROKERS="", REDRESS_HTTP__LISTEN="127.0.0.1:0", REDRESS_PAGES__PEPPER_FILE=str(pepper),
                                         REDRESS_HTTP__REQUESTS_PER_MINUTE="100000000", REDRESS_PAGES__LOOK_UPS_PER_MINUTE="100000000",
                                         REDRESS_PAGES__NETWORK_LOOK_UPS_PER_MINUTE="100000000", REDRESS_HTTP__CONNECTIONS_PER_NETWORK="1000")
        self.at = self.engine.web.removeprefix("http://")

    def stop(self):
        self.engine.stop()
        self.servers.drop(self.name)

    # --- requests

    def request(self, method, path, body=None, **headers):
        data = b"" if body is None else json.dumps(body).encode()
        head = [f"{method} {path} HTTP/1.1", f"Host: {self.at}"]
        head += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        if body is not None:
            head += ["Content-Type: application/json", f"Content-Length: {len(data)}"]
        return ("\r\n".join(head) + "\r\n\r\n").encode() + data

    def load(self, requests, connections=CONNECTIONS, cycle=False, seconds=None):
        file = RUN / "requests"
        with open(file, "wb") as out:
            for one in requests:
                out.write(struct.pack("<I", len(one)) + one)
        done = subprocess.run([BUILD / "tests/bench/bench_http_load", f"to={self.at}", f"requests={file}", f"connections={connections}",
                               f"seconds={seconds or 120}", f"cycle={int(cycle)}"], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise Trouble(f"bench_http_load: {done.stderr.strip()[-500:]}")
        seen = json.loads(done.stdout)
        if seen["requests"] < len(requests) and not cycle:
            raise Trouble(f"{seen['requests']} of {len(requests)} requests were answered, {seen['broken']} connections broke; see {self.engine.log}")
        if any(not status.startswith("2") for status in seen["statuses"]):
            raise Trouble(f"answers that are no success: {seen['statuses']}; see {self.engine.log}")
        return seen

    def ask(self, method, path, body=None, **headers):
        asked = urllib.request.Request(f"http://{self.at}{path}", method=method, data=None if body is None else json.dumps(body).encode(),
                                       headers={"Content-Type": "application/json", **{k.replace("_", "-"): v for k, v in headers.items()}})
        with urllib.request.urlopen(asked, timeout=10) as answer:
            return json.loads(answer.read())

    def one_commit_p99_ms(self):
        """Of a row as large as a command writes, committed by itself: what the disk takes."""
        link = self.servers.connect(self.name)
        took = []
        with link.cursor() as sql:
            sql.execute("CREATE TABLE one_commit (bytes bytea)")
            for _ in range(300):
                began = time.monotonic()
                sql.execute("INSERT INTO one_commit SELECT decode(repeat('61', 3000), 'hex')")
                took.append((time.monotonic() - began) * 1000)
        link.close()
        return sorted(took)[int(len(took) * 0.99)]

    # --- parts

    def commands(self, gates):
        signed = {"Authorization": f"Bearer {self.token}"}
        complaint = {"channel": "hotline", "category": "fees", "language": "en", "narrative": "Charged twice for one transfer.", "complainant": "u-1042"}
        tell(f"REST: {self.sizes.web_cases:,} complaints are filed over {CONNECTIONS} connections")
        filed = self.load([self.request("POST", "/api/v1/complaints", {**complaint, "complainant": f"u-{n}"}, Idempotency_Key=f"f{n}", **signed)
                           for n in range(self.sizes.web_cases)])
        cases = [row[0] for row in self.servers.ask(self.name, "SELECT case_id::text FROM complaint")]

        def notes(number, label):
            return [self.request("POST", f"/api/v1/complaints/{cases[n % len(cases)]}/actions/note_added", {"text": "Called back, nobody there."},
                                 If_Match="*", Idempotency_Key=f"{label}{n}", **signed) for n in range(number)]

        tell(f"REST: {self.sizes.web_commands:,} commands over {CONNECTIONS} connections")
        before = self.engine.metrics()
        done = self.load(notes(self.sizes.web_commands, "a"))
        after = self.engine.metrics()
        batches = after["redress_engine_batches_total"] - before["redress_engine_batches_total"]
        batch = max(1, round(self.sizes.web_commands / max(batches, 1)))
        tell(f"engine in process, batches of {batch} over all buckets")
        beside = self.flow.engine("rate", events=self.sizes.mix_events, buckets=64, batch=batch)["engine"]
        gates.add("REST commands / engine in process at the same batch size", done["per_second"] / beside["per_second"], ">=", 0.35)
        self.seen = {"filed": filed, "commands": done, "batch": batch, "beside": beside["per_second"]}

        tell("REST: one command at a time")
        turns = "SELECT sum(turn)::bigint FROM bucket_head"
        first = self.servers.ask(self.name, turns)[0][0]
        alone = self.load(notes(self.sizes.web_alone, "b"), connections=1)
        commits = (self.servers.ask(self.name, turns)[0][0] - first) / self.sizes.web_alone
        one = self.one_commit_p99_ms()
        gates.add("REST, writing transactions of one command at idle", commits, "<=", 1.0)
        gates.add("REST, p99 of one command at idle", alone["p99_ms"], "<=", 2 * T_MAX_MS + 3 * one, "ms")
        self.seen |= {"alone": alone, "probe_p99": one}

    def status(self, gates):
        tell("public: complaints with a secret of their own")
        secrets = []
        for n in range(self.sizes.web_status):
            made = self.ask("POST", "/api/v1/public/complaints", {"category": "fees", "narrative": "Charged twice.", "language": "en", "number": f"{n:032x}"})
            secrets.append((made["reference"], made["secret"]))
        # What the commands left behind is cleaned up before, not meanwhile.
        self.servers.ask(self.name, "VACUUM (ANALYZE)")
        self.servers.checkpoint()
        looks = [self.request("POST", "/api/v1/public/status", {"reference": reference, "secret": secret}) for reference, secret in secrets]
        empty, look = [], []
        for _ in range(3):
            empty.append(self.load([self.request("GET", "/api/v1/version")], ASKING, cycle=True, seconds=self.sizes.web_s))
            look.append(self.load(looks, ASKING, cycle=True, seconds=self.sizes.web_s))
        rate = sum(run["per_second"] for run in look) / sum(run["per_second"] for run in empty)
        gates.add("status look-up / empty handler of the same server", rate, ">=", 0.6)
        self.seen |= {"empty": empty[-1], "look": look[-1]}


def measure(servers, flow, gates, sizes):
    web = Web(servers, flow, sizes)
    web.start()
    try:
        web.commands(gates)
        web.status(gates)
    finally:
        web.stop()
    flow.web = web.seen
