"""A contender's own process: it makes ready, tries every input once, and then does a round whenever it is asked."""

from __future__ import annotations

import gc
import json
import logging
import os
import re
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Literal

from bench.benches import BENCHES
from bench.contest import Work


def own_cpu() -> float:
    return time.process_time()


def children_cpu() -> float:
    """CPU seconds of the processes that were started and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def trial(work: Work, items: Sequence[Any], clock: Callable[[], float]) -> dict[str, object]:
    """Every input once: which give an answer, which fail, and how long it takes."""
    found, failed = [], []
    begun = clock()
    for index, item in enumerate(items):
        try:
            if work(item):
                found.append(index)
        except Exception as error:  # a peer may raise anything at all; what it could not read is counted and shown
            failed.append(index)
            print(f"input {index}: {type(error).__name__}: {error}"[:200], file=sys.stderr)
    return {"found": found, "failed": failed, "seconds": clock() - begun}


def measured(
    work: Work, items: Sequence[Any], repeat: int, clock: Callable[[], float], length: Callable[[Any], int]
) -> float:
    """Seconds an input takes."""
    gc.collect()
    begun = clock()
    for _ in range(repeat):
        for item in items:
            work(item)
    return (clock() - begun) / (repeat * sum(map(length, items)))


def peak() -> int:
    """The most memory this process ever held, in bytes, everything counted."""
    status = Path("/proc/self/status")
    if status.exists() and (high := re.search(r"^VmHWM:\s+(\d+) kB", status.read_text(), re.MULTILINE)):
        return int(high[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def serve(bench_name: str, contender_name: str, size: Literal["full", "smoke"]) -> None:
    """Answer orders from standard input until it ends."""
    # Libraries may print; only answers go where the parent reads.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    logging.disable()
    bench = BENCHES[bench_name]
    contender = next(each for each in bench.contenders if each.name == contender_name)
    work = contender.make()
    inputs = bench.inputs(size)
    clock = {"own": own_cpu, "children": children_cpu, "wall": time.perf_counter}[bench.clock]
    name, ready = "", list[Any]()
    for line in sys.stdin:
        order = json.loads(line)
        if order.get("input", name) != name:
            name = order["input"]
            ready = [contender.prepare(item) for item in inputs[name]]
        if order["do"] == "try":
            answer = trial(work, ready, clock)
        elif order["do"] == "round":
            left_out = set(order["without"])
            items = [item for index, item in enumerate(ready) if index not in left_out]
            answer = {"seconds": measured(work, items, order["repeat"], clock, bench.length)}
        else:
            answer = {"bytes": peak()}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


if __name__ == "__main__":
    serve(sys.argv[1], sys.argv[2], "smoke" if sys.argv[3] == "smoke" else "full")
