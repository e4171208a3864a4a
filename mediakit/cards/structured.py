"""jsonld: the card as schema.org says it, for machines; and the script element that carries it in a page.

Only what is known is stated: a guessed `uploadDate` or thumbnail would earn a rich result by a lie. Sources:
schema.org 30, Google's pages on Article, VideoObject and ImageObject; `archivedAt` names the archived copies.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final, assert_never

from mediakit import url
from mediakit.cards.deciding import DEFAULT, card
from mediakit.cards.feedcontent import absolute
from mediakit.cards.language import size, span
from mediakit.cards.naming import words_of
from mediakit.cards.spelling import machine_time
from mediakit.cards.theme import Theme
from mediakit.cards.view import Card, Picture
from mediakit.embed import Embed, Organization, Placed
from mediakit.fields import JSON
from mediakit.html import Html
from mediakit.times import iso_duration

_IN_SCRIPT: Final = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_MEDIA: Final = frozenset({"VideoObject", "ImageObject", "AudioObject"})


def jsonld(shown: Embed | Placed, theme: Theme = DEFAULT) -> dict[str, JSON]:
    """The embed as a JSON-LD object with its `@context`; never without `@type` and `name`.

    >>> from mediakit.embed import Link
    >>> jsonld(Link(key="link:url:https://example.org/a", url="https://example.org/a", title="Tides"))["@type"]
    'WebPage'
    """
    return {"@context": "https://schema.org", **thing(card(shown, theme), theme)}


def jsonld_script(data: Mapping[str, JSON]) -> Html:
    """The element that carries `data` in a page: no character in it can end the script or the page.

    >>> jsonld_script({"name": "</script>"})
    Html('<script type="application/ld+json">{"name": "\\\\u003c/script\\\\u003e"}</script>')
    """
    text = json.dumps(data, ensure_ascii=False, allow_nan=False)
    safe = "".join(_IN_SCRIPT.get(c, c) for c in text)
    return Html(f'<script type="application/ld+json">{safe}</script>')


def thing(given: Card, theme: Theme) -> dict[str, JSON]:
    """A card that is already decided, without `@context`: to stand inside another object."""
    kind = _type(given)
    stated: dict[str, JSON | None] = {"@type": kind, "name": given.name, **_common(given, theme)}
    match given.kind:
        case "video":
            stated |= _video(given, theme)
        case "photo":
            stated |= _photo(given, theme)
        case "gallery":
            stated["associatedMedia"] = _pictures(given, theme)
        case "audio":
            stated |= _audio(given, theme)
        case "post":
            stated |= _post(given, theme)
        case "rich" | "link":
            stated["image"] = _address(given.poster, theme)
        case _:
            assert_never(given.kind)
    if kind in _MEDIA and given.caption:
        stated["caption"] = words_of(given.caption)
    return {name: value for name, value in stated.items() if value not in (None, "", [], {})}


def _type(given: Card) -> str:
    embed = given.embed
    match given.kind:
        case "video":
            return "VideoObject"
        case "photo":
            return "ImageObject"
        case "gallery":
            return "ImageGallery"
        case "audio":
            return "PodcastEpisode" if embed.series is not None else "AudioObject"
        case "post":
            return "SocialMediaPosting"
        case "rich":
            return {"document": "DigitalDocument", "map": "Map", "code": "SoftwareSourceCode"}.get(
                embed.form or "", "CreativeWork"
            )
        case "link":
            return "Article" if embed.published is not None and embed.authors else "WebPage"
        case _:
            assert_never(given.kind)


def _common(given: Card, theme: Theme) -> dict[str, JSON | None]:
    embed, rights = given.embed, given.embed.rights
    about = words_of(embed.description) if embed.description else None
    return {
        "url": given.url,
        "headline": given.title if given.kind in ("link", "post") and given.titled else None,
        "description": about,
        "text": words_of(embed.text) if embed.text and given.kind not in ("post", "link") else None,
        "inLanguage": given.quote.lang if given.quote else given.excerpt.lang if given.excerpt else given.title_lang,
        "author": [
            _known({"@type": "Person", "name": m.name, "alternateName": m.handle, "url": m.url}) for m in given.makers
        ],
        "publisher": _organization(embed.publisher),
        "provider": _known(
            {"@type": "Organization", "name": embed.provider.name, "url": url.safe(embed.provider.url)}
        ) if embed.provider is not None else None,
        "datePublished": machine_time(embed.published) if embed.published is not None else None,
        "dateModified": machine_time(embed.modified) if embed.modified is not None else None,
        "keywords": list(embed.keywords),
        "license": url.safe(rights.license_url) if rights is not None else None,
        "acquireLicensePage": url.safe(rights.acquire_url) if rights is not None else None,
        "usageInfo": url.safe(rights.usage_url) if rights is not None else None,
        "creditText": given.credit,
        "copyrightNotice": rights.copyright if rights is not None else None,
        "archivedAt": [copy.url for copy in given.archived],
    }  # fmt: skip


def _organization(publisher: Organization | None) -> dict[str, JSON] | None:
    if publisher is None:
        return None
    return _known({"@type": "Organization", "name": publisher.name, "url": url.safe(publisher.url)})


def _known(stated: dict[str, JSON | None]) -> dict[str, JSON]:
    return {name: value for name, value in stated.items() if value is not None}


def _address(picture: Picture | None, theme: Theme) -> str | None:
    """The picture's own copy where it has an address, else where it was found: machines ask for it, not readers."""
    return (absolute(picture.src, theme) or picture.url) if picture is not None else None


