"""An embed from the JSON-LD that a live page of ours states of it: what `structured` wrote, back as a value.

Its `identifier` is the key and its type the kind, so both come back exactly; of the rest, what JSON-LD can say. The
card beside it knows the editor's caption. (The whole truth is `blog.json`; a page is read where only it was saved.)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final, Literal

from mediakit import cards, times
from mediakit.cards.theme import Theme
from mediakit.embed import (
    KINDS,
    Embed,
    FrozenMap,
    Image,
    ImageRole,
    Kind,
    MediaFile,
    Organization,
    Person,
    Photo,
    Placed,
    Player,
    ProviderRef,
    Rights,
    Series,
    Status,
)
from mediakit.fields import JSON
from mediakit.read.jsonld import each, kinds
from mediakit.url import NOWHERE, safe

_KIND: Final[Mapping[str, Kind]] = {
    "VideoObject": "video",
    "ImageObject": "photo",
    "ImageGallery": "gallery",
    "AudioObject": "audio",
    "PodcastEpisode": "audio",
    "SocialMediaPosting": "post",
    "Article": "link",
    "WebPage": "link",
}
_FORM: Final[Mapping[str, Literal["document", "map", "code"]]] = {
    "DigitalDocument": "document",
    "Map": "map",
    "SoftwareSourceCode": "code",
}
_STILL: Final[Mapping[Kind, ImageRole]] = {"video": "poster", "audio": "poster"}
_UNKNOWN: Final = "unknown:"
_PLACES: Final = ("video", "image", "audio", "sharedContent")

Stated = Mapping[str, JSON]


def stated_media(posting: Stated) -> list[Stated] | None:
    """The embeds that a posting of ours states, in the order of its body; `None` where it is none of ours."""
    found: list[tuple[int, Stated]] = []
    for name in _PLACES:
        for one in each(posting.get(name)):
            place = one.get("position") if isinstance(one, Mapping) else None
            if not isinstance(one, Mapping) or not isinstance(place, int) or not said(one, "identifier"):
                return None
            found.append((place, one))
    return [one for _, one in sorted(found, key=lambda pair: pair[0])]


def identifier(embed: Embed) -> str:
    """The key as a page states it: the address of what has none (`saved.part_url`) is named on no page."""
    return embed.key.replace(f"link:url:{NOWHERE}", _UNKNOWN, 1)


def _key(stated: Stated) -> str | None:
    found = said(stated, "identifier")
    return found.replace(_UNKNOWN, f"link:url:{NOWHERE}", 1) if found and found.startswith(_UNKNOWN) else found


def placed_of(stated: Stated) -> Placed:
    """The embed with the words that the page's JSON-LD holds."""
    embed = embed_of(stated)
    picture = said(stated, "description") if isinstance(embed, Photo) else None
    credit = said(stated, "creditText")
    if embed.rights is not None and credit == embed.rights.copyright:
        credit = None  # the thing's own, not an editor's
    return Placed(embed=embed, caption=said(stated, "caption"), credit=credit, alt=picture)


def without_our_words(placed: Placed, lang: str) -> Placed:
    """Without a title or authors that our JSON-LD in this language makes up for what has none: "Video on Vine"."""
    embed, theme = placed.embed, Theme(lang=lang)
    if embed.quoted is not None:
        embed = replace(embed, quoted=without_our_words(Placed(embed=embed.quoted), lang).embed)
    unsigned = replace(embed, title=None, authors=())
    if authors_of(cards.jsonld(replace(placed, embed=unsigned), theme)) == embed.authors:
        embed = replace(embed, authors=())
    untitled = replace(placed, embed=replace(embed, title=None))
    return untitled if cards.jsonld(untitled, theme)["name"] == embed.title else replace(placed, embed=embed)


def embed_of(stated: Stated) -> Embed:
    """The embed alone. One whose address is not known stands nowhere, at its key."""
    from mediakit.providers import from_url

    address = safe(said(stated, "url"))
    key = _key(stated) or f"link:url:{address or NOWHERE}"
    url = address or safe(key.removeprefix("link:url:")) or NOWHERE + "#" + key
    type_of = next(iter(kinds(stated)), "")
    kind: Kind = _KIND.get(type_of, "rich")
    player = safe(said(stated, "embedUrl"))
    known = from_url(url)
    played = from_url(player) if player else None
    if known is None or (known.key != key and "identifier" in stated):
        known = played if played is not None and played.key == key else None
    plays = played if played is not None and played.key == key else known
    fields: dict[str, Any] = {
        "key": key if known is None or "identifier" in stated else known.key,
        "url": url,
        "provider": (known.provider if known else None) or _provider(stated, key),
        "ids": known.ids if known else FrozenMap(),
        "player": (plays.player if plays else None) or (Player(url=player) if player else None),
        "start": played.start if played else None,
        "end": played.end if played else None,
        "title": said(stated, "name"),
        "description": said(stated, "description") if kind != "photo" else None,
        "text": said(stated, "articleBody") or said(stated, "text"),
        "lang": said(stated, "inLanguage"),
        "authors": authors_of(stated),
        "publisher": _organization(stated.get("publisher")),
        "published": times.moment(said(stated, "datePublished")),
        "modified": times.moment(said(stated, "dateModified")),
        "duration": times.seconds(said(stated, "duration")),
        "keywords": tuple(word for word in each(stated.get("keywords")) if isinstance(word, str)),
        "form": _FORM.get(type_of),
        "status": _status(stated),
        **_pictures(stated, kind),
        **_sound(stated),
    }
    license_url, copyright_of = safe(said(stated, "license")), said(stated, "copyrightNotice")
    if license_url or copyright_of:
        fields["rights"] = Rights(license_url=license_url, copyright=copyright_of)
    shared = stated.get("sharedContent")
    if kind == "post" and isinstance(shared, Mapping):
        fields["quoted"] = embed_of(shared)
    embed: Embed = KINDS[kind](**fields)
    return embed


