"""What every store does alike, as pure functions: what a takedown leaves of an entry, which one is due, its JSON form.

The JSON form is what Redis holds and what `export_lines` writes: an object with the version of its schema. Fields are
only ever added; a value of every past release loads, one of a newer schema is refused in words.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final, Protocol, TypeVar

from mediakit import chars
from mediakit.errors import InvalidData
from mediakit.fields import JSON, load_json, require_integer, require_number, require_object, require_text
from mediakit.flow import Entry
from mediakit.kept import from_dict
from mediakit.takedown import keys_within, without

SCHEMA: Final = 1
_UNSAID: Final = "no reason was given"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Purged:
    """What a takedown removed: the `keys` that are tombstones now, and the `files` to delete, which nothing else
    that is kept here shows (names as in `Image.local`)."""

    keys: tuple[str, ...]
    files: tuple[str, ...]


class FullStore(Protocol):
    """What the stores here do beyond what resolving needs (`flow.Store`); pruning and carrying are built on it."""

    def load(self, key: str) -> Entry | None: ...
    def load_many(self, keys: Iterable[str]) -> dict[str, Entry]: ...
    def save(self, entry: Entry, token: int | None = None) -> bool: ...
    def save_many(self, entries: Iterable[Entry]) -> int: ...
    def lease(self, key: str, seconds: float) -> int | None: ...
    def release(self, key: str, token: int) -> None: ...
    def forget(self, key: str, reason: str) -> Purged: ...
    def entries(self) -> Iterator[Entry]: ...
    def refresh_due(self, now: float, limit: int) -> tuple[Entry, ...]: ...
    def remove(self, entries: Iterable[Entry]) -> int: ...


def related(entry: Entry) -> frozenset[str]:
    """The keys of all that an entry holds, its own aside: a takedown of one of them concerns it."""
    return frozenset() if entry.embed is None else frozenset(keys_within(entry.embed)) - {entry.key}


def lawful(entry: Entry, tombstones: Mapping[str, Entry]) -> Entry:
    """The entry as it may be saved: text that every store can write, and nothing of what was forgotten.

    An entry that is about a forgotten thing becomes a tombstone itself, what it quotes is purged.
    """
    if entry.forgotten is not None:
        return tombstone(entry.key, entry.forgotten, entry.saved)
    if entry.negative is not None:
        entry = replace(entry, negative=chars.clean(entry.negative))
    if entry.embed is None or not tombstones:
        return entry
    about = tombstones.get(entry.embed.key)
    if about is not None:
        return replace(about, key=entry.key)
    reasons = {key: each.forgotten or _UNSAID for key, each in tombstones.items()}
    rest = without(entry.embed, reasons)
    return entry if rest is entry.embed else replace(entry, embed=rest)


def tombstone(key: str, reason: str, at: float) -> Entry:
    """What stays under a key that was forgotten."""
    return Entry(key=key, embed=None, saved=at, fresh_until=at, forgotten=chars.clean(reason).strip() or _UNSAID)


def is_alias(entry: Entry) -> bool:
    """Whether an entry is about a thing that has a key of its own: it was kept under a short link."""
    return entry.embed is not None and entry.embed.key != entry.key


def is_refreshed(entry: Entry) -> bool:
    """Whether an entry is to be asked again when its time is over: it says something, and stands for itself.

    What leads elsewhere is asked with what it leads to; who never answered is asked when somebody needs it.
    """
    return entry.forgotten is None and entry.negative is None and entry.embed is not None and not is_alias(entry)


def entry_to_dict(entry: Entry) -> dict[str, JSON]:
    """An entry as JSON values, what is unknown left out."""
    out: dict[str, JSON] = {
        "schema": SCHEMA,
        "key": entry.key,
        "saved": entry.saved,
        "fresh_until": entry.fresh_until,
    }
    for name in ("stale_until", "negative", "forgotten"):
        if (value := getattr(entry, name)) is not None:
            out[name] = value
    if entry.embed is not None:
        out["embed"] = entry.embed.to_dict()
    return out


def entry_from_dict(data: object, where: str = "entry") -> Entry:
    """The entry that `entry_to_dict` wrote, in this release or any before; `InvalidData` names the field."""
    value = require_object(data, where)
    version = require_integer(value.get("schema"), f"{where}.schema")
    if version > SCHEMA:
        reason = f"was kept by a newer mediakit (schema {version}; this one reads up to {SCHEMA}): upgrade to read it"
        raise InvalidData(reason, f"{where}.schema")
    key = require_text(value.get("key"), f"{where}.key")
    words = {
        name: require_text(value[name], f"{where}.{name}")
        for name in ("negative", "forgotten")
        if value.get(name) is not None
    }
    times = {
        name: float(require_number(value.get(name), f"{where}.{name}"))
        for name in ("saved", "fresh_until", "stale_until")
        if name != "stale_until" or value.get(name) is not None
    }
    embed = None if value.get("embed") is None else from_dict(value["embed"])
    if embed is None and "forgotten" not in words:
        raise InvalidData("holds neither an embed nor a tombstone", where)
    return Entry(key=key, embed=embed, **times, **words)  # type: ignore[arg-type]


def entry_to_json(entry: Entry) -> str:
    """An entry on one line of ASCII: the same bytes for the same value, whatever its characters are."""
    return json.dumps(entry_to_dict(entry), separators=(",", ":"))


def entry_from_json(text: str | bytes, where: str = "entry") -> Entry:
    """The entry on that line; `InvalidData` when it is none."""
    try:
        return entry_from_dict(load_json(text), where)
    except ValueError as error:
        raise InvalidData(f"is no JSON ({error})", where) from error


def in_batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items in lists of at most `size`."""
    left = iter(items)
    while batch := list(islice(left, size)):
        yield batch
