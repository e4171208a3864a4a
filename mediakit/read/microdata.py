"""Microdata as the same objects as JSON-LD: `{"@type": ..., "name": ..., "author": {...}}`.

Strings are as JSON-LD writes them, an ampersand as `&amp;`, so that one reader unescapes both exactly once.
Source: HTML Living Standard 5.2 "Encoding microdata". `itemref` is not followed: no site was met that states what a
card needs that way.
"""

from __future__ import annotations

from typing import Final

from mediakit.fields import JSON
from mediakit.read import markup

# Nested properties hold the text of those inside again: a budget keeps 500 kB of them linear.
MAX_PROPERTIES: Final = 5_000
MAX_TEXT: Final = 2_000_000
_ADDRESS: Final = {
    "a": "href", "area": "href", "link": "href", "audio": "src", "embed": "src", "iframe": "src", "img": "src",
    "source": "src", "track": "src", "video": "src", "object": "data",
}  # fmt: skip
_VALUE: Final = {"meta": "content", "data": "value", "meter": "value"}


def items(root: markup.Element) -> list[dict[str, JSON]]:
    """The items of a page that are no other item's property, in order, nested ones inside.

    >>> items(markup.parse('<p itemscope itemtype="https://schema.org/Person"><b itemprop="name">Ana Lim</b>'))
    [{'@type': 'Person', 'name': 'Ana Lim'}]
    """
    top: list[dict[str, JSON]] = []
    scopes: dict[markup.Element, dict[str, JSON]] = {}
    budget = MAX_TEXT
    for count, element in enumerate(markup.with_items(root)):
        if count >= MAX_PROPERTIES or budget <= 0:
            break
        value: JSON
        if element.get("itemscope") is not None:
            item: dict[str, JSON] = {}
            kind = (element.get("itemtype") or "").split(maxsplit=1)
            if kind:
                item["@type"] = kind[0].rstrip("/").rpartition("/")[2].rpartition("#")[2]
            if element.get("itemid"):
                item["@id"] = element.get("itemid")
            scopes[element] = item
            value = item
        else:
            words = _value(element)
            budget -= len(words)
            value = words.replace("&", "&amp;")
        names = (element.get("itemprop") or "").split()
        item_of = owner(element, scopes) if names else None
        if item_of is None:
            if isinstance(value, dict):
                top.append(value)
            continue
        for name in names[:8]:
            add(item_of, name.rpartition("/")[2], value)
    return top


def owner(element: markup.Element, scopes: dict[markup.Element, dict[str, JSON]]) -> dict[str, JSON] | None:
    """The item that an element stands in: that of its nearest ancestor which has one."""
    for above in element.iterancestors():
        if above in scopes:
            return scopes[above]
    return None


def _value(element: markup.Element) -> str:
    tag = str(element.tag)
    stated = element.get("content")  # not in the standard but on half of all pages, and Google reads it
    if stated is not None:
        return stated
    if tag in _ADDRESS:
        return element.get(_ADDRESS[tag]) or ("" if tag != "a" else markup.words(element, 500))
    if tag in _VALUE:
        return element.get(_VALUE[tag]) or ""
    if tag == "time" and element.get("datetime"):
        return element.get("datetime") or ""
    return markup.words(element, 20_000)


def add(item: dict[str, JSON], name: str, value: JSON) -> None:
    """A property into an item; a second value of one name makes a list."""
    if value in ("", None):
        return
    known = item.get(name)
    if known is None:
        item[name] = value
    elif isinstance(known, list):
        if len(known) < 200:
            known.append(value)
    else:
        item[name] = [known, value]
