"""Card: all that any form of an embed says, decided once; the forms only spell it.

A card is a frozen value. Its words are whole sentences in the site's language, its URLs are ones a page may point to,
its pictures are ones the page may ask for; what is unknown is `None` or empty. `title` and `address` are never empty,
and so no card renders to nothing.

Named tuples, where the rest of the house has dataclasses: cards live for one rendering and are made by the thousand;
these are quicker to make and to load. They are always made by keyword.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from mediakit.cards.language import Direction
from mediakit.embed import Embed, Kind
from mediakit.html import Html
from mediakit.times import Moment


class Action(NamedTuple):
    """Something a reader can do: `words` for the link, `lead` what stands before it, `note` after it."""

    words: str
    url: str
    lead: str = ""
    note: str = ""


class Saying(NamedTuple):
    """Somebody else's words: their language, where known, and the way they run (`auto` where it is not)."""

    text: str
    lang: str | None
    dir: Direction | Literal["auto"]


class Picture(NamedTuple):
    """A picture. `src`: where this page may ask for it, or `None`: then it is told in words. `url`: where it was found.

    `alt` is what it shows, or `""` beside words that say so; `said` is the alternative text somebody wrote, `told` the
    same as a sentence of the page's, for where the picture can't be shown.
    """

    src: str | None
    url: str | None
    width: int | None
    height: int | None
    alt: str
    said: str | None
    told: str | None
    caption: str | Html | None
    credit: str | None


class Maker(NamedTuple):
    """Somebody or something with a name: who made it, the series it belongs to."""

    name: str
    handle: str | None
    url: str | None


class Frame(NamedTuple):
    """The provider's player: `url` as it stands, `start_url` the one that starts at once; `title` names the frame.

    `allow` and `sandbox` are the attributes; `press` the words of the button, `consent` who is asked when it is
    pressed; `at_once` whether the site loads it without being asked.
    `height` is `None` where the frame keeps the ratio `width:tall`.
    """

    url: str
    start_url: str
    origin: str
    title: str
    press: str
    consent: str
    width: int
    tall: int
    height: int | None
    allow: str
    sandbox: str | None
    at_once: bool


class Sound(NamedTuple):
    """A file that plays in the page: `kind` says in which element, `consent` who is asked when it does."""

    url: str
    mime: str | None
    kind: Literal["audio", "video"]
    consent: str | None


class Mark(NamedTuple):
    """A chapter: `clock` is its start as readers see it."""

    start: float
    clock: str
    title: str
    url: str | None


class Card(NamedTuple):
    """An embed as it is told. The fields in the order in which forms tell them.

    `label` says what it is ("Video"); `title` is its title, or what to call it without one (`titled` says which);
    `name` is the same for where no caption stands beside it: a picture without a title is called by its caption.
    `address` is its URL as readers see it, `url` the same where a page may point to it. `by` names the makers, `source`
    who hosts or publishes it. `clock` and `length` are its duration for eyes and ears; `stretch` the part pointed at.
    `quote` is its own text, `excerpt` what a page says about it. `caption` and `credit` are the editor's, else the
    picture's. `gone` is the dated notice; `saved` says of when the kept text is.
    """

    embed: Embed
    kind: Kind
    lang: str
    dir: Direction
    label: str
    title: str
    titled: bool
    name: str
    title_lang: str | None
    address: str
    url: str | None
    makers: tuple[Maker, ...]
    by: str | None
    byline: str | None
    source: str | None
    series: Maker | None
    number: str | None
    moment: Moment | None
    when: str | None
    duration: float | None
    clock: str | None
    length: str | None
    stretch: str | None
    details: tuple[str, ...]
    quote: Saying | None
    excerpt: Saying | None
    poster: Picture | None
    pictures: tuple[Picture, ...]
    caption: str | Html | None
    credit: str | None
    frame: Frame | None
    sound: Sound | None
    chapters: tuple[Mark, ...]
    open: Action | None
    actions: tuple[Action, ...]
    quoted: Card | None
    gone: str | None
    saved: str | None
    archived: tuple[Action, ...]

    @property
    def says_what(self) -> bool:
        """Whether what it is called says already what it is and whose ("Video by Ann on YouTube")."""
        return not self.titled and self.title != self.address
