"""What plain HTML says where no metadata does: the title's headline, bylines, times, the first paragraph, pictures."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice
from typing import Final

from mediakit import chars, url
from mediakit.read import datelines, markup
from mediakit.read.facts import Facts

_SEPARATOR: Final = re.compile(r"\s+(?:[|–—·•»«:]|::|-|/)\s+|\s*[|»]\s*")
_WORDS: Final = re.compile(r"[\W_]+")
# How many candidates are looked at before giving up: a page that repeats itself for ever costs no more.
_TRIES: Final = 60
_BYLINE: Final = re.compile(r"(?:\A|[-_])(?:byline|authors?)(?:[-_]*(?:name|link|author))*\Z|\Aauthorname\Z|byline\Z")
_BY_LINE: Final = re.compile(r"(?:by|von|par|por|di|av|af|door)\s+\S", re.IGNORECASE)
# A date or a separator ends a name.
_DATE_BEHIND: Final = re.compile(r"\s*(?:[|•·]|\b(?:on\s+)?(?:[A-Z][a-z]{2,8}\.?\s+\d|\d)).*\Z")
_BEFORE_QUOTE: Final = re.compile(r"([^:\"“„«]{10,160}\d{4})\s?: ?[\"“„«]")
_NAME: Final = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,3}\Z")
_AUTHORS_PAGE: Final = re.compile(
    r"/(?:authors?|author-bio\.\w+|by|byline|contributors?|journalists?|reporters?|autore?s?|auteurs?|autori)(?:[/?]|\Z)",
    re.IGNORECASE,
)
_PUBLISHED: Final = re.compile(
    r"publi|dt-published|entry-date|post-date|pubdate|datecreated|article-?_?date|dateline|timestamp"
)
_DATED: Final = re.compile(r"time|[Dd]ate|ublish|pubdate")
_CHANGED: Final = re.compile(r"modif|updat|comment", re.IGNORECASE)
_CHANGED_WORDS: Final = re.compile(
    r"(?:last |zuletzt |dernière |última |ultimo )?(?:updated?|modified|edited|aktualisiert|geändert|actualizad"
    r"|mise? à jour|modifié|aggiorna|atualizad|bijgewerkt|uppdatera|oppdatert|opdateret|обновл)",
    re.IGNORECASE,
)
_BOTH: Final = re.compile(r"(?<=\bpublished )updated\b|\bupdated(?= published\b)")


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
    for heading in islice(facts.root.iter("h1"), 4):
        words = markup.words(heading, 500)
        rest = title[len(words) :]
        if len(words) >= 12 and title.startswith(words) and not rest[:1].isalnum():
            yield words
            return
        part = title[: cuts[0].start()] if cuts else ""
        if len(part) >= 12 and words.startswith(part):
            yield part
            return
        if shared := _shared(words, title):
            yield shared
            return
    sites = set(_site_names(facts)) - {""}
    if cuts and _names(title[cuts[-1].end() :], sites):
        title = title[: cuts[-1].start()]
    elif cuts and _names(title[: cuts[0].start()], sites):
        title = title[cuts[0].end() :]
    yield title


def _shared(heading: str, title: str) -> str | None:
    """How both begin, where the title goes on with a mark: shops put the shelf behind it, headings the binding."""
    pairs = zip(heading, title, strict=False)
    same = next((at for at, (one, other) in enumerate(pairs) if one != other), min(len(heading), len(title)))
    part = title[:same].rstrip()
    inside_word = title[same - 1 : same].isalnum() and (heading[same : same + 1] + title[same : same + 1]).isalnum()
    if len(part) < 12 or inside_word:
        return None
    return part if title[len(part) :].lstrip()[:1] in tuple("|:-–—(") else None


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
        words = markup.words(element, 200) if link is None else markup.words(link, 200)
        if link is None and _BY_LINE.match(words):
            words = _first_line(element)
        clear = certain < 2 and 0 < len(words) <= 100
        if clear or (3 < len(words) <= 60 and 2 <= len(words.split()) <= 6 and not any(c.isdigit() for c in words)):
            yield words
            return


def authors_linked(facts: Facts) -> Iterator[str]:
    """The first link to an author's own page whose words look like a name."""
    for link in islice(markup.author_links(facts.root), _TRIES):
        if not _AUTHORS_PAGE.search(link.get("href") or ""):
            continue
        words = markup.words(link, 80)
        if _NAME.match(words) and all(part[0].isupper() for part in words.split()):
            yield words
            return


def _first_line(element: markup.Element) -> str:
    """The line of a byline that holds the name, without the date that some write behind it."""
    line = next((each for each in markup.lines(element, 300).split("\n") if len(each) > 4), "")
    return _DATE_BEHIND.sub("", line)


def _single_link(element: markup.Element) -> markup.Element | None:
    links = [link for link in element.iter("a") if markup.words(link, 100)][:2]
    return links[0] if len(links) == 1 else None


def times_published(facts: Facts) -> Iterator[str]:
    """Times that the markup marks as the article's: `<time>` and the classes of datelines, never an update's.

    A profile shows the times of other things than itself.
    """
    if facts.profiled is not None or next(facts.meta("og:type"), "").lower() == "profile":
        return
    clear: list[str] = []
    likely: list[str] = []
    for element, marks, texts in _dated(facts):
        if _is_change(marks, texts):
            continue
        if element.get("pubdate") is not None or _PUBLISHED.search(marks):
            clear.extend(texts)
        elif element.tag == "time" or "date" in marks:
            likely.extend(texts)
    yield from clear
    yield from likely


def times_modified(facts: Facts) -> Iterator[str]:
    """Times that the markup or their own words (`Updated May 3, 2016`) mark as those of a change to the article.

    Pages that say in JSON-LD or microdata what they are say there, too, when they changed.
    """
    if facts.main or facts.item:
        return
    for _, marks, texts in _dated(facts):
        if _is_change(marks, texts) and "comment" not in marks:
            yield from texts


def day_before_quote(facts: Facts) -> Iterator[str]:
    """The day in a network's sentence around a post: `12 likes - ana on December 10, 2020: "Fog again"`."""
    for sentence in facts.meta("og:description", "description"):
        if (match := _BEFORE_QUOTE.match(sentence[:300])) and (day := datelines.find(match[1])):
            yield day.isoformat()


def _dated(facts: Facts) -> Iterator[tuple[markup.Element, str, list[str]]]:
    """Elements that may hold a date, with their marks and what they state: for machines first, then for readers."""
    dated = ((element, marks.lower()) for element, marks in facts.marked if _DATED.search(marks))
    for element, marks in islice(dated, _TRIES):
        stated = element.get("datetime") or element.get("content") or element.get("title") or ""
        texts = [text for text in (stated, markup.words(element, 100)) if any(c.isdigit() for c in text[:100])]
        if texts and len(texts[-1]) <= 100:
            yield element, marks, texts


def _is_change(marks: str, texts: list[str]) -> bool:
    """Whether a date is that of a change. WordPress marks a post that was never changed as both (hAtom)."""
    if _CHANGED_WORDS.match(texts[-1]):
        return True
    return _CHANGED.search(_BOTH.sub("", marks)) is not None


def first_paragraph(facts: Facts) -> Iterator[str]:
    """The first paragraph of the article that is long enough to say something."""
    for article in markup.articles(facts.root):
        for paragraph in islice(article.iter("p"), 8):
            words = markup.words(paragraph, 600)
            if len(words) >= 80:
                yield words
                return
