"""The kept form of an embed: plain JSON with a schema version; one table writes it, reads it and describes it.

Rules. What is unknown is left out. A value of every past release loads: fields are only ever added, and a reader takes
what it knows. A newer major schema is refused in words, never half-read. `embed.schema.json` is `json_schema()`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, get_args

from mediakit import times, url
from mediakit.embed import (
    KINDS,
    Chapter,
    Copy,
    Embed,
    FrozenMap,
    Image,
    ImageRole,
    MediaFile,
    Organization,
    Person,
    Placed,
    Player,
    ProviderRef,
    Rights,
    Series,
    Snapshot,
    Source,
    SourceKind,
    State,
    Status,
    Warning,
)
from mediakit.errors import InvalidData
from mediakit.fields import (
    JSON,
    require_integer,
    require_list,
    require_number,
    require_object,
    require_text,
)
from mediakit.html import Html

SCHEMA: Final = 1
# A post quotes a post that quotes one; networks show no more, and data that goes on was not written by us.
_QUOTES: Final = 8
_SCHEMA_ID: Final = "urn:mediakit:embed:1"


@dataclass(frozen=True, slots=True)
class Form:
    """How one kind of value is written, read and described. `read` takes the JSON and its place."""

    write: Callable[[Any], JSON]
    read: Callable[[object, str], Any]
    schema: Mapping[str, JSON]


def _read_moment(value: object, where: str) -> times.Moment:
    found = times.moment(require_text(value, where))
    if found is None:
        raise InvalidData("a date or a time with its zone is expected (RFC 3339)", where)
    return found


def _read_url(value: object, where: str) -> str:
    text = require_text(value, where)
    if url.safe(text) is None:
        raise InvalidData("an absolute http or https URL is expected", where)
    return text


TEXT: Final = Form(str, require_text, {"type": "string"})
INTEGER: Final = Form(int, require_integer, {"type": "integer"})
NUMBER: Final = Form(float, lambda v, w: float(require_number(v, w)), {"type": "number"})
URL: Final = Form(str, _read_url, {"type": "string", "format": "uri"})
MOMENT: Final = Form(
    times.iso,
    _read_moment,
    {
        "type": "string",
        "description": "RFC 3339 date-time with its offset, or a full-date where only the day is known",
    },
)


def words(*allowed: str) -> Form:
    """One of these words."""

    def read(value: object, where: str) -> str:
        text = require_text(value, where)
        if text not in allowed:
            raise InvalidData(f"one of {', '.join(allowed)} is expected, not {text!r}", where)
        return text

    return Form(str, read, {"enum": list(allowed)})


def many(item: Form) -> Form:
    """A list of these."""

    def read(value: object, where: str) -> tuple[Any, ...]:
        return tuple(item.read(each, f"{where}[{number}]") for number, each in enumerate(require_list(value, where)))

    return Form(lambda values: [item.write(each) for each in values], read, {"type": "array", "items": item.schema})


def mapping(item: Form) -> Form:
    """An object whose values are all of one kind."""

    def read(value: object, where: str) -> FrozenMap[Any]:
        return FrozenMap(
            (name, item.read(each, f"{where}.{name}")) for name, each in require_object(value, where).items()
        )

    return Form(
        lambda values: {name: item.write(values[name]) for name in sorted(values)},
        read,
        {"type": "object", "additionalProperties": item.schema},
    )


def record(cls: Callable[..., Any], table: Mapping[str, Form], *required: str) -> Form:
    """One of our values, field by field."""
    return Form(
        lambda value: write_fields(value, table, required),
        lambda value, where: cls(**read_fields(value, table, required, where)),
        {
            "type": "object",
            "properties": {name: form.schema for name, form in table.items()},
            "required": list(required),
        },
    )


def write_fields(value: object, table: Mapping[str, Form], required: tuple[str, ...] = ()) -> dict[str, JSON]:
    """The known fields of `value`, as JSON; those that are required even when they say nothing."""
    out: dict[str, JSON] = {}
    for name, form in table.items():
        found = getattr(value, name)
        if name in required or not _nothing(found):
            out[name] = form.write(found)
    return out


def _nothing(value: object) -> bool:
    return value is None or value == () or value == "" or (isinstance(value, FrozenMap) and not value)


def read_fields(value: object, table: Mapping[str, Form], required: tuple[str, ...], where: str) -> dict[str, Any]:
    """The fields of the table that `value` holds; what the table does not know is passed over."""
    data = require_object(value, where or "embed")
    dot = f"{where}." if where else ""
    for name in required:
        if data.get(name) is None:
            raise InvalidData("is missing", dot + name)
    return {
        name: form.read(data[name], dot + name)
        for name, form in table.items()
        if name in required or not _nothing(data.get(name))
    }


_PERSON = record(Person, {"name": TEXT, "url": URL, "handle": TEXT}, "name")
_IMAGE = record(
    Image,
    {
        "url": URL,
        "role": words(*get_args(ImageRole)),
        "width": INTEGER,
        "height": INTEGER,
        "alt": TEXT,
        "mime": TEXT,
        "size": INTEGER,
        "local": TEXT,
        "caption": TEXT,
        "credit": TEXT,
    },
    "url",
)
_SOURCE = record(Source, {"kind": words(*get_args(SourceKind)), "rank": INTEGER, "url": URL, "at": MOMENT}, "kind")
SNAPSHOT_FIELDS: Final[Mapping[str, Form]] = {
    "url": URL,
    "taken": MOMENT,
    "title": TEXT,
    "description": TEXT,
    "text": TEXT,
    "lang": TEXT,
    "authors": many(_PERSON),
    "published": MOMENT,
    "modified": MOMENT,
    "sha256": TEXT,
}
_EMBED: Final = Form(lambda value: embed_to_dict(value), lambda value, where: _read_embed(value, where), {"$ref": "#"})

FIELDS: Final[Mapping[str, Form]] = {
    "key": TEXT,
    "url": URL,
    "provider": record(ProviderRef, {"key": TEXT, "name": TEXT, "url": URL}, "key", "name"),
    "ids": mapping(TEXT),
    "title": TEXT,
    "description": TEXT,
    "text": TEXT,
    "lang": TEXT,
    "authors": many(_PERSON),
    "publisher": record(Organization, {"name": TEXT, "url": URL}, "name"),
    "published": MOMENT,
    "modified": MOMENT,
    "duration": NUMBER,
    "start": NUMBER,
    "end": NUMBER,
    "live": words("upcoming", "live", "ended"),
    "images": many(_IMAGE),
    "photos": many(_IMAGE),
    "files": many(
        record(
            MediaFile,
            {
                "url": URL,
                "mime": TEXT,
                "size": INTEGER,
                "width": INTEGER,
                "height": INTEGER,
                "bitrate": INTEGER,
                "local": TEXT,
            },
            "url",
        )
    ),
    "player": record(
        Player,
        {
            "url": URL,
            "width": INTEGER,
            "height": INTEGER,
            "sizing": words("ratio", "fixed", "auto"),
            "parent": TEXT,
        },
        "url",
    ),
    "series": record(Series, {"title": TEXT, "url": URL, "feed": URL}, "title"),
    "season": INTEGER,
    "episode": INTEGER,
    "chapters": many(
        record(
            Chapter,
            {"start": NUMBER, "title": TEXT, "end": NUMBER, "url": URL, "image": URL},
            "start",
            "title",
        )
    ),
    "transcript": URL,
    "quoted": _EMBED,
    "form": words("document", "map", "chart", "poll", "code", "form"),
    "pages": INTEGER,
    "keywords": many(TEXT),
    "rights": record(
        Rights,
        {
            "license": TEXT,
            "license_url": URL,
            "credit": TEXT,
            "copyright": TEXT,
            "acquire_url": URL,
            "usage_url": URL,
        },
    ),
    "status": record(
        Status,
        {
            "state": words(*get_args(State)),
            "http": INTEGER,
            "reason": TEXT,
            "checked": MOMENT,
            "since": MOMENT,
        },
        "state",
    ),
    "archived": many(record(Copy, {"url": URL, "service": TEXT, "captured": MOMENT}, "url")),
    "snapshots": many(record(Snapshot, SNAPSHOT_FIELDS, "url", "taken", "sha256")),
    "provenance": mapping(_SOURCE),
    "warnings": many(record(Warning, {"code": TEXT, "detail": TEXT}, "code", "detail")),
}
_REQUIRED: Final = ("kind", "key", "url")


def embed_to_dict(embed: Embed | Any) -> dict[str, JSON]:
    """The embed as JSON values: `schema`, `kind`, then every field that is known, in one fixed order."""
    out: dict[str, JSON] = {"schema": SCHEMA, "kind": embed.kind}
    out.update(write_fields(embed, FIELDS))
    if out.get("status") == {"state": "unknown"}:
        del out["status"]
    return out


def from_dict(data: object) -> Embed:
    """The embed that `to_dict` wrote, in this release or any before it.

    Takes the mapping (parsed JSON). Raises `InvalidData` naming the field when it is no kept embed, or when a newer
    mediakit wrote it in a schema this one does not know.

    >>> from_dict({"schema": 1, "kind": "link", "key": "link:url:https://example.org/", "url": "https://example.org/"}).kind
    'link'
    """
    return _read_embed(data, "")


def _read_embed(data: object, where: str) -> Embed:
    value = require_object(data, where or "embed")
    dot = f"{where}." if where else ""
    if where.count("quoted") > _QUOTES:
        raise InvalidData("quotes are nested too deep", where)
    version = require_integer(value.get("schema", SCHEMA), f"{dot}schema")
    if version > SCHEMA:
        raise InvalidData(
            f"was kept by a newer mediakit (schema {version}; this one reads up to {SCHEMA}): upgrade to read it",
            f"{dot}schema",
        )
    kind = words(*KINDS).read(value.get("kind"), f"{dot}kind")
    return KINDS[kind](**read_fields(value, FIELDS, _REQUIRED, where))


def placed_to_dict(placed: Placed) -> dict[str, JSON]:
    """A placed embed as JSON values; a caption or credit that is HTML stands as `caption_html`, `credit_html`."""
    out: dict[str, JSON] = {"embed": embed_to_dict(placed.embed)}
    for name in ("caption", "credit", "alt", "title"):
        found = getattr(placed, name)
        if found is not None:
            out[f"{name}_html" if isinstance(found, Html) else name] = str(found)
    return out


def placed_from_dict(data: object, where: str = "placed") -> Placed:
    """The placed embed that `placed_to_dict` wrote; `InvalidData` naming the field when it is none."""
    value = require_object(data, where)
    given = {
        name: require_text(value[name], f"{where}.{name}")
        for name in ("caption", "credit", "alt", "title")
        if value.get(name) is not None
    }
    for name in ("caption", "credit"):
        if value.get(f"{name}_html") is not None:
            given[name] = Html(require_text(value[f"{name}_html"], f"{where}.{name}_html"))
    return Placed(embed=_read_embed(value.get("embed"), f"{where}.embed"), **given)


def json_schema() -> dict[str, JSON]:
    """The JSON Schema (draft 2020-12) of the kept form, for readers in other languages."""
    properties: dict[str, JSON] = {
        "schema": {"type": "integer", "minimum": 1, "maximum": SCHEMA},
        "kind": {"enum": list(KINDS)},
    }
    properties.update({name: form.schema for name, form in FIELDS.items()})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": _SCHEMA_ID,
        "title": "A kept embed",
        "type": "object",
        "properties": properties,
        "required": list(_REQUIRED),
    }
