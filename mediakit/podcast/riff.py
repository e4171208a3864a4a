"""WAV by its chunks: what mutagen does not read of them, which is the LIST INFO texts, and sound that is not plain.

Measured by mutagen are files of uncompressed sound that are whole. It refuses RF64; it believes the length that stands
there, where a recorder left 0 or 0xFFFFFFFF or the file was cut off; and of compressed sound (ADPCM, GSM, MP3) it takes
blocks for samples. For those `read_wave` has the figures. Sources: RIFF MCI (Microsoft, 1991), EBU Tech 3306 (RF64).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import BinaryIO, Final

# A WAV file has about ten chunks; a thousand is an attack.
_MAX_CHUNKS: Final = 1_000
_UNCOMPRESSED: Final = frozenset({1, 3, 0xFFFE})  # PCM, floats, and what is extensible
_MAX_LIST: Final = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Wave:
    """`plain`: mutagen measures it; `complete`: the sound is all there; `info`: LIST INFO; `id3`: where that tag is."""

    channels: int
    sample_rate: int
    duration: float | None
    sound: int
    plain: bool
    complete: bool
    info: dict[str, str] = field(default_factory=dict)
    id3: tuple[int, int] | None = None


def read_wave(file: BinaryIO, start: int, size: int) -> Wave:
    """The file's chunks. `ValueError` when it lacks the two that make it a WAV file."""
    file.seek(start)
    head = file.read(8)
    wide = head[:4] == b"RF64"  # lengths of more than 32 bits stand in a chunk of their own
    at, end = start + 12, start + 8 + int.from_bytes(head[4:], "little")
    form = b""
    sound: int | None = None
    complete = True
    info: dict[str, str] = {}
    tag: tuple[int, int] | None = None
    samples = wide_sound = 0
    for _ in range(_MAX_CHUNKS):
        if at > size:
            break
        file.seek(at)
        header = file.read(8)
        if len(header) < 8:
            break
        name, length = header[:4], int.from_bytes(header[4:], "little")
        if wide and name == b"data" and length == 0xFFFFFFFF:
            length = wide_sound
        elif name == b"data" and not length and end <= at + 8 < size:
            length = 0xFFFFFFFF  # never finished: the lengths were to be written at the end
        there = min(length, size - at - 8)
        if name == b"fmt " and not form:
            form = file.read(16)
        elif name == b"ds64":
            wide_sound = int.from_bytes(file.read(16)[8:16], "little")
        elif name == b"fact":
            samples = int.from_bytes(file.read(4), "little")
        elif name == b"data" and sound is None:
            sound, complete = there, there == length  # what there is, is the sound
        elif name == b"LIST":
            info |= _info(file.read(min(there, _MAX_LIST)))
        elif name.lower() == b"id3 ":
            tag = (at + 8, there)
        at += 8 + length + (length & 1)
    if len(form) < 16 or sound is None:
        raise ValueError("a WAV file without a format or without sound")
    codec, channels, rate, byte_rate = struct.unpack("<HHII", form[:12])
    plain = codec in _UNCOMPRESSED
    if not plain and samples and rate:
        duration: float | None = samples / rate  # the average rate of compressed sound is a guess, the count is none
    else:
        duration = sound / byte_rate if byte_rate else None
    return Wave(
        channels=channels,
        sample_rate=rate,
        duration=duration or None,
        sound=sound,
        plain=plain and complete,
        complete=complete,
        info=info,
        id3=tag,
    )


def _info(body: bytes) -> dict[str, str]:
    """The texts of a LIST INFO chunk: INAM, IART, IPRD, ICMT ..."""
    found: dict[str, str] = {}
    if body[:4] != b"INFO":
        return found
    at = 4
    while at + 8 <= len(body):
        name = body[at : at + 4].decode("latin-1")
        length = int.from_bytes(body[at + 4 : at + 8], "little")
        raw = body[at + 8 : at + 8 + length].split(b"\0")[0]
        if text := _decoded(raw).strip():
            found.setdefault(name, text)
        at += 8 + length + (length & 1)
    return found


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")
