"""The staff console over a house with many cases, in a real browser: `tests/browser/speed` against the bench's own servers."""
import json
import subprocess
import sys

from bench.servers import ROOT, RUN, Trouble, tell


def measure(servers, gates, sizes):
    tell(f"console: a house with {sizes.console_cases:,} cases, then a browser")
    file = RUN / "console.json"
    done = subprocess.run([ROOT / "tests/browser/speed", "--cases", str(sizes.console_cases), "--json", file], env=servers.environment("postgres"),
                          cwd=ROOT, stdout=sys.stderr, check=False)
    if done.returncode != 0:
        raise Trouble(f"tests/browser/speed: exit {done.returncode}")
    gates.rows += [{**row, "shown": f"{row['figure']:.2f}"} for row in json.loads(file.read_text(encoding="utf-8"))["gates"]]
