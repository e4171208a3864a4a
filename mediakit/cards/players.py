"""What the players of known providers take: how to start at once and at a place; and which origins a frame may have.

Data by the exact host of the player's URL. It stands here and not in the kept value because such rules change: a rule
that is corrected heals every old post when it is next rendered. Sources: each provider's embed documentation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from mediakit import url
from mediakit.embed import Embed
from mediakit.frozen import value


@value
class Habits:
    """What a player takes in its URL: `autoplay` a whole parameter; `start` the name of the one for whole seconds."""

    autoplay: str | None = None
    start: str | None = None


_YOUTUBE: Final = Habits(autoplay="autoplay=1", start="start")
_PLAIN: Final = Habits()
PLAYERS: Final[Mapping[str, Habits]] = {
    "www.youtube-nocookie.com": _YOUTUBE,  # developers.google.com/youtube/player_parameters
    "www.youtube.com": _YOUTUBE,
    "player.vimeo.com": Habits(autoplay="autoplay=1"),  # its start is a fragment, #t=90s
    "geo.dailymotion.com": Habits(start="startTime"),  # autoplay is a setting of the owner's player
    "www.dailymotion.com": Habits(autoplay="autoplay=1", start="start"),
    "w.soundcloud.com": Habits(autoplay="auto_play=true"),
    "www.facebook.com": Habits(autoplay="autoplay=true", start="t"),
    "player.twitch.tv": Habits(autoplay="autoplay=true"),
    "www.tiktok.com": Habits(autoplay="autoplay=1"),
}

# The host of a source expression in CSP and in `allow`: anything else could end the directive and begin another.
_HOST: Final = re.compile(r"(?:[a-z0-9_-]+\.)*[a-z0-9_-]+\Z|\[[0-9a-f:]+\]\Z")


def origin(address: str) -> str | None:
    """The origin of an http(s) URL, in letters that can stand in a policy, else `None`.

    >>> origin("https://player.vimeo.com/video/1"), origin("https://a;script-src/x")
    ('https://player.vimeo.com', None)
    """
    parts = url.split(address)
    if parts is None or parts.user is not None or not _HOST.match(parts.host):
        return None
    port = "" if parts.port is None else f":{parts.port}"
    return f"{parts.scheme}://{parts.host}{port}"


def known(embed: Embed) -> bool:
    """Whether the embed was recognized as a known provider's: then its player comes from that provider's own facts."""
    provider = embed.provider
    return provider is not None and not embed.key.startswith("link:") and embed.key.startswith(f"{provider.key}:")


def player_url(embed: Embed, *, host: str | None) -> str | None:
    """The URL of the embed's player, at the place the editor pointed at, or `None` when it has none that may be framed.

    Only https. `host` is the site's own: a player that must be told where it stands has none without it, and a player
    of that very host is refused, since a frame of the page's own origin could reach into the page.
    """
    player = embed.player
    if player is None:
        return None
    address, parts = url.safe(player.url), url.split(player.url)
    if address is None or parts is None or parts.scheme != "https" or origin(address) is None or parts.host == host:
        return None
    given = url.parameters(parts.query)
    if player.parent is not None and player.parent not in given:
        if host is None:
            return None
        address = url.with_parameters(address, **{player.parent: host})
    habits = PLAYERS.get(parts.host, _PLAIN)
    if embed.start and habits.start is not None and habits.start not in given and embed.start < 1e6:
        address = url.with_parameters(address, **{habits.start: int(embed.start)})
    return address if len(address) < url.MAX_LENGTH - 40 else None  # room for what a press adds


def starting(address: str) -> str:
    """The player's URL that starts at once, where the provider takes that; else the URL as it is.

    >>> starting("https://www.youtube-nocookie.com/embed/ID")
    'https://www.youtube-nocookie.com/embed/ID?autoplay=1'
    """
    parts = url.split(address)
    wish = PLAYERS.get(parts.host, _PLAIN).autoplay if parts is not None else None
    if wish is None or parts is None:
        return address
    name, _, value = wish.partition("=")
    return address if name in url.parameters(parts.query) else url.with_parameters(address, **{name: value})
