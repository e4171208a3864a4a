"""WordPress shortcodes: `[name attr="v"]…[/name]`, where they stand in a source and what URL they mean.

Source: the Shortcode API of WordPress and its built-in codes (embed, caption, audio, video, gallery, playlist), those
of Jetpack and of WordPress.com, which fill old exports.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from mediakit import markup

# name -> templates of the URL: `{name}` an attribute, `{}` what stands without a name or between the tags.
URLS: Final[dict[str, tuple[str, ...]]] = {
    "embed": ("{}", "{src}", "{url}"),
    "embedyt": ("{}",),
    "youtube": ("{}", "{url}", "https://www.youtube.com/watch?v={id}", "https://www.youtube.com/watch?v={}"),
    "vimeo": ("{}", "{url}", "https://vimeo.com/{id}", "https://vimeo.com/{}"),
    "dailymotion": ("{}", "{url}", "https://www.dailymotion.com/video/{id}", "https://www.dailymotion.com/video/{}"),
    "soundcloud": ("{url}", "{}", "https://api.soundcloud.com/tracks/{id}"),
    "spotify": ("{}", "{url}", "{uri}"),
    "tweet": ("{}", "{url}", "{tweet}", "https://twitter.com/i/status/{id}", "https://twitter.com/i/status/{}"),
    "twitter": ("{}", "{url}"),
    "instagram": ("{url}", "{}"),
    "facebook": ("{url}", "{}"),
    "tiktok": ("{url}", "{}"),
    "vine": ("{url}", "{}", "https://vine.co/v/{id}"),
    "ted": ("{url}", "{}", "https://www.ted.com/talks/{id}"),
    "gist": ("{}", "{url}", "https://gist.github.com/{id}", "https://gist.github.com/{}"),
    "scribd": ("https://www.scribd.com/doc/{id}",),
    "spreaker": ("{url}", "{resource}", "{}"),
    "mixcloud": ("{}", "{url}"),
    "bandcamp": ("{url}",),
    "flickr": ("{}", "{photo}", "{video}"),
    "imgur": ("{}", "https://imgur.com/{id}"),
    "slideshare": ("{url}",),
    "telegram": ("{url}", "{}"),
    "googlemaps": ("{}",),
    "audio": ("{src}", "{mp3}", "{m4a}", "{ogg}", "{wav}", "{flac}", "{wma}", "{}"),
    "video": ("{src}", "{mp4}", "{m4v}", "{webm}", "{ogv}", "{mov}", "{flv}", "{wmv}", "{}"),
}
CAPTIONS: Final = frozenset(("caption", "wp_caption"))
GALLERIES: Final = frozenset(("gallery", "playlist"))
_NAMES: Final = "|".join(sorted({*URLS, *CAPTIONS, *GALLERIES}, key=len, reverse=True))
_CODE: Final = re.compile(rf"(?<!\[)\[(/?)({_NAMES})(?=[\s=\]/:])([^\[\]<>]{{0,3000}})\](?!\])", re.IGNORECASE)
_SETTING: Final = re.compile(
    r"""([A-Za-z][\w-]*+)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|[”“″]([^”“″]*+)[”“″]|([^\s"']++))|"([^"]*+)"|'([^']*+)'|([^\s"']++)"""
)


@dataclass(frozen=True, slots=True)
class Mark:
    """One tag of a shortcode at `start`..`end`; `closed` is where the whole code ends."""

    start: int
    end: int
    closed: int
    closing: bool = False


def places(source: str) -> dict[int, Mark]:
    """The tags of shortcodes by where they begin. A code is closed only where the HTML between its tags is whole."""
    found: dict[int, Mark] = {}
    waiting: dict[str, re.Match[str]] = {}
    for match in _CODE.finditer(source):
        name = match[2].lower()
        if not match[1]:
            found[match.start()] = Mark(match.start(), match.end(), match.end())
            waiting[name] = match
            continue
        opening = waiting.pop(name, None)
        if opening is not None and _whole(source, opening.end(), match.start()):
            found[opening.start()] = Mark(opening.start(), opening.end(), match.end())
            found[match.start()] = Mark(match.start(), match.end(), match.end(), closing=True)
    return found


def _whole(source: str, start: int, end: int) -> bool:
    """Whether every tag that opens in this stretch closes in it, and the other way round."""
    if end - start > 20_000:
        return False
    open_tags: list[str] = []
    for token in markup.tokens(source[start:end]):
        if token.kind == "start" and token.name not in markup.VOID:
            open_tags.append(token.name)
        elif token.kind == "end" and token.name not in markup.VOID and (not open_tags or open_tags.pop() != token.name):
            return False
    return not open_tags


def read(words: str) -> tuple[str, dict[str, str]]:
    """The name and settings of a shortcode's tag; what stands without a name is under `""`.

    >>> read('[soundcloud url="https://soundcloud.com/a/b" params="x=1"]')
    ('soundcloud', {'url': 'https://soundcloud.com/a/b', 'params': 'x=1'})
    >>> read("[youtube=https://youtu.be/dQw4w9WgXcQ]")
    ('youtube', {'': 'https://youtu.be/dQw4w9WgXcQ'})
    """
    match = _CODE.match(words)
    if match is None:
        return "", {}
    rest = match[3].strip().rstrip("/").strip() if "://" not in match[3][-4:] else match[3].strip()
    settings: dict[str, str] = {}
    if rest[:1] in ("=", ":"):
        settings[""] = rest[1:].strip().strip("\"'").split(" ")[0]
        return match[2].lower(), settings
    for each in _SETTING.finditer(rest):
        name = (each[1] or "").lower()
        value = next((part for part in each.groups()[1:] if part is not None), "")
        settings.setdefault(name, value)
    return match[2].lower(), settings


def addresses(name: str, settings: dict[str, str], inner: str) -> list[str]:
    """The URLs that the code may mean, the likeliest first.

    >>> addresses("youtube", {"id": "dQw4w9WgXcQ"}, "")
    ['https://www.youtube.com/watch?v=dQw4w9WgXcQ']
    """
    given = {**settings, "": settings.get("") or inner.strip()}
    found = []
    for template in URLS.get(name, ()):
        part = template[template.index("{") + 1 : template.index("}")]
        value = given.get(part, "").strip()
        is_address = "://" in value or value.startswith(("//", "/")) or ":" in value
        if value and is_address == (template[0] == "{") and not re.search(r"\s", value):
            found.append(template.replace("{" + part + "}", value))
    return found
