"""Asking the web in an event loop, with aiohttp (`pip install mediakit[async]`): the same guard, limits and answers."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from types import TracebackType
from typing import Final, Self

import aiohttp
from aiohttp.http_exceptions import HttpProcessingError
from yarl import URL

from mediakit.errors import FetchError, FetchTimeout, ForbiddenURL
from mediakit.fetch import exchange
from mediakit.fetch.asyncguard import AHEAD, AsyncLine
from mediakit.fetch.dial import Hop
from mediakit.fetch.lookup import AT_ONCE, NameLookup
from mediakit.flow import Request, Response
from mediakit.policy import Limits, check_url, shown
from mediakit.url import Url

# As for `web`: lines kept between asks, and hosts that each of them keeps a connection to.
KEPT_LINES: Final = 32
KEPT_HOSTS: Final = 4

_FOREIGN: Final = (aiohttp.ClientError, HttpProcessingError, OSError, ValueError)


class AsyncWebFetch:
    """`WebFetch` for an event loop: the same options, answers and errors. Close it, or use it in an `async with`.

    It belongs to the loop that first asks with it. Names are looked up in threads of its own, 64 at most.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        user_agent: str | None = None,
        contact: str | None = None,
        allow_hosts: Iterable[str] = (),
        refuse: Iterable[str] = (),
        egress_proxy: str | None = None,
        ca_bundle: str | None = None,
        lookup: NameLookup | None = None,
    ) -> None:
        self._rules = exchange.rules(
            limits,
            allow_hosts=allow_hosts,
            refuse=refuse,
            egress_proxy=egress_proxy,
            ca_bundle=ca_bundle,
            lookup=lookup,
        )
        self._user_agent = exchange.who(user_agent, contact)
        self._threads = ThreadPoolExecutor(AT_ONCE, "mediakit-lookup")
        self._lines: list[AsyncLine] = []
        self._home: tuple[asyncio.AbstractEventLoop, int] | None = None
        self._closed = False

    async def __call__(self, request: Request, deadline: float | None = None) -> Response:
        """Ask once, as `WebFetch` does: the same errors are raised."""
        limits = self._rules.limits
        url = check_url(request.url, limits, self._rules.allow_hosts)
        headers = exchange.question(request, self._user_agent)
        seconds = limits.total if deadline is None else min(limits.total, deadline - time.time())
        if seconds <= 0:
            raise FetchTimeout(shown(request.url), f"the deadline had passed before {url.host} was asked")
        hop = Hop(url, seconds, limits.headers + AHEAD)
        try:
            async with asyncio.timeout(seconds), self._line() as line:
                line.begin(hop)
                try:
                    return await _ask(line, request, url, headers)
                except FetchError as error:
                    # A connection kept from an earlier ask may have been closed just now (RFC 9112, 9.3.1).
                    if hop.dialled or request.method == "POST" or type(error) is not FetchError:
                        raise
                line.spent = True
                async with self._line(fresh=True) as line:
                    hop.again(limits.headers + AHEAD)
                    line.begin(hop)
                    return await _ask(line, request, url, headers)
        except TimeoutError:
            raise hop.late() from None

    async def close(self) -> None:
        """Close every connection. Closing twice does no harm."""
        self._closed = True
        lines, self._lines = self._lines, []
        for line in lines:
            await line.close()
        await asyncio.sleep(0)  # the loop lets go of sockets in its next round
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        await self.close()

    @asynccontextmanager
    async def _line(self, *, fresh: bool = False) -> AsyncIterator[AsyncLine]:
        """A line nobody else uses meanwhile: the one used last, whose connections are the likeliest to be open."""
        if self._closed:
            raise RuntimeError("this AsyncWebFetch is closed")
        home = (asyncio.get_running_loop(), os.getpid())
        if self._home not in (None, home):
            raise RuntimeError("an AsyncWebFetch belongs to the event loop and the process that first asked with it")
        self._home = home
        line = AsyncLine(self._rules, self._threads) if fresh or not self._lines else self._lines.pop()
        try:
            yield line
        finally:
            if self._closed or line.spent or len(self._lines) >= KEPT_LINES or len(line.hosts) > KEPT_HOSTS:
                await line.close()
            else:
                self._lines.append(line)


async def _ask(line: AsyncLine, request: Request, url: Url, headers: Mapping[str, str]) -> Response:
    hop, egress = line.hop, line.rules.egress
    line.hosts.add((url.host, url.port))
    try:
        answer = await line.session.request(
            request.method,
            URL(str(url._replace(fragment="")), encoded=True),
            headers=headers,
            data=request.body,
            allow_redirects=False,
            ssl=line.rules.tls() if url.scheme == "https" or egress is not None else True,
            proxy=None if egress is None else egress.url,
        )
    except _FOREIGN as error:
        raise _failed(line, error) from None
    try:
        if not line.read or not hop.asked:
            raise ForbiddenURL(hop.shown, "this version of aiohttp reads past the guard")
        hop.doing = "reading the answer"
        received = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in answer.raw_headers]
        reading = exchange.reading(hop, line.rules.limits, request, answer.status, received)
        hop.left_bytes += AHEAD
        body = reading.body
        line.spent = body is None  # what follows an answer that was not read is nobody's answer
        while body is not None and body.wants:
            piece = await answer.content.read(body.wants)
            if not piece:
                break
            body.feed(piece)
        return reading.response()
    except _FOREIGN as error:
        raise _failed(line, error) from None
    finally:
        answer.close()


def _failed(line: AsyncLine, error: BaseException) -> FetchError:
    """A foreign error as ours, without its text where that holds the URL."""
    hop = line.hop
    if line.error is not None:
        return line.error
    if isinstance(error, aiohttp.ClientResponseError | HttpProcessingError):
        return hop.failed(f"{_printable(error.message)} ({hop.doing})")
    if isinstance(error, aiohttp.ServerDisconnectedError | aiohttp.ClientPayloadError):
        words = f"the connection was closed before the answer was whole ({hop.doing})"
        return hop.failed(words, cause=ConnectionError())
    return exchange.failed(hop, error)


def _printable(words: str) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in words).split())[:160]
