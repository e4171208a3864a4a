"""A feed as a tree in which every element knows its line and column: what the checks look at.

lxml tells the line of an element and no column, and resolves what it can before it tells anything; expat, of the
standard library, tells both. Feeds come from strangers: declared entities and bottomless nesting end the reading.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from mediakit.feeds import NAMESPACES
from mediakit.feeds.reading import MAX_BYTES

_MAX_DEPTH: Final = 256
_PREFIXES: Final = {uri: prefix for prefix, uri in NAMESPACES.items()}


def _plain(uri: str) -> str:
    return uri.strip().lower().replace("https://", "http://", 1).rstrip("/")


# Ways to write the known namespaces that most readers understand and some do not.
_MISSPELT: Final = {_plain(uri): prefix for prefix, uri in NAMESPACES.items()} | {
    "http://github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md": "podcast"
}


@dataclass(slots=True, eq=False)
class Node:
    """An element: `name` with the prefix of `NAMESPACES`, or `{uri}name`; `line` and `column` count from 1.

    `text` is all that stands directly in it, blanks and all.
    """

    name: str
    attributes: dict[str, str]
    parent: Node | None
    line: int
    column: int
    text: str = ""
    children: list[Node] = field(default_factory=list)

    def all(self, name: str) -> list[Node]:
        """The children of that name."""
        return [child for child in self.children if child.name == name]

    def first(self, name: str) -> Node | None:
        """The first child of that name that says something, else the first."""
        found = self.all(name)
        return next((child for child in found if child.said or child.attributes), found[0] if found else None)

    def get(self, name: str) -> str:
        """The text of the child of that name without blanks around it, `""` where there is none."""
        found = self.first(name)
        return found.said if found else ""

    @property
    def said(self) -> str:
        """The element's text without blanks around it."""
        return self.text.strip()


@dataclass(frozen=True, kw_only=True)
class Namespace:
    """A declared namespace; `right` is how it should be spelled, where it is a known one misspelt."""

    uri: str
    right: str | None
    line: int
    column: int


@dataclass(frozen=True, kw_only=True)
class Document:
    """A parsed document. `encoding` is what its declaration states; `declared` whether there is a declaration."""

    root: Node
    declared: bool
    encoding: str | None
    namespaces: tuple[Namespace, ...]

    @property
    def channel(self) -> Node:
        """The first channel; only asked for where there is one."""
        return self.root.all("channel")[0]

    @property
    def items(self) -> list[Node]:
        """The items of the channel."""
        return self.channel.all("item")


class BrokenXML(Exception):
    """The document cannot be read further than `line` and `column`; `rule` is the id of the rule it breaks."""

    def __init__(self, message: str, line: int, column: int, rule: str = "xml-not-well-formed") -> None:
        super().__init__(message)
        self.line, self.column, self.rule = line, column, rule


def parse(body: bytes) -> Document:
    """The document that `body` is. Raises `BrokenXML`."""
    if len(body) > MAX_BYTES:
        raise BrokenXML(f"{len(body):,} bytes are more than any feed has ({MAX_BYTES:,})", 1, 1)
    return _Building().document(body)


class _Building:
    """What is known while expat reads."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self.open: list[Node] = []
        self.text: list[list[str]] = []
        self.namespaces: list[Namespace] = []
        self.declared = False
        self.encoding: str | None = None
        self.parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.XmlDeclHandler = self._declaration
        parser.StartNamespaceDeclHandler = self._namespace
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.EntityDeclHandler = self._entity
        parser.SkippedEntityHandler = self._skipped

    def document(self, body: bytes) -> Document:
        try:
            self.parser.Parse(body, True)
        except expat.ExpatError as error:
            raise BrokenXML(_advice(error, body), error.lineno, error.offset + 1) from None
        except (LookupError, ValueError, UnicodeError) as error:  # an encoding Python does not know, or cannot be used
            raise BrokenXML(f"its encoding cannot be read ({error}): write UTF-8", 1, 1) from None
        assert self.root is not None  # expat has refused a document without an element
        return Document(
            root=self.root, declared=self.declared, encoding=self.encoding, namespaces=tuple(self.namespaces)
        )

    def _here(self) -> tuple[int, int]:
        return self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1

    def _declaration(self, version: str, encoding: str | None, standalone: int) -> None:
        self.declared, self.encoding = True, encoding

    def _namespace(self, prefix: str | None, uri: str | None) -> None:
        line, column = self._here()
        meant = None if not uri or uri in _PREFIXES else _MISSPELT.get(_plain(uri))
        self.namespaces.append(
            Namespace(uri=uri or "", right=NAMESPACES[meant] if meant else None, line=line, column=column)
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        line, column = self._here()
        if len(self.open) >= _MAX_DEPTH:
            raise BrokenXML("elements stand too deep in one another", line, column)
        parent = self.open[-1] if self.open else None
        known = {_named(key): value for key, value in attributes.items()}
        node = Node(_named(name), known, parent, line, column)
        if parent is None:
            self.root = node
        else:
            parent.children.append(node)
        self.open.append(node)
        self.text.append([])

    def _end(self, name: str) -> None:
        self.open.pop().text = "".join(self.text.pop())

    def _characters(self, text: str) -> None:
        self.text[-1].append(text)

    def _entity(self, name: str, *_: object) -> None:
        raise BrokenXML(
            f"the feed declares the entity {name}: readers refuse that, since it is how XML is made to explode; "
            "write the characters themselves",
            *self._here(),
            rule="xml-entities",
        )

    def _skipped(self, name: str, is_parameter: int) -> None:
        if not is_parameter:
            raise BrokenXML(f"&{name}; is no entity of XML: write the character itself", *self._here())


def _named(qualified: str) -> str:
    uri, blank, local = qualified.rpartition(" ")
    if not blank:
        return local
    prefix = _PREFIXES.get(uri) or _MISSPELT.get(_plain(uri))
    return f"{prefix}:{local}" if prefix else f"{{{uri}}}{local}"


def _advice(error: expat.ExpatError, body: bytes) -> str:
    """What expat says, and what to do about it where that can be told."""
    said = expat.ErrorString(error.code) or "no XML"
    if not body.strip():
        return "the feed is empty"
    if said == "XML or text declaration not at start of entity":
        return "something stands before the XML declaration: it must be the very first thing, without a blank line"
    if said == "undefined entity":
        return "an entity that XML does not have, such as &nbsp;: write the character itself, or &#160;"
    if said == "unbound prefix":
        return "a prefix that no xmlns declares: declare its namespace on the rss element"
    if "invalid token" in said:
        return (
            "what XML cannot carry here: a control character, a byte that is no UTF-8, a bare & (write &amp;) "
            "or a bare < (write &lt;)"
        )
    return f"no well-formed XML: {said}"
