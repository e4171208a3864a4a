"""What is asked and what is made of the answer: the same for requests and for aiohttp, in no library's words."""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from ipaddress import ip_network
from pathlib import Path
from typing import Final

import certifi

import mediakit
from mediakit.content import disagreement, portion
from mediakit.errors import BadAnswer, FetchError, TooLarge
from mediakit.fetch.decoding import OFFERED, Body, Surplus
from mediakit.fetch.dial import Egress, Hop, Rules
from mediakit.fetch.lookup import NameLookup, SystemLookup
from mediakit.flow import Purpose, Request, Response
from mediakit.policy import KiB, Limits, shown
from mediakit.url import split

USER_AGENT: Final = f"mediakit/{mediakit.__version__} (link preview)"

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
_NAME: Final = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+\Z")
_VALUE: Final = re.compile(r"[\t\x20-\x7e\x80-\xff]*\Z")
_RANGE: Final = re.compile(r"bytes ([0-9]{1,18})-([0-9]{1,18})/")


# ---- what holds for every hop ----------------------------------------------------------------------------------------


def rules(
    limits: Limits | None,
    *,
    allow_hosts: Iterable[str],
    refuse: Iterable[str],
    egress_proxy: str | None,
    ca_bundle: str | None,
    lookup: NameLookup | None,
) -> Rules:
    """The options of a fetch as the rules of its hops. Raises ValueError for an option that cannot be read."""
    return Rules(
        limits=limits or Limits(),
        lookup=lookup or SystemLookup(),
        allow_hosts=frozenset(map(_host, allow_hosts)),
        refuse=tuple(map(ip_network, refuse)),
        egress=None if egress_proxy is None else _egress(egress_proxy),
        tls=cache(partial(_tls, ca_bundle)),
    )


def who(user_agent: str | None, contact: str | None) -> str:
    """The User-Agent: who asks, and where to complain. Raises ValueError for a contact that is no URL.

    >>> who("desk/1", "https://desk.example/bot"), who("desk/1", None)
    ('desk/1 (+https://desk.example/bot)', 'desk/1')
    """
    if contact is None:
        return user_agent or USER_AGENT
    if not re.match(r"(?:https?://|mailto:)[!-'*-~]+\Z", contact):
        raise ValueError(f"a contact is an http, https or mailto URL, not {contact!r}")
    return f"{user_agent or USER_AGENT} (+{contact})"


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


# ---- the question ----------------------------------------------------------------------------------------------------


def question(request: Request, user_agent: str) -> dict[str, str]:
    """The headers to send. Raises ValueError for a header, a method or a range that may not be asked with."""
    if request.method not in ("GET", "HEAD", "POST"):
        raise ValueError(f"the method {request.method!r} is not asked with")
    headers = {"user-agent": user_agent, "accept": _ACCEPT[request.purpose], "accept-encoding": OFFERED}
    for name, value in request.headers.items():
        if name.lower() in _OURS:
            raise ValueError(f"the header {name!r} is set by the transport alone")
        if not _NAME.match(name) or not _VALUE.match(value):
            raise FetchError(shown(request.url), f"the header {name!r} cannot be sent as it is")
        headers[name.lower()] = value
    if request.byte_range is not None:
        first, last = request.byte_range
        if not 0 <= first <= last:
            raise ValueError(f"no range of bytes: {first}-{last}")
        headers["range"] = f"bytes={first}-{last}"
        headers["accept-encoding"] = "identity"  # a stretch of a gzip file cannot be unpacked
    return headers


# ---- the answer ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Reading:
    """An answer whose headers are here: `body` is what its bytes are to be fed to, or `None` when none are read."""

    request: Request
    hop: Hop
    status: int
    headers: dict[str, str]
    body: Body | None

    def response(self) -> Response:
        """The answer as a value, once all was fed. Raises what `Body.whole` does, and BadAnswer for a wrong content."""
        if self.body is None:
            return Response(url=self.request.url, status=self.status, headers=self.headers)
        body = self.body.whole()
        if self.request.byte_range is None or self.request.byte_range[0] == 0 or self.status == 200:
            reason = disagreement(self.request.purpose, self.headers.get("content-type"), body)
            if reason is not None:
                raise BadAnswer(self.hop.shown, f"{self.hop.host}: {reason}", "body")
        return Response(url=self.request.url, status=self.status, headers=self.headers, body=body)


