"""What a page says of itself, gathered in one walk and not judged yet: metas, links, scripts, microdata.

The tables of `precedence.py` ask these facts; nothing here decides which of two statements is true.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final

from mediakit import markup as tokens
from mediakit import url
from mediakit.fields import JSON
from mediakit.read import jsonld, markup, microdata

# Nobody states a thousand things about one page; beyond that it is a flood.
_MAX_METAS: Final = 1_000
_MAX_LINKS: Final = 1_000
# What a template leaves behind when its value is missing.
_JUNK: Final = frozenset(("null", "undefined", "none", "nan", "false", "n/a", "[object object]", "-", "()"))
_TEMPLATE: Final = re.compile(r"\{\{.*\}\}|\$\{.*\}|<%.*%>|%[a-z_]+%\Z", re.DOTALL)

_MARKS: Final = re.compile(r"uthor|yline|[Dd]ate|ublish|[Tt]ime")
_MAX_MARKED: Final = 400

CONTENT: Final = {
    "article": (
        "Article NewsArticle ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle ReviewNewsArticle "
        "BackgroundNewsArticle AskPublicNewsArticle AdvertiserContentArticle SatiricalArticle BlogPosting "
        "LiveBlogPosting TechArticle ScholarlyArticle MedicalScholarlyArticle Report"
    ),
    "video": "VideoObject Movie TVEpisode TVSeries VideoGame Clip",
    "audio": "AudioObject PodcastEpisode PodcastSeries RadioEpisode MusicRecording MusicAlbum MusicPlaylist "
    "Audiobook Episode",
    "photo": "ImageObject Photograph",
    "gallery": "ImageGallery MediaGallery",
    "post": "SocialMediaPosting DiscussionForumPosting",
    "thing": (
        "Book Blog Claim ClaimReview Course CreativeWork Dataset DigitalDocument Event Game Guide HowTo JobPosting Map "
        "MobileApplication NewsEvent Painting Person ProfilePage Product QAPage Question Quiz Recipe Review Series "
        "SoftwareApplication SportsEvent WebApplication Place Restaurant LocalBusiness"
    ),
    "page": (
        "WebPage ItemPage AboutPage CollectionPage ContactPage FAQPage MedicalWebPage SearchResultsPage WebSite Website"
    ),
}
SORT_OF: Final[dict[str, str]] = {kind: sort for sort, kinds in CONTENT.items() for kind in kinds.split()}
_SPECIAL: Final = {
    "article": 8, "video": 7, "audio": 7, "post": 7, "gallery": 5, "thing": 4, "photo": 2, "page": 1,
}  # fmt: skip


class Facts:
    """One parsed page: `address` is where it was found, `base` what its relative URLs stand on."""

    def __init__(
        self, root: markup.Element, address: str, headers: Mapping[str, str], *, source: bytes | str = "itemscope"
    ) -> None:
        # Walking a page for microdata costs as much as the rest; a search for the word costs nothing.
        self.has_items = _mentions_items(source)
        self.root = root
        self.address = address
        self.headers = headers
        self.base = address
        self.metas: dict[str, list[str]] = {}
        self.pairs: list[tuple[str, str]] = []
        self.links: list[tuple[frozenset[str], markup.Element]] = []
        self.title_tag: str | None = None
        self.objects: list[jsonld.Object] = []
        self._gather()

    def _gather(self) -> None:
        scripts: list[markup.Element] = []
        based = False
        for element in self.root.iter("meta", "link", "title", "base", "script"):
            match element.tag:
                case "meta" if len(self.pairs) < _MAX_METAS:
                    self._meta(element)
                case "link" if len(self.links) < _MAX_LINKS:
                    rel = element.get("rel")
                    if rel:
                        self.links.append((frozenset(rel.lower().split()), element))
                case "title" if self.title_tag is None and not _in_drawing(element):
                    self.title_tag = markup.words(element, 1_000) or None
                case "base" if not based and (href := element.get("href")):
                    based = True
                    self.base = url.absolute(href, self.address) or self.address
                case "script":
                    kind = element.get("type")
                    if kind and "ld+json" in kind.lower():
                        scripts.append(element)
        for script in scripts:
            if len(self.objects) < jsonld.MAX_OBJECTS:
                self.objects.extend(jsonld.flattened(jsonld.values(script.text or "")))

    def _meta(self, element: markup.Element) -> None:
        content = element.get("content") or element.get("value")
        if not content:
            return
        named = (element.get(name) for name in ("property", "name", "http-equiv", "itemprop"))
        for name in dict.fromkeys(named):
            for token in (name or "").lower().split():
                if token.startswith(("dc:", "dcterms:", "dcterm:", "dcterm.")):  # Dublin Core is spelled both ways
                    token = "dcterms." + token[7:].lstrip(".:") if token.startswith("dcterm") else "dc." + token[3:]
                self.metas.setdefault(token, []).append(content)
                self.pairs.append((token, content))

    def meta(self, *names: str) -> Iterator[str]:
        """The contents of these metas that say something, the first name first."""
        for name in names:
            for content in self.metas.get(name, ()):
                stripped = content.strip()
                if stripped and not left_over(stripped):
                    yield stripped

    def linked(self, rel: str) -> Iterator[markup.Element]:
        """The `<link>` elements of this relation, in order."""
        return (element for rels, element in self.links if rel in rels)

    @cached_property
    def marked(self) -> list[tuple[markup.Element, str]]:
        """The body's elements that may be a byline or a dateline, with their marks: tag, class, rel, itemprop.

        One walk in Python over the tags that carry such things is four times quicker than the XPath that says the same.
        """
        found: list[tuple[markup.Element, str]] = []
        for element in self.root.iter("time", "a", "span", "div", "p", "li", "address", "cite"):
            names = element.get("class") or ""
            if element.tag == "time" or element.get("itemprop") or element.get("rel") or _MARKS.search(names):
                marks = (str(element.tag), names, element.get("rel") or "", element.get("itemprop") or "")
                found.append((element, " ".join(marks)))
                if len(found) >= _MAX_MARKED:
                    break
        return found

    @cached_property
    def items(self) -> list[dict[str, JSON]]:
        """The page's microdata."""
        return microdata.items(self.root) if self.has_items else []

    @cached_property
    def main(self) -> jsonld.Object:
        """The JSON-LD object that is what the page shows; empty when none is."""
        return self._main_of(self.objects)

    @cached_property
    def item(self) -> jsonld.Object:
        """The microdata item that is what the page shows; empty when none is."""
        return self._main_of(self.items)

    def _main_of(self, candidates: list[jsonld.Object] | list[dict[str, JSON]]) -> jsonld.Object:
        """The object that says most clearly that it is this page: its address, then what sort of thing it is."""
        stated = next(self.meta("og:type"), "").lower()
        hint = next((sort for start, sort in _OG_SORTS if stated.startswith(start)), None)
        here = _bare(self.address)
        best: jsonld.Object = {}
        best_weight = 0
        nested = (jsonld.field(one, "mainEntity") for one in candidates[:200])
        inner = [entity for entity in nested if isinstance(entity, Mapping)]
        for one in (*candidates[:200], *inner):
            sort = next((SORT_OF[kind] for kind in jsonld.kinds(one) if kind in SORT_OF), None)
            if sort is None:
                continue
            weight = _SPECIAL[sort] + 6 * (sort == hint)
            if sort != "page" and any(_bare(address) == here for address in _addresses(one, sort)):
                weight += 10
            if weight > best_weight:
                best, best_weight = one, weight
        return best

    @cached_property
    def profiled(self) -> JSON:
        """The person or organization whose profile this page is."""
        for one in (self.main, self.item):
            stated = jsonld.kinds(one)
            if "ProfilePage" in stated:
                return self.told(jsonld.field(one, "mainEntity"))
            if "Person" in stated:
                return one
        return None

    @cached_property
    def _by_id(self) -> dict[str, jsonld.Object]:
        known: dict[str, jsonld.Object] = {}
        for one in self.objects:
            name = one.get("@id")
            if isinstance(name, str) and len(one) > len(known.get(name, ())):
                known[name] = one
        return known

    def told(self, value: JSON) -> JSON:
        """The value, a bare `{"@id": ...}` replaced by the object of the page's graph that it names."""
        if isinstance(value, Mapping) and len(value) <= 2 and isinstance(name := value.get("@id"), str):
            return self._by_id.get(name, value)
        return value

    def of_main(self, one: jsonld.Object, *names: str) -> Iterator[JSON]:
        """The values of these fields of an object, strings with their entities undone, references followed."""
        for name in names:
            for value in jsonld.each(jsonld.field(one, name)):
                if isinstance(value, str):
                    text = tokens.unescape(value)
                    if text.strip() and not left_over(text.strip()):
                        yield text
                else:
                    yield self.told(value)


