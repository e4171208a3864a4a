"""read: a saved live blog, whatever form it was saved in, as a LiveBlog and the holes it has."""

from __future__ import annotations

import re
from typing import Final

from mediakit.errors import InvalidData
from mediakit.fields import load_json
from mediakit.live.saved import Saved

_UNDERLINED: Final = re.compile(r"[^\n]+\n={3,72}\s")
_MARKUP: Final = re.compile(
    r"\s*(?:<!--.*?-->\s*)*(?:<\?xml[^>]*>\s*)?<(?:!doctype|html|head|body|script|meta|div|article|section|main|p|h[1-6]|header|link|title)\b",
    re.I | re.S,
)


def read(saved: bytes | str, *, url: str | None = None) -> Saved:
    """The live blog in `saved`, and its holes: an HTML page, plain text as copied from one, or a blog as kept
    (JSON) or written by `page` or `text`.

    `url` is where it was saved from, if that is known. A page is read by its JSON-LD (`LiveBlogPosting`), its microdata
    and its own markup; a page without any is taken as one article. Raises `InvalidData`, saying what was expected, when
    nothing is recognized.

    >>> blog, holes = read("Harbour Day\\n\\nMay 14, 2025\\n\\nThe Gates Are Open\\n\\nListen below.\\n\\n— Ada Ek\\n")
    >>> blog.title, blog.posts[0].headline, holes[0].words
    ('Harbour Day', 'The Gates Are Open', 'Listen below.')
    """
    if isinstance(saved, bytes):
        from mediakit.read import decode

        if b"\0" in saved[:4096] and not saved.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise InvalidData("is not text; a saved page or plain text is expected", "input")
        text = decode(saved, None)
    else:
        text = saved
    if _UNDERLINED.match(
        text[:20_000].lstrip("\ufeff \t\r\n")
    ):  # before all else: a title may begin with whatever its editor wrote
        from mediakit.live.from_twin import read_twin

        own = read_twin(text, url=url)
        if own is not None:
            return own
    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        return _kept(text)
    if _MARKUP.match(text[:20_000]):
        from mediakit.live.from_page import read_page

        return read_page(text, url=url)
    from mediakit.live.from_text import read_text

    return read_text(text, url=url)


def _kept(text: str) -> Saved:
    """A blog that `LiveBlog.to_dict` wrote."""
    from mediakit.live.holes import find_holes
    from mediakit.live.pieces import passages
    from mediakit.live.record import from_dict

    try:
        data = load_json(text.lstrip("\ufeff"))
    except ValueError as error:
        raise InvalidData(f"is not JSON: {error}; a kept live blog is expected", "input") from error
    blog = from_dict(data)
    return Saved(
        blog, tuple(hole for post in blog.posts for hole in find_holes(passages(post.body), post.lang or blog.lang))
    )
