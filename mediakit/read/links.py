"""Where a page points: its own address, oEmbed endpoints, feeds; from the markup and the Link header."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from mediakit import chars, url
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
    ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "text/rss+xml")
)
# Types that feeds are sometimes served as, and other things are as well: the address or the title has to say more.
_MAYBE_FEEDS: Final = frozenset(("application/json", "application/xml", "text/xml", ""))
_FEEDLIKE: Final = re.compile(r"(?:\A|[^a-z])(?:rss|atom|feed)(?:[^a-z]|s?\Z)", re.IGNORECASE)
# `alternative` is wrong and common, `feed` is what HTML 5 had for a while.
_OTHER_FORMS: Final = frozenset(("alternate", "alternative", "feed"))
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


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLink:
    """A feed that a page names: `mime` as it is stated, `title` to tell it from the feed of the comments."""

    url: str
    mime: str | None = None
    title: str | None = None


def _alternates(facts: Facts) -> Iterator[tuple[str, str, str]]:
    """Addresses, MIME types and titles of the page's other forms."""
    for address, parameters in header_links(facts.headers.get("link")):
        if not _OTHER_FORMS.isdisjoint(parameters.get("rel", "").lower().split()):
            yield address, _mime(parameters.get("type")), parameters.get("title", "")
    for rels, link in facts.links:
        if not _OTHER_FORMS.isdisjoint(rels):
            yield link.get("href") or "", _mime(link.get("type")), link.get("title") or ""


def _mime(text: str | None) -> str:
    return (text or "").partition(";")[0].strip().lower()


def oembed(facts: Facts) -> tuple[str, ...]:
    """The oEmbed endpoints that the page names, JSON first (oEmbed section 4, "Discovery")."""
    found: dict[str, int] = {}
    for address, kind, _ in _alternates(facts):
        place = _OEMBED.get(kind)
        absolute = url.absolute(address, facts.base) if place is not None else None
        if absolute and place is not None:
            found.setdefault(absolute, place)
    return tuple(sorted(found, key=found.__getitem__))[:_MAX]


def feeds(facts: Facts) -> tuple[FeedLink, ...]:
    """The feeds that the page names, in its order: RSS, Atom, JSON Feed; each address once."""
    found: dict[str, FeedLink] = {}
    for address, kind, title in _alternates(facts):
        likely = kind in _MAYBE_FEEDS and (_FEEDLIKE.search(address[-200:]) or _FEEDLIKE.search(title[:200]))
        if (kind in _FEEDS or likely) and (absolute := url.absolute(address, facts.base)):
            name = chars.one_line(title[:1_000])[:200] or None
            found.setdefault(absolute, FeedLink(url=absolute, mime=kind or None, title=name))
    return tuple(found.values())[:_MAX]


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
    for address in facts.meta("parsely-link"):
        yield Source(kind="html", rank=rank.META), address
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
