"""Bodies of posts in pieces: from an editor's HTML to prose and placed embeds, and on to passages for finding holes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from mediakit import markup
from mediakit.chars import one_line
from mediakit.embed import Embed, Placed
from mediakit.html import Html, join
from mediakit.live.hole_words import Medium
from mediakit.live.holes import Passage, PassageKind
from mediakit.live.model import Body
from mediakit.live.saved import caption_and_credit

_KINDS: Final[Mapping[str, PassageKind]] = {
    "blockquote": "quote",
    "q": "quote",
    "ul": "list",
    "ol": "list",
    "dl": "list",
    "table": "list",
    "pre": "list",
    **{f"h{level}": "heading" for level in range(1, 7)},
}
_BREAKS: Final = frozenset("p div li dt dd tr td th br hr section article aside figure figcaption".split()) | set(
    _KINDS
)
_MEDIA: Final[Mapping[str, Medium]] = {
    "video": "video",
    "photo": "photo",
    "gallery": "photo",
    "audio": "audio",
    "post": "post",
}
_FORMS: Final[Mapping[str, Medium]] = {"map": "map", "document": "document"}


def body_of_html(html: str, *, base_url: str | None = None) -> Body:
    """An editor's HTML as prose and placed embeds, in order; "caption | credit" of a figure taken apart.

    >>> body_of_html("<p>Rain.</p>")
    (Html('<p>Rain.</p>'),)
    """
    from mediakit import body

    return tidy(with_credit(part) if isinstance(part, Placed) else part for part in body.split(html, base_url=base_url))


def with_credit(placed: Placed) -> Placed:
    """The placed embed with a credit of its own where the caption held both, "caption | credit"."""
    if placed.caption is None or placed.credit is not None or " | " not in placed.caption:
        return placed
    caption, credit = caption_and_credit(placed.caption)
    if isinstance(placed.caption, Html):  # the bar must stand in text, not inside an element that would be cut in two
        if caption is None or credit is None or "<" in credit:
            return placed
        return replace(placed, caption=Html(caption), credit=markup.unescape(credit))
    return replace(placed, caption=caption, credit=credit)


def tidy(parts: Iterable[Html | Placed]) -> Body:
    """The parts with prose that stands side by side joined and empty prose left out."""
    found: list[Html | Placed] = []
    for part in parts:
        if isinstance(part, Placed):
            found.append(part)
        elif part.strip():
            if found and isinstance(found[-1], Html):
                found[-1] = join((found[-1], part), "\n")
            else:
                found.append(part)
    return tuple(found)


def captions_once(body: Body) -> Body:
    """The body without paragraphs that only say again what the caption of the embed right beside them says.

    >>> from mediakit.embed import Photo
    >>> photo = Photo(key="link:url:https://a.example/b.jpg", url="https://a.example/b.jpg")
    >>> captions_once((Placed(embed=photo, caption="The mole"), Html("<p>The mole</p><p>Wind.</p>")))[1]
    Html('<p>Wind.</p>')
    """
    found = list(body)
    for number, part in enumerate(body):
        if not isinstance(part, Placed):
            continue
        caption = "".join(filter(str.isalnum, _TAG.sub("", part.caption or "")))
        said = {each for each in (caption, caption + "".join(filter(str.isalnum, part.credit or ""))) if each}
        for beside, pattern in ((number - 1, _LAST), (number + 1, _FIRST)):
            words = found[beside] if 0 <= beside < len(found) else None
            if words is None or isinstance(words, Placed) or not said:
                continue
            paragraph = pattern.search(words)
            if paragraph and "".join(filter(str.isalnum, markup.unescape(_TAG.sub("", paragraph[0])))) in said:
                found[beside] = Html(words[: paragraph.start()] + words[paragraph.end() :])
    return tidy(found)


_TAG: Final = re.compile(r"<[^>]*>")
_FIRST: Final = re.compile(r"\A\s*<p>(?:(?!</?p>).)*</p>", re.DOTALL)
_LAST: Final = re.compile(r"<p>(?:(?!</?p>).)*</p>\s*\Z", re.DOTALL)


def medium_of(embed: Embed) -> Medium | None:
    """What kind of medium an embed is to those who look for holes; `None` for a link, which is none."""
    if embed.kind == "link":
        return None
    if embed.kind == "rich":
        return _FORMS.get(embed.form or "", "unknown")
    return _MEDIA[embed.kind]


def passages(body: Body, line_of: Mapping[str, int] | None = None) -> tuple[Passage, ...]:
    """A body as passages for finding holes; `line_of` tells their lines by how they begin (`beginning`)."""
    lines = line_of or {}
    found: list[Passage] = []
    for part in body:
        if isinstance(part, Placed):
            found.append(Passage(kind="medium", medium=medium_of(part.embed)))
        else:
            found += (Passage(kind=kind, text=text, line=lines.get(beginning(text))) for kind, text in blocks(part))
    return tuple(found)


def beginning(text: str) -> str:
    """How a passage begins, to find it again: its first letters and digits, without spaces."""
    return "".join(filter(str.isalnum, text[:200]))[:60]


def blocks(html: str) -> Iterator[tuple[PassageKind, str]]:
    """The paragraphs of prose: what kind each is, and its text on one line.

    >>> list(blocks("<p>He said:</p><blockquote><p>Rain &amp; wind.</p></blockquote>"))
    [('text', 'He said:'), ('quote', 'Rain & wind.')]
    """
    open_kinds: list[PassageKind] = []
    text: list[str] = []

    def finished() -> Iterator[tuple[PassageKind, str]]:
        line = one_line("".join(text))
        text.clear()
        if line:
            yield (open_kinds[-1] if open_kinds else "text", line)

    for token in markup.tokens(html):
        if token.kind == "text":
            text.append(markup.unescape(html[token.start : token.end]))
        elif token.kind in ("start", "end") and token.name in _BREAKS:
            yield from finished()
            if token.name in _KINDS:
                if token.kind == "start":
                    open_kinds.append(_KINDS[token.name])
                elif open_kinds:
                    open_kinds.pop()
    yield from finished()
