"""merge: two values about one thing become one that knows all that either knew.

The rules, each a property test: later answers add and never take away; a kind may only become more special; the order
of merging does not matter (each field's source carries its rank); an answer that failed changes nothing but the status.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Final, TypeVar

from mediakit import chars, times
from mediakit.embed import (
    KINDS,
    Embed,
    FrozenMap,
    Image,
    ImageRole,
    Kind,
    MediaFile,
    Medium,
    Snapshot,
    Source,
    State,
    Status,
)
from mediakit.pictures import is_content_name

_SPECIAL: Final[dict[Kind, int]] = {
    "link": 0,
    "rich": 1,
    "photo": 2,
    "gallery": 3,
    "audio": 4,
    "video": 5,
    "post": 6,
}
_ROLES: Final[dict[ImageRole, int]] = {
    "photo": 0,
    "poster": 1,
    "card": 2,
    "thumbnail": 3,
    "logo": 4,
    "icon": 5,
    "avatar": 6,
}
_NO_SOURCE: Final = Source(kind="html", rank=-1)
# States in which nobody saw the thing itself: they may not displace what somebody found who did.
_TRANSIENT: Final[frozenset[State]] = frozenset({"unknown", "unreachable", "blocked", "login"})
_MEASURED: Final = frozenset({"local", "mime", "size", "width", "height", "bitrate"})
_UNITED: Final = frozenset({"ids", "images", "files", "keywords", "archived", "snapshots", "warnings"})
_APART: Final = frozenset({"key", "url", "status", "provenance"}) | _UNITED
_CHOSEN: Final = tuple(f.name for f in fields(Medium) if f.name not in _APART)


def merge(one: Embed, other: Embed) -> Embed:
    """What `one` and `other` know together; both must be about the same thing.

    Where both know a field, the source with the higher rank wins, then the later answer. `ids`, `images`, `files`,
    `keywords`, `archived`, `snapshots` and `warnings` are united. Takes and returns embeds, changes neither.

    >>> from mediakit import Link, Video
    >>> a = Link(key="link:url:https://example.org/v", url="https://example.org/v", title="Launch")
    >>> b = Video(key="link:url:https://example.org/v", url="https://example.org/v", duration=62.0)
    >>> merge(a, b).kind, merge(a, b).title, merge(a, b) == merge(b, a)
    ('video', 'Launch', True)
    """
    if one == other and repr(one) == repr(other):
        return one
    sources: dict[str, Source] = {}
    values: dict[str, object] = {}
    for name in _CHOSEN:
        mine, theirs = getattr(one, name), getattr(other, name)
        if _unknown(mine):
            if _unknown(theirs):
                continue
            chosen, owner = theirs, other
        elif not _unknown(theirs) and _outweighs(other, one, name, theirs, mine):
            chosen, owner = theirs, other
        else:
            chosen, owner = mine, one
        values[name] = chosen
        if name in owner.provenance:
            sources[name] = _best(one, other, name, chosen)
    named = one if _are_alike(one, other) else max(one, other, key=_identity)
    values["key"], values["url"] = named.key, named.url
    for name in ("key", "url"):
        if name in named.provenance:
            sources[name] = named.provenance[name]
    values["ids"] = FrozenMap(
        {name: max(e.ids[name] for e in (one, other) if name in e.ids) for name in sorted({*one.ids, *other.ids})}
    )
    values["images"] = _images(one.images, other.images)
    values["files"] = _files(one.files, other.files)
    for name in ("keywords", "archived", "warnings"):
        # By repr, not by ==: noon in London and 14:00 in Athens are equal, and which one stays may not depend on order.
        if every := (*getattr(one, name), *getattr(other, name)):
            found = {repr(each): each for each in every}
            values[name] = tuple(found[at] for at in sorted(found))
    values["snapshots"] = united_snapshots(one.snapshots, other.snapshots)
    values["status"] = _status(one.status, other.status)
    for name in _UNITED | {"status"}:
        known = [e.provenance[name] for e in (one, other) if name in e.provenance]
        if known:
            sources[name] = max(known, key=_source_weight)
    values["provenance"] = FrozenMap(sources)
    kind = max(one.kind, other.kind, key=_SPECIAL.__getitem__)
    return KINDS[kind](**values)  # type: ignore[arg-type]  # every name is a field of Medium


def told_once(embed: Embed) -> Embed:
    """The embed without a description that only says its text again: whole, in quotation marks, or cut short.

    Pages of posts give the post's own words as their description; whoever shows both shows them twice.

    >>> from mediakit import SocialPost
    >>> url = "https://example.org/1"
    >>> post = SocialPost(key=f"link:url:{url}", url=url, text="The ferry is back.", description="“The ferry is…”")
    >>> told_once(post).description is None
    True
    """
    if embed.text is None or embed.description is None:
        return embed
    said = chars.one_line(embed.description).strip(" \"'“”„«»‘’….")
    if not chars.one_line(embed.text).lstrip(" \"'“”„«»‘’….").startswith(said):
        return embed
    sources = {name: source for name, source in embed.provenance.items() if name != "description"}
    return replace(embed, description=None, provenance=FrozenMap(sources))


def with_kept(embed: Embed, before: Embed) -> Embed:
    """The embed with what was kept of it `before` and no answer can bring: copies of its pictures, snapshots of quotes.

    A gallery's photos and a quoted post are taken whole from whoever knows best, who has no copies of them.

    >>> from mediakit import Gallery
    >>> a = Gallery(key="x:set:1", url="https://x.example/1", photos=(Image(url="https://x.example/1.jpg"),))
    >>> b = replace(a, photos=(replace(a.photos[0], local="1.jpg"),))
    >>> with_kept(a, b) == b, with_kept(b, a) == b
    (True, True)
    """
    copies = {image.url: image for image in pictures_of(before) if image.local is not None}
    return _with_kept(embed, before, copies)


def _with_kept(embed: Embed, before: Embed | None, copies: Mapping[str, Image]) -> Embed:
    found: dict[str, object] = {}
    for name in ("images", "photos"):
        images: tuple[Image, ...] = getattr(embed, name)
        found[name] = tuple(
            copied(image, copies[image.url]) if image.local is None and image.url in copies else image
            for image in images
        )
    if before is not None and before.key == embed.key:
        found["snapshots"] = united_snapshots(embed.snapshots, before.snapshots)
    if embed.quoted is not None:
        found["quoted"] = _with_kept(embed.quoted, before.quoted if before is not None else None, copies)
    return replace(embed, **found)  # type: ignore[arg-type]  # every name is a field of Medium


def copied(image: Image, copy: Image) -> Image:
    """The picture with the copy that was kept of it, and what was measured there."""
    return replace(
        image,
        local=copy.local,
        mime=copy.mime or image.mime,
        size=copy.size or image.size,
        width=copy.width or image.width,
        height=copy.height or image.height,
    )


def pictures_of(embed: Embed) -> Iterator[Image]:
    """Every picture of an embed, of what it quotes too."""
    yield from embed.images
    yield from embed.photos
    if embed.quoted is not None:
        yield from pictures_of(embed.quoted)


def _unknown(value: object) -> bool:
    """`None` or an empty list; a start of 0.0 seconds is known."""
    return value is None or value == ()


def _source_weight(source: Source) -> tuple[int, float, str]:
    return (source.rank, _age(source.at), repr(source))


def _rank(embed: Embed, name: str) -> tuple[int, float]:
    source = embed.provenance.get(name, _NO_SOURCE)
    return (source.rank, _age(source.at))


def _outweighs(other: Embed, one: Embed, name: str, theirs: object, mine: object) -> bool:
    """Whether what `other` says of a field goes before what `one` says; where nothing else decides, how it reads."""
    theirs_first, mine_first = _rank(other, name), _rank(one, name)
    return repr(theirs) > repr(mine) if theirs_first == mine_first else theirs_first > mine_first


def _age(at: times.Moment | None) -> float:
    """A moment as a number that grows with time, whatever its zone; what has no date is older than what has one."""
    return times.instant(at).timestamp() if at else -math.inf


def _best(one: Embed, other: Embed, name: str, value: object) -> Source:
    """The best source that states this value: when both state it, both are true and the higher rank is said."""
    stated = [e.provenance[name] for e in (one, other) if name in e.provenance and getattr(e, name) == value]
    return max(stated, key=_source_weight) if len(stated) > 1 else stated[0]


def _are_alike(one: Embed, other: Embed) -> bool:
    """Whether both have the same key and URL, and neither says who told so: then there is nothing to choose."""
    sources = (*one.provenance, *other.provenance)
    return one.key == other.key and one.url == other.url and "key" not in sources and "url" not in sources


def _identity(embed: Embed) -> tuple[bool, tuple[int, float], str, str]:
    """Whose key and URL are kept, together: a provider's key before a bare link's, then the better source."""
    source = embed.provenance
    return (
        not embed.key.startswith("link:"),
        _rank(embed, "url"),
        repr(embed.url),
        repr((embed.key, source.get("key"), source.get("url"))),
    )


def _status(one: Status, other: Status) -> Status:
    """What was found last; that nobody answered says nothing against what was found when somebody did."""
    first, second = _seen(one), _seen(other)
    return max(one, other, key=repr) if first == second else one if first > second else other


def _seen(status: Status) -> tuple[bool, float]:
    return status.state not in _TRANSIENT, max(_age(status.checked), _age(status.since))


def _images(one: tuple[Image, ...], other: tuple[Image, ...]) -> tuple[Image, ...]:
    """Every image once by URL and role, united; the telling roles first, the larger before the smaller."""
    found: dict[tuple[str, str], Image] = {}
    for image in (*one, *other):
        at = (image.url, image.role)
        found[at] = _united(found[at], image) if at in found else image
    return tuple(sorted(found.values(), key=lambda i: (_ROLES[i.role], -((i.width or 0) * (i.height or 0)), i.url)))


def _files(one: tuple[MediaFile, ...], other: tuple[MediaFile, ...]) -> tuple[MediaFile, ...]:
    """Every file once by URL, united, in the order of their URLs."""
    found: dict[str, MediaFile] = {}
    for file in (*one, *other):
        found[file.url] = _united(found[file.url], file) if file.url in found else file
    return tuple(found[at] for at in sorted(found))


def united_snapshots(one: tuple[Snapshot, ...], other: tuple[Snapshot, ...]) -> tuple[Snapshot, ...]:
    """Every snapshot once, the oldest first: what was said once stays beside what is said now."""
    found = {repr(each): each for each in (*one, *other)}
    return tuple(sorted(found.values(), key=lambda each: (_age(each.taken), repr(each))))


F = TypeVar("F", Image, MediaFile)


def _united(one: F, other: F) -> F:
    """Two values of one URL: field by field what is known, the longer word and the larger number where both are.

    What was measured on a kept copy stands: its page may announce a larger one, but this is the one that is shown.
    """
    measured = (_kept(one), _kept(other))
    values = {}
    for f in fields(one):
        mine, theirs = getattr(one, f.name), getattr(other, f.name)
        if f.name in _MEASURED and measured[0] != measured[1]:
            values[f.name] = mine if measured[0] > measured[1] else theirs
        else:
            values[f.name] = mine if theirs is None else theirs if mine is None else max(mine, theirs, key=_known)
    return replace(one, **values)


def _kept(part: Image | MediaFile) -> str:
    """The name of the copy that was made here and measured, which no name of the site's own can be; else `""`."""
    return part.local if part.local is not None and is_content_name(part.local) else ""


def _known(value: str | int) -> tuple[int, str]:
    return (len(value) if isinstance(value, str) else value, str(value))
