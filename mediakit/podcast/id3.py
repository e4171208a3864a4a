"""The container of ID3v2, made small and plain before anything else reads it.

Tags come from strangers: a 204 kB one can inflate to 200 MiB, chapters within chapters exhaust the stack, and a million
empty frames take minutes. So the frames are picked apart here, in one pass and within limits; only those we want are
kept, uncompressed and without flags, and mutagen is handed the rest: what a frame's text says. Sources: id3.org,
id3v2-00 (2.2), id3v2.3.0, id3v2.4.0-structure, id3v2-chapters-1.0.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Final, NamedTuple

# No cover of any podcast is as large; a larger tag is skipped whole, the audio behind it is still measured.
MAX_TAG: Final = 16 * 1024 * 1024
# An audiobook of a whole Bible has 1,189 chapters.
MAX_FRAMES: Final = 2_000
# What one compressed frame may become.
MAX_INFLATED: Final = 8 * 1024 * 1024

_WANTED: Final = {
    2: frozenset({b"TT2", b"TP1", b"TAL", b"COM", b"PIC"}),
    3: frozenset({b"TIT2", b"TPE1", b"TALB", b"COMM", b"APIC", b"CHAP"}),
    4: frozenset({b"TIT2", b"TPE1", b"TALB", b"COMM", b"APIC", b"CHAP"}),
}
_IN_CHAPTER: Final = frozenset({b"TIT2", b"WXXX"})
_PICTURES: Final = frozenset({b"APIC", b"PIC"})


class Header(NamedTuple):
    """`size` is that of the whole tag with its header (and footer)."""

    version: int
    flags: int
    size: int


def header(head: bytes) -> Header | None:
    """The ID3v2 header that these ten bytes are, or `None`.

    >>> header(b"ID3\\x04\\x00\\x00\\x00\\x00\\x02\\x01")
    Header(version=4, flags=0, size=267)
    """
    if len(head) < 10 or head[:3] != b"ID3" or head[3] == 0xFF or any(byte & 0x80 for byte in head[6:10]):
        return None
    footer = 10 if head[3] == 4 and head[5] & 0x10 else 0
    return Header(head[3], head[5], 10 + _syncsafe(head[6:10]) + footer)


def plain(tag: bytes) -> bytes:
    """The tag with only the frames that are read here, uncompressed and without flags; `b""` when none is left.

    `ValueError` for a version nobody writes and for more than `MAX_FRAMES` frames.
    """
    found = header(tag)
    if found is None or found.version not in _WANTED:
        raise ValueError("an ID3 tag of an unknown version")
    body = tag[10 : found.size]
    whole = found.flags & 0x80
    if whole and found.version < 4:
        body = _resync(body)
    if found.flags & 0x40 and found.version > 2:
        body = body[_extended(body, found.version) :]
    kept: list[tuple[bytes, bytes]] = []
    for name, flags, data in _frames(body, found.version):
        if name not in _WANTED[found.version]:
            continue
        opened = _opened(data, flags, found.version, bool(whole))
        if opened is not None and name == b"CHAP":
            opened = _chapter(opened, found.version)
        if opened:
            kept.append((name, opened))
    kept.sort(key=lambda frame: frame[0] not in _PICTURES)  # large frames first: mutagen copies what follows each
    out = b"".join(_written(name, data, found.version) for name, data in kept)
    return b"ID3" + bytes((found.version, 0, 0)) + _to_syncsafe(len(out)) + out if out else b""


def _frames(body: bytes, version: int) -> Iterator[tuple[bytes, int, bytes]]:
    """Name, flags and data of each frame, up to the padding."""
    letters, head = (3, 6) if version == 2 else (4, 10)
    syncsafe = version == 4 and _sizes_are_syncsafe(body)
    at = count = 0
    while at + head <= len(body):
        name = body[at : at + letters]
        if not name.strip(b"\0"):
            return
        size_bytes = body[at + letters : at + 2 * letters]
        size = _syncsafe(size_bytes) if syncsafe else int.from_bytes(size_bytes, "big")
        flags = int.from_bytes(body[at + 8 : at + 10], "big") if version > 2 else 0
        data = body[at + head : at + head + size]
        count += 1
        if count > MAX_FRAMES:
            raise ValueError(f"an ID3 tag of more than {MAX_FRAMES} frames")
        yield name, flags, data
        at += head + size


def _sizes_are_syncsafe(body: bytes) -> bool:
    """Whether 2.4 frame sizes are written as the standard says; old iTunes wrote plain numbers."""
    scores = []
    for syncsafe in (True, False):
        at = good = 0
        while at + 10 <= len(body) and body[at : at + 4].strip(b"\0") and good < 64:
            raw = body[at + 4 : at + 8]
            name = body[at : at + 4]
            if not (name.isalnum() and name.upper() == name) or (syncsafe and any(byte & 0x80 for byte in raw)):
                break
            good += 1
            at += 10 + (_syncsafe(raw) if syncsafe else int.from_bytes(raw, "big"))
        ended_well = at <= len(body) and not body[at : at + 4].strip(b"\0")
        scores.append((ended_well, good))
    return scores[0] >= scores[1]


def _opened(data: bytes, flags: int, version: int, unsynchronised: bool) -> bytes | None:
    """The frame's data without compression, unsynchronisation and the bytes they add; `None` for what stays closed."""
    if version == 3:
        compressed, encrypted, grouped = flags & 0x80, flags & 0x40, flags & 0x20
        skip = (4 if compressed else 0) + (1 if encrypted else 0) + (1 if grouped else 0)
    elif version == 4:
        compressed, encrypted, grouped = flags & 0x08, flags & 0x04, flags & 0x40
        skip = (1 if grouped else 0) + (1 if encrypted else 0) + (4 if flags & 0x01 else 0)
        if flags & 0x02 or unsynchronised:
            data = _resync(data)
    else:
        return data
    if encrypted:
        return None
    data = data[skip:]
    if compressed:
        inflate = zlib.decompressobj()
        try:
            data = inflate.decompress(data, MAX_INFLATED)
        except zlib.error:
            return None
        if inflate.unconsumed_tail:
            return None
    return data


