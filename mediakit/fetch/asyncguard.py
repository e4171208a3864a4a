"""The guard for aiohttp: the same rules as `guard`, kept where an event loop connects and where bytes come in.

aiohttp's own ways of looking names up and opening sockets are taken away (`_NoNames`, `_no_socket`): what a new version
did past `_create_direct_connection` would reach nothing. A connection is given out only if it is one of ours, to a
judged address and, over TLS, verified (`_Connector.connect`); bytes are counted before any parser sees them (`_Wire`);
the time is that of the task that asks (`asyncweb`).
"""

from __future__ import annotations

import asyncio
import functools
import socket
from collections.abc import Sequence
from concurrent.futures import Executor
from ipaddress import ip_address
from typing import Any, Final, NoReturn

import aiohttp
from aiohttp.abc import AbstractResolver
from aiohttp.client_proto import ResponseHandler

from mediakit.errors import FetchTimeout, ForbiddenURL, TooLarge
from mediakit.fetch import exchange
from mediakit.fetch.dial import Hop, LookupErrors, Rules, Tries, admitted, check_peer, judged, literal, outgoing
from mediakit.fetch.guard import verified
from mediakit.policy import KiB

# What an event loop takes from a socket at once is up to 256 KiB, so a part of the body comes along with the headers.
AHEAD: Final = 512 * KiB
# What http.client lets one line of a header have.
LINE: Final = 64 * KiB


async def dial(
    rules: Rules, hop: Hop, host: str, port: int, *, proxied: bool, threads: Executor
) -> tuple[socket.socket, str]:
    """As `dial.dial`, in an event loop; names are looked up in `threads`."""
    loop = asyncio.get_running_loop()
    ours = admitted(rules, hop, host, port, proxied=proxied)
    addresses: Sequence[str] | None = literal(host)
    if addresses is None:
        hop.doing = "looking up the name"
        seconds = hop.left(rules.limits.dns)
        with LookupErrors(hop, host):
            try:
                async with asyncio.timeout(seconds):
                    addresses = await loop.run_in_executor(threads, rules.lookup, host, seconds)
            except TimeoutError as error:
                raise TimeoutError(str(error) or "the name was not found in time") from None
    tries = Tries(hop, host, rules.limits)
    for address in judged(rules, hop, host, tuple(addresses), ours=ours):
        sock = outgoing(address)
        try:
            sock.setblocking(False)
            async with asyncio.timeout(hop.left(rules.limits.connect)):
                await loop.sock_connect(sock, (address, port))
            check_peer(sock, address, hop)
        except OSError as error:
            sock.close()
            tries.failed(error)
        except BaseException:
            sock.close()
            raise
        else:
            return sock, address
    raise tries.error()


class _Wire(ResponseHandler):
    """A connection's protocol: what comes in is counted, and where it leads and how safely is remembered."""

    def __init__(self, line: AsyncLine) -> None:
        super().__init__(loop=asyncio.get_running_loop())
        self._line = line
        self.judged = self.safe = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        peer = transport.get_extra_info("peername")
        self.judged = peer is not None and ip_address(peer[0]) in self._line.judged
        tls = transport.get_extra_info("ssl_object")
        self.safe = (
            tls is not None and tls.context is self._line.rules.tls() and verified(tls, tls.server_hostname or "")
        )
        self.named = "" if tls is None else str(tls.server_hostname or "")
        super().connection_made(transport)

    def close(self) -> None:
        """Close at once: a farewell over TLS would wait half a minute for the other side's."""
        self.abort()

    def data_received(self, data: bytes) -> None:
        hop = self._line.hop
        self._line.read = True
        try:
            hop.spend(len(data))
        except TooLarge as error:
            self._line.error = error
            if isinstance(self.transport, asyncio.WriteTransport):
                self.transport.abort()  # whoever reads is told so by the loop, and finds the reason in the line
            return
        super().data_received(data)


