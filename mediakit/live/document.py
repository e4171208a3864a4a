"""The live page: a whole HTML document of one live blog, semantic, without inline style or script.

What a reader can rely on: it asks nobody but its own site for anything before a click (unless the theme allows it), it
reads well without its stylesheets, in print and aloud; every time stands in the blog's zone and says which; every post
has a permalink by fragment; a withdrawn post leaves its notice. Forms and rules: HTML Living Standard, WCAG 2.2.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from mediakit import cards, times
from mediakit.cards.theme import Theme
from mediakit.embed import Image, poster
from mediakit.html import EMPTY, Html, join, tag
from mediakit.live.articles import Articles, byline, card, content, filled, linked, plain_name, when_of
from mediakit.live.clock import time_element
from mediakit.live.model import LiveBlog, Post, anchor, embeds, last_change, on_top, ordered
from mediakit.live.structured import jsonld
from mediakit.live.voice import Voice, headline_of, page_day, page_voice, post_voice, title_of
from mediakit.times import Moment
from mediakit.url import absolute, split


@dataclass(frozen=True, kw_only=True)
class PageLinks:
    """Where the page finds what belongs to it: its stylesheets, and itself in other forms (`None`: there is none)."""

    stylesheets: tuple[str, ...] = ("cards.css", "live.css")
    atom: str | None = None
    rss: str | None = None
    text: str | None = None


def stylesheet() -> str:
    """The stylesheet of a live page, `live.css`; it stands on `cards.css` and shares its custom properties."""
    return Path(__file__).with_name("live.css").read_text("utf-8")


def page(blog: LiveBlog, theme: Theme | None = None, *, links: PageLinks | None = None) -> str:
    """The blog as a whole HTML page. Same blog, same bytes.

    `theme` is that of its cards (`cards.Theme`; its `media_url` maps kept pictures), `links` where its stylesheets and
    other forms stand. Write it as UTF-8.

    >>> text = page(LiveBlog(id="h", title="Harbour <day>", posts=(Post(id="1", headline="Gates open"),)))
    >>> "<h1>Harbour &lt;day&gt;</h1>" in text, 'id="post-1"' in text
    (True, True)
    """
    links = links or PageLinks()
    voice = page_voice(blog, theme or Theme())
    head = _head(blog, voice, links)
    body = tag("body", {"class": "lb"}, _body(blog, voice, links))
    return Html("<!doctype html>\n") + tag("html", voice.around(), "\n", head, "\n", body, "\n") + "\n"


def _body(blog: LiveBlog, voice: Voice, links: PageLinks) -> Html:
    words = voice.words
    posts = ordered(blog)
    day = page_day(blog)
    pinned = [post for post in posts if on_top(post)]
    others = [post for post in posts if not on_top(post)]
    written = Articles(blog, voice, day)
    main = [_opening(blog, voice), _keys(blog, voice, posts, day)]
    if pinned:
        main.append(_section("pinned", words.pinned_posts, written.html(pinned)))
    updates = written.html(others) or (EMPTY if pinned else tag("p", None, words.no_posts))
    main.append(_section("updates", words.updates, updates))
    return join(
        [
            tag("a", {"class": "lb-skip", "href": "#updates"}, words.skip),
            _masthead(blog, voice),
            tag("main", {"class": "lb-main", "data-id": blog.id}, "\n", join(filter(None, main), "\n"), "\n"),
            _footer(blog, voice, links),
        ],
        "\n",
    )


def _section(name: str, title: str, content: Html) -> Html:
    heading = tag("h2", {"id": f"{name}-title", "class": "lb-section-title"}, title)
    attributes = {"class": f"lb-section lb-{name}", "id": name, "aria-labelledby": f"{name}-title"}
    return tag("section", attributes, heading, "\n", content)


def _masthead(blog: LiveBlog, voice: Voice) -> Html:
    if blog.publisher is None:
        return EMPTY
    return tag(
        "header", {"class": "lb-masthead"}, linked(blog.publisher.name, blog.publisher.url, {"class": "lb-brand"})
    )


def _opening(blog: LiveBlog, voice: Voice) -> Html:
    """Everything above the posts: state, title, dek, who, when, the hero and the lead."""
    words = voice.words
    parts = [
        tag("p", {"class": f"lb-state lb-state-{blog.state}"}, getattr(words, blog.state)),
        tag("h1", voice.text(), title_of(blog, voice)),
        tag("p", {"class": "lb-dek", **voice.text()}, blog.description) if blog.description else EMPTY,
        byline(blog.authors, voice),
        _times(blog, voice),
        _event(blog, voice),
    ]
    header = tag("header", {"class": "lb-opening"}, join(filter(None, parts), "\n"))
    hero = tag("div", {"class": "lb-hero"}, card(blog.hero, voice, 2)) if blog.hero else EMPTY
    lead = (
        tag("div", {"class": "lb-lead lb-prose", **voice.text()}, content(blog.lead, voice, 2)) if blog.lead else EMPTY
    )
    return join(filter(None, [header, hero, lead]), "\n")


def _times(blog: LiveBlog, voice: Voice) -> Html:
    words = voice.words
    stated: list[Html] = []
    if blog.coverage_start is not None:
        began = words.begins if blog.state == "scheduled" else words.began
        stated.append(filled(began, date=time_element(blog.coverage_start, voice.zone, words.cards)))
        if blog.coverage_end is not None and blog.state == "ended":
            stated.append(filled(words.ended_at, date=time_element(blog.coverage_end, voice.zone, words.cards)))
    elif blog.published is not None:
        stated.append(filled(words.published, date=time_element(blog.published, voice.zone, words.cards)))
    changed = last_change(blog)
    first = blog.coverage_start or blog.published
    if changed is not None and (first is None or times.instant(changed) > times.instant(first)):
        stated.append(filled(words.page_updated, date=time_element(changed, voice.zone, words.cards)))
    return tag("p", {"class": "lb-times"}, join((tag("span", None, each) for each in stated), " ")) if stated else EMPTY


def _event(blog: LiveBlog, voice: Voice) -> Html:
    if blog.event is None:
        return EMPTY
    name = linked(blog.event.name, blog.event.url, voice.text())
    place = blog.event.place
    text = filled(voice.words.event, name=name, place=tag("span", voice.text(), place)) if place else name
    return tag("p", {"class": "lb-event"}, text)


def _keys(blog: LiveBlog, voice: Voice, posts: Sequence[Post], day: Moment | None) -> Html:
    """The way to the key events, in the order of the page."""
    keys = [post for post in posts if post.key_event and post.withdrawn is None]
    if not keys:
        return EMPTY
    rows: list[Html] = []
    for post in keys:
        own = post_voice(voice, post)
        when = tag("span", {"class": "lb-key-time"}, when_of(post, voice, day)) if post.published else EMPTY
        said_of_it = post.summary or headline_of(post) or plain_name(post, own)
        text = tag("span", own.own() if own is not voice else voice.text(), said_of_it)
        rows.append(
            tag("li", None, tag("a", {"href": f"#{anchor(blog, post)}"}, join(filter(None, [when, text]), " ")))
        )
    return tag(
        "nav",
        {"class": "lb-keys", "aria-labelledby": "key-events-title"},
        tag("h2", {"id": "key-events-title", "class": "lb-section-title"}, voice.words.key_events),
        tag("ol", None, join(rows)),
    )


def _footer(blog: LiveBlog, voice: Voice, links: PageLinks) -> Html:
    words = voice.words
    parts: list[Html] = []
    if blog.previous is not None:
        name = linked(blog.previous.title, blog.previous.url, {**voice.text(), "rel": "prev"})
        parts.append(tag("p", {"class": "lb-previous"}, words.previous, " ", name))
    forms = [(links.atom, words.feed_atom), (links.rss, words.feed_rss), (links.text, words.as_text)]
    there = [tag("li", None, tag("a", {"href": href}, text)) for href, text in forms if href]
    if there:
        parts.append(tag("ul", {"class": "lb-forms"}, join(there)))
    parts.append(tag("p", {"class": "lb-zone"}, filled(words.zone_note, zone=tag("bdi", None, blog.zone))))
    return tag("footer", {"class": "lb-footer"}, join(parts, "\n"))


def _head(blog: LiveBlog, voice: Voice, links: PageLinks) -> Html:
    """What machines read: policy, descriptions for search and for sharing, feeds, JSON-LD."""
    publisher = blog.publisher.name if blog.publisher else None
    name = title_of(blog, voice)
    title = name if not publisher or publisher in name else f"{name} – {publisher}"
    data = cards.jsonld_script(jsonld(blog, voice.theme))
    parts = [
        tag("meta", {"charset": "utf-8"}),
        tag("meta", {"http-equiv": "Content-Security-Policy", "content": _own_policy(blog, voice, data)}),
        tag("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        tag("title", None, title),
        tag("meta", {"name": "color-scheme", "content": "light dark"}),
        *(tag("link", {"rel": "stylesheet", "href": href}) for href in links.stylesheets),
    ]
    if blog.description:
        parts.append(tag("meta", {"name": "description", "content": blog.description}))
    if blog.url:
        parts.append(tag("link", {"rel": "canonical", "href": blog.url}))
    if blog.previous and blog.previous.url:
        parts.append(tag("link", {"rel": "prev", "href": blog.previous.url}))
    feeds = [(links.atom, "application/atom+xml"), (links.rss, "application/rss+xml"), (links.text, "text/plain")]
    parts += [
        tag("link", {"rel": "alternate", "type": mime, "href": href, "title": name}) for href, mime in feeds if href
    ]
    parts += [tag("meta", {kind: name, "content": value}) for kind, name, value in _sharing(blog, voice) if value]
    parts.append(data)
    return tag("head", None, "\n", join(parts, "\n"), "\n")


def _sharing(blog: LiveBlog, voice: Voice) -> list[tuple[str, str, str | None]]:
    """Open Graph and Twitter card: (attribute, name, value)."""
    image = _picture(blog, voice)
    changed = last_change(blog)
    first = blog.published or blog.coverage_start
    size = image[1] if image else None
    return [
        ("property", "og:type", "article"),
        ("property", "og:title", title_of(blog, voice)),
        ("property", "og:description", blog.description),
        ("property", "og:url", blog.url),
        ("property", "og:site_name", blog.publisher.name if blog.publisher else None),
        ("property", "og:locale", voice.lang.replace("-", "_") if voice.shared else None),
        ("property", "og:image", image[0] if image else None),
        ("property", "og:image:width", str(size.width) if size and size.width else None),
        ("property", "og:image:height", str(size.height) if size and size.height else None),
        ("property", "og:image:alt", (blog.hero.alt if blog.hero else None) or (size.alt if size else None)),
        ("property", "article:published_time", times.iso(first) if first else None),
        ("property", "article:modified_time", times.iso(changed) if changed else None),
        ("name", "twitter:card", "summary_large_image" if image else "summary"),
    ]


def _picture(blog: LiveBlog, voice: Voice) -> tuple[str, Image] | None:
    """The hero's picture as others may fetch it: our own copy where there is one, else where it was found."""
    image = poster(blog.hero.embed) if blog.hero else None
    if image is None:
        return None
    kept = voice.theme.media_url(image.local) if voice.theme.media_url and image.local else None
    address = absolute(kept, voice.theme.base_url) if kept else absolute(image.url, None)
    return (address, image) if address else None


