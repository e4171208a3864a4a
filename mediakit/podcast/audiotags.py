"""What the tags and stream infos that mutagen reads say, in our words; mutagen itself is not imported here."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from mediakit import chars, pictures, times, url
from mediakit.embed import Chapter
from mediakit.podcast.facts import AudioFacts, BitrateMode, CoverFacts

# An audiobook may have a thousand chapters; what claims more is no audiobook.
MAX_CHAPTERS: Final = 2_000
# mutagen's BitrateMode; its 0 means that no header states one.
_MODES: Final[Mapping[int, BitrateMode]] = {1: "constant", 2: "variable", 3: "average"}


def measured(known: AudioFacts, info: Any) -> AudioFacts:
    """The facts with what mutagen's stream info adds. 0 is what the file does not state."""
    duration = float(info.length) or None
    bitrate = round(getattr(info, "bitrate", 0) or 0)
    return replace(
        known,
        duration=duration,
        bitrate=bitrate or (round(known.size * 8 / duration) if duration else None),
        bitrate_mode=_MODES.get(getattr(info, "bitrate_mode", 0)),
        channels=getattr(info, "channels", 0) or None,
        sample_rate=getattr(info, "sample_rate", 0) or None,
    )


def with_id3(facts: AudioFacts, tags: Any) -> AudioFacts:
    """The facts with what ID3 frames say."""
    comments = [frame for frame in tags.getall("COMM") if not frame.desc.startswith("iTun")]
    return replace(
        facts,
        **_texts(
            title=_said(tags.getall("TIT2")) or facts.title,
            artist=_said(tags.getall("TPE1")) or facts.artist,
            album=_said(tags.getall("TALB")) or facts.album,
            comment=_said(sorted(comments, key=_described)) or facts.comment,
        ),
        # CTOC gives an order too; players and directories go by time.
        chapters=_chapters(_chap(frame) for frame in tags.getall("CHAP")),
        images=tuple(_cover(frame.data) for frame in tags.getall("APIC")),
    )


def with_mp4(facts: AudioFacts, found: Any) -> AudioFacts:
    """The facts with what the atoms of an MP4 file's `ilst` and `chpl` say."""
    tags: Mapping[str, Any] = found.tags or {}
    return replace(
        facts,
        **_texts(
            title=tags.get("\xa9nam"),
            artist=tags.get("\xa9ART"),
            album=tags.get("\xa9alb"),
            comment=tags.get("\xa9cmt"),
        ),
        chapters=_chapters((chapter.start, chapter.title, None, None) for chapter in found.chapters or ()),
        images=tuple(_cover(bytes(cover)) for cover in tags.get("covr", ())),
    )


def with_flac(facts: AudioFacts, found: Any) -> AudioFacts:
    """The facts with what a FLAC file's comments and pictures say."""
    facts = with_comments(facts, found)
    return replace(facts, images=tuple(_cover(picture.data) for picture in found.pictures) or facts.images)


def with_comments(facts: AudioFacts, found: Any) -> AudioFacts:
    """The facts with what Vorbis comments say (also in Opus and FLAC)."""
    known: dict[str, list[str]] = {}
    for name, text in found.tags or ():
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
            comment=known.get("COMMENT") or known.get("COMMENTS") or known.get("DESCRIPTION"),
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


def _chap(frame: Any) -> tuple[float, str, float | None, str | None]:
    title = (_said(frame.sub_frames.getall("TIT2")) or [""])[0]
    link = next((str(link.url) for link in frame.sub_frames.getall("WXXX")), None)
    end = frame.end_time / 1000 if frame.start_time < frame.end_time < 0xFFFFFFFF else None
    return frame.start_time / 1000, title, end, link


def _said(frames: Iterable[Any]) -> list[str] | None:
    """The texts of the first frame that has any."""
    return next((said for frame in frames if (said := [str(text) for text in frame.text if str(text).strip()])), None)


def _described(frame: Any) -> bool:
    return bool(frame.desc)


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


def _texts(**texts: str | Sequence[str] | None) -> dict[str, Any]:
    """The texts of tags as one line each: all artists, else the first of several values."""
    known = {}
    for name, held in texts.items():
        listed = [held] if isinstance(held, str) else [str(text) for text in held or ()]
        known[name] = line(", ".join(listed) if name == "artist" else next(iter(listed), None))
    return known


def line(text: str | None) -> str | None:
    """The text clean and on one line; `None` when nothing is left."""
    return (chars.one_line(text) if text else None) or None
