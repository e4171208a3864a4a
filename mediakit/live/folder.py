"""A live blog from a folder: `blog.toml` and one file a post. The form is told in docs/live-folder.md.

Everything here was written by an editor of ours, so a slip is an error that names file and field, never a guess.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, tzinfo
from functools import partial
from pathlib import Path
from typing import Any, Final

from mediakit import kept, times
from mediakit.cards.language import bcp47
from mediakit.chars import one_line
from mediakit.embed import Embed, Image, Organization, Person, Photo, Placed
from mediakit.errors import InvalidData
from mediakit.fields import load_json, require_list, require_object, require_text
from mediakit.html import join, tag
from mediakit.kept import INTEGER, TEXT, URL, Form, many, read_fields, words
from mediakit.live.clock import zone as zone_named
from mediakit.live.model import Correction, Event, LiveBlog, Post, Previous, Withdrawn, with_embeds
from mediakit.live.own_files import OwnFiles, references
from mediakit.live.pieces import body_of_html, with_credit
from mediakit.live.record import FLAG
from mediakit.url import absolute

_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\Z")
_POSTS: Final = (".html", ".txt")
_FENCE: Final = "+++"
_FOREIGN: Final = ("---", ";;;", "{", "```toml", "```yaml")  # how other tools begin theirs: YAML, JSON
_ADDRESS: Final = re.compile(r"https?://\S+\Z")


def read_folder(path: str | Path, *, url: str | None = None) -> LiveBlog:
    """The live blog in a folder (`blog.toml`, `posts/*.html` and `*.txt`, `embeds.json`).

    `url`: where the page stands instead of where `blog.toml` says; its own files' addresses begin there. The blog's
    `id`, and those of its posts, stay.
    Raises `InvalidData` naming the file and the field for whatever cannot be read, and where there is no `blog.toml`.
    """
    folder = Path(path)
    settings = _toml(_text(folder, "blog.toml"), "blog.toml")
    zone = _zone(settings.get("zone", "UTC"))
    fields = _read(settings, _blog_table(zone), ("title", "url"), "blog.toml")
    fields.setdefault("id", fields["url"])
    fields["url"] = url or fields["url"]
    files = OwnFiles(folder, fields["url"])
    if "hero" in fields:
        written = fields["hero"]["url"]
        fields["hero"] = _hero(fields["hero"], files.base)
        files.check((written,), (fields["hero"],), "blog.toml: hero.url")
    posts: list[Post] = []
    homes: dict[str, str] = {}
    for file in sorted((folder / "posts").glob("*")):
        if file.suffix not in _POSTS or file.name.startswith("."):
            continue
        name = f"posts/{file.name}"
        post = _post(_text(folder, name), name, files, zone)
        if post.id in homes:
            raise InvalidData(f"is the id of {homes[post.id]} too; every post needs its own", f"{name}: id")
        homes[post.id] = name
        posts.append(post)
    blog = LiveBlog(**fields, posts=tuple(posts))
    if not posts and blog.state != "scheduled":
        raise InvalidData(
            'there is no post: a file .html or .txt each is expected (or state = "scheduled" in blog.toml)', "posts"
        )
    return with_embeds(files.named(blog), _kept(folder))


def _text(folder: Path, name: str) -> str:
    if not OwnFiles(folder, None).is_inside(name):
        raise InvalidData("leads out of the folder", name)
    try:
        return (folder / name).read_text("utf-8-sig")
    except FileNotFoundError:
        raise InvalidData(f"is not in {folder}", name) from None
    except OSError as error:
        raise InvalidData(f"cannot be read: {error.strerror}", name) from error
    except UnicodeDecodeError as error:
        raise InvalidData(f"is not UTF-8 (byte {error.start})", name) from error


def _toml(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidData(f"is not TOML: {error}", name) from error


def _zone(name: object) -> tzinfo:
    found = zone_named(name) if isinstance(name, str) else None
    if found is None:
        raise InvalidData(f"an IANA time zone such as Europe/Helsinki is expected, not {name!r}", "blog.toml: zone")
    return found


def _read(data: Mapping[str, Any], table: Mapping[str, Form], required: tuple[str, ...], file: str) -> dict[str, Any]:
    """The fields of a table in this file; an error says which file."""
    try:
        _only(data, table, "")
        return read_fields(data, table, required, "")
    except InvalidData as error:
        raise InvalidData(error.reason, f"{file}: {error.where}") from error


def _only(data: Mapping[str, Any], table: Mapping[str, Form], where: str) -> None:
    for name in data:
        if name not in table:
            raise InvalidData(f"is no field here; these are: {', '.join(table)}", f"{where}.{name}" if where else name)


def _strict(cls: Callable[..., Any], table: Mapping[str, Form], *required: str) -> Form:
    """One of our values from a TOML table in which every name must be known."""

    def read(value: object, where: str) -> Any:
        _only(require_object(value, where), table, where)
        return cls(**read_fields(value, table, required, where))

    return Form(str, read, {"type": "object"})


def _read_moment(value: object, where: str, *, zone: tzinfo) -> times.Moment:
    """A TOML date or time, or one written as text; a time without an offset is on the blog's clock."""
    if isinstance(value, str):
        value = _parsed(value)
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=zone)
    if isinstance(value, date):
        return value
    raise InvalidData("a date or a time is expected, such as 2025-06-14T09:05:00", where)


