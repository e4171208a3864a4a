"""The kept form of a live blog: plain JSON with all its embeds inside, one table for writing and reading.

As for embeds (`mediakit.kept`): what is unknown is left out, fields are only ever added, and what a newer mediakit
wrote in a schema this one does not know is refused in words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, get_args

from mediakit.embed import Organization, Person, Placed
from mediakit.errors import InvalidData
from mediakit.fields import JSON, require_integer, require_object, require_text
from mediakit.html import Html
from mediakit.kept import (
    INTEGER,
    MOMENT,
    TEXT,
    URL,
    Form,
    many,
    placed_from_dict,
    placed_to_dict,
    read_fields,
    record,
    words,
    write_fields,
)
from mediakit.live.model import Correction, Event, LiveBlog, Order, Post, Previous, State, Withdrawn

SCHEMA: Final = 1


def _read_flag(value: object, where: str) -> bool:
    if not isinstance(value, bool):
        raise InvalidData("true or false is expected", where)
    return value


def _write_part(part: Html | Placed) -> JSON:
    return {"placed": placed_to_dict(part)} if isinstance(part, Placed) else {"html": str(part)}


def _read_part(value: object, where: str) -> Html | Placed:
    part = require_object(value, where)
    if part.get("placed") is not None:
        return placed_from_dict(part["placed"], f"{where}.placed")
    if part.get("html") is None:
        raise InvalidData("either html or placed is expected", where)
    return Html(require_text(part["html"], f"{where}.html"))


FLAG: Final = Form(bool, _read_flag, {"type": "boolean"})
PLACED: Final = Form(placed_to_dict, placed_from_dict, {"type": "object"})
BODY: Final = many(Form(_write_part, _read_part, {"type": "object"}))
PERSON: Final = record(Person, {"name": TEXT, "url": URL, "handle": TEXT}, "name")
ORGANIZATION: Final = record(Organization, {"name": TEXT, "url": URL}, "name")
EVENT: Final = record(Event, {"name": TEXT, "url": URL, "place": TEXT, "start": MOMENT, "end": MOMENT}, "name")
PREVIOUS: Final = record(Previous, {"title": TEXT, "url": URL}, "title")
CORRECTION: Final = record(Correction, {"text": TEXT, "at": MOMENT, "reason": TEXT}, "text")
WITHDRAWN: Final = record(Withdrawn, {"at": MOMENT, "reason": TEXT})

POST_FIELDS: Final[Mapping[str, Form]] = {
    "id": TEXT,
    "headline": TEXT,
    "body": BODY,
    "authors": many(PERSON),
    "published": MOMENT,
    "updated": MOMENT,
    "revision": INTEGER,
    "corrections": many(CORRECTION),
    "summary": TEXT,
    "pinned": FLAG,
    "key_event": FLAG,
    "breaking": FLAG,
    "withdrawn": WITHDRAWN,
    "lang": TEXT,
    "url": URL,
    "source": ORGANIZATION,
}
BLOG_FIELDS: Final[Mapping[str, Form]] = {
    "id": TEXT,
    "title": TEXT,
    "url": URL,
    "description": TEXT,
    "lang": TEXT,
    "zone": TEXT,
    "state": words(*get_args(State)),
    "order": words(*get_args(Order)),
    "published": MOMENT,
    "updated": MOMENT,
    "coverage_start": MOMENT,
    "coverage_end": MOMENT,
    "event": EVENT,
    "hero": PLACED,
    "lead": BODY,
    "authors": many(PERSON),
    "publisher": ORGANIZATION,
    "previous": PREVIOUS,
    "posts": many(record(Post, POST_FIELDS, "id")),
}


def blog_to_dict(blog: LiveBlog) -> dict[str, JSON]:
    """The blog as JSON values: `schema`, then every field that is known, in one fixed order."""
    return {"schema": SCHEMA, **write_fields(blog, BLOG_FIELDS)}


def from_dict(data: object) -> LiveBlog:
    """The live blog that `LiveBlog.to_dict` wrote, in this release or any before it.

    Takes the mapping (parsed JSON). Raises `InvalidData` naming the field when it is no kept live blog.

    >>> from_dict({"schema": 1, "id": "harbour", "title": "Harbour day", "posts": [{"id": "1"}]}).posts[0].id
    '1'
    """
    value = require_object(data, "blog")
    version = require_integer(value.get("schema", SCHEMA), "blog.schema")
    if version > SCHEMA:
        raise InvalidData(
            f"was kept by a newer mediakit (schema {version}; this one reads up to {SCHEMA}): upgrade to read it",
            "blog.schema",
        )
    return LiveBlog(**read_fields(value, BLOG_FIELDS, ("id", "title"), "blog"))
