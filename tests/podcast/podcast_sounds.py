"""Audio files made by code: tiny, silent, and exactly as long as they say."""

import io
import struct
import wave
from collections.abc import Iterable


def mp3(frames: int, bitrates: Iterable[int] = (128,), *, rate: int = 44_100) -> bytes:
    """MPEG-1 layer III stereo frames whose bitrates (kbit/s) repeat; each lasts 1152 samples."""
    order = list(bitrates)
    return b"".join(frame(order[number % len(order)], rate=rate) for number in range(frames))


def frame(bitrate: int, *, rate: int = 44_100, body: bytes = b"") -> bytes:
    table = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
    index = (44_100, 48_000, 32_000).index(rate)
    header = bytes((0xFF, 0xFB, table.index(bitrate) << 4 | index << 2, 0))
    return (header + body).ljust(144_000 * bitrate // rate, b"\0")


def xing(count: int, size: int, *, name: bytes = b"Xing", bitrate: int = 128) -> bytes:
    """A first frame that states how many frames and bytes follow."""
    return frame(bitrate, body=bytes(32) + name + struct.pack(">III", 3, count, size))


def vbri(count: int, size: int) -> bytes:
    return frame(128, body=bytes(32) + b"VBRI" + struct.pack(">HHHII", 1, 0, 0, size, count))


def adts(frames: int) -> bytes:
    """AAC-LC frames of 1024 samples at 44.1 kHz, stereo, 100 bytes each."""
    length = 100
    header = bytes((0xFF, 0xF1, 0x50, 0x80 | length >> 11, length >> 3 & 0xFF, (length & 7) << 5 | 0x1F, 0xFC))
    return (header + bytes(length - 7)) * frames


def wav(seconds: float, *, rate: int = 8_000) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(bytes(2 * round(seconds * rate)))
    return out.getvalue()


def chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) & 1)


def riff_info(**texts: str) -> bytes:
    return chunk(b"LIST", b"INFO" + b"".join(chunk(n.encode(), t.encode() + b"\0") for n, t in texts.items()))


def flac(seconds: float, comments: dict[str, str] | None = None) -> bytes:
    """A FLAC file of no frames: its stream info and comments."""
    rate = 44_100
    packed = rate << 44 | 1 << 41 | 15 << 36 | round(seconds * rate)
    info = struct.pack(">HH", 4096, 4096) + bytes(6) + packed.to_bytes(8, "big") + bytes(16)
    body = vorbis_comments(comments or {})
    return b"fLaC" + bytes((0,)) + len(info).to_bytes(3, "big") + info + b"\x84" + len(body).to_bytes(3, "big") + body


def vorbis_comments(comments: dict[str, str]) -> bytes:
    out = struct.pack("<I", 4) + b"test" + struct.pack("<I", len(comments))
    for name, text in comments.items():
        line = f"{name}={text}".encode()
        out += struct.pack("<I", len(line)) + line
    return out


