"""Findings: what a check of one kept embed brought to light, how bad it is, what would mend it. Values, no asking."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, Literal, TypeAlias

from mediakit import url as urls
from mediakit.body import Hole
from mediakit.embed import Embed, State, Status
from mediakit.errors import BadStatus, Gone, ResolveError
from mediakit.keeping import expiring
from mediakit.merging import merge, with_kept
from mediakit.policy import holds_secret, shown
from mediakit.providers import by_key
from mediakit.resolution.deciding import elsewhere
from mediakit.times import Moment, iso

Sign: TypeAlias = Literal[
    "gone",
    "retired",
    "private",
    "hole",
    "embed_off",
    "geo",
    "age",
    "login",
    "not_framable",
    "expiring",
    "moved",
    "blocked",
    "unreachable",
]
Level: TypeAlias = Literal["error", "warning", "info", "ok"]
LEVELS: Final[tuple[Level, ...]] = ("error", "warning", "info", "ok")

_STATES: Final[dict[State, tuple[Sign, Level, str]]] = {
    "gone": ("gone", "error", "it is not there any more"),
    "private": ("private", "error", "it is private now"),
    "embed_off": ("embed_off", "warning", "its owner allows no embedding"),
    "geo": ("geo", "warning", "it is not shown in every country"),
    "age": ("age", "warning", "it is shown to grown-ups alone, after a log-in"),
    "login": ("login", "warning", "it is shown to those who log in"),
    "blocked": ("blocked", "info", "programs are kept out: nobody knows how it is"),
    "unreachable": ("unreachable", "info", "nobody answered: nobody knows how it is"),
}
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where an embed stands: the `file` (or web address), in it the `line` (from 1) or the `path` of a JSON value."""

    file: str
    line: int | None = None
    path: str | None = None

    def __str__(self) -> str:
        where = self.line if self.line is not None else self.path
        return self.file if where is None else f"{self.file}:{where}"


@dataclass(frozen=True, kw_only=True)
class Issue:
    """One thing that is wrong or worth knowing: its `sign` for programs, `message` for people, the date it is about."""

    sign: Sign
    level: Level
    message: str
    at: Moment | None = None


@dataclass(frozen=True, kw_only=True)
class Repair:
    """What would mend it.

    `relink`: write `url`, where it stands now. `archive`: show what was kept, with the archived copy at `url`.
    `snapshot`: show what was kept; there is no copy elsewhere.
    """

    kind: Literal["relink", "archive", "snapshot"]
    url: str | None = None


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What the check of one embed brought: the embed as it is known now, where it stands, what is wrong, what mends it.

    `embed` is `None` for a hole: something meant to show a medium that nobody can name.
    """

    embed: Embed | None
    places: tuple[Place, ...] = ()
    issues: tuple[Issue, ...] = ()
    repair: Repair | None = None

    @property
    def level(self) -> Level:
        """The worst of its issues; `ok` when there is none."""
        return min((issue.level for issue in self.issues), key=LEVELS.index, default="ok")

    @property
    def sign(self) -> str:
        """The word for its worst issue; `alive` when there is none."""
        return next((issue.sign for issue in self.issues if issue.level == self.level), "alive")


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What was asked beside the embed itself: whether its player may stand in other sites' pages (`None`: unknown)."""

    framable: bool | None = None


def judge(
    kept: Embed,
    answer: Embed | ResolveError,
    evidence: Evidence,
    now: datetime,
    *,
    soon: timedelta = 7 * _DAY,
    archived: Embed | None = None,
) -> Finding:
    """What an answer says of an embed that was kept. Pure; what was known stays known.

    `answer`: from asking anew, without any store. `archived`: the embed with the copies that archives have of it.
    `soon`: pictures without a copy of ours that expire within it are told of.

    >>> from datetime import UTC
    >>> from mediakit import Link
    >>> from mediakit.errors import Gone
    >>> link = Link(key="link:url:https://example.org/a", url="https://example.org/a", title="The ferry")
    >>> found = judge(link, Gone(link.url, 410), Evidence(), datetime(2026, 1, 2, tzinfo=UTC))
    >>> found.level, found.sign, found.embed.title, found.repair.kind
    ('error', 'gone', 'The ferry', 'snapshot')
    """
    embed = kept if not isinstance(answer, ResolveError) and elsewhere(kept, answer) else _together(kept, answer, now)
    if archived is not None:
        embed = merge(embed, replace(embed, archived=archived.archived))
    issues = [*_about_state(embed), *_about_move(kept, answer), *_about_player(embed, evidence)]
    issues += [
        Issue(
            sign="expiring",
            level="warning",
            message=f"a picture of which there is no copy {_when(part.expires, now)}: {part.url[:120]}",
            at=part.expires,
        )
        for part in expiring(embed, now + soon)
    ]
    issues.sort(key=lambda issue: LEVELS.index(issue.level))
    return Finding(embed=embed, issues=tuple(issues), repair=_repair(kept, embed, issues))


