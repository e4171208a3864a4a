"""Tokens into prose: what is open is remembered, and written only when there is text to stand in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mediakit import chars, html, markup
from mediakit.html import Html
from mediakit.prose.grammar import (
    BLOCKS,
    BREAKS,
    DEEPEST,
    DROPPED,
    INLINE,
    INSIDE,
    LISTS,
    SAME,
    TABLE,
    TRACKED,
    WORDS,
    block_attributes,
    language,
    link,
    start_tag,
)

_BLANK = re.compile("[\\s\u00a0\u200b\ufeff]*\\Z")
_GAP = re.compile(r"[ \t\r\n\f]+")
_NEW_PARAGRAPH = re.compile(r"\n[ \t\r\f]*\n\s*")


@dataclass(slots=True)
class _Block:
    """An open block. `shadow`: it is remembered (for its end, its language) but never written."""

    name: str
    attributes: dict[str, str]
    shadow: bool = False
    written: bool = False
    # Of a list: its items so far. Of a row: its empty cells not yet written. Of an item: 1 when it goes on
    # behind a cut. Of a paragraph: -1 when nobody wrote it.
    count: int = 0


@dataclass(slots=True)
class _Run:
    """An open inline element and how many blocks were open around it."""

    name: str
    attributes: dict[str, str]
    depth: int
    written: bool = False


class Writer:
    """Takes tokens, keeps what is open, writes what has text in it."""

    def __init__(self, base_url: str | None) -> None:
        self.base_url = base_url
        self.out: list[str] = []
        self.blocks: list[_Block] = []
        self.real: list[_Block] = []  # those of them that are no shadows
        self.runs: list[_Run] = []
        self.space = False  # white space seen and not yet written
        self.breaks = 0
        self.started = False  # whether the block that is open has text

    def read(self, source: str, token: markup.Token) -> None:
        """Take one token of `source`."""
        name = SAME.get(token.name, token.name)
        if token.kind == "text" or (token.kind == "raw" and token.name not in DROPPED):
            self.text(source[token.start : token.end])
        elif token.kind == "start":
            if name in INLINE:
                self.open_run(name, markup.attributes(source[token.start : token.end]))
            elif name == "br":
                self.line_break()
            elif name == "hr":
                self.close_words()
            elif name in BLOCKS or name in BREAKS:
                self.open_block(name, markup.attributes(source[token.start : token.end]))
            elif name == "img":
                self.emoji(markup.attributes(source[token.start : token.end]))
        elif token.kind == "end":
            if name in INLINE:
                self.close_run(name)
            elif name in BLOCKS or name in BREAKS:
                self.close_block(name)

    def piece(self) -> Html:
        """What was written since the last piece; what is still open is closed there and goes on in the next."""
        self.end_runs()
        for block in reversed(self.blocks):
            if block.written:
                self.out.append(f"</{block.name}>")
                block.written = False
                if block.name == "li":
                    block.count = 1  # an item that goes on has been counted
            if block.name == "ol" and block.count:
                number = int(block.attributes.get("start", 1)) + block.count
                block.attributes = {**block.attributes, "start": str(number)}
            if block.name != "li":
                block.count = min(block.count, 0)
        self.started, self.space, self.breaks = False, False, 0
        piece = Html("".join(self.out))
        self.out = []
        return piece

    # Words

    def text(self, raw: str) -> None:
        words = chars.clean(markup.unescape(raw))
        if self.top() == "pre":
            self.preformatted(words)
            return
        if "\n" in words and all(block.name in ("html", "body") or self.ours(block) for block in self.blocks):
            first, *more = _NEW_PARAGRAPH.split(words)
            self.line(first)
            for part in more:
                self.close_words()
                self.line(part)
        else:
            self.line(words)

    def line(self, words: str) -> None:
        """Text with its white space folded, in a block that may hold it."""
        if not words:
            return
        if _BLANK.match(words) and not self.started:
            return
        stripped = words.strip(" \t\r\n\f")
        if not stripped:
            self.space = True
            return
        self.write("", space=words[0] in " \t\r\n\f")
        self.out.append(html.escape(_GAP.sub(" ", stripped)))
        self.space = words[-1] in " \t\r\n\f"

    def preformatted(self, words: str) -> None:
        if not self.started:
            words = words.lstrip("\r\n")  # a parser takes the first line break away
        words = words.replace("\r\n", "\n").replace("\r", "\n")
        if words and (self.started or not _BLANK.match(words)):
            self.write("")
            self.out.append(html.escape(words))

    def write(self, before: str, *, space: bool = False) -> None:
        """Get ready for text: open what is not yet written, then the white space and breaks that wait."""
        if self.top() not in WORDS:
            self.fit()
            if self.top() is None or self.top() == "blockquote":
                self.open_block("p", {})
                self.blocks[-1].count = -1
                for run in self.runs:
                    run.depth = min(run.depth, len(self.blocks) - 1)
        self.open_written()
        if self.started:
            self.out.append("<br>" * min(self.breaks, 2) or (" " if self.space or space else ""))
        self.breaks = 0
        self.space = False
        self.started = True
        for run in self.runs:
            if not run.written:
                self.out.append(start_tag(run.name, run.attributes))
                run.written = True

    def open_written(self) -> None:
        """Write the start of every open block that has none yet."""
        for at, block in enumerate(self.blocks):
            if block.shadow or block.written:
                continue
            self.end_runs()
            attributes = block.attributes
            if at == 0 or all(outer.shadow for outer in self.blocks[:at]):
                for outer in self.blocks[:at]:  # the language of a page's part must not be lost with its tag
                    attributes = {**{k: v for k, v in outer.attributes.items() if k in ("lang", "dir")}, **attributes}
            if block.name == "li":
                self.parent(at).count += 1 - block.count
            elif block.name == "ol" and any(
                b.count for b in self.real[self.real.index(block) + 1 :][:1] if b.name == "li"
            ):
                attributes = {**attributes, "start": str(int(attributes["start"]) - 1)}
            if attributes.get("start") == "1":
                attributes = {k: v for k, v in attributes.items() if k != "start"}
            cells, block.count = (block.count, 0) if block.name == "tr" else (0, block.count)
            self.out.append(start_tag(block.name, attributes) + Html("<td></td>") * cells)
            block.written = True
            self.started, self.space, self.breaks = False, False, 0

    @staticmethod
    def ours(block: _Block) -> bool:
        """Whether it is a paragraph that nobody wrote: blank lines part it, and it owns no runs."""
        return block.name == "p" and block.count < 0

    def parent(self, at: int) -> _Block:
        return next(block for block in reversed(self.blocks[:at]) if not block.shadow)

    def line_break(self) -> None:
        if self.top() == "pre":
            self.preformatted("\n")
        elif self.started:
            self.breaks += 1
            self.space = False

    def emoji(self, attributes: dict[str, str]) -> None:
        """A picture that stands for a character of the text (WordPress and X draw their emoji so) is that character."""
        alt = attributes.get("alt", "").strip()
        kind = attributes.get("class", "").lower()
        if alt and len(alt) <= 8 and ("emoji" in kind or "smiley" in kind or "smilie" in kind):
            self.line(chars.clean(alt))

    # Blocks

    def top(self) -> str | None:
        """The innermost block that is no shadow, or `None` at the top."""
        return self.real[-1].name if self.real else None

    def push(self, block: _Block) -> None:
        self.blocks.append(block)
        if not block.shadow:
            self.real.append(block)

    def open_block(self, name: str, attributes: dict[str, str]) -> None:
        top = self.top()
        if top == "pre":
            if self.started and not self.out[-1].endswith("\n"):
                self.out.append("\n")
            return
        self.close_words()
        kept = block_attributes(name, attributes)
        shadow = name in BREAKS or not self.make_room(name)
        if not shadow and (name == "table" or name not in TABLE) and name != "li":
            self.fit()
        if not shadow or len(self.blocks) < TRACKED:
            self.push(_Block(name, kept, shadow))
        self.end_runs()
        self.started, self.space, self.breaks = False, False, 0

    def make_room(self, name: str) -> bool:
        """Close what must be closed before `name` may stand here; whether it may."""
        if name == "li":
            return self.close_to(LISTS, "li")
        if name in ("thead", "tbody", "tfoot"):
            return self.close_to({"table"}, name)
        if name == "tr":
            return self.close_to({"thead", "tbody", "tfoot"}, name) or self.into("tbody", {"table"})
        if name in ("td", "th"):
            return (
                self.close_to({"tr"}, name)
                or self.into("tr", {"thead", "tbody", "tfoot"})
                or (self.into("tbody", {"table"}) and self.into("tr", {"tbody"}))
            )
        if name == "caption":
            return self.top() == "table" and not self.blocks[-1].shadow and not self.blocks[-1].written
        return len(self.real) < DEEPEST or name in ("p", "h3", "h4", "h5", "h6", "pre")

    def into(self, name: str, holders: set[str]) -> bool:
        if not self.close_to(holders, name):
            return False
        self.push(_Block(name, {}))
        return True

    def close_to(self, holders: frozenset[str] | set[str], name: str) -> bool:
        """Close blocks until one of `holders` is the innermost; false, and nothing closed, when none is in reach."""
        for block in reversed(self.real):
            if block.name in holders:
                while self.blocks[-1] is not block:
                    self.pop()
                return True
            if block.name == "table" or (name == "li" and block.name in ("td", "th", "blockquote")):
                return False
        return False

    def fit(self) -> None:
        """Where only items or rows may stand, open the item or cell that text or a block needs."""
        while (inner := INSIDE.get(self.top() or "")) is not None:
            self.push(_Block(inner, {}))

    def close_block(self, name: str) -> None:
        for at in range(len(self.blocks) - 1, -1, -1):
            block = self.blocks[at]
            if block.name == name:
                while len(self.blocks) > at:
                    self.pop()
                return
            if not block.shadow and block.name in ("td", "th", "caption", "pre") and name not in TABLE:
                break
            if not block.shadow and block.name == "table":
                break
        if self.top() != "pre":
            self.close_words()

    def close_words(self) -> None:
        """Close the paragraph or heading that is open, if one is."""
        while self.top() in WORDS:
            self.pop()
        self.end_runs()
        self.started, self.space, self.breaks = False, False, 0

    def pop(self) -> None:
        block = self.blocks.pop()
        if not block.shadow:
            self.real.pop()
        self.end_runs()
        if block.written:
            self.out.append(f"</{block.name}>")
        elif block.name in ("td", "th") and not block.shadow:
            row = self.real[-1]
            if row.written:
                self.out.append("<td></td>")
            else:
                row.count += 1
        self.runs = [run for run in self.runs if run.depth <= len(self.blocks)]
        self.started, self.space, self.breaks = False, False, 0

    # Runs

    def open_run(self, name: str, attributes: dict[str, str]) -> None:
        if name == "a":
            self.close_run("a")
            address = link(attributes.get("href"), self.base_url)
            if address is None:
                return
            kept = {"href": address, "rel": "noopener noreferrer"}
        else:
            kept = language(attributes)
        if any(run.name == name for run in self.runs):
            return
        inside = len(self.blocks) - (bool(self.blocks) and self.ours(self.blocks[-1]))
        self.runs.append(_Run(name, kept, inside))

    def close_run(self, name: str) -> None:
        for at, run in enumerate(self.runs):
            if run.name == name:
                if run.written:
                    for inner in reversed(self.runs[at:]):
                        if inner.written:
                            self.out.append(f"</{inner.name}>")
                            inner.written = False
                del self.runs[at]
                return

    def end_runs(self) -> None:
        """Close what is written of the runs; they open again with the next text."""
        for run in reversed(self.runs):
            if run.written:
                self.out.append(f"</{run.name}>")
                run.written = False
