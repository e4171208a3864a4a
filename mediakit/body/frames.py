"""Frames, plug-ins and player scripts: an address somebody else's page or program stands behind."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from mediakit import fields, url
from mediakit.body.noise import LAZY_FRAME, is_noise
from mediakit.body.reading import Reading, attribute, classes, frame_title, framed, known, size, told, unknown
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


def iframe(page: Page, tag: Tag) -> list[Reading]:
    """What a frame shows; nothing for advertising, counters and empty frames."""
    candidates = addresses(tag, "src", *LAZY_FRAME)
    for address in candidates:
        embed = known(page, address) or _inside(page, address)
        if embed is not None:
            return [] if is_noise(page.absolute(address)) else [Reading(told(embed, title=frame_title(tag)), tag, tag)]
    if inner := attribute(tag, "srcdoc"):
        return framed_page(page, tag, inner)
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
    if (experience := _experience(tag)) is not None and (embed := unknown(page, experience, "video")) is not None:
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


# Where blocks of WordPress and its plugins keep the address of what they show.
_BLOCK_ADDRESSES: Final = (
    "url",
    "src",
    "href",
    "embedUrl",
    "giphyUrl",
    "mediaUrl",
    "videoUrl",
    "audioUrl",
    "podcastUrl",
)


def block(page: Page, tag: Tag) -> list[Reading] | None:
    """A Gutenberg block that is only a comment: `<!-- wp:embed {"url": "…"} /-->`."""
    try:
        settings = fields.load_json(attribute(tag, "data-words") or "")
    except ValueError:
        return []
    if not isinstance(settings, dict):
        return []
    inner = settings.get("data") if isinstance(settings.get("data"), dict) else settings.get("attributes")
    stated = [settings[name] for name in _BLOCK_ADDRESSES if isinstance(settings.get(name), str)]
    if isinstance(settings.get("guid"), str):
        stated.append(f"https://videopress.com/v/{settings['guid']}")
    told_inside = [value for value in inner.values() if isinstance(value, str)] if isinstance(inner, dict) else []
    embed = next((each for address in (*stated, *told_inside) if (each := known(page, str(address))) is not None), None)
    if embed is None and stated:
        kind: Kind = "rich" if "iframe" in (attribute(tag, "data-name") or "") else "link"
        embed = unknown(page, str(stated[0]), kind)
    if embed is None:
        return []
    embed = told(embed, title=fields.text(settings, "title"))
    return [Reading(embed, tag, tag, caption=fields.text(settings, "caption"))]


def addresses(tag: Tag, *names: str) -> list[str]:
    """The values of these attributes that may be addresses."""
    found = []
    given = tag.attrs
    for name in names:
        if name not in given:
            continue
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


def _experience(tag: Tag) -> str | None:
    """Brightcove's Flash player: the address of the video that its parameters name."""
    values: dict[str, str] = {}
    for each in (tag, *inside(tag, "param", "embed")):
        values |= url.parameters((attribute(each, "flashvars") or "")[:8000])
        name = (attribute(each, "name") or "").lower()
        value = attribute(each, "value") or ""
        values |= url.parameters(value[:8000]) if name == "flashvars" else {name: value}
    player = values.get("playerID") or values.get("playerid") or ""
    video = values.get("@videoplayer") or values.get("videoId") or ""
    if not (player.isdecimal() and video.isdecimal()):
        return None
    return f"https://link.brightcove.com/services/player/bcpid{player}?bctid={video}"


def _inside(page: Page, address: str) -> Embed | None:
    """The medium in a player around other players: Embedly, Iframely, a site's own (`/media/oembed?url=`)."""
    found = page.absolute(address) or url.absolute(address, "https://site.invalid/")
    if found is None:
        return None
    parts = urlsplit(found)
    names = _AROUND.get(parts.netloc.lower())
    if len(parts.query) > 8000 or "=" not in parts.query:
        return None
    values = url.parameters(parts.query)
    inner = [values[name] for name in names or ("url", "src") if name in values]
    for each in inner:
        if (embed := known(page, each)) is not None and (names or embed.provider is not None):
            return embed
    return unknown(page, inner[0]) if inner and names else None


def framed_page(page: Page, tag: Tag, inner: str) -> list[Reading]:
    """What a page or code inside an attribute shows: its first medium."""
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
