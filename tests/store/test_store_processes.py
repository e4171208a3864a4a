"""Stores shared by processes: one asks while others wait, leaders are killed, children are forked."""

import multiprocessing
import os
import signal
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from store_makers import URL, entry

from mediakit.drivers import run
from mediakit.flow import Ask, Flow, Lease, Load, Release, Request, Response, Save, Wait
from mediakit.store import SQLiteStore

SPAWN = multiprocessing.get_context("spawn")


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
