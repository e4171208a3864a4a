"""Embed codes as data: which class, attribute or tag marks one, and how its URL is made of its attributes.

A template is used when all its attributes are there; `{data-id}` is an attribute's value. Sources: the embed codes of
the services themselves, as pasted into posts from 2010 to today, and the AMP component reference.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mediakit.body import posts
from mediakit.body.reading import Reading, attribute, classes, is_rich, known, size, told, unknown, words
from mediakit.body.tree import Page, inside
from mediakit.embed import Embed, Kind

if TYPE_CHECKING:
    from bs4 import Tag


@dataclass(frozen=True, slots=True)
class Code:
    """One form of code: the templates of its URL, the likeliest first, and the kind it is when nobody knows the URL.

    `links`: the links inside may name it, the last one first.
    """

    urls: tuple[str, ...] = ()
    kind: Kind | None = None
    links: bool = True


_HREF: Final = Code(("{href}",), "link", links=False)
_POST: Final = Code(("{data-href}", "{href}", "{cite}"), "post")
BY_CLASS: Final[dict[str, Code]] = {
    "twitter-tweet": Code(("https://twitter.com/i/status/{data-tweet-id}",), "post"),
    "twitter-video": Code((), "post"),
    "twitter-tweet-rendered": Code(("https://twitter.com/i/status/{data-tweet-id}",)),
    "instagram-media": Code(("{data-instgrm-permalink}", "{src}"), "post"),
    "tiktok-embed": Code(("{cite}", "https://www.tiktok.com/@/video/{data-video-id}"), "video"),
    "fb-post": _POST,
    "fb-video": Code(("{data-href}", "{href}", "{cite}"), "video"),
    "fb-comment-embed": _POST,
    "bluesky-embed": Code(("{data-bluesky-uri}",), "post"),
    "text-post-media": Code(("{data-text-post-permalink}",), "post"),
    "mastodon-embed": Code(("{data-embed-url}", "{src}"), "post"),
    "reddit-embed-bq": Code((), "post"),
    "reddit-embed": Code(("{data-embed-media}",), "post"),
    "reddit-card": Code((), "post"),
    "imgur-embed-pub": Code(("https://imgur.com/{data-id}",), "photo"),
    "tumblr-post": Code(("{data-href}",), "post"),
    "infogram-embed": Code(("https://infogram.com/{data-id}",), "rich"),
    "flourish-embed": Code(("https://public.flourish.studio/{data-src}",), "rich"),
    "tidal-embed": Code(("https://tidal.com/browse/{data-type}/{data-id}",), "audio"),
    "typeform-widget": Code(("{data-url}",), "rich"),
    "embedly-card": Code(("{href}",), "link"),
    "wp-embedded-content": Code(("{src}",), "link"),
    "codepen": Code(("https://codepen.io/{data-user}/pen/{data-slug-hash}",), "rich"),
    "gist": Code((), "rich"),
    "snipplr_embed": Code((), "link"),
    "sassmeister": Code((), "link"),
    "video-js": Code(
        (
            "https://players.brightcove.net/{data-account}/{data-player}_{data-embed}/index.html?videoId={data-video-id}",
        ),
        "video",
        links=False,
    ),
    "kg-bookmark-container": _HREF,
    "gie-single": Code((), "photo"),
    "jwplayer": Code(("https://cdn.jwplayer.com/players/{data-media-id}-{data-player-id}.html",), "video", links=False),
}
BY_ATTRIBUTE: Final[dict[str, Code]] = {
    "data-instgrm-permalink": Code(("{data-instgrm-permalink}",), "post"),
    "data-bluesky-uri": Code(("{data-bluesky-uri}",), "post"),
    "data-tweet-id": Code(("https://twitter.com/i/status/{data-tweet-id}",), None),
    "data-telegram-post": Code(("https://t.me/{data-telegram-post}",), "post", links=False),
    "data-oembed-url": Code(("{data-oembed-url}",), "link", links=False),
    "data-oembed": Code(("{data-oembed}",), None, links=False),
    "data-flickr-embed": Code(("{href}",), "photo", links=False),
    "data-youtube-id": Code(("https://www.youtube.com/watch?v={data-youtube-id}",), None, links=False),
    "data-vimeo-id": Code(("https://vimeo.com/{data-vimeo-id}",), None, links=False),
}
_AMP: Final[dict[str, tuple[tuple[str, ...], Kind | None]]] = {
    "youtube": (("https://www.youtube.com/watch?v={data-videoid}",), "video"),
    "vimeo": (("https://vimeo.com/{data-videoid}",), "video"),
    "dailymotion": (("https://www.dailymotion.com/video/{data-videoid}",), "video"),
    "vine": (("https://vine.co/v/{data-vineid}",), "video"),
    "twitter": (("https://twitter.com/i/status/{data-tweetid}",), "post"),
    "instagram": (("https://www.instagram.com/p/{data-shortcode}/",), "post"),
    "facebook": (("{data-href}",), "post"),
    "facebook-comments": ((), None),
    "tiktok": (("https://www.tiktok.com/@/video/{data-src}", "{data-src}"), "video"),
    "reddit": (("{data-src}",), "post"),
    "pinterest": (("{data-url}",), "photo"),
    "soundcloud": (
        ("https://api.soundcloud.com/tracks/{data-trackid}", "https://api.soundcloud.com/playlists/{data-playlistid}"),
        "audio",
    ),
    "spotify": (("{data-src}",), "audio"),
    "megaphone": (
        (
            "https://player.megaphone.fm/{data-episode}",
            "https://playlist.megaphone.fm/?e={data-episode}",
            "https://playlist.megaphone.fm/?p={data-playlist}",
        ),
        "audio",
    ),
    "imgur": (("https://imgur.com/{data-imgur-id}",), "photo"),
    "gist": (("https://gist.github.com/{data-gistid}",), "rich"),
    "brightcove": (
        (
            "https://players.brightcove.net/{data-account}/{data-player}_default/index.html?videoId={data-video-id}",
            "https://players.brightcove.net/{data-account}/{data-player-id}_default/index.html?videoId={data-video-id}",
        ),
        "video",
    ),
    "jwplayer": (("https://cdn.jwplayer.com/players/{data-media-id}-{data-player-id}.html",), "video"),
    "wistia-player": (("https://fast.wistia.net/embed/iframe/{data-media-hashed-id}",), "video"),
    "kaltura-player": (
        ("https://cdnapisec.kaltura.com/p/{data-partner}/embedIframeJs?iframeembed=true&entry_id={data-entryid}",),
        "video",
    ),
    "embedly-card": (("{data-url}",), "link"),
    "google-document-embed": (("{src}",), "rich"),
    "video-iframe": (("{src}",), "video"),
    "riddle-quiz": (("https://www.riddle.com/a/{data-riddle-id}",), "rich"),
    "iframely": (("{data-url}",), "link"),
    "wordpress-embed": (("{data-url}",), "link"),
}
BY_TAG: Final[dict[str, Code]] = {
    **{f"amp-{name}": Code(urls, kind, links=False) for name, (urls, kind) in _AMP.items()},
    "oembed": Code(("{url}",), "link", links=False),
    "lite-youtube": Code(("https://www.youtube.com/watch?v={videoid}",), "video", links=False),
    "lite-vimeo": Code(("https://vimeo.com/{videoid}",), "video", links=False),
    "fb:post": Code(("{href}",), "post", links=False),
    "fb:video": Code(("{href}",), "video", links=False),
    "video-js": BY_CLASS["video-js"],
}
# WordPress frames a post at an address of its own behind the post's.
_WP_FRAME: Final = re.compile(r"/embed/?(?:#\?secret=.*)?\Z")
_PART: Final = re.compile(r"\{([a-z-]+)\}")
_TIDAL: Final = {"t": "track", "v": "video", "a": "album", "p": "playlist"}
# Attributes that some forms of a code leave out and what they mean then.
_DEFAULTS: Final = {"data-embed": "default", "data-player": "default"}


def code_of(tag: Tag) -> Code | None:
    """The row for an element, or `None`: by its tag, its classes, its attributes."""
    if (row := BY_TAG.get(tag.name)) is not None:
        return row
    given = tag.attrs
    if "class" in given:
        for name in classes(tag):
            if (row := BY_CLASS.get(name)) is not None:
                return row
    if len(given) > 1 and not BY_ATTRIBUTE.keys().isdisjoint(given):
        return next(row for name, row in BY_ATTRIBUTE.items() if name in given)
    if tag.name == "a" and str(tag.get("data-pin-do", "")).startswith("embed"):
        return _HREF
    return None


def read(page: Page, tag: Tag, code: Code) -> Reading | None:
    """The embed that a code means, with the words it quotes; `None` when nothing in it is an address."""
    templated = _templated(tag, code)
    if code is BY_CLASS["wp-embedded-content"]:
        templated = [_WP_FRAME.sub("/", made) for made in templated]
    links = [str(a["href"]) for a in inside(tag, "a") if a.get("href")][::-1] if code.links else []
    embed: Embed | None = None
    for address in (*templated, *links):
        found = known(page, address)
        if found is not None and is_rich(found):
            embed = found
            break
    if embed is None and code.kind is not None:
        # A signature ends with the link to the post; what is not signed begins with it.
        for address in (*templated, *(links[:1] if posts.is_signed(tag) else links[-1:])):
            embed = known(page, address) or unknown(page, address, code.kind)
            if embed is not None:
                break
    if embed is None:
        return None
    embed = posts.snapshot(page, tag, embed)
    if code is BY_CLASS["video-js"]:
        width, height = size(tag)
        if poster := page.absolute(attribute(tag, "poster")):
            from mediakit.embed import Image

            embed = told(embed, images=(Image(url=poster, role="poster", width=width, height=height),))
    return Reading(embed, tag, tag)


def _templated(tag: Tag, code: Code) -> list[str]:
    return [made for template in code.urls if (made := _fill(template, tag)) is not None]


def quoted(page: Page, tag: Tag) -> Reading | None:
    """A post in a quotation whose class was lost on the way: words, "— Name (@handle)", a link to the post."""
    if not posts.is_signed(tag):
        return None
    links = [a for a in inside(tag, "a") if a.get("href")]
    found = known(page, str(links[-1]["href"])) if links else None
    if found is None or found.kind != "post":
        return None
    return Reading(posts.snapshot(page, tag, found), tag, tag)


def _fill(template: str, tag: Tag) -> str | None:
    def value(match: re.Match[str]) -> str:
        found = attribute(tag, match[1]) or _DEFAULTS.get(match[1], "")
        if match[1] == "data-type":
            found = _TIDAL.get(found, found)
        if not found or re.search(r"\s", found):
            raise KeyError(match[1])
        if not template.startswith("{") and "//" in found:
            raise KeyError(match[1])
        return found

    try:
        return _PART.sub(value, template)
    except KeyError:
        return None


def titled(tag: Tag) -> str | None:
    """The words of a link or code, unless they are its address."""
    text = words(tag, lines=" ")
    return None if not text or "://" in text or text.startswith("www.") else text
