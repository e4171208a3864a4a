"""Pictures, sound and moving pictures that stand in a page themselves, and the figures and galleries around them."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from mediakit import times
from mediakit.body import captions
from mediakit.body.frames import addresses
from mediakit.body.noise import LAZY_PICTURE, STAND_IN
from mediakit.body.reading import (
    FROM_CODE,
    Reading,
    attribute,
    by_class,
    classes,
    known,
    nodes,
    size,
    source_of,
    told,
    unknown,
    words,
)
from mediakit.body.tree import Page, inside, is_tag
from mediakit.embed import Audio, Embed, FrozenMap, Gallery, Image, MediaFile, Photo, Video
from mediakit.html import Html

if TYPE_CHECKING:
    from bs4 import Tag

_CAPTION: Final = re.compile(
    r"(?:\A|[-_])(?:figcaption|caption|cutline|legend|bildunterschrift|fr-inner)(?:\Z|[-_](?!ed))|caption(?:-text)?\Z",
    re.IGNORECASE,
)
_CREDIT: Final = re.compile(
    r"(?:\A|[-_])(?:credits?|copyright|photographer|attribution|byline|source|fotograf|credit-line)(?:\Z|[-_])|credit\Z",
    re.IGNORECASE,
)
_CREDIT_PROPERTIES: Final = frozenset(
    ("copyrightHolder", "creditText", "author", "creator", "copyrightNotice", "provider")
)
_GALLERY: Final = re.compile(
    r"(?:\A|[-_])(?:gallery|slideshow|carousel|slider|lightbox|photoset)(?:\Z|[-_])", re.IGNORECASE
)
_GALLERIES: Final = frozenset(
    ("amp-carousel", "amp-base-carousel", "amp-inline-gallery", "amp-stream-gallery", "amp-image-slider")
)
_BLOCKS: Final = ("kg-", "wp-block-embed", "wp-block-video", "wp-block-image", "wp-block-audio")
_CAPTIONED: Final = frozenset(
    ("wp-caption", "tmblr-full", "image-caption", "captioned-image-container", "fr-img-caption", "tr-caption-container")
)
# Words beside a caption that are longer than a button's are prose.
_CHROME: Final = 40
_MAX_CAPTION: Final = 600


def player(page: Page, tag: Tag) -> list[Reading]:
    """`<video>` and `<audio>` with their sources and poster."""
    kind = "audio" if "audio" in tag.name else "video"
    files: list[MediaFile] = []
    embed: Embed | None = None
    width, height = size(tag)
    for each in (tag, *inside(tag, "source")):
        for value in addresses(each, "src", *LAZY_PICTURE):
            address = page.absolute(value)
            if address is None or any(file.url == address for file in files):
                continue
            found = known(page, address)
            embed = embed or found
            mime = (attribute(each, "type") or "").partition(";")[0].strip().lower() if each is not tag else ""
            if found is not None and found.files and not mime:
                mime = found.files[0].mime or ""
            own = (width, height) if kind == "video" else (None, None)
            files.append(MediaFile(url=address, mime=mime or None, width=own[0], height=own[1]))
    if not files:
        sources = (attribute(each, name) for each in (tag, *inside(tag, "source")) for name in ("src", *LAZY_PICTURE))
        page.miss_any(tag, sources, attribute(tag, "title", "aria-label", "data-title"))
        return []
    if embed is None or embed.kind not in ("audio", "video"):
        embed = unknown(page, files[0].url, "audio" if kind == "audio" else "video")
    if embed is None:
        return []
    if kind == "audio" and isinstance(embed, Video) and embed.provider is None:
        embed = Audio(**{name: getattr(embed, name) for name in ("key", "url", "start", "end", "provenance")})
    embed = replace(embed, files=tuple(files), provenance=FrozenMap({**embed.provenance, "files": FROM_CODE}))
    poster = page.absolute(attribute(tag, "poster", "data-poster", "artwork"))
    if poster is not None and STAND_IN.search(poster.partition("?")[0]) is None:
        embed = told(embed, images=(Image(url=poster, role="poster", width=width, height=height),))
    title = attribute(tag, "title", "aria-label", "data-title")
    return [Reading(told(embed, title=title), tag, tag)]


def figure(page: Page, tag: Tag, inner: list[Reading]) -> list[Reading]:
    """What a figure, or whatever stands for one, holds: one medium with its caption, or a gallery of pictures."""
    if not inner:
        return []
    if is_card(tag) and (shown := [each for each in inner if not isinstance(each.embed, Photo)]):
        return [_card(page, tag, shown[0])]
    labels = _labels(tag, inner)
    caption_tags = [each for each, kind in labels if kind == "caption"]
    credit_tags = [each for each, kind in labels if kind == "credit"]
    said = [*caption_tags, *credit_tags]
    rest = words(tag, without=[*said, *(node for reading in inner for node in _between(reading))], lines=" ")
    if len(inner) > 1:
        return _several(page, tag, inner, caption_tags, credit_tags, rest)
    (reading,) = inner
    caption, credit = _words(page, caption_tags, credit_tags)
    if tag.name != "div" and caption is None and not reading.caption and 0 < len(rest) <= _MAX_CAPTION:
        caption, told_credit = captions.apart(rest)
        credit, rest = credit or told_credit, ""
    reading.caption = reading.caption or caption
    reading.credit = reading.credit or credit
    if len(rest) <= _CHROME:
        reading.first = reading.last = tag
    return [reading]


def _several(
    page: Page, tag: Tag, inner: list[Reading], captions_: list[Tag], credits_: list[Tag], rest: str
) -> list[Reading]:
    """Several media in one container: a gallery where it holds nothing but pictures and their captions."""
    own = [each for each in captions_ if not any(_is_inside(each, reading.first) for reading in inner)]
    credit_tags = [each for each in credits_ if not any(_is_inside(each, reading.first) for reading in inner)]
    shown = {reading.embed.key: reading for reading in inner if isinstance(reading.embed, Photo)}
    called_so = is_gallery(tag) or tag.name in ("figure", "ul", "ol")
    if not called_so or any(not isinstance(each.embed, Photo) for each in inner) or len(rest) > _CHROME:
        if own and not inner[-1].caption:
            inner[-1].caption, inner[-1].credit = _words(page, own, credit_tags)
        return inner
    caption, credit = _words(page, own, credit_tags)
    first = next(iter(shown.values()))
    if len(shown) == 1:  # one picture, in two sizes
        caption, credit = first.caption or caption, first.credit or credit
        return [Reading(first.embed, tag, tag, caption=caption, credit=credit, alt=first.alt)]
    photos = []
    for reading in shown.values():
        said = str(reading.caption) if reading.caption is not None else None
        photos.append(replace(reading.embed.images[0], caption=said, credit=reading.credit))
    address = photos[0].url
    provenance = FrozenMap({"photos": FROM_CODE})
    gallery = Gallery(key=f"link:url:{address}#gallery", url=address, photos=tuple(photos), provenance=provenance)
    return [Reading(gallery, tag, tag, caption=caption, credit=credit)]


def is_gallery(tag: Tag) -> bool:
    """Whether an element, or its class, is called a gallery."""
    return tag.name in _GALLERIES or _called_gallery(str(tag.attrs.get("class", "")))


@lru_cache(maxsize=1024)  # a page says the same few classes over and over
def _called_gallery(written: str) -> bool:
    return any(_GALLERY.search(name) for name in written.split())


@lru_cache(maxsize=1024)
def is_container(written: str) -> bool:
    """Whether elements of this class stand for a figure or a gallery."""
    names = written.split()
    captioned = any(name in _CAPTIONED or name.startswith(_BLOCKS) for name in names)
    return (captioned and not any("__" in name for name in names)) or _called_gallery(written)


def is_card(tag: Tag) -> bool:
    """Whether it is a Ghost card with a player's words in it."""
    return any(name in ("kg-audio-card", "kg-video-card") for name in classes(tag))


