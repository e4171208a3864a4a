"""Feed and Item: what RSS 2.0 and Atom 1.0 have in common, as plain values.

Each field says which element it becomes. Sources: RFC 4287 (Atom), the RSS 2.0 specification and the RSS Advisory
Board's Best Practices Profile. `None` = unknown: no element is written.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from mediakit.embed import Person
from mediakit.html import Html
from mediakit.times import Moment

# Prefixes as feeds write them; some readers match the prefix, most the URI, which is case-sensitive for Apple too.
NAMESPACES: Final = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "fh": "http://purl.org/syndication/history/1.0",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "psc": "http://podlove.org/simple-chapters",
    "spotify": "http://www.spotify.com/ns/rss",
}


@dataclass(frozen=True, kw_only=True)
class Enclosure:
    """A media file of an item, in RSS's own words: `url`, `length` in bytes, `type` its MIME type."""

    url: str
    length: int | None = None
    type: str | None = None


@dataclass(frozen=True, slots=True)
class Element:
    """An element of another namespace, written after the core ones: `Element("dc:language", text="ar")`.

    `name` carries a prefix of `NAMESPACES`. What an element means, and whether its URLs are sound, is the business of
    the room that makes it; its text is cleaned like all text.
    """

    name: str
    text: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    children: tuple[Element, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Item:
    """One entry. `id` never changes, whatever else does: readers tell new from old by it alone.

    id:         `guid` in RSS (never as a permalink), `id` in Atom, where it has to be a URI (`https:`, `urn:`, `tag:`).
    url:        `link`: the page of the item.
    title:      `title`; plain text.
    summary:    `description` in RSS, `summary` in Atom; plain text.
    content:    the whole item as HTML: `content:encoded` in RSS (`description` where there is no summary), `content` in
                Atom.
    authors:    `author` in Atom, `dc:creator` in RSS (RSS's own `author` is an e-mail address).
    published:  `pubDate` in RSS, `published` in Atom.
    updated:    `updated` in Atom (falls back to `published`, then the feed's date); RSS has no such element.
    categories: `category`.
    enclosures: `enclosure` in RSS for the first, `link rel="enclosure"` for the rest and in Atom.
    lang:       `xml:lang` in Atom, `dc:language` in RSS where it differs from the feed's.
    elements:   whatever else, in RSS and Atom alike.
    """

    id: str
    url: str | None = None
    title: str | None = None
    summary: str | None = None
    content: Html | None = None
    authors: tuple[Person, ...] = ()
    published: Moment | None = None
    updated: Moment | None = None
    categories: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    lang: str | None = None
    elements: tuple[Element, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Feed:
    """A feed. Items stand in the order they are given.

    id:          `id` in Atom: a URI that never changes.
    title:       `title`.
    url:         `link`: the page the feed belongs to.
    self_url:    `link rel="self"`: where the feed itself is; `atom:link` in RSS.
    description: `description` in RSS (the title stands in when there is none), `subtitle` in Atom.
    lang:        `language` in RSS, `xml:lang` in Atom.
    authors:     `author` in Atom (which demands one: the title stands in); `dc:creator` in RSS.
    updated:     `lastBuildDate` in RSS, `updated` in Atom; else the newest date of the items. Never now.
    icon, logo:  Atom's `icon` (square) and `logo` (2:1); the logo is RSS's `image` too.
    rights:      `copyright` in RSS, `rights` in Atom.
    hub:         `link rel="hub"`: the WebSub hub that is told of updates; `atom:link` in RSS.
    generator:   `generator`, without a version: an upgrade of the library shall not make every feed look new.
    elements:    whatever else, in RSS and Atom alike.
    """

    id: str
    title: str
    url: str
    self_url: str | None = None
    description: str | None = None
    lang: str | None = None
    authors: tuple[Person, ...] = ()
    updated: Moment | None = None
    items: tuple[Item, ...] = ()
    icon: str | None = None
    logo: str | None = None
    rights: str | None = None
    hub: str | None = None
    generator: str | None = "mediakit"
    elements: tuple[Element, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Something a feed's owner should know. `where` names the place: `item "ep-3": title`.

    `rule` is the name of the rule for programs, `source` who made it.
    """

    rule: str
    level: Literal["error", "warning", "info"]
    where: str
    message: str
    source: str | None = None