def said(stated: Stated, name: str) -> str | None:
    """A field's text as it stands: what we wrote needs no repair."""
    value = stated.get(name)
    return value if isinstance(value, str) and value else None


def authors_of(stated: Stated) -> tuple[Person, ...]:
    """The persons of `author`; a handle without its `@`."""
    return tuple(
        Person(
            name=name,
            url=safe(said(one, "url")),
            handle=handle.removeprefix("@") if (handle := said(one, "alternateName")) else None,
        )
        for one in each(stated.get("author"))
        if isinstance(one, Mapping) and (name := said(one, "name"))
    )


def _organization(value: JSON) -> Organization | None:
    if not isinstance(value, Mapping) or not (name := said(value, "name")):
        return None
    return Organization(name=name, url=safe(said(value, "url")))


def _provider(stated: Stated, key: str) -> ProviderRef | None:
    """The provider; its key is the first part of the embed's, unless that is the key of an address."""
    named, own = _organization(stated.get("provider")), key.partition(":")[0]
    if named is None:
        return None
    if own == "link":
        own = "".join(filter(str.isalnum, named.name.lower().encode("ascii", "ignore").decode())) or "unknown"
    return ProviderRef(key=own, name=named.name, url=named.url)


def _status(stated: Stated) -> Status:
    since = times.moment(said(stated, "expires"))
    match said(stated, "creativeWorkStatus"):
        case "gone":
            return Status(state="gone", since=since)
        case "private":
            return Status(state="private", since=since)
        case _:
            return Status()


def _pictures(stated: Stated, kind: Kind) -> dict[str, Any]:
    """Its images, and a gallery's photos."""
    if kind == "gallery":
        return {"photos": tuple(_images(stated.get("associatedMedia"), "photo"))}
    if kind == "photo":
        return {"images": tuple(_images(stated, "photo"))}
    pictures = tuple(_images(stated.get("image"), "photo" if kind == "post" else _STILL.get(kind, "card")))
    still = safe(said(stated, "thumbnailUrl"))
    return {"images": (*pictures, Image(url=still, role="poster")) if still else pictures}


def _images(value: JSON, role: ImageRole) -> Iterator[Image]:
    for one in each(value):
        stated: Stated = one if isinstance(one, Mapping) else {"contentUrl": one}
        address = safe(said(stated, "contentUrl"))
        if address:
            width, height = stated.get("width"), stated.get("height")
            yield Image(
                url=address,
                role=role,
                width=width if isinstance(width, int) else None,
                height=height if isinstance(height, int) else None,
                alt=said(stated, "description"),
                caption=said(stated, "caption") if role == "photo" and "position" not in stated else None,
                credit=said(stated, "creditText") if role == "photo" and "position" not in stated else None,
            )


def _sound(stated: Stated) -> dict[str, Any]:
    """Its files, and the series it belongs to."""
    found: dict[str, Any] = {}
    if "ImageObject" not in kinds(stated):
        files = [one for one in each(stated.get("associatedMedia")) if isinstance(one, Mapping)]
        listed = [(safe(said(one, "contentUrl")), said(one, "encodingFormat")) for one in (stated, *files)]
        if "ImageGallery" not in kinds(stated):
            found["files"] = tuple(MediaFile(url=url, mime=mime) for url, mime in listed if url)
    series, season = stated.get("partOfSeries"), stated.get("partOfSeason")
    if isinstance(series, Mapping) and (title := said(series, "name")):
        found["series"] = Series(title=title, url=safe(said(series, "url")), feed=safe(said(series, "webFeed")))
        number = season.get("seasonNumber") if isinstance(season, Mapping) else None
        episode = stated.get("episodeNumber")
        found["season"] = number if isinstance(number, int) else None
        found["episode"] = episode if isinstance(episode, int) else None
    return found
