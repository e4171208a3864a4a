"""Every store behind one fixture: in memory, in a file, in a real Redis (or Valkey) that the tests start and stop."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from store_makers import NO_SERVER, SERVER, Clock, Store, running_redis

from mediakit.store import MemoryStore, RedisStore, SQLiteStore

NEEDS_SERVER = pytest.mark.skipif(SERVER is None, reason=NO_SERVER)


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if SERVER is None:
        pytest.skip(NO_SERVER)
    with running_redis(tmp_path_factory.mktemp("redis")) as url:
        yield url


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["memory", "sqlite", pytest.param("redis", marks=NEEDS_SERVER)])
def make_store(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[Callable[[], Store]]:
    """Makes empty stores of one kind, each time another."""
    numbers = count()
    with contextlib.ExitStack() as stack:

        def make() -> Store:
            number = next(numbers)
            match request.param:
                case "memory":
                    return MemoryStore(clock=clock)
                case "sqlite":
                    return stack.enter_context(SQLiteStore(tmp_path / f"embeds{number}.db", clock=clock))
                case _:
                    url, name = request.getfixturevalue("redis_url"), f"{request.node.nodeid}-{number}"
                    return stack.enter_context(RedisStore(url, name=name, clock=clock))

        yield make


@pytest.fixture
def store(make_store: Callable[[], Store]) -> Store:
    return make_store()
