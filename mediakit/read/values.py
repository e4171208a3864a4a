"""From what a page states to typed values: dates, people, languages, rights; one reader a field, with its source."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, Final, Literal, TypeAlias

from mediakit import chars, times, url
from mediakit.embed import Chapter, Organization, Series, Source
from mediakit.fields import JSON
from mediakit.read import datelines, jsonld, media
from mediakit.read import precedence as tables
from mediakit.read.facts import Facts, left_over, line
from mediakit.read.people import people
from mediakit.read.rights import rights
from mediakit.times import Moment

# Titles beyond this are descriptions; a description beyond this is the article.
MAX_TITLE: Final = 500
MAX_DESCRIPTION: Final = 2_000
MAX_TEXT: Final = 20_000
_LANG: Final = re.compile(r"\A([a-zA-Z]{2,3})(?:[-_]([a-zA-Z]{4}))?(?:[-_]([a-zA-Z]{2}|\d{3}))?(?:\Z|[-_.@,; ])")
_JS_DATE: Final = re.compile(
    r"\A[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) (?:(\d{4}) )?(\d\d:\d\d:\d\d)"
    r"(?: (?:GMT|UTC)?([+-]\d{4}|UTC|GMT|Z))?(?: \([^)]*\))?(?: (\d{4}))?\Z"
)
_FORMER: Final = re.compile(r"\s*\(formerly [^()]+\)\Z", re.IGNORECASE)
_EPOCH: Final = re.compile(r"\A1\d{9}(?:\d{3})?\Z")

Taken: TypeAlias = tuple[Any, Source] | None


def title(value: JSON) -> str | None:
    """A headline: words, not an address or a path."""
    words = line(MAX_TITLE)(value)
    if words is None or left_over(words):
        return None
    if " " in words:
        return words
    return None if words.startswith(("/", "http://", "https://", "www.")) else words


def moment(value: JSON) -> Moment | None:
    """A date as pages write it; `None` for none, and for one no page can be of.

    >>> moment("2016/05/24"), moment("Tue May 24 2016 16:54:45 GMT+0000 (UTC)").isoformat()
    (datetime.date(2016, 5, 24), '2016-05-24T16:54:45+00:00')
    """
    text = value if isinstance(value, str) else jsonld.text(value, 100)
    text = chars.one_line(text or "")[:100]
    if _EPOCH.match(text):
        return datetime.fromtimestamp(int(text[:10]), UTC)
    if match := _JS_DATE.match(text):
        month, day, year, clock, zone, last = match.groups()
        text = f"{month} {day}, {year or last} {clock} {zone or ''}".strip()
    elif len(text) > 9 and text[:4].isdigit() and text[4] in "/." and text[4] == text[7:8]:
        text = text.replace(text[4], "-", 2)
    found = times.moment(text) or times.moment(text.replace("T", " ")[:10]) or datelines.find(text)
    # Before newspapers put pages up there were none; zeros are how databases say "unknown".
    return found if found is not None and 1900 <= found.year <= 2200 else None


def duration(value: JSON) -> float | None:
    """A length in seconds, unless it is nothing or longer than a month."""
    text = str(value) if isinstance(value, int | float) else value if isinstance(value, str) else None
    found = times.seconds(text)
    return found if found is not None and 0 < found < 2_700_000 else None


def language(value: JSON) -> str | None:
    """A language as BCP 47 writes it.

    >>> language("en_US"), language("zh-hant-tw"), language("English"), language("x-default")
    ('en-US', 'zh-Hant-TW', None, None)
    """
    if isinstance(value, Mapping):
        value = jsonld.text(value.get("alternateName") or value.get("name"), 40)
    match = _LANG.match(value.strip()) if isinstance(value, str) else None
    if match is None:
        return None
    code, script, region = match.groups()
    return "-".join(part for part in (code.lower(), (script or "").title(), (region or "").upper()) if part)


def number(value: JSON) -> int | None:
    """A season's or an episode's number."""
    if isinstance(value, Mapping):
        value = jsonld.field(value, "seasonNumber")
    text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    return int(text) if text.isdecimal() and len(text) < 6 else None


def organization(facts: Facts) -> Callable[[JSON], Organization | None]:
    """A reader of publishers."""

    def accept(value: JSON) -> Organization | None:
        name = line(200)(value)
        if not name or "://" in name or name.lower().startswith("www.") or name.startswith("@"):
            return None
        address = jsonld.text(jsonld.field(value, "url"), url.MAX_LENGTH) if isinstance(value, Mapping) else None
        name = _FORMER.sub("", name)  # "X (formerly Twitter)"
        return Organization(name=name, url=url.absolute(address, facts.base))

    return accept


def authors(facts: Facts) -> Taken:
    """The people of the first row that names any: a byline is whole in one place."""
    for row in tables.AUTHORS:
        found = people(row.read(facts), facts.base)
        if found:
            return found, Source(kind=row.kind, rank=row.rank)
    return None


def publisher(facts: Facts) -> Taken:
    """Who published it; the address of its publisher's site where another source of the same name states it."""
    taken = tables.first(tables.PUBLISHER, facts, organization(facts))
    if taken is None or taken[0].url is not None:
        return taken
    for value in facts.of_main(facts.main, "publisher"):
        stated = organization(facts)(value)
        if stated and stated.name.casefold() == taken[0].name.casefold() and stated.url:
            return stated, taken[1]
    return taken


