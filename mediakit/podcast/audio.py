"""Measuring audio files: the one module that imports mutagen, and only inside the functions that need it.

mutagen is licensed under the GPL (GPL-2.0-or-later), mediakit under MIT: whoever ships a product with `probe` in it
ships mutagen too. Nothing else in mediakit needs it.

Files come from strangers. The format is decided by our own reading of the first bytes, then one class of mutagen is
asked, over a file object with a budget that turns every endless loop into an error; ID3 tags are picked apart and made
plain before mutagen sees them (`mediakit.podcast.id3`), and MP3, AAC and WAV are measured without it. Whatever mutagen
raises becomes `UnreadableAudio`.
"""

from __future__ import annotations

import binascii
import io
import struct
import zlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from os import PathLike, fspath
from pathlib import Path
from typing import Any, BinaryIO, Final

from mediakit import chars, times
from mediakit.embed import Warning
from mediakit.errors import UnreadableAudio
from mediakit.podcast import id3, mp4, mpeg, riff
from mediakit.podcast.audiotags import line, measured, with_comments, with_flac, with_id3, with_mp4
from mediakit.podcast.facts import AudioFacts
from mediakit.podcast.formats import MIME, Sniffed, sniff

# What mutagen may do to one file. The largest honest use seen is 70 reads and a 10 MB cover.
MAX_CALLS: Final = 20_000
MAX_READ: Final = 64 * 1024 * 1024

# What came out of mutagen in 288,000 mutated files beside its own MutagenError, and what recursion and memory add.
_FOREIGN: Final = (
    ValueError, KeyError, IndexError, OverflowError, ZeroDivisionError, AttributeError, TypeError, AssertionError,
    NotImplementedError, RecursionError, MemoryError, EOFError, OSError, struct.error, zlib.error, binascii.Error,
)  # fmt: skip
_SLOW_START: Final = Warning(
    code="no-faststart", detail="the index is at the file's end: players must fetch that before they can begin"
)


def probe(source: str | PathLike[str] | BinaryIO) -> AudioFacts:
    """What an audio file is: type, size, duration, tags, chapters, covers. `source` is a path or an open binary file.

    Read are MP3, M4A/M4B/MP4, Ogg Vorbis, Opus, FLAC, WAV and AAC (ADTS), known by their bytes and not by their name.

    Raises `UnreadableAudio`, naming the file, for what is missing, empty, in another format, or broken.

    >>> probe("no-such-file.mp3")
    Traceback (most recent call last):
    mediakit.errors.UnreadableAudio: no-such-file.mp3: there is no such file
    """
    if not isinstance(source, str | PathLike):
        name = getattr(source, "name", None)
        return _probe(source, name if isinstance(name, str) else "audio")
    path = Path(fspath(source))
    try:
        if path.is_dir():
            raise UnreadableAudio("is a folder, no audio file", str(source))
        with path.open("rb") as file:
            return _probe(file, str(source))
    except FileNotFoundError:
        raise UnreadableAudio("there is no such file", str(source)) from None
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL in it
        raise UnreadableAudio(f"cannot be read: {getattr(error, 'strerror', None) or error}", str(source)) from error


def describe(facts: AudioFacts) -> str:
    """The facts as lines for a person.

    >>> print(describe(AudioFacts(format="mp3", mime="audio/mpeg", size=81000, duration=125.2, title="Lights out")))
    audio/mpeg, 81,000 bytes, 2:05
    title: Lights out
    """
    first = [facts.mime, f"{facts.size:,} bytes"]
    if facts.duration is not None:
        first.append(("" if facts.exact else "about ") + times.clock(facts.duration))
    if facts.bitrate:
        first.append(f"{round(facts.bitrate / 1000)} kbit/s" + (f" {facts.bitrate_mode}" if facts.bitrate_mode else ""))
    if facts.sample_rate:
        first.append(f"{facts.sample_rate / 1000:g} kHz")
    if facts.channels:
        first.append({1: "mono", 2: "stereo"}.get(facts.channels, f"{facts.channels} channels"))
    lines = [", ".join(first)]
    for name in ("title", "artist", "album", "comment"):
        if text := getattr(facts, name):
            lines.append(f"{name}: {chars.shorten(text, 200)}")
    lines += [f"chapter {times.clock(chapter.start)} {chapter.title}" for chapter in facts.chapters]
    for cover in facts.images:
        pixels = f", {cover.width} × {cover.height}" if cover.width else ""
        lines.append(f"cover: {cover.mime or 'an unknown kind of picture'}, {cover.size:,} bytes{pixels}")
    lines += [f"warning: {warning.detail}" for warning in facts.warnings]
    return "\n".join(lines)


