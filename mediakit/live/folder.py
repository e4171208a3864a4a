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
from urllib.parse import unquote, urljoin

from mediakit import kept, times
from mediakit.cards.language import bcp47
from mediakit.embed import Embed, Image, MediaFile, Organization, Person, Photo, Placed
from mediakit.errors import InvalidData
from mediakit.fields import load_json, require_list, require_object, require_text
from mediakit.html import join, tag
from mediakit.kept import INTEGER, TEXT, URL, Form, many, read_fields, words
from mediakit.live.clock import zone as zone_named
from mediakit.live.model import Body, Correction, Event, LiveBlog, Post, Previous, Withdrawn, files_url, with_embeds
from mediakit.live.pieces import body_of_html, with_credit
from mediakit.live.record import FLAG
from mediakit.url import absolute

_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\Z")
_FENCE: Final = "+++"
_ADDRESS: Final = re.compile(r"https?://\S+\Z")


def read_folder(path: str | Path) -> LiveBlog:
    """The live blog in a folder (`blog.toml`, `posts/*.html` and `*.txt`, `embeds.json`).

    Raises `InvalidData` naming the file and the field for whatever cannot be read, and where there is no `blog.toml`.
    """
    folder = Path(path)
    settings = _toml(_text(folder, "blog.toml"), "blog.toml")
    zone = _zone(settings.get("zone", "UTC"))
    fields = _read(settings, _blog_table(zone), ("title", "url"), "blog.toml")
    hero = fields.pop("hero", None)
    fields.setdefault("id", fields["url"])
    posts: list[Post] = []
    files: dict[str, str] = {}
    for file in sorted((folder / "posts").glob("*")):
        if file.suffix not in (".html", ".txt") or file.name.startswith("."):
            continue
        name = f"posts/{file.name}"
        post = _post(_text(folder, name), name, files_url(fields["url"]), zone)
        if post.id in files:
            raise InvalidData(f"is the id of {files[post.id]} too; every post needs its own", f"{name}: id")
        files[post.id] = name
        posts.append(post)
    blog = LiveBlog(**fields, posts=tuple(posts))
    if hero is not None:
        blog = replace(blog, hero=_hero(hero, files_url(blog.url)))
    return with_embeds(_with_own_files(blog, folder), _kept(folder))


def _text(folder: Path, name: str) -> str:
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
        return Person(name=value)
    person: Person = _strict(Person, {"name": TEXT, "url": URL, "handle": TEXT}, "name").read(value, where)
    return person


def _read_language(value: object, where: str) -> str:
    found = bcp47(require_text(value, where))
    if found is None:
        raise InvalidData("a language tag such as en or pt-BR is expected", where)
    return found


def _read_id(value: object, where: str) -> str:
    text = require_text(value, where)
    if not _ID.match(text):
        raise InvalidData("letters, digits, dashes, dots and underscores are expected", where)
    return text


_PEOPLE: Final = many(Form(str, _read_person, {}))
_LANGUAGE: Final = Form(str, _read_language, {})
_PUBLISHER: Final = _strict(Organization, {"name": TEXT, "url": URL}, "name")


def _blog_table(zone: tzinfo) -> dict[str, Form]:
    moment = Form(str, partial(_read_moment, zone=zone), {})
    return {
        "id": TEXT,
        "title": TEXT,
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
        "event": _strict(Event, {"name": TEXT, "url": URL, "place": TEXT, "start": moment, "end": moment}, "name"),
        "hero": _strict(dict, _HERO, "url"),
        "previous": _strict(Previous, {"title": TEXT, "url": URL}, "title"),
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
        "corrections": many(_strict(Correction, {"at": moment, "reason": TEXT, "text": TEXT}, "text")),
        "withdrawn": _strict(Withdrawn, {"at": moment, "reason": TEXT}),
    }


def _post(text: str, name: str, base_url: str | None, zone: tzinfo) -> Post:
    front, body = _apart(text, name)
    fields = _read(front, _post_table(zone), (), name)
    stem = Path(name).stem
    if "id" not in fields:
        if not _ID.match(stem):
            raise InvalidData(
                "is missing, and the file's name cannot stand in: it has other signs than A-Z 0-9 . _ -", f"{name}: id"
            )
        fields["id"] = stem
    html = body if name.endswith(".html") else _html_of_text(body)
    return Post(**fields, body=body_of_html(html, base_url=base_url))


def _apart(text: str, name: str) -> tuple[dict[str, Any], str]:
    """The TOML between the `+++` lines, and what follows; a file without is all text."""
    lines = text.splitlines()
    if not lines or lines[0].strip() != _FENCE:
        return {}, text
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


def _with_own_files(blog: LiveBlog, folder: Path) -> LiveBlog:
    """The blog with each picture and file that lies in the folder named as such (`local`, its path there)."""
    base = urljoin(files_url(blog.url) or "", ".")

    def path_of(address: str) -> str | None:
        path = unquote(address.removeprefix(base).partition("?")[0].partition("#")[0])
        if not address.startswith(base) or not path or ".." in Path(path).parts or not (folder / path).is_file():
            return None
        return path

    def own(image: Image) -> Image:
        path = None if image.local else path_of(image.url)
        return replace(_measured(image, folder / path), local=path) if path else image

    def own_file(file: MediaFile) -> MediaFile:
        path = None if file.local else path_of(file.url)
        return replace(file, local=path, size=file.size or (folder / path).stat().st_size) if path else file

    def placed(part: Placed) -> Placed:
        images = tuple(own(image) for image in part.embed.images)
        photos = tuple(own(image) for image in part.embed.photos)
        files = tuple(own_file(file) for file in part.embed.files)
        return replace(part, embed=replace(part.embed, images=images, photos=photos, files=files))

    def body(parts: Body) -> Body:
        return tuple(placed(part) if isinstance(part, Placed) else part for part in parts)

    posts = tuple(replace(post, body=body(post.body)) for post in blog.posts)
    return replace(blog, hero=placed(blog.hero) if blog.hero else None, lead=body(blog.lead), posts=posts)


def _measured(image: Image, file: Path) -> Image:
    """The image with the type and the size its file states, so that a page can keep its place free."""
    from mediakit.pictures import picture

    with file.open("rb") as opened:
        found = picture(opened.read(_HEAD))
    if found is None:
        return image
    return replace(
        image,
        mime=found.mime,
        width=image.width or found.width,
        height=image.height or found.height,
        size=file.stat().st_size,
    )


_HEAD: Final = 256 * 1024  # bytes: a JPEG says its size behind its colour profile and the camera's notes


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
