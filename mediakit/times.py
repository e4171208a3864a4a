"""Dates, times and durations as people and machines write them.

A day without a time stays a `date`: midnight is never invented. A time without a zone is taken as UTC only where the
caller says so. Sources: RFC 3339 and ISO 8601 (web pages), RFC 5322 (feeds), the duration forms of schema.org
(`PT1M30S`), RSS (`1:02:03`) and URL parameters (`1h2m3s`).
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final, TypeAlias

Moment: TypeAlias = datetime | date
"""An aware datetime, or a bare date where only the day is known."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
# Compiled by `re` when first needed.
_ISO: Final = (
    r"(?i)(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?"
    r"\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?\Z"
)
_COMPACT: Final = r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?)?\Z"
_WORDS: Final = (
    r"(?i)(?:[A-Za-z]{3,9}\.?,?\s+)?(?:([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?|(\d{1,2})(?:st|nd|rd|th)?\.?\s+([A-Za-z]{3,9})\.?)"
    r",?\s+(\d{4})(?:,?\s+(?:at\s+)?(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap]\.?m\.?)?\s*\(?(Z|UTC|GMT|[+-]\d{2}:?\d{2})?\)?)?\Z"
)
_ISO_DURATION: Final = (
    r"(?i)P(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?\Z"
)
_SHORT_DURATION: Final = r"(?i)(?:(\d+)h)?(?:(\d+)m)?(?:(\d+(?:\.\d+)?)s?)?\Z"
# What stands behind hours or minutes is below 60: `9:99:99` is a slip, and nobody knows for what.
_CLOCK: Final = r"(?:(\d+):(?=[0-5]?\d:))?(\d{1,3}):([0-5]\d(?:\.\d+)?)\Z"


def moment(text: str | None, *, zone: timezone | None = None) -> Moment | None:
    """The moment that `text` names, or `None` when it names none.

    A time without a zone gets `zone`; with no `zone` only its day is kept, since a wrong hour is worse than none.

    >>> moment("2016-01-11T20:23:00Z")
    datetime.datetime(2016, 1, 11, 20, 23, tzinfo=datetime.timezone.utc)
    >>> moment("Jan 11, 2016 20:23 (GMT)").isoformat()
    '2016-01-11T20:23:00+00:00'
    >>> moment("January 11, 2016")
    datetime.date(2016, 1, 11)
    >>> moment("soon") is None
    True
    """
    if not text:
        return None
    text = " ".join(text.split())
    if len(text) > 80:
        return None
    try:
        return _numeric(text, zone) or _worded(text, zone) or _mailed(text)
    except (ValueError, OverflowError):
        return None


def _numeric(text: str, zone: timezone | None) -> Moment | None:
    if match := re.match(_ISO, text):
        year, month, day, hour, minute, second, fraction, offset = match.groups()
    elif match := re.match(_COMPACT, text):
        year, month, day, hour, minute, second, offset = match.groups()
        fraction = None
    else:
        return None
    whole = date(int(year), int(month), int(day))
    if hour is None:
        return whole
    micro = int((fraction or "0").ljust(6, "0")[:6])
    return _at(whole, int(hour), int(minute), int(second or 0), micro, offset, zone)


def _worded(text: str, zone: timezone | None) -> Moment | None:
    match = re.match(_WORDS, text)
    if match is None:
        return None
    month1, day1, day2, month2, year, hour, minute, second, half, offset = match.groups()
    month = _MONTHS.get((month1 or month2).lower())
    if month is None:
        return None
    whole = date(int(year), month, int(day1 or day2))
    if hour is None:
        return whole
    hours = int(hour)
    if half:
        hours = hours % 12 + (12 if half.lower().startswith("p") else 0)
    return _at(whole, hours, int(minute), int(second or 0), 0, offset, zone)


def _mailed(text: str) -> Moment | None:
    if "," not in text[:12] and not text[:2].strip().isdigit():
        return None
    from email.utils import parsedate_to_datetime  # it imports the socket module: only where it is needed

    found = parsedate_to_datetime(text)
    return found if found.tzinfo is not None else found.date()


def _at(
    day: date, hour: int, minute: int, second: int, micro: int, offset: str | None, zone: timezone | None
) -> Moment:
    tz = _offset(offset) if offset else zone
    if tz is None:
        return day
    if hour == 24:
        day, hour = day + timedelta(days=1), 0
    return datetime(day.year, day.month, day.day, hour, minute, second, micro, tzinfo=tz)


