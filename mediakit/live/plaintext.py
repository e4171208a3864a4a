"""The plain-text twin of a live page: all its words, and for each embed a block that says what it was, who made it and
where it stood.

The title and the headlines are underlined, the posts stand between rules (`from_twin` reads all this back). An embed's
block begins with its place among the page's embeds, `[3/14] `, at the start of a line; no other line can begin so, and
so `embed_lines` counts them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from mediakit import cards, chars, prose
from mediakit.cards.language import names
from mediakit.cards.theme import Theme
from mediakit.embed import Person, Placed
from mediakit.live.clock import said
from mediakit.live.model import Body, LiveBlog, Post, edited, embeds, last_change, ordered, permalink
from mediakit.live.voice import Voice, headline_of, page_voice, post_voice, title_of
from mediakit.live.wording import LiveWords
from mediakit.times import Moment

RULE: Final = "-" * 72
_NUMBERED: Final = re.compile(r"^(?=\[\d+/\d+\] )", re.MULTILINE)
_OURS: Final = re.compile(rf"^(?=\[\d+/\d+\] |{RULE}$)", re.MULTILINE)


def text(blog: LiveBlog, theme: Theme | None = None) -> str:
    """The blog as plain text: blocks apart by a blank line, posts apart by a rule; never empty.

    >>> print(text(LiveBlog(id="h", title="Harbour day", state="ended", posts=(Post(id="1", headline="Gates open"),))))
    Harbour day
    ===========
    <BLANKLINE>
    Ended
    <BLANKLINE>
    All times are shown in the time zone UTC.
    <BLANKLINE>
    ------------------------------------------------------------------------
    <BLANKLINE>
    Gates open
    ----------
    <BLANKLINE>
    """
    return "\n\n".join(block for block in _Twin(blog, theme or Theme()).blocks() if block) + "\n"


def embed_lines(text: str) -> tuple[str, ...]:
    """The first line of each embed's block in a text that `text` wrote.

    >>> embed_lines("Gates open\\n\\n[1/1] [Video] The queue — Ines <https://video.example/1>\\n    A caption\\n")
    ('[1/1] [Video] The queue — Ines <https://video.example/1>',)
    """
    return tuple(line for line in text.splitlines() if _NUMBERED.match(line))


class _Twin:
    """The blocks of the text, in page order; counts the embeds as it goes."""

    def __init__(self, blog: LiveBlog, theme: Theme) -> None:
        self.blog = blog
        self.voice = page_voice(blog, theme)
        self.count = len(embeds(blog))
        self.written = 0

    def blocks(self) -> Iterator[str]:
        """The head, then the posts, then the way to the page before."""
        blog, voice, words = self.blog, self.voice, self.voice.words
        title = title_of(blog, voice)
        yield self._words(f"{title}\n{'=' * max(3, min(72, len(title)))}")
        yield getattr(words, blog.state)
        yield self._words(blog.description)
        yield self._byline(blog.authors, words)
        yield "\n".join(self._dates())
        if blog.event is not None:
            event = (
                words.event.format(name=blog.event.name, place=blog.event.place)
                if blog.event.place
                else blog.event.name
            )
            yield self._words(event)
        yield words.zone_note.format(zone=blog.zone)
        if blog.hero is not None:
            yield self._embed(blog.hero, voice)
        yield from self._body(blog.lead, voice)
        for post in ordered(blog):
            yield RULE
            own = post_voice(voice, post)
            yield from self._withdrawn(post, own) if post.withdrawn else self._post(post, own)
        if blog.previous is not None:
            yield RULE
            address = f" <{blog.previous.url}>" if blog.previous.url else ""
            yield self._words(f"{words.previous} {blog.previous.title}{address}")
        if blog.url:
            yield f"<{blog.url}>"

    def _dates(self) -> Iterator[str]:
        blog, words = self.blog, self.voice.words
        if blog.coverage_start is not None:
            began = words.begins if blog.state == "scheduled" else words.began
            yield began.format(date=self._said(blog.coverage_start, self.voice))
            if blog.coverage_end is not None and blog.state == "ended":
                yield words.ended_at.format(date=self._said(blog.coverage_end, self.voice))
        elif blog.published is not None:
            yield words.published.format(date=self._said(blog.published, self.voice))
        changed = last_change(blog)
        if changed is not None and changed not in (blog.coverage_start, blog.published):
            yield words.page_updated.format(date=self._said(changed, self.voice))

    def _post(self, post: Post, voice: Voice) -> Iterator[str]:
        words = voice.words
        marks = [(post.breaking, words.breaking), (post.pinned, words.pinned), (post.key_event, words.key_event)]
        stamp = [self._said(post.published, voice) if post.published else "", *(word for there, word in marks if there)]
        yield " · ".join(part for part in stamp if part)
        headline = headline_of(post)
        if headline:
            yield self._words(f"{headline}\n{'-' * max(3, min(60, len(headline)))}")
        yield self._byline(post.authors, words)
        if edited(post) and post.updated is not None:
            yield words.updated.format(date=self._said(post.updated, voice))
        yield from self._body(post.body, voice)
        for each in post.corrections:
            when = words.corrected_at.format(date=self._said(each.at, voice)) if each.at else words.corrected
            why = " " + words.correction_reason.format(reason=each.reason) if each.reason else ""
            yield self._words(f"{when}: {each.text}{why}")
        if post.source is not None:
            yield self._words(words.source.format(name=post.source.name))
        yield from self._address(post)

    def _withdrawn(self, post: Post, voice: Voice) -> Iterator[str]:
        words, taken = voice.words, post.withdrawn
        if post.published is not None:
            yield self._said(post.published, voice)
        at = taken.at if taken else None
        yield words.withdrawn_at.format(date=self._said(at, voice)) if at else words.withdrawn
        if taken is not None and taken.reason:
            yield self._words(words.withdrawn_reason.format(reason=taken.reason))
        yield from self._address(post)

    def _address(self, post: Post) -> Iterator[str]:
        if self.blog.url or post.url:
            yield f"<{permalink(self.blog, post)}>"

    def _body(self, body: Body, voice: Voice) -> Iterator[str]:
        for part in body:
            yield self._embed(part, voice) if isinstance(part, Placed) else self._words(prose.plain(part))

    def _embed(self, placed: Placed, voice: Voice) -> str:
        self.written += 1
        return f"[{self.written}/{self.count}] {self._words(cards.text(placed, voice.theme)).lstrip()}"

    def _byline(self, authors: Iterable[Person], words: LiveWords) -> str:
        listed = names((person.name for person in authors), words.cards)
        return self._words(words.by.format(names=listed)) if listed else ""

    def _said(self, moment: Moment, voice: Voice) -> str:
        return said(moment, self.blog.zone, voice.words.cards)

    def _words(self, words: str | None) -> str:
        """Words as they are, a line that looks like a rule or the beginning of an embed's block moved in by a space."""
        return _OURS.sub(" ", chars.clean(words)) if words else ""
