"""Apple News Format: an article as JSON, its components in order, each with where it stood.

Source: Apple News Format, "Components": `role` says what one is, `URL` names its medium; its text is HTML or plain.
A component's place is that of its object in the source, so that `find` tells markup as it does for HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from mediakit import fields, prose, url
from mediakit import providers as rooms
from mediakit.body import captions
from mediakit.embed import KINDS, Audio, Embed, FrozenMap, Gallery, Image, Kind, Photo, Source, Video
from mediakit.fields import JSON
from mediakit.html import Html
from mediakit.providers import Provider
from mediakit.providers.forms import FROM_URL

# A string, a bracket: what tells where objects begin and end.
_TOKEN: Final = re.compile(r'"(?:[^"\\]++|\\.)*+"|[{}]', re.DOTALL)
_ROLE: Final = re.compile(r'\s*:\s*"([a-z_]{2,40}\d?)"')
_MEDIA: Final[dict[str, Kind]] = {
    **dict.fromkeys(("photo", "image", "figure", "portrait"), "photo"),
    **dict.fromkeys(("gallery", "mosaic"), "gallery"),
    **dict.fromkeys(("audio", "music", "podcast"), "audio"),
    **dict.fromkeys(("video", "embedwebvideo", "embedvideo"), "video"),
    **dict.fromkeys(("tweet", "instagram", "facebook_post", "tiktok"), "post"),
}
_TEXTS: Final = frozenset(
    "body intro pullquote quote caption title heading heading1 heading2 heading3 heading4 heading5 heading6".split()
)
_LONGEST: Final = 200_000
_FROM_CODE: Final = Source(kind="code", rank=65)


class Component(NamedTuple):
    """A component that is no container: its place, its role and what it states."""

    span: tuple[int, int]
    role: str
    stated: Mapping[str, JSON]


class Shown(NamedTuple):
    """What a component shows: an embed, or the address that names none; and the words beside it."""

    component: Component
    embed: Embed | None
    address: str | None
    caption: str | None
    credit: str | None
    alt: str | None


def is_article(source: str) -> bool:
    """Whether a source is an article in Apple News Format.

    >>> is_article('{"version": "1.7", "components": []}'), is_article("<p>components</p>")
    (True, False)
    """
    return source.lstrip("\ufeff \t\r\n").startswith("{") and '"components"' in source


def components(source: str) -> Iterator[Component]:
    """The components of an article that show or say something, in order.

    >>> [one.role for one in components('{"components": [{"role": "body", "text": "Hi"}, {"role": "divider"}]}')]
    ['body']
    """
    opened: list[tuple[int, str | None]] = []
    behind = 0
    for token in _TOKEN.finditer(source):
        written = token[0]
        if written == "{":
            opened.append((token.start(), None))
        elif written == "}":
            begin, role = opened.pop() if opened else (0, None)
            if role is None or begin < behind or token.end() - begin > _LONGEST:
                continue
            behind = token.end()
            try:
                stated = fields.load_json(source[begin : token.end()])
            except ValueError:
                continue
            if isinstance(stated, dict):
                yield Component((begin, token.end()), role, stated)
        elif written == '"role"' and opened:
            match = _ROLE.match(source, token.end())
            role = match[1] if match is not None and (match[1] in _MEDIA or match[1] in _TEXTS) else None
            opened[-1] = (opened[-1][0], role)


def shown(source: str, base_url: str | None, providers: tuple[Provider, ...]) -> Iterator[Shown]:
    """The media among the components of an article."""
    for one in components(source):
        kind = _MEDIA.get(one.role)
        if kind is None:
            continue
        caption, credit = captions.apart(_text(one.stated.get("caption")))
        alt = fields.text(one.stated, "accessibilityCaption")
        address = fields.text(one.stated, "URL") or fields.text(one.stated, "url")
        if kind == "gallery":
            embed = _gallery(one.stated, base_url)
        else:
            embed = _embed(one.stated, address, kind, base_url, providers)
        yield Shown(one, embed, address, caption, credit, alt)


def text(one: Component, base_url: str | None) -> Html:
    """The words of a component as prose."""
    said = _text(one.stated.get("text")) or ""
    if one.stated.get("format") != "html":
        from mediakit.html import escape

        said = escape(said)
    return prose.clean(said, base_url=base_url)


def is_text(one: Component) -> bool:
    return one.role in _TEXTS


def _text(value: JSON) -> str | None:
    found = value.get("text") if isinstance(value, Mapping) else value
    return found if isinstance(found, str) and found.strip() else None


def _embed(
    stated: Mapping[str, JSON], address: str | None, kind: Kind, base_url: str | None, providers: tuple[Provider, ...]
) -> Embed | None:
    found = url.absolute(address, base_url)
    if found is None:
        return None
    embed = rooms.from_url(found, providers)
    if embed is None or (embed.provider is None and embed.kind != kind):
        canonical = url.canonical(found)
        if canonical is None:
            return None
        images = (Image(url=found, role="photo"),) if kind == "photo" else ()
        sources = FrozenMap({"key": FROM_URL, "url": FROM_URL} | ({"images": _FROM_CODE} if images else {}))
        embed = KINDS[kind](key=f"link:url:{canonical}", url=canonical, images=images, provenance=sources)
    still = url.absolute(fields.text(stated, "stillURL") or fields.text(stated, "imageURL"), base_url)
    if still is not None and not embed.images and isinstance(embed, Audio | Video):
        from dataclasses import replace

        sources = FrozenMap({**embed.provenance, "images": _FROM_CODE})
        embed = replace(embed, images=(Image(url=still, role="poster"),), provenance=sources)
    return embed


def _gallery(stated: Mapping[str, JSON], base_url: str | None) -> Embed | None:
    items = stated.get("items")
    photos = []
    for item in items[:500] if isinstance(items, list) else []:
        if not isinstance(item, dict) or (found := url.absolute(fields.text(item, "URL"), base_url)) is None:
            continue
        caption, credit = captions.apart(_text(item.get("caption")))
        alt = fields.text(item, "accessibilityCaption")
        photos.append(Image(url=found, role="photo", alt=alt, caption=caption, credit=credit))
    if not photos:
        return None
    address = photos[0].url
    if len(photos) == 1:
        sources = FrozenMap({"key": FROM_URL, "url": FROM_URL, "images": _FROM_CODE})
        return Photo(key=f"link:url:{address}", url=address, images=tuple(photos), provenance=sources)
    return Gallery(
        key=f"link:url:{address}#gallery",
        url=address,
        photos=tuple(photos),
        provenance=FrozenMap({"photos": _FROM_CODE}),
    )
