"""Which answers are let in for which purpose: by their Content-Type before the body is read, by its first bytes after.

A server's word is not taken for either (Synapse CVE-2024-53863: a wrong type chose the decoder; #11784: no page, but a
stream without end): the type decides how much is read, and what came must be what it was called. Signatures:
WHATWG MIME Sniffing 6 and 7, `pictures`, the formats' own specifications.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from mediakit.flow import Purpose
from mediakit.pictures import picture

Portion: TypeAlias = Literal["whole", "start", "nothing", "refused"]

_BYTES: Final = ("application/octet-stream", "binary/octet-stream", "application/force-download")

# Purpose -> the types read whole. `x/*` stands for all of x, `*+x` for all built on x; servers label loosely, so what
# is read is then checked by what it contains. Nothing else is read.
_WHOLE: Final[dict[Purpose, tuple[str, ...]]] = {
    "page": ("text/*", "application/xhtml+xml", "application/xml", "application/json", "*+xml", "*+json"),
    "oembed": (
        "application/json",
        "*+json",
        "application/xml",
        "*+xml",
        "application/*+oembed",
        "text/*",
        "application/javascript",
    ),
    "image": ("image/*", *_BYTES),
    "audio": ("audio/*", "video/*", "application/ogg", "application/mp4", *_BYTES),
    "feed": ("application/xml", "*+xml", "application/json", "*+json", "text/*", *_BYTES),
    "text": (
        "text/*",
        "application/json",
        "*+json",
        "application/xml",
        "*+xml",
        "application/*srt",
        "application/x-subrip",
        "application/x-ndjson",  # archives' indexes, a line each
        "application/link-format",  # archives' time maps, RFC 7089
        *_BYTES,
    ),
}


def portion(purpose: Purpose, content_type: str | None) -> Portion:
    """How much of a good answer with this Content-Type is read for this purpose.

    A page's link may turn out to be a file: of a picture, a recording or unknown bytes the start is read, of anything
    else nothing, since its headers say enough. For every other purpose a wrong type is refused. An answer that names no
    type is read: what it contains decides. SVG is a program, never an image to keep.

    >>> portion("page", "text/html; charset=utf-8"), portion("page", "audio/mpeg"), portion("page", "application/zip")
    ('whole', 'start', 'nothing')
    >>> portion("image", "text/html"), portion("image", "image/svg+xml"), portion("oembed", None)
    ('refused', 'refused', 'whole')
    """
    mime = _mime(content_type)
    if not mime:
        return "whole"
    if mime.startswith("image/svg") or (purpose == "page" and mime.startswith(("image/", "audio/", "video/"))):
        return "start" if purpose == "page" else "refused"
    if any(_fits(mime, pattern) for pattern in _WHOLE[purpose]):
        return "whole"
    if purpose != "page":
        return "refused"
    return "start" if mime in _BYTES or mime in ("application/ogg", "application/pdf") else "nothing"


def _fits(mime: str, pattern: str) -> bool:
    before, star, after = pattern.partition("*")
    return mime == pattern if not star else mime.startswith(before) and mime.endswith(after)


# ---- first bytes -----------------------------------------------------------------------------------------------------

Kind: TypeAlias = Literal["image", "recording", "file", "markup", "unknown"]

_IMAGES: Final = (b"BM", b"II*\0", b"MM\0*", b"\0\0\1\0", b"\xff\x0a", b"\0\0\0\x0cJXL ")
_RECORDINGS: Final = (b"ID3", b"OggS", b"fLaC", b"FORM", b"\x1aE\xdf\xa3", b"FLV", b"wvpk", b"MAC ", b"\0\0\1\xba")
# Programs, archives, documents and databases: nothing that any purpose wants.
_FILES: Final = (
    *(b"MZ", b"\x7fELF", b"PK\x03\x04", b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"BZh", b"\xfd7zXZ\0", b"%PDF-"),
    *(b"SQLite format 3\0", b"\xca\xfe\xba\xbe", b"\0asm", b"\x28\xb5\x2f\xfd"),
)
_BOMS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def kind(start: bytes) -> Kind:
    """What the first bytes of a body are: text that is no markup, and whatever has no signature, is "unknown".

    >>> kind(b"GIF89a"), kind(b"  <!doctype html>"), kind(b"MZ\\x90\\x00"), kind(b"WEBVTT")
    ('image', 'markup', 'file', 'unknown')
    """
    start = start[:512]
    for bom in _BOMS:
        if start.startswith(bom):
            return "markup" if start[len(bom) :].lstrip(b"\0\t\n\f\r ").startswith((b"<", b"{")) else "unknown"
    if start.startswith(_FILES) and not _is_words(start):
        return "file"
    if picture(start) is not None or (start.startswith(_IMAGES) and not _is_words(start)):
        return "image"
    if start[4:8] == b"ftyp":
        return "image" if start[8:12] in (b"heic", b"heix", b"mif1", b"msf1") else "recording"
    if start[:4] in (b"RIFF", b"RF64") or (start.startswith(_RECORDINGS) and not _is_words(start)):
        return "recording"
    if len(start) > 1 and start[0] == 0xFF and start[1] & 0xE0 == 0xE0:  # an MPEG or ADTS frame
        return "recording"
    return "markup" if start.lstrip(b"\t\n\f\r ").startswith((b"<", b"{", b"[")) else "unknown"


def disagreement(purpose: Purpose, content_type: str | None, start: bytes) -> str | None:
    """Why the first bytes of an answer are not what it was called and asked for, in words; `None` when they may be.

    A page that is called an image, a recording or nothing at all is judged as what it is called: see `portion`.

    >>> disagreement("image", "image/png", b"<!doctype html>")
    "its first bytes are markup, not a picture's"
    >>> disagreement("page", "text/html", b"<p>") is None, disagreement("feed", "text/xml", b"PK\\x03\\x04")
    (True, "its first bytes are a file's, not a feed's")
    """
    if not start:
        return None
    mime = _mime(content_type)
    seen = kind(start)
    if purpose == "image" or (purpose == "page" and mime.startswith("image/") and not mime.startswith("image/svg")):
        return None if seen == "image" else f"its first bytes are {_WORDS[seen]}, not a picture's"
    if purpose == "audio" or (purpose == "page" and mime.startswith(("audio/", "video/"))):
        return None if seen in ("recording", "unknown") else f"its first bytes are {_WORDS[seen]}, not a recording's"
    if purpose == "page" and (not mime or portion(purpose, content_type) != "whole"):
        return None
    if seen in ("image", "recording", "file"):
        return f"its first bytes are {_WORDS[seen]}, not a {purpose}'s"
    return None


_WORDS: Final[dict[Kind, str]] = {
    "image": "a picture's",
    "recording": "a recording's",
    "file": "a file's",
    "markup": "markup",
    "unknown": "of no known kind",
}


def _is_words(start: bytes) -> bool:
    """Whether bytes that begin like a signature of letters are plain words: `BM` may be an abbreviation."""
    return len(start) > 16 and all(byte >= 0x20 or byte in (9, 10, 12, 13) for byte in start[:64]) and start.isascii()


def _mime(content_type: str | None) -> str:
    return (content_type or "").partition(";")[0].partition(",")[0].strip().lower()
