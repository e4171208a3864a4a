"""The guard: requests and urllib3 held to one hop, to judged addresses, to a deadline and to a number of bytes.

Four rules, each kept at the last place where it can be broken:

1. An address is judged in the code that connects to it (`dial`), all answers of one lookup at once; nobody looks up
   again between the judgement and the connection, so an answer that changes (DNS rebinding) changes nothing.
2. The time is measured before every `recv` (`_Wire`): a server that sends one byte a second never restarts a clock.
3. Bytes are counted there too, headers and "100 Continue" included.
4. The body of a redirect is never read: requests reads it whole while it looks for the next URL (psf/requests#5529),
   so to it there is no next URL.

`_new_conn`, `putrequest` and `response_class` are how urllib3 and http.client let this in. Should a new version stop
calling them, or ask more than once, `_Guarded.connect` and `getresponse` see the missing mark and refuse; should it
make its own TLS, `_GuardedTLS.connect` does; should it decode again, it finds no coding: the guard fails closed.
"""

from __future__ import annotations

import functools
import http.client
import io
import socket
import ssl
import sys
from http.cookiejar import DefaultCookiePolicy
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, Final, cast
from weakref import WeakSet

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.poolmanager import PoolManager

from mediakit.errors import FetchTimeout, ForbiddenURL
from mediakit.fetch.dial import Hop, Rules, dial
from mediakit.url import split

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

# Hosts a line keeps a connection to between asks, one each: a batch of links mostly asks the same few providers.
KEPT_HOSTS: Final = 4


class _Wire(io.RawIOBase):
    """A connection's incoming bytes: the hop's time left is set before every read, what comes is counted."""

    def __init__(self, sock: socket.socket, hop: Hop) -> None:
        self._sock = sock
        self._raw = sock.makefile("rb", buffering=0)
        self._hop = hop

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int | None:
        self._sock.settimeout(self._hop.left())
        try:
            count = self._raw.readinto(buffer)
        except TimeoutError:
            raise self._hop.late() from None
        self._hop.spend(count or 0)
        return count

    def close(self) -> None:
        if not self.closed:
            self._raw.close()
        super().close()


class _Incoming:
    """What http.client takes for a socket: it only wants a file to read from."""

    def __init__(self, sock: socket.socket, hop: Hop) -> None:
        self._sock = sock
        self._hop = hop

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Wire(self._sock, self._hop))


class _Answer(http.client.HTTPResponse):
    """An answer read from the guarded wire. Broken header lines are passed over, as browsers do, and not logged:
    urllib3 would write a warning with the whole URL, access tokens included."""

    def __init__(self, connection: _Guarded, sock: socket.socket, *args: Any, **kwargs: Any) -> None:
        connection.read_from = self
        self._hop = connection.line.hop
        super().__init__(cast(socket.socket, _Incoming(sock, self._hop)), *args, **kwargs)

    def begin(self) -> None:
        super().begin()
        while self.status in (102, 103):  # http.client passes over 100 alone; RFC 9110, 15.2, wants all of them so
            self.headers = self.msg = None  # type: ignore[assignment]
            super().begin()
        if self.msg.defects or self.msg.get_payload():
            self.msg.defects.clear()
            self.msg.set_payload("")
            self.will_close = True  # where the headers end is a guess: nothing after this answer is trusted
        codings = self.msg.get_all("content-encoding")
        self._hop.coding = None if codings is None else ", ".join(codings)
        del self.msg["content-encoding"]  # so that nobody above unpacks a body by itself


