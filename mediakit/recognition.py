"""recognize: what somebody pasted, a URL or an embed code, made into an embed without asking anybody."""

from __future__ import annotations

import re
from typing import Final

from mediakit import providers as rooms
from mediakit.embed import Embed
from mediakit.providers import BUILT_IN, Provider

# What people leave around a URL when they copy it out of prose.
_AROUND_LEFT: Final = "<(\"'“„«‹[{"
_AROUND_RIGHT: Final = ">)\"'”“»›]}.,;:!?…"
# What chats and word processors put beside a URL, and nobody sees: zero-width spaces and joins, directions, hyphens.
_UNSEEN: Final = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
_SCHEMES: Final = ("https://", "http://")
_BARE: Final = r"(?i)(?://)?(?:[a-z0-9-]+\.)+[a-z]{2,24}(?:/|\Z)"
# A pasted code longer than this is a page, not a code; `mediakit.find` reads pages.
_LONGEST: Final = 200_000


def recognize(text: str, providers: tuple[Provider, ...] = BUILT_IN) -> Embed | None:
    """The embed that a URL or a pasted code names, offline; `None` when nobody is recognized. Never raises,
    but `TypeError` for what is no text.

    Takes a URL (also without its scheme, `youtu.be/ID`, where a provider's host says what it is), a URI of a provider's
    own scheme, or HTML and shortcodes, of which the first embed counts. Asks nobody.

    >>> recognize("www.youtube.com/watch?v=dQw4w9WgXcQ&utm_source=x").key
    'youtube:video:dQw4w9WgXcQ'
    >>> recognize("spotify:episode:2DBstW0LumPSF5SyO5ofRe").url
    'https://open.spotify.com/episode/2DBstW0LumPSF5SyO5ofRe'
    >>> recognize("see you at the harbour") is None
    True
    """
    if not isinstance(text, str):
        raise TypeError(f"a URL or a code is taken as str, not as {type(text).__name__}")
    text = pasted(text)
    embed = rooms.index_of(providers).embed(text)
    if embed is not None or not text:
        return embed
    if text.rfind("<") > 0 or ("[" in text and "://" not in text[:9]):
        return _in_code(text, providers)
    bare = text.lstrip(_AROUND_LEFT).rstrip(_AROUND_RIGHT)
    if bare != text and (embed := rooms.from_url(bare, providers)) is not None:
        return embed
    return _without_scheme(bare, providers)


def pasted(text: str) -> str:
    """What was pasted, without the blanks and the characters nobody sees around it.

    >>> pasted(" https://youtu.be/dQw4w9WgXcQ\\u200b\\n")
    'https://youtu.be/dQw4w9WgXcQ'
    """
    text = text.strip()
    return text if text.isascii() else text.strip(_UNSEEN).strip()


def _without_scheme(text: str, providers: tuple[Provider, ...]) -> Embed | None:
    """A host and a path alone: only a provider's own host makes a URL of them, since `setup.py/x` is prose."""
    if text.startswith(_SCHEMES) or re.match(_BARE, text) is None:
        return None
    address = "https://" + text.removeprefix("//")
    embed = rooms.from_url(address, providers)
    if embed is None or embed.provider is None or not rooms.claims(address, providers):
        return None
    return embed


def _in_code(text: str, providers: tuple[Provider, ...]) -> Embed | None:
    if len(text) > _LONGEST:
        return None
    from mediakit import body

    found = next(iter(body.find(text, providers=providers)), None)
    return None if found is None else found.embed