def _offset(text: str) -> timezone:
    if text.upper() in {"Z", "UTC", "GMT"}:
        return UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    delta = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-delta if text[0] == "-" else delta)


def iso(value: Moment) -> str:
    """The moment as RFC 3339 (or a bare day), seconds precision unless it has a fraction.

    >>> iso(datetime(2016, 1, 11, 20, 23, tzinfo=UTC)), iso(date(2016, 1, 11))
    ('2016-01-11T20:23:00+00:00', '2016-01-11')
    """
    return (whole_offset(value) if isinstance(value, datetime) else value).isoformat()


def whole_offset(value: datetime) -> datetime:
    """`value` with an offset of whole minutes, which is all that RFC 3339 and HTML's `datetime` can write.

    Before standard time a zone was off by seconds (Helsinki in 1921: +01:39:49); such a moment is told in UTC.

    >>> helsinki = timezone(timedelta(hours=1, minutes=39, seconds=49))
    >>> whole_offset(datetime(1921, 1, 1, 1, 39, 49, tzinfo=helsinki)).isoformat()
    '1921-01-01T00:00:00+00:00'
    """
    offset = value.utcoffset()
    if offset is not None and offset.total_seconds() % 60:
        # The first hours of year 1 have no UTC counterpart that Python can hold.
        return value.astimezone(UTC) if value.year > 1 else value.replace(tzinfo=UTC)
    return value


def rfc2822(value: Moment) -> str:
    """The moment as feeds want it; a bare day becomes noon UTC, the hour that is the same day nearly everywhere.

    >>> rfc2822(datetime(2016, 1, 11, 20, 23, tzinfo=UTC))
    'Mon, 11 Jan 2016 20:23:00 +0000'
    """
    from email.utils import format_datetime

    return format_datetime(instant(value))


def instant(value: Moment) -> datetime:
    """An aware datetime to sort and compare by: a bare day counts as its noon in UTC.

    >>> instant(date(2016, 1, 11)).isoformat()
    '2016-01-11T12:00:00+00:00'
    """
    if isinstance(value, datetime):
        return value
    return datetime(value.year, value.month, value.day, 12, tzinfo=UTC)


def seconds(text: str | None) -> float | None:
    """A duration or a position in seconds: `PT1M30S`, `1:02:03`, `1h2m3s`, `90`, `90s`; `None` when it is none.

    >>> seconds("PT1H2M3S"), seconds("1:02:03"), seconds("1m30s"), seconds("42"), seconds("later")
    (3723.0, 3723.0, 90.0, 42.0, None)
    >>> seconds("90:00"), seconds("1:90:00"), seconds("1:75")
    (5400.0, None, None)
    """
    text = (text or "").strip()
    if not text or len(text) > 40 or not text.isascii():
        return None
    if text.isdigit():
        return float(text)
    if (match := re.match(_ISO_DURATION, text)) and any(match.groups()):
        days, hours, minutes, secs = (float(part or 0) for part in match.groups())
        return days * 86400 + hours * 3600 + minutes * 60 + secs
    if match := re.match(_CLOCK, text):
        return int(match[1] or 0) * 3600 + int(match[2]) * 60 + float(match[3])
    if (match := re.match(_SHORT_DURATION, text)) and any(match.groups()):
        return int(match[1] or 0) * 3600 + int(match[2] or 0) * 60 + float(match[3] or 0)
    return None


def iso_duration(value: float) -> str:
    """Seconds as an ISO 8601 duration, whole seconds.

    >>> iso_duration(3723.4), iso_duration(59), iso_duration(0)
    ('PT1H2M3S', 'PT59S', 'PT0S')
    """
    hours, rest = divmod(round(value), 3600)
    minutes, secs = divmod(rest, 60)
    parts = f"{hours}H" * (hours > 0) + f"{minutes}M" * (minutes > 0) + f"{secs}S" * (secs > 0)
    return "PT" + (parts or "0S")


def clock(value: float) -> str:
    """Seconds as a reader sees them: `1:02:03`, `2:05`.

    >>> clock(3723), clock(125)
    ('1:02:03', '2:05')
    """
    hours, rest = divmod(round(value), 3600)
    minutes, secs = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{secs:02}" if hours else f"{minutes}:{secs:02}"
