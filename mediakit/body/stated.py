"""What a post states of a medium in data: JSON-LD and microdata of schema.org's VideoObject and AudioObject.

The data stands beside the player that it describes, and then only adds to it; or it is all that is left of the player.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from mediakit import times
from mediakit.body.reading import Reading, attribute, known, told, unknown, words
from mediakit.body.tree import Page, inside, is_tag
from mediakit.embed import Embed, Image, Kind
from mediakit.fields import JSON
from mediakit.read import jsonld
from mediakit.read.values import duration, moment, title

if TYPE_CHECKING:
    from bs4 import Tag

KINDS: Final[dict[str, Kind]] = {"VideoObject": "video", "AudioObject": "audio", "PodcastEpisode": "audio"}
_ADDRESSES: Final = ("embedUrl", "embedURL", "contentUrl", "contentURL", "associatedMedia", "audio", "url")
# Words of a container that are longer than this are prose, and no data.
_CHROME: Final = 40
_MOST: Final = 20


def script(page: Page, tag: Tag, text: str) -> list[Reading]:
    """The media that a script of JSON-LD in the body states; what stands in the head describes the page."""
    if page.in_head(tag):
        return []
    readings = []
    for one in _objects(text):
        embed = _embed(page, one, KINDS[next(kind for kind in jsonld.kinds(one) if kind in KINDS)])
        if embed is not None:
            readings.append(Reading(embed, tag, tag, is_stated=True))
    return readings[:_MOST]


def _objects(text: str) -> Iterator[jsonld.Object]:
    for one in jsonld.flattened(jsonld.values(text)):
        if not KINDS.keys().isdisjoint(jsonld.kinds(one)):
            yield one


def is_item(tag: Tag) -> bool:
    """Whether an element is microdata of a medium."""
    return _kind(tag) is not None


def item(page: Page, tag: Tag, inner: list[Reading]) -> list[Reading]:
    """An element of microdata: what it says of the one medium in it, or the medium that it names itself."""
    kind = _kind(tag)
    one = _properties(tag)
    if kind is None or len(inner) > 1:
        return inner
    if inner:
        reading = inner[0]
        if reading.embed.kind == "photo":  # the still of a player that a script draws
            embed = _embed(page, one, kind)
            if embed is None:
                return inner
            still = tuple(Image(url=each.url, role="thumbnail", alt=each.alt) for each in reading.embed.images)
            reading.embed = told(embed, images=still)
        else:
            reading.embed = _told(page, reading.embed, one)
    else:
        embed = _embed(page, one, kind)
        if embed is None:
            return []
        reading = Reading(embed, tag, tag)
    said = [each for each in inside(tag) if each.get("itemprop")]
    if len(words(tag, without=[*said, reading.first], lines=" ")) <= _CHROME:
        reading.first = reading.last = tag
    return [reading]


def _kind(tag: Tag) -> Kind | None:
    stated = attribute(tag, "itemtype") or ""
    return KINDS.get(stated.rpartition("/")[2]) if "schema.org/" in stated else None


def _properties(tag: Tag) -> dict[str, JSON]:
    """The properties of an element of microdata, the first of each, without those of the items in it."""
    found: dict[str, JSON] = {}
    stack = [iter(tag.contents)]
    while stack:
        node = next(stack[-1], None)
        if node is None:
            stack.pop()
            continue
        if not is_tag(node):
            continue
        for name in (attribute(node, "itemprop") or "").split():
            value = attribute(node, "content", "href", "src", "datetime", "data") or words(node, lines=" ")
            if value:
                found.setdefault(name, value)
        if node.get("itemscope") is None:
            stack.append(iter(node.contents))
    return found


def _embed(page: Page, one: Mapping[str, JSON], kind: Kind) -> Embed | None:
    """The medium that an object names by its player or its file."""
    addresses = []
    for name in _ADDRESSES:
        for value in jsonld.each(jsonld.field(one, name)):
            if isinstance(value, Mapping):
                value = jsonld.field(value, "contentUrl") or jsonld.field(value, "url")
            if isinstance(value, str) and (name != "url" or known(page, value) is not None):
                addresses.append(value)
    embed = next((each for address in addresses[:_MOST] if (each := known(page, address)) is not None), None)
    if embed is None or (embed.kind not in ("video", "audio", "post", "rich")):
        embed = next(
            (each for address in addresses[:_MOST] if (each := unknown(page, address, kind)) is not None), None
        )
    return _told(page, embed, one) if embed is not None else None


def _told(page: Page, embed: Embed, one: Mapping[str, JSON]) -> Embed:
    """The embed with what an object says of it."""
    stills = (value for value in jsonld.each(jsonld.field(one, "thumbnailUrl")) if isinstance(value, str))
    still = next((found for each in stills if (found := page.absolute(each)) is not None), None)
    length = jsonld.field(one, "duration") or jsonld.field(one, "timeRequired")
    day: times.Moment | None = moment(jsonld.field(one, "uploadDate") or jsonld.field(one, "datePublished") or "")
    return told(
        embed,
        title=title(jsonld.text(jsonld.field(one, "name")) or jsonld.text(jsonld.field(one, "headline")) or ""),
        description=jsonld.text(jsonld.field(one, "description")),
        duration=duration(length),
        images=(Image(url=still, role="poster"),) if still is not None else (),
        published=day,
    )
