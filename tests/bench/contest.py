"""A contest: contenders that do one job on the same inputs, each in a process of its own, their rounds interleaved.

Every contender keeps its process for the whole contest: it imports, prepares and does the whole job once unmeasured,
then waits. The parent wakes them one after another, round by round, so that only one works at any time and whatever
else the machine does falls on all of them alike. CPU time is measured; the clock on the wall where a job is to wait.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import IO, Any, Final, Literal, NamedTuple

ROOT: Final = Path(__file__).parents[2]
ROUNDS: Final = 9
# A round shorter than this (CPU seconds) is repeated within itself: the clock and a cold cache would weigh too much.
SHORTEST_ROUND: Final = 0.15
# Whoever takes longer than this for a round is asked less often: what differs by tens of times needs no ninth figure.
LONG_ROUND: Final = 2.0
ROUNDS_OF_THE_SLOW: Final = 3

Work = Callable[[Any], object]


def same(item: Any) -> Any:
    """An input as it is."""
    return item


def one(item: Any) -> int:
    """An input is one."""
    return 1


@dataclass(frozen=True, kw_only=True)
class Contender:
    """One who does the job.

    `make` imports what is needed and gives the function that is measured; it takes one input, made ready by `prepare`
    (unmeasured), and returns something true when it found what was asked. `needs` are the packages it comes from,
    `only` the inputs it takes part in, all by default.
    """

    name: str
    make: Callable[[], Work]
    prepare: Callable[[Any], Any] = same
    needs: tuple[str, ...] = ()
    only: tuple[str, ...] = ()

    def missing(self) -> tuple[str, ...]:
        """The packages that are not installed."""
        return tuple(name for name in self.needs if version(name) is None)


class Bar(NamedTuple):
    """What was promised, what was measured (`None`: not without a peer that is missing), and whether that is kept."""

    words: str
    measured: str | None
    kept: bool


@dataclass(frozen=True, kw_only=True)
class Bench:
    """One job. The first contender is ours, the others are shown beside it.

    `inputs` gives named lists of inputs, smaller ones for `"smoke"`. `unit` names the figures, `scale` makes them of
    seconds an input. `clock` is whose CPU time counts: the contender's own process or the ones it starts; or it is
    the one on the wall. `length` is how many inputs one is: a whole list may be worked through at once.
    """

    title: str
    about: str
    unit: str
    scale: float
    contenders: tuple[Contender, ...]
    inputs: Callable[[Literal["full", "smoke"]], Mapping[str, Sequence[Any]]]
    bars: Callable[[Results], Sequence[Bar]]
    clock: Literal["own", "children", "wall"] = "own"
    length: Callable[[Any], int] = one


@dataclass(kw_only=True)
class Line:
    """What one contender did with one list of inputs: seconds an input, round by round, and how many it answered."""

    contender: str
    found: int
    of: int
    rounds: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        return statistics.median(self.rounds)

    @property
    def least(self) -> float:
        return min(self.rounds)


@dataclass(kw_only=True)
class Results:
    """All lines of a contest by input and contender, peak memory of each process in bytes, and who was left out."""

    lines: dict[str, dict[str, Line]] = field(default_factory=dict)
    peaks: dict[str, int] = field(default_factory=dict)
    absent: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unread: dict[str, dict[str, int]] = field(default_factory=dict)

    def ratio(self, of: str, to: str, given: str) -> float | None:
        """How many times as long `of` takes as `to` for an input, by medians; `None` when one of them is missing."""
        lines = self.lines.get(given, {})
        return lines[of].median / lines[to].median if of in lines and to in lines else None


def version(package: str) -> str | None:
    """The installed version of a package."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def at_most(words: str, measured: float | None, limit: float, unit: str) -> Bar:
    """A bar for a figure that must not be above `limit`."""
    return _bar(words, measured, unit, measured is not None and measured <= limit)


def at_least(words: str, measured: float | None, limit: float, unit: str) -> Bar:
    """A bar for a figure that must not be below `limit`."""
    return _bar(words, measured, unit, measured is not None and measured >= limit)


def _bar(words: str, measured: float | None, unit: str, kept: bool) -> Bar:
    return Bar(words, None if measured is None else f"{measured:.3g} {unit}".strip(), kept)


def hold(name: str, bench: Bench, size: Literal["full", "smoke"]) -> Results:
    """The contest `name`, from start to end."""
    results = Results()
    present = []
    for contender in bench.contenders:
        if missing := contender.missing():
            results.absent[contender.name] = missing
        else:
            present.append(contender)
    workers = {contender.name: Worker(name, contender.name, size) for contender in present}
    try:
        _rounds(bench, workers, results, size)
        results.peaks = {name: int(worker.ask({"do": "peak"})["bytes"]) for name, worker in workers.items()}
    finally:
        for worker in workers.values():
            worker.end()
    return results


def _rounds(bench: Bench, workers: Mapping[str, Worker], results: Results, size: Literal["full", "smoke"]) -> None:
    takes_part = {contender.name: contender.only for contender in bench.contenders}
    for given, items in bench.inputs(size).items():
        lengths = [bench.length(item) for item in items]
        entered = [name for name in workers if not takes_part[name] or given in takes_part[name]]
        first = {name: workers[name].ask({"do": "try", "input": given}) for name in entered}
        # What one of them could not take is taken from all: the figures must be of the same inputs.
        without = sorted({index for answer in first.values() for index in answer["failed"]})
        results.unread[given] = {name: len(answer["failed"]) for name, answer in first.items() if answer["failed"]}
        lines = results.lines[given] = {}
        repeats, rounds = {}, {}
        for name, answer in first.items():
            found = sum(lengths[index] for index in answer["found"] if index not in without)
            every = sum(length for index, length in enumerate(lengths) if index not in without)
            lines[name] = Line(contender=name, found=found, of=every)
            repeats[name] = 1 if size == "smoke" else 1 + int(SHORTEST_ROUND / max(answer["seconds"], 1e-6))
            rounds[name] = ROUNDS if answer["seconds"] < LONG_ROUND else ROUNDS_OF_THE_SLOW
        for number in range(1 if size == "smoke" else ROUNDS):
            for name in entered:
                if number < rounds[name]:
                    order = {"do": "round", "input": given, "without": without, "repeat": repeats[name]}
                    lines[name].rounds.append(workers[name].ask(order)["seconds"])


class Worker:
    """A contender's process, as the parent sees it: one line of JSON asks, one line answers."""

    def __init__(self, bench: str, contender: str, size: str) -> None:
        self._name = f"{bench}: {contender}"
        self._process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "bench.worker", bench, contender, size],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT / "tests")},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, order: Mapping[str, object]) -> dict[str, Any]:
        """The answer to one order; `RuntimeError` when the process died of it, having said why on standard error."""
        stdin, stdout = self._pipes()
        stdin.write(json.dumps(order) + "\n")
        stdin.flush()
        line = stdout.readline()
        if not line:
            raise RuntimeError(f"{self._name} ended with code {self._process.wait()}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def end(self) -> None:
        stdin, stdout = self._pipes()
        stdin.close()
        self._process.wait()
        stdout.close()

    def _pipes(self) -> tuple[IO[str], IO[str]]:
        assert self._process.stdin is not None and self._process.stdout is not None
        return self._process.stdin, self._process.stdout
