"""Pictures that stand in a page: `<img>`, `<picture>`, `<amp-img>`, lazy or not; and what is none of the post."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from mediakit import url
from mediakit.body.frames import addresses
from mediakit.body.noise import DECORATION, LAZY_PICTURE, SRCSETS, STAND_IN, is_noise
from mediakit.body.reading import FROM_CODE, Reading, attribute, classes, known, size, told, unknown
from mediakit.body.tree import Page, inside
from mediakit.embed import FrozenMap, Image, Photo

if TYPE_CHECKING:
    from bs4 import Tag

# Smaller than this both ways is an icon: nobody embeds a stamp.
_ICON: Final = 32
_LAZY: Final = frozenset((*LAZY_PICTURE, *SRCSETS))
_UNSHOWN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def image(page: Page, tag: Tag) -> list[Reading]:
    """A picture; nothing for decoration, counters and pictures without an address."""
    width, height = size(tag)
    source = page.absolute(next(iter(addresses(tag, "src")), None))
    lazy = not _LAZY.isdisjoint(tag.attrs)
    if _is_decoration(tag, width, height, source, lazy=lazy):
        return []
    address = _address(page, tag) if lazy or source is None else url.safe(source)
    alt = attribute(tag, "alt")
    if address is None:
        page.miss_any(tag, (attribute(tag, name) for name in (*LAZY_PICTURE, "src")), alt)
        return []
    found = known(page, address)
    if not isinstance(found, Photo):
        found = unknown(page, address, "photo")
    if found is None:
        return []
    shown = found.images[0].url if found.images else found.url
    picture = Image(url=shown, role="photo", width=width, height=height, alt=alt)
    embed = replace(found, images=(picture,), provenance=FrozenMap({**found.provenance, "images": FROM_CODE}))
    return [Reading(embed, tag, tag, alt=alt)]


def picture(page: Page, tag: Tag) -> list[Reading]:
    """`<picture>`: its `<img>`, or the largest of its sources where that is only a stand-in."""
    inner = next(inside(tag, "img", "amp-img"), None)
    if inner is None:
        return []
    found = image(page, inner)
    lazy = not _LAZY.isdisjoint(inner.attrs)
    stand_in = page.absolute(next(iter(addresses(inner, "src")), None))
    if not found and not _is_decoration(inner, *size(inner), stand_in, lazy=lazy):
        for source in inside(tag, "source"):
            for name in SRCSETS:
                address = page.absolute(_largest(attribute(source, name)))
                embed = unknown(page, address, "photo")
                if embed is not None:
                    alt = attribute(inner, "alt")
                    shown = Image(url=embed.url, role="photo", alt=alt)
                    return [Reading(told(embed, images=(shown,)), tag, tag, alt=alt)]
    for reading in found:
        reading.first = reading.last = tag
    return found


def _address(page: Page, tag: Tag) -> str | None:
    """The picture's address: lazy loaders keep it beside a stand-in."""
    src = next(iter(addresses(tag, "src")), None)
    lazy = addresses(tag, *LAZY_PICTURE)
    real = [src] if src is not None and not STAND_IN.search(src.partition("?")[0]) else []
    sets = [largest for name in SRCSETS if (largest := _largest(attribute(tag, name))) is not None]
    for value in (*lazy, *real, *sets):
        address = page.absolute(value)
        if address is not None and url.safe(address):
            return address
    return None


def _largest(srcset: str | None) -> str | None:
    """The largest candidate of a `srcset`: by width, else by density."""
    best: tuple[float, str] | None = None
    for candidate in re.findall(
        r"([^\s,][^\s]*[^\s,]|[^\s,])(?:\s+([0-9.]{1,8})[wx])?\s*(?:,|$)", (srcset or "")[:20_000]
    ):
        try:
            measure = float(candidate[1] or 1)
        except ValueError:
            measure = 1
        if not candidate[0].startswith("data:") and (best is None or measure > best[0]):
            best = (measure, candidate[0])
    return best[1] if best else None


def _is_decoration(tag: Tag, width: int | None, height: int | None, source: str | None, *, lazy: bool) -> bool:
    """Whether a picture is none of the post: an icon, a counter, a stand-in for nothing. `source` is its address."""
    given = tag.attrs
    if width is None or height is None or width <= _ICON:
        raw = [(attribute(tag, name) or "").removesuffix("px") for name in ("width", "height")]
        if any(value in ("0", "1", "2") for value in raw):
            return True
        if width is not None and height is not None and width <= _ICON and height <= _ICON:
            return True
    if "class" in given and any(DECORATION.search(name) for name in classes(tag)):
        return True
    if is_noise(source):
        return True
    if "style" in given and _UNSHOWN.search(str(given["style"])):
        return not any(given.get(name) for name in LAZY_PICTURE)
    if source is None or STAND_IN.search(source.partition("?")[0]) is None:
        return False
    return not (lazy and any(given.get(name) for name in _LAZY))
