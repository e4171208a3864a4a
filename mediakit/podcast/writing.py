"""From Show to RSS: the table of tags spells the elements, feedgen writes the core, an extension of ours the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import datetime

from mediakit import chars, feeds
from mediakit.errors import InvalidFeed
from mediakit.feeds import Element, Feed, Item, Problem
from mediakit.podcast.model import Episode, Show, feed_guid
from mediakit.podcast.spelling import SPELLINGS
from mediakit.podcast.tags import CHANNEL, FOR, ITEM, Part, Tag


def rss(show: Show, *, now: datetime) -> bytes:
    """The show's feed as RSS 2.0 with Apple's and the podcast namespace's tags, newest episode first.

    Episodes whose `published` is later than `now` (an aware datetime) wait; nothing else depends on it, so the same
    show gives the same bytes until the next episode is due. Any text in any field gives a well-formed feed: characters
    XML cannot carry are left out, and `problems` names them.

    Raises `InvalidFeed`, naming episode and field: a title, audio, length or type that is missing, a guid that is
    missing or used twice, a URL that is not http(s), a datetime without a zone, a number below 1, a word that is none
    of the allowed.

    >>> from datetime import UTC
    >>> show = Show(title="Harbour Lights", description="Lamps.", link="https://harbour.example/",
    ...     episodes=(Episode(guid="lights-1", title="Lights out",
    ...         audio=feeds.Enclosure(url="https://harbour.example/1.mp3", length=81000, type="audio/mpeg"),
    ...         published=datetime(2016, 1, 11, tzinfo=UTC)),))
    >>> b"<itunes:explicit>false</itunes:explicit>" in rss(show, now=datetime(2020, 1, 1, tzinfo=UTC))
    True
    """
    return feeds.rss(as_feed(show, now=now))


def problems(show: Show) -> tuple[Problem, ...]:
    """What writing the show leaves out: characters of prose that no XML can carry, field by field.

    >>> bell = Episode(guid="lights-1", title="Lights\\x07 out")
    >>> found = problems(Show(title="T", description="D", link="https://harbour.example/", episodes=(bell,)))
    >>> found[0].where, found[0].message
    ('episode "lights-1": title', 'left out what XML cannot carry: U+0007')
    """
    places = [("show: ", replace(show, episodes=()))]
    episodes = [(f"{_called(episode, number)}: ", episode) for number, episode in enumerate(show.episodes, 1)]
    return tuple(
        feeds.character_problem(where, found)
        for place, value in (*places, *episodes)
        for where, text in _texts(place, value)
        if (found := chars.forbidden(text))
    )


def _texts(where: str, value: object) -> Iterator[tuple[str, str]]:
    """Every text within a value of the model, with its place."""
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, tuple):
        for number, one in enumerate(value):
            yield from _texts(f"{where}[{number}]", one)
    elif is_dataclass(value):
        joint = "" if where.endswith(": ") else "."
        for field in fields(value):
            yield from _texts(f"{where}{joint}{field.name}", getattr(value, field.name))


def as_feed(show: Show, *, now: datetime) -> Feed:
    """The show as the general `Feed`, all that is a podcast's own in `elements`; `feeds.atom` takes it too.

    Raises `InvalidFeed` as `rss` does.
    """
    if now.utcoffset() is None:
        raise InvalidFeed("a datetime with a zone is needed", "now")
    _check(show, "show")
    seen: dict[str, int] = {}
    for number, episode in enumerate(show.episodes, 1):
        where = _called(episode, number)
        if not episode.guid:
            raise InvalidFeed("a guid is missing: give each episode one that never changes", f"{where}: guid")
        _check(episode, where)
        if episode.audio is None:
            raise InvalidFeed("there is no audio: give an Enclosure with url, length and type", f"{where}: audio")
        if episode.guid in seen:
            raise InvalidFeed(f"episode {seen[episode.guid]} has this guid too; directories would drop one", where)
        seen[episode.guid] = number
    out = [episode for episode in show.episodes if episode.published is None or episode.published <= now]
    return _feed(show, tuple(sorted(out, key=_newest_first)))


def _newest_first(episode: Episode) -> float:
    return -episode.published.timestamp() if episode.published else float("inf")


def _feed(show: Show, episodes: tuple[Episode, ...]) -> Feed:
    newest = max((e.published for e in episodes if e.published), default=None)
    guid = show.guid or (feed_guid(show.feed_url) if show.feed_url else None)
    # Readers drop a `locked` without an owner (podcast-partytime); the address stands in itunes:owner anyway.
    keeper = show.locked_owner or (show.owner.email if show.owner else None)
    return Feed(
        id=f"urn:uuid:{guid}" if guid else show.link,
        title=show.title,
        url=show.link,
        self_url=show.feed_url,
        description=show.description,
        lang=show.language,
        updated=show.updated or newest,
        rights=show.copyright,
        hub=show.hub,
        items=tuple(_item(episode) for episode in episodes),
        elements=channel_elements(replace(show, guid=guid, locked_owner=keeper)),
    )


def _item(episode: Episode) -> Item:
    description = episode.description
    if not description and episode.notes:
        from mediakit.prose import plain

        description = plain(episode.notes)
    return Item(
        id=episode.guid,
        url=episode.link,
        title=episode.title,
        summary=description,
        content=episode.notes,
        published=episode.published,
        categories=episode.keywords,
        enclosures=(episode.audio,) if episode.audio else (),
        elements=item_elements(episode),
    )


def channel_elements(show: Show) -> tuple[Element, ...]:
    """What a channel carries beyond the core of RSS, as the table of tags spells it."""
    return tuple(element for tag in FOR[CHANNEL] if not tag.core for element in _elements(tag, show, "show: "))


def item_elements(episode: Episode) -> tuple[Element, ...]:
    """What an item carries beyond the core of RSS, as the table of tags spells it."""
    where = f"{_called(episode, None)}: "
    return tuple(element for tag in FOR[ITEM] if not tag.core for element in _elements(tag, episode, where))


def _called(episode: Episode, number: int | None) -> str:
    """What a person calls the episode: its guid, else its title, else its place."""
    name = chars.shorten(episode.guid or episode.title, 80)
    return f'episode "{name}"' if name else f"episode {number}"


def _check(value: Show | Episode, where: str) -> None:
    """Spell the core elements too, which feedgen writes, so that one table judges all fields: spelling raises."""
    for tag in FOR[CHANNEL if isinstance(value, Show) else ITEM]:
        if tag.core:
            list(_elements(tag, value, f"{where}: "))


def _elements(tag: Tag, value: object, where: str) -> Iterator[Element]:
    """The elements that `tag` becomes for `value`, the value of what it stands in."""
    if tag.name == "itunes:category":
        assert isinstance(value, Show)
        yield from _categories(value.categories)
    elif tag.wraps is not None:
        inner = replace(tag.wraps, field=tag.field, many=tag.many)
        if wrapped := tuple(_elements(inner, value, where)):
            yield Element(tag.name, None, tag.fixed, wrapped)
    elif tag.value is None and not tag.many:
        found = _element(tag, value, where)
        if found is not None:
            yield found
    else:
        held = getattr(value, tag.field)
        for number, one in enumerate(held if tag.many else () if held is None else (held,)):
            place = f"{where}{tag.field}[{number}]" if tag.many else f"{where}{tag.field}"
            found = _element(tag, one, f"{place}.") if tag.value else Element(tag.name, chars.one_line(one))
            if found is not None:
                yield found


def _element(tag: Tag, value: object, where: str) -> Element | None:
    """One element, or `None` when `value` says nothing that it could carry."""
    attributes = list(tag.fixed)
    text = None
    for part in tag.parts:
        spelled = _spell(part, value, where, tag)
        if spelled is None:
            if part.required:
                return None
        elif part.name:
            attributes.append((part.name, spelled))
        else:
            text = spelled
    children = tuple(element for child in tag.children for element in _elements(child, value, where))
    if text is None and not children and len(attributes) == len(tag.fixed):
        return None
    return Element(tag.name, text, tuple(attributes), children)


def _spell(part: Part, value: object, where: str, tag: Tag) -> str | None:
    held = getattr(value, part.field)
    try:
        spelled = None if held is None else SPELLINGS[part.kind].write(held)
    except ValueError as error:
        raise InvalidFeed(str(error), where + part.field) from None
    if spelled is None and part.required and (tag.core or (tag.value and part.kind not in {"line", "text"})):
        raise InvalidFeed(f"is missing; {tag.name} cannot be written without it", where + part.field)
    if spelled is not None and part.values and spelled not in part.values:
        raise InvalidFeed(f"{spelled!r} is none of: {', '.join(part.values)}", where + part.field)
    return spelled


def _categories(pairs: tuple[tuple[str, str | None], ...]) -> Iterator[Element]:
    """Categories, each written once with its subcategories in it (Apple takes the first)."""
    tops: dict[str, list[str]] = {}
    for top, sub in pairs:
        if name := chars.one_line(top):
            subs = tops.setdefault(name, [])
            if sub and (line := chars.one_line(sub)):
                subs.append(line)
    for name, subs in tops.items():
        children = tuple(Element("itunes:category", None, (("text", sub),)) for sub in subs)
        yield Element("itunes:category", None, (("text", name),), children)
