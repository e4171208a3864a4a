"""Embed: one thing that somebody embedded, as a plain value that outlives its provider.

Rules of this file. Values are frozen and hashable; `None` means unknown, never `""`. Units: pixels are `int`, seconds
`float`, bytes `int`, datetimes aware (a bare `date` where only the day is known), languages BCP 47, MIME types lower
case, a ratio is width divided by height.

The seven kinds share every field. They say what a thing *is*; what can be *known* of it is open (a post may have a
duration, a podcast episode may come as a video), and so a kind can become more special without losing a fact.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias, TypeVar, assert_never

from mediakit.frozen import value
from mediakit.html import Html
from mediakit.times import Moment

if TYPE_CHECKING:
    from mediakit.fields import JSON

V = TypeVar("V")

Kind: TypeAlias = Literal["video", "photo", "gallery", "audio", "post", "rich", "link"]


class FrozenMap(Mapping[str, V]):
    """A mapping that cannot change and can be hashed.

    >>> ids = FrozenMap({"video": "abc"})
    >>> ids["video"], hash(ids) == hash(FrozenMap([("video", "abc")]))
    ('abc', True)
    """

    __slots__ = ("_items",)
    _items: dict[str, V]

    def __init__(self, items: Mapping[str, V] | Iterable[tuple[str, V]] = ()) -> None:
        self._items = dict(items)

    def __getitem__(self, name: str) -> V:
        return self._items[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FrozenMap) and self._items == other._items

    def __repr__(self) -> str:
        return f"FrozenMap({dict(sorted(self._items.items()))!r})"  # equal maps look equal


@value
class ProviderRef:
    """Who hosts it: `key` (lower case, `[a-z0-9]+`), the `name` people know, the provider's own `url`."""

    key: str
    name: str
    url: str | None = None


@value
class Person:
    """Who made it. `name` as the source writes it; `handle` without its `@`; `url` of their page."""

    name: str
    url: str | None = None
    handle: str | None = None


@value
class Organization:
    """Who published it (schema.org `publisher`, Open Graph `site_name`)."""

    name: str
    url: str | None = None


ImageRole: TypeAlias = Literal["photo", "poster", "thumbnail", "card", "icon", "logo", "avatar"]


@value
class Image:
    """A picture: `url` where it was found, `local` the content name of the copy that was kept.

    `role`: `photo` the picture itself; `poster` the still of a video or the cover of an episode; `thumbnail` a smaller
    stand-in; `card` what a page offers for previews; `icon`, `logo`, `avatar`.
    """

    url: str
    role: ImageRole = "thumbnail"
    width: int | None = None
    height: int | None = None
    alt: str | None = None
    mime: str | None = None
    size: int | None = None
    local: str | None = None
    caption: str | None = None
    credit: str | None = None

    @property
    def expires(self) -> datetime | None:
        """Until when `url` is good, where it is signed and says so: see `mediakit.expiry`."""
        from mediakit.expiry import expires

        return expires(self.url)


@value
class MediaFile:
    """A file that plays or opens by itself: an enclosure, an mp4, a pdf; `local` the name of a copy of one's own."""

    url: str
    mime: str | None = None
    size: int | None = None
    width: int | None = None
    height: int | None = None
    bitrate: int | None = None
    local: str | None = None

    @property
    def expires(self) -> datetime | None:
        """Until when `url` is good, where it is signed and says so: see `mediakit.expiry`."""
        from mediakit.expiry import expires

        return expires(self.url)


@value
class Player:
    """Where the provider's player is and how it wants to be sized; the tag around it is ours, built when rendering.

    `sizing`: `ratio` scales with the width (`width`/`height` give the ratio), `fixed` keeps `height` at any width,
    `auto` grows with its content. `parent`: the name of the URL parameter that must carry the host of the page the
    player stands in (Twitch), if it needs one.
    """

    url: str
    width: int | None = None
    height: int | None = None
    sizing: Literal["ratio", "fixed", "auto"] = "ratio"
    parent: str | None = None

    @property
    def ratio(self) -> float | None:
        """Width divided by height, where both are known."""
        return self.width / self.height if self.width and self.height else None


