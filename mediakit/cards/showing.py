"""What a card may show by itself: pictures, a file that plays, the provider's player in a frame of ours.

Nothing here lets a page ask a third party before its reader does: a picture needs a kept copy (or a host the site
allows), a file is not preloaded, a player waits to be pressed.
"""

from __future__ import annotations

import re
from typing import Final, Literal, assert_never

from mediakit import chars, times, url
from mediakit.cards import language, players
from mediakit.cards.theme import Theme
from mediakit.cards.view import Frame, Mark, Picture, Sound
from mediakit.embed import Audio, Embed, Gallery, Image, ImageRole, Link, Photo, Placed, Rich, SocialPost, Video

# A content name as `keep_images` gives it, or the path of a file of the site's own (`media/quay.jpg`); anything else,
# any `..` among it, never reaches a site's `media_url`.
_CONTENT_NAME: Final = re.compile(r"(?:[A-Za-z0-9][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*(?:/|\Z))+(?<!/)\Z")
_LARGEST: Final = 20_000  # pixels; beyond, a width is damage
_POSTER: Final[tuple[ImageRole, ...]] = ("photo", "poster", "card", "thumbnail")
# Pixels for a player that keeps its height: where it does not say which, and at most. A bar for sound; a post and a
# page scroll inside their frame sooner than they push the story away.
_HEIGHTS: Final = {"audio": (166, 800), "video": (360, 1200), "post": (320, 420), "photo": (360, 480)}
_POST_FACADE: Final = 300  # a post that waits to be shown takes no more; one that stands there at once may be taller
_PAGE_HEIGHTS: Final = (480, 600)
_STRANGERS: Final = "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-presentation"
_EVERYONE: Final = f"allow-same-origin {_STRANGERS}"


def line(text: str | None) -> str | None:
    """Words on one line, or `None` where nothing readable is left of them."""
    return (chars.one_line(text) or None) if text else None


def pictures(placed: Placed, theme: Theme, label: str, title: str | None) -> tuple[Picture | None, tuple[Picture, ...]]:
    """The one that stands for it, and those that are its content."""
    embed = placed.embed
    match embed:
        case Photo():
            choice = _best(embed, theme)
            return (_picture(choice, theme, placed.alt, label, title) if choice else _told(placed, theme)), ()
        case Gallery() | SocialPost():
            found = embed.photos or tuple(i for i in embed.images if i.role == "photo")
            if not found and (choice := _best(embed, theme)):
                found = (choice,)
            alt = placed.alt if len(found) == 1 else None
            return None, tuple(_picture(image, theme, alt, theme.words.photo, None) for image in found)
        case Video() | Audio() | Rich() | Link():
            choice = _best(embed, theme)
            return (_picture(choice, theme, placed.alt, None, None) if choice else _told(placed, theme)), ()
        case _:
            assert_never(embed)


def _best(embed: Embed, theme: Theme) -> Image | None:
    """The most telling picture: one the page may show before one it may not, then by its role."""
    fit = [i for role in _POSTER for i in (*embed.images, *embed.photos) if i.role == role]
    return next((i for i in fit if _src(i, theme)), fit[0] if fit else None)


def _kept(local: str | None, theme: Theme) -> str | None:
    """Where the page finds a copy of the site's own."""
    if local is None or theme.media_url is None or not _CONTENT_NAME.match(local):
        return None
    found = theme.media_url(local)
    return found if url.linkable(found) else None


def _src(image: Image, theme: Theme) -> str | None:
    if kept := _kept(image.local, theme):
        return kept
    parts = url.split(image.url)
    if parts is not None and parts.host in theme.image_hosts:
        return url.safe(image.url)
    return None


def _picture(image: Image, theme: Theme, alt: str | None, label: str | None, title: str | None) -> Picture:
    """`label` names a picture that is content and must not go without an alternative text."""
    said = line(alt) or line(image.alt)
    spare = "" if label is None else title or language.fill(theme.words.no_alt, theme.words, label=label)
    return Picture(
        src=_src(image, theme),
        url=url.safe(image.url),
        width=_pixels(image.width),
        height=_pixels(image.height),
        alt=said or spare,
        said=said,
        told=_in_words(said, theme),
        caption=line(image.caption),
        credit=line(image.credit),
    )


def _told(placed: Placed, theme: Theme) -> Picture | None:
    """An alternative text without a picture is still told."""
    if not (said := line(placed.alt)):
        return None
    nothing = Image(url="", alt=said)
    return _picture(nothing, theme, said, None, None)


