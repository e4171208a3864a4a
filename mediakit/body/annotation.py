"""A source made ready for a parser that forgets places: each start tag gets the number of its place.

On the way the source is made plain (comments go, scripts that draw nothing are emptied, half tags become text), so that
the parser has nothing to guess, and what stands in the *text* of a post (a URL on a line of its own, a shortcode) is
wrapped into elements of our own, `mk-url` and `mk-code`; a block that is only a comment becomes `mk-block`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Final

from mediakit import chars, markup
from mediakit.body import shortcodes

AT: Final = "mk-at"
# A bare URL that fills its line; what a line is, the tree decides (`standing.py`).
_LINE: Final = re.compile(
    r"(?:\A|(?<=[\n\r]))[ \t\u00a0]*+(https?://[^\s<>\"\[\]]{4,2078})[ \t\u00a0]*+(?=\r?\n|\r|\Z)", re.IGNORECASE
)
_BLOCK: Final = re.compile(r"<!--\s*(/?)wp:([a-z][a-z0-9/-]*)\s*(\{.*\})?\s*(/?)-->\Z", re.DOTALL)
# What a script holds that `scripts.py` reads: every other one is left out of the tree.
_TELLING: Final = re.compile(
    r"Twitch\.|YT\.Player|Vimeo\.Player|DM\.player|Rumble\(|\.setup\s*\(|kWidget\.|OO\.Player|VK\.Widgets\.Post"
    r"|D[VC]\.(?:embed\.)?load|(?:Video|Audio)Object|PodcastEpisode"
)
_NAME: Final = re.compile(r"[a-z][a-z0-9:_.-]*\Z")
_BRACKET: Final = re.compile(r"\[")
# Elements that no reader looks into: they are left out, with all that is in them when they are closed.
_LEFT_OUT: Final = frozenset(
    "style template textarea title svg math select canvas noembed noframes meta path use option".split()
)
_OPAQUE: Final = markup.RAW | {"svg", "math", "select", "template", "canvas"}
# White space beside these tags parts nothing: a third of the nodes of a page, and none of its text.
_BLOCKS: Final = frozenset(
    """
    html head body div p ul ol li dl dt dd table thead tbody tfoot tr td th section article aside main nav header
    footer figure figcaption blockquote h1 h2 h3 h4 h5 h6 form fieldset script style noscript link meta iframe center hr
    """.split()
)
_MOST_BLOCKS: Final = 200
# A paragraph of sentences: words, and links and marks with nothing but words in them.
_SENTENCES: Final = re.compile(
    r"(?=[^<]*\w)(?:[^<\[]++|<(a|abbr|b|cite|em|i|q|span|strong|u)(?=[\s>])[^<>]*+>[^<\[]*+</\1>)*+</p>", re.IGNORECASE
)
_INNER_TAG: Final = re.compile(r"<[^<>]*+>")
# Where a paragraph's links matter.
_QUOTING: Final = ("blockquote", "figure", "figcaption", "table")
_LONGEST_TOKEN: Final = 20_000
# Blocks whose addresses lead elsewhere.
_NAVIGATION: Final = frozenset(
    "social-link navigation navigation-link navigation-submenu home-link button site-logo avatar loginout rss".split()
)


@dataclass(slots=True)
class Annotated:
    """The annotated source. `places`: per number, where its start tag begins, where that ends, and where its end tag
    ends (0 without one). `blocks`: the span of what a Gutenberg block holds, and the span with its comments.
    """

    source: str
    out: list[str] = field(default_factory=list)
    places: list[list[int]] = field(default_factory=list)
    blocks: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    opened: dict[str, list[int]] = field(default_factory=dict)
    open_blocks: list[tuple[str, int, int]] = field(default_factory=list)
    hollow: str = ""  # an element whose text comes next, if it is ever closed

    @property
    def text(self) -> str:
        """The source, annotated; only characters that a parser takes."""
        return chars.clean("".join(self.out))


def annotate(source: str) -> Annotated:
    """The source with its places.

    >>> made = annotate("<p>a<hr>b<!-- c -->")
    >>> made.text, made.places
    ('<p mk-at="0">a<hr mk-at="1">b', [[0, 3, 0], [4, 8, 0]])
    """
    made = Annotated(source)
    codes = shortcodes.places(source) if "[" in source else {}
    out = made.out
    beside_block = True
    blank = ""
    read_to = 0
    for token in markup.tokens(source, _OPAQUE):
        kind, name, start, end = token
        if start < read_to:
            continue
        if kind == "text":
            if (text := source[start:end]).isspace():
                blank = "" if beside_block else blank + text
            else:
                out.append(blank)
                blank = ""
                _text(made, start, end, codes)
                beside_block = False
            continue
        if made.hollow:
            if name != made.hollow or kind == "start":
                out.append(f"</{made.hollow}>")
            made.hollow = ""
        if kind == "comment":
            if source.startswith("<!--", start) and (match := _BLOCK.match(source[start:end])):
                _comment(made, match, start, end)
            continue
        beside_block = name in _BLOCKS
        if blank and not beside_block:
            out.append(blank)
        blank = ""
        if name in _LEFT_OUT and (name != "meta" or "itemprop" not in source[start:end]):
            continue
        if kind == "start":
            _start(made, name, start, end)
            if name == "p":
                read_to = _sentences(made, start, end)
        elif kind == "end":
            if name in markup.VOID:
                _close_void(made, start, end)
                continue
            out.append(f"</{name}>")
            if waiting := made.opened.get(name):
                made.places[waiting.pop()][2] = end
        elif name != "iframe":  # a frame's own words are for browsers without frames
            text = source[start:end]
            out.append(text if name != "script" or _TELLING.search(text) else "")
            if end == len(source):
                out.append(f"</{name}>")
    if made.hollow:
        out.append(f"</{made.hollow}>")
    return made


def _start(made: Annotated, name: str, start: int, end: int) -> None:
    if _NAME.match(name) is None or name == "plaintext":
        return
    rest = made.source[start + 1 + len(name) : end]
    if rest.count('"') % 2 or rest.count("'") % 2:  # the parser must end the tag where the tokens do
        attributes = markup.attributes(made.source[start:end])
        rest = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items() if _NAME.match(key)) + ">"
    number = len(made.places)
    made.places.append([start, end, 0])
    made.out.append(f'<{name} {AT}="{number}"{rest}')
    if name not in markup.VOID:
        made.opened.setdefault(name, []).append(number)
        if name in _OPAQUE:
            made.hollow = name


def _tokens(text: str, start: int) -> Iterator[shortcodes.Mark]:
    """Drupal's media tokens in a text: `[[{"fid":"12","type":"media",...}]]`."""
    at = 0
    while (at := text.find('[[{"', at)) >= 0 and (close := text.find("}]]", at)) >= 0:
        at = text.rfind('[[{"', at, close)
        if close - at < _LONGEST_TOKEN and '"type":"media"' in text[at:close].replace(" ", ""):
            yield shortcodes.Mark(start + at, start + close + 3, start + close + 3, token=True)
        at = close


