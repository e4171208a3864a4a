"""Walking the frames of MP3 and of raw AAC (ADTS), where mutagen does not know how long they are.

mutagen believes a Xing, Info or VBRI header, and is right. Without one it divides the size by the first frame's
bitrate: a variable bitrate comes out wrong by a factor of up to four, and tags at the end count as sound. Of ADTS it
looks at 100 frames and extrapolates. Counting the frames is exact and quick: a few bytes of each are looked at.
Sources: ISO/IEC 11172-3 2.4.2.3, ISO/IEC 13818-3 (MPEG-2), ISO/IEC 13818-7 6.2 (ADTS).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import BinaryIO, Final, Literal, NamedTuple

Kind = Literal["mpeg", "adts"]

# Audio may begin behind this much junk (broken tags, padding); what begins later is no audio file.
MAX_JUNK: Final = 256 * 1024
_BLOCK: Final = 256 * 1024

_V1_L1 = (0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448)
_V1_L2 = (0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384)
_V1_L3 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_V2_L1 = (0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256)
_V2_L23 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_ADTS_RATES = (96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350)


class Frame(NamedTuple):
    """A frame's header: `length` in bytes, `samples` a channel, `kind` what must not change from frame to frame."""

    length: int
    samples: int
    rate: int
    channels: int
    bitrate: int
    kind: int


@dataclass(frozen=True, kw_only=True)
class Walk:
    """What the frames add up to, without a Xing, Info or VBRI frame at their head (`header`): that one is silent."""

    rate: int
    channels: int
    samples: int
    audio_bytes: int
    constant: bool
    header: bool

    @property
    def duration(self) -> float:
        """Seconds."""
        return self.samples / self.rate

    @property
    def bitrate(self) -> int:
        """Bits a second, on average."""
        return round(self.audio_bytes * 8 / self.duration)


@lru_cache(4096)  # a file repeats a few hundred headers
def mpeg_frame(header: bytes) -> Frame | None:
    """The frame of MPEG audio (layer I, II or III) that these four bytes begin, or `None`."""
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE0 != 0xE0:
        return None
    version, layer = header[1] >> 3 & 3, header[1] >> 1 & 3
    bits, rate_bits, padding = header[2] >> 4, header[2] >> 2 & 3, header[2] >> 1 & 1
    if version == 1 or layer == 0 or bits in (0, 15) or rate_bits == 3 or header[3] & 3 == 2:
        return None
    rate = _RATES[version][rate_bits]
    if version == 3:
        bitrate = (_V1_L3, _V1_L2, _V1_L1)[layer - 1][bits] * 1000
    else:
        bitrate = (_V2_L1 if layer == 3 else _V2_L23)[bits] * 1000
    if layer == 3:
        length, samples = (12 * bitrate // rate + padding) * 4, 384
    else:
        samples = 576 if layer == 1 and version != 3 else 1152
        length = samples // 8 * bitrate // rate + padding
    channels = 1 if header[3] >> 6 == 3 else 2
    return Frame(length, samples, rate, channels, bitrate, header[1] & 0xFE | rate_bits << 8)


@lru_cache(4096)
def adts_frame(header: bytes) -> Frame | None:
    """The ADTS frame of AAC that these seven bytes begin, or `None`."""
    if len(header) < 7 or header[0] != 0xFF or header[1] & 0xF6 != 0xF0:
        return None
    rate_index = header[2] >> 2 & 15
    length = (header[3] & 3) << 11 | header[4] << 3 | header[5] >> 5
    if rate_index >= len(_ADTS_RATES) or length < 7:
        return None
    rate, samples = _ADTS_RATES[rate_index], 1024 * ((header[6] & 3) + 1)
    layout = (header[2] & 1) << 2 | header[3] >> 6
    return Frame(length, samples, rate, 8 if layout == 7 else layout, length * 8 * rate // samples, rate_index)


_READ: Final = {"mpeg": (mpeg_frame, 4), "adts": (adts_frame, 7)}


def first(file: BinaryIO, start: int, end: int, kind: Kind = "mpeg") -> tuple[int, Frame] | None:
    """Where the first frame begins, and that frame: one that two more of its kind follow, fewer only at the very end.

    `None` where there is none within the first `MAX_JUNK` bytes.
    """
    read, need = _READ[kind]
    available = end - start
    if available <= 0:
        return None
    file.seek(start)
    head = file.read(min(available, MAX_JUNK + 16 * 1024))
    at = head.find(b"\xff")
    while 0 <= at <= MAX_JUNK:
        frame = read(head[at : at + need])
        if frame is not None:
            behind, good = at + frame.length, 1
            while good < 3 and behind + 7 <= len(head):
                following = read(head[behind : behind + need])
                if following is None or following.kind != frame.kind:
                    break
                good += 1
                behind += following.length
            ends = behind + 4096 > available  # a file of one or two frames, and perhaps old tags behind them
            if good == 3 or (behind + 7 > len(head) and behind < available) or (ends and (good == 2 or at == 0)):
                return start + at, frame
        at = head.find(b"\xff", at + 1)
    return None


def walk(file: BinaryIO, start: int, end: int, kind: Kind = "mpeg") -> Walk | None:
    """All the frames between `start` and `end`, or `None` where there are none."""
    found = first(file, start, end, kind)
    if found is None:
        return None
    read, need = _READ[kind]
    at, model = found
    file.seek(at)
    head = file.read(40)  # where in them the mark stands, depends on version and channels
    header = kind == "mpeg" and any(mark in head for mark in (b"Xing", b"Info", b"VBRI"))
    if header:
        at += model.length
    samples = audio = 0
    constant = True
    base, block = at, b""
    while at + need <= end:
        if not base <= at or at + need > base + len(block):
            file.seek(at)
            base, block = at, file.read(min(_BLOCK, end - at))
            if len(block) < need:
                break
        frame = read(block[at - base : at - base + need])
        if frame is None or frame.kind != model.kind:
            mark = block.find(b"\xff", at - base + 1)
            at = base + mark if mark >= 0 else base + len(block)
            continue
        if at + frame.length > end + 1:  # cut off: not a whole frame
            break
        samples += frame.samples
        audio += frame.length
        constant = constant and frame.bitrate == model.bitrate
        at += frame.length
    if not samples:  # one frame, and that not whole
        samples, audio = model.samples, model.length
    return Walk(
        rate=model.rate, channels=model.channels, samples=samples, audio_bytes=audio, constant=constant, header=header
    )