def _together(kept: Embed, answer: Embed | ResolveError, now: datetime) -> Embed:
    """What is known now. A status that tells nothing does not take the place of one that told something."""
    if isinstance(answer, ResolveError):
        state: State = "gone" if isinstance(answer, Gone) else "unreachable"
        status = Status(
            state=state,
            http=answer.status if isinstance(answer, BadStatus) else None,
            reason=answer.reason,
            checked=now,
        )
        told = kept.status.state in ("gone", "private") and state == "unreachable"
        return kept if told else replace(kept, status=status)
    if answer.key != kept.key:  # a short link became what it leads to
        return answer
    together = with_kept(merge(kept, answer), kept)
    return together if answer.url == kept.url else replace(together, url=answer.url)


def _about_state(embed: Embed) -> list[Issue]:
    provider = by_key(embed.provider.key) if embed.provider is not None else None
    if provider is not None and provider.retired is not None:
        since = provider.retired.since
        words = f"{provider.name} closed" + (f" on {since.isoformat()}" if since is not None else "")
        return [Issue(sign="retired", level="error", message=words, at=since)]
    known = _STATES.get(embed.status.state)
    if known is None:
        return []
    sign, level, words = known
    if embed.status.reason is not None:
        words += f" ({embed.status.reason})"
    return [Issue(sign=sign, level=level, message=words, at=embed.status.since)]


def _about_move(kept: Embed, answer: Embed | ResolveError) -> list[Issue]:
    if isinstance(answer, ResolveError) or answer.url == kept.url or urls.canonical(kept.url) == answer.url:
        return []
    if elsewhere(kept, answer):
        words = f"it leads to another site now, {shown(answer.url)}: see whether that is still the same thing"
        return [Issue(sign="moved", level="warning", message=words)]
    return [Issue(sign="moved", level="info", message=f"it stands at {shown(answer.url)} now")]


def _about_player(embed: Embed, evidence: Evidence) -> list[Issue]:
    if embed.player is None or evidence.framable is not False or embed.status.state in ("gone", "private"):
        return []
    words = f"its player may not stand in other sites' pages any more: {embed.player.url[:120]}"
    return [Issue(sign="not_framable", level="warning", message=words)]


def _repair(kept: Embed, embed: Embed, issues: list[Issue]) -> Repair | None:
    signs = {issue.sign for issue in issues}
    if signs & {"gone", "retired", "private"}:
        if embed.archived and "private" not in signs:
            return Repair(kind="archive", url=embed.archived[0].url)
        return Repair(kind="snapshot")
    if signs & {"embed_off", "not_framable"}:
        return Repair(kind="snapshot")
    # An address that opens something (a token, a signature) is not for every reader's eyes.
    told = "moved" in signs and embed.url != kept.url and embed.status.state in ("ok", "unknown")
    return Repair(kind="relink", url=embed.url) if told and not holds_secret(embed.url) else None


def _when(at: datetime | None, now: datetime) -> str:
    if at is None:
        return "expires soon"
    return f"{'expires' if at > now else 'expired'} on {iso(at.date())}"


def hole(found: Hole, place: Place) -> Finding:
    """Something that meant to show a medium, and nobody can name it."""
    shown = found.words or found.address
    message = f"something is embedded here that nobody can name: {found.advice}" + (
        f" ({shown[:120]})" if shown else ""
    )
    return Finding(embed=None, places=(place,), issues=(Issue(sign="hole", level="error", message=message),))


def unanswered(text: str, error: ResolveError, place: Place) -> Finding:
    """A page or address that should have been looked into, and could not be."""
    issue = Issue(
        sign="unreachable",
        level="warning",
        message=f"could not be looked into, or not to its end: {error.reason} ({text})",
    )
    return Finding(embed=None, places=(place,), issues=(issue,))
