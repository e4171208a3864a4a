"""The posts of a live page as articles: stamp, headline, byline, body with its cards, corrections, notices."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from mediakit import cards
from mediakit.embed import Person, Placed
from mediakit.html import EMPTY, Html, escape, join, tag
from mediakit.live.clock import said, short_time_element, time_element
from mediakit.live.model import Body, LiveBlog, Post, anchor, edited
from mediakit.live.voice import Voice, headline_of, post_voice
from mediakit.times import Moment

POST_HEADING: Final = 3  # h1 the page, h2 its sections, h3 a post, h4 what a post holds

Attributes = dict[str, str | int | float | None]


class Articles:
    """The posts as articles. An id that two posts share stands once: an element's id must be its own."""

    def __init__(self, blog: LiveBlog, voice: Voice, day: Moment | None) -> None:
        self.blog, self.voice, self.day = blog, voice, day
        self.used: set[str] = set()

    def html(self, posts: Iterable[Post]) -> Html:
        """The articles of these posts."""
        return join((self.article(post) for post in posts), "\n")

    def article(self, post: Post) -> Html:
        """One post."""
        name = anchor(self.blog, post)
        fresh = name not in self.used
        self.used.add(name)
        voice = post_voice(self.voice, post)
        attributes: dict[str, str | int | float | None] = {
            "class": "lb-post" + " lb-breaking" * post.breaking + " lb-withdrawn" * (post.withdrawn is not None),
            "id": name if fresh else None,
            "data-id": post.id,
            "aria-labelledby": f"{name}-title" if fresh else None,
            **(voice.around() if voice is not self.voice and voice.shared else {}),
        }
        parts = self._tombstone(post, voice, name, fresh) if post.withdrawn else self._parts(post, voice, name, fresh)
        return tag("article", attributes, "\n", join(filter(None, parts), "\n"), "\n")

    def _parts(self, post: Post, voice: Voice, name: str, fresh: bool) -> list[Html]:
        words = voice.words
        heading: dict[str, str | int | float | None] = {"id": f"{name}-title" if fresh else None}
        headline = headline_of(post)
        if headline:
            title = tag("h3", {**heading, "class": "lb-title", **voice.text()}, headline)
        else:
            title = tag("h3", {**heading, "class": "lb-unseen"}, plain_name(post, voice))
        changed = EMPTY
        if edited(post) and post.updated is not None:
            when = short_time_element(post.updated, voice.zone, words.cards, self.day)
            changed = tag("p", {"class": "lb-updated"}, filled(words.updated, date=when))
        header = [self._stamp(post, voice, name), title, byline(post.authors, voice), changed]
        source = post.source and filled(words.source, name=linked(post.source.name, post.source.url, {}))
        return [
            tag("header", {"class": "lb-post-head"}, join(filter(None, header), "\n")),
            tag("div", {"class": "lb-prose", **voice.text()}, content(post.body, voice, POST_HEADING)),
            *(
                self._correction(correction.text, correction.at, correction.reason, voice)
                for correction in post.corrections
            ),
            tag("p", {"class": "lb-source"}, source) if source else EMPTY,
        ]

    def _stamp(self, post: Post, voice: Voice, name: str) -> Html:
        """The post's time, which is its permalink, and what it is marked as."""
        words = voice.words
        marks = [
            (post.breaking, "lb-mark lb-mark-breaking", words.breaking),
            (post.pinned, "lb-mark lb-mark-pinned", words.pinned),
            (post.key_event, "lb-mark lb-mark-key", words.key_event),
        ]
        hint = tag("span", {"class": "lb-unseen"}, f"{words.permalink}: ")
        when = when_of(post, voice, self.day) or tag("span", {"aria-hidden": "true"}, "#")
        link = tag("a", {"class": "lb-permalink", "rel": "bookmark", "href": post.url or f"#{name}"}, hint, when)
        shown = (tag("span", {"class": css}, text) for there, css, text in marks if there)
        return tag("p", {"class": "lb-stamp"}, join([link, *shown], " "))

    def _correction(self, text: str, at: Moment | None, reason: str | None, voice: Voice) -> Html:
        words = voice.words
        when = at and short_time_element(at, voice.zone, words.cards, self.day)
        label = filled(words.corrected_at, date=when) if when else escape(words.corrected)
        said_why = EMPTY
        if reason:
            said_why = tag("p", None, filled(words.correction_reason, reason=tag("span", voice.text(), reason)))
        return tag(
            "div",
            {"class": "lb-correction"},
            tag("p", None, tag("strong", None, label), " ", tag("span", voice.text(), text)),
            said_why,
        )

    def _tombstone(self, post: Post, voice: Voice, name: str, fresh: bool) -> list[Html]:
        words = voice.words
        taken = post.withdrawn
        when = taken and taken.at and time_element(taken.at, voice.zone, words.cards)
        notice = filled(words.withdrawn_at, date=when) if when else escape(words.withdrawn)
        why = EMPTY
        if taken and taken.reason:
            why = tag("p", None, filled(words.withdrawn_reason, reason=tag("span", voice.text(), taken.reason)))
        title = tag("h3", {"id": f"{name}-title" if fresh else None, "class": "lb-title"}, words.withdrawn_title)
        bare = replace(post, breaking=False, pinned=False, key_event=False)
        return [
            tag("header", {"class": "lb-post-head"}, self._stamp(bare, voice, name), "\n", title),
            tag("div", {"class": "lb-prose"}, tag("p", None, notice), why),
        ]


