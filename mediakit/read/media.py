"""The pictures, files and player that a page states: Open Graph's structured arrays, Twitter cards, JSON-LD, links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from mediakit import chars, fields, url
from mediakit.embed import Image, ImageRole, Kind, MediaFile, Player, Source
from mediakit.fields import JSON
from mediakit.providers import files as endings
from mediakit.read import branding, jsonld, pictures
from mediakit.read import precedence as rank
from mediakit.read.facts import Facts

# A gallery's card needs a few pictures, a shop states hundreds.
MAX_IMAGES: Final = 12
MAX_PHOTOS: Final = 200
MAX_FILES: Final = 10
# Pictures that networks give to every page: they say nothing of this one.
_STAND_IN: Final = re.compile(
    r"//abs\.twimg\.com/|//www\.redditstatic\.com/|/fb_icon_\d|//static\.[a-z]+\.fbcdn\.net/|/branding/googleg/"
    r"|/default[-_]og|/og[-_]default|/(?:no|missing)[-_]image",
    re.IGNORECASE,
)
# What schema.org's pictures say of themselves, and how it is called here.
_STATED: Final = {
    "width": "width", "height": "height", "caption": "caption", "creditText": "credit", "description": "alt",
}  # fmt: skip
Group = dict[str, str]


def groups(facts: Facts, prefix: str) -> list[Group]:
    """Open Graph's structured properties, in order: `og:image` begins one, `og:image:width` belongs to the last."""
    found: list[Group] = []
    for name, content in facts.pairs:
        if not name.startswith(prefix):
            continue
        part = name[len(prefix) :].removeprefix(":") or "url"
        if name[len(prefix) :][:1] not in ("", ":") or not content.strip():
            continue
        begins = part in ("url", "secure_url")
        if not found or (begins and part in found[-1] and found[-1][part] != content):
            if len(found) >= MAX_IMAGES:
                break
            found.append({})
        found[-1].setdefault(part, content)
    return found


def images(facts: Facts, kind: Kind, icons: tuple[branding.Icon, ...]) -> tuple[tuple[Image, ...], Source | None]:
    """The page's pictures, the one that stands for it first, and the source of that one; icons and logos at the end."""
    lead: dict[Kind, ImageRole] = {"video": "poster", "audio": "poster", "photo": "photo"}
    found: dict[str, Image] = {}
    source: Source | None = None
    for stated, image in _candidates(facts):
        if len(found) >= MAX_IMAGES:
            break
        if source is None:
            source = stated
        role: ImageRole = "thumbnail" if found else lead.get(kind, "card")
        made = _image(image["url"], image, role)
        known = found.get(made.url)
        found[made.url] = made if known is None else _united(known, made)
    return (*found.values(), *_logos(facts), *branding.pictures(icons)), source


def photos(facts: Facts) -> tuple[tuple[Image, ...], Source | None]:
    """The pictures of a gallery in their order, and who states them: its item, its cards, else its figures."""
    for source, stated in _shown_by(facts):
        found: dict[str, Image] = {}
        for group in stated:
            address = url.absolute(group.get("secure_url") or group.get("url"), facts.base)
            if address and not _played(address) and len(found) < MAX_PHOTOS:
                found.setdefault(address, _image(address, group, "photo"))
        if len(found) > 1:
            return tuple(found.values()), source
    return (), None


def _shown_by(facts: Facts) -> Iterator[tuple[Source, Iterable[Group]]]:
    fields_ = ("associatedMedia", "image", "photo", "photos", "hasPart", "itemListElement")
    for one, source in (
        (facts.main, Source(kind="jsonld", rank=rank.JSONLD)),
        (facts.item, Source(kind="microdata", rank=rank.MICRODATA)),
        (facts.resource, Source(kind="rdfa", rank=rank.MICRODATA)),
    ):
        for field in fields_:
            yield source, (group for value in facts.of_main(one, field) if (group := _picture(_listed(value))))
    yield Source(kind="opengraph", rank=rank.OPENGRAPH), groups(facts, "og:image")
    numbered = (f"twitter:image{number}" for number in range(4))
    yield Source(kind="twitter", rank=rank.TWITTER), ({"url": address} for address in facts.meta(*numbered))
    yield Source(kind="html", rank=rank.HTML), map(_figure, pictures.figures(facts.root))


