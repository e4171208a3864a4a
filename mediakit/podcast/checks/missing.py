"""The checks of what is missing: one rule for each row of the table of tags that a directory requires or recommends."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from mediakit.podcast.checks.document import Document, Node
from mediakit.podcast.checks.rules import DIRECTORIES, Found, Profile, Rule
from mediakit.podcast.tags import CHANNEL, FOR, ITEM, Place, Tag

# For each element: the one of the 41 checks that asks for it, and what to do.
_ASKED: Final[dict[tuple[Place, str], tuple[int, str]]] = {
    (CHANNEL, "title"): (2, "write the show's name"),
    (CHANNEL, "link"): (2, "write the address of the show's page"),
    (CHANNEL, "description"): (2, "say what the show is about, in up to 4000 bytes"),
    (CHANNEL, "atom:link"): (3, "write where the feed itself is"),
    (CHANNEL, "language"): (4, "write the language's code, such as en or pt-BR"),
    (CHANNEL, "itunes:category"): (5, "name at least one of Apple's categories"),
    (CHANNEL, "itunes:explicit"): (6, "write true or false"),
    (CHANNEL, "itunes:image"): (7, "give a square JPEG or PNG of 1400 to 3000 pixels"),
    (CHANNEL, "itunes:author"): (21, "write who makes the show"),
    (CHANNEL, "itunes:owner"): (
        21,
        "give a name and an e-mail address: directories write there when a show is claimed",
    ),
    (CHANNEL, "podcast:guid"): (23, "give the show an id that outlives a move of the feed"),
    (CHANNEL, "podcast:locked"): (24, "write yes, so that nobody else imports the show, or no"),
    (CHANNEL, "itunes:name"): (21, "write whom to ask for"),
    (CHANNEL, "itunes:email"): (21, "write where the owner can be reached; without it a show cannot be claimed"),
    (ITEM, "title"): (11, "give the episode a title"),
    (ITEM, "link"): (14, "write the address of the episode's page"),
    (ITEM, "description"): (8, "say what the episode is about, in up to 4000 bytes"),
    (ITEM, "guid"): (14, "give it an id that never changes: apps know the episode by it alone"),
    (ITEM, "enclosure"): (12, "an item without a media file is no episode; apps leave it out"),
    (ITEM, "pubDate"): (16, "write when the episode came out: apps cannot order it without"),
    (ITEM, "podcast:transcript"): (31, "give a transcript, best as text/vtt"),
    (ITEM, "itunes:author"): (21, "write who made the episode"),
    (ITEM, "itunes:image"): (7, "give the episode a picture of its own"),
    (ITEM, "itunes:explicit"): (6, "write true or false"),
    (ITEM, "itunes:duration"): (17, "write how long it is, in seconds"),
}
# Only recommended, but what lacks it is shown in the wrong order.
_FELT: Final = frozenset({(ITEM, "pubDate")})


def _rules() -> Iterator[Rule]:
    for place in (CHANNEL, ITEM):
        for tag in FOR[place]:
            if (place, tag.name) in _ASKED and set(tag.status) & set("Rr"):
                yield _rule(tag, place, None)
            for child in tag.children:
                if (place, child.name) in _ASKED and place == CHANNEL:
                    yield _rule(child, place, tag)


def _rule(tag: Tag, place: Place, within: Tag | None) -> Rule:
    levels: dict[Profile, str] = {
        profile: "error" if status == "R" else "warning" if (place, tag.name) in _FELT else "info"
        for profile, status in zip(DIRECTORIES, tag.status, strict=True)
        if status in "Rr"
    }
    if tag.name.startswith("podcast:"):
        levels["podcasting20"] = "info"
    check, advice = _ASKED[place, tag.name]
    name = tag.name.replace(":", "-")
    return Rule(
        f"{within.name.replace(':', '-') if within else place}-{name}-missing",
        check,
        levels,  # type: ignore[arg-type]
        tag.source,
        partial(_missing, tag=tag, place=place, within=within, advice=advice),
    )


def _missing(document: Document, *, tag: Tag, place: Place, within: Tag | None, advice: str) -> Iterator[Found]:
    parents = [document.channel] if place == CHANNEL else document.items
    if within is not None:
        parents = [node for parent in parents for node in parent.all(within.name)]
    without = [parent for parent in parents if not _says(tag, parent)]
    named = f'<{tag.name} rel="self">' if tag.selects else f"<{tag.name}>"
    said = f"{named} is missing: {advice}"
    if "R" in tag.status or (place, tag.name) in _FELT:
        yield from (Found(parent, said, tag.name) for parent in without)
    elif without:  # a thousand episodes without a picture of their own are one piece of advice
        yield Found(without[0], said, tag.name, len(without) - 1)


def _says(tag: Tag, parent: Node) -> bool:
    """Whether one of the elements the row speaks of says anything: words, an attribute, elements within it."""
    found = parent.all(tag.name)
    if tag.selects:
        found = [node for node in found if set(tag.fixed) <= node.attributes.items()]
    return any(node.said or node.attributes or node.children for node in found)


RULES: Final = tuple(_rules())
