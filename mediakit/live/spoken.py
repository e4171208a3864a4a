"""Our own words read back: what a text that `plaintext` wrote says in one of the languages it can be written in.

The words are templates ("Updated {date}"), so each is its own pattern; a language more in `words/` is read as well.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

from mediakit.cards.language import Words, zone_name
from mediakit.embed import Kind, Person
from mediakit.live.clock import zone as zone_named
from mediakit.live.wording import LiveWords, live_words
from mediakit.times import Moment

_LONGEST: Final = 5_000  # characters: what we say around a text is short; a longer block is the text itself
_PLACE: Final = re.compile(r"\{(\w+)\}")
_ISOLATES: Final = dict.fromkeys((0x2068, 0x2069))
_OFFSET: Final = re.compile(r"UTC(?:([+-])(\d{1,2})(?::(\d{2}))?)?\Z")
_HANDLE: Final = re.compile(r"(.+) \(@?(\S+)\)\Z")


@lru_cache(maxsize=1)
def languages() -> tuple[Spoken, ...]:
    """Every language there are words in, English first: it is the most likely."""
    tags = sorted(path.stem for path in Path(__file__).with_name("words").glob("*.toml"))
    return tuple(Spoken(live_words(tag)) for tag in sorted(tags, key=lambda tag: tag != "en"))


class Spoken:
    """One language's words as patterns; each is made when it is first looked for."""

    def __init__(self, words: LiveWords) -> None:
        self.words = words
        self.cards: Words = words.cards
        self._patterns: dict[str, re.Pattern[str]] = {}

    def match(self, template: str, text: str) -> Mapping[str, str] | None:
        """What stands in the places of a template, where the text is the whole of it."""
        if len(text) > _LONGEST:
            return None
        pattern = self._patterns.get(template)
        if pattern is None:
            parts = _PLACE.split(template)
            spelled = (f"(?P<{part}>.+?)" if number % 2 else re.escape(part) for number, part in enumerate(parts))
            pattern = self._patterns[template] = re.compile("".join(spelled), re.DOTALL)
        found = pattern.fullmatch(text.translate(_ISOLATES))
        return found.groupdict() if found else None

    @cached_property
    def dated(self) -> re.Pattern[str]:
        """A day of this language, with its time and zone where they are told."""
        cards = self.cards
        months = "|".join(re.escape(month) for month in sorted(cards.months, key=len, reverse=True))
        places = {
            "day": rf"(?P<day>\d{{1,2}}|{re.escape(cards.first_day)})",
            "month": f"(?P<month>{months})",
            "year": r"(?P<year>\d{1,4})",
        }
        day = _filled(cards.date, places)
        timed = _filled(cards.date_time, {"date": "", "time": r"(?P<time>\d{2}:\d{2}) (?P<zone>[A-Za-z0-9+:-]+)"})
        return re.compile(rf"(?<!\w){day}(?:{timed})?(?![\w:])")

    def moment(self, text: str, zone: tzinfo | None) -> Moment | None:
        """The moment that the text is, on the clocks of `zone`."""
        found = self.dated.fullmatch(text.translate(_ISOLATES).strip())
        return self.moment_of(found, zone) if found else None

    def moment_of(self, found: re.Match[str], zone: tzinfo | None) -> Moment | None:
        """The moment of a match of `dated`."""
        number = 1 if found["day"] == self.cards.first_day else int(found["day"])
        try:
            day = date(int(found["year"]), self.cards.months.index(found["month"]) + 1, number)
            if found["time"] is None:
                return day
            clock = time.fromisoformat(found["time"])
        except ValueError:
            return None
        local = datetime.combine(day, clock, tzinfo=zone or UTC)
        for fold in (0, 1):  # an hour that comes twice in autumn is told by the zone's name
            told = local.replace(fold=fold)
            offset = told.utcoffset()
            if offset is not None and zone_name(told) == found["zone"]:
                return told.replace(tzinfo=timezone(offset), fold=0)
        return _by_offset(local, found["zone"])

    def people(self, names: str) -> tuple[Person, ...]:
        """The persons of a list of names, each with its handle where one is told."""
        first = self.match(self.cards.two, names)
        listed = [*first["first"].split(self.cards.comma), first["last"]] if first else [names]
        return tuple(person(name) for name in listed if name.strip())

    @cached_property
    def kinds(self) -> Mapping[str, Kind]:
        """The kinds by what they are called."""
        cards = self.cards
        rich = dict.fromkeys((cards.rich, cards.document, cards.map, cards.chart, cards.poll, cards.code, cards.form))
        found: dict[str, Kind] = dict.fromkeys(rich, "rich")
        found |= {cards.video: "video", cards.live: "video", cards.photo: "photo", cards.gallery: "gallery"}
        return found | {cards.audio: "audio", cards.podcast: "audio", cards.post: "post", cards.link: "link"}


def person(name: str) -> Person:
    """A person as a list of makers names them: `Ines (@ines)`."""
    found = _HANDLE.match(name.strip())
    return Person(name=found[1], handle=found[2]) if found else Person(name=name.strip())


def _filled(template: str, places: Mapping[str, str]) -> str:
    parts = _PLACE.split(template)
    return "".join(places[part] if number % 2 else re.escape(part) for number, part in enumerate(parts))


def _by_offset(local: datetime, name: str) -> datetime | None:
    """The time by a zone that is told as an offset or is one of everybody's."""
    found = _OFFSET.match("UTC" if name == "GMT" else name)
    if found is None:
        named = zone_named(name)
        return local.replace(tzinfo=named) if named is not None else None
    ahead = timedelta(hours=int(found[2] or 0), minutes=int(found[3] or 0))
    return local.replace(tzinfo=timezone(-ahead if found[1] == "-" else ahead)) if ahead < timedelta(days=1) else None