def _listed(value: JSON) -> JSON:
    """What an entry of an `ItemList` lists."""
    if isinstance(value, Mapping) and "ListItem" in jsonld.kinds(value):
        return jsonld.field(value, "item") or value
    return value


def _figure(figure: tuple[pictures.Shown, str]) -> Group:
    shown, caption = figure
    return {**_shown(shown, shown.address), "caption": caption}


def _image(address: str, group: Group, role: ImageRole) -> Image:
    return Image(
        url=address,
        role=role,
        width=fields.pixels(group, "width"),
        height=fields.pixels(group, "height"),
        alt=_line(group.get("alt")),
        mime=_mime(group.get("type"), "image/"),
        caption=_line(group.get("caption")),
        credit=_line(group.get("credit")),
    )


def _united(known: Image, other: Image) -> Image:
    """One picture of which two sources speak: the first is believed, the second fills in."""
    size = known if known.width or known.height else other
    return replace(
        known,
        width=size.width,
        height=size.height,
        alt=known.alt or other.alt,
        mime=known.mime or other.mime,
        caption=known.caption or other.caption,
        credit=known.credit or other.credit,
    )


def _candidates(facts: Facts) -> Iterator[tuple[Source, Group]]:
    """Pictures and who states them, the most telling first; the page's own `<img>` only where nobody states one."""
    none_stated = True
    for source, group in _stated(facts):
        address = url.absolute(group.get("secure_url") or group.get("url"), facts.base)
        if address and not _played(address) and not _STAND_IN.search(address):
            none_stated = False
            yield source, {**group, "url": address}
    if none_stated:
        for shown in pictures.leading(facts.root):
            address = url.absolute(shown.address, facts.base)
            if address and not _played(address):
                yield Source(kind="html", rank=rank.GUESS), _shown(shown, address)
                return


def _stated(facts: Facts) -> Iterator[tuple[Source, Group]]:
    opengraph = Source(kind="opengraph", rank=rank.OPENGRAPH)
    person = facts.profiled if isinstance(facts.profiled, Mapping) else {}
    own = [group for group in map(_picture, facts.of_main(person, "image")) if group]
    # What a network gives every page comes behind the person's own picture, a card made for the person before it.
    name = jsonld.text(person.get("name"), 200) or "?"
    carded = next(facts.meta("og:type"), "") == "profile" or name in next(facts.meta("og:title"), "")
    for group in () if carded else own:
        yield Source(kind="jsonld", rank=rank.JSONLD), group
    for group in groups(facts, "og:image"):
        yield opengraph, group
    for group in own if carded else ():
        yield Source(kind="jsonld", rank=rank.TWITTER), group
    alt = next(facts.meta("twitter:image:alt"), "")
    for address in facts.meta("twitter:image", "twitter:image:src", "twitter:image0", "twitter:image:url"):
        yield Source(kind="twitter", rank=rank.TWITTER), {"url": address, "alt": alt}
    if "ImageObject" in jsonld.kinds(facts.main) and (shown := _picture(facts.main)):  # the page is the picture
        yield Source(kind="jsonld", rank=rank.JSONLD), shown
    for values, source in (
        (facts.of_main(facts.main, "image", "thumbnailUrl", "thumbnail"), Source(kind="jsonld", rank=rank.TWITTER)),
        (facts.of_main(facts.item, "image", "thumbnailUrl"), Source(kind="microdata", rank=rank.MICRODATA)),
        (facts.of_main(facts.resource, "image", "thumbnailUrl"), Source(kind="rdfa", rank=rank.MICRODATA)),
    ):
        for found in map(_picture, values):
            if found is not None:
                yield source, found
    for address in facts.meta("parsely-image-url", "sailthru.image.full", "thumbnail", "image", "dc.image"):
        yield Source(kind="html", rank=rank.META), {"url": address}
    for link in facts.linked("image_src"):
        yield Source(kind="html", rank=rank.META), {"url": link.get("href") or ""}
    for face in facts.of_main(facts.entry, "image"):
        if isinstance(face, str):
            yield Source(kind="microformats", rank=rank.MICROFORMATS), {"url": face}


