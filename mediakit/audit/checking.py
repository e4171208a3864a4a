"""checking: the conversation that asks how one kept embed is today."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Final

from mediakit.audit.findings import Evidence, Finding, judge
from mediakit.embed import Embed
from mediakit.errors import ResolveError
from mediakit.flow import Ask, Flow, Now, Request, Response
from mediakit.keeping import ARCHIVES, Archive, find_archived
from mediakit.policy import Limits, check_url
from mediakit.providers import BUILT_IN, Provider
from mediakit.resolution import resolving

_LIMITS: Final = Limits()
_WEEK: Final = timedelta(days=7)


def checking(
    embed: Embed,
    *,
    providers: tuple[Provider, ...] = BUILT_IN,
    archives: tuple[Archive, ...] = ARCHIVES,
    soon: timedelta = _WEEK,
    limits: Limits = _LIMITS,
    allow_hosts: Collection[str] = (),
) -> Flow[Finding]:
    """How a kept embed is: its provider is asked anew (drive it without a store); may its player be framed?

    What is gone is looked up in `archives`, unless a copy is known; `()` asks none. `soon`: pictures without a copy of
    ours that expire within it are told of. Never raises for what the web answers: that is what the finding says.

    >>> from mediakit import Link
    >>> from mediakit.drivers import run
    >>> from mediakit.fetch import Recorded
    >>> url = "https://example.org/ferry"
    >>> link = Link(key=f"link:url:{url}", url=url, title="Ferry sinks")
    >>> answers = Recorded({url: Response(url=url, status=410, headers={})})
    >>> run(checking(link, archives=()), fetch=answers).sign
    'gone'
    """
    answer: Embed | ResolveError
    try:
        answer = yield from resolving(embed.url, providers=providers, limits=limits, allow_hosts=allow_hosts)
    except ResolveError as error:
        answer = error
    now: float = yield Now()
    at = datetime.fromtimestamp(int(now), UTC)
    evidence = Evidence()
    finding = judge(embed, answer, evidence, at, soon=soon)
    known = finding.embed
    assert known is not None
    if finding.sign in ("gone", "retired"):
        if known.archived or not archives:
            return finding
        archived = yield from find_archived(known, archives=archives, limits=limits)
        return judge(embed, answer, evidence, at, soon=soon, archived=archived)
    if known.player is None or finding.sign in ("private", "unreachable"):
        return finding
    framable = yield from _framable(known.player.url, limits, allow_hosts)
    return judge(embed, answer, Evidence(framable=framable), at, soon=soon)


def _framable(player: str, limits: Limits, allow_hosts: Collection[str]) -> Flow[bool | None]:
    """Whether the player's own answer lets other sites frame it; `None` when it does not say, or does not answer."""
    from mediakit.read import page_facts

    try:
        check_url(player, limits, allow_hosts)
        answer: Response = yield Ask(Request(url=player))
    except ResolveError:
        return None
    if not 200 <= answer.status < 300:
        return None
    return page_facts(b"", url=player, content_type=answer.content_type, headers=answer.headers).framable
