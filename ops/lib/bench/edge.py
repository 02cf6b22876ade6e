"""The HTTP edge of `redress serve` among thousands of idle connections and slow clients: what a healthy client sees, and
what they cost."""
import asyncio
import sys

from bench.servers import ROOT, tell
from bench.world import prepare

sys.path.insert(0, str(ROOT / "tests/end_to_end"))

import crowd  # noqa: E402

SLOW_OF_EACH = 50  # headers that drip, bodies that drip, silence


def measure(servers, flow, gates, sizes):
    name = "bench_edge"
    place = prepare(servers, name)
    room = str(sizes.edge_idle + 1000)
    engine = servers.serve(name, **place, REDRESS_HTTP__LISTEN="127.0.0.1:0", REDRESS_HTTP__CONNECTIONS_MAX=room, REDRESS_HTTP__CONNECTIONS_PER_NETWORK=room)
    tell(f"{sizes.edge_idle:,} idle connections and {3 * SLOW_OF_EACH} slow clients")
    host, port = engine.web.removeprefix("http://").rsplit(":", 1)
    seen = asyncio.run(crowd.measure(host, int(port), engine.child.pid, sizes.edge_idle, SLOW_OF_EACH, sizes.edge_requests))
    engine.stop()
    servers.drop(name)
    flow.edge = seen
    gates.add("edge, idle connections that were kept", seen["idle"], "==", sizes.edge_idle)
    gates.add("edge, a healthy client's p99 among them", seen["p99_ms"], "<=", 100.0, "ms")
    gates.add("edge, resident memory with all of them", seen["rss_mb"], "<=", 150.0, "MB")
