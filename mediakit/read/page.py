"""A page's bytes into an Embed: parse once, gather facts, ask the tables, build. Asks nobody, and always answers.

Whatever the bytes, the answer is at least a `Link` with the address; a page that is a wall (consent, bots, log-in) says
so in `status` and gives no words, since "Before you continue" is nobody's headline.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from mediakit import url as urls
from mediakit.embed import (
    KINDS,
    Embed,
    FrozenMap,
    Kind,
    Person,
    Source,
    Status,
    Warning,
)
from mediakit.fields import JSON
from mediakit.merging import told_once
from mediakit.read import branding, jsonld, links, markup, media, rights, values
from mediakit.read.facts import SORT_OF, Facts
from mediakit.read.files import read_file
from mediakit.read.walls import wall

# Pages that were saved with their style sheets inline (SingleFile and its kin) have their title at 1.1 MB. What comes
# over the network is cut long before.
_MOST: Final = 2 * markup.MAX_BYTES
_KINDS: Final[dict[str, Kind]] = {
    "video": "video",
    "audio": "audio",
    "photo": "photo",
    "gallery": "gallery",
    "post": "post",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page said: the `embed` it is, and where to ask further.

    `oembed`: endpoints it names, JSON first. `feeds`: its feeds. `refresh`: where it sends its reader at once.
    `live`: the LiveBlogPosting objects in it, as they stand. `framable`: `False` when its headers forbid other sites to
    frame it, `None` when they don't say. `icons`, `manifest`, `theme_colors`: how its site shows itself; `best` of
    `mediakit.read.branding` chooses among the icons. `signals`: what it asks of programs that read it.
    """

    embed: Embed
    oembed: tuple[str, ...] = ()
    feeds: tuple[links.FeedLink, ...] = ()
    refresh: str | None = None
    framable: bool | None = None
    icons: tuple[branding.Icon, ...] = ()
    manifest: str | None = None
    theme_colors: tuple[branding.ThemeColor, ...] = ()
    signals: rights.Signals = rights.UNSAID
    live: tuple[jsonld.Object, ...] = field(default=(), hash=False)


def read_page(
    body: bytes | str, *, url: str, content_type: str | None = None, headers: Mapping[str, str] | None = None
) -> Embed:
    """What the page in `body`, found at `url`, is: always an embed, at least a `Link`. Asks nobody.

    `content_type` is the Content-Type header as it was sent; `body` as `str` is taken as decoded.

    >>> page = '<title>Ferry sinks - Harbour Post</title><meta property="og:site_name" content="Harbour Post">'
    >>> embed = read_page(page, url="https://post.example/ferry")
    >>> embed.kind, embed.title, embed.publisher.name, embed.key
    ('link', 'Ferry sinks', 'Harbour Post', 'link:url:https://post.example/ferry')
    """
    facts = _facts(body, url, content_type, headers)
    return _embed(facts, branding.icons(facts)) if isinstance(facts, Facts) else facts


def page_facts(
    body: bytes | str, *, url: str, content_type: str | None = None, headers: Mapping[str, str] | None = None
) -> Page:
    """The embed that a page is and what else it states: oEmbed endpoints, feeds, live blogs. Asks nobody.

    `headers` adds what the answer's head says: Link, Content-Language, Content-Security-Policy, X-Frame-Options,
    X-Robots-Tag, TDM-Reservation, Date (the clock by which a broadcast is upcoming or ended).

    >>> link = '<link rel="alternate" type="application/json+oembed" href="/o?url=x">'
    >>> page_facts(link, url="https://video.example/1").oembed
    ('https://video.example/o?url=x',)
    """
    facts = _facts(body, url, content_type, headers)
    if not isinstance(facts, Facts):
        head = _lowered(headers)
        return Page(embed=facts, framable=_framable(head), signals=rights.signals_of(head))
    live = tuple(one for one in (*facts.objects, *_items(facts, body)) if "LiveBlogPosting" in jsonld.kinds(one))
    icons = branding.icons(facts)
    return Page(
        embed=_embed(facts, icons),
        oembed=links.oembed(facts),
        feeds=links.feeds(facts),
        refresh=links.refresh(facts),
        framable=_framable(facts.headers),
        icons=icons,
        manifest=branding.manifest(facts),
        theme_colors=branding.theme_colors(facts),
        signals=rights.signals(facts),
        live=live,
    )


def _facts(body: bytes | str, url: str, content_type: str | None, headers: Mapping[str, str] | None) -> Facts | Embed:
    """What the page says, gathered; or, for a body that is no page, the file that it is."""
    head = _lowered(headers)
    stated = content_type or head.get("content-type")
    file = read_file(body, url=url, content_type=stated, headers=head)
    return file or Facts(markup.parse(body, stated, most=_MOST), url, head, source=body[:_MOST])


