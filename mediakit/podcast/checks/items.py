"""The checks of episodes that no row of a table can make: titles, media files, guids, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mediakit import times
from mediakit.podcast.checks.channel import ending
from mediakit.podcast.checks.document import Document, Node
from mediakit.podcast.checks.rules import APPLE, APPLE_823, RSS, Found, Rule, demanded

# What Apple takes; PSP-1 adds audio/m4a and video/m4v. The first type of each ending is the one to write.
_TYPES: Final = {
    "mp3": ("audio/mpeg",),
    "m4a": ("audio/x-m4a", "audio/m4a", "audio/mp4"),
    "mp4": ("video/mp4",),
    "m4v": ("video/x-m4v", "video/m4v", "video/mp4"),
    "mov": ("video/quicktime",),
    "pdf": ("application/pdf",),
}
_KNOWN: Final = frozenset(type_ for types in _TYPES.values() for type_ in types) - {"audio/mp4"}
_NUMBERED: Final = r"(?i)(?:s\d+\W*)?(?:ep(?:isode)?\.?\s*|#\s*|e)\d+\s*[:.\-–—|)]|\d+\s*[:.\-–—|)]\s"


def _titles(document: Document) -> Iterator[tuple[Node, str]]:
    for item in document.items:
        node = item.first("title")
        if node is not None and node.said:
            yield node, node.said


def _shows_name(document: Document) -> Iterator[Found]:
    show = " ".join(document.channel.get("title").split()).casefold()
    for node, title in _titles(document):
        rest = " ".join(title.split()).casefold().removeprefix(show) if show else title
        if show and len(rest) < len(title) and re.match(r"\s*[:.\-–—|#(]|\s+(?:ep|episode)\b", rest):
            yield Found(
                node, f"the title {title[:80]!r} begins with the show's name, which apps show beside it: leave it out"
            )


def _numbered(document: Document) -> Iterator[Found]:
    for node, title in _titles(document):
        if re.match(_NUMBERED, title):
            yield Found(
                node,
                f"the title {title[:80]!r} begins with a number: write it in <itunes:episode>, where apps look for it",
            )


# --- media files -------------------------------------------------------------------------------------------------


def _enclosures(document: Document) -> Iterator[tuple[Node, str, str]]:
    """Each media file with its URL and type, either may be empty."""
    for item in document.items:
        for node in item.all("enclosure"):
            said = node.attributes
            yield node, said.get("url", "").strip(), said.get("type", "").strip().partition(";")[0].strip().lower()


def _not_ascii(document: Document) -> Iterator[Found]:
    for node, address, _ in _enclosures(document):
        if not address.isascii() or " " in address:
            yield Found(
                node,
                f"the address {address[:200]} has characters beyond ASCII or blanks: rename the file, or write %XX",
            )


def _ending(document: Document) -> Iterator[Found]:
    for node, address, _ in _enclosures(document):
        if address and (found := ending(address)) not in _TYPES:
            said = f"ends in .{found}" if found else "has no ending"
            yield Found(node, f"the address {address[:200]} {said}: Apple takes .{', .'.join(_TYPES)}")


def _type(document: Document) -> Iterator[Found]:
    for node, address, type_ in _enclosures(document):
        found = ending(address)
        if type_ and type_ not in _KNOWN and type_ not in _TYPES.get(found, ()):
            wanted = f": write {_TYPES[found][0]}" if found in _TYPES else f": Apple takes {', '.join(sorted(_KNOWN))}"
            yield Found(node, f"the type {type_[:80]!r} of <enclosure> is none that directories know{wanted}")


def _mismatch(document: Document) -> Iterator[Found]:
    for node, address, type_ in _enclosures(document):
        found = ending(address)
        if type_ in _KNOWN and found in _TYPES and type_ not in _TYPES[found]:
            yield Found(
                node, f"the type {type_} is not that of a .{found} file: write {_TYPES[found][0]}, or rename the file"
            )


def _url_twice(document: Document) -> Iterator[Found]:
    seen: set[str] = set()
    for item in document.items:
        for node in item.all("enclosure")[:1]:
            address = node.attributes.get("url", "").strip()
            if address and address in seen:
                yield Found(node, f"another episode has the media file {address[:200]} too: Apple ignores all but one")
            seen.add(address)


# --- guids -------------------------------------------------------------------------------------------------------


def _guids(document: Document) -> Iterator[tuple[Node, str]]:
    for item in document.items:
        node = item.first("guid")
        if node is not None and node.said:
            yield node, node.said


def _guid_twice(document: Document) -> Iterator[Found]:
    seen: set[str] = set()
    for node, guid in _guids(document):
        if guid in seen:
            yield Found(node, f"another episode has the guid {guid[:200]!r} too: apps show one of the two")
        seen.add(guid)


def _permalink(document: Document) -> Iterator[Found]:
    for node, guid in _guids(document):
        said = node.attributes.get("isPermaLink")
        if said not in (None, "true", "false"):
            yield Found(node, f"isPermaLink is {said[:80]!r}: write true or false")
        elif said != "false" and not re.match(r"(?i)https?://[^\s/]", guid):
            yield Found(
                node, f'the guid {guid[:200]!r} is no web address: write isPermaLink="false" (it is true when left out)'
            )


# --- numbers -----------------------------------------------------------------------------------------------------


def _implausible(document: Document) -> Iterator[Found]:
    for item in document.items:
        node, files = item.first("itunes:duration"), item.all("enclosure")
        seconds = times.seconds(node.said) if node is not None else None
        length = files[0].attributes.get("length", "").strip() if files else ""
        is_sound = bool(files) and files[0].attributes.get("type", "").strip().lower().startswith("audio/")
        if (
            node is None
            or not seconds
            or not is_sound
            or not (length.isascii() and length.isdigit())
            or len(length) > 15
        ):
            continue
        rate = int(length) * 8 / seconds / 1000
        if int(length) and not 8 <= rate <= 512:
            yield Found(
                node,
                f"{int(length):,} bytes in {times.clock(seconds)} would be {rate:,.1f} kbit/s: either the duration is "
                "wrong, or the length of <enclosure> is not in bytes",
            )


def _kind(item: Node) -> str:
    return item.get("itunes:episodeType").lower() or "full"


def _unnumbered(document: Document) -> Iterator[Found]:
    if document.channel.get("itunes:type").lower() == "serial":
        for item in document.items:
            if _kind(item) == "full" and not item.get("itunes:episode"):
                yield Found(item, "a serial show needs <itunes:episode>: without it apps cannot order the episodes")


def _number_twice(document: Document) -> Iterator[Found]:
    seen: set[tuple[str, ...]] = set()
    for item in document.items:
        number, node = item.get("itunes:episode"), item.first("itunes:episode")
        key = (item.get("itunes:season"), number, _kind(item))
        if node is not None and number and key in seen:
            yield Found(node, f"another {key[2]} episode of this season has the number {number[:20]} too")
        seen.add(key)


RULES: Final = (
    Rule("title-with-show-name", 11, demanded("warning", "apple"), APPLE, _shows_name),
    Rule("title-with-number", 11, demanded("warning", "apple"), APPLE, _numbered),
    Rule("enclosure-url-not-ascii", 12, demanded("warning", "apple"), APPLE_823, _not_ascii),
    Rule("enclosure-ending", 12, demanded("warning", "apple", "psp1"), APPLE_823, _ending),
    Rule("enclosure-type-unknown", 12, demanded("warning", "apple", "psp1"), APPLE, _type),
    Rule("enclosure-type-mismatch", 12, demanded("error", "apple", "psp1"), APPLE, _mismatch),
    Rule("enclosure-url-repeated", 13, demanded("error", "apple"), APPLE_823, _url_twice),
    Rule("guid-repeated", 14, demanded("error"), RSS, _guid_twice),
    Rule("guid-no-permalink", 14, demanded("warning"), RSS, _permalink),
    Rule("duration-implausible", 17, demanded("warning"), RSS, _implausible),
    Rule("serial-without-number", 18, demanded("error", "apple"), APPLE, _unnumbered),
    Rule("episode-number-repeated", 18, demanded("warning", "apple"), APPLE, _number_twice),
)