def _card(page: Page, tag: Tag, reading: Reading) -> Reading:
    """A Ghost card: its title and duration are in words beside the player, its cover is a picture of its own."""
    title = by_class(tag, "kg-audio-title")
    length = by_class(tag, "kg-audio-duration", "kg-video-duration")
    seconds = times.seconds(words(length)) if length is not None else None
    named = words(title, lines=" ") if title is not None else None
    caption = next(inside(tag, "figcaption"), None)
    said, credit = captions.apart(words(caption, lines=" ")) if caption is not None else (None, None)
    cover = page.absolute(attribute(tag, "data-kg-thumbnail"))
    images = (Image(url=cover, role="poster"),) if cover is not None else ()
    embed = told(reading.embed, title=named, duration=seconds, images=images)
    return Reading(embed, tag, tag, caption=said, credit=credit)


def _is_inside(tag: Tag, outer: Tag) -> bool:
    return tag is outer or any(parent is outer for parent in tag.parents)


def _between(reading: Reading) -> list[Tag]:
    """The nodes of a reading that has several."""
    found = [reading.first]
    node = reading.first
    while node is not reading.last:
        following = node.next_sibling
        if following is None:
            break
        if is_tag(following):
            found.append(following)
            node = following
        else:
            node = following  # type: ignore[assignment]  # a text between two nodes; only its next sibling is asked
    return found


