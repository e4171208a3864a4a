"""LiveBlog and Post: a live blog as a plain value, with every embed of every post inside it.

The rules of `mediakit.embed` hold: frozen, `None` means unknown, datetimes aware, a bare `date` where only the day is
known. A post's `id` never changes. A withdrawn post keeps its id and its time; its text and media are shown nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from mediakit import times
from mediakit.embed import Embed, Organization, Person, Placed
from mediakit.fields import JSON
from mediakit.html import Html
from mediakit.merging import merge
from mediakit.times import Moment

State: TypeAlias = Literal["scheduled", "live", "paused", "ended"]
Order: TypeAlias = Literal["newest", "oldest"]
Body: TypeAlias = "tuple[Html | Placed, ...]"
"""What an editor wrote: clean prose and placed embeds, in their order."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """What the blog is about (schema.org `about`, an `Event`): `place` in words."""

    name: str
    url: str | None = None
    place: str | None = None
    start: Moment | None = None
    end: Moment | None = None


@dataclass(frozen=True, kw_only=True)
class Previous:
    """The page of the column before this one; `url` is unknown where only the words were saved."""

    title: str
    url: str | None = None


@dataclass(frozen=True, kw_only=True)
class Correction:
    """What was put right in a post: when, why, and the words of the correction."""

    text: str
    at: Moment | None = None
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class Withdrawn:
    """That a post was taken back: when and why."""

    at: Moment | None = None
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class Post:
    """One update. `id` names it for ever and is its fragment (`#post-<id>`).

    `updated` counts as an edit when it is later than `published`; `revision` grows with each edit. `summary` is one
    line for lists and feeds. `source` says where the post was taken over from. `lang` is `None` when it is the blog's.
    """

    id: str
    headline: str | None = None
    body: Body = ()
    authors: tuple[Person, ...] = ()
    published: Moment | None = None
    updated: Moment | None = None
    revision: int | None = None
    corrections: tuple[Correction, ...] = ()
    summary: str | None = None
    pinned: bool = False
    key_event: bool = False
    breaking: bool = False
    withdrawn: Withdrawn | None = None
    lang: str | None = None
    url: str | None = None
    source: Organization | None = None


@dataclass(frozen=True, kw_only=True)
class LiveBlog:
    """A live blog: what stands on its page, and every post.

    `description` is the dek, one paragraph; `lead` what stands between it and the posts. `zone` is the IANA name of the
    zone all times are shown in. `posts` come as they come: pages and feeds put them in `order` by time where the times
    are known (`ordered`).
    """

    id: str
    title: str
    url: str | None = None
    description: str | None = None
    lang: str = "en"
    zone: str = "UTC"
    state: State = "live"
    order: Order = "newest"
    published: Moment | None = None
    updated: Moment | None = None
    coverage_start: Moment | None = None
    coverage_end: Moment | None = None
    event: Event | None = None
    hero: Placed | None = None
    lead: Body = ()
    authors: tuple[Person, ...] = ()
    publisher: Organization | None = None
    previous: Previous | None = None
    posts: tuple[Post, ...] = ()

    def to_dict(self) -> dict[str, JSON]:
        """This blog with all its embeds as plain JSON values; `mediakit.live.from_dict` reads it back equal."""
        from mediakit.live.record import blog_to_dict

        return blog_to_dict(self)


_NOT_IN_FRAGMENT = re.compile(r"[^A-Za-z0-9._:-]")
_OF_THE_PAGE = frozenset(("updates", "updates-title", "pinned", "pinned-title", "key-events-title"))


def anchor(blog: LiveBlog, post: Post) -> str:
    """The fragment and element id of a post on the blog's page.

    A post whose own address is a fragment of that page keeps it, so that old links still lead to it; else it is `post-`
    and the id, with `~hex~` for what a fragment can't carry.

    >>> blog = LiveBlog(id="b", title="B", url="https://example.org/live")
    >>> anchor(blog, Post(id="a b")), anchor(blog, Post(id="7", url="https://example.org/live#entry7"))
    ('post-a~20~b', 'entry7')
    """
    if post.url and blog.url:
        page, _, fragment = post.url.partition("#")
        fits = fragment and fragment not in _OF_THE_PAGE and not _NOT_IN_FRAGMENT.search(fragment)
        if fits and page == blog.url.partition("#")[0]:
            return fragment
    return "post-" + _NOT_IN_FRAGMENT.sub(lambda found: f"~{ord(found[0]):x}~", post.id)


def permalink(blog: LiveBlog, post: Post) -> str:
    """Where a post can be read: its own address, else the blog's page with the post's fragment.

    >>> permalink(LiveBlog(id="b", title="B", url="https://example.org/live"), Post(id="1"))
    'https://example.org/live#post-1'
    """
    if post.url:
        return post.url
    return (blog.url or "").partition("#")[0] + "#" + anchor(blog, post)


def files_url(page: str | None) -> str | None:
    """What relative addresses of the page's own files stand on: a page is a folder, unless its address names a file.

    >>> files_url("https://example.org/live/harbour"), files_url("https://example.org/live/harbour.html")
    ('https://example.org/live/harbour/', 'https://example.org/live/harbour.html')
    """
    if page is None:
        return None
    bare = page.partition("#")[0].partition("?")[0]
    return bare if bare.endswith("/") or "." in bare.rpartition("/")[2] else bare + "/"


def ordered(blog: LiveBlog) -> tuple[Post, ...]:
    """The posts as a page shows them: the pinned first, then newest or oldest first as `blog.order` says.

    Where the time of a post is unknown the order cannot be told, and the posts stay as they were given.

    >>> from datetime import date
    >>> posts = (Post(id="a", published=date(2025, 6, 1)), Post(id="b", published=date(2025, 6, 2)))
    >>> [post.id for post in ordered(LiveBlog(id="x", title="X", posts=posts))]
    ['b', 'a']
    """
    return tuple(sorted(by_time(blog, blog.order), key=lambda post: not on_top(post)))


def by_time(blog: LiveBlog, order: Order) -> tuple[Post, ...]:
    """The posts by their times, or as they were given where the time of one is unknown."""
    moments = [post.published for post in blog.posts if post.published is not None]
    if len(moments) < len(blog.posts):
        return blog.posts
    return tuple(sorted(blog.posts, key=_instant, reverse=order == "newest"))


def on_top(post: Post) -> bool:
    """Whether the post stands pinned on top; one that was withdrawn goes back to its place."""
    return post.pinned and post.withdrawn is None


def _instant(post: Post) -> str:
    from datetime import UTC

    return times.instant(post.published).astimezone(UTC).isoformat() if post.published else ""


def shown(blog: LiveBlog) -> tuple[Post, ...]:
    """The posts in page order without those that were withdrawn."""
    return tuple(post for post in ordered(blog) if post.withdrawn is None)


def edited(post: Post) -> bool:
    """Whether readers must be told that the post was changed after it was published."""
    if post.updated is None or post.published is None:
        return post.updated is not None
    return times.instant(post.updated) > times.instant(post.published)


def last_change(blog: LiveBlog) -> Moment | None:
    """When the blog last changed: its own `updated`, or the latest time that any of its posts states."""
    stated = [blog.updated, blog.published]
    for post in blog.posts:
        stated += [post.published, post.updated, *(correction.at for correction in post.corrections)]
        stated.append(post.withdrawn.at if post.withdrawn else None)
    known = [moment for moment in stated if moment is not None]
    return max(known, key=times.instant, default=None)


def embeds(blog: LiveBlog) -> tuple[Placed, ...]:
    """Every placed embed that the blog shows, in page order: the hero, the lead's, then post by post.

    >>> embeds(LiveBlog(id="b", title="B"))
    ()
    """
    return tuple(_placed(blog))


def _placed(blog: LiveBlog) -> Iterator[Placed]:
    if blog.hero is not None:
        yield blog.hero
    for body in (blog.lead, *(post.body for post in shown(blog))):
        for part in body:
            if isinstance(part, Placed):
                yield part


def with_embeds(blog: LiveBlog, known: Mapping[str, Embed]) -> LiveBlog:
    """The blog with each embed merged with what `known` has under its key; the editor's words stay as they are.

    A stretch the editor pointed at (`start`, `end`) stays too: one video may stand in two posts at two places.

    >>> from mediakit.embed import Link
    >>> there = Link(key="link:url:https://example.org/", url="https://example.org/")
    >>> blog = LiveBlog(id="b", title="B", hero=Placed(embed=there, caption="Ours"))
    >>> hero = with_embeds(blog, {there.key: replace(there, title="Theirs")}).hero
    >>> hero.embed.title, hero.caption
    ('Theirs', 'Ours')
    """

    def enriched(placed: Placed) -> Placed:
        found = known.get(placed.embed.key)
        if found is None:
            return placed
        merged = merge(placed.embed, found)
        pointed = {name: value for name in ("start", "end") if (value := getattr(placed.embed, name)) is not None}
        return replace(placed, embed=replace(merged, **pointed))

    def enriched_body(body: Body) -> Body:
        return tuple(enriched(part) if isinstance(part, Placed) else part for part in body)

    return replace(
        blog,
        hero=enriched(blog.hero) if blog.hero else None,
        lead=enriched_body(blog.lead),
        posts=tuple(replace(post, body=enriched_body(post.body)) for post in blog.posts),
    )
