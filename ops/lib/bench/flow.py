"""The engine in process against the limit: fill, mix, probe A, engine B, probe A, and what hangs on them."""
import pathlib
import re
import tempfile

from bench.gates import APART_MAX, apart
from bench.servers import tell

SCHEMAS = pathlib.Path(__file__).resolve().parents[3] / "schemas"
T_MAX_MS = 3.0  # engine.wait_max_ms
MIX = ("cases", "filings", "closings", "work", "work_hot", "texts", "agenda", "counters", "facts", "facts_moved", "body", "text", "offsets")


def mean(values):
    return sum(values) / len(values)


def median(values):
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


class Flow:
    def __init__(self, servers, sizes):
        self.servers, self.sizes = servers, sizes
        self.mix, self.form = {}, {}
        self.probes, self.engines = [], []
        self.wide = None

    # --- parts

    def fill(self):
        tell(f"filling {self.sizes.cases} cases with the engine")
        self.servers.fresh("bench_filled")
        self.filled("bench_filled")

    def filled(self, name, **under):
        self.servers.bench("engine", name, phases="fill", cases_all=self.sizes.cases, **under)
        # A vacuum that falls into one block and not into the next would be taken for a difference.
        for table in ("complaint", "audit_entry", "private_text", "work_item"):
            self.servers.ask(name, f"ALTER TABLE {table} SET (autovacuum_enabled = off)")
        self.servers.checkpoint()

    def engine(self, phases, **options):
        self.servers.fresh("bench_engine", "bench_filled")
        done = self.servers.bench("engine", "bench_engine", phases=phases, filled=1, cases_all=self.sizes.cases, **options)
        if phases == "rate":
            hot, moved = self.servers.ask("bench_engine", "SELECT n_tup_hot_upd, n_tup_upd FROM pg_stat_user_tables "
                                          "WHERE relname = 'work_item'")[0]
            done["mix"]["work_hot"] = round(hot / max(moved, 1), 3)
        self.servers.drop("bench_engine")
        return done

    def probe(self, mix, batch=None, buckets=None, seconds=None, **options):
        """The probe on a copy of what the engine filled. Returns its lines."""
        self.servers.fresh("bench_probe", "bench_filled")
        shape = {name: mix[name] for name in MIX if name in mix}
        done = self.servers.bench("probe", "bench_probe", **shape, batch=batch or mix["batch"], buckets=buckets or mix["buckets"],
                                  seconds=seconds or self.sizes.probe_s, warm=self.sizes.warm_s, **options)
        self.servers.drop("bench_probe")
        return done

    # --- the pairing

    def pair(self):
        tell("engine in process: its mix")
        first = self.engine("rate", events=self.sizes.mix_events)
        self.mix = first["mix"]
        tell("probe: both forms, depth 1 and 2")
        every = self.probe(self.mix, tables=1)
        self.tables_probe = every["probe_wal"]
        lines = [row for row in every["all"] if row["what"] == "probe"]
        best = max(lines, key=lambda row: row["per_second"])
        self.form = {"form": best["form"], "depth": best["depth"]}
        tell("the limit: " + ", ".join(f"{r['form']}/{r['depth']} {r['per_second']:,.0f}/s" for r in lines))
        self.probes = [best]
        for round_ in range(self.sizes.rounds):
            one = self.engine("rate", events=self.sizes.events)
            self.engines.append(one["engine"])
            self.tables_engine = one["engine_wal"]
            after = self.probe(self.mix, **self.form)
            self.probes.append(after["probe"])
            tell(f"engine {one['engine']['per_second']:,.0f}/s between probes {self.probes[-2]['per_second']:,.0f}/s and "
                 f"{self.probes[-1]['per_second']:,.0f}/s")

    def ratio(self, what):
        """Median of engine / mean of the probes around it."""
        return median([one[what] / mean([self.probes[i][what], self.probes[i + 1][what]]) for i, one in enumerate(self.engines)])

    def steady(self, what="per_second"):
        return apart(self.probes[0][what], self.probes[-1][what]) <= APART_MAX

    @property
    def rate(self):
        return median([one["per_second"] for one in self.engines])

    def paired_gates(self, gates):
        gates.add("engine in process / probe", self.ratio("per_second"), ">=", 0.70, steady=self.steady())
        gates.add("CPU per transition / probe", self.ratio("cpu_us"), "<=", 1.6, steady=self.steady("cpu_us"))
        gates.add("WAL per transition / probe", self.ratio("wal_bytes"), "<=", 1.1, steady=self.steady("wal_bytes"))

    def baseline(self, gates):
        tell("hand-written baseline, 1 to 32 clients")
        self.servers.fresh("bench_baseline", "bench_filled")
        shape = {name: self.mix[name] for name in MIX if name in self.mix}
        done = self.servers.bench("baseline", "bench_baseline", **shape, batch=self.mix["batch"], seconds=self.sizes.baseline_s)
        self.servers.drop("bench_baseline")
        lines = [row for row in done["all"] if row["what"] == "baseline"]
        best = max(lines, key=lambda row: row["per_second"])
        self.best_baseline = best
        tell("baseline: " + ", ".join(f"{r['clients']} clients {r['per_second']:,.0f}/s" for r in lines))
        gates.add("engine in process / hand-written baseline", self.rate / best["per_second"], ">=", 5.0, steady=self.steady())

    def half_load(self):
        """Events come for any case: half of what the engine reaches when its batches lie in all buckets."""
        if self.wide is None:
            tell("engine in process, batches over all buckets")
            self.wide = self.engine("rate", events=self.sizes.mix_events, buckets=64)["engine"]
        return round(self.wide["per_second"] / 2)

    def latency(self, gates):
        load = self.half_load()
        tell(f"open loop at half load, {load:,} events/s, intended send times")
        seen = self.engine("latency", load=load, seconds=self.sizes.latency_s)["latency"]
        batch = max(1, round(seen["mean_batch"]))
        mix = {**self.mix, "counters": min(self.mix["counters"], batch)}

        def probe():
            return self.probe(mix, batch=batch, buckets=min(batch, 64), form="ordered", depth=1, seconds=self.sizes.latency_s / 2)["probe"]

        before, again, after = probe(), self.engine("latency", load=load, seconds=self.sizes.latency_s)["latency"], probe()
        best = min((seen, again), key=lambda run: run["p99_ms"])
        reference = mean([before["p99_ms"], after["p99_ms"]])
        self.seen = {"load": load, "batch": batch, "p50": best["p50_ms"], "p99": best["p99_ms"], "probe_p99": reference}
        gates.add("event read to committed, p99 at half load", best["p99_ms"], "<=", T_MAX_MS + 3 * reference, "ms",
                  steady=apart(before["per_second"], after["per_second"]) <= APART_MAX)

    def storm(self, gates):
        # The storm may take half of the engine: beside it goes half of what is left.
        load = round(self.half_load() / 2)
        tell(f"due storm of {self.sizes.due:,} cases beside {load:,} live events/s")
        done = self.engine("storm", load=load, seconds=self.sizes.latency_s, due=self.sizes.due)
        quiet, live, drain = done["storm_quiet"], done["storm_live"], done["storm_drain"]
        self.drain = {**drain, "of_narrow": drain["storm_entries_per_second"] / self.rate, "quiet": quiet["p99_ms"], "live": live["p99_ms"], "load": live["load"]}
        # Against events for any case, as those beside the storm are, and as what has fallen due is.
        gates.add("due storm, entries/s / event rate", drain["storm_entries_per_second"] / self.wide["per_second"], ">=", 0.5, steady=self.steady())
        gates.add("due storm, live p99 / quiet p99", live["p99_ms"] / quiet["p99_ms"], "<=", 5.0, steady=self.steady())
        gates.add("due storm, oldest first", int(drain["oldest_first"]), "==", 1)

    def regimes(self, gates):
        """Every case under the house's policy and two regimes, against the house's alone."""
        tell("engine in process: wallet-default, uk-disp and eu-mica-casp on each case")
        with tempfile.TemporaryDirectory() as folder:
            # No entity is of both kinds; the bench has one that is.
            policies, kind = pathlib.Path(folder) / "policies", re.compile(r"^entity_kinds = .*$", re.MULTILINE)
            policies.mkdir()
            for file in ("policies/wallet-default.toml", "presets/uk-disp.toml", "presets/eu-mica-casp.toml"):
                text = (SCHEMAS / file).read_text(encoding="utf-8")
                (policies / pathlib.Path(file).name).write_text(kind.sub('entity_kinds = ["bench"]', text), encoding="utf-8")
            entities = pathlib.Path(folder) / "entities.toml"
            entities.write_text('[[entity]]\nid = "bench"\nkind = "bench"\nusual = true\npolicies = ["uk-disp", "eu-mica-casp"]\n', encoding="utf-8")
            under = {"policies": policies, "entities": entities}
            self.servers.fresh("bench_regimes")
            self.filled("bench_regimes", **under)
            three, one = [], []
            for _ in range(max(2, self.sizes.rounds)):
                self.servers.fresh("bench_engine", "bench_regimes")
                done = self.servers.bench("engine", "bench_engine", phases="rate", filled=1, cases_all=self.sizes.cases, events=self.sizes.events, **under)
                three.append(done["engine"])
                self.servers.drop("bench_engine")
                one.append(self.engine("rate", events=self.sizes.events)["engine"])
            self.servers.drop("bench_regimes")
        self.of_three = {what: (median([run[what] for run in three]), median([run[what] for run in one])) for what in ("per_second", "cpu_client_us", "wal_bytes")}
        tell("three policies / one: " + ", ".join(f"{what} {a:,.1f} / {b:,.1f}" for what, (a, b) in self.of_three.items()))
        gates.add("engine, three policies on each case / one", self.of_three["per_second"][0] / self.of_three["per_second"][1], ">=", 0.90,
                  steady=self.steady())

    def report(self):
        """Absolute figures below the table."""
        lines = []
        if self.engines:
            lines += self._costs()
        if hasattr(self, "from_kafka"):
            lines.append("  from Kafka: {rate:,.0f}/s in batches of {batch}, the probe {probe:,.0f}/s; CPU us: engine {engine:.1f}, backends {backends:.1f}, "
                         "helpers {helpers:.1f}; WAL {wal:.0f} B; published {published:,.0f}/s meanwhile, the rest in {caught_up:.1f} s".format(**self.from_kafka))
        if hasattr(self, "seen"):
            lines.append("  open loop: {load:,.0f} events/s, mean batch {batch}, p50 {p50} ms, p99 {p99} ms; probe's p99 {probe_p99:.1f} ms".format(**self.seen))
        if hasattr(self, "drain"):
            lines.append("  storm: {entries:,} entries in {seconds} s with {load:,.0f} live events/s; slice p50 {slice_p50_ms} ms, p99 {slice_p99_ms} ms; "
                         "live p99 {live} ms, quiet {quiet} ms; "
                         "its entries/s are {of_narrow:.2f} of the rate in batches of few buckets".format(**self.drain))
        if hasattr(self, "idle"):
            lines.append("  idle: engine {engine:.2f} %, its backends {backends:.2f} % of a core".format(**self.idle))
        if hasattr(self, "edge"):
            lines.append("  edge: {idle:,} idle connections, {kb_per_connection:.1f} kB each, {rss_mb:.1f} MB in all ({rss_before_mb:.1f} before); p50 {p50_ms:.1f} ms, "
                         "p99 {p99_ms:.1f} ms, alone {alone_p99_ms:.1f} ms; slow clients cut off {slow_ended:,} times".format(**self.edge))
        if hasattr(self, "dry_run"):
            lines.append("  dry run: {cases:,} cases with {entries:,} entries and {rows:,} rows in {seconds:.1f} s; at most {small:.1f} MB for a tenth of "
                         "them, {large:.1f} MB for all".format(**self.dry_run))
        if hasattr(self, "log"):
            lines.append("  log: {with:,.0f} events/s in process beside an engine that signs, {without:,.0f}/s beside one that does not; the tree at most "
                         "{lag:.1f} s behind".format(**self.log))
        if hasattr(self, "export"):
            lines.append("  export: {entries:,} entries in {export:.1f} s, COPY TO {copy:.1f} s; at most {small_export_mb:.1f} MB for a tenth of them, "
                         "{export_mb:.1f} MB for all".format(**self.export))
            lines.append("  verify: {0:,.0f} MB in {verify:.2f} s, SHA-256 on one core {1:,.0f} MB/s; at most {small_verify_mb:.1f} MB for a tenth of them, "
                         "{verify_mb:.1f} MB for all".format(self.export["bytes"] / 1e6, self.export["sha256"] / 1e6, **self.export))
        if hasattr(self, "web"):
            seen = self.web
            lines.append(f"  over HTTP: {seen['filed']['per_second']:,.0f} complaints/s filed; {seen['commands']['per_second']:,.0f} commands/s in batches of "
                         f"{seen['batch']} (p99 {seen['commands']['p99_ms']:.1f} ms), the engine in process {seen['beside']:,.0f}/s; one at a time p99 "
                         f"{seen['alone']['p99_ms']:.1f} ms, the probe's {seen['probe_p99']:.1f} ms")
            lines.append(f"  over HTTP: {seen['look']['per_second']:,.0f} status look-ups/s (p99 {seen['look']['p99_ms']:.1f} ms), "
                         f"{seen['empty']['per_second']:,.0f}/s of an empty handler")
        return lines

    def _costs(self):
        engine, probe = self.engines[-1], self.probes[-1]
        lines = ["", f"in process, batches of {self.mix['batch']} in {self.mix['buckets']} bucket(s); probe {self.form['form']}, depth {self.form['depth']}",
                 f"  {'':10} {'per second':>10} {'CPU us':>8} {'client':>7} {'backend':>8} {'helpers':>8} {'WAL B':>7}"]
        for name, row in (("engine", engine), ("probe", probe), ("baseline", getattr(self, "best_baseline", None))):
            if row:
                lines.append(f"  {name:10} {row['per_second']:>10,} {row['cpu_us']:>8.1f} {row['cpu_client_us']:>7.1f} {row['cpu_backend_us']:>8.1f} "
                             f"{row['cpu_helpers_us']:>8.1f} {row['wal_bytes']:>7,}")
        sums = [sum(v for k, v in t.items() if k not in ("what", "fpi")) for t in (self.tables_engine, self.tables_probe)]
        lines.append("  WAL by table, bytes per transition (full-page images apart): engine | probe")
        for table in sorted(set(self.tables_engine) - {"what", "fpi"}, key=lambda t: -self.tables_engine[t]):
            shares = [t.get(table, 0) / s * row["wal_bytes"] for t, s, row in zip((self.tables_engine, self.tables_probe), sums, (engine, probe))]
            if max(shares) >= 1:
                lines.append(f"    {table:18} {shares[0]:>6.0f} | {shares[1]:>6.0f}")
        return lines
