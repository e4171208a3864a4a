"""A show as a folder: show.toml, audio files, an episode a table or a file; nothing that can be measured is typed.

docs/show-folder.md describes the folder for those who write one.
"""

from __future__ import annotations

import json
import tomllib
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from os import PathLike
from pathlib import Path
from typing import Final
from urllib.parse import quote
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from mediakit.errors import InvalidData, UnreadableAudio
from mediakit.feeds import Enclosure, Problem
from mediakit.fields import JSON
from mediakit.podcast.audio import probe
from mediakit.podcast.facts import AudioFacts
from mediakit.podcast.formats import ENCLOSURE_TYPES
from mediakit.podcast.judging import Told, folder_problems, refuse_slips
from mediakit.podcast.model import Episode, Show, feed_guid
from mediakit.podcast.typed import text, values
from mediakit.podcast.writing import rss

SHOW: Final = "show.toml"
# Fields of the folder that are not fields of Show.
_SETTINGS: Final = frozenset({"audio_base_url", "chapters_base_url", "zone", "episodes"})
_AUDIO: Final = frozenset({".mp3", ".m4a", ".m4b", ".mp4", ".aac", ".ogg", ".oga", ".opus", ".flac", ".wav"})


class Files(Mapping[str, bytes]):
    """What is to be uploaded: names with `/` to what they hold; a file that exists is read when it is asked for.

    `source(name)` is the path of a file that need only be copied, `None` for one that was made. `problems` says what
    directories will refuse or listeners will miss, by file and field.
    """

    def __init__(
        self, made: Mapping[str, bytes], copied: Mapping[str, Path], problems: tuple[Problem, ...] = ()
    ) -> None:
        self._made = dict(made)
        self._copied = dict(copied)
        self.problems = problems

    def __getitem__(self, name: str) -> bytes:
        return self._copied[name].read_bytes() if name in self._copied else self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter((*self._copied, *self._made))  # the feed last: what it points to is there before it

    def __len__(self) -> int:
        return len(self._copied) + len(self._made)

    def source(self, name: str) -> Path | None:
        """The existing file that holds `name`, if it is one."""
        return self._copied.get(name)


def read_folder(path: str | PathLike[str]) -> Show:
    """The show that a folder describes, its audio measured.

    Raises `InvalidData` naming file and field (`show.toml: episodes[2].published: ...`), `UnreadableAudio` naming an
    audio file.
    """
    return _read(Path(path))[0]


def build(path: str | PathLike[str], *, now: datetime) -> Files:
    """All that a show's folder becomes: `audio/…`, `chapters/…json`, and last `feed.xml`. Nothing is written.

    Episodes published later than `now` wait, with their audio. What a feed may lack but directories demand (a picture,
    a language, an episode ...) is in `.problems` of what is returned; those of episodes that wait, too. Raises what
    `read_folder` and `rss` raise.
    """
    show, told = _read(Path(path))
    made: dict[str, bytes] = {}
    copied: dict[str, Path] = {}
    for episode, source in zip(show.episodes, (each.source for each in told), strict=True):
        if episode.published is None or episode.published <= now:
            copied[f"audio/{source.name}"] = source
            if episode.chapters_url and episode.chapters:
                made[f"chapters/{_chapters_name(source)}"] = _chapters_json(episode)
    made["feed.xml"] = rss(show, now=now)
    return Files(made, copied, folder_problems(show, told, now=now))


def _read(folder: Path) -> tuple[Show, tuple[Told, ...]]:
    data = _toml(folder / SHOW)
    settings = {name: text(data[name], f"{SHOW}: {name}") for name in _SETTINGS - {"episodes"} if name in data}
    if "audio_base_url" not in settings:
        raise InvalidData("is missing: where the audio files will be, https://…/audio/", f"{SHOW}: audio_base_url")
    zone = _zone(settings.get("zone"))
    fields_of_show = {name: value for name, value in data.items() if name not in _SETTINGS}
    known = values(Show, fields_of_show, f"{SHOW}: ", zone)
    if "guid" not in known and "feed_url" in known:
        known["guid"] = feed_guid(known["feed_url"])
    show = Show(**known)
    episodes: list[Episode] = []
    told: list[Told] = []
    for where, table, name in _tables(folder, data):
        source = _source(folder, table, name, where)
        if source.name in {other.source.name for other in told}:
            raise InvalidData(f"another episode has the audio file {source.name} too", f"{where}audio")
        told.append(Told(where, table, source, _measured(source)))
        episodes.append(_episode(told[-1], show, settings, zone))
    return replace(show, episodes=tuple(episodes)), tuple(told)


