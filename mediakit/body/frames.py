"""Frames, plug-ins and player scripts: an address somebody else's page or program stands behind."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from mediakit import fields, url
from mediakit.body.noise import LAZY_FRAME, is_noise
from mediakit.body.reading import Reading, attribute, classes, frame_title, framed, is_rich, known, size, told, unknown
from mediakit.body.tree import Page, inside
from mediakit.embed import Embed, Kind

if TYPE_CHECKING:
    from bs4 import Tag

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
# A path of these is a program for many posts, even where the provider's host makes it look like one of its own.
_LIBRARIES: Final = ("/js/", "/javascripts/", "/static/", "/assets/", "/sdk", "/lib/", "/libs/", "/api/")
_SETTINGS: Final = r"\s*\([^{]{0,100}\{[^}]{0,400}?\b"
_INLINE: Final = (
    (re.compile(rf"""Twitch\.(?:Player|Embed){_SETTINGS}video\s*:\s*["']v?(\d+)["']"""), "https://www.twitch.tv/videos/{}"),
    (re.compile(rf"""Twitch\.(?:Player|Embed){_SETTINGS}channel\s*:\s*["'](\w+)["']"""), "https://www.twitch.tv/{}"),
    (re.compile(rf"""YT\.Player{_SETTINGS}videoId\s*:\s*["']([\w-]{{6,20}})"""), "https://www.youtube.com/watch?v={}"),
    (re.compile(rf"""\.setup{_SETTINGS}file["']?\s*:\s*["']([^"'\s]{{5,2000}})["']"""), "{}"),
)  # fmt: skip


def iframe(page: Page, tag: Tag) -> list[Reading]:
    """What a frame shows; nothing for advertising, counters and empty frames."""
    candidates = addresses(tag, "src", *LAZY_FRAME)
    for address in candidates:
        embed = known(page, address) or _inside(page, address)
        if embed is not None:
            return [] if is_noise(page.absolute(address)) else [Reading(told(embed, title=frame_title(tag)), tag, tag)]
    if inner := attribute(tag, "srcdoc"):
        return _srcdoc(page, tag, inner)
    if _is_hidden(tag):
        return []
    for address in candidates:
        if not is_noise(page.absolute(address)) and (frame := framed(page, address, tag)) is not None:
            return [Reading(frame, tag, tag)]
    page.miss_any(tag, candidates, frame_title(tag))
    return []


def plugin(page: Page, tag: Tag) -> list[Reading] | None:
    """A Flash movie or another plug-in: `<object>` with its parameters, and the `<embed>` inside it."""
    if not page.afford(tag):
        return []
    candidates: list[str] = []
    for each in (tag, *inside(tag, "param", "embed", "object", "iframe", "a")):
        if each.name == "param":
            if (attribute(each, "name") or "").lower() in ("movie", "src", "data", "url", "filename"):
                candidates += addresses(each, "value")
            elif (attribute(each, "name") or "").lower() == "flashvars":
                candidates += _flash(attribute(each, "value"))
        else:
            candidates += addresses(each, "data", "src", "href", "url")
            candidates += _flash(attribute(each, "flashvars"))
    for address in candidates:
        embed = known(page, address) or _inside(page, address)
        if embed is not None and not is_noise(page.absolute(address)):
            return [Reading(embed, tag, tag)]
    if tag.name == "object" and next(inside(tag, "img", "video", "audio"), None) is not None:
        return None
    for address in candidates:
        if (
            not _is_hidden(tag)
            and not is_noise(page.absolute(address))
            and (frame := framed(page, address, tag)) is not None
        ):
            return [Reading(frame, tag, tag)]
    if attribute(tag, "embedtype"):  # Wagtail's, of a picture
        page.miss(tag, "stored", attribute(tag, "id"), attribute(tag, "alt"))
    elif not _is_hidden(tag):
        page.miss_any(tag, candidates)
    return []


def script(page: Page, tag: Tag) -> list[Reading]:
    """A script that draws a player; every other script is none of ours."""
    source = attribute(tag, "src")
    if source is not None:
        address = page.absolute(source)
        if address is None or urlsplit(address).path.startswith(_LIBRARIES):
            return []
        embed = known(page, address)
        if embed is None and address.partition("?")[0].endswith(".js"):
            head, mark, tail = address.partition("?")
            embed = known(page, head.removesuffix(".js") + mark + tail)
        parts = urlsplit(address)
        kind = _PLAYERS.get(parts.netloc.lower())
        if embed is None and kind is not None and len(parts.path) > 4:
            return [Reading(made, tag, tag)] if (made := unknown(page, address, kind)) is not None else []
        # A library or a style beside a player has a provider's host, too: only what has a player counts.
        return [Reading(embed, tag, tag)] if embed is not None and embed.provider is not None and is_rich(embed) else []
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
    names = ("file", "url", "src", "video", "videourl", "mp3", "soundfile", "mp3url", "flv", "movie", "streamurl")
    found = url.parameters(variables)
    return [value for name, value in found.items() if name.lower() in names and "//" in value]


def _inside(page: Page, address: str) -> Embed | None:
    """The medium in a player around other players (Embedly, Iframely)."""
    found = page.absolute(address)
    if found is None:
        return None
    parts = urlsplit(found)
    names = _AROUND.get(parts.netloc.lower())
    if names is None or len(parts.query) > 8000:
        return None
    values = url.parameters(parts.query)
    inner = [values[name] for name in names if name in values]
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
