"""What reading a saved live blog gives, and how the readers name what the saved page did not name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from typing import Final, NamedTuple

from mediakit.embed import Person
from mediakit.live.holes import Hole
from mediakit.live.model import LiveBlog, Post
from mediakit.times import Moment
from mediakit.url import NOWHERE


class Saved(NamedTuple):
    """A saved live blog and what it lost: unpacks as `blog, holes`."""

    blog: LiveBlog
    holes: tuple[Hole, ...]


_NOT_IN_SLUG: Final = re.compile(r"[^a-z0-9]+")
_SLUG_LIMIT: Final = 60  # characters: enough to tell pages apart, short enough for a link in print


def slug(text: str) -> str:
    """`text` as it may stand in an address: ASCII words joined by dashes, or `""` where it has none.

    >>> slug("Harbour day: the old lightship…")
    'harbour-day-the-old-lightship'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    whole = _NOT_IN_SLUG.sub("-", plain).strip("-")
    if len(whole) <= _SLUG_LIMIT:
        return whole
    return whole[:_SLUG_LIMIT].rpartition("-")[0] or whole[:_SLUG_LIMIT]


def blog_id(title: str, url: str | None, published: Moment | None) -> str:
    """A stable id for a blog that states none: its address, else its day and title."""
    if url:
        return url
    day = published.isoformat()[:10] if published else ""
    return "-".join(part for part in (day, slug(title)) if part) or "live-blog"


def told_apart(posts: Iterable[Post]) -> tuple[Post, ...]:
    """The posts, each with an id of its own: where a post before has the same, a number stands behind it.

    >>> [post.id for post in told_apart((Post(id="a"), Post(id="a"), Post(id="a-2"), Post(id="a")))]
    ['a', 'a-2', 'a-2-2', 'a-3']
    """
    taken: set[str] = set()
    last: dict[str, int] = {}
    found: list[Post] = []
    for post in posts:
        name, number = post.id, last.get(post.id, 1)
        while name in taken:
            number += 1
            name = f"{post.id}-{number}"
        taken.add(name)
        last[post.id] = number
        found.append(post if name == post.id else replace(post, id=name))
    return tuple(found)


def part_url(blog: str | None, identity: str, part: str) -> str:
    """The address for something the saved page shows without saying where it is: a part of that page.

    Where the page's own address is not known either, one that RFC 2606 promises never to exist; no page links there.

    >>> part_url("https://example.org/live#x", "harbour", "card-1"), part_url(None, "harbour", "card-1")
    ('https://example.org/live#card-1', 'https://unknown.invalid/harbour#card-1')
    """
    return f"{blog.partition('#')[0] if blog else NOWHERE + slug(identity)}#{part}"


_NAME_BREAK: Final = re.compile(r"\s*(?:,|&|\band\b|\bund\b|\bet\b|\by\b)\s*")


def people(names: str) -> tuple[Person, ...]:
    """The persons of a byline: names apart by commas or "and".

    >>> [person.name for person in people("Ines Korhonen and Samir Haddad")]
    ['Ines Korhonen', 'Samir Haddad']
    """
    return tuple(Person(name=name) for name in _NAME_BREAK.split(names.strip()) if name)


def caption_and_credit(line: str) -> tuple[str | None, str | None]:
    """`caption | credit` taken apart at the last bar; a line without one is all caption.

    >>> caption_and_credit("Left | right: the mole | Ines Korhonen"), caption_and_credit("The mole")
    (('Left | right: the mole', 'Ines Korhonen'), ('The mole', None))
    """
    caption, bar, credit = line.rpartition(" | ")
    if not bar:
        return line.strip() or None, None
    return caption.strip() or None, credit.strip() or None
