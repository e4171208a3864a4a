"""WAV by its chunks: how long it is, and the two kinds of tags it may carry. Source: RIFF MCI (Microsoft, 1991)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import BinaryIO, Final

# A WAV file has about ten chunks; a thousand is an attack.
_MAX_CHUNKS: Final = 1_000
_UNCOMPRESSED: Final = frozenset({1, 3, 0xFFFE})  # PCM, floats, and what is extensible
_MAX_LIST: Final = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Wave:
    """`byte_rate` bytes a second; `info` the LIST INFO texts; `id3` where that tag is."""

    channels: int
    sample_rate: int
    byte_rate: int
    duration: float | None
    complete: bool
    info: dict[str, str] = field(default_factory=dict)
    id3: tuple[int, int] | None = None


def read_wave(file: BinaryIO, start: int, size: int) -> Wave:
    """The file's chunks. `ValueError` when it lacks the two that make it a WAV file."""
    file.seek(start)
    wide = file.read(4) == b"RF64"  # EBU Tech 3306: lengths of more than 32 bits stand in a chunk of their own
    at = start + 12
    form: tuple[int, int, int, int] | None = None
    data: int | None = None
    complete = True
    info: dict[str, str] = {}
    tag: tuple[int, int] | None = None
    samples = wide_data = 0
    for _ in range(_MAX_CHUNKS):
        if at > size:
            break
        file.seek(at)
        header = file.read(8)
        if len(header) < 8:
            break
        name, length = header[:4], int.from_bytes(header[4:], "little")
        if wide and name == b"data" and length == 0xFFFFFFFF:
            length = wide_data
        there = min(length, size - at - 8)
        if name == b"fmt " and form is None:
            body = file.read(16)
            if len(body) < 16:
                break
            form = (
                int.from_bytes(body[0:2], "little"),
                int.from_bytes(body[2:4], "little"),
                int.from_bytes(body[4:8], "little"),
                int.from_bytes(body[8:12], "little"),
            )
        elif name == b"ds64":
            wide_data = int.from_bytes(file.read(16)[8:16], "little")
        elif name == b"fact":
            samples = int.from_bytes(file.read(4), "little")
        elif name == b"data" and data is None:
            # A recorder that was cut off leaves 0 or 0xFFFFFFFF here; what there is, is the sound.
            data, complete = there, there == length
        elif name == b"LIST":
            info |= _info(file.read(min(there, _MAX_LIST)))
        elif name.lower() == b"id3 ":
            tag = (at + 8, there)
        at += 8 + length + (length & 1)
    if form is None or data is None:
        raise ValueError("a WAV file without a format or without sound")
    codec, channels, rate, byte_rate = form
    if codec not in _UNCOMPRESSED and samples and rate:
        duration: float | None = samples / rate  # the average rate of compressed sound is a guess, the count is none
    else:
        duration = data / byte_rate if byte_rate else None
    return Wave(
        channels=channels,
        sample_rate=rate,
        byte_rate=byte_rate,
        duration=duration,
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
