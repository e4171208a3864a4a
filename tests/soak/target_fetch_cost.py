"""What a fetch may cost: T3, time, whatever a server or a resolver is slow at; T4, memory, whatever it sends."""

from __future__ import annotations

import gzip
import json
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import certificates
from campaign import HERE, Outcome, Target
from loopback import FETCHES, HOST, PATIENCE, Answer, Opening, Server, Talk, may_ask_loopback, ok
from phases import HEAD, SLOW, then_drip

from mediakit.client import Resolver
from mediakit.errors import FetchTimeout, MediaKitError
from mediakit.fetch.lookup import SystemLookup
from mediakit.flow import Request
from mediakit.policy import Limits, MiB

DEADLINE = 1.0
SLACK = 0.25
# The tests run a sample on machines with other things to do: there only that it ends is judged.
PATIENT = 5.0

# ---- T3 --------------------------------------------------------------------------------------------------------------


def in_time(dice: random.Random, share: float) -> Outcome:
    """T3: each phase, with each fetch, ends by its deadline."""
    phases = list(_phases())
    if share < 1:
        phases = dice.sample(phases, max(4, round(len(phases) * share)))
    slack, worst, broken = SLACK if share >= 1 else PATIENT, 0.0, []
    for name, phase in phases:
        for library, opened in FETCHES.items():
            begun = time.monotonic()
            try:
                with phase(opened) as ask:
                    begun = time.monotonic()
                    ask()
                    broken.append(f"{library}, {name}: it was answered")
            except FetchTimeout:
                pass
            except MediaKitError as error:
                broken.append(f"{library}, {name}: {type(error).__name__} {error}")
            took = _took.pop() - begun
            worst = max(worst, took)
            if took > DEADLINE + slack:
                broken.append(f"{library}, {name}: {took:.2f} s for a deadline of {DEADLINE} s")
    figure = f"{len(phases)} phases over each of {', '.join(FETCHES)}: the latest {worst:.2f} s for {DEADLINE} s"
    return Outcome(figure, tuple(broken))


_took: list[float] = []


@contextmanager
def _timed(stack: ExitStack) -> Iterator[ExitStack]:
    """The servers of a phase; the time is noted before they are torn down."""
    with stack:
        try:
            yield stack
        finally:
            _took.append(time.monotonic())


Phase = Callable[[Opening], object]


def _phases() -> Iterator[tuple[str, Phase]]:
    for name, answer in SLOW.items():
        yield name, _served(answer)
        yield f"{name}, inside TLS", _served(answer, tls=True)
    for status in (301, 404, 500):
        head = f"HTTP/1.1 {status} X\r\nx-a: ".encode()
        yield f"an endless header of a {status}", _served(then_drip(head, b"b"))
    picture = b"HTTP/1.1 200 OK\r\ncontent-type: image/png\r\n\r\n"
    yield "a picture that drips", _served(then_drip(picture, b"\x89"), "image")
    yield "a server that accepts and says nothing to TLS", _served(Talk.stay_silent, tls=True, greeting=b"")
    yield "a server that drips where TLS should be", _served(then_drip(b"", b"\x16"), raw=True)
    yield "a server that never accepts", _unaccepted
    yield "a resolver that never answers", _unresolved
    yield "redirects without end", _redirected


def _served(
    answer: Answer, purpose: str = "page", *, tls: bool = False, greeting: bytes | None = None, raw: bool = False
) -> Phase:
    @contextmanager
    def phase(opened: Opening) -> Iterator[Callable[[], object]]:
        with _timed(ExitStack()) as stack:
            options: dict[str, object] = {}
            context, host = None, HOST
            if tls or raw:
                folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
                bundle, context, _ = certificates.make(folder, "good.example")
                host = "good.example"
                options = {"allow_hosts": (host,), "lookup": lambda name, seconds: (HOST,), "ca_bundle": str(bundle)}
            server = stack.enter_context(Dripping() if raw else Server(answer, tls=context, greeting=greeting))
            fetch = stack.enter_context(may_ask_loopback(opened)(Limits(total=DEADLINE), **options))
            url = server.url(host=host).replace("http:", "https:") if raw else server.url(host=host)
            yield lambda: fetch(Request(url=url, purpose=purpose))  # type: ignore[arg-type]

    return phase


