"""Manners towards hosts, as values and a state without a clock of its own: turns, pace, rests, and trying again.

Nothing here waits or asks: `polite` does, in threads and in tasks. Sources: RFC 9110, 10.2.3 (Retry-After) and 9.2.2
(what may be asked again); "Exponential Backoff and Jitter" (AWS, 2015) for full jitter; Nygard, "Release It!" for hosts
that are left alone (there: circuit breaker) and probed by one.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from math import inf
from typing import Final, Literal, TypeAlias

from mediakit.errors import BadAnswer, FetchError, FetchTimeout, ForbiddenURL, MediaKitError, TooLarge
from mediakit.flow import Request, Response

# Hosts remembered at a time: 4,096 take two MiB, and a batch is rarely about more.
HOSTS: Final = 4096
# What says that the server, or one before it, cannot now: the question itself was good (RFC 9110, 15.6; RFC 6585, 4).
_PASSING: Final = frozenset({429, 502, 503, 504})

Heard: TypeAlias = Literal["good", "bad", "nothing"]


@dataclass(frozen=True, kw_only=True)
class Manners:
    """How a host is treated. Seconds and counts; each number with its reason."""

    at_once: int = 6  # connections a browser opens to one host
    per_second: float = 10.0  # far below what providers allow (YouTube, Vimeo), far above what an editor needs
    burst: int = 30  # a long article's embeds of one provider, at once; then `per_second`
    tries: int = 3  # in all; what fails three times in a few seconds is not a passing fault
    first: float = 0.25  # the longest pause before the second try; it doubles for each one after
    longest: float = 4.0  # and is never longer than this
    patience: float = 30.0  # how long an ask waits for its turn and for its next try when its caller has no deadline
    failures: int = 5  # in a row, and the host is left alone
    rest: float = 30.0  # for so long; then one ask probes it
    longest_rest: float = 300.0  # doubled for each probe that fails, never longer; nor is a Retry-After believed longer
    fair: float = 2.0  # a timeout of less says more about who asked than about the host


def retry_after(value: str | None, now: float) -> float | None:
    """The seconds that a Retry-After header asks for, 0 when its date has passed, or `None` when it says nothing.

    >>> retry_after("120", 0.0), retry_after("Thu, 01 Jan 1970 00:00:30 GMT", 10.0), retry_after("soon", 0.0)
    (120.0, 20.0, None)
    """
    words = (value or "").strip()
    if words.isascii() and words.isdecimal():
        return float(words[:12])
    try:
        return max(0.0, parsedate_to_datetime(words[:64]).timestamp() - now)
    except (ValueError, OverflowError, OSError):
        return None


def heard(manners: Manners, outcome: Response | MediaKitError, took: float) -> Heard:
    """What an outcome says about the host that was asked `took` seconds ago.

    >>> heard(Manners(), Response(url="", status=404, headers={}), 9.0), heard(Manners(), FetchError("", "no"), 0.1)
    ('good', 'bad')
    """
    if isinstance(outcome, Response):
        return "bad" if outcome.status in _PASSING - {429} else "good"
    if isinstance(outcome, FetchTimeout):
        return "bad" if took >= manners.fair else "nothing"
    if isinstance(outcome, BadAnswer | TooLarge):
        return "good"
    return "bad" if isinstance(outcome, FetchError) and not isinstance(outcome, ForbiddenURL) else "nothing"


def pause(
    manners: Manners, request: Request, outcome: Response | MediaKitError, tried: int, roll: float
) -> float | None:
    """The seconds to wait before asking the same again, or `None` when that is not to be done.

    `tried`: how often it was asked so far; `roll`: a random number in [0, 1), so that many who failed together do not
    come back together. What a Retry-After asks for comes on top, by whoever keeps the host's turns.

    >>> pause(Manners(), Request(url="https://example.org/"), Response(url="", status=503, headers={}), 2, 0.5)
    0.25
    >>> pause(Manners(), Request(url="", method="POST"), Response(url="", status=503, headers={}), 1, 0.5) is None
    True
    """
    if request.method not in ("GET", "HEAD") or tried >= manners.tries:
        return None
    passing = outcome.status in _PASSING if isinstance(outcome, Response) else getattr(outcome, "transient", False)
    return roll * min(manners.longest, manners.first * 2 ** (tried - 1)) if passing else None


@dataclass(frozen=True, slots=True)
class Turn:
    """The answer to whoever would ask a host: go now (`wait` is 0), or come again in `wait` seconds or when woken.

    `refused`: in words, why the host is not asked now; `wait` then says for how long. `probe`: the one who may go all
    the same, to see whether the host is back.
    """

    wait: float = 0.0
    refused: str | None = None
    probe: bool = False


@dataclass(slots=True)
class _Host:
    tokens: float
    counted: float  # when the tokens were
    busy: int = 0
    waiting: deque[Callable[[], None]] = field(default_factory=deque)
    not_before: float = 0.0  # the host's own wish
    failures: int = 0
    rest: float = 0.0  # how long it is left alone; 0 when it is not
    until: float = 0.0
    probed: bool = False


class Hosts:
    """Whose turn it is with each host. Safe to use from many threads and event loops at once; it starts none.

    >>> hosts = Hosts(Manners(failures=1, rest=30.0))
    >>> hosts.enter("a.example", 0.0, print)
    Turn(wait=0.0, refused=None, probe=False)
    >>> hosts.leave("a.example", 1.0, "bad")
    >>> hosts.enter("a.example", 2.0, print).refused
    'it did not answer 1 time in a row, and is left alone for 29 s'
    """

    def __init__(self, manners: Manners, *, unlimited: frozenset[str] = frozenset()) -> None:
        """`unlimited`: hosts that are asked at any pace, one's own; rests and probes hold for them too."""
        self.manners = manners
        self._unlimited = unlimited
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    def enter(self, name: str, now: float, wake: Callable[[], None]) -> Turn:
        """Ask for a turn. Whoever must wait keeps its place by the same `wake`, and comes again after it was called."""
        with self._lock:
            host = self._host(name, now)
            if host.rest:
                return self._resting(host, now, wake)
            if name in self._unlimited:
                wait = max(0.0, host.not_before - now)
            else:
                wait = self._wait(host, now, wake)
            if wait == 0:
                _forget(host, wake)
                host.busy += 1
                if host.waiting:
                    host.waiting[0]()
            return Turn(wait)

    def leave(self, name: str, now: float, heard: Heard, *, probe: bool = False, wish: float | None = None) -> None:
        """Give a turn back, with what was heard; `wish`: the seconds the host asked not to be asked."""
        manners = self.manners
        with self._lock:
            host = self._host(name, now)
            host.busy -= 1
            if wish is not None:
                host.not_before = max(host.not_before, now + min(wish, manners.longest_rest))
            if probe:
                host.probed = False
            if heard == "good":
                host.failures, host.rest = 0, 0.0
            elif heard == "bad":
                host.failures += 1
                if probe or (host.failures >= manners.failures and not host.rest):
                    host.rest = min(manners.longest_rest, host.rest * 2 or manners.rest)
                    host.until = now + host.rest
            for wake in list(host.waiting) if host.rest else list(host.waiting)[:1]:
                wake()

    def give_up(self, name: str, now: float, wake: Callable[[], None]) -> None:
        """Leave the queue without a turn."""
        with self._lock:
            host = self._host(name, now)
            _forget(host, wake)
            if host.waiting:
                host.waiting[0]()

    def _host(self, name: str, now: float) -> _Host:
        host = self._hosts.pop(name, None) or _Host(tokens=self.manners.burst, counted=now)
        if len(self._hosts) >= HOSTS:  # those asked longest ago are forgotten first, but none that is in use
            quiet = [each for each, state in self._hosts.items() if not state.busy and not state.waiting]
            for each in quiet[: HOSTS // 8]:
                del self._hosts[each]
        self._hosts[name] = host
        return host

    def _resting(self, host: _Host, now: float, wake: Callable[[], None]) -> Turn:
        _forget(host, wake)
        if now >= host.until and not host.probed:
            host.probed = True
            host.busy += 1
            return Turn(probe=True)
        left = max(0.0, host.until - now)
        times = f"{host.failures} time{'' if host.failures == 1 else 's'}"
        alone = f"is left alone for {left:.0f} s" if left else "is being probed"
        return Turn(left, f"it did not answer {times} in a row, and {alone}")

    def _wait(self, host: _Host, now: float, wake: Callable[[], None]) -> float:
        manners = self.manners
        first = not host.waiting or host.waiting[0] is wake
        if wake not in host.waiting:
            host.waiting.append(wake)
        if not first or host.busy >= manners.at_once:
            return inf
        if now < host.not_before:
            return host.not_before - now
        host.tokens = min(manners.burst, host.tokens + max(0.0, now - host.counted) * manners.per_second)
        host.counted = now
        if host.tokens < 1:
            return (1 - host.tokens) / manners.per_second
        host.tokens -= 1
        return 0.0


def _forget(host: _Host, wake: Callable[[], None]) -> None:
    if wake in host.waiting:
        host.waiting.remove(wake)