_OG_SORTS: Final = (
    ("article", "article"),
    ("video", "video"),
    ("music", "audio"),
    ("profile", "thing"),
    ("book", "thing"),
    ("product", "thing"),
)


def left_over(text: str) -> bool:
    """Whether `text` is what a template leaves behind when its value is missing.

    >>> left_over("undefined"), left_over("{{ headline }}"), left_over("Ferry sinks")
    (True, True, False)
    """
    return text.lower() in _JUNK or _TEMPLATE.search(text[:500]) is not None


def _mentions_items(source: bytes | str) -> bool:
    """Whether a page holds microdata; React writes `itemScope`."""
    if isinstance(source, bytes):
        return b"itemscope" in source or b"itemScope" in source
    return "itemscope" in source or "itemScope" in source


def _in_drawing(title: markup.Element) -> bool:
    above = title.getparent()
    return above is not None and above.tag in ("svg", "g", "symbol", "path")


def _addresses(one: jsonld.Object, sort: str) -> Iterator[str]:
    """The addresses that an object gives as its own or its page's; `page#image` names a picture in it, not the page."""
    for name in ("url", "@id", "mainEntityOfPage"):
        for value in jsonld.each(one.get(name)):
            if isinstance(value, Mapping):
                value = value.get("@id") or value.get("url")
            if isinstance(value, str) and not (sort == "photo" and "#" in value):
                yield value


def _bare(address: str) -> str:
    """An address for comparing: no scheme, `www.`, query, fragment or final slash."""
    rest = address.partition("://")[2] or address
    return rest.removeprefix("www.").partition("#")[0].partition("?")[0].rstrip("/").lower()
