"""resolve, resolve_many and Resolver: for those who wait for an answer, in one thread or in many."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from types import TracebackType
from typing import Final, Self

from mediakit.client.asker import Asker
from mediakit.client.listing import Answer, Progress, Resolved, Tally, Work, as_value, see_that_it_is_many
from mediakit.drivers import run
from mediakit.embed import Embed
from mediakit.errors import ResolveError
from mediakit.flow import Fetch, Store
from mediakit.keeping import Archive, Kept, KeptFile
from mediakit.many import Done, in_threads
from mediakit.policy import Limits
from mediakit.providers import BUILT_IN, Provider
from mediakit.providers.terms import TERMS, Terms
from mediakit.store import Ledger

_LIMITS: Final = Limits()


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
    see_that_it_is_many(urls)
    return _resolve_many(urls, workers)


def _resolve_many(urls: Iterable[str], workers: int) -> Iterator[Answer]:
    with Resolver() as resolver:
        yield from resolver.resolve_many(urls, workers=workers)


class Resolver(Asker):
    """Resolves with a fetch, a store and limits of your choice. Safe to use from several threads; close it after use.

    `providers`: whose URLs are recognized. `fetch`: who answers (by default the web, through a `WebFetch` that is made
    when it is first needed). `store`: what is remembered between calls (by default nothing). `allow_hosts`: names of
    the newsroom's own hosts that may be asked whatever the policy says. `clock`: POSIX seconds, for dates in answers.

    >>> from mediakit.fetch import Recorded
    >>> from mediakit.flow import Response
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
        self._fetch: Fetch = fetch if fetch is not None else self._web

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
        see_that_it_is_many(urls)
        work = Work(self._plan(workers, per_host, "input"), deadline, ledger, progress)
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
        see_that_it_is_many(urls)
        work = Work(self._plan(workers, per_host, "completed"), deadline, ledger, progress)
        return (Resolved(*done) for done in self._many(urls, work))

    def _many(self, urls: Iterable[str], work: Work) -> Iterator[Done[Answer]]:
        store, ledger = self._shared(), work.ledger

        def ask(url: str) -> Answer:
            known = ledger.answer(url) if ledger is not None else None
            if known is not None:
                return known
            try:
                answer: Answer = self._resolve(url, store, work.deadline)
            except ResolveError as error:
                answer = as_value(error)
            if ledger is not None:
                ledger.note(url, answer)
            return answer

        tally = Tally(work.progress)
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
