"""What only a server must stand: one of a newer release, broken values, passwords, a server that dies meanwhile."""

import sys
from pathlib import Path

import pytest
from store_makers import NO_SERVER, SERVER, URL, entry, running_redis

from mediakit.client import Resolver
from mediakit.errors import StoreError
from mediakit.flow import Request, Response
from mediakit.store import RedisStore

pytestmark = pytest.mark.skipif(SERVER is None, reason=NO_SERVER)


def fetch(request: Request, deadline: float | None = None) -> Response:
    return Response(url=request.url, status=200, headers={"content-type": "text/html"}, body=b"<title>Here</title>")


def test_stores_of_different_names_share_a_server_and_nothing_else(redis_url: str) -> None:
    with RedisStore(redis_url, name="one") as one, RedisStore(redis_url, name="other") as other:
        one.save(entry())
        one.forget("gone", "asked")
        assert other.load("k") is None and list(other.entries()) == []
        assert one.lease("k", 9.0) is not None and other.lease("k", 9.0) is not None


def test_a_newer_store_is_refused_in_words(redis_url: str) -> None:
    with RedisStore(redis_url, name="newer") as store:
        store._redis.set("{newer}:form", 2)
    with pytest.raises(StoreError, match="made by a newer mediakit"):
        RedisStore(redis_url, name="newer")


def test_a_broken_value_names_its_key_and_can_be_saved_over_and_forgotten(redis_url: str) -> None:
    with RedisStore(redis_url, name="broken") as store:
        store.save_many([entry("k"), entry("other")])
        for text in (b"{", b'{"schema":1}', b"\xff"):
            store._redis.hset("{broken}:entry:k", "text", text)
            with pytest.raises(StoreError, match="'k' can't be read"):
                store.load("k")
        assert store.save(entry("k", title="B", saved=2.0))
        assert store.load("k") == entry("k", title="B", saved=2.0)
        store._redis.hset("{broken}:entry:k", "text", b"{")
        assert store.forget("k", "asked").keys == ("k",)
        store._redis.hset("{broken}:entry:other", "text", b'{"quoted": "third" \xff')
        assert store.forget("third", "asked").keys == ("third",)
        assert [each.key for each in store.entries()] == ["k", "third"]


def test_leases_go_by_the_clock_of_the_server(redis_url: str) -> None:
    with RedisStore(redis_url, name="clock") as store:
        first = store.lease("k", 60.0)
        assert store.lease("k", 60.0) is None
        assert store.lease("short", -1.0) is not None
        assert store.lease("short", 60.0) is not None
        assert first is not None
        store.release("k", first)
        assert store.lease("k", 60.0) is not None
        store.forget("k", "asked")
        stone = store.load("k")
        assert stone is not None and stone.saved > 1.7e9


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("redis://127.0.0.1:1/0", "see that the server runs"),
        ("http://127.0.0.1/", "must specify one of the following schemes"),
        ("redis://127.0.0.1:port/", "redis://127.0.0.1:port/"),
    ],
)
def test_a_server_that_cannot_be_reached_is_said_with_the_way_out(url: str, words: str) -> None:
    with pytest.raises(StoreError) as refused:
        RedisStore(url)
    assert words in str(refused.value)


def test_without_the_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "redis", None)
    with pytest.raises(StoreError, match=r"pip install 'mediakit\[redis\]'"):
        RedisStore()


def test_a_server_that_dies_costs_a_warning_never_the_answer(tmp_path: Path) -> None:
    with running_redis(tmp_path) as url:
        store = RedisStore(url, patience=1.0)
    with store, Resolver(fetch=fetch, store=store) as resolver:
        embed = resolver.resolve(URL)
    assert embed.title == "Here"
    assert {warning.code for warning in embed.warnings} == {"store"}
