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
from mediakit.errors import InvalidFeed
from mediakit.html import Html, join, tag
from mediakit.live.articles import Attributes, filled
from mediakit.live.clock import said
from mediakit.live.model import LiveBlog, Post, by_time, edited, last_change, permalink
from mediakit.live.voice import Voice, headline_of, page_voice, post_voice, title_of
from mediakit.times import Moment

_SUMMARY = 300  # characters: what readers show of an entry in a list


def feed(
    blog: LiveBlog, form: Literal["atom", "rss"], theme: Theme | None = None, *, self_url: str | None = None
) -> bytes:
    """The feed of the blog's posts, newest first where their times are known; embeds as cards without script or style.

    `self_url` is where the feed itself will stand. Raises `InvalidFeed` for a blog without a `url` or, in Atom, one in
    which nothing has a date.

    >>> from datetime import date
    >>> blog = LiveBlog(id="h", title="Harbour day", url="https://example.org/h",
    ...                 posts=(Post(id="1", headline="Gates open", published=date(2025, 6, 14)),))
    >>> b"<title>Gates open</title>" in feed(blog, "atom")
    True
    """
    if not blog.url:
        raise InvalidFeed("the blog has no url: give the address where its page stands (`LiveBlog.url`)", "feed")
    voice = page_voice(blog, theme or Theme())
    updated = _last_date(blog)
    if updated is None and form == "atom":
        raise InvalidFeed(
            "nothing in the blog has a date, and Atom needs one (RFC 4287 4.1.1): give the time of a post "
            "(`Post.published`) or of the blog (`LiveBlog.published`, `updated`, `coverage_start`)",
            "feed",
        )
    value = feeds.Feed(
        id=blog.url,
        title=title_of(blog, voice),
        url=blog.url,
        self_url=self_url,
        description=blog.description,
        lang=voice.lang,
        authors=blog.authors or _as_author(blog.publisher),
        updated=updated,
        items=tuple(_item(blog, post, post_voice(voice, post), voice) for post in by_time(blog, "newest")),
    )
    return feeds.atom(value) if form == "atom" else feeds.rss(value)


def _last_date(blog: LiveBlog) -> Moment | None:
    """When the blog last changed; where nothing says so, when its coverage ended, or began."""
    return last_change(blog) or (blog.coverage_end if blog.state == "ended" else None) or blog.coverage_start


def _as_author(publisher: Organization | None) -> tuple[Person, ...]:
    return (Person(name=publisher.name, url=publisher.url),) if publisher else ()


def _item(blog: LiveBlog, post: Post, voice: Voice, page: Voice) -> feeds.Item:
    address = permalink(blog, post)
    lang = voice.lang if post.lang else None
    told = voice is not page or "rtl" in (voice.dir, voice.words.cards.dir)
    around = voice.around() if told else None
    if post.withdrawn is not None:
        taken = post.withdrawn
        return feeds.Item(
            id=address,
            url=address,
            title=voice.words.withdrawn_title,
            content=_said_in(around, _notice(post, voice)),
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
        content=_said_in(around, _content(post, voice, voice.own() if told and not voice.shared else None)),
        authors=post.authors,
        published=post.published,
        updated=post.updated if edited(post) else None,
        lang=lang,
    )


def _name(post: Post, voice: Voice) -> str:
    if post.published is None:
        return voice.words.update
    return f"{voice.words.update}, {said(post.published, voice.zone, voice.words.cards)}"


def _said_in(attributes: Attributes | None, content: Html) -> Html:
    """The content with its language and direction around it, where readers could not tell them.

    Of all that says them (`xml:lang`, `dc:language`), only this reaches every reader's eyes.
    """
    return tag("div", attributes, content) if attributes else content


def _content(post: Post, voice: Voice, text: Attributes | None) -> Html:
    """The post's body; `text` is the language of its own words where it is not that of ours."""
    parts = [cards.feed(part, voice.theme) if isinstance(part, Placed) else _said_in(text, part) for part in post.body]
    words = voice.words
    for correction in post.corrections:
        when = correction.at and said(correction.at, voice.zone, words.cards)
        label = filled(words.corrected_at, date=tag("span", None, when)) if when else words.corrected
        why = f" ({correction.reason})" if correction.reason else ""
        told = tag("span", text, correction.text, why) if text else join([correction.text, why])
        parts.append(tag("p", None, tag("strong", None, label), " ", told))
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
