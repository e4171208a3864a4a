"""The facade: a little document inside the frame that shows what would play and loads it only when it is pressed.

`<iframe srcdoc>` with one link to the player: no script, no request to the provider before the press, one after, with
scripts on or off, under a strict Content-Security-Policy (which a srcdoc document inherits: hence a linked stylesheet,
no style of its own). The link sends the page's origin as referrer, without which YouTube refuses (its error 153).
"""

from __future__ import annotations

from typing import Final

from mediakit.cards.theme import Theme
from mediakit.cards.view import Card, Frame
from mediakit.html import EMPTY, Html, escape, join, tag

REFERRER: Final = "strict-origin-when-cross-origin"
_SHORT: Final = 240  # below this height in pixels a player is a bar, and its facade too
_PLAY: Final = Html('<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M8 5v14l11-7z"></path></svg>')
# The outline of a post, so that what waits to be shown does not look like nothing.
_OUTLINE: Final = Html(
    '<svg class="mk-outline" viewBox="0 0 80 34" aria-hidden="true"><path d="M0 5a5 5 0 1 0 10 0a5 5 0 1 0-10 0M13 1'
    'h24v3H13zM13 6h15v3H13zM0 16h80v3H0zM0 22h72v3H0zM0 28h40v3H0z"></path></svg>'
)
_SHOW: Final = Html(
    '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 5h16v14H4zM6 9v8h12V9z" fill-rule="evenodd"></path></svg>'
)


def srcdoc(card: Card, frame: Frame, theme: Theme) -> Html:
    """The document inside the frame."""
    picture = card.poster or (card.pictures[0] if card.pictures else None)
    shown = picture.src if picture is not None else None
    bar = frame.height is not None and frame.height < _SHORT
    image = tag("img", {"class": "mk-still", "src": shown, "alt": ""}) if shown and not bar else EMPTY
    length = tag("span", {"class": "mk-clock"}, tag("bdi", {}, card.clock)) if card.clock else EMPTY
    press = tag(
        "a",
        {
            "class": "mk-press",
            "href": frame.start_url,
            "target": "_self",
            "referrerpolicy": REFERRER,
        },
        image or (_OUTLINE if card.kind == "post" else EMPTY),
        tag("span", {"class": "mk-button"}, _PLAY if card.kind in ("video", "audio") else _SHOW),
        tag("span", {"class": "mk-say"}, _bidi(frame.press, card), _length(card)),
        length,
        tag("span", {"class": "mk-consent"}, frame.consent),
    )
    style = tag("link", {"rel": "stylesheet", "href": theme.stylesheet_url}) if theme.stylesheet_url else EMPTY
    light = card.kind != "video" and not image
    kind = f"mk-stage{' mk-bar' if bar else ' mk-pictured' if image else ''}{' mk-show' if light else ''}"
    scheme = tag("meta", {"name": "color-scheme", "content": theme.color_scheme}) if light else EMPTY
    head = tag("head", {}, Html('<meta charset="utf-8">'), scheme, tag("title", {}, frame.title), style)
    return join(
        [
            Html("<!doctype html>"),
            tag("html", {"lang": card.lang, "dir": card.dir, "class": kind}, head, tag("body", {}, press)),
        ]
    )


def _length(card: Card) -> Html:
    """The duration for those who hear the button; those who see it have the clock."""
    return tag("span", {"class": "mk-length"}, f" ({card.length})") if card.length else EMPTY


def _bidi(press: str, card: Card) -> Html:
    """The words of the button, with the title in its own language."""
    before, found, after = press.partition(card.title)
    if not found:
        return escape(press)
    return join([before, tag("bdi", {"lang": card.title_lang}, found), after])


def frame(card: Card, given: Frame, theme: Theme) -> Html:
    """The frame itself: the facade, or the player where the site loads it at once."""
    place = {"src": given.url} if given.at_once else {"srcdoc": str(srcdoc(card, given, theme))}
    return tag(
        "iframe",
        {
            **place,
            "title": given.title,
            "height": given.height,
            "loading": "lazy",
            "allow": given.allow,
            "sandbox": given.sandbox,
            "referrerpolicy": REFERRER,
        },
    )