def ogg_page(packets: list[bytes], granule: int, number: int, flags: int = 0, *, serial: int = 7) -> bytes:
    lacing = b"".join(b"\xff" * (len(packet) // 255) + bytes((len(packet) % 255,)) for packet in packets)
    header = b"OggS" + struct.pack("<BBqIII", 0, flags, granule, serial, number, 0) + bytes((len(lacing),)) + lacing
    page = header + b"".join(packets)
    return page[:22] + struct.pack("<I", _crc(page)) + page[26:]


def _crc(data: bytes) -> int:
    crc = 0
    for byte in data:
        crc ^= byte << 24
        for _ in range(8):
            crc = crc << 1 ^ 0x04C11DB7 if crc & 0x80000000 else crc << 1
        crc &= 0xFFFFFFFF
    return crc


def opus(seconds: float, comments: dict[str, str] | None = None) -> bytes:
    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 2, 312, 44_100, 0, 0)
    tags = b"OpusTags" + vorbis_comments(comments or {})
    return (
        ogg_page([head], 0, 0, 2)
        + ogg_page([tags], 0, 1)
        + ogg_page([b"\xfc\xff\xfe"], round(seconds * 48_000) + 312, 2, 4)
    )


def vorbis(seconds: float, comments: dict[str, str] | None = None) -> bytes:
    head = b"\x01vorbis" + struct.pack("<IBIIIIBB", 0, 2, 44_100, 0, 96_000, 0, 0xB8, 1)
    tags = b"\x03vorbis" + vorbis_comments(comments or {}) + b"\x01"
    return (
        ogg_page([head], 0, 0, 2)
        + ogg_page([tags, b"\x05vorbis"], 0, 1)
        + ogg_page([b"\0" * 20], round(seconds * 44_100), 2, 4)
    )


def box(name: bytes, *bodies: bytes) -> bytes:
    body = b"".join(bodies)
    return struct.pack(">I", 8 + len(body)) + name + body


def mp4(
    seconds: float,
    *,
    chapters: Iterable[tuple[float, str]] = (),
    texts: dict[bytes, str] | None = None,
    faststart: bool = True,
    video: bytes = b"",
) -> bytes:
    scale = 44_100
    duration = round(seconds * scale)

    def track(kind: bytes, entry: bytes) -> bytes:
        return box(
            b"trak",
            box(
                b"mdia",
                box(b"mdhd", bytes(12) + struct.pack(">II", scale, duration) + bytes(4)),
                box(b"hdlr", bytes(8) + kind + bytes(13)),
                # QuickTime has a second handler here, of the data.
                box(
                    b"minf",
                    box(b"hdlr", bytes(8) + b"alis" + bytes(13)),
                    box(b"stbl", box(b"stsd", struct.pack(">II", 0, 1) + entry)),
                ),
            ),
        )

    sound = box(
        b"Opus", bytes(6) + b"\0\1" + bytes(8) + struct.pack(">HHIHH", 2, 16, 0, scale, 0), box(b"dOps", bytes(11))
    )
    chpl = bytes(8) + bytes((len(list(chapters)),))
    for start, title in chapters:
        chpl += struct.pack(">QB", round(start * 10_000_000), len(title.encode())) + title.encode()
    atoms = b"".join(
        box(name, box(b"data", struct.pack(">II", 1, 0) + text.encode())) for name, text in (texts or {}).items()
    )
    meta = box(b"meta", bytes(4), box(b"hdlr", bytes(8) + b"mdirappl" + bytes(9)), box(b"ilst", atoms))
    moov = box(
        b"moov",
        box(b"mvhd", bytes(12) + struct.pack(">II", scale, duration) + bytes(80)),
        track(b"soun", sound),
        track(b"vide", box(video, bytes(78))) if video else b"",
        box(b"udta", meta, box(b"chpl", chpl) if chapters else b""),
    )
    ftyp, mdat = box(b"ftyp", b"M4A \0\0\0\0"), box(b"mdat", bytes(64))
    return ftyp + (moov + mdat if faststart else mdat + moov)


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + struct.pack(">II", width, height) + bytes(9)


def flac_frame(number: int) -> bytes:
    """A frame of 4096 silent samples, mono, 16 bits, 44.1 kHz (RFC 9639 9): a constant, not one bit more."""
    coded = bytes((number,)) if number < 0x80 else bytes((0xC0 | number >> 6, 0x80 | number & 0x3F))
    head = b"\xff\xf8\xc9\x08" + coded
    head += bytes((_remainder(head, 8, 0x07),))
    body = head + b"\0\0\0"
    return body + _remainder(body, 16, 0x8005).to_bytes(2, "big")


def _remainder(data: bytes, bits: int, polynomial: int) -> int:
    crc = 0
    for byte in data:
        crc ^= byte << bits - 8
        for _ in range(8):
            crc = (crc << 1 ^ polynomial if crc >> bits - 1 else crc << 1) & (1 << bits) - 1
    return crc
