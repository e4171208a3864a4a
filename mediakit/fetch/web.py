"""Asking the web: one hop at a time, to public addresses only, within a deadline and a number of bytes."""

from __future__ import annotations

import functools
import http.client
import os
import ssl
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import certifi
import requests
import urllib3

import mediakit
from mediakit.errors import BadAnswer, FetchError, FetchTimeout, TooLarge
from mediakit.fetch.decoding import Surplus, read_body
from mediakit.fetch.dial import Egress, Hop, Rules
from mediakit.fetch.guard import Line
from mediakit.fetch.lookup import NameLookup, SystemLookup
from mediakit.flow import Purpose, Request, Response
from mediakit.policy import KiB, Limits, check_url, portion, shown
from mediakit.url import Url, split

USER_AGENT: Final = f"mediakit/{mediakit.__version__} (link preview)"

# Lines kept between asks: each saves a session and a TLS handshake, and holds four idle connections at most; together
# they stay far below the 1,024 descriptors that many systems give a process.
KEPT_LINES: Final = 32

_ACCEPT: Final[Mapping[Purpose, str]] = {
    "page": "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5",
    "oembed": "application/json+oembed, application/json, text/xml+oembed;q=0.8, text/xml;q=0.8, */*;q=0.1",
    "image": "image/jpeg, image/png, image/webp, image/gif, image/*;q=0.5",
    "audio": "audio/*, video/*;q=0.9, */*;q=0.1",
    "feed": "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.1",
    "text": "text/vtt, application/x-subrip, application/json, text/*;q=0.9, */*;q=0.1",
}

# What only the transport may say: a caller who could set these would ask another host, or have answers it cannot read.
_OURS: Final = frozenset(
    "accept-encoding connection content-length cookie expect host keep-alive proxy-authorization proxy-connection "
    "range te trailer transfer-encoding upgrade".split()
)


