"""assets: what a page of cards needs from elsewhere, as a Content-Security-Policy; and the stylesheet they share."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from mediakit import url
from mediakit.cards.deciding import DEFAULT, card
from mediakit.cards.players import origin
from mediakit.cards.theme import Theme
from mediakit.cards.view import Card
from mediakit.embed import Embed, Placed
from mediakit.frozen import value


@value
class Assets:
    """Who a page of cards asks, and for what: origins, or `'self'` for the site's own. `frames` only after a press."""

    frames: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()

    def csp(self) -> str:
        """A Content-Security-Policy under which the cards work and nothing else is allowed.

        >>> Assets(frames=("https://player.vimeo.com",), styles=("'self'",)).csp()
        "default-src 'none'; frame-src https://player.vimeo.com; style-src 'self'; base-uri 'none'; form-action 'none'"
        """
        wanted = {
            "frame-src": self.frames,
            "img-src": self.images,
            "media-src": self.media,
            "style-src": self.styles,
        }
        lines = ["default-src 'none'", *(f"{name} {' '.join(given)}" for name, given in wanted.items() if given)]
        return "; ".join([*lines, "base-uri 'none'", "form-action 'none'"])


def assets(embeds: Iterable[Embed | Placed], theme: Theme = DEFAULT) -> Assets:
    """What the cards of these embeds need under this theme: the sources to name in the page's policy, sorted."""
    frames: set[str] = set()
    images: set[str] = set()
    media: set[str] = set()
    pending = [card(embed, theme) for embed in embeds]
    while pending:
        given = pending.pop()
        if given.quoted is not None:
            pending.append(given.quoted)
        if given.frame is not None:
            frames.add(given.frame.origin)
        if given.sound is not None:
            media.add(_source(given.sound.url, theme))
        images |= {_source(found, theme) for found in _shown(given)}
    styles = {_source(theme.stylesheet_url, theme)} if theme.stylesheet_url else set()
    return Assets(
        frames=tuple(sorted(frames)),
        images=tuple(sorted(images)),
        media=tuple(sorted(media)),
        styles=tuple(sorted(styles)),
    )


def _shown(given: Card) -> list[str]:
    stills = (given.poster, *given.pictures)
    return [picture.src for picture in stills if picture is not None and picture.src is not None]


def _source(address: str, theme: Theme) -> str:
    """The origin of an address as a policy names it; `'self'` for one without, or with the site's own."""
    found = origin(address) if url.split(address) is not None else None
    return "'self'" if found is None or (theme.base_url and found == origin(theme.base_url)) else found


@cache
def stylesheet() -> str:
    """The text of `cards.css`: link it from the page, and name its URL in `Theme.stylesheet_url` for the facades.

    >>> "light-dark(" in stylesheet()
    True
    """
    return Path(__file__).with_name("cards.css").read_text("utf-8")
