"""A store as JSON lines: carried to another store, another machine, another release; one entry a line, by key.

Lines stand for themselves: files can be joined, sorted, compared. Tombstones travel with the rest, and win wherever
they arrive. The form of a line is `rules.entry_to_dict`; RFC 8259, one value a line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from mediakit.errors import InvalidData
from mediakit.flow import Entry
from mediakit.store.rules import FullStore, entry_from_json, entry_to_json, in_batches

_BATCH: Final = 500
# An embed has 4 kB, one with a thousand chapters 200 kB; a line that is longer was not written by us.
_LONGEST: Final = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Imported:
    """How many lines were read, and how many of them were kept: the rest was here already, newer here, or forgotten."""

    read: int
    kept: int


def export_lines(store: FullStore) -> Iterator[bytes]:
    """Every entry and every tombstone, a line each with its newline, in the order of their keys; memory stays flat.

    >>> from mediakit.store import MemoryStore
    >>> store = MemoryStore(clock=lambda: 1.8e9)
    >>> purged = store.forget("x:post:1", "asked by its author")
    >>> list(export_lines(store))[0][:50]
    b'{"schema":1,"key":"x:post:1","saved":1800000000.0,'
    """
    for entry in store.entries():
        yield entry_to_json(entry).encode("ascii") + b"\n"


def entries_in(lines: Iterable[bytes]) -> Iterator[Entry]:
    """The entries that lines hold, empty lines passed over; `InvalidData` names the line that can't be read."""
    for number, line in enumerate(lines, start=1):
        if len(line) > _LONGEST:
            raise InvalidData(f"is longer than {_LONGEST} bytes", f"line {number}")
        if line.strip():
            yield entry_from_json(line, f"line {number}")


def import_lines(store: FullStore, lines: Iterable[bytes]) -> Imported:
    """Save what the lines hold, as if it were saved now: nothing newer is overwritten, nothing forgotten comes back,
    a tombstone takes what it names. Twice the same lines leave what once does.

    Raises `InvalidData` at a line that can't be read; what stood before it is saved. Whoever wants all or nothing reads
    the lines with `entries_in` first, as the command line does.

    >>> from mediakit.store import MemoryStore
    >>> line = b'{"schema":1,"key":"x:post:1","saved":1.0,"fresh_until":1.0,"forgotten":"asked by its author"}'
    >>> import_lines(MemoryStore(), [line, line])
    Imported(read=2, kept=1)
    """
    read = kept = 0
    for batch in in_batches(entries_in(lines), _BATCH):
        read += len(batch)
        kept += store.save_many(batch)
    return Imported(read, kept)
