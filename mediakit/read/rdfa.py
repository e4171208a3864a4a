"""RDFa as the same objects as JSON-LD: what pages state in RDFa Lite, the CC licence badge, Drupal 7 and rNews.

Strings are as JSON-LD writes them, an ampersand as `&amp;`, so that one reader unescapes both exactly once.
Sources: RDFa Lite 1.1 (W3C), RDFa Core 1.1 section 7.5 as far as `rel` and `about` go, ccREL (W3C submission of 2008),
IPTC rNews 1.0. Vocabularies are told apart by their usual prefixes and addresses and said in schema.org's words;
nothing is asked of the network, and a term of an unknown vocabulary is left out. Open Graph is read from the metas.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from mediakit.fields import JSON
from mediakit.read import markup
from mediakit.read.microdata import MAX_PROPERTIES, MAX_TEXT, add, owner

# The beginnings of vocabularies' addresses, and what they are called below.
_VOCABULARIES: Final = (
    ("schema.org", "schema"),
    ("data-vocabulary.org", "schema"),
    ("iptc.org/std/rNews", "schema"),  # schema.org took rNews's names over
    ("purl.org/dc/", "dc"),
    ("creativecommons.org/ns", "cc"),
    ("xmlns.com/foaf", "foaf"),
    ("rdfs.org/sioc", "sioc"),
)
# The prefixes that need no declaration (RDFa Core Initial Context) and those that pages use without one.
_PREFIXES: Final = {
    "schema": "schema", "rnews": "schema", "v": "schema", "dc": "dc", "dct": "dc", "dcterms": "dc", "dc11": "dc",
    "dcmitype": "dc", "cc": "cc", "foaf": "foaf", "sioc": "sioc", "sioct": "sioc",
}  # fmt: skip
# Types and properties of other vocabularies in schema.org's words; schema.org's own stand for themselves.
_TYPES: Final = {
    "dc": {"Text": "Article", "StillImage": "ImageObject", "MovingImage": "VideoObject", "Sound": "AudioObject"},
    "foaf": {"Document": "WebPage", "Person": "Person", "Image": "ImageObject", "Organization": "Organization"},
    "sioc": {"Item": "Article", "Post": "Article", "BlogPost": "BlogPosting", "UserAccount": "Person"},
}
_NAMES: Final = {
    "dc": {
        "title": "name", "creator": "author", "description": "description", "abstract": "description",
        "date": "datePublished", "issued": "datePublished", "created": "dateCreated", "modified": "dateModified",
        "publisher": "publisher", "language": "inLanguage", "subject": "keywords", "rights": "copyrightNotice",
        "rightsHolder": "copyrightHolder", "license": "license",
    },
    "cc": {
        "license": "license", "attributionName": "creditText", "attributionURL": "creditUrl",
        "morePermissions": "acquireLicensePage",
    },
    "foaf": {"name": "name", "homepage": "url", "depiction": "image", "img": "image", "maker": "author"},
    "sioc": {"has_creator": "author", "name": "name", "content": "articleBody"},
}  # fmt: skip
_PEOPLE: Final = frozenset(("author", "creator", "contributor", "publisher", "copyrightHolder"))
_DEPTH: Final = 3  # of elements between a `rel` and the item it leads to


class Stated(NamedTuple):
    """The items of a page that are no other item's property, and what is said of the page itself, outside of any."""

    items: list[dict[str, JSON]]
    page: dict[str, JSON]


