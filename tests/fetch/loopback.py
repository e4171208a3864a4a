"""Servers on loopback that say exactly what a test tells them to, count what they see, and leave nothing behind."""

import asyncio
import gzip
import socket
import ssl
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cache

from mediakit.fetch.asyncweb import AsyncWebFetch
from mediakit.fetch.dial import Rules
from mediakit.fetch.exchange import _tls
from mediakit.fetch.lookup import SystemLookup
from mediakit.fetch.web import WebFetch
from mediakit.flow import Request, Response
from mediakit.policy import Limits, refusal

HOST = "127.0.0.1"
# Tests decide themselves when the time is up; a run that hangs all the same ends here.
PATIENCE = 20.0


def ok(body: bytes = b"", kind: str = "text/html", **headers: str) -> bytes:
    """A whole good answer."""
    lines = [f"content-type: {kind}", f"content-length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(["HTTP/1.1 200 OK", *lines, "", ""]).encode("latin-1") + body


def packed(body: bytes, kind: str = "text/html") -> bytes:
    """The same, gzipped."""
    return ok(gzip.compress(body, 9), kind, content_encoding="gzip")


class Talk:
    """One connection as the server sees it."""

    def __init__(self, server: "Server", conn: socket.socket) -> None:
        self._server = server
        self._conn = conn
        self.head = b""

    def send(self, data: bytes) -> None:
        self._conn.sendall(data)
        self._server.sent += len(data)

    def drip(self, data: bytes, pause: float = 0.03) -> None:
        """A byte at a time, for ever: the data again and again."""
        while not self._server.stopped.wait(pause):
            for byte in data:
                self.send(bytes([byte]))
                if self._server.stopped.wait(pause):
                    return

    def stay_silent(self) -> None:
        self._server.stopped.wait(PATIENCE)

    def read_head(self) -> bool:
        received = b""
        while b"\r\n\r\n" not in received:
            piece = self._conn.recv(65536)
            if not piece:
                return False
            received += piece
        self.head = received
        return True


Answer = bytes | Callable[[Talk], object]


class Server:
    """Answers every request with the next of `answers`; the last one for ever after.

    With a `greeting` it says that at once to whoever connects, and nothing more.
    """

    def __init__(
        self,
        *answers: Answer,
        tls: ssl.SSLContext | None = None,
        greeting: bytes | None = None,
        address: tuple[str, int] = (HOST, 0),
    ) -> None:
        self._answers = list(answers)
        self._tls = tls
        self._greeting = greeting
        self._lock = threading.Lock()
        self.stopped = threading.Event()
        self.heads: list[bytes] = []
        self.connections = 0
        self.sent = 0
        self._open: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._listener = socket.create_server(address, backlog=128)
        self.port: int = self._listener.getsockname()[1]
        self._thread(self._accept)

    def url(self, path: str = "/", host: str = HOST) -> str:
        return f"{'https' if self._tls else 'http'}://{host}:{self.port}{path}"

    def _thread(self, target: Callable[..., None], *args: object) -> None:
        thread = threading.Thread(target=target, args=args, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                conn, _ = self._listener.accept()
            except OSError:
                return
            with self._lock:
                self.connections += 1
                self._open.append(conn)
            self._thread(self._serve, conn)

    def _serve(self, conn: socket.socket) -> None:
        try:
            conn.settimeout(PATIENCE)
            if self._greeting is not None:
                conn.sendall(self._greeting)
                self.stopped.wait(PATIENCE)
                return
            if self._tls is not None:
                conn = self._tls.wrap_socket(conn, server_side=True)
                with self._lock:
                    self._open.append(conn)
            talk = Talk(self, conn)
            while talk.read_head():
                with self._lock:
                    self.heads.append(talk.head)
                    answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
                if callable(answer):
                    answer(talk)
                    return
                talk.send(answer)
        except OSError:
            pass  # the client went away, which is what most of these tests want
        finally:
            conn.close()

    def close(self) -> None:
        self.stopped.set()
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            conns = list(self._open)
        for conn in conns:
            with suppress(OSError):  # the client may have closed it already
                conn.shutdown(socket.SHUT_RDWR)
            conn.close()
        for thread in self._threads:
            thread.join(PATIENCE)

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Looped:
    """An AsyncWebFetch called as if it were a WebFetch, in an event loop of its own."""

    def __init__(self, limits: Limits | None = None, **options: object) -> None:
        self._runner = asyncio.Runner()
        self._closed = False
        self.fetch = AsyncWebFetch(limits, **options)  # type: ignore[arg-type]

    @property
    def _rules(self) -> Rules:
        return self.fetch._rules

    @_rules.setter
    def _rules(self, rules: Rules) -> None:
        self.fetch._rules = rules

    def __call__(self, request: Request, deadline: float | None = None) -> Response:
        if self._closed:
            return asyncio.run(self.fetch(request, deadline))
        return self._runner.run(self.fetch(request, deadline))

    def close(self) -> None:
        async def closed() -> None:
            await self.fetch.close()

        if not self._closed:
            self._closed = True
            self._runner.run(closed())
            self._runner.close()
            self.fetch._threads.shutdown()

    def __enter__(self) -> "Looped":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


Opening = Callable[..., WebFetch]
FETCHES: dict[str, Opening] = {"requests": WebFetch, "aiohttp": Looped}  # type: ignore[dict-item]


def may_ask_loopback(fetch: Opening) -> Opening:
    """The maker of a fetch that may ask loopback servers, as a newsroom's own."""

    def made(limits: Limits | None = None, **options: object) -> WebFetch:
        options.setdefault("allow_hosts", (HOST, "localhost"))
        return fetch(limits or Limits(total=5.0), **options)

    return made


ours = may_ask_loopback(WebFetch)


def rules(**changes: object) -> Rules:
    made = Rules(limits=Limits(), lookup=SystemLookup(), own=lambda address: False, tls=cache(lambda: _tls(None)))
    return replace(made, **changes)  # type: ignore[arg-type]


def only_loopback_is_public(address: str) -> str | None:
    """A judgement for tests of the guard itself: one loopback address plays the public web."""
    return None if address == HOST else refusal(address)


_watching: list[list[str]] = []
_hooked: list[bool] = []


def _watch(event: str, args: tuple[object, ...]) -> None:
    if event == "socket.connect" and _watching and isinstance(args[1], tuple):
        for seen in _watching:
            seen.append(str(args[1][0]))


@contextmanager
def connections_watched() -> Iterator[list[str]]:
    """Every address any code of this process connects to meanwhile, told by the interpreter itself."""
    if not _hooked:  # an audit hook cannot be taken out again
        sys.addaudithook(_watch)
        _hooked.append(True)
    seen: list[str] = []
    _watching.append(seen)
    try:
        yield seen
    finally:
        _watching.remove(seen)
