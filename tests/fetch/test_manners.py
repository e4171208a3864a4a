"""Manners: who is asked again and when, whose turn it is, which host is left alone. Clocks and dice are made up."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediakit.errors import BadAnswer, FetchError, FetchTimeout, ForbiddenURL, MediaKitError, TooLarge
from mediakit.fetch import AsyncPolite, Polite
from mediakit.fetch.manners import HOSTS, Hosts, Manners, heard, pause, retry_after
from mediakit.flow import Request, Response

URL = "https://a.example/x"


def answer(status: int, **headers: str) -> Response:
    return Response(url=URL, status=status, headers={name.replace("_", "-"): value for name, value in headers.items()})


def lost() -> FetchError:
    error = FetchError(URL, "the connection was lost")
    error.transient = True
    return error


class World:
    """A clock that only waiting moves, and a fetch that gives its outcomes by turns, the last one for ever."""

    def __init__(self, *outcomes: Response | MediaKitError, takes: float = 0.0) -> None:
        self.now, self.takes = 1000.0, takes
        self.outcomes = list(outcomes)
        self.asked: list[float] = []

    def fetch(self, request: Request, deadline: float | None = None) -> Response:
        self.asked.append(self.now - 1000)
        self.now += self.takes
        outcome = self.outcomes.pop(0) if len(self.outcomes) > 1 else self.outcomes[0]
        if isinstance(outcome, MediaKitError):
            raise outcome
        return outcome

    def wait(self, event: threading.Event, seconds: float) -> None:
        assert seconds != inf, "nobody else is there to wake us"
        self.now += seconds

    def polite(self, manners: Manners | None = None, **options: object) -> Polite:
        options.setdefault("roll", lambda: 0.5)
        return Polite(self.fetch, manners, clock=lambda: self.now, wait=self.wait, **options)  # type: ignore[arg-type]


# ---- trying again ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", [answer(429), answer(502), answer(503), answer(504), lost()])
def test_what_may_pass_is_tried_again_after_a_random_pause(outcome: Response | MediaKitError) -> None:
    world = World(outcome, outcome, answer(200))
    assert world.polite()(Request(url=URL)).status == 200
    assert world.asked == [0, 0.125, 0.375]  # half of 0.25, then half of 0.5


@pytest.mark.parametrize("outcome", [answer(200), answer(301), answer(403), answer(404), answer(500), answer(501)])
def test_an_answer_that_will_not_change_is_taken(outcome: Response) -> None:
    world = World(outcome)
    assert world.polite()(Request(url=URL)) is outcome and world.asked == [0]


@pytest.mark.parametrize("kind", [ForbiddenURL, BadAnswer, TooLarge, FetchTimeout, FetchError])
def test_an_error_that_will_not_change_is_raised(kind: type[FetchError]) -> None:
    world = World(kind(URL, "no"))
    with pytest.raises(kind):
        world.polite()(Request(url=URL))
    assert world.asked == [0]


def test_a_post_is_never_repeated() -> None:
    for outcome in (answer(503), answer(429, retry_after="1")):
        world = World(outcome)
        assert world.polite()(Request(url=URL, method="POST", body=b"x")) is outcome and len(world.asked) == 1
    world = World(lost())
    with pytest.raises(FetchError):
        world.polite()(Request(url=URL, method="POST", body=b"x"))
    assert len(world.asked) == 1


def test_after_the_last_try_its_outcome_is_the_outcome() -> None:
    world = World(lost(), lost(), answer(503))
    assert world.polite()(Request(url=URL)).status == 503 and len(world.asked) == 3


@pytest.mark.parametrize("when", ["7", "Thu, 01 Jan 1970 00:16:47 GMT", "Thursday, 01-Jan-70 00:16:47 GMT"])
def test_a_retry_after_is_kept(when: str) -> None:
    world = World(answer(503, retry_after=when), answer(200))
    assert world.polite()(Request(url=URL)).status == 200
    assert world.asked == [0, 7]


def test_a_retry_after_beyond_the_deadline_is_not_waited_for_and_others_are_told() -> None:
    world = World(answer(429, retry_after="60"), answer(200))
    fetch = world.polite()
    assert fetch(Request(url=URL), world.now + 10).status == 429
    with pytest.raises(FetchTimeout, match="asked for a pause"):
        fetch(Request(url=URL), world.now + 10)
    assert world.asked == [0] and world.now == 1000
    world.now += 60
    assert fetch(Request(url=URL)).status == 200


def test_a_retry_after_of_years_is_not_believed() -> None:
    world = World(answer(503, retry_after="999999999"), answer(200))
    fetch = world.polite()
    assert fetch(Request(url=URL)).status == 503
    world.now += Manners().longest_rest
    assert fetch(Request(url=URL)).status == 200


@given(st.text(max_size=40) | st.from_regex(r"[0-9]{1,30}", fullmatch=True), st.floats(0, 4e9))
def test_any_retry_after_is_seconds_or_nothing(value: str, now: float) -> None:
    seconds = retry_after(value, now)
    assert seconds is None or 0 <= seconds < 1e12


@given(st.integers(1, 9), st.floats(0, 1, exclude_max=True))
def test_a_pause_is_within_what_the_try_allows(tried: int, roll: float) -> None:
    manners = Manners(tries=10)
    seconds = pause(manners, Request(url=URL), answer(503), tried, roll)
    assert seconds is not None and 0 <= seconds <= min(manners.longest, manners.first * 2 ** (tried - 1))


# ---- hosts left alone ------------------------------------------------------------------------------------------------


def test_a_host_that_fails_is_left_alone_then_probed_by_one() -> None:
    world = World(answer(503), takes=1.0)
    fetch = world.polite(Manners(tries=1, failures=3, rest=30.0))
    for _ in range(3):
        fetch(Request(url=URL))
    for _ in range(5):
        with pytest.raises(FetchError, match="3 times in a row, and is left alone for 30 s"):
            fetch(Request(url=URL))
    assert len(world.asked) == 3
    assert fetch(Request(url="https://b.example/")).status == 503  # others are asked as ever
    world.now += 30
    assert fetch(Request(url=URL)).status == 503  # the probe failed: twice as long
    world.now += 59
    with pytest.raises(FetchError, match="left alone"):
        fetch(Request(url=URL))
    world.now += 2
    world.outcomes = [answer(404)]  # an answer, and so the host is back
    for _ in range(4):
        assert fetch(Request(url=URL)).status == 404


def test_while_one_probes_the_others_are_refused() -> None:
    hosts = Hosts(Manners(failures=1, rest=10.0))
    assert hosts.enter("a", 0.0, print).wait == 0
    hosts.leave("a", 0.0, "bad")
    assert hosts.enter("a", 10.0, print).probe
    assert "being probed" in str(hosts.enter("a", 10.0, print).refused)
    hosts.leave("a", 11.0, "nothing", probe=True)  # cut short: the next one probes
    assert hosts.enter("a", 11.0, print).probe
    hosts.leave("a", 12.0, "good", probe=True)
    assert hosts.enter("a", 12.0, print) == hosts.enter("a", 12.0, repr)


def test_what_says_something_about_a_host() -> None:
    manners = Manners()
    good = [answer(200), answer(404), answer(429), answer(500), BadAnswer(URL, "x"), TooLarge(URL, "x")]
    assert [heard(manners, outcome, 0.1) for outcome in good] == ["good"] * len(good)
    assert [heard(manners, outcome, 0.1) for outcome in (answer(503), FetchError(URL, "x"))] == ["bad"] * 2
    assert heard(manners, FetchTimeout(URL, "x"), 0.1) == heard(manners, ForbiddenURL(URL, "x"), 9.0) == "nothing"
    assert heard(manners, FetchTimeout(URL, "x"), 9.0) == "bad"


# ---- turns and pace --------------------------------------------------------------------------------------------------


def test_a_burst_and_then_the_pace() -> None:
    world = World(answer(200))
    fetch = world.polite(Manners(per_second=2.0, burst=3))
    for _ in range(6):
        fetch(Request(url=URL))
    assert world.asked == [0, 0, 0, 0.5, 1.0, 1.5]


def test_ones_own_hosts_are_asked_at_any_pace() -> None:
    world = World(answer(200))
    fetch = world.polite(Manners(per_second=1.0, burst=1), own={"a.example"})
    for _ in range(9):
        fetch(Request(url=URL))
    assert world.asked == [0] * 9


def test_no_more_than_so_many_at_once_in_threads_and_all_get_their_turn() -> None:
    lock, busy, most = threading.Lock(), 0, 0

    def fetch(request: Request, deadline: float | None = None) -> Response:
        nonlocal busy, most
        with lock:
            busy += 1
            most = max(most, busy)
        threading.Event().wait(0.002)
        with lock:
            busy -= 1
        return answer(200)

    polite = Polite(fetch, Manners(at_once=3, per_second=1e6, burst=1000))
    with ThreadPoolExecutor(32) as pool:
        seen = list(pool.map(lambda number: polite(Request(url=URL)).status, range(200)))
    assert seen == [200] * 200 and most == 3


def test_no_more_than_so_many_at_once_in_tasks_and_a_cancelled_one_gives_its_place_up() -> None:
    busy, most = 0, 0

    async def fetch(request: Request, deadline: float | None = None) -> Response:
        nonlocal busy, most
        busy += 1
        most = max(most, busy)
        try:
            await asyncio.sleep(0.002 if "slow" not in request.url else 60)
        finally:
            busy -= 1
        return answer(200)

    async def main() -> list[int]:
        polite = AsyncPolite(fetch, Manners(at_once=3, per_second=1e6, burst=1000))
        slow = [asyncio.create_task(polite(Request(url=URL + "/slow"))) for _ in range(6)]
        await asyncio.sleep(0.01)
        rest = [asyncio.create_task(polite(Request(url=URL))) for _ in range(50)]
        await asyncio.sleep(0.01)
        assert most == 3 and not any(task.done() for task in rest)
        for task in slow:
            task.cancel()
        await asyncio.gather(*slow, return_exceptions=True)
        return [found.status for found in await asyncio.gather(*rest)]

    assert asyncio.run(main()) == [200] * 50
    assert most == 3


def test_whose_turn_does_not_come_in_time_is_told_so() -> None:
    begun, over = threading.Event(), threading.Event()

    def fetch(request: Request, deadline: float | None = None) -> Response:
        begun.set()
        over.wait(20)
        return answer(200)

    polite = Polite(fetch, Manners(at_once=1, patience=0.05))
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(polite, Request(url=URL))
        begun.wait(20)
        with pytest.raises(FetchTimeout, match="others were first"):
            polite(Request(url=URL))
        over.set()
        assert first.result().status == 200
    assert polite(Request(url=URL)).status == 200  # its place in the queue was given up


def test_a_foreign_error_gives_the_turn_back() -> None:
    def fetch(request: Request, deadline: float | None = None) -> Response:
        raise ZeroDivisionError

    polite = Polite(fetch, Manners(at_once=1))
    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            polite(Request(url=URL))


def test_threads_and_tasks_may_share_turns() -> None:
    world = World(answer(503))
    sync = world.polite(Manners(failures=1, tries=1))

    async def fetch(request: Request, deadline: float | None = None) -> Response:
        return answer(200)

    sync(Request(url=URL))
    both = AsyncPolite(fetch, hosts=sync.hosts, clock=lambda: world.now)
    with pytest.raises(FetchError, match="left alone"):
        asyncio.run(both(Request(url=URL)))


def test_hosts_are_forgotten_but_none_that_is_in_use() -> None:
    hosts = Hosts(Manners(at_once=1))
    hosts.enter("busy", 0.0, print)
    for number in range(3 * HOSTS):
        hosts.enter(f"h{number}", 1.0, print)
        hosts.leave(f"h{number}", 1.0, "good")
    assert len(hosts._hosts) <= HOSTS + 1
    assert hosts.enter("busy", 2.0, repr).wait == inf


@given(
    st.lists(
        st.tuples(st.sampled_from(["enter", "good", "bad", "nothing", "late", "give up"]), st.floats(0, 20)),
        max_size=60,
    )
)
def test_whatever_happens_no_turn_is_lost_or_given_twice(steps: list[tuple[str, float]]) -> None:
    """Turns out at any moment: at most `at_once`, or one probe; and in the end somebody may go again."""
    manners = Manners(at_once=2, per_second=5.0, burst=4, failures=2, rest=5.0, longest_rest=20.0)
    hosts, now = Hosts(manners), 0.0
    out: list[bool] = []
    queue: list[Callable[[], None]] = []
    for step, later in steps:
        now += later
        if step in ("enter", "late"):
            wake: Callable[[], None] = queue[0] if step == "late" and queue else lambda: None
            turn = hosts.enter("a", now, wake)
            if turn.wait == 0 and turn.refused is None:
                out.append(turn.probe)
            if turn.wait and turn.refused is None and wake not in queue:
                queue.append(wake)
            elif turn.wait == 0 and wake in queue:
                queue.remove(wake)
        elif step == "give up" and queue:
            hosts.give_up("a", now, queue.pop(0))
        elif out:
            hosts.leave("a", now, step if step != "give up" else "good", probe=out.pop())  # type: ignore[arg-type]
        assert out.count(False) <= manners.at_once and out.count(True) <= 1
    for each in queue:
        hosts.give_up("a", now, each)
    for probe in out:
        hosts.leave("a", now, "nothing", probe=probe)
    assert hosts.enter("a", now + 100, lambda: None).wait == 0
