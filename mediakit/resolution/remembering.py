"""What the store is asked on the way: who may answer from it, who asks while others wait, how long an answer is good.

A store that fails costs an answer its speed, never the answer: the failure becomes a warning `store`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from mediakit.embed import Embed, State, Status, Warning
from mediakit.errors import BadStatus, FetchError, Gone, ResolveError, StoreError
from mediakit.flow import Entry, Flow, Lease, Load, Now, Release, Save, Wait
from mediakit.policy import holds_secret
from mediakit.resolution.question import Question, warned
from mediakit.takedown import keys_within, purged, without

# How long an answer is served without asking again, in seconds.
FRESH: Final = 86_400.0  # titles and pictures change within days, rarely within hours
LEAST: Final = 3_600.0  # some providers say 0: a page with ten posts of theirs would ask at every save
MOST: Final = 7 * 86_400.0  # X says a hundred years: then nobody would ever learn that a post is gone
GONE: Final = 3_600.0  # what came back after a mistake is found within the hour; a wall stands about as long
FAILED: Final = 60.0  # long enough that a crowd does not ask a dead host, short enough for an editor to try again

# Longer than conversations take; when one takes longer another asks too, which costs requests and nothing else.
# A leader that was killed makes the others wait this long.
LEASE: Final = 30.0
_FIRST_WAIT: Final = 0.05
_LONGEST_WAIT: Final = 0.5


def load(key: str, notes: list[Warning]) -> Flow[Entry | None]:
    """What is kept under a key."""
    kept: Entry | None = yield from _remember(Load(key), notes, None)
    return kept


def save(entry: Entry, token: int, notes: list[Warning]) -> Flow[None]:
    """Keep what says that there is no answer, unless another was given the lease since."""
    yield from _remember(Save(entry, token or None), notes, False)


def keep(entry: Entry, token: int, notes: list[Warning]) -> Flow[Embed]:
    """Keep an answer, unless another was given the lease since: then theirs is on its way. Returns what may be shown
    of it: a takedown, of the thing or of what it quotes, holds for whoever asked before it too."""
    assert entry.embed is not None
    forgotten: dict[str, str] = {}
    for key in keys_within(entry.embed)[1:]:
        told = yield from load(key, notes)
        if told is not None and told.forgotten is not None:
            forgotten[key] = told.forgotten
    found = without(entry.embed, forgotten)
    kept: bool = yield from _remember(Save(replace(entry, embed=found), token or None), notes, False)
    if not kept:
        told = yield from load(entry.key, notes)
        if told is not None and told.forgotten is not None:
            return purged(found, told.forgotten)
    return found


def release(key: str, token: int, notes: list[Warning]) -> Flow[None]:
    """Let the others ask."""
    yield from _remember(Release(key, token), notes, None)


def serves(kept: Entry | None, now: float) -> bool:
    """Whether an entry answers as it is: it is fresh, or a tombstone."""
    return kept is not None and (kept.forgotten is not None or (kept.embed is not None and kept.fresh_until > now))


def claim(asked: Question, kept: Entry | None, notes: list[Warning]) -> Flow[tuple[int | None, Entry | None]]:
    """The token of whoever is to ask, with what is kept by now; or no token and the entry that answers.

    While another asks, what is kept is served however old; who has nothing waits for the other's answer.
    """
    pause = _FIRST_WAIT
    while True:
        token: int | None = yield from _remember(Lease(asked.key, LEASE), notes, 0)
        entry = yield from load(asked.key, notes)
        now: float = yield Now()
        if serves(entry, now):
            if token is not None:
                yield from release(asked.key, token, notes)
            return None, entry
        if token is not None:
            return token, entry
        if kept is not None and facts(kept) is not None and (kept.stale_until is None or now < kept.stale_until):
            return None, kept
        yield Wait(pause)
        pause = min(pause * 1.5, _LONGEST_WAIT)


def facts(kept: Entry | None) -> Embed | None:
    """What an entry knows of the thing, its old warnings aside; `None` when it knows nothing."""
    if kept is None or kept.embed is None or kept.negative is not None:
        return None
    return replace(kept.embed, warnings=())


def good_for(state: State, stated: float | None = None) -> float:
    """For how many seconds an answer that left the thing in this state is served; `stated` is what the source asks."""
    if state == "unreachable":
        return FAILED
    if state in ("gone", "private", "login", "blocked"):
        return GONE
    return FRESH if stated is None else min(max(stated, LEAST), MOST)


def unanswered(asked: Question, error: ResolveError, status: Status, began: float, now: float) -> Entry:
    """The entry that keeps others from asking a stranger that has just failed to answer."""
    until = now + good_for(status.state)
    return Entry(
        key=asked.key,
        embed=replace(asked.base, status=status),
        saved=began,
        fresh_until=until,
        stale_until=until,
        negative=error.reason,
    )


def answer(asked: Question, kept: Entry, notes: list[Warning]) -> Embed:
    """The answer that an entry holds: the embed as it was asked for, a tombstone's bare address, or the error again."""
    if kept.forgotten is not None or kept.embed is None:
        return warned(purged(asked.base, kept.forgotten or "nothing is kept"), notes)
    if kept.negative is not None:
        status = kept.embed.status
        reason = status.reason or kept.negative
        if status.state == "gone" and status.http is not None:
            raise Gone(asked.base.url, status.http, reason)
        if status.http is not None:
            raise BadStatus(asked.base.url, status.http, reason)
        raise FetchError(asked.base.url, reason)
    return asked.answer(kept.embed, notes)


def _is_private(effect: Load | Save | Lease | Release) -> bool:
    """Whether it is about what only a token in its address opens: that is nobody else's to read, and a store is shared.

    RFC 9111, 3.5 says the same of answers to requests that carry credentials. A short link may lead to such an address.
    """
    if not isinstance(effect, Save):
        return holds_secret(effect.key)
    embed = effect.entry.embed
    return holds_secret(effect.entry.key) or (
        embed is not None and (holds_secret(embed.key) or holds_secret(embed.url))
    )


def _remember(effect: Load | Save | Lease | Release, notes: list[Warning], otherwise: Any) -> Flow[Any]:
    if _is_private(effect):
        return otherwise
    try:
        return (yield effect)
    except StoreError as error:
        note = Warning(code="store", detail=str(error))
        if note not in notes:
            notes.append(note)
        return otherwise