def _lowered(headers: Mapping[str, str] | None) -> dict[str, str]:
    return {name.lower(): value for name, value in (headers or {}).items()}


def _items(facts: Facts, body: bytes | str) -> list[dict[str, JSON]]:
    if not facts.has_items:
        return []
    named = b"LiveBlogPosting" in body if isinstance(body, bytes) else "LiveBlogPosting" in body
    return facts.items if named else []


def _framable(headers: Mapping[str, str]) -> bool | None:
    """Whether other sites may frame the page: CSP `frame-ancestors` goes before X-Frame-Options (CSP 3, 6.4.2).

    Of several policies each must allow it; of one, the first directive counts.
    """
    allowed: list[bool] = []
    for policy in headers.get("content-security-policy", "").lower().split(","):
        directives = (directive.split() for directive in policy.split(";"))
        ancestors = next((words for words in directives if words[:1] == ["frame-ancestors"]), None)
        if ancestors is not None:
            allowed.append(any(word in ("*", "https:", "https://*") for word in ancestors[1:]))
    if allowed:
        return all(allowed)
    stated = headers.get("x-frame-options", "").lower()
    return False if "deny" in stated or "sameorigin" in stated else None


def _embed(facts: Facts, icons: tuple[branding.Icon, ...]) -> Embed:
    here = urls.canonical(facts.address) or facts.address
    found = wall(facts)
    if found is not None:
        return KINDS["link"](
            key=f"link:url:{here}",
            url=here,
            status=Status(state=found.state, reason=found.reason),
            warnings=(Warning(code=found.code, detail=found.reason),),
        )
    kind = _kind(facts)
    sources: dict[str, Source] = {}
    known: dict[str, object] = {}
    known["url"], sources["url"] = links.canonical(facts)
    known["key"] = f"link:url:{known['url']}"
    for name, read in values.FIELDS.items():
        if (taken := read(facts)) is not None:
            known[name], sources[name] = taken
    known["authors"] = _with_handles(facts, known.get("authors"))
    if kind == "post" and (taken := values.text(facts)) is not None:
        known["text"], sources["text"] = taken
    if kind == "gallery":
        known["photos"], source = media.photos(facts)
        if source is not None:
            sources["photos"] = source
    for name, many in (("images", media.images(facts, kind, icons)), ("files", media.files(facts))):
        known[name], source = many
        if source is not None:
            sources[name] = source
    playing = media.player(facts) if kind in ("video", "audio") else None
    # A page that forbids to be framed is no player, whatever it calls itself.
    if playing is not None and (_framable(facts.headers) is not False or urls.canonical(playing[0].url) != here):
        known["player"], sources["player"] = playing
    return told_once(KINDS[kind](**known, provenance=FrozenMap(sources)))  # type: ignore[arg-type]  # fields of Medium


def _kind(facts: Facts) -> Kind:
    """What the page is: what its main JSON-LD object or microdata item is, Open Graph's type, a player card."""
    stated = next(facts.meta("og:type"), "").strip().lower()
    if stated.startswith("video"):
        return "video"
    for one in (facts.main, facts.item, facts.resource, facts.entry):
        sort = next((SORT_OF[kind] for kind in jsonld.kinds(one) if kind in SORT_OF), None)
        if sort is not None and sort != "page":
            return _KINDS.get(sort, "link")
    if stated.startswith(("music", "soundcloud:", "audio", "podcast")):
        return "audio"
    if stated in ("photo", "image", "flickr_photos:photo", "instapp:photo"):
        return "photo"
    card = next(facts.meta("twitter:card"), "").lower()
    if card == "gallery":
        return "gallery"
    if card == "player" and not stated.startswith("article") and media.player(facts) is not None:
        return "video"
    return "link"


def _with_handles(facts: Facts, authors: object) -> tuple[Person, ...]:
    """The authors; a single one without a page or handle gets those that the page states beside the name."""
    if not isinstance(authors, tuple):
        return ()
    if len(authors) != 1:
        return authors
    person = authors[0]
    site = next(facts.meta("twitter:site"), "").lower()
    for stated in facts.meta("fediverse:creator", "twitter:creator"):
        handle = stated.strip().removeprefix("@")
        if person.handle is None and stated.lower() != site and handle and " " not in handle and "/" not in handle:
            person = Person(name=person.name, url=person.url, handle=handle[:100])
    if person.url is None:
        pages = [found for stated in facts.meta("article:author") if (found := urls.absolute(stated, None))]
        # A page elsewhere is as often the newspaper's own on a network as the author's.
        if len(pages) == 1 and urls.same_site(pages[0], facts.address):
            person = Person(name=person.name, url=pages[0], handle=person.handle)
    return (person,)