def published(facts: Facts) -> Taken:
    """When it was published; never when it was changed."""
    return tables.first(tables.PUBLISHED, facts, moment)


def keywords(facts: Facts) -> Taken:
    """What it is about: JSON-LD, article tags, keywords; lists and comma lists alike."""
    for kind, rank, values in (
        ("jsonld", tables.JSONLD, facts.of_main(facts.main, "keywords")),
        ("opengraph", tables.OPENGRAPH, facts.meta("article:tag", "og:video:tag", "video:tag", "book:tag")),
        ("html", tables.META, facts.meta("news_keywords", "parsely-tags", "sailthru.tags", "keywords", "dc.subject")),
        ("microdata", tables.MICRODATA, facts.of_main(facts.item, "keywords")),
    ):
        stated = [value for value in values if isinstance(value, str)]
        parts = [part for value in stated for part in re.split(r"[,;]", value[:5_000])]
        if found := media.lines(parts, 100, 50):
            return found, Source(kind=kind, rank=rank)  # type: ignore[arg-type]  # the four above are kinds of sources
    return None


def series(facts: Facts) -> Taken:
    """The podcast or programme that an episode belongs to."""

    def accept(value: JSON) -> Series | None:
        title = line(300)(value)
        if title is None:
            return None
        stated = value if isinstance(value, Mapping) else {}
        address = jsonld.text(jsonld.field(stated, "url"), url.MAX_LENGTH)
        feed = jsonld.text(jsonld.field(stated, "webFeed"), url.MAX_LENGTH)
        return Series(title=title, url=url.absolute(address, facts.base), feed=url.absolute(feed, facts.base))

    return tables.first(tables.SERIES, facts, accept)


def chapters(facts: Facts) -> Taken:
    """The named places of a video: schema.org `Clip` with `startOffset`, as search engines want them."""
    found: list[Chapter] = []
    for value in facts.of_main(facts.main, "hasPart"):
        if isinstance(value, Mapping) and "Clip" in jsonld.kinds(value) and len(found) < 500:
            start, title = _offset(value.get("startOffset")), jsonld.text(value.get("name"), 300)
            if start is not None and title:
                address = jsonld.text(value.get("url"), url.MAX_LENGTH)
                end = _offset(value.get("endOffset"))
                found.append(Chapter(start=start, title=title, end=end, url=url.absolute(address, facts.base)))
    return (tuple(found), Source(kind="jsonld", rank=tables.JSONLD)) if found else None


def _offset(value: JSON) -> float | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value) if 0 <= value < 2_700_000 else None
    return times.seconds(value) if isinstance(value, str) else None


def live(facts: Facts) -> Taken:
    """Whether a broadcast is upcoming, on or over, by the clock of the server that sent the page, else as it says.

    Sources: schema.org `publication` (Google, "BroadcastEvent"), the metas of Facebook's and others' live videos. A
    page that states no end and came without a date is taken at its word: live.
    """
    clock = times.moment(facts.headers.get("date"))
    for one, kind, rank in (
        (facts.main, "jsonld", tables.JSONLD),
        (facts.item, "microdata", tables.MICRODATA),
        (facts.resource, "rdfa", tables.MICRODATA),
    ):
        events = [one] if "BroadcastEvent" in jsonld.kinds(one) else [*facts.of_main(one, "publication")]
        for event in events:
            if isinstance(event, Mapping) and _true(jsonld.field(event, "isLiveBroadcast")):
                state = _broadcast(moment(event.get("startDate")), moment(event.get("endDate")), clock)
                return state, Source(kind=kind, rank=rank)  # type: ignore[arg-type]  # the three are kinds of sources
    stated = (*facts.meta("og:video:live_broadcast", "og:video:live", "is_live"),)
    if any(map(_true, stated)):
        return "live", Source(kind="opengraph", rank=tables.OPENGRAPH)
    return None


def _true(value: JSON) -> bool:
    return value is True or str(value).rpartition("/")[2].strip().lower() in ("true", "1", "yes")


def _broadcast(start: Moment | None, end: Moment | None, clock: Moment | None) -> Literal["upcoming", "live", "ended"]:
    if clock is None:
        return "live" if end is None else "ended"
    now = times.instant(clock)
    if start is not None and times.instant(start) > now:
        return "upcoming"
    return "ended" if end is not None and times.instant(end) <= now else "live"


def text(facts: Facts) -> Taken:
    """A post's own words."""
    return tables.first(tables.TEXT, facts, line(MAX_TEXT))


def _of(rows: tables.Table, accept: Callable[[JSON], Any]) -> Callable[[Facts], Taken]:
    return lambda facts: tables.first(rows, facts, accept)


FIELDS: Final[dict[str, Callable[[Facts], Taken]]] = {
    "title": _of(tables.TITLE, title),
    "description": _of(tables.DESCRIPTION, line(MAX_DESCRIPTION)),
    "lang": _of(tables.LANG, language),
    "authors": authors,
    "publisher": publisher,
    "published": published,
    "modified": _of(tables.MODIFIED, moment),
    "live": live,
    "duration": _of(tables.DURATION, duration),
    "series": series,
    "season": _of(tables.SEASON, number),
    "episode": _of(tables.EPISODE, number),
    "chapters": chapters,
    "keywords": keywords,
    "rights": rights,
}
