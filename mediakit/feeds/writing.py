"""From Feed to bytes: feedgen writes the core of RSS and Atom, mediakit's extension the rest.

Three steps. `_sound` checks what must be exact (ids, URLs, dates) and cleans what is prose; `_generator` tells feedgen;
feedgen and the extension write. feedgen is imported when the first feed is written, never before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

from mediakit import chars, times, url
from mediakit.embed import Person
from mediakit.errors import InvalidFeed
from mediakit.feeds.model import Element, Enclosure, Feed, Item, Problem
from mediakit.html import Html
from mediakit.times import Moment

if TYPE_CHECKING:
    from mediakit.feeds.extension import Link

Form = Literal["rss", "atom"]

_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+\Z")
_TAGS = re.compile(r"<[^>]*>")


def rss(feed: Feed) -> bytes:
    """The feed as RSS 2.0, UTF-8, with one XML declaration.

    Raises `InvalidFeed`, naming item and field: an id that is missing, twice there or has characters no feed can
    carry, a URL that is not http(s), a time without a zone, a feed without a title.

    >>> feed = Feed(id="https://example.org/", title="Harbour lights", url="https://example.org/")
    >>> print(rss(feed).decode().splitlines()[3].strip())
    <title>Harbour lights</title>
    """
    generator: bytes = _generator(_sound(feed, "rss"), "rss").rss_str(pretty=True)
    return generator


def atom(feed: Feed) -> bytes:
    """The feed as Atom 1.0, UTF-8, with one XML declaration.

    Raises `InvalidFeed` as `rss` does, and for an id that is no URI and for a feed in which nothing has a date.

    >>> from datetime import UTC
    >>> post = Item(id="https://example.org/#1", url="https://example.org/#1", title="Lights out",
    ...             published=datetime(2016, 1, 11, 20, 23, tzinfo=UTC))
    >>> feed = Feed(id="https://example.org/", title="Harbour lights", url="https://example.org/", items=(post,))
    >>> b"<updated>2016-01-11T20:23:00+00:00</updated>" in atom(feed)
    True
    """
    generator: bytes = _generator(_sound(feed, "atom"), "atom").atom_str(pretty=True)
    return generator


def problems(feed: Feed) -> tuple[Problem, ...]:
    """What writing the feed leaves out: characters of prose that no XML can carry, field by field.

    >>> bell = Item(id="1", title="up\\x07date")
    >>> problems(Feed(id="https://example.org/", title="T", url="https://example.org/", items=(bell,)))[0].where
    'item "1": title'
    """
    return tuple(character_problem(where, found) for where, text in _prose(feed) if (found := chars.forbidden(text)))


def character_problem(where: str, found: tuple[str, ...]) -> Problem:
    """That these characters (`chars.forbidden`) were left out of the text at `where`."""
    return Problem(
        rule="character",
        level="warning",
        where=where,
        message="left out what XML cannot carry: " + ", ".join(dict.fromkeys(found)),
        source="XML 1.0 (5th ed.) section 2.2",
    )


def _prose(feed: Feed) -> Iterator[tuple[str, str]]:
    """Every text of the feed that is cleaned rather than refused, with its place."""
    yield from _named("feed", title=feed.title, description=feed.description, rights=feed.rights, lang=feed.lang)
    yield from _within("feed", feed.authors, feed.elements)
    for number, item in enumerate(feed.items, 1):
        where = _where(item, number)
        yield from _named(where, title=item.title, summary=item.summary, content=item.content, lang=item.lang)
        yield from _named(where, **{f"categories[{n}]": text for n, text in enumerate(item.categories)})
        yield from _within(where, item.authors, item.elements)


def _named(where: str, **texts: str | None) -> Iterator[tuple[str, str]]:
    yield from ((f"{where}: {name}", text) for name, text in texts.items() if text)


def _within(where: str, authors: tuple[Person, ...], elements: tuple[Element, ...]) -> Iterator[tuple[str, str]]:
    for author in authors:
        yield f"{where}: authors", author.name
    for element in elements:
        if element.text:
            yield f"{where}: {element.name}", element.text
        for name, value in element.attributes:
            yield f"{where}: {element.name}@{name}", value
        yield from _within(f"{where}: {element.name}", (), element.children)


# --- what must be exact -----------------------------------------------------------------------------------------


def _sound(feed: Feed, form: Form) -> Feed:
    """The feed, its prose clean, all that must be exact checked."""
    title = chars.one_line(feed.title)
    if not title:
        raise InvalidFeed("a feed needs a title", "feed: title")
    if form == "atom":
        _uri(feed.id, "feed: id")
    items: list[Item] = []
    seen: dict[str, str] = {}
    for number, item in enumerate(feed.items, 1):
        where = _where(item, number)
        items.append(_sound_item(item, where, form))
        if item.id in seen:
            raise InvalidFeed(f"{seen[item.id]} has the same id; every item needs its own", f"{where}: id")
        seen[item.id] = f"item {number}"
    updated = _moment(feed.updated, "feed: updated")
    if updated is None:
        dates = [found for item in items if (found := item.updated or item.published) is not None]
        updated = max(dates, key=times.instant, default=None)
    if updated is None and form == "atom":
        raise InvalidFeed("nothing in the feed has a date; Atom needs one (RFC 4287 4.1.1)", "feed: updated")
    return replace(
        feed,
        title=title,
        url=_web(feed.url, "feed: url") or "",
        self_url=_web(feed.self_url, "feed: self_url"),
        hub=_web(feed.hub, "feed: hub"),
        icon=_web(feed.icon, "feed: icon"),
        logo=_web(feed.logo, "feed: logo"),
        description=_text(feed.description),
        lang=_line(feed.lang),
        rights=_text(feed.rights),
        generator=_line(feed.generator),
        authors=_people(feed.authors, "feed"),
        updated=updated,
        items=tuple(items),
    )


def _sound_item(item: Item, where: str, form: Form) -> Item:
    if not item.id:
        raise InvalidFeed("an item needs an id that never changes", f"{where}: id")
    if chars.forbidden(item.id) or item.id != item.id.strip() or "\n" in item.id or "\r" in item.id:
        raise InvalidFeed(f"{item.id!r} has characters an id cannot carry in a feed", f"{where}: id")
    if form == "atom":
        _uri(item.id, f"{where}: id")
    summary = _text(item.summary)
    html = _text(item.content)
    content = Html(html) if html else None
    title = _line(item.title)
    if title is None and (form == "atom" or (summary is None and content is None)):
        title = chars.shorten(summary or _TAGS.sub(" ", content or ""), 80) or item.id
    return replace(
        item,
        url=_web(item.url, f"{where}: url"),
        title=title,
        summary=summary,
        content=content,
        authors=_people(item.authors, where),
        published=_moment(item.published, f"{where}: published"),
        updated=_moment(item.updated, f"{where}: updated"),
        categories=tuple(line for text in item.categories if (line := chars.one_line(text))),
        enclosures=tuple(_enclosure(e, f"{where}: enclosures[{n}]") for n, e in enumerate(item.enclosures)),
        lang=_line(item.lang),
    )


def _where(item: Item, number: int) -> str:
    """What a person calls the item: its id, else its place."""
    name = chars.shorten(item.id, 100)
    return f'item "{name}"' if name else f"item {number}"


def _uri(text: str, where: str) -> None:
    if not _URI.match(text) or chars.forbidden(text):
        raise InvalidFeed(f"{text!r} is no URI: use a URL, or urn:uuid:… (RFC 4287 4.2.6)", where)


def _web(text: str | None, where: str) -> str | None:
    if text is None:
        return None
    found = url.safe(text)
    if found is None:
        raise InvalidFeed(f"{text!r} is no http(s) URL", where)
    return found


def _moment(value: Moment | None, where: str) -> Moment | None:
    if isinstance(value, datetime) and value.utcoffset() is None:
        raise InvalidFeed(f"{value.isoformat()} has no zone: give the datetime a tzinfo", where)
    return value


def _people(people: tuple[Person, ...], where: str) -> tuple[Person, ...]:
    return tuple(
        replace(person, name=name, url=_web(person.url, f"{where}: authors[{n}].url"))
        for n, person in enumerate(people)
        if (name := chars.one_line(person.name))
    )


def _enclosure(enclosure: Enclosure, where: str) -> Enclosure:
    if enclosure.length is not None and enclosure.length < 0:
        raise InvalidFeed(f"{enclosure.length} is no number of bytes", f"{where}.length")
    return replace(enclosure, url=_web(enclosure.url, f"{where}.url") or "", type=_line(enclosure.type))


def _line(text: str | None) -> str | None:
    return (chars.one_line(text) if text else None) or None


def _text(text: str | None) -> str | None:
    return (chars.clean(text).strip() if text else None) or None


# --- telling feedgen --------------------------------------------------------------------------------------------


class _Unsaid(datetime):
    """A date that feedgen takes and does not write: its RSS dates pass through `setlocale` and ours must not.

    feedgen puts the current time into every feed that is given no date, and writes a date only `if` it has one.
    """

    def __bool__(self) -> bool:
        return False


def _generator(feed: Feed, form: Form) -> Any:  # feedgen has no types
    from feedgen.feed import FeedGenerator

    from mediakit.feeds.extension import FeedExtension, ItemExtension, prefixes, whole

    fg = FeedGenerator()
    fg.register_extension("mediakit", FeedExtension, ItemExtension)
    fg.title(feed.title)
    fg.id(feed.id)
    fg.generator(feed.generator or "")
    fg.docs("")
    if feed.self_url:
        fg.link(href=feed.self_url, rel="self", type=f"application/{form}+xml")
    fg.link(href=feed.url, rel="alternate")  # last: feedgen takes the last link of all for RSS's own
    if feed.description or form == "rss":
        fg.description(feed.description or feed.title)
    if feed.lang:
        fg.language(feed.lang)
    if feed.rights:
        fg.rights(feed.rights)
    if feed.icon:
        fg.icon(feed.icon)
    if feed.logo:
        fg.logo(feed.logo)
    own = fg.mediakit
    own.links = ((("href", feed.hub), ("rel", "hub")),) if feed.hub else ()
    own.elements = feed.elements
    if form == "rss":
        own.updated = feed.updated
        fg.updated(_Unsaid(1970, 1, 1, tzinfo=UTC))
        own.elements = (*_creators(feed.authors), *feed.elements)
    elif feed.updated is not None:
        fg.updated(whole(feed.updated))
        # RFC 4287 4.1.1: a feed names an author unless every entry does.
        fg.author(_atom_people(feed.authors or (() if _all_signed(feed) else (Person(name=feed.title),))))
    own.prefixes = frozenset().union(*(prefixes(item.elements) for item in feed.items)) | (
        {"dc"} if form == "rss" and any(item.authors or item.lang for item in feed.items) else set()
    )
    for item in feed.items:
        entry = fg.add_entry(order="append")
        entry.id(item.id)
        if item.title:
            entry.title(item.title)
        if item.categories:
            entry.category([{"term": text} for text in item.categories])
        if form == "rss":
            _rss_item(entry, item, feed)
        else:
            _atom_entry(entry, item, feed)
    return fg


def _rss_item(entry: Any, item: Item, feed: Feed) -> None:
    if item.url:
        entry.link(href=item.url, rel="alternate")
    if item.summary:
        entry.description(item.summary)
    if item.content:
        entry.content(item.content)
    first, *others = item.enclosures or (None,)
    if first is not None:
        # RSS demands length and type; 0 and the general type are what its profile says for what nobody knows.
        entry.enclosure(first.url, str(first.length or 0), first.type or "application/octet-stream")
    own = entry.mediakit
    own.published = item.published
    own.links = tuple(_link(other) for other in others if other is not None)
    language = (Element("dc:language", item.lang),) if item.lang and item.lang != feed.lang else ()
    own.elements = (*_creators(item.authors), *language, *item.elements)


def _atom_entry(entry: Any, item: Item, feed: Feed) -> None:
    from mediakit.feeds.extension import whole

    stamp = item.updated or item.published or feed.updated
    if stamp is not None:
        entry.updated(whole(stamp))
    if item.published:
        entry.published(whole(item.published))
    if item.authors:
        entry.author(_atom_people(item.authors))
    own = entry.mediakit
    own.lang = item.lang
    own.elements = item.elements
    own.links = tuple(_link(enclosure) for enclosure in item.enclosures)
    if item.url:
        entry.link(href=item.url, rel="alternate")
        own.links = ((("href", item.url), ("rel", "alternate")), *own.links)
    if item.summary:
        entry.summary(item.summary)
    if item.content:
        entry.content(item.content, type="html")
    elif not item.url:
        entry.content(item.summary or item.title)  # RFC 4287 4.1.1: content, or a link to it


def _link(enclosure: Enclosure) -> Link:
    known = (("type", enclosure.type), ("length", None if enclosure.length is None else str(enclosure.length)))
    return (("href", enclosure.url), ("rel", "enclosure"), *((name, value) for name, value in known if value))


def _all_signed(feed: Feed) -> bool:
    return bool(feed.items) and all(item.authors for item in feed.items)


def _creators(authors: tuple[Person, ...]) -> tuple[Element, ...]:
    return tuple(Element("dc:creator", author.name) for author in authors)


def _atom_people(authors: tuple[Person, ...]) -> list[dict[str, str]]:
    return [{"name": a.name, "uri": a.url} if a.url else {"name": a.name} for a in authors]
