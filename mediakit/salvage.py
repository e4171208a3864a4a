"""Salvage: what a CMS remembers of embeds, often the last copy of a post that is gone, made into kept embeds.

WordPress keeps the HTML that providers answered in post meta, `_oembed_<hash>`, and when, in `_oembed_time_<hash>`; the
hash is md5 of the URL and the size that was asked for (`WP_Embed::shortcode`), so a URL of the post is proven to be the
row's. Wagtail keeps the whole answer, `wagtailembeds.Embed`. Nobody is asked; provider HTML stays evidence.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import BinaryIO, Final, Literal, cast

from mediakit import body, fields, times, url
from mediakit import providers as rooms
from mediakit.embed import Embed, FrozenMap, Link, Source
from mediakit.errors import BadAnswer, InvalidData
from mediakit.fields import JSON
from mediakit.markup import unescape
from mediakit.merging import merge
from mediakit.providers import BUILT_IN, Provider
from mediakit.providers.forms import FROM_URL
from mediakit.read import read_oembed, wxr

_ADDRESS: Final = re.compile(r"https?://[^\s\"'<>\[\]]{4,2000}")
# Themes ask for the width of their column; WordPress for 500 where a theme says nothing.
_WIDTHS: Final = (500, 640, 580, 474, 525, 740, 600, 660, 700, 720, 750, 800, 1200, *range(200, 2001))
# A quotation mark without a slash before it; a slash and what it is before.
_QUOTED: Final = re.compile(r"(?<!\\)\"")
_SLASHED: Final = re.compile(r"\\([\\\"'])")
_UNKNOWN: Final = "{{unknown}}"
# A post of ten years' live blogging links a thousand pages; proving takes 4 ms for each that is no row's.
_MOST_ADDRESSES: Final = 300
# The columns of Wagtail's row that are fields of an oEmbed answer under the same names.
_WAGTAIL: Final = ("type", "html", "title", "author_name", "provider_name", "thumbnail_url", "width", "height")


@dataclass(frozen=True, kw_only=True)
class Salvaged:
    """An embed out of a CMS: the `embed`, the URL of the `post` that it stood in, and when the CMS was `told` of it."""

    embed: Embed
    post: str | None = None
    told: times.Moment | None = None


def from_wordpress(export: bytes | BinaryIO, *, providers: tuple[Provider, ...] = BUILT_IN) -> Iterator[Salvaged]:
    """The embeds that a WordPress export (WXR) remembers, in the file's order.

    `export`: its bytes, or a file open for reading them, which is read as embeds are taken: exports have hundreds of
    megabytes. A row that names nothing that can be shown is left out, as are look-ups that failed (`{{unknown}}`).
    Raises `InvalidData` where the file ends to be XML; what stood before was given.

    >>> export = b'''<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><item><link>https://desk.example/1</link>
    ... <wp:postmeta><wp:meta_key>_oembed_0123456789abcdef0123456789abcdef</wp:meta_key><wp:meta_value><![CDATA[
    ... <blockquote class="twitter-tweet"><p>Fog.</p>&mdash; Ana (@ana) <a href="https://twitter.com/ana/status/20">d</a>
    ... </blockquote>]]></wp:meta_value></wp:postmeta></item></channel></rss>'''
    >>> [(each.embed.key, each.embed.text, each.post) for each in from_wordpress(export)]
    [('twitter:status:20', 'Fog.', 'https://desk.example/1')]
    """
    widths: dict[int, None] = {}
    for post in wxr.posts(export):
        rows = {key[8:]: _without_slashes(value) for key, value in post.meta if _is_answer(key, value)}
        if not rows:
            continue
        stamps = {key[13:]: value for key, value in post.meta if key.startswith("_oembed_time_")}
        asked = _asked(post.content, set(rows), widths)
        for suffix, html in rows.items():
            told = _stamp(stamps.get(suffix))
            embed = _answered(html, asked.get(suffix), post.link, providers)
            if embed is not None:
                yield Salvaged(embed=_dated(embed, told), post=url.safe(post.link), told=told)


def from_wagtail(
    rows: str | Iterable[Mapping[str, object] | str], *, providers: tuple[Provider, ...] = BUILT_IN
) -> Iterator[Salvaged]:
    """The embeds that rows of Wagtail's `Embed` hold: mappings, or JSON (a list, or an object a line).

    A row is its fields by name (`Embed.objects.values()`, a cursor's rows), or what Django's `dumpdata` writes
    (`{"model": …, "fields": {…}}`, of which other models are left out). Lines may come one by one, from an open file.
    A row without an http(s) URL is none; a time without its zone is told as its day. Raises `InvalidData` for JSON that
    is none.

    >>> row = {"url": "https://vine.co/v/e5vIvmV5v9J", "type": "video", "title": "Fog", "html": "<iframe></iframe>",
    ...        "last_updated": "2016-01-11T20:00:00Z"}
    >>> (each,) = from_wagtail([row])
    >>> each.embed.key, each.embed.title, each.embed.status.state, each.told.year
    ('vine:video:e5vIvmV5v9J', 'Fog', 'gone', 2016)
    """
    for row in _rows(rows):
        values = row.get("fields")
        if isinstance(values, Mapping):
            if row.get("model") not in (None, "wagtailembeds.embed"):
                continue
            row = values
        address = fields.web_address(row, "url")
        if address is None:
            continue
        answer = {name: row.get(name) for name in _WAGTAIL if row.get(name) not in (None, "")}
        told = _moment(row.get("last_updated"))
        yield Salvaged(embed=_dated(_stated(answer, address, providers), told), told=told)


def _rows(rows: str | Iterable[Mapping[str, object] | str]) -> Iterator[Mapping[str, JSON]]:
    """Each row, its values as JSON has them but for what only Python has (datetimes)."""
    if isinstance(rows, str):
        stripped = rows.lstrip("\ufeff \t\r\n")
        rows = [stripped] if stripped.startswith("[") else stripped.split("\n")
    for number, row in enumerate(rows, 1):
        if not isinstance(row, str):
            yield cast(Mapping[str, JSON], row)
        elif line := row.strip("\ufeff \t\r\n"):
            yield from _read_rows(line, f"line {number}")


def _read_rows(line: str, where: str) -> Iterator[Mapping[str, JSON]]:
    try:
        found = fields.load_json(line)
    except ValueError as error:
        raise InvalidData(f"not JSON: {str(error)[:100]}", where) from error
    for each in found if isinstance(found, list) else [found]:
        if not isinstance(each, Mapping):
            raise InvalidData("a row is an object", where)
        yield each


def _moment(value: object) -> times.Moment | None:
    """When a row was written: as JSON spells it, or as Django hands it over. Without a zone only the day is known."""
    from datetime import date, datetime

    if isinstance(value, datetime):
        return value if value.tzinfo is not None else value.date()
    return value if isinstance(value, date) else times.moment(value if isinstance(value, str) else None)


def _is_answer(key: str, value: str) -> bool:
    return key.startswith("_oembed_") and not key.startswith("_oembed_time_") and value.strip() not in ("", _UNKNOWN)


def _without_slashes(html: str) -> str:
    """The HTML without the slashes of PHP's `addslashes`, which plugins have left in, some of them twice.

    No HTML has a slash before each of its quotation marks by itself.
    """
    for _ in range(3):
        if '"' not in html or _QUOTED.search(html) is not None:
            return html
        html = _SLASHED.sub(r"\1", html)
    return html


def _asked(content: str, wanted: set[str], widths: dict[int, None]) -> dict[str, str]:
    """Which URL of the post each row is about, proven by its hash. `widths` that fitted before are tried first."""
    found: dict[str, str] = {}
    addresses = dict.fromkeys(unescape(each) for each in _ADDRESS.findall(content))
    for address in list(addresses)[:_MOST_ADDRESSES]:
        for width in (*widths, *_WIDTHS):
            if fitting := {_hash(address, width, "i"), _hash(address, width, "d")} & wanted:
                found.update(dict.fromkeys(fitting, address))
                widths[width] = None
                break
        if len(found) == len(wanted):
            break
    return found


def _hash(address: str, width: int, number: Literal["i", "d"]) -> str:
    """The hash of a URL and a size, PHP's way: the height is an integer, in older WordPress the float of `ceil`."""
    from hashlib import md5

    height = min((width * 3 + 1) // 2, 1000)
    size = f'a:2:{{s:5:"width";i:{width};s:6:"height";{number}:{height};}}'
    return md5(f"{address}{size}".encode("utf-8", "replace"), usedforsecurity=False).hexdigest()


def _answered(html: str, address: str | None, post: str | None, providers: tuple[Provider, ...]) -> Embed | None:
    """The embed that a row's HTML means: of the URL that was asked about, else of the one that the code names."""
    found = next(body.find(html, base_url=url.safe(post), providers=providers), None)
    if address is None or url.canonical(address) is None:
        return found.embed if found is not None else None
    told = _stated({"type": "rich", "html": html}, address, providers)
    return merge(told, found.embed) if found is not None and found.embed.key == told.key else told


def _stated(answer: dict[str, JSON], address: str, providers: tuple[Provider, ...]) -> Embed:
    """The embed of an address with what an oEmbed answer says of it, where it says anything."""
    known = rooms.from_url(address, providers) or _link(address)
    text = json.dumps({"version": "1.0", **answer})
    try:
        return merge(known, read_oembed(text, url=known.url or address, trust="registered"))
    except BadAnswer:  # an iframe of nobody, an empty row: the address is what is left
        return known


def _link(address: str) -> Link:
    canonical = url.canonical(address) or address
    return Link(
        key=f"link:url:{canonical}", url=canonical, provenance=FrozenMap(dict.fromkeys(("key", "url"), FROM_URL))
    )


def _stamp(seconds: str | None) -> times.Moment | None:
    """A time as WordPress writes it, in seconds since 1970; oEmbed came when they had ten digits."""
    from datetime import UTC, datetime

    digits = (seconds or "").strip()
    return datetime.fromtimestamp(int(digits), UTC) if re.fullmatch("[1-9][0-9]{9}", digits) else None


def _dated(embed: Embed, told: times.Moment | None) -> Embed:
    """The embed with the day on which each fact was told; what its address says is true at any time."""
    if told is None:
        return embed
    sources: dict[str, Source] = {
        name: replace(source, at=told) if source.kind in ("oembed", "code") else source
        for name, source in embed.provenance.items()
    }
    return replace(embed, provenance=FrozenMap(sources))
