"""What past releases kept is read by this one: whole files of theirs, as data. A new form is a new file in `kept/`."""

import sqlite3
from pathlib import Path

import pytest

from mediakit.flow import Entry
from mediakit.kept import from_dict
from mediakit.store import SQLiteStore

KEPT = Path(__file__).parent / "kept"
FILES = sorted(KEPT.glob("store-*.sql"))

THING = "example:thing:42"
SHORT = "link:url:https://short.example/v"
DEAD = "link:url:https://dead.example/"  # nobody answered, and that was good for an hour at most
FORGOTTEN = "x:post:99"
REST = {f"example:{kind}:1" for kind in ("audio", "gallery", "link", "photo", "rich")}


def rebuilt(path: Path, at: Path) -> Path:
    """A store's file as that release wrote it."""
    db = sqlite3.connect(at)
    db.executescript(path.read_text(encoding="utf-8"))
    db.close()
    return at


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_file_of_every_form_is_read_whole(path: Path, tmp_path: Path) -> None:
    with SQLiteStore(rebuilt(path, tmp_path / "embeds.db"), clock=lambda: 1.9e9) as store:
        found = {entry.key: entry for entry in store.entries()}
        assert REST | {THING, SHORT, FORGOTTEN, "link:url:https://example.org/bare"} == set(found) - {DEAD}
        video = found[THING]
        assert (video.saved, video.fresh_until) == (1790000000.25, 1790086400.25)
        assert video.embed is not None and video.embed.quoted is not None
        assert found[SHORT].embed == video.embed
        assert found[FORGOTTEN] == Entry(
            key=FORGOTTEN, embed=None, saved=1.8e9, fresh_until=1.8e9, forgotten="asked by the author"
        )
        for entry in found.values():
            if entry.embed is not None:
                assert from_dict(entry.embed.to_dict()) == entry.embed
        # and it is a store as any other from here on
        assert not store.save(Entry(key=FORGOTTEN, embed=video.embed, saved=1.9e9, fresh_until=2e9))
        assert {entry.key for entry in store.refresh_due(1.85e9, 99)} == set(found) - {SHORT, FORGOTTEN, DEAD}
        token = store.lease("k", 30.0)
        assert token is not None and token > 1  # tokens go on where they were: an old leader's stay old
        assert store.forget(THING, "asked").keys == (THING, SHORT)


def test_every_form_of_the_file_is_kept_as_an_example(tmp_path: Path) -> None:
    SQLiteStore(tmp_path / "embeds.db").close()
    db = sqlite3.connect(tmp_path / "embeds.db")
    (newest,) = db.execute("PRAGMA user_version").fetchone()
    db.close()
    assert [path.stem for path in FILES] == [f"store-{number}" for number in range(1, newest + 1)]
