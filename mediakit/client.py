"""resolve, resolve_many, Resolver and AsyncResolver: the flows, with a fetch and a store to drive them.

    embed = mediakit.resolve("https://…")                       one call, no store
    with Resolver(store=SQLiteStore("embeds.db")) as resolver:  many calls, remembered
        embed = resolver.resolve(url, deadline=2.0)             answered within 2 s, else what is known offline

Results of many come as values, errors too, in the order of the URLs or as they are ready; only a window of them is held
at any time, and no host has more than its share of the workers. With a ledger a long list can be stopped and taken up.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import (
    AsyncGenerator,
    AsyncIterable,
    AsyncIterator,
    Callable,
    Collection,
    Iterable,
    Iterator,
    Mapping,
)
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from dataclasses import dataclass
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self, TypeAlias

from mediakit.drivers import arun, run
from mediakit.embed import Embed
from mediakit.errors import ResolveError
from mediakit.flow import AsyncFetch, Fetch, Flow, Request, Response, Store
from mediakit.keeping import Archive, Kept, KeptFile, keep, keep_images
from mediakit.many import Done, Order, Plan, in_tasks, in_threads
from mediakit.policy import Limits
from mediakit.providers import BUILT_IN, Provider, match
from mediakit.providers.terms import TERMS, Terms
from mediakit.resolution import resolving
from mediakit.store import Ledger, MemoryStore
from mediakit.url import split

if TYPE_CHECKING:
    from mediakit.fetch import AsyncWebFetch, WebFetch

Answer: TypeAlias = Embed | ResolveError

_LIMITS: Final = Limits()
# Answers remembered within one `resolve_many` that has no store, so that a URL that comes again is not asked again.
_REMEMBERED: Final = 1_000
# Of the workers one host holds at most one in so many, or these few: one that answers nobody leaves the rest to others.
_SHARE: Final = 4
_AT_LEAST: Final = 4
# Hosts asked at the same time by one event loop; each is a thread that mostly waits.
_THREADS: Final = 32


@dataclass(frozen=True, slots=True)
class Resolved:
    """One of many: its place among the inputs (from 0), the input, what it was answered."""

    index: int
    url: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a list is: how many inputs were answered, and how many of them with an error."""

    done: int
    failed: int


def resolve(url: str, *, deadline: float | None = None) -> Embed:
    """What a URL (or a pasted code) is: recognized offline, then asked; always an Embed, at least a Link.

    `deadline` is in seconds: when it passes first, the answer is what is known offline, with a warning `deadline`.

    Raises:
        ForbiddenURL: not an http(s) URL, or one that may not be asked.
        ResolveError: nobody is recognized and nobody answers.
    """
    with Resolver() as resolver:
        return resolver.resolve(url, deadline=deadline)


def resolve_many(urls: Iterable[str], *, workers: int = 16) -> Iterator[Answer]:
    """An Embed or a ResolveError, as a value, for each URL, in order; URLs are read as answers are taken.

    A URL that comes again is asked once. `workers` ask at the same time. More can be chosen with a `Resolver`.
    """
    _see_that_it_is_many(urls)
    return _resolve_many(urls, workers)


def _resolve_many(urls: Iterable[str], workers: int) -> Iterator[Answer]:
    with Resolver() as resolver:
        yield from resolver.resolve_many(urls, workers=workers)


@dataclass(frozen=True, slots=True)
class _Work:
    """How a list is worked through."""

    plan: Plan
    deadline: float | None
    ledger: Ledger | None
    progress: Callable[[Progress], None] | None


