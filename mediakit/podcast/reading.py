"""From RSS to Show: the table of tags, read the other way round."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import MISSING, fields
from typing import Any, TypeVar

from mediakit import url
from mediakit.errors import InvalidFeed
from mediakit.feeds import Element
from mediakit.feeds.reading import read_xml
from mediakit.podcast.model import Episode, Show
from mediakit.podcast.spelling import SPELLINGS
from mediakit.podcast.tags import CHANNEL, FOR, ITEM, Part, Tag

V = TypeVar("V")


def read(body: bytes) -> Show:
    """The show that an RSS feed describes.

    `read(rss(show, now=...))` equals `show`, but for what writing settles: texts are clean and without blanks at their
    ends, dates and durations have whole seconds, chapters have no `end`, categories stand grouped, episodes stand
    newest first, and `guid`, `updated`, `locked_owner` and a `description` made of the notes are filled in.

    Raises `InvalidFeed` for what is no well-formed RSS. Values that cannot be read are left out.

    >>> read(b"<rss><channel><title>Harbour Lights</title></channel></rss>").title
    'Harbour Lights'
    """
    root = read_xml(body)
    channel = next((child for child in root.children if child.name == "channel"), None)
    if root.name.lower() != "rss" or channel is None:
        raise InvalidFeed(f"RSS is expected (rss with a channel), not <{root.name}>")
    known = _fields(FOR[CHANNEL], channel)
    items = (child for child in channel.children if child.name == "item")
    known["episodes"] = tuple(_episode(item) for item in items)
    return Show(**{"title": "", "description": "", "link": "", **known})


def _episode(item: Element) -> Episode:
    known = _fields(FOR[ITEM], item)
    audio = known.get("audio")
    known.setdefault("guid", known.get("link") or (audio.url if audio else ""))
    return Episode(**{"title": "", **known})


def _fields(tags: Iterable[Tag], parent: Element) -> dict[str, Any]:
    """What the children of `parent` say, by the model's field names; the first of two that say the same wins."""
    by_name: dict[str, list[Element]] = {}
    for child in parent.children:
        by_name.setdefault(child.name, []).append(child)
    known: dict[str, Any] = {}
    for tag in tags:
        found = by_name.get(tag.name, ())
        if tag.selects:
            found = [e for e in found if set(tag.fixed) <= set(e.attributes)]
        if found:
            for name, value in _known(tag, found).items():
                known.setdefault(name, value)
    return known


def _known(tag: Tag, found: Iterable[Element]) -> dict[str, Any]:
    """What elements of one name say."""
    if tag.name == "itunes:category":
        return {tag.field: tuple(pair for element in found for pair in _pairs(element))}
    if tag.wraps is not None:
        inner = [child for element in found for child in element.children if child.name == tag.wraps.name]
        values = [value for child in inner if (value := _value(tag.wraps, child)) is not None]
    elif tag.value is not None:
        values = [value for element in found if (value := _value(tag, element)) is not None]
    elif tag.many and tag.text is not None:
        values = [value for element in found if (value := _part(tag.text, element)) is not None]
    else:
        return _parts(tag, next(iter(found)))
    if tag.many:
        return {tag.field: tuple(values)} if values else {}
    return {tag.field: values[0]} if values else {}


def _parts(tag: Tag, element: Element) -> dict[str, Any]:
    return {part.field: value for part in tag.parts if (value := _part(part, element)) is not None}


def _part(part: Part, element: Element) -> Any:
    held = dict(element.attributes).get(part.name) if part.name else element.text
    held = (held or "").strip()
    if not held or (part.kind == "url" and url.safe(held) is None):
        return None
    value = SPELLINGS[part.kind].read(held)
    return None if part.values and value not in part.values else value


def _value(tag: Tag, element: Element) -> Any:
    """The value an element becomes, or `None` when it lacks what the value cannot be without."""
    assert tag.value is not None
    known = _parts(tag, element) | _fields(tag.children, element)
    needed = {part.field for part in tag.parts if part.required}
    needed |= {field.name for field in fields(tag.value) if field.default is MISSING}
    if not known or not needed <= known.keys():
        return None
    return tag.value(**known)


def _pairs(element: Element) -> Iterable[tuple[str, str | None]]:
    top = (dict(element.attributes).get("text") or "").strip()
    if not top:
        return ()
    subs = [
        sub
        for child in element.children
        if child.name == element.name and (sub := (dict(child.attributes).get("text") or "").strip())
    ]
    return [(top, sub) for sub in subs] if subs else [(top, None)]
