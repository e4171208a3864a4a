"""A WordPress export (WXR) as its posts, one after the other: what each says, where it stood, and its meta rows.

WXR is RSS 2.0 with WordPress's own elements; its namespace changes with every version, so elements are known by their
local names. Exports have hundreds of megabytes: they are read in one pass, and a post is forgotten when it was given.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from lxml import etree

from mediakit.errors import InvalidData

# WordPress writes its database's text as it is, with characters that no XML may hold.
_ILLEGAL: Final = bytes({*range(0x20)} - {0x09, 0x0A, 0x0D})
# And some exporters write "&" as it is, outside of CDATA, or HTML's names for characters, which XML does not know.
_BARE: Final = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")
_DOCTYPE: Final = re.compile(rb"<!(?:doctype|entity)", re.IGNORECASE)
_CONTENT: Final = "http://purl.org/rss/1.0/modules/content/"
# The longest of what is looked for (`&#x10FFFF;`, `<![CDATA[`), which may lie across two blocks.
_LONGEST: Final = 10
_HEAD: Final = 10_000
_BLOCK: Final = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One post of an export. `content` is its HTML, `meta` its rows of post meta, in the file's order."""

    link: str | None = None
    title: str | None = None
    content: str = ""
    meta: tuple[tuple[str, str], ...] = ()


def posts(export: bytes | BinaryIO) -> Iterator[Post]:
    """The posts of a WordPress export: its bytes, or a file that is open for reading them, read as posts are taken.

    `InvalidData` where the file ends to be XML: the posts before it were given.

    >>> export = b'''<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><item><title>Fog</title><wp:postmeta>
    ... <wp:meta_key>k</wp:meta_key><wp:meta_value>v</wp:meta_value></wp:postmeta></item></channel></rss>'''
    >>> [(post.title, post.meta) for post in posts(export)]
    [('Fog', (('k', 'v'),))]
    """
    cleaned = _Cleaned(io.BytesIO(export) if isinstance(export, bytes) else export)
    if _DOCTYPE.search(cleaned.head()):
        raise InvalidData("an export has no document type: this is another kind of file, or not a good one", "export")
    walk = etree.iterparse(
        cleaned,
        events=("end",),
        tag="item",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for _, item in walk:
            yield _post(item)
            item.clear()
            while item.getprevious() is not None:  # what was read stays in memory while its parent lives
                del item.getparent()[0]
    except etree.XMLSyntaxError as error:
        line = error.position[0] if error.position else 0
        raise InvalidData(f"not well-formed XML: {(error.msg or 'no XML')[:100]}", f"line {line}") from None


class _Cleaned:
    """A file's bytes as XML may hold them, a block at a time: an export has hundreds of megabytes."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._left = b""  # read, and not looked at
        self._in_cdata = self._ended = False
        self._begun = False

    def head(self) -> bytes:
        """The first bytes, without a mark of their order and white space, which stand before no XML."""
        while not self._ended and len(self._left) < _HEAD:
            self._more()
        return self._left[:_HEAD]

    def read(self, size: int = -1) -> bytes:
        """The next bytes; `b""` at the end. (A block may be longer than `size`: lxml keeps the rest.)"""
        while True:
            block = self._block()
            if block or (self._ended and not self._left):
                return block
            self._more()

    def _more(self) -> None:
        block = self._file.read(_BLOCK)
        self._ended = not block
        self._left += block.translate(None, _ILLEGAL)
        if not self._begun:
            self._left = self._left.lstrip(b"\xef\xbb\xbf \t\r\n")
            self._begun = bool(self._left)

    def _block(self) -> bytes:
        """What of the bytes that were read can be judged already."""
        done: list[bytes] = []
        while self._left:
            mark = b"]]>" if self._in_cdata else b"<![CDATA["
            at = self._left.find(mark)
            end = at + len(mark) if at >= 0 else len(self._left) if self._ended else self._safe_end()
            if end == 0:
                break
            piece, self._left = self._left[:end], self._left[end:]
            done.append(piece if self._in_cdata else _BARE.sub(b"&amp;", piece))
            if at < 0:
                break
            self._in_cdata = not self._in_cdata
        return b"".join(done)

    def _safe_end(self) -> int:
        """How far nothing that is looked for can have begun: it may go on in the next block."""
        start = max(0, len(self._left) - _LONGEST)
        begun = [at for mark in (b"&", b"<", b"]") if (at := self._left.find(mark, start)) >= 0]
        return min(begun, default=len(self._left))


def _post(item: etree._Element) -> Post:
    found: dict[str, str] = {}
    meta: list[tuple[str, str]] = []
    for child in item:
        name = etree.QName(child)
        if name.localname == "postmeta":
            row = {etree.QName(each).localname: each.text or "" for each in child}
            meta.append((row.get("meta_key", ""), row.get("meta_value", "")))
        elif name.localname != "encoded" or name.namespace == _CONTENT:
            found.setdefault(name.localname, (child.text or "").strip())
    return Post(
        link=found.get("link") or None,
        title=found.get("title") or None,
        content=found.get("encoded", ""),
        meta=tuple(meta),
    )