class WebFetch:
    """Answers `flow.Ask` from the web. Safe to use from many threads at once; close it, or use it in a `with`.

    `user_agent`: who asks; name your site and a way to reach you. `allow_hosts`: names of the newsroom's own hosts,
    exactly as they stand in URLs, that may have private addresses and any port (never a cloud's metadata service).
    `egress_proxy`: the http(s) URL of a proxy that goes out for us; it looks names up, so it must judge addresses.
    `ca_bundle`: a file or folder of certificates to trust instead of those of requests. `lookup`: another resolver;
    its answers are judged all the same. Proxies, certificates and passwords in the environment are not read.

    Within one hop: a redirect is an answer, and its body and that of an error are never read. The body of a page is cut
    at its limit, since what we read of it is its head; a stretch of bytes is cut at its end; anything else that is
    longer than its limit is TooLarge. Cookies are neither sent nor kept nor handed on.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        user_agent: str | None = None,
        allow_hosts: Iterable[str] = (),
        egress_proxy: str | None = None,
        ca_bundle: str | None = None,
        lookup: NameLookup | None = None,
    ) -> None:
        self._rules = Rules(
            limits=limits or Limits(),
            lookup=lookup or SystemLookup(),
            allow_hosts=frozenset(map(_host, allow_hosts)),
            egress=None if egress_proxy is None else _egress(egress_proxy),
            tls=functools.cache(functools.partial(_tls, ca_bundle)),
        )
        self._user_agent = user_agent or USER_AGENT
        self._lock = threading.Lock()
        self._lines: list[Line] = []
        self._process = os.getpid()
        self._closed = False

    def __call__(self, request: Request, deadline: float | None = None) -> Response:
        """Ask once. `deadline` is in POSIX seconds; `Limits.total` holds in any case.

        Raises:
            ForbiddenURL: the URL, or an address its host has, may not be asked; nothing was connected.
            FetchTimeout: the deadline came first. TooLarge: the answer is longer than the limit for its purpose.
            FetchError: no name, no connection, no valid certificate, or an answer that breaks HTTP's rules.
            BadAnswer: a good answer of a type that this purpose does not let in.
        """
        limits = self._rules.limits
        url = check_url(request.url, limits, self._rules.allow_hosts)
        headers = _headers(request, self._user_agent)
        seconds = limits.total if deadline is None else min(limits.total, deadline - time.time())
        if seconds <= 0:
            raise FetchTimeout(shown(request.url), f"the deadline had passed before {url.host} was asked")
        with self._line() as line:
            hop = line.hop = Hop(url, seconds, limits.headers)
            try:
                return _ask(line, request, url, headers)
            except FetchError as error:
                # A connection kept from an earlier ask may have been closed by the server just now (RFC 9112, 9.3.1).
                if hop.dialled or request.method == "POST" or type(error) is not FetchError:
                    raise
            line.close()
            hop.left_bytes = limits.headers
            return _ask(line, request, url, headers)

    def close(self) -> None:
        """Close every connection; asks under way end first. Closing twice does no harm."""
        with self._lock:
            self._closed = True
            lines, self._lines = self._lines, []
        for line in lines:
            line.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @contextmanager
    def _line(self) -> Iterator[Line]:
        """A line nobody else uses meanwhile: the one used last, whose connections are the likeliest to be open."""
        with self._lock:
            if self._closed:
                raise RuntimeError("this WebFetch is closed")
            if self._process != os.getpid():  # after a fork two processes would speak over one connection
                self._process, self._lines = os.getpid(), []
            line = self._lines.pop() if self._lines else Line(self._rules)
        try:
            yield line
        finally:
            with self._lock:
                kept = not self._closed and len(self._lines) < KEPT_LINES
                if kept:
                    self._lines.append(line)
            if not kept:
                line.close()


def _ask(line: Line, request: Request, url: Url, headers: Mapping[str, str]) -> Response:
    hop = line.hop
    try:
        answer = line.session.request(
            request.method,
            str(url),
            headers=headers,
            data=request.body,
            timeout=hop.left(),
            allow_redirects=False,
            stream=True,
        )
    except (
        requests.RequestException,
        urllib3.exceptions.HTTPError,
        http.client.HTTPException,
        OSError,
        ValueError,
    ) as e:
        raise _failed(hop, e) from None
    with answer:
        try:
            return _response(line, request, answer)
        except (urllib3.exceptions.HTTPError, http.client.HTTPException, OSError, ValueError) as e:
            raise _failed(hop, e) from None


def _response(line: Line, request: Request, answer: requests.Response) -> Response:
    """The answer as a value, with as much of its body as the purpose lets in."""
    hop, limits = line.hop, line.rules.limits
    status = answer.status_code
    headers = _received(answer.headers)
    if status < 200:
        raise hop.failed(f"status {status} is no answer")
    how = portion(request.purpose, headers.get("content-type")) if status < 300 else "nothing"
    if how == "refused":
        kind = headers.get("content-type", "").partition(";")[0][:80]
        raise BadAnswer(hop.shown, f"{hop.host} sent {kind!r}, which is no {request.purpose}", "content-type")
    if how == "nothing" or request.method == "HEAD" or status == 204:
        return Response(url=request.url, status=status, headers=headers)
    most, surplus = _room(request, limits, status)
    if how == "start":
        most, surplus = min(most, limits.start), "cut"
    coding = headers.get("content-encoding")
    length = headers.get("content-length", "")
    if surplus == "refuse" and coding is None and length.isdecimal() and len(length) < 20 and int(length) > most:
        raise TooLarge(hop.shown, f"{hop.host} announces {length} bytes, the limit is {most}")
    # Chunked framing with one-byte chunks makes six bytes of one; no honest server comes near twice the body.
    hop.left_bytes = 2 * most + 64 * KiB
    body = read_body(
        lambda count: answer.raw.read(count, decode_content=False),
        coding=coding,
        most=most,
        surplus=surplus,
        url=hop.shown,
    )
    if coding is not None:
        headers = {name: value for name, value in headers.items() if name not in ("content-encoding", "content-length")}
    return Response(url=request.url, status=status, headers=headers, body=body)


def _room(request: Request, limits: Limits, status: int) -> tuple[int, Surplus]:
    """How many bytes the body may have, and what becomes of more."""
    most = limits.most(request.purpose)
    if request.byte_range is None:
        return most, "cut" if request.purpose == "page" else "refuse"
    first, last = request.byte_range
    # A server that knows no ranges sends the file from its first byte with status 200.
    return min(most, last - first + 1 if status == 206 else last + 1), "cut"


def _headers(request: Request, user_agent: str) -> dict[str, str]:
    headers = {"user-agent": user_agent, "accept": _ACCEPT[request.purpose], "accept-encoding": "gzip"}
    for name, value in request.headers.items():
        if name.lower() in _OURS:
            raise ValueError(f"the header {name!r} is set by the transport alone")
        headers[name.lower()] = value
    if request.byte_range is not None:
        first, last = request.byte_range
        if not 0 <= first <= last:
            raise ValueError(f"no range of bytes: {first}-{last}")
        headers["range"] = f"bytes={first}-{last}"
        headers["accept-encoding"] = "identity"  # a stretch of a gzip file cannot be unpacked
    return headers


def _received(headers: Mapping[str, str]) -> dict[str, str]:
    """The answer's headers, names lower case, cookies left out. Bytes that are UTF-8 are read so: http.client reads
    every byte as a character, and addresses in `Location` and `Link` are often not ASCII."""
    received = {}
    for name, value in headers.items():
        if name.lower() in ("set-cookie", "set-cookie2"):
            continue
        with suppress(UnicodeError):
            value = value.encode("latin-1").decode("utf-8")
        received[name.lower()] = "".join(character for character in value if character >= " " or character == "\t")
    return received


def _failed(hop: Hop, error: BaseException) -> FetchError:
    """A foreign error as ours. Its own text is not carried on: it holds the whole URL with its access tokens."""
    root = error
    while True:
        inner = next(
            (arg for arg in (getattr(root, "reason", None), *root.args) if isinstance(arg, BaseException)), None
        )
        if inner is None or inner is root:
            break
        root = inner
    if isinstance(root, TimeoutError):
        return hop.late()
    if isinstance(root, ssl.SSLError):
        words = getattr(root, "verify_message", None) or root.reason or "the connection could not be made safe"
        return hop.failed(f"TLS: {words}")
    words = root.strerror if isinstance(root, OSError) and root.strerror else str(root)
    words = "".join(character if character.isprintable() else "?" for character in words)[:160]
    return hop.failed(f"{words or type(root).__name__} ({hop.doing})")


def _host(host: str) -> str:
    parts = split(f"https://{host}/")
    if parts is None or parts.port is not None or parts.user is not None or parts.path != "/":
        raise ValueError(f"no host name: {host!r} (an IPv6 address stands in brackets)")
    return parts.host


def _egress(proxy: str) -> Egress:
    parts = split(proxy)
    if parts is None:
        raise ValueError(f"an egress proxy is an http or https URL, not {shown(proxy)!r}")
    return Egress(host=parts.host.strip("[]"), url=proxy.strip())


class _TLS(ssl.SSLContext):
    """A context that verifies certificates and host names, made once: reading the certificates takes 20 ms.

    urllib3 names the protocols anew for every connection, and OpenSSL frees the old list while another thread may be
    copying it into a connection of its own; here they are named once.
    """

    def set_alpn_protocols(self, alpn_protocols: Iterable[str]) -> None:
        """Leave them as they are."""


def _tls(ca_bundle: str | None) -> ssl.SSLContext:
    context = _TLS(ssl.PROTOCOL_TLS_CLIENT)
    ssl.SSLContext.set_alpn_protocols(context, ["http/1.1"])
    context.hostname_checks_common_name = False
    trusted = certifi.where() if ca_bundle is None else ca_bundle
    if Path(trusted).is_dir():
        context.load_verify_locations(capath=trusted)
    else:
        context.load_verify_locations(cafile=trusted)
    return context
