"""Drivers: `run` and `arun` answer a flow's effects with a fetch, a store and a clock, and hand back what it returns.

Which call answers which effect, what a deadline means and which leases are still held is decided once, in `_Answers`;
the two drivers differ in the waiting alone. Without a store `Load` finds nothing, `Save` is dropped and every `Lease`
is granted. A lease the flow still holds when it ends, however it ends, is given back.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar, assert_never

from mediakit.errors import FetchTimeout, MediaKitError, StoreError
from mediakit.flow import (
    Ask,
    AsyncFetch,
    Effect,
    Effects,
    Fetch,
    Flow,
    Lease,
    Load,
    Now,
    Outcome,
    Release,
    Save,
    Store,
    Wait,
)

T = TypeVar("T")

# Side questions of one conversation; they go to few hosts, and more at once would only look like an attack.
AT_ONCE: Final = 8


def run(
    flow: Flow[T],
    *,
    fetch: Fetch,
    store: Store | None = None,
    deadline: float | None = None,
    clock: Callable[[], float] = time.time,
    sleep: Callable[[float], None] = time.sleep,
) -> T:
    """What the flow returns, asking with `fetch` and remembering in `store`; a tuple of effects is done in threads.

    `deadline` (POSIX seconds, by `clock`) goes with every `Ask`; an `Ask` or `Wait` that passes it is a `FetchTimeout`.
    Raises what the flow raises.

    >>> from mediakit.flow import Ask, Request, Response
    >>> def length(url):
    ...     answer = yield Ask(Request(url=url))
    ...     return len(answer.body)
    >>> def fetch(request, deadline):
    ...     return Response(url=request.url, status=200, headers={}, body=b"four")
    >>> run(length("https://example.org/"), fetch=fetch)
    4
    """
    answers = _Answers(store, deadline, clock)

    def answer(effect: Effect) -> Outcome:
        try:
            answers.in_time(effect)
            match effect:
                case Ask(request):
                    return fetch(request, deadline)
                case Wait(seconds):
                    sleep(answers.wait(seconds))
                    answers.in_time(effect)
                    return None
                case _:
                    return answers.now(effect)
        except MediaKitError as error:
            return error

    try:
        effects = next(flow)
        while True:
            if not isinstance(effects, tuple):
                effects = _tell(flow, answer(effects))
            elif len(effects) < 2:
                effects = flow.send(tuple(map(answer, effects)))
            else:
                with ThreadPoolExecutor(min(len(effects), AT_ONCE), "mediakit-ask") as threads:
                    outcomes = tuple(threads.map(answer, effects))
                effects = flow.send(outcomes)
    except StopIteration as end:
        value: T = end.value
        return value
    finally:
        flow.close()
        answers.give_back()


async def arun(
    flow: Flow[T],
    *,
    fetch: AsyncFetch,
    store: Store | None = None,
    deadline: float | None = None,
    clock: Callable[[], float] = time.time,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> T:
    """What the flow returns, in an event loop: as `run`, with tasks for threads.

    A store is used in threads, so that a slow disk does not stop the loop; one whose `blocking` is `False` is not.
    """
    waits = getattr(store, "blocking", store is not None)
    answers = _Answers(store, deadline, clock)
    some = asyncio.Semaphore(AT_ONCE)

    async def answer(effect: Effect) -> Outcome:
        try:
            answers.in_time(effect)
            match effect:
                case Ask(request):
                    async with asyncio.timeout(answers.left()), some:
                        return await fetch(request, deadline)
                case Wait(seconds):
                    await sleep(answers.wait(seconds))
                    answers.in_time(effect)
                    return None
                case Now():
                    return answers.now(effect)
                case _ if not waits:
                    return answers.now(effect)
                case _:
                    return await asyncio.to_thread(answers.now, effect)
        except TimeoutError:
            return _late(effect)
        except MediaKitError as error:
            return error

    try:
        effects = next(flow)
        while True:
            if isinstance(effects, tuple):
                effects = flow.send(tuple(await asyncio.gather(*map(answer, effects))))
            else:
                effects = _tell(flow, await answer(effects))
    except StopIteration as end:
        value: T = end.value
        return value
    finally:
        flow.close()
        if answers.held:
            await asyncio.to_thread(answers.give_back)


def _tell(flow: Flow[T], outcome: Outcome) -> Effects:
    return flow.throw(outcome) if isinstance(outcome, MediaKitError) else flow.send(outcome)


def _late(effect: Effect) -> FetchTimeout:
    return FetchTimeout(effect.request.url if isinstance(effect, Ask) else "", "the deadline came before the answer")


class _Answers:
    """What both drivers answer alike: the store, the clock, and how much time is left."""

    def __init__(self, store: Store | None, deadline: float | None, clock: Callable[[], float]) -> None:
        self.held: dict[str, int] = {}
        self._store, self._deadline, self._clock = store, deadline, clock

    def left(self) -> float | None:
        """Seconds to the deadline, or `None` when there is none."""
        return None if self._deadline is None else max(0.0, self._deadline - self._clock())

    def wait(self, seconds: float) -> float:
        """How long to wait for a `Wait`: no longer than to the deadline."""
        left = self.left()
        return seconds if left is None else min(seconds, left)

    def in_time(self, effect: Effect) -> None:
        """`FetchTimeout` when the deadline has passed and the effect is one that takes time."""
        if isinstance(effect, Ask | Wait) and self._deadline is not None and self._clock() >= self._deadline:
            raise _late(effect)

    def now(self, effect: Load | Save | Lease | Release | Now) -> Outcome:
        """The answer to an effect that the store or the clock can give."""
        store = self._store
        match effect:
            case Now():
                return self._clock()
            case Load(key):
                return None if store is None else store.load(key)
            case Save(entry, token):
                return store is not None and store.save(entry, token)
            case Lease(key, seconds):
                token = 0 if store is None else store.lease(key, seconds)
                if store is not None and token is not None:
                    self.held[key] = token
                return token
            case Release(key, token):
                self.held.pop(key, None)
                if store is not None:
                    store.release(key, token)
                return None
            case _:
                assert_never(effect)

    def give_back(self) -> None:
        """Release what the flow still holds: it was stopped or it failed, and others wait."""
        for key, token in self.held.items():
            try:
                if self._store is not None:
                    self._store.release(key, token)
            except StoreError:
                continue  # a lease that cannot be given back runs out by itself
