"""Show and Episode: a podcast as plain values; each field says which tag of the feed it becomes.

Tags are those of RSS 2.0, Apple (`itunes:`), the podcast namespace (`podcast:`, podcastindex.org/namespace/1.0) and
Podlove Simple Chapters (`psc:`); what each may hold, and who demands it, is said once, in `mediakit.podcast.tags`.
`None` (or an empty tuple) = not said: no tag is written. Lengths are bytes, durations and positions seconds.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from mediakit.embed import Chapter
from mediakit.feeds import Enclosure
from mediakit.html import Html

# The namespace UUID of podcast:guid. Source: podcast-namespace, docs/tags/guid.md.
GUID_NAMESPACE: Final = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")


def feed_guid(feed_url: str) -> str:
    """The `podcast:guid` of a feed, by the namespace's rule: UUID v5 of its URL less scheme and final slashes.

    It is made once, from the first URL, and kept for life, also when the feed moves.

    >>> feed_guid("https://mp3s.nashownotes.com/pc20rss.xml")
    '917393e3-1b1e-5cef-ace4-edaa54e1f810'
    """
    address = feed_url.strip()
    _, scheme, rest = address.partition("://")
    return str(uuid.uuid5(GUID_NAMESPACE, (rest if scheme else address).rstrip("/")))


@dataclass(frozen=True, kw_only=True)
class Owner:
    """`itunes:owner`: whom directories write to when a show is claimed; YouTube refuses a feed without `email`."""

    name: str | None = None
    email: str | None = None


@dataclass(frozen=True, kw_only=True)
class Funding:
    """`podcast:funding`: where listeners may pay; `text` (up to 128 characters) is what the button says."""

    url: str
    text: str | None = None


@dataclass(frozen=True, kw_only=True)
class Contributor:
    """`podcast:person`: who speaks or works on it. An episode's list wholly replaces the show's.

    `role` and `group` are words of the namespace's taxonomy (host, guest, editor ...; cast, writing ...); left out they
    mean host and cast. `href` is a page about them, `img` a picture.
    """

    name: str
    role: str | None = None
    group: str | None = None
    href: str | None = None
    img: str | None = None


@dataclass(frozen=True, kw_only=True)
class Location:
    """`podcast:location`: what it is about (`rel` "subject") or where it was made ("creator").

    `geo` is a geo: URI (RFC 5870), `osm` an OpenStreetMap object (`R148838`), `country` ISO 3166-1 alpha-2.
    """

    name: str
    rel: str | None = None
    geo: str | None = None
    osm: str | None = None
    country: str | None = None


@dataclass(frozen=True, kw_only=True)
class License:
    """`podcast:license`: an SPDX-like name (`cc-by-4.0`), or a name of your own with the `url` of its text."""

    name: str
    url: str | None = None


@dataclass(frozen=True, kw_only=True)
class Txt:
    """`podcast:txt`: text for machines; `purpose` is `verify`, `applepodcastsverify`, `release`, `ai-content` ..."""

    text: str
    purpose: str | None = None


@dataclass(frozen=True, kw_only=True)
class Trailer:
    """`podcast:trailer`: an audio file that introduces the show or a season."""

    title: str
    url: str
    published: datetime
    length: int | None = None
    type: str | None = None
    season: int | None = None


@dataclass(frozen=True, kw_only=True)
class RemoteItem:
    """`podcast:remoteItem`: another feed (by its `podcast:guid`), or one item of it."""

    feed_guid: str
    feed_url: str | None = None
    item_guid: str | None = None
    medium: str | None = None
    title: str | None = None


@dataclass(frozen=True, kw_only=True)
class UpdateFrequency:
    """`podcast:updateFrequency`: how often, in words (`text`) and as an RFC 5545 rule (`rrule`)."""

    text: str | None = None
    rrule: str | None = None
    dtstart: str | None = None
    complete: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Chat:
    """`podcast:chat`: where listeners talk; `protocol` is irc, xmpp, nostr or matrix."""

    server: str
    protocol: str
    account_id: str | None = None
    space: str | None = None


@dataclass(frozen=True, kw_only=True)
class SocialInteract:
    """`podcast:socialInteract`: the post under which comments are made; `protocol` "disabled" says: nowhere."""

    protocol: str
    uri: str | None = None
    account_id: str | None = None
    account_url: str | None = None
    priority: int | None = None


@dataclass(frozen=True, kw_only=True)
class Artwork:
    """`podcast:image`: one more picture, of a stated size, shape and purpose; apps still show `image` first."""

    href: str
    alt: str | None = None
    aspect_ratio: str | None = None
    width: int | None = None
    height: int | None = None
    type: str | None = None
    purpose: str | None = None


@dataclass(frozen=True, kw_only=True)
class Transcript:
    """`podcast:transcript`: `type` text/vtt, application/x-subrip, application/json, text/html or text/plain.

    `rel` "captions" says that it is timed.
    """

    url: str
    type: str
    language: str | None = None
    rel: str | None = None


@dataclass(frozen=True, kw_only=True)
class Soundbite:
    """`podcast:soundbite`: `duration` seconds from `start` that are worth quoting (the namespace advises 15 to 120)."""

    start: float
    duration: float
    title: str | None = None


@dataclass(frozen=True, kw_only=True)
class AlternateSource:
    """`podcast:source`: one address of an alternate enclosure; `content_type` where it differs."""

    uri: str
    content_type: str | None = None


@dataclass(frozen=True, kw_only=True)
class Integrity:
    """`podcast:integrity`: `type` sri or pgp-signature, and its `value`."""

    type: str
    value: str


@dataclass(frozen=True, kw_only=True)
class AlternateEnclosure:
    """`podcast:alternateEnclosure`: another form of it: `bitrate` bits/s, `height` px, `codecs` RFC 6381."""

    type: str
    sources: tuple[AlternateSource, ...]
    length: int | None = None
    bitrate: float | None = None
    height: int | None = None
    lang: str | None = None
    title: str | None = None
    rel: str | None = None
    codecs: str | None = None
    default: bool | None = None
    integrity: Integrity | None = None


@dataclass(frozen=True, kw_only=True)
class ContentLink:
    """`podcast:contentLink`: the same thing somewhere else (a video platform); `text` is what the link says."""

    href: str
    text: str | None = None


@dataclass(frozen=True, kw_only=True)
class Episode:
    """One episode.

    guid:             `guid`: unique in the feed and never changed: directories know the episode by it alone.
    title:            `title`: no numbers, no name of the show.
    audio:            `enclosure`: URL, length in bytes, MIME type; all three must be there to write a feed.
    published:        `pubDate`: an aware datetime; later than `now` means scheduled.
    description:      `description`: plain text, or the few tags apps show; up to 4000 bytes.
    notes:            `content:encoded`: the show notes as HTML. Without a description their plain text is it.
    link:             `link`: the episode's page.
    author:           `itunes:author`.
    duration:         `itunes:duration`: seconds, written whole.
    image:            `itunes:image`: square, 1400-3000 px, JPEG or PNG.
    explicit:         `itunes:explicit`: true or false; `None` = as the show.
    block:            `itunes:block`: `True` hides the episode from Apple; nothing else is ever written.
    short_title:      `itunes:title`: the title for Apple, where it differs.
    season:           `itunes:season`, `podcast:season`: a number above 0.
    season_name:      `podcast:season name`.
    episode:          `itunes:episode` (whole numbers above 0), `podcast:episode` (also 3.5).
    episode_display:  `podcast:episode display`: what is shown instead of the number.
    episode_type:     `itunes:episodeType`.
    transcripts:      `podcast:transcript`.
    chapters:         `psc:chapters` (read by Spotify); also what `chapters_url` points to.
    chapters_url:     `podcast:chapters`: the address of a JSON chapters file.
    persons, soundbites, locations, license, txt, funding, images: see their types.
    alternates, content_links, social, chat: see their types.
    keywords:         `category`.
    """

    guid: str
    title: str
    audio: Enclosure | None = None
    published: datetime | None = None
    description: str | None = None
    notes: Html | None = None
    link: str | None = None
    author: str | None = None
    duration: float | None = None
    image: str | None = None
    explicit: bool | None = None
    block: bool | None = None
    short_title: str | None = None
    season: int | None = None
    season_name: str | None = None
    episode: int | float | None = None
    episode_display: str | None = None
    episode_type: Literal["full", "trailer", "bonus"] | None = None
    transcripts: tuple[Transcript, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    chapters_url: str | None = None
    persons: tuple[Contributor, ...] = ()
    soundbites: tuple[Soundbite, ...] = ()
    locations: tuple[Location, ...] = ()
    license: License | None = None
    txt: tuple[Txt, ...] = ()
    funding: tuple[Funding, ...] = ()
    images: tuple[Artwork, ...] = ()
    alternates: tuple[AlternateEnclosure, ...] = ()
    content_links: tuple[ContentLink, ...] = ()
    social: tuple[SocialInteract, ...] = ()
    chat: Chat | None = None
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Show:
    """A podcast.

    title:            `title`: nothing but the name.
    description:      `description`: up to 4000 bytes.
    link:             `link`: the show's page.
    feed_url:         `atom:link rel="self"`: where the feed is.
    language:         `language`: BCP 47; Apple refuses a feed without one.
    categories:       `itunes:category`: pairs of a category and its subcategory or `None`, in Apple's exact words.
    explicit:         `itunes:explicit`: true or false, always written (Apple and PSP-1 demand it).
    image:            `itunes:image`: square, 1400-3000 px, JPEG or PNG.
    author:           `itunes:author`.
    owner:            `itunes:owner`.
    copyright:        `copyright`.
    type:             `itunes:type`: a serial show needs episode numbers.
    short_title:      `itunes:title`.
    guid:             `podcast:guid`; when it is not given it is made of `feed_url` (`feed_guid`).
    locked:           `podcast:locked`: `True` asks platforms not to import the feed.
    locked_owner:     `podcast:locked owner`: the e-mail address that may unlock it; the owner's, when it is not given.
    medium:           `podcast:medium`: podcast, music, video, audiobook, newsletter ...
    new_feed_url:     `itunes:new-feed-url`: in the new feed, where the show has moved to.
    complete:         `itunes:complete`: `True` says that no more episodes will come; nothing else is ever written.
    block:            `itunes:block`: `True` hides the show from Apple; nothing else is ever written.
    updated:          `lastBuildDate`; the newest episode's date when it is not given. Never now.
    hub:              `atom:link rel="hub"`: the WebSub hub.
    funding, persons, locations, license, txt, trailers, images, chat, social: see their types.
    podroll:          `podcast:podroll`: shows the makers recommend.
    publisher:        `podcast:publisher`: the publisher's own feed.
    update_frequency: `podcast:updateFrequency`.
    uses_podping:     `podcast:podping usesPodping`.
    """

    title: str
    description: str
    link: str
    feed_url: str | None = None
    language: str | None = None
    categories: tuple[tuple[str, str | None], ...] = ()
    explicit: bool = False
    image: str | None = None
    author: str | None = None
    owner: Owner | None = None
    copyright: str | None = None
    type: Literal["episodic", "serial"] | None = None
    short_title: str | None = None
    guid: str | None = None
    locked: bool | None = None
    locked_owner: str | None = None
    medium: str | None = None
    new_feed_url: str | None = None
    complete: bool | None = None
    block: bool | None = None
    updated: datetime | None = None
    hub: str | None = None
    funding: tuple[Funding, ...] = ()
    persons: tuple[Contributor, ...] = ()
    locations: tuple[Location, ...] = ()
    license: License | None = None
    txt: tuple[Txt, ...] = ()
    trailers: tuple[Trailer, ...] = ()
    images: tuple[Artwork, ...] = ()
    podroll: tuple[RemoteItem, ...] = ()
    publisher: RemoteItem | None = None
    update_frequency: UpdateFrequency | None = None
    uses_podping: bool | None = None
    chat: Chat | None = None
    social: tuple[SocialInteract, ...] = ()
    episodes: tuple[Episode, ...] = ()
