"""How each kind of value is spelled in a feed, and read back: one pair of functions a kind.

Writing is strict: a value that no feed may carry is a `ValueError` in words for a person (the writer adds which episode
and field it was). Reading is lenient: what cannot be read is `None`, and old spellings are understood.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from mediakit import chars, times, url
from mediakit.html import Html

Kind = Literal[
    "line", "text", "html", "token", "id", "url", "truth", "yesno", "yes",
    "count", "number", "bytes", "seconds", "position", "npt", "date",
]  # fmt: skip
"""What a text or an attribute holds.

line:     words on one line               text: words, lines kept                  html: the same, as HTML
token:    a word for machines              id:    exact text, no blanks around it  url: an absolute http(s) URL
truth:    `true`/`false`                  yesno: `yes`/`no`                        yes: `Yes`, or no tag at all
count:    a whole number above 0          number: a number (`3.5`)                 bytes: a whole number, 0 or more
seconds:  whole seconds                   position: seconds, to the millisecond     npt: `00:01:05.500` (RFC 2326 3.6)
date:     RFC 5322 with a zone
"""

_TRUE = frozenset({"true", "yes", "explicit", "1"})
_FALSE = frozenset({"false", "no", "clean", "0"})


@dataclass(frozen=True, slots=True)
class Spelling:
    """`write` gives the text for a value (`None`: nothing to write); `read` gives the value of a text, or `None`."""

    write: Callable[[Any], str | None]
    read: Callable[[str], Any]


def _line(value: str) -> str | None:
    return chars.one_line(value) or None


def _text(value: str) -> str | None:
    return chars.clean(value).strip() or None


def _id(value: str) -> str | None:
    if value and (chars.forbidden(value) or value != value.strip() or any(c in value for c in "\n\r\t")):
        raise ValueError(f"{value!r} has characters an id cannot carry: use letters, digits, or a URL")
    return value or None


def _url(value: str) -> str | None:
    found = url.safe(value)
    if found is None:
        raise ValueError(f"{value!r} is no http(s) URL: give the whole address, with https://")
    return found


def _count(value: int) -> str | None:
    if value != int(value):
        return None
    if value < 1:
        raise ValueError(f"{value} is not above 0: numbers start at 1; leave it out where there is none")
    return str(int(value))


def _number(value: float) -> str:
    if not math.isfinite(value) or value < 0:
        raise ValueError(f"{value} is no number a feed can carry")
    return f"{value:.6f}".rstrip("0").rstrip(".")


def _bytes(value: int) -> str:
    if value < 0:
        raise ValueError(f"{value} is no number of bytes")
    return str(value)


def _seconds(value: float) -> str:
    return _number(float(round(value))) if math.isfinite(value) else _number(value)


def _position(value: float) -> str:
    return _number(round(value, 3) if math.isfinite(value) else value)


def _npt(value: float) -> str:
    _number(value)
    minutes, milliseconds = divmod(round(value * 1000), 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{milliseconds // 1000:02}.{milliseconds % 1000:03}"


def _date(value: datetime) -> str:
    if value.utcoffset() is None:
        raise ValueError(f"{value.isoformat()} has no zone: give the datetime a tzinfo (timezone.utc)")
    return times.rfc2822(value)


def _read_truth(text: str) -> bool | None:
    word = text.lower()
    return True if word in _TRUE else False if word in _FALSE else None


def _read_count(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


def _read_number(text: str) -> float | int | None:
    try:
        found = float(text)
    except ValueError:
        return None
    if not math.isfinite(found):
        return None
    return int(found) if found == int(found) else found


def _read_date(text: str) -> datetime | None:
    found = times.moment(text)
    return found if isinstance(found, datetime) else None


def _read_words(text: str) -> str | None:
    return text or None


SPELLINGS: Final[dict[Kind, Spelling]] = {
    "line": Spelling(_line, _line),
    "text": Spelling(_text, _read_words),
    "html": Spelling(_text, lambda text: Html(text) if text else None),
    "token": Spelling(_line, _line),
    "id": Spelling(_id, _read_words),
    "url": Spelling(_url, _read_words),
    "truth": Spelling(lambda value: "true" if value else "false", _read_truth),
    "yesno": Spelling(lambda value: "yes" if value else "no", _read_truth),
    "yes": Spelling(lambda value: "Yes" if value else None, lambda text: _read_truth(text) or None),
    "count": Spelling(_count, _read_count),
    "number": Spelling(_number, _read_number),
    "bytes": Spelling(_bytes, _read_count),
    "seconds": Spelling(_seconds, times.seconds),
    "position": Spelling(_position, times.seconds),
    "npt": Spelling(_npt, times.seconds),
    "date": Spelling(_date, _read_date),
}