class _Guarded(HTTPConnection):
    """A connection that goes where `dial` lets it go, and reads and writes within the hop's time and bytes."""

    line: Line
    read_from: http.client.HTTPResponse | None = None
    _judged: str | None = None

    def __init__(self, *args: Any, line: Line, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.line = line
        self.response_class = functools.partial(_Answer, self)  # type: ignore[assignment]

    def _new_conn(self) -> socket.socket:
        sock, self._judged = dial(self.line.rules, self.line.hop, self.host, self.port, proxy=self.proxy)
        sys.audit("http.client.connect", self, self.host, self.port)
        self.line.hop.doing = "agreeing on TLS" if isinstance(self, HTTPSConnection) else "asking"
        return sock

    def connect(self) -> None:
        self._judged = None
        try:
            super().connect()
        except TimeoutError:
            raise FetchTimeout(self.line.hop.shown, f"{self.host} was too slow ({self.line.hop.doing})") from None
        peer = None if self.sock is None else str(self.sock.getpeername()[0])
        if self._judged is None or peer is None or ip_address(peer) != ip_address(self._judged):
            self.close()
            raise ForbiddenURL(self.line.hop.shown, "this version of urllib3 connects past the guard")
        self.line.hop.doing = "asking"

    def putrequest(self, method: str, url: str, *args: Any, **kwargs: Any) -> None:
        asked = split(url) if self.proxy is not None else None
        self.line.hop.ask(self._tunnel_host or (self.host if asked is None else asked.host))
        super().putrequest(method, url, *args, **kwargs)

    def send(self, data: Any) -> None:
        if self.sock is not None:
            self.sock.settimeout(self.line.hop.left())
        super().send(data)

    def getresponse(self) -> Any:
        self.read_from = None
        self.line.hop.doing = "waiting for the answer"
        answer = super().getresponse()
        if self.read_from is None or not self.line.hop.asked:
            answer.close()
            self.close()
            raise ForbiddenURL(self.line.hop.shown, "this version of urllib3 reads past the guard")
        self.line.hop.doing = "reading the answer"
        return answer


class _GuardedTLS(_Guarded, HTTPSConnection):
    """The same over TLS. `server_hostname` and verification are urllib3's own: only the address was chosen here."""

    def connect(self) -> None:
        super().connect()
        sock, host = self.sock, self._tunnel_host or self.host
        context = getattr(sock, "context", None)
        tunnel = type(sock).__name__ == "SSLTransport"  # TLS within the TLS of a proxy shows nothing of itself
        if not tunnel and (context is not self.line.rules.tls() or not verified(cast(ssl.SSLSocket, sock), host)):
            self.close()
            raise ForbiddenURL(self.line.hop.shown, "this version of urllib3 makes TLS connections past the guard")


def verified(tls: ssl.SSLSocket | ssl.SSLObject, host: str) -> bool:
    """Whether a TLS connection was held to a certificate of somebody trusted, made out to this host."""
    context, named = tls.context, str(tls.server_hostname or "").strip("[]").rstrip(".")
    return context.verify_mode == ssl.CERT_REQUIRED and context.check_hostname and named == host.strip("[]").rstrip(".")


class _Adapter(HTTPAdapter):
    """Makes every connection a guarded one, and verifies with one TLS context instead of one for each connection."""

    def __init__(self, line: Line) -> None:
        self._line = line
        super().__init__(pool_connections=KEPT_HOSTS, pool_maxsize=1, max_retries=0)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **pool_kwargs: Any) -> None:
        super().init_poolmanager(connections, maxsize, block, **pool_kwargs)
        self._line.guard(self.poolmanager)

    def proxy_manager_for(self, proxy: str, **proxy_kwargs: Any) -> Any:
        if self._line.rules.egress is None:
            raise ForbiddenURL(self._line.hop.shown, "a proxy nobody chose is not asked")
        pools = super().proxy_manager_for(proxy, **proxy_kwargs)
        self._line.guard(pools)
        return pools

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        conn.cert_reqs = (
            "CERT_REQUIRED"  # the context has the certificates; loading them again costs 20 ms a connection
        )


class _Session(requests.Session):
    def get_redirect_target(self, resp: requests.Response) -> str | None:
        return None


class Line:
    """A session that answers one hop at a time: its connections take the current `hop`'s deadline and bytes."""

    hop: Hop

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self._pools: WeakSet[HTTPConnectionPool] = WeakSet()
        self.session = _Session()
        self.session.trust_env = False  # no proxy, no .netrc, no bundle from the environment
        self.session.headers.clear()
        self.session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))
        if rules.egress is not None:
            self.session.proxies = {"http": rules.egress.url, "https": rules.egress.url}
        adapter = _Adapter(self)
        self.session.mount("http://", adapter)
        self.session.mount("https://", adapter)

    def guard(self, pools: PoolManager) -> None:
        """Have a pool manager make guarded connections only."""
        pools.pool_classes_by_scheme = {
            "http": functools.partial(self._pool, HTTPConnectionPool, _Guarded),  # type: ignore[dict-item]
            "https": functools.partial(self._pool, HTTPSConnectionPool, _GuardedTLS),  # type: ignore[dict-item]
        }

    def _pool(self, pool: type[HTTPConnectionPool], connection: type[_Guarded], *args: Any, **kwargs: Any) -> Any:
        if pool is HTTPSConnectionPool:
            kwargs["ssl_context"] = self.rules.tls()
        made = pool(*args, **kwargs)
        made.ConnectionCls = functools.partial(connection, line=self)  # type: ignore[assignment]
        self._pools.add(made)
        return made

    def close(self) -> None:
        """Close every connection. urllib3 alone would wait until nothing refers to them, an error's frames included."""
        for pool in list(self._pools):
            pool.close()
        self.session.close()
