"""The posts of a live blog as a feed, Atom or RSS, through `mediakit.feeds`.

A withdrawn post stays in the feed as a notice under its own id. Readers keep what they once got and replace an entry
only by one with the same id: left out, the withdrawn text would stay in them for ever. (RFC 6721's `deleted-entry` says
it better, but hardly any reader knows it.) The notice never repeats the headline, which may be what was wrong.
"""

from __future__ import annotations

from typing import Literal

from mediakit import cards, feeds, prose
from mediakit.cards.theme import Theme
from mediakit.chars import shorten
from mediakit.embed import Organization, Person, Placed
from mediakit.html import Html, join, tag
from mediakit.live.articles import filled
from mediakit.live.clock import said
from mediakit.live.model import LiveBlog, Post, by_time, edited, last_change, permalink
from mediakit.live.voice import Voice, headline_of, page_voice, post_voice, title_of

_SUMMARY = 300  # characters: what readers show of an entry in a list


def feed(
    blog: LiveBlog, form: Literal["atom", "rss"], theme: Theme | None = None, *, self_url: str | None = None
) -> bytes:
    """The feed of the blog's posts, newest first where their times are known; embeds as cards without script or style.

    `self_url` is where the feed itself will stand. Raises `InvalidFeed` for a blog without an address or, in Atom, one
    in which nothing has a date.

    >>> from datetime import date
    >>> blog = LiveBlog(id="h", title="Harbour day", url="https://example.org/h",
    ...                 posts=(Post(id="1", headline="Gates open", published=date(2025, 6, 14)),))
    >>> b"<title>Gates open</title>" in feed(blog, "atom")
    True
    """
    voice = page_voice(blog, theme or Theme())
    value = feeds.Feed(
        id=blog.url or "",
        title=title_of(blog, voice),
        url=blog.url or "",
        self_url=self_url,
        description=blog.description,
        lang=voice.lang,
        authors=blog.authors or _as_author(blog.publisher),
        updated=last_change(blog),
        items=tuple(_item(blog, post, post_voice(voice, post)) for post in by_time(blog, "newest")),
    )
    return feeds.atom(value) if form == "atom" else feeds.rss(value)


def _as_author(publisher: Organization | None) -> tuple[Person, ...]:
    return (Person(name=publisher.name, url=publisher.url),) if publisher else ()


def _item(blog: LiveBlog, post: Post, voice: Voice) -> feeds.Item:
    address = permalink(blog, post)
    lang = voice.lang if post.lang else None
    if post.withdrawn is not None:
        taken = post.withdrawn
        return feeds.Item(
            id=address,
            url=address,
            title=voice.words.withdrawn_title,
            content=_notice(post, voice),
            published=post.published,
            updated=taken.at or post.updated,
            lang=voice.words.tag if post.lang else None,
        )
    text = " ".join(prose.plain(part) for part in post.body if not isinstance(part, Placed))
    return feeds.Item(
        id=address,
        url=address,
        title=headline_of(post) or post.summary or shorten(text, 80) or _name(post, voice),
        summary=post.summary or shorten(text, _SUMMARY) or None,
        content=_content(post, voice),
        authors=post.authors,
        published=post.published,
        updated=post.updated if edited(post) else None,
        lang=lang,
    )


def _name(post: Post, voice: Voice) -> str:
    if post.published is None:
        return voice.words.update
    return f"{voice.words.update}, {said(post.published, voice.zone, voice.words.cards)}"


def _content(post: Post, voice: Voice) -> Html:
    parts = [cards.feed(part, voice.theme) if isinstance(part, Placed) else part for part in post.body]
    words = voice.words
    for correction in post.corrections:
        when = correction.at and said(correction.at, voice.zone, words.cards)
        label = filled(words.corrected_at, date=tag("span", None, when)) if when else words.corrected
        why = f" ({correction.reason})" if correction.reason else ""
        parts.append(tag("p", None, tag("strong", None, label), " ", correction.text, why))
    return join(parts, "\n") or tag("p", None, _name(post, voice))


def _notice(post: Post, voice: Voice) -> Html:
    words = voice.words
    taken = post.withdrawn
    if taken is None or taken.at is None:
        told = tag("p", None, words.withdrawn)
    else:
        told = tag("p", None, words.withdrawn_at.format(date=said(taken.at, voice.zone, words.cards)))
    if taken is not None and taken.reason:
        told += tag("p", None, words.withdrawn_reason.format(reason=taken.reason))
    return told
