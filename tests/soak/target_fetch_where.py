"""Where a fetch goes: T1, never to an address that is not public; T2, nor when a name server changes its mind."""

from __future__ import annotations

import random
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from ipaddress import ip_address

from campaign import Outcome, Target
from loopback import FETCHES, HOST, Server, Talk, may_ask_loopback, ok
from spellings import INNER, INNER6, urls

from mediakit.client import Resolver
from mediakit.embed import Image
from mediakit.errors import ForbiddenURL, MediaKitError
from mediakit.fetch import WebFetch
from mediakit.flow import Request
from mediakit.policy import Limits, refusal

_watched: list[list[tuple[str, int]]] = []
_hooked: list[bool] = []


def _watch(event: str, args: tuple[object, ...]) -> None:
    if event == "socket.connect" and _watched and isinstance(args[1], tuple):
        sock = args[0]
        if isinstance(sock, socket.socket) and sock.type == socket.SOCK_STREAM:
            _watched[-1].append((str(args[1][0]), int(args[1][1])))


@contextmanager
def streams() -> Iterator[list[tuple[str, int]]]:
    """Every address and port that any code of this process connects a stream to meanwhile."""
    if not _hooked:  # an audit hook cannot be taken out again
        sys.addaudithook(_watch)
        _hooked.append(True)
    _watched.append([])
    try:
        yield _watched[-1]
    finally:
        _watched.pop()


