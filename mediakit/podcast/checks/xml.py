"""The checks of the document itself (1, 2): declaration, encoding, namespaces, one rss with one channel.

What cannot be read at all is told by `document.parse`; its two rules stand here with the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mediakit.podcast.checks.document import Document, Node
from mediakit.podcast.checks.rules import APPLE, PSP, RSS, XML, Found, Rule, demanded


def _nothing(document: Document) -> Iterator[Found]:
    yield from ()


def _undeclared(document: Document) -> Iterator[Found]:
    if not document.declared:
        yield Found(document.root, 'begin the feed with <?xml version="1.0" encoding="UTF-8"?>')


def _encoding(document: Document) -> Iterator[Found]:
    if document.encoding and document.encoding.upper() not in ("UTF-8", "UTF8"):
        yield Found(document.root, f"the feed is in {document.encoding}: directories want UTF-8")


def _misspelt(document: Document) -> Iterator[Found]:
    for each in document.namespaces:
        if each.right is not None:
            at = Node("", {}, None, each.line, each.column)
            yield Found(at, f"the namespace {each.uri!r} is spelled {each.right!r}, letter by letter")


def _no_rss(document: Document) -> Iterator[Found]:
    if not is_rss(document):
        is_atom = document.root.name == "atom:feed"
        kind = "an Atom feed" if is_atom else f"<{document.root.name}>"
        yield Found(document.root, f"{kind} is no RSS: podcast directories take <rss> without a namespace of its own")


def _version(document: Document) -> Iterator[Found]:
    if is_rss(document) and document.root.attributes.get("version") != "2.0":
        yield Found(document.root, 'write <rss version="2.0">')


def _no_channel(document: Document) -> Iterator[Found]:
    if is_rss(document) and not document.root.all("channel"):
        yield Found(document.root, "<channel> is missing: it holds the show and its episodes")


def _channels(document: Document) -> Iterator[Found]:
    if is_rss(document):
        for node in document.root.all("channel")[1:]:
            yield Found(node, "a second <channel>: readers take one of the two; a feed holds one show")


def is_rss(document: Document) -> bool:
    """Whether the root is RSS's, so that the other rules have something to look at."""
    return document.root.name == "rss"


RULES: Final = (
    Rule("xml-not-well-formed", 1, demanded("error"), XML, _nothing),
    Rule("xml-entities", 1, demanded("error"), XML, _nothing),
    Rule("xml-declaration-missing", 1, demanded("warning", "psp1"), PSP, _undeclared),
    Rule("encoding-not-utf-8", 1, demanded("warning", "psp1", "apple"), PSP, _encoding),
    Rule("namespace-misspelt", 1, demanded("error"), APPLE, _misspelt),
    Rule("not-rss", 2, demanded("error"), RSS, _no_rss),
    Rule("rss-version", 2, demanded("error"), RSS, _version),
    Rule("channel-missing", 2, demanded("error"), RSS, _no_channel),
    Rule("channel-repeated", 2, demanded("error"), RSS, _channels),
)
