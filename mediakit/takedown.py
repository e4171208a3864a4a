"""What a takedown takes: everything a thing was, but the address it had. Pure; the stores and the kept copies use it.

A thing is in more places than its own: other posts quote it, and pictures of it were kept as files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from mediakit.embed import KINDS, Embed, Warning


def purged(embed: Embed, reason: str) -> Embed:
    """What stays of an embed after a takedown: kind, key, address, ids, provider, and a warning `forgotten`.

    >>> from mediakit.embed import Link
    >>> bare = purged(Link(key="link:url:https://a.example/", url="https://a.example/", title="A"), "asked by her")
    >>> bare.title, bare.url, bare.warnings[0].detail
    (None, 'https://a.example/', 'asked by her')
    """
    return KINDS[embed.kind](
        key=embed.key,
        url=embed.url,
        provider=embed.provider,
        ids=embed.ids,
        warnings=(Warning(code="forgotten", detail=reason),),
    )


def keys_within(embed: Embed) -> tuple[str, ...]:
    """The keys of what an embed holds: its own, then those of what it quotes and is not purged yet."""
    return (embed.key, *(each.key for each in _layers(embed.quoted) if not _is_purged(each)))


def without(embed: Embed, forgotten: Mapping[str, str]) -> Embed:
    """The embed with every forgotten thing in it purged; `forgotten` gives the reason by key. The same when none is.

    >>> from mediakit.embed import Link, SocialPost
    >>> quoted = SocialPost(key="x:post:1", url="https://x.example/1", text="words")
    >>> post = SocialPost(key="x:post:2", url="https://x.example/2", text="look", quoted=quoted)
    >>> rest = without(post, {"x:post:1": "a court"})
    >>> rest.text, rest.quoted.text, rest.quoted.url
    ('look', None, 'https://x.example/1')
    """
    if embed.key in forgotten:
        return purged(embed, forgotten[embed.key])
    if embed.quoted is None:
        return embed
    quoted = without(embed.quoted, forgotten)
    return embed if quoted is embed.quoted else replace(embed, quoted=quoted)


def files_of(embed: Embed) -> frozenset[str]:
    """The names of the files that were kept of an embed, of what it quotes too (`Image.local`, `MediaFile.local`)."""
    pictures = (image.local for each in _layers(embed) for image in (*each.images, *each.photos))
    media = (file.local for each in _layers(embed) for file in each.files)
    return frozenset(name for name in (*pictures, *media) if name)


def _is_purged(embed: Embed) -> bool:
    return any(purged(embed, warning.detail) == embed for warning in embed.warnings)


def _layers(embed: Embed | None) -> Iterator[Embed]:
    while embed is not None:
        yield embed
        embed = embed.quoted
