"""A site on loopback that is as far away as a real one: in a process of its own, it answers everything after a while.

`python distant.py SECONDS` prints its port. `/small/…` is a page of 2 kB, `/large/…` one of 30 kB, `/oembed?url=…` an
oEmbed answer about that URL. Whatever is asked is named in its own answer: the last piece of its path is the title.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench import newspaper
from bench.words import sentence

MARK = "title-of-the-page"
# Pages of one size differ, but not each from each: they are made before anybody waits for them.
PAGES = 16


def small(seed: int) -> bytes:
    """A page of about 2 kB."""
    dice = random.Random(seed)
    words = sentence(dice)
    named = {"og:title": MARK, "og:type": "article", "og:description": words, "og:site_name": "The Harbour Gazette"}
    named |= {"og:image": "https://images.example/tow.jpg", "article:published_time": "2016-01-11T20:23:00Z"}
    head = "".join(f'<meta property="{name}" content="{value}">' for name, value in named.items())
    story = "".join(f"<p>{sentence(dice)}</p>" for _ in range(14))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{MARK}</title>{head}</head>'
        f"<body><article><h1>{MARK}</h1>{story}</article></body></html>"
    ).encode()


def large(seed: int) -> bytes:
    """A page of about 30 kB, as newspapers write them."""
    body, url = newspaper.page(30_000, seed)
    headline = body.partition(b'property="og:title" content="')[2].partition(b'"')[0]
    return body.replace(url.encode(), b"").replace(headline, MARK.encode())


def oembed(url: str) -> bytes:
    """What the site's endpoint says of a page."""
    words = {"version": "1.0", "type": "video", "title": name(url), "provider_name": "The Harbour Gazette"}
    words |= {"author_name": "Iris Example", "thumbnail_url": "https://images.example/tow.jpg", "width": 640}
    player = '<iframe src="https://player.example/1" width="640" height="360"></iframe>'
    return json.dumps(words | {"height": 360, "thumbnail_width": 640, "thumbnail_height": 360, "html": player}).encode()


def name(url: str) -> str:
    """What a page is called."""
    return url.rpartition("/")[2]


def answer(target: str, pages: dict[str, list[bytes]]) -> bytes:
    """The whole answer to one question."""
    parts = urlsplit(target)
    kind, body = "text/html; charset=utf-8", b""
    if parts.path == "/oembed":
        kind, body = "application/json", oembed(parse_qs(parts.query)["url"][0])
    else:
        made = pages[parts.path.split("/")[1]]
        body = made[hash(parts.path) % PAGES].replace(MARK.encode(), name(parts.path).encode())
    head = f"HTTP/1.1 200 OK\r\ncontent-type: {kind}\r\ncontent-length: {len(body)}\r\n\r\n"
    return head.encode() + body


class Talk(asyncio.Protocol):
    """One connection; what is asked on it is answered in turn, each after the while."""

    def __init__(self, seconds: float, pages: dict[str, list[bytes]]) -> None:
        self._seconds, self._pages = seconds, pages
        self._came = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._came += data
        while b"\r\n\r\n" in self._came:
            head, _, self._came = self._came.partition(b"\r\n\r\n")
            loop = asyncio.get_running_loop()
            loop.call_later(self._seconds, self._say, head.split(b" ", 2)[1].decode())

    def _say(self, target: str) -> None:
        if not self._transport.is_closing():
            self._transport.write(answer(target, self._pages))


async def serve(seconds: float) -> None:
    """Answer until standard input ends."""
    pages = {"small": [small(seed) for seed in range(PAGES)], "large": [large(seed) for seed in range(PAGES)]}
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Talk(seconds, pages), "127.0.0.1", 0, backlog=512)
    print(server.sockets[0].getsockname()[1], flush=True)
    ended = asyncio.Event()
    loop.add_reader(sys.stdin, ended.set)
    await ended.wait()


if __name__ == "__main__":
    asyncio.run(serve(float(sys.argv[1])))
