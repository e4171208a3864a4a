"""A list of inputs that is worked through: how it is asked, how far it is, what each of it was answered. Values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from mediakit.embed import Embed
from mediakit.errors import ResolveError
from mediakit.many import Plan
from mediakit.store import Ledger

Answer: TypeAlias = Embed | ResolveError


@dataclass(frozen=True, slots=True)
class Resolved:
    """One of many: its place among the inputs (from 0), the input, what it was answered."""

    index: int
    url: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a list is: how many inputs were answered, and how many of them with an error."""

    done: int
    failed: int


@dataclass(frozen=True, slots=True)
class Work:
    """How a list is worked through."""

    plan: Plan
    deadline: float | None
    ledger: Ledger | None
    progress: Callable[[Progress], None] | None


class Tally:
    """Counts the answers for whoever wants to know how far the list is."""

    def __init__(self, progress: Callable[[Progress], None] | None) -> None:
        self._progress = progress
        self._done = self._failed = 0

    def count(self, answer: Answer) -> None:
        """One more is answered."""
        self._done += 1
        self._failed += isinstance(answer, ResolveError)
        if self._progress is not None:
            self._progress(Progress(self._done, self._failed))


def as_value(error: ResolveError) -> ResolveError:
    """An error that is an answer, without the frames it came through: they hold its whole conversation, some 16 kB.

    >>> as_value(ResolveError("https://example.org/", "nobody answers")).__traceback__ is None
    True
    """
    error.__context__ = error.__cause__ = None
    return error.with_traceback(None)


def see_that_it_is_many(urls: object) -> None:
    """`TypeError` for one text, which Python would take for a list of its characters.

    >>> see_that_it_is_many(["https://example.org/"])
    """
    if isinstance(urls, str | bytes):
        raise TypeError("urls must be several URLs, not one text: a list with one URL in it is [url]")