def _tables(folder: Path, data: Mapping[str, JSON]) -> Iterator[tuple[str, Mapping[str, JSON], str | None]]:
    """Each episode's table, with the words for its place and, for a file of its own, that file's name."""
    listed = data.get("episodes", [])
    if not isinstance(listed, list):
        raise InvalidData("a list of tables is expected: [[episodes]]", f"{SHOW}: episodes")
    for number, table in enumerate(listed):
        where = f"{SHOW}: episodes[{number}]"
        if not isinstance(table, Mapping):
            raise InvalidData("a table is expected: [[episodes]]", where)
        yield f"{where}.", table, None
    for file in sorted((folder / "episodes").glob("*.toml")):
        yield f"episodes/{file.name}: ", _toml(file), file.stem


def _measured(source: Path) -> AudioFacts:
    facts = probe(source)
    if facts.duration is None:
        said = next((warning.detail for warning in facts.warnings), "it does not say how long it is")
        raise UnreadableAudio(said, str(source))
    return facts


def _episode(told: Told, show: Show, settings: Mapping[str, str], zone: ZoneInfo | None) -> Episode:
    where, source, facts = told.where, told.source, told.facts
    known = values(Episode, {name: value for name, value in told.table.items() if name != "audio"}, where, zone)
    refuse_slips(told, known)
    title = known.pop("title", None) or facts.title
    if title is None:
        raise InvalidData(f"is missing, and {source.name} has none in its tags", f"{where}title")
    known.setdefault("guid", _guid(show, source))
    known.setdefault("duration", facts.duration)
    known.setdefault("chapters", facts.chapters)
    known["audio"] = _enclosure(settings["audio_base_url"], source, facts)
    if known["chapters"] and "chapters_base_url" in settings:
        known.setdefault("chapters_url", _below(settings["chapters_base_url"], _chapters_name(source)))
    return Episode(title=title, **known)


def _source(folder: Path, table: Mapping[str, JSON], name: str | None, where: str) -> Path:
    """The episode's audio file, which must lie within the folder."""
    if "audio" in table:
        given = text(table["audio"], f"{where}audio")
        source = folder / given
        if not source.resolve().is_relative_to(folder.resolve()):
            raise InvalidData(f"{given!r} lies outside the show's folder", f"{where}audio")
        if not source.is_file():
            raise InvalidData(f"there is no file {given!r} in the show's folder", f"{where}audio")
        return source
    beside = sorted((*folder.glob("*"), *(folder / "episodes").glob("*")))
    found = [file for file in beside if file.stem == name and file.suffix.lower() in _AUDIO]
    if len(found) != 1:
        raise InvalidData("is missing: the name of an audio file of the show's folder", f"{where}audio")
    return found[0]


def _guid(show: Show, source: Path) -> str:
    """A guid that lasts as long as the show's own guid and the file's name without its ending."""
    seed = uuid.uuid5(uuid.NAMESPACE_URL, show.guid or show.link)
    return str(uuid.uuid5(seed, source.stem))


def _enclosure(base: str, source: Path, facts: AudioFacts) -> Enclosure:
    return Enclosure(url=_below(base, source.name), length=facts.size, type=ENCLOSURE_TYPES.get(facts.mime, facts.mime))


def _below(base: str, name: str) -> str:
    return base.rstrip("/") + "/" + quote(name)


def _chapters_name(source: Path) -> str:
    return f"{source.stem}.json"


def _chapters_json(episode: Episode) -> bytes:
    """A chapters file of the podcast namespace (docs/chapters/jsonChapters.md, version 1.2.0)."""
    listed = []
    for chapter in episode.chapters:
        known = {
            "startTime": _number(chapter.start),
            "title": chapter.title,
            "endTime": None if chapter.end is None else _number(chapter.end),
            "url": chapter.url,
            "img": chapter.image,
        }
        listed.append({name: value for name, value in known.items() if value is not None})
    text = json.dumps({"version": "1.2.0", "chapters": listed}, ensure_ascii=False, indent=2)
    return text.encode("utf-8", "replace") + b"\n"


def _number(value: float) -> float | int:
    rounded = round(value, 3)
    return int(rounded) if rounded == int(rounded) else rounded


def _toml(file: Path) -> Mapping[str, JSON]:
    name = file.name if file.name == SHOW else f"{file.parent.name}/{file.name}"
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InvalidData(f"there is no {SHOW} in {file.parent}", name) from None
    except UnicodeDecodeError:
        raise InvalidData("is not UTF-8", name) from None
    except tomllib.TOMLDecodeError as error:
        raise InvalidData(f"is not TOML: {error}", name) from None
    except OSError as error:
        raise InvalidData(f"cannot be read: {error.strerror}", name) from None


def _zone(name: str | None) -> ZoneInfo | None:
    if name is None:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise InvalidData(f"{name!r} is no IANA time zone, such as Europe/Helsinki", f"{SHOW}: zone") from None
