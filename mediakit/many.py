"""Many inputs at once: a window of them under way, no host with more than its share, in threads or in tasks.

The inputs are read as answers are taken, so a million of them need no more memory than a window. What comes twice in
the window is asked once. Lanes (one a host) take turns, and none holds more than `each` workers: a host that answers
nobody keeps its own lane waiting, not the others.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterable, Awaitable, Callable, Iterable, Iterator
from contextlib import aclosing
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Condition, Thread
from typing import Final, Generic, Literal, TypeAlias, TypeVar

T = TypeVar("T")
A = TypeVar("A")
Order: TypeAlias = Literal["input", "completed"]
Done: TypeAlias = tuple[int, str, A]
"""The place of an input among the inputs (from 0), the input, its answer."""

# Inputs read ahead, for each worker: so many slow ones can pile up before anybody is idle.
_AHEAD: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How many are asked at once.

    `workers`: in all. `each`: of one lane. `lane`: an input to the name of its lane, mostly its host. `order`: how the
    answers come, as their inputs did or as they are ready.
    """

    workers: int
    each: int
    lane: Callable[[str], str]
    order: Order = "input"

    def __post_init__(self) -> None:
        for name in ("workers", "each"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} must be at least 1, not {getattr(self, name)}")


class Lanes(Generic[T]):
    """A queue of lanes that take turns; none has more than `each` of its items under way.

    >>> lanes = Lanes(each=1)
    >>> for name, item in ("a", 1), ("a", 2), ("b", 3):
    ...     lanes.put(name, item)
    >>> lanes.take(), lanes.take(), lanes.take()
    (('a', 1), ('b', 3), None)
    >>> lanes.done("a")
    >>> lanes.take()
    ('a', 2)
    """

    def __init__(self, each: int) -> None:
        self._each = each
        self._waiting: dict[str, deque[T]] = {}
        self._busy: dict[str, int] = {}
        self._turn: deque[str] = deque()  # lanes that have something waiting and a worker left

    def put(self, lane: str, item: T) -> None:
        """An item behind the others of its lane."""
        waiting = self._waiting.setdefault(lane, deque())
        waiting.append(item)
        if len(waiting) == 1 and self._busy.get(lane, 0) < self._each:
            self._turn.append(lane)

    def take(self) -> tuple[str, T] | None:
        """The next item, which is under way until `done` is told of its lane; `None` when nobody may go now."""
        if not self._turn:
            return None
        lane = self._turn.popleft()
        waiting = self._waiting[lane]
        item = waiting.popleft()
        busy = self._busy[lane] = self._busy.get(lane, 0) + 1
        if not waiting:
            del self._waiting[lane]
        elif busy < self._each:
            self._turn.append(lane)
        return lane, item

    def done(self, lane: str) -> None:
        """One of the lane's items is answered."""
        busy = self._busy[lane] - 1
        if busy:
            self._busy[lane] = busy
        else:
            del self._busy[lane]
        if busy == self._each - 1 and lane in self._waiting:
            self._turn.append(lane)

    def clear(self) -> None:
        """Forget everything that still waits."""
        self._waiting.clear()
        self._turn.clear()


