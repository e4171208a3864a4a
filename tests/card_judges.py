"""Judges of markup: which elements, attributes and addresses a card may hold. Two parsers read it; both must agree."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import lxml.html

ELEMENTS = frozenset(
    "a article audio bdi blockquote br cite details div figcaption figure h1 h2 h3 h4 h5 h6 iframe img li ol p path"
    " small span strong summary svg time ul video html head body meta title link".split()
)
ATTRIBUTES = frozenset(
    "alt allow aria-hidden aria-label charset cite class controls d datetime decoding dir fill-rule height href lang"
    " loading poster preload referrerpolicy rel sandbox src srcdoc target title viewbox width".split()
)
ADDRESSES = frozenset(("href", "src", "cite", "poster"))
FEED_ELEMENTS = frozenset("a bdi blockquote br figcaption figure img p small time".split())
# What our own pages may point to: http(s), or a relative address of the tests' theme.
_ADDRESS = re.compile(r"https?://[^/]|media/[A-Za-z0-9]|cards\.css\Z", re.IGNORECASE)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str]]] = []
        self.comments: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


def complaints(markup: str, allowed: frozenset[str] = ELEMENTS) -> list[str]:
    """Everything in the markup that no card may hold, as two parsers see it; documents inside frames included."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    seen = list(reader.found)
    found = [f"comment {comment!r}" for comment in reader.comments]
    for element in lxml.html.fragment_fromstring(markup, create_parent="div").iterdescendants():
        if not isinstance(element.tag, str):
            found.append(f"{element!r}")
            continue
        seen.append((element.tag.lower(), dict(element.attrib)))
    for name, attributes in seen:
        if name not in allowed:
            found.append(f"<{name}>")
        for attribute, value in attributes.items():
            if attribute.lower() not in ATTRIBUTES and (name, attributes.get("name")) != ("meta", "color-scheme"):
                found.append(f"<{name} {attribute}={value!r}>")
            if attribute in ADDRESSES and not _ADDRESS.match(value):
                found.append(f"<{name} {attribute}={value!r}> (address)")
            if attribute == "srcdoc":
                found += [f"srcdoc: {each}" for each in complaints(value.removeprefix("<!doctype html>"), allowed)]
    return found


def words(markup: str) -> str:
    """What is there to read, white space folded."""
    found = lxml.html.fragment_fromstring(markup, create_parent="div")
    return " ".join(str(found.text_content()).split())
