"""Lines of copied text: joined into paragraphs, and told apart by what they look like.

The words are English first, as data below; what rests on form alone (a dash and a name, a date, a time) needs none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from mediakit import times
from mediakit.chars import one_line

_LIVE_LABEL: Final = re.compile(r"(?:live (?:updates?|blog|coverage|text)|latest updates?)\s*:\s*(.*)", re.I | re.S)
_WHOLE_PAGE: Final = re.compile(
    r"(?:view|read|see|open)\s+(?:the\s+)?(?:full|original|whole|entire|complete)\s+(?:page|story|article|post|report)\W*",
    re.IGNORECASE,
)
_BEFORE: Final = r"(?:previous|earlier|last|yesterday's)"
_PART: Final = r"(?:post|page|live ?blog|column|coverage|updates?|entry|edition)"
_BACK: Final = re.compile(
    rf"\b{_BEFORE}\b.{{0,60}}\b{_PART}\b.{{0,80}}\b(?:here|found|read|see)\b|"
    rf"\b(?:read|see|find)\b.{{0,30}}\b{_BEFORE}\b.{{0,60}}\b{_PART}\b",
    re.IGNORECASE | re.DOTALL,
)
_BACK_LIMIT: Final = 200

# Words a headline in title case may leave small, and words that stand inside a name.
_SMALL: Final = frozenset(
    "a an the and but or nor for so yet as at by in into of off on onto over per to up via with from than vs v that "
    "is are be it its".split()
)
_PARTICLES: Final = frozenset("van von der den de del della di da dos du la le el al bin ibn ben ter zu".split())
_HEADLINE_LIMIT: Final = 170  # characters: longer lines are sentences
_TITLE_SHARE: Final = 0.8  # of the words that a headline writer would write with a capital
_NAME_WORD: Final = re.compile(r"[^\W\d_](?:[\w'’.-]*[\w.])?", re.UNICODE)
_DASHED: Final = re.compile(r"(?:[—–―]|--?)\s*(\S.*)")
_TIME: Final = re.compile(
    r"(\d{1,2})[:.](\d{2})\s*([ap]\.?m\.?)?\s*[(\[]?(GMT|UTC|Z|[+-]\d{2}:?\d{2})?[)\]]?(?!\w)\s*(?:[-–—:|·]\s*)?(.*)",
    re.IGNORECASE,
)
_ENDS: Final = (".", "!", "?", "…", ":", ";", ",")
_CLOSERS: Final = "”’\"')»"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: its text, the number of its first line (from 1), and whether blank lines stand around it."""

    text: str
    number: int
    gap_before: bool
    gap_after: bool


def paragraphs(text: str) -> list[Line]:
    """The paragraphs of a text. Each line is one, but for lines that were wrapped: those are joined again.

    A line was wrapped when the next begins with a small letter where this one has no end, or when a block of three and
    more lines is about equally wide.

    >>> [line.text for line in paragraphs("The loan\\nwas large.\\nIt was paid.\\n")]
    ['The loan was large.', 'It was paid.']
    """
    found: list[Line] = []
    block: list[tuple[int, str]] = []
    for number, raw in enumerate([*text.splitlines(), ""], start=1):
        if raw.strip():
            block.append((number, one_line(raw)))
        elif block:
            found += _block(block)
            block = []
    return found


def _block(block: list[tuple[int, str]]) -> list[Line]:
    widest = max(len(text) for _, text in block)
    wrapped = len(block) > 2 and widest <= 100 and all(len(text) > 0.7 * widest for _, text in block[:-1])
    joined: list[tuple[int, str]] = []
    for number, text in block:
        before = joined[-1][1] if joined else ""
        goes_on = before and not before.endswith((*_ENDS, *_CLOSERS)) and text[0].islower()
        if joined and not _DASHED.match(text) and (goes_on or wrapped):
            joined[-1] = (joined[-1][0], f"{before} {text}")
        else:
            joined.append((number, text))
    last = len(joined) - 1
    return [Line(text, number, place == 0, place == last) for place, (number, text) in enumerate(joined)]


def live_label(text: str) -> str | None:
    """The words behind a "Live updates:" label, `""` when there are none, or `None` when there is no label.

    >>> live_label("Live Updates: Rain from the west."), live_label("Lively debates: none")
    ('Rain from the west.', None)
    """
    found = _LIVE_LABEL.match(text)
    return found[1].strip() if found else None


