"""What all who were asked said, taken together: the facts, what went wrong, and one status.

Readers are told only of `gone` and `private`, so these want a witness. The page's own word is one. An endpoint's is one
where its row says so (`Worth`), as long as the page doesn't show the thing: then the endpoint is what is broken. What
locks the player alone (embedding off, age, country) agrees with a page that is there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from mediakit import url as urls
from mediakit.embed import Embed, State, Status, Warning
from mediakit.errors import BadAnswer, BadStatus, FetchTimeout, ForbiddenURL, Gone, ResolveError
from mediakit.resolution.asking import Heard
from mediakit.times import Moment

_LOCKED: Final[frozenset[State]] = frozenset({"embed_off", "age", "geo"})
_TOLD: Final[frozenset[State]] = frozenset({"gone", "private"})


@dataclass(slots=True)
class Told:
    """What was heard from the endpoint that is asked before the page, from the page, and from one the page names."""

    endpoint: Heard | None = None
    page: Heard | None = None
    named: Heard | None = None

    def __iter__(self) -> Iterator[Heard]:
        return (heard for heard in (self.endpoint, self.page, self.named) if heard is not None)

    @property
    def embeds(self) -> list[Embed]:
        """The facts, in the order they were heard."""
        return [heard.embed for heard in self if heard.embed is not None]

    @property
    def error(self) -> ResolveError | None:
        """Why nobody answered; of several errors the last, which is about the thing itself."""
        errors = [heard.error for heard in self if heard.error is not None]
        return errors[-1] if errors else None

    @property
    def target(self) -> str | None:
        """Where the page leads, when that is another thing."""
        return self.page.target if self.page is not None else None

    @property
    def age(self) -> float | None:
        """For how many seconds the answer asks to be kept."""
        return next((heard.age for heard in self if heard.age), None)

    @property
    def timed_out(self) -> bool:
        """Whether anybody had no time to answer."""
        return any(isinstance(heard.error, FetchTimeout) for heard in self)

    def lost(self, error: ResolveError, at: Moment) -> None:
        """What the page leads to could not be had."""
        http = error.status if isinstance(error, BadStatus) else None
        state: State = "gone" if isinstance(error, Gone) else "unreachable"
        said = Status(state=state, http=http, reason=error.reason, checked=at)
        self.page = Heard(error=error, said=said)

    def warnings(self, late: bool) -> list[Warning]:
        """One for each place that failed; when time ran out, that is said once, elsewhere."""
        return [
            Warning(code=_code(heard.error, heard.said.state), detail=str(heard.error))
            for heard in self
            if heard.error is not None and not (late and isinstance(heard.error, FetchTimeout))
        ]

    def status(self) -> Status:
        """The one status: what whoever saw the thing says, else whoever is worth most."""
        first, page = self.endpoint, self.page
        if first is not None and (first.embed is not None or page is None):
            return first.said
        if page is None:
            return Status()
        seen = page.embed is not None and page.said.state == "ok" and page.shows
        if first is None or seen or page.said.state in _TOLD | _LOCKED:
            if first is not None and seen and first.said.state in _LOCKED and first.worth != "hint":
                return first.said
            alone = first is None or first.said.state not in _TOLD
            # A hint needs a second witness, and an endpoint's is one.
            guessed = page.worth == "hint" and page.said.state in _TOLD and alone
            return replace(page.said, state="unknown") if guessed else page.said
        if first.worth != "hint":
            return first.said
        if first.said.state in _TOLD and page.said.state == "ok":  # it answered, and shows nothing
            return replace(first.said, state="unknown")
        reasons = dict.fromkeys(reason for reason in (page.said.reason, first.said.reason) if reason)
        return replace(page.said, reason="; ".join(reasons) or None)


def _code(error: ResolveError, state: State) -> str:
    match error:
        case ForbiddenURL():
            return "forbidden"
        case BadAnswer():
            return "answer"
        case _:
            return state


def elsewhere(kept: Embed, answer: Embed) -> bool:
    """Whether an address of nobody we know leads to another site now that doesn't call it the same.

    Domains are sold: what their new owner says is no fact about what stood there.

    >>> from mediakit import Link
    >>> key = "link:url:https://old.example/a"
    >>> kept = Link(key=key, url="https://old.example/a", title="The ferry")
    >>> elsewhere(kept, Link(key=key, url="https://parked.example/", title="Buy this domain"))
    True
    >>> elsewhere(kept, Link(key=key, url="https://new.example/a", title="The ferry"))
    False
    """
    if kept.provider is not None or answer.provider is not None:
        return False
    return not urls.same_site(kept.url, answer.url) and (answer.title is None or answer.title != kept.title)
