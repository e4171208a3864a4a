"""Many at once: T12, a third of them failing in every way; T15, one provider of ten dead; memory over a long list."""

from __future__ import annotations

import asyncio
import gc
import http.client
import os
import random
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from campaign import HERE, Outcome, Target
from faulty import FAULTS, HOSTS, MiB

from mediakit.client import AsyncResolver, Progress, Resolved, Resolver
from mediakit.embed import Embed
from mediakit.errors import ResolveError
from mediakit.fetch import AsyncWebFetch, Manners, WebFetch
from mediakit.flow import Request, Response
from mediakit.policy import Limits

WORKERS = 64
# Longer than a busy machine makes a good answer wait.
LIMITS = Limits(total=4.0, connect=3.0)
DEAD_AFTER = 2.0
FAULTY = 0.35


@contextmanager
def site(seconds: float) -> Iterator[int]:
    """The port of the faulty site, which answers after so many seconds."""
    command = [sys.executable, str(HERE / "faulty.py"), str(seconds)]
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert server.stdin is not None and server.stdout is not None
    try:
        yield int(server.stdout.readline())
    finally:
        server.stdin.close()
        server.wait(30)
        server.stdout.close()


def resident() -> int:
    """The memory of this process now, in bytes; 0 where the system does not tell."""
    status = Path("/proc/self/statm")
    return int(status.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") if status.is_file() else 0


def descriptors() -> int:
    return len(os.listdir("/dev/fd"))  # noqa: PTH208  (the folder changes while it is read)


# ---- T12 -------------------------------------------------------------------------------------------------------------


def by_threads(urls: Iterable[str], told: Callable[[Progress], None]) -> list[Resolved]:
    with WebFetch(LIMITS, allow_hosts=HOSTS) as web, Resolver(fetch=web, limits=LIMITS, allow_hosts=HOSTS) as resolver:
        return list(resolver.resolve_as_completed(urls, workers=WORKERS, per_host=WORKERS, progress=told))


def by_tasks(urls: Iterable[str], told: Callable[[Progress], None]) -> list[Resolved]:
    async def main() -> list[Resolved]:
        web = AsyncWebFetch(LIMITS, allow_hosts=HOSTS)
        async with web, AsyncResolver(fetch=web, limits=LIMITS, allow_hosts=HOSTS) as resolver:
            done = resolver.resolve_as_completed(urls, workers=WORKERS, per_host=WORKERS, progress=told)
            return [each async for each in done]

    return asyncio.run(main())


def faults(way: Callable[[Iterable[str], Callable[[Progress], None]], list[Resolved]]) -> Callable[..., Outcome]:
    """T12, one way: good and bad pages of one host, so that what fails shares its connections with what must not."""

    def run(dice: random.Random, share: float) -> Outcome:
        count = max(300, round(10_000 * share))
        with site(0.02) as port, socket.socket() as closed:
            closed.bind((HOSTS[0], 0))  # bound and not listening: whoever connects is refused
            urls, kinds = [], []
            for number in range(count):
                kind = dice.choice(list(FAULTS)) if dice.random() < FAULTY else "page"
                at = closed.getsockname()[1] if kind == "refused" else port
                urls.append(f"http://{HOSTS[0]}:{at}/{kind}/story-{number}")
                kinds.append(kind)
            way([url for url, kind in zip(urls, kinds, strict=True) if kind == "page"][:100], lambda progress: None)
            gc.collect()
            before, fds, threads = resident(), descriptors(), threading.active_count()
            largest = before

            def told(progress: Progress) -> None:
                nonlocal largest
                if progress.done % 100 == 0:
                    largest = max(largest, resident())

            begun = time.monotonic()
            done = way(urls, told)
            took = time.monotonic() - begun
            gc.collect()
            left = (descriptors() - fds, threading.active_count() - threads)
        broken = list(judged(urls, kinds, done))
        first, second, *rest = done
        swapped = [Resolved(first.index, first.url, second.answer), second, *rest]
        if not any(judged(urls, kinds, [second, *rest])) or not any(judged(urls, kinds, swapped)):
            broken.append("the judge does not notice an answer that is lost, or another's")
        growth = largest - before
        if growth > 64 * MiB:
            broken.append(f"memory grew by {growth / MiB:.1f} MiB")
        if max(left) > 0:
            broken.append(f"{left[0]} descriptors and {left[1]} threads are left")
        bad = sum(kind != "page" for kind in kinds)
        figure = (
            f"{count:,} resolves, {bad:,} of them {len(FAULTS)} kinds of fault: {len(broken)} lost or wrong, growth "
            f"{growth / MiB:.1f} MiB, {max(0, left[0])} descriptors and {max(0, left[1])} threads left, {took:.0f} s"
        )
        return Outcome(figure, tuple(broken))

    return run


def judged(urls: list[str], kinds: list[str], done: list[Resolved]) -> Iterator[str]:
    """Every answer that is missing, is another's, or is not what becomes of such a page."""
    answered = Counter(each.index for each in done)
    yield from (f"{url} was answered {answered[place]} times" for place, url in enumerate(urls) if answered[place] != 1)
    for each in done:
        url, name = urls[each.index], urls[each.index].rpartition("/")[2]
        wanted = FAULTS[kinds[each.index]][1] if kinds[each.index] in FAULTS else ""
        answer = each.answer
        if isinstance(answer, ResolveError):
            right = type(answer).__name__ == wanted and answer.url == url
        else:
            right = not wanted and (answer.url, answer.title) == (url, name)
        if each.url != url or not right:
            said = answer.title if isinstance(answer, Embed) else f"{type(answer).__name__} {answer}"
            yield f"{url} was answered {said!r} instead of {wanted or name}"


# ---- T15 -------------------------------------------------------------------------------------------------------------


class Timed(Resolver):
    """Notes how long each answer took whoever asked for it."""

    def __init__(self) -> None:
        super().__init__(limits=Limits(total=DEAD_AFTER), allow_hosts=HOSTS)
        self.took: list[tuple[str, float]] = []

    def _resolve(self, url: str, *rest: Any) -> Embed:
        begun = time.monotonic()
        try:
            return super()._resolve(url, *rest)
        finally:
            self.took.append((url, time.monotonic() - begun))


def one_dead(dice: random.Random, share: float) -> Outcome:
    """T15: the same list with all ten providers alive, and with one that from then on lets everybody connect and never
    answers; the two in turns, so that whatever else the machine does falls on both."""
    count = max(240, round(2_000 * share))
    broken: list[str] = []
    took: dict[str, list[float]] = {"alive": [], "dead": []}
    waited = 0
    with site(0.1) as port:
        dead = f"http://{HOSTS[-1]}:{port}/"
        for number in range(5 if share >= 1 else 1):
            for state in took:
                with Timed() as resolver:
                    tell(port, f"/alive/{HOSTS[-1]}")
                    list(resolver.resolve_many(listed(port, f"before-{state}-{number}", 100), workers=WORKERS // 2))
                    tell(port, f"/{state}/{HOSTS[-1]}")
                    resolver.took.clear()
                    urls = listed(port, f"{state}-{number}", count)
                    answers = list(resolver.resolve_many(urls, workers=WORKERS // 2))
                for url, answer in zip(urls, answers, strict=True):
                    if not url.startswith(dead) and getattr(answer, "title", None) != url.rpartition("/")[2]:
                        broken.append(f"{url}: {answer!r}"[:200])
                took[state] += [seconds for url, seconds in resolver.took if not url.startswith(dead)]
                if state == "dead":
                    slow = [url for url, seconds in resolver.took if url.startswith(dead) and seconds > DEAD_AFTER / 2]
                    waited = max(waited, len(slow))
    with_dead, without = (1000 * statistics.quantiles(took[state], n=100)[98] for state in ("dead", "alive"))
    if share >= 1 and with_dead > 1.1 * without:
        broken.append(f"the others' p99 grew to {with_dead / without:.2f} of what it was")
    if waited > WORKERS // 2 // 4 + Manners().failures - 1:  # a lane full of them, and who went in while they failed
        broken.append(f"{waited} asks waited for the dead provider")
    figure = (
        f"p99 of the nine others {with_dead:.1f} ms with one dead, {without:.1f} ms without: {with_dead / without:.2f} "
        f"x; of {count // 10:,} asks to the dead one {waited} waited for it, the others were told at once"
    )
    return Outcome(figure, tuple(broken))


def listed(port: int, name: str, count: int) -> list[str]:
    """A list of pages, one of each host in turn."""
    return [f"http://{HOSTS[number % 10]}:{port}/page/{name}-{number}" for number in range(count)]


def tell(port: int, path: str) -> None:
    """Tell the site who is dead."""
    connection = http.client.HTTPConnection(HOSTS[0], port, timeout=30)
    connection.request("POST", path)
    connection.getresponse().read()
    connection.close()


# ---- memory ----------------------------------------------------------------------------------------------------------


def long_list(dice: random.Random, share: float) -> Outcome:
    """resolve_many over a list that no memory holds."""
    count = max(3_000, round(200_000 * share))

    def fetch(request: Request, deadline: float | None = None) -> Response:
        body = f"<title>{request.url.rpartition('/')[2]}</title>".encode() + b"x" * 2_000
        return Response(url=request.url, status=200, headers={"content-type": "text/html"}, body=body)

    sizes: list[int] = []
    wrong = 0
    urls = (f"https://host-{number % 997}.example/story-{number}" for number in range(count))
    with Resolver(fetch=fetch) as resolver:
        for place, answer in enumerate(resolver.resolve_many(urls, workers=4)):
            wrong += not isinstance(answer, Embed) or answer.title != f"story-{place}"
            if place % (count // 20) == count // 20 - 1:
                sizes.append(resident())
    growth = (max(sizes[2:]) - sizes[1]) / MiB  # after a tenth, everything that is remembered is full
    broken = [f"{wrong} wrong answers"] if wrong else []
    if growth > 8:
        broken.append(f"memory grew by {growth:.1f} MiB after the first tenth")
    return Outcome(f"{count:,} inputs: after the first tenth growth {growth:.1f} MiB", tuple(broken))


_PROMISE = "10,000 resolves, 64 workers, 35 % faults: none lost, none wrong, nothing left behind"
TARGETS = (
    Target("T12-threads", f"{_PROMISE}; threads, requests", faults(by_threads)),
    Target("T12-tasks", f"{_PROMISE}; tasks, aiohttp", faults(by_tasks)),
    Target("T12-memory", "200,000 inputs: memory does not grow", long_list),
    Target("T15", "one dead provider of ten leaves the others' p99 within 10 %", one_dead),
)
