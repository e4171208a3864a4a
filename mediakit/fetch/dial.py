"""Connecting: one lookup, every address judged, the socket connected to one of those and to nothing else."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import ip_address

from mediakit.errors import FetchError, FetchTimeout, ForbiddenURL, TooLarge
from mediakit.fetch.lookup import NameLookup
from mediakit.policy import Limits, metadata, refusal, shown
from mediakit.url import Url


@dataclass(frozen=True, kw_only=True)
class Egress:
    """A proxy the newsroom chose for going out, such as smokescreen: it looks names up, so it judges the addresses."""

    host: str
    url: str = field(repr=False)  # with its user name and password


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What holds for every hop. `judge` says why an address may not be asked; only tests give another one."""

    limits: Limits
    lookup: NameLookup
    allow_hosts: frozenset[str] = frozenset()
    egress: Egress | None = None
    judge: Callable[[str], str | None] = refusal
    tls: Callable[[], ssl.SSLContext] = field(repr=False)


class Hop:
    """One hop on its way: the time and the bytes it may still spend, and what it is doing."""

    def __init__(self, url: Url, seconds: float, most: int) -> None:
        self.shown = shown(str(url))
        self.host = url.host
        self.seconds = seconds
        self.until = time.monotonic() + seconds
        self.left_bytes = most
        self.doing = "preparing to ask"
        self.dialled = False

    def left(self, most: float | None = None) -> float:
        """The seconds left, `most` at most. Raises FetchTimeout when there are none."""
        left = self.until - time.monotonic()
        if left <= 0:
            raise self.late()
        return left if most is None else min(left, most)

    def late(self) -> FetchTimeout:
        """The error for a deadline that came first."""
        return FetchTimeout(self.shown, f"{self.host} gave no whole answer within {self.seconds:.3g} s ({self.doing})")

    def spend(self, count: int) -> None:
        """Count bytes that came in. Raises TooLarge when they are more than this hop may take."""
        self.left_bytes -= count
        if self.left_bytes < 0:
            raise TooLarge(self.shown, f"{self.host} sent more than the limit allows ({self.doing})")

    def failed(self, reason: str) -> FetchError:
        """The error for an answer that never came, or cannot be read."""
        return FetchError(self.shown, f"{self.host}: {reason}")


def dial(rules: Rules, hop: Hop, host: str, port: int, *, proxy: object = None) -> tuple[socket.socket, str]:
    """A socket connected to a judged address of `host`, and that address.

    Raises:
        ForbiddenURL: one of the host's addresses is not public, or the port is not one of the web's.
        FetchError: it has no address, or none of them answered; FetchTimeout when only the time was missing.
    """
    limits = rules.limits
    hop.dialled = True
    if proxy is not None:
        egress = rules.egress
        if egress is None or host != egress.host:
            raise ForbiddenURL(hop.shown, "a proxy nobody chose is not asked")
    ours = proxy is not None or host in rules.allow_hosts or f"[{host}]" in rules.allow_hosts
    if not ours and port not in limits.ports:
        raise ForbiddenURL(hop.shown, f"port {port} is not one of {', '.join(map(str, limits.ports))}")
    addresses = _addresses(rules, hop, host)
    for address in addresses:
        reason = metadata(address) if ours else rules.judge(address)
        if reason is not None:
            raise ForbiddenURL(hop.shown, f"{host} leads to {address}: {reason}")
    hop.doing = "connecting"
    failures: dict[str, None] = {}  # words, not errors: an error would keep its frames, and they the connection
    for address in _both_families(addresses)[: limits.addresses]:
        try:
            return _connected(address, port, hop, limits.connect), address
        except TimeoutError:
            failures["too slow"] = None
        except OSError as error:
            failures[error.strerror or str(error)] = None
    if list(failures) == ["too slow"]:
        raise FetchTimeout(hop.shown, f"{host} let nobody connect within {limits.connect:g} s")
    raise hop.failed("; ".join(failures))


def _addresses(rules: Rules, hop: Hop, host: str) -> tuple[str, ...]:
    try:
        return (str(ip_address(host)),)
    except ValueError:
        hop.doing = "looking up the name"
    try:
        addresses = tuple(rules.lookup(host, hop.left(rules.limits.dns)))
    except TimeoutError as error:
        raise FetchTimeout(hop.shown, f"{host}: {error}") from None
    except OSError as error:
        raise hop.failed(f"the name was not found ({error})") from None
    if not addresses:
        raise hop.failed("the name has no address")
    return addresses


def _both_families(addresses: tuple[str, ...]) -> list[str]:
    """The addresses by turns, IPv6 and IPv4, so that one family that leads nowhere costs one try (RFC 8305)."""
    six = [address for address in addresses if ":" in address]
    four = [address for address in addresses if ":" not in address]
    turns = [address for pair in zip(six, four, strict=False) for address in pair]
    return turns + six[len(four) :] + four[len(six) :]


def _connected(address: str, port: int, hop: Hop, most: float) -> socket.socket:
    sock = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM)
    try:
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.settimeout(hop.left(most))
        sock.connect((address, port))
        peer = str(sock.getpeername()[0])
        if ip_address(peer) != ip_address(address):
            raise ForbiddenURL(hop.shown, f"asked {address} and reached {peer}")
        sock.settimeout(hop.left(most))
    except BaseException:
        sock.close()
        raise
    return sock
