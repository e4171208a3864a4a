"""The words of a live page in one language, beside the words of the cards: data in `words/*.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Final

from mediakit.cards.language import Words
from mediakit.cards.language import words as card_words
from mediakit.errors import InvalidData

_FOLDER: Final = Path(__file__).with_name("words")


@dataclass(frozen=True, kw_only=True)
class LiveWords:
    """Every word a live page may say; `cards` are the cards' in the same language, with dates, names and direction."""

    cards: Words
    scheduled: str
    live: str
    paused: str
    ended: str
    skip: str
    published: str
    page_updated: str
    began: str
    begins: str
    ended_at: str
    zone_note: str
    event: str
    key_events: str
    pinned_posts: str
    updates: str
    no_posts: str
    previous: str
    feed_atom: str
    feed_rss: str
    as_text: str
    by: str
    update: str
    breaking: str
    pinned: str
    key_event: str
    updated: str
    corrected: str
    corrected_at: str
    correction_reason: str
    source: str
    permalink: str
    withdrawn: str
    withdrawn_at: str
    withdrawn_title: str
    withdrawn_reason: str

    @property
    def tag(self) -> str:
        """The language these words are in."""
        return self.cards.tag


_NAMES: Final = tuple(field.name for field in fields(LiveWords) if field.name != "cards")


def speaks(lang: str | None) -> bool:
    """Whether there are words in this language.

    >>> speaks("en-GB"), speaks("tlh"), speaks(None)
    (True, False, False)
    """
    return lang is not None and _file(lang) is not None


@lru_cache(maxsize=32)
def live_words(lang: str) -> LiveWords:
    """The words of a language (BCP 47), by its primary tag; English where there is no file for it.

    >>> live_words("en").breaking, live_words("tlh").tag
    ('Breaking', 'en')
    """
    path = _file(lang) or _FOLDER / "en.toml"
    data = tomllib.loads(path.read_text("utf-8"))
    missing = [name for name in _NAMES if not isinstance(data.get(name), str)]
    unknown = [name for name in data if name not in _NAMES]
    if missing or unknown:
        raise InvalidData(f"missing: {missing}, unknown: {unknown}", str(path))
    return LiveWords(cards=card_words(path.stem), **data)


def _file(lang: str) -> Path | None:
    primary = lang.partition("-")[0].lower()
    path = _FOLDER / f"{primary}.toml"
    return path if primary.isalpha() and primary.isascii() and path.is_file() else None
