"""The words of cards in one language, and dates, durations, sizes and names as that language writes them.

The words are data: `words/en.toml` and its like, one file a language. A file may leave a word out: English stands in.
Months, the order of a date and the direction are the language's own; no locale of the machine is asked, so that the
same input gives the same bytes everywhere.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from datetime import datetime, tzinfo
from functools import lru_cache
from math import isfinite
from typing import Final, Literal, NamedTuple, TypeAlias

from mediakit import chars
from mediakit.errors import InvalidData
from mediakit.times import Moment

Direction: TypeAlias = Literal["ltr", "rtl"]

# Paths are strings in this file: pathlib would cost the first card of a process five milliseconds.
_FOLDER: Final = os.path.join(os.path.dirname(__file__), "words")
_TAG: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}\Z")
# The languages of today that are written from right to left (CLDR's layout data), and the scripts that are.
_RTL: Final = frozenset("ar arc ckb dv fa he iw khw ks lrc mzn nqo ps rhg sd syr ug ur yi".split())
_RTL_SCRIPTS: Final = frozenset("adlm arab hebr mand mend nkoo rohg samr syrc thaa".split())
# Patterns, compiled when first searched for: `re` takes milliseconds for ranges this wide.
_RTL_LETTER: Final = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
_LTR_LETTER: Final = "[A-Za-z\u00c0-\u058f\u0900-\u1fff\u2c00-\ufb17]"
# No film, show or broadcast is longer than this; a number beyond it is damage (a date, milliseconds), not a duration.
_LONGEST: Final = 100 * 86400.0


class Words(NamedTuple):
    """Every word a card may say, by its name in the language's file; `{places}` are filled in later."""

    tag: str
    name: str
    dir: Direction
    months: tuple[str, ...]
    date: str
    first_day: str
    date_time: str
    decimal: str
    hours: str
    minutes: str
    seconds: str
    kilobytes: str
    megabytes: str
    gigabytes: str
    comma: str
    two: str
    video: str
    photo: str
    gallery: str
    audio: str
    podcast: str
    post: str
    rich: str
    document: str
    map: str
    chart: str
    poll: str
    code: str
    form: str
    link: str
    live: str
    title_on: str
    title_by: str
    title_by_on: str
    by: str
    season_episode: str
    season: str
    episode: str
    pages: str
    from_time: str
    stretch: str
    number_of: str
    license: str
    no_alt: str
    in_picture: str
    quoted: str
    chapters: str
    play_video: str
    play_audio: str
    show: str
    play_consent: str
    show_consent: str
    watch_on: str
    listen_on: str
    view_on: str
    open_on: str
    view_page: str
    listen_here: str
    download: str
    transcript: str
    feed: str
    player: str
    gone: str
    gone_since: str
    gone_checked: str
    private: str
    private_since: str
    private_checked: str
    text_saved: str
    saved: str
    archived: str
    address: str
    no_address: str


def read_words(path: str | os.PathLike[str], tag: str) -> Words:
    """The words of a file like `words/en.toml`; `tag` is its language (BCP 47). What it leaves out is said in English.

    Raises `InvalidData` naming the word when the file holds something that is none.
    """
    import tomllib

    place = os.fspath(path)
    name_of_file = os.path.basename(place)
    data = words("en")._asdict() if place != os.path.join(_FOLDER, "en.toml") else {}
    try:
        with open(place, "rb") as file:
            read = tomllib.load(file)
    except tomllib.TOMLDecodeError as error:
        raise InvalidData(f"is not TOML: {error}", place) from error
    for name, value in read.items():
        if name == "months":
            if not isinstance(value, list) or len(value) != 12 or not all(isinstance(each, str) for each in value):
                raise InvalidData("twelve names of months are expected", f"{name_of_file}: months")
            data[name] = tuple(value)
        elif name not in _NAMES or not isinstance(value, str):
            raise InvalidData("is no word that cards know", f"{name_of_file}: {name}")
        elif name == "dir" and value not in ("ltr", "rtl"):
            raise InvalidData('"ltr" or "rtl" is expected', f"{name_of_file}: dir")
        else:
            data[name] = value
    return Words(**{**data, "tag": tag})


_NAMES: Final = frozenset(Words._fields) - {"tag"}


@lru_cache(maxsize=64)
def words(lang: str) -> Words:
    """The words of a language (BCP 47): its own file, else its primary language's, else English.

    >>> words("de-AT").video, words("tlh").watch_on, words("he").dir
    ('Video', 'Watch on {source}', 'rtl')
    """
    for tag in (lang, lang.partition("-")[0].lower()):
        path = os.path.join(_FOLDER, f"{tag}.toml")
        if _TAG.match(tag) and os.path.isfile(path):
            return read_words(path, tag)
    return words("en")


def bcp47(tag: str | None) -> str | None:
    """`tag` when it is formed like a language tag (`_` taken for `-`), else `None`.

    >>> bcp47("pt_BR"), bcp47('x" onload="')
    ('pt-BR', None)
    """
    if tag is None:
        return None
    tag = tag.replace("_", "-")
    return tag if _TAG.match(tag) else None