def _chapter(data: bytes, version: int) -> bytes | None:
    """A CHAP frame with only its title and its link: no pictures, no chapters within."""
    end = data.find(b"\0")
    if end < 0 or len(data) < end + 17:
        return None
    kept = b"".join(
        _written(name, opened, version)
        for name, flags, inner in _frames(data[end + 17 :], version)
        if name in _IN_CHAPTER and (opened := _opened(inner, flags, version, unsynchronised=False))
    )
    return data[: end + 17] + kept


def _written(name: bytes, data: bytes, version: int) -> bytes:
    if version == 2:
        return name + len(data).to_bytes(3, "big") + data
    size = _to_syncsafe(len(data)) if version == 4 else len(data).to_bytes(4, "big")
    return name + size + b"\0\0" + data


def _extended(body: bytes, version: int) -> int:
    """How long the extended header is: 2.3 counts without its size, 2.4 with it."""
    if len(body) < 4:
        return 0
    if body[:4].isalnum():
        return 0  # frames follow at once: the flag is wrong (Sonos Trueplay and others)
    return _syncsafe(body[:4]) if version == 4 else 4 + int.from_bytes(body[:4], "big")


def _resync(data: bytes) -> bytes:
    return data.replace(b"\xff\x00", b"\xff")


def _syncsafe(data: bytes) -> int:
    value = 0
    for byte in data:
        value = value << 7 | byte & 0x7F
    return value


def _to_syncsafe(number: int) -> bytes:
    return bytes(number >> shift & 0x7F for shift in (21, 14, 7, 0))
