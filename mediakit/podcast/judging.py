"""What is wrong with a show's folder although a feed can be made of it, and what is so wrong that it is refused.

Refused is what can only be a slip: a chapter behind the end of its audio, a file whose name says another format. What a
feed may lack but directories demand, and what the audio itself warns of, is told as problems, by file and field.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from mediakit import times
from mediakit.errors import InvalidData
from mediakit.feeds import Problem
from mediakit.fields import JSON
from mediakit.podcast.checks import findings_of_show
from mediakit.podcast.facts import AudioFacts
from mediakit.podcast.formats import ENDINGS
from mediakit.podcast.model import Show
from mediakit.podcast.writing import problems

# What may lie behind the end by rounding alone: chapters are typed in whole seconds.
_TOLERANCE: Final = 0.5


@dataclass(frozen=True)
class Told:
    """An episode as its table or file tells it: `where` is what a field's name is put behind, `source` its audio."""

    where: str
    table: Mapping[str, JSON]
    source: Path
    facts: AudioFacts

    @property
    def place(self) -> str:
        """The place of the episode itself, without a field."""
        return self.where.rstrip(".: ")


def refuse_slips(told: Told, known: Mapping[str, Any]) -> None:
    """Raise `InvalidData` for what cannot be meant; `known` are the episode's values."""
    name, suffix = told.source.name, told.source.suffix.lower().lstrip(".")
    right = ENDINGS[told.facts.format]
    if suffix not in right and any(suffix in endings for endings in ENDINGS.values()):
        raise InvalidData(
            f"{name} does not hold what its name says, but {told.facts.mime}: "
            f"rename it to {told.source.stem}.{right[0]}, since players go by the name",
            f"{told.where}audio",
        )
    before = 0.0
    for number, chapter in enumerate(known["chapters"] if "chapters" in told.table else ()):
        where = f"{told.where}chapters[{number}]"
        if chapter.start < before:
            raise InvalidData(
                f"{times.clock(chapter.start)} comes before the chapter above it: order them by time", f"{where}.start"
            )
        if chapter.end is not None and chapter.end <= chapter.start:
            raise InvalidData("the chapter ends before it starts", f"{where}.end")
        _refuse_beyond(chapter.start, told, f"{where}.start")
        before = chapter.start
    for number, bite in enumerate(known.get("soundbites", ())):
        _refuse_beyond(bite.start + bite.duration, told, f"{told.where}soundbites[{number}]")


def _beyond(position: float, facts: AudioFacts) -> bool:
    return facts.duration is not None and position > facts.duration + _TOLERANCE


def _refuse_beyond(position: float, told: Told, where: str) -> None:
    if told.facts.exact and _beyond(position, told.facts):
        raise InvalidData(f"{times.clock(position)} lies behind the end: {_length(told)}", where)


def _length(told: Told) -> str:
    return f"{told.source.name} lasts {times.clock(told.facts.duration or 0)}"


def folder_problems(show: Show, told: Sequence[Told], *, now: datetime) -> tuple[Problem, ...]:
    """What directories will refuse or listeners will miss, by file and field, the show's own first.

    `told` are the show's episodes, in their order. Raises `InvalidFeed` for a show that cannot be written.
    """
    return (*_of_feed(show, told), *_waiting(show, now), *problems(show), *_of_audio(show, told))


def _of_feed(show: Show, told: Sequence[Told]) -> Iterator[Problem]:
    found, ordered = findings_of_show(show)
    by_guid = {episode.guid: each for episode, each in zip(show.episodes, told, strict=True)}
    for each in found:
        if each.level == "info":  # what is only recommended is asked for with `podcast.check`
            continue
        episode = None if each.episode is None else by_guid[ordered[each.episode].guid]
        if episode is None:
            where = f"show.toml: {each.field}" if each.field else "show.toml"
        else:
            where = f"{episode.where}{each.field}" if each.field else episode.place
        yield Problem(rule=each.rule, level=each.level, where=where, message=each.message, source=each.source)


def _waiting(show: Show, now: datetime) -> Iterator[Problem]:
    dates = [episode.published for episode in show.episodes]
    if dates and all(date is not None and date > now for date in dates):
        first = min(date for date in dates if date is not None)
        yield Problem(
            rule="no-episodes",
            level="warning",
            where="show.toml: episodes",
            message=f"no episode is out yet: the feed stays empty until {times.iso(first)}, and directories refuse it",
        )


def _of_audio(show: Show, told: Iterable[Told]) -> Iterator[Problem]:
    for episode, each in zip(show.episodes, told, strict=True):
        for warning in each.facts.warnings:
            yield Problem(rule=warning.code, level="warning", where=each.source.name, message=warning.detail)
        for chapter in episode.chapters:
            if _beyond(chapter.start, each.facts):
                yield Problem(
                    rule="chapter-beyond-end",
                    level="warning",
                    where=f"{each.where}chapters",
                    message=f"the chapter at {times.clock(chapter.start)} lies behind the end: {_length(each)}",
                )
                break
        measured, stated = each.facts.duration, episode.duration
        if measured is not None and stated is not None and abs(measured - stated) > 1:
            yield Problem(
                rule="duration-stated",
                level="warning",
                where=f"{each.where}duration",
                message=f"says {times.clock(stated)}, but {_length(each)}: leave it out, it is measured",
            )
