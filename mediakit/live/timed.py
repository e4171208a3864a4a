"""An article whose paragraphs begin with times is a live blog that its page does not mark: split into its posts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from mediakit import markup
from mediakit.embed import Placed
from mediakit.html import Html
from mediakit.live.model import Body
from mediakit.live.pieces import blocks, tidy

_STAMP: Final = re.compile(
    r"(\d{1,2})[:.h](\d{2})\s*([ap]\.?m\.?)?(?:\s*\(?(?:GMT|UTC|[A-Z]{2,4}T)\b\)?)?(?![\d.:%])", re.IGNORECASE
)
_ENOUGH: Final = 4  # stamps: fewer may be a programme, or a coincidence
_DAY: Final = 24 * 60  # minutes


def split(body: Body) -> tuple[Body, tuple[Body, ...]] | None:
    """What stands before the first time, and the body of each post; `None` where no such order is seen.

    The times must go one way, up or down, past midnight once at most.

    >>> times = ("17.00", "16.06", "15.40", "11.02")
    >>> lead, posts = split((Html("<p>Now.</p>" + "".join(f"<p>{at} Rain.</p><p>More.</p>" for at in times)),))
    >>> lead, len(posts), posts[1]
    ((Html('<p>Now.</p>'),), 4, (Html('<p>16.06 Rain.</p><p>More.</p>'),))
    """
    parts = [part for each in body for part in ([each] if isinstance(each, Placed) else _blocks(each))]
    stamps = [(number, at) for number, part in enumerate(parts) if (at := _stamp(part)) is not None]
    if len(stamps) < _ENOUGH or not _one_way([at for _, at in stamps]):
        return None
    edges = [number for number, _ in stamps] + [len(parts)]
    posts = tuple(_joined(parts[start:end]) for start, end in pairwise(edges))
    return _joined(parts[: edges[0]]), posts


def _joined(parts: Sequence[Html | Placed]) -> Body:
    """The parts with prose side by side as one piece, as it was."""
    found: list[Html | Placed] = []
    for part in parts:
        if found and not isinstance(part, Placed) and not isinstance(found[-1], Placed):
            found[-1] = Html(found[-1] + part)
        else:
            found.append(part)
    return tidy(found)


def _blocks(prose: Html) -> Iterator[Html]:
    """The outermost elements of clean prose."""
    depth = start = 0
    for token in markup.tokens(prose):
        if token.kind == "start" and token.name not in ("br", "hr"):
            depth += 1
        elif token.kind == "end":
            depth -= 1
            if depth == 0:
                yield Html(prose[start : token.end])
                start = token.end
    if prose[start:].strip():
        yield Html(prose[start:])


def _stamp(part: Html | Placed) -> int | None:
    """The minute of the day with which a paragraph begins."""
    if isinstance(part, Placed):
        return None
    kind, text = next(blocks(part), ("text", ""))
    found = _STAMP.match(text) if kind in ("text", "heading") else None
    if found is None or int(found[2]) > 59:
        return None
    hour = int(found[1])
    if found[3]:
        hour = hour % 12 + (12 if found[3].lower().startswith("p") else 0)
    return hour * 60 + int(found[2]) if hour < 24 else None


def _one_way(minutes: Sequence[int]) -> bool:
    """Whether the clock runs up, or down, all along, over at most one midnight."""
    for way in (1, -1):
        steps = [(after - before) * way for before, after in pairwise(minutes)]
        back = [step for step in steps if step < 0]
        if len(back) <= 1 and all(step <= -_DAY // 4 for step in back):
            return any(steps)
    return False
