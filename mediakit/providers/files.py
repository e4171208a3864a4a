"""Direct media files: a URL whose path ends like a file is that file, or the stretch of it that its fragment names."""

from __future__ import annotations

from typing import Final

from mediakit import times
from mediakit import url as urls
from mediakit.embed import Audio, Embed, FrozenMap, Image, MediaFile, Photo, Rich, Video
from mediakit.providers.forms import FROM_URL, LONGEST, quick

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


def embed(text: str, path: str, fragment: str = "") -> Embed | None:
    """The file that a URL with this path is, as Audio, Video, Photo or a document; `None` when it is none.

    Of audio and video a `fragment` such as `t=30,90` says the stretch (W3C Media Fragments URI 1.0, 4.2.1).

    >>> found = embed("https://cdn.example.org/ep/12.mp3?utm_source=x", "/ep/12.mp3")
    >>> found.kind, found.key, found.files[0].mime
    ('audio', 'link:url:https://cdn.example.org/ep/12.mp3', 'audio/mpeg')
    >>> found = embed("https://cdn.example.org/ep/12.mp3#t=1:30,2:00", "/ep/12.mp3", "t=1:30,2:00")
    >>> found.start, found.end
    (90.0, 120.0)
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
    if fragment:
        stretch = {name: at for name, at in zip(("start", "end"), _stretch(fragment), strict=True) if at is not None}
        values.update(stretch, provenance=FrozenMap({**_KNOWN, **dict.fromkeys(stretch, FROM_URL)}))
    return quick(Audio, values) if kind == "audio" else quick(Video, values)


def _stretch(fragment: str) -> tuple[float | None, float | None]:
    """Start and end in seconds, as a media fragment says them; neither where it says nothing that can be.

    >>> _stretch("t=npt:10,20.5"), _stretch("xywh=0,0,9,9&t=,20"), _stretch("t=20,10"), _stretch("t=smpte:0:01,0:02")
    ((10.0, 20.5), (None, 20.0), (None, None), (None, None))
    """
    said = urls.parameters(fragment).get("t", "").removeprefix("npt:")
    first, comma, last = said.partition(",")
    start, end = times.seconds(first), times.seconds(last)
    if (first and start is None) or (last and end is None) or (comma and last and (start or 0) >= (end or 0)):
        return None, None
    return (start if start and start < LONGEST else None, end if end and end < LONGEST else None)


def mime(path: str) -> str | None:
    """The MIME type that a path's extension stands for, or `None`.

    >>> mime("/a/b.M4A"), mime("/a/b")
    ('audio/mp4', None)
    """
    return _TYPES.get(path.rpartition(".")[2].lower(), (None, None))[1]