class _NoNames(AbstractResolver):
    """aiohttp's own lookup: none."""

    async def resolve(self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET) -> NoReturn:
        raise ForbiddenURL("", "this version of aiohttp looks names up past the guard")

    async def close(self) -> None:
        """There is nothing to close."""


def _no_socket(address: object) -> NoReturn:
    raise ForbiddenURL("", "this version of aiohttp connects past the guard")


class _Connector(aiohttp.TCPConnector):
    """Gives out connections that `dial` made, for one question of the line's hop."""

    def __init__(self, line: AsyncLine) -> None:
        super().__init__(resolver=_NoNames(), socket_factory=_no_socket, use_dns_cache=False, limit=0)
        self._line = line
        self._factory: Any = functools.partial(_Wire, line)

    async def connect(self, req: aiohttp.ClientRequest, *args: Any, **kwargs: Any) -> Any:
        line, hop, host = self._line, self._line.hop, req.url.raw_host or ""
        if line.error is not None:
            raise line.error
        if hop.asked and host == hop.host:  # aiohttp tries once more by itself: we decide that
            raise hop.failed("the connection was closed before an answer came", cause=ConnectionResetError())
        hop.ask(host)
        connection = await super().connect(req, *args, **kwargs)
        wire = connection.protocol
        if not (isinstance(wire, _Wire) and wire.judged and (not req.is_ssl() or _is_safe(wire, host))):
            connection.close()
            raise ForbiddenURL(hop.shown, "this version of aiohttp connects past the guard")
        hop.doing = "waiting for the answer"
        return connection

    async def _create_direct_connection(
        self, req: aiohttp.ClientRequest, *args: Any, **kwargs: Any
    ) -> tuple[asyncio.Transport, ResponseHandler]:
        line, host = self._line, (req.url.raw_host or "").rstrip(".")
        rules, hop = line.rules, line.hop
        proxied = rules.egress is not None
        sock, address = await dial(rules, hop, host, req.url.port or 0, proxied=proxied, threads=line.threads)
        line.judged.add(ip_address(address))
        context = rules.tls() if req.is_ssl() else None
        hop.doing = "asking" if context is None else "agreeing on TLS"
        try:
            async with asyncio.timeout(hop.left(rules.limits.connect)):
                return await asyncio.get_running_loop().create_connection(
                    self._factory, sock=sock, ssl=context, server_hostname=None if context is None else host
                )
        except TimeoutError:
            raise FetchTimeout(hop.shown, f"{host} was too slow ({hop.doing})") from None
        except OSError as error:  # aiohttp would make another of it, which no longer says that it was TLS
            raise exchange.failed(hop, error) from None


def _is_safe(wire: _Wire, host: str) -> bool:
    """Whether a connection's TLS is ours and names this host (within the TLS of a proxy too: the inner one counts)."""
    return wire.safe and wire.named.strip("[]").rstrip(".") == host.rstrip(".")


class AsyncLine:
    """A session that answers one hop at a time: its connections take the current `hop`'s bytes."""

    hop: Hop

    def __init__(self, rules: Rules, threads: Executor) -> None:
        self.rules, self.threads = rules, threads
        self.judged: set[Any] = set()
        self.hosts: set[tuple[str, int | None]] = set()
        self.read = False
        self.error: TooLarge | None = None
        self.spent = False
        self.session = aiohttp.ClientSession(
            connector=_Connector(self),
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,
            auto_decompress=False,
            requote_redirect_url=False,
            timeout=aiohttp.ClientTimeout(total=None, connect=None, sock_connect=None, sock_read=None),
            skip_auto_headers=("user-agent", "accept", "accept-encoding", "content-type"),
            max_line_size=LINE,
            max_field_size=LINE,
        )

    def begin(self, hop: Hop) -> None:
        """Take this hop as the current one."""
        self.hop, self.read, self.error = hop, False, None

    async def close(self) -> None:
        """Close every connection."""
        await self.session.close()
