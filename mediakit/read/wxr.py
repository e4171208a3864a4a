"""A WordPress export (WXR) as its posts, one after the other: what each says, where it stood, and its meta rows.

WXR is RSS 2.0 with WordPress's own elements; its namespace changes with every version, so elements are known by their
local names. Exports have hundreds of megabytes: they are read in one pass, and a post is forgotten when it was given.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from mediakit.errors import InvalidData

# WordPress writes its database's text as it is, with characters that no XML may hold.
_ILLEGAL: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
# And some exporters write "&" as it is, outside of CDATA, or HTML's names for characters, which XML does not know.
_BARE: Final = re.compile(
    rb"(<!\[CDATA\[(?:[^\]]++|\](?!\]>))*+(?:\]\]>)?)|&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)"
)
_DOCTYPE: Final = re.compile(rb"<!(?:doctype|entity)", re.IGNORECASE)
_CONTENT: Final = "http://purl.org/rss/1.0/modules/content/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One post of an export. `content` is its HTML, `meta` its rows of post meta, in the file's order."""

    link: str | None = None
    title: str | None = None
    content: str = ""
    meta: tuple[tuple[str, str], ...] = ()


def posts(export: bytes) -> Iterator[Post]:
    """The posts of a WordPress export. `InvalidData` where the file ends to be XML: the posts before it were given.

    >>> export = b'''<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><item><title>Fog</title><wp:postmeta>
    ... <wp:meta_key>k</wp:meta_key><wp:meta_value>v</wp:meta_value></wp:postmeta></item></channel></rss>'''
    >>> [(post.title, post.meta) for post in posts(export)]
    [('Fog', (('k', 'v'),))]
    """
    body = _ILLEGAL.sub(b"", export).lstrip(b"\xef\xbb\xbf \t\r\n")
    if _DOCTYPE.search(body[:10_000]):
        raise InvalidData("an export has no document type: this is another kind of file, or not a good one", "export")
    walk = etree.iterparse(
        io.BytesIO(_BARE.sub(lambda match: match[1] or b"&amp;", body)),
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
