"""Checking a feed before directories do: rules in tables, each with its source, its place and what to do.

A room for each kind of rule: `xml` (the document), `missing` and `spelled` (made by the table of tags), `channel`,
`dates`, `items`. `document` reads a feed so that every element knows its line and column.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from mediakit import chars
from mediakit.errors import InvalidFeed
from mediakit.feeds import Problem
from mediakit.podcast.checks import channel, dates, items, missing, spelled, xml
from mediakit.podcast.checks.document import BrokenXML, Document, Node, parse
from mediakit.podcast.checks.rules import Found, Level, Profile, Rule
from mediakit.podcast.model import Episode, Show
from mediakit.podcast.tags import CHANNEL, FOR, ITEM
from mediakit.podcast.writing import problems, rss

RULES: Final[tuple[Rule, ...]] = (
    *xml.RULES,
    *missing.RULES,
    *spelled.RULES,
    *channel.RULES,
    *dates.RULES,
    *items.RULES,
)
_BY_ID: Final = {rule.id: rule for rule in RULES}


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A problem before its place is put into words.

    `episode` is the number of the item it is in, from 0; `field` the name of the field of `Show` or `Episode`.
    """

    rule: str
    level: Level
    message: str
    source: str | None
    line: int
    column: int
    episode: int | None
    field: str


def check(source: Show | bytes, profile: Profile = "all") -> tuple[Problem, ...]:
    """What directories and apps will refuse, misread or miss, in the order of the feed.

    `source` is a feed's bytes, whose problems name line and column, or a `Show`, whose problems name episode and field.
    `profile` is for whom: `psp1`, `apple`, `spotify`, `youtube`, `podcasting20`, or `all` of them.

    Of the 41 checks these are there: 1 to 14, and 16 to 20 but for what needs a clock, the feed published before, or
    the network (dates in the future, 15 guid stability, new episodes of a complete show); of 21 the owner. Of 22 and
    31 only that the tags recommended by PSP-1 are there. No check says anything of media files, pictures or pages
    themselves.

    Raises nothing for any bytes: what is no feed is a problem, too.

    >>> for problem in check(b"<rss><channel><title>Harbour Lights</title></channel></rss>", "spotify")[:3]:
    ...     print(problem.level, problem.where, problem.rule)
    error line 1, column 1 rss-version
    error line 1, column 6 channel-link-missing
    error line 1, column 6 channel-description-missing
    """
    if isinstance(source, Show):
        return _of_show(source, profile)
    return tuple(
        Problem(
            rule=found.rule,
            level=found.level,
            where=f"line {found.line}, column {found.column}",
            message=found.message,
            source=found.source,
        )
        for found in findings(source, profile)
    )


def _of_show(show: Show, profile: Profile) -> tuple[Problem, ...]:
    try:
        found, episodes = findings_of_show(show, profile)
    except InvalidFeed as error:
        return (Problem(rule="cannot-be-written", level="error", where=error.where or "show", message=error.reason),)
    return (
        *problems(show),
        *(
            Problem(
                rule=each.rule,
                level=each.level,
                where=f"{_called(episodes, each.episode)}: {each.field}"
                if each.field
                else _called(episodes, each.episode),
                message=each.message,
                source=each.source,
            )
            for each in found
        ),
    )


def _called(episodes: tuple[Episode, ...], number: int | None) -> str:
    return "show" if number is None else f'episode "{chars.shorten(episodes[number].guid, 80)}"'


def findings_of_show(show: Show, profile: Profile = "all") -> tuple[tuple[Finding, ...], tuple[Episode, ...]]:
    """What is found in the feed of all the show's episodes, and the episodes in the order the findings number them.

    Raises `InvalidFeed` for a show that cannot be written.
    """
    written = rss(show, now=datetime.max.replace(tzinfo=UTC))
    by_guid = {episode.guid: episode for episode in show.episodes}
    document = parse(written)
    ordered = tuple(by_guid[item.get("guid")] for item in document.items)
    return findings(written, profile), ordered


def findings(body: bytes, profile: Profile = "all") -> tuple[Finding, ...]:
    """What the rules of `profile` find in a feed, in the order of its lines."""
    try:
        document = parse(body)
    except BrokenXML as error:
        rule = _BY_ID[error.rule]
        at = Node("", {}, None, error.line, error.column)
        return (_finding(rule, rule.level(profile) or "error", Found(at, str(error)), {}),)
    numbers = {}
    if xml.is_rss(document) and document.root.all("channel"):
        numbers = {id(item): number for number, item in enumerate(document.items)}
    found = [
        _finding(rule, level, each, numbers)
        for rule, level in _asked(document, profile)
        for each in rule.finds(document)
    ]
    return tuple(sorted(found, key=lambda one: (one.line, one.column)))


def _asked(document: Document, profile: Profile) -> Iterator[tuple[Rule, Level]]:
    readable = xml.is_rss(document) and document.root.all("channel")
    for rule in RULES if readable else xml.RULES:
        if (level := rule.level(profile)) is not None:
            yield rule, level


def _finding(rule: Rule, level: Level, found: Found, numbers: dict[int, int]) -> Finding:
    node, episode = found.node, None
    above: Node | None = node
    while above is not None:
        episode = numbers.get(id(above), episode)
        above = above.parent
    more = f" ({found.more} more of this kind)" if found.more else ""
    return Finding(
        rule=rule.id,
        level=level,
        message=found.message + more,
        source=rule.source,
        line=node.line,
        column=node.column,
        episode=episode,
        field=_field(node, found.missing, episode is not None),
    )


def _field(node: Node, missing: str, in_item: bool) -> str:
    """The field of the model that becomes the element (or the one that is missing in it); `""` for the whole."""
    path = [missing] if missing else []
    while node.name not in ("item", "channel", "rss", ""):
        path.insert(0, node.name)
        if node.parent is None:
            return ""
        node = node.parent
    tags = FOR[ITEM if in_item else CHANNEL]
    names = []
    for name in path:
        if name == "item":
            return "episodes"
        tag = next((tag for tag in tags if tag.name == name), None)
        if tag is None:
            break
        names.append(tag.field)
        tags = tag.children
    return ".".join(names)
