"""The guard for aiohttp: it fails closed when aiohttp changes under it, and leaves nothing behind."""

import asyncio
import gc
import os
import ssl
import threading
from pathlib import Path
from typing import Any

import aiohttp
import certificates
import pytest
from aiohttp.client_proto import ResponseHandler
from loopback import HOST, Looped, Server, Talk, connections_watched, may_ask_loopback, ok, packed

from mediakit.errors import FetchError, FetchTimeout, ForbiddenURL, MediaKitError
from mediakit.fetch import AsyncWebFetch, asyncguard
from mediakit.flow import Request
from mediakit.policy import Limits

looped = may_ask_loopback(Looped)  # type: ignore[arg-type]
PAST = pytest.raises(ForbiddenURL, match="past the guard")


@pytest.mark.parametrize("host", [HOST, "localhost"])
def test_nothing_is_connected_when_aiohttp_connects_by_itself(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    monkeypatch.delattr(asyncguard._Connector, "_create_direct_connection")
    with Server(ok()) as server, looped() as fetch, connections_watched() as connections, PAST:
        fetch(Request(url=server.url(host=host)))
    assert connections == [] and server.connections == 0


def test_nothing_is_asked_when_the_bytes_would_not_be_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    made = asyncguard._Connector.__init__

    def uncounted(self: asyncguard._Connector, line: asyncguard.AsyncLine) -> None:
        made(self, line)
        self._factory = lambda: ResponseHandler(asyncio.get_running_loop())

    monkeypatch.setattr(asyncguard._Connector, "__init__", uncounted)
    with Server(ok()) as server, looped() as fetch, PAST:
        fetch(Request(url=server.url()))
    assert server.heads == []


def test_nothing_is_read_when_the_question_was_not_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(asyncguard._Connector, "connect")
    with Server(ok()) as server, looped() as fetch, PAST:
        fetch(Request(url=server.url()))


def test_no_redirect_is_followed_when_aiohttp_would(monkeypatch: pytest.MonkeyPatch) -> None:
    request = aiohttp.ClientSession.request

    def following(self: aiohttp.ClientSession, *args: Any, **options: Any) -> Any:
        return request(self, *args, **{**options, "allow_redirects": True})

    monkeypatch.setattr(aiohttp.ClientSession, "request", following)
    with Server(ok(b"inside")) as inside, looped() as fetch:
        for place in (inside.url(), inside.url(host="localhost")):
            said = f"HTTP/1.1 302 X\r\nlocation: {place}\r\ncontent-length: 0\r\n\r\n".encode()
            with Server(said) as server, pytest.raises((FetchError, ForbiddenURL)):
                fetch(Request(url=server.url()))
    assert inside.heads == []


def test_tls_made_past_the_guard_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bundle, context, _ = certificates.make(tmp_path, "good.example")
    create = asyncio.BaseEventLoop.create_connection

    async def carelessly(self: Any, *args: Any, **options: Any) -> Any:
        return await create(self, *args, **{**options, "ssl": ssl._create_unverified_context()})

    monkeypatch.setattr(asyncio.BaseEventLoop, "create_connection", carelessly)
    options = {"allow_hosts": ("good.example",), "lookup": lambda host, seconds: (HOST,), "ca_bundle": str(bundle)}
    with Server(ok(), tls=context) as server, looped(**options) as fetch, PAST:
        fetch(Request(url=server.url(host="good.example")))
    assert server.heads == []


def open_files() -> int:
    folder = Path("/proc/self/fd")
    return len(list(folder.iterdir())) if folder.is_dir() else 0


def test_many_tasks_leave_no_descriptor_and_no_thread_behind() -> None:
    def hang_up(talk: Talk) -> None:
        talk.send(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nab")

    async def main(server: Server) -> list[str]:
        async with AsyncWebFetch(Limits(total=10), allow_hosts=(HOST, "localhost")) as fetch:

            async def ask(number: int) -> str:
                try:
                    answer = await fetch(Request(url=server.url(f"/{number}", host=("localhost", HOST)[number % 2])))
                except MediaKitError as error:
                    return type(error).__name__
                return answer.body.decode() or str(answer.status)

            some = asyncio.Semaphore(64)

            async def limited(number: int) -> str:
                async with some:
                    return await ask(number)

            return await asyncio.gather(*map(limited, range(400)))

    before = (open_files(), threading.active_count())
    moved = b"HTTP/1.1 302 X\r\nlocation: /\r\ncontent-length: 9\r\n\r\n"
    with Server(*[ok(b"good"), hang_up, packed(b"good"), moved] * 60, ok(b"good")) as server:
        seen = asyncio.run(main(server))
    for thread in threading.enumerate():
        if thread.name.startswith("mediakit-lookup"):
            thread.join(5)
    gc.collect()
    assert set(seen) == {"good", "302", "FetchError"}
    assert (open_files(), threading.active_count()) == before


def test_a_task_that_is_cancelled_lets_go_of_its_connection() -> None:
    async def main(server: Server) -> bytes:
        async with AsyncWebFetch(allow_hosts=(HOST,)) as fetch:
            for _ in range(5):
                with pytest.raises(TimeoutError):
                    await asyncio.wait_for(fetch(Request(url=server.url())), 0.05)
            return (await fetch(Request(url=server.url()))).body

    before = open_files()
    with Server(*[Talk.stay_silent] * 5, ok(b"good")) as server:
        assert asyncio.run(main(server)) == b"good"
    gc.collect()
    assert open_files() == before


def test_a_lookup_that_hangs_ends_with_the_deadline_and_stops_nobody() -> None:
    over = threading.Event()

    def lookup(host: str, seconds: float) -> tuple[str, ...]:
        if host == "slow.example":
            over.wait(20)
        return (HOST,)

    async def main(server: Server) -> tuple[object, bytes]:
        options: dict[str, Any] = {"allow_hosts": ("slow.example", "good.example"), "lookup": lookup}
        async with AsyncWebFetch(Limits(dns=0.3), **options) as fetch:
            slow = asyncio.create_task(fetch(Request(url=server.url(host="slow.example"))))
            good = (await fetch(Request(url=server.url(host="good.example")))).body
            return (await asyncio.gather(slow, return_exceptions=True))[0], good

    with Server(ok(b"good")) as server:
        late, good = asyncio.run(main(server))
    over.set()
    assert isinstance(late, FetchTimeout) and good == b"good"


def test_it_belongs_to_one_loop() -> None:
    with Server(ok()) as server:
        fetch = AsyncWebFetch(allow_hosts=(HOST,))

        async def ask() -> None:
            await fetch(Request(url=server.url()))

        async def ask_and_close() -> None:
            await ask()
            home, fetch._home = fetch._home, (asyncio.get_running_loop(), os.getpid() + 1)
            with pytest.raises(RuntimeError, match="event loop"):
                await ask()
            fetch._home = home
            await fetch.close()
            with pytest.raises(RuntimeError, match="closed"):
                await ask()

        asyncio.run(ask_and_close())
