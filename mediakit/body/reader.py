"""From a tree to readings: which reader reads which element, in document order, nothing twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from mediakit.body import captions, codes, frames, images, media, scripts, shortcodes, stated
from mediakit.body.embedcodes import BY_TAG, FIGURE
from mediakit.body.noise import FURNITURE, FURNITURE_CLASS, FURNITURE_ID
from mediakit.body.reading import Reading, attribute, classes, is_rich, known, told, unknown, words
from mediakit.body.standing import ITEMS, is_hidden, standing
from mediakit.body.tree import NEAR, Page, inside, is_tag
from mediakit.body.wpcodes import CAPTIONS, GALLERIES, KINDS
from mediakit.embed import Embed, Image, Player

if TYPE_CHECKING:
    from bs4 import Tag

Reader = Callable[[Page, "Tag"], "list[Reading] | None"]
# Figures in figures in figures: nobody writes more, and each level is walked again.
_DEEPEST: Final = 8
_UNREAD: Final = frozenset("style template svg math select textarea title canvas".split()) | FURNITURE


def readings(page: Page, root: Tag) -> Iterator[Reading]:
    """Every embed inside `root`, in document order."""
    stack = [iter(root.contents)]
    before: Reading | None = None
    while stack:
        node = next(stack[-1], None)
        if node is None:
            stack.pop()
            continue
        if not is_tag(node):
            continue
        found = _read(page, node)
        if found is None:
            stack.append(iter(node.contents))
            continue
        for reading in found:
            page.read.add(id(reading.first))
            if before is not None and _is_twin(before, reading):
                before.last = reading.last if reading.last.parent is before.last.parent else before.last
                continue
            if before is not None:
                yield before
            before = reading
    if before is not None:
        yield before


def _read(page: Page, tag: Tag) -> list[Reading] | None:
    """What one element embeds; an empty list when it and all in it is none; `None` to look inside."""
    if tag.name in _UNREAD or _is_furniture(tag):
        return []
    code = codes.code_of(tag)
    if code is not None and page.afford(tag):
        reading = codes.read(page, tag, code)
        if reading is not None:
            return [reading]
        if tag.name in BY_TAG:
            page.miss(tag, "unread" if tag.get("sgid") is None else "stored", words=attribute(tag, "caption", "alt"))
            return []
    reader = _READERS.get(tag.name)
    if reader is not None:
        return reader(page, tag)
    if "itemtype" in tag.attrs and stated.is_item(tag):
        inner = _inside(page, tag)
        return None if inner is None else stated.item(page, tag, inner)
    if "class" in tag.attrs and media.is_container(str(tag.attrs["class"])):
        return _container(page, tag)
    return None


def _is_furniture(tag: Tag) -> bool:
    """Whether it is a button or box that a network asks pages to hold."""
    given = tag.attrs
    return ("class" in given and _calls_furniture(str(given["class"]))) or given.get("id") in FURNITURE_ID


@lru_cache(maxsize=1024)  # a page says the same few classes over and over
def _calls_furniture(written: str) -> bool:
    return not FURNITURE_CLASS.isdisjoint(written.split())


def _is_twin(before: Reading, reading: Reading) -> bool:
    """Whether a reading is the one before it again, for browsers without scripts."""
    if reading.first.name == "noscript" and reading.embed.kind == "photo":
        beside = reading.first.find_previous_sibling()
        if beside is not None and beside is before.last and (before.embed.kind == "photo" or beside.name == "script"):
            reading.last = reading.first  # the same picture, often in another size; or what a chart's script draws
            return True
    if before.embed.key != reading.embed.key:
        return False
    if reading.first.name == "script" and not reading.is_stated:  # the script of the code before it
        reading.last = reading.last if reading.first.parent is before.last.parent else before.last
        return True
    if reading.first.name == "iframe" and "wp-embedded-content" in classes(before.first):
        return reading.first.parent is before.last.parent
    for one, other in ((reading.last, before.last), (before.last, reading.last)):
        holder = (
            one
            if one.name == "noscript"
            else next((each for each in islice(one.parents, 6) if each.name == "noscript"), None)
        )
        if holder is not None and holder.parent is not None:
            near = list(islice(other.parents, 3))
            if any(each is holder.parent for each in near) or other.parent is holder.parent:
                reading.last = holder if holder.parent is other.parent else reading.last
                return True
    return False


def _inside(page: Page, tag: Tag) -> list[Reading] | None:
    if page.depth >= _DEEPEST:
        return None
    page.depth += 1
    try:
        return list(readings(page, tag))
    finally:
        page.depth -= 1


def _container(page: Page, tag: Tag) -> list[Reading] | None:
    inner = _inside(page, tag)
    if inner is None:
        return None
    if not inner and tag.name == "figure" and (stated := codes.read(page, tag, FIGURE)) is not None:
        inner = [stated]
    return media.figure(page, tag, inner)


def _stored(page: Page, tag: Tag) -> list[Reading]:
    """An element that means a medium by what only its content system knows."""
    named = attribute(tag, "data-entity-uuid", "data-entity-id", "data-words")
    page.miss(tag, "stored", named if tag.name != "mk-token" else None, attribute(tag, "data-caption", "alt"))
    return []


def _list(page: Page, tag: Tag) -> list[Reading] | None:
    """A list of nothing but pictures is a gallery."""
    inner = _inside(page, tag)
    if inner is None or len(inner) < 2 or any(each.embed.kind != "photo" for each in inner):
        return inner
    said = [reading.first for reading in inner]
    gallery = media.is_gallery(tag) or not words(tag, without=said)
    return media.figure(page, tag, inner) if gallery else inner


def _quotation(page: Page, tag: Tag) -> list[Reading] | None:
    reading = codes.quoted(page, tag) if page.afford(tag) else None
    return [reading] if reading is not None else None


def _noscript(page: Page, tag: Tag) -> list[Reading] | None:
    inner = _inside(page, tag)
    if inner is None:
        return None
    for reading in inner:
        if len(inner) == 1:
            reading.first = reading.last = tag
    return inner


def _link(page: Page, tag: Tag) -> list[Reading] | None:
    """A link that is a paragraph of its own to something somebody can show; or around a still that stands for it."""
    href = attribute(tag, "href")
    if href is None or not tag.contents or not page.afford(tag):
        return None
    still = next(inside(tag, "img", "picture", "amp-img"), None)
    if still is not None:
        return _still(page, tag, known(page, href), still)
    if not href.lower().startswith(("http:", "https:", "//")):
        return None
    embed = known(page, href)
    titled = codes.titled(tag)
    if titled is not None and (embed is None or not is_rich(embed)):
        return None  # words that lead to a page: prose
    if titled is not None and any(each.name in ITEMS for each in islice(tag.parents, 3)):
        return None  # an entry of a list of links, a headline
    stands = standing(tag) if words(tag) else None
    if embed is None and stands == "paragraph":
        embed = unknown(page, href)
    return [Reading(embed, tag, tag, title=titled)] if embed is not None and stands is not None else None


def _still(page: Page, tag: Tag, found: Embed | None, still: Tag) -> list[Reading] | None:
    """A link around a picture to a medium: the picture stands for the medium."""
    if found is None or not is_rich(found) or words(tag):
        return None
    inner = images.picture(page, still) if still.name == "picture" else images.image(page, still)
    if not inner:
        return None
    if found.kind == "photo":  # the same picture, larger
        return [replace(inner[0], first=tag, last=tag)] if len(list(inside(tag, still.name))) == 1 else None
    shown = inner[0].embed.images[0]
    thumbnail = Image(url=shown.url, width=shown.width, height=shown.height, alt=shown.alt)
    return [Reading(told(found, images=(thumbnail,)), tag, tag, alt=inner[0].alt)]


def _bare(page: Page, tag: Tag) -> list[Reading]:
    """A URL that stands alone: a medium on a line of its own, any page in a paragraph of its own."""
    stands = standing(tag)
    if stands is None or any(is_hidden(each) for each in islice(tag.parents, 3)):
        return []
    address = attribute(tag, "data-words")
    embed = known(page, address)
    if embed is None and stands == "paragraph":
        embed = unknown(page, address)
    return [Reading(embed, tag, tag)] if embed is not None else []


def _shortcode(page: Page, tag: Tag) -> list[Reading] | None:
    if any(each.name in ("pre", "code", "a", "button", "kbd", "samp") for each in islice(tag.parents, NEAR)):
        return None
    written = attribute(tag, "data-words") or ""
    name, settings = shortcodes.read(written)
    if name in CAPTIONS:
        inner = _inside(page, tag)
        if not inner:
            return inner
        if caption := settings.get("caption"):
            inner[0].caption, inner[0].credit = captions.apart(caption)
        return media.figure(page, tag, inner)
    link = next((a for a in inside(tag, "a") if a.get("href")), None)
    content = str(link["href"]) if link is not None else words(tag, lines=" ").removeprefix(written).strip()
    found = shortcodes.addresses(name, settings, content)
    embed = next((each for address in found if (each := known(page, address)) is not None), None)
    if embed is None:
        made = (unknown(page, address, KINDS.get(name, "link")) for address in found)
        embed = next((each for each in made if each is not None), None)
    if embed is None:
        if found:
            page.miss_any(tag, found)
        elif settings or name in GALLERIES:
            page.miss(tag, "stored", " ".join(settings.values()) or None)
        return None
    if name == "iframe" and embed.provider is None and embed.kind == "rich":
        embed = told(embed, player=Player(url=embed.url))
    if poster := page.absolute(settings.get("poster") or settings.get("splash")):
        embed = told(embed, images=(Image(url=poster, role="poster"),))
    return [Reading(told(embed, title=settings.get("title")), tag, tag)]


_READERS: Final[dict[str, Reader]] = {
    "iframe": frames.iframe,
    "amp-iframe": frames.iframe,
    "frame": frames.iframe,
    "object": frames.plugin,
    "embed": frames.plugin,
    "script": scripts.script,
    "mk-block": frames.block,
    "img": images.image,
    "amp-img": images.image,
    "amp-anim": images.image,
    "picture": images.picture,
    "video": media.player,
    "audio": media.player,
    "amp-video": media.player,
    "amp-ima-video": media.player,
    "amp-audio": media.player,
    "figure": _container,
    "amp-carousel": _container,
    "amp-pan-zoom": _container,
    "amp-image-slider": _container,
    "amp-stream-gallery": _container,
    "amp-inline-gallery": _container,
    "amp-base-carousel": _container,
    "ul": _list,
    "ol": _list,
    "blockquote": _quotation,
    "noscript": _noscript,
    "a": _link,
    "mk-url": _bare,
    "mk-code": _shortcode,
    "mk-token": _stored,
    "drupal-media": _stored,
    "drupal-entity": _stored,
}
