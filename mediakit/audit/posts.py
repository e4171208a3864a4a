"""Posts: where embeds stand in files: an editor's HTML or text, JSON of our own, JSON lines. Found, and written back.

HTML and text are searched as posts (`mediakit.body`); in JSON every kept embed is found wherever it stands, so a blog,
a list and a single embed are all alike. A repair changes the embed and nothing else: other bytes stay as they were, and
the editor's caption, credit and alternative text go with the card.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from html import unescape
from typing import Final, Literal, TypeAlias

from mediakit import body, cards
from mediakit import url as urls
from mediakit.audit.findings import Finding, Place, hole
from mediakit.audit.splicing import spliced
from mediakit.embed import Embed, Placed
from mediakit.errors import InvalidData
from mediakit.fields import JSON, load_json
from mediakit.html import escape
from mediakit.kept import from_dict

Form: TypeAlias = Literal["html", "text", "json", "lines"]

FORMS: Final[Mapping[str, Form]] = {
    ".html": "html",
    ".htm": "html",
    ".txt": "text",
    ".md": "text",
    ".json": "json",
    ".jsonl": "lines",
    ".ndjson": "lines",
}
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"'\]]{1,2083}", re.IGNORECASE)

_MARK: Final = "\ufeff"  # the byte order mark that editors on Windows put first
_OWN_CARD: Final = re.compile(r"<[a-z]+ class=\"mk-card[ \"]")


@dataclass(frozen=True, kw_only=True)
class Standing:
    """An embed and where it stands."""

    embed: Embed
    place: Place


def standing(text: str, form: Form, file: str, base_url: str | None = None) -> Iterator[Standing | Finding]:
    """Every embed in a file's text, in order, and a finding for each hole.

    Raises `InvalidData` when JSON is expected and there is none; it names the file and the line.

    >>> for each in standing("<p>Look:</p>\\n<p>https://youtu.be/dQw4w9WgXcQ</p>", "html", "post.html"):
    ...     each.embed.key, str(each.place)
    ('youtube:video:dQw4w9WgXcQ', 'post.html:2')
    """
    if form in ("html", "text"):
        lines = _Lines(text)
        for found in body.find(text, base_url=base_url):
            yield Standing(embed=found.embed, place=Place(file=file, line=lines.at(found.span[0])))
        for missed in body.holes(text, base_url=base_url):
            yield hole(missed, Place(file=file, line=lines.at(missed.span[0])))
        return
    for value, line in _values(text, form, file):
        for path, embed in _embeds(value, ()):
            where = Place(file=file, line=line) if form == "lines" else Place(file=file, path=_spelled(path))
            yield Standing(embed=embed, place=where)


def mended(text: str, form: Form, findings: Mapping[str, Finding], base_url: str | None = None) -> str:
    """The file's text with the repairs of `findings` (by the key of the embed) made in it.

    In JSON the kept embed becomes what is known now. In a post an embed that moved gets its new address, where its old
    one is written out; what is gone becomes its card, with the editor's words and the archived copy. In plain text
    only addresses change: it can hold no card. A card of ours is left as it is: it tells what was kept already, and
    whoever keeps the embed renders it anew.
    """
    if form in ("html", "text"):
        return body.replace(text, lambda found: _repaired(found, form, findings), base_url=base_url)
    mark = _MARK if text.startswith(_MARK) else ""
    text = text.removeprefix(_MARK)
    if form == "json":
        return mark + _renewed(text, findings)
    return mark + "\n".join(_renewed(line, findings) if line.strip() else line for line in text.split("\n"))


def _repaired(found: body.Found, form: Form, findings: Mapping[str, Finding]) -> str:
    finding = findings.get(found.embed.key)
    if finding is None or finding.repair is None or finding.embed is None or _OWN_CARD.match(found.markup):
        return found.markup
    repair = finding.repair
    if repair.kind == "relink":
        return _relinked(found.markup, found.embed.url, repair.url or found.embed.url, form)
    if form == "text":
        return found.markup if repair.url is None else _relinked(found.markup, found.embed.url, repair.url, form)
    embed = finding.embed
    if embed.status.state not in ("gone", "private"):  # it is there, but its player may not stand here any more
        embed = replace(embed, player=None)
    placed: Placed = replace(found.placed, embed=embed)
    return str(cards.html(placed, cards.Theme(mode="static")))


def _relinked(markup: str, old: str, new: str, form: Form) -> str:
    """The markup with the new address wherever the old one is written, however it is spelled; else as it was."""

    def again(written: re.Match[str]) -> str:
        told = unescape(written[0]) if form == "html" else written[0]
        if urls.canonical(told) != urls.canonical(old):
            return written[0]
        return escape(new) if form == "html" else new

    return _ADDRESS.sub(again, markup)


class _Lines:
    """Which line a place in a text is on; places come in order."""

    def __init__(self, text: str) -> None:
        self._text, self._at, self._line = text, 0, 1

    def at(self, place: int) -> int:
        if place < self._at:
            self._at, self._line = 0, 1
        self._line += self._text.count("\n", self._at, place)
        self._at = place
        return self._line


def _values(text: str, form: Form, file: str) -> Iterator[tuple[JSON, int | None]]:
    text = text.removeprefix(_MARK)
    # Lines end at a line feed: `str.splitlines` would part a string at the U+2028 in it, which JSON allows there.
    lines = [(text, None)] if form == "json" else [(each, n) for n, each in enumerate(text.split("\n"), start=1)]
    for each, number in lines:
        if number is not None and not each.strip():
            continue
        try:
            yield load_json(each), number
        except ValueError as error:
            where = file if number is None else f"{file}:{number}"
            raise InvalidData(f"is no JSON ({error})", where) from error


def _embeds(value: JSON, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Embed]]:
    """The kept embeds within a JSON value, each with its path. What an embed quotes is part of it."""
    embed = _embed(value)
    if embed is not None:
        yield path, embed
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from _embeds(each, (*path, name))
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _embeds(each, (*path, number))


def _embed(value: JSON) -> Embed | None:
    if not isinstance(value, dict) or not {"schema", "kind", "key", "url"} <= value.keys():
        return None
    try:
        return from_dict(value)
    except InvalidData:
        return None


def _renewed(text: str, findings: Mapping[str, Finding]) -> str:
    """The JSON text with what is known now in the places of the kept embeds."""

    def known_now(value: Mapping[str, JSON]) -> Mapping[str, JSON] | None:
        embed = _embed(value)
        finding = findings.get(embed.key) if embed is not None else None
        return finding.embed.to_dict() if finding is not None and finding.embed is not None else None

    return spliced(text, known_now)


def _spelled(path: tuple[str | int, ...]) -> str:
    """`posts[3].body[1]`.

    >>> _spelled(("posts", 3, "body")), _spelled(())
    ('posts[3].body', '$')
    """
    out = "".join(f"[{each}]" if isinstance(each, int) else f".{each}" for each in path)
    return out.removeprefix(".") or "$"
