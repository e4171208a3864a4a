"""A post as a tree that knows its places: beautifulsoup4 on lxml, every tag with where it stood in the source.

A parser forgets places, so the source is annotated before it is parsed: each start tag gets one attribute more, the
number of its place. While that is done, the source is also made plain (comments go, half tags become text), and what
stands in the *text* of a post (a URL on a line of its own, a WordPress shortcode) is wrapped into elements of our own,
`mk-url` and `mk-code`: from then on everything that can embed something is an element.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Final

from mediakit import chars, markup, url
from mediakit.body import shortcodes
from mediakit.providers import Provider

if TYPE_CHECKING:
    from bs4 import Tag

# A bare URL that fills its line; what a line is, the tree decides (`standing.py`).
_LINE: Final = re.compile(
    r"(?:\A|(?<=[\n\r]))[ \t\u00a0]*+(https?://[^\s<>\"\[\]]{4,2078})[ \t\u00a0]*+(?=\r?\n|\r|\Z)", re.IGNORECASE
)
_BLOCK: Final = re.compile(r"<!--\s*(/?)wp:([a-z][a-z0-9/-]*)\s*(\{.*\})?\s*(/?)-->\Z", re.DOTALL)
_NAME: Final = re.compile(r"[a-z][a-z0-9:_.-]*\Z")
# What a browser would read as text inside these is dropped: fallback words nobody sees.
_UNSEEN: Final = frozenset(("style", "iframe", "noembed", "noframes"))
AT: Final = "mk-at"


@dataclass(slots=True)
class Page:
    """A source, its tree, and what readers must know. `depth` counts containers that are being read inside others."""

    source: str
    providers: tuple[Provider, ...]
    base: str | None
    root: Tag
    places: list[list[int]]  # per number: where its start tag begins, where it ends, where its end tag ends (or 0)
    blocks: dict[tuple[int, int], tuple[int, int]]  # what a Gutenberg block holds -> the block with its comments
    depth: int = field(default=0)

    def absolute(self, reference: str | None) -> str | None:
        """The reference as an absolute http(s) URL, or `None`."""
        if reference is None:
            return None
        reference = reference.strip()
        if reference.startswith("//"):
            reference = "https:" + reference if self.base is None else reference
        return url.absolute(reference, self.base)

    def span(self, tag: Tag) -> tuple[int, int] | None:
        """From where to where the element stands in the source; `None` when no tag of the source made it."""
        number = _number(tag, len(self.places))
        if number is None:
            return None
        start, opened, closed = self.places[number]
        limit = self._limit(tag)
        if closed:
            return start, max(min(closed, limit), opened)
        return start, max(limit, opened) if tag.contents and tag.name not in markup.VOID else opened

    def _limit(self, tag: Tag) -> int:
        """Where at the latest the element ends: at the next tag that isn't inside it, or with what holds it."""
        from bs4 import Tag as Element

        node = tag
        while True:
            for sibling in node.next_siblings:
                if isinstance(sibling, Element):
                    number = _number(sibling, len(self.places))
                    if number is not None:
                        return self.places[number][0]
            parent = node.parent
            if parent is None:
                return len(self.source)
            node = parent
            number = _number(node, len(self.places))
            if number is not None and self.places[number][2]:
                return self.source.rfind("<", 0, self.places[number][2])

    def outer(self, span: tuple[int, int]) -> tuple[int, int]:
        """The span with the Gutenberg comments around it, when it is all that its block holds."""
        while (found := self.blocks.get(span)) is not None:
            span = found
        return span


def _number(tag: Tag, size: int) -> int | None:
    value = tag.get(AT)
    return int(value) if isinstance(value, str) and value.isdecimal() and len(value) < 9 and int(value) < size else None


def parse(source: str, base_url: str | None, providers: tuple[Provider, ...]) -> Page:
    """The page that `source` is. Relative addresses follow its `<base>`, then `base_url`."""
    from bs4 import BeautifulSoup

    annotated, places, blocks = _annotate(source)
    root = BeautifulSoup(annotated, "lxml")
    base = base_url
    if "<base" in annotated or "<BASE" in annotated:
        element = root.find("base", href=True)
        base = url.absolute(str(element["href"]), base_url) or base_url if element is not None else base_url
    return Page(source, providers, base, root, places, blocks)