def when_of(post: Post, voice: Voice, day: Moment | None) -> Html:
    """The post's time as an element, or nothing."""
    return short_time_element(post.published, voice.zone, voice.words.cards, day) if post.published else EMPTY


def plain_name(post: Post, voice: Voice) -> str:
    """What a post without a headline is called."""
    if post.published is None:
        return voice.words.update
    return f"{voice.words.update}, {said(post.published, voice.zone, voice.words.cards)}"


def byline(authors: Iterable[Person], voice: Voice) -> Html:
    """Who wrote it, each name by itself so that one in another script does not turn its neighbours; or nothing."""
    names = [linked(person.name, person.url, {"rel": "author"}) for person in authors]
    if not names:
        return EMPTY
    words = voice.words.cards
    said_names = names[0]
    if len(names) > 1:
        said_names = filled(words.two, first=join(names[:-1], words.comma), last=names[-1])
    return tag("p", {"class": "lb-byline"}, filled(voice.words.by, names=said_names))


def linked(name: str, url: str | None, attributes: Attributes) -> Html:
    """A name in a `<bdi>`, as a link where it has an address."""
    inner = tag("bdi", None, name)
    return tag("a", {"href": url, **attributes}, inner) if url else tag("span", attributes_of_text(attributes), inner)


def attributes_of_text(attributes: Attributes) -> Attributes:
    """The attributes that a plain `<span>` may carry: no `rel`."""
    return {name: value for name, value in attributes.items() if name != "rel"}


_PLACE: Final = re.compile(r"\{(\w+)\}")


def filled(words: str, **parts: Html) -> Html:
    """Our words with these pieces of HTML in their {places}.

    >>> filled("By {names} & co", names=Html("<b>Ines</b>"))
    Html('By <b>Ines</b> &amp; co')
    """
    pieces = _PLACE.split(words)  # words and names of places in turn
    return join(parts[piece] if number % 2 else piece for number, piece in enumerate(pieces))


def content(body: Body, voice: Voice, heading: int) -> Html:
    """A body: prose with its headings below `heading`, and the cards of its embeds."""
    return join(
        (card(part, voice, heading + 1) if isinstance(part, Placed) else below(part, heading) for part in body), "\n"
    )


def card(placed: Placed, voice: Voice, heading: int) -> Html:
    """The card of a placed embed; its own heading is of this level."""
    return cards.html(placed, replace(voice.theme, heading=heading))


_HEADING: Final = re.compile(r"<(/?)h([1-6])(?=[ >])")


def below(prose: Html, heading: int) -> Html:
    """The prose with its headings moved so that the first stands right below level `heading` and none skips a level.

    >>> below(Html("<h2>A</h2><p>b</p><h4>C</h4>"), 3)
    Html('<h4>A</h4><p>b</p><h5>C</h5>')
    """
    if not _HEADING.search(prose):
        return prose
    level = heading
    shifts: dict[int, int] = {}

    def moved(found: re.Match[str]) -> str:
        nonlocal level
        written = int(found[2])
        if not found[1]:
            for deeper in [each for each in shifts if each > written]:
                del shifts[deeper]
            if written not in shifts:
                above = [new for old, new in shifts.items() if old < written]
                shifts[written] = min(6, max(above, default=heading) + 1)
            level = shifts[written]
        return f"<{found[1]}h{level}"

    return Html(_HEADING.sub(moved, prose))
