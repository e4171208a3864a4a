"""HTML into a tree: one hardened parse in linear time, and the few questions asked of it. lxml's words stay here.

lxml (libxml2) is quick and survives everything, with one exception: an element with n attributes costs n squared
(50,000 of them, 400 KB: twenty seconds), so a tag is cut after `_PIECES` of them before it gets there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
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
    text = body if isinstance(body, str) else charsets.decode(body[:most], content_type)
    data = _within_bounds(text[:most].encode("utf-8", "replace"))
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False, recover=True
    )
    try:
        root: Element | None = etree.fromstring(data, parser) if data.strip() else None
    except etree.XMLSyntaxError:  # nothing in it but comments, or a text node beyond what libxml2 takes
        root = None
    return etree.Element("html") if root is None else root


def _within_bounds(data: bytes) -> bytes:
    """`data` with tags of absurdly many attributes cut short."""
    match = _SANE.match(data)
    if match is not None and match.end() == len(data):
        return data
    return _OVERLONG.sub(rb"\1\2", data)


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


_MAIN: Final = etree.XPath("//*[@role='main' or @id='content' or @itemprop='articleBody']")
_ITEMS: Final = etree.XPath("//*[@itemprop or @itemscope]")
_RDFA: Final = etree.XPath("//*[@typeof or @property or @prefix or contains(@rel, ':')]")
_FORMATS: Final = etree.XPath(
    "//*[contains(@class,'h-') or contains(@class,'hentry') or contains(@class,'vcard') or contains(@class,'hfeed')]"
)
_AUTHORS: Final = etree.XPath("//a[contains(@href,'/aut') or contains(@href,'/by') or contains(@href,'/contributor')]")
_TERMS: Final = etree.XPath("//a[contains(@rel,'license')]")


def articles(root: Element) -> list[Element]:
    """The elements that hold the page's own matter, the first three: `<article>` and `<main>`, else what stands in."""
    return list(islice(root.iter("article", "main"), 3)) or _found(_MAIN, root)[:3]


def with_items(root: Element) -> list[Element]:
    """The elements that carry microdata, in document order."""
    return _found(_ITEMS, root)


def with_rdfa(root: Element) -> list[Element]:
    """The elements that carry RDFa, in document order; the metas of Open Graph among them."""
    return _found(_RDFA, root)


def with_microformats(root: Element) -> list[Element]:
    """The elements whose classes may make them the root of a microformat, in document order."""
    return _found(_FORMATS, root)


def author_links(root: Element) -> list[Element]:
    """The links whose addresses may be those of authors' pages."""
    return _found(_AUTHORS, root)


def licensing(root: Element) -> list[Element]:
    """The links whose `rel` may name a licence (rel-license)."""
    return _found(_TERMS, root)


def _found(path: etree.XPath, root: Element) -> list[Element]:
    found = path(root)
    return [each for each in found if isinstance(each, etree._Element)] if isinstance(found, list) else []