def policy(blog: LiveBlog, theme: Theme | None = None, *, links: PageLinks | None = None) -> str:
    """The Content-Security-Policy under which the page works and nothing else is allowed, for the HTTP header.

    >>> policy(LiveBlog(id="h", title="Harbour day"))
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'"
    """
    voice, links = page_voice(blog, theme or Theme()), links or PageLinks()
    needs = cards.assets(embeds(blog), voice.theme)
    styles = {_source_of(href, voice.theme) for href in links.stylesheets} | set(needs.styles)
    return replace(needs, styles=tuple(sorted(styles))).csp()


def _own_policy(blog: LiveBlog, voice: Voice, data: Html) -> str:
    """The part of the policy that the page carries itself, for a site that sends no header.

    It forbids what could do harm: scripts (but for the JSON-LD, by its hash), connections, frames of strangers. Styles
    and pictures are left to the header: what `'self'` is cannot be told of a file, and validators say so.
    """
    text = data[data.index(">") + 1 : data.rindex("<")]
    sum_of_it = b64encode(sha256(text.encode()).digest()).decode()
    frames = " ".join(cards.assets(embeds(blog), voice.theme).frames) or "'none'"
    return (
        f"script-src 'sha256-{sum_of_it}'; frame-src {frames}; connect-src 'none'; object-src 'none'; "
        "worker-src 'none'; base-uri 'none'; form-action 'none'"
    )


def _source_of(href: str, theme: Theme) -> str:
    """What a policy calls the place of a stylesheet: `'self'`, or the origin where it is another."""
    found, own = split(href), theme.site
    if found is None or (own and (found.scheme, found.host, found.port) == (own.scheme, own.host, own.port)):
        return "'self'"
    return f"{found.scheme}://{found.host}" + (f":{found.port}" if found.port else "")
