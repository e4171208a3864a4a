"""Pictures: photo hosts, agencies, moving pictures."""

from __future__ import annotations

from datetime import date
from typing import Final

from mediakit.embed import FrozenMap
from mediakit.providers import ids
from mediakit.providers.model import Frame, Noun, Oembed, Pattern, Provider, other_than

_GETTY: Final = tuple(
    f"gettyimages.{tld}"
    for tld in (
        "com ca co.uk de fr es it nl be at ch se dk no fi pt pl ie ae in jp co.jp hk com.au co.nz com.br com.mx"
    ).split()
)


def _flickr_photo(parts: dict[str, str]) -> dict[str, str] | None:
    """Short links write the photo's number in base 58."""
    short = parts.pop("short", None)
    if short is not None:
        parts["photo"] = ids.base58(short)
    return parts


IMAGES: Final[tuple[Provider, ...]] = (
    Provider(
        key="flickr",
        name="Flickr",
        url="https://www.flickr.com/",
        hosts=("flickr.com", "m.flickr.com", "secure.flickr.com"),
        parts=FrozenMap(
            {
                "photo": r"\d{4,14}",
                "user": r"[\w@%-]{2,80}",
                "album": r"\d{8,20}",
                "short": "[1-9A-HJ-NP-Za-km-z]{4,10}",
            }
        ),
        nouns=(
            Noun(
                "photo",
                "photo",
                (
                    Pattern("/photos/{user}/{photo}(?:/.*)?"),
                    Pattern(r"/photo\.gne", query=FrozenMap({"id": "{photo}"})),
                    Pattern("/p/{short}", hosts=("flic.kr",)),
                    Pattern(
                        r"(?:/\d+)?/\d+/{photo}_[0-9a-f]+(?:_\w+)?\.\w+",
                        hosts=("live.staticflickr.com", ".staticflickr.com", ".static.flickr.com"),
                    ),
                ),
                ("https://www.flickr.com/photos/{user}/{photo}/", "https://www.flickr.com/photo.gne?id={photo}"),
                decode=_flickr_photo,
                frame=Frame("https://www.flickr.com/photos/{user}/{photo}/player/", 640, 427),
            ),
            Noun(
                "album",
                "gallery",
                (Pattern("/photos/{user}/(?:sets|albums)/{album}(?:/.*)?"),),
                "https://www.flickr.com/photos/{user}/albums/{album}",
                frame=Frame("https://www.flickr.com/photos/{user}/albums/{album}/player/", 640, 427),
            ),
            Noun(
                "user",
                "link",
                (Pattern("/(?:photos|people)/{user}(?:/(?:sets|albums))?"),),
                "https://www.flickr.com/photos/{user}/",
            ),
        ),
        oembed=(Oembed("https://www.flickr.com/services/oembed/?format=json"),),
        examples=(
            (
                "http://www.flickr.com/photos/22134962@N03/8738306577/in/explore-2013-05-14",
                "photo:8738306577",
                "https://www.flickr.com/photos/22134962@N03/8738306577/",
            ),
            ("https://flic.kr/p/9gAMbM", "photo:5427387397", "https://www.flickr.com/photo.gne?id=5427387397"),
            (
                "https://live.staticflickr.com/5178/5427387397_1a2b3c4d5e_b.jpg",
                "photo:5427387397",
                "https://www.flickr.com/photo.gne?id=5427387397",
            ),
            (
                "http://www.flickr.com/photos/jup3nep/sets/72157603856136177/",
                "album:72157603856136177",
                "https://www.flickr.com/photos/jup3nep/albums/72157603856136177",
            ),
            ("http://www.flickr.com/photos/jup3nep/sets/", "user:jup3nep", "https://www.flickr.com/photos/jup3nep/"),
        ),
        lookalikes=("https://www.flickr.com/", "http://flic.kr/", "https://www.flickr.com/explore/"),
        source=(
            "flickr.com/services (oEmbed, short URLs); yt-dlp 2026.10.26 (Flickr); "
            "oembed-providers 1.0.20260604 (Flickr)"
        ),
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="imgur",
        name="Imgur",
        url="https://imgur.com/",
        hosts=("imgur.com", "m.imgur.com"),
        parts=FrozenMap(
            {
                "image": other_than(
                    "upload gallery signin register search about privacy rules memegen tos", r"[A-Za-z0-9]{5,8}"
                ),
                "album": r"(?:[\w-]*-)?[A-Za-z0-9]{5,8}",
            }
        ),
        nouns=(
            Noun(
                "album",
                "gallery",
                (
                    Pattern("/(?:a|gallery|t/[^/]+|r/[^/]+)/{album}(?:/.*)?"),
                    Pattern("/topic/[^/]+/{album}"),
                ),
                "https://imgur.com/a/{album}",
                frame=Frame("https://imgur.com/a/{album}/embed?pub=true", 540, 500, "auto"),
            ),
            Noun(
                "image",
                "photo",
                (
                    Pattern(r"/{image}(?:\.\w{3,4})?", hosts=("i.imgur.com",)),
                    Pattern(r"/{image}(?:/embed)?(?:\.\w{3,4})?"),
                    Pattern("/[\\w%-]+-(?=\\w*[A-Z0-9]){image}"),
                ),
                "https://imgur.com/{image}",
                frame=Frame("https://imgur.com/{image}/embed?pub=true", 540, 500, "auto"),
            ),
        ),
        oembed=(Oembed("https://api.imgur.com/oembed.json"),),
        examples=(
            ("http://i.imgur.com/X6rkCc5.jpg", "image:X6rkCc5", "https://imgur.com/X6rkCc5"),
            ("https://imgur.com/gallery/XmZddpu", "album:XmZddpu", "https://imgur.com/a/XmZddpu"),
        ),
        lookalikes=("https://imgur.com/", "https://imgur.com/upload"),
        source="yt-dlp 2026.10.26 (Imgur, ImgurGallery, ImgurAlbum)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="giphy",
        name="GIPHY",
        url="https://giphy.com/",
        hosts=("giphy.com",),
        parts=FrozenMap({"gif": "[A-Za-z0-9]{6,24}", "clip": "[A-Za-z0-9]{6,24}"}),
        nouns=(
            Noun(
                "gif",
                "photo",
                (
                    Pattern("/(?:gifs|stickers|embed)/(?:[\\w%-]*-)?{gif}(?:/(?!video\\Z).*)?"),
                    Pattern(r"/media/(?:v\d\.[\w-]+/)?{gif}/.*", hosts=(".giphy.com",)),
                    Pattern(r"/{gif}\.\w{3,4}", hosts=("i.giphy.com",)),
                    Pattern("/{gif}", hosts=("gph.is",)),
                ),
                "https://giphy.com/gifs/{gif}",
                frame=Frame("https://giphy.com/embed/{gif}", 480, 360),
            ),
            Noun(
                "clip",
                "video",
                (Pattern("/(?:clips|videos)/(?:[\\w%-]*-)?{clip}(?:/.*)?"), Pattern("/embed/{clip}/video")),
                "https://giphy.com/clips/{clip}",
                frame=Frame("https://giphy.com/embed/{clip}/video", 480, 360),
            ),
        ),
        oembed=(Oembed("https://giphy.com/services/oembed"),),
        examples=(
            (
                "https://giphy.com/gifs/cant-hardly-wait-kW8mnYSNkUYKc",
                "gif:kW8mnYSNkUYKc",
                "https://giphy.com/gifs/kW8mnYSNkUYKc",
            ),
            (
                "https://media3.giphy.com/media/puOukoEvH4uAw/giphy.gif?cid=x",
                "gif:puOukoEvH4uAw",
                "https://giphy.com/gifs/puOukoEvH4uAw",
            ),
            (
                "https://giphy.com/videos/kehlani-open-passionate-kBMPSpmc4vbIc3h7Zo",
                "clip:kBMPSpmc4vbIc3h7Zo",
                "https://giphy.com/clips/kBMPSpmc4vbIc3h7Zo",
            ),
        ),
        lookalikes=("https://giphy.com/", "https://giphy.com/stuff/Rfk9VTK1GcwOpAPwsm/html5"),
        source="oembed-providers 1.0.20260604 (GIPHY)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="gettyimages",
        name="Getty Images",
        url="https://www.gettyimages.com/",
        hosts=_GETTY,
        parts=FrozenMap({"image": r"\d{6,12}"}),
        nouns=(
            Noun(
                "image",
                "photo",
                (
                    Pattern("/detail/(?:[^/]+/)*{image}"),
                    Pattern("/{image}", hosts=("gty.im",)),
                    Pattern("/embed/{image}", hosts=("embed.gettyimages.com",)),
                ),
                "https://www.gettyimages.com/detail/{image}",
            ),
        ),
        oembed=(Oembed("https://embed.gettyimages.com/oembed"),),
        terms="The player is signed by the oEmbed answer; pictures may not be copied.",
        examples=(
            ("http://gty.im/74917285", "image:74917285", "https://www.gettyimages.com/detail/74917285"),
            (
                "https://www.gettyimages.com/detail/foto/portrait-imagen-libre/1181947734?query=string",
                "image:1181947734",
                "https://www.gettyimages.com/detail/1181947734",
            ),
        ),
        lookalikes=("https://www.gettyimages.com/", "https://www.gettyimages.com/photos/harbour"),
        source="oembed-providers 1.0.20260604 (Getty Images); s9e/TextFormatter, docs/Plugins/MediaEmbed/Sites.md",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="wikimediacommons",
        name="Wikimedia Commons",
        url="https://commons.wikimedia.org/",
        hosts=("commons.wikimedia.org", "commons.m.wikimedia.org"),
        parts=FrozenMap({"file": r"[^/?#\s]{3,240}\.[A-Za-z0-9]{3,4}"}),
        nouns=(
            Noun(
                "file",
                "photo",
                (
                    Pattern("/wiki/(?:File|Special:FilePath)(?::|/){file}"),
                    Pattern("/(?:wiki/.*|w/index\\.php)?", fragment="/media/File:{file}"),
                ),
                "https://commons.wikimedia.org/wiki/File:{file}",
            ),
        ),
        examples=(
            (
                "https://commons.wikimedia.org/wiki/File:Stones_members_montage2.jpg",
                "file:Stones_members_montage2.jpg",
                "https://commons.wikimedia.org/wiki/File:Stones_members_montage2.jpg",
            ),
        ),
        lookalikes=(
            "https://commons.wikimedia.org/wiki/Main_Page",
            "https://upload.wikimedia.org/wikipedia/commons/5/55/Tesseract.gif",
        ),
        source="yt-dlp 2026.10.26 (Wikimedia)",
        checked=date(2026, 11, 22),
    ),
)
