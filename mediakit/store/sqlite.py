"""A store in one SQLite file, shared by threads and processes; JSON with its schema version, never pickle.

Tokens grow for ever, and a lease that was given back leaves its token behind: who holds an older one can neither save
nor give back what is another's.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from mediakit.errors import InvalidData, StoreError
from mediakit.fields import load_json
from mediakit.flow import Entry
from mediakit.kept import from_dict
from mediakit.store.database import Database
from mediakit.store.rules import Purged, in_batches, lawful, related, tombstone
from mediakit.takedown import files_of, keys_within

_COLUMNS: Final = "key, embed, saved, fresh_until, stale_until, negative, forgotten"
# Two keys, and all whose entries are about one of these, in the order of their keys.
_SAME_THING: Final = """
WITH RECURSIVE same (key) AS (
    VALUES (?), (?)
    UNION SELECT entry.key FROM entry JOIN same ON entry.about = same.key
) SELECT key FROM same ORDER BY key
"""
_PAGE: Final = 200  # entries read or written at once: the lock is held for milliseconds, memory stays flat
# How long an old lease fences: no conversation takes so long, and rows of a million keys shall not stay for ever.
_FENCED: Final = 86_400.0

_Row = tuple[str, str | None, float, float, float | None, str | None, str | None]


class SQLiteStore:
    """Keeps embeds in the file at `path`, which is made when it is not there.

    `patience` is how many seconds to wait for another process that writes. Raises `StoreError` when the file is no
    store of mediakit, is broken, or cannot be opened; close it with `close()` or use it in a `with` block.

    >>> import tempfile
    >>> from mediakit import Link
    >>> link = Link(key="link:url:https://example.org/", url="https://example.org/")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with SQLiteStore(f"{folder}/embeds.db") as store:
    ...         kept = store.save(Entry(key=link.key, embed=link, saved=0.0, fresh_until=60.0))
    ...     with SQLiteStore(f"{folder}/embeds.db") as store:
    ...         kept, store.load(link.key).embed == link
    (True, True)
    """

    def __init__(
        self, path: str | os.PathLike[str], *, patience: float = 10.0, clock: Callable[[], float] = time.time
    ) -> None:
        self.path = Path(path)
        self._clock = clock
        self._file = Database(self.path, patience)

    def load(self, key: str) -> Entry | None:
        """The entry that was saved under this key, its tombstone, or `None`."""
        return self.load_many([key]).get(key)

    def load_many(self, keys: Iterable[str]) -> dict[str, Entry]:
        """The entries and tombstones under these keys, by key; what is not there is left out."""
        found: dict[str, Entry] = {}
        for batch in in_batches(keys, _PAGE):
            with self._file.reading() as db:
                rows = _under(db, batch)
            found.update((row[0], self._entry(row)) for row in rows)
        return found

    def save(self, entry: Entry, token: int | None = None) -> bool:
        """Keep an entry, and whether it was kept.

        It is not when its key was forgotten, when a later one is kept already, or when the lease with this `token` has
        gone to somebody else since. An entry that is a tombstone is a takedown.
        """
        with self._file.writing() as db:
            kept = self._save(db, entry, token)
        self._overwrite_log([entry])
        return kept

    def save_many(self, entries: Iterable[Entry]) -> int:
        """Keep many entries, some hundred in one transaction; how many were kept."""
        kept = 0
        for batch in in_batches(entries, _PAGE):
            with self._file.writing() as db:
                kept += sum(self._save(db, entry, None) for entry in batch)
            self._overwrite_log(batch)
        return kept

    def _save(self, db: sqlite3.Connection, entry: Entry, token: int | None) -> bool:
        there = db.execute("SELECT saved, forgotten FROM entry WHERE key = ?", (entry.key,)).fetchone()
        if there is not None and there[1] is not None:
            return False
        if entry.forgotten is not None:
            self._purge(db, tombstone(entry.key, entry.forgotten, entry.saved), _about(db, entry.key))
            return True
        if there is not None and there[0] > entry.saved:
            return False
        if token is not None:
            last = db.execute("SELECT token FROM lease WHERE key = ?", (entry.key,)).fetchone()
            if last is not None and last[0] > token:
                return False
        gone = (self._entry(row) for row in _under(db, related(entry)) if row[-1] is not None)
        entry = lawful(entry, {each.key: each for each in gone})
        if entry.forgotten is not None:
            self._purge(db, entry, entry.key)
            return False
        _write(db, entry)
        return True

    def forget(self, key: str, reason: str) -> Purged:
        """A takedown: what is kept under this key goes, whatever led to it too, and what others quote of it.

        A tombstone stays and says the reason of the first takedown; nothing that is saved later undoes it. The words
        are overwritten in the file, not only unlinked (`secure_delete`), and leave its log.
        """
        with self._file.writing() as db:
            keys, touched = self._purge(db, tombstone(key, reason, self._clock()), _about(db, key))
            left = _not_shown(db, touched)
        self._overwrite_log([tombstone(key, reason, 0.0)])
        return Purged(keys, left)

    def _overwrite_log(self, saved: Iterable[Entry]) -> None:
        """After a takedown: what was forgotten shall not stand in the log either."""
        if any(entry.forgotten is not None for entry in saved):
            with self._file.reading() as db:
                db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def _purge(self, db: sqlite3.Connection, stone: Entry, thing: str) -> tuple[tuple[str, ...], set[str]]:
        """Put tombstones on key, thing and all that lead to them; their keys, and the files of what was touched."""
        names = [name for (name,) in db.execute(_SAME_THING, (stone.key, thing))]
        rows = {row[0]: row for row in _under(db, names)}
        new = {
            name: tombstone(name, stone.forgotten or "", stone.saved)
            for name in names
            if name not in rows or rows[name][-1] is None
        }
        touched = set[str]()
        for name, each in new.items():
            entry = self._readable(rows[name]) if name in rows else None
            if entry is not None and entry.embed is not None:
                touched |= files_of(entry.embed)
            _write(db, each)
        for name in new:
            marked = db.execute(f"SELECT {_COLUMNS} FROM entry WHERE instr(embed, ?)", (json.dumps(name),)).fetchall()
            for row in marked:
                entry = self._readable(row)
                if entry is None:
                    db.execute("DELETE FROM entry WHERE key = ?", (row[0],))
                elif entry.embed is not None and name in keys_within(entry.embed):
                    touched |= files_of(entry.embed)
                    _write(db, lawful(entry, new))
        return tuple(new), touched

    def _readable(self, row: _Row) -> Entry | None:
        """The entry, or `None` when it is broken: that shall stop no takedown."""
        try:
            return self._entry(row)
        except StoreError:
            return None

    def lease(self, key: str, seconds: float) -> int | None:
        """A token for this key that is good for some seconds, or `None` while somebody else holds it.

        A holder that was killed holds it until the seconds are over, no longer.
        """
        with self._file.writing() as db:
            at = self._clock()
            taken = db.execute("SELECT 1 FROM lease WHERE key = ? AND until > ?", (key, at)).fetchone()
            if taken:
                return None
            (token,) = db.execute("UPDATE token SET last = last + 1 RETURNING last").fetchone()
            db.execute("INSERT OR REPLACE INTO lease (key, token, until) VALUES (?, ?, ?)", (key, token, at + seconds))
        return int(token)

    def release(self, key: str, token: int) -> None:
        """Give a lease back; one that ran out and was given to somebody else stays theirs."""
        with self._file.writing() as db:
            db.execute(
                "UPDATE lease SET until = min(until, ?) WHERE key = ? AND token = ?", (self._clock(), key, token)
            )

    def entries(self) -> Iterator[Entry]:
        """Every entry and every tombstone, in the order of their keys; what is saved meanwhile may be seen or not."""
        last = ""
        while True:
            with self._file.reading() as db:
                rows = db.execute(
                    f"SELECT {_COLUMNS} FROM entry WHERE key > ? ORDER BY key LIMIT ?", (last, _PAGE)
                ).fetchall()
            for row in rows:
                yield self._entry(row)
            if len(rows) < _PAGE:
                return
            last = rows[-1][0]

    def refresh_due(self, now: float, limit: int) -> tuple[Entry, ...]:
        """The entries to be asked again at `now` (POSIX seconds): those that are due longest, at most `limit`.

        Short links and what never answered are not among them; nothing is asked here.
        """
        with self._file.reading() as db:
            rows = db.execute(
                f"SELECT {_COLUMNS} FROM entry WHERE forgotten IS NULL AND negative IS NULL AND about = key"
                " AND fresh_until <= ? ORDER BY fresh_until, key LIMIT ?",
                (now, limit),
            ).fetchall()
        return tuple(map(self._entry, rows))

    def remove(self, entries: Iterable[Entry]) -> int:
        """Drop these entries where they have not been saved anew since; how many went. Tombstones stay."""
        removed = 0
        for batch in in_batches(entries, _PAGE):
            with self._file.writing() as db:
                for entry in batch:
                    removed += db.execute(
                        "DELETE FROM entry WHERE key = ? AND saved = ? AND forgotten IS NULL", (entry.key, entry.saved)
                    ).rowcount
                db.execute("DELETE FROM lease WHERE until < ?", (self._clock() - _FENCED,))
        return removed

    def compact(self) -> None:
        """Give the room that was freed back to the disk (`VACUUM`); needs as much free room as the file takes."""
        with self._file.reading() as db:
            db.execute("VACUUM")
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Close the file; the store can't be used after that."""
        self._file.close()

    def __enter__(self) -> SQLiteStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _entry(self, row: _Row) -> Entry:
        key, text, saved, fresh_until, stale_until, negative, forgotten = row
        try:
            embed = None if text is None else from_dict(load_json(text))
        except (InvalidData, ValueError) as error:
            raise StoreError(f"{self.path}: what is kept under {key!r} can't be read: {error}") from error
        return Entry(
            key=key,
            embed=embed,
            saved=saved,
            fresh_until=fresh_until,
            stale_until=stale_until,
            negative=negative,
            forgotten=forgotten,
        )


