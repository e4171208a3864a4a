"""A live blog as the files of a folder: its page and every other form of it, its kept embeds, its cards one by one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from mediakit import cards, live
from mediakit.cli.terminal import progress
from mediakit.embed import Embed, Placed
from mediakit.errors import ResolveError
from mediakit.html import Html, tag

if TYPE_CHECKING:
    from mediakit.client import Resolver

MEDIA: Final = "media"
PAGE: Final = "index.html"
FEED: Final = "feed.atom"


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """What asking brought: embeds by key, the pictures that were kept, and what could not be asked."""

    embeds: Mapping[str, Embed]
    pictures: Mapping[str, bytes]
    failed: Mapping[str, str]


def gather(placed: Sequence[Placed], resolver: Resolver, known: Mapping[str, Embed] | None = None) -> Gathered:
    """Ask about each embed once and keep its words and pictures; what is `known` already is not asked.

    Pictures of the site's own (with a local name) are not asked about either. A failed question loses nothing: the
    embed stays what its URL and its code said.
    """
    embeds: dict[str, Embed] = dict(known or {})
    pictures: dict[str, bytes] = {}
    failed: dict[str, str] = {}
    asked = {each.embed.key: each.embed for each in placed if each.embed.key not in embeds and not _is_own(each.embed)}
    for key, embed in progress(list(asked.items()), "resolving"):
        try:
            answer = resolver.resolve(embed.url)
        except ResolveError as error:
            failed[key] = error.reason
            answer = embed
        kept = resolver.keep(answer)
        embeds[key] = kept.embed
        pictures.update({file.name: file.body for file in kept.files})
    return Gathered(embeds=embeds, pictures=pictures, failed=failed)


def _is_own(embed: Embed) -> bool:
    return any(image.local for image in (*embed.images, *embed.photos)) or any(file.local for file in embed.files)


def media_url(name: str) -> str:
    """Where a page of the folder finds a kept picture; a file of the blog's own already says its path."""
    return quote(name if "/" in name else f"{MEDIA}/{name}")


def files(blog: live.LiveBlog, *, atom: bytes | None) -> Iterator[tuple[str, bytes]]:
    """Every form of the blog, by file name: page, text twin, JSON-LD, feed, kept form, stylesheets, cards.

    `atom`: the feed that `feed` wrote, or `None` when the blog can have none; then the page names none.
    """
    theme = _theme(blog)
    links = live.PageLinks(atom=FEED if atom is not None else None, text="live.txt")
    yield "cards.css", cards.stylesheet().encode()
    yield "live.css", live.stylesheet().encode()
    yield PAGE, live.page(blog, theme, links=links).encode()
    yield "live.txt", live.text(blog).encode()
    yield "live.jsonld", _json(live.jsonld(blog, theme))
    if atom is not None:
        yield FEED, atom
    yield "blog.json", _json(blog.to_dict())
    yield from _cards(blog, theme)


def feed(blog: live.LiveBlog) -> bytes:
    """The blog's Atom feed, its own pictures at their whole addresses. Raises `InvalidFeed` when it can have none."""
    page = blog.url or ""
    absolute = replace(_theme(blog), media_url=lambda name: _beside(page, media_url(name)))
    return live.feed(blog, "atom", absolute, self_url=_beside(page, FEED))


def _theme(blog: live.LiveBlog) -> cards.Theme:
    return cards.Theme(lang=blog.lang, media_url=media_url, base_url=blog.url)


def _beside(page: str, name: str) -> str:
    """The address of a file of the folder, when the page stands at `page` with its files below it."""
    return f"{page.rstrip('/')}/{name}"


def _cards(blog: live.LiveBlog, theme: cards.Theme) -> Iterator[tuple[str, bytes]]:
    """Each card as a small page of its own, in the order of the blog."""
    alone = replace(theme, heading=1, stylesheet_url="../cards.css", media_url=lambda name: f"../{media_url(name)}")
    for number, placed in enumerate(live.embeds(blog), start=1):
        card = cards.card(placed, alone)
        name = f"cards/{number:02}-{placed.embed.provider.key if placed.embed.provider else placed.embed.kind}.html"
        head = tag(
            "head",
            None,
            tag("meta", {"charset": "utf-8"}),
            tag("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
            tag("meta", {"name": "color-scheme", "content": "light dark"}),
            tag("title", None, card.title or card.label),
            tag("link", {"rel": "stylesheet", "href": "../cards.css"}),
        )
        document = tag(
            "html", {"lang": alone.lang, "dir": alone.dir}, head, tag("body", None, cards.html(placed, alone))
        )
        yield name, (Html("<!doctype html>\n") + document + "\n").encode()


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def origin_of(embed: Embed) -> str:
    """Where what is known of the embed came from, in words: `provider`, `page`, `embed code`, `its URL`, `own file`."""
    kinds = {source.kind for source in embed.provenance.values()}
    if "oembed" in kinds:
        return "provider"
    if kinds & {"opengraph", "twitter", "jsonld", "microdata", "rdfa", "microformats", "html"}:
        return "page"
    if "code" in kinds:
        return "embed code"
    if "file" in kinds or _is_own(embed):
        return "own file"
    return "its URL"