def _parsed(text: str) -> times.Moment | None:
    try:
        return datetime.fromisoformat(text)  # keeps a time without an offset, which `moment` would not
    except ValueError:
        return times.moment(text)


def _read_person(value: object, where: str) -> Person:
    if isinstance(value, str):
        return Person(name=_read_name(value, where))
    person: Person = _strict(Person, {"name": _NAME, "url": URL, "handle": TEXT}, "name").read(value, where)
    return person


def _read_language(value: object, where: str) -> str:
    found = bcp47(require_text(value, where))
    if found is None:
        raise InvalidData("a language tag such as en or pt-BR is expected", where)
    return found


def _read_name(value: object, where: str) -> str:
    text = require_text(value, where)
    if not one_line(text):
        raise InvalidData("is empty; words are expected", where)
    return text


def _read_id(value: object, where: str) -> str:
    text = require_text(value, where)
    if not _ID.match(text):
        raise InvalidData("letters, digits, dashes, dots and underscores are expected", where)
    return text


_NAME: Final = Form(str, _read_name, {})
_PEOPLE: Final = many(Form(str, _read_person, {}))
_LANGUAGE: Final = Form(str, _read_language, {})
_PUBLISHER: Final = _strict(Organization, {"name": _NAME, "url": URL}, "name")


def _blog_table(zone: tzinfo) -> dict[str, Form]:
    moment = Form(str, partial(_read_moment, zone=zone), {})
    return {
        "id": TEXT,
        "title": _NAME,
        "url": URL,
        "description": TEXT,
        "lang": _LANGUAGE,
        "zone": TEXT,
        "state": words("scheduled", "live", "paused", "ended"),
        "order": words("newest", "oldest"),
        "published": moment,
        "updated": moment,
        "coverage_start": moment,
        "coverage_end": moment,
        "authors": _PEOPLE,
        "publisher": _PUBLISHER,
        "event": _strict(Event, {"name": _NAME, "url": URL, "place": TEXT, "start": moment, "end": moment}, "name"),
        "hero": _strict(dict, _HERO, "url"),
        "previous": _strict(Previous, {"title": _NAME, "url": URL}, "title"),
    }


_HERO: Final = {
    "url": TEXT,
    "caption": TEXT,
    "credit": TEXT,
    "alt": TEXT,
    "title": TEXT,
    "width": INTEGER,
    "height": INTEGER,
}


def _post_table(zone: tzinfo) -> dict[str, Form]:
    moment = Form(str, partial(_read_moment, zone=zone), {})
    return {
        "id": Form(str, _read_id, {}),
        "headline": TEXT,
        "published": moment,
        "updated": moment,
        "revision": INTEGER,
        "authors": _PEOPLE,
        "lang": _LANGUAGE,
        "summary": TEXT,
        "pinned": FLAG,
        "key_event": FLAG,
        "breaking": FLAG,
        "url": URL,
        "source": _PUBLISHER,
        "corrections": many(_strict(Correction, {"at": moment, "reason": TEXT, "text": _NAME}, "text")),
        "withdrawn": _strict(Withdrawn, {"at": moment, "reason": TEXT}),
    }


