"""card: what is said of an embed, and in which words; every form stands on this one decision.

Three rules. An embed that knows nothing but its address still says what it is and where it stood. What a page may not
ask for (a picture without a kept copy, a player that is gone) is told in words. The provider's HTML is never looked at.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final, assert_never

from mediakit import chars, times, url
from mediakit.cards import language, lasting, naming, showing
from mediakit.cards.language import Words
from mediakit.cards.showing import line
from mediakit.cards.theme import Theme
from mediakit.cards.view import Action, Card, Picture, Saying
from mediakit.embed import (
    Audio,
    Embed,
    Gallery,
    Link,
    MediaFile,
    Medium,
    Photo,
    Placed,
    Rich,
    SocialPost,
    Video,
)
from mediakit.html import Html

DEFAULT: Final = Theme()
# A card is a glance: what a page says of itself is cut to about four lines; a post's own words never are.
_EXCERPT: Final = 300
# A quoted post may quote one more; what that one quotes is behind its link.
_QUOTES: Final = 2
_MIME_WORDS: Final = {"audio/mpeg": "MP3", "audio/x-m4a": "M4A", "audio/mp4": "M4A", "application/pdf": "PDF"}


def card(shown: Embed | Placed, theme: Theme = DEFAULT) -> Card:
    """The card of an embed: everything that a form of it says. Takes the embed alone or where an editor placed it.

    >>> from mediakit.embed import Link
    >>> decided = card(Link(key="link:url:https://example.org/a", url="https://example.org/a"))
    >>> decided.label, decided.title, decided.open.words
    ('Link', 'example.org/a', 'View full page')
    """
    if isinstance(shown, Placed):
        return _card(shown, theme, _QUOTES)
    if not isinstance(shown, Medium):
        raise TypeError(f"a card shows an Embed or a Placed, not {type(shown).__name__}")
    return _card(Placed(embed=shown), theme, _QUOTES)


def _card(placed: Placed, theme: Theme, quotes: int) -> Card:
    embed, words = placed.embed, theme.words
    lang = language.bcp47(embed.lang)
    label = _label(embed, words)
    nowhere = embed.url.startswith(url.NOWHERE)  # saved text kept the words and lost the address
    address = None if nowhere else url.safe(embed.url)
    shown_address = words.no_address if nowhere else address_words(embed.url) or chars.one_line(embed.key) or label
    source = _source(embed)
    title = line(placed.title) or line(embed.title)
    people = naming.makers(embed, source)
    if embed.kind == "post" and title is not None and not line(placed.title):
        title, people = naming.without_makers(title, people)
    by = language.names((maker.name for maker in people), words)
    duration = language.span(embed.duration)
    moment = embed.published or embed.modified
    moment = language.in_zone(moment, theme.zone) if moment is not None else None
    lost = embed.status.state in ("gone", "private")
    titled = title is not None
    title = title or naming.title(embed, label, by, source, words, shown_address)
    quote, excerpt = _sayings(embed, lang, title)
    poster, pictures = showing.pictures(placed, theme, label, title if titled else None)
    first = poster or (pictures[0] if len(pictures) == 1 else None)
    caption = _editors(placed.caption) or (first.caption if first else None)
    series = naming.series(embed)
    said = (source, series.name if series else None, *(maker.name for maker in people))
    sound = None if lost else showing.sound(embed, theme)
    frame = None
    if not lost and theme.mode != "static" and embed.status.state != "embed_off":
        seen = any(picture.src for picture in (poster, *pictures) if picture is not None)
        if _wants_player(embed, theme, said=quote is not None, seen=seen, heard=sound is not None):
            frame = showing.frame(embed, theme, label, title, source)
    here = frame is not None or sound is not None
    dated = embed.kind in ("post", "link")
    return Card(
        embed=embed,
        kind=embed.kind,
        lang=words.tag,
        dir=words.dir,
        label=label,
        title=title,
        titled=titled,
        name=title if titled else naming.by_caption(embed, caption) or title,
        title_lang=lang if titled and not line(placed.title) and lang != theme.lang else None,
        address=shown_address,
        url=address,
        makers=people,
        by=by,
        byline=language.fill(words.by, words, names=by) if by else None,
        source=source,
        series=series,
        number=_number(embed, words),
        moment=moment,
        when=(language.day_and_time if dated else language.day)(moment, words) if moment is not None else None,
        duration=duration,
        clock=times.clock(duration) if duration is not None else None,
        length=language.duration(duration, words) if duration is not None else None,
        stretch=_stretch(embed, words),
        details=_details(embed, words),
        quote=quote,
        excerpt=excerpt,
        poster=poster,
        pictures=pictures,
        caption=caption,
        credit=line(placed.credit) or (first.credit if first else None) or naming.owner(embed, said),
        frame=frame,
        sound=sound if frame is None or embed.kind == "audio" else None,
        chapters=showing.chapters(embed, sound),
        open=None
        if _is_own_picture(embed, first, theme)
        else _open(embed, address, source or shown_address, words, here=here),
        actions=() if lost else _actions(embed, words),
        quoted=_card(Placed(embed=embed.quoted), replace(theme, mode="static"), quotes - 1)
        if embed.quoted is not None and quotes
        else None,
        gone=lasting.gone(embed, source or shown_address, theme) if lost else None,
        saved=lasting.saved(embed, theme, lost=lost),
        archived=lasting.archived(embed, theme),
    )


def _wants_player(embed: Embed, theme: Theme, *, said: bool, seen: bool, heard: bool) -> bool:
    """Whether the provider's player adds to what the card has without it: its words, its pictures, its sound."""
    match embed.kind:
        case "video" | "rich":
            return True
        case "audio":
            return not heard
        case "post":
            return not said or theme.mode == "player"
        case "photo" | "gallery":
            return not seen
        case "link":
            return False
        case _:
            assert_never(embed.kind)


