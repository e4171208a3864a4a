"""What a picture says of itself in its first bytes: type by magic bytes, width and height, nothing decoded.

A server's word for what it sends is not taken (Synapse CVE-2024-53863), and no decoder ever sees strangers' bytes:
dimensions are read from headers, with every step bounded by the bytes at hand. Sources: PNG (W3C) 11.2.2, GIF89a 18,
JPEG (ITU T.81) B.2.2, Exif 2.3 4.6.4 (orientation), WebP container specification, ISO 14496-12 and HEIF 6.5.3 (AVIF).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

# Enough for any picture's dimensions but a JPEG's behind a large Exif block or colour profile: those have 64 KiB each.
HEAD: Final = 256 * 1024

EXTENSIONS: Final = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/avif": ".avif",
}
_HEX: Final = frozenset("0123456789abcdef")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's type, and its size in pixels as it is shown; `None` where the bytes at hand don't reach so far."""

    mime: str
    width: int | None = None
    height: int | None = None


def is_content_name(name: str) -> bool:
    """Whether a kept file's name was made here, of its content; a file of the site's own is never called so.

    >>> is_content_name("0123456789abcdef0123456789abcdef.jpg"), is_content_name("media/quay.jpg")
    (True, False)
    """
    stem, dot, ending = name.partition(".")
    return len(stem) == 32 and set(stem) <= _HEX and dot + ending in EXTENSIONS.values()


def picture(head: bytes) -> Picture | None:
    """What the first bytes of a file say of it, or `None` when it is no picture that browsers show.

    Takes any bytes, raises nothing.

    >>> picture(b"GIF89a" + bytes([64, 1, 200, 0]) + bytes(10))
    Picture(mime='image/gif', width=320, height=200)
    >>> picture(b"<svg onload=alert(1)>") is None
    True
    """
    head = head[:HEAD]
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        known = head[12:16] == b"IHDR" and len(head) >= 24
        return _picture("image/png", _big(head, 16, 4), _big(head, 20, 4)) if known else Picture("image/png")
    if head.startswith((b"GIF87a", b"GIF89a")):
        return _picture("image/gif", _little(head, 6, 2), _little(head, 8, 2))
    if head.startswith(b"\xff\xd8\xff"):
        return _picture("image/jpeg", *_jpeg(head))
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return _picture("image/webp", *_webp(head))
    if head[4:8] == b"ftyp" and _is_avif(head):
        return _picture("image/avif", *_avif(head))
    return None


def _picture(mime: str, width: int | None, height: int | None) -> Picture:
    return Picture(mime, width, height) if width and height else Picture(mime)


def _big(data: bytes, at: int, length: int) -> int | None:
    return int.from_bytes(data[at : at + length], "big") if len(data) >= at + length else None


def _little(data: bytes, at: int, length: int) -> int | None:
    return int.from_bytes(data[at : at + length], "little") if len(data) >= at + length else None


def _jpeg(data: bytes) -> tuple[int | None, int | None]:
    """The frame header's size, turned when Exif says the camera was."""
    turned = False
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            break
        marker = data[at + 1]
        if marker == 0xFF:  # fill byte
            at += 1
            continue
        if marker == 0x01 or 0xD0 <= marker <= 0xD8:  # markers that stand alone
            at += 2
            continue
        length = _big(data, at + 2, 2) or 0
        if length < 2 or marker in (0xD9, 0xDA):
            break
        if marker == 0xE1 and data[at + 4 : at + 10] == b"Exif\0\0":
            turned = _orientation(data[at + 10 : at + 2 + length]) >= 5
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = _big(data, at + 5, 2), _big(data, at + 7, 2)
            return (height, width) if turned else (width, height)
        at += 2 + length
    return None, None


def _orientation(tiff: bytes) -> int:
    """The orientation tag of an Exif block: 1 upright, 5 to 8 lying on its side."""
    read = {b"II*\0": _little, b"MM\0*": _big}.get(tiff[:4])
    if read is None:
        return 1
    first = read(tiff, 4, 4) or 0
    for number in range(min(read(tiff, first, 2) or 0, 256)):
        entry = first + 2 + 12 * number
        if read(tiff, entry, 2) == 0x0112:
            return read(tiff, entry + 8, 2) or 1
    return 1


def _webp(data: bytes) -> tuple[int | None, int | None]:
    form = data[12:16]
    if form == b"VP8X":
        width, height = _little(data, 24, 3), _little(data, 27, 3)
        return (width + 1, height + 1) if width is not None and height is not None else (None, None)
    if form == b"VP8L" and data[20:21] == b"\x2f":
        bits = _little(data, 21, 4)
        return (None, None) if bits is None else ((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if form == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        width, height = _little(data, 26, 2), _little(data, 28, 2)
        return (width & 0x3FFF, height & 0x3FFF) if width is not None and height is not None else (None, None)
    return None, None


def _is_avif(data: bytes) -> bool:
    length = min(_big(data, 0, 4) or 0, 256)
    brands = {data[8:12], *(data[at : at + 4] for at in range(16, length - 3, 4))}
    return bool(brands & {b"avif", b"avis"})


def _avif(data: bytes) -> tuple[int | None, int | None]:
    """The largest `ispe` property: an AVIF may hold a thumbnail and the tiles of a grid beside the whole."""
    largest: tuple[int, int] | None = None
    for meta in _boxes(data, b"meta", 0, len(data)):
        for properties in _boxes(data, b"iprp", meta[0] + 4, meta[1]):
            for container in _boxes(data, b"ipco", *properties):
                for start, _ in _boxes(data, b"ispe", *container):
                    width, height = _big(data, start + 4, 4), _big(data, start + 8, 4)
                    if width and height and (largest is None or width * height > largest[0] * largest[1]):
                        largest = (width, height)
    return largest or (None, None)


def _boxes(data: bytes, name: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the contents of the boxes of this name begin and end, among the first 64 boxes of a stretch."""
    for _ in range(64):
        length = _big(data, start, 4)
        if length is None or start + 8 > end:
            return
        stop = end if length == 0 else start + length
        if length != 0 and length < 8:
            return
        if data[start + 4 : start + 8] == name:
            yield start + 8, min(stop, end)
        start = stop