@value
class Chapter:
    """A named place in audio or video: `start` in seconds."""

    start: float
    title: str
    end: float | None = None
    url: str | None = None
    image: str | None = None


@value
class Series:
    """What an episode belongs to: a podcast, a programme; `feed` its RSS address."""

    title: str
    url: str | None = None
    feed: str | None = None


@value
class Rights:
    """Who owns it and on what terms it may be shown; `license` an SPDX or Creative Commons name where there is one.

    `acquire_url`: where leave to use it is asked for or bought (schema.org `acquireLicensePage`, ccREL
    `morePermissions`); `usage_url`: what its publisher says on using it (schema.org `usageInfo`).
    """

    license: str | None = None
    license_url: str | None = None
    credit: str | None = None
    copyright: str | None = None
    acquire_url: str | None = None
    usage_url: str | None = None


State: TypeAlias = Literal[
    "unknown", "ok", "gone", "private", "login", "age", "geo", "embed_off", "blocked", "unreachable"
]


@value
class Status:
    """Whether it is still there. Only `gone` and `private` are said to readers; the rest is for the newsroom.

    `checked`: when somebody last asked; `since`: since when it is so, where known; `http`: the status number.
    """

    state: State = "unknown"
    http: int | None = None
    reason: str | None = None
    checked: Moment | None = None
    since: Moment | None = None


@value
class Copy:
    """An archived copy somewhere else: `service` its name, `captured` its date."""

    url: str
    service: str | None = None
    captured: Moment | None = None


@value
class Snapshot:
    """What a thing said when it was seen: its words, who said them and when, as they stood at `url`.

    `taken` is when it was seen. `sha256` is the hash of all the rest in its kept form, so that a later change of the
    copy shows: `mediakit.keeping.is_intact`.
    """

    url: str
    taken: Moment
    title: str | None = None
    description: str | None = None
    text: str | None = None
    lang: str | None = None
    authors: tuple[Person, ...] = ()
    published: Moment | None = None
    modified: Moment | None = None
    sha256: str = ""


SourceKind: TypeAlias = Literal[
    "url",
    "id",
    "code",
    "oembed",
    "jsonld",
    "opengraph",
    "twitter",
    "microdata",
    "rdfa",
    "microformats",
    "html",
    "header",
    "file",
    "editor",
]


@value
class Source:
    """Where a field's value came from. When two values meet, the higher `rank` is kept (`merge`)."""

    kind: SourceKind
    rank: int = 0
    url: str | None = None
    at: Moment | None = None


@value
class Warning:
    """Something that went wrong on the way without losing the answer: `code` for programs, `detail` for people."""

    code: str
    detail: str


UNKNOWN = Status()
_NO_IDS: FrozenMap[str] = FrozenMap()
_NO_SOURCES: FrozenMap[Source] = FrozenMap()


