"""A body that is no page: the medium itself, with what its head and its first bytes say; no title is invented."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from mediakit import url as urls
from mediakit.embed import Audio, Embed, FrozenMap, Image, Link, MediaFile, Photo, Rich, Source, Video
from mediakit.pictures import picture
from mediakit.read import precedence as rank

HTML: Final = frozenset(("text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml"))
# The first bytes of files that servers call text/html (WHATWG MIME Sniffing, section 6); pictures know themselves.
_MAGIC: Final[tuple[tuple[bytes, str], ...]] = (
    (b"ID3", "audio/mpeg"),
    (b"OggS\x00", "application/ogg"),
    (b"fLaC\x00", "audio/flac"),
    (b"\x1aE\xdf\xa3", "video/webm"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"\x1f\x8b\x08", "application/gzip"),
)


def read_file(
    body: bytes | str, *, url: str, content_type: str | None = None, headers: Mapping[str, str] | None = None
) -> Embed | None:
    """The file that `body` (or its beginning) is: picture, audio, video, document, else a bare link; `None` for HTML.

    `headers` (names in lower case) tells its size. A picture is believed to be what its bytes are, whatever is stated.

    >>> read_file(b"GIF89a" + bytes([2, 0, 1, 0]), url="https://a.example/x", content_type="text/html").images[0].width
    2
    >>> read_file(b"<p>", url="https://a.example/x") is None
    True
    """
    seen = picture(body) if isinstance(body, bytes) else None
    mime = _mime_of(body, content_type) if seen is None else seen.mime
    if mime in HTML:
        return None
    here = urls.canonical(url) or url
    link = Link(key=f"link:url:{here}", url=here)
    major = mime.partition("/")[0]
    source = Source(kind="header", rank=rank.JSONLD)
    if urls.safe(here) is None:
        return link
    size = _length(headers or {})
    if major == "image":
        width, height = (seen.width, seen.height) if seen is not None else (None, None)
        images = (Image(url=here, role="photo", mime=mime, width=width, height=height, size=size),)
        return Photo(key=link.key, url=here, images=images, provenance=FrozenMap({"images": source, "url": source}))
    file = MediaFile(url=here, mime=mime, size=size)
    known = FrozenMap({"files": source, "url": source})
    if mime == "application/pdf":
        known = FrozenMap({**known, "form": source})
        return Rich(key=link.key, url=here, form="document", files=(file,), provenance=known)
    if major not in ("audio", "video"):
        return link
    medium = Audio if major == "audio" else Video
    return medium(key=link.key, url=here, files=(file,), provenance=known)


def _mime_of(body: bytes | str, content_type: str | None) -> str:
    """What the body is: its first bytes against a lying text/html, else what was stated, else HTML."""
    mime = (content_type or "").partition(";")[0].strip().lower() or "text/html"
    if mime in HTML and isinstance(body, bytes):
        for magic, kind in _MAGIC:
            if body.startswith(magic):
                return kind
        if body[4:12] in (b"ftypisom", b"ftypmp42", b"ftypM4A ", b"ftypavc1"):
            return "audio/mp4" if body[8:11] == b"M4A" else "video/mp4"
    return mime


def _length(headers: Mapping[str, str]) -> int | None:
    """The whole's length in bytes, as the headers state it."""
    stated = headers.get("content-range", "").rpartition("/")[2] or headers.get("content-length", "")
    return int(stated) if stated.isascii() and stated.isdigit() and 0 < len(stated) < 16 else None
