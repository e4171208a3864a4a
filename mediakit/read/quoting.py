"""What a quotation's reader stands on: the value that it fills, and the questions that every one asks of a block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final, NamedTuple

from mediakit import times, url
from mediakit.embed import Image, Kind, Organization, Person
from mediakit.read import markup
from mediakit.read.values import language

# A post is 25,000 characters at most, on X for those who pay; what is quoted of one is its beginning.
MAX_TEXT: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What was found: `form` the kind that the widget means, `frame` the one iframe (address, width, height).

    `frames` counts the iframes, of which more than one is none. `title` is a title that the quotation links, or a
    card's; `description` what it says beside the words of the post.
    """

    form: Kind | None = None
    title: str | None = None
    text: str | None = None
    description: str | None = None
    lang: str | None = None
    authors: tuple[Person, ...] = ()
    publisher: Organization | None = None
    published: times.Moment | None = None
    images: tuple[Image, ...] = ()
    frame: tuple[str, str | None, str | None] | None = None
    frames: int = 0


class Block(NamedTuple):
    """A widget's element, and the address that its relative ones follow."""

    element: markup.Element
    base: str | None


def paragraphs(block: Block) -> list[markup.Element]:
    """The paragraphs in a block, the first fifty."""
    return list(islice(block.element.iter("p"), 50))


def told(elements: Iterable[markup.Element]) -> str | None:
    """The words of several paragraphs, a blank line between them."""
    return "\n\n".join(text for each in elements if (text := markup.lines(each, MAX_TEXT)))[:MAX_TEXT] or None


def words(element: markup.Element) -> str:
    """What a link or a title says, on one line."""
    return markup.words(element, 500)


def address(link: markup.Element, block: Block) -> str | None:
    """Where a link leads, without what only counts its readers."""
    found = url.absolute(link.get("href"), block.base) if block.base else url.safe(link.get("href"))
    return url.canonical(found) if found else None


def inside(element: markup.Element, others: list[markup.Element]) -> bool:
    """Whether an element stands in one of these."""
    above: Iterator[markup.Element] = element.iterancestors()
    return any(each in others for each in above)


def is_link(element: markup.Element) -> bool:
    """Whether an element holds a link and nothing else."""
    link = next(element.iter("a"), None)
    return link is not None and words(link) == words(element)


def by_class(element: markup.Element, name: str) -> markup.Element | None:
    """The first element with this class, `element` itself or one inside."""
    return next((each for each in element.iter() if name in (each.get("class") or "").split()), None)


def lang(elements: list[markup.Element]) -> str | None:
    """The language that the first of these states, itself or in the first piece that does."""
    for element in elements:
        for each in islice((each for each in element.iter() if each.get("lang")), 2):
            stated = language(each.get("lang") or "")
            if stated is not None and stated != "und":
                return stated
    return None
