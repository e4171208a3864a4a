"""The pictures of a page's own markup, each at the largest size that the markup offers.

Where no metadata names a picture: the one that a shop's page enlarges, the article's first, the page's first, the still
of its video; never an icon, a face beside a name or a pixel that counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple

from mediakit.fields import load_json
from mediakit.read import markup

# How many pictures are looked at before giving up: a page that repeats itself for ever costs no more.
_TRIES: Final = 60
_ENLARGED_TRIES: Final = 300
_IGNORED: Final = re.compile(
    r"pixel|spacer|blank|sprite|tracking|1x1|\.svg(?:\?|\Z)|/ads?/|avatar|logo|icon|profile[_-](?:image|pic|photo)"
    r"|gravatar|userpic|emoji",
    re.IGNORECASE,
)
# Where shops, lightboxes and blogs keep the file that a click enlarges to.
_ENLARGED: Final = (
    "data-old-hires", "data-zoom-image", "data-large_image", "data-hires", "data-highres", "data-zoom-src",
    "data-full-src", "data-orig-file", "data-full-size", "data-large-file",
)  # fmt: skip
_LAZY: Final = ("data-src", "data-lazy-src", "data-original", "data-lazy")
_CANDIDATE: Final = re.compile(r"(\S*[^\s,])(?:\s+(\d{1,5})w|\s+(\d{1,2}(?:\.\d{1,2})?)x)?\s*(?:,|\Z)")
_MAX_SRCSET: Final = 8_000


class Shown(NamedTuple):
    """A picture in a page: its address as it is written, its size in pixels where that is stated, its text."""

    address: str
    width: int | None = None
    height: int | None = None
    alt: str = ""


def leading(root: markup.Element) -> Iterator[Shown]:
    """The pictures that may stand for the page, the most telling first."""
    for image in islice(root.iter("img"), _ENLARGED_TRIES):
        if any(image.get(name) for name in _ENLARGED[:3]):
            yield largest(image)
    for place in (*markup.articles(root), root):
        for image in islice(place.iter("img"), _TRIES):
            if tells(image):
                yield largest(image)
    for video in islice(root.iter("video"), 5):
        if still := video.get("poster"):
            yield Shown(still)


def figures(root: markup.Element) -> Iterator[tuple[Shown, str]]:
    """The pictures that stand in figures, each with the words under it, in their order."""
    for figure in islice(root.iter("figure"), _ENLARGED_TRIES):
        image = next(figure.iter("img"), None)
        if image is not None and tells(image):
            caption = next(figure.iter("figcaption"), None)
            yield largest(image), markup.words(caption, 1_000) if caption is not None else ""


def tells(image: markup.Element) -> bool:
    """Whether a picture may be what a page is about, by its address and its stated size."""
    source = image.get("src") or ""
    if source.startswith("data:") or not source:
        source = next((found for name in _LAZY if (found := image.get(name))), "")
    source = source or (image.get("srcset") or "")[:200]
    if not source or source.startswith("data:") or _IGNORED.search(source):
        return False
    width, height = _length(image.get("width")), _length(image.get("height"))
    return (width is None or width >= 200) and (height is None or height >= 120)


def largest(image: markup.Element) -> Shown:
    """The largest file of one `<img>`: what a click enlarges to, the widest of `srcset`, else its source.

    >>> root = markup.parse('<img src="/s.jpg" srcset="/m.jpg 640w, /l.jpg 1280w" width="640" height="360" alt="Fog">')
    >>> largest(next(root.iter("img")))
    Shown(address='/l.jpg', width=1280, height=720, alt='Fog')
    """
    alt = image.get("alt") or ""
    for name in _ENLARGED:
        if stated := image.get(name):
            return Shown(stated, alt=alt)
    width, height = _length(image.get("width")), _length(image.get("height"))
    offered = [*_dynamic(image.get("data-a-dynamic-image")), *_srcset(image)]
    if offered:
        best = max(offered, key=lambda one: one[1])
        wide = round(best[1]) if best[1] > 4 else round(width * best[1]) if width else None
        high = round(wide * height / width) if wide and width and height else None
        return Shown(best[0], wide, high, alt)
    source = image.get("src") or ""
    if not source or source.startswith("data:"):
        source = next((found for name in _LAZY if (found := image.get(name))), source)
    return Shown(source, width, height, alt)


def _srcset(image: markup.Element) -> Iterator[tuple[str, float]]:
    """The candidates of `srcset`, each with its width, or with its density where that is stated (at most four)."""
    stated = image.get("srcset") or image.get("data-srcset") or image.get("data-lazy-srcset") or ""
    for match in islice(_CANDIDATE.finditer(stated[:_MAX_SRCSET]), 40):
        if not match[1].startswith("data:") and (match[2] or match[3]):
            yield match[1], float(match[2]) if match[2] else min(float(match[3]), 4.0)


def _dynamic(stated: str | None) -> Iterator[tuple[str, float]]:
    """Amazon's own list: a JSON object of addresses with their widths and heights."""
    if not stated or len(stated) > _MAX_SRCSET:
        return
    try:
        sizes = load_json(stated)
    except ValueError:
        return
    for address, size in sizes.items() if isinstance(sizes, dict) else ():
        if isinstance(size, list) and size and isinstance(size[0], int) and 4 < size[0] < 20_000:
            yield address, float(size[0])


def _length(text: str | None) -> int | None:
    digits = (text or "").strip().removesuffix("px")
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 6 else None
