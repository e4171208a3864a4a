"""AsyncResolver: for an event loop."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Callable, Collection, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from mediakit.client.asker import Asker
from mediakit.client.listing import Answer, Progress, Resolved, Tally, Work, as_value, see_that_it_is_many
from mediakit.drivers import arun
from mediakit.embed import Embed
from mediakit.errors import ResolveError
from mediakit.flow import AsyncFetch, Request, Response, Store
from mediakit.keeping import Archive, Kept, KeptFile
from mediakit.many import Done, in_tasks
from mediakit.policy import Limits
from mediakit.providers import BUILT_IN, Provider
from mediakit.providers.terms import TERMS, Terms
from mediakit.store import Ledger

if TYPE_CHECKING:
    from mediakit.fetch import AsyncWebFetch

_LIMITS: Final = Limits()
# Hosts asked at the same time by one event loop; each is a thread that mostly waits.
_THREADS: Final = 32


class AsyncResolver(Asker):
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
        self._fetch: AsyncFetch = fetch if fetch is not None else self._ask_web
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
        see_that_it_is_many(urls)
        work = Work(self._plan(workers, per_host, "input"), deadline, ledger, progress)
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
        see_that_it_is_many(urls)
        work = Work(self._plan(workers, per_host, "completed"), deadline, ledger, progress)
        return self._places(urls, work)

    async def _answers(self, urls: Iterable[str] | AsyncIterable[str], work: Work) -> AsyncGenerator[Answer, None]:
        async with aclosing(self._many(urls, work)) as all_done:
            async for _, _, answer in all_done:
                yield answer

    async def _places(self, urls: Iterable[str] | AsyncIterable[str], work: Work) -> AsyncGenerator[Resolved, None]:
        async with aclosing(self._many(urls, work)) as all_done:
            async for done in all_done:
                yield Resolved(*done)

    async def _many(self, urls: Iterable[str] | AsyncIterable[str], work: Work) -> AsyncGenerator[Done[Answer], None]:
        store, ledger = self._shared(), work.ledger

        async def ask(url: str) -> Answer:
            known = await asyncio.to_thread(ledger.answer, url) if ledger is not None else None
            if known is not None:
                return known
            try:
                answer: Answer = await self._resolve(url, store, work.deadline)
            except ResolveError as error:
                answer = as_value(error)
            if ledger is not None:
                await asyncio.to_thread(ledger.note, url, answer)
            return answer

        tally = Tally(work.progress)
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
