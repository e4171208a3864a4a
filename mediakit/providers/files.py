"""Direct media files: a URL whose path ends like a file is that file."""

from __future__ import annotations

from typing import Final

from mediakit import url as urls
from mediakit.embed import Audio, Embed, FrozenMap, Image, MediaFile, Photo, Rich, Video
from mediakit.providers.forms import FROM_URL, quick

# Extension -> (what it is, MIME type). Types as registered with IANA, or as browsers and podcast players know them.
_TYPES: Final[dict[str, tuple[str, str]]] = {
    "mp3": ("audio", "audio/mpeg"),
    "m4a": ("audio", "audio/mp4"),
    "m4b": ("audio", "audio/mp4"),
    "ogg": ("audio", "audio/ogg"),
    "oga": ("audio", "audio/ogg"),
    "opus": ("audio", "audio/ogg"),
    "aac": ("audio", "audio/aac"),
    "flac": ("audio", "audio/flac"),
    "wav": ("audio", "audio/wav"),
    "mp4": ("video", "video/mp4"),
    "m4v": ("video", "video/mp4"),
    "webm": ("video", "video/webm"),
    "mov": ("video", "video/quicktime"),
    "ogv": ("video", "video/ogg"),
    "m3u8": ("video", "application/vnd.apple.mpegurl"),
    "mpd": ("video", "application/dash+xml"),
    "jpg": ("photo", "image/jpeg"),
    "jpeg": ("photo", "image/jpeg"),
    "png": ("photo", "image/png"),
    "gif": ("photo", "image/gif"),
    "webp": ("photo", "image/webp"),
    "avif": ("photo", "image/avif"),
    "svg": ("photo", "image/svg+xml"),
    "pdf": ("document", "application/pdf"),
}
# Pages *about* a file whose address ends like the file: wikis, code browsers.
_PAGES: Final = ("/wiki/", "/blob/", "/w/index.php", "/File:", "/Datei:", "/Fichier:")
_KNOWN: Final = FrozenMap(dict.fromkeys(("key", "url", "files"), FROM_URL))
_SHOWN: Final = FrozenMap(dict.fromkeys(("key", "url", "images"), FROM_URL))
_OPENED: Final = FrozenMap(dict.fromkeys(("key", "url", "files", "form"), FROM_URL))


def embed(text: str, path: str) -> Embed | None:
    """The file that a URL with this path is, as Audio, Video, Photo or a document; `None` when it is none.

    >>> found = embed("https://cdn.example.org/ep/12.mp3?utm_source=x", "/ep/12.mp3")
    >>> found.kind, found.key, found.files[0].mime
    ('audio', 'link:url:https://cdn.example.org/ep/12.mp3', 'audio/mpeg')
    >>> embed("https://wiki.example/wiki/File:Tower.jpg", "/wiki/File:Tower.jpg") is None
    True
    """
    if "." not in path[-5:-2]:  # where the dot of an extension stands; most paths have none
        return None
    known = _TYPES.get(path.rpartition(".")[2].lower())
    if known is None or any(page in path for page in _PAGES):
        return None
    address = urls.canonical(text)
    if address is None:
        return None
    kind, mime = known
    values: dict[str, object] = {"key": f"link:url:{address}", "url": address, "provenance": _KNOWN}
    if kind == "photo":
        values["images"] = (quick(Image, {"url": address, "role": "photo", "mime": mime}),)
        values["provenance"] = _SHOWN
        return quick(Photo, values)
    values["files"] = (quick(MediaFile, {"url": address, "mime": mime}),)
    if kind == "document":
        values["form"] = "document"
        values["provenance"] = _OPENED
        return quick(Rich, values)
    return quick(Audio, values) if kind == "audio" else quick(Video, values)


def mime(path: str) -> str | None:
    """The MIME type that a path's extension stands for, or `None`.

    >>> mime("/a/b.M4A"), mime("/a/b")
    ('audio/mp4', None)
    """
    return _TYPES.get(path.rpartition(".")[2].lower(), (None, None))[1]