def direction(tag: str | None) -> Direction | None:
    """Which way the language is written, by its script or its name; `None` where the language is not known.

    >>> direction("ar-EG"), direction("uz-Arab"), direction("en"), direction(None)
    ('rtl', 'rtl', 'ltr', None)
    """
    if tag is None or (tag := bcp47(tag)) is None:
        return None
    primary, *rest = tag.lower().split("-")
    scripts = [part for part in rest if len(part) == 4 and part.isalpha()]
    if scripts:
        return "rtl" if scripts[0] in _RTL_SCRIPTS else "ltr"
    return "rtl" if primary in _RTL else "ltr"


def fill(form: str, words: Words, **values: str | int) -> str:
    """The words of `form` with its places filled. A value in letters that run the other way than the language's is
    isolated (U+2068, U+2069), so that it can't turn the words around it; HTML's `bdi` in plain text.

    >>> fill(words("en").by, words("en"), names="Ann"), fill(words("he").by, words("he"), names="Ann")
    ('By Ann', 'מאת \u2068Ann\u2069')
    """
    return form.format_map(
        {
            name: f"\u2068{value}\u2069" if isinstance(value, str) and _runs_against(value, words.dir) else value
            for name, value in values.items()
        }
    )


def _runs_against(value: str, direction: Direction) -> bool:
    """Whether letters of `value` run against the direction of the words around it."""
    if direction == "ltr":
        return not value.isascii() and re.search(_RTL_LETTER, value) is not None
    return re.search(_LTR_LETTER, value) is not None


def in_zone(value: Moment, zone: tzinfo | None) -> Moment:
    """The moment on the clocks of `zone`; a bare day, or a time at the edge of the calendar, stays as it is."""
    if zone is None or not isinstance(value, datetime) or value.tzinfo is None:
        return value
    try:
        return value.astimezone(zone)
    except OverflowError:
        return value


def day(value: Moment, words: Words) -> str:
    """The day in words.

    >>> from datetime import date
    >>> day(date(2026, 3, 12), words("en")), day(date(2026, 3, 1), words("fr"))
    ('12 March 2026', '1er mars 2026')
    """
    number = words.first_day if value.day == 1 else str(value.day)
    return words.date.format(day=number, month=words.months[value.month - 1], year=value.year)


def day_and_time(value: Moment, words: Words) -> str:
    """The day with the time and its zone, where the time is known.

    >>> from datetime import UTC
    >>> day_and_time(datetime(2016, 1, 11, 20, 23, tzinfo=UTC), words("en"))
    '11 January 2016, 20:23 UTC'
    """
    if not isinstance(value, datetime) or value.tzinfo is None:
        return day(value, words)
    return words.date_time.format(date=day(value, words), time=f"{value:%H:%M} {zone_name(value)}")


def zone_name(value: datetime) -> str:
    """The zone of an aware datetime as readers know it: `GMT`, `CET`, `UTC+2`, `UTC-3:30`.

    >>> from datetime import timedelta, timezone
    >>> zone_name(datetime(2026, 3, 12, tzinfo=timezone(timedelta(hours=5, minutes=30))))
    'UTC+5:30'
    """
    name = value.tzname() or ""
    if name.isalpha() and name.isascii():
        return name
    offset = value.utcoffset()
    minutes = round(offset.total_seconds() / 60) if offset is not None else 0
    if minutes == 0:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")


def span(value: float | None) -> float | None:
    """Seconds that can be a place in a recording, else `None`.

    >>> span(62.0), span(float("nan")), span(-1.0), span(1.7e12)
    (62.0, None, None, None)
    """
    return value if value is not None and isfinite(value) and 0 <= value <= _LONGEST else None


def duration(seconds: float, words: Words) -> str:
    """A duration in words, for those who hear the page read: `1 h 2 min`, `1 min 2 s`.

    >>> duration(62, words("en")), duration(3725, words("de"))
    ('1 min 2 s', '1 Std. 2 Min.')
    """
    hours, rest = divmod(round(seconds), 3600)
    minutes, secs = divmod(rest, 60)
    parts = [(hours, words.hours), (minutes, words.minutes), (secs, words.seconds)]
    said = [form.format(count=count) for count, form in parts if count][:2]
    return " ".join(said) or words.seconds.format(count=0)


def size(count: int, words: Words) -> str:
    """A file's size in decimal units, two figures: `2.3 MB`.

    >>> size(2_345_678, words("en")), size(64_000_000, words("de")), size(900, words("en"))
    ('2.3 MB', '64 MB', '1 kB')
    """
    units = [(10**9, words.gigabytes), (10**6, words.megabytes), (10**3, words.kilobytes)]
    unit, form = next(((unit, form) for unit, form in units if count >= unit), units[-1])
    value = count / unit
    figure = f"{value:.1f}".replace(".", words.decimal) if 1 <= value < 9.95 and unit > 1000 else f"{max(1, value):.0f}"
    return form.format(count=figure)


def names(given: Iterable[str], words: Words) -> str | None:
    """Names as a list in words, each once; `None` when there are none.

    >>> names(["Ann", "Bo", "Ann", "Cy"], words("en")), names([], words("en"))
    ('Ann, Bo and Cy', None)
    """
    known = list(dict.fromkeys(line for each in given if (line := chars.one_line(each))))
    if len(known) < 2:
        return known[0] if known else None
    return words.two.format(first=words.comma.join(known[:-1]), last=known[-1])
