"""Which audio format a file is in, by its first bytes: only those that are promised, and never by the file's name."""

from __future__ import annotations

from typing import BinaryIO, Final, Literal, NamedTuple

from mediakit.podcast import id3, mpeg

Format = Literal["mp3", "mp4", "vorbis", "opus", "flac", "wav", "aac"]

# The registered types; what a directory wants in an enclosure may differ (`ENCLOSURE_TYPES`).
MIME: Final[dict[Format, str]] = {
    "mp3": "audio/mpeg",
    "mp4": "audio/mp4",
    "vorbis": "audio/ogg",
    "opus": "audio/ogg",
    "flac": "audio/flac",
    "wav": "audio/wav",
    "aac": "audio/aac",
}
# How files of a format are named; the first is the one to choose.
ENDINGS: Final[dict[str, tuple[str, ...]]] = {
    "mp3": ("mp3",),
    "mp4": ("m4a", "m4b", "mp4", "m4v", "mov"),
    "vorbis": ("ogg", "oga"),
    "opus": ("opus", "ogg", "oga"),
    "flac": ("flac",),
    "wav": ("wav", "wave"),
    "aac": ("aac", "adts"),
}
# Apple and PSP-1 name `audio/x-m4a` for .m4a and know no `audio/mp4`.
ENCLOSURE_TYPES: Final = {"audio/mp4": "audio/x-m4a"}

_HEAD: Final = 64 * 1024
# What else people hand over, so that the error can say what it is.
_OTHERS: Final = (
    (b"\x1aE\xdf\xa3", "a Matroska or WebM file"),
    (b"0&\xb2u\x8ef\xcf\x11", "a Windows Media file"),
    (b"FORM", "an AIFF file"),
    (b"MAC ", "a Monkey's Audio file"),
    (b"MPCK", "a Musepack file"),
    (b"MP+", "a Musepack file"),
    (b"wvpk", "a WavPack file"),
    (b"TTA", "a True Audio file"),
    (b"DSD ", "a DSD file"),
    (b"ADIF", "an AAC file of the old ADIF form"),
    (b"RIFF", "a RIFF file that holds no WAVE audio"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "gzip-compressed data"),
)


class Sniffed(NamedTuple):
    """The format; `audio` is where the sound begins, behind ID3 tags; `tag` the place and size of the first of them."""

    format: Format
    audio: int
    tag: tuple[int, int] | None


def sniff(file: BinaryIO, size: int) -> Sniffed:
    """The format of the file. `ValueError`, in words for a person, for what is none of the promised ones."""
    start, tag = 0, None
    for _ in range(4):  # some encoders write a second tag behind the first
        file.seek(start)
        found = id3.header(file.read(10))
        if found is None:
            break
        if tag is None:
            tag = (start, min(found.size, size - start))
        start += found.size
    file.seek(min(start, size))
    head = file.read(_HEAD)
    if not head and tag is None:
        raise ValueError("an empty file")
    if head[:4] == b"fLaC":
        return Sniffed("flac", start, tag)
    if head[:4] in (b"RIFF", b"RF64") and head[8:12] == b"WAVE":
        return Sniffed("wav", start, tag)
    if head[4:8] == b"ftyp" or (head[4:8] in (b"moov", b"mdat", b"free", b"skip", b"wide") and b"moov" in head):
        return Sniffed("mp4", start, tag)
    if head[:4] == b"OggS":
        return Sniffed(_ogg(head), start, tag)
    for magic, name in _OTHERS:
        if head.startswith(magic):
            raise ValueError(f"{name}; MP3, M4A, Ogg Vorbis, Opus, FLAC, WAV and AAC are read")
    if mpeg.adts_frame(head[:7]) and mpeg.first(file, start, size, "adts"):
        return Sniffed("aac", start, tag)
    if tag or mpeg.first(file, start, size) or _ends_in_tag(file, size):
        return Sniffed("mp3", start, tag)
    if _is_text(head):
        raise ValueError("a text file, no audio")
    raise ValueError("no audio in a format that is read: MP3, M4A, Ogg Vorbis, Opus, FLAC, WAV, AAC")


def _ends_in_tag(file: BinaryIO, size: int) -> bool:
    """Whether the file ends as old MP3 files do: with an ID3v1 tag."""
    file.seek(max(0, size - 128))
    return size >= 128 and file.read(3) == b"TAG"


def _ogg(head: bytes) -> Format:
    vorbis, opus = head.find(b"\x01vorbis"), head.find(b"OpusHead")
    if vorbis < 0 and opus < 0:
        raise ValueError("an Ogg file without Vorbis or Opus audio")
    return "opus" if vorbis < 0 or 0 <= opus < vorbis else "vorbis"


def _is_text(head: bytes) -> bool:
    sample = head[:1024]
    return sum(byte >= 0x20 or byte in b"\t\n\r" for byte in sample) == len(sample)