class Dripping(Server):
    """Drips bytes at whoever connects, without waiting for a word."""

    def _serve(self, conn: socket.socket) -> None:
        try:
            Talk(self, conn).drip(b"\x16\x03\x01\x40\x00")
        except OSError:
            pass  # the client went away
        finally:
            conn.close()


@contextmanager
def _unaccepted(opened: Opening) -> Iterator[Callable[[], object]]:
    """A listener whose queue is full: the kernel drops whoever knocks."""
    with _timed(ExitStack()) as stack:
        listener = stack.enter_context(socket.create_server((HOST, 0), backlog=0))
        address = listener.getsockname()
        for _ in range(4):
            knocking = stack.enter_context(socket.socket())
            knocking.setblocking(False)
            knocking.connect_ex(address)
        fetch = stack.enter_context(may_ask_loopback(opened)(Limits(total=DEADLINE)))
        yield lambda: fetch(Request(url=f"http://{HOST}:{address[1]}/"))


@contextmanager
def _unresolved(opened: Opening) -> Iterator[Callable[[], object]]:
    over = threading.Event()
    with _timed(ExitStack()) as stack:
        stack.callback(over.set)

        def hang(*args: object, **options: object) -> list[object]:
            over.wait(PATIENCE)
            return []

        fetch = stack.enter_context(opened(Limits(total=DEADLINE), lookup=SystemLookup(hang)))
        yield lambda: fetch(Request(url="https://slow.example/"))


@contextmanager
def _redirected(opened: Opening) -> Iterator[Callable[[], object]]:
    """Each hop in good time, and never an end: the deadline is that of the whole conversation."""

    def later(talk: Talk) -> None:
        time.sleep(DEADLINE / 3)
        talk.send(f"HTTP/1.1 302 X\r\nlocation: /{random.random()}\r\ncontent-length: 0\r\n\r\n".encode())

    with _timed(ExitStack()) as stack:
        server = stack.enter_context(Server(later))
        fetch = stack.enter_context(may_ask_loopback(opened)(Limits(total=DEADLINE)))
        limits = Limits(redirects=50)
        resolver = stack.enter_context(Resolver(fetch=fetch, limits=limits, allow_hosts=(HOST,)))

        def ask() -> None:
            embed = resolver.resolve(server.url(), deadline=DEADLINE)
            if any(warning.code == "deadline" for warning in embed.warnings):
                raise FetchTimeout(server.url(), "the deadline came, and the answer is what is known offline")

        yield ask


# ---- T4 --------------------------------------------------------------------------------------------------------------

MOST = 2 * MiB
GROWTH = 8 * MiB
BOMB = 400 * MiB


def in_memory(dice: random.Random, share: float) -> Outcome:
    """T4: each answer is asked by a process of its own, whose largest size is looked at before and after."""
    cases = [(library, *case) for case in _answers() for library in FETCHES]
    if share < 1:
        cases = dice.sample(cases, max(4, round(len(cases) * share)))
    broken, worst, most = [], "", 0
    if _asked("requests", ok(b"<p>"), "control")["growth"] <= GROWTH:
        broken.append("the measure does not see sixteen MiB")
    for library, name, answer, purpose in cases:
        seen = _asked(library, answer, purpose)
        if seen["growth"] > GROWTH:
            broken.append(f"{library}, {name}: grew by {seen['growth'] / MiB:.1f} MiB ({seen['outcome']})")
        if seen["growth"] >= most:
            most, worst = seen["growth"], f"{library}, {name}"
    figure = f"{len(cases)} answers, up to {BOMB >> 20} MiB unpacked: at most {most / MiB:.1f} MiB more ({worst})"
    return Outcome(figure, tuple(broken))


