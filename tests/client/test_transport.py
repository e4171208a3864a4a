"""What the resolvers ask with when nobody gives them a fetch: with manners, and in a loop with aiohttp if there."""

import asyncio
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

import mediakit.fetch
from mediakit.client import AsyncResolver, Resolver

HOSTS = ("127.0.0.1",)


class Page(BaseHTTPRequestHandler):
    statuses: list[int]
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        body = b"<title>Ferry sinks</title>"
        self.send_response(self.statuses.pop(0) if self.statuses else 200)
        self.send_header("content-type", "text/html")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def busy() -> Iterator[str]:
    """The address of a page whose server cannot at first."""
    page = type("BusyPage", (Page,), {"statuses": [503]})
    with ThreadingHTTPServer(("127.0.0.1", 0), page) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/story"
        server.shutdown()
        thread.join()


async def in_a_loop(url: str) -> tuple[str | None, set[str]]:
    async with AsyncResolver(allow_hosts=HOSTS) as resolver:
        title = (await resolver.resolve(url)).title
        return title, {thread.name.rpartition("_")[0] for thread in threading.enumerate()}


def test_a_server_that_cannot_at_first_is_asked_again(busy: str) -> None:
    with Resolver(allow_hosts=HOSTS) as resolver:
        assert resolver.resolve(busy).title == "Ferry sinks"


def test_in_a_loop_it_is_aiohttp(busy: str) -> None:
    title, threads = asyncio.run(in_a_loop(busy))
    assert title == "Ferry sinks" and "mediakit-web" not in threads


def test_without_aiohttp_it_is_threads(busy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "aiohttp", None)
    for module in ("mediakit.fetch.asyncweb", "mediakit.fetch.asyncguard"):
        monkeypatch.delitem(sys.modules, module, raising=False)
    monkeypatch.delitem(mediakit.fetch.__dict__, "AsyncWebFetch", raising=False)
    title, threads = asyncio.run(in_a_loop(busy))
    assert title == "Ferry sinks" and "mediakit-web" in threads


def test_a_closed_resolver_asks_nobody(busy: str) -> None:
    async def main() -> None:
        resolver = AsyncResolver(allow_hosts=HOSTS)
        await resolver.resolve(busy)
        await resolver.close()
        with pytest.raises(RuntimeError):
            await resolver.resolve(busy)

    asyncio.run(main())
