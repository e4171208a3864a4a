"""microformats2 (h-entry, h-card, h-feed) and the classic hentry and vcard, as the same objects as JSON-LD.

Strings are as JSON-LD writes them, an ampersand as `&amp;`, so that one reader unescapes both exactly once.
Sources: microformats2 parsing, h-entry, h-card, h-feed, hAtom 0.1, authorship (microformats.org, read 2026-11). Of
implied properties name, photo and url are read as the specification says, for cards alone: that is where pages leave
them out. A page that shows several entries is a list, and none of them is what the page is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final

from mediakit.fields import JSON
from mediakit.read import markup
from mediakit.read.microdata import MAX_PROPERTIES, MAX_TEXT, add, owner

_ROOTS: Final = {
    "h-entry": "BlogPosting", "hentry": "BlogPosting", "h-card": "Person", "vcard": "Person", "h-feed": "Blog",
    "hfeed": "Blog",
}  # fmt: skip
# Properties by their class in microformats2 and before it, in schema.org's words.
_MODERN: Final = {
    "p-name": "name", "p-summary": "description", "dt-published": "datePublished", "dt-updated": "dateModified",
    "p-author": "author", "p-category": "keywords", "u-photo": "image", "u-featured": "image", "u-url": "url",
    "u-uid": "@id", "e-content": "articleBody", "p-content": "articleBody", "u-video": "video", "u-audio": "audio",
    "p-note": "description", "p-given-name": "givenName", "p-family-name": "familyName", "u-logo": "image",
    "p-org": "worksFor",
}  # fmt: skip
_CLASSIC: Final = {
    "entry-title": "name", "entry-summary": "description", "entry-content": "articleBody", "published": "datePublished",
    "updated": "dateModified", "author": "author", "fn": "name", "photo": "image", "url": "url",
}  # fmt: skip
_ENTRIES: Final = ("BlogPosting", "SocialMediaPosting")
_LINKS: Final = {"a": "href", "area": "href", "link": "href", "img": "src", "audio": "src", "video": "src"}


def items(root: markup.Element) -> list[dict[str, JSON]]:
    """The page's microformats that are no other's property, in order, nested ones inside.

    >>> page = '<p class="h-entry"><b class="p-name">Fog</b> <a class="p-author h-card" href="/ana">Ana</a>'
    >>> items(markup.parse(page))
    [{'@type': 'BlogPosting', 'name': 'Fog', 'author': {'@type': 'Person', 'name': 'Ana', 'url': '/ana'}}]
    """
    top: list[dict[str, JSON]] = []
    scopes: dict[markup.Element, dict[str, JSON]] = {}
    modern: set[int] = set()
    holding: set[int] = set()
    budget = MAX_TEXT
    cards: list[tuple[markup.Element, dict[str, JSON]]] = []
    for start in markup.with_microformats(root):
        if start in scopes or budget <= 0 or _root_of(start) is None:
            continue
        for element in _inside(start):
            if len(scopes) >= MAX_PROPERTIES or budget <= 0:
                break
            classes = (element.get("class") or "").split()[:40]
            found = _root_of(element)
            above = owner(element, scopes)
            value: JSON = None
            if found is not None:
                item: dict[str, JSON] = {"@type": _ROOTS[found]}
                scopes[element] = item
                if found.startswith("h-"):
                    modern.add(id(item))
                if item["@type"] == "Person":
                    cards.append((element, item))
                holding.add(id(above))
                value = item
            table = _MODERN if above is None or id(above) in modern else _CLASSIC
            names = [table[each] for each in classes if each in table] if above is not None else []
            if "name" in names and "name" in (above or ()):
                names.remove("name")  # the first heading names an entry, others stand in its words
            if above is None:
                if found is not None:
                    top.append(scopes[element])
                continue
            if not names and found is not None:
                names = ["hasPart"]
            for name in names:
                if name == "articleBody" and "name" in above:
                    continue  # an article's words stay where they are; a note has no others
                if found is None:
                    value = _value(element, name)
                budget -= len(value) if isinstance(value, str) else 200
                add(above, name, value)
    for element, card in cards:
        if id(card) not in holding:  # nothing is implied where one microformat holds another
            _imply(element, card)
    for item in scopes.values():
        if id(item) in modern and item["@type"] == "BlogPosting" and "name" not in item and "articleBody" in item:
            item["@type"] = "SocialMediaPosting"  # a note (post type discovery)
    return top


def entry(found: list[dict[str, JSON]], is_here: Callable[[str], bool]) -> dict[str, JSON]:
    """The entry that the page is: the only one, else the one whose address `is_here`; else an empty one.

    An entry without an author has its feed's (authorship algorithm); a card that is all there is belongs to whom the
    page is of when its address is the page's.
    """
    entries: list[dict[str, JSON]] = []
    feed: dict[str, JSON] = {}
    for one in found:
        if one.get("@type") in _ENTRIES:
            entries.append(one)
        elif one.get("@type") == "Blog":
            feed = feed or one
            parts = one.get("hasPart")
            for part in parts if isinstance(parts, list) else [parts]:
                if isinstance(part, dict) and part.get("@type") in _ENTRIES:
                    entries.append(part)
    chosen: dict[str, JSON] = {}
    if len(entries) == 1:
        chosen = entries[0]
    else:
        chosen = next((one for one in entries if _states(one, is_here)), {})
    if chosen and "author" not in chosen and "author" in feed:
        return {**chosen, "author": feed["author"]}
    if not entries:
        people = [one for one in found if one.get("@type") == "Person" and _states(one, is_here)]
        return people[0] if people else feed
    return chosen


def _states(one: dict[str, JSON], is_here: Callable[[str], bool]) -> bool:
    stated = one.get("url")
    return any(isinstance(each, str) and is_here(each) for each in (stated if isinstance(stated, list) else [stated]))


def _root_of(element: markup.Element) -> str | None:
    return next((each for each in (element.get("class") or "").split()[:40] if each in _ROOTS), None)


def _inside(start: markup.Element) -> Iterator[markup.Element]:
    """The element and those in it that have a class."""
    for element in start.iter():
        if element is start or element.get("class"):
            yield element


def _value(element: markup.Element, name: str) -> str:
    """The value of a property by the element that carries it: an address, a machine's date, else its words."""
    tag = str(element.tag)
    stated: str | None = None
    if name in ("image", "url", "@id", "video", "audio"):
        inner = element if tag in _LINKS else next(iter(element.iter("img", "a")), element)
        stated = inner.get(_LINKS.get(str(inner.tag), "href"))
    elif name in ("datePublished", "dateModified"):
        inner = element if element.get("datetime") else next(iter(element.iter("time")), element)
        stated = inner.get("datetime")
    if stated is None and tag in ("abbr", "data", "input", "img"):
        stated = element.get({"abbr": "title", "img": "alt"}.get(tag, "value"))
    return (markup.words(element, 20_000) if stated is None else stated).replace("&", "&amp;")


def _imply(element: markup.Element, card: dict[str, JSON]) -> None:
    """What a card leaves to its markup: `<a class=h-card href>` is its address, `<img alt>` in it a name and a face."""
    pictures = list(islice(element.iter("img"), 2))
    picture = pictures[0] if pictures else None
    if "name" not in card and "givenName" not in card:
        words = element.get("title") if element.tag == "abbr" else markup.words(element, 500)
        words = words or (picture.get("alt") if picture is not None else "")
        if words:
            card["name"] = words.replace("&", "&amp;")
    if "url" not in card:
        links = list(islice(element.iter("a"), 2))
        if len(links) == 1 and (address := links[0].get("href")):
            card["url"] = address.replace("&", "&amp;")
    if "image" not in card and len(pictures) == 1 and picture is not None and (address := picture.get("src")):
        card["image"] = address.replace("&", "&amp;")
