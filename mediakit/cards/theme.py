"""Theme: what a site decides about its cards, as one frozen value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import tzinfo
from typing import TYPE_CHECKING, Literal, TypeAlias

from mediakit import url
from mediakit.cards.language import Direction, Words, words
from mediakit.embed import FrozenMap
from mediakit.frozen import value

if TYPE_CHECKING:
    from mediakit.cards.view import Card
    from mediakit.html import Html

Renderer: TypeAlias = "Callable[[Card, Theme], Html]"
Mode: TypeAlias = Literal["facade", "player", "static"]

_NONE: FrozenMap[Renderer] = FrozenMap()


@value
class Theme:
    """How a site shows its cards. Every field has a default that asks nothing of a third party.

    `lang`: the language of the page (BCP 47). `own_words`: words of the site's own instead of the shipped ones
    (`cards.read_words`).
    `mode`: `facade` shows what a player is and loads it only when the reader presses; `player` stands the provider's
    player in the page (lazily); `static` has no player at all.
    `heading`: the level of a card's heading (1-6). `zone`: the time zone in which times are said; `None` leaves each
    time in its own.
    `media_url`: makes a URL of the content name of a kept picture (`3f9a.jpg`). Without it kept pictures are not shown.
    `image_hosts`: hosts whose pictures may be shown from there; by default none, and a picture without a kept copy is
    told in words.
    `stylesheet_url`: where `cards.css` stands, for the little document inside a facade; the page links it for itself.
    `color_scheme`: the schemes of the page, as CSS names them; a page that is always light says `light`. Only facades
    need to be told: neither the page's `color-scheme` nor its custom properties reach into their little documents.
    `base_url`: the page's own address: makes URLs absolute in feeds and JSON-LD, names the host to players that ask for
    it (Twitch), and keeps a player of the site's own origin out of a frame.
    `sandbox`: `strangers` sandboxes players of providers that mediakit does not know, without their origin;
    `everyone` also those of known providers, with their origin. A known provider's player is another origin and can't
    reach the page either way; without its own origin it does not play, and with it validators warn of every frame
    (HTML Standard, `sandbox`: both tokens together guard nothing when the frame is of the page's own origin).
    `overrides`: a renderer of the site's own for a kind, instead of ours in the html form.
    """

    lang: str = "en"
    own_words: Words | None = None
    mode: Mode = "facade"
    heading: int = 3
    zone: tzinfo | None = None
    media_url: Callable[[str], str] | None = None
    image_hosts: tuple[str, ...] = ()
    stylesheet_url: str | None = "cards.css"
    color_scheme: Literal["light dark", "light", "dark"] = "light dark"
    base_url: str | None = None
    sandbox: Literal["strangers", "everyone"] = "strangers"
    overrides: Mapping[str, Renderer] = _NONE

    @property
    def words(self) -> Words:
        """The words of the cards."""
        return self.own_words or words(self.lang)

    @property
    def dir(self) -> Direction:
        """Which way the words run."""
        return self.words.dir

    @property
    def site(self) -> url.Url | None:
        """The site's own address in parts, where `base_url` names it."""
        return url.split(self.base_url) if self.base_url else None