@value
class Medium:
    """What every kind of embed may know; use one of the seven kinds below, never this class itself.

    `key` names the thing for ever: `provider:noun:id`, or `link:url:<canonical url>`. `url` is its public address.
    `text` is the thing's own words, as they were (a post); `description` is what a page says about it.
    `files` are the media themselves where they can be had directly; `photos` are a gallery's pictures in their order.
    `start` and `end` are the stretch the editor pointed at; `form` is what a `Rich` shows.
    `archived` are copies elsewhere; `snapshots` what it said on the days it was kept, the oldest first.
    `provenance` names the source of each field by its name.
    """

    kind: ClassVar[Kind]

    key: str
    url: str
    provider: ProviderRef | None = None
    ids: FrozenMap[str] = _NO_IDS
    title: str | None = None
    description: str | None = None
    text: str | None = None
    lang: str | None = None
    authors: tuple[Person, ...] = ()
    publisher: Organization | None = None
    published: Moment | None = None
    modified: Moment | None = None
    duration: float | None = None
    start: float | None = None
    end: float | None = None
    live: Literal["upcoming", "live", "ended"] | None = None
    images: tuple[Image, ...] = ()
    photos: tuple[Image, ...] = ()
    files: tuple[MediaFile, ...] = ()
    player: Player | None = None
    series: Series | None = None
    season: int | None = None
    episode: int | None = None
    chapters: tuple[Chapter, ...] = ()
    transcript: str | None = None
    quoted: Embed | None = None
    form: Literal["document", "map", "chart", "poll", "code", "form"] | None = None
    pages: int | None = None
    keywords: tuple[str, ...] = ()
    rights: Rights | None = None
    status: Status = UNKNOWN
    archived: tuple[Copy, ...] = ()
    snapshots: tuple[Snapshot, ...] = ()
    provenance: FrozenMap[Source] = _NO_SOURCES
    warnings: tuple[Warning, ...] = ()

    def to_dict(self) -> dict[str, JSON]:
        """This embed as plain JSON values, to be kept with the post; `mediakit.from_dict` reads it back equal."""
        from mediakit.kept import embed_to_dict

        return embed_to_dict(self)


# The kinds add no field, so they are not decorated again: fields, equality and hash are those of Medium, which compares
# classes too.


class Video(Medium):
    """Something to watch."""

    kind: ClassVar[Kind] = "video"


class Photo(Medium):
    """One picture: the image whose role is `photo`."""

    kind: ClassVar[Kind] = "photo"


class Gallery(Medium):
    """Several pictures in an order: `photos`."""

    kind: ClassVar[Kind] = "gallery"


class Audio(Medium):
    """Something to listen to: an episode, a track, a programme."""

    kind: ClassVar[Kind] = "audio"


class SocialPost(Medium):
    """What somebody said in public on a network: `text`, `authors`, `published`."""

    kind: ClassVar[Kind] = "post"


class Rich(Medium):
    """Something else with a player of its own: a document, a map, a chart, a poll, code."""

    kind: ClassVar[Kind] = "rich"


class Link(Medium):
    """A page: the card that says what is behind a link."""

    kind: ClassVar[Kind] = "link"


Embed: TypeAlias = Video | Photo | Gallery | Audio | SocialPost | Rich | Link

KINDS: dict[Kind, type[Embed]] = {
    "video": Video,
    "photo": Photo,
    "gallery": Gallery,
    "audio": Audio,
    "post": SocialPost,
    "rich": Rich,
    "link": Link,
}


@value
class Placed:
    """An embed where an editor put it. These words are the editor's: no refresh and no store ever touches them.

    `caption` and `credit` stand under it (`Html` is taken as it is, other text is escaped); `alt` describes it to those
    who don't see it; `title` corrects the embed's own.
    """

    embed: Embed
    caption: str | Html | None = None
    credit: str | None = None
    alt: str | None = None
    title: str | None = None


def poster(embed: Embed) -> Image | None:
    """The picture that stands for the embed, or `None`: the photo, a gallery's first, else the best still there is.

    >>> poster(Link(key="link:url:https://example.org/", url="https://example.org/")) is None
    True
    """
    match embed:
        case Gallery(photos=(first, *_)):
            return first
        case Photo() | Gallery() | Video() | Audio() | SocialPost() | Rich() | Link():
            order: tuple[ImageRole, ...] = ("photo", "poster", "card", "thumbnail")
            for role in order:
                for image in embed.images:
                    if image.role == role:
                        return image
            return embed.photos[0] if embed.photos else None
        case _:
            assert_never(embed)


def day(value: Moment) -> date:
    """The calendar day of a moment, in its own zone."""
    return value.date() if isinstance(value, datetime) else value
