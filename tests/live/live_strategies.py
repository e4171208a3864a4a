"""Hypothesis strategies for whole live blogs: any words, any embeds, any moments, any order."""

from __future__ import annotations

from typing import get_args

from hypothesis import strategies as st
from strategies import any_placed, any_text, moments, web_urls

from mediakit import prose
from mediakit.embed import Organization, Person
from mediakit.live import Correction, Event, LiveBlog, Post, Previous, Withdrawn
from mediakit.live.model import Order, State

TEXTS = any_text()
WORDS = st.none() | TEXTS
WHEN = st.none() | moments()
LANGS = st.sampled_from(("en", "ar", "fi", "he-IL", "und", "not a tag"))


def some(item, size=1):
    """A tuple of a few of these."""
    return st.lists(item, max_size=size).map(tuple)


PEOPLE = some(st.builds(Person, name=TEXTS, url=st.none() | web_urls(), handle=WORDS))
ORGANIZATION = st.builds(Organization, name=TEXTS, url=st.none() | web_urls())
PROSE = TEXTS.map(lambda text: prose.clean(f"<p>{text}</p><h2>x</h2>")).filter(bool)
BODY = some(PROSE | any_placed(), 2)


def any_post(ids=TEXTS):
    """Any post."""
    return st.builds(
        Post,
        id=ids,
        headline=WORDS,
        body=BODY,
        authors=PEOPLE,
        published=WHEN,
        updated=WHEN,
        revision=st.none() | st.integers(0, 99),
        corrections=some(st.builds(Correction, text=TEXTS, at=WHEN, reason=WORDS)),
        summary=WORDS,
        pinned=st.booleans(),
        key_event=st.booleans(),
        breaking=st.booleans(),
        withdrawn=st.none() | st.builds(Withdrawn, at=WHEN, reason=WORDS),
        lang=st.none() | LANGS,
        url=st.none() | web_urls(),
        source=st.none() | ORGANIZATION,
    )


def any_blog():
    """Any live blog; its posts may share ids, have no times, and be in any language."""
    return st.builds(
        LiveBlog,
        id=TEXTS,
        title=TEXTS,
        url=st.none() | web_urls(),
        description=WORDS,
        lang=LANGS,
        zone=st.sampled_from(("UTC", "Europe/Helsinki", "UTC-03:30", "Nowhere/Land")),
        state=st.sampled_from(get_args(State)),
        order=st.sampled_from(get_args(Order)),
        published=WHEN,
        updated=WHEN,
        coverage_start=WHEN,
        coverage_end=WHEN,
        event=st.none() | st.builds(Event, name=TEXTS, url=st.none() | web_urls(), place=WORDS, start=WHEN, end=WHEN),
        hero=st.none() | any_placed(),
        lead=BODY,
        authors=PEOPLE,
        publisher=st.none() | ORGANIZATION,
        previous=st.none() | st.builds(Previous, title=TEXTS, url=st.none() | web_urls()),
        posts=some(any_post(st.sampled_from(("1", "b c", "post-1")) | TEXTS), 2),
    )
