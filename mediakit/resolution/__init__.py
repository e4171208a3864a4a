"""resolving: the one conversation that turns what somebody pasted into an Embed. Read it to see whom we ask, and when.

    recognize offline -> what the store keeps -> one asks, the others wait -> the sanctioned oEmbed endpoint (for an
    address that no row knows: the one the oEmbed registry lists) -> the page, hop by hop (a short link becomes what it
    leads to) -> an endpoint the page names -> merge -> save

Rules. An endpoint goes before the page: pages stand behind consent walls and cost more. An answer about one thing can
change nothing else: key, ids, provider and (of a recognized thing) URL and kind come from the address that was asked
for, never from what came back. What is known is never lost: a failure adds a warning and, when it is definite (gone,
private), a dated status. What a takedown removed is not asked for again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from typing import Final

from mediakit.embed import Embed, Link, Warning
from mediakit.errors import FetchTimeout, ForbiddenURL, ResolveError, TooManyRedirects
from mediakit.flow import Entry, Flow, Now
from mediakit.merging import merge, told_once, with_kept
from mediakit.policy import Limits, shown
from mediakit.providers import BUILT_IN, Provider, endpoint
from mediakit.resolution import remembering
from mediakit.resolution.asking import Trust, ask_oembed, ask_page, trusted
from mediakit.resolution.deciding import Told, elsewhere
from mediakit.resolution.question import Question, question, warned
from mediakit.times import Moment

__all__ = ["resolving"]

_LIMITS: Final = Limits()
# A fetch that ends at the deadline ends a little before or after it.
_ABOUT: Final = 0.05
_LATE: Final = Warning(code="deadline", detail="no answer came in time: this is what was known without asking")


def resolving(
    text: str,
    *,
    providers: tuple[Provider, ...] = BUILT_IN,
    limits: Limits = _LIMITS,
    allow_hosts: Collection[str] = (),
    deadline: float | None = None,
) -> Flow[Embed]:
    """The conversation that resolves `text`, a URL or a pasted code; `run` and `arun` drive it to an Embed.

    `allow_hosts`: hosts of the newsroom's own that may be asked whatever the policy says. `deadline` (POSIX seconds) is
    the one the driver is given: when it comes first, the answer is what is known by then, with a warning `deadline`.

    Raises:
        ForbiddenURL: not an http(s) URL, or one the policy does not allow.
        ResolveError: nobody is recognized and nobody answers. What is recognized is always an Embed.

    >>> from mediakit.drivers import run
    >>> from mediakit.fetch import Recorded
    >>> from mediakit.flow import Response
    >>> url = "https://example.org/ferry"
    >>> page = Response(url=url, status=200, headers={"content-type": "text/html"}, body=b"<title>Ferry sinks</title>")
    >>> run(resolving(url), fetch=Recorded({url: page})).title
    'Ferry sinks'
    """
    asked = question(text, providers, limits, allow_hosts)
    return (yield from _resolving(asked, deadline, limits.redirects))


def _resolving(asked: Question, deadline: float | None, hops: int) -> Flow[Embed]:
    notes: list[Warning] = []
    kept = yield from remembering.load(asked.key, notes)
    began: float = yield Now()
    if kept is not None and remembering.serves(kept, began):
        return remembering.answer(asked, kept, notes)
    if asked.base.status.state == "gone":  # the provider closed: who answers there now is somebody else
        return asked.answer(_together(asked, kept, ()), notes)
    try:
        token, kept = yield from remembering.claim(asked, kept, notes)
    except FetchTimeout:
        return asked.answer(_together(asked, kept, ()), [*notes, _LATE])
    if token is None:
        assert kept is not None
        return remembering.answer(asked, kept, notes)

    began = yield Now()
    at = datetime.fromtimestamp(int(began), UTC)
    told = yield from _ask(asked, at)
    if told.target is not None:
        try:
            found = yield from _at_target(asked, told.target, deadline, hops)
        except ResolveError as failure:
            told.lost(failure, at)
        else:
            if not any(warning.code == _LATE.code for warning in found.warnings):
                found = yield from _keep(asked, found, remembering.good_for(found.status.state), began, token, notes)
            yield from remembering.release(asked.key, token, notes)
            return asked.answer(found, notes)

    now: float = yield Now()
    late = deadline is not None and now >= deadline - _ABOUT and told.timed_out
    found = warned(_together(asked, kept, told.embeds), told.warnings(late))
    status = told.status()
    if told.embeds:
        found = merge(found, Link(key=asked.key, url=found.url, status=status))
        age = remembering.FAILED if late else remembering.good_for(status.state, told.age)
        found = yield from _keep(asked, found, age, began, token, notes)
    elif not late and (error := told.error) is not None:
        if asked.known is None and remembering.facts(kept) is None:
            if not isinstance(error, ForbiddenURL):
                yield from remembering.save(remembering.unanswered(asked, error, status, began, now), token, notes)
            yield from remembering.release(asked.key, token, notes)
            raise error
        found = merge(found, Link(key=asked.key, url=found.url, status=status))
        found = yield from _keep(asked, found, remembering.good_for(status.state), began, token, notes)
    yield from remembering.release(asked.key, token, notes)
    return asked.answer(found, [*notes, _LATE] if late else notes)


def _ask(asked: Question, at: Moment) -> Flow[Told]:
    """Ask whoever may know, the cheapest and surest first, until enough is known or nobody is left."""
    told = Told()
    known, trust = _endpoint(asked)
    if known is not None:
        told.endpoint = heard = yield from ask_oembed(asked, known, trust, at)
        if heard.worth == "sure" if heard.embed is None else _is_enough(heard.embed, trust):
            return told
    told.page = page = yield from ask_page(asked, at)
    if page.embed is not None:
        for named in page.endpoints[:1]:
            if (
                not _was_heard(told, known, named)
                and _wants_endpoint(page.embed, named)
                and trusted(asked, named, page.embed.url)
            ):
                told.named = yield from ask_oembed(asked, named, "discovered", at)
    return told


def _endpoint(asked: Question) -> tuple[str | None, Trust]:
    """The endpoint that may be asked before the page: one of our own rows, else the registry's."""
    sanctioned = endpoint(asked.base, asked.providers)
    if sanctioned is None and asked.registered is not None:
        return asked.registered.endpoint, "registered"
    return sanctioned, "sanctioned"


