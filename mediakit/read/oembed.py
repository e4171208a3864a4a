"""An oEmbed answer (JSON or XML) into an Embed. Source: oembed.com, sections 2.3 (response) and 4 (discovery).

The provider's HTML is evidence and never output: of it we take where the one player is, and the words of a quoted post.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, TypeAlias

from lxml import etree

from mediakit import chars, fields, times
from mediakit import markup as tokens
from mediakit import url as urls
from mediakit.embed import (
    KINDS,
    Embed,
    FrozenMap,
    Image,
    Kind,
    Person,
    Player,
    ProviderRef,
    Rights,
    Source,
)
from mediakit.errors import BadAnswer
from mediakit.fields import JSON
from mediakit.merging import told_once
from mediakit.read import charsets, quotes
from mediakit.read import precedence as rank
from mediakit.read.people import people

Trust: TypeAlias = Literal["sanctioned", "registered", "discovered"]
Answer: TypeAlias = Mapping[str, JSON]

# Real answers are 1 to 20 kB; WordPress sends a script of 10 kB along.
MAX_BYTES: Final = 512 * 1024
# A year: an answer that says it is good for a century is not believed.
MAX_AGE: Final = 366 * 86400
_RANKS: Final[dict[Trust, int]] = {
    "sanctioned": rank.OEMBED,
    "registered": rank.OEMBED_REGISTERED,
    "discovered": rank.OEMBED_DISCOVERED,
}
_KINDS: Final[dict[str, Kind]] = {"photo": "photo", "video": "video", "link": "link", "rich": "rich"}
_NO_KEY: Final = re.compile(r"[^a-z0-9]+")
_HANDLED: Final = re.compile(r"(?:(.+?)\s+\()?@([\w.-]+(?:@[\w.-]+)?)\)?\Z")
_DOCTYPE: Final = re.compile(r"<!(?:doctype|entity)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class OEmbed:
    """An answer: the `embed` it describes, and for how many seconds it asks to be kept (`None`: it does not say)."""

    embed: Embed
    cache_age: float | None = None


def read_oembed(body: bytes | str, *, url: str, content_type: str | None = None, trust: Trust = "sanctioned") -> Embed:
    """The embed that an oEmbed answer about `url` describes; `BadAnswer` when the body is no such answer.

    `trust`: whether the endpoint is one we sanction, one that the oEmbed registry lists, or one that a page named; what
    each says weighs less than what the one before it says.

    >>> answer = '{"type": "video", "version": "1.0", "title": "Launch", "provider_name": "Clip.tv"}'
    >>> embed = read_oembed(answer, url="https://clip.example/v/1")
    >>> embed.kind, embed.title, embed.provider.key
    ('video', 'Launch', 'cliptv')
    """
    return oembed_facts(body, url=url, content_type=content_type, trust=trust).embed


def oembed_facts(
    body: bytes | str, *, url: str, content_type: str | None = None, trust: Trust = "sanctioned"
) -> OEmbed:
    """As `read_oembed`, with how long the answer asks to be kept."""
    answer = _answer(body, url, content_type)
    stated = answer.get("type")
    word = stated.strip().lower() if isinstance(stated, str) else ""
    if word not in _KINDS:
        raise BadAnswer(url, "not an oEmbed answer: no type of oEmbed's four", "type")
    age = fields.number(answer, "cache_age")
    embed = _embed(answer, _KINDS[word], url, trust)
    return OEmbed(embed=embed, cache_age=min(age, MAX_AGE) if age is not None and age > 0 else None)


def _answer(body: bytes | str, url: str, content_type: str | None) -> Answer:
    text = (
        body if isinstance(body, str) else charsets.decode(body[:MAX_BYTES], content_type or "text/json;charset=utf-8")
    )
    text = text.lstrip("\ufeff \t\r\n")
    if text.startswith("<"):
        return _xml(text, url)
    try:
        found = fields.load_json(text)
    except ValueError as error:
        raise BadAnswer(url, f"neither JSON nor XML: {str(error)[:100]}", "body") from error
    if not isinstance(found, Mapping):
        raise BadAnswer(url, "an object is expected", "body")
    return found


def _xml(text: str, url: str) -> Answer:
    """The fields of `<oembed>`; a document type is refused outright: nothing good comes with one."""
    if _DOCTYPE.search(text[:10_000]) or "<!entity" in text.lower():
        raise BadAnswer(url, "HTML, or XML with a document type", "body")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
    )
    declared = re.sub(r"\A<\?xml[^>]*\?>", "", text)  # it is text by now: what it says of its bytes is over
    try:
        root = etree.fromstring(chars.clean(declared).encode(), parser)
    except etree.XMLSyntaxError as error:
        raise BadAnswer(url, f"not well-formed XML: {str(error)[:100]}", "body") from error
    if etree.QName(root).localname.lower() != "oembed":
        raise BadAnswer(url, f"<oembed> is expected, not <{etree.QName(root).localname[:40]}>", "body")
    return {etree.QName(child).localname: child.text or "" for child in root if isinstance(child.tag, str)}


def _text(answer: Answer, *names: str, limit: int = 500) -> str | None:
    """The first of these fields that holds words, on one line, its entities undone once (WordPress escapes them)."""
    for name in names:
        words = answer.get(name)
        if isinstance(words, str):
            line = chars.one_line(tokens.unescape(words[: limit * 4]))[:limit].rstrip()
            if line:
                return line
        elif isinstance(words, int | float) and not isinstance(words, bool):
            return str(words)
    return None


def _embed(answer: Answer, kind: Kind, url: str, trust: Trust) -> Embed:
    here = urls.canonical(url) or url
    evidence = quotes.read(_markup(answer))
    if kind == "rich" and evidence.form is not None:
        kind = evidence.form
    published = _published(answer)
    title = _title(answer, kind) or evidence.title
    # What stands beside a player is about it; what a post's widget quotes is the post.
    about = chars.one_line(evidence.text or "") if kind == "video" and evidence.form is not None else None
    known: dict[str, object] = {
        "title": title,
        "description": _text(answer, "description", "summary", limit=2_000) or (about if about != title else None),
        "authors": _authors(answer, evidence, url),
        "provider": _provider(answer),
        "text": evidence.text if kind in ("post", "rich") else None,
        "lang": evidence.lang,
        "published": published or evidence.published,
        "duration": _duration(answer),
        "images": _images(answer, kind, url),
        "player": None if kind == "link" else _player(answer, evidence, url),
        "rights": _rights(answer, url),
    }
    known = {name: value for name, value in known.items() if value}
    if not known:
        raise BadAnswer(url, "an answer that says nothing: no title, author, picture, player or text", "html")
    sources = dict.fromkeys(known, Source(kind="oembed", rank=_rank(kind, trust)))
    if "published" in known and not isinstance(known["published"], datetime):
        # A bare day, in a quotation even one of the provider's own zone: whoever knows the hour knows better.
        low = rank.META if published else rank.GUESS
        sources["published"] = Source(kind="oembed", rank=min(low, _rank(kind, trust)))
    made = KINDS[kind](key=f"link:url:{here}", url=here, **known, provenance=FrozenMap(sources))  # type: ignore[arg-type]
    return told_once(made)


def _duration(answer: Answer) -> float | None:
    """A length in seconds; nothing, and more than a month, are mistakes."""
    length = fields.number(answer, "duration", "video_duration")
    return length if length is not None and 0 < length < 2_700_000 else None


def _rank(kind: Kind, trust: Trust) -> int:
    """What pages say of themselves goes before what their CMS answers by oEmbed, but not before a host of media."""
    if kind == "link":
        return rank.OEMBED_LINK
    if kind == "rich" and trust == "registered":  # the registry lists sites whose every article is rich
        return rank.OEMBED_DISCOVERED
    return _RANKS[trust]


def _markup(answer: Answer) -> str:
    markup = answer.get("html")
    return markup if isinstance(markup, str) else ""


def _title(answer: Answer, kind: Kind) -> str | None:
    title = _text(answer, "title")
    # A network's own name, or an address, in the place of a title says nothing.
    return None if title is not None and kind == "post" and urls.safe(title) else title


def _authors(answer: Answer, evidence: quotes.Quote, url: str) -> tuple[Person, ...]:
    stated = _text(answer, "author_name")
    if stated is None or (evidence.form == "link" and not people([stated], url)):  # "admin" wrote no article
        return evidence.authors
    quoted = evidence.authors[0] if evidence.authors else None
    name, handle = stated, quoted.handle if quoted else None
    address = fields.web_address(answer, "author_url", base=url)
    if match := _HANDLED.match(stated):
        name, handle = match[1] or match[2], match[2]
    if quoted is not None and address is None and (quoted.handle is not None or quoted.name == stated):
        address = quoted.url
    return (Person(name=name, url=address, handle=handle),)


def _provider(answer: Answer) -> ProviderRef | None:
    name = _text(answer, "provider_name", limit=100)
    address = fields.web_address(answer, "provider_url")
    key = _NO_KEY.sub("", (name or "").lower())
    if not key and address:
        parts = urls.split(address)
        host = parts.host.removeprefix("www.") if parts else ""
        key, name = _NO_KEY.sub("", host.rpartition(".")[0]), name or host
    return ProviderRef(key=key, name=name or key, url=address) if key else None


def _published(answer: Answer) -> times.Moment | None:
    for name in ("upload_date", "published_date", "publication_date", "pubdate", "created_at", "date_published"):
        if (found := times.moment(_text(answer, name, limit=80))) is not None:
            return found
    return None


def _images(answer: Answer, kind: Kind, url: str) -> tuple[Image, ...]:
    """The thumbnail first, since that is what an answer calls its picture; then a photo itself."""
    found: list[Image] = []
    picture = fields.web_address(answer, "url", base=url) if kind == "photo" else None
    thumbnail = fields.web_address(answer, "thumbnail_url", "thumbnail", base=url)
    if thumbnail is not None and thumbnail != picture:
        width, height = fields.pixels(answer, "thumbnail_width"), fields.pixels(answer, "thumbnail_height")
        role = "poster" if kind in ("video", "audio") else "thumbnail"
        found.append(
            Image(url=thumbnail, role="poster" if role == "poster" else "thumbnail", width=width, height=height)
        )
    if picture is not None:
        width, height = fields.pixels(answer, "width"), fields.pixels(answer, "height")
        found.append(Image(url=picture, role="photo", width=width, height=height))
    return tuple(found)


def _player(answer: Answer, evidence: quotes.Quote, url: str) -> Player | None:
    """Where the provider's player is: the one iframe of its HTML, https only, else the `iframe_url` some give."""
    address, width, height = evidence.frame or (None, None, None)
    if address is None and evidence.frames == 0:
        address = fields.web_address(answer, "iframe_url", "embed_url", "player_url", base=url)
    absolute = urls.absolute(address, "https://")
    if absolute is None or not absolute.startswith("https://"):
        return None
    fluid = width is not None and width.strip().endswith("%")
    wide = fields.pixels({"w": width}, "w") or (None if fluid else fields.pixels(answer, "width"))
    high = fields.pixels({"h": height}, "h") or fields.pixels(answer, "height")
    if fluid and high is not None:
        return Player(url=absolute, height=high, sizing="fixed")
    return Player(url=absolute, width=wide, height=high)


def _rights(answer: Answer, url: str) -> Rights | None:
    held, name = _text(answer, "copyright", limit=300), _text(answer, "license", limit=100)
    address = fields.web_address(answer, "license_url", base=url)
    if isinstance(answer.get("copyright"), Mapping):
        held = None
    return Rights(license=name, license_url=address, copyright=held) if held or name or address else None
