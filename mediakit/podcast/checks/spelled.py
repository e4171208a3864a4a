"""The checks of how things are spelled: what stands twice, too long or in blanks, and values nobody can read.

They walk the rows of the table of tags; a new row is judged without a new line here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from mediakit import url
from mediakit.podcast.checks.document import Document, Node
from mediakit.podcast.checks.rules import (
    APPLE,
    APPLE_823,
    PSP,
    RSS,
    Found,
    Level,
    Profile,
    Rule,
    demanded,
)
from mediakit.podcast.spelling import Kind
from mediakit.podcast.tags import CHANNEL, FOR, ITEM, Part, Place, Tag

# Elements of RSS that have no row, since nothing of ours writes them, and that stand once.
_RSS_ONCE: Final[dict[Place, str]] = {
    CHANNEL: "managingEditor webMaster pubDate generator docs cloud ttl image textInput skipHours skipDays rating",
    ITEM: "author comments source",
}
# The podcast namespace has checks of its own.
_JUDGED: Final = ("itunes:", "atom:", "content:")
_LONGEST: Final = 255


def _parents(document: Document, place: Place) -> list[Node]:
    return [document.channel] if place == CHANNEL else document.items


def _elements(tag: Tag, parent: Node) -> list[Node]:
    """The children of `parent` that the row speaks of."""
    found = parent.all(tag.name)
    if tag.selects:
        return [node for node in found if set(tag.fixed) <= node.attributes.items()]
    return found


def _judged(document: Document) -> Iterator[tuple[Tag, Node]]:
    """Every element that a row speaks of, with the row."""
    for place in (CHANNEL, ITEM):
        rows = [tag for tag in FOR[place] if tag.core or tag.name.startswith(_JUDGED)]
        for parent in _parents(document, place):
            for tag in rows:
                for node in _elements(tag, parent):
                    yield tag, node
                    for child in tag.children:
                        yield from ((child, inner) for inner in _elements(child, node))


def _parts(document: Document) -> Iterator[tuple[Tag, Part, Node, str]]:
    """Every text and attribute that is there, without blanks around it, with the row and part that speak of it."""
    for tag, node in _judged(document):
        for part in tag.parts:
            held = node.attributes.get(part.name, "").strip() if part.name else node.said
            if held:
                yield tag, part, node, held


def _called(tag: Tag, part: Part) -> str:
    return f"the attribute {part.name} of <{tag.name}>" if part.name else f"<{tag.name}>"


def _repeated(document: Document) -> Iterator[Found]:
    for place in (CHANNEL, ITEM):
        once = {tag.name for tag in FOR[place] if not tag.many and not tag.selects} | set(_RSS_ONCE[place].split())
        for parent in _parents(document, place):
            seen: set[str] = set()
            for child in parent.children:
                name = "self" if _is_self(child) else child.name
                if name in seen:
                    yield Found(child, f"<{child.name}> stands here a second time: readers take one of the two")
                elif name in once or name == "self":
                    seen.add(name)


def _is_self(node: Node) -> bool:
    return node.name == "atom:link" and node.attributes.get("rel") == "self"


def _elements_within(document: Document) -> Iterator[Found]:
    for tag, node in _judged(document):
        if tag.text is not None and node.children:
            inner = node.children[0]
            yield Found(
                inner,
                f"<{inner.name}> stands as an element in <{tag.name}>, which holds text: write HTML in CDATA or "
                "escaped (&lt;p&gt;)",
            )


def _blanks(document: Document) -> Iterator[Found]:
    for tag, node in _judged(document):
        if tag.text is not None and tag.text.kind != "html" and node.text != node.said and not node.children:
            yield Found(
                node, f"<{tag.name}> has blanks or line breaks at its ends, which some readers show: remove them"
            )


def _too_long(document: Document) -> Iterator[Found]:
    for tag, part, node, held in _parts(document):
        if tag.name == "description":
            continue
        limit = part.limit or (_LONGEST if part.kind == "line" else None)
        if limit is not None and len(held) > limit:
            yield Found(node, f"{_called(tag, part)} has {len(held)} characters: directories take {limit}")


def _description_too_long(document: Document) -> Iterator[Found]:
    for tag, part, node, held in _parts(document):
        size = len(held.encode())
        if tag.name == "description" and part.limit and size > part.limit:
            yield Found(
                node, f"<description> has {size} bytes: directories take {part.limit}; put the rest in content:encoded"
            )


def _attribute_missing(document: Document) -> Iterator[Found]:
    for tag, node in _judged(document):
        for part in tag.attributes:
            if (part.required or tag.selects) and not node.attributes.get(part.name, "").strip():
                yield Found(node, f"<{tag.name}> needs the attribute {part.name}")


def _values(
    document: Document, *, kinds: tuple[Kind, ...], right: Callable[[str], bool], message: str
) -> Iterator[Found]:
    """The values of these kinds that are not `right`; `message` is what to do, with `{}` where the place is named."""
    for tag, part, node, held in _parts(document):
        if part.kind in kinds and not right(held):
            yield Found(node, message.format(_called(tag, part), repr(held[:80])))


def _word_unknown(document: Document) -> Iterator[Found]:
    for tag, part, node, held in _parts(document):
        if part.values and held not in part.values:
            yield Found(node, f"{held[:80]!r} in {_called(tag, part)} is none of: {', '.join(part.values)}")


def _is_url(text: str) -> bool:
    return url.safe(text) is not None


def _is_truth(text: str) -> bool:
    return text in ("true", "false")


def _is_old_truth(text: str) -> bool:
    return text.lower() in ("yes", "no", "clean", "explicit", "true", "false")


def _is_count(text: str) -> bool:
    return re.fullmatch(r"0*[1-9][0-9]{0,14}", text) is not None


def _is_duration(text: str) -> bool:
    return re.fullmatch(r"[0-9]+|[0-9]+:[0-5][0-9]|[0-9]+:[0-5]?[0-9]:[0-5][0-9]", text) is not None


def _is_length(text: str) -> bool:
    return text.isascii() and text.isdigit() and int(text[:18]) > 0


def _value_rule(
    name: str,
    check: int,
    levels: dict[Profile, Level],
    source: str,
    kinds: tuple[Kind, ...],
    right: Callable[[str], bool],
    message: str,
) -> Rule:
    return Rule(name, check, levels, source, partial(_values, kinds=kinds, right=right, message=message))


def _explicit_rule(document: Document) -> Iterator[Found]:
    for tag, part, node, held in _parts(document):
        if part.kind == "truth" and _is_old_truth(held) and not _is_truth(held):
            yield Found(node, f"{held!r} in {_called(tag, part)} is an old spelling: write true or false")


def _yes_only(document: Document) -> Iterator[Found]:
    for tag, part, node, held in _parts(document):
        if part.kind == "yes" and held.lower() != "yes":
            yield Found(
                node, f"{held[:80]!r} in <{tag.name}> does nothing: only Yes acts; leave the element out otherwise"
            )


RULES: Final = (
    Rule("element-repeated", 2, demanded("error"), RSS, _repeated),
    Rule("elements-in-text", 9, demanded("error"), RSS, _elements_within),
    Rule("blanks-around-text", 8, demanded("warning", "psp1", "apple"), PSP, _blanks),
    Rule("text-too-long", 8, demanded("warning", "psp1", "apple"), PSP, _too_long),
    Rule("description-too-long", 8, demanded("warning", "psp1", "apple"), PSP, _description_too_long),
    Rule("attribute-missing", 12, demanded("error"), RSS, _attribute_missing),
    Rule("word-unknown", 18, demanded("error", "apple", "psp1"), APPLE, _word_unknown),
    Rule("explicit-old-spelling", 6, demanded("warning", "apple", "psp1"), APPLE_823, _explicit_rule),
    Rule("yes-only", 20, demanded("warning", "apple", "psp1"), APPLE, _yes_only),
    _value_rule(
        "url-not-absolute", 12, demanded("error"), RSS, ("url",), _is_url,
        "{1} in {0} is no http(s) URL: give the whole address, with https://",
    ),
    _value_rule(
        "explicit-unreadable", 6, demanded("error", "apple", "psp1"), APPLE_823, ("truth",), _is_old_truth,
        "{1} in {0} says nothing: write true or false",
    ),
    _value_rule(
        "number-not-positive", 18, demanded("error", "apple", "psp1"), APPLE, ("count",), _is_count,
        "{1} in {0} is no whole number above 0: leave the element out where there is none",
    ),
    _value_rule(
        "duration-unreadable", 17, demanded("error", "apple", "psp1"), APPLE, ("seconds",), _is_duration,
        "{1} in {0} is no duration: write whole seconds, such as 3723, or 1:02:03",
    ),
    _value_rule(
        "enclosure-length", 12, demanded("error"), RSS, ("bytes",), _is_length,
        "{1} in {0} is no number of bytes: write the size of the file, a whole number above 0",
    ),
)  # fmt: skip
