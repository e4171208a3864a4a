"""A row for a service that hosts one kind of thing: the same `Provider`, with less to write and to read."""

from __future__ import annotations

from datetime import date
from typing import Literal

from mediakit.embed import FrozenMap, Kind
from mediakit.providers.model import Example, Frame, Noun, Pattern, Provider, Retired


def row(
    key: str,
    name: str,
    url: str,
    *,
    hosts: tuple[str, ...],
    noun: str,
    kind: Kind,
    paths: tuple[str | Pattern, ...],
    at: str | tuple[str, ...],
    example: Example,
    same: tuple[str, ...] = (),
    lookalikes: tuple[str, ...] = (),
    id: str | tuple[str, ...] | None = None,
    player: str | tuple[str, ...] | None = None,
    size: tuple[int | None, int | None] = (640, 360),
    sizing: Literal["ratio", "fixed", "auto"] = "ratio",
    form: Literal["document", "map", "chart", "poll", "code", "form"] | None = None,
    retired: Retired | None = None,
    source: str | None = None,
    checked: date | None = None,
    redirects: bool = False,
    **parts: str,
) -> Provider:
    """A provider of one noun. `paths` are paths on its `hosts`, or whole patterns; `at` is the canonical address.

    `same` are further URLs of what `example` names, `parts` the expressions of the parts; it `redirects` where it
    hosts short links. It `redirects` where
    it is a short link. What the service's own front page is, is no embed: it is always among the lookalikes.

    >>> made = row("clips", "Clips", "https://clips.example/", hosts=("clips.example",), noun="clip", kind="video",
    ...            paths=("/c/{clip}",), at="https://clips.example/c/{clip}",
    ...            example=("https://clips.example/c/7", "clip:7", "https://clips.example/c/7"), clip=r"\\d+")
    >>> made.nouns[0].name, made.lookalikes
    ('clip', ('https://clips.example/',))
    """
    return Provider(
        key=key,
        name=name,
        url=url,
        hosts=hosts,
        parts=FrozenMap(parts),
        nouns=(
            Noun(
                noun,
                kind,
                tuple(path if isinstance(path, Pattern) else Pattern(path) for path in paths),
                at,
                id=id,
                frame=Frame(player, *size, sizing) if player is not None else None,
                form=form,
                short=redirects,
            ),
        ),
        retired=retired,
        examples=(example, *((other, *example[1:]) for other in same)),
        lookalikes=(url, *lookalikes),
        source=source,
        checked=checked,
    )


def asked(path: str, hosts: tuple[str, ...] = (), **query: str) -> Pattern:
    """A pattern whose parameters name the thing: `asked("/watch", v="{video}")`."""
    return Pattern(path, hosts=hosts, query=FrozenMap(query))


def on(path: str, *hosts: str) -> Pattern:
    """A pattern of other hosts than the row's."""
    return Pattern(path, hosts=hosts)
