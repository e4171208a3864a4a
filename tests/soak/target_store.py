"""T13: many processes, a cold store, the same things asked at once: each is asked upstream once; leaders are killed."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread

from campaign import HERE, Outcome, Target
from store_makers import NO_SERVER, SERVER, running_redis

_LEASE = 2.0  # seconds, where leaders are killed; the library's own is half a minute
_ANSWERED_AFTER = 0.05


class Upstream(ThreadingHTTPServer):
    """Counts what it is asked, answers slowly, and kills whoever is the first to ask one of the marked paths."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.asked: Counter[str] = Counter()
        self.marked: set[str] = set()
        self.killed: list[int] = []
        self.lock = Lock()

    def ask(self, path: str, process: int) -> bool:
        """Count, and whether to answer."""
        with self.lock:
            self.asked[path] += 1
            if path not in self.marked:
                return True
            self.marked.discard(path)
            self.killed.append(process)
            os.kill(process, signal.SIGKILL)
            return False


class _Answer(BaseHTTPRequestHandler):
    server: Upstream

    def do_GET(self) -> None:
        if not self.server.ask(self.path, int(self.headers["X-Process"])):
            return
        time.sleep(_ANSWERED_AFTER)
        body = f"<title>The story at {self.path}</title>".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing is printed."""


@contextlib.contextmanager
def upstream() -> Iterator[Upstream]:
    with Upstream() as server:
        thread = Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def fly(where: str, processes: int, keys: int, kills: int, rng: random.Random) -> Outcome:
    """Let processes ask for the same keys at once, each in its own order; kill the first to ask for some of them."""
    broken: list[str] = []
    with upstream() as server:
        base = f"http://127.0.0.1:{server.server_address[1]}"
        paths = [f"/story-{number}" for number in range(keys)]
        server.marked = set(rng.sample(paths, kills))
        lease = str(_LEASE if kills else 60.0)
        crew = []
        for _ in range(processes):
            words = [base + path for path in rng.sample(paths, keys)]
            crew.append(
                subprocess.Popen(
                    [sys.executable, str(HERE / "flight.py"), where, lease, *words],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                )
            )
        longest, finished = 0.0, 0
        for each in crew:
            assert each.stdout is not None
            each.stdout.readline()
        for each in crew:
            assert each.stdin is not None
            each.stdin.write("go\n")
            each.stdin.flush()
        for each in crew:
            said, _ = each.communicate(timeout=300)
            if each.pid in server.killed:
                continue
            if each.returncode != 0 or not said:
                broken.append(f"a process ended with {each.returncode}")
                continue
            told = json.loads(said)
            finished += 1
            longest = max(longest, told["longest"])
            broken += [f"{url}: {title!r}" for url, title in told["titles"].items() if not _is_right(url, title)]
        most = 2 if kills else 1
        broken += [
            f"{path} was asked {server.asked[path]} times" for path in paths if not 1 <= server.asked[path] <= most
        ]
        if len(server.killed) != kills:
            broken.append(f"{len(server.killed)} leaders were killed, not {kills}")
        total = sum(server.asked.values())
    figure = f"{total} fetches for {keys} keys by {processes} processes"
    if kills:
        figure += f", {kills} leaders killed, {finished} finished, lease {_LEASE:g} s, longest {longest:.2f} s"
    return Outcome(figure, tuple(broken))


def _is_right(url: str, title: str) -> bool:
    return title == f"The story at /{url.rpartition('/')[2]}"


def _sized(share: float) -> tuple[int, int, int]:
    """Processes, keys, leaders to kill: 16, 20 and 5 for the whole."""
    return max(4, round(16 * share)), max(4, round(20 * share)), max(1, round(5 * share))


def _in_sqlite(killing: bool) -> Callable[[random.Random, float], Outcome]:
    def run(rng: random.Random, share: float) -> Outcome:
        processes, keys, kills = _sized(share)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "embeds.db"
            outcome = fly(str(path), processes, keys, kills if killing else 0, rng)
            db = sqlite3.connect(path)
            whole = db.execute("PRAGMA integrity_check").fetchall()
            db.close()
        broken = () if whole == [("ok",)] else (f"the file is damaged: {whole}",)
        return Outcome(outcome.figure, outcome.broken + broken)

    return run


def _in_redis(killing: bool) -> Callable[[random.Random, float], Outcome]:
    def run(rng: random.Random, share: float) -> Outcome:
        if SERVER is None:
            return Outcome(f"not run: {NO_SERVER}")
        processes, keys, kills = _sized(share)
        with tempfile.TemporaryDirectory() as folder, running_redis(Path(folder)) as url:
            return fly(url, processes, keys, kills if killing else 0, rng)

    return run


_ONCE = "16 processes, 20 keys, a cold store: each is fetched exactly once"
_KILLED = "the leader is killed: at most two fetches a key, all others are answered"
TARGETS = (
    Target("T13-sqlite", f"SQLite: {_ONCE}", _in_sqlite(killing=False)),
    Target("T13-sqlite-killed", f"SQLite: {_KILLED}", _in_sqlite(killing=True)),
    Target("T13-redis", f"Redis: {_ONCE}", _in_redis(killing=False)),
    Target("T13-redis-killed", f"Redis: {_KILLED}", _in_redis(killing=True)),
)
