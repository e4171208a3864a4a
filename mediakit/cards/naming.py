"""What to call it: who made it, its title or the words that stand for one, whose it is. Nothing is said twice."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from mediakit import chars, url
from mediakit.cards import language, players
from mediakit.cards.language import Words
from mediakit.cards.showing import line
from mediakit.cards.view import Maker
from mediakit.embed import Embed
from mediakit.html import Html

_TAG: Final = r"<[^>]*>"
_BREAKS: Final = r"(?i)<(?:br|/p|/li|/h[1-6]|/blockquote|/div)\b[^>]*>"
_NAME: Final = 120  # characters of a caption that stand for a title
# Networks whose addresses begin with the account: there a name that is no number is one that people chose.
_ACCOUNT: Final = r"(?=.*[A-Za-z])[\w.-]{2,60}\Z"
_SIGNED: Final = r"(.+?)\s*\((@[^\s()]+)\)\Z"
_COPYRIGHT: Final = r"(?i)(?:©|\(c\)|copyright\b)"


def makers(embed: Embed, source: str | None) -> tuple[Maker, ...]:
    """Who made it, as the source says; else who publishes it; else the account in the very address of a post."""
    people = [(each.name, each.handle, each.url) for each in embed.authors]
    if not people and embed.publisher is not None and line(embed.publisher.name) != source:
        people = [(embed.publisher.name, None, embed.publisher.url)]
    if not people and (account := _account(embed)):
        people = [(account, None, None)]
    made = []
    for name, handle, page in people:
        at = line(handle)
        if known := line(name) or at:
            made.append(Maker(name=known, handle=f"@{at.removeprefix('@')}" if at else None, url=url.safe(page)))
    return tuple(made)


def _account(embed: Embed) -> str | None:
    """`@name` where a recognized address names the account that posted it, by a name and not by a number."""
    if embed.kind not in ("post", "photo", "gallery", "video") or not players.known(embed):
        return None
    name = embed.ids.get("user") or embed.ids.get("handle")
    parts = url.split(embed.url)
    if name is None or parts is None or re.match(_ACCOUNT, name) is None:
        return None
    return f"@{name}" if name in parts.path.replace("@", "").split("/") else None


def without_makers(title: str, people: tuple[Maker, ...]) -> tuple[str | None, tuple[Maker, ...]]:
    """A post's title, unless it says only who wrote it: `Name`, `@handle`, `Name (@handle)`. A handle that only such a
    title knows goes to its maker.

    >>> without_makers("Ann (@ann@e.example)", (Maker(name="Ann", handle=None, url=None),))
    (None, (Maker(name='Ann', handle='@ann@e.example', url=None),))
    """
    signed = re.match(_SIGNED, title)
    name = (signed[1] if signed else title).casefold()
    for number, maker in enumerate(people):
        if name in (maker.name.casefold(), (maker.handle or "").casefold()):
            known = maker._replace(handle=maker.handle or (signed[2] if signed else None))
            return None, (*people[:number], known, *people[number + 1 :])
    return title, people


def series(embed: Embed) -> Maker | None:
    """What it belongs to."""
    if embed.series is None or not (name := line(embed.series.title)):
        return None
    return Maker(name=name, handle=None, url=url.safe(embed.series.url))


def title(embed: Embed, label: str, by: str | None, source: str | None, words: Words, address: str) -> str:
    """What to call it when it has no title."""
    if embed.kind == "link" or (source is None and by is None):
        return address
    if by and source:
        return language.fill(words.title_by_on, words, label=label, names=by, source=source)
    if by:
        return language.fill(words.title_by, words, label=label, names=by)
    return language.fill(words.title_on, words, label=label, source=source or address)


def by_caption(embed: Embed, caption: str | Html | None) -> str | None:
    """A caption cut to the length of a title, for pictures: theirs says what is to be seen."""
    if caption is None or embed.kind not in ("photo", "gallery"):
        return None
    return chars.shorten(words_of(caption), _NAME) or None


def words_of(markup: str | Html) -> str:
    """The words of a caption: HTML's without its tags, other text as it is."""
    if not isinstance(markup, Html):
        return chars.clean(markup)
    from html import unescape

    return chars.clean(unescape(re.sub(_TAG, "", re.sub(_BREAKS, "\n", markup)))).strip()


def owner(embed: Embed, said: Iterable[str | None]) -> str | None:
    """Whom to credit by its rights. Only pictures and documents are credited to a bare owner: elsewhere it must be
    marked as the copyright. An owner whose name stands on the card already is not named again."""
    if embed.rights is None:
        return None
    if credit := line(embed.rights.credit):
        return credit
    found = line(embed.rights.copyright)
    if found is None or (embed.kind in ("video", "audio", "post", "link") and re.match(_COPYRIGHT, found) is None):
        return None
    names = {_bare(name) for name in said if name}
    return None if _bare(found) in names else found


def _bare(owner: str) -> str:
    """A name without the sign and the years of a copyright."""
    return " ".join(re.sub(rf"{_COPYRIGHT}|[\d\s,.–-]+", " ", owner).split()).casefold()
