"""Holes: places where a text announces a medium that is not there any more.

A page that lost its embeds still says "This video shows the school:" and "Listen below". Whoever looks after an archive
wants these lines, and few others: a paragraph that leads up to a quotation, a list or a medium that is there is none.
Three signs are read, each with its words from `mediakit.live.hole_words`:

1. a paragraph that ends in a colon and names a medium, or something shown, with no medium, quotation or list next;
2. a line without a full stop that says somebody posted a medium, with none next;
3. a phrase that points ("listen below"), where no such medium stands in the same post.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, TypeAlias

from mediakit.chars import one_line
from mediakit.live.hole_words import LANGUAGES, Medium

_QUOTED: Final = ("“", "„", "«", '"', "‘", "「", "『", ">")
_LISTED: Final = re.compile(r"(?:[-*•·▪–]|\d{1,2}[.)])\s")
_CLOSED: Final = (".", "!", "?", "…", "”", '"', "»", "’", ")", "。", ";", ",")
_REACH: Final = 2  # a medium may stand behind its own caption: look at the next two passages
_POINTING_LIMIT: Final = 25  # words: a line that introduces a medium is short


@dataclass(frozen=True, kw_only=True)
class Hole:
    """A place that announces a medium which is not there.

    `line` is the line of the saved text where the announcement begins, counted from 1, or `None` where it could not be
    told; `words` what stands there, on one line; `medium` what was announced.
    """

    line: int | None
    words: str
    medium: Medium


PassageKind: TypeAlias = Literal["text", "quote", "list", "heading", "medium"]


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A paragraph of a post, as far as this search needs it; `medium` is what is there to see, `None` for a link."""

    kind: PassageKind
    text: str = ""
    line: int | None = None
    medium: Medium | None = None


def find_holes(passages: Sequence[Passage], lang: str = "en") -> tuple[Hole, ...]:
    """The holes among the passages of one post, in order. A language without words of its own has none to find.

    >>> lost = Passage(kind="text", text="This video shows the mole at noon:", line=7)
    >>> find_holes([lost, Passage(kind="text", text="The wind has turned.", line=9)])
    (Hole(line=7, words='This video shows the mole at noon:', medium='video'),)
    >>> find_holes([lost, Passage(kind="medium", medium="video")])
    ()
    """
    patterns = _patterns(lang.partition("-")[0].lower())
    return tuple(_holes(passages, patterns)) if patterns else ()


@dataclass(frozen=True, slots=True)
class _Patterns:
    """One language's words as regular expressions."""

    nouns: re.Pattern[str]
    medium_of: Mapping[str, Medium]
    showing: tuple[tuple[Medium, re.Pattern[str]], ...]
    posting: re.Pattern[str]
    no_medium: re.Pattern[str]
    pointers: tuple[tuple[Medium, re.Pattern[str]], ...]


@cache
def _patterns(lang: str) -> _Patterns | None:
    """Compiled when first used; there are as many as languages in the table."""
    words = LANGUAGES.get(lang)
    if words is None:
        return None
    medium_of = {noun: medium for medium, nouns in words.nouns.items() for noun in nouns}
    noun = f"(?P<noun>{_any_of(medium_of)})"

    def phrase(text: str) -> re.Pattern[str]:
        pattern = re.escape(text).replace(r"\{medium\}", noun).replace(r"\*\ ", _SOME_WORDS)
        for medium, nouns in words.nouns.items():
            pattern = pattern.replace(rf"\{{{medium}\}}", f"(?P<noun>{_any_of(nouns)})")
        return re.compile(rf"\b{pattern}\b", re.IGNORECASE)

    return _Patterns(
        nouns=re.compile(rf"\b{noun}\b", re.IGNORECASE),
        medium_of=medium_of,
        showing=tuple(
            (medium, re.compile(rf"\b(?:{_any_of(verbs)})\b", re.I)) for medium, verbs in words.showing.items()
        ),
        posting=re.compile(rf"\b(?:{_any_of(words.posting)})\s+{_SOME_WORDS}{noun}\b", re.IGNORECASE),
        no_medium=re.compile(
            rf"\b(?:(?:{_any_of(words.speaking)})(?:\s+[\w'’-]+){{0,3}}|{_any_of(words.counting)})\s*:\Z", re.IGNORECASE
        ),
        pointers=tuple((medium, phrase(text)) for medium, texts in words.pointers.items() for text in texts),
    )


_SOME_WORDS: Final = r"(?:[\w'’-]+\s+){0,4}?"


def _any_of(words: Iterable[str]) -> str:
    """An alternation, the longest first so that "photographs" is not read as "photo"."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _holes(passages: Sequence[Passage], patterns: _Patterns) -> Iterator[Hole]:
    there = {passage.medium for passage in passages if passage.medium is not None}
    for number, passage in enumerate(passages):
        if passage.kind != "text":
            continue
        text = one_line(passage.text).replace("’", "'")
        following = passages[number + 1 : number + 1 + _REACH]
        medium = _led_up_to(text, following, patterns) or _posted(text, following, patterns)
        if medium is None:
            medium = _pointed_at(text, there, patterns)
        if medium is not None:
            yield Hole(line=passage.line, words=one_line(passage.text), medium=medium)


def _led_up_to(text: str, following: Sequence[Passage], patterns: _Patterns) -> Medium | None:
    """What a closing colon announces, unless something that fits comes next."""
    if not text.endswith(":") or patterns.no_medium.search(text) or _filled(following):
        return None
    if following and (following[0].kind in ("quote", "list") or _is_quotation(following[0].text)):
        return None
    sentences = [sentence for sentence in _SENTENCE_END.split(text) if sentence]
    for sentence in reversed(sentences[-2:]):  # the medium may be named a sentence before the one with the colon
        if found := patterns.nouns.search(sentence):
            return patterns.medium_of[found["noun"].lower()]
        for medium, verb in patterns.showing:
            if verb.search(sentence):
                return medium
    return None


_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+")


def _posted(text: str, following: Sequence[Passage], patterns: _Patterns) -> Medium | None:
    """What a line without a full stop says somebody posted."""
    if text.endswith((":", *_CLOSED)) or len(text.split()) > _POINTING_LIMIT or _filled(following):
        return None
    found = patterns.posting.search(text)
    return patterns.medium_of[found["noun"].lower()] if found else None


def _pointed_at(text: str, there: set[Medium], patterns: _Patterns) -> Medium | None:
    """What a phrase points at, unless the post has such a medium; one of unknown kind fits all."""
    for medium, phrase in patterns.pointers:
        found = phrase.search(text)
        if found is None:
            continue
        named = found.groupdict().get("noun")
        wanted = patterns.medium_of[named.lower()] if named else medium
        if not there & {wanted, "unknown"} and not (wanted == "unknown" and there):
            return wanted
    return None


def _filled(following: Sequence[Passage]) -> bool:
    return any(passage.kind == "medium" for passage in following)


def _is_quotation(text: str) -> bool:
    return text.lstrip().startswith(_QUOTED) or _LISTED.match(text.lstrip()) is not None