def reading(hop: Hop, limits: Limits, request: Request, status: int, received: Iterable[tuple[str, str]]) -> Reading:
    """What of an answer is to be read, judged by its status and headers, with the hop's bytes set to that.

    Raises:
        FetchError: it is no answer to what was asked. TooLarge: it announces more than the limit.
        BadAnswer: a type that this purpose does not let in, or another stretch of bytes than was asked for.
    """
    headers = _received(received)
    if not 200 <= status <= 599:
        raise hop.failed(f"status {status} is no answer")
    how = portion(request.purpose, headers.get("content-type")) if status < 300 else "nothing"
    if how == "refused":
        sent = headers.get("content-type", "").partition(";")[0][:80]
        raise BadAnswer(hop.shown, f"{hop.host} sent {sent!r}, which is no {request.purpose}", "content-type")
    if how == "nothing" or request.method == "HEAD" or status == 204:
        return Reading(request=request, hop=hop, status=status, headers=headers, body=None)
    most, surplus = _room(hop, request, limits, status, headers)
    if how == "start":
        most, surplus = min(most, limits.start), "cut"
    coding = hop.coding or headers.pop("content-encoding", None)
    length = headers.get("content-length", "")
    if coding is not None:
        headers.pop("content-length", None)
    elif surplus == "refuse" and length.isdecimal() and len(length) < 20 and int(length) > most:
        raise TooLarge(hop.shown, f"{hop.host} announces {length} bytes, the limit is {most}")
    # Chunked framing with one-byte chunks makes six bytes of one; no honest server comes near twice the body.
    hop.left_bytes = 2 * most + 64 * KiB
    body = Body(coding=coding, most=most, surplus=surplus, url=hop.shown)
    return Reading(request=request, hop=hop, status=status, headers=headers, body=body)


def _room(hop: Hop, request: Request, limits: Limits, status: int, headers: Mapping[str, str]) -> tuple[int, Surplus]:
    """How many bytes the body may have, and what becomes of more."""
    most = limits.most(request.purpose)
    if request.byte_range is None:
        return most, "cut" if request.purpose == "page" else "refuse"
    first, last = request.byte_range
    if status != 206:  # a server that knows no ranges sends the file from its first byte
        return min(most, last + 1), "cut"
    said = _RANGE.match(headers.get("content-range", ""))
    if said is not None and int(said[1]) != first:
        raise BadAnswer(hop.shown, f"{hop.host} sent the bytes from {said[1]} on, not from {first}", "content-range")
    return min(most, last - first + 1), "cut"


def _received(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The answer's headers, names lower case, cookies left out, those of one name joined. Bytes that are UTF-8 are read
    so: addresses in `Location` and `Link` are often not ASCII."""
    received: dict[str, str] = {}
    for name, value in headers:
        name = name.lower()
        if name in ("set-cookie", "set-cookie2"):
            continue
        with suppress(UnicodeError):
            value = value.encode("latin-1").decode("utf-8")
        value = "".join(character for character in value if character >= " " or character == "\t")
        received[name] = f"{received[name]}, {value}" if name in received else value
    return received


# ---- errors ----------------------------------------------------------------------------------------------------------


def failed(hop: Hop, error: BaseException) -> FetchError:
    """A foreign error as ours. Its own text is not carried on: it holds the whole URL with its access tokens."""
    root = _root(error)
    if isinstance(root, FetchError):
        return root
    if isinstance(root, TimeoutError):
        return hop.late()
    if isinstance(root, ssl.SSLError):
        words = getattr(root, "verify_message", None) or root.reason or "the connection could not be made safe"
        return hop.failed(f"TLS: {words}")
    words = root.strerror if isinstance(root, OSError) and root.strerror else str(root)
    words = "".join(character if character.isprintable() else "?" for character in words)[:160]
    return hop.failed(f"{words or type(root).__name__} ({hop.doing})", cause=root)


def _root(error: BaseException) -> BaseException:
    """The error that the others are wrapped round."""
    while True:
        inside = (getattr(error, "reason", None), *error.args)
        inner = next((each for each in inside if isinstance(each, BaseException)), None)
        if inner is None or inner is error:
            return error
        error = inner