def _editors(caption: str | Html | None) -> str | Html | None:
    if caption is None or isinstance(caption, Html):
        return caption or None
    return line(caption)


def _label(embed: Embed, words: Words) -> str:
    """What it is, in a word or two: the closed list of kinds."""
    match embed:
        case Video():
            return words.live if embed.live is not None else words.video
        case Photo():
            return words.photo
        case Gallery():
            return words.gallery
        case Audio():
            return words.live if embed.live is not None else words.podcast if embed.series is not None else words.audio
        case SocialPost():
            return words.post
        case Rich():
            return _form_label(embed, words)
        case Link():
            return words.link
        case _:
            assert_never(embed)


def _form_label(embed: Rich, words: Words) -> str:
    match embed.form:
        case "document":
            return words.document
        case "map":
            return words.map
        case "chart":
            return words.chart
        case "poll":
            return words.poll
        case "code":
            return words.code
        case "form":
            return words.form
        case None:
            return words.rich
        case _:
            assert_never(embed.form)


def address_words(text: str) -> str:
    """A URL as readers see it: without scheme, `www.` and final slash, at most 80 characters.

    >>> address_words("https://www.example.org/story/")
    'example.org/story'
    """
    line = chars.one_line(text)
    bare = re.sub(r"\Ahttps?://(?:www\.)?", "", line, count=1, flags=re.IGNORECASE).rstrip("/") or line
    return bare if len(bare) <= 80 else bare[:79] + "…"


def _source(embed: Embed) -> str | None:
    """Who hosts it, else who publishes it, else the host it stood on."""
    if embed.provider is not None and (name := line(embed.provider.name)):
        return name
    if embed.publisher is not None and (name := line(embed.publisher.name)):
        return name
    parts = url.split(embed.url) if not embed.url.startswith(url.NOWHERE) else None
    return parts.host.removeprefix("www.") if parts is not None else None


