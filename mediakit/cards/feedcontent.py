"""feed: the card as the content of a feed's item: figures, quotes, links and pictures, nothing that a reader strips.

Feed readers drop frames, scripts, styles and classes, and know no base address: every URL is absolute, and a picture
that has none is told in words.
"""

from __future__ import annotations

from mediakit import url
from mediakit.cards.deciding import DEFAULT, card
from mediakit.cards.spelling import BREAK, action, link, row, said, time, title
from mediakit.cards.theme import Theme
from mediakit.cards.view import Card, Picture
from mediakit.embed import Embed, Placed
from mediakit.html import EMPTY, Html, escape, join, tag


def feed(shown: Embed | Placed, theme: Theme = DEFAULT) -> Html:
    """The embed as HTML for feed readers. `theme.base_url` makes the URLs of kept pictures absolute.

    >>> from mediakit.embed import Link
    >>> feed(Link(key="link:url:https://example.org/a", url="https://example.org/a", title="Tides"))[:56]
    '<figure><figcaption><a href="https://example.org/a" rel='
    """
    return _figure(card(shown, theme), theme)


def _figure(given: Card, theme: Theme) -> Html:
    parts: list[Html] = []
    if given.quote is not None:
        parts.append(said(given.quote, "blockquote", {"cite": given.url}))
    shown = (given.poster,) if given.poster is not None else ()
    for picture in (*shown, *given.pictures):
        parts.append(_picture(picture, given, theme))
    if given.quoted is not None:
        parts.append(tag("blockquote", {}, _figure(given.quoted, theme)))
    return tag("figure", {}, *parts, tag("figcaption", {}, join(_words(given, theme), BREAK)))


def absolute(address: str | None, theme: Theme) -> str | None:
    """An address that stands without a page around it, or `None`."""
    return url.absolute(address, theme.base_url) if address is not None else None


def _picture(picture: Picture, given: Card, theme: Theme) -> Html:
    """The picture, linked to where it stood; what there is to say of one that can't be shown."""
    source = absolute(picture.src, theme)
    only = len(given.pictures) < 2
    words = [] if only else [escape(picture.caption or ""), escape(picture.credit or "")]
    if source is None:
        if picture.told is None and not given.pictures:
            return EMPTY  # a still nobody described: the caption says what it stands for
        found = [link(picture.url, picture.told or theme.words.photo), *words]
    else:
        size = {"width": picture.width, "height": picture.height} if picture.width and picture.height else {}
        alt = picture.said or given.name if only else picture.alt
        image = tag("img", {"src": source, "alt": alt or given.title, **size})
        found = [link(given.url, image), *words]
    return tag("p", {}, join([each for each in found if each], BREAK))


def _words(given: Card, theme: Theme) -> list[Html]:
    """The caption, line by line."""
    facts = [
        escape(given.label),
        tag("bdi", {}, given.byline) if given.byline else EMPTY,
        tag("bdi", {}, given.series.name) if given.series else EMPTY,
        tag("bdi", {}, given.source) if given.source else EMPTY,
        escape(given.number or ""),
        time(given.moment, given.when) if given.moment is not None and given.when else EMPTY,
        *(tag("bdi", {}, fact) for fact in (given.clock, given.stretch, *given.details) if fact),
    ]
    # A picture without a title is called by its caption, which is then not said again.
    called = given.caption if given.name != given.title and not isinstance(given.caption, Html) else None
    lines = [link(given.url, tag("bdi", {}, called) if called else title(given)), row(facts), escape(given.gone or "")]
    if given.caption and not called:
        lines.append(escape(given.caption))
    if given.credit:
        lines.append(tag("small", {}, given.credit))
    if given.excerpt is not None:
        words = tag("bdi", {"lang": given.excerpt.lang, "dir": given.excerpt.dir}, given.excerpt.text)
        lines.append(words)
    lines += [join([mark.clock, " ", mark.title]) for mark in given.chapters]
    if given.open is not None and not given.gone:
        lines.append(action(given.open))
    elif given.url is None or given.gone:
        lines.append(escape(given.address))
    lines += [action(each) for each in (*given.actions, *given.archived)]
    lines.append(escape(given.saved or ""))
    return [each for each in lines if each]
