"""Many at once: every input answered once, in order or as ready, no lane beyond its share, by threads and tasks."""

import asyncio
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import aclosing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediakit.many import Done, Lanes, Order, Plan, in_tasks, in_threads


def lane(text: str) -> str:
    return text[0]


class Asked:
    """Answers in upper case, and counts who is under way."""

    def __init__(self, pause: float = 0.0005) -> None:
        self.lock, self.pause = threading.Lock(), pause
        self.now: Counter[str] = Counter()
        self.most: Counter[str] = Counter()
        self.most_of_all = 0
        self.asked: Counter[str] = Counter()

    def begin(self, text: str) -> None:
        with self.lock:
            self.asked[text] += 1
            self.now[lane(text)] += 1
            self.most |= self.now
            self.most_of_all = max(self.most_of_all, self.now.total())

    def end(self, text: str) -> str:
        with self.lock:
            self.now[lane(text)] -= 1
        return text.upper()

    def __call__(self, text: str) -> str:
        self.begin(text)
        time.sleep(self.pause)
        return self.end(text)

    async def later(self, text: str) -> str:
        self.begin(text)
        await asyncio.sleep(self.pause)
        return self.end(text)


def run(way: str, texts: list[str], asked: Asked, plan: Plan) -> list[Done[str]]:
    if way == "threads":
        return list(in_threads(texts, asked, plan))

    async def main() -> list[Done[str]]:
        return [done async for done in in_tasks(texts, asked.later, plan)]

    return asyncio.run(main())


texts = st.lists(st.sampled_from([a + b for a in "abcd" for b in "123456"]), max_size=60)


@pytest.mark.parametrize("way", ["threads", "tasks"])
@settings(deadline=None, max_examples=40)
@given(texts=texts, workers=st.integers(1, 6), each=st.integers(1, 3), order=st.sampled_from(["input", "completed"]))
def test_every_input_is_answered_and_nobody_has_more_than_its_share(
    way: str, texts: list[str], workers: int, each: int, order: Order
) -> None:
    asked = Asked()
    done = run(way, texts, asked, Plan(workers=workers, each=each, lane=lane, order=order))
    expected = [(place, text, text.upper()) for place, text in enumerate(texts)]
    assert (done if order == "input" else sorted(done)) == expected
    assert asked.most_of_all <= workers
    assert all(most <= each for most in asked.most.values())


@pytest.mark.parametrize("way", ["threads", "tasks"])
def test_as_many_are_asked_at_once_as_there_are_workers(way: str) -> None:
    asked = Asked(pause=0.02)
    run(way, [f"{a}{n}" for n in range(10) for a in "abcd"], asked, Plan(workers=8, each=2, lane=lane))
    assert asked.most_of_all == 8


@pytest.mark.parametrize("way", ["threads", "tasks"])
def test_what_comes_twice_within_the_window_is_asked_once(way: str) -> None:
    asked = Asked()
    done = run(way, ["a1", "a1", "b1", "a1"], asked, Plan(workers=2, each=1, lane=lane))
    assert [text for _, text, _ in done] == ["a1", "a1", "b1", "a1"]
    assert asked.asked == {"a1": 1, "b1": 1}


def test_a_lane_that_hangs_does_not_keep_the_others() -> None:
    released = threading.Event()

    def ask(text: str) -> str:
        if lane(text) == "x":
            assert released.wait(10)
        return text

    texts = [f"{a}{n}" for n in range(6) for a in "xab"]
    given: list[str] = []
    for _, text, _ in in_threads(texts, ask, Plan(workers=4, each=2, lane=lane, order="completed")):
        given.append(text)
        if len(given) == 12:
            released.set()
    assert not any(text.startswith("x") for text in given[:12])
    assert sorted(given) == sorted(texts)


def test_inputs_are_read_no_further_than_the_window() -> None:
    read = 0

    def endless() -> Iterator[str]:
        nonlocal read
        while True:
            read += 1
            yield f"a{read}"

    answers = in_threads(endless(), str.upper, Plan(workers=2, each=2, lane=lane))
    for _ in range(1_000):
        next(answers)
    answers.close()
    assert read <= 1_000 + 2 * 4


def test_whoever_stops_early_waits_for_nobody() -> None:
    released = threading.Event()
    begun: list[str] = []

    def ask(text: str) -> str:
        begun.append(text)
        if text != "a0":
            released.wait(30)
        return text

    answers = in_threads((f"a{n}" for n in range(100)), ask, Plan(workers=3, each=3, lane=lane))
    assert next(answers) == (0, "a0", "a0")
    answers.close()  # would take 30 s if it waited
    seen = len(begun)
    released.set()
    for thread in threading.enumerate():
        if thread.name.startswith("mediakit-resolve"):
            thread.join(5)
    assert len(begun) <= seen + 1, "nothing new is begun"


