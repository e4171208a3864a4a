"""Clean prose as lines of plain text."""

from __future__ import annotations

from mediakit import markup
from mediakit.prose.grammar import BLOCKS, LISTS


class Lines:
    """Turns the tokens of clean prose into lines."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.words: list[str] = []
        self.margins: list[list[str]] = []  # per quote, item: what stands before its first line, before its others
        self.numbers: list[int | None] = []  # per list: the number of its next item, None without numbers
        self.address = ""
        self.link_from = 0
        self.shared = 0  # how many margins the lines above and the next have in common
        self.tight = False  # the next lines belong to the item or row above: no blank line before them

    def read(self, source: str, token: markup.Token) -> None:
        name = token.name
        if token.kind == "text":
            self.words.append(markup.unescape(source[token.start : token.end]))
        elif token.kind == "start":
            self.start(name, markup.attributes(source[token.start : token.end]))
        else:
            self.end(name)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "br":
            self.words.append("\n")
        elif name == "q":
            self.words.append("“")
        elif name == "a":
            self.address = attributes["href"]
            self.link_from = len(self.words)
        elif name in ("td", "th"):
            self.words.append(" | " if self.words else "")
        elif name in BLOCKS:
            self.flush()
            if name == "blockquote":
                self.margins.append(["> ", "> "])
            elif name in LISTS:
                self.numbers.append(int(attributes.get("start", 1)) if name == "ol" else None)
            elif name == "li":
                number = self.numbers[-1]
                bullet = "• " if number is None else f"{number}. "
                self.numbers[-1] = None if number is None else number + 1
                self.margins.append([bullet, " " * len(bullet)])

    def end(self, name: str) -> None:
        if name == "q":
            self.words.append("”")
        elif name == "a":
            shown = "".join(self.words[self.link_from :]).strip()
            address = self.address.removeprefix("mailto:")
            if shown != address:
                self.words.append(f" ({address})")
        elif name in BLOCKS and name not in ("td", "th"):
            self.flush()
            self.tight = name in ("li", "tr")
            if name in ("blockquote", "li"):
                self.margins.pop()
                self.shared = min(self.shared, len(self.margins))
            elif name in LISTS:
                self.numbers.pop()
                self.tight = bool(self.numbers)

    def flush(self) -> None:
        """Write the words gathered so far as lines of their own."""
        text = "".join(self.words).strip("\n")
        self.words = []
        if not text.strip():
            return
        if self.lines and not self.tight:
            self.lines.append("".join(margin[1] for margin in self.margins[: self.shared]).rstrip())
        for line in text.split("\n"):
            self.lines.append(("".join(margin[0] for margin in self.margins) + line).rstrip())
            for margin in self.margins:
                margin[0] = margin[1]
        self.shared = len(self.margins)
        self.tight = bool(self.numbers)
