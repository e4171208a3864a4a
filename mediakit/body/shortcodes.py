"""WordPress shortcodes: `[name attr="v"]…[/name]`, where they stand in a source and what URL they mean.

Source: the Shortcode API of WordPress. The codes themselves are data, in `wpcodes.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from mediakit import markup
from mediakit.body.wpcodes import CAPTIONS, CODES, GALLERIES, MEDIA

_CODE: Final = re.compile(r"(?<!\[)\[(/?)([A-Za-z][\w-]{1,40})(?=[\s=\]/:])([^\[\]<>]{0,3000})\](?!\])")
_PARTS: Final = re.compile(r"[_-]")
_FIELD: Final = re.compile(r"\{(\w*)\}")
_BLANK: Final = re.compile(r"\s")
_SETTING: Final = re.compile(
    r"""([A-Za-z][\w-]*+)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|[”“″]([^”“″]*+)[”“″]|([^\s"']++))|"([^"]*+)"|'([^']*+)'|([^\s"']++)"""
)


@dataclass(frozen=True, slots=True)
class Mark:
    """One tag of a shortcode at `start`..`end`; `closed` is where the whole code ends. A `token` is Drupal's."""

    start: int
    end: int
    closed: int
    closing: bool = False
    token: bool = False


def places(source: str) -> dict[int, Mark]:
    """The tags of shortcodes by where they begin. A code is closed only where the HTML between its tags is whole."""
    found: dict[int, Mark] = {}
    waiting: dict[str, re.Match[str]] = {}
    for match in _CODE.finditer(source):
        name = match[2].lower()
        if not is_medium(name, match[3]):
            continue
        if not match[1]:
            found[match.start()] = Mark(match.start(), match.end(), match.end())
            waiting[name] = match
            continue
        opening = waiting.pop(name, None)
        if opening is not None and _whole(source, opening.end(), match.start()):
            found[opening.start()] = Mark(opening.start(), opening.end(), match.end())
            found[match.start()] = Mark(match.start(), match.end(), match.end(), closing=True)
    return found


def is_medium(name: str, settings: str) -> bool:
    """Whether a code of this name shows a medium: known, or of a name that says so and with settings.

    >>> is_medium("youtube", ""), is_medium("my_video_player", " id=7"), is_medium("sic", ""), is_medium("video_x", "")
    (True, True, False, False)
    """
    if name in CODES or name in CAPTIONS or name in GALLERIES:
        return True
    return "=" in settings and not MEDIA.isdisjoint(_PARTS.split(name))


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
        settings[""] = rest[1:].strip().strip("\"'").split(" ")[0].split("|")[0]
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
    for row in CODES.get(name, ()):
        template = row
        values = {part: given.get(part, "").strip() for part in _FIELD.findall(template)}
        whole = template[0] == "{"
        if not whole:
            values = {part: value.partition("&")[0].strip("/") for part, value in values.items()}
        if all(value and whole == _is_address(value) and not _BLANK.search(value) for value in values.values()):
            for part, value in values.items():
                template = template.replace("{" + part + "}", value)
            found.append(template)
    return found


def _is_address(value: str) -> bool:
    return ":" in value or value.startswith("/")