def test_no_thread_is_left_behind() -> None:
    before = threading.active_count()
    list(in_threads((f"a{n}" for n in range(50)), str.upper, Plan(workers=8, each=8, lane=lane)))
    assert threading.active_count() == before


@pytest.mark.parametrize("way", ["threads", "tasks"])
def test_what_the_asker_raises_is_raised_where_answers_are_taken(way: str) -> None:
    class Odd(Asked):
        def end(self, text: str) -> str:
            if text == "a3":
                raise LookupError("nobody foresaw this")
            return super().end(text)

    with pytest.raises(LookupError, match="nobody foresaw this"):
        run(way, [f"a{n}" for n in range(9)], Odd(), Plan(workers=2, each=2, lane=lane))


def test_tasks_are_cancelled_when_the_reader_stops() -> None:
    cancelled: list[str] = []

    async def ask(text: str) -> str:
        try:
            await asyncio.sleep(0 if text == "a0" else 30)
        except asyncio.CancelledError:
            cancelled.append(text)
            raise
        return text

    async def main() -> None:
        async with aclosing(in_tasks([f"a{n}" for n in range(9)], ask, Plan(workers=3, each=3, lane=lane))) as answers:
            assert await anext(answers) == (0, "a0", "a0")
            await asyncio.sleep(0)
        assert len(asyncio.all_tasks()) == 1

    asyncio.run(main())
    assert cancelled


def test_a_cancellation_that_came_from_within_is_waited_for_by_nobody() -> None:
    async def ask(text: str) -> str:
        if text == "a3":
            raise asyncio.CancelledError  # a future that it shared with somebody who gave up
        return text

    async def main() -> None:
        async with aclosing(in_tasks([f"a{n}" for n in range(9)], ask, Plan(workers=2, each=2, lane=lane))) as answers:
            with pytest.raises(asyncio.CancelledError):
                async with asyncio.timeout(10):
                    async for _ in answers:
                        pass

    asyncio.run(main())


def test_async_inputs_are_read_too() -> None:
    async def texts():
        for n in range(3):
            await asyncio.sleep(0)
            yield f"a{n}"

    async def main() -> list[str]:
        plan = Plan(workers=2, each=2, lane=lane)
        return [answer async for _, _, answer in in_tasks(texts(), Asked().later, plan)]

    assert asyncio.run(main()) == ["A0", "A1", "A2"]


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans())), st.integers(1, 3))
def test_lanes_lose_nothing_and_keep_the_order_within_a_lane(steps: list[tuple[str, bool]], each: int) -> None:
    lanes: Lanes[int] = Lanes(each)
    under_way: list[str] = []
    taken: dict[str, list[int]] = {}
    put: dict[str, list[int]] = {}

    def take() -> bool:
        got = lanes.take()
        if got is not None:
            under_way.append(got[0])
            taken.setdefault(got[0], []).append(got[1])
            assert under_way.count(got[0]) <= each
        return got is not None

    for number, (name, takes) in enumerate(steps):
        lanes.put(name, number)
        put.setdefault(name, []).append(number)
        if takes and not take() and under_way:
            lanes.done(under_way.pop(0))
    while under_way or take():
        while take():
            pass
        lanes.done(under_way.pop(0))
    assert taken == put


@pytest.mark.parametrize("wrong", [{"workers": 0}, {"each": 0}])
def test_a_plan_without_workers_is_no_plan(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="at least 1, not 0"):
        Plan(**{"workers": 1, "each": 1, **wrong}, lane=lane)


def test_a_slow_source_keeps_no_answer_back() -> None:
    asked: list[str] = []
    given: list[str] = []

    def ask(text: str) -> str:
        asked.append(text)
        return text.upper()

    def slow() -> Iterator[str]:
        """Somebody who types the next input when the answers to all before could be read."""
        for n in range(20):
            while len(asked) < n:
                time.sleep(0.001)
            time.sleep(0.02)
            assert len(given) >= n - 2, "the answers wait for a full window"
            yield f"a{n}"

    for _, _, answer in in_threads(slow(), ask, Plan(workers=8, each=8, lane=lane)):
        given.append(answer)
    assert given == [f"A{n}" for n in range(20)]