def _is_enough(embed: Embed, trust: Trust) -> bool:
    """Whether an endpoint's answer needs no page beside it.

    The registry lists sites whose every page is "rich": of an article its page says more, and says it better.
    """
    return _has_words(embed) and (trust == "sanctioned" or embed.kind not in ("link", "rich"))


def _was_heard(told: Told, known: str | None, named: str) -> bool:
    """Whether an endpoint that the page names has answered already, maybe at another spelling of the question."""
    if known is None or told.endpoint is None or told.endpoint.embed is None:
        return named == known
    return named.partition("?")[0].rpartition("//")[2] == known.partition("?")[0].rpartition("//")[2]


def _has_words(embed: Embed) -> bool:
    """Whether a card can say what it was: a post its own words, everything else at least its title."""
    return embed.text is not None or (embed.kind != "post" and embed.title is not None)


def _wants_endpoint(page: Embed, named: str) -> bool:
    """Whether an endpoint that a page names may add what the page left out: a title, a player.

    WordPress offers every article as an embed of itself; of those the page says more.
    """
    if page.title is None:
        return True
    if page.player is not None or page.files:
        return False
    article = page.published is not None or "wp-json" in named
    return page.kind in ("video", "audio", "rich") or (page.kind == "link" and not article)


def _at_target(asked: Question, target: str, deadline: float | None, hops: int) -> Flow[Embed]:
    """The resolved thing that a short link or a stranger's redirect leads to."""
    if hops == 0:
        raise TooManyRedirects(shown(asked.address), "short links that lead to each other")
    return (yield from _resolving(asked.ask_again(target), deadline, hops - 1))


def _together(asked: Question, kept: Entry | None, embeds: Iterable[Embed]) -> Embed:
    """All that is known: from the address, from before, from whoever answered now."""
    before = remembering.facts(kept)
    found = asked.base if before is None else merge(asked.base, before)
    for embed in embeds:
        if before is not None and before.title is not None and elsewhere(before, embed):
            words = f"it leads to another site now, {shown(embed.url)}: what that says of it is left out"
            found = warned(found, [Warning(code="moved", detail=words)])
        else:
            found = merge(found, embed)
    return told_once(found) if before is None else with_kept(told_once(found), before)


def _keep(asked: Question, found: Embed, age: float, began: float, token: int, notes: list[Warning]) -> Flow[Embed]:
    """Save an answer, dated by when it was begun: a slow answer may not overwrite what was found after it."""
    now: float = yield Now()
    entry = Entry(key=asked.key, embed=found, saved=began, fresh_until=now + age)
    return (yield from remembering.keep(entry, token, notes))
