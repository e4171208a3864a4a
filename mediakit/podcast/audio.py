"""Measuring audio files: the one module that imports mutagen, and only inside the functions that need it.

mutagen is licensed under the GPL (GPL-2.0-or-later), mediakit under MIT: whoever ships a product with `probe` in it
ships mutagen too. Nothing else in mediakit needs it.

mutagen measures, and we correct it where it was measured to be wrong (docs/design.md has the figures): MP3 without a
header that states its length, or with one that does not fit the file; AAC, whose length mutagen extrapolates; WAV that
is cut off, compressed, or in the form for more than 4 GiB. What mutagen does not read is read here: LIST INFO of WAV,
and whether an MP4 has moving pictures, or its index at the end.

Files come from strangers. The format is decided by their first bytes, then one class of mutagen is asked, over a file
object with a budget that turns every endless loop into an error. ID3 tags are picked apart and made plain before
mutagen sees them (`mediakit.podcast.id3`); where they may stand, mutagen is asked for the stream alone. Broken tags do
not lose the audio, but in Ogg. Whatever mutagen raises becomes `UnreadableAudio`.
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

from mediakit import chars
from mediakit.embed import Warning
from mediakit.errors import UnreadableAudio
from mediakit.podcast import flac, id3, mp4, mpeg, riff
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


def _probe(file: BinaryIO, name: str) -> AudioFacts:
    try:
        size = file.seek(0, io.SEEK_END)
        sniffed = sniff(file, size)
        known = AudioFacts(format=sniffed.format, mime=MIME[sniffed.format], size=size)
        facts = _READERS[sniffed.format](file, sniffed, known)
    except ValueError as error:
        raise UnreadableAudio(str(error), name) from error
    return replace(facts, exact=facts.exact and facts.duration is not None)


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
    from mutagen.mp3 import MPEGInfo

    facts, info = known, _stream(MPEGInfo, file, sniffed, known)
    fits = False
    if info is not None and not info.sketchy:  # sketchy: two things that look like frames
        facts = measured(known, info)
        there = known.size - sniffed.audio - info.frame_offset
        fits = _fits(info.length, info.bitrate, there) and facts.bitrate_mode is not None
    if not fits:
        facts = _recounted(facts, mpeg.walk(file, sniffed.audio, known.size))
    return _with_id3(facts, file, sniffed.tag)


def _fits(seconds: float, bitrate: float, there: int) -> bool:
    """Whether the bytes that are there last as long, to a second.

    Less than a second is never believed: most of it may be the encoder's silence, which mutagen takes off, down to 0.
    """
    return seconds >= 1 and bitrate > 0 and abs(there * 8 / bitrate - seconds) < 1


def _recounted(facts: AudioFacts, found: mpeg.Walk | None) -> AudioFacts:
    """What is known of an MP3 once its frames were counted, since mutagen's figures are an estimate or do not fit."""
    stated = facts.duration or 0
    in_header = facts.bitrate_mode is not None  # only a header states the mode
    if found is None:
        if in_header:
            return _warned(facts, "truncated", "the sound ends before its header says so")
        if stated:  # behind more junk than we look through
            return replace(facts, exact=False)
        # Only tags: what they say is worth having, and the warning says the rest.
        return _warned(facts, "no-audio", "there are tags and no audio in this file")
    counted = replace(
        facts,
        duration=found.duration,
        bitrate=found.bitrate,
        bitrate_mode=facts.bitrate_mode or ("constant" if found.constant else "variable"),
        channels=facts.channels or found.channels,
        sample_rate=facts.sample_rate or found.rate,
    )
    if in_header or found.header:
        if stated > found.duration + 1:
            return _warned(facts, "truncated", f"the last {round(stated - found.duration)} seconds are missing")
        if stated < 1 or stated < found.duration - 1:  # several files in one: the header is that of the first
            return counted
        return replace(facts, bitrate_mode=counted.bitrate_mode)
    if found.constant:
        return counted
    return _warned(counted, "no-vbr-header", "variable bitrate without a Xing header: players show a wrong length")


def _aac(file: BinaryIO, sniffed: Sniffed, known: AudioFacts) -> AudioFacts:
    found = mpeg.walk(file, sniffed.audio, known.size, "adts")
    if found is None:
        raise ValueError("no AAC frames")
    facts = replace(
        known,
        duration=found.duration,
        bitrate=found.bitrate,
        channels=found.channels or None,
        sample_rate=found.rate,
    )
    return _with_id3(facts, file, sniffed.tag)


