"""A site on loopback whose pages fail in every way a page can, each as its address says; a process of its own.

`python faulty.py SECONDS` prints a port, at which it listens on 127.0.0.1 to 127.0.0.10; it answers after so many
seconds, and ends when standard input does. `/page/…` is a good page, titled by the last piece of its path; `FAULTS`
has the bad ones.
"""

from __future__ import annotations

import asyncio
import gzip
import socket
import struct
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial

HOSTS = tuple(f"127.0.0.{number}" for number in range(1, 11))
DRIP = 0.05
LONGEST = 30.0  # seconds; who asks gives up long before
MiB = 1 << 20

Say = Callable[[str, asyncio.StreamWriter], Awaitable[None]]


def page(name: str) -> bytes:
    """A page of about 2 kB that says whose it is."""
    story = "<p>The ferry is towed back to the harbour, and nobody was hurt.</p>" * 24
    return f"<!doctype html><html><title>{name}</title><body>{story}</body></html>".encode()


def headed(body: bytes, *lines: str, status: str = "200 OK", length: int | None = None) -> bytes:
    """A body behind its headers."""
    head = [f"HTTP/1.1 {status}", f"content-length: {len(body) if length is None else length}", *lines]
    if not any(line.startswith("content-type") for line in lines):
        head.append("content-type: text/html")
    return "\r\n".join([*head, "", ""]).encode() + body


async def drip(writer: asyncio.StreamWriter, piece: bytes) -> None:
    for _ in range(int(LONGEST / DRIP)):
        writer.write(piece)
        await writer.drain()
        await asyncio.sleep(DRIP)


async def good(name: str, writer: asyncio.StreamWriter) -> None:
    writer.write(headed(page(name)))


async def silent(name: str, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(LONGEST)


async def reset(name: str, writer: asyncio.StreamWriter) -> None:
    """A connection that is torn down as soon as something is asked."""
    connection = writer.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def slow_headers(name: str, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    await drip(writer, b"x-a: b\r\n")


async def slow_body(name: str, writer: asyncio.StreamWriter) -> None:
    writer.write(headed(b"", length=100_000))
    await drip(writer, b"<")


async def truncated(name: str, writer: asyncio.StreamWriter) -> None:
    writer.write(headed(page(name)[:900], length=len(page(name))))
    writer.close()


async def bad_gzip(name: str, writer: asyncio.StreamWriter) -> None:
    packed = bytearray(gzip.compress(page(name)))
    packed[12:40] = bytes(28)
    writer.write(headed(bytes(packed), "content-encoding: gzip"))


async def short_length(name: str, writer: asyncio.StreamWriter) -> None:
    """More comes than was announced: another's page, which looks like the answer to the next question."""
    writer.write(headed(page(name)) + headed(page("nobody-asked-for-this")))


async def garbage(name: str, writer: asyncio.StreamWriter) -> None:
    writer.write(b"\x16\x03\x01\x00\xa5 this is no HTTP\r\n\r\n" + page(name))
    writer.close()


async def unavailable(name: str, writer: asyncio.StreamWriter) -> None:
    writer.write(headed(b"<title>Down</title>", status="503 Service Unavailable"))


async def too_many(name: str, writer: asyncio.StreamWriter) -> None:
    writer.write(headed(b"", "retry-after: 1", status="429 Too Many Requests"))


async def in_circles(name: str, writer: asyncio.StreamWriter) -> None:
    writer.write(headed(b"x" * 1000, f"location: /in_circles/{name}", status="302 Found"))


async def huge(name: str, writer: asyncio.StreamWriter) -> None:
    """A page of 256 MiB; its title comes first."""
    writer.write(headed(page(name), length=256 * MiB))
    for _ in range(256):
        writer.write(b" " * MiB)
        await writer.drain()


async def wrong_type(name: str, writer: asyncio.StreamWriter) -> None:
    """A picture that is called a page."""
    writer.write(headed(b"\x89PNG\r\n\x1a\n" + page(name)))


# With each, what becomes of it: the right page all the same, or one of these errors (by name).
FAULTS: dict[str, tuple[Say, str]] = {
    "reset": (reset, "FetchError"),
    "slow_headers": (slow_headers, "FetchTimeout"),
    "slow_body": (slow_body, "FetchTimeout"),
    "truncated": (truncated, "FetchError"),
    "bad_gzip": (bad_gzip, "FetchError"),
    "short_length": (short_length, ""),
    "garbage": (garbage, "FetchError"),
    "unavailable": (unavailable, "BadStatus"),
    "too_many": (too_many, "BadStatus"),
    "in_circles": (in_circles, "TooManyRedirects"),
    "huge": (huge, ""),
    "wrong_type": (wrong_type, "BadAnswer"),
    "refused": (good, "FetchError"),  # at a port where nobody listens
}
_PAGES: dict[str, Say] = {"page": good} | {name: say for name, (say, _) in FAULTS.items()}


async def talk(seconds: float, dead: set[str], reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer what is asked on one connection, one after the other. `/dead/HOST` makes a host say nothing more."""
    with suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError):
        while not writer.is_closing():
            asked = (await reader.readuntil(b"\r\n\r\n")).split(b" ", 2)[1].decode()
            _, kind, name = asked.split("/", 2)
            if kind in ("dead", "alive"):
                (dead.add if kind == "dead" else dead.discard)(name)
                writer.write(headed(b""))
                continue
            await asyncio.sleep(seconds)
            here = writer.get_extra_info("sockname")[0]
            await (silent if here in dead else _PAGES[kind])(name.rpartition("/")[2], writer)
            await writer.drain()
    writer.close()


async def serve(seconds: float) -> None:
    dead: set[str] = set()
    first = await asyncio.start_server(partial(talk, seconds, dead), HOSTS[0], 0, backlog=512)
    port = first.sockets[0].getsockname()[1]
    others = [await asyncio.start_server(partial(talk, seconds, dead), host, port, backlog=512) for host in HOSTS[1:]]
    print(port, flush=True)
    ended = asyncio.Event()
    asyncio.get_running_loop().add_reader(sys.stdin, ended.set)
    await ended.wait()
    for server in (first, *others):
        server.close()


if __name__ == "__main__":
    asyncio.run(serve(float(sys.argv[1])))