def _annotate(source: str) -> tuple[str, list[list[int]], dict[tuple[int, int], tuple[int, int]]]:
    out: list[str] = []
    places: list[list[int]] = []
    opened: dict[str, list[int]] = {}
    blocks: dict[tuple[int, int], tuple[int, int]] = {}
    open_blocks: list[tuple[str, int, int]] = []
    codes = shortcodes.places(source) if "[" in source else {}

    def place(start: int, end: int, closed: int = 0) -> int:
        places.append([start, end, closed])
        return len(places) - 1

    for token in markup.tokens(source):
        name, start, end = token.name, token.start, token.end
        if token.kind == "text":
            for piece in _text(source, start, end, codes):
                if isinstance(piece, str):
                    out.append(piece.replace("<", "&lt;"))
                    continue
                kind, at, opened_to, closed, words = piece
                if kind == "/":
                    out.append(f"</{words}>")
                    continue
                out.append(f'<{kind} {AT}="{place(at, opened_to, closed)}" data-words="{escape(words)}">')
                if kind == "mk-url":
                    out.append(f"{escape(words)}</mk-url>")
                elif closed == opened_to:
                    out.append(f"{escape(words)}</mk-code>")
        elif token.kind == "start":
            if _NAME.match(name) is None or name == "plaintext":
                continue
            number = place(start, end)
            cut = start + 1 + len(name)
            rest = source[cut:end]
            if rest.count('"') % 2 or rest.count("'") % 2:  # a tag that only we could end
                attributes = markup.attributes(source[start:end])
                rest = (
                    "".join(f' {key}="{escape(value)}"' for key, value in attributes.items() if _NAME.match(key)) + ">"
                )
            out.append(f'<{name} {AT}="{number}"{rest}')
            if name in markup.RAW and not source.startswith("</", end) and not _raw_follows(source, end, name):
                out.append(f"</{name}>")
            elif name not in markup.VOID:
                opened.setdefault(name, []).append(number)
        elif token.kind == "raw":
            out.append("" if name in _UNSEEN else source[start:end])
            if end == len(source):
                out.append(f"</{name}>")
        elif token.kind == "end":
            out.append(f"</{name}>")
            if waiting := opened.get(name):
                places[waiting.pop()][2] = end
        elif source.startswith("<!--", start) and (match := _BLOCK.match(source[start:end])):
            closing, block, settings, alone = match.groups()
            if closing:
                if open_blocks and open_blocks[-1][0] == block:
                    _, begin, inner = open_blocks.pop()
                    held = _trim(source, inner, start)
                    if held is not None:
                        blocks[held] = (begin, end)
            elif alone:
                if settings and '"url"' in settings:
                    number = place(start, end, end)
                    out.append(f'<mk-block {AT}="{number}" data-words="{escape(settings)}"></mk-block>')
            elif len(open_blocks) < 200:
                open_blocks.append((block, start, end))
    return chars.clean("".join(out)), places, blocks


def _raw_follows(source: str, end: int, name: str) -> bool:
    """Whether the tokens go on with raw text: an element that is never closed is left open by nobody but a script."""
    if name in ("script", "style"):
        return True
    return re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(source, end) is not None


def _trim(source: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and source[start].isspace():
        start += 1
    while end > start and source[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _text(
    source: str, start: int, end: int, codes: dict[int, shortcodes.Mark]
) -> Iterator[str | tuple[str, int, int, int, str]]:
    """A text of the source with its bare URLs and shortcodes taken out as marks."""
    at = start
    found: list[tuple[int, int, tuple[str, int, int, int, str]]] = []
    text = source[start:end]
    if "://" in text:
        for match in _LINE.finditer(text):
            a, b = start + match.start(1), start + match.end(1)
            found.append((a, b, ("mk-url", a, b, b, markup.unescape(match[1]))))
    if codes and "[" in text:
        for offset in (m.start() for m in re.finditer(r"\[", text)):
            mark = codes.get(start + offset)
            if mark is not None and mark.end <= end:
                if mark.closing:
                    found.append((mark.start, mark.end, ("/", 0, 0, 0, "mk-code")))
                else:
                    words = markup.unescape(source[mark.start : mark.end])
                    found.append((mark.start, mark.end, ("mk-code", mark.start, mark.end, mark.closed, words)))
    for a, b, piece in sorted(found, key=lambda item: item[:2]):
        if a >= at:
            yield source[at:a]
            yield piece
            at = b
    yield source[at:end]
