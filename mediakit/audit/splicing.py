"""Splicing: an object within JSON text put in another's place; every other byte of the text stays.

Reading a file and writing it anew would change what nobody asked about: `1.50` becomes `1.5`, of a name that comes
twice one is lost, `1e400` becomes what is no JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Final

from mediakit.fields import JSON, load_json

# In text that is known to be JSON: strings, and where objects begin and end. Linear: no two ways to read a character.
_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[{}]', re.DOTALL)
_INNER: Final = re.compile(r"\{(\r?\n)([ \t]*)")


def spliced(text: str, chosen: Callable[[Mapping[str, JSON]], Mapping[str, JSON] | None]) -> str:
    """The text with the objects that `chosen` gives in the places of those it was given; `None` leaves one as it is.

    What is within an object that was replaced went with it. Raises `ValueError` when the text is no JSON.

    >>> spliced('{"n": 1.50, "a": {"b": 1}}', lambda found: {"b": 2} if found == {"b": 1} else None)
    '{"n": 1.50, "a": {"b": 2}}'
    """
    load_json(text)  # strict, as everywhere; what is read below is known to be well-formed
    ends: list[Mapping[str, JSON] | None] = []

    def end(pairs: list[tuple[str, JSON]]) -> dict[str, JSON]:
        value = dict(pairs)
        new = chosen(value)
        ends.append(None if new == value else new)
        return value

    json.loads(text, object_pairs_hook=end)  # told of every object where it ends, in order
    if not any(new is not None for new in ends):
        return text
    found: list[tuple[int, int, Mapping[str, JSON]]] = []
    begun: list[int] = []
    told = iter(ends)
    for token in _TOKEN.finditer(text):
        if token[0] == "{":
            begun.append(token.start())
        elif token[0] == "}":
            start, new = begun.pop(), next(told)
            if new is not None:
                while found and found[-1][0] > start:  # it stood inside of this one
                    found.pop()
                found.append((start, token.end(), new))
    ascii_only = text.isascii() and "\\u" in text
    out, at = [], 0
    for start, stop, new in found:
        out += [text[at:start], _spelled(new, text, start, stop, ascii_only)]
        at = stop
    return "".join([*out, text[at:]])


def _spelled(new: Mapping[str, JSON], text: str, start: int, stop: int, ascii_only: bool) -> str:
    """The object as the one from `start` to `stop` was spelled: its indentation, line ends and separators."""
    old = text[start:stop]
    inner = _INNER.match(old)
    if inner is None:
        close = re.search(r'"\s*:(\s?)', old)
        separators = (", ", ": ") if close is None or close[1] else (",", ":")
        return json.dumps(new, ensure_ascii=ascii_only, separators=separators)
    newline, deep = inner.groups()
    outer = text[text.rfind("\n", 0, stop) + 1 : stop - 1]
    shallow = outer if not outer.strip() else ""
    step = deep.removeprefix(shallow) if deep.startswith(shallow) else deep
    return json.dumps(new, ensure_ascii=ascii_only, indent=step).replace("\n", newline + shallow)
