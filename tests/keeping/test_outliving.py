"""A live page with every kind of once-resolved post outlives its providers: byte for byte, without a socket.

Every kind is resolved and kept once from answers like the providers' own. Then all of them die, in each way there is:
the page made of what was kept with the posts stays the same bytes, and so does the one made of what the store still
serves when it asks again. While a page is made the interpreter's own audit counts socket events.
"""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mediakit import cards, live
from mediakit.client import Resolver
from mediakit.embed import KINDS, Embed, Placed
from mediakit.errors import FetchError, FetchTimeout, ResolveError
from mediakit.flow import Request, Response
from mediakit.html import Html
from mediakit.kept import from_dict
from mediakit.merging import pictures_of
from mediakit.store import SQLiteStore

PNG = (Path(__file__).parent.parent / "flow" / "pictures" / "37x23_plain.png").read_bytes()
THEN = datetime(2026, 5, 16, 12, tzinfo=UTC).timestamp()
YEARS = 3 * 365 * 86_400.0

X_HTML = (
    '<blockquote class="twitter-tweet"><p lang="en">My grandfather kept this light.</p>&mdash; Jonna Friis '
    '(@jonnafriis) <a href="https://twitter.com/jonnafriis/status/463440424141459456">May 5, 2014</a></blockquote>'
)
ALBUM = {
    "@context": "https://schema.org",
    "@type": "ImageGallery",
    "name": "The move in six pictures",
    "image": [{"@type": "ImageObject", "contentUrl": f"https://live.example/{n}.png"} for n in range(3)],
}
# What each provider's endpoint or page answers, by the beginning of the address.
ANSWERS: dict[str, object] = {
    "https://www.youtube.com/oembed": {
        "type": "video",
        "title": "Moving the lighthouse",
        "author_name": "Ada Lund",
        "thumbnail_url": "https://i.ytimg.com/vi/M0veL1ght01/hqdefault.jpg",
        "html": "<iframe></iframe>",
    },
    "https://www.flickr.com/services/oembed": {
        "type": "photo",
        "title": "The tower",
        "author_name": "Ben",
        "url": "https://live.staticflickr.com/1/2.jpg",
        "width": 1024,
        "height": 683,
    },
    "https://soundcloud.com/oembed": {
        "type": "rich",
        "title": "The old foghorn",
        "author_name": "Ada",
        "thumbnail_url": "https://i1.sndcdn.com/a.jpg",
        "html": "<iframe></iframe>",
    },
    "https://publish.x.com/oembed": {"type": "rich", "author_name": "Jonna Friis", "html": X_HTML},
    "https://api.datawrapper.de/v3/oembed": {
        "type": "rich",
        "title": "Metres to the cliff",
        "thumbnail_url": "https://datawrapper.dwcdn.net/RnWgL/full.png",
        "html": "<iframe></iframe>",
    },
    "https://imgur.com/": f"<title>Album</title><script type='application/ld+json'>{json.dumps(ALBUM)}</script>",
    "https://example.org/ferry": "<title>The ferry is back</title><meta property='og:image' content='/ferry.png'>"
    "<meta name='description' content='After nine days.'><meta name='author' content='Desk'>",
}
URLS = {
    "video": "https://youtu.be/M0veL1ght01?t=62",
    "photo": "https://www.flickr.com/photos/22134962@N03/8738306577/",
    "gallery": "https://imgur.com/gallery/XmZddpu",
    "audio": "https://soundcloud.com/ada/the-old-foghorn",
    "post": "https://twitter.com/jonnafriis/status/463440424141459456",
    "rich": "https://datawrapper.dwcdn.net/RnWgL/9/",
    "link": "https://example.org/ferry",
}


def alive(request: Request) -> Response:
    if request.purpose == "image":
        return Response(url=request.url, status=200, headers={"content-type": "image/png"}, body=PNG)
    for place, answer in ANSWERS.items():
        if request.url.startswith(place):
            mime, text = ("text/html", answer) if isinstance(answer, str) else ("application/json", json.dumps(answer))
            return Response(url=request.url, status=200, headers={"content-type": mime}, body=str(text).encode())
    raise FetchError(request.url, "nobody answers")


def fails(error: type[ResolveError], words: str) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        raise error(request.url, words)

    return answer


def answers(status: int, mime: str = "text/html", body: bytes = b"") -> Callable[[Request], Response]:
    return lambda request: Response(url=request.url, status=status, headers={"content-type": mime}, body=body)


DEATHS = {
    "no name": fails(FetchError, "the name can't be found"),
    "refused": fails(FetchError, "connection reset by peer"),
    "silence": fails(FetchTimeout, "no answer came in time"),
    "broken": answers(503),
    "overrun": answers(429),
    "garbage": answers(200, "application/json", b"\xff\xfe\x00{]" * 40),
    "nothing": answers(200),
}


@dataclass
class World:
    """A web that answers as it is told; `asked` counts."""

    answer: Callable[[Request], Response] = alive
    asked: list[str] = field(default_factory=list)

    def __call__(self, request: Request, deadline: float | None = None) -> Response:
        self.asked.append(request.url)
        return self.answer(request)


SOCKETS: list[str] = []
_watching = False


def _watch(event: str, args: tuple[object, ...]) -> None:
    if _watching and event.startswith("socket."):
        SOCKETS.append(event)


sys.addaudithook(_watch)  # can't be taken away again: it counts only while a page is made


