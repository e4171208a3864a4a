"""Embed codes as data: which class, attribute or tag marks one, and how its URL is made of its attributes.

A template is used when all its attributes are there; `{data-id}` is an attribute's value, `{data-attrs.url}` a value in
an attribute that holds JSON, `{.wistia_async_}` the rest of the class that begins so. Sources: the embed codes of the
services themselves, as pasted into posts from 2010 to today, and what editors (CKEditor, TinyMCE, Trix, Substack,
Squarespace, Tumblr, Drupal, Wagtail) keep of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mediakit.body.ampcodes import AMP
from mediakit.embed import Kind


@dataclass(frozen=True, slots=True)
class Code:
    """One form of code: the templates of its URL, the likeliest first, and the kind it is when nobody knows the URL.

    `links`: the links inside may name it, the last one first. `title`, `about`: the classes of the elements inside
    whose words are its title and description; `a` is the first link. `markup`: the attribute that holds a code.
    """

    urls: tuple[str, ...] = ()
    kind: Kind | None = None
    links: bool = True
    title: str = ""
    about: str = ""
    markup: str = ""


_WISTIA: Final = "https://fast.wistia.net/embed/iframe/"
HREF: Final = Code(("{href}",), "link", links=False)
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
    "infogram-embed": Code(("https://e.infogram.com/{data-id}", "https://infogram.com/{data-id}"), "rich"),
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
    "kg-bookmark-container": HREF,
    "gie-single": Code((), "photo"),
    "ab-player": Code(("{data-boourl}",), "audio", links=False),
    "apester-media": Code(("https://renderer.apester.com/interaction/{data-media-id}",), "rich", links=False),
    "arena-liveblog": Code(
        ("https://go.arena.im/embed?publisher={data-publisher}&event={data-event}",), "rich", links=False
    ),
    "bluesky-wrap": Code(("https://bsky.app/profile/{data-attrs.authorDid}/post/{data-attrs.postId}",), "post"),
    "change-embed-petition": Code(("https://www.change.org/p/{data-petition-id}",), "link"),
    "deezer-widget-player": Code(("{data-src}",), "audio", links=False),
    "digest-post-embed": Code(("{data-attrs.canonical_url}",), "link"),
    "embedded-post-wrap": Code(("{data-attrs.url}",), "link"),
    "embedded-publication-wrap": Code(("{data-attrs.base_url}",), "link"),
    "graf--mixtapeEmbed": Code((), "link", title="markup--mixtapeEmbed-strong", about="markup--mixtapeEmbed-em"),
    "g-post": Code(("{data-href}",), "post", links=False),
    "genially-embed": Code(("https://view.genial.ly/{id}",), "rich", links=False),
    "gfyitem": Code(("https://gfycat.com/{data-id}",), "video", links=False),
    "instagram-embed-wrap": Code(("https://www.instagram.com/p/{data-attrs.instagram_id}/",), "post"),
    "issuuembed": Code(("https://e.issuu.com/embed.html#{data-configid}",), "rich", links=False),
    "kg-file-card-container": Code(("{href}",), "link", links=False, title="kg-file-card-title"),
    "wp-block-file": Code((), "link", title="a"),
    "npf_link": Code(("{data-npf.url}",), "link"),
    "opinary-widget-embed": Code(
        ("https://compass.pressekompass.net/compasses/{data-customer}/{data-poll}",), "rich", links=False
    ),
    "pb_feed": Code(
        ("https://www.playbuzz.com/item/{data-item}", "https://www.playbuzz.com{data-game}", "{data-game}"), "rich"
    ),
    "playbuzz": Code(("https://www.playbuzz.com/item/{data-id}",), "rich"),
    "podigee-podcast-player": Code(("{data-configuration}",), "audio", links=False),
    "poll-embed": Code(("https://poll.fm/{data-attrs.pollId}",), None, links=False),
    "riddle2-wrapper": Code(("https://www.riddle.com/view/{data-rid-id}",), "rich", links=False),
    "riddle_target": Code(("https://www.riddle.com/a/{data-rid-id}",), "rich", links=False),
    "snapchat-embed": Code(("{data-snapchat-embed-url}",), "post"),
    "soundcloud-wrap": Code(("{data-attrs.url}",), "audio"),
    "speakerdeck-embed": Code(("https://speakerdeck.com/player/{data-id}",), "rich", links=False),
    "spreaker-player": Code(("{href}", "https://www.spreaker.com/episode/{data-episode}"), "audio", links=False),
    "sqs-audio-embed": Code(("{data-url}",), "audio", links=False),
    "strava-embed-placeholder": Code(
        ("https://www.strava.com/{data-embed-type}/{data-embed-id}",), "rich", links=False
    ),
    "substack-post-embed": Code((), "link"),
    "tenor-gif-embed": Code(("https://tenor.com/view/{data-postid}",), "video"),
    "tiktok-wrap": Code(("{data-attrs.url}",), "video"),
    "tweet": Code(("{data-attrs.url}",), None),
    "twitter-moment": Code((), "rich"),
    "vidyard-player-embed": Code(("https://play.vidyard.com/{data-uuid}",), "video", links=False),
    "vimeo-wrap": Code(("https://vimeo.com/{data-attrs.videoId}",), None, links=False),
    "wistia_embed": Code((_WISTIA + "{.wistia_async_}",), "video", links=False),
    "youtube-player": Code(("https://www.youtube.com/watch?v={data-id}",), None, links=False),
    "youtube-wrap": Code(("https://www.youtube.com/watch?v={data-attrs.videoId}",), None, links=False),
    "jwplayer": Code(("https://cdn.jwplayer.com/players/{data-media-id}-{data-player-id}.html",), "video", links=False),
}
BY_ATTRIBUTE: Final[dict[str, Code]] = {
    "data-html": Code(markup="data-html"),
    "data-embed-html": Code(markup="data-embed-html"),
    "data-embed-code": Code(markup="data-embed-code"),
    "data-iframe": Code(markup="data-iframe"),
    "data-boourl": BY_CLASS["ab-player"],
    "data-video-id": Code(BY_CLASS["video-js"].urls, None, links=False),
    "data-mce-p-src": Code(("{data-mce-p-src}",), "rich", links=False),
    "data-npf": Code(("{data-npf.url}", "{data-npf.media.url}", "{data-npf.media.0.url}"), None),
    "data-tf-live": Code(("https://form.typeform.com/to/{data-tf-live}",), "rich", links=False),
    "data-tf-widget": Code(("https://form.typeform.com/to/{data-tf-widget}",), "rich", links=False),
    "data-block-json": Code(("{data-block-json.url}",), None),
    "data-snapchat-embed-url": BY_CLASS["snapchat-embed"],
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
BY_TAG: Final[dict[str, Code]] = {
    **{f"amp-{name}": Code(urls, kind, links=False) for name, (urls, kind) in AMP.items()},
    "oembed": Code(("{url}",), "link", links=False),
    "lite-youtube": Code(("https://www.youtube.com/watch?v={videoid}",), "video", links=False),
    "lite-vimeo": Code(("https://vimeo.com/{videoid}",), "video", links=False),
    "fb:post": Code(("{href}",), "post", links=False),
    "fb:video": Code(("{href}",), "video", links=False),
    "video-js": BY_CLASS["video-js"],
    "amp-story-player": Code((), "rich"),
    "fb:comment-embed": Code(("{href}",), "post", links=False),
    "lite-tiktok": Code(("https://www.tiktok.com/@/video/{videoid}",), "video", links=False),
    "youtube-video": Code(("{src}",), "video", links=False),
    "vimeo-video": Code(("{src}",), "video", links=False),
    "spotify-audio": Code(("{src}",), "audio", links=False),
    "wistia-player": Code((_WISTIA + "{media-id}",), "video", links=False),
    "mux-player": Code(("https://player.mux.com/{playback-id}",), "video", links=False),
    "tenor-gif-embed": BY_CLASS["tenor-gif-embed"],
    "interaction": Code(("https://renderer.apester.com/interaction/{data-id}",), "rich", links=False),
    "drupal-url": Code(("{data-embed-url}",), "link", links=False),
    "action-text-attachment": Code(("{url}", "{href}", "{previewable-url}"), "link", links=False),
}
# What a figure without a medium inside may still say of it.
FIGURE: Final = Code(
    (
        "{data-trix-attachment.url}",
        "{data-trix-attachment.href}",
        "{data-canonical-url}",
        "{data-embed-url}",
        "{data-oembed-url}",
        "{data-url}",
        "{data-npf.url}",
    ),
    "link",
    links=False,
)
