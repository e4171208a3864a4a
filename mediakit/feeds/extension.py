"""What feedgen 1.0.0 leaves out or gets wrong, put right on the tree it builds, as feedgen extensions.

Any feedgen user can register them on a generator of their own:

>>> from feedgen.feed import FeedGenerator
>>> fg = FeedGenerator()
>>> fg.register_extension("mediakit", FeedExtension, ItemExtension)
>>> fg.mediakit.elements = (Element("itunes:explicit", text="false"),)
>>> fg.title("Harbour lights"); fg.description("Words"); fg.link(href="https://example.org/", rel="alternate")[0]["rel"]
'Harbour lights'
'Words'
'alternate'
>>> b"<itunes:explicit>false</itunes:explicit>" in fg.rss_str()
True

feedgen asks an extension for three methods and nothing else, so these need not derive from its base class, and this
module does not import feedgen. What is repaired, each seen in feedgen's source:

- the attributes of an Atom entry's links are lost: the loop variable is overwritten (entry.py, feedgen#135, #143);
- `rel="hub"` and every other relation but the first `self` never reach RSS (feed.py);
- RSS dates go through `locale.setlocale`, which changes the whole process, three times a date (util.py): our own dates
  are formatted without it, and feedgen is given none to format.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Final

from mediakit import chars, times
from mediakit.feeds.model import NAMESPACES, Element
from mediakit.times import Moment

if TYPE_CHECKING:
    from lxml.etree import _Element

LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_ATOM_LINK: Final = f"{{{NAMESPACES['atom']}}}link"

Link = tuple[tuple[str, str], ...]
"""The attributes of one link, in the order they are written."""


class FeedExtension:
    """The feed's own part. Set the attributes before writing; each is optional.

    links:    the links feedgen would lose, as attributes: `(("href", "https://…"), ("rel", "hub"))`.
    updated:  `lastBuildDate`, for RSS.
    elements: elements of other namespaces, after the core ones.
    prefixes: further prefixes of `NAMESPACES` to declare at the root.
    """

    def __init__(self) -> None:
        self.links: tuple[Link, ...] = ()
        self.updated: Moment | None = None
        self.elements: tuple[Element, ...] = ()
        self.prefixes: frozenset[str] = frozenset()

    def extend_ns(self) -> dict[str, str]:
        """The namespaces to declare at the root: those in use, in the alphabet's order."""
        return {prefix: NAMESPACES[prefix] for prefix in sorted(self.prefixes | prefixes(self.elements))}

    def extend_rss(self, feed: _Element) -> _Element:
        """Add to `rss/channel`."""
        from lxml import etree

        channel = feed[0]
        for attributes in self.links:
            etree.SubElement(channel, _ATOM_LINK, dict(attributes))
        if self.updated is not None:
            etree.SubElement(channel, "lastBuildDate").text = times.rfc2822(whole(self.updated))
        append(channel, self.elements)
        return feed

    def extend_atom(self, feed: _Element) -> _Element:
        """Add to `feed`."""
        from lxml import etree

        for attributes in self.links:
            etree.SubElement(feed, "link", dict(attributes))
        append(feed, self.elements)
        return feed


class ItemExtension:
    """An item's part. Set the attributes before writing; each is optional.

    links:     all links of an Atom entry (feedgen's own lose their attributes and are replaced); in RSS `atom:link`.
    published: `pubDate`, for RSS.
    lang:      `xml:lang` of an Atom entry.
    elements:  elements of other namespaces, after the core ones.
    """

    def __init__(self) -> None:
        self.links: tuple[Link, ...] = ()
        self.published: Moment | None = None
        self.lang: str | None = None
        self.elements: tuple[Element, ...] = ()

    def extend_ns(self) -> dict[str, str]:
        """Nothing: an item's namespaces are declared at the root."""
        return {}

    def extend_rss(self, item: _Element) -> _Element:
        """Add to `item`."""
        from lxml import etree

        if self.published is not None:
            etree.SubElement(item, "pubDate").text = times.rfc2822(whole(self.published))
        for attributes in self.links:
            etree.SubElement(item, _ATOM_LINK, dict(attributes))
        append(item, self.elements)
        return item

    def extend_atom(self, entry: _Element) -> _Element:
        """Add to `entry`, with whole links in place of feedgen's."""
        from lxml import etree

        if self.lang:
            entry.set(LANG, self.lang)
        if self.links:
            for broken in entry.findall("link"):
                entry.remove(broken)
            for attributes in self.links:
                etree.SubElement(entry, "link", dict(attributes))
        append(entry, self.elements)
        return entry


def append(parent: _Element, elements: Iterable[Element]) -> None:
    """Write `elements` into `parent`, each text clean of what XML cannot carry."""
    from lxml import etree

    for element in elements:
        prefix, _, local = element.name.rpartition(":")
        space = NAMESPACES[prefix] if prefix else None
        child = etree.SubElement(
            parent,
            f"{{{space}}}{local}" if space else local,
            {name: chars.clean(value) for name, value in element.attributes},
            nsmap={prefix: space} if space else None,
        )
        if element.text is not None:
            child.text = chars.clean(element.text)
        append(child, element.children)


def prefixes(elements: Iterable[Element]) -> set[str]:
    """The prefixes that `elements` and all within them use.

    >>> sorted(prefixes([Element("podcast:podroll", children=(Element("dc:date"),)), Element("title")]))
    ['dc', 'podcast']
    """
    return {prefix for name in _names(elements) if (prefix := name.rpartition(":")[0])}


def _names(elements: Iterable[Element]) -> Iterator[str]:
    for element in elements:
        yield element.name
        yield from _names(element.children)


def whole(value: Moment) -> datetime:
    """The moment to the second, in a zone whose offset is whole minutes, as RFC 5322 and RFC 3339 can write it.

    >>> from datetime import timedelta, timezone
    >>> whole(datetime(1890, 1, 1, 12, tzinfo=timezone(timedelta(seconds=1172)))).isoformat()
    '1890-01-01T11:40:28+00:00'
    """
    return times.whole_offset(times.instant(value).replace(microsecond=0))
