"""Scripts that draw a player by themselves, and scripts that state what is shown: JSON-LD."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from mediakit import url
from mediakit.body import stated
from mediakit.body.reading import Reading, attribute, is_rich, known, unknown
from mediakit.body.tree import Page
from mediakit.embed import Embed, Kind

if TYPE_CHECKING:
    from bs4 import Tag

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
_PROGRAMS: Final = ("index.min.js", "index.js", "widgets.js", "/embed.js")
# What a player's script ends in, behind the address of what it plays.
_ENDINGS: Final = ("/embed.js", ".js", ".jsonp")
_SETTINGS: Final = r"\s*\([^{]{0,100}\{[^}]{0,400}?\b"
_QUOTED: Final = r"""["']([^"'\s]{5,2000})["']"""
# Players set up in the page: what says so, and the address of what they play.
_INLINE: Final = (
    (re.compile(rf"""Twitch\.(?:Player|Embed){_SETTINGS}video\s*:\s*["']v?(\d+)["']"""), "https://www.twitch.tv/videos/{}"),
    (re.compile(rf"""Twitch\.(?:Player|Embed){_SETTINGS}channel\s*:\s*["'](\w+)["']"""), "https://www.twitch.tv/{}"),
    (re.compile(rf"""YT\.Player{_SETTINGS}videoId\s*:\s*["']([\w-]{{6,20}})"""), "https://www.youtube.com/watch?v={}"),
    (re.compile(rf"""Vimeo\.Player{_SETTINGS}id["']?\s*:\s*["']?(\d{{4,12}})"""), "https://vimeo.com/{}"),
    (re.compile(rf"""DM\.player{_SETTINGS}video["']?\s*:\s*["'](\w{{4,12}})"""), "https://www.dailymotion.com/video/{}"),
    (re.compile(rf"""Rumble{_SETTINGS}video["']?\s*:\s*["'](\w{{4,12}})"""), "https://rumble.com/embed/{}/"),
    (
        re.compile(r"""\.setup\s*\([^)]{0,400}?cdn\.jwplayer\.com/v2/(?:media|playlists)/(\w{8})"""),
        "https://cdn.jwplayer.com/players/{}.html",
    ),
    (re.compile(rf"""\.setup{_SETTINGS}file["']?\s*:\s*{_QUOTED}"""), "{}"),
    (
        re.compile(
            r"""kWidget\.\w{5,12}\s*\((?=[^)]{0,800}?\bwid["']?\s*:\s*["']_(\d{2,10}))"""
            r"""(?=[^)]{0,800}?\buiconf_id["']?\s*:\s*["']?(\d{4,12}))"""
            r"""(?=[^)]{0,800}?\bentry_id["']?\s*:\s*["'](\w{5,20}))"""
        ),
        "https://cdnapisec.kaltura.com/p/{0}/sp/{0}00/embedIframeJs/uiconf_id/{1}/partner_id/{0}?iframeembed=true&entry_id={2}",
    ),
    (
        re.compile(r"""OO\.Player\.create\s*\(\s*["'][^"']{1,100}["']\s*,\s*["']([\w-]{20,40})["']"""),
        "https://player.ooyala.com/iframe.html?ec={}",
    ),
    (
        re.compile(r"""VK\.Widgets\.Post\s*\(\s*["'][^"']{1,100}["']\s*,\s*(-?\d{1,15})\s*,\s*(\d{1,15})\b"""),
        "https://vk.com/wall{}_{}",
    ),
    (re.compile(rf"""D[VC]\.(?:embed\.)?load\w{{0,4}}\s*\(\s*{_QUOTED}"""), "{}"),
)  # fmt: skip
_LONGEST: Final = 20_000


def script(page: Page, tag: Tag) -> list[Reading]:
    """A script that draws a player or states one; every other script is none of ours."""
    source = attribute(tag, "src")
    if source is not None:
        embed = _drawn(page, source)
        return [Reading(embed, tag, tag)] if embed is not None else []
    text = tag.string or ""
    if (attribute(tag, "type") or "").lower().startswith("application/ld+json"):
        return stated.script(page, tag, text)
    if not text or len(text) > _LONGEST:
        return []
    for pattern, template in _INLINE:
        if match := pattern.search(text):
            address = template.format(*match.groups())
            embed = known(page, address) or unknown(page, address, "video")
            return [Reading(embed, tag, tag)] if embed is not None else []
    return []


def _drawn(page: Page, source: str) -> Embed | None:
    address = page.absolute(source)
    if address is None:
        return None
    parts = urlsplit(address)
    if parts.path.startswith(_LIBRARIES):
        return None
    if parts.path.endswith(".jsonp") and "wistia_async_" in page.source:
        return None  # data of a player that stands in the page
    embed = known(page, address)
    head, mark, tail = address.partition("?")
    for ending in _ENDINGS:
        if embed is None and head.endswith(ending):
            embed = known(page, head.removesuffix(ending) + mark + tail)
    kind = _PLAYERS.get(parts.netloc.lower())
    if embed is None and kind is not None and len(parts.path) > 4 and not parts.path.endswith(_PROGRAMS):
        return unknown(page, address, kind)
    if embed is None and url.parameters(parts.query).get("_embed") in ("1", "true"):
        return unknown(page, head, "link")  # a page's own script that writes its card
    # A library or a style beside a player has a provider's host, too: only what has a player counts.
    return embed if embed is not None and embed.provider is not None and is_rich(embed) else None