def page(embeds: list[Embed]) -> bytes:
    """Every form of a live page with these embeds, made while sockets are counted."""
    global _watching
    posts = tuple(
        live.Post(
            id=str(number),
            headline=f"Update {number}",
            body=(Html("<p>What we know.</p>"), Placed(embed=embed, caption="As we saw it", credit="Desk")),
            published=datetime(2026, 5, 16, 8, number, tzinfo=UTC),
        )
        for number, embed in enumerate(embeds)
    )
    blog = live.LiveBlog(id="light", title="The light moves", url="https://desk.example/live", posts=posts)
    theme = cards.Theme(media_url=lambda name: f"/media/{name}")
    SOCKETS.clear()
    _watching = True
    try:
        made = [live.page(blog, theme), live.text(blog), json.dumps(live.jsonld(blog, theme))]
        made += [live.feed(blog, "atom", theme, self_url="https://desk.example/feed").decode()]
        made += [cards.html(embed, theme) for embed in embeds] + [cards.feed(embed, theme) for embed in embeds]
    finally:
        _watching = False
    assert SOCKETS == []
    return "\0".join(made).encode()


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def kept(world: World, tmp_path: Path) -> dict[str, Embed]:
    """Every kind, resolved and kept once, in a store whose file stays."""
    with (
        SQLiteStore(tmp_path / "e.db") as store,
        Resolver(fetch=world, store=store, clock=lambda: THEN) as resolver,
    ):
        found = {kind: resolver.keep(resolver.resolve(url)) for kind, url in URLS.items()}
    assert {kind for kind, each in found.items() if each.files} == set(URLS) - {"post"}  # X's endpoint has no picture
    return {kind: each.embed for kind, each in found.items()}


def test_every_kind_is_kept_whole(kept: dict[str, Embed]) -> None:
    assert {kind: embed.kind for kind, embed in kept.items()} == {kind: kind for kind in KINDS}
    for embed in kept.values():
        assert embed.snapshots and embed.snapshots[0].taken.timestamp() == THEN  # type: ignore[union-attr]
        assert embed.kind == "post" or any(image.local for image in (*embed.images, *embed.photos))
    assert kept["post"].text == "My grandfather kept this light."
    assert len(kept["gallery"].photos) == 3


def test_what_is_kept_with_the_posts_needs_nobody(kept: dict[str, Embed]) -> None:
    first = page(list(kept.values()))
    written = json.dumps([embed.to_dict() for embed in kept.values()])
    assert page([from_dict(data) for data in json.loads(written)]) == first
    for words in ("Moving the lighthouse", "My grandfather kept this light.", "The ferry is back", "The old foghorn"):
        assert words.encode() in first


@pytest.mark.parametrize("death", DEATHS)
def test_the_store_serves_it_years_after_they_died(
    death: str, kept: dict[str, Embed], world: World, tmp_path: Path
) -> None:
    first = page(list(kept.values()))
    world.answer, world.asked = DEATHS[death], []
    with (
        SQLiteStore(tmp_path / "e.db") as store,
        Resolver(fetch=world, store=store, clock=lambda: THEN + YEARS) as resolver,
    ):
        found = [resolver.resolve(url) for url in URLS.values()]
    assert len(world.asked) >= len(URLS), "nobody was asked: this proves nothing"
    assert page(found) == first


def test_a_refresh_while_they_live_loses_no_copy(kept: dict[str, Embed], world: World, tmp_path: Path) -> None:
    first = page(list(kept.values()))
    copies = [image.local for embed in kept.values() for image in pictures_of(embed)]
    for days in (30, 60):
        world.asked = []
        with (
            SQLiteStore(tmp_path / "e.db") as store,
            Resolver(fetch=world, store=store, clock=lambda days=days: THEN + days * 86_400) as resolver,
        ):
            found = [resolver.resolve(url) for url in URLS.values()]
        assert len(world.asked) >= len(URLS)
        assert [image.local for embed in found for image in pictures_of(embed)] == copies
    world.answer = DEATHS["refused"]
    with (
        SQLiteStore(tmp_path / "e.db") as store,
        Resolver(fetch=world, store=store, clock=lambda: THEN + YEARS) as resolver,
    ):
        again = page([resolver.resolve(url) for url in URLS.values()])
    assert again.count(b"/media/") == first.count(b"/media/") > len(URLS)


@pytest.mark.parametrize("status", [403, 404, 410])
def test_a_definite_end_adds_a_notice_and_takes_nothing(
    status: int, kept: dict[str, Embed], world: World, tmp_path: Path
) -> None:
    world.answer = answers(status)
    with (
        SQLiteStore(tmp_path / "e.db") as store,
        Resolver(fetch=world, store=store, clock=lambda: THEN + YEARS) as resolver,
    ):
        found = {kind: resolver.resolve(url) for kind, url in URLS.items()}
    for kind, embed in found.items():
        before = kept[kind]
        assert (embed.title, embed.text, embed.images, embed.photos) == (
            before.title,
            before.text,
            before.images,
            before.photos,
        )
        assert embed.status.state in (("gone",) if status != 403 else ("private", "ok"))  # refused only us: no end
    assert b"My grandfather kept this light." in page(list(found.values()))


def test_what_was_never_seen_is_a_link_with_its_address(world: World) -> None:
    world.answer = DEATHS["no name"]
    with Resolver(fetch=world) as resolver:
        embed = resolver.resolve("https://twitter.com/jonnafriis/status/463440424141459457")
    made = page([embed])
    assert b"https://x.com/jonnafriis/status/463440424141459457" in made


def test_the_count_of_sockets_counts() -> None:
    global _watching
    import socket

    SOCKETS.clear()
    _watching = True
    try:
        with socket.socket() as unconnected:
            unconnected.bind(("127.0.0.1", 0))
    finally:
        _watching = False
    assert SOCKETS
