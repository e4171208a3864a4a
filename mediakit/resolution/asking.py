"""One place asked, and what was heard there: an oEmbed endpoint or a page, hop by hop, each hop within the policy."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from mediakit import url as urls
from mediakit.embed import Embed, FrozenMap, State, Status
from mediakit.errors import BadAnswer, BadStatus, Gone, ResolveError, TooManyRedirects
from mediakit.flow import Ask, Flow, Purpose, Request, Response
from mediakit.hops import onward
from mediakit.policy import shown
from mediakit.resolution.question import Question
from mediakit.times import Moment

Place: TypeAlias = Literal["oembed", "page"]
Trust: TypeAlias = Literal["sanctioned", "registered", "discovered"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What one place said: facts, or an error, or the address it leads to.

    `age`: for how many seconds it asks to be kept. `endpoints`: oEmbed endpoints that the page names.
    """

    embed: Embed | None = None
    error: ResolveError | None = None
    target: str | None = None
    age: float | None = None
    endpoints: tuple[str, ...] = ()


def ask_oembed(asked: Question, endpoint: str, trust: Trust, at: Moment) -> Flow[Heard]:
    """What an oEmbed endpoint says. One that we don't sanction ourselves may not lead to another site than its own."""
    from mediakit.read import oembed_facts

    here = endpoint
    try:
        for _ in range(asked.limits.redirects + 1):
            answer = yield from _hop(asked, here, "oembed")
            if isinstance(answer, Response):
                facts = oembed_facts(answer.body, url=asked.base.url, content_type=answer.content_type, trust=trust)
                found = asked.about(facts.embed, asked.base.url, here, at)
                return Heard(embed=replace(found, status=_seen(found.status, answer, at)), age=facts.cache_age)
            if trust != "sanctioned" and not trusted(asked, answer, here):
                raise BadAnswer(shown(here), "an endpoint that isn't ours leads to another site")
            here = answer
        raise _too_many(asked, endpoint)
    except ResolveError as error:
        return Heard(error=error)


def ask_page(asked: Question, at: Moment) -> Flow[Heard]:
    """What the page says, or the address it leads to when that is another thing than was asked for."""
    from mediakit.read import page_facts

    here = asked.address
    try:
        for _ in range(asked.limits.redirects + 1):
            answer = yield from _hop(asked, here, "page")
            target = answer if isinstance(answer, str) else None
            if isinstance(answer, Response):
                if (found := _file(asked, answer, here, at)) is not None:
                    return Heard(embed=found)
                _see_that_it_is_about(asked, here)
                page = page_facts(answer.body, url=here, content_type=answer.content_type, headers=answer.headers)
                target = page.refresh if page.embed.title is None else None
                if target is None or target == here:
                    found = _own_words(asked.about(page.embed, here, here, at))
                    return Heard(embed=replace(found, status=_seen(found.status, answer, at)), endpoints=page.oembed)
            assert target is not None
            if _leaves(asked, here, target):
                return Heard(target=target)
            here = target
        raise _too_many(asked, asked.address)
    except ResolveError as error:
        return Heard(error=error)


def trusted(asked: Question, endpoint: str, page: str) -> bool:
    """Whether an endpoint that a page named may be asked: on the page's own site, or one a provider has anyway.

    Whoever can write a `<link>` into a page could else make us ask any host, and believe it.
    """
    parts = urls.split(endpoint)
    known = (urls.split(oembed.url) for provider in asked.providers for oembed in provider.oembed)
    return urls.same_site(endpoint, page) or any(parts and one and parts.host == one.host for one in known)


def state_of(error: ResolveError, place: Place) -> State:
    """What a failure says of the thing: gone and private are definite; everything else passes.

    An endpoint's 401 and 403 are about the medium (private, embedding off); a page's are mostly about programs.
    """
    http = error.status if isinstance(error, BadStatus) else None
    if isinstance(error, Gone):
        return "gone"
    if http in (401, 403):
        return "private" if place == "oembed" else "login" if http == 401 else "blocked"
    return "unreachable"


def status_of(error: ResolveError, place: Place, at: Moment) -> Status:
    """What a failure says of the thing, dated."""
    http = error.status if isinstance(error, BadStatus) else None
    return Status(state=state_of(error, place), http=http, reason=error.reason, checked=at)


def _hop(asked: Question, url: str, purpose: Purpose) -> Flow[Response | str]:
    """One hop: a good answer, or the address it leads to. Raises `BadStatus`, `Gone`, and what the fetch raises."""
    asked.check(url)
    answer: Response = yield Ask(Request(url=url, purpose=purpose))
    return onward(answer, url) or answer


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


def _file(asked: Question, answer: Response, here: str, at: Moment) -> Embed | None:
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
    return asked.about(replace(found, status=Status(state="ok", http=answer.status, checked=at)), url, here, at)


def _seen(status: Status, answer: Response, at: Moment) -> Status:
    """What the answer's own reading says of it (a wall), else that it is there."""
    if status.state == "unknown":
        return Status(state="ok", http=answer.status, checked=at)
    return replace(status, checked=status.checked or at)


def _too_many(asked: Question, url: str) -> TooManyRedirects:
    return TooManyRedirects(shown(url), f"more than {asked.limits.redirects} redirects")
