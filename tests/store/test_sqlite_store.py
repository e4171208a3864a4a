"""What only the file must stand: strangers, broken and newer files, words that must leave it."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from store_makers import URL, entry
from strategies import any_embed

from mediakit.embed import Embed
from mediakit.errors import StoreError
from mediakit.flow import Entry
from mediakit.store import SQLiteStore


@pytest.fixture(scope="module")
def one_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SQLiteStore]:
    with SQLiteStore(tmp_path_factory.mktemp("store") / "embeds.db") as opened:
        yield opened


@given(any_embed())
def test_any_embed_survives_the_file(one_file: SQLiteStore, embed: Embed) -> None:
    saved = Entry(key="k", embed=embed, saved=1.0, fresh_until=2.0)
    one_file.save(saved)
    assert one_file.load("k") == saved


def test_a_file_is_read_again_after_it_was_closed(tmp_path: Path) -> None:
    with SQLiteStore(tmp_path / "embeds.db") as first:
        first.save(entry())
        first.forget("gone", "x")
        token = first.lease("k", 600.0)
    with SQLiteStore(tmp_path / "embeds.db") as second:
        assert second.load("k") == entry()
        assert second.load("gone").forgotten == "x"  # type: ignore[union-attr]
        assert second.lease("k", 600.0) is None
        second.release("k", token or 0)
        assert second.lease("k", 600.0) is not None


def test_what_was_forgotten_leaves_no_words_in_the_file(tmp_path: Path) -> None:
    with SQLiteStore(tmp_path / "embeds.db") as store:
        store.save(entry(title="a canary sings"))
        assert b"canary" in b"".join(path.read_bytes() for path in tmp_path.iterdir())
        store.forget("k", "asked")
        assert b"canary" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"canary" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


def test_nothing_is_pickled_and_the_schema_is_said(tmp_path: Path) -> None:
    with SQLiteStore(tmp_path / "embeds.db") as store:
        store.save(entry())
    with sqlite3.connect(tmp_path / "embeds.db") as db:
        (text,) = db.execute("SELECT embed FROM entry").fetchone()
    db.close()
    assert json.loads(text) == {"schema": 1, "kind": "link", "key": "k", "url": URL, "title": "A"}


def not_a_database(path: Path) -> None:
    path.write_bytes(b"Dear diary,\n" * 500)


def cut_short(path: Path) -> None:
    SQLiteStore(path).close()
    path.write_bytes(path.read_bytes()[:5000] + b"\xff" * 5000)


def of_another_program(path: Path) -> None:
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE songs (name)")
    db.close()


def of_a_newer_mediakit(path: Path) -> None:
    SQLiteStore(path).close()
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version = 3")
    db.close()


def a_folder(path: Path) -> None:
    path.mkdir()


def nowhere(path: Path) -> None:
    """Nothing is made: the parent folder is missing."""


@pytest.mark.parametrize(
    ("make", "name", "words"),
    [
        (not_a_database, "x.db", "no store of mediakit: name another file"),
        (cut_short, "x.db", "move it away and a new one is made"),
        (of_another_program, "x.db", "another program: name another file"),
        (of_a_newer_mediakit, "x.db", "upgrade mediakit"),
        (a_folder, "x.db", "see that its folder exists"),
        (nowhere, "no/x.db", "see that its folder exists"),
    ],
)
def test_a_file_that_cannot_be_used_says_so_and_the_way_out(
    make: Callable[[Path], None], name: str, words: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreError) as refused:  # noqa: SIM117
        with SQLiteStore(path) as store:
            store.load("k")
            list(store.entries())
            store.save(entry())
    assert words in str(refused.value)
    assert str(path) in str(refused.value)
    if make is not cut_short and before is not None:
        assert path.read_bytes() == before


def test_a_row_that_cannot_be_read_names_its_key_and_can_be_saved_over(tmp_path: Path) -> None:
    with SQLiteStore(tmp_path / "embeds.db") as store:
        store.save(entry())
        db = sqlite3.connect(tmp_path / "embeds.db")
        for text in ("{", '{"kind": "film"}', "[" * 100_000, "NaN"):
            db.execute("UPDATE entry SET embed = ?", (text,))
            db.commit()
            with pytest.raises(StoreError, match="'k' can't be read"):
                store.load("k")
        db.close()
        store.save(entry(title="B"))
        assert store.load("k") == entry(title="B")


def test_a_writer_that_does_not_end_is_reported(tmp_path: Path) -> None:
    with SQLiteStore(tmp_path / "embeds.db", patience=0.05) as store:
        db = sqlite3.connect(tmp_path / "embeds.db", isolation_level=None)
        db.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another process has been writing"):
            store.save(entry())
        assert store.load("k") is None
        db.execute("ROLLBACK")
        db.close()
        store.save(entry())


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    store = SQLiteStore(tmp_path / "embeds.db")
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.load("k")