class _Window(Generic[A]):
    """Which inputs were read, which of them are asked, and whose answer may be given now."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._size = plan.workers * _AHEAD
        self._read = self._given = 0
        self._asked: dict[str, list[int]] = {}  # what is under way, and for which places
        self._ready: dict[int, tuple[str, A]] = {}

    @property
    def has_room(self) -> bool:
        return self._read - self._given < self._size

    @property
    def is_done(self) -> bool:
        return self._read == self._given

    def enter(self, text: str) -> bool:
        """An input that was read; whether it must be asked, since nobody asks the same already."""
        places = self._asked.setdefault(text, [])
        places.append(self._read)
        self._read += 1
        return len(places) == 1

    def answered(self, text: str, answer: A) -> None:
        for place in self._asked.pop(text):
            self._ready[place] = text, answer

    def given(self) -> Iterator[Done[A]]:
        """What may be given now."""
        while self._ready:
            place = self._given if self._plan.order == "input" else next(iter(self._ready))
            if place not in self._ready:
                return
            text, answer = self._ready.pop(place)
            self._given += 1
            yield place, text, answer


@dataclass(frozen=True, slots=True)
class _Failure:
    """An exception on its way from a worker to whoever takes the answers."""

    error: BaseException


class _Threads(Generic[A]):
    """Workers that take from the lanes; made when there is something to do, gone when told to stop."""

    def __init__(self, ask: Callable[[str], A], plan: Plan) -> None:
        self._ask, self._plan = ask, plan
        self._lanes: Lanes[str] = Lanes(plan.each)
        self._changed = Condition()
        self._idle = 0
        self._stopped = False
        self._threads: list[Thread] = []
        self.answers: SimpleQueue[tuple[str, A | _Failure]] = SimpleQueue()

    def put(self, text: str) -> None:
        with self._changed:
            self._lanes.put(self._plan.lane(text), text)
            if self._idle:
                self._idle -= 1  # that one is spoken for: the next item wakes, or makes, another
                self._changed.notify()
            elif len(self._threads) < self._plan.workers:
                # A daemon: whoever stops reading, or presses Ctrl-C, does not wait for a host that answers nobody.
                thread = Thread(target=self._work, name=f"mediakit-resolve-{len(self._threads)}", daemon=True)
                self._threads.append(thread)
                thread.start()

    def _work(self) -> None:
        lane: str | None = None
        while True:
            with self._changed:
                if lane is not None:
                    self._lanes.done(lane)
                while (taken := self._lanes.take()) is None and not self._stopped:
                    self._idle += 1
                    self._changed.wait()
                if taken is None or self._stopped:
                    return
            lane, text = taken
            try:
                answer: A | _Failure = self._ask(text)
            except BaseException as error:  # whatever it is, it is raised where the answers are taken
                answer = _Failure(error)
            self.answers.put((text, answer))

    def stop(self) -> None:
        """Nothing new is begun; what is under way ends by itself, and nobody waits for it."""
        with self._changed:
            self._stopped = True
            self._lanes.clear()
            self._changed.notify_all()

    def join(self) -> None:
        """Wait until every worker is gone: at the end, when none has anything left to do."""
        for thread in self._threads:
            thread.join()


def in_threads(texts: Iterable[str], ask: Callable[[str], A], plan: Plan) -> Iterator[Done[A]]:
    """Every input with its answer, asked by threads; what `ask` raises is raised here.

    >>> plan = Plan(workers=2, each=2, lane=lambda text: text[0])
    >>> list(in_threads(["ab", "cd", "ab"], str.upper, plan))
    [(0, 'ab', 'AB'), (1, 'cd', 'CD'), (2, 'ab', 'AB')]
    """
    window: _Window[A] = _Window(plan)
    threads = _Threads(ask, plan)
    reading = iter(texts)
    more = True
    try:
        while True:
            read = 0
            # One input for each answer keeps the workers busy; more only while nobody has an answer to give: a source
            # that is slow (a queue, somebody who types) keeps no answer back.
            while more and window.has_room and (read < 1 or threads.answers.empty()):
                text = next(reading, None)
                read += 1
                more = text is not None
                if text is not None and window.enter(text):
                    threads.put(text)
            if window.is_done:
                break
            text, answer = threads.answers.get()
            if isinstance(answer, _Failure):
                raise answer.error
            window.answered(text, answer)
            yield from window.given()
    finally:
        threads.stop()
    threads.join()


class _Tasks(Generic[A]):
    """Tasks of the running loop, begun as the lanes allow."""

    def __init__(self, ask: Callable[[str], Awaitable[A]], plan: Plan) -> None:
        self._ask, self._plan = ask, plan
        self._lanes: Lanes[str] = Lanes(plan.each)
        self._tasks: set[asyncio.Task[None]] = set()
        self.answers: asyncio.Queue[tuple[str, A | _Failure]] = asyncio.Queue()

    def put(self, text: str) -> None:
        self._lanes.put(self._plan.lane(text), text)
        self._begin()

    def _begin(self) -> None:
        while len(self._tasks) < self._plan.workers and (taken := self._lanes.take()) is not None:
            self._tasks.add(asyncio.create_task(self._work(*taken)))

    async def _work(self, lane: str, text: str) -> None:
        try:
            answer: A | _Failure = await self._ask(text)
        except (Exception, asyncio.CancelledError) as error:  # as above: one that nobody told of would be waited for
            answer = _Failure(error)
        self.answers.put_nowait((text, answer))
        self._lanes.done(lane)
        task = asyncio.current_task()
        assert task is not None
        self._tasks.discard(task)
        self._begin()

    async def stop(self) -> None:
        """Cancel what is under way and wait until it is gone."""
        self._lanes.clear()
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def in_tasks(
    texts: Iterable[str] | AsyncIterable[str], ask: Callable[[str], Awaitable[A]], plan: Plan
) -> AsyncGenerator[Done[A], None]:
    """Every input with its answer, asked by tasks of the running loop; what `ask` raises is raised here.

    Whoever stops before the end closes the iterator (`contextlib.aclosing`), and what is under way is cancelled.
    """
    window: _Window[A] = _Window(plan)
    tasks = _Tasks(ask, plan)
    more = True
    try:
        async with aclosing(_each(texts)) as reading:
            while True:
                read = 0
                while more and window.has_room and (read < 1 or tasks.answers.empty()):  # as above
                    text = await anext(reading, None)
                    read += 1
                    more = text is not None
                    if text is not None and window.enter(text):
                        tasks.put(text)
                if window.is_done:
                    return
                text, answer = await tasks.answers.get()
                if isinstance(answer, _Failure):
                    raise answer.error
                window.answered(text, answer)
                for done in window.given():
                    yield done
    finally:
        await tasks.stop()


async def _each(texts: Iterable[str] | AsyncIterable[str]) -> AsyncGenerator[str, None]:
    if isinstance(texts, AsyncIterable):
        async for text in texts:
            yield text
    else:
        for text in texts:
            yield text
