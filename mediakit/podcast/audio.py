"""Measuring audio files: the one module that imports mutagen, and only inside the functions that need it.

mutagen is licensed under the GPL (GPL-2.0-or-later), mediakit under MIT: whoever ships a product with `probe` in it
ships mutagen too. Nothing else in mediakit needs it.

Files come from strangers. The format is decided by our own reading of the first bytes, then one class of mutagen is
asked, over a file object with a budget that turns every endless loop into an error; ID3 tags are picked apart and made
plain before mutagen sees them (`mediakit.podcast.id3`), and MP3, AAC and WAV are measured without it. Whatever mutagen
raises becomes `UnreadableAudio`.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import io
import struct
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from os import PathLike, fspath
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

from mediakit import chars, pictures, times, url
from mediakit.embed import Chapter, Warning
from mediakit.errors import UnreadableAudio
from mediakit.podcast import id3, mpeg, riff
from mediakit.podcast.facts import AudioFacts, CoverFacts
from mediakit.podcast.formats import MIME, Sniffed, sniff

# What mutagen may do to one file. The largest honest use seen is 70 reads and a 10 MB cover.
MAX_CALLS: Final = 20_000
MAX_READ: Final = 64 * 1024 * 1024
# An audiobook may have a thousand chapters; what claims more is no audiobook.
MAX_CHAPTERS: Final = 2_000

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
    from mutagen import MutagenError

    size = file.seek(0, io.SEEK_END)
    try:
        sniffed = sniff(file, size)
        known = AudioFacts(format=sniffed.format, mime=MIME[sniffed.format], size=size)
        facts = _READERS[sniffed.format](file, sniffed, known)
    except MutagenError as error:
        raise UnreadableAudio(_reason(error), name) from error
    except _FOREIGN as error:
        raise UnreadableAudio(_reason(error), name) from error
    return facts


def _reason(error: Exception) -> str:
    words = chars.shorten(str(error), 200)
    return words if isinstance(error, ValueError) and words else f"broken audio ({type(error).__name__}: {words})"


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
    if found is None:
        raise ValueError("no MP3 frames")
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
        duration=found.data / found.byte_rate if found.byte_rate else None,
        bitrate=found.byte_rate * 8 or None,
        bitrate_mode="constant",
        channels=found.channels or None,
        sample_rate=found.sample_rate or None,
        title=_line(found.info.get("INAM")),
        artist=_line(found.info.get("IART")),
        album=_line(found.info.get("IPRD")),
        comment=_line(found.info.get("ICMT")),
        warnings=()
        if found.complete
        else (Warning(code="truncated", detail="the sound ends before the file says so"),),
    )
    return _with_id3(facts, file, found.id3)


def _mp4(file: BinaryIO, sniffed: Sniffed, known: AudioFacts) -> AudioFacts:
    from mutagen.mp4 import MP4

    found = _opened(MP4, file, sniffed, known)
    tags: Mapping[str, Any] = found.tags or {}
    return replace(
        _measured(known, found.info),
        **_texts(
            title=tags.get("\xa9nam"),
            artist=tags.get("\xa9ART"),
            album=tags.get("\xa9alb"),
            comment=tags.get("\xa9cmt"),
        ),
        chapters=_chapters((chapter.start, chapter.title, None, None) for chapter in found.chapters or ()),
        images=tuple(_cover(bytes(cover)) for cover in tags.get("covr", ())),
    )


def _flac(file: BinaryIO, sniffed: Sniffed, known: AudioFacts) -> AudioFacts:
    from mutagen.flac import FLAC

    found = _opened(FLAC, file, sniffed, known)
    facts = _with_comments(_measured(known, found.info), found.tags)
    return replace(facts, images=tuple(_cover(picture.data) for picture in found.pictures) or facts.images)


def _vorbis(file: BinaryIO, sniffed: Sniffed, known: AudioFacts) -> AudioFacts:
    from mutagen.oggvorbis import OggVorbis

    found = _opened(OggVorbis, file, sniffed, known)
    return _with_comments(_measured(known, found.info), found.tags)


def _opus(file: BinaryIO, sniffed: Sniffed, known: AudioFacts) -> AudioFacts:
    from mutagen.oggopus import OggOpus

    found = _opened(OggOpus, file, sniffed, known)
    # Opus has no rate of its own and always plays at 48 kHz (RFC 7845 5.1).
    return replace(_with_comments(_measured(known, found.info), found.tags), sample_rate=48_000)


_READERS: Final[Mapping[str, Callable[[BinaryIO, Sniffed, AudioFacts], AudioFacts]]] = {
    "mp3": _mp3,
    "aac": _aac,
    "wav": _wav,
    "mp4": _mp4,
    "flac": _flac,
    "vorbis": _vorbis,
    "opus": _opus,
}


# --- mutagen's words into ours ----------------------------------------------------------------------------------


def _opened(kind: Any, file: BinaryIO, sniffed: Sniffed, known: AudioFacts) -> Any:
    """The file as one of mutagen's classes reads it, within its budget."""
    return kind(fileobj=_Budgeted(file, sniffed.audio, known.size))


def _measured(known: AudioFacts, info: Any) -> AudioFacts:
    """What mutagen's stream info knows. A length of 0 is one that the file does not state."""
    duration = float(info.length) or None
    bitrate = int(getattr(info, "bitrate", 0) or 0)
    return replace(
        known,
        duration=duration,
        bitrate=bitrate or (round(known.size * 8 / duration) if duration else None),
        channels=int(getattr(info, "channels", 0) or 0) or None,
        sample_rate=int(getattr(info, "sample_rate", 0) or 0) or None,
    )


