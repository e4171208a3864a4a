"""refresh_due: what is over its time is asked again, when somebody says so: cron, a task queue, never a thread."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from mediakit.client import Answer, Resolver
from mediakit.flow import Entry
from mediakit.store import FullStore

# Until when what brought nothing new stands back: it would else be the first to be due again, for ever.
_POSTPONED: Final = 3_600.0
_LINK: Final = "link:url:"


@dataclass(frozen=True, slots=True)
class Refreshed:
    """One entry that was due: its `key`, the `url` that was asked, and the answer, an Embed or a ResolveError."""

    key: str
    url: str
    answer: Answer


def refresh_due(
    resolver: Resolver,
    store: FullStore,
    now: float,
    limit: int,
    *,
    workers: int = 16,
    deadline: float | None = None,
) -> Iterator[Refreshed]:
    """Ask again the entries of `store` that are due at `now` (POSIX seconds), those longest due first, at most `limit`.

    `workers` ask at the same time, each URL for at most `deadline` seconds. The resolver must remember in the same
    store. What fails loses nothing that is kept; it is due again in an hour, so that it holds up nobody. Two that
    refresh at once ask each thing once: the lease sees to it.

    >>> from mediakit import Link
    >>> from mediakit.fetch import Recorded
    >>> from mediakit.flow import Response
    >>> from mediakit.store import MemoryStore
    >>> url, store = "https://example.org/ferry", MemoryStore()
    >>> link = Link(key=f"link:url:{url}", url=url, title="Ferry sinks")
    >>> kept = store.save(Entry(key=link.key, embed=link, saved=0.0, fresh_until=60.0))
    >>> page = Response(url=url, status=200, headers={"content-type": "text/html"}, body=b"<title>Ferry raised</title>")
    >>> with Resolver(fetch=Recorded({url: page}), store=store, clock=lambda: 100.0) as resolver:
    ...     [(each.key, each.answer.title) for each in refresh_due(resolver, store, 100.0, 10)]
    [('link:url:https://example.org/ferry', 'Ferry raised')]
    """
    due = store.refresh_due(now, limit)
    urls = [address_of(entry) for entry in due]
    for entry, url, answer in zip(
        due, urls, resolver.resolve_many(urls, workers=workers, deadline=deadline), strict=True
    ):
        if store.load(entry.key) == entry:
            store.save(replace(entry, fresh_until=now + _POSTPONED))
        yield Refreshed(entry.key, url, answer)


def address_of(entry: Entry) -> str:
    """The address under which an entry is asked for: a page may name another as its own, the key does not change."""
    if entry.key.startswith(_LINK) or entry.embed is None:
        return entry.key.removeprefix(_LINK)
    return entry.embed.url
