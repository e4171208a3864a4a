"""Both drivers over one table of conversations: what each effect is answered with, and what a deadline does."""

import asyncio
import threading
from collections.abc import Callable
from typing import Any

import pytest

from mediakit.drivers import AT_ONCE, arun, run
from mediakit.embed import Link
from mediakit.errors import FetchError, FetchTimeout, StoreError
from mediakit.flow import Ask, Effects, Entry, Flow, Lease, Load, Now, Release, Request, Response, Save, Wait
from mediakit.store import MemoryStore

URL = "https://example.org/"
ENTRY = Entry(key="k", embed=Link(key="k", url=URL), saved=0.0, fresh_until=1.0)


class World:
    """A network, a clock and a store that a test can look into. `fails` are the paths nobody answers at."""

    def __init__(self, *fails: str) -> None:
        self.time = 100.0
        self.asked: list[tuple[str, float | None]] = []
        self.store = MemoryStore(clock=lambda: self.time)
        self.fails = fails

    def fetch(self, request: Request, deadline: float | None = None) -> Response:
        self.asked.append((request.url, deadline))
        if request.url.removeprefix(URL) in self.fails:
            raise FetchError(request.url, "nobody answers")
        return Response(url=request.url, status=200, headers={}, body=request.url.removeprefix(URL).encode())

    def sleep(self, seconds: float) -> None:
        self.time += seconds


def sync(flow: Flow[Any], world: World, **options: Any) -> Any:
    return run(flow, fetch=world.fetch, clock=lambda: world.time, sleep=world.sleep, **options)


def with_tasks(flow: Flow[Any], world: World, **options: Any) -> Any:
    async def fetch(request: Request, deadline: float | None = None) -> Response:
        await asyncio.sleep(0)
        return world.fetch(request, deadline)

    async def sleep(seconds: float) -> None:
        world.sleep(seconds)

    return asyncio.run(arun(flow, fetch=fetch, clock=lambda: world.time, sleep=sleep, **options))


Drive = Callable[..., Any]
both = pytest.mark.parametrize("drive", [sync, with_tasks])


def ask(path: str = "") -> Ask:
    return Ask(Request(url=URL + path))


def says(effects: Effects) -> Flow[Any]:
    """A flow of one question that returns its answer, or the error it met."""
    try:
        return (yield effects)
    except (FetchError, StoreError) as error:
        return f"{type(error).__name__}: {error}"


