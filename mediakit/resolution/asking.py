"""One place asked, and what was heard there: an oEmbed endpoint or a page, hop by hop, each hop within the policy."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

from mediakit import chars, times
from mediakit import url as urls
from mediakit.embed import Embed, FrozenMap, Link, State, Status, Warning
from mediakit.errors import BadAnswer, BadStatus, Gone, ResolveError, TooManyRedirects
from mediakit.flow import Ask, Flow, Purpose, Request, Response
from mediakit.freshness import fresh_for
from mediakit.hops import onward
from mediakit.policy import shown
from mediakit.resolution import signals
from mediakit.resolution.question import Question
from mediakit.resolution.signals import Sign, Worth
from mediakit.times import Moment

Trust: TypeAlias = Literal["sanctioned", "registered", "discovered"]

# States of a thing that a page can show beside its facts: the page is its own, and only its player is locked.
_BESIDE_FACTS: Final[frozenset[State]] = frozenset({"ok", "age", "geo", "embed_off"})
_FRONT: Final = re.compile(r"/?(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?\Z", re.IGNORECASE)
# HTTP speaks of a copy of a page, and a minute there keeps a network's caches lively: the thing itself changes seldom.
_SELDOM: Final = 6 * 3_600.0
_HOME: Final = re.compile(r"/?(?:index|default|home)?(?:\.\w{1,5})?/?\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What one place said: facts, or an error, or the address it leads to; and what that says of the thing.

    `said` is the status by this place alone and `worth` how much that is worth; `embed` has none of its own. `shows`:
    whether the embed holds the thing itself, and not just a wall before it or the name of its network. `age`: for how
    many seconds the answer asks to be kept. `endpoints`: oEmbed endpoints that the page names.
    """

    said: Status
    worth: Worth = "sure"
    embed: Embed | None = None
    shows: bool = True
    error: ResolveError | None = None
    target: str | None = None
    age: float | None = None
    endpoints: tuple[str, ...] = ()


def ask_oembed(asked: Question, endpoint: str, trust: Trust, at: Moment) -> Flow[Heard]:
    """What an oEmbed endpoint says. One that we don't sanction ourselves may not lead to another site than its own."""
    from mediakit.read import oembed_facts

    # A host that is only shaped like a provider may have no endpoint at all: its 404 says nothing of the post.
    who = asked.who if trust == "sanctioned" and asked.named else None
    here = endpoint
    try:
        for _ in range(asked.limits.redirects + 1):
            answer = yield from _hop(asked, here, "oembed")
            if answer.status >= 400:
                return _refusal(signals.refused(who, "oembed", answer), here, at)
            target = onward(answer, here)
            if target is None:
                try:
                    facts = oembed_facts(answer.body, url=asked.base.url, content_type=answer.content_type, trust=trust)
                except BadAnswer:
                    if (sign := signals.instead(who, answer)) is None:
                        raise
                    return _refusal(sign, here, at)
                found = _with_own_player(asked, asked.about(facts.embed, asked.base.url, here, at), trust)
                sign = signals.in_answer(who, answer)
                age = facts.cache_age or _lasts(answer, at)
                return Heard(embed=found, said=_seen(asked, Status(), sign, answer, at), age=age)
            if trust != "sanctioned" and not trusted(asked, target, here):
                raise BadAnswer(shown(here), "an endpoint that isn't ours leads to another site")
            here = target
        raise _too_many(asked, endpoint)
    except ResolveError as error:
        return _failure(error, at)


def ask_page(asked: Question, at: Moment) -> Flow[Heard]:
    """What the page says, or the address it leads to when that is another thing than was asked for."""
    from mediakit.read import page_facts

    here = asked.address
    try:
        for _ in range(asked.limits.redirects + 1):
            answer = yield from _hop(asked, here, "page")
            if answer.status >= 400:
                return _refusal(signals.refused(asked.who, "page", answer), here, at)
            target = onward(answer, here)
            if target is None:
                if (file := _file(asked, answer, here, at)) is not None:
                    return file
                _see_that_it_is_about(asked, here)
                page = page_facts(answer.body, url=here, content_type=answer.content_type, headers=answer.headers)
                target = page.refresh if page.embed.title is None else None
                if asked.short and asked.other(page.embed.url):  # it doesn't redirect, and names what it stands for
                    target = page.embed.url
                if target is None or target == here:
                    return _page(asked, page.embed, page.oembed, here, answer, at)
            if _leaves(asked, here, target):
                return Heard(target=target, said=Status())
            here = target
        raise _too_many(asked, asked.address)
    except ResolveError as error:
        return _failure(error, at)


def _page(asked: Question, embed: Embed, endpoints: tuple[str, ...], here: str, answer: Response, at: Moment) -> Heard:
    """What a page is that answered: the thing's own, a wall, or a page that says there is nothing (a soft 404)."""
    sign = signals.in_page(asked.who if asked.named else None, answer.body) or _nothing_here(asked, embed, here)
    said = _seen(asked, embed.status, sign, answer, at)
    found = _own_words(asked.about(embed, here, here, at))
    shows = said.state in _BESIDE_FACTS and (_shows(asked, found) or not asked.recognized)
    if not shows:  # what such a page says is about its site
        notes = (Warning(code=sign.code, detail=sign.reason),) if sign is not None and sign.code else ()
        found = Link(key=asked.key, url=asked.base.url, warnings=(*found.warnings, *notes))
    worth: Worth = sign.worth if sign is not None else "sure"
    found = replace(found, status=Status())
    return Heard(embed=found, said=said, worth=worth, shows=shows, endpoints=endpoints, age=_lasts(answer, at))


