"""Asking the web: one hop at a time, to public addresses only, within a deadline and a number of bytes."""

from __future__ import annotations

import http.client
import logging
import os
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from types import TracebackType
from typing import Final, Self

import requests
import urllib3

from mediakit.errors import FetchError, FetchTimeout
from mediakit.fetch import exchange
from mediakit.fetch.dial import Hop
from mediakit.fetch.guard import Line
from mediakit.fetch.lookup import NameLookup
from mediakit.flow import Request, Response
from mediakit.policy import Limits, check_url, holds_secret, shown
from mediakit.url import Url

# Lines kept between asks: each saves a session and a TLS handshake, and holds four idle connections at most; together
# they stay far below the 1,024 descriptors that many systems give a process.
KEPT_LINES: Final = 32

_FOREIGN: Final = (
    requests.RequestException,
    urllib3.exceptions.HTTPError,
    http.client.HTTPException,
    OSError,
    ValueError,
)


def _without_secrets(record: logging.LogRecord) -> bool:
    """urllib3 logs every address at DEBUG, whole: what gives access is taken out before anybody writes it down."""
    if isinstance(record.args, tuple):
        record.args = tuple(
            shown(each) if isinstance(each, str) and holds_secret(each) else each for each in record.args
        )
    return True


class WebFetch:
    """Answers `flow.Ask` from the web. Safe to use from many threads at once; close it, or use it in a `with`.

    `user_agent`: who asks; name your site. `contact`: the http(s) or mailto URL of who answers for it, said with it.
    `allow_hosts`: names of the newsroom's own hosts, exactly as they stand in URLs, that may have private addresses and
    any port (never a cloud's metadata service). `refuse`: addresses and networks that are refused though public, such
    as the newsroom's own behind a translating router, where services trust whoever comes from inside.
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
        logging.getLogger("urllib3.connectionpool").addFilter(_without_secrets)  # once, however often it is said
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
            BadAnswer: a good answer of a type that this purpose does not let in, or whose first bytes belie its type.
        """
        limits = self._rules.limits
        url = check_url(request.url, limits, self._rules.allow_hosts)
        headers = exchange.question(request, self._user_agent)
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
            hop.again(limits.headers)
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
        # Session.request would merge in what the session and the environment have: here both have nothing to add.
        question = requests.Request(request.method, str(url), headers=headers, data=request.body).prepare()
        answer = line.session.send(
            question,
            timeout=hop.left(),
            allow_redirects=False,
            stream=True,
            verify=True,
            cert=None,
            proxies=line.session.proxies,
        )
    except _FOREIGN as error:
        raise exchange.failed(hop, error) from None
    with answer:
        try:
            reading = exchange.reading(hop, line.rules.limits, request, answer.status_code, answer.headers.items())
            body = reading.body
            while body is not None and body.wants:
                piece = answer.raw.read(body.wants, decode_content=False)
                if not piece:
                    break
                body.feed(piece)
            return reading.response()
        except _FOREIGN as error:
            raise exchange.failed(hop, error) from None
