"""A live blog as JSON-LD: a schema.org `LiveBlogPosting` with one `BlogPosting` for each post.

What search engines have asked for: each update with its own address (the page's with a fragment), dates, authors, text
and media; the coverage's start and end; the event it is about. What others get wrong is left out here: the page's
headline, picture and authors are not said again of every post, and withdrawn posts are not there. Sources: schema.org
30.0 (`LiveBlogPosting`, `BlogPosting`, `CorrectionComment`); Google's Article page for authors and dates.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from mediakit import cards, chars, prose, times
from mediakit.cards.language import in_zone
from mediakit.cards.theme import Theme
from mediakit.embed import Person, Placed
from mediakit.fields import JSON
from mediakit.live.clock import zone
from mediakit.live.model import Body, LiveBlog, Post, edited, last_change, permalink, shown
from mediakit.live.own_media import identifier
from mediakit.live.voice import headline_of, page_voice, post_voice, title_of
from mediakit.times import Moment

# Longer headlines are cut in search results; a headline made from the text's first words should not be.
_HEADLINE: Final = 110
# Which property of a posting an embed belongs to, by the type of its JSON-LD; all else is shared content.
_PROPERTY: Final[Mapping[str, str]] = {"VideoObject": "video", "ImageObject": "image", "AudioObject": "audio"}


def jsonld(blog: LiveBlog, theme: Theme | None = None) -> dict[str, JSON]:
    """The blog as JSON-LD. In a page, print it so that no `<` can end the script.

    `theme` is that of the cards: it says where kept pictures are (`media_url`).

    >>> blog = LiveBlog(id="h", title="Harbour day", url="https://example.org/h", posts=(Post(id="1", headline="A"),))
    >>> data = jsonld(blog)
    >>> data["@type"], data["liveBlogUpdate"][0]["url"]
    ('LiveBlogPosting', 'https://example.org/h#post-1')
    """
    voice = page_voice(blog, theme or Theme())
    times_of = _Times(blog.zone)
    updates: list[JSON] = [_posting(blog, post, post_voice(voice, post).theme, times_of) for post in shown(blog)]
    first = blog.published or blog.coverage_start or _earliest(blog)
    out: dict[str, JSON] = {
        "@context": "https://schema.org",
        "@type": "LiveBlogPosting",
        "@id": blog.url or f"#{blog.id}",
        "url": blog.url,
        "mainEntityOfPage": {"@type": "WebPage", "@id": blog.url} if blog.url else None,
        "headline": title_of(blog, voice),
        "description": blog.description,
        "inLanguage": voice.lang,
        "datePublished": times_of(first),
        "dateModified": times_of(last_change(blog)),
        "coverageStartTime": times_of.time(blog.coverage_start),
        "coverageEndTime": times_of.time(blog.coverage_end),
        "author": _people(blog.authors),
        "publisher": _named("Organization", blog.publisher.name, blog.publisher.url) if blog.publisher else None,
        "about": _event(blog, times_of),
        "articleBody": _text(blog.lead),
        **_media((blog.hero, *(part for part in blog.lead if isinstance(part, Placed))), voice.theme, times_of),
        "liveBlogUpdate": updates,
    }
    return _known(out)


def _posting(blog: LiveBlog, post: Post, theme: Theme, times_of: _Times) -> JSON:
    address = permalink(blog, post)
    text = _text(post.body)
    headline = headline_of(post) or post.summary or (chars.shorten(text, _HEADLINE) if text else None)
    return _known(
        {
            "@type": "BlogPosting",
            "@id": address,
            "url": address,
            "headline": headline,
            "abstract": post.summary,
            "datePublished": times_of(post.published),
            "dateModified": times_of(post.updated if edited(post) else post.published),
            "author": _people(post.authors),
            "inLanguage": post.lang if post.lang != blog.lang else None,
            "articleBody": text,
            "version": post.revision,
            "correction": [
                _known(
                    {"@type": "CorrectionComment", "text": _sentence(c.text, c.reason), "datePublished": times_of(c.at)}
                )
                for c in post.corrections
            ],
            "isBasedOn": post.source.url if post.source else None,
            **_media((part for part in post.body if isinstance(part, Placed)), theme, times_of),
        }
    )


def _sentence(text: str, reason: str | None) -> str:
    return f"{text} ({reason})" if reason else text


def _media(placed: Iterable[Placed | None], theme: Theme, times_of: _Times) -> dict[str, JSON]:
    """Each embed's own JSON-LD under the property of a posting that may hold it.

    With its key, its place among the embeds of this body and what became of it, so that the page can be read back.
    """
    found: dict[str, list[JSON]] = {}
    for position, each in enumerate((one for one in placed if one is not None), start=1):
        status = each.embed.status
        lost = status.state if status.state in ("gone", "private") else None
        own: dict[str, JSON] = {
            "identifier": identifier(each.embed),
            "position": position,
            "creativeWorkStatus": lost,
            "expires": times_of(status.since) if lost else None,
        }
        data = {name: value for name, value in cards.jsonld(each, theme).items() if name != "@context"} | _known(own)
        found.setdefault(_PROPERTY.get(str(data.get("@type")), "sharedContent"), []).append(data)
    return {name: values[0] if len(values) == 1 else values for name, values in found.items()}


def _text(body: Body) -> str | None:
    """The prose of a body in plain text; an embed speaks for itself, under its own property."""
    parts = [prose.plain(part) for part in body if not isinstance(part, Placed)]
    return "\n\n".join(part for part in parts if part) or None


def _people(people: Iterable[Person]) -> list[JSON]:
    return [_named("Person", person.name, person.url) for person in people]


def _named(kind: str, name: str, url: str | None) -> JSON:
    return _known({"@type": kind, "name": name, "url": url})


def _event(blog: LiveBlog, times_of: _Times) -> JSON:
    event = blog.event
    if event is None:
        return None
    place = _known({"@type": "Place", "name": event.place, "address": event.place}) if event.place else None
    return _known(
        {
            "@type": "Event",
            "name": event.name,
            "url": event.url,
            "startDate": times_of(event.start),
            "endDate": times_of(event.end),
            "location": place,
        }
    )


class _Times:
    """Moments in the blog's zone, as ISO 8601 with their offset."""

    def __init__(self, name: str) -> None:
        self.zone = zone(name)

    def __call__(self, moment: Moment | None) -> str | None:
        return times.iso(in_zone(moment, self.zone)) if moment is not None else None

    def time(self, moment: Moment | None) -> str | None:
        """As above, but nothing for a bare day: schema.org wants a `DateTime` here and midnight is never invented."""
        return self(moment) if isinstance(moment, datetime) else None


def _earliest(blog: LiveBlog) -> Moment | None:
    known = [post.published for post in blog.posts if post.published is not None]
    return min(known, key=times.instant, default=None)


def _known(data: Mapping[str, JSON]) -> dict[str, JSON]:
    """Without what is unknown or empty, and with clean words."""
    out: dict[str, JSON] = {}
    for name, value in data.items():
        if isinstance(value, str):
            value = chars.clean(value)
        if value is not None and value != "" and value != []:
            out[name] = value
    return out