def _under(db: sqlite3.Connection, keys: Iterable[str]) -> list[_Row]:
    """The rows under these keys."""
    wanted = tuple(keys)
    if not wanted:
        return []
    marks = ",".join("?" * len(wanted))
    return db.execute(f"SELECT {_COLUMNS} FROM entry WHERE key IN ({marks})", wanted).fetchall()


def _about(db: sqlite3.Connection, key: str) -> str:
    """The key of what is kept under this key: a short link's is another than its own."""
    row = db.execute("SELECT about FROM entry WHERE key = ? AND about IS NOT NULL", (key,)).fetchone()
    return row[0] if row else key


def _write(db: sqlite3.Connection, entry: Entry) -> None:
    text = None if entry.embed is None else json.dumps(entry.embed.to_dict(), separators=(",", ":"))
    about = None if entry.embed is None else entry.embed.key
    db.execute(
        f"INSERT OR REPLACE INTO entry (about, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            about,
            entry.key,
            text,
            entry.saved,
            entry.fresh_until,
            entry.stale_until,
            entry.negative,
            entry.forgotten,
        ),
    )


def _not_shown(db: sqlite3.Connection, files: set[str]) -> tuple[str, ...]:
    """Those of the files that nothing in the store shows."""
    left = set(files)
    for (text,) in db.execute("SELECT embed FROM entry WHERE embed IS NOT NULL") if left else ():
        left -= {name for name in left if json.dumps(name) in text}
    return tuple(sorted(left))
