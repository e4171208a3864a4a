"""HTML as tokens with their places in the source: what was written, and from where to where.

A tree forgets where its parts stood. Whoever must cut a post apart and leave every other byte as it was, or rebuild
prose without trusting a tree, reads tokens. The rules are those of the HTML Living Standard, section 13.2.5, with one
change: where the standard gives up text (an unclosed comment, a tag cut off by the end), the text is kept. One pass,
linear in the source whatever it holds: no pattern here can look at a character more than a few times.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape as _unescape
from html.entities import html5
from typing import Final, Literal, NamedTuple, TypeAlias

Kind: TypeAlias = Literal["text", "start", "end", "raw", "comment"]


class Token(NamedTuple):
    """One piece of a source: `source[start:end]`. `name` in lower case for tags; `raw` is a script's text, say."""

    kind: Kind
    name: str
    start: int
    end: int


VOID: Final = frozenset(
    "area base br col embed hr img input link meta param source track wbr basefont bgsound frame keygen".split()
)
# Elements whose content a browser does not read as markup.
RAW: Final = frozenset("script style title textarea xmp iframe noembed noframes".split())

# A quotation mark opens a value only after "="; one that is never closed counts as a character, as the tag would
# otherwise swallow the rest. Possessive throughout: nothing is tried twice.
_ATTRIBUTES = r"""(?:[^>"'=]++|=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+|["'])*+"""
_TAG = re.compile(rf"</?([A-Za-z][^\s/>]*+){_ATTRIBUTES}>")
_CUT_SHORT = re.compile(r"</?([A-Za-z][^\s/>]*+)[^>]*+>")
_ATTRIBUTE = re.compile(r"""([^\s/>="'][^\s/>=]*+)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s>]*+))?+""")
_NAME = re.compile(r"</?[^\s/>]*+")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[A-Za-z][A-Za-z0-9]*+;?)")
_ENDLESS_NUMBER = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9a-fA-F]{7,});?")


def tokens(source: str, opaque: frozenset[str] = RAW) -> Iterator[Token]:
    """The tokens of `source` in order; together they are the whole of it.

    What stands inside an `opaque` element is one `raw` token when the element is closed. An unclosed script or style
    is raw to the end; any other unclosed element is read on as markup, so that no text is lost.

    >>> [(t.kind, t.name) for t in tokens("a<br><script>1<2</script><!-- b -->")]
    [('text', ''), ('start', 'br'), ('start', 'script'), ('raw', 'script'), ('end', 'script'), ('comment', '')]
    """
    tag = _TAG
    unclosed: set[str] = set()
    at = text_from = 0
    size = len(source)
    last = source.rfind(">")
    while 0 <= (at := source.find("<", at)) < last:
        following = source[at + 1]
        name: str | None
        if following in "!?":
            name, end = "", _comment_end(source, at, unclosed)
        elif following == "/" and not (source[at + 2].isascii() and source[at + 2].isalpha()):
            name, end = "", source.find(">", at) + 1
        elif following == "/" or (following.isascii() and following.isalpha()):
            match = tag.match(source, at)
            if match is None:  # every ">" from here on stands inside quotation marks: let the first one end a tag
                tag = _CUT_SHORT
                match = tag.match(source, at)
            name, end = (match[1].lower(), match.end()) if match else (None, 0)
        else:
            name, end = None, 0
        if name is None:
            at += 1
            continue
        if at > text_from:
            yield Token("text", "", text_from, at)
        if not name:
            yield Token("comment", "", at, end)
        elif following == "/":
            yield Token("end", name, at, end)
        else:
            yield Token("start", name, at, end)
            if name in opaque and name not in unclosed:
                closing = _closing(name).search(source, end)
                if closing is None:
                    unclosed.add(name)
                close = closing.start() if closing else size if name in ("script", "style") else end
                if close > end:
                    yield Token("raw", name, end, close)
                    end = close
        at = text_from = end
    if text_from < size:
        yield Token("text", "", text_from, size)


def _comment_end(source: str, at: int, unclosed: set[str]) -> int:
    """Where the comment, doctype or processing instruction at `at` ends; a comment that is never closed ends at `>`."""
    if source.startswith("<!--", at):
        if source.startswith(">", at + 4):
            return at + 5
        if source.startswith("->", at + 4):
            return at + 6
        if "<!--" not in unclosed:
            end = source.find("-->", at + 4)
            if end >= 0:
                return end + 3
            unclosed.add("<!--")
    return source.find(">", at) + 1


@lru_cache(maxsize=64)
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{re.escape(name)}(?=[\s/>])", re.IGNORECASE)


def attributes(tag: str) -> dict[str, str]:
    """The attributes of a tag as it is written, names in lower case, values decoded; the first of each name.

    >>> attributes('<a href="?a=1&amp;b=2" HREF=x download>')
    {'href': '?a=1&b=2', 'download': ''}
    """
    found: dict[str, str] = {}
    begin = _NAME.match(tag)
    for name, value in _ATTRIBUTE.findall(tag, begin.end() if begin else 0):
        if value[:1] in ("'", '"') and len(value) > 1 and value[-1] == value[0]:
            value = value[1:-1]
        found.setdefault(name.lower(), _attribute(value))
    return found


def _attribute(value: str) -> str:
    """A value decoded: a name without its semicolon stays as it is before `=` or a letter (`?a=1&copy=2`)."""
    if "&" not in value:
        return value

    def decode(match: re.Match[str]) -> str:
        reference = match[0]
        if (
            reference[1] != "#"
            and reference[-1] != ";"
            and (reference[1:] not in html5 or value[match.end() : match.end() + 1] == "=")
        ):
            return reference
        return _unescape(reference)

    return _REFERENCE.sub(decode, value)


def unescape(text: str) -> str:
    """Text with its character references decoded, once.

    >>> unescape("Q&amp;A &lt;b&gt; &#8212;")
    'Q&A <b> —'
    """
    if "&" not in text:
        return text
    return _unescape(_ENDLESS_NUMBER.sub("\ufffd", text))
