"""HTML into a tree: one hardened parse in linear time, and the few questions asked of it. lxml's words stay here.

lxml (libxml2) is quick and survives everything, with one exception: an element with n attributes costs n squared
(50,000 of them, 400 KB: twenty seconds), so a tag is cut after `_PIECES` of them before it gets there. Where a tag
begins is for the parser to say: comments, scripts and quotation marks hide tags from any simpler reader, or what looks
like one. So every `<` before a letter is taken for a beginning by the search that decides whether a page is harmless.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Final, TypeAlias

from lxml import etree

from mediakit import chars
from mediakit.read import charsets

Element: TypeAlias = etree._Element

# A page beyond this is cut: what it says of itself stands in its first part. Measured on real pages, YouTube's Open
# Graph tags stand about 500 kB into the page.
MAX_BYTES: Final = 1024 * 1024
# A quoted attribute is one piece, another two; the longest tag seen on real pages has 60 attributes.
_PIECES: Final = 1000
_QUOTED: Final = rb"""=\s*+(?:"[^"]*+"|'[^']*+')?+"""
_PIECE: Final = rb"""(?:[^\s/>=]++(?:\s*+%b)?+[\s/]*+|[\s/]++|%b)""" % (_QUOTED, _QUOTED)
_RAW: Final = rb"""<(?:script|style)\b[^>]*+>(?:[^<]++|<(?!/s))*+"""
_SANE: Final = re.compile(
    rb"(?:[^<]++|%b|<(?![a-z])|<[a-z]%b{0,%d}+(?:>|\Z))*+" % (_RAW, _PIECE, _PIECES), re.IGNORECASE
)
# One attribute as the HTML standard reads it (13.2.5.32 to 40), and what may be a tag with many of them: a hundred are
# looked at closer, no page of a thousand looked at has a tag with more than sixty.
_SPACE: Final = rb"[ \t\n\f\r]*+"
_ATTRIBUTE: Final = (
    rb"""[ \t\n\f\r/]*+[^ \t\n\f\r/>][^ \t\n\f\r/>=]*+"""
    rb"""(?:%b=%b(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^ \t\n\f\r>"'][^ \t\n\f\r>]*+)?+)?+""" % (_SPACE, _SPACE)
)
_BEGINNING: Final = rb"<[a-zA-Z_:.][^ \t\n\f\r/>]*+(?:%b)" % _ATTRIBUTE
_CROWDED: Final = re.compile(_BEGINNING + rb"{100}")
_FLOOD: Final = re.compile(_BEGINNING + rb"{%d,}+" % (_PIECES + 1))
_ROUNDS: Final = 3
# Tags that begin in tags are looked at again and again: a page that goes on so ends after so many crowded places.
_MOST_CROWDED: Final = 100
_OVERLONG: Final = re.compile(rb"(%b)|(<[a-z]%b{0,%d}+)%b*+" % (_RAW, _PIECE, _PIECES, _PIECE), re.IGNORECASE)
_APART: Final = frozenset(
    "address article aside blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav "
    "ol p pre section table td th tr ul".split()
)
# A control character that no document may hold marks a break while a text is put together.
_BREAK: Final = "\x1e"
_SILENT: Final = frozenset(("script", "style", "noscript", "template"))


def parse(body: bytes | str, content_type: str | None = None, *, most: int = MAX_BYTES) -> Element:
    """The root of the tree of an HTML body; never fails: a body that holds no element is an empty `<html>`.

    What stands beyond `most` bytes is not read.
    """
    whole = (
        charsets.utf8(body[:most], content_type) if isinstance(body, bytes) else body[:most].encode(errors="replace")
    )
    data = _within_bounds(whole)
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False, recover=True
    )
    try:
        root: Element | None = etree.fromstring(data, parser) if data and not data.isspace() else None
    except etree.XMLSyntaxError:  # nothing in it but comments, or a text node beyond what libxml2 takes
        root = None
    return etree.Element("html") if root is None else root


