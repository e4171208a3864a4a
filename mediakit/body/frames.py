"""Frames, plug-ins and player scripts: an address somebody else's page or program stands behind."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs, urlsplit

from mediakit import fields
from mediakit.body.reading import Reading, attribute, classes, frame_title, framed, known, size, told, unknown
from mediakit.body.tree import Page
from mediakit.embed import Embed, Kind

if TYPE_CHECKING:
    from bs4 import Tag

# Where lazy loaders and consent managers hide the address of a frame until it may be asked.
_LAZY: Final = (
    "data-src", "data-lazy-src", "data-lazyload", "data-original", "data-url", "data-cookieconsent-src", "data-cookie-src",
    "data-litespeed-src", "data-cfsrc", "data-rocket-src", "data-lazy", "data-iframe-src", "data-embed-src",
    "data-suppressedsrc", "data-cmp-src", "data-consent-src", "data-uc-src", "data-borlabs-src", "data-twillo-src",
    "data-flying-press-lazy-src", "data-cmplz-src", "data-src-cmplz",
)  # fmt: skip
# Advertising, measuring and widgets that show nothing of their own.
_NOTHING: Final = (
    "doubleclick.net googlesyndication.com googletagmanager.com google-analytics.com googleadservices.com adnxs.com "
    "amazon-adsystem.com taboola.com outbrain.com criteo.com criteo.net scorecardresearch.com quantserve.com rubiconproject.com "
    "pubmatic.com openx.net casalemedia.com adsrvr.org moatads.com teads.tv smartadserver.com addthis.com sharethis.com "
    "disqus.com recaptcha.net plusone.google.com apis.google.com krxd.net bluekai.com demdex.net rlcdn.com adform.net "
    "bidswitch.net media.net 2mdn.net adsafeprotected.com consensu.org cookielaw.org hotjar.com fls-eu.amazon.com"
).split()
_NOTHING_PATHS: Final = (
    ("google.com", "/recaptcha/"),
    ("facebook.com", "/plugins/like"),
    ("facebook.com", "/plugins/page.php"),
    ("facebook.com", "/plugins/share_button"),
    ("facebook.com", "/plugins/follow"),
    ("facebook.com", "/plugins/comments"),
    ("facebook.com", "/plugins/fan.php"),
    ("facebook.com", "/plugins/activity"),
    ("facebook.com", "/connect/"),
    ("facebook.com", "/tr"),
    ("twitter.com", "/widgets/follow_button"),
    ("twitter.com", "/widgets/tweet_button"),
    ("twitter.com", "/widgets/widget_iframe"),
    ("twitter.com", "/jot"),
    ("youtube.com", "/subscribe_embed"),
    ("linkedin.com", "/countserv"),
    ("tumblr.com", "/assets/html/iframe"),
)
# Players around other players: which parameter holds the address.
_AROUND: Final = {
    "cdn.embedly.com": ("url", "src"),
    "cdn.iframe.ly": ("url",),
    "iframe.ly": ("url",),
    "if-cdn.com": ("url",),
}
# Scripts that draw a player by themselves.
_PLAYERS: Final[dict[str, Kind]] = {
    "content.jwplatform.com": "video",
    "cdn.jwplayer.com": "video",
    "players.brightcove.net": "video",
    "cdnapisec.kaltura.com": "video",
    "cdnapi.kaltura.com": "video",
    "player.ooyala.com": "video",
    "www.buzzsprout.com": "audio",
    "secure.polldaddy.com": "rich",
    "static.polldaddy.com": "rich",
    "asciinema.org": "rich",
    "embed.githubusercontent.com": "rich",
    "ideone.com": "rich",
}
_INLINE: Final = (
    (re.compile(r"""Twitch\.(?:Player|Embed)\s*\([^{]{0,100}\{[^}]{0,400}?\bvideo\s*:\s*["']v?(\d+)["']"""), "https://www.twitch.tv/videos/{}"),
    (re.compile(r"""Twitch\.(?:Player|Embed)\s*\([^{]{0,100}\{[^}]{0,400}?\bchannel\s*:\s*["'](\w+)["']"""), "https://www.twitch.tv/{}"),
    (re.compile(r"""YT\.Player\s*\([^{]{0,100}\{[^}]{0,400}?\bvideoId\s*:\s*["']([\w-]{6,20})["']"""), "https://www.youtube.com/watch?v={}"),
    (re.compile(r"""jwplayer\s*\([^)]{0,100}\)\s*\.setup\s*\([^}]{0,400}?["']?file["']?\s*:\s*["']([^"'\s]{5,2000})["']"""), "{}"),
)  # fmt: skip


def iframe(page: Page, tag: Tag) -> list[Reading]:
    """What a frame shows; nothing for advertising, counters and empty frames."""
    candidates = addresses(tag, "src", *_LAZY)
    for address in candidates:
        embed = known(page, address) or _inside(page, address)
        if embed is not None:
            return [] if _is_nothing(page, address) else [Reading(told(embed, title=frame_title(tag)), tag, tag)]
    if inner := attribute(tag, "srcdoc"):
        return _srcdoc(page, tag, inner)
    if _is_hidden(tag):
        return []
    for address in candidates:
        if not _is_nothing(page, address) and (frame := framed(page, address, tag)) is not None:
            return [Reading(frame, tag, tag)]
    return []


def plugin(page: Page, tag: Tag) -> list[Reading] | None:
    """A Flash movie or another plug-in: `<object>` with its parameters, and the `<embed>` inside it."""
    candidates: list[str] = []
    for each in (tag, *tag.find_all(["param", "embed", "object", "iframe", "a"], limit=60)):
        if each.name == "param":
            if (attribute(each, "name") or "").lower() in ("movie", "src", "data", "url", "filename"):
                candidates += addresses(each, "value")
            elif (attribute(each, "name") or "").lower() == "flashvars":
                candidates += _flash(attribute(each, "value"))
        else:
            candidates += addresses(each, "data", "src", "href")
            candidates += _flash(attribute(each, "flashvars"))
    for address in candidates:
        embed = known(page, address) or _inside(page, address)
        if embed is not None and not _is_nothing(page, address):
            return [Reading(embed, tag, tag)]
    if tag.name == "object" and tag.find(["img", "video", "audio"]) is not None:
        return None
    for address in candidates:
        if not _is_hidden(tag) and not _is_nothing(page, address) and (frame := framed(page, address, tag)) is not None:
            return [Reading(frame, tag, tag)]
    return []


def script(page: Page, tag: Tag) -> list[Reading]:
    """A script that draws a player; every other script is none of ours."""
    source = attribute(tag, "src")
    if source is not None:
        address = page.absolute(source)
        if address is None:
            return []
        embed = known(page, address)
        if embed is None and address.partition("?")[0].endswith(".js"):
            head, mark, tail = address.partition("?")
            embed = known(page, head.removesuffix(".js") + mark + tail)
        if (
            embed is None
            and (kind := _PLAYERS.get(urlsplit(address).netloc.lower()))
            and len(urlsplit(address).path) > 4
        ):
            embed = unknown(page, address, kind)
        return (
            [Reading(embed, tag, tag)] if (embed is not None and embed.provider is not None) or _is_player(embed) else []
        )
    text = tag.string or ""
    if len(text) < 20_000 and ("Player" in text or "Twitch" in text or "jwplayer" in text):
        for pattern, template in _INLINE:
            if match := pattern.search(text):
                embed = known(page, template.format(match[1])) or unknown(page, template.format(match[1]), "video")
                return [Reading(embed, tag, tag)] if embed is not None else []
    return []


def block(page: Page, tag: Tag) -> list[Reading] | None:
    """A Gutenberg block that is only a comment: `<!-- wp:embed {"url": "…"} /-->`."""
    try:
        settings = fields.load_json(attribute(tag, "data-words") or "")
    except ValueError:
        return []
    address = settings.get("url") if isinstance(settings, dict) else None
    if not isinstance(address, str):
        return []
    embed = known(page, address) or unknown(page, address)
    if embed is None:
        return []
    caption = fields.text(settings, "caption") if isinstance(settings, dict) else None
    return [Reading(embed, tag, tag, caption=caption)]


def addresses(tag: Tag, *names: str) -> list[str]:
    """The values of these attributes that may be addresses."""
    found = []
    for name in names:
        value = (attribute(tag, name) or "").replace(" ", "%20")
        if value.startswith(("{", "[")) and len(value) < 5000:  # some lazy loaders keep JSON
            try:
                data = json.loads(value)
            except (ValueError, RecursionError):
                data = None
            value = str(data.get("src") or data.get("url") or "") if isinstance(data, dict) else ""
        if value and not value.lower().startswith(("about:", "javascript:", "data:", "blob:", "#")):
            found.append(value)
    return found


def _flash(variables: str | None) -> list[str]:
    """The addresses among a Flash movie's variables."""
    if not variables or len(variables) > 8000:
        return []
    try:
        found = parse_qs(variables, max_num_fields=100)
    except ValueError:
        return []
    names = ("file", "url", "src", "video", "videourl", "mp3", "soundfile", "mp3url", "flv", "movie", "streamurl")
    return [value for name, values in found.items() if name.lower() in names for value in values if "//" in value]


def _inside(page: Page, address: str) -> Embed | None:
    """The medium in a player around other players (Embedly, Iframely)."""
    found = page.absolute(address)
    if found is None:
        return None
    parts = urlsplit(found)
    names = _AROUND.get(parts.netloc.lower())
    if names is None or len(parts.query) > 8000:
        return None
    values = parse_qs(parts.query, max_num_fields=None)
    inner = [value for name in names for value in values.get(name, ())]
    for each in inner:
        if (embed := known(page, each)) is not None:
            return embed
    return unknown(page, inner[0]) if inner else None


def _srcdoc(page: Page, tag: Tag, inner: str) -> list[Reading]:
    """What a frame with a page of its own in it shows: its first medium."""
    if page.depth or len(inner) > 200_000:
        return []
    from mediakit.body.reader import readings
    from mediakit.body.tree import parse

    page_inside = parse(inner, page.base, page.providers)
    page_inside.depth = 1
    for reading in readings(page_inside, page_inside.root):
        return [Reading(reading.embed, tag, tag, caption=reading.caption, credit=reading.credit, alt=reading.alt)]
    return []


def _is_nothing(page: Page, address: str) -> bool:
    found = page.absolute(address)
    if found is None:
        return False
    parts = urlsplit(found)
    host = (parts.hostname or "").lower()
    if any(host == name or host.endswith("." + name) for name in _NOTHING):
        return True
    return any(
        (host == name or host.endswith("." + name)) and parts.path.startswith(path) for name, path in _NOTHING_PATHS
    )


def _is_hidden(tag: Tag) -> bool:
    """Whether a frame is too small to see, or hidden: it counts readers."""
    style = (attribute(tag, "style") or "").lower().replace(" ", "")
    if "display:none" in style or "visibility:hidden" in style:
        return True
    sizes = [attribute(tag, name) for name in ("width", "height")]
    if all(value is not None and value.removesuffix("px") in ("0", "1") for value in sizes):
        return True
    width, height = size(tag)
    return (width is not None and width <= 2 and height is not None and height <= 2) or "hidden" in classes(tag)


def _is_player(embed: Embed | None) -> bool:
    return embed is not None and embed.key.startswith("link:url:") and embed.kind in ("video", "audio", "rich")
