"""keep_images: the conversation that fetches an embed's pictures, so that it needs nobody else to be seen.

A picture is known by its magic bytes, named by its content and never decoded. What can't be had is a warning: an embed
without its picture is still an embed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from mediakit import times
from mediakit.embed import Embed, Image, MediaFile, Warning, poster
from mediakit.errors import BadAnswer, BadStatus, MediaKitError, ResolveError, TooManyRedirects
from mediakit.flow import Ask, Flow, Request, Response
from mediakit.hops import onward
from mediakit.keeping.permitting import may_take, said, terms_of
from mediakit.merging import copied, pictures_of
from mediakit.pictures import EXTENSIONS, is_content_name, picture
from mediakit.policy import Limits, check_url, shown
from mediakit.providers.terms import TERMS, Terms

_LIMITS: Final = Limits()
# Fetched side by side: few, since each may be `Limits.image` long and most of a gallery comes from one host.
_AT_ONCE: Final = 4
# A gallery's first pictures tell the story; whoever wants them all asks for more.
MOST: Final = 40
# A reader's browser takes four bytes a pixel: a PNG of 50,000 x 50,000 is 80 kB here and 10 GB there.
PIXELS: Final = 64_000_000
_NEVER: Final = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file to be written beside the page: `name` is `Image.local`, made of its content, so it never changes."""

    name: str
    body: bytes


def keep_images(
    embed: Embed,
    *,
    limits: Limits = _LIMITS,
    allow_hosts: Collection[str] = (),
    most: int = MOST,
    have: Collection[str] | None = None,
    terms: Mapping[str, Terms] = TERMS,
) -> Flow[tuple[Embed, tuple[KeptFile, ...]]]:
    """The embed with its pictures' `local`, `mime`, `size`, `width` and `height` set, and the files to write.

    Fetches the picture that stands for the embed, the photos of a gallery or a post and its author's picture, those of
    what it quotes too; those whose address expires first come first, and at most `most`. What has a copy already is not
    asked again; `have` are the names of the files that are there: a copy that is not among them is asked again.
    A picture that can't be had becomes a warning `image`, one that its provider's `terms` forbid a warning `terms`.

    >>> from mediakit import Image, Link
    >>> from mediakit.drivers import run
    >>> from mediakit.fetch import Recorded
    >>> gif = Response(url="", status=200, headers={"content-type": "image/gif"}, body=b"GIF89a" + bytes([2, 0, 1, 0]))
    >>> link = Link(key="x:y:1", url="https://a.example/", images=(Image(url="https://a.example/p.gif", role="card"),))
    >>> embed, files = run(keep_images(link), fetch=Recorded({"https://a.example/p.gif": gif}))
    >>> embed.images[0].local == files[0].name, embed.images[0].width, files[0].name[-4:]
    (True, 2, '.gif')
    """
    kept: dict[str, KeptFile] = {}
    failed: dict[str, Warning] = {}
    copies = {image.url: image for image in pictures_of(embed) if _is_there(image, have)}
    wanted = [image for image in _wanted(embed, terms) if image.url not in copies]
    wanted.sort(key=lambda image: image.expires or _NEVER)
    urls = list(dict.fromkeys(image.url for image in wanted))[:most]
    for first in range(0, len(urls), _AT_ONCE):
        answers = yield from _pictures(urls[first : first + _AT_ONCE], limits, allow_hosts)
        for url, answer in answers.items():
            if isinstance(answer, MediaKitError):
                failed[url] = Warning(code="image", detail=_until(url) + str(answer))
            else:
                kept[url] = answer
    files = {file.name: file for file in kept.values()}
    known = {**copies, **{url: _described(url, file) for url, file in kept.items()}}
    return _with_files(embed, known, failed, have, terms), tuple(files.values())


def expiring(embed: Embed, before: datetime) -> tuple[Image | MediaFile, ...]:
    """The pictures and files without a copy whose address is not good any more at `before` (aware), soonest first.

    >>> from mediakit import Link
    >>> url = "https://scontent.cdninstagram.com/p.jpg?oh=0&oe=6956B620"
    >>> link = Link(key="x:y:1", url="https://a.example/", images=(Image(url=url, role="card"),))
    >>> [image.expires.isoformat() for image in expiring(link, datetime(2026, 1, 2, tzinfo=UTC))]
    ['2026-01-01T18:00:00+00:00']
    """
    parts: list[Image | MediaFile] = [*embed.images, *embed.photos, *embed.files]
    if embed.quoted is not None:
        parts += expiring(embed.quoted, before)
    dated = [(part.expires, part) for part in parts if part.local is None]
    soon = [(at, part) for at, part in dated if at is not None and at < before]
    return tuple(part for _, part in sorted(soon, key=lambda each: each[0]))


