"""Asker: what a resolver is, in threads or in a loop: whose URLs it knows, what it may ask, what it remembers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Final

from mediakit.client.lazyweb import LazyWeb
from mediakit.embed import Embed
from mediakit.flow import Flow, Store
from mediakit.keeping import Archive, Kept, KeptFile, keep, keep_images
from mediakit.many import Order, Plan
from mediakit.policy import Limits
from mediakit.providers import Provider, match
from mediakit.providers.terms import Terms
from mediakit.resolution import resolving
from mediakit.store import MemoryStore
from mediakit.url import split

# Answers remembered within one `resolve_many` that has no store, so that a URL that comes again is not asked again.
_REMEMBERED: Final = 1_000
# Of the workers one host holds at most one in so many, or these few: one that answers nobody leaves the rest to others.
_SHARE: Final = 4
_AT_LEAST: Final = 4


class Asker:
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
        self._web = LazyWeb(limits, self._allow_hosts)

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
        return self._store if self._store is not None else MemoryStore(_REMEMBERED, clock=self._clock)

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
