"""text: the card as plain text: one compact block that says what it was, who made it and where it stood.

[Video] Harbour lights — Ann Example, YouTube, 12 March 2026, 3:05 <https://www.youtube.com/watch?v=…>
    No longer on YouTube when last checked on 3 March 2027.
"""

from __future__ import annotations

from typing import Final

from mediakit.cards.deciding import DEFAULT, card
from mediakit.cards.language import Words
from mediakit.cards.naming import words_of
from mediakit.cards.theme import Theme
from mediakit.cards.view import Card, Picture
from mediakit.embed import Embed, Placed

_INDENT: Final = "    "


def text(shown: Embed | Placed, theme: Theme = DEFAULT) -> str:
    """The embed as a block of plain text, never empty; no newline at its end. The lines after the first are indented.

    >>> from mediakit.embed import Link
    >>> text(Link(key="link:url:https://example.org/a", url="https://example.org/a", title="Tides"))
    '[Link] Tides — example.org <https://example.org/a>'
    """
    decided = card(shown, theme)
    first, *rest = _lines(decided, theme.words)
    return "\n".join([first, *(_INDENT + line for line in rest)])


def _lines(given: Card, words: Words) -> list[str]:
    who = [
        maker.name + (f" ({maker.handle})" if maker.handle not in (None, maker.name) else "") for maker in given.makers
    ]
    captions = _captions(given)
    if given.name != given.title:
        told = " ".join(captions)  # a picture is called by its caption, which is then not said again
        captions = []
    elif given.title == given.address or (given.says_what and given.makers):
        told = ""  # the address ends the line; makers say more than "Post by … on …"
    else:
        told = given.title
    facts = [
        words.comma.join(who) or None,
        given.series.name if given.series else None,
        given.source if told != given.title or not given.says_what else None,
        given.number,
        given.when,
        given.clock,
        given.stretch,
        *given.details,
    ]
    line = words.comma.join(fact for fact in facts if fact)
    named = " — ".join(each for each in (told, line) if each)
    out = [" ".join(each for each in (f"[{given.label}]", named, f"<{given.url or given.address}>") if each)]
    if given.gone:
        out.append(given.gone)
    if given.quote is not None:
        out += [f"> {each}".rstrip() for each in given.quote.text.splitlines()]
    if given.excerpt is not None:
        out.append(given.excerpt.text)
    out += captions
    if given.poster is not None and given.poster.told:
        out.append(given.poster.told)
    out += [_picture(each, number, len(given.pictures), words) for number, each in enumerate(given.pictures, 1)]
    out += [f"{mark.clock} {mark.title}" for mark in given.chapters]
    if given.quoted is not None:
        quoted = _lines(given.quoted, words)
        out += [f"{words.quoted}: {quoted[0]}", *(_INDENT + each for each in quoted[1:])]
    if given.saved:
        out.append(given.saved)
    out += [f"{each.words}{each.note} <{each.url}>" for each in (*given.archived, *given.actions)]
    return out


def _captions(given: Card) -> list[str]:
    caption = words_of(given.caption).splitlines() if given.caption is not None else []
    caption = [line.strip() for line in caption if line.strip()]
    if given.credit:
        caption[-1:] = [f"{caption[-1]} | {given.credit}" if caption else given.credit]
    return caption


def _picture(picture: Picture, number: int, count: int, words: Words) -> str:
    place = words.number_of.format(number=number, count=count) if count > 1 else words.photo
    caption = words_of(picture.caption) if picture.caption and count > 1 else None
    credit = picture.credit if count > 1 else None
    said = " | ".join(each for each in (caption, picture.told, credit) if each)
    return f"{place}{': ' if said else ''}{said}{f' <{picture.url}>' if picture.url else ''}"
