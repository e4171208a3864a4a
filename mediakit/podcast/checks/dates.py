"""The checks of dates (16): the form of RFC 5322, a zone, the right day of the week, an order readers can follow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from typing import Final

from mediakit import times
from mediakit.podcast.checks.document import Document, Node
from mediakit.podcast.checks.rules import APPLE, PROFILE, RSS, Found, Rule, demanded

_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# RFC 5322 3.3, with the zones by name of RFC 822 and the year of two digits, which are obsolete but not wrong.
_FORM: Final = (
    r"(?i)(?:([a-z]{3}),\s*)?(\d{1,2})\s+([a-z]{3})\s+(\d{4}|\d{2})\s+(\d{2}):(\d{2})(?::(\d{2}))?"
    r"(?:\s+([+-]\d{4}|UT|GMT|UTC|[A-IK-Z]|[ECMP][SD]T))?\Z"
)
_ADVICE: Final = "write it as Mon, 11 Jan 2016 18:00:00 +0000"


def _dates(document: Document) -> Iterator[tuple[Node, str]]:
    for node in (document.channel, *document.items):
        for name in ("pubDate", "lastBuildDate"):
            for found in node.all(name):
                if found.said:
                    yield found, found.said


def _right(match: re.Match[str]) -> datetime | None:
    """The moment, its zone left aside; `None` for a 30th of February or an hour that is none."""
    _, day, month, year, hour, minute, second, _ = match.groups()
    if month.lower() not in _MONTHS:
        return None
    full = int(year) + (0 if len(year) == 4 else 2000 if int(year) < 50 else 1900)
    try:  # a leap second is the second before it
        return datetime(  # noqa: DTZ001 - only for the day of the week
            full, _MONTHS.index(month.lower()) + 1, int(day), int(hour), int(minute), min(int(second or 0), 59)
        )
    except ValueError:
        return None


def _unreadable(document: Document) -> Iterator[Found]:
    for node, said in _dates(document):
        match = re.match(_FORM, said)
        if match is None or _right(match) is None:
            meant = times.moment(said)
            advice = f"write it as {times.rfc2822(meant)}" if isinstance(meant, datetime) else _ADVICE
            yield Found(node, f"{said[:80]!r} in <{node.name}> is no date of RFC 5322: {advice}")


def _zone(document: Document) -> Iterator[Found]:
    for node, said in _dates(document):
        if (match := re.match(_FORM, said)) and _right(match) and not match[8]:
            yield Found(node, f"{said!r} in <{node.name}> has no zone: add one, such as +0000")


def _old(document: Document) -> Iterator[Found]:
    for node, said in _dates(document):
        if (match := re.match(_FORM, said)) and _right(match):
            zone = (match[8] or "").upper()
            if len(match[4]) == 2 or (zone and zone not in ("UT", "GMT") and zone[0] not in "+-"):
                yield Found(node, f"{said!r} in <{node.name}> is of an obsolete form that some misread: {_ADVICE}")


def _weekday(document: Document) -> Iterator[Found]:
    for node, said in _dates(document):
        if (match := re.match(_FORM, said)) and match[1] and (moment := _right(match)):
            name = _DAYS[moment.weekday()].capitalize()
            if match[1].lower() != name.lower():
                yield Found(node, f"{said!r} in <{node.name}>: that day is a {name}, no {match[1]}")


def _published(document: Document) -> list[tuple[Node, datetime]]:
    found = []
    for item in document.items:
        node = item.first("pubDate")
        moment = times.moment(node.said) if node is not None else None
        if node is not None and isinstance(moment, datetime):
            found.append((node, moment))
    return found


def _same(document: Document) -> Iterator[Found]:
    seen: set[datetime] = set()
    for node, moment in _published(document):
        if moment in seen:
            yield Found(node, "another episode has this very <pubDate>: apps may show the two in either order")
        seen.add(moment)


def _order(document: Document) -> Iterator[Found]:
    if document.channel.get("itunes:type").lower() == "serial":
        return
    dated = _published(document)
    late = [after for (_, one), (after, other) in pairwise(dated) if other > one]
    if late:
        yield Found(late[0], "newer than the item before it: put the newest episode first", more=len(late) - 1)


RULES: Final = (
    Rule("date-unreadable", 16, demanded("error"), RSS, _unreadable),
    Rule("date-without-zone", 16, demanded("error"), RSS, _zone),
    Rule("date-old-form", 16, demanded("warning"), PROFILE, _old),
    Rule("date-wrong-weekday", 16, demanded("warning"), PROFILE, _weekday),
    Rule("date-repeated", 16, demanded("info", "apple"), APPLE, _same),
    Rule("items-not-newest-first", 16, demanded("info", "apple"), APPLE, _order),
)