def _shown(shown: pictures.Shown, address: str) -> Group:
    sizes = {name: str(value) for name in ("width", "height") if (value := getattr(shown, name))}
    return {"url": address, "alt": shown.alt, **sizes}


def _picture(value: JSON) -> Group | None:
    if isinstance(value, str):
        return {"url": value}
    if not isinstance(value, Mapping):
        return None
    address = _address(value)
    if address is None:
        return None
    group = {ours: text for theirs, ours in _STATED.items() if (text := _amount(jsonld.field(value, theirs)))}
    if "credit" not in group:
        owners = (jsonld.text(jsonld.field(value, name), 300) for name in ("creator", "author", "copyrightNotice"))
        if owner := next(filter(None, owners), None):
            group["credit"] = owner
    return {**group, "url": address}


def _address(value: Mapping[str, JSON]) -> str | None:
    """Where the picture is of which JSON-LD or microdata tells."""
    for name in ("contentUrl", "url", "@id"):  # the second may be the picture's page
        address = jsonld.text(jsonld.field(value, name), url.MAX_LENGTH)
        if address and ("/" in address or "." in address) and not (name == "@id" and "#" in address):
            return address
    return None


def _amount(value: JSON) -> str | None:
    """Words or a number: schema.org's width may be an object with a `value`."""
    if value is None:
        return None
    if isinstance(value, Mapping):
        value = value.get("value", value)
    return jsonld.text(value, 1_000)


def _logos(facts: Facts) -> Iterator[Image]:
    for publisher in facts.of_main(facts.main, "publisher"):
        if isinstance(publisher, Mapping):
            for value in facts.of_main(publisher, "logo"):
                stated = value if isinstance(value, Mapping) else {"url": value}
                address = url.absolute(value if isinstance(value, str) else _address(stated), facts.base)
                if address:
                    size = {name: _amount(jsonld.field(stated, name)) for name in ("width", "height")}
                    width, height = fields.pixels(size, "width"), fields.pixels(size, "height")
                    yield Image(url=address, role="logo", width=width, height=height)
                    return


def files(facts: Facts) -> tuple[tuple[MediaFile, ...], Source | None]:
    """The media files that the page states, and the first one's source."""
    found: dict[str, MediaFile] = {}
    source: Source | None = None
    for stated, group in _files(facts):
        address = url.absolute(group.get("secure_url") or group.get("url"), facts.base)
        if not address or address in found or len(found) >= MAX_FILES:
            continue
        mime = _mime(group.get("type"), "") or _played(address)
        if mime is None or not (mime.startswith(("video/", "audio/")) or _played(address)):
            continue
        if source is None:
            source = stated
        found[address] = MediaFile(
            url=address, mime=mime, width=fields.pixels(group, "width"), height=fields.pixels(group, "height")
        )
    return tuple(found.values()), source