def _asked(library: str, answer: Answer, purpose: str) -> dict[str, Any]:
    """What a process of its own tells of asking for this answer, after two small ones."""
    with Server(ok(b"<p>warm"), ok(b"<p>warm"), answer) as server:
        asker = [sys.executable, str(HERE / "asker.py"), library, server.url(), purpose, str(MOST)]
        told = subprocess.run(asker, capture_output=True, text=True, timeout=60)
    if told.returncode:
        return {"growth": sys.maxsize, "outcome": told.stderr[-300:]}
    seen: dict[str, Any] = json.loads(told.stdout)
    return seen


def _answers() -> Iterator[tuple[str, Answer, str]]:
    packed = {"gzip": _bomb(31), "deflate": _bomb(15), "raw deflate": _bomb(-15)}
    for coding, body in packed.items():
        said = coding.removeprefix("raw ")
        yield f"{coding} page", _says(200, body, said), "page"
        yield f"{coding} oEmbed", _says(200, body, said, "application/json"), "oembed"
    bomb = packed["gzip"]
    yield "gzip picture", _says(200, bomb, "gzip", "image/png"), "image"
    yield "gzip feed", _says(200, bomb, "gzip", "text/xml"), "feed"
    yield "gzip of gzip", _says(200, gzip.compress(bomb), "gzip, gzip"), "page"
    yield "gzip of gzip called gzip", _says(200, gzip.compress(bomb), "gzip"), "page"
    yield "many gzip files", _says(200, gzip.compress(bytes(1 << 16)) * 900, "gzip"), "page"
    for coding in ("br", "zstd", "compress", "identity, gzip", "gzip, br"):
        yield f"a coding called {coding}", _says(200, bomb, coding), "page"
    for status in (201, 203, 206, 300, 301, 302, 303, 307, 308, 400, 401, 404, 410, 418, 429, 500, 503):
        yield f"gzip with status {status}", _says(status, bomb, "gzip"), "page"
        yield f"an endless body with status {status}", _endless(status), "page"
    yield "an endless picture", _endless(200, "image/png"), "image"
    yield "an endless chunk extension", _flood(HEAD + b"transfer-encoding: chunked\r\n\r\n5;", b"e" * 65536), "page"
    yield "endless small chunks", _flood(HEAD + b"transfer-encoding: chunked\r\n\r\n", b"1\r\nx\r\n" * 9000), "page"
    yield "endless trailers", _flood(HEAD + b"transfer-encoding: chunked\r\n\r\n0\r\n", b"x-a: b\r\n" * 9000), "page"
    yield "endless headers", _flood(HEAD, b"x-a: b\r\n" * 9000), "page"
    yield "an endless header", _flood(HEAD + b"x-a: ", b"b" * 65536), "page"
    yield "endless continues", _flood(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 3000), "page"
    yield "an endless status line", _flood(b"HTTP/1.1 200 ", b"O" * 65536), "page"


_bombs: dict[int, bytes] = {}


def _bomb(wbits: int) -> bytes:
    if wbits not in _bombs:
        packer = zlib.compressobj(9, wbits=wbits)
        piece = bytes(MiB)
        _bombs[wbits] = b"".join(packer.compress(piece) for _ in range(BOMB // MiB)) + packer.flush()
    return _bombs[wbits]


def _says(status: int, body: bytes, coding: str, kind: str = "text/html") -> Answer:
    head = f"HTTP/1.1 {status} X\r\ncontent-type: {kind}\r\nlocation: /x\r\ncontent-encoding: {coding}\r\n"
    return head.encode() + f"content-length: {len(body)}\r\n\r\n".encode() + body


def _endless(status: int, kind: str = "text/html") -> Answer:
    return _flood(f"HTTP/1.1 {status} X\r\ncontent-type: {kind}\r\nlocation: /x\r\n\r\n".encode(), bytes(65536))


def _flood(first: bytes, drop: bytes) -> Answer:
    def answer(talk: Talk) -> None:
        talk.send(first)
        for _ in range(BOMB // 65536):
            talk.send(drop)

    return answer


TARGETS = (
    Target("T3", f"every hostile phase ends by its deadline + {SLACK} s", in_time),
    Target("T4", f"memory grows by {GROWTH >> 20} MiB at most, at a cap of {MOST >> 20} MiB", in_memory),
)