def _probe(file: BinaryIO, name: str) -> AudioFacts:
    try:
        size = file.seek(0, io.SEEK_END)
        sniffed = sniff(file, size)
        known = AudioFacts(format=sniffed.format, mime=MIME[sniffed.format], size=size)
        return _READERS[sniffed.format](file, sniffed, known)
    except ValueError as error:
        raise UnreadableAudio(str(error), name) from error


def _asked(kind: Any, file: object) -> Any:
    """What mutagen's class `kind` makes of `file`; whatever it raises becomes a `ValueError` in words."""
    from mutagen import MutagenError

    try:
        return kind(fileobj=file)
    except MutagenError as error:
        foreign: Exception = error
    except _FOREIGN as error:
        foreign = error
    raise ValueError(f"broken audio ({type(foreign).__name__}: {chars.shorten(str(foreign), 160)})") from foreign


class _Budgeted:
    """A file of which only so much may be read, so often: an endless loop in a parser ends in an `OSError`."""

    def __init__(self, file: BinaryIO, start: int, size: int) -> None:
        self._file, self._start, self._size, self._at = file, start, size - start, 0
        self._calls, self._left = MAX_CALLS, MAX_READ

    def _spend(self, count: int) -> None:
        self._calls -= 1
        self._left -= count
        if self._calls < 0 or self._left < 0:
            raise OSError("its structure never ends")

    def read(self, size: int = -1) -> bytes:
        there = max(0, self._size - self._at)
        count = there if size is None or size < 0 else min(size, there)
        self._spend(count)
        self._file.seek(self._start + self._at)
        data = self._file.read(count)
        self._at += len(data)
        return data

    def seek(self, offset: int, whence: int = 0) -> int:
        self._spend(0)
        at = offset + (0, self._at, self._size)[whence]
        if at < 0:
            raise OSError("a place before the file's beginning")
        self._at = at
        return at

    def tell(self) -> int:
        return self._at


# --- one reader a format ----------------------------------------------------------------------------------------


def _mp3(file: BinaryIO, sniffed: Sniffed, known: AudioFacts) -> AudioFacts:
    found = mpeg.walk(file, sniffed.audio, known.size)
    if found is None:  # only tags: what they say is worth having, and the warning says the rest
        silent = Warning(code="no-audio", detail="there are tags and no audio in this file")
        return _with_id3(replace(known, exact=False, warnings=(silent,)), file, sniffed.tag)
    warnings: list[Warning] = []
    rest = known.size - found.start
    if found.stated is None and not found.constant:
        warnings.append(
            Warning(code="no-vbr-header", detail="variable bitrate without a Xing header: players show a wrong length")
        )
    if found.stated_bytes and found.stated_bytes > rest + 4096:
        warnings.append(
            Warning(code="truncated", detail=f"{found.stated_bytes - rest:,} bytes of the audio are missing")
        )
    audio_bytes = found.audio_bytes or rest
    facts = replace(
        known,
        duration=found.duration,
        bitrate=round(audio_bytes * 8 / found.duration),
        bitrate_mode="constant" if found.constant else "average" if found.average else "variable",
        channels=found.channels,
        sample_rate=found.rate,
        warnings=tuple(warnings),
    )
    return _with_id3(facts, file, sniffed.tag)


def _aac(file: BinaryIO, sniffed: Sniffed, known: AudioFacts) -> AudioFacts:
    found = mpeg.walk(file, sniffed.audio, known.size, "adts")
    if found is None:
        raise ValueError("no AAC frames")
    facts = replace(
        known,
        duration=found.duration,
        bitrate=round(found.audio_bytes * 8 / found.duration),
        channels=found.channels or None,
        sample_rate=found.rate,
    )
    return _with_id3(facts, file, sniffed.tag)


def _wav(file: BinaryIO, sniffed: Sniffed, known: AudioFacts) -> AudioFacts:
    found = riff.read_wave(file, sniffed.audio, known.size)
    facts = replace(
        known,
        duration=found.duration,
        bitrate=found.byte_rate * 8 or None,
        bitrate_mode="constant",
        channels=found.channels or None,
        sample_rate=found.sample_rate or None,
        title=line(found.info.get("INAM")),
        artist=line(found.info.get("IART")),
        album=line(found.info.get("IPRD")),
        comment=line(found.info.get("ICMT")),
        warnings=()
        if found.complete
        else (Warning(code="truncated", detail="the sound ends before the file says so"),),
    )
    return _with_id3(facts, file, found.id3)