class _Asker:
    """What both resolvers have: whose URLs they know, what they may ask, what they remember, what time it is."""

    def __init__(
        self,
        providers: tuple[Provider, ...],
        store: Store | None,
        limits: Limits,
        allow_hosts: Collection[str],
        clock: Callable[[], float],
    ) -> None:
        self._providers, self._limits, self._allow_hosts = providers, limits, frozenset(allow_hosts)
        self._store, self._clock = store, clock
        self._web = _Web(limits, self._allow_hosts)

    def _resolving(self, url: str, seconds: float | None) -> tuple[Flow[Embed], float | None]:
        """The conversation about a URL, and when it has to end."""
        deadline = None if seconds is None else self._clock() + seconds
        flow = resolving(
            url,
            providers=self._providers,
            limits=self._limits,
            allow_hosts=self._allow_hosts,
            deadline=deadline,
        )
        return flow, deadline

    def _keeping(self, embed: Embed) -> Flow[tuple[Embed, tuple[KeptFile, ...]]]:
        return keep_images(embed, limits=self._limits, allow_hosts=self._allow_hosts)

    def _taking(
        self,
        embed: Embed,
        terms: Mapping[str, Terms],
        archives: tuple[Archive, ...],
        have: Collection[str] | None,
    ) -> Flow[Kept]:
        return keep(
            embed, terms=terms, archives=archives, have=have, limits=self._limits, allow_hosts=self._allow_hosts
        )

    def _shared(self) -> Store:
        """What the many of one call remember together, when nothing else does."""
        return self._store or MemoryStore(_REMEMBERED, clock=self._clock)

    def _plan(self, workers: int, per_host: int | None, order: Order) -> Plan:
        each = per_host if per_host is not None else max(_AT_LEAST, workers // _SHARE)
        return Plan(workers=workers, each=each, lane=self._lane, order=order)

    def _lane(self, text: str) -> str:
        """Whom an input asks: its provider, else its host."""
        known = match(text, self._providers)
        if known is not None:
            return known.provider.key
        parts = split(text)
        return parts.host if parts is not None else ""


class Resolver(_Asker):
    """Resolves with a fetch, a store and limits of your choice. Safe to use from several threads; close it after use.

    `providers`: whose URLs are recognized. `fetch`: who answers (by default the web, through a `WebFetch` that is made
    when it is first needed). `store`: what is remembered between calls (by default nothing). `allow_hosts`: names of
    the newsroom's own hosts that may be asked whatever the policy says. `clock`: POSIX seconds, for dates in answers.

    >>> from mediakit.fetch import Recorded
    >>> url = "https://example.org/ferry"
    >>> page = Response(url=url, status=200, headers={"content-type": "text/html"}, body=b"<title>Ferry sinks</title>")
    >>> with Resolver(fetch=Recorded({url: page})) as resolver:
    ...     [answer.title for answer in resolver.resolve_many([url, url])]
    ['Ferry sinks', 'Ferry sinks']
    """

    def __init__(
        self,
        *,
        providers: tuple[Provider, ...] = BUILT_IN,
        fetch: Fetch | None = None,
        store: Store | None = None,
        limits: Limits = _LIMITS,
        allow_hosts: Collection[str] = (),
        clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(providers, store, limits, allow_hosts, clock)
        self._fetch: Fetch = fetch or self._web

    def resolve(self, url: str, *, deadline: float | None = None) -> Embed:
        """As the function `resolve`, with this resolver's fetch and store."""
        return self._resolve(url, self._store, deadline)

    def resolve_many(
        self,
        urls: Iterable[str],
        *,
        workers: int = 16,
        per_host: int | None = None,
        deadline: float | None = None,
        ledger: Ledger | None = None,
        progress: Callable[[Progress], None] | None = None,
    ) -> Iterator[Answer]:
        """As the function `resolve_many`, with this resolver's fetch and store.

        `per_host`: how many of the workers may ask one host (a provider counts as one), by default a quarter, or 4.
        `deadline`: seconds for each URL. `ledger`: where answers are written down; what it holds is not asked again.
        `progress` is called with each answer. Whoever stops reading waits for nobody.
        """
        _see_that_it_is_many(urls)
        work = _Work(self._plan(workers, per_host, "input"), deadline, ledger, progress)
        return (answer for _, _, answer in self._many(urls, work))

    def resolve_as_completed(
        self,
        urls: Iterable[str],
        *,
        workers: int = 16,
        per_host: int | None = None,
        deadline: float | None = None,
        ledger: Ledger | None = None,
        progress: Callable[[Progress], None] | None = None,
    ) -> Iterator[Resolved]:
        """As `resolve_many`, but each answer as soon as it is there, with its input and the input's place.

        >>> from mediakit.fetch import Recorded
        >>> with Resolver(fetch=Recorded({})) as resolver:
        ...     for done in resolver.resolve_as_completed(["https://youtu.be/dQw4w9WgXcQ"]):
        ...         done.index, done.url, done.answer.key
        (0, 'https://youtu.be/dQw4w9WgXcQ', 'youtube:video:dQw4w9WgXcQ')
        """
        _see_that_it_is_many(urls)
        work = _Work(self._plan(workers, per_host, "completed"), deadline, ledger, progress)
        return (Resolved(*done) for done in self._many(urls, work))

    def _many(self, urls: Iterable[str], work: _Work) -> Iterator[Done[Answer]]:
        store, ledger = self._shared(), work.ledger

        def ask(url: str) -> Answer:
            known = ledger.answer(url) if ledger is not None else None
            if known is not None:
                return known
            try:
                answer: Answer = self._resolve(url, store, work.deadline)
            except ResolveError as error:
                answer = error
            if ledger is not None:
                ledger.note(url, answer)
            return answer

        tally = _Tally(work.progress)
        for done in in_threads(urls, ask, work.plan):
            tally.count(done[2])
            yield done

    def keep(
        self,
        embed: Embed,
        *,
        terms: Mapping[str, Terms] = TERMS,
        archives: tuple[Archive, ...] = (),
        have: Collection[str] | None = None,
    ) -> Kept:
        """All that makes the embed outlive its provider, with this resolver's fetch and store: see `keeping.keep`."""
        flow = self._taking(embed, terms, archives, have)
        return run(flow, fetch=self._fetch, store=self._store, clock=self._clock)

    def keep_images(self, embed: Embed) -> tuple[Embed, tuple[KeptFile, ...]]:
        """The embed with its pictures fetched, and the files to write beside the page: see `keeping.keep_images`."""
        return run(self._keeping(embed), fetch=self._fetch, clock=self._clock)

    def close(self) -> None:
        """Close the connections this resolver has made; a fetch or a store that was given stays open."""
        self._web.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _resolve(self, url: str, store: Store | None, seconds: float | None) -> Embed:
        flow, deadline = self._resolving(url, seconds)
        return run(flow, fetch=self._fetch, store=store, deadline=deadline, clock=self._clock)


class AsyncResolver(_Asker):
    """`Resolver` for an event loop. By default it asks the web with aiohttp (the extra `mediakit[async]`; it then
    belongs to the loop that first asks), or without that in threads of its own. An `AsyncFetch` may be given.

    >>> from mediakit.fetch import Recorded
    >>> url = "https://example.org/ferry"
    >>> page = Response(url=url, status=200, headers={"content-type": "text/html"}, body=b"<title>Ferry sinks</title>")
    >>> recorded = Recorded({url: page})
    >>> async def fetch(request, deadline=None):
    ...     return recorded(request, deadline)
    >>> async def main():
    ...     async with AsyncResolver(fetch=fetch) as resolver:
    ...         return (await resolver.resolve(url)).title
    >>> asyncio.run(main())
    'Ferry sinks'
    """

    def __init__(
        self,
        *,
        providers: tuple[Provider, ...] = BUILT_IN,
        fetch: AsyncFetch | None = None,
        store: Store | None = None,
        limits: Limits = _LIMITS,
        allow_hosts: Collection[str] = (),
        clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(providers, store, limits, allow_hosts, clock)
        # Threads of its own: those of the loop are for everybody, and a slow host would take them all.
        self._threads = ThreadPoolExecutor(_THREADS, "mediakit-web")
        self._fetch: AsyncFetch = fetch or self._ask_web
        self._opened: AsyncWebFetch | None = None
        self._polite: AsyncFetch | None = None

    async def resolve(self, url: str, *, deadline: float | None = None) -> Embed:
        """As the function `resolve`, with this resolver's fetch and store."""
        return await self._resolve(url, self._store, deadline)

    def resolve_many(
        self,
        urls: Iterable[str] | AsyncIterable[str],
        *,
        workers: int = 16,
        per_host: int | None = None,
        deadline: float | None = None,
        ledger: Ledger | None = None,
        progress: Callable[[Progress], None] | None = None,
    ) -> AsyncIterator[Answer]:
        """As `Resolver.resolve_many`.

        Whoever stops before the end closes the iterator (`contextlib.aclosing`), and what is under way is cancelled.
        """
        _see_that_it_is_many(urls)
        work = _Work(self._plan(workers, per_host, "input"), deadline, ledger, progress)
        return self._answers(urls, work)

    def resolve_as_completed(
        self,
        urls: Iterable[str] | AsyncIterable[str],
        *,
        workers: int = 16,
        per_host: int | None = None,
        deadline: float | None = None,
        ledger: Ledger | None = None,
        progress: Callable[[Progress], None] | None = None,
    ) -> AsyncIterator[Resolved]:
        """As `Resolver.resolve_as_completed`."""
        _see_that_it_is_many(urls)
        work = _Work(self._plan(workers, per_host, "completed"), deadline, ledger, progress)
        return self._places(urls, work)

    async def _answers(self, urls: Iterable[str] | AsyncIterable[str], work: _Work) -> AsyncGenerator[Answer, None]:
        async with aclosing(self._many(urls, work)) as all_done:
            async for _, _, answer in all_done:
                yield answer

    async def _places(self, urls: Iterable[str] | AsyncIterable[str], work: _Work) -> AsyncGenerator[Resolved, None]:
        async with aclosing(self._many(urls, work)) as all_done:
            async for done in all_done:
                yield Resolved(*done)

    async def _many(self, urls: Iterable[str] | AsyncIterable[str], work: _Work) -> AsyncGenerator[Done[Answer], None]:
        store, ledger = self._shared(), work.ledger

        async def ask(url: str) -> Answer:
            known = await asyncio.to_thread(ledger.answer, url) if ledger is not None else None
            if known is not None:
                return known
            try:
                answer: Answer = await self._resolve(url, store, work.deadline)
            except ResolveError as error:
                answer = error
            if ledger is not None:
                await asyncio.to_thread(ledger.note, url, answer)
            return answer

        tally = _Tally(work.progress)
        async with aclosing(in_tasks(urls, ask, work.plan)) as all_done:
            async for done in all_done:
                tally.count(done[2])
                yield done

    async def keep(
        self,
        embed: Embed,
        *,
        terms: Mapping[str, Terms] = TERMS,
        archives: tuple[Archive, ...] = (),
        have: Collection[str] | None = None,
    ) -> Kept:
        """All that makes the embed outlive its provider, with this resolver's fetch and store: see `keeping.keep`."""
        flow = self._taking(embed, terms, archives, have)
        return await arun(flow, fetch=self._fetch, store=self._store, clock=self._clock)

    async def keep_images(self, embed: Embed) -> tuple[Embed, tuple[KeptFile, ...]]:
        """The embed with its pictures fetched, and the files to write beside the page: see `keeping.keep_images`."""
        return await arun(self._keeping(embed), fetch=self._fetch, clock=self._clock)

    async def close(self) -> None:
        """Close the connections and threads this resolver has made; a fetch or a store that was given stays open."""
        self._web.close()
        self._polite = self._in_thread
        if self._opened is not None:
            await self._opened.close()
        await asyncio.to_thread(self._threads.shutdown, cancel_futures=True)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        await self.close()

    async def _resolve(self, url: str, store: Store | None, seconds: float | None) -> Embed:
        flow, deadline = self._resolving(url, seconds)
        return await arun(flow, fetch=self._fetch, store=store, deadline=deadline, clock=self._clock)

    async def _ask_web(self, request: Request, deadline: float | None = None) -> Response:
        """Ask with aiohttp when it is installed, else in a thread."""
        if self._polite is None:
            try:
                from mediakit.fetch import AsyncPolite, AsyncWebFetch
            except ImportError:
                self._polite = self._in_thread
            else:
                self._opened = AsyncWebFetch(self._limits, allow_hosts=self._allow_hosts)
                self._polite = AsyncPolite(self._opened, own=self._allow_hosts)
        return await self._polite(request, deadline)

    async def _in_thread(self, request: Request, deadline: float | None = None) -> Response:
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._web, request, deadline)


class _Web:
    """The web, opened when it is first asked: what is answered offline or by a given fetch loads no transport."""

    def __init__(self, limits: Limits, allow_hosts: Collection[str]) -> None:
        self._limits, self._allow_hosts = limits, allow_hosts
        self._lock = Lock()
        self._opened: WebFetch | None = None
        self._closed = False

    def __call__(self, request: Request, deadline: float | None = None) -> Response:
        with self._lock:
            if self._closed:
                raise RuntimeError("this resolver is closed")
            if self._opened is None:
                from mediakit.fetch import Polite, WebFetch

                self._opened = WebFetch(self._limits, allow_hosts=self._allow_hosts)
                self._polite = Polite(self._opened, own=self._allow_hosts)
            polite = self._polite
        return polite(request, deadline)

    def close(self) -> None:
        with self._lock:
            self._closed, web, self._opened = True, self._opened, None
        if web is not None:
            web.close()


class _Tally:
    """Counts the answers for whoever wants to know how far the list is."""

    def __init__(self, progress: Callable[[Progress], None] | None) -> None:
        self._progress = progress
        self._done = self._failed = 0

    def count(self, answer: Answer) -> None:
        self._done += 1
        self._failed += isinstance(answer, ResolveError)
        if self._progress is not None:
            self._progress(Progress(self._done, self._failed))


def _see_that_it_is_many(urls: object) -> None:
    if isinstance(urls, str | bytes):
        raise TypeError("urls must be several URLs, not one text: a list with one URL in it is [url]")