@both
@pytest.mark.parametrize(
    ("effect", "answer"),
    [
        (Now(), 100.0),
        (Load("k"), None),
        (Save(ENTRY), False),
        (Lease("k", 5.0), 0),
        (Release("k", 0), None),
        (Wait(2.0), None),
        (ask("a"), Response(url=URL + "a", status=200, headers={}, body=b"a")),
        (ask("bad"), f"FetchError: nobody answers: {URL}bad"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_answered_without_a_store(drive: Drive, effect: Effects, answer: object) -> None:
    assert drive(says(effect), World("bad")) == answer


@both
def test_with_a_store_what_is_saved_is_found(drive: Drive) -> None:
    world = World()
    assert drive(says(Save(ENTRY)), world, store=world.store) is True
    assert drive(says(Load("k")), world, store=world.store) == ENTRY


@both
def test_side_by_side_errors_come_back_as_values_in_their_place(drive: Drive) -> None:
    answers = drive(says((ask("a"), ask("bad"), Now(), ask("b"))), World("bad"))
    assert (answers[0].body, type(answers[1]), answers[2], answers[3].body) == (b"a", FetchError, 100.0, b"b")
    assert drive(says((ask("bad"),)), World("bad"))[0].url == URL + "bad"
    assert drive(says(()), World()) == ()


def test_side_by_side_is_at_the_same_time() -> None:
    meeting = threading.Barrier(AT_ONCE, timeout=20)

    def fetch(request: Request, deadline: float | None = None) -> Response:
        meeting.wait()
        return Response(url=request.url, status=200, headers={})

    assert len(run(says(tuple(ask(str(n)) for n in range(AT_ONCE))), fetch=fetch)) == AT_ONCE


def test_side_by_side_in_a_loop_is_at_the_same_time_and_bounded() -> None:
    async def conversation() -> int:
        running, most, meeting = 0, 0, asyncio.Barrier(AT_ONCE)

        async def fetch(request: Request, deadline: float | None = None) -> Response:
            nonlocal running, most
            running += 1
            most = max(most, running)
            await meeting.wait()
            running -= 1
            return Response(url=request.url, status=200, headers={})

        await arun(says(tuple(ask(str(n)) for n in range(2 * AT_ONCE))), fetch=fetch)
        return most

    assert asyncio.run(conversation()) == AT_ONCE


@both
def test_the_deadline_goes_with_every_ask(drive: Drive) -> None:
    world = World()
    drive(says((ask("a"), ask("b"))), world, deadline=103.0)
    assert sorted(world.asked) == [(URL + "a", 103.0), (URL + "b", 103.0)]


@both
def test_after_the_deadline_nobody_is_asked_and_nobody_waits(drive: Drive) -> None:
    world = World()

    def flow() -> Flow[list[str]]:
        seen = []
        for effect in (Wait(5.0), ask("a"), Wait(1.0), Now(), Load("k")):
            try:
                seen.append(str((yield effect)))
            except FetchTimeout as late:
                seen.append(late.url or "late")
        return seen

    assert drive(flow(), world, deadline=102.0) == ["late", URL + "a", "late", "102.0", "None"]
    assert (world.time, world.asked) == (102.0, [])


def test_a_fetch_that_ignores_the_deadline_does_not_hold_up_a_loop() -> None:
    async def deaf(request: Request, deadline: float | None = None) -> Response:
        await asyncio.Event().wait()
        raise AssertionError("never comes here")

    answers = asyncio.run(arun(says((ask("a"), Now())), fetch=deaf, deadline=100.05, clock=lambda: 100.0))
    assert (type(answers[0]), answers[0].url, answers[1]) == (FetchTimeout, URL + "a", 100.0)


@both
@pytest.mark.parametrize("way", ["returns", "fails"])
def test_a_lease_does_not_outlive_its_conversation(drive: Drive, way: str) -> None:
    world = World("bad")

    def flow() -> Flow[int | None]:
        token: int | None = yield Lease("k", 60.0)
        if way == "fails":
            yield ask("bad")
        return token

    if way == "fails":
        with pytest.raises(FetchError):
            drive(flow(), world, store=world.store)
    else:
        assert drive(flow(), world, store=world.store) is not None
    assert world.store.lease("k", 60.0) is not None


@both
def test_a_store_that_fails_throws_into_the_flow(drive: Drive) -> None:
    class Broken(MemoryStore):
        def load(self, key: str) -> Entry | None:
            raise StoreError("disk full")

        def release(self, key: str, token: int) -> None:
            raise StoreError("disk full")

    def flow() -> Flow[str]:
        yield Lease("k", 60.0)
        try:
            yield Load("k")
        except StoreError as error:
            return str(error)
        return "loaded"

    assert drive(flow(), World(), store=Broken()) == "disk full"


@both
def test_a_bug_in_a_fetch_is_not_swallowed(drive: Drive) -> None:
    world = World()
    world.fails = None  # type: ignore[assignment]
    with pytest.raises(TypeError):
        drive(says(ask("a")), world)
    with pytest.raises(TypeError):
        drive(says((ask("a"), ask("b"))), world)


def test_cancelling_gives_the_lease_back() -> None:
    store = MemoryStore()

    async def conversation() -> None:
        asked = asyncio.Event()

        async def fetch(request: Request, deadline: float | None = None) -> Response:
            asked.set()
            await asyncio.Event().wait()
            raise AssertionError("never comes here")

        def flow() -> Flow[None]:
            yield Lease("k", 60.0)
            yield ask("a")

        task = asyncio.ensure_future(arun(flow(), fetch=fetch, store=store))
        await asked.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(conversation())
    assert store.lease("k", 1.0) is not None