def _is_there(image: Image, have: Collection[str] | None) -> bool:
    return image.local is not None and (have is None or image.local in have or not is_content_name(image.local))


def _wanted(embed: Embed, terms: Mapping[str, Terms]) -> list[Image]:
    """The pictures to keep: what stands for it, what it is made of, and who made it."""
    wanted: list[Image] = []
    if may_take(embed, "pictures", terms):
        stands = poster(embed)
        wanted = [stands] if stands is not None else []
        wanted += [image for image in embed.images if image.role == "photo"]
        wanted += embed.photos
        wanted += [image for image in embed.images if image.role == "avatar"]
    if embed.quoted is not None:
        wanted += _wanted(embed.quoted, terms)
    return wanted


def _until(url: str) -> str:
    at = Image(url=url).expires
    return "" if at is None else f"its address was good until {times.iso(at)}; "


def _described(url: str, file: KeptFile) -> Image:
    """What a file says of itself, as a picture of this URL."""
    seen = picture(file.body)
    assert seen is not None  # `_judged` lets nothing else in
    return Image(url=url, local=file.name, mime=seen.mime, size=len(file.body), width=seen.width, height=seen.height)


def _pictures(
    wanted: list[str], limits: Limits, allow_hosts: Collection[str]
) -> Flow[dict[str, KeptFile | ResolveError]]:
    """The pictures at these URLs, side by side, one hop a round."""
    found: dict[str, KeptFile | ResolveError] = {}
    at = {url: url for url in wanted}  # the picture's own URL -> where its way has led by now
    for _ in range(limits.redirects + 1):
        asks = {}
        for url, here in at.items():
            try:
                check_url(here, limits, allow_hosts)
            except ResolveError as error:
                found[url] = error
            else:
                asks[url] = Ask(Request(url=here, purpose="image"))
        if not asks:
            return found
        answers: tuple[Response | ResolveError, ...] = yield tuple(asks.values())
        following: dict[str, str] = {}
        for url, answer in zip(asks, answers, strict=True):
            outcome = answer if isinstance(answer, ResolveError) else _judged(answer, at[url])
            if isinstance(outcome, str):
                following[url] = outcome
            else:
                found[url] = outcome
        at = following
    for url in at:
        found[url] = TooManyRedirects(shown(url), f"more than {limits.redirects} redirects")
    return found


def _judged(answer: Response, here: str) -> KeptFile | ResolveError | str:
    """An answer as a file to keep, the error it is, or the address it leads to."""
    try:
        target = onward(answer, here)
    except ResolveError as error:
        return error
    if target is not None:
        return target
    if answer.status == 206:  # a stretch that nobody asked for is a part of a picture
        return BadStatus(shown(here), answer.status)
    seen = picture(answer.body)
    if seen is None:
        return BadAnswer(shown(here), "its first bytes are no picture's that browsers show")
    if (seen.width or 0) * (seen.height or 0) > PIXELS:
        return BadAnswer(shown(here), f"{seen.width} x {seen.height} pixels are more than a page can show")
    digest = hashlib.sha256(answer.body).hexdigest()[:32]  # 128 bits: no two pictures meet by chance
    return KeptFile(name=digest + EXTENSIONS[seen.mime], body=answer.body)


def _with_files(
    embed: Embed,
    known: Mapping[str, Image],
    failed: Mapping[str, Warning],
    have: Collection[str] | None,
    terms: Mapping[str, Terms],
) -> Embed:
    """The embed with what was learned of its pictures; a warning of an earlier try goes when its picture came."""

    def told(image: Image) -> Image:
        copy = known.get(image.url)
        if copy is None:  # a copy that is lost and can't be had again is none: a page would show a hole
            return image if image.local is None or _is_there(image, have) else replace(image, local=None)
        return copied(image, copy)

    mine = {image.url for image in (*embed.images, *embed.photos)}
    stale = {shown(url) for url in known}
    warnings = [
        warning
        for warning in embed.warnings
        if not (warning.code == "image" and any(warning.detail.endswith(url) for url in stale))
    ]
    new = [warning for url, warning in failed.items() if url in mine]
    rule = terms_of(embed, terms)
    if rule is not None and mine - set(known) and not may_take(embed, "pictures", terms):
        new.append(said(rule, "pictures not kept"))
    return replace(
        embed,
        images=tuple(told(image) for image in embed.images),
        photos=tuple(told(image) for image in embed.photos),
        quoted=None if embed.quoted is None else _with_files(embed.quoted, known, failed, have, terms),
        warnings=(*warnings, *(warning for warning in new if warning not in warnings)),
    )
