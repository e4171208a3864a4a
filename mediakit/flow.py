"""Flows: a conversation with the outside, written once, and the contract its two drivers keep.

A flow is a generator. It may only ask, remember and wait: it yields an effect (or a tuple of effects, done side by
side) and is sent the answer; an effect that fails is thrown into it at the `yield`. In a tuple a failed effect comes
back as the error itself, as a value, so that one side question cannot lose the others.

    def title_of(url: str) -> Flow[str]:
        answer = yield Ask(Request(url=url))
        return answer.body.decode()

Whoever reads a flow sees the whole conversation. `run` and `arun` answer it; they share every line but the waiting.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, TypeAlias, TypeVar

from mediakit.embed import Embed, FrozenMap
from mediakit.errors import MediaKitError

T = TypeVar("T")

NO_HEADERS: FrozenMap[str] = FrozenMap()

Purpose: TypeAlias = Literal["page", "oembed", "image", "audio", "feed", "text"]


@dataclass(frozen=True, kw_only=True)
class Request:
    """One hop: a URL to be asked once, redirects not followed.

    `purpose` chooses the limits and the content types that are let in; `headers` are added to our own, names lower
    case; `byte_range` asks for a stretch of bytes (first, last), both included.
    """

    url: str
    method: Literal["GET", "HEAD", "POST"] = "GET"
    purpose: Purpose = "page"
    headers: FrozenMap[str] = NO_HEADERS
    body: bytes | None = None
    byte_range: tuple[int, int] | None = None


@dataclass(frozen=True, kw_only=True)
class Response:
    """What came back from one hop: any status, header names lower case, the body without its gzip and within limits.

    The body of a redirect or of an error is never read: it is `b""`.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = field(default=b"", repr=False)  # a task or a log that shows the answer shows no megabytes

    @property
    def content_type(self) -> str | None:
        """The Content-Type header as it was sent, or `None`."""
        return self.headers.get("content-type")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """An embed as the store keeps it.

    Until `fresh_until` it is served as it is; after that it is asked again, and until `stale_until` it is served while
    another asks and when asking fails. `None` there means for ever, which is what every embed gets: it may be all there
    is. `negative`: why nothing could be learned, so that a host that fails is not asked again at once; its `embed` says
    no more than the address does. `forgotten` is a tombstone: the reason of a takedown, which no refresh undoes.
    Times are POSIX seconds; `saved` is when the asking began.
    """

    key: str
    embed: Embed | None
    saved: float
    fresh_until: float
    stale_until: float | None = None
    negative: str | None = None
    forgotten: str | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask one URL, one hop; answered by a `Response`."""

    request: Request


@dataclass(frozen=True, slots=True)
class Load:
    """Look a key up in the store; answered by an `Entry` or `None`."""

    key: str


@dataclass(frozen=True, slots=True)
class Save:
    """Keep an entry in the store; answered by whether it was kept. With the lease's token a late leader is refused."""

    entry: Entry
    token: int | None = None


@dataclass(frozen=True, slots=True)
class Lease:
    """Claim a key for some seconds: one asks, the others wait; answered by a fencing token, or `None` if taken."""

    key: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Release:
    """Give a lease back; answered by `None`."""

    key: str
    token: int


@dataclass(frozen=True, slots=True)
class Wait:
    """Wait some seconds; answered by `None`."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Now:
    """The time, as POSIX seconds; answered by a `float`."""


Effect: TypeAlias = Ask | Load | Save | Lease | Release | Wait | Now
Effects: TypeAlias = Effect | tuple[Effect, ...]
Flow: TypeAlias = Generator[Effects, Any, T]


class Fetch(Protocol):
    """Answers `Ask`: one hop, within the deadline (POSIX seconds, `None` for the limit's own)."""

    def __call__(self, request: Request, deadline: float | None = None) -> Response: ...


class AsyncFetch(Protocol):
    """Answers `Ask` in an event loop."""

    async def __call__(self, request: Request, deadline: float | None = None) -> Response: ...


class Store(Protocol):
    """Answers `Load`, `Save`, `Lease` and `Release`. Safe to use from several threads at once."""

    def load(self, key: str) -> Entry | None: ...
    def save(self, entry: Entry, token: int | None = None) -> bool: ...
    def lease(self, key: str, seconds: float) -> int | None: ...
    def release(self, key: str, token: int) -> None: ...


Outcome: TypeAlias = Any | MediaKitError