def _mp4(file: BinaryIO, sniffed: Sniffed, known: AudioFacts) -> AudioFacts:
    from mutagen.mp4 import MP4

    movie = mp4.read_movie(file, sniffed.audio, known.size)
    warnings = () if movie.faststart else (_SLOW_START,)
    facts = replace(
        known,
        mime="video/mp4" if movie.video else known.mime,
        duration=movie.duration,
        bitrate=round(known.size * 8 / movie.duration) if movie.duration else None,
        channels=movie.channels,
        sample_rate=movie.sample_rate,
        warnings=warnings,
    )
    return _or_warning(facts, lambda: with_mp4(facts, _opened(MP4, file, sniffed, known)))


def _flac(file: BinaryIO, sniffed: Sniffed, known: AudioFacts) -> AudioFacts:
    from mutagen.flac import FLAC

    # STREAMINFO is always the first block (RFC 9639 8.2).
    file.seek(sniffed.audio)
    head = file.read(42)
    packed = int.from_bytes(head[18:26], "big")
    rate, channels, samples = packed >> 44, (packed >> 41 & 7) + 1, packed & 0xFFFFFFFFF
    if len(head) < 42 or head[4] & 0x7F or not rate:
        raise ValueError("a FLAC file without its stream info")
    duration = samples / rate or None
    facts = replace(
        known,
        duration=duration,
        bitrate=round((known.size - sniffed.audio) * 8 / duration) if duration else None,
        channels=channels,
        sample_rate=rate,
    )
    return _or_warning(facts, lambda: with_flac(facts, _opened(FLAC, file, sniffed, known)))


def _vorbis(file: BinaryIO, sniffed: Sniffed, known: AudioFacts) -> AudioFacts:
    from mutagen.oggvorbis import OggVorbis

    found = _opened(OggVorbis, file, sniffed, known)
    return with_comments(measured(known, found.info), found.tags)


def _opus(file: BinaryIO, sniffed: Sniffed, known: AudioFacts) -> AudioFacts:
    from mutagen.oggopus import OggOpus

    found = _opened(OggOpus, file, sniffed, known)
    # Opus has no rate of its own and always plays at 48 kHz (RFC 7845 5.1).
    return replace(with_comments(measured(known, found.info), found.tags), sample_rate=48_000)


_READERS: Final[Mapping[str, Callable[[BinaryIO, Sniffed, AudioFacts], AudioFacts]]] = {
    "mp3": _mp3,
    "aac": _aac,
    "wav": _wav,
    "mp4": _mp4,
    "flac": _flac,
    "vorbis": _vorbis,
    "opus": _opus,
}


# --- mutagen, within its bounds --------------------------------------------------------------------------------


def _opened(kind: Any, file: BinaryIO, sniffed: Sniffed, known: AudioFacts) -> Any:
    """The file as one of mutagen's classes reads it, within its budget."""
    return _asked(kind, _Budgeted(file, sniffed.audio, known.size))


def _or_warning(facts: AudioFacts, with_tags: Callable[[], AudioFacts]) -> AudioFacts:
    """`with_tags()`, or the facts with a warning: the audio was measured, and broken tags are no reason to lose it."""
    try:
        return with_tags()
    except ValueError as error:
        unread = Warning(code="tags-unreadable", detail=f"the tags cannot be read: {error}")
    return replace(facts, warnings=(*facts.warnings, unread))


def _with_id3(facts: AudioFacts, file: BinaryIO, place: tuple[int, int] | None) -> AudioFacts:
    """The facts with what the ID3 tags say: version 2 at `place`, version 1 in the last 128 bytes."""
    return _or_warning(facts, lambda: _with_id3_tags(facts, file, place))


def _with_id3_tags(facts: AudioFacts, file: BinaryIO, place: tuple[int, int] | None) -> AudioFacts:
    from mutagen.id3 import ID3

    file.seek(max(0, facts.size - 128))
    last = file.read(128)
    old = last if last[:3] == b"TAG" and len(last) == 128 else b""
    tag = b""
    if place is not None:
        if place[1] > id3.MAX_TAG:
            raise ValueError(f"an ID3 tag of {place[1]:,} bytes")
        file.seek(place[0])
        tag = id3.plain(file.read(place[1]))
    if not tag and not old:
        return facts
    return with_id3(facts, _asked(ID3, io.BytesIO(tag + old)))
