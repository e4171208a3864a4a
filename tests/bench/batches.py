"""resolve_many: a whole list of URLs from a site 100 ms away, 64 at a time, beside others' ways to do the same job."""

from __future__ import annotations

import asyncio
import itertools
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from bench.contest import Bar, Bench, Contender, Results, Work, at_least

WORKERS, LATENCY = 64, 0.1
OURS, OURS_ASYNC = "mediakit.Resolver", "mediakit.AsyncResolver"
PEERS = {
    "httpx, 64 threads, linkpreview": ("httpx", "linkpreview"),
    "httpx, asyncio.gather, linkpreview": ("httpx", "linkpreview"),
    "requests-cache, 64 threads, linkpreview": ("requests-cache", "linkpreview"),
    "linkpreview, 64 threads": ("linkpreview",),
    "micawber, 64 threads": ("micawber",),
}
HTTPX, HTTPX_ASYNC, REQUESTS_CACHE, LINKPREVIEW, MICAWBER = PEERS
BARE, BARE_AIOHTTP = "httpx, asyncio.gather, bodies alone", "aiohttp, asyncio.gather, bodies alone"
SMALL, LARGE, OEMBED = "pages of 2 kB", "pages of 30 kB", "oEmbed answers"
FOLDERS = {SMALL: "small", LARGE: "large", OEMBED: "video"}

# Where the videos are that the site's endpoint is asked about; they themselves are never asked.
VIDEOS = "https://video.example"

# Which round it is: every round asks new URLs, since some contenders remember the old ones.
_rounds = itertools.count()


class Batch(NamedTuple):
    """A list to be resolved: how many URLs, in which folder of the site."""

    folder: str
    length: int

    def urls(self) -> list[str]:
        """The URLs, never the same twice."""
        number, home = next(_rounds), VIDEOS if self.folder == FOLDERS[OEMBED] else site()
        return [f"{home}/{self.folder}/{number}/story-{number}-{each}" for each in range(self.length)]


def inputs(size: Literal["full", "smoke"]) -> dict[str, list[Batch]]:
    lengths = {SMALL: 1280, LARGE: 256, OEMBED: 1280} if size == "full" else dict.fromkeys(FOLDERS, 8)
    return {given: [Batch(FOLDERS[given], length)] for given, length in lengths.items()}


@cache
def site() -> str:
    """The address of a distant site of our own; it ends when this process does, since its standard input ends then."""
    server = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("distant.py")), str(LATENCY)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    _servers.append(server)
    assert server.stdout is not None
    return f"http://127.0.0.1:{int(server.stdout.readline())}"


_servers: list[subprocess.Popen[str]] = []  # kept, so that nobody is told of a process that was forgotten


def right(urls: Sequence[str], titles: Iterable[object]) -> bool:
    """Whether every URL has its own title."""
    return [url.rpartition("/")[2] for url in urls] == list(titles)


# ---- ours ------------------------------------------------------------------------------------------------------------


def resolver() -> Work:
    from mediakit import Resolver

    def resolved(batch: Batch) -> bool:
        urls = batch.urls()
        with Resolver(allow_hosts=("127.0.0.1",), providers=rows(batch)) as resolver:
            answers = resolver.resolve_many(urls, workers=WORKERS, per_host=WORKERS)
            return right(urls, [getattr(answer, "title", answer) for answer in answers])

    return resolved


def async_resolver() -> Work:
    from mediakit import AsyncResolver

    async def resolved(batch: Batch) -> bool:
        urls = batch.urls()
        async with AsyncResolver(allow_hosts=("127.0.0.1",), providers=rows(batch)) as resolver:
            answers = resolver.resolve_many(urls, workers=WORKERS, per_host=WORKERS)
            return right(urls, [getattr(answer, "title", answer) async for answer in answers])

    return lambda batch: asyncio.run(resolved(batch))


def rows(batch: Batch) -> tuple[Any, ...]:
    """The providers: for videos a row of the site's own, which names its endpoint, as a registry does to micawber."""
    from mediakit.providers import BUILT_IN
    from mediakit.providers.model import Noun, Oembed, Pattern, Provider

    if batch.folder != FOLDERS[OEMBED]:
        return BUILT_IN
    video = Noun("video", "video", (Pattern(r"/video/\d+/{video}"),), f"{VIDEOS}/video/1/{{video}}")
    gazette = Provider(
        key="gazette",
        name="The Harbour Gazette",
        url=VIDEOS,
        nouns=(video,),
        examples=(),
        hosts=("video.example",),
        oembed=(Oembed(f"{site()}/oembed"),),
    )
    return (gazette, *BUILT_IN)


# ---- theirs ----------------------------------------------------------------------------------------------------------


def in_threads(ask: Callable[[str], object], urls: Sequence[str]) -> bool:
    with ThreadPoolExecutor(WORKERS) as threads:
        return right(urls, threads.map(ask, urls))


def httpx_threads() -> Work:
    import httpx
    from linkpreview import link_preview

    def work(batch: Batch) -> bool:
        limits = httpx.Limits(max_connections=WORKERS, max_keepalive_connections=WORKERS)
        with httpx.Client(limits=limits) as client:
            return in_threads(lambda url: link_preview(url, client.get(url).text, parser="lxml").title, batch.urls())

    return work


