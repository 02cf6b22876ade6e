"""Clients in numbers: many that keep a connection and say nothing, some that are slow on purpose, one that is healthy and is
timed. For tests/end_to_end/http_edge, in small, and ops/bench."""
import asyncio
import re
import resource
import time

ASK = b"GET /api/v1/version HTTP/1.1\r\nHost: localhost\r\n\r\n"


def allow_files(wanted):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, wanted + 200)), hard))


async def read_answer(reader):
    head = await reader.readuntil(b"\r\n\r\n")
    length = re.search(rb"content-length: (\d+)", head.lower())
    await reader.readexactly(int(length[1]) if length else 0)
    return int(head[9:12])


async def open_idle(host, port, number, at_once=100):
    """Connections that asked once, were answered and keep silent."""
    gate, kept = asyncio.Semaphore(at_once), []

    async def one():
        async with gate:
            reader, writer = await asyncio.open_connection(host, port)
            writer.write(ASK)
            assert await read_answer(reader) == 200
            kept.append((reader, writer))
    await asyncio.gather(*(one() for _ in range(number)))
    return kept


async def drip(host, port, first, byte, every, ended, enough):
    """Sends `first`, then a byte every so often, until the server hangs up; again, until it is enough."""
    while not enough.is_set():
        began, writer = time.monotonic(), None
        try:
            reader, writer = await asyncio.open_connection(host, port)
            writer.write(first)
            while not reader.at_eof() and not enough.is_set():
                writer.write(byte)
                await writer.drain()
                try:
                    await asyncio.wait_for(reader.read(1000), every)
                except TimeoutError:
                    pass
        except OSError:
            pass
        finally:
            if writer:
                writer.close()
        ended.append(time.monotonic() - began)
        await asyncio.sleep(0)


def slow_ones(host, port, of_each, ended, enough):
    """Headers that drip, bodies that drip, connections that never say anything."""
    forms = ((b"GET / HTTP/1.1\r\nHost: localhost\r\n", b"X: a\r\n"),
             (b"POST /api/v1/version HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60000\r\n\r\n", b"a"), (b"", b""))
    return [asyncio.create_task(drip(host, port, first, byte, 0.3, ended, enough)) for first, byte in forms for _ in range(of_each)]


async def timed(host, port, requests, fresh_every=20):
    """Seconds of each request of one healthy client, a new connection now and then counted in."""
    took, writer = [], None
    for n in range(requests):
        began = time.perf_counter()
        if n % fresh_every == 0:
            if writer:
                writer.close()
            reader, writer = await asyncio.open_connection(host, port)
        writer.write(ASK)
        assert await read_answer(reader) == 200
        took.append(time.perf_counter() - began)
    writer.close()
    return took


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def rss_mb(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        return int(re.search(r"VmRSS:\s+(\d+)", status.read())[1]) / 1024


async def measure(host, port, pid, idle, slow, requests):
    """What one healthy client sees among `idle` silent and 3 x `slow` slow ones, and what they cost."""
    allow_files(idle + 3 * slow)
    await open_idle(host, port, 1)
    before = rss_mb(pid)
    alone = await timed(host, port, requests)
    kept = await open_idle(host, port, idle)
    ended, enough = [], asyncio.Event()
    tasks = slow_ones(host, port, slow, ended, enough)
    with_idle = rss_mb(pid)
    crowded = await timed(host, port, requests)
    still = sum(not reader.at_eof() for reader, _ in kept)
    after = rss_mb(pid)
    slow_ended = len(ended)
    enough.set()
    await asyncio.gather(*tasks)
    for _, writer in kept:
        writer.close()
    return {"alone_p99_ms": percentile(alone, 0.99) * 1000, "p50_ms": percentile(crowded, 0.5) * 1000, "p99_ms": percentile(crowded, 0.99) * 1000,
            "idle": still, "slow_ended": slow_ended, "rss_before_mb": before, "rss_mb": max(with_idle, after),
            "kb_per_connection": (with_idle - before) * 1024 / max(1, idle)}
