"""prune: what a store may drop, in the order in which it may be missed. Nothing that can still be read, unless asked.

    1. what nobody answered and is over: it is as if it were not there
    2. what nobody answered and still holds (it only spares a dead host a question)
    3. short links whose target has an entry of its own: they are found again by asking
    4. entries that can be read, the oldest first: only when asked for, since each may be the last copy there is

Tombstones are never dropped: what was taken down would come back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Final, Literal

from mediakit.flow import Entry
from mediakit.store.rules import FullStore, entry_to_json, in_batches, is_alias

_BATCH: Final = 200

Rank = Literal[1, 2, 3, 4]


@dataclass(frozen=True, slots=True)
class Pruned:
    """What pruning did: how many entries went, how many bytes of JSON they were, and how many bytes are left."""

    removed: int
    freed: int
    left: int


def prune(
    store: FullStore,
    now: float,
    *,
    older_than: float | None = None,
    most_bytes: int | None = None,
    readable: Literal["keep", "drop"] = "keep",
) -> Pruned:
    """Drop what is over, then what is `older_than` (seconds since it was saved), then what is more than `most_bytes`.

    With `readable="keep"` no entry goes that can be read and is not kept under another key too, however old or many
    they are; `"drop"` lets the oldest go. `now` is POSIX seconds. Bytes are those of the entries' JSON: a file is some
    larger, and shrinks when it is compacted.

    >>> from mediakit import Link
    >>> from mediakit.store import MemoryStore
    >>> store = MemoryStore()
    >>> for number, reason in enumerate((None, "the connection was refused")):
    ...     link = Link(key=f"link:url:https://example.org/{number}", url=f"https://example.org/{number}")
    ...     saved = store.save(Entry(key=link.key, embed=link, saved=0.0, fresh_until=60.0, negative=reason))
    >>> pruned = prune(store, 100.0, most_bytes=0)
    >>> pruned.removed, [entry.key for entry in store.entries()]
    (1, ['link:url:https://example.org/0'])
    """
    removed = freed = left = 0
    for batch in in_batches(store.entries(), _BATCH):
        going: list[Entry] = []
        for entry, rank in _ranked(store, batch):
            size = len(entry_to_json(entry))
            left += size
            old = older_than is not None and entry.saved <= now - older_than
            if rank is not None and (_is_over(entry, now) or (old and (rank < 4 or readable == "drop"))):
                going.append(entry)
                freed += size
        removed += store.remove(going)
    left -= freed
    if most_bytes is not None and left > most_bytes:
        extra = list(_dearest(store, left - most_bytes, 4 if readable == "drop" else 3))
        removed += store.remove(entry for entry, _ in extra)
        freed += sum(size for _, size in extra)
        left -= sum(size for _, size in extra)
    return Pruned(removed, freed, left)


def _is_over(entry: Entry, now: float) -> bool:
    return entry.negative is not None and (entry.stale_until or entry.fresh_until) <= now


def _ranked(store: FullStore, entries: list[Entry]) -> Iterator[tuple[Entry, Rank | None]]:
    """Each entry with its place in the order above (1 is told by the time alone, as 2); `None` for a tombstone."""
    targets = {entry.embed.key for entry in entries if entry.embed is not None and is_alias(entry)}
    own = {key for key, found in store.load_many(targets).items() if found.embed is not None and not found.negative}
    for entry in entries:
        if entry.forgotten is not None or entry.embed is None:
            yield entry, None
        elif entry.negative is not None:
            yield entry, 2
        else:
            yield entry, 3 if is_alias(entry) and entry.embed.key in own else 4


def _dearest(store: FullStore, excess: int, last: int) -> Iterator[tuple[Entry, int]]:
    """The entries that may go, with their sizes, the first in the order above: just enough of them for the excess."""
    heap: list[tuple[int, float, str, int, Entry]] = []  # what is best kept on top
    total = 0
    for batch in in_batches(store.entries(), _BATCH):
        for entry, rank in _ranked(store, batch):
            if rank is None or rank > last:
                continue
            size = len(entry_to_json(entry))
            heappush(heap, (-rank, -entry.saved, entry.key, size, entry))
            total += size
            while total - heap[0][3] >= excess:
                total -= heappop(heap)[3]
    for *_, size, entry in sorted(heap, reverse=True):
        yield entry, size
