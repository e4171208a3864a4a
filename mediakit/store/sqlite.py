"""A store in one SQLite file, shared by threads and processes; JSON with its schema version, never pickle.

Rules. Every write is one short transaction that takes the write lock first (`BEGIN IMMEDIATE`), so that no two
processes can both believe they hold a lease. Readers never wait (WAL). What SQLite says becomes a `StoreError` with
the file and the way out. Tokens grow for ever: who holds an old one can give nothing back that is another's.
Source: sqlite.org/wal.html, sqlite.org/lang_transaction.html.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Final

from mediakit import chars
from mediakit.errors import InvalidData, StoreError
from mediakit.fields import load_json
from mediakit.flow import Entry
from mediakit.kept import from_dict

_APPLICATION: Final = 0x6D6B6974  # "mkit": how `file` and we tell our files from others'
_VERSION: Final = 1
_TABLES: Final = """
CREATE TABLE entry (
    key TEXT PRIMARY KEY, about TEXT, embed TEXT, saved REAL NOT NULL, fresh_until REAL NOT NULL, forgotten TEXT
) WITHOUT ROWID;
CREATE INDEX entry_about ON entry (about);
CREATE TABLE lease (key TEXT PRIMARY KEY, token INTEGER NOT NULL, until REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE token (last INTEGER NOT NULL);
INSERT INTO token VALUES (0);
"""
_COLUMNS: Final = "key, embed, saved, fresh_until, forgotten"
_PAGE: Final = 200  # entries read at once when all are listed: the lock is held for milliseconds, memory stays flat


class SQLiteStore:
    """Keeps embeds in the file at `path`, which is made when it is not there.

    `patience` is how many seconds to wait for another process that writes. Raises `StoreError` when the file is no
    store of mediakit, is broken, or cannot be opened; close it with `close()` or use it in a `with` block.

    >>> import tempfile
    >>> from mediakit import Link
    >>> link = Link(key="link:url:https://example.org/", url="https://example.org/")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with SQLiteStore(f"{folder}/embeds.db") as store:
    ...         store.save(Entry(key=link.key, embed=link, saved=0.0, fresh_until=60.0))
    ...     with SQLiteStore(f"{folder}/embeds.db") as store:
    ...         store.load(link.key).embed == link
    True
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        patience: float = 10.0,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.path = Path(path)
        self._patience = patience
        self._clock = clock
        self._db: sqlite3.Connection | None = None
        self._open()

    def load(self, key: str) -> Entry | None:
        """The entry that was saved under this key, its tombstone, or `None`."""
        with self._connected() as db:
            row = db.execute(f"SELECT {_COLUMNS} FROM entry WHERE key = ?", (key,)).fetchone()
        return self._entry(row) if row else None

    def save(self, entry: Entry) -> None:
        """Keep an entry, unless its key was forgotten or a later one is kept already."""
        text = None if entry.embed is None else json.dumps(entry.embed.to_dict(), separators=(",", ":"))
        about = None if entry.embed is None else entry.embed.key
        with self._writing() as db:
            db.execute(
                "INSERT INTO entry (key, about, embed, saved, fresh_until, forgotten) VALUES (?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (key) DO UPDATE SET about = excluded.about, embed = excluded.embed,"
                " saved = excluded.saved, fresh_until = excluded.fresh_until, forgotten = excluded.forgotten"
                " WHERE entry.forgotten IS NULL AND entry.saved <= excluded.saved",
                (entry.key, about, text, entry.saved, entry.fresh_until, entry.forgotten),
            )

    def forget(self, key: str, reason: str) -> None:
        """Remove what is kept under this key, and whatever else led to it; a tombstone stays and says the reason.

        The words are overwritten in the file, not only unlinked (`secure_delete`), and leave its log.
        """
        at = self._clock()
        with self._writing() as db:
            led = [name for (name,) in db.execute("SELECT key FROM entry WHERE about = ?", (key,))]
            db.executemany(
                "INSERT OR REPLACE INTO entry (key, about, embed, saved, fresh_until, forgotten)"
                " VALUES (?, NULL, NULL, ?, ?, ?)",
                [(name, at, at, chars.clean(reason)) for name in {key, *led}],
            )
        with self._connected() as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def lease(self, key: str, seconds: float) -> int | None:
        """A token for this key that is good for some seconds, or `None` while somebody else holds it.

        A holder that was killed holds it until the seconds are over, no longer.
        """
        with self._writing() as db:
            at = self._clock()
            taken = db.execute("SELECT 1 FROM lease WHERE key = ? AND until > ?", (key, at)).fetchone()
            if taken:
                return None
            (token,) = db.execute("UPDATE token SET last = last + 1 RETURNING last").fetchone()
            db.execute("INSERT OR REPLACE INTO lease (key, token, until) VALUES (?, ?, ?)", (key, token, at + seconds))
        return int(token)

    def release(self, key: str, token: int) -> None:
        """Give a lease back; one that ran out and was given to somebody else stays theirs."""
        with self._writing() as db:
            db.execute("DELETE FROM lease WHERE key = ? AND token = ?", (key, token))

    def entries(self) -> Iterator[Entry]:
        """Every entry and every tombstone, in the order of their keys; what is saved meanwhile may be seen or not."""
        last = ""
        while True:
            with self._connected() as db:
                rows = db.execute(
                    f"SELECT {_COLUMNS} FROM entry WHERE key > ? ORDER BY key LIMIT ?", (last, _PAGE)
                ).fetchall()
            for row in rows:
                yield self._entry(row)
            if len(rows) < _PAGE:
                return
            last = rows[-1][0]

    def close(self) -> None:
        """Close the file; the store can't be used after that."""
        with self._lock:
            if self._db is not None and self._process == os.getpid():
                self._db.close()
            self._db = None

    def __enter__(self) -> SQLiteStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ---- the file ----------------------------------------------------------------------------------------------------

    def _open(self) -> None:
        # One connection behind a lock: threads come and go (a pool for every tuple of effects), connections shall not.
        self._lock, self._process, self._db = RLock(), os.getpid(), None
        try:
            db = sqlite3.connect(self.path, timeout=self._patience, isolation_level=None, check_same_thread=False)
            try:
                self._prepare(db)
            except BaseException:
                db.close()
                raise
        except sqlite3.Error as error:
            raise self._broken(error) from error
        self._db = db

    def _prepare(self, db: sqlite3.Connection) -> None:
        """Make the tables of a new file, or see that the file is ours."""
        for name, value in (("synchronous", "NORMAL"), ("secure_delete", "ON")):
            db.execute(f"PRAGMA {name} = {value}")
        db.execute("BEGIN")  # one view of the file: another process may be making its tables right now
        made = self._ours(db)
        db.execute("COMMIT")
        if not made:
            self._turn_to_wal(db)
            db.execute("BEGIN IMMEDIATE")
            if not self._ours(db):  # nobody made them while this one waited
                for statement in filter(str.strip, _TABLES.split(";")):
                    db.execute(statement)
                db.execute(f"PRAGMA application_id = {_APPLICATION}")
                db.execute(f"PRAGMA user_version = {_VERSION}")
            db.execute("COMMIT")

    def _ours(self, db: sqlite3.Connection) -> bool:
        """Whether the tables are there; `StoreError` when the file is somebody else's."""
        (application,) = db.execute("PRAGMA application_id").fetchone()
        (version,) = db.execute("PRAGMA user_version").fetchone()
        (tables,) = db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if application == _APPLICATION and version > _VERSION:
            raise StoreError(
                f"{self.path}: was made by a newer mediakit (store {version}; this one reads up to {_VERSION}):"
                " upgrade mediakit, or name another file"
            )
        if application != _APPLICATION and tables:
            raise StoreError(f"{self.path}: is the database of another program: name another file")
        return bool(application == _APPLICATION)

    def _turn_to_wal(self, db: sqlite3.Connection) -> None:
        # Two processes that turn a new file to WAL at once: SQLite refuses one of them without waiting.
        end = time.monotonic() + self._patience
        while True:
            try:
                db.execute("PRAGMA journal_mode = WAL").fetchone()
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                    raise
                time.sleep(0.02)

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        if self._process != os.getpid():  # after a fork: SQLite's connections must not be carried into a child
            self._open()
        with self._lock:
            if self._db is None:
                raise StoreError(f"{self.path}: the store was closed")
            try:
                yield self._db
            except (sqlite3.Error, UnicodeEncodeError) as error:
                raise self._broken(error) from error

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._connected() as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.execute("COMMIT")
            except BaseException:  # an interrupt too: the next transaction must find none open
                if db.in_transaction:
                    db.execute("ROLLBACK")
                raise

    def _entry(self, row: tuple[str, str | None, float, float, str | None]) -> Entry:
        key, text, saved, fresh_until, forgotten = row
        try:
            embed = None if text is None else from_dict(load_json(text))
        except (InvalidData, ValueError) as error:
            raise StoreError(f"{self.path}: what is kept under {key!r} can't be read: {error}") from error
        return Entry(key=key, embed=embed, saved=saved, fresh_until=fresh_until, forgotten=forgotten)

    def _broken(self, error: Exception) -> StoreError:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        advice = {
            sqlite3.SQLITE_NOTADB: "it is no store of mediakit: name another file",
            sqlite3.SQLITE_CORRUPT: "move it away and a new one is made (what posts have kept themselves is untouched)",
            sqlite3.SQLITE_BUSY: f"another process has been writing for more than {self._patience:g} s: try again",
            sqlite3.SQLITE_CANTOPEN: "see that its folder exists and may be written to",
            sqlite3.SQLITE_READONLY: "see that it and its folder may be written to",
            sqlite3.SQLITE_FULL: "make room on the disk",
        }.get(code)
        return StoreError(f"{self.path}: {error}" + (f"; {advice}" if advice else ""))
