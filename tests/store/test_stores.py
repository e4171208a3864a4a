"""What every store promises, over each of them; then what only the file must stand: processes, kills, strangers."""

import json
import multiprocessing
import os
import signal
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from strategies import any_embed

from mediakit.drivers import run
from mediakit.embed import Embed, Link, Video
from mediakit.errors import StoreError
from mediakit.flow import Ask, Entry, Flow, Lease, Load, Release, Request, Response, Save, Wait
from mediakit.store import MemoryStore, SQLiteStore

URL = "https://example.org/"
SPAWN = multiprocessing.get_context("spawn")


class Clock:
    def __init__(self) -> None:
        self.time = 1000.0

    def __call__(self) -> float:
        return self.time


Store = MemoryStore | SQLiteStore


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[Store]:
    if request.param == "memory":
        yield MemoryStore(clock=clock)
    else:
        with SQLiteStore(tmp_path / "embeds.db", clock=clock) as opened:
            yield opened


def entry(key: str = "k", title: str = "A", saved: float = 1.0, about: str | None = None) -> Entry:
    return Entry(key=key, embed=Link(key=about or key, url=URL, title=title), saved=saved, fresh_until=saved + 9.0)


# ---- every store -----------------------------------------------------------------------------------------------------


def test_what_is_saved_is_loaded(store: Store) -> None:
    assert store.load("k") is None
    store.save(entry())
    assert store.load("k") == entry()
    store.save(entry(title="B", saved=2.0))
    assert store.load("k") == entry(title="B", saved=2.0)
    assert store.load("other") is None


def test_an_earlier_answer_does_not_overwrite_a_later_one(store: Store) -> None:
    store.save(entry(title="late", saved=5.0))
    store.save(entry(title="early", saved=4.0))
    assert store.load("k") == entry(title="late", saved=5.0)


def test_what_is_forgotten_stays_forgotten(store: Store) -> None:
    store.save(entry())
    store.save(entry("link:url:https://short.example/k", about="k"))
    store.save(entry("other"))
    store.forget("k", "asked by \ud83d the author")
    for key in ("k", "link:url:https://short.example/k"):
        store.save(entry(key, saved=9999.0))
        found = store.load(key)
        assert found is not None
        assert (found.embed, found.saved) == (None, 1000.0)
        assert (found.forgotten or "").startswith("asked by")
    assert store.load("other") == entry("other")


def test_what_was_never_kept_can_be_forgotten_too(store: Store) -> None:
    store.forget("k", "asked by the author")
    store.save(entry())
    assert store.load("k").embed is None  # type: ignore[union-attr]


def test_a_tombstone_can_be_brought_from_elsewhere(store: Store) -> None:
    store.save(entry())
    store.save(Entry(key="k", embed=None, saved=2.0, fresh_until=2.0, forgotten="a court"))
    store.save(entry(saved=3.0))
    assert store.load("k").forgotten == "a court"  # type: ignore[union-attr]


def test_entries_come_in_the_order_of_their_keys(store: Store) -> None:
    for number in range(450):
        store.save(entry(f"k{(number * 7) % 450:03}"))
    store.forget("k007", "x")
    keys = [each.key for each in store.entries()]
    assert keys == [f"k{number:03}" for number in range(450)]


def test_one_holds_the_lease_until_it_is_given_back(store: Store) -> None:
    first = store.lease("k", 10.0)
    assert first is not None
    assert store.lease("k", 10.0) is None
    assert store.lease("other", 10.0) is not None
    store.release("k", first)
    assert store.lease("k", 10.0) is not None


def test_a_lease_runs_out_and_its_token_then_gives_nothing_back(store: Store, clock: Clock) -> None:
    first = store.lease("k", 10.0)
    clock.time += 10.0
    second = store.lease("k", 10.0)
    assert first is not None and second is not None and second > first
    store.release("k", first)
    assert store.lease("k", 10.0) is None