def _files(facts: Facts) -> Iterator[tuple[Source, Group]]:
    for value in facts.of_main(facts.main, "associatedMedia", "audio", "video"):
        if isinstance(value, Mapping) and (address := jsonld.text(jsonld.field(value, "contentUrl"), url.MAX_LENGTH)):
            kind = jsonld.text(jsonld.field(value, "encodingFormat"), 100) or ""
            yield Source(kind="jsonld", rank=rank.JSONLD), {"url": address, "type": kind}
    for one, kind in ((facts.main, "jsonld"), (facts.item, "microdata")):
        for value in facts.of_main(one, "contentUrl"):
            if isinstance(value, str):
                form = jsonld.text(jsonld.field(one, "encodingFormat"), 100) or ""
                if kind == "jsonld":
                    yield Source(kind="jsonld", rank=rank.JSONLD), {"url": value, "type": form}
                else:
                    yield Source(kind="microdata", rank=rank.MICRODATA), {"url": value, "type": form}
    for prefix in ("og:video", "og:audio"):
        for group in groups(facts, prefix):
            yield Source(kind="opengraph", rank=rank.OPENGRAPH), group
    for address in facts.meta("twitter:player:stream"):
        form = next(facts.meta("twitter:player:stream:content_type"), "").partition(";")[0]
        yield Source(kind="twitter", rank=rank.TWITTER), {"url": address, "type": form}


def player(facts: Facts) -> tuple[Player, Source] | None:
    """The page's own player, as evidence: https only, and never a file or a picture."""
    for source, group in _players(facts):
        address = url.absolute(group.get("secure_url") or group.get("url"), facts.base)
        if not address or not address.startswith("https://") or _is_file(address):
            continue
        kind = (group.get("type") or "").lower()
        if kind and not kind.startswith(("text/html", "application/xhtml")):
            continue
        width, height = fields.pixels(group, "width"), fields.pixels(group, "height")
        return Player(url=address, width=width, height=height), source
    return None


def _players(facts: Facts) -> Iterator[tuple[Source, Group]]:
    for one, source in (
        (facts.main, Source(kind="jsonld", rank=rank.JSONLD)),
        (facts.item, Source(kind="microdata", rank=rank.MICRODATA)),
    ):
        for value in facts.of_main(one, "embedUrl", "embedURL"):
            if isinstance(value, str):
                size = {name: text for name in ("width", "height") if (text := _amount(jsonld.field(one, name)))}
                yield source, {"url": value, **size}
    for prefix in ("og:video", "og:audio"):
        for group in groups(facts, prefix):
            if group.get("type") or not group.get("url", "").startswith("http://"):
                yield Source(kind="opengraph", rank=rank.OPENGRAPH), group
    for address in facts.meta("twitter:player"):
        size = {name: text for name in ("width", "height") if (text := next(facts.meta(f"twitter:player:{name}"), ""))}
        yield Source(kind="twitter", rank=rank.TWITTER), {"url": address, **size}


def _mime_by_ending(address: str) -> str:
    parts = url.split(address)
    return (endings.mime(parts.path) if parts else None) or ""


def _played(address: str) -> str | None:
    """The type of a file that plays, by how its address ends; `None` for everything else."""
    mime = _mime_by_ending(address)
    return mime if mime and not mime.startswith("image/") and mime != "application/pdf" else None


def _is_file(address: str) -> bool:
    """Whether an address ends like a file, where a player's would lead to a page; Flash is one that nothing plays."""
    return bool(_mime_by_ending(address)) or address.partition("?")[0].lower().endswith(".swf")


def _line(text: str | None) -> str | None:
    return chars.one_line(text)[:1_000] or None if text else None


def _mime(text: str | None, start: str) -> str | None:
    """A MIME type in lower case, where `text` is one that begins so."""
    mime = (text or "").partition(";")[0].strip().lower()
    return (
        mime if mime.startswith(start) and 3 <= len(mime) <= 100 and mime.count("/") == 1 and " " not in mime else None
    )


def lines(values: Iterable[JSON], limit: int, most: int) -> tuple[str, ...]:
    """Words out of values, one line each, each once whatever its case, at most so many."""
    found: dict[str, str] = {}
    for value in values:
        words = chars.one_line(value)[:limit] if isinstance(value, str) else jsonld.text(value, limit)
        if words:
            found.setdefault(words.casefold(), words)
        if len(found) >= most:
            break
    return tuple(found.values())
