"""Feeds: RSS 2.0 and Atom from plain values, through feedgen, for live blogs and podcasts alike.

`atom(feed)` and `rss(feed)` give bytes. The same value gives the same bytes: no clock, no locale, no version number
goes into them. Any text in any field gives a well-formed feed: characters XML cannot carry are left out of prose, and
`problems(feed)` names them; in an id or a URL they are an `InvalidFeed` that names item and field.
"""

from __future__ import annotations

from mediakit.feeds.model import NAMESPACES, Element, Enclosure, Feed, Item, Problem
from mediakit.feeds.writing import atom, character_problem, problems, rss

__all__ = [
    "NAMESPACES",
    "Element",
    "Enclosure",
    "Feed",
    "Item",
    "Problem",
    "atom",
    "character_problem",
    "problems",
    "rss",
]