def test_threads_find_exactly_one_leader(store: Store) -> None:
    start, tokens = threading.Barrier(8), []

    def claim() -> None:
        start.wait(timeout=20)
        tokens.append(store.lease("k", 60.0))

    threads = [threading.Thread(target=claim) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([token for token in tokens if token is not None]) == 1


def test_memory_keeps_what_was_used_last_and_every_tombstone() -> None:
    store = MemoryStore(2)
    store.forget("gone", "x")
    for key in ("a", "b"):
        store.save(entry(key))
    store.load("a")
    store.save(entry("c"))
    assert [each.key for each in store.entries()] == ["a", "c", "gone"]


# ---- the file --------------------------------------------------------------------------------------------------------


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
    db.execute("PRAGMA user_version = 2")
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


# ---- processes -------------------------------------------------------------------------------------------------------


def single_flight(key: str) -> Flow[str]:
    """Whoever gets the lease asks, the others wait for what it saves."""
    while True:
        kept = yield Load(key)
        if kept is not None:
            return str(kept.embed.title)
        token = yield Lease(key, 1.0)
        if token is None:
            yield Wait(0.02)
            continue
        kept = yield Load(key)
        if kept is None:
            answer = yield Ask(Request(url=URL + key))
            yield Save(entry(key, title=answer.body.decode()))
        yield Release(key, token)


def ask_for_all(path: str, log: str, keys: list[str], start: Any) -> None:
    """In another process: each request leaves one line in the log, written by one system call."""

    def fetch(request: Request, deadline: float | None = None) -> Response:
        line = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(line, f"{request.url}\n".encode())
        os.close(line)
        return Response(url=request.url, status=200, headers={}, body=f"by {request.url}".encode())

    start.wait(60)
    with SQLiteStore(path) as store:  # opened by all at once: the tables are made by one
        for key in keys:
            assert run(single_flight(key), fetch=fetch, store=store) == f"by {URL}{key}"


def test_processes_ask_once_for_each_key(tmp_path: Path) -> None:
    path, log = tmp_path / "embeds.db", tmp_path / "log"
    keys = [f"k{number}" for number in range(20)]
    start = SPAWN.Barrier(4)
    workers = [
        SPAWN.Process(target=ask_for_all, args=(str(path), str(log), keys[n:] + keys[:n], start)) for n in range(4)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(120)
    assert [worker.exitcode for worker in workers] == [0] * 4
    assert sorted(log.read_text().splitlines()) == sorted(URL + key for key in keys)
    with SQLiteStore(path) as store:
        assert [each.key for each in store.entries()] == sorted(keys)
        assert not [key for key in keys if store.lease(key, 1.0) is None]


def write_many(path: str, number: int) -> None:
    with SQLiteStore(path) as store:
        for turn in range(50):
            store.save(entry(f"p{number}-{turn}"))
            store.save(entry("shared", title=f"{number}", saved=float(turn)))


def test_processes_write_side_by_side_and_nothing_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "embeds.db"
    writers = [SPAWN.Process(target=write_many, args=(str(path), number)) for number in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(120)
    assert [writer.exitcode for writer in writers] == [0] * 3
    with SQLiteStore(path) as store:
        assert len(list(store.entries())) == 3 * 50 + 1
        shared = store.load("shared")
        assert shared is not None and shared.saved == 49.0
    db = sqlite3.connect(path)
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    db.close()


def hold(path: str, pipe: Any) -> None:
    store = SQLiteStore(path)
    pipe.send(store.lease("k", 0.5))
    signal.pause()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL to send")
def test_a_leader_that_is_killed_frees_its_key_when_the_lease_runs_out(tmp_path: Path) -> None:
    path = tmp_path / "embeds.db"
    ours, theirs = SPAWN.Pipe()
    leader = SPAWN.Process(target=hold, args=(str(path), theirs))
    leader.start()
    token = ours.recv()
    os.kill(leader.pid or 0, signal.SIGKILL)
    leader.join(60)
    answered = []

    def fetch(request: Request, deadline: float | None = None) -> Response:
        answered.append(request.url)
        return Response(url=request.url, status=200, headers={}, body=b"the second leader")

    with SQLiteStore(path) as store:
        assert run(single_flight("k"), fetch=fetch, store=store) == "the second leader"
        store.release("k", token)
    assert answered == [URL + "k"]


def fork_and_read(store: SQLiteStore, pipe: Any) -> None:
    pipe.send(store.load("k") == entry())
    store.save(entry("child"))
    store.close()


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="this system can't fork")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_forked_child_opens_the_file_for_itself(tmp_path: Path) -> None:
    fork = multiprocessing.get_context("fork")
    with SQLiteStore(tmp_path / "embeds.db") as store:
        store.save(entry())
        ours, theirs = fork.Pipe()
        child = fork.Process(target=fork_and_read, args=(store, theirs))
        child.start()
        assert ours.recv() is True
        child.join(60)
        assert store.load("child") == entry("child")


def test_a_kind_is_kept(store: Store) -> None:
    store.save(Entry(key="v", embed=Video(key="v", url=URL), saved=1.0, fresh_until=1.0))
    assert store.load("v").embed.kind == "video"  # type: ignore[union-attr]
