"""XML by strangers, read safely into Element values: no DTD, no entity, no network, no bottomless nesting."""

from __future__ import annotations

import re
from typing import Any, Final

from mediakit.errors import InvalidFeed
from mediakit.feeds.model import NAMESPACES, Element

# A feed of 10,000 episodes with long notes is about 40 MB; what is larger is no feed.
MAX_BYTES: Final = 64 * 1024 * 1024

# Spellings of namespaces that are in the wild beside the right ones, lower case and without a final slash. Sources:
# podcast-namespace (the GitHub page was its first URI), feedparser's and podcastparser's tables.
_SPOKEN: Final = {
    "http://github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md": "podcast",
    "http://podcastindex.org/namespace/1.0": "podcast",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://purl.org/rss/1.0/modules/content": "content",
    "http://www.w3.org/2005/atom": "atom",
    "http://purl.org/dc/elements/1.1": "dc",
    "http://purl.org/syndication/history/1.0": "fh",
    "http://search.yahoo.com/mrss": "media",
    "http://podlove.org/simple-chapters": "psc",
    "http://www.spotify.com/ns/rss": "spotify",
}
_NAME = re.compile(r"(?:\{([^}]*)\})?(.*)", re.DOTALL)


def read_xml(body: bytes) -> Element:
    """The root element of `body`. Known namespaces become the prefixes of `NAMESPACES`; others stay `{uri}name`.

    Raises `InvalidFeed` for what is no well-formed XML (naming line and column), declares entities, or is too large.

    >>> read_xml(b'<rss xmlns:i="http://www.itunes.com/dtds/podcast-1.0.dtd"><i:block>Yes</i:block></rss>').children
    (Element(name='itunes:block', text='Yes', attributes=(), children=()),)
    """
    from lxml import etree

    if len(body) > MAX_BYTES:
        raise InvalidFeed(f"{len(body)} bytes are more than any feed has ({MAX_BYTES})")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(body.lstrip(b" \t\r\n"), parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        reason = (error.msg or "no XML").partition(", line ")[0]
        raise InvalidFeed(f"not well-formed XML: {reason}", f"line {line}, column {column}") from None
    declared: Any = root.getroottree().docinfo.internalDTD  # lxml-stubs do not know iterentities
    if declared is not None and any(True for _ in declared.iterentities()):
        raise InvalidFeed("a feed that declares entities is refused: they are how XML is made to explode")
    return _element(root)


def _element(node: object) -> Element:
    """The lxml element as a value. libxml2 stops at 256 levels, so the depth of this is bounded."""
    from lxml import etree

    assert isinstance(node, etree._Element)
    return Element(
        _name(str(node.tag)),
        node.text,
        tuple((_name(str(name)), str(value)) for name, value in node.attrib.items()),
        tuple(_element(child) for child in node if isinstance(child.tag, str)),
    )


def _name(qualified: str) -> str:
    match = _NAME.match(qualified)
    assert match is not None
    uri, local = match.groups()
    if not uri:
        return local
    prefix = _PREFIXES.get(uri) or _SPOKEN.get(uri.lower().replace("https://", "http://", 1).rstrip("/"))
    return f"{prefix}:{local}" if prefix else qualified


_PREFIXES = {uri: prefix for prefix, uri in NAMESPACES.items()}
