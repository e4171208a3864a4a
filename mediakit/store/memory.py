"""A store in memory, for one process: the entries used last, up to a number."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from heapq import nsmallest
from itertools import count
from threading import RLock
from typing import ClassVar

from mediakit.flow import Entry
from mediakit.store.rules import Purged, is_refreshed, lawful, related, tombstone
from mediakit.takedown import files_of, keys_within


class MemoryStore:
    """Keeps the `max_entries` entries used last, and every tombstone. Safe to use from several threads at once.

    >>> from mediakit import Link
    >>> store = MemoryStore()
    >>> link = Link(key="link:url:https://example.org/", url="https://example.org/")
    >>> store.save(Entry(key=link.key, embed=link, saved=0.0, fresh_until=60.0))
    True
    >>> store.load(link.key).embed == link
    True
    >>> store.forget(link.key, "asked by the author").keys
    ('link:url:https://example.org/',)
    >>> store.load(link.key).embed is None, store.load(link.key).forgotten
    (True, 'asked by the author')
    """

    blocking: ClassVar[bool] = False  # no disk, no network: an event loop may call it as it is

    # An embed takes about 4 KB here: 10,000 are 40 MB, a newsroom's month.
    def __init__(self, max_entries: int = 10_000, *, clock: Callable[[], float] = time.time) -> None:
        self._most = max_entries
        self._clock = clock
        self._entries: OrderedDict[str, Entry] = OrderedDict()
        self._forgotten: dict[str, Entry] = {}
        self._leases: dict[str, tuple[int, float]] = {}
        self._tokens = count(1)
        self._lock = RLock()

    def load(self, key: str) -> Entry | None:
        """The entry that was saved under this key, its tombstone, or `None`."""
        with self._lock:
            if key in self._entries:
                self._entries.move_to_end(key)
                return self._entries[key]
            return self._forgotten.get(key)

    def load_many(self, keys: Iterable[str]) -> dict[str, Entry]:
        """The entries and tombstones under these keys, by key; what is not there is left out."""
        with self._lock:
            found = {key: self.load(key) for key in keys}
        return {key: entry for key, entry in found.items() if entry is not None}

    def save(self, entry: Entry, token: int | None = None) -> bool:
        """Keep an entry, and whether it was kept.

        It is not when its key was forgotten, when a later one is kept already, or when the lease with this `token` has
        gone to somebody else since. An entry that is a tombstone is a takedown.
        """
        with self._lock:
            kept = self._entries.get(entry.key)
            if entry.key in self._forgotten:
                return False
            if entry.forgotten is not None:
                self._forget(tombstone(entry.key, entry.forgotten, entry.saved))
                return True
            if kept is not None and kept.saved > entry.saved:
                return False
            if token is not None and self._leases.get(entry.key, (token, 0.0))[0] > token:
                return False
            gone = {key: self._forgotten[key] for key in related(entry) if key in self._forgotten}
            entry = lawful(entry, gone)
            if entry.forgotten is not None:
                self._purge(entry, {entry.key})
                return False
            self._entries[entry.key] = entry
            self._entries.move_to_end(entry.key)
            while len(self._entries) > self._most:
                self._entries.popitem(last=False)
            return True

    def save_many(self, entries: Iterable[Entry]) -> int:
        """Keep many entries; how many were kept."""
        with self._lock:
            return sum(self.save(entry) for entry in entries)

    def forget(self, key: str, reason: str) -> Purged:
        """A takedown: what is kept under this key goes, whatever led to it too, and what others quote of it.

        A tombstone stays and says the reason of the first takedown; nothing that is saved later undoes it.
        """
        with self._lock:
            if key in self._forgotten:
                return Purged((), ())
            return self._forget(tombstone(key, reason, self._clock()))

    def _forget(self, stone: Entry) -> Purged:
        named = self._entries.get(stone.key)
        return self._purge(stone, {stone.key} | ({named.embed.key} if named is not None and named.embed else set()))

    def _purge(self, stone: Entry, things: set[str]) -> Purged:
        """Tombstones for these keys and all that lead to them; what others quote of them goes too."""
        led = set(things)
        while led:
            led = {k for k, each in self._entries.items() if each.embed is not None and each.embed.key in led} - things
            things |= led
        new = {key: tombstone(key, stone.forgotten or "", stone.saved) for key in things}
        new = {key: each for key, each in new.items() if key not in self._forgotten}
        self._forgotten.update(new)
        touched = [entry.embed for key in new if (entry := self._entries.pop(key, None)) and entry.embed]
        for key, entry in self._entries.items():
            if entry.embed is not None and not new.keys().isdisjoint(keys_within(entry.embed)):
                touched.append(entry.embed)
                self._entries[key] = lawful(entry, new)
        files = frozenset[str]().union(*map(files_of, touched))
        if files:
            files -= frozenset[str]().union(*(files_of(each.embed) for each in self._entries.values() if each.embed))
        return Purged(tuple(sorted(new)), tuple(sorted(files)))

    def lease(self, key: str, seconds: float) -> int | None:
        """A token for this key that is good for some seconds, or `None` while somebody else holds it."""
        with self._lock:
            at = self._clock()
            if key in self._leases and self._leases[key][1] > at:
                return None
            if len(self._leases) > 2 * self._most:  # what ended long ago fences nobody
                self._leases = {name: lease for name, lease in self._leases.items() if lease[1] > at}
            token = next(self._tokens)
            self._leases[key] = (token, at + seconds)
            return token

    def release(self, key: str, token: int) -> None:
        """Give a lease back; one that ran out and was given to somebody else stays theirs."""
        with self._lock:
            if self._leases.get(key, (None, 0.0))[0] == token:
                self._leases[key] = (token, 0.0)

    def entries(self) -> Iterator[Entry]:
        """Every entry and every tombstone, in the order of their keys."""
        with self._lock:
            found = sorted([*self._entries.values(), *self._forgotten.values()], key=lambda entry: entry.key)
        return iter(found)

    def refresh_due(self, now: float, limit: int) -> tuple[Entry, ...]:
        """The entries to be asked again at `now` (POSIX seconds): those that are due longest, at most `limit`.

        Short links and what never answered are not among them; nothing is asked here.
        """
        with self._lock:
            due = [entry for entry in self._entries.values() if entry.fresh_until <= now and is_refreshed(entry)]
        return tuple(nsmallest(limit, due, key=lambda entry: (entry.fresh_until, entry.key)))

    def remove(self, entries: Iterable[Entry]) -> int:
        """Drop these entries where they have not been saved anew since; how many went. Tombstones stay."""
        removed = 0
        with self._lock:
            for entry in entries:
                kept = self._entries.get(entry.key)
                if kept is not None and kept.saved == entry.saved:
                    del self._entries[entry.key]
                    removed += 1
        return removed