def _within_bounds(data: bytes) -> bytes:
    """`data` with tags of absurdly many attributes cut short, and without those that hide in something else."""
    if _CROWDED.search(data) is None:
        return data
    match = _SANE.match(data)
    if match is None or match.end() < len(data):
        data = _OVERLONG.sub(rb"\1\2", data)
    crowded = next(islice(_CROWDED.finditer(data), _MOST_CROWDED, None), None)
    data = data if crowded is None else data[: crowded.start()]
    for _ in range(_ROUNDS):
        flood = _FLOOD.search(data)
        if flood is None:
            return data
        start, end = flood.span()
        closing = data.find(b"</", start, end)  # what closes a script that holds the flood stays
        data = data[:start] + data[closing if closing >= 0 else end :]
    flood = _FLOOD.search(data)
    return data if flood is None else data[: flood.start()]


def words(element: Element, limit: int = 10_000) -> str:
    """The text of an element as a reader sees it, on one line, at most `limit` characters, blocks apart."""
    return chars.one_line("".join(_pieces(element, limit)))[:limit].rstrip()


def lines(element: Element, limit: int = 10_000, without: Sequence[Element] = ()) -> str:
    """The text of an element in the lines that a reader sees, each folded, never two blank ones in a row.

    A line ends with a `<br>` or a block, not where the source's line ends. What stands in `without` is left out.
    """
    text = "".join(_pieces(element, limit, _BREAK, without))
    folded = "\n".join(chars.one_line(line) for line in text.split(_BREAK))
    return re.sub(r"\n{3,}", "\n\n", folded).strip()[:limit]


def _pieces(element: Element, limit: int, apart: str = " ", without: Sequence[Element] = ()) -> Iterator[str]:
    left = limit * 2  # white space will be folded
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        tag = node.tag
        block = tag in _APART
        if event == "start":
            text = None if tag in _SILENT else node.text
            if node in without:
                walk.skip_subtree()
                continue
            if tag == "img" and "emoji" in (node.get("class") or "").lower():
                text = node.get("alt")  # a letter that was drawn, as X and WordPress do
            if block and node is not element:
                text = apart + (text or "")
        else:
            text = node.tail if node is not element else None
            if block and tag != "br" and node is not element:
                text = apart + (text or "")
        if text:
            yield text[:left]
            left -= len(text)
            if left <= 0:
                return


# Each question is one walk over the elements: on pages as they are, half the cost of the XPath that says the same.


def _each(root: Element, tag: str = "*") -> Iterator[Element]:
    """The elements of a page in document order; a second `<html>` in it stands beside the first."""
    return chain(root.iter(tag), *(other.iter(tag) for other in root.itersiblings("*")))


def articles(root: Element) -> list[Element]:
    """The elements that hold the page's own matter, the first three: `<article>` and `<main>`, else what stands in."""
    return list(islice(root.iter("article", "main"), 3)) or list(islice(filter(_stands_in, _each(root)), 3))


def _stands_in(element: Element) -> bool:
    get = element.get
    return get("id") == "content" or get("role") == "main" or get("itemprop") == "articleBody"


def with_items(root: Element) -> list[Element]:
    """The elements that carry microdata, in document order."""
    return [each for each in _each(root) if each.get("itemprop") is not None or each.get("itemscope") is not None]


def with_rdfa(root: Element) -> list[Element]:
    """The elements that carry RDFa, in document order; the metas of Open Graph among them."""
    return [
        each
        for each in _each(root)
        if ":" in each.get("rel", "") or any(each.get(name) is not None for name in ("typeof", "property", "prefix"))
    ]


def with_microformats(root: Element) -> list[Element]:
    """The elements whose classes may make them the root of a microformat, in document order."""
    return [
        each
        for each in _each(root)
        if (names := each.get("class")) and ("h-" in names or "hentry" in names or "vcard" in names or "hfeed" in names)
    ]


def author_links(root: Element) -> Iterator[Element]:
    """The links whose addresses may be those of authors' pages."""
    for link in _each(root, "a"):
        address = link.get("href")
        if address and ("/aut" in address or "/by" in address or "/contributor" in address):
            yield link


def licensing(root: Element) -> list[Element]:
    """The links whose `rel` may name a licence (rel-license)."""
    return [link for link in _each(root, "a") if "license" in link.get("rel", "")]
