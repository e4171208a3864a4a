"""What the tests of stores share: a clock that they set, a real Redis (or Valkey) server of their own, entries."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from mediakit.embed import Link
from mediakit.errors import StoreError
from mediakit.flow import Entry
from mediakit.store import MemoryStore, RedisStore, SQLiteStore

SERVER = shutil.which("valkey-server") or shutil.which("redis-server")
NO_SERVER = "no redis-server or valkey-server here: install redis-server"
URL = "https://example.org/"

Store = MemoryStore | SQLiteStore | RedisStore


class Clock:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.time = 1000.0

    def __call__(self) -> float:
        return self.time


@contextlib.contextmanager
def running_redis(folder: Path) -> Iterator[str]:
    """The URL of a server of our own, on a free port of loopback, that keeps nothing on disk."""
    assert SERVER is not None
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    options = ["--bind", "127.0.0.1", "--port", str(port), "--save", "", "--appendonly", "no", "--dir", str(folder)]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen([SERVER, *options], stdout=log, stderr=log)
    url = f"redis://127.0.0.1:{port}/0"
    try:
        for _ in range(200):
            try:
                RedisStore(url, name="ready").close()
                break
            except StoreError:
                time.sleep(0.05)
        else:
            raise AssertionError((folder / "log").read_text())
        yield url
    finally:
        server.terminate()
        server.wait(20)


def entry(key: str = "k", title: str = "A", saved: float = 1.0, about: str | None = None) -> Entry:
    """A link that says something, fresh for nine seconds."""
    return Entry(key=key, embed=Link(key=about or key, url=URL, title=title), saved=saved, fresh_until=saved + 9.0)