def views_whole_page(text: str) -> bool:
    """Whether the line is the "View full page" of a link card."""
    return _WHOLE_PAGE.fullmatch(text) is not None


def points_back(text: str) -> bool:
    """Whether the line points to the column's page before this one."""
    return len(text) <= _BACK_LIMIT and _BACK.search(text.replace("’", "'")) is not None


def is_headline(lines: Sequence[Line], at: int, *, after_byline: int | None = None) -> bool:
    """Whether the line looks like the headline of a post: short, title case, no full stop, a blank line around it.

    Right after a byline (`after_byline` is the line before) a headline needs neither title case nor a blank line.

    >>> is_headline(paragraphs("Rain.\\n\\nGates Open at the Fish Market\\n\\nThe queue is long.\\n"), 1)
    True
    """
    line = lines[at]
    if not line.gap_after or not _may_be_headline(line.text):
        return False
    if after_byline == at - 1:
        return True
    return line.gap_before and _is_title_case(line.text)


def _may_be_headline(text: str) -> bool:
    bare = text.rstrip(_CLOSERS)
    return (
        len(text.split()) > 1
        and len(text) <= _HEADLINE_LIMIT
        and not bare.endswith((".", ":", ";", ","))
        and not text.startswith(("“", '"', "http://", "https://"))
    )


def may_head_card(line: Line) -> bool:
    """Whether the line can be the headline of a link card: short and without a full stop, in any case."""
    return line.gap_before and _may_be_headline(line.text)


def _is_title_case(text: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_][\w'’.-]*", text) if word.lower().strip(".") not in _SMALL]
    if len(words) < 2:
        return False
    return sum(not word[0].islower() for word in words) >= _TITLE_SHARE * len(words) and any(
        w[0].isupper() for w in words
    )


def is_name(text: str, *, limit: int = 5) -> bool:
    """Whether the text is the name of one person: two to `limit` words with capitals, particles and initials aside.

    >>> is_name("Ines de la Cruz"), is_name("Catherine A. Fitzpatrick"), is_name("The gates are open"), is_name("Rain")
    (True, True, False, False)
    """
    words = text.split()
    if not 2 <= len(words) <= limit or len(text) > 60:
        return False
    for word in words:
        bare = word.rstrip(",")
        if bare.lower() in _PARTICLES:
            continue
        if not _NAME_WORD.fullmatch(bare) or bare[0].islower() or bare.lower() in _SMALL:
            return False
    return not words[0].islower()


def signature(text: str) -> str | None:
    """The name or names behind a dash, or `None` when the line is no byline.

    >>> signature("— Ines Korhonen"), signature("-- Ines Korhonen and Samir Haddad"), signature("– then it rained.")
    ('Ines Korhonen', 'Ines Korhonen and Samir Haddad', None)
    """
    found = _DASHED.fullmatch(text)
    return found[1] if found and names(found[1]) else None


def names(text: str) -> bool:
    """Whether the text is nothing but names of persons, apart by commas or "and"."""
    return all(is_name(part) for part in re.split(r"\s*(?:,|&|\band\b)\s*", text)) if len(text) <= 160 else False


@dataclass(frozen=True, slots=True)
class Stamp:
    """A line that begins with a time: the time where its zone is told, and the words behind it."""

    at: times.Moment | None
    words: str


def stamp(text: str, day: times.Moment | None) -> Stamp | None:
    """The time a line begins with, on the blog's day. Without a zone, or a day, the time stays among the words.

    >>> from datetime import date
    >>> stamp("14:35 GMT – Second tug arrives", date(2025, 6, 14)).at.isoformat()
    '2025-06-14T14:35:00+00:00'
    >>> stamp("14:35 – Second tug arrives", None).words
    '14:35 – Second tug arrives'
    """
    if (whole := times.moment(text)) is not None and isinstance(whole, datetime):
        return Stamp(whole, "")
    found = _TIME.fullmatch(text)
    if found is None or int(found[1]) > 24 or int(found[2]) > 59:
        return None
    hour, minute, half, zone, words = found.groups()
    if day is None or zone is None:
        return Stamp(None, text)
    plain = date(day.year, day.month, day.day).isoformat()
    hours = int(hour) % 12 + (12 if half.lower().startswith("p") else 0) if half else int(hour)
    at = times.moment(f"{plain}T{hours:02}:{minute}{zone}")
    return Stamp(at, words.strip()) if isinstance(at, datetime) else Stamp(None, text)
