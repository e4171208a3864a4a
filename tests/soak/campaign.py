"""What a target of the soak is, and how the whole campaign is found and run.

A target is a promise with a number, tried against hostile servers on loopback. Each file `target_*.py` in this folder
has a tuple `TARGETS`; whoever adds a promise adds a file. `share` says how much of the campaign is run: 1.0 for the
whole of it, little for the sample in the tests. Same seed and share, same inputs.
"""

from __future__ import annotations

import importlib
import random
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
# The servers, certificates and fakes that the tests of other rooms have; modules there have names of their own.
for folder in (HERE, *(HERE.parent / room for room in ("fetch", "store"))):
    if str(folder) not in sys.path:
        sys.path.append(str(folder))


@dataclass(frozen=True)
class Outcome:
    """What a run of a target saw: the figure in words, and every break of the promise."""

    figure: str
    broken: tuple[str, ...] = ()


@dataclass(frozen=True)
class Target:
    """A promise: its key in the list of targets, its words, and how to try it."""

    key: str
    promise: str
    run: Callable[[random.Random, float], Outcome]


def targets() -> dict[str, Target]:
    """All targets by key, in their order."""
    found: dict[str, Target] = {}
    for path in sorted(HERE.glob("target_*.py")):
        for target in importlib.import_module(path.stem).TARGETS:
            assert target.key not in found, f"two targets are called {target.key}"
            found[target.key] = target
    return dict(sorted(found.items(), key=lambda item: (len(item[0].split("-")[0]), item[0])))


def campaign(names: list[str], seed: int, share: float) -> Iterator[tuple[Target, Outcome, float]]:
    """Run the targets one after the other; with each, what it saw and the seconds it took."""
    for key, target in targets().items():
        if not names or key in names or key.split("-")[0] in names:
            begun = time.monotonic()
            outcome = target.run(random.Random(f"{seed} {key}"), share)
            yield target, outcome, time.monotonic() - begun
