"""How words become HTML, shared by the html and the feed form: paragraphs, links within them, times, names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from mediakit.cards.view import Action, Card, Saying
from mediakit.html import EMPTY, Html, escape, join, tag
from mediakit.times import Moment, whole_offset

REL: Final = "noopener noreferrer"
BREAK: Final = Html("<br>")
_PARAGRAPHS: Final = re.compile(r"[ \t]*\n(?:[ \t]*\n)+")
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)


def link(address: str | None, *children: str, new_tab: str | None = None) -> Html:
    """A link that tells its target nothing about the page; words alone where there is no address."""
    if address is None:
        return join(children)
    return tag("a", {"href": address, "rel": REL, "target": new_tab}, *children)


def action(given: Action, *, new_tab: str | None = None) -> Html:
    """A link with the words before and after it."""
    return escape(given.lead) + link(given.url, given.words, new_tab=new_tab) + given.note


def time(moment: Moment, words: str) -> Html:
    """A date or time in words, with the machine's form beside it; isolated, so that a zone can't turn around in RTL."""
    return tag("time", {"datetime": machine_time(moment)}, tag("bdi", {}, words))


def machine_time(moment: Moment) -> str:
    """The moment as HTML's `datetime` takes it: whole seconds, an offset of whole minutes."""
    return whole_offset(moment).isoformat(timespec="seconds") if isinstance(moment, datetime) else moment.isoformat()


def paragraphs(text: str, *, linked: bool = True) -> Html:
    """Plain text as paragraphs: blank lines part them, single ones break the line, addresses become links."""
    spell = _linked if linked else escape
    found = [part.strip() for part in _PARAGRAPHS.split(text.replace("\r\n", "\n").replace("\r", "\n"))]
    return join(tag("p", {}, join(map(spell, part.split("\n")), BREAK)) for part in found if part)


def _linked(line: str) -> Html:
    out: list[str] = []
    end = 0
    for match in _ADDRESS.finditer(line):
        address = match[0].rstrip(".,;:!?…»”’)")
        if address.count("(") > address.count(")") and match[0].startswith(address + ")"):
            address += ")"  # the bracket belongs to the address: …/Harbour_(town)
        spelled = tag("a", {"href": address, "rel": REL}, address)
        if spelled.startswith("<a href"):
            out += [line[end : match.start()], spelled]
            end = match.start() + len(address)
    out.append(line[end:])
    return join(out)


def said(saying: Saying, name: str, extra: dict[str, str | None] | None = None, *, linked: bool = True) -> Html:
    """Somebody's words in an element of this name, in their own language and direction."""
    attributes = {"lang": saying.lang, "dir": saying.dir, **(extra or {})}
    return tag(name, attributes, paragraphs(saying.text, linked=linked) if name != "p" else escape(saying.text))


def title(card: Card) -> Html:
    """The title in its own language; isolated, so that it can't disturb the words around it."""
    return tag("bdi", {"lang": card.title_lang}, card.title)


def row(parts: Iterable[Html]) -> Html:
    """Short facts one after the other."""
    return join([part for part in parts if part], Html(" · ")) or EMPTY
