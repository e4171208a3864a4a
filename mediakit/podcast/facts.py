"""AudioFacts: what is known of an audio file once it was measured, as a plain value."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Literal

from mediakit import chars, times
from mediakit.embed import Chapter, Warning
from mediakit.fields import JSON

BitrateMode = Literal["constant", "variable", "average"]


@dataclass(frozen=True, kw_only=True)
class CoverFacts:
    """A picture within the file: `mime` by its own first bytes, `size` in bytes, pixels, `digest` its SHA-256."""

    mime: str | None
    size: int
    digest: str
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, kw_only=True)
class AudioFacts:
    """A measured audio file.

    format:       mp3, mp4, vorbis, opus, flac, wav or aac.
    mime:         the registered MIME type: `audio/mpeg`, `audio/mp4`, `audio/ogg`, `audio/flac`, `audio/wav` ...
    size:         bytes of the file.
    duration:     seconds; `exact` says whether it was counted or stated by the file itself, not estimated.
    bitrate:      bits a second, on average.
    title, artist, album, comment: from the file's tags.
    chapters:     ID3 CHAP, MP4 chpl, Vorbis CHAPTERxxx.
    images:       covers.
    warnings:     what a producer should know: `codes` such as `no-vbr-header`, `truncated`, `tags-unreadable`.
    """

    format: str
    mime: str
    size: int
    duration: float | None = None
    exact: bool = True
    bitrate: int | None = None
    bitrate_mode: BitrateMode | None = None
    channels: int | None = None
    sample_rate: int | None = None
    title: str | None = None
    artist: str | None = None
    album: str | None = None
    comment: str | None = None
    chapters: tuple[Chapter, ...] = ()
    images: tuple[CoverFacts, ...] = ()
    warnings: tuple[Warning, ...] = ()

    def to_dict(self) -> dict[str, JSON]:
        """All that is known, as plain JSON values; what is not known is left out.

        >>> AudioFacts(format="mp3", mime="audio/mpeg", size=3).to_dict()
        {'format': 'mp3', 'mime': 'audio/mpeg', 'size': 3, 'exact': True}
        """
        return {name: _known(value) for name, value in asdict(self).items() if value is not None and value != ()}


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


def _known(value: JSON) -> JSON:
    if isinstance(value, tuple | list):
        return [_known(one) for one in value]
    if isinstance(value, dict):
        return {name: _known(one) for name, one in value.items() if one is not None}
    return value
