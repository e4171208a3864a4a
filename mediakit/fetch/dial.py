"""Connecting: one lookup, every address judged, the socket connected to one of those and to nothing else."""

from __future__ import annotations

import os
import socket
import ssl
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_address

from mediakit.errors import FetchError, FetchTimeout, ForbiddenURL, TooLarge
from mediakit.fetch.lookup import NameLookup
from mediakit.fetch.own import is_own
from mediakit.policy import Limits, reached, refusal, refusal_of_own, shown
from mediakit.url import Url


@dataclass(frozen=True, kw_only=True)
class Egress:
    """A proxy the newsroom chose for going out, such as smokescreen: it looks names up, so it judges the addresses."""

    host: str
    url: str = field(repr=False)  # with its user name and password


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What holds for every hop. `judge` says why an address may not be asked, `own` whether it is the machine's own;
    only tests give others."""

    limits: Limits
    lookup: NameLookup
    allow_hosts: frozenset[str] = frozenset()
    refuse: tuple[IPv4Network | IPv6Network, ...] = ()
    egress: Egress | None = None
    judge: Callable[[str], str | None] = refusal
    own: Callable[[str], bool] = is_own
    tls: Callable[[], ssl.SSLContext] = field(repr=False)


class Hop:
    """One hop on its way: the time and the bytes it may still spend, and what it is doing."""

    def __init__(self, url: Url, seconds: float, most: int) -> None:
        self.shown = shown(str(url))
        self.host = url.host.strip("[]")
        self.seconds = seconds
        self.until = time.monotonic() + seconds
        self.left_bytes = most
        self.doing = "preparing to ask"
        self.dialled = False
        self.asked = False
        self.coding: str | None = None  # the answer's Content-Encoding, kept from libraries that would undo it

    def ask(self, host: str) -> None:
        """Note that the question is asked now. Raises ForbiddenURL when it was before, or when it goes elsewhere."""
        if self.asked or host.strip("[]") != self.host:
            raise ForbiddenURL(self.shown, "the libraries under the guard ask what nobody judged")
        self.asked = True

    def again(self, most: int) -> None:
        """Begin anew, in the time that is left: a kept connection had been closed before it was asked."""
        self.asked, self.left_bytes = False, most

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

    def failed(self, reason: str, *, cause: BaseException | None = None) -> FetchError:
        """The error for an answer that never came, or cannot be read; transient when its cause was the connection."""
        error = FetchError(self.shown, f"{self.host}: {reason}")
        error.transient = isinstance(cause, ConnectionError)
        return error


def dial(rules: Rules, hop: Hop, host: str, port: int, *, proxy: object = None) -> tuple[socket.socket, str]:
    """A socket connected to a judged address of `host`, and that address.

    Raises:
        ForbiddenURL: one of the host's addresses is not public, or the port is not one of the web's.
        FetchError: it has no address, or none of them answered; FetchTimeout when only the time was missing.
    """
    ours = admitted(rules, hop, host, port, proxied=proxy is not None)
    addresses = literal(host)
    if addresses is None:
        hop.doing = "looking up the name"
        with LookupErrors(hop, host):
            addresses = tuple(rules.lookup(host, hop.left(rules.limits.dns)))
    tries = Tries(hop, host, rules.limits)
    for address in judged(rules, hop, host, addresses, ours=ours):
        sock = outgoing(address)
        try:
            sock.settimeout(hop.left(rules.limits.connect))
            sock.connect((address, port))
            check_peer(sock, address, hop)
            sock.settimeout(hop.left(rules.limits.connect))
        except OSError as error:
            sock.close()
            tries.failed(error)
        except BaseException:
            sock.close()
            raise
        else:
            return sock, address
    raise tries.error()


# ---- what the asynchronous way shares --------------------------------------------------------------------------------


def admitted(rules: Rules, hop: Hop, host: str, port: int, *, proxied: bool) -> bool:
    """Whether the host is one of our own, which may have private addresses; before anything is looked up.

    Raises:
        ForbiddenURL: a port or a proxy that may not be asked.
    """
    hop.dialled = True
    if proxied and (rules.egress is None or host != rules.egress.host):
        raise ForbiddenURL(hop.shown, "a proxy nobody chose is not asked")
    ours = proxied or host in rules.allow_hosts or f"[{host}]" in rules.allow_hosts
    if not ours and port not in rules.limits.ports:
        raise ForbiddenURL(hop.shown, f"port {port} is not one of {', '.join(map(str, rules.limits.ports))}")
    return ours


def literal(host: str) -> tuple[str, ...] | None:
    """The address that a host is already, or `None` for a name."""
    try:
        return (str(ip_address(host)),)
    except ValueError:
        return None


class LookupErrors:
    """The errors of a lookup as ours, in a `with`."""

    def __init__(self, hop: Hop, host: str) -> None:
        self._hop, self._host = hop, host

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: object) -> None:
        if isinstance(error, TimeoutError):
            raise FetchTimeout(self._hop.shown, f"{self._host}: {error}") from None
        if isinstance(error, OSError):
            raise self._hop.failed(f"the name was not found ({error})") from None


def judged(rules: Rules, hop: Hop, host: str, addresses: Sequence[str], *, ours: bool) -> list[str]:
    """The addresses to try, in this order: all were judged, and all may be asked.

    Raises:
        ForbiddenURL: one of them, even if it would not be tried, may not be asked. FetchError: there are none.
    """
    if not addresses:
        raise hop.failed("the name has no address")
    for address in addresses:
        reason = refusal_of_own(address) if ours else rules.judge(address) or _trusted(rules, address)
        if reason is not None:
            raise ForbiddenURL(hop.shown, f"{host} leads to {address}: {reason}")
    hop.doing = "connecting"
    return _both_families(addresses)[: rules.limits.addresses]


def _trusted(rules: Rules, address: str) -> str | None:
    """Why a public address is not asked all the same: somebody there trusts whoever asks from here."""
    plain = reached(ip_address(address))
    if any(plain in network for network in rules.refuse):
        return "one of the addresses this site refuses"
    return "an address of this machine" if any(map(rules.own, {address, str(plain)})) else None


def _both_families(addresses: Sequence[str]) -> list[str]:
    """The addresses by turns, IPv6 and IPv4, so that one family that leads nowhere costs one try (RFC 8305)."""
    six = [address for address in addresses if ":" in address]
    four = [address for address in addresses if ":" not in address]
    turns = [address for pair in zip(six, four, strict=False) for address in pair]
    return turns + six[len(four) :] + four[len(six) :]


def outgoing(address: str) -> socket.socket:
    """A socket of the address's family, not yet connected."""
    sock = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM)
    try:
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except OSError:
        sock.close()
        raise
    return sock


def check_peer(sock: socket.socket, address: str, hop: Hop) -> None:
    """ForbiddenURL unless the socket is connected to this very address."""
    peer = str(sock.getpeername()[0])
    if ip_address(peer) != ip_address(address):
        raise ForbiddenURL(hop.shown, f"asked {address} and reached {peer}")


class Tries:
    """Why the addresses tried so far did not answer: words, not errors, which keep their frames and the connection."""

    def __init__(self, hop: Hop, host: str, limits: Limits) -> None:
        self._hop, self._host, self._limits = hop, host, limits
        self._failures: dict[str, None] = {}

    def failed(self, error: OSError) -> None:
        """Note one more."""
        words = (
            "too slow" if isinstance(error, TimeoutError) else os.strerror(error.errno) if error.errno else str(error)
        )
        self._failures[words] = None

    def error(self) -> FetchError:
        """The error for all of them."""
        if list(self._failures) == ["too slow"]:
            late = FetchTimeout(self._hop.shown, f"{self._host} let nobody connect within {self._limits.connect:g} s")
            late.transient = True
            return late
        return self._hop.failed("; ".join(self._failures), cause=ConnectionError())