def as_the_system_reads_it(host: str, seconds: float) -> tuple[str, ...]:
    """What the C library makes of a spelling without asking anybody, and an inner address for every name."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
    except (OSError, UnicodeError):
        return (HOST,)
    return tuple(str(address[0]) for *_, address in found)


def spellings(dice: random.Random, share: float) -> Outcome:
    """T1, first part: URLs asked as they are, where a server listens inside on the very port they name."""
    broken: list[str] = []
    asked = 0
    with Server(ok(b"inside")) as inside, streams() as connected:
        limits = Limits(ports=(80, 443, inside.port), total=2.0, connect=0.5)
        for name, fetch_class in FETCHES.items():
            with fetch_class(limits, lookup=as_the_system_reads_it) as fetch:
                for url in urls(dice, inside.port, share):
                    asked += 1
                    try:
                        fetch(Request(url=url))
                    except ForbiddenURL:
                        continue
                    except MediaKitError as error:
                        broken.append(f"{name} {url!r}: {type(error).__name__} {error.reason}"[:300])
                    else:
                        broken.append(f"{name} {url!r} was answered")
        broken += [f"connected to {address}" for address in connected]
        hits = inside.connections
    figure = f"{asked:,} URLs asked, {len(connected)} connections, {hits} hits at the inner server"
    return Outcome(figure, tuple(broken + _control()))


def _control() -> list[str]:
    """Whether the trap works: the same server is reached, and both counts show it, once its host is allowed."""
    with Server(ok(b"inside")) as inside, streams() as connected, may_ask_loopback(WebFetch)() as fetch:
        fetch(Request(url=inside.url()))
        return [] if inside.connections == len(connected) == 1 else ["the counts do not count"]


ENDPOINT = '<link rel="alternate" type="application/json+oembed" href="{0}">'
PAGE = """<!doctype html><title>Ferry sinks</title>
<link rel="alternate" type="application/json+oembed" href="{0}"><link rel="canonical" href="{0}">
<link rel="icon" href="{0}"><meta property="og:url" content="{0}"><meta property="og:image" content="{0}">
<meta property="og:video" content="{0}"><meta name="twitter:image" content="{0}">
<meta http-equiv="refresh" content="0;url={0}">
<script type="application/ld+json">{{"@type": "NewsArticle", "image": "{0}", "url": "{0}"}}</script>"""


def doors(dice: random.Random, share: float) -> Outcome:
    """T1, second part: an honest host whose pages, redirects and pictures lead inside."""
    broken = [] if _doors_are_open() else ["no page, redirect or picture leads anywhere: nothing was tried"]
    asked = 0
    said: list[bytes] = [b""]

    def answer(talk: Talk) -> None:
        talk.send(said[0])

    with Server(ok(b"inside")) as inside, Server(answer) as honest, streams() as connected:
        limits = Limits(ports=(80, 443, inside.port), total=2.0, connect=0.5)
        web = WebFetch(limits, lookup=as_the_system_reads_it, allow_hosts=("honest.example",))
        places = list(urls(dice, inside.port, share / 20))
        with web, Resolver(fetch=web, limits=limits, allow_hosts=("honest.example",)) as resolver:
            for place in places:
                escaped = place.replace("&", "&amp;").replace('"', "&quot;")
                location = place.strip().encode("utf-8")
                answers = {
                    "page": ok(PAGE.format(escaped).encode("utf-8", "replace")),
                    "endpoint": ok(ENDPOINT.format(escaped).encode("utf-8", "replace")),
                    "redirect": b"HTTP/1.1 302 X\r\nlocation: " + location + b"\r\ncontent-length: 0\r\n\r\n",
                    "link": ok(b"<p>", link=f'<{place.strip()}>; rel="alternate"; type="application/json+oembed"')
                    if place.isascii()
                    else b"",
                }
                for said[0] in filter(None, answers.values()):
                    asked += 1
                    try:
                        embed = resolver.resolve(honest.url(host="honest.example"))
                        resolver.keep_images(replace(embed, images=(*embed.images, Image(url=place.strip()))))
                    except (MediaKitError, ValueError):
                        continue
        inner = [(host, port) for host, port in connected if port != honest.port or host != HOST]
        broken += [f"connected to {address}" for address in inner]
        if inside.connections:
            broken.append(f"the inner server was reached {inside.connections} times")
    return Outcome(f"{asked:,} answers that lead inside, {len(inner)} connections there", tuple(broken))


def _doors_are_open() -> bool:
    """Whether the pages of `doors` lead to the inner server as soon as it is allowed."""
    with Server(ok(b"{}", "application/json")) as inside, may_ask_loopback(WebFetch)() as web:
        page = ENDPOINT.format(inside.url("/endpoint", host="localhost")).encode()  # one of another site is not trusted
        moved = f"HTTP/1.1 302 X\r\nlocation: {inside.url('/redirect')}\r\ncontent-length: 0\r\n\r\n".encode()
        with Server(ok(page), moved) as honest, Resolver(fetch=web, allow_hosts=(HOST, "localhost")) as resolver:
            embed = resolver.resolve(honest.url(host="localhost"))
            resolver.keep_images(replace(embed, images=(Image(url=inside.url("/picture")),)))
            with suppress(MediaKitError):
                resolver.resolve(honest.url("/2", host="localhost"))
        reached = b"".join(inside.heads)
    return all(door in reached for door in (b"/endpoint", b"/picture", b"/redirect"))


def rebinding(dice: random.Random, share: float) -> Outcome:
    """T2: a resolver that answers anew each time; one address plays the public web, the others are inside."""
    flips = max(20, round(1000 * share))
    broken: list[str] = []
    words: list[str] = []
    for name, fetch_class in FETCHES.items():
        lookups = 0
        given: list[tuple[str, ...]] = []

        def lookup(host: str, seconds: float, given: list[tuple[str, ...]] = given) -> tuple[str, ...]:
            inner = dice.choice(["127.0.0.5", *INNER, *(each for each in INNER6 if each != "::")])
            given.append(dice.choice([(HOST,), (HOST,), (inner,), (HOST, inner), (inner, HOST), (HOST, HOST, inner)]))
            return given[-1]

        with (
            Server(ok(b"public", connection="close")) as public,
            Server(ok(b"inside"), address=("127.0.0.5", public.port)) as inside,
            fetch_class(Limits(ports=(public.port,), total=5.0, connect=1.0), lookup=lookup) as fetch,
            streams() as connected,
        ):
            fetch._rules = replace(fetch._rules, own=lambda address: False, judge=_but_host)
            answered = 0
            for _ in range(flips):
                before = len(given)
                try:
                    good = fetch(Request(url=public.url(host="rebind.example"))).body == b"public"
                except ForbiddenURL:
                    good = False
                lookups += len(given) - before
                answered += good
                if good != (set(given[-1]) == {HOST}):
                    broken.append(f"{name}: {given[-1]} gave {good}")
            if set(connected) - {(HOST, public.port)} or len(connected) != answered:
                broken.append(f"{name}: connected to {set(connected)}, {len(connected)} times for {answered} answers")
            if inside.connections or lookups != flips:
                broken.append(f"{name}: {inside.connections} hits inside, {lookups} lookups for {flips} asks")
            words.append(
                f"{name}: {flips:,} flips, {lookups:,} lookups, {answered} answers, {inside.connections} inside"
            )
    return Outcome("; ".join(words), tuple(broken))


def _but_host(address: str) -> str | None:
    return None if ip_address(address) == ip_address(HOST) else refusal(address)


TARGETS = (
    Target("T1-spellings", "no connection to an address that is not public, over 10,000 URLs and more", spellings),
    Target("T1-doors", "nor by pages, endpoints, pictures and redirects that lead there", doors),
    Target("T2", "1,000 answers of a name server that changes its mind: no hit inside, one lookup each", rebinding),
)
