"""What a page says of itself, gathered in one walk and not judged yet: metas, links, scripts, marked-up items.

The tables of `precedence.py` ask these facts; nothing here decides which of two statements is true.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from itertools import islice
from typing import Final

from mediakit import chars, url
from mediakit import markup as tokens
from mediakit.fields import JSON
from mediakit.read import jsonld, markup, microdata, microformats, rdfa

# Nobody states a thousand things about one page; beyond that it is a flood.
_MAX_METAS: Final = 1_000
_MAX_LINKS: Final = 1_000
# What a template leaves behind when its value is missing.
_JUNK: Final = frozenset(("null", "undefined", "none", "nan", "false", "n/a", "[object object]", "-", "()"))
_TEMPLATE: Final = re.compile(r"\{\{.*\}\}|\$\{.*\}|<%.*%>|%[a-z_]+%\Z", re.DOTALL)

# How Parse.ly's old meta names what a meta of its own names otherwise.
_PARSELY: Final = {
    "image_url": "parsely-image-url",
    "pub_date": "parsely-pub-date",
    "authors": "parsely-author",
    "post_id": "parsely-post-id",
}
# Dublin Core is spelled with a full stop and with a colon.
_DUBLIN_CORE: Final = ("dc:", "dcterms:", "dcterm:", "dcterm.")
_MARKS: Final = re.compile(r"uthor|yline|[Dd]ate|ublish|[Tt]ime")
# Looking for it in the source is twice as quick as in the tree, and hardly a page has one.
_LICENSES: Final = re.compile(rb"""rel\s?=\s?["']?[^"'>]{0,60}license""")
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
        self,
        root: markup.Element,
        address: str,
        headers: Mapping[str, str],
        *,
        source: bytes | str = b"itemscope typeof= h-entry rel=license",
    ) -> None:
        # Walking a page for items costs as much as the rest; a search for their words costs nothing.
        self._source = (source if isinstance(source, bytes) else source.encode("utf-8", "replace")).lower()
        self.has_items = b"itemscope" in self._source
        self.root = root
        self.address = address
        self.headers = headers
        self.base = address
        self.metas: dict[str, list[str]] = {}
        self.pairs: list[tuple[str, str]] = []
        self.theme_colors: list[tuple[str, str | None]] = []
        self.links: list[tuple[frozenset[str], markup.Element]] = []
        self.title_tag: str | None = None
        self.objects: list[jsonld.Object] = []
        self.scripts: list[markup.Element] = []
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
                    elif element.get("src") is None:
                        self.scripts.append(element)
        for script in scripts:
            if len(self.objects) < jsonld.MAX_OBJECTS:
                self.objects.extend(jsonld.flattened(jsonld.values(script.text or "")))

    def _meta(self, element: markup.Element) -> None:
        content = element.get("content") or element.get("value")
        if not content:
            return
        get = element.get
        # A meta that says one name in two ways says it once.
        for name in {get("property"): None, get("name"): None, get("http-equiv"): None, get("itemprop"): None}:
            for token in name.lower().split() if name else ():
                if token == "theme-color":
                    self.theme_colors.append((content, element.get("media")))
                elif token == "parsely-page":
                    self._parsely(content)
                if token.startswith(_DUBLIN_CORE):
                    token = "dcterms." + token[7:].lstrip(".:") if token.startswith("dcterm") else "dc." + token[3:]
                self.metas.setdefault(token, []).append(content)
                self.pairs.append((token, content))

    def _parsely(self, content: str) -> None:
        """Parse.ly's old meta, all fields in one JSON object, as the metas that took its place."""
        for one in jsonld.values(content)[:1]:
            for name, value in one.items() if isinstance(one, Mapping) else ():
                for each in islice(jsonld.each(value), 50):
                    if isinstance(each, str) and each:
                        self.metas.setdefault(_PARSELY.get(name, f"parsely-{name}"), []).append(each)

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
    def licensing(self) -> list[markup.Element]:
        """The links in the page's words that may name a licence (rel-license)."""
        # A plain word is found five times quicker than the pattern, and many pages don't hold it.
        stated = b"license" in self._source and _LICENSES.search(self._source)
        return markup.licensing(self.root) if stated else []

    @cached_property
    def marked(self) -> list[tuple[markup.Element, str]]:
        """The body's elements that may be a byline or a dateline, with their marks: tag, class, rel, itemprop.

        One walk in Python over the tags that carry such things is four times quicker than the XPath that says the same.
        """
        found: list[tuple[markup.Element, str]] = []
        marked = _MARKS.search
        for element in self.root.iter("time", "a", "span", "div", "p", "li", "address", "cite"):
            get = element.get
            names, rel, prop = get("class", ""), get("rel", ""), get("itemprop", "")
            if prop or (names and marked(names)) or (rel and "author" in rel) or element.tag == "time":
                found.append((element, f"{element.tag} {names} {rel} {prop}"))
                if len(found) >= _MAX_MARKED:
                    break
        return found

    @cached_property
    def items(self) -> list[dict[str, JSON]]:
        """The page's microdata."""
        return microdata.items(self.root) if self.has_items else []

    @cached_property
    def rdfa(self) -> rdfa.Stated:
        """The page's RDFa: its items, and what it says of the page itself.

        Where JSON-LD or microdata says what the page is, only a licence is looked for.
        """
        source = self._source
        if b"creativecommons.org/ns" in source or (not self.main and not self.item and b"typeof=" in source):
            return rdfa.read(self.root)
        return rdfa.Stated([], {})

    @cached_property
    def main(self) -> jsonld.Object:
        """The JSON-LD object that is what the page shows; empty when none is."""
        return self._main_of(self.objects)

    @cached_property
    def item(self) -> jsonld.Object:
        """The microdata item that is what the page shows; empty when none is."""
        return self._main_of(self.items)

    @cached_property
    def resource(self) -> jsonld.Object:
        """The RDFa item that is what the page shows; empty when none is."""
        return self._main_of(self.rdfa.items) if self.rdfa.items else {}

    @cached_property
    def entry(self) -> jsonld.Object:
        """The microformat that is what the page shows; empty when none is, or when a clearer syntax says it."""
        if self.main or self.item or self.resource:
            return {}
        source = self._source
        # One short search spares two longer ones on most pages.
        if not (b"entry" in source and (b"h-entry" in source or b"hentry" in source)) and b"h-card" not in source:
            return {}
        here = _bare(self.address)
        return microformats.entry(
            microformats.items(self.root), lambda stated: _bare(url.absolute(stated, self.base) or "") == here
        )

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
        for one in (self.main, self.item, self.resource):
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
        for name in names if one else ():
            if (stated := jsonld.field(one, name)) is None:
                continue
            for value in jsonld.each(stated):
                if isinstance(value, str):
                    text = tokens.unescape(value)
                    if (words := text.strip()) and not left_over(words):
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


def line(limit: int) -> Callable[[JSON], str | None]:
    """A reader of words: one line, at most `limit` characters; takes what `Facts.of_main` and `Facts.meta` give."""

    def accept(value: JSON) -> str | None:
        if isinstance(value, str):
            if "<" in value:
                return jsonld.line_of(value.replace("&", "&amp;"), limit) or None
            return chars.one_line(value[: limit * 4])[:limit].rstrip() or None
        return jsonld.text(value, limit) if isinstance(value, Mapping) else None

    return accept


def left_over(text: str) -> bool:
    """Whether `text` is what a template leaves behind when its value is missing.

    >>> left_over("undefined"), left_over("{{ headline }}"), left_over("Ferry sinks")
    (True, True, False)
    """
    # A template's mark holds one of these two; most words hold neither.
    marked = "{" in text or "%" in text
    return (len(text) < 20 and text.lower() in _JUNK) or (marked and _TEMPLATE.search(text[:500]) is not None)


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