def _labels(tag: Tag, inner: list[Reading]) -> list[tuple[Tag, str]]:
    """The captions and credits in a figure, none inside another of its kind, none inside a medium."""
    found: list[tuple[Tag, str]] = []
    media = {id(reading.first) for reading in inner}
    skipped: set[int] = set()
    for node in nodes(tag):
        if not is_tag(node):
            continue
        parent = id(node.parent)
        if parent in skipped or (id(node) in media and node.name != "figure"):
            skipped.add(id(node))
            continue
        kind = _label(node)
        if kind is None:
            continue
        if kind == "credit":
            skipped.add(id(node))
        elif any(_is_inside(node, each) for each, what in found if what == "caption"):
            continue
        found.append((node, kind))
    return found


def _label(node: Tag) -> str | None:
    """Whether an element is a caption or a credit."""
    if node.name == "figcaption":
        return "caption"
    names = classes(node)
    properties = (attribute(node, "itemprop") or "").split()
    if (
        any(_CREDIT.search(name) for name in names)
        or _CREDIT_PROPERTIES.intersection(properties)
        or node.name == "cite"
    ):
        return "credit" if words(node) else None
    if any(_CAPTION.search(name) for name in names) or "caption" in properties or "description" in properties:
        return "caption"
    return None


def _words(page: Page, captions_: list[Tag], credits_: list[Tag]) -> tuple[str | Html | None, str | None]:
    """Caption and credit out of their elements: plain text, or `Html` where the caption has a link to keep."""
    credit = captions.credit(" ".join(words(each, lines=" ") for each in credits_))
    texts = [words(each, without=credits_, lines=" ") for each in captions_]
    text = " ".join(part for part in texts if part)
    caption: str | Html | None = text or None
    if credit is None:
        caption, credit = captions.apart(text)
    elif caption:
        caption = caption.rstrip(" |(–—-") or None
    if caption is not None and caption == text and len(captions_) == 1:
        links = [a for a in inside(captions_[0], "a") if a.get("href")]
        if any(words(link, lines=" ") for link in links if link not in credits_) and not any(
            _is_inside(each, captions_[0]) for each in credits_
        ):
            from mediakit import prose

            caption = prose.inline(source_of(page, captions_[0]), base_url=page.base) or caption
    return caption, credit