def _in_words(said: str | None, theme: Theme) -> str | None:
    return language.fill(theme.words.in_picture, theme.words, alt=said) if said else None


def _pixels(count: int | None) -> int | None:
    return count if count is not None and 0 < count <= _LARGEST else None


def sound(embed: Embed, theme: Theme) -> Sound | None:
    """The file itself, where it plays without anybody's player."""
    wanted: Literal["audio", "video"]
    match embed.kind:
        case "audio" | "video":
            wanted = embed.kind
        case _:
            return None
    for file in embed.files:
        address, parts = url.safe(file.url), url.split(file.url)
        mime = (file.mime or "").partition(";")[0].strip().lower()
        if address is None or parts is None or players.origin(address) is None:
            continue
        if mime and mime.partition("/")[0] not in ("audio", "video"):
            continue
        kind: Literal["audio", "video"] = "video" if mime.startswith("video/") else wanted
        kept = _kept(file.local, theme)
        own = kept is not None or (theme.site is not None and theme.site.host == parts.host)
        host = parts.host.removeprefix("www.")
        consent = None if own else language.fill(theme.words.play_consent, theme.words, provider=host)
        return Sound(url=_pointed(kept or address, embed), mime=mime or None, kind=kind, consent=consent)
    return None


def _pointed(address: str, embed: Embed) -> str:
    """The file's address with the stretch that the editor pointed at, which browsers play (W3C Media Fragments)."""
    start, end = language.span(embed.start), language.span(embed.end)
    if not start and not end:
        return address
    until = "," + _seconds(end) if end and end > (start or 0) else ""
    return f"{address.partition('#')[0]}#t={_seconds(start or 0)}{until}" if start or until else address


def _seconds(value: float) -> str:
    """Seconds without an exponent and without more than milliseconds."""
    return f"{value:.3f}".rstrip("0").rstrip(".")


def frame(embed: Embed, theme: Theme, label: str, title: str, source: str | None) -> Frame | None:
    """The provider's player in a frame of ours, or `None` when there is none that may be framed."""
    words, known, site = theme.words, players.known(embed), theme.site
    play = embed.kind in ("video", "audio")
    address = players.player_url(embed, host=site.host if site else None)
    origin = players.origin(address) if address is not None else None
    if address is None or origin is None or embed.player is None:
        return None
    provider = source if known and source else origin.partition("://")[2].removeprefix("www.")
    press = words.play_video if embed.kind == "video" else words.play_audio if embed.kind == "audio" else words.show
    features = ("autoplay", "encrypted-media", "fullscreen", "picture-in-picture") if play else ("fullscreen",)
    sandbox = (_EVERYONE if theme.sandbox == "everyone" else None) if known else _STRANGERS
    if sandbox is not None and embed.kind == "rich" and embed.form in ("poll", "form"):
        sandbox += " allow-forms"
    player, width, tall = embed.player, _pixels(embed.player.width), _pixels(embed.player.height)
    usual, most = _HEIGHTS.get(embed.kind, _PAGE_HEIGHTS)
    at_once = theme.mode == "player" and known
    if embed.kind == "post" and not at_once:
        most = _POST_FACADE
    fixed = player.sizing != "ratio" or embed.kind == "audio"
    sized = width is not None and tall is not None and 0.2 <= width / tall <= 6  # else no screen has that shape
    return Frame(
        url=address,
        start_url=players.starting(address) if play else address,
        origin=origin,
        title=language.fill(words.player, words, label=label, title=title, source=provider),
        press=language.fill(press, words, title=title),
        consent=language.fill(words.play_consent if play else words.show_consent, words, provider=provider),
        width=width if sized and width else 16,
        tall=tall if sized and tall else 9,
        height=min(max(tall or usual, 80), most) if fixed else None,
        allow="; ".join(f"{feature} {origin}" for feature in features),
        sandbox=sandbox,
        at_once=at_once,
    )


def chapters(embed: Embed, sound: Sound | None) -> tuple[Mark, ...]:
    marks = []
    for chapter in embed.chapters:
        start, title = language.span(chapter.start), line(chapter.title)
        if start is not None and title:
            spot = f"{sound.url.partition('#')[0]}#t={start:g}" if sound is not None else None
            address = url.safe(chapter.url) or (spot if spot is not None and url.linkable(spot) else None)
            marks.append(Mark(start=start, clock=times.clock(start), title=title, url=address))
    return tuple(marks)
