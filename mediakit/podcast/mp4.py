"""MP4 by its boxes: how long its sound is, whether it has pictures that move, and where its index lies.

Only the few boxes that say so are read, wherever they stand. Source: ISO/IEC 14496-12 (4.2, 8.2, 8.4).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final, NamedTuple

# A two-hour M4B has about 60 boxes; a fragmented file some thousands.
_MAX_BOXES: Final = 20_000
_WITHIN: Final = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl"})
# Tracks of the kind `vide` with other codecs are still pictures: the artwork of chapters.
_MOVING: Final = frozenset({b"avc1", b"avc3", b"hvc1", b"hev1", b"mp4v", b"av01", b"vp09", b"H264", b"s263"})


class Box(NamedTuple):
    """A box: where its content begins and ends."""

    name: bytes
    start: int
    end: int


@dataclass(kw_only=True)
class Track:
    """What is known of a track while its boxes are read."""

    kind: bytes = b""
    codec: bytes = b""
    duration: float | None = None
    channels: int | None = None
    sample_rate: int | None = None


@dataclass(frozen=True, kw_only=True)
class Movie:
    """`faststart`: the index comes before the media, so that a player can begin before it has the whole file."""

    duration: float | None
    channels: int | None
    sample_rate: int | None
    codec: str | None
    video: bool
    faststart: bool


def read_movie(file: BinaryIO, start: int, size: int) -> Movie:
    """What the boxes say of the longest track of sound. `ValueError` for a file without an index or without sound."""
    tracks: list[Track] = []
    order: list[bytes] = []
    for box in _boxes(file, start, size):
        if box.name in (b"moov", b"mdat"):
            order.append(box.name)
        elif box.name == b"trak":
            tracks.append(Track())
        elif tracks:
            _learn(tracks[-1], box, file)
    if b"moov" not in order:
        raise ValueError("an MP4 file without its index (moov): it was cut off, or never finished")
    sound = [track for track in tracks if track.kind == b"soun"]
    if not sound:
        raise ValueError("an MP4 file without sound")
    longest = max(sound, key=lambda track: track.duration or 0)
    return Movie(
        duration=longest.duration,
        channels=longest.channels,
        sample_rate=longest.sample_rate,
        codec=longest.codec.decode("latin-1").strip() or None,
        video=any(track.kind == b"vide" and track.codec in _MOVING for track in tracks),
        faststart=order[0] == b"moov",
    )


def _boxes(file: BinaryIO, start: int, size: int) -> Iterator[Box]:
    """All boxes that matter, those within boxes after their parent, without recursion."""
    left = [(start, size)]
    for _ in range(_MAX_BOXES):
        while left and left[-1][0] + 8 > left[-1][1]:
            left.pop()
        if not left:
            return
        at, end = left.pop()
        file.seek(at)
        head = file.read(16)
        length, name, body = int.from_bytes(head[:4], "big"), head[4:8], at + 8
        if length == 1 and len(head) == 16:
            length, body = int.from_bytes(head[8:16], "big"), at + 16
        elif length == 0:
            length = end - at  # to the end of what it stands in
        if length < body - at:
            continue  # no box: what follows in its parent cannot be told apart
        stop = min(at + length, end)
        left.append((at + length, end))
        if name in _WITHIN:
            left.append((body, stop))
        yield Box(name, body, stop)


def _learn(track: Track, box: Box, file: BinaryIO) -> None:
    if box.name not in (b"hdlr", b"mdhd", b"stsd"):
        return
    file.seek(box.start)
    data = file.read(min(box.end - box.start, 64))
    if box.name == b"hdlr" and not track.kind:
        track.kind = data[8:12]
    elif box.name == b"mdhd" and len(data) >= 20:
        wide = data[0] == 1
        scale = int.from_bytes(data[20:24] if wide else data[12:16], "big")
        length = data[24:32] if wide else data[16:20]
        if scale and length.strip(b"\xff"):  # all ones: not known
            track.duration = int.from_bytes(length, "big") / scale or None
    elif box.name == b"stsd" and len(data) >= 44:
        track.codec = data[12:16]
        if track.kind == b"soun":
            track.channels = int.from_bytes(data[32:34], "big") or None
            track.sample_rate = int.from_bytes(data[40:42], "big") or None
