"""What a post's embed code quotes of it: words, author, date. Complete enough to outlive the network.

The forms: X, Bluesky and Mastodon sign `— Name (@handle) date`; Facebook says "Posted by Name on date"; Instagram
"A post shared by Name (@handle)"; TikTok begins with the handle; Threads and Reddit name the author in a link.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from mediakit import chars, times, url
from mediakit.body.reading import attribute, by_class, classes, nodes, paragraphs, size, told, words
from mediakit.body.tree import Page, inside, is_tag
from mediakit.embed import Embed, Image, Organization, Person, SocialPost

if TYPE_CHECKING:
    from bs4 import Tag

_SIGNATURE: Final = re.compile(
    r"(?:\A|\s)[—–-]{1,2}\s*([^\n—]{1,200}?)\s*\(\s*@\s?([\w.-]+(?:@[\w.-]+)?)\s*\)\s*([^\n]{0,80})\Z"
)
_SHARED: Final = re.compile(
    r"\bA (?:post|photo|video|reel)(?: posted)?(?: shared| posted)? by ([^\n]{1,120}?)(?: \(@([\w.]+)\))?"
    r"(?: on ([^\n]{4,60}))?\Z",
    re.MULTILINE,
)
_POSTED: Final = re.compile(r"\bPosted by ([^\n]{1,160}?) on ([^\n]{4,60})\Z", re.MULTILINE)
_INVITING: Final = re.compile(r"(?:View|See) (?:this|on|post|more)|View profile|Post by @", re.IGNORECASE)
_HANDLE: Final = re.compile(r"@([\w.]{1,60})\Z")
_BY_HANDLE: Final = re.compile(r"\b(?:Post by @([\w.]{1,60})|by\s+(?:u/)?([\w-]{3,40})\s+in\b)")
_ON_FLICKR: Final = re.compile(r"(.{1,300}?)(?: by (.{1,100}))?, (?:on|auf|sur|en|su) Flickr\Z")
_LANG: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")


def is_signed(tag: Tag) -> bool:
    """Whether the quotation ends with "— Name (@handle)"."""
    text = words(tag)
    return "@" in text[-300:] and _SIGNATURE.search(text[-600:]) is not None


def snapshot(page: Page, tag: Tag, embed: Embed) -> Embed:
    """The embed with what its code quotes. What the URL itself tells, as a time in the id, is kept."""
    names = set(classes(tag))
    if embed.kind == "link" or names & {"embedly-card", "wp-embedded-content", "kg-bookmark-container"}:
        return _card(page, tag, embed)
    if tag.name == "a":
        return _flickr(page, tag, embed)
    if "gist" in names:
        code = next((each for each in inside(tag, "table", "pre")), None)
        return told(embed, text=words(code) if code is not None else None, form="code")
    whole = words(tag)
    if not whole:
        return embed
    if "tiktok-embed" in names:
        return _tiktok(tag, embed)
    if signed := _SIGNATURE.search(whole):
        return _signed(page, tag, embed, whole, signed)
    if shared := _SHARED.search(whole):
        author = Person(name=chars.one_line(shared[1]), handle=shared[2])
        stamp = next((each for each in inside(tag, "time") if each.get("datetime")), None)
        when = times.moment(str(stamp["datetime"])) if stamp is not None else times.moment(shared[3])
        first = next((p for p in inside(tag, "p") if not _SHARED.search(words(p))), None)
        text = words(first) if first is not None else ""
        return told(embed, text=None if _INVITING.match(text) else text, authors=(author,), published=when)
    if posted := _POSTED.search(whole):
        return _facebook(page, tag, embed, whole, posted)
    if names & {"reddit-card", "reddit-embed-bq", "imgur-embed-pub"}:
        link = next(inside(tag, "a"), None)
        by = _BY_HANDLE.search(words(tag, lines=" "))
        handle = by[2] if by else None
        authors = (Person(name=handle, handle=handle, url=f"https://www.reddit.com/user/{handle}/"),) if handle else ()
        return told(embed, title=words(link, lines=" ") if link is not None else None, authors=authors)
    if by := _BY_HANDLE.search(whole):
        handle = by[1] or by[2]
        return told(embed, authors=(Person(name=handle, handle=handle),))
    if isinstance(embed, SocialPost) and tag.name in ("blockquote", "div", "section"):
        told_by = [p for p in inside(tag, "p") if not _INVITING.match(words(p)) and not _is_link(p)]
        return told(embed, text=paragraphs(told_by), lang=_lang(told_by))
    return embed


def _signed(page: Page, tag: Tag, embed: Embed, whole: str, signed: re.Match[str]) -> Embed:
    """X, Bluesky, Mastodon and everybody who took over their form."""
    told_by = [p for p in inside(tag, "p") if not _SIGNATURE.search(words(p))]
    text = paragraphs(told_by) or whole[: signed.start()].strip()
    text = text.removesuffix("[image or embed]").rstrip()  # Bluesky's word for what its code leaves out
    handle = signed[2]
    profile = None
    for link in [a for a in inside(tag, "a") if a.get("href")]:
        if words(link, lines=" ").removeprefix("@").lower() == handle.lower():
            profile = url.canonical(page.absolute(str(link["href"])) or "")
    if profile is None and embed.provider is not None and embed.provider.key == "twitter":
        profile = f"https://x.com/{handle}"
    author = Person(name=chars.one_line(signed[1]), handle=handle, url=profile)
    return told(
        embed,
        text=text,
        lang=_lang(told_by) or _lang([tag]),
        authors=(author,),
        published=times.moment(signed[3].strip()),
    )


def _facebook(page: Page, tag: Tag, embed: Embed, whole: str, posted: re.Match[str]) -> Embed:
    told_by = [p for p in inside(tag, "p") if not _POSTED.search(words(p))]
    name = chars.one_line(posted[1])
    profile = next((a for a in [a for a in inside(tag, "a") if a.get("href")] if words(a, lines=" ") == name), None)
    address = url.canonical(page.absolute(str(profile["href"])) or "") if profile is not None else None
    first = next(inside(tag, "a"), None)
    title = None
    if embed.kind == "video" and first is not None and words(first) and not words(first).startswith(("http", name)):
        title = words(first, lines=" ")
    facts = {"authors": (Person(name=name, url=address),), "published": times.moment(posted[2].strip()), "title": title}
    text = paragraphs(told_by) or (whole[: posted.start()].strip() if title is None else None)
    return told(embed, **({"description": text} if embed.kind == "video" else {"text": text}), **facts)


def _tiktok(tag: Tag, embed: Embed) -> Embed:
    section = next(inside(tag, "section"), tag)
    links = [a for a in inside(section, "a") if a.get("href")]
    author = next((a for a in links if _HANDLE.match(words(a))), None)
    music = [a for a in links if (attribute(a, "title") or words(a)).startswith("♬")]
    text = words(section, without=[*([author] if author is not None else []), *music], lines=" ")
    handle = words(author)[1:] if author is not None else None
    profile = f"https://www.tiktok.com/@{handle}" if handle else None
    sound = words(music[0], lines=" ") if music else None
    return told(
        embed,
        title=text or None,
        description=sound,
        authors=(Person(name=handle, handle=handle, url=profile),) if handle else (),
    )


def _card(page: Page, tag: Tag, embed: Embed) -> Embed:
    """A link card: Embedly, an embedded WordPress post, a Ghost bookmark."""
    part = {name: by_class(tag, f"kg-bookmark-{name}") for name in ("title", "description", "publisher", "thumbnail")}
    if part["title"] is not None:
        said, by, still = part["description"], part["publisher"], part["thumbnail"]
        shown = next(inside(still, "img"), None) if still is not None else None
        address = page.absolute(attribute(shown, "src")) if shown is not None else None
        return told(
            embed,
            title=words(part["title"], lines=" "),
            description=words(said, lines=" ") if said is not None else None,
            publisher=Organization(name=words(by, lines=" ")) if by is not None and words(by) else None,
            images=(Image(url=address, role="card"),) if address is not None else (),
        )
    link = tag if tag.name == "a" else next(inside(tag, "a"), None)
    title = words(link, lines=" ") if link is not None else ""
    description = paragraphs([p for p in inside(tag, "p") if not _is_link(p)]) if tag.name != "a" else None
    return told(embed, title=None if "://" in title else title, description=description)


def _flickr(page: Page, tag: Tag, embed: Embed) -> Embed:
    """A link around a picture, with `title="Title by Author, on Flickr"`."""
    title = attribute(tag, "title")
    match = _ON_FLICKR.match(title or "")
    still = next(inside(tag, "img"), None)
    address = page.absolute(attribute(still, "src")) if still is not None else None
    images: tuple[Image, ...] = ()
    if still is not None and address is not None:
        width, height = size(still)
        images = (Image(url=address, role="photo", width=width, height=height, alt=attribute(still, "alt")),)
    if match is None:
        return told(embed, images=images, title=title)
    return told(embed, images=images, title=match[1], authors=(Person(name=match[2]),) if match[2] else ())


def _is_link(paragraph: Tag) -> bool:
    link = next(inside(paragraph, "a"), None)
    return link is not None and words(link) == words(paragraph)


def _lang(tags: list[Tag]) -> str | None:
    for tag in tags:
        for each in (tag, *islice((each for each in nodes(tag) if is_tag(each) and each.get("lang")), 1)):
            value = attribute(each, "lang")
            if value and value != "und" and _LANG.match(value):
                return value
    return None
