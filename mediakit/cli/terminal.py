"""What the commands share: reading what they are given, writing whole files, progress and tables for people."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from mediakit.errors import InvalidData
from mediakit.fields import JSON

if TYPE_CHECKING:
    from mediakit.embed import State, Status

T = TypeVar("T")

# Seconds between two drawings of a bar: a terminal is slower than most loops.
_REDRAWN: Final = 0.1
_STATES: Final[Mapping[State, str]] = {
    "ok": "there",
    "unknown": "unknown",
    "gone": "gone",
    "private": "private",
    "login": "only for people who are logged in",
    "age": "only for adults",
    "geo": "not everywhere",
    "embed_off": "not to be embedded",
    "blocked": "we were kept out",
    "unreachable": "nobody answered",
}


def read_input(name: str) -> bytes:
    """The bytes of a file, or of standard input for `-`; `InvalidData` in words when there is no such file."""
    if name == "-":
        if sys.stdin is None:
            raise InvalidData("there is no standard input", name)
        return sys.stdin.buffer.read()
    path = Path(name)
    if path.is_dir():
        raise InvalidData("is a folder; a file is expected", name)
    if not path.exists():
        raise InvalidData("there is no such file", name)
    if not path.is_file():
        raise InvalidData("is no ordinary file", name)
    return path.read_bytes()


def print_json(value: JSON) -> None:
    """One JSON value on standard output, readable, the same bytes for the same value."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def write_files(folder: Path, files: Mapping[str, bytes | Path]) -> None:
    """Write each file whole or not at all: beside its place first, then moved into it; a `Path` is copied.

    A reader never sees half a file; one that is equal already is left untouched, one that is replaced keeps who may
    read and write it. Names are relative paths; one
    that would leave the folder is an `InvalidData`.
    """
    root = folder.resolve()
    if root.exists() and not root.is_dir():
        raise InvalidData("is a file; a folder is expected", str(folder))
    for name, content in files.items():
        path = (root / name).resolve()
        if root not in path.parents:
            raise InvalidData("would be written outside of the folder", name)
        body = content.read_bytes() if isinstance(content, Path) else content
        if path.is_file() and path.read_bytes() == body:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(descriptor, "wb") as out:
                out.write(body)
                out.flush()
                os.fsync(out.fileno())
            Path(beside).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
            Path(beside).replace(path)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise


def progress(items: Sequence[T], what: str) -> Iterator[T]:
    """The items one by one, with a bar on standard error while they pass; silent where that is no terminal."""
    shown = sys.stderr.isatty()
    for number, item in enumerate(items, start=1):
        if shown:
            _show(f"{what} {_bar(number / len(items))} {number}/{len(items)}")
        yield item
    if shown and items:
        _show("")


def counting(items: Iterable[T], what: str, part: Callable[[], float | None]) -> Iterator[T]:
    """As `progress`, of items whose number nobody knows: `part` says how much is done (0 to 1), where that is known."""
    shown = sys.stderr.isatty()
    last = 0.0
    for number, item in enumerate(items, start=1):
        if shown and (now := time.monotonic()) - last > _REDRAWN:
            last, done = now, part()
            _show(f"{what} {'' if done is None else _bar(done) + ' '}{number}")
        yield item
    if shown:
        _show("")


def _bar(done: float) -> str:
    full = min(24, int(24 * done))
    return "█" * full + "░" * (24 - full)


def _show(line: str) -> None:
    """A line in the place of the one before."""
    print(f"\r\033[K{line}", end="", file=sys.stderr, flush=True)


def count_of(number: int, word: str) -> str:
    """A number of things.

    >>> count_of(1, "hole"), count_of(0, "hole")
    ('1 hole', '0 holes')
    """
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def status_line(status: Status) -> str | None:
    """What is known of whether the thing is there, for the newsroom; `None` when it is there and nothing is to be said.

    >>> from mediakit.embed import Status
    >>> status_line(Status(state="embed_off", http=401, reason="its owner lets no other site play it"))
    'Status: not to be embedded: its owner lets no other site play it'
    >>> status_line(Status(state="ok", http=200)) is None
    True
    """
    if status.reason is None and status.state in ("ok", "unknown"):
        return None
    since = f" since {status.since.isoformat()[:10]}" if status.since is not None else ""
    checked = f" (asked on {status.checked.isoformat()[:10]})" if status.checked is not None else ""
    return f"Status: {_STATES[status.state]}{since}{f': {status.reason}' if status.reason else ''}{checked}"


def table(rows: Iterable[Sequence[str]], head: Sequence[str]) -> str:
    """Rows under their heads, columns as wide as their words need; the last column may run on.

    >>> print(table([["Video", "ok"]], ["what", "state"]))
    what   state
    Video  ok
    """
    lines = [list(head), *(list(row) for row in rows)]
    widths = [max(_width(line[n]) for line in lines) for n in range(len(head))]
    return "\n".join(
        "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def _width(text: str) -> int:
    """How many columns a terminal gives the text: wide East Asian characters two, combining ones none."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
