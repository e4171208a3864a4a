"""A post as a tree that knows its places: beautifulsoup4 on lxml, every tag with where it stood in the source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, TypeGuard

from mediakit import markup, url
from mediakit.body.annotation import AT, annotate
from mediakit.providers import Provider

if TYPE_CHECKING:
    from bs4 import Tag

# How often a source may be looked at anew by readers that take in whole elements: enough for any post, and an end for
# one that nests its elements ten thousand deep.
_LOOKS: Final = 12
_PLAIN: Final = re.compile(
    r"https?://(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,24}/[\w%:=&~+!$,;'()*|./-]*(?:\?[\w%:=&?~+!$,;'()*|./-]+)?\Z", re.ASCII
)
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{0,40}):")
_ROOTED: Final = re.compile(r"/[\w%:=&~+!$,;'()*|-][\w%:=&~+!$,;'()*|./-]*(?:\?[\w%:=&?~+!$,;'()*|./-]+)?\Z", re.ASCII)
# How far up readers look: what is around an element matters only near it.
NEAR: Final = 40


Reason: TypeAlias = Literal["relative", "local", "inline", "stored", "unread"]
# An inline picture shorter than this stands for one that is loaded later.
_INLINE: Final = 1_000


@dataclass(slots=True)
class Missed:
    """An element that means to show a medium which cannot be named: why, and what it says of it."""

    tag: Tag
    reason: Reason
    address: str | None
    words: str | None


@dataclass(slots=True)
class Page:
    """A source, its tree, and what readers must know. `depth` counts containers that are being read inside others."""

    source: str
    providers: tuple[Provider, ...]
    base: str | None
    root: Tag
    places: list[list[int]]
    blocks: dict[tuple[int, int], tuple[int, int]]
    patience: int
    depth: int = 0
    origin: str = ""  # of the base, where it is a plain one
    missed: list[Missed] = field(default_factory=list)
    read: set[int] = field(default_factory=set)  # the ids of the elements where what was found begins

    def in_head(self, tag: Tag) -> bool:
        """Whether an element stands in the page's head."""
        return any(parent.name == "head" for parent in islice(tag.parents, NEAR))

    def absolute(self, reference: str | None) -> str | None:
        """The reference as an absolute http(s) URL, or `None`."""
        if reference is None:
            return None
        reference = reference.strip()
        if len(reference) < url.MAX_LENGTH and _PLAIN.match(reference):
            return reference  # nothing to join, nothing to encode
        if self.origin and len(reference) < url.MAX_LENGTH and "/." not in reference and _ROOTED.match(reference):
            return self.origin + reference
        if reference.startswith("__GHOST_URL__"):  # what Ghost writes for the site's own address
            reference = reference[13:]
        if self.base is None and reference.startswith("//"):
            reference = "https:" + reference
        return url.absolute(reference, self.base)

    def miss(self, tag: Tag, reason: Reason, address: str | None = None, words: str | None = None) -> None:
        """A medium that the element means and nobody can name."""
        self.missed.append(Missed(tag, reason, address, words))

    def miss_any(self, tag: Tag, references: Iterable[str | None], words: str | None = None) -> None:
        """The first of these references that was to be a medium, and is no absolute address."""
        for reference in references:
            if reference and (reason := self._reason(reference.strip())) is not None:
                named = reference.strip()[: url.MAX_LENGTH]
                self.miss(tag, reason, named.partition(",")[0] if reason == "inline" else named, words)
                return

    def _reason(self, reference: str) -> Reason | None:
        scheme = _SCHEME.match(reference)
        if scheme is None:
            return None if reference.startswith(("#", "{", "[")) else "relative" if self.base is None else "unread"
        name = scheme[1].lower()
        if name in ("blob", "file", "cid", "filesystem", "webkit-fake-url"):
            return "local"
        return "inline" if name == "data" and len(reference) > _INLINE else None

    def span(self, tag: Tag) -> tuple[int, int] | None:
        """From where to where the element stands in the source; `None` when no tag of the source made it."""
        number = self._number(tag)
        if number is None:
            return None
        start, opened, closed = self.places[number]
        if not tag.contents or tag.name in markup.VOID:
            return start, closed or opened
        limit = self._limit(tag)
        return start, max(min(closed, limit) if closed else limit, opened)

    def _limit(self, tag: Tag) -> int:
        """Where at the latest the element ends: at the next tag that isn't inside it, or with what holds it."""
        node = tag
        for _ in range(NEAR):
            for sibling in node.next_siblings:
                if is_tag(sibling) and (number := self._number(sibling)) is not None:
                    return self.places[number][0]
            if node.parent is None:
                break
            node = node.parent
            number = self._number(node)
            if number is not None and self.places[number][2]:
                return self.source.rfind("<", 0, self.places[number][2])
        return len(self.source)

    def _number(self, tag: Tag) -> int | None:
        value = tag.get(AT)
        if not isinstance(value, str) or not value.isdecimal() or len(value) > 8:
            return None
        return number if (number := int(value)) < len(self.places) else None

    def outer(self, span: tuple[int, int]) -> tuple[int, int]:
        """The span with the Gutenberg comments around it, when it is all that its block holds."""
        while (found := self.blocks.get(span)) is not None:
            span = found
        return span

    def afford(self, tag: Tag) -> bool:
        """Whether the whole of an element may be looked at once more."""
        number = self._number(tag)
        if number is not None:
            start, _, closed = self.places[number]
            self.patience -= (closed or len(self.source)) - start
        return self.patience > 0


def is_tag(node: object) -> TypeGuard[Tag]:
    """Whether a node is an element: only an element has a name."""
    return getattr(node, "name", None) is not None


def inside(tag: Tag, *names: str, within: int = 2000) -> Iterator[Tag]:
    """The elements with these names (every one without) inside `tag`, in document order, among its first nodes."""
    for node in islice(tag.descendants, within):
        if (not names or getattr(node, "name", None) in names) and is_tag(node):
            yield node


def _child(tag: Tag | None, name: str) -> Tag | None:
    """The first child with this name."""
    children = tag.contents if tag is not None else ()
    return next((node for node in children if is_tag(node) and node.name == name), None)


def parse(source: str, base_url: str | None, providers: tuple[Provider, ...]) -> Page:
    """The page that `source` is. Relative addresses follow its `<base>`, `base_url`, or its canonical link."""
    from bs4 import BeautifulSoup
    from bs4.element import AttributeDict

    made = annotate(source)
    # A text without any tag would be taken for a file's name. A class stays a string, attributes a plain dictionary:
    # what else beautifulsoup makes of them costs as much as parsing.
    text = made.text if "<" in made.text else f"<p>{made.text}</p>"
    root = BeautifulSoup(text, "lxml", multi_valued_attributes=None, attribute_dict_class=AttributeDict)
    head = _child(_child(root, "html"), "head")
    bases = inside(head, "base") if head is not None else iter(())
    stated = next((str(each["href"]) for each in bases if each.get("href")), None)
    base = url.absolute(stated, base_url) or base_url
    if base is None and head is not None:
        links = (each for each in inside(head, "link") if each.get("rel") == "canonical")
        base = next((found for each in links if (found := url.absolute(str(each.get("href", "")), None))), None)
    parts = url.split(base) if base is not None else None
    origin = str(parts._replace(path="", query="", fragment="", user=None)).rstrip("/") if parts is not None else ""
    patience = _LOOKS * len(source) + 100_000
    return Page(source, providers, base, root, made.places, made.blocks, patience, origin=origin)
