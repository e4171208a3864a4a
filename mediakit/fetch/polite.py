"""Fetches with manners: `Polite` in threads, `AsyncPolite` in tasks put a fetch behind turns, pace, rests and retries.

    with WebFetch() as web:
        fetch = Polite(web)
        fetch(Request(url="https://example.org/"))

What is done is written once, as a conversation that only asks and waits; the two classes differ in the waiting alone.
"""

from __future__ import annotations

import asyncio
import random
import threading
import time
from collections.abc import Callable, Collection, Generator
from contextlib import suppress
from math import inf
from typing import TypeAlias

from mediakit.errors import FetchError, FetchTimeout, MediaKitError
from mediakit.fetch.manners import Hosts, Manners, heard, pause, retry_after
from mediakit.flow import AsyncFetch, Fetch, Request, Response
from mediakit.policy import shown
from mediakit.url import split

# Yields `None` to have the question asked, seconds to wait so long or until woken; is sent the outcome of a question.
_Conversation: TypeAlias = Generator[float | None, Response | MediaKitError, Response]


class _Manners:
    """What both have: the hosts' turns, a clock and a die."""

    def __init__(
        self,
        manners: Manners | None,
        own: Collection[str],
        hosts: Hosts | None,
        clock: Callable[[], float],
        roll: Callable[[], float],
    ) -> None:
        self.hosts = hosts or Hosts(manners or Manners(), unlimited=frozenset(own))
        self._clock, self._roll = clock, roll

    def _conversation(self, request: Request, deadline: float | None, wake: Callable[[], None]) -> _Conversation:
        hosts, manners, clock = self.hosts, self.hosts.manners, self._clock
        parts = split(request.url)
        name = "" if parts is None else parts.host
        until = clock() + manners.patience if deadline is None else deadline
        tried = 0
        while True:
            probe = yield from self._turn(request, name, until, wake)
            begun, verdict, wish = clock(), None, None
            try:
                outcome = yield None
                verdict = heard(manners, outcome, clock() - begun)
                if isinstance(outcome, Response) and outcome.status in (429, 503):
                    wish = retry_after(outcome.headers.get("retry-after"), clock())
            finally:
                hosts.leave(name, clock(), verdict or "nothing", probe=probe, wish=wish)
            tried += 1
            rest = pause(manners, request, outcome, tried, self._roll())
            if rest is None or clock() + max(rest, wish or 0.0) >= until:
                if isinstance(outcome, Response):
                    return outcome
                raise outcome
            again = clock() + rest
            while (left := again - clock()) > 0:
                yield left

    def _turn(
        self, request: Request, name: str, until: float, wake: Callable[[], None]
    ) -> Generator[float, None, bool]:
        """Wait for a turn with the host; whether it is the turn of a probe."""
        hosts, clock = self.hosts, self._clock
        try:
            while True:
                now = clock()
                turn = hosts.enter(name, now, wake)
                if turn.refused is not None:
                    raise FetchError(shown(request.url), f"{name}: {turn.refused}")
                if turn.wait == 0:
                    return turn.probe
                if now >= until or (turn.wait != inf and now + turn.wait >= until):
                    words = f"{name} could not be asked in time: others were first, or it asked for a pause"
                    raise FetchTimeout(shown(request.url), words)
                yield min(turn.wait, until - now)
        except BaseException:
            hosts.give_up(name, clock(), wake)
            raise


class Polite(_Manners):
    """A fetch that asks through another one, with manners. Safe to use from many threads; it starts none.

    `manners`: the numbers. `own`: hosts that are asked at any pace, one's own. `hosts`: the state of another `Polite`
    or `AsyncPolite`, to share it. `clock`: POSIX seconds; `roll`: a random number in [0, 1). `wait`: how to wait for an
    event or for so many seconds, for tests.

    An ask that is answered 429, 502, 503 or 504, or whose connection is refused or lost, is tried again while there is
    time: GET and HEAD only, after a random pause, and not before a Retry-After. The last outcome is the outcome. A host
    that failed some times in a row is left alone for a while (a FetchError says so at once), then asked by one.

    >>> answers = iter([Response(url="", status=503, headers={}), Response(url="", status=200, headers={})])
    >>> fetch = Polite(lambda request, deadline=None: next(answers), roll=lambda: 0.0)
    >>> fetch(Request(url="https://example.org/")).status
    200
    """

    def __init__(
        self,
        fetch: Fetch,
        manners: Manners | None = None,
        *,
        own: Collection[str] = (),
        hosts: Hosts | None = None,
        clock: Callable[[], float] = time.time,
        roll: Callable[[], float] = random.random,
        wait: Callable[[threading.Event, float], object] = threading.Event.wait,
    ) -> None:
        super().__init__(manners, own, hosts, clock, roll)
        self._fetch, self._wait = fetch, wait

    def __call__(self, request: Request, deadline: float | None = None) -> Response:
        """Ask, and again where that is right. `deadline` (POSIX seconds) holds for all of it.

        Raises what the fetch raises; FetchError for a host left alone; FetchTimeout when its turn comes too late.
        """
        woken = threading.Event()
        talk = self._conversation(request, deadline, woken.set)
        try:
            step = next(talk)
            while True:
                if step is None:
                    try:
                        outcome: Response | MediaKitError = self._fetch(request, deadline)
                    except MediaKitError as error:
                        outcome = error
                    step = talk.send(outcome)
                else:
                    self._wait(woken, step)
                    woken.clear()
                    step = next(talk)
        except StopIteration as end:
            answer: Response = end.value
            return answer
        finally:
            talk.close()


class AsyncPolite(_Manners):
    """`Polite` for an event loop: the same conversation, waited for by tasks."""

    def __init__(
        self,
        fetch: AsyncFetch,
        manners: Manners | None = None,
        *,
        own: Collection[str] = (),
        hosts: Hosts | None = None,
        clock: Callable[[], float] = time.time,
        roll: Callable[[], float] = random.random,
    ) -> None:
        super().__init__(manners, own, hosts, clock, roll)
        self._fetch = fetch

    async def __call__(self, request: Request, deadline: float | None = None) -> Response:
        """As `Polite.__call__`."""
        loop, woken = asyncio.get_running_loop(), asyncio.Event()

        def wake() -> None:
            with suppress(RuntimeError):  # a loop that was closed has nobody waiting
                loop.call_soon_threadsafe(woken.set)

        talk = self._conversation(request, deadline, wake)
        try:
            step = next(talk)
            while True:
                if step is None:
                    try:
                        outcome: Response | MediaKitError = await self._fetch(request, deadline)
                    except MediaKitError as error:
                        outcome = error
                    step = talk.send(outcome)
                else:
                    with suppress(TimeoutError):
                        async with asyncio.timeout(step):
                            await woken.wait()
                    woken.clear()
                    step = next(talk)
        except StopIteration as end:
            answer: Response = end.value
            return answer
        finally:
            talk.close()
