"""What a page states of a live blog and its posts in JSON-LD or microdata, field by field."""

from __future__ import annotations

from collections.abc import Mapping

from mediakit import markup, times
from mediakit.embed import Image, Organization, Placed, Video
from mediakit.fields import JSON
from mediakit.html import tag
from mediakit.live.model import Event
from mediakit.live.pieces import body_of_html
from mediakit.read import jsonld
from mediakit.times import Moment
from mediakit.url import absolute, safe


def updates(stated: jsonld.Object) -> list[jsonld.Object]:
    """The posts."""
    return [each for each in jsonld.each(jsonld.field(stated, "liveBlogUpdate")) if isinstance(each, Mapping)]


def words(stated: Mapping[str, JSON], *names: str) -> str | None:
    """The first of these fields that says something."""
    for name in names:
        found = jsonld.text(jsonld.field(stated, name))
        if found:
            return found
    return None


def moment(stated: Mapping[str, JSON], name: str) -> Moment | None:
    """The moment this field names."""
    return times.moment(words(stated, name))


def event(stated: jsonld.Object) -> Event | None:
    """What it is about, where that is an event."""
    for each in jsonld.each(jsonld.field(stated, "about")):
        if isinstance(each, Mapping) and any(kind.endswith("Event") for kind in jsonld.kinds(each)):
            name = words(each, "name")
            if name:
                return Event(
                    name=name,
                    url=safe(words(each, "url")),
                    place=words(each, "location"),
                    start=moment(each, "startDate"),
                    end=moment(each, "endDate"),
                )
    return None


def publisher(stated: jsonld.Object, base: str) -> Organization | None:
    """Who publishes it."""
    for each in jsonld.each(jsonld.field(stated, "publisher")):
        name = jsonld.text(each)
        if name:
            address = words(each, "url") if isinstance(each, Mapping) else None
            return Organization(name=name, url=absolute(address, base))
    return None


def pictures(stated: jsonld.Object, base: str) -> list[str]:
    """The addresses of its pictures."""
    found = []
    for each in jsonld.each(jsonld.field(stated, "image")):
        address = words(each, "url", "contentUrl", "@id") if isinstance(each, Mapping) else each
        if isinstance(address, str) and (whole := absolute(markup.unescape(address), base)):
            found.append(whole)
    return found


def videos(stated: jsonld.Object) -> list[Placed]:
    """The videos a post states: recognized by their address, else as they are described."""
    found: list[Placed] = []
    for each in jsonld.each(jsonld.field(stated, "video")):
        if not isinstance(each, Mapping):
            continue
        addresses = [one for name in ("embedUrl", "url", "contentUrl", "@id") if (one := safe(words(each, name)))]
        for address in addresses[:1]:
            known = [part for part in body_of_html(tag("p", None, address)) if isinstance(part, Placed)]
            if known and known[0].embed.kind != "link":
                found.append(known[0])
                continue
            still = safe(words(each, "thumbnailUrl", "thumbnail"))
            found.append(
                Placed(
                    embed=Video(
                        key=f"link:url:{address}",
                        url=address,
                        title=words(each, "name", "headline"),
                        description=words(each, "description"),
                        published=moment(each, "uploadDate"),
                        duration=times.seconds(words(each, "duration")),
                        images=(Image(url=still, role="poster"),) if still else (),
                    )
                )
            )
    return found