def _with_id3(facts: AudioFacts, file: BinaryIO, place: tuple[int, int] | None) -> AudioFacts:
    """The facts with what the ID3 tags say: version 2 at `place`, version 1 in the last 128 bytes."""
    from mutagen import MutagenError
    from mutagen.id3 import ID3

    file.seek(max(0, facts.size - 128))
    last = file.read(128)
    tail = last if last[:3] == b"TAG" and len(last) == 128 else b""
    try:
        tag = b""
        if place is not None:
            if place[1] > id3.MAX_TAG:
                raise ValueError(f"an ID3 tag of {place[1]:,} bytes")
            file.seek(place[0])
            tag = id3.plain(file.read(place[1]))
        if not tag and not tail:
            return facts
        tags: Any = cast(Any, ID3)(fileobj=io.BytesIO(tag + tail))
        # CTOC gives an order too; players and directories go by time.
        chapters = _chapters(_chap(frame) for frame in tags.getall("CHAP"))
        covers = tuple(_cover(frame.data) for frame in tags.getall("APIC"))
        return replace(
            facts,
            title=_first(tags.getall("TIT2")) or facts.title,
            artist=_first(tags.getall("TPE1")) or facts.artist,
            album=_first(tags.getall("TALB")) or facts.album,
            comment=_first(sorted((f for f in tags.getall("COMM") if not f.desc.startswith("iTun")), key=_described))
            or facts.comment,
            chapters=chapters,
            images=covers,
        )
    except MutagenError as error:
        reason: Exception = error
    except _FOREIGN as error:
        reason = error
    # The audio was measured all the same: a broken tag is no reason to lose it.
    detail = f"the ID3 tags cannot be read ({chars.shorten(str(reason), 120) or type(reason).__name__})"
    return replace(facts, warnings=(*facts.warnings, Warning(code="tags-unreadable", detail=detail)))


def _described(frame: Any) -> bool:
    return bool(frame.desc)


def _first(frames: Iterable[Any]) -> str | None:
    for frame in frames:
        if line := _line(" / ".join(str(text) for text in frame.text)):
            return line
    return None


def _chap(frame: Any) -> tuple[float, str, float | None, str | None]:
    title = _first(frame.sub_frames.getall("TIT2")) or ""
    link = next((str(link.url) for link in frame.sub_frames.getall("WXXX")), None)
    end = frame.end_time / 1000 if frame.start_time < frame.end_time < 0xFFFFFFFF else None
    return frame.start_time / 1000, title, end, link


def _with_comments(facts: AudioFacts, comments: Any) -> AudioFacts:
    """The facts with what Vorbis comments say (also in Opus and FLAC)."""
    known: dict[str, list[str]] = {}
    for name, text in comments or ():
        known.setdefault(name.upper(), []).append(text)
    chapters = []
    for name, texts in known.items():
        if name.startswith("CHAPTER") and name[7:].isdecimal() and (start := times.seconds(texts[0])) is not None:
            title, link = known.get(f"{name}NAME", [""])[0], known.get(f"{name}URL", [None])[0]
            chapters.append((start, title, None, link))
    return replace(
        facts,
        **_texts(
            title=known.get("TITLE"),
            artist=known.get("ARTIST"),
            album=known.get("ALBUM"),
            comment=known.get("COMMENT") or known.get("DESCRIPTION"),
        ),
        chapters=_chapters(chapters),
        images=tuple(cover for text in known.get("METADATA_BLOCK_PICTURE", ()) if (cover := _block_picture(text))),
    )


def _block_picture(text: str) -> CoverFacts | None:
    """A FLAC picture block, base64, as Ogg files carry it (wiki.xiph.org/VorbisComment)."""
    try:
        block = base64.b64decode(text, validate=True)
        at = 4
        for _ in range(2):  # MIME type and description, each behind its length
            at += 4 + int.from_bytes(block[at : at + 4], "big")
        at += 16
        length = int.from_bytes(block[at : at + 4], "big")
    except ValueError:
        return None
    data = block[at + 4 : at + 4 + length]
    return _cover(data) if data else None


def _cover(data: bytes) -> CoverFacts:
    seen = pictures.picture(data)
    return CoverFacts(
        mime=seen.mime if seen else None,
        size=len(data),
        digest=hashlib.sha256(data).hexdigest(),
        width=seen.width if seen else None,
        height=seen.height if seen else None,
    )


def _chapters(found: Iterable[tuple[float, str, float | None, str | None]]) -> tuple[Chapter, ...]:
    """Chapters in the order of time. `ValueError` for more than anybody makes."""
    chapters = sorted(found, key=lambda chapter: chapter[0])
    if len(chapters) > MAX_CHAPTERS:
        raise ValueError(f"more than {MAX_CHAPTERS} chapters")
    return tuple(
        Chapter(start=start, title=chars.one_line(title or ""), end=end, url=url.safe(link))
        for start, title, end, link in chapters
    )


def _texts(**texts: Iterable[str] | None) -> dict[str, Any]:
    """The texts of a tag that may stand several times, as one line each."""
    return {name: _line(" / ".join(str(text) for text in held)) for name, held in texts.items() if held}


def _line(text: str | None) -> str | None:
    return (chars.one_line(text) if text else None) or None
