"""A store in memory, for one process: the entries used last, up to a number."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from itertools import count
from threading import Lock
from typing import ClassVar

from mediakit.flow import Entry


class MemoryStore:
    """Keeps the `max_entries` entries used last, and every tombstone. Safe to use from several threads at once.

    >>> from mediakit import Link
    >>> store = MemoryStore()
    >>> link = Link(key="link:url:https://example.org/", url="https://example.org/")
    >>> store.save(Entry(key=link.key, embed=link, saved=0.0, fresh_until=60.0))
    >>> store.load(link.key).embed == link
    True
    >>> store.forget(link.key, "asked by the author")
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
        self._lock = Lock()

    def load(self, key: str) -> Entry | None:
        """The entry that was saved under this key, its tombstone, or `None`."""
        with self._lock:
            if key in self._entries:
                self._entries.move_to_end(key)
                return self._entries[key]
            return self._forgotten.get(key)

    def save(self, entry: Entry) -> None:
        """Keep an entry, unless its key was forgotten or a later one is kept already."""
        with self._lock:
            kept = self._entries.get(entry.key)
            if entry.key in self._forgotten or (kept is not None and kept.saved > entry.saved):
                return
            if entry.forgotten is not None:
                self._entries.pop(entry.key, None)
                self._forgotten[entry.key] = entry
                return
            self._entries[entry.key] = entry
            self._entries.move_to_end(entry.key)
            while len(self._entries) > self._most:
                self._entries.popitem(last=False)

    def forget(self, key: str, reason: str) -> None:
        """Remove what is kept under this key, and whatever else led to it; a tombstone stays and says the reason."""
        with self._lock:
            for name in {key} | {k for k, entry in self._entries.items() if entry.embed and entry.embed.key == key}:
                self._entries.pop(name, None)
                at = self._clock()
                self._forgotten[name] = Entry(key=name, embed=None, saved=at, fresh_until=at, forgotten=reason)

    def lease(self, key: str, seconds: float) -> int | None:
        """A token for this key that is good for some seconds, or `None` while somebody else holds it."""
        with self._lock:
            at = self._clock()
            if key in self._leases and self._leases[key][1] > at:
                return None
            token = next(self._tokens)
            self._leases[key] = (token, at + seconds)
            return token

    def release(self, key: str, token: int) -> None:
        """Give a lease back; one that ran out and was given to somebody else stays theirs."""
        with self._lock:
            if self._leases.get(key, (None, 0.0))[0] == token:
                del self._leases[key]

    def entries(self) -> Iterator[Entry]:
        """Every entry and every tombstone, in the order of their keys."""
        with self._lock:
            found = sorted([*self._entries.values(), *self._forgotten.values()], key=lambda entry: entry.key)
        return iter(found)
