"""Audit: how kept embeds are today. What is alive, moved, gone or locked, what expires, what would mend it.

    for finding in audit.check_all(embeds, fetch=WebFetch()):   # asks; one finding an embed, as they are ready
        print(finding.sign, finding.embed.url, finding.repair)
    html = audit.mended(html, "html", {finding.embed.key: finding, ...})

`checking` is the conversation about one embed, `judge` the verdict (pure), `standing` and `mended` read files and write
the repairs into them, `report` draws the page.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Final

from mediakit.audit.checking import checking
from mediakit.audit.findings import (
    LEVELS,
    Evidence,
    Finding,
    Issue,
    Level,
    Place,
    Repair,
    Sign,
    hole,
    judge,
    unanswered,
)
from mediakit.audit.posts import FORMS, Form, Standing, mended, standing
from mediakit.audit.reporting import page, row, to_dict
from mediakit.drivers import run
from mediakit.embed import Embed
from mediakit.flow import Fetch
from mediakit.keeping import ARCHIVES, Archive
from mediakit.many import Plan, in_threads
from mediakit.merging import merge
from mediakit.policy import Limits
from mediakit.providers import BUILT_IN, Provider
from mediakit.url import split

__all__ = [
    "FORMS",
    "LEVELS",
    "Evidence",
    "Finding",
    "Form",
    "Issue",
    "Level",
    "Place",
    "Repair",
    "Sign",
    "Standing",
    "check_all",
    "checking",
    "hole",
    "judge",
    "mended",
    "page",
    "row",
    "standing",
    "to_dict",
    "unanswered",
]

_LIMITS: Final = Limits()
_WEEK: Final = timedelta(days=7)
# One provider of many is asked by at most so many workers: an audit is in no hurry, and may come every night.
_EACH: Final = 4


def check_all(
    stands: Iterable[Standing],
    *,
    fetch: Fetch,
    providers: tuple[Provider, ...] = BUILT_IN,
    archives: tuple[Archive, ...] = ARCHIVES,
    soon: timedelta = _WEEK,
    limits: Limits = _LIMITS,
    allow_hosts: Collection[str] = (),
    workers: int = 16,
) -> Iterator[Finding]:
    """A finding for each embed, as they are ready; one that stands in several places is asked once and names them all;
    what one place knows of it helps the others.

    `stands` are read first, all of them. `fetch` asks; nothing is remembered. The options are those of `checking`.

    >>> from mediakit import Link
    >>> from mediakit.fetch import Recorded
    >>> from mediakit.flow import Response
    >>> url = "https://example.org/ferry"
    >>> link = Link(key=f"link:url:{url}", url=url)
    >>> stands = [Standing(embed=link, place=Place(file=name)) for name in ("a.html", "b.html")]
    >>> answers = Recorded({url: Response(url=url, status=410, headers={})})
    >>> for found in check_all(stands, fetch=answers, archives=()):
    ...     found.sign, [str(place) for place in found.places]
    ('gone', ['a.html', 'b.html'])
    """
    places: dict[str, list[Place]] = {}
    embeds: dict[str, Embed] = {}
    for each in stands:
        key = each.embed.key
        embeds[key] = merge(embeds[key], each.embed) if key in embeds else each.embed
        places.setdefault(each.embed.key, []).append(each.place)

    def ask(key: str) -> Finding:
        flow = checking(
            embeds[key], providers=providers, archives=archives, soon=soon, limits=limits, allow_hosts=allow_hosts
        )
        return run(flow, fetch=fetch)

    def lane(key: str) -> str:
        embed = embeds[key]
        parts = split(embed.url)
        return embed.provider.key if embed.provider is not None else parts.host if parts is not None else ""

    plan = Plan(workers=workers, each=_EACH, lane=lane, order="completed")
    for _, key, finding in in_threads(embeds, ask, plan):
        yield replace(finding, places=tuple(places[key]))
