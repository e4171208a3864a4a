"""FLAC by its last frame: whether the sound is there to the end that the file's header states.

mutagen believes the header. Every frame says which samples it holds, so the last one tells where a file ends that was
cut off. Source: RFC 9639 (8.2 stream info, 9.1 frame header).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Final, NamedTuple

# Frames are seldom larger than 32 kB; the largest of the format has 2 MB.
_TAIL: Final = 256 * 1024


class Stream(NamedTuple):
    """What the stream info states: `rate` a second, `samples` in all (0: not stated), samples of a block."""

    rate: int
    samples: int
    block: int


def missing(file: BinaryIO, start: int, size: int) -> float:
    """Seconds that are missing at the end of the FLAC stream at `start`; 0 where none are, or nothing can be told."""
    file.seek(start)
    head = file.read(42)
    if len(head) < 42 or head[4] & 0x7F:
        return 0.0
    packed = int.from_bytes(head[18:26], "big")
    stream = Stream(packed >> 44, packed & (1 << 36) - 1, int.from_bytes(head[8:10], "big"))
    if not stream.rate or not stream.samples:
        return 0.0
    file.seek(max(start + 42, size - _TAIL))
    reached = max((end for end in _ends(file.read(_TAIL), stream) if end <= stream.samples), default=None)
    return 0.0 if reached is None else (stream.samples - reached) / stream.rate


def _ends(data: bytes, stream: Stream) -> Iterator[int]:
    """For all that looks like the header of a frame: the number of samples up to the frame's end.

    What only looks so by chance (one in ten million places) can hide that something is missing, never feign it.
    """
    at = data.find(b"\xff")
    while at >= 0:
        if (end := _end(data[at : at + 16], stream)) is not None:
            yield end
        at = data.find(b"\xff", at + 1)


def _end(head: bytes, stream: Stream) -> int | None:
    if len(head) < 6 or head[1] not in (0xF8, 0xF9) or head[3] & 1:
        return None
    coded, at = _number(head, 4)
    if coded is None:
        return None
    size_bits, rate_bits = head[2] >> 4, head[2] & 15
    if size_bits in (6, 7):
        width = size_bits - 5
        block = int.from_bytes(head[at : at + width], "big") + 1
        at += width
    elif size_bits == 0:
        return None
    else:
        block = 192 if size_bits == 1 else 576 << size_bits - 2 if size_bits < 6 else 256 << size_bits - 8
    at += {12: 1, 13: 2, 14: 2}.get(rate_bits, 0)
    if at >= len(head) or rate_bits == 15 or _crc(head[:at]) != head[at]:
        return None
    is_variable = head[1] & 1  # then the number counts samples, else frames
    return (coded if is_variable else coded * stream.block) + block


def _number(head: bytes, at: int) -> tuple[int | None, int]:
    """A number coded like a character of UTF-8, and where it ends."""
    first = head[at]
    if first < 0x80:
        return first, at + 1
    length = 8 - (first ^ 0xFF).bit_length()
    more = head[at + 1 : at + length]
    if not 2 <= length <= 7 or len(more) != length - 1 or any(byte & 0xC0 != 0x80 for byte in more):
        return None, at
    number = first & (1 << max(0, 7 - length)) - 1
    for byte in more:
        number = number << 6 | byte & 0x3F
    return number, at + length


def _crc(data: bytes) -> int:
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = (crc << 1 ^ 0x07 if crc & 0x80 else crc << 1) & 0xFF
    return crc
