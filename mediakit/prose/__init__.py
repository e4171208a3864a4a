"""Prose: an editor's words as a few safe tags, rebuilt from tokens; and the same words as plain text.

Nothing of the source is copied. Every tag that comes out is written here, with no attribute but `href`, `lang`, `dir`
and, where the meaning hangs on it, `start`, `colspan` and `rowspan`; every character of text is escaped on its way.
So what a browser would have made of the source does not matter, only what it makes of this output, and the grammar of
the output is so small that all parsers agree on it. Nothing is written before there is text to stand in it: no empty
elements. Source of the content rules: HTML Living Standard, section 4; of the threats: mutation XSS as DOMPurify and
ammonia met it.
"""

from __future__ import annotations

from collections.abc import Iterable

from mediakit import markup
from mediakit.html import Html
from mediakit.prose.grammar import INLINE, OPAQUE, link
from mediakit.prose.lines import Lines
from mediakit.prose.writer import Writer

__all__ = ["clean", "cut", "inline", "link", "plain"]


def clean(text: str, *, base_url: str | None = None) -> Html:
    """`text`, a piece of HTML by anyone, as prose: paragraphs, lists, quotes, headings, simple tables, links.

    Headings start at `h3`. Links are http, https or mailto, absolute against `base_url`. Text without tags becomes
    paragraphs where blank lines part it. `clean(clean(x)) == clean(x)`.

    >>> clean('<div onclick="x()">Hello <b>you</b><script>x()</script></div>')
    Html('<p>Hello <b>you</b></p>')
    >>> clean('<a href="javascript:x()">one</a>\\n\\ntwo')
    Html('<p>one</p><p>two</p>')
    """
    (piece,) = cut(text, (), base_url=base_url)
    return piece


def cut(text: str, places: Iterable[tuple[int, int]], *, base_url: str | None = None) -> tuple[Html, ...]:
    """The prose before, between and after `places` (from, to; in order, apart): always one piece more than places.

    A list or quote that goes on behind a place goes on in the next piece, a numbered list with its number.

    >>> cut("<ol><li>one<img><li>two</ol>", [(11, 16)])
    (Html('<ol><li>one</li></ol>'), Html('<ol start="2"><li>two</li></ol>'))
    """
    out: list[Html] = []
    writer = Writer(base_url)
    remaining = iter(places)
    place = next(remaining, None)
    for token in markup.tokens(text, OPAQUE):
        start = token.start
        while place is not None and place[0] < token.end:
            if token.kind in ("text", "raw") and start < place[0]:
                writer.read(text, markup.Token(token.kind, token.name, start, place[0]))
            if place[1] >= token.end:
                start = token.end
                if place[1] > token.end:
                    break
            out.append(writer.piece())
            start = max(start, place[1])
            place = next(remaining, None)
        if start < token.end and (start == token.start or token.kind in ("text", "raw")):
            writer.read(text, markup.Token(token.kind, token.name, start, token.end))
    while place is not None:
        out.append(writer.piece())
        place = next(remaining, None)
    out.append(writer.piece())
    return tuple(out)


def inline(text: str, *, base_url: str | None = None) -> Html:
    """`text` as one run of words with emphasis and links, for captions: no blocks, breaks where blocks met.

    >>> inline('<p>At <a href="https://example.org/">the pier</a></p><p>at noon</p>')
    Html('At <a href="https://example.org/" rel="noopener noreferrer">the pier</a><br>at noon')
    """
    prose = clean(text, base_url=base_url)
    parts: list[str] = []
    pending = False
    for token in markup.tokens(prose):
        if token.kind == "text" or token.name in INLINE or token.name == "br":
            if pending and token.kind != "end":
                parts.append("<br>" if parts else "")
                pending = False
            parts.append(prose[token.start : token.end])
        else:
            pending = True
    return Html("".join(parts))


def plain(text: str, *, base_url: str | None = None) -> str:
    """The same words for reading without any markup: paragraphs apart by a blank line, items with a bullet, quotes
    behind `>`, links as `words (URL)`.

    >>> print(plain('<p>Seen at <a href="https://example.org/">the pier</a>.</p><ul><li>boats<li>gulls</ul>'))
    Seen at the pier (https://example.org/).
    <BLANKLINE>
    • boats
    • gulls
    """
    writer = Lines()
    prose = clean(text, base_url=base_url)
    for token in markup.tokens(prose):
        writer.read(prose, token)
    writer.flush()
    return "\n".join(writer.lines)