def _sayings(embed: Embed, lang: str | None, title: str) -> tuple[Saying | None, Saying | None]:
    """Its own words, and what a page says about it where that adds something."""
    run = language.direction(lang) or "auto"
    own = chars.clean(embed.text).strip() if embed.text else ""
    if own and embed.kind != "post":
        own = chars.shorten(own, 2 * _EXCERPT)
    about = line(embed.description) or ""
    if about in (title, chars.one_line(own)) or (own and embed.kind == "post"):
        about = ""
    return (
        Saying(text=own, lang=lang, dir=run) if own else None,
        Saying(text=chars.shorten(about, _EXCERPT), lang=lang, dir=run) if about else None,
    )


def _number(embed: Embed, words: Words) -> str | None:
    if embed.season is not None and embed.episode is not None:
        return language.fill(words.season_episode, words, season=embed.season, episode=embed.episode)
    if embed.episode is not None:
        return language.fill(words.episode, words, episode=embed.episode)
    return language.fill(words.season, words, season=embed.season) if embed.season is not None else None


def _stretch(embed: Embed, words: Words) -> str | None:
    start, end = language.span(embed.start), language.span(embed.end)
    if end is not None and end > (start or 0):
        return language.fill(words.stretch, words, start=times.clock(start or 0), end=times.clock(end))
    return language.fill(words.from_time, words, start=times.clock(start)) if start else None


def _details(embed: Embed, words: Words) -> tuple[str, ...]:
    """What kind of file it is, how long and how large: `PDF`, `14 pp.`, `2.3 MB`."""
    said = []
    if embed.kind == "rich" and embed.files:
        said += _file_words(embed.files[0], words)
    if embed.pages:
        said.insert(min(1, len(said)), language.fill(words.pages, words, count=embed.pages))
    if embed.rights is not None and (terms := line(embed.rights.license)):
        said.append(language.fill(words.license, words, license=terms))
    return tuple(said)


def _file_words(file: MediaFile, words: Words) -> list[str]:
    mime = file.mime or ""
    short = mime.partition("/")[2].upper()
    kind = _MIME_WORDS.get(mime) or (short if 2 <= len(short) <= 5 and short.isalnum() else None)
    kind = language.fill("{kind}", words, kind=kind) if kind else None
    size = language.size(file.size, words) if file.size and file.size > 0 else None
    return [said for said in (kind, size) if said]


def _is_own_picture(embed: Embed, shown: Picture | None, theme: Theme) -> bool:
    """Whether the page itself shows the whole of it: a picture of the site's own is nowhere else to be viewed."""
    if embed.kind != "photo" or embed.provider is not None or shown is None or shown.src is None:
        return False
    site, stands = theme.site, url.split(embed.url)
    return site is not None and stands is not None and stands.host == site.host


def _open(embed: Embed, address: str | None, source: str, words: Words, *, here: bool) -> Action | None:
    """The link to where it stands, in the words of its kind."""
    if address is None:
        return None
    match embed.kind:
        case "video":
            said = words.watch_on
        case "audio":
            if here:
                lead, _, rest = words.listen_here.partition("[")
                link, _, note = rest.partition("]")
                return Action(words=link, url=address, lead=lead, note=note)
            said = words.listen_on
        case "photo" | "gallery" | "post":
            said = words.view_on
        case "rich":
            said = words.open_on
        case "link":
            said = words.view_page
        case _:
            assert_never(embed.kind)
    return Action(words=language.fill(said, words, source=source), url=address)


def _actions(embed: Embed, words: Words) -> tuple[Action, ...]:
    """What else a reader can have of it: the file, the transcript, the podcast's feed."""
    found: list[Action] = []
    file = embed.files[0] if embed.files else None
    if file is not None and embed.kind in ("audio", "rich") and (address := url.safe(file.url)):
        note = words.comma.join(_file_words(file, words))
        found.append(Action(words=words.download, url=address, note=f" ({note})" if note else ""))
    if address := url.safe(embed.transcript):
        found.append(Action(words=words.transcript, url=address))
    if embed.series is not None and (address := url.safe(embed.series.feed)):
        found.append(Action(words=words.feed, url=address))
    return tuple(found)
