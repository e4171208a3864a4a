"""Stores carried as JSON lines: whole, twice the same, and no takedown undone on the way. Lines of every form load."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from store_makers import URL, Store, entry
from strategies import any_embed

from mediakit.embed import Embed, Link
from mediakit.errors import InvalidData
from mediakit.flow import Entry
from mediakit.store import Imported, MemoryStore, entries_in, export_lines, import_lines

LINES = sorted((Path(__file__).parent / "kept").glob("lines-*.jsonl"))


def filled(store: Store) -> Store:
    store.save_many(entry(f"k{number:04}", title="ü \u2028 </script>") for number in range(700))
    store.save(entry("short", about="k0001"))
    dead = Link(key="dead", url=URL)
    store.save(Entry(key="dead", embed=dead, saved=1.0, fresh_until=2.0, stale_until=2.0, negative="refused"))
    store.forget("gone", "asked by \ud83d the author")
    return store


def test_a_store_is_carried_whole_and_twice_is_once(make_store: Callable[[], Store]) -> None:
    old, new = filled(make_store()), make_store()
    lines = list(export_lines(old))
    assert all(line.endswith(b"\n") and line.count(b"\n") == 1 and line.isascii() for line in lines)
    assert import_lines(new, lines) == Imported(read=703, kept=703)
    assert list(new.entries()) == list(old.entries())
    assert import_lines(new, [b"\n", *lines, b"  \r\n"]).read == 703
    assert list(export_lines(new)) == lines


def test_stores_of_every_kind_write_the_same_bytes(make_store: Callable[[], Store]) -> None:
    here, plain = filled(make_store()), MemoryStore(clock=lambda: 1000.0)
    assert b"".join(export_lines(here)) == b"".join(export_lines(filled(plain)))


def test_what_is_newer_here_stays_and_what_was_forgotten_on_either_side_is(make_store: Callable[[], Store]) -> None:
    here, there = make_store(), make_store()
    for store in (here, there):
        store.save_many([entry("a"), entry("b"), entry("c"), entry("short", about="c")])
    here.save(entry("a", title="newer", saved=5.0))
    here.forget("b", "asked here")
    there.forget("c", "asked there")
    assert import_lines(here, export_lines(there)).kept == 1  # c, which took its short link along
    assert here.load("a") == entry("a", title="newer", saved=5.0)
    assert {each.key: each.forgotten for each in here.entries()} == {
        "a": None,
        "b": "asked here",
        "c": "asked there",
        "short": "asked there",
    }


@given(any_embed())
def test_any_embed_goes_over_a_line(embed: Embed) -> None:
    store = MemoryStore()
    store.save(Entry(key=embed.key, embed=embed, saved=1.0, fresh_until=2.0))
    assert list(entries_in(export_lines(store))) == list(store.entries())


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"{", "line 2: is no JSON"),
        (b"[]", "line 2: an object is expected"),
        (b"\xff\xfe", "line 2: is no JSON"),
        (b"[" * 100_000, "line 2: is no JSON"),
        (b'{"key":"k","saved":1,"fresh_until":1}', "line 2.schema"),
        (b'{"schema":2,"key":"k","saved":1,"fresh_until":1}', "upgrade to read it"),
        (b'{"schema":1,"saved":1,"fresh_until":1}', "line 2.key"),
        (b'{"schema":1,"key":"k","fresh_until":1}', "line 2.saved"),
        (b'{"schema":1,"key":"k","saved":"1","fresh_until":1}', "line 2.saved"),
        (b'{"schema":1,"key":"k","saved":NaN,"fresh_until":1}', "line 2: is no JSON"),
        (b'{"schema":1,"key":"k","saved":1,"fresh_until":1,"forgotten":7}', "line 2.forgotten"),
        (b'{"schema":1,"key":"k","saved":1,"fresh_until":1,"embed":{"kind":"film"}}', "kind"),
        (b'{"schema":1,"key":"k","saved":1,"fresh_until":1}', "line 2: holds neither an embed nor a tombstone"),
        (b" " * (16 * 1024 * 1024 + 1), "line 2: is longer"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(line: bytes, words: str) -> None:
    good = next(export_lines(filled(MemoryStore())))
    with pytest.raises(InvalidData) as refused:
        list(entries_in([good, line]))
    assert words in str(refused.value)


@pytest.mark.parametrize("path", LINES, ids=lambda path: path.stem)
def test_lines_of_every_form_load(path: Path) -> None:
    store = MemoryStore()
    with path.open("rb") as lines:
        imported = import_lines(store, lines)
    raw = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert imported.kept == len(raw) >= 10
    for was, now in zip(raw, store.entries(), strict=True):
        assert (now.key, now.saved, now.negative, now.forgotten) == (
            was["key"],
            was["saved"],
            was.get("negative"),
            was.get("forgotten"),
        )
        assert (now.embed is None) == ("embed" not in was)
        if now.embed is not None:
            assert now.embed.to_dict() == was["embed"]
