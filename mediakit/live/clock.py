"""Time zones by their IANA names, and moments as a live blog shows them: on its own clock, the zone always said."""

from __future__ import annotations

import re
from datetime import UTC, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Final

from mediakit.cards.language import Words, day, day_and_time, in_zone, zone_name
from mediakit.html import Html, tag
from mediakit.times import Moment, iso

_OFFSET: Final = re.compile(r"UTC([+-])([01]\d|2[0-3]):([0-5]\d)")


@lru_cache(maxsize=64)
def zone(name: str) -> tzinfo | None:
    """The time zone of this IANA name, or `None` where this machine knows none.

    A saved page often tells only its clock's offset: `UTC+05:30` is that, all year.

    >>> zone("UTC") is UTC, zone("Middle-earth/Bree") is None, str(zone("UTC-03:30"))
    (True, True, 'UTC-03:30')
    """
    if name in ("UTC", "Etc/UTC"):
        return UTC
    if found := _OFFSET.fullmatch(name):
        ahead = timedelta(hours=int(found[2]), minutes=int(found[3]))
        return timezone(-ahead if found[1] == "-" else ahead)
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, not formed like a name, or a folder of the database
        return None


def said(moment: Moment, zone_of: str, words: Words) -> str:
    """The moment in words, on the clock of the zone.

    >>> from datetime import datetime
    >>> from mediakit.cards.language import words
    >>> said(datetime(2026, 1, 5, 6, 30, tzinfo=UTC), "UTC", words("en"))
    '5 January 2026, 06:30 UTC'
    """
    return day_and_time(in_zone(moment, zone(zone_of)), words)


def time_element(moment: Moment, zone_of: str, words: Words) -> Html:
    """The moment as a `<time>` that machines read too; in a `<bdi>`, since digits would wander in Arabic or Hebrew."""
    local = in_zone(moment, zone(zone_of))
    return tag("bdi", None, tag("time", {"datetime": iso(local)}, day_and_time(local, words)))


def short_time_element(moment: Moment, zone_of: str, words: Words, on: Moment | None) -> Html:
    """As `time_element`, with the day left out where it is the day `on` that the reader knows already."""
    from datetime import datetime

    local = in_zone(moment, zone(zone_of))
    known = in_zone(on, zone(zone_of)) if on is not None else None
    if not isinstance(local, datetime):
        text = day(local, words)
    elif known is not None and (known.year, known.month, known.day) == (local.year, local.month, local.day):
        text = f"{local:%H:%M} {zone_name(local)}"
    else:
        text = day_and_time(local, words)
    return tag("bdi", None, tag("time", {"datetime": iso(local)}, text))
