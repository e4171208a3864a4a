"""An embed from its block in the plain-text twin of a live page: `[3/14] [Video] Title — Maker, Place, day <address>`.

A line cannot say which of its names made the thing and which published it; the last is taken for the place it stands
at, those before it for its makers. The lines below are told apart by their words; what is none is its description.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import tzinfo
from typing import Any, Final

from mediakit import cards
from mediakit.cards.theme import Theme
from mediakit.embed import KINDS, Copy, Embed, Image, Organization, Placed, Series, Status
from mediakit.live.saved import caption_and_credit
from mediakit.live.spoken import Spoken, person
from mediakit.url import safe, split

_FIRST: Final = re.compile(r"\[\d+/\d+\] \[(?P<label>[^\[\]]+)\] ?(?P<told>.*?) ?<(?P<address>https?://\S*|[^<>\n]*)>")
_CLOCK: Final = re.compile(r"(?<![\w:])\d{1,3}:\d{2}(?::\d{2})?(?![\w:])")
_LONGEST: Final = 20_000  # characters: a longer line was not written by a card
_BETWEEN: Final = " — "


def starts_embed(text: str) -> bool:
    """Whether a block is that of an embed.

    >>> starts_embed("[1/2] [Video] The queue <https://video.example/1>"), starts_embed("[1/2] is a fraction")
    (True, False)
    """
    first = text.partition("\n")[0]
    return len(first) <= _LONGEST and _FIRST.fullmatch(first) is not None


def embed_block(text: str, spoken: Sequence[Spoken], zone: tzinfo | None, nowhere: str) -> Placed | None:
    """The embed that a block tells of, or `None` where it is none.

    `spoken` are the languages it may be in, the likeliest first; `nowhere` the address of what has none.
    """
    if not starts_embed(text):
        return None
    first, *lines = text.split("\n")
    found = _FIRST.fullmatch(first)
    speaker = next((each for each in spoken if found and found["label"] in each.kinds), None)
    if found is None or speaker is None:
        return None
    embed = _named(found, speaker, safe(found["address"]) or nowhere)
    title, told = _title_and_facts(found["told"], embed)
    embed = replace(embed, **_facts(told, found["label"], embed, speaker, zone))
    placed = _with_lines(Placed(embed=embed), [line.strip() for line in lines], speaker, zone)
    if title and placed.caption is None and placed.credit is None and (embed.kind == "photo" or " | " in title):
        caption, credit = caption_and_credit(title)  # what has no title of its own is called by its caption
        return replace(placed, caption=caption, credit=credit)
    titled = replace(placed, embed=replace(placed.embed, title=title))
    made_up = cards.card(placed, Theme(lang=speaker.words.tag)).title
    return placed if title == made_up.translate(dict.fromkeys((0x2068, 0x2069))) else titled


def _named(found: re.Match[str], speaker: Spoken, address: str) -> Embed:
    """The bare embed: its kind by its label, its key by its address."""
    from mediakit.providers import from_url

    kind = speaker.kinds[found["label"]]
    known = from_url(address)
    if known is not None and known.kind == kind:
        return known
    fields: dict[str, Any] = {"images": (Image(url=address, role="photo"),)} if kind == "photo" else {}
    if known is not None:
        fields |= {"provider": known.provider, "ids": known.ids, "player": known.player}
    return KINDS[kind](key=known.key if known else f"link:url:{address}", url=address, **fields)


def _title_and_facts(told: str, embed: Embed) -> tuple[str | None, str]:
    """The title and the facts behind it; a post without a title is told by its facts alone."""
    told = told.translate(dict.fromkeys((0x2068, 0x2069)))
    title, between, facts = told.rpartition(_BETWEEN)
    if between:
        return title.strip() or None, facts
    return (None, told) if embed.kind == "post" else (told.strip() or None, "")


def _facts(told: str, label: str, embed: Embed, speaker: Spoken, zone: tzinfo | None) -> dict[str, Any]:
    """Makers, place, series, day and length, as a line tells them."""
    from mediakit.times import seconds

    words = speaker.cards
    found: dict[str, Any] = {}
    dated = speaker.dated.search(told)
    clock = _CLOCK.search(told, dated.end() if dated else 0)
    if dated and (moment := speaker.moment_of(dated, zone)):
        found["published"] = moment
    names, rest = told[: dated.start()] if dated else told, told
    for template in (words.season_episode, words.season, words.episode, words.from_time, words.stretch):
        number = re.search(re.sub(r"\\\{\w+\\\}", r"([\\d:]+)", re.escape(template)), rest)
        if number is None:
            continue
        names = names[: min(len(names), number.start())]
        if template in (words.season_episode, words.season):
            found["season"] = int(number[1]) if number[1].isdecimal() else None
        if template in (words.season_episode, words.episode):
            found["episode"] = int(number[number.lastindex or 1]) if number[number.lastindex or 1].isdecimal() else None
        if template in (words.from_time, words.stretch):
            found["start"] = seconds(number[1])
            clock = clock if clock and not number.start() <= clock.start() < number.end() else None
        break
    if clock:
        found["duration"] = seconds(clock[0])
        names = names[: min(len(names), clock.start())]
    listed = [name.strip() for name in names.split(words.comma) if name.strip()]
    provider = embed.provider.name if embed.provider else None
    address = split(embed.url)
    if listed and listed[-1] in (provider, address.host.removeprefix("www.") if address else None):
        listed.pop()
    elif listed and not (embed.kind == "post" and len(listed) == 1):
        found["publisher"] = Organization(name=listed.pop())
    if label == words.podcast and listed:
        found["series"] = Series(title=listed.pop())
    found["authors"] = tuple(person(name) for name in listed)
    return found


def _with_lines(placed: Placed, lines: Sequence[str], speaker: Spoken, zone: tzinfo | None) -> Placed:
    """The embed with what the lines of its block say: notice, quotation, caption, description, copies."""
    words = speaker.cards
    quoted: list[str] = []
    described: list[str] = []
    copies: list[Copy] = []
    for line in lines:
        if status := _status(line, speaker, zone):
            placed = replace(placed, embed=replace(placed.embed, status=status))
        elif line.startswith(">"):
            quoted.append(line[1:].strip())
        elif speaker.match(words.text_saved, line) or speaker.match(words.saved, line) or not line:
            continue
        elif said := speaker.match(words.in_picture, line):
            placed = replace(placed, alt=said["alt"])
        elif line.endswith(">") and "<http" in line:
            address = safe(line.rpartition("<")[2].rstrip(">"))
            if line.startswith(words.archived) and address:
                copies.append(Copy(url=address))
        elif placed.caption is None and placed.credit is None and (" | " in line or placed.embed.kind == "photo"):
            caption, credit = caption_and_credit(line)
            placed = replace(placed, caption=caption, credit=credit)
        else:
            described.append(line)
    fields: Mapping[str, Any] = {
        "text": "\n".join(quoted) or None,
        "description": "\n".join(described) or None,
        "archived": tuple(copies),
    }
    return replace(placed, embed=replace(placed.embed, **fields))


def _status(line: str, speaker: Spoken, zone: tzinfo | None) -> Status | None:
    """What a notice says: that the thing is gone, or no longer public; since when, or when somebody last looked."""
    words = speaker.cards
    for since, checked, bare, status in (
        (words.private_since, words.private_checked, words.private, Status(state="private")),
        (words.gone_since, words.gone_checked, words.gone, Status(state="gone")),
    ):
        if told := speaker.match(since, line):
            return replace(status, since=speaker.moment(told["date"], zone))
        if told := speaker.match(checked, line):
            return replace(status, checked=speaker.moment(told["date"], zone))
        if speaker.match(bare, line):
            return status
    return None
