"""Where a page points: its own address, oEmbed endpoints, feeds; from the markup and the Link header."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mediakit import url
from mediakit.embed import Source
from mediakit.read import precedence as rank
from mediakit.read.facts import Facts

_OEMBED: Final = {
    "application/json+oembed": 0,
    "application/oembed+json": 0,
    "text/json+oembed": 0,
    "text/xml+oembed": 1,
    "application/xml+oembed": 1,
}
_FEEDS: Final = frozenset(
    ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
)
_LINK: Final = re.compile(r"""<([^<>]*)>((?:\s*;\s*[\w!#$%&'*+.^`|~-]+(?:\s*=\s*(?:"[^"]*"|[^\s;,"]*))?)*)""")
_PARAMETER: Final = re.compile(r""";\s*([\w-]+)\*?\s*=\s*(?:"([^"]*)"|([^\s;,"]*))""")
_MAX: Final = 10


def header_links(text: str | None) -> Iterator[tuple[str, dict[str, str]]]:
    """The addresses in a Link header with their parameters (RFC 8288, section 3).

    >>> list(header_links('<https://example.org/o?a,b>; rel="alternate"; type="application/json+oembed"'))
    [('https://example.org/o?a,b', {'rel': 'alternate', 'type': 'application/json+oembed'})]
    """
    for match in _LINK.finditer((text or "")[:20_000]):
        parameters: dict[str, str] = {}
        for name, quoted, bare in _PARAMETER.findall(match[2]):
            parameters.setdefault(name.lower(), quoted or bare)
        yield match[1].strip(), parameters


def _alternates(facts: Facts) -> Iterator[tuple[str, str]]:
    """Addresses and MIME types of the page's other forms."""
    for address, parameters in header_links(facts.headers.get("link")):
        if "alternate" in parameters.get("rel", "").lower().split():
            yield address, parameters.get("type", "")
    for rels, link in facts.links:
        if "alternate" in rels or "alternative" in rels:  # the second is wrong and common
            yield link.get("href") or "", link.get("type") or ""


def oembed(facts: Facts) -> tuple[str, ...]:
    """The oEmbed endpoints that the page names, JSON first (oEmbed section 4, "Discovery")."""
    found: dict[str, int] = {}
    for address, kind in _alternates(facts):
        place = _OEMBED.get(kind.partition(";")[0].strip().lower())
        absolute = url.absolute(address, facts.base) if place is not None else None
        if absolute and place is not None:
            found.setdefault(absolute, place)
    return tuple(sorted(found, key=found.__getitem__))[:_MAX]


def feeds(facts: Facts) -> tuple[str, ...]:
    """The feeds that the page names, in its order."""
    found: dict[str, None] = {}
    for address, kind in _alternates(facts):
        if kind.partition(";")[0].strip().lower() in _FEEDS and (absolute := url.absolute(address, facts.base)):
            found.setdefault(absolute)
    return tuple(found)[:_MAX]


def canonical(facts: Facts) -> tuple[str, Source]:
    """The page's own address without what only tracks, and who says so.

    Another is believed only on the same site, and never the home page for a page that is none: both are mistakes of
    templates, and would file one thing under the name of another.
    """
    here = url.canonical(facts.address) or facts.address
    start = url.split(here)
    for source, address in _claims(facts):
        absolute = url.absolute(address, facts.base)
        claimed = url.canonical(absolute) if absolute else None
        parts = url.split(claimed) if claimed else None
        if claimed is None or parts is None or start is None or not url.same_site(claimed, here):
            continue
        if parts.path == "/" and not parts.query and (start.path != "/" or start.query):
            continue
        return claimed, source
    return here, Source(kind="url", rank=rank.GUESS)


def _claims(facts: Facts) -> Iterator[tuple[Source, str]]:
    for link in facts.linked("canonical"):
        yield Source(kind="html", rank=rank.META), link.get("href") or ""
    for address, parameters in header_links(facts.headers.get("link")):
        if "canonical" in parameters.get("rel", "").lower().split():
            yield Source(kind="header", rank=rank.META), address
    for address in facts.meta("og:url", "twitter:url"):
        yield Source(kind="opengraph", rank=rank.META), address


_REFRESH: Final = re.compile(r"""\A\s*(\d{1,3})(?:\.\d*)?\s*[;,]?\s*url\s*=\s*["']?\s*([^"'\s>]+)""", re.IGNORECASE)


def refresh(facts: Facts) -> str | None:
    """Where `<meta http-equiv=refresh>` sends a reader at once, elsewhere than here."""
    for content in facts.meta("refresh"):
        match = _REFRESH.match(content)
        target = url.absolute(match[2], facts.base) if match and int(match[1]) <= 5 else None
        if target and target != facts.address:
            return target
    return None
