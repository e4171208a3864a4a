"""keep_images: the conversation that fetches an embed's pictures, so that it needs nobody else to be seen.

A picture is known by its magic bytes, named by its content and never decoded. What can't be had is a warning: an embed
without its picture is still an embed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final

from mediakit.embed import Embed, Image, Warning, poster
from mediakit.errors import BadAnswer, BadStatus, MediaKitError, ResolveError, TooManyRedirects
from mediakit.flow import Ask, Flow, Request, Response
from mediakit.hops import onward
from mediakit.pictures import EXTENSIONS, picture
from mediakit.policy import Limits, check_url, shown

_LIMITS: Final = Limits()
# Fetched side by side: few, since each may be `Limits.image` long and most of a gallery comes from one host.
_AT_ONCE: Final = 4
# A gallery's first pictures tell the story; whoever wants them all asks for more.
MOST: Final = 40


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file to be written beside the page: `name` is `Image.local`, made of its content, so it never changes."""

    name: str
    body: bytes


def keep_images(
    embed: Embed, *, limits: Limits = _LIMITS, allow_hosts: Collection[str] = (), most: int = MOST
) -> Flow[tuple[Embed, tuple[KeptFile, ...]]]:
    """The embed with its pictures' `local`, `mime`, `size`, `width` and `height` set, and the files to write.

    Fetches the picture that stands for the embed, and the photos of a gallery or a post, those of what it quotes too;
    at most `most`, and none that has a local copy already. A picture that can't be had becomes a warning `image`.

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
    wanted = list(dict.fromkeys(image.url for image in _wanted(embed)))[:most]
    for first in range(0, len(wanted), _AT_ONCE):
        answers = yield from _pictures(wanted[first : first + _AT_ONCE], limits, allow_hosts)
        for url, answer in answers.items():
            if isinstance(answer, MediaKitError):
                failed[url] = Warning(code="image", detail=str(answer))
            else:
                kept[url] = answer
    files = {file.name: file for file in kept.values()}
    return _with_files(embed, kept, failed), tuple(files.values())


def _wanted(embed: Embed) -> list[Image]:
    """The pictures to keep: what stands for it, and what it is made of."""
    stands = poster(embed)
    wanted = [stands] if stands is not None else []
    wanted += [image for image in embed.images if image.role == "photo"]
    wanted += embed.photos
    if embed.quoted is not None:
        wanted += _wanted(embed.quoted)
    return [image for image in wanted if image.local is None]


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
    digest = hashlib.sha256(answer.body).hexdigest()[:32]  # 128 bits: no two pictures meet by chance
    return KeptFile(name=digest + EXTENSIONS[seen.mime], body=answer.body)


def _with_files(embed: Embed, kept: dict[str, KeptFile], failed: dict[str, Warning]) -> Embed:
    """The embed with what was learned of its pictures; a warning of an earlier try goes when its picture came."""

    def known(image: Image) -> Image:
        file = kept.get(image.url)
        seen = picture(file.body) if file is not None else None
        if file is None or seen is None:
            return image
        return replace(
            image,
            local=file.name,
            mime=seen.mime,
            size=len(file.body),
            width=seen.width or image.width,
            height=seen.height or image.height,
        )

    earlier = [warning for warning in embed.warnings if not (warning.code == "image" and _about(warning, kept))]
    mine = {image.url for image in (*embed.images, *embed.photos)}
    new = [warning for url, warning in failed.items() if url in mine and warning not in earlier]
    return replace(
        embed,
        images=tuple(known(image) for image in embed.images),
        photos=tuple(known(image) for image in embed.photos),
        quoted=None if embed.quoted is None else _with_files(embed.quoted, kept, failed),
        warnings=(*earlier, *new),
    )


def _about(warning: Warning, kept: dict[str, KeptFile]) -> bool:
    return any(warning.detail.endswith(shown(url)) for url in kept)
