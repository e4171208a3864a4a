"""An SQLite file of ours: opened, made, brought to the newest form, locked for writing; its errors in words.

Rules. Every write is one short transaction that takes the write lock first (`BEGIN IMMEDIATE`), so that no two
processes can both believe they hold a lease. Readers never wait (WAL). What SQLite says becomes a `StoreError` with
the file and the way out. Source: sqlite.org/wal.html, sqlite.org/lang_transaction.html.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import RLock
from typing import Final

from mediakit.errors import StoreError


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What a file holds: its `noun` for people, the application id by which we tell our files from others', and the
    steps from the first form to each later one. A new file takes them all, so there is one way a file comes to be.
    """

    noun: str
    application: int
    steps: tuple[str, ...]

    @property
    def version(self) -> int:
        """The newest form, which is what we write; 0 is an empty file."""
        return len(self.steps)


_STORE_STEPS: Final = (
    """
CREATE TABLE entry (
    key TEXT PRIMARY KEY, about TEXT, embed TEXT, saved REAL NOT NULL, fresh_until REAL NOT NULL, forgotten TEXT
) WITHOUT ROWID;
CREATE INDEX entry_about ON entry (about);
CREATE TABLE lease (key TEXT PRIMARY KEY, token INTEGER NOT NULL, until REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE token (last INTEGER NOT NULL);
INSERT INTO token VALUES (0);
""",
    # What nobody answered was told by a warning then, and good for an hour at most: it goes. (Quotation marks inside of
    # JSON strings stand behind a backslash, so no title can look like this.)
    """
ALTER TABLE entry ADD COLUMN stale_until REAL;
ALTER TABLE entry ADD COLUMN negative TEXT;
DELETE FROM entry WHERE embed LIKE '%{"code":"unanswered",%';
CREATE INDEX entry_due ON entry (fresh_until, key) WHERE forgotten IS NULL AND negative IS NULL AND about = key;
""",
)
STORE: Final = Form(noun="store", application=0x6D6B6974, steps=_STORE_STEPS)  # "mkit"


class Database:
    """One connection to the file at `path` behind a lock; `patience` in seconds is for another process that writes."""

    def __init__(self, path: Path, patience: float, form: Form = STORE) -> None:
        self.path = path
        self._form = form
        self._patience = patience
        self._db: sqlite3.Connection | None = None
        self._open()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, with what SQLite says turned into a `StoreError`."""
        if self._process != os.getpid():  # after a fork: SQLite's connections must not be carried into a child
            self._open()
        with self._lock:
            if self._db is None:
                raise StoreError(f"{self.path}: the {self._form.noun} was closed")
            try:
                yield self._db
            except (sqlite3.Error, UnicodeEncodeError) as error:
                raise self._broken(error) from error

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The connection within a transaction that holds the write lock; undone when anything is raised."""
        with self.reading() as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.execute("COMMIT")
            except BaseException:  # an interrupt too: the next transaction must find none open
                if db.in_transaction:
                    db.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Close the file; it can't be used after that."""
        with self._lock:
            if self._db is not None and self._process == os.getpid():
                self._db.close()
            self._db = None

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
        """Make the tables of a new file, bring an older one to our form, or see that the file is ours."""
        for name, value in (("synchronous", "NORMAL"), ("secure_delete", "ON")):
            db.execute(f"PRAGMA {name} = {value}")
        db.execute("BEGIN")  # one view of the file: another process may be making its tables right now
        version = self._version(db)
        db.execute("COMMIT")
        if version == 0:
            self._turn_to_wal(db)
        if version < self._form.version:
            db.execute("BEGIN IMMEDIATE")
            begun = self._version(db)  # asked again: another may have made them while this one waited
            for step in self._form.steps[begun:]:
                for statement in filter(str.strip, step.split(";")):
                    db.execute(statement)
            db.execute(f"PRAGMA application_id = {self._form.application}")
            db.execute(f"PRAGMA user_version = {self._form.version}")
            db.execute("COMMIT")

    def _version(self, db: sqlite3.Connection) -> int:
        """Which form the file has, 0 for a new one; `StoreError` when it is somebody else's."""
        (application,) = db.execute("PRAGMA application_id").fetchone()
        (version,) = db.execute("PRAGMA user_version").fetchone()
        (tables,) = db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if application == self._form.application and version > self._form.version:
            raise StoreError(
                f"{self.path}: was made by a newer mediakit ({self._form.noun} {version}; this one reads up to"
                f" {self._form.version}): upgrade mediakit, or name another file"
            )
        if application != self._form.application and tables:
            raise StoreError(f"{self.path}: is the database of another program: name another file")
        return int(version) if application == self._form.application else 0

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

    def _broken(self, error: Exception) -> StoreError:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        advice = {
            sqlite3.SQLITE_NOTADB: f"it is no {self._form.noun} of mediakit: name another file",
            sqlite3.SQLITE_CORRUPT: "move it away and a new one is made (what posts have kept themselves is untouched)",
            sqlite3.SQLITE_BUSY: f"another process has been writing for more than {self._patience:g} s: try again",
            sqlite3.SQLITE_CANTOPEN: "see that its folder exists and may be written to",
            sqlite3.SQLITE_READONLY: "see that it and its folder may be written to",
            sqlite3.SQLITE_FULL: "make room on the disk",
        }.get(code)
        return StoreError(f"{self.path}: {error}" + (f"; {advice}" if advice else ""))
