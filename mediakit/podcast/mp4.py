"""MP4 by its boxes: what mutagen does not say, which is whether pictures move in it and where its index lies.

mutagen measures the sound. Where it gives up, because a box of the tags is broken, it is asked again over
`without_tags`. Source: ISO/IEC 14496-12 (4.2, 8.2, 8.4).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final, NamedTuple

# A two-hour M4B has about 60 boxes; a fragmented file some thousands.
_MAX_BOXES: Final = 20_000
# The index of a day of sound has some megabytes.
_MAX_INDEX: Final = 32 * 1024 * 1024
_WITHIN: Final = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl"})
# Tracks of the kind `vide` with other codecs are still pictures: the artwork of chapters.
_MOVING: Final = frozenset({b"avc1", b"avc3", b"hvc1", b"hev1", b"mp4v", b"av01", b"vp09", b"H264", b"s263"})


class Box(NamedTuple):
    """A box: where its content begins and ends; `cut` when what it stands in ends before it does."""

    name: bytes
    start: int
    end: int
    cut: bool = False


@dataclass(frozen=True, kw_only=True)
class Movie:
    """`faststart`: the index comes before the media, so that a player can begin before it has the whole file.

    `complete`: whether the media is as long as its box says.
    """

    video: bool
    faststart: bool
    complete: bool
    tracks: tuple[Box, ...]


def read_movie(file: BinaryIO, start: int, size: int) -> Movie:
    """What the boxes say. `ValueError` for a file without an index or without sound."""
    tracks: list[Box] = []
    order: list[bytes] = []
    kinds: list[bytes] = []
    video, complete = False, True
    for box in _boxes(file, start, size):
        if box.name in (b"moov", b"mdat"):
            order.append(box.name)
            complete = complete and not box.cut
        elif box.name == b"trak":
            tracks.append(box)
            kinds.append(b"")
        elif kinds and box.name in (b"hdlr", b"stsd"):
            file.seek(box.start)
            word = file.read(min(box.end - box.start, 16))
            if box.name == b"hdlr":
                kinds[-1] = kinds[-1] or word[8:12]
            else:
                video = video or (kinds[-1] == b"vide" and word[12:16] in _MOVING)
    if b"moov" not in order:
        raise ValueError("an MP4 file without its index (moov): it was cut off, or never finished")
    if b"soun" not in kinds:
        raise ValueError("an MP4 file without sound")
    return Movie(video=video, faststart=order[0] == b"moov", complete=complete, tracks=tuple(tracks))


def without_tags(file: BinaryIO, movie: Movie) -> bytes:
    """An MP4 file of nothing but the index of these tracks, for a reader that stumbles over the tags."""
    if sum(box.end - box.start for box in movie.tracks) > _MAX_INDEX:
        raise ValueError(f"an index of more than {_MAX_INDEX:,} bytes")
    tracks = []
    for box in movie.tracks:
        file.seek(box.start)
        tracks.append(_written(b"trak", file.read(box.end - box.start)))
    return _written(b"moov", b"".join(tracks))


def _written(name: bytes, body: bytes) -> bytes:
    return (8 + len(body)).to_bytes(4, "big") + name + body


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
        yield Box(name, body, stop, at + length > end)
