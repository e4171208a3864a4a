"""How a site shows itself: icons in their sizes, its manifest, its colours.

Sources: HTML Living Standard 4.6.7.8 (`icon`, `sizes`), Web App Manifest, `mask-icon` (Apple), `theme-color` with
`media` (HTML 4.2.5.1).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Final

from mediakit import chars, url
from mediakit.embed import Image
from mediakit.read.facts import Facts
from mediakit.read.links import header_links

# In the order in which they are believed: a phone's icons are a site's too, a mask is a drawing in one colour.
_RELATIONS: Final = ("icon", "apple-touch-icon", "apple-touch-icon-precomposed", "fluid-icon", "mask-icon")
_SIZE: Final = re.compile(r"(\d{1,4})x(\d{1,4})\Z")
_COLOR: Final = re.compile(
    r"(?:#[0-9a-f]{3,8}|[a-z]{3,20}|(?:rgb|hsl|hwb|lab|lch|oklab|oklch)a?\([\w\s.,%/+-]{1,60}\))\Z"
)
_MAX: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Icon:
    """One icon of a site. `rel`: `icon`, `apple-touch-icon`, `mask-icon` ...; `sizes` in pixels, width and height.

    `scalable`: it is sharp at any size (`sizes=any`, SVG). `media`: when it is meant (dark mode). `color`: what a
    `mask-icon` is painted with.
    """

    url: str
    rel: str = "icon"
    sizes: tuple[tuple[int, int], ...] = ()
    scalable: bool = False
    mime: str | None = None
    media: str | None = None
    color: str | None = None

    @property
    def largest(self) -> tuple[int, int] | None:
        """Its largest size, where any is stated."""
        return max(self.sizes, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeColor:
    """A colour that a site gives its surroundings, as CSS writes it; `media`: when it is meant."""

    color: str
    media: str | None = None


def icons(facts: Facts) -> tuple[Icon, ...]:
    """The icons that the page names, in its order; those of the Link header at the end; each address once."""
    found: dict[str, Icon] = {}
    for rels, link in islice(facts.links, 400):
        relation = next((name for name in _RELATIONS if name in rels), None)
        if relation is not None and len(found) < _MAX:
            stated = {name: link.get(name) or "" for name in ("href", "sizes", "type", "media", "color")}
            _add(found, facts, relation, stated["href"], stated)
    for address, parameters in header_links(facts.headers.get("link")):
        names = parameters.get("rel", "").lower().split()
        relation = next((name for name in _RELATIONS if name in names), None)
        if relation is not None and len(found) < _MAX:
            _add(found, facts, relation, address, parameters)
    return tuple(found.values())


def _add(found: dict[str, Icon], facts: Facts, relation: str, reference: str, stated: dict[str, str]) -> None:
    address = url.absolute(reference, facts.base)
    if address is None or address in found:
        return
    words = stated.get("sizes", "").lower().split()[:20]
    sizes = [(int(match[1]), int(match[2])) for word in words if (match := _SIZE.match(word))]
    mime = stated.get("type", "").partition(";")[0].strip().lower()
    drawn = mime == "image/svg+xml" or address.partition("?")[0].lower().endswith(".svg")
    found[address] = Icon(
        url=address,
        rel=relation,
        sizes=tuple(size for size in dict.fromkeys(sizes) if all(0 < length <= 4_096 for length in size)),
        scalable="any" in words or drawn,
        mime=mime if mime.startswith("image/") and len(mime) < 60 else None,
        media=_condition(stated.get("media")),
        color=_color(stated.get("color")),
    )


def best(stated: Iterable[Icon], pixels: int) -> Icon | None:
    """The icon to show at this size: one that is sharp and no larger than needed, never a mask or one for dark mode.

    >>> small = Icon(url="https://a.example/16.png", sizes=((16, 16),))
    >>> large = Icon(url="https://a.example/180.png", sizes=((180, 180),))
    >>> best((small, large), 32) == large, best((small, large), 16) == small
    (True, True)
    """

    def cost(icon: Icon) -> tuple[bool, bool, int]:
        widths = [width for width, _ in icon.sizes]
        enough = [width for width in widths if width >= pixels]
        if enough:
            return "dark" in (icon.media or ""), False, min(enough) - pixels
        # Without a size an icon is as large as favicons are.
        short = 0 if icon.scalable else pixels - max(widths, default=min(pixels, 16))
        return "dark" in (icon.media or ""), short > 0, short

    fit = [icon for icon in stated if icon.rel != "mask-icon"]
    return min(fit, key=cost, default=None)


def pictures(stated: tuple[Icon, ...]) -> list[Image]:
    """The icons as an embed keeps them: the site's own before those for phones, the largest first."""

    def place(icon: Icon) -> tuple[bool, int]:
        return icon.rel != "icon", -(icon.largest or (0, 0))[0]

    return [
        Image(
            url=icon.url,
            role="icon",
            width=icon.largest[0] if icon.largest else None,
            height=icon.largest[1] if icon.largest else None,
            mime=icon.mime,
        )
        for icon in sorted(stated, key=place)[:10]
    ]


def manifest(facts: Facts) -> str | None:
    """The address of the page's web app manifest, which may name more icons and the site's short name."""
    stated = (url.absolute(link.get("href"), facts.base) for link in facts.linked("manifest"))
    return next((address for address in stated if address is not None), None)


def theme_colors(facts: Facts) -> tuple[ThemeColor, ...]:
    """The page's theme colours in its order, each with the condition under which it is meant."""
    found = [
        ThemeColor(color=color, media=_condition(media))
        for content, media in facts.theme_colors[:_MAX]
        if (color := _color(content))
    ]
    return tuple(dict.fromkeys(found))


def _color(text: str | None) -> str | None:
    color = (text or "").strip().lower()[:80]
    return color if _COLOR.match(color) else None


def _condition(text: str | None) -> str | None:
    return chars.one_line(text or "")[:200] or None