def read(root: markup.Element) -> Stated:
    """The RDFa of a page.

    >>> page = '<p vocab="https://schema.org/" typeof="Article"><b property="headline">Fish & chips</b> '
    >>> stated = read(markup.parse(page + '<a property="author" href="/ana">Ana Lim</a>'))
    >>> stated.items
    [{'@type': 'Article', 'headline': 'Fish &amp; chips', 'author': {'@id': '/ana', 'name': 'Ana Lim'}}]
    """
    top: list[dict[str, JSON]] = []
    page: dict[str, JSON] = {}
    scopes: dict[markup.Element, dict[str, JSON]] = {}
    prefixes = dict(_PREFIXES)
    budget = MAX_TEXT
    for count, element in enumerate(markup.with_rdfa(root)):
        if count >= MAX_PROPERTIES or budget <= 0:
            break
        for prefix, address in _declared(element):
            if (vocabulary := _vocabulary(address)) is not None:
                prefixes[prefix] = vocabulary
        kinds = [kind for word in _words(element, "typeof") if (kind := _said(word, prefixes, _TYPES))]
        relations = [name for word in _words(element, "rel") if ":" in word and (name := _said(word, prefixes, _NAMES))]
        names = [name for word in _words(element, "property") if (name := _said(word, prefixes, _NAMES))]
        above = owner(element, scopes)
        if element.tag == "meta" and above is None:
            continue  # the page's metas are read as such
        subject = page if above is None else above
        if kinds:
            item: dict[str, JSON] = {"@type": kinds[0] if len(kinds) == 1 else list(kinds)}
            if named := element.get("resource") or element.get("about"):
                item["@id"] = named.replace("&", "&amp;")
            scopes[element] = item
            about = element.get("about") is not None
            hanging = (names if not about else []) or relations or _hanging(element, prefixes)
            for name in hanging[:8]:
                add(subject, name, item)
            if not hanging:
                top.append(item)
            if not about:
                continue
            subject = item  # with `about`, the properties beside a type are the new item's own
        elif relations and (target := element.get("href") or element.get("resource")):
            for name in relations[:8]:
                add(subject, name, target.replace("&", "&amp;"))
        for name in names[:8]:
            value = _value(element, name)
            budget -= len(value) if isinstance(value, str) else 200
            add(subject, name, value)
    return Stated(top, page)


def _declared(element: markup.Element) -> Iterator[tuple[str, str]]:
    """The prefixes that an element declares: `prefix="s: https://schema.org/"`, and `xmlns:s` as RDFa 1.0 wrote it."""
    words = (element.get("prefix") or "").split()[:40]
    for prefix, address in zip(words[::2], words[1::2], strict=False):
        yield prefix.rstrip(":").lower(), address
    for name, value in element.items()[:40]:
        if isinstance(name, str) and isinstance(value, str) and name.startswith("xmlns:"):
            yield name[6:].lower(), value


def _vocabulary(address: str) -> str | None:
    return next((name for start, name in _VOCABULARIES if start in address), None)


def _words(element: markup.Element, attribute: str) -> list[str]:
    return (element.get(attribute) or "").split()[:8]


def _said(word: str, prefixes: dict[str, str], table: dict[str, dict[str, str]]) -> str | None:
    """A term in schema.org's words; `None` for one of a vocabulary or a name that we don't know."""
    if "://" in word:
        vocabulary, local = _vocabulary(word), word.rstrip("/#").replace("#", "/").rpartition("/")[2]
    elif ":" in word:
        prefix, _, local = word.partition(":")
        vocabulary = prefixes.get(prefix.lower())
    else:
        vocabulary, local = "schema", word
    return local or None if vocabulary == "schema" else table.get(vocabulary or "", {}).get(local)


def _hanging(element: markup.Element, prefixes: dict[str, str]) -> list[str]:
    """The relation that an element above leaves open: `<span rel="sioc:has_creator"><a typeof=...>`."""
    for count, above in enumerate(element.iterancestors()):
        if count >= _DEPTH or above.get("typeof"):
            break
        if above.get("rel") and not above.get("href"):
            return [name for word in _words(above, "rel") if ":" in word and (name := _said(word, prefixes, _NAMES))]
    return []


def _value(element: markup.Element, name: str) -> JSON:
    stated = element.get("content")
    if stated is None and element.tag == "time":
        stated = element.get("datetime")
    if stated is None and element.get("rel") is None and element.get("typeof") is None:
        stated = element.get("resource") or element.get("href") or element.get("src")
        if stated is not None and name in _PEOPLE and (words := markup.words(element, 500)):
            return {"@id": stated.replace("&", "&amp;"), "name": words.replace("&", "&amp;")}
    return (markup.words(element, 20_000) if stated is None else stated).replace("&", "&amp;")