def _close_void(made: Annotated, start: int, end: int) -> None:
    """`<embed ...></embed>`: the end tag belongs to an element that has none, and stands right before it."""
    if made.places and made.places[-1][1] == start:
        made.places[-1][2] = end


def _sentences(made: Annotated, start: int, end: int) -> int:
    """Writes a paragraph that is nothing but sentences as its words; returns where it ends, 0 where it is none.

    A link inside a sentence embeds nothing, and most of a post is sentences: left out, they need no tree.
    """
    match = _SENTENCES.match(made.source, end)
    if match is None or any(made.opened.get(name) for name in _QUOTING):
        return 0
    written = match[0][:-4]
    if "<" in written:
        if "class=" in written or "data-" in written or "caption" in made.source[max(start - 100, 0) : end]:
            return 0
        written = _INNER_TAG.sub("", written)
    if "://" in written:
        return 0
    made.out.append(written + "</p>")
    made.places[made.opened["p"].pop()][2] = match.end()
    return match.end()


def _text(made: Annotated, start: int, end: int, codes: dict[int, shortcodes.Mark]) -> None:
    """A text with its bare URLs and shortcodes made elements."""
    source, out = made.source, made.out
    text = source[start:end]
    lines = [(start + m.start(1), start + m.end(1)) for m in _LINE.finditer(text)] if "://" in text else []
    marks = list(_marks(text, start, end, codes)) if codes else []
    if '[[{"' in text:
        marks += _tokens(text, start)
    if not lines and not marks:
        out.append(text.replace("<", "&lt;"))
        return
    at = start
    for begin, stop, mark in sorted(
        [*((a, b, None) for a, b in lines), *((m.start, m.end, m) for m in marks)], key=lambda found: found[:2]
    ):
        if begin < at:
            continue
        out.append(source[at:begin].replace("<", "&lt;"))
        at = stop
        if mark is not None and mark.closing:
            out.append("</mk-code>")
            continue
        words = escape(markup.unescape(source[begin:stop]))
        made.places.append([begin, stop, stop if mark is None else mark.closed])
        name = "mk-url" if mark is None else "mk-token" if mark.token else "mk-code"
        out.append(f'<{name} {AT}="{len(made.places) - 1}" data-words="{words}">')
        if mark is None or mark.closed == stop:
            out.append(f"{words}</{name}>")
    out.append(source[at:end].replace("<", "&lt;"))


def _marks(text: str, start: int, end: int, codes: dict[int, shortcodes.Mark]) -> Iterator[shortcodes.Mark]:
    for bracket in _BRACKET.finditer(text):
        mark = codes.get(start + bracket.start())
        if mark is not None and mark.end <= end:
            yield mark


def _comment(made: Annotated, match: re.Match[str], start: int, end: int) -> None:
    """A Gutenberg comment: where a block begins or ends, or a block that is nothing else."""
    closing, block, settings, alone = match.groups()
    if closing:
        if made.open_blocks and made.open_blocks[-1][0] == block:
            _, begin, inner = made.open_blocks.pop()
            held = made.source[inner:start]
            left = inner + len(held) - len(held.lstrip())
            right = start - len(held) + len(held.rstrip())
            if left < right:
                made.blocks[left, right] = (begin, end)
    elif not alone:
        if len(made.open_blocks) < _MOST_BLOCKS:
            made.open_blocks.append((block, start, end))
    elif settings and ("://" in settings or '"guid"' in settings) and block not in _NAVIGATION:
        made.places.append([start, end, end])
        number = len(made.places) - 1
        made.out.append(f'<mk-block {AT}="{number}" data-name="{block}" data-words="{escape(settings)}"></mk-block>')