def _post(text: str, name: str, files: OwnFiles, zone: tzinfo) -> Post:
    front, source = _apart(text, name)
    fields = _read(front, _post_table(zone), (), name)
    if "published" not in fields:
        raise InvalidData("is missing: a time such as 2025-06-14T09:05:00 is expected", f"{name}: published")
    stem = Path(name).stem
    if "id" not in fields:
        if not _ID.match(stem):
            raise InvalidData(
                "is missing, and the file's name cannot stand in: it has other signs than A-Z 0-9 . _ -", f"{name}: id"
            )
        fields["id"] = stem
    html = source if name.endswith(".html") else _html_of_text(source)
    body = body_of_html(html, base_url=files.base)
    files.check(references(html), body, name)
    return Post(**fields, body=body)


def _apart(text: str, name: str) -> tuple[dict[str, Any], str]:
    """The TOML between the `+++` lines, and what follows."""
    lines = text.splitlines()
    if not lines or lines[0].strip() != _FENCE:
        foreign = lines and lines[0].strip() in _FOREIGN
        raise InvalidData(
            f"its fields are {'between lines of +++, as TOML, not ' + lines[0].strip() if foreign else 'missing'}: a "
            "line +++, then published = 2025-06-14T09:05:00 and others, then a line +++, are expected on top",
            name,
        )
    for number, line in enumerate(lines[1:], start=1):
        if line.strip() == _FENCE:
            return _toml("\n".join(lines[1:number]), name), "\n".join(lines[number + 1 :])
    raise InvalidData("the line +++ that ends the fields is missing", name)


def _html_of_text(text: str) -> str:
    """Plain words as HTML: blank lines part paragraphs, a URL alone on a line is an embed, `^` below it its caption."""
    parts: list[list[str]] = []  # [words] of a paragraph, or [url, caption] of a figure
    for block in re.split(r"\n[ \t]*\n", text):
        words: list[str] = []
        for line in (each.strip() for each in block.split("\n")):
            if _ADDRESS.match(line):
                parts += [[" ".join(words)]] if words else []
                parts.append([line, ""])
                words = []
            elif line.startswith("^") and not words and parts and len(parts[-1]) == 2:
                parts[-1][1] = line[1:].strip()
            elif line:
                words.append(line)
        parts += [[" ".join(words)]] if words else []
    return join((_spelled(*part) for part in parts), "\n")


def _spelled(words: str, caption: str | None = None) -> str:
    if caption is None:
        return tag("p", None, words)
    return tag("figure", None, words, tag("figcaption", None, caption)) if caption else tag("p", None, words)


def _hero(data: Mapping[str, Any], base_url: str | None) -> Placed:
    """The hero: a picture of the folder or of the web, or whatever its URL is recognized to be."""
    address = absolute(data["url"], base_url)
    if address is None:
        raise InvalidData("a file of the folder or an http(s) URL is expected", "blog.toml: hero.url")
    words = {name: data[name] for name in ("caption", "credit", "alt", "title") if name in data}
    found = [part for part in body_of_html(tag("p", None, address)) if isinstance(part, Placed)]
    if found and found[0].embed.kind not in ("photo", "link"):
        return with_credit(replace(found[0], **words))
    image = Image(url=address, role="photo", width=data.get("width"), height=data.get("height"))
    return with_credit(Placed(embed=Photo(key=f"link:url:{address}", url=address, images=(image,)), **words))


def _kept(folder: Path) -> dict[str, Embed]:
    """The embeds that were kept with the blog, by key."""
    if not (folder / "embeds.json").exists():
        return {}
    try:
        data = require_list(load_json(_text(folder, "embeds.json")), "embeds")
    except ValueError as error:
        raise InvalidData(f"is not JSON: {error}", "embeds.json") from error
    try:
        found = [kept.from_dict(each) for each in data]
    except InvalidData as error:
        raise InvalidData(error.reason, f"embeds.json: {error.where}") from error
    return {embed.key: embed for embed in found}