def _lasts(answer: Response, at: Moment) -> float | None:
    """For how many seconds an answer's headers let it be kept, `None` where they say nothing."""
    stated = fresh_for(answer.headers, times.instant(at))
    return None if stated is None else max(stated, _SELDOM)


def _nothing_here(asked: Question, embed: Embed, here: str) -> Sign | None:
    """A page that answers well and says that there is nothing, by its title or by being the site's front page."""
    if any(warning.code == "wall-missing" for warning in embed.warnings):
        return Sign(state="gone", reason="the page says that there is nothing here", worth="sure")
    before, after = urls.split(asked.address), urls.split(here)
    if before is None or after is None or after.query or not _FRONT.match(after.path):
        return None
    if before.query or _FRONT.match(before.path) or _HOME.match(before.path) or not urls.same_site(asked.address, here):
        return None
    return Sign(state="unknown", code="front-page", reason="its address only leads to the site's front page")


def _shows(asked: Question, found: Embed) -> bool:
    """Whether a page shows the thing itself: a frame that a network fills by script has the network's name alone."""
    if found.text is not None or found.player is not None or found.files or found.photos:
        return True
    if found.title is None:
        return found.description is not None or bool(found.images)
    words = set(chars.one_line(found.title).casefold().split())
    owners = (found.publisher, asked.base.provider)
    return not any(words <= set(owner.name.casefold().split()) for owner in owners if owner is not None)


def _with_own_player(asked: Question, found: Embed, trust: Trust) -> Embed:
    """The facts without a player of somebody else's, where who answers isn't a provider we know by its name.

    Frames of what is recognized are shown as the provider's own; software that anybody may run is anybody's.
    """
    if not asked.recognized or found.player is None or (trust == "sanctioned" and asked.named):
        return found
    if urls.same_site(found.player.url, asked.base.url):
        return found
    sources = FrozenMap({name: source for name, source in found.provenance.items() if name != "player"})
    note = Warning(code="player", detail=f"a player of another site was left out: {shown(found.player.url)}")
    return replace(found, player=None, provenance=sources, warnings=(*found.warnings, note))


def trusted(asked: Question, endpoint: str, page: str) -> bool:
    """Whether an endpoint that a page named may be asked: on the page's own site, or one a provider has anyway.

    Whoever can write a `<link>` into a page could else make us ask any host, and believe it.
    """
    parts = urls.split(endpoint)
    known = (urls.split(oembed.url) for provider in asked.providers for oembed in provider.oembed)
    return urls.same_site(endpoint, page) or any(parts and one and parts.host == one.host for one in known)


def _refusal(sign: Sign, here: str, at: Moment) -> Heard:
    """A status that is no success, as the error it is and what it says of the thing."""
    assert sign.http is not None
    kind = Gone if sign.http in (404, 410) else BadStatus
    said = Status(state=sign.state, http=sign.http, reason=sign.reason, checked=at)
    return Heard(error=kind(shown(here), sign.http, sign.reason), said=said, worth=sign.worth)


def _failure(error: ResolveError, at: Moment) -> Heard:
    """No usable answer: it passes, and says nothing of the thing."""
    http = error.status if isinstance(error, BadStatus) else None
    said = Status(state="unreachable", http=http, reason=error.reason, checked=at)
    return Heard(error=error, said=said, worth="hint")


def _hop(asked: Question, url: str, purpose: Purpose) -> Flow[Response]:
    """One hop's answer, whatever its status. Raises what the policy and the fetch raise."""
    asked.check(url)
    answer: Response = yield Ask(Request(url=url, purpose=purpose))
    return answer


def _leaves(asked: Question, here: str, target: str) -> bool:
    """Whether a redirect makes it another question: a short link's target, or a provider met on a stranger's way."""
    if asked.recognized and not asked.short:
        return False
    return asked.other(target) or (asked.short and not urls.same_site(here, target))


def _see_that_it_is_about(asked: Question, here: str) -> None:
    """`BadAnswer` when a recognized thing's page turned out to be another's: a deleted post leads to its author."""
    if asked.recognized and (asked.other(here) or not urls.same_site(here, asked.address)):
        raise BadAnswer(shown(asked.address), f"its page leads to something else, {shown(here)}")


def _own_words(found: Embed) -> Embed:
    """A post's page describes it by its own words (Mastodon, Bluesky, Telegram, X), so they are its text."""
    if found.kind != "post" or found.text is not None or found.description is None:
        return found
    sources = dict(found.provenance)
    if "description" in sources:
        sources["text"] = sources["description"]
    return replace(found, text=found.description, provenance=FrozenMap(sources))


def _file(asked: Question, answer: Response, here: str, at: Moment) -> Heard | None:
    """The medium itself, when the address is no page.

    It keeps the address that was asked for: what redirects lead to is often signed and expires.
    """
    if asked.recognized:
        return None
    from mediakit.read import read_file

    url = asked.base.url
    found = read_file(answer.body, url=url, content_type=answer.content_type, headers=answer.headers)
    if found is None:
        return None
    return Heard(embed=asked.about(found, url, here, at), said=Status(state="ok", http=answer.status, checked=at))


def _seen(asked: Question, status: Status, sign: Sign | None, answer: Response, at: Moment) -> Status:
    """What a mark in the answer says, else its own reading (a wall), else that it is there, maybe unlisted."""
    if sign is not None:
        return Status(state=sign.state, http=answer.status, reason=sign.reason, checked=at)
    if status.state == "unknown":
        reason = signals.unlisted(asked.known) if asked.known is not None else None
        return Status(state="ok", http=answer.status, reason=reason, checked=at)
    return replace(status, checked=status.checked or at)


def _too_many(asked: Question, url: str) -> TooManyRedirects:
    return TooManyRedirects(shown(url), f"more than {asked.limits.redirects} redirects")
