"""Typed readers of untrusted mappings: JSON, TOML, front matter.

Two attitudes, one place. `require_*` is for our own formats: a wrong type is an `InvalidData` that names the field's
path (`posts[3].published`). The plain readers (`text`, `number` ...) are for strangers' data: what is not usable is
`None`, since one odd field of an oEmbed answer must not lose the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from mediakit import chars, url
from mediakit.errors import InvalidData

# No length, size or time reaches this; beyond it a float is no longer exact to the unit. NaN and infinity fail it too.
_HUGE: Final = 1e15

JSON: TypeAlias = "str | int | float | bool | Sequence[JSON] | Mapping[str, JSON] | None"


def load_json(body: str | bytes) -> JSON:
    """The JSON value in `body`; `ValueError` for anything that is not strict JSON a person could have meant.

    NaN and Infinity, nesting that exhausts the stack and absurdly long numbers are refused: Python's reader takes them.

    >>> load_json('{"a": [1, 2]}')
    {'a': [1, 2]}
    """
    import json  # late: recognizing and rendering need no JSON

    try:
        value: JSON = json.loads(body, parse_constant=_refuse_constant)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    return value


def _refuse_constant(name: str) -> JSON:
    raise ValueError(f"{name} is no JSON number")


def text(data: Mapping[str, JSON], *names: str, limit: int = 10_000) -> str | None:
    """The first of these fields that holds words: clean, on one line, cut at `limit`; numbers are taken as written."""
    for name in names:
        value = data.get(name)
        if isinstance(value, str):
            line = chars.one_line(value[: limit * 4])[:limit]
            if line:
                return line
        elif isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
    return None


def number(data: Mapping[str, JSON], *names: str) -> float | None:
    """The first of these fields that holds a finite number, also one written as a string."""
    for name in names:
        value = data.get(name)
        if isinstance(value, bool):
            continue
        if isinstance(value, int | float):
            if abs(value) < _HUGE:
                return float(value)
        elif isinstance(value, str) and len(value) < 32:
            try:
                found = float(value.strip().removesuffix("px"))
            except ValueError:
                continue
            if abs(found) < _HUGE:
                return found
    return None


def pixels(data: Mapping[str, JSON], *names: str) -> int | None:
    """The first of these fields that holds a usable length in pixels: 1 to 20,000; `"100%"` and 0 are none."""
    for name in names:
        found = number(data, name)
        if found is not None and 1 <= found <= 20_000:
            return round(found)
    return None


def web_address(data: Mapping[str, JSON], *names: str, base: str | None = None) -> str | None:
    """The first of these fields that holds an http(s) URL, made absolute against `base`."""
    for name in names:
        value = data.get(name)
        if isinstance(value, str) and (found := url.absolute(value, base)):
            return found
    return None


def require_object(value: object, where: str) -> Mapping[str, JSON]:
    """`value` as a mapping, or `InvalidData` naming `where`."""
    if not isinstance(value, Mapping):
        raise InvalidData(f"an object is expected, not {_kind(value)}", where)
    return value


def require_list(value: object, where: str) -> Sequence[JSON]:
    """`value` as a list, or `InvalidData` naming `where`."""
    if not isinstance(value, list | tuple):
        raise InvalidData(f"a list is expected, not {_kind(value)}", where)
    return value


def require_text(value: object, where: str) -> str:
    """`value` as a string, or `InvalidData` naming `where`."""
    if not isinstance(value, str):
        raise InvalidData(f"text is expected, not {_kind(value)}", where)
    return value


def require_number(value: object, where: str) -> float:
    """`value` as a finite number, or `InvalidData` naming `where`."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < _HUGE:
        raise InvalidData(f"a number is expected, not {_kind(value)}", where)
    return value


def require_integer(value: object, where: str) -> int:
    """`value` as a whole number, or `InvalidData` naming `where`."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise InvalidData(f"a whole number is expected, not {_kind(value)}", where)
    return value


def _kind(value: object) -> str:
    names = {str: "text", bool: "true or false", int: "a number", float: "a number", type(None): "nothing"}
    if isinstance(value, Mapping):
        return "an object"
    if isinstance(value, list | tuple):
        return "a list"
    return names.get(type(value), type(value).__name__)
