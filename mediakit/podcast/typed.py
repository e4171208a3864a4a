"""TOML tables into the dataclasses of the model, by the types of their fields: a slip names its place, none is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from datetime import UTC, date, datetime
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

from mediakit import times
from mediakit.embed import Chapter
from mediakit.errors import InvalidData
from mediakit.fields import JSON
from mediakit.html import Html
from mediakit.podcast import categories
from mediakit.podcast.model import Episode, Show


def text(value: object, where: str) -> str:
    """`value` when it is a string, else `InvalidData`."""
    if not isinstance(value, str):
        raise InvalidData(f"text is expected, not {_kind(value)}", where)
    return value


def values(kind: type, table: Mapping[str, JSON], where: str, zone: ZoneInfo | None) -> dict[str, Any]:
    """The table's values as the fields of the dataclass `kind` want them.

    `where` is what a field's name is put behind: `show.toml: ` or `show.toml: episodes[2].`. An episode's guid and
    title may be missing: they are taken from elsewhere. Raises `InvalidData` for everything else that is missing, of
    the wrong type or no field at all.
    """
    hints = get_type_hints(kind)
    wanted: dict[str, Field[Any]] = {field.name: field for field in fields(kind)}
    known: dict[str, Any] = {}
    for name, value in table.items():
        if name not in wanted:
            raise InvalidData(
                f"is no field of {'a show' if kind is Show else 'it'}; there are: {', '.join(sorted(wanted))}",
                f"{where}{name}",
            )
        known[name] = _value(hints[name], value, f"{where}{name}", zone)
    for name, field in wanted.items():
        if field.default is MISSING and name not in known and not (kind is Episode and name in ("guid", "title")):
            raise InvalidData("is missing", f"{where}{name}")
    return known


def _value(hint: Any, value: Any, where: str, zone: ZoneInfo | None) -> Any:
    """`value` as the annotation `hint` wants it, or `InvalidData`."""
    options = [option for option in _options(hint) if option is not type(None)]
    for option in options:
        if get_origin(option) is tuple:
            if not isinstance(value, list):
                raise InvalidData(f"a list is expected, not {_kind(value)}", where)
            inner = get_args(option)[0]
            if get_origin(inner) is tuple:
                return tuple(_category(one, f"{where}[{n}]") for n, one in enumerate(value))
            return tuple(_value(inner, one, f"{where}[{n}]", zone) for n, one in enumerate(value))
    first = options[0]
    if hasattr(first, "__dataclass_fields__"):
        if not isinstance(value, Mapping):
            raise InvalidData(f"a table is expected, not {_kind(value)}", where)
        if first is Chapter:
            value = _chapter(value, where)
        return first(**values(first, value, f"{where}.", zone))
    return _scalar(options, value, where, zone)


def _options(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) is UnionType or type(None) in get_args(hint) else (hint,)


def _scalar(options: list[Any], value: Any, where: str, zone: ZoneInfo | None) -> Any:
    first = options[0]
    if first is datetime:
        return _moment(value, where, zone)
    if first is bool and isinstance(value, bool):
        return value
    if first in (int, float) and isinstance(value, int | float) and not isinstance(value, bool):
        if float in options:
            return value
        if isinstance(value, int):
            return value
    if first is Html and isinstance(value, str):
        from mediakit.prose import clean

        return clean(value)
    if first is str and isinstance(value, str):
        return value
    words = get_args(first)
    if words and value in words:
        return value
    if words:
        raise InvalidData(f"{value!r} is none of: {', '.join(words)}", where)
    name = {bool: "true or false", int: "a whole number", float: "a number"}.get(first, "text")
    raise InvalidData(f"{name} is expected, not {_kind(value)}", where)


def _moment(value: object, where: str, zone: ZoneInfo | None) -> datetime:
    found = times.moment(value) if isinstance(value, str) else value
    if isinstance(found, datetime):
        if found.utcoffset() is not None:
            return found
        if zone is not None:
            return found.replace(tzinfo=zone).astimezone(UTC)
    if isinstance(found, date):
        raise InvalidData("a time with a zone is expected, such as 2026-05-16T09:40:00+02:00", where)
    raise InvalidData(f"a time is expected, such as 2026-05-16T09:40:00+02:00, not {_kind(value)}", where)


def _category(value: object, where: str) -> tuple[str, str | None]:
    pair = [value] if isinstance(value, str) else value
    if not isinstance(pair, list) or len(pair) not in (1, 2) or not all(isinstance(part, str) for part in pair):
        raise InvalidData('a category is expected: "History", or ["News", "Daily News"]', where)
    top, sub = str(pair[0]), str(pair[1]) if len(pair) == 2 else None
    if said := categories.wrong(top, sub):
        raise InvalidData(said, where)
    return top, sub


def _chapter(table: Mapping[str, JSON], where: str) -> Mapping[str, JSON]:
    """A chapter whose times may be written as `1:02:03`."""
    out = dict(table)
    for name in ("start", "end"):
        written = out.get(name)
        if isinstance(written, str):
            found = times.seconds(written)
            if found is None:
                raise InvalidData(
                    f"{written!r} is no time such as 1:02:03 (minutes and seconds up to 59) or a number of seconds",
                    f"{where}.{name}",
                )
            out[name] = found
    return out


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, Mapping):
        return "a table"
    names: dict[type, str] = {str: "text", int: "a number", float: "a number", list: "a list", datetime: "a time"}
    return names.get(type(value), type(value).__name__)
