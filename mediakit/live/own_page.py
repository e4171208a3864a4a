"""A live page of ours, read back: `document` and `structured` wrote it, so every part of it says what it is.

The markup (`lb-…`) holds the posts with their marks, corrections and notices, and the place of each card; the JSON-LD
holds the times, the people and what is known of each embed. The two are brought together by their order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, get_args

from mediakit import prose, times
from mediakit.embed import Organization, Placed
from mediakit.html import Html, escape
from mediakit.live.clock import zone as zone_named
from mediakit.live.model import (
    Body,
    Correction,
    LiveBlog,
    Post,
    Previous,
    State,
    Withdrawn,
    last_change,
    permalink,
)
from mediakit.live.own_media import Stated, authors_of, placed_of, said, stated_media, without_our_words
from mediakit.live.pieces import body_of_html, tidy
from mediakit.live.saved import blog_id, told_apart
from mediakit.live.stated import event, publisher, updates
from mediakit.read import markup, trees
from mediakit.times import Moment
from mediakit.url import NOWHERE, safe

Element = markup.Element

_ESCAPED: Final = re.compile(r"~([0-9a-f]{1,6})~")


def read_own_page(root: Element, stated: Stated, url: str | None) -> tuple[LiveBlog, tuple[Element, ...]] | None:
    """The live blog of a page that `page` wrote, and the element of each of its posts; `None` for any other page.

    `stated` is the page's LiveBlogPosting; `url` where it was saved from, if that is known.
    """
    main = _first(root, "main", "lb-main")
    if main is None:
        return None
    articles = [each for each in main.iter("article") if _has(each, "lb-post")]
    postings = updates(stated)
    shown = [each for each in articles if not _has(each, "lb-withdrawn")]
    media = [stated_media(one) for one in (stated, *postings)]
    if len(shown) != len(postings) or any(one is None for one in media):
        return None  # others took posts out of it, or an older release wrote it
    reader = _Reader(root, main, stated, url)
    waiting = iter(zip(postings, media[1:], strict=True))
    posts: list[Post] = []
    for article in articles:
        if _has(article, "lb-withdrawn"):
            post = reader.withdrawn(article)
        else:
            posting, embeds = next(waiting)
            post = reader.post(article, posting, embeds or [])
        posts.append(post)
    return reader.blog(told_apart(posts), media[0] or []), tuple(articles)


class _Reader:
    """The page as a whole: what all its posts share."""

    def __init__(self, root: Element, main: Element, stated: Stated, url: str | None) -> None:
        self.root, self.main, self.stated = root, main, stated
        self.url = safe(said(stated, "url")) or url
        self.lang = said(stated, "inLanguage") or "und"
        self.words = (root.get("lang") or "en") if root.tag == "html" else "en"
        pinned = _first(main, "section", "lb-pinned")
        self.pinned = set(pinned.iter("article")) if pinned is not None else set()

    def blog(self, posts: Sequence[Post], media: Sequence[Stated]) -> LiveBlog:
        """The blog with these posts; `media` are the hero's and the lead's."""
        stated = self.stated
        hero_box, lead_box = _first(self.main, "div", "lb-hero"), _first(self.main, "div", "lb-lead")
        hero: Placed | None = None
        if hero_box is not None and media:
            hero = next(
                (part for part in self._body(hero_box, media[:1], self.words) if isinstance(part, Placed)), None
            )
            media = media[1:]
        blog = LiveBlog(
            id=self.main.get("data-id") or (said(stated, "@id") or "").removeprefix("#"),
            title=said(stated, "headline") or "",
            url=self.url,
            description=said(stated, "description"),
            lang=self.lang,
            zone=self._zone(),
            state=self._state(),
            order="oldest" if _oldest_first([post for post in posts if not post.pinned]) else "newest",
            published=times.moment(said(stated, "datePublished")),
            coverage_start=times.moment(said(stated, "coverageStartTime")),
            coverage_end=times.moment(said(stated, "coverageEndTime")),
            event=event(stated),
            hero=hero,
            lead=self._body(lead_box, media, self.words) if lead_box is not None else (),
            authors=authors_of(stated),
            publisher=publisher(stated, self.url or NOWHERE),
            previous=self._previous(),
            posts=tuple(posts),
        )
        blog = replace(blog, id=blog.id or blog_id(blog.title, self.url, blog.published))
        # What the page had to say, it found elsewhere where the blog itself did not say it.
        first = [blog.coverage_start, *([] if blog.coverage_start else (post.published for post in posts))]
        if blog.published in first:
            blog = replace(blog, published=None)
        changed = times.moment(said(stated, "dateModified"))
        return blog if changed == last_change(blog) else replace(blog, updated=changed)

    def post(self, article: Element, stated: Stated, media: Sequence[Stated]) -> Post:
        """A post from its article and its BlogPosting."""
        lang = said(stated, "inLanguage")
        box, title = _first(article, "div", "lb-prose"), _first(article, "h3", "lb-title")
        changed, source = _first(article, "p", "lb-updated"), _first(article, "p", "lb-source")
        version = stated.get("version")
        return self._named(
            article,
            Post(
                id="",
                headline=said(stated, "headline") if title is not None else None,
                body=self._body(box, media, lang or self.words) if box is not None else (),
                authors=authors_of(stated),
                published=times.moment(said(stated, "datePublished")),
                updated=_time(changed) if changed is not None else None,
                revision=version if isinstance(version, int) else None,
                corrections=tuple(_corrections(article)),
                summary=said(stated, "abstract"),
                pinned=article in self.pinned,
                key_event=any(True for _ in _all(article, "span", "lb-mark-key")),
                breaking=_has(article, "lb-breaking"),
                lang=lang if lang != self.lang else None,
                source=_organization(source) if source is not None else None,
            ),
        )

    def withdrawn(self, article: Element) -> Post:
        """A post that was taken back: its id, its time and the notice."""
        stamp, notice = _first(article, "p", "lb-stamp"), _first(article, "div", "lb-prose")
        told = list(notice) if notice is not None else []
        reason = next(told[1].iter("span"), None) if len(told) > 1 else None
        taken = Withdrawn(
            at=_time(told[0]) if told else None, reason=markup.words(reason) or None if reason is not None else None
        )
        published = _time(stamp) if stamp is not None else None
        return self._named(article, Post(id="", published=published, withdrawn=taken))

    def _named(self, article: Element, post: Post) -> Post:
        """The post with its id, and with its address where that is not what its id makes it."""
        anchor = article.get("id") or ""
        made = _ESCAPED.sub(lambda found: chr(min(int(found[1], 16), 0x10FFFF)), anchor.removeprefix("post-"))
        post = replace(post, id=article.get("data-id") or made or "post")
        link = _first(article, "a", "lb-permalink")
        address = safe(link.get("href")) if link is not None else None
        own = permalink(LiveBlog(id="", title="", url=self.url), post)
        return post if address is None or address == own else replace(post, url=address)

    def _body(self, box: Element, media: Sequence[Stated], lang: str) -> Body:
        """Prose and embeds in their order. Where the cards are not as many as the embeds stated, they are told apart by
        their addresses; what has no card any more stands at the end."""
        cards = [child for child in box if _has(child, "mk-card")]
        left = list(media)
        parts: list[Html | Placed] = []
        written: list[str] = [escape(box.text or "")]
        for child in box:
            if child in cards:
                parts.append(prose.clean("".join(written)))
                written = [escape(child.tail or "")]
                found = left[:1] if len(cards) == len(media) else [one for one in left if _shows(child, one)][:1]
                if found:
                    left.remove(found[0])
                    placed = _with_caption(placed_of(found[0]), child)
                    parts.append(without_our_words(placed, child.get("lang") or lang))
                else:
                    parts += body_of_html(trees.source(child), base_url=self.url or NOWHERE)
            elif isinstance(child.tag, str):
                written += [trees.source(child), escape(child.tail or "")]
        parts.append(prose.clean("".join(written)))
        return tidy((*parts, *(without_our_words(placed_of(one), lang) for one in left)))

    def _zone(self) -> str:
        note = _first(self.root, "p", "lb-zone")
        name = next(note.iter("bdi"), None) if note is not None else None
        said_zone = markup.words(name) if name is not None else ""
        return said_zone if zone_named(said_zone) is not None else "UTC"

    def _state(self) -> State:
        line = _first(self.main, "p", "lb-state")
        for state in get_args(State):
            if line is not None and _has(line, f"lb-state-{state}"):
                found: State = state
                return found
        return "ended"

    def _previous(self) -> Previous | None:
        line = _first(self.root, "p", "lb-previous")
        title = next(line.iter("bdi"), None) if line is not None else None
        if line is None or title is None:
            return None
        link = next(line.iter("a"), None)
        return Previous(title=markup.words(title), url=safe(link.get("href")) if link is not None else None)


def _with_caption(placed: Placed, card: Element) -> Placed:
    """The placed embed with the caption its card shows; JSON-LD has one for pictures, films and sound alone."""
    box = next((each for each in card.iter("p", "div") if _has(each, "mk-caption")), None)
    if box is None:
        return placed
    if box.tag == "p":
        words = next(box.iterchildren("bdi"), None)
        return replace(placed, caption="".join(map(str, words.itertext())) or None) if words is not None else placed
    inner: list[str] = [escape(box.text or "")]
    for child in box:
        if isinstance(child.tag, str) and not _has(child, "mk-credit"):
            inner += [trees.source(child), escape(child.tail or "")]
    caption = prose.inline("".join(inner)).strip()
    return replace(placed, caption=Html(caption)) if caption else placed


def _shows(card: Element, stated: Stated) -> bool:
    address = said(stated, "url")
    return address is not None and any(
        address in (each.get("href"), each.get("src"), each.get("cite")) for each in card.iter()
    )


def _corrections(article: Element) -> Iterator[Correction]:
    for box in _all(article, "div", "lb-correction"):
        lines = list(box.iterchildren("p"))
        spans = [list(line.iterchildren("span")) for line in lines]
        if spans and spans[0]:
            reason = markup.words(spans[1][0]) if len(spans) > 1 and spans[1] else ""
            yield Correction(text=markup.words(spans[0][0]), at=_time(lines[0]), reason=reason or None)


def _organization(line: Element) -> Organization | None:
    name = next(line.iter("bdi"), None)
    link = next(line.iter("a"), None)
    if name is None:
        return None
    return Organization(name=markup.words(name), url=safe(link.get("href")) if link is not None else None)


def _time(within: Element) -> Moment | None:
    element = next(within.iter("time"), None)
    return times.moment(element.get("datetime")) if element is not None else None


def _oldest_first(posts: Sequence[Post]) -> bool:
    known = [times.instant(post.published) for post in posts if post.published is not None]
    return len(known) > 1 and known == sorted(known) and known[0] < known[-1]


def _has(element: Element, name: str) -> bool:
    return name in (element.get("class") or "").split()


def _all(within: Element, tag: str, name: str) -> Iterator[Element]:
    return (each for each in within.iter(tag) if _has(each, name))


def _first(within: Element, tag: str, name: str) -> Element | None:
    return next(_all(within, tag, name), None)