def httpx_tasks(read: Callable[[str, str], object]) -> Work:
    import httpx

    async def ask_all(batch: Batch) -> bool:
        limits = httpx.Limits(max_connections=WORKERS, max_keepalive_connections=WORKERS)
        turns, urls = asyncio.Semaphore(WORKERS), batch.urls()
        async with httpx.AsyncClient(limits=limits) as client:

            async def ask(url: str) -> object:
                async with turns:
                    return read(url, (await client.get(url)).text)

            return right(urls, await asyncio.gather(*map(ask, urls)))

    return lambda batch: asyncio.run(ask_all(batch))


def httpx_with_linkpreview() -> Work:
    from linkpreview import link_preview

    return httpx_tasks(lambda url, text: link_preview(url, text, parser="lxml").title)


def httpx_alone() -> Work:
    return httpx_tasks(lambda url, text: url.rpartition("/")[2] if text else "")


def aiohttp_alone() -> Work:
    import aiohttp

    async def ask_all(batch: Batch) -> bool:
        urls = batch.urls()
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=WORKERS)) as client:

            async def ask(url: str) -> str:
                async with client.get(url) as answer:
                    return url.rpartition("/")[2] if await answer.text() else ""

            return right(urls, await asyncio.gather(*map(ask, urls)))

    return lambda batch: asyncio.run(ask_all(batch))


def requests_cache_threads() -> Work:
    import requests_cache
    from linkpreview import link_preview
    from requests.adapters import HTTPAdapter

    def work(batch: Batch) -> bool:
        with requests_cache.CachedSession(backend="memory") as session:
            session.mount("http://", HTTPAdapter(pool_maxsize=WORKERS))
            return in_threads(lambda url: link_preview(url, session.get(url).text, parser="lxml").title, batch.urls())

    return work


def linkpreview_threads() -> Work:
    from linkpreview import link_preview

    return lambda batch: in_threads(lambda url: link_preview(url, parser="lxml").title, batch.urls())


def micawber_threads() -> Work:
    from micawber import Provider, ProviderRegistry

    def work(batch: Batch) -> bool:
        registry = ProviderRegistry()
        registry.register(rf"{VIDEOS}/\S*", Provider(f"{site()}/oembed"))
        return in_threads(lambda url: registry.request(url)["title"], batch.urls())

    return work


# ---- the bars --------------------------------------------------------------------------------------------------------


def ideal(results: Results, given: str, contender: str) -> float | None:
    """Of the ideal (every URL takes the latency, 64 at a time, and nothing else takes any time) how much is reached."""
    line = results.lines.get(given, {}).get(contender)
    return None if line is None or not line.found else 100 * LATENCY / WORKERS / line.median


def bars(results: Results) -> Sequence[Bar]:
    found = [
        at_least(f"{ours}, {given}: at least 85 % of the ideal", ideal(results, given, ours), 85, "%")
        for given in results.lines
        for ours in (OURS, OURS_ASYNC)
    ]
    for peer in PEERS:
        ratios = [
            (ratio, ours, given)
            for given in results.lines
            for ours in (OURS, OURS_ASYNC)
            if (ratio := results.ratio(peer, ours, given)) is not None
        ]
        worst, ours, given = min(ratios, default=(None, "", ""))
        words = "x" if worst is None else f"x ({ours}, {given})"
        found.append(at_least(f"resolve_many: ahead of {peer}", worst, 1, words))
    return found


BENCH = Bench(
    title="resolve_many",
    about=(
        f"A list of URLs to an answer for each, in order, {WORKERS} at a time, from a server on loopback that answers "
        f"after {1000 * LATENCY:.0f} ms and lies in a process of its own; every client, session and resolver is made "
        f"anew for a list. The clock on the wall, not CPU time. Ideal: {1000 * LATENCY / WORKERS:.3g} ms a URL. "
        "*Bodies alone* reads nothing of what it got."
    ),
    unit="ms a URL",
    scale=1e3,
    contenders=(
        Contender(name=OURS, make=resolver),
        Contender(name=OURS_ASYNC, make=async_resolver, needs=("aiohttp",)),
        Contender(name=HTTPX, make=httpx_threads, needs=PEERS[HTTPX], only=(SMALL, LARGE)),
        Contender(name=HTTPX_ASYNC, make=httpx_with_linkpreview, needs=PEERS[HTTPX_ASYNC], only=(SMALL, LARGE)),
        Contender(name=REQUESTS_CACHE, make=requests_cache_threads, needs=PEERS[REQUESTS_CACHE], only=(SMALL, LARGE)),
        Contender(name=LINKPREVIEW, make=linkpreview_threads, needs=PEERS[LINKPREVIEW], only=(SMALL, LARGE)),
        Contender(name=MICAWBER, make=micawber_threads, needs=PEERS[MICAWBER], only=(OEMBED,)),
        Contender(name=BARE, make=httpx_alone, needs=("httpx",), only=(SMALL, LARGE)),
        Contender(name=BARE_AIOHTTP, make=aiohttp_alone, needs=("aiohttp",), only=(SMALL, LARGE)),
    ),
    inputs=inputs,
    bars=bars,
    clock="wall",
    length=lambda batch: batch.length,
)
