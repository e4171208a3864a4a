"""merge: two values about one thing become one that knows all that either knew.

The rules, each a property test: later answers add and never take away; a kind may only become more special; the order
of merging does not matter (each field's source carries its rank); an answer that failed changes nothing but the status.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Final, Protocol, TypeVar

from mediakit import times
from mediakit.embed import (
    KINDS,
    Embed,
    FrozenMap,
    Image,
    ImageRole,
    Kind,
    Medium,
    Source,
    Status,
)

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
_UNITED: Final = frozenset({"ids", "images", "files", "keywords", "archived", "warnings"})
_APART: Final = frozenset({"key", "url", "status", "provenance"}) | _UNITED
_CHOSEN: Final = tuple(f.name for f in fields(Medium) if f.name not in _APART)


def merge(one: Embed, other: Embed) -> Embed:
    """What `one` and `other` know together; both must be about the same thing.

    Where both know a field, the source with the higher rank wins, then the later answer. `ids`, `images`, `files`,
    `keywords`, `archived` and `warnings` are united. Takes and returns embeds, changes neither.

    >>> from mediakit import Link, Video
    >>> a = Link(key="link:url:https://example.org/v", url="https://example.org/v", title="Launch")
    >>> b = Video(key="link:url:https://example.org/v", url="https://example.org/v", duration=62.0)
    >>> merge(a, b).kind, merge(a, b).title, merge(a, b) == merge(b, a)
    ('video', 'Launch', True)
    """
    if one == other:
        return one
    sources: dict[str, Source] = {}
    values: dict[str, object] = {}
    for name in _CHOSEN:
        mine, theirs = getattr(one, name), getattr(other, name)
        if not mine or (theirs and _weight(other, name, theirs) > _weight(one, name, mine)):
            chosen, owner = theirs, other
        else:
            chosen, owner = mine, one
        values[name] = chosen
        if chosen and name in owner.provenance:
            sources[name] = _best(one, other, name, chosen)
    special, plain = (one, other) if _identity(one, other) >= _identity(other, one) else (other, one)
    values["key"], values["url"] = special.key, special.url
    for name in ("key", "url"):
        if name in special.provenance:
            sources[name] = special.provenance[name]
    values["ids"] = FrozenMap({**plain.ids, **special.ids})
    values["images"] = _images(one.images, other.images)
    for name in ("files", "keywords", "archived", "warnings"):
        values[name] = tuple(sorted({*getattr(one, name), *getattr(other, name)}, key=repr))
    values["status"] = _status(one.status, other.status)
    for name in _UNITED | {"status"}:
        known = [e.provenance[name] for e in (one, other) if name in e.provenance]
        if known:
            sources[name] = max(known, key=_source_weight)
    values["provenance"] = FrozenMap(sources)
    kind = max(one.kind, other.kind, key=_SPECIAL.__getitem__)
    return KINDS[kind](**values)  # type: ignore[arg-type]  # every name is a field of Medium


def _source_weight(source: Source) -> tuple[int, str, str]:
    return (source.rank, times.instant(source.at).isoformat() if source.at else "", repr(source))


def _weight(embed: Embed, name: str, value: object) -> tuple[int, str, str]:
    source = embed.provenance.get(name, _NO_SOURCE)
    return (source.rank, times.instant(source.at).isoformat() if source.at else "", repr(value))


def _best(one: Embed, other: Embed, name: str, value: object) -> Source:
    """The best source that states this value: when both state it, both are true and the higher rank is said."""
    stated = [e.provenance[name] for e in (one, other) if name in e.provenance and getattr(e, name) == value]
    return max(stated, key=_source_weight)


def _identity(embed: Embed, other: Embed) -> tuple[bool, int, tuple[int, str, str], str]:
    """Whose key and URL are kept: a provider's key before a bare link's, then the more special kind."""
    return (
        not embed.key.startswith("link:"),
        _SPECIAL[embed.kind],
        _weight(embed, "url", embed.url),
        repr((embed.key, embed.url, sorted(embed.ids.items()))),
    )


def _status(one: Status, other: Status) -> Status:
    """The status that was checked last; one that was never checked says nothing against one that was."""
    return max(
        one,
        other,
        key=lambda s: (
            s.checked is not None,
            times.instant(s.checked).isoformat() if s.checked else "",
            s.state != "unknown",
            repr(s),
        ),
    )


class _Keyed(Protocol):
    @property
    def url(self) -> str: ...


K = TypeVar("K", bound=_Keyed)


def _images(one: tuple[Image, ...], other: tuple[Image, ...]) -> tuple[Image, ...]:
    """Every image once by URL and role, united; the telling roles first, the larger before the smaller."""
    found: dict[tuple[str, str], Image] = {}
    for image in (*one, *other):
        at = (image.url, image.role)
        found[at] = _same_image(found[at], image) if at in found else image
    return tuple(sorted(found.values(), key=lambda i: (_ROLES[i.role], -((i.width or 0) * (i.height or 0)), i.url)))


def _same_image(one: Image, other: Image) -> Image:
    values = {}
    for f in fields(Image):
        mine, theirs = getattr(one, f.name), getattr(other, f.name)
        values[f.name] = mine if theirs is None else theirs if mine is None else max(mine, theirs, key=_known)
    return replace(one, **values)


def _known(value: str | int) -> tuple[int, str]:
    return (len(value) if isinstance(value, str) else value, str(value))