def _video(given: Card, theme: Theme) -> dict[str, JSON | None]:
    embed = given.embed
    ended = embed.status.since if given.gone else None
    return {
        "thumbnailUrl": _address(given.poster, theme),
        "uploadDate": machine_time(embed.published) if embed.published is not None else None,
        "duration": iso_duration(given.duration) if given.duration is not None else None,
        "embedUrl": url.safe(embed.player.url) if embed.player is not None else None,
        "contentUrl": next((file.url for file in embed.files if url.safe(file.url)), None),
        "expires": machine_time(ended) if ended is not None else None,
        "transcript": None,
        "hasPart": _clips(given),
    }


def _clips(given: Card) -> list[JSON]:
    """Chapters as clips; each must have an address of its own."""
    clips: list[JSON] = []
    for chapter in given.embed.chapters:
        start, end, address = span(chapter.start), span(chapter.end), url.safe(chapter.url)
        if start is not None and address is not None and chapter.title:
            clips.append(
                _known({"@type": "Clip", "name": chapter.title, "startOffset": start, "endOffset": end, "url": address})
            )
    return clips


def _photo(given: Card, theme: Theme) -> dict[str, JSON | None]:
    picture = given.poster
    return {
        "contentUrl": _address(picture, theme),
        "width": picture.width if picture is not None else None,
        "height": picture.height if picture is not None else None,
        "description": picture.said if picture is not None and picture.said else given.embed.description,
    }


def _pictures(given: Card, theme: Theme) -> list[JSON]:
    return [
        _known(
            {
                "@type": "ImageObject",
                "contentUrl": _address(picture, theme),
                "description": picture.said,
                "caption": words_of(picture.caption) if picture.caption else None,
                "creditText": picture.credit,
                "width": picture.width,
                "height": picture.height,
            }
        )
        for picture in given.pictures
    ]


def _audio(given: Card, theme: Theme) -> dict[str, JSON | None]:
    embed = given.embed
    files: list[JSON] = [
        _known(
            {
                "@type": "AudioObject",
                "contentUrl": file.url,
                "encodingFormat": file.mime,
                "contentSize": size(file.size, theme.words) if file.size and file.size > 0 else None,
                "duration": iso_duration(given.duration) if given.duration is not None else None,
            }
        )
        for file in embed.files
        if url.safe(file.url)
    ]
    length = iso_duration(given.duration) if given.duration is not None else None
    picture = _address(given.poster, theme)
    if embed.series is None:
        first = next((file.url for file in embed.files if url.safe(file.url)), None)
        return {"contentUrl": first, "duration": length, "uploadDate": None, "image": picture}
    return {
        "duration": length,
        "image": picture,
        "episodeNumber": embed.episode,
        "partOfSeason": {"@type": "PodcastSeason", "seasonNumber": embed.season} if embed.season is not None else None,
        "partOfSeries": _known(
            {
                "@type": "PodcastSeries",
                "name": embed.series.title,
                "url": url.safe(embed.series.url),
                "webFeed": url.safe(embed.series.feed),
            }
        ),
        "associatedMedia": files,
        "hasPart": _clips(given),
    }


def _post(given: Card, theme: Theme) -> dict[str, JSON | None]:
    return {
        "articleBody": given.quote.text if given.quote is not None else None,
        "image": _pictures(given, theme),
        "sharedContent": thing(given.quoted, theme) if given.quoted is not None else None,
    }