def _wav(file: BinaryIO, sniffed: Sniffed, known: AudioFacts) -> AudioFacts:
    from mutagen.wave import WaveStreamInfo

    found = riff.read_wave(file, sniffed.audio, known.size)
    info = _stream(WaveStreamInfo, file, sniffed, known) if found.plain else None
    if info is not None and info.length:
        facts = measured(known, info)
    else:
        facts = replace(
            known,
            duration=found.duration,
            bitrate=round(found.sound * 8 / found.duration) if found.duration else None,
            channels=found.channels or None,
            sample_rate=found.sample_rate or None,
        )
    facts = replace(
        facts,
        bitrate_mode="constant",
        title=line(found.info.get("INAM")),
        artist=line(found.info.get("IART")),
        album=line(found.info.get("IPRD")),
        comment=line(found.info.get("ICMT")),
    )
    if not found.complete:
        facts = _warned(facts, "truncated", "the sound ends before the file says so")
    return _with_id3(facts, file, found.id3)


def _mp4(file: BinaryIO, sniffed: Sniffed, known: AudioFacts) -> AudioFacts:
    from mutagen.mp4 import MP4

    movie = mp4.read_movie(file, sniffed.audio, known.size)
    if movie.video:
        known = replace(known, mime="video/mp4")
    if not movie.faststart:
        known = _warned(known, "no-faststart", "the index is at the file's end: players must fetch that first")
    if not movie.complete:
        known = _warned(known, "truncated", "the sound ends before the file says so")
    return _read(MP4, with_mp4, file, sniffed, known, lambda: mp4.without_tags(file, movie))


def _flac(file: BinaryIO, sniffed: Sniffed, known: AudioFacts) -> AudioFacts:
    from mutagen.flac import FLAC

    def without_tags() -> bytes:
        file.seek(sniffed.audio)
        head = file.read(42)  # the stream info is always the first block (RFC 9639 8.2), and here also the last
        return head[:4] + bytes(byte | 0x80 for byte in head[4:5]) + head[5:]

    if (lost := flac.missing(file, sniffed.audio, known.size)) > 1:
        known = _warned(known, "truncated", f"the last {round(lost)} seconds are missing")
    return _read(FLAC, with_flac, file, sniffed, known, without_tags)


def _vorbis(file: BinaryIO, sniffed: Sniffed, known: AudioFacts) -> AudioFacts:
    from mutagen.oggvorbis import OggVorbis

    return _read(OggVorbis, with_comments, file, sniffed, known)


def _opus(file: BinaryIO, sniffed: Sniffed, known: AudioFacts) -> AudioFacts:
    from mutagen.oggopus import OggOpus

    # Opus has no rate of its own and always plays at 48 kHz (RFC 7845 5.1).
    return replace(_read(OggOpus, with_comments, file, sniffed, known), sample_rate=48_000)


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


def _stream(kind: Any, file: BinaryIO, sniffed: Sniffed, known: AudioFacts) -> Any:
    """One of mutagen's stream infos of the file, without tags; `None` where mutagen finds no such stream."""
    try:
        return _asked(kind, _Budgeted(file, sniffed.audio, known.size))
    except ValueError:
        return None


def _read(
    kind: Any,
    with_tags: Callable[[AudioFacts, Any], AudioFacts],
    file: BinaryIO,
    sniffed: Sniffed,
    known: AudioFacts,
    without_tags: Callable[[], bytes] | None = None,
) -> AudioFacts:
    """The file as one of mutagen's classes reads it; where its tags are broken, as the file `without_tags` reads."""
    try:
        found = _asked(kind, _Budgeted(file, sniffed.audio, known.size))
    except ValueError as error:
        if without_tags is None:
            raise
        bare = without_tags()
        facts = measured(known, _asked(kind, _Budgeted(io.BytesIO(bare), 0, len(bare))).info)
        return _warned(facts, "tags-unreadable", f"the tags cannot be read: {error}")
    facts = measured(known, found.info)
    return _or_warning(facts, lambda: with_tags(facts, found))


def _warned(facts: AudioFacts, code: str, detail: str) -> AudioFacts:
    return replace(facts, warnings=(*facts.warnings, Warning(code=code, detail=detail)))


def _or_warning(facts: AudioFacts, with_tags: Callable[[], AudioFacts]) -> AudioFacts:
    """`with_tags()`, or the facts with a warning: the audio was measured, and broken tags are no reason to lose it."""
    try:
        return with_tags()
    except ValueError as error:
        return _warned(facts, "tags-unreadable", f"the tags cannot be read: {error}")


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
