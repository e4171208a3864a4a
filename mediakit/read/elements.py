"""What plain HTML says where no metadata does: the title's headline, bylines, times, the first paragraph, pictures."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice
from typing import Final

from mediakit import chars, url
from mediakit.read import markup
from mediakit.read.facts import Facts

_SEPARATOR: Final = re.compile(r"\s+(?:[|–—·•»«:]|::|-|/)\s+|\s*[|»]\s*")
_WORDS: Final = re.compile(r"[\W_]+")
# How many candidates are looked at before giving up: a page that repeats itself for ever costs no more.
_TRIES: Final = 60
_BYLINE: Final = re.compile(r"(?:\A|[-_])(?:byline|authors?)(?:[-_]*(?:name|link|author))*\Z|\Aauthorname\Z")
_PUBLISHED: Final = re.compile(
    r"publi|dt-published|entry-date|post-date|pubdate|datecreated|article-?_?date|dateline|timestamp"
)
_DATED: Final = re.compile(r"time|[Dd]ate|ublish|pubdate")
_CHANGED: Final = re.compile(r"modif|updat|comment", re.IGNORECASE)
_PIXEL: Final = re.compile(
    r"pixel|spacer|blank|sprite|tracking|1x1|\.svg(?:\?|\Z)|/ads?/|avatar|logo|icon", re.IGNORECASE
)


def _same(text: str) -> str:
    """Text for comparing: letters and digits only, without accents."""
    plain = text if text.isascii() else unicodedata.normalize("NFKD", text)
    return _WORDS.sub("", "".join(c for c in plain if not unicodedata.combining(c))).casefold()


def headline(facts: Facts) -> Iterator[str]:
    """The `<title>` without the name of its site, where that is known to be one; else as it stands."""
    title = chars.one_line(facts.title_tag or "")
    if not title:
        return
    cuts = list(_SEPARATOR.finditer(title))
    for heading in islice(facts.root.iter("h1"), 2):
        words = markup.words(heading, 500)
        rest = title[len(words) :]
        if len(words) >= 12 and title.startswith(words) and not rest[:1].isalnum():
            yield words
            return
        part = title[: cuts[0].start()] if cuts else ""
        if len(part) >= 12 and words.startswith(part):
            yield part
            return
    sites = set(_site_names(facts)) - {""}
    if cuts and _names(title[cuts[-1].end() :], sites):
        title = title[: cuts[-1].start()]
    elif cuts and _names(title[: cuts[0].start()], sites):
        title = title[cuts[0].end() :]
    yield title


def _names(part: str, sites: set[str]) -> bool:
    """Whether a part of a title is a site's name, or how its full name begins."""
    same = _same(part)
    return same in sites or (len(same) >= 4 and any(site.startswith(same) for site in sites))


def _site_names(facts: Facts) -> Iterator[str]:
    for name in facts.meta("og:site_name", "application-name", "al:ios:app_name", "publisher", "dc.publisher"):
        yield _same(name)
    parts = url.split(facts.address)
    labels = parts.host.removeprefix("www.").split(".") if parts else []
    if len(labels) > 1:
        yield _same(".".join(labels))
        yield from (_same(label) for label in labels[:-1] if len(label) > 2)


def site_in_title(facts: Facts) -> Iterator[str]:
    """The part of the `<title>` that spells the page's host (`Ferry sinks | Harbour Post`), else the word that does."""
    title = chars.one_line(facts.title_tag or "")
    parts = url.split(facts.address)
    if not parts or not title:
        return
    labels = {_same(label) for label in parts.host.split(".")[:-1] if len(label) > 3}
    cuts = list(_SEPARATOR.finditer(title))
    if cuts:
        for end in (title[cuts[-1].end() :], title[: cuts[0].start()]):
            if _same(end) in labels or _same(end) == _same(parts.host.removeprefix("www.")):
                yield end
    for word in re.findall(r"\w+", title):
        if word[:1].isupper() and _same(word) in labels:
            yield word


def heading(facts: Facts) -> Iterator[str]:
    """The first `<h1>` that holds words."""
    for element in islice(facts.root.iter("h1"), 3):
        if words := markup.words(element, 500):
            yield words
            return


def bylines(facts: Facts) -> Iterator[str]:
    """Names that the markup marks as the author's: `rel`, `itemprop`, then the classes of bylines."""
    ranked: list[tuple[int, markup.Element]] = []
    for element, marks in facts.marked:
        if "uthor" not in marks and "yline" not in marks:
            continue
        rel = (element.get("rel") or "").lower().split()
        props = (element.get("itemprop") or "").lower().split()
        classes = (element.get("class") or "").lower().split()
        if "author" in rel:
            ranked.append((0, element))
        elif "author" in props:
            ranked.append((1, element))
        elif any(_BYLINE.search(each) for each in classes):
            ranked.append((2 if element.tag == "a" else 3, element))
    ranked.sort(key=lambda one: one[0])
    for certain, element in ranked[:_TRIES]:
        link = element if element.tag == "a" else _single_link(element)
        words = markup.words(element if link is None else link, 200)
        clear = certain < 2 and 0 < len(words) <= 100
        if clear or (3 < len(words) <= 60 and 2 <= len(words.split()) <= 6 and not any(c.isdigit() for c in words)):
            yield words
            return


def _single_link(element: markup.Element) -> markup.Element | None:
    links = [link for link in element.iter("a") if markup.words(link, 100)][:2]
    return links[0] if len(links) == 1 else None


def times_published(facts: Facts) -> Iterator[str]:
    """Times that the markup marks as the article's: `<time>` and the classes of datelines, never an update's."""
    clear: list[str] = []
    likely: list[str] = []
    dated = ((element, marks.lower()) for element, marks in facts.marked if _DATED.search(marks))
    for element, marks in islice(dated, _TRIES):
        if _CHANGED.search(marks):
            continue
        stated = element.get("datetime") or element.get("content") or element.get("title")
        text = stated or markup.words(element, 80)
        if not text or len(text) > 80 or not any(c.isdigit() for c in text):
            continue
        if element.get("pubdate") is not None or _PUBLISHED.search(marks):
            clear.append(text)
        elif element.tag == "time" or "date" in marks:
            likely.append(text)
    yield from clear
    yield from likely


def first_paragraph(facts: Facts) -> Iterator[str]:
    """The first paragraph of the article that is long enough to say something."""
    for article in markup.articles(facts.root):
        for paragraph in islice(article.iter("p"), 8):
            words = markup.words(paragraph, 600)
            if len(words) >= 80:
                yield words
                return


def pictures(facts: Facts) -> Iterator[markup.Element]:
    """The `<img>` elements that may stand for the page: the article's first, then the page's, no icons or pixels."""
    for place in (*markup.articles(facts.root), facts.root):
        for image in islice(place.iter("img"), _TRIES):
            source = image.get("src") or image.get("data-src") or ""
            if not source or source.startswith("data:") or _PIXEL.search(source):
                continue
            width, height = _length(image.get("width")), _length(image.get("height"))
            if (width is None or width >= 200) and (height is None or height >= 120):
                yield image


def _length(text: str | None) -> int | None:
    digits = (text or "").strip().removesuffix("px")
    return int(digits) if digits.isdecimal() and len(digits) < 6 else None
