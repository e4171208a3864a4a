"""JSON-LD as pages really write it: found, repaired, flattened into plain objects.

Half the JSON-LD that fails to parse fails for one of few reasons, each repaired here in one linear pass: control
characters in strings, comments, trailing commas, a trailing semicolon, HTML comments or CDATA around it, entities
instead of quotation marks, a quotation mark inside a string, an end that was cut off (extruct issues 57, 84, 85, 109).
Contexts are not resolved (that would ask the network): `schema:` and `https://schema.org/` before a name are dropped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from mediakit import chars
from mediakit import markup as tokens
from mediakit.fields import JSON
from mediakit.read import markup

Object: TypeAlias = Mapping[str, JSON]

# Sites with a shop in every page state thousands of objects; what the page is stands among the first.
MAX_OBJECTS: Final = 2_000
_MANY: Final = (list, tuple)
_PREFIX: Final = re.compile(r"\A(?:https?://(?:www\.)?schema\.org/|schema:)", re.IGNORECASE)
# What pages put around a script's text for readers of the nineties, and what ends a statement.
_OPENING: Final = ("//", "<!--", "<![CDATA[", "/*<![CDATA[*/", "/* <![CDATA[ */", "&lt;!--")
_CLOSING: Final = ("//", "-->", "]]>", "/*]]>*/", "/* ]]> */", "--&gt;")
# One token of broken JSON: blanks, a comment, a string's beginning, a bracket, or anything else.
_TOKEN: Final = re.compile(
    r"""[ \t\r\n\ufeff\xa0]+|//[^\n]*|/\*(?:[^*]|\*(?!/))*(?:\*/)?|<!--|-->|["\[\]{},:]"""
    r"""|(?:(?!//|/\*|<!--|-->)[^\s"\[\]{},:])+|.""",
    re.DOTALL,
)
_NUMBER: Final = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?")
_STRING_STOP: Final = re.compile(r'["\\\n]')
_AFTER_STRING: Final = re.compile(r"""\s*(?:[,:}\]]|\Z|//|/\*|"[^"\n]{1,40}"\s*:)""")
# Markup that editors' tools leave in words. Others stay: "The <video> element" is a headline.
_TAGS: Final = re.compile(
    r"</?(?:a|abbr|b|br|div|em|font|h[1-6]|hr|i|img|li|ol|p|small|span|strong|sub|sup|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_ESCAPES: Final = frozenset('"\\/bfnrtu')


def objects(page: markup.Element | str | bytes) -> list[Object]:
    """The JSON-LD objects of a page in the order they stand: lists and `@graph` opened, nested objects left in place.

    Takes a parsed page or its HTML. A script that can't be repaired is left out.

    >>> page = '<script type="application/ld+json">{"@graph": [{"@type": "Report", "name": "Ferry",},]};</script>'
    >>> [(kinds(one), one["name"]) for one in objects(page)]
    [(('Report',), 'Ferry')]
    """
    root = markup.parse(page) if isinstance(page, str | bytes) else page
    found: list[Object] = []
    for script in root.iter("script"):
        if (script.get("type") or "").strip().lower().partition(";")[0].strip() == "application/ld+json":
            found.extend(flattened(values(script.text or "")))
            if len(found) >= MAX_OBJECTS:
                break
    return found[:MAX_OBJECTS]


def values(text: str) -> list[JSON]:
    """The JSON values in `text`, repaired where that is possible; `[]` when it is not.

    >>> values('<!-- {"name": "A "b" c", // so\\n} -->')
    [{'name': 'A "b" c'}]
    """
    text = _unwrapped(text)
    if not text:
        return []
    for candidate in _candidates(text):
        try:
            return [json.loads(candidate, strict=False, parse_constant=_no_number)]
        except (ValueError, RecursionError):
            continue
    return []


def _unwrapped(text: str) -> str:
    """The text without comments of HTML, CDATA and semicolons around it."""
    for _ in range(6):  # nobody wraps deeper
        text = text.strip(" \t\r\n\f;\ufeff\xa0")
        before = len(text)
        for opening in _OPENING:
            text = text.removeprefix(opening)
        for closing in _CLOSING:
            text = text.removesuffix(closing)
        if len(text) == before:
            break
    return text


def _no_number(name: str) -> None:
    """NaN and Infinity, which JSON does not have, are unknown."""


def _candidates(text: str) -> Iterator[str]:
    yield text
    if '"' not in text and "&quot;" in text:
        text = tokens.unescape(text)
        yield text
    yield _repaired(text)


def _repaired(text: str) -> str:
    """`text` as JSON: comments and stray commas gone, strings and brackets closed, several values as one list."""
    out: list[str] = []
    open_brackets: list[str] = []
    at = 0
    several = False
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            break
        token, at = match[0], match.end()
        if token.isspace() or token[:2] in ("//", "/*") or token in ("<!--", "-->", "\ufeff", ";"):
            continue
        if token == '"':
            string, at = _string(text, at)
            if out and out[-1] not in (",", ":", "{", "["):  # the comma between two fields was forgotten
                out.append(",")
            out.append(string)
        elif token in "]}":
            if not open_brackets:
                continue
            if out and out[-1] == ",":
                out.pop()
            if out and out[-1] == ":":
                out.append("null")
            out.append(open_brackets.pop())
        elif token in "[{":
            if out and out[-1] not in (",", ":", "{", "["):
                out.append(",")
                several = several or not open_brackets
            open_brackets.append("]" if token == "[" else "}")
            out.append(token)
        elif token == ",":
            if out and out[-1] not in (",", "[", "{", ":"):
                out.append(token)
                several = several or not open_brackets
            elif out and out[-1] == ":":
                out.extend(("null", ","))
        elif token == ":":
            out.append(token)
        else:
            if out and out[-1] not in (",", ":", "{", "["):
                continue
            out.append(_scalar(token))
    if out and out[-1] == ",":
        out.pop()
    if out and out[-1] == ":":
        out.append("null")
    out.extend(reversed(open_brackets))
    whole = "".join(out)
    return f"[{whole}]" if several else whole


def _string(text: str, at: int) -> tuple[str, int]:
    """The string whose opening quotation mark stands before `at`, as JSON, and where it ends.

    A quotation mark closes it only where a comma, a colon, a bracket or the end follows.
    """
    parts = ['"']
    while match := _STRING_STOP.search(text, at):
        parts.append(text[at : match.start()])
        mark, at = match[0], match.end()
        if mark == "\n":
            parts.append("\\n")
        elif mark == "\\":
            following = text[at : at + 1]
            parts.append("\\" + following if following in _ESCAPES else following)
            at += 1
        elif _AFTER_STRING.match(text, at):
            parts.append('"')
            return "".join(parts), at
        else:
            parts.append('\\"')
    parts.append(text[at:] + '"')
    return "".join(parts), len(text)


def _scalar(token: str) -> str:
    """A bare word as JSON: numbers and constants as they are, what JavaScript calls nothing as null, others as text."""
    if token in ("true", "false", "null") or _NUMBER.fullmatch(token):
        return token
    if token in ("undefined", "NaN", "Infinity", "-Infinity", "None"):
        return "null"
    return json.dumps(token.strip("'"))


def flattened(found: Iterable[JSON]) -> Iterator[Object]:
    """The objects among these values, lists and `@graph` opened, in order; nothing recurses, whatever the depth."""
    waiting: list[JSON] = list(found)[::-1]
    for _ in range(20 * MAX_OBJECTS):
        if not waiting:
            return
        value = waiting.pop()
        if isinstance(value, Mapping):
            graph = value.get("@graph")
            if graph is not None:
                waiting.append(graph)
            if graph is None or len(value) > 2:
                yield value
        elif isinstance(value, Sequence) and not isinstance(value, str):
            waiting.extend(reversed(value))


def kinds(one: Object) -> tuple[str, ...]:
    """The types of an object, without schema.org's address: `("NewsArticle",)`.

    >>> kinds({"@type": ["schema:Article", "https://schema.org/Report"]})
    ('Article', 'Report')
    """
    stated = one.get("@type")
    each = stated if isinstance(stated, _MANY) else (stated,)
    return tuple([_PREFIX.sub("", kind) if ":" in kind else kind for kind in each if isinstance(kind, str)])


def field(one: Object, name: str) -> JSON:
    """The value of a field, `schema:name` and `https://schema.org/name` meaning `name`."""
    value = one.get(name)
    if value is not None:
        return value
    value = one.get("schema:" + name)
    return one.get("http://schema.org/" + name) if value is None else value


def each(value: JSON) -> Iterator[JSON]:
    """The values of a field that may hold one or a list; `@list`, `@set` and `@value` are opened."""
    for one in value if isinstance(value, _MANY) else (value,):
        if isinstance(one, str):
            yield one
        elif isinstance(one, Mapping):
            inner = one.get("@list", one.get("@set"))
            if isinstance(inner, _MANY):
                yield from inner
            else:
                yield one.get("@value", one)
        elif one is not None:
            yield one


def text(value: JSON, limit: int = 10_000) -> str | None:
    """The words of a value: a string, a number, an object's `name` or `@id`; entities are unescaped once.

    >>> text({"name": "Fish &amp; chips"}), text([]), text(["", "b"])
    ('Fish & chips', None, 'b')
    """
    for one in each(value) if value is not None else ():
        named = one if isinstance(one, str) else field(one, "name") if isinstance(one, Mapping) else one
        if isinstance(named, _MANY):
            named = next((part for part in named if isinstance(part, str)), None)
        if isinstance(named, int | float) and not isinstance(named, bool):
            named = str(named)
        if isinstance(named, str):
            line = line_of(named, limit)
            if line:
                return line
    return None


def line_of(words: str, limit: int) -> str:
    """A string of JSON on one line, its entities unescaped once, its tags (some CMS leave them in) gone."""
    words = words[: limit * 4]
    if "<" in words:
        words = _TAGS.sub("", words)
    return chars.one_line(tokens.unescape(words))[:limit].rstrip()
