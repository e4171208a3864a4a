"""Embed codes: what an element with the class, attribute or tag of one (`embedcodes.py`) means."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from mediakit import fields
from mediakit.body import captions, frames, posts
from mediakit.body.embedcodes import BY_ATTRIBUTE, BY_CLASS, BY_TAG, HREF, Code
from mediakit.body.reading import Reading, attribute, by_class, classes, is_rich, known, size, told, unknown, words
from mediakit.body.tree import Page, inside
from mediakit.embed import Embed, Person

if TYPE_CHECKING:
    from bs4 import Tag


# What editors keep of a medium in attributes, by the place: an attribute, and a path in it where it holds JSON.
_STATED: Final = {
    "title": (("data-attrs", ".title"), ("data-npf", ".title"), ("data-title", ""), ("data-block-json", ".title")),
    "description": (("data-attrs", ".description"), ("data-npf", ".description")),
    "text": (("data-attrs", ".full_text"), ("data-attrs", ".text")),
    "name": (("data-attrs", ".name"), ("data-author", "")),
    "handle": (("data-attrs", ".username"),),
}
# WordPress frames a post at an address of its own behind the post's.
_WP_FRAME: Final = re.compile(r"/embed/?(?:#\?secret=.*)?\Z")
_PART: Final = re.compile(r"\{(\.?[a-z_-]+[a-z0-9_-]*)((?:\.[A-Za-z0-9_]+)*)\}")
_STRAVA: Final = {"activity": "activities", "route": "routes", "segment": "segments"}
_BLANK: Final = re.compile(r"\s")
_TIDAL: Final = {"t": "track", "v": "video", "a": "album", "p": "playlist"}
# Attributes that some forms of a code leave out and what they mean then.
_DEFAULTS: Final = {"data-embed": "default", "data-player": "default"}


def code_of(tag: Tag) -> Code | None:
    """The row for an element, or `None`: by its tag, its classes, its attributes."""
    if (row := BY_TAG.get(tag.name)) is not None:
        return row
    given = tag.attrs
    if "class" in given and (row := _by_class(str(given["class"]))) is not None:
        return row
    if len(given) > 1 and not BY_ATTRIBUTE.keys().isdisjoint(given):
        return next(row for name, row in BY_ATTRIBUTE.items() if name in given)
    if tag.name == "a" and str(tag.get("data-pin-do", "")).startswith("embed"):
        return HREF
    return None


@lru_cache(maxsize=1024)  # a page says the same few classes over and over
def _by_class(written: str) -> Code | None:
    return next((BY_CLASS[name] for name in written.split() if name in BY_CLASS), None)


def read(page: Page, tag: Tag, code: Code) -> Reading | None:
    """The embed that a code means, with the words it quotes; `None` when nothing in it is an address."""
    if code.markup:
        held = (attribute(tag, code.markup) or "").strip()
        return next(iter(frames.framed_page(page, tag, held)), None) if held.startswith(("<", "[")) else None
    templated = _templated(tag, code)
    if code is BY_CLASS["wp-embedded-content"]:
        templated = [_WP_FRAME.sub("/", made) for made in templated]
    links = [str(a["href"]) for a in inside(tag, "a") if a.get("href")][::-1] if code.links else []
    embed: Embed | None = None
    for address in (*templated, *links):
        found = known(page, address)
        if found is not None and is_rich(found):
            embed = found
            break
    if embed is None and code.kind is not None:
        # A signature ends with the link to the post; what is not signed begins with it.
        for address in (*templated, *(links[:1] if posts.is_signed(tag) else links[-1:])):
            embed = known(page, address) or unknown(page, address, code.kind)
            if embed is not None:
                break
    if embed is None:
        return None
    embed = told(_stated(tag, embed), title=_words_of(tag, code.title), description=_words_of(tag, code.about))
    embed = posts.snapshot(page, tag, embed)
    if code is BY_CLASS["video-js"]:
        width, height = size(tag)
        if poster := page.absolute(attribute(tag, "poster")):
            from mediakit.embed import Image

            embed = told(embed, images=(Image(url=poster, role="poster", width=width, height=height),))
    caption, credit = captions.apart(attribute(tag, "caption", "data-caption"))
    return Reading(embed, tag, tag, caption=caption, credit=credit)


def _words_of(tag: Tag, name: str) -> str | None:
    """The words of the element inside with a class; of the first link for `a`."""
    if not name:
        return None
    found = next(inside(tag, "a"), None) if name == "a" else by_class(tag, name)
    return words(found, lines=" ") or None if found is not None else None


def _stated(tag: Tag, embed: Embed) -> Embed:
    """The embed with what the element's attributes say of it beside its address."""
    said = {
        name: next((value for path in paths if (value := _value(tag, *path)) is not None), None)
        for name, paths in _STATED.items()
        if any(path[0] in tag.attrs for path in paths)
    }
    if not said:
        return embed
    name, handle = said.pop("name", None), said.pop("handle", None)
    authors = (Person(name=name, handle=handle),) if name else ()
    text = said.pop("text", None)
    return told(embed, **said, authors=authors, **({"text": text} if embed.kind == "post" else {}))


def _templated(tag: Tag, code: Code) -> list[str]:
    return [made for template in code.urls if (made := _fill(template, tag)) is not None]


def quoted(page: Page, tag: Tag) -> Reading | None:
    """A post in a quotation whose class was lost on the way: words, "— Name (@handle)", a link to the post."""
    if not posts.is_signed(tag):
        return None
    links = [a for a in inside(tag, "a") if a.get("href")]
    found = known(page, str(links[-1]["href"])) if links else None
    if found is None or found.kind != "post":
        return None
    return Reading(posts.snapshot(page, tag, found), tag, tag)


def _fill(template: str, tag: Tag) -> str | None:
    """The template with the values of the element's attributes; `None` when one is missing or no part of a URL."""

    def value(match: re.Match[str]) -> str:
        found = _value(tag, match[1], match[2]) or _DEFAULTS.get(match[1], "")
        if match[1] == "data-type":
            found = _TIDAL.get(found, found)
        if match[1] == "data-embed-type":
            found = _STRAVA.get(found, found)
        if found[:12].lower().startswith(("http%3a", "https%3a")):
            found = unquote(found)
        if not found or _BLANK.search(found):
            raise KeyError(match[1])
        if not template.startswith("{") and "//" in found:
            raise KeyError(match[1])
        return found

    try:
        return _PART.sub(value, template)
    except KeyError:
        return None


def _value(tag: Tag, name: str, path: str) -> str | None:
    """An attribute; what stands at a path in its JSON; or, for a name with a dot, what follows in a class."""
    if name.startswith("."):
        return next((each.removeprefix(name[1:]) for each in classes(tag) if each.startswith(name[1:])), None)
    if not path:
        return attribute(tag, name)
    written = attribute(tag, name)
    if written is None or len(written) > 200_000:
        return None
    try:
        found: object = fields.load_json(written)
    except ValueError:
        return None
    for step in path[1:].split("."):
        if isinstance(found, list) and step.isdecimal() and int(step) < len(found):
            found = found[int(step)]
        elif isinstance(found, dict):
            found = found.get(step)
        else:
            return None
    return str(found) if isinstance(found, str | int) and not isinstance(found, bool) else None


def titled(tag: Tag) -> str | None:
    """The words of a link or code, unless they are its address."""
    text = words(tag, lines=" ")
    return None if not text or "://" in text or text.startswith("www.") else text
