"""Body: an editor's HTML. What is embedded in it, the words put to it, and the post around it.

A post of ten years holds every form there ever was: bare URLs, links, iframes, quotations with scripts, Flash, figures,
galleries, WordPress shortcodes and blocks, AMP. `find` reads them all offline; `split` cuts the post into prose and
embeds; `replace` puts cards in their place. Who hosts what is only ever asked of `mediakit.providers`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from mediakit.embed import Embed, Placed
from mediakit.html import Html, escape
from mediakit.providers import BUILT_IN, Provider

if TYPE_CHECKING:
    from mediakit.body.reading import Reading
    from mediakit.body.tree import Page

__all__ = ["Found", "Hole", "find", "holes", "replace", "split"]


@dataclass(frozen=True, kw_only=True)
class Found:
    """One embed in a post: what it is, the editor's words beside it, and the `markup` it came from, as it was written.

    `span` is where that markup stands in the source: `source[span[0]:span[1]] == markup`.
    """

    embed: Embed
    caption: str | Html | None = None
    credit: str | None = None
    alt: str | None = None
    title: str | None = None
    markup: str = field(default="", repr=False)
    span: tuple[int, int] = field(default=(0, 0), repr=False)

    @property
    def placed(self) -> Placed:
        """The embed with the editor's words, to be kept with the post."""
        return Placed(embed=self.embed, caption=self.caption, credit=self.credit, alt=self.alt, title=self.title)


@dataclass(frozen=True, kw_only=True)
class Hole:
    """A place in a post that means to show a medium which the post alone doesn't name.

    `reason`: `relative` its address is relative, and `find` was given no `base_url`; `local` the writer's own computer
    had it (`blob:`, `file:`); `inline` its bytes stand in the markup; `stored` a number or name means it that only the
    site's content system knows; `unread` there is a code, and no address in it. `address` is what it refers to, as
    written, `words` what it says of itself (its alternative text, caption or title).
    """

    reason: Literal["relative", "local", "inline", "stored", "unread"]
    address: str | None = None
    words: str | None = None
    markup: str = field(default="", repr=False)
    span: tuple[int, int] = field(default=(0, 0), repr=False)

    @property
    def advice(self) -> str:
        """What to do about it, in a sentence.

        >>> next(holes('<audio src="/x.mp3"></audio>')).advice
        'its address is relative: give base_url, the address of the post'
        """
        return _ADVICE[self.reason]


_ADVICE: Final = {
    "relative": "its address is relative: give base_url, the address of the post",
    "local": "only the writer's computer has it: upload it and paste it again",
    "inline": "its bytes stand in the post itself: keep them as a file and refer to that",
    "stored": "only the site's content system knows what it means: render the post there and read the result",
    "unread": "the code names no medium: paste it again from where it came",
}


def find(html: str, *, base_url: str | None = None, providers: tuple[Provider, ...] = BUILT_IN) -> Iterator[Found]:
    """What is embedded in `html`, in document order, each once. Never raises; asks nobody.

    A link inside a sentence is no embed; neither are decoration, counters and advertising. Addresses that start at the
    site's root or in its folder need `base_url`: without it such a medium has no address, and `holes` tells of it.

    >>> post = ('''<figure><img src="/tower.jpg"><figcaption>At noon | Ann Lee</figcaption></figure>
    ...         <p>https://youtu.be/dQw4w9WgXcQ</p>''')
    >>> for found in find(post, base_url="https://example.org/post"):
    ...     found.embed.key, found.caption, found.credit
    ('link:url:https://example.org/tower.jpg', 'At noon', 'Ann Lee')
    ('youtube:video:dQw4w9WgXcQ', None, None)
    """
    if not isinstance(html, str):
        raise TypeError(f"html is taken as str, not as {type(html).__name__}")
    if "<" not in html and "://" not in html and "[" not in html:
        return
    from mediakit.body import applenews
    from mediakit.body.tree import parse

    if applenews.is_article(html):
        yield from (each for each in _components(html, base_url, providers) if isinstance(each, Found))
        return
    yield from _found(parse(html, base_url, providers))


def holes(html: str, *, base_url: str | None = None, providers: tuple[Provider, ...] = BUILT_IN) -> Iterator[Hole]:
    """What in `html` means to show a medium that cannot be named, in document order; the rest `find` finds.

    >>> [(hole.reason, hole.address, hole.words) for hole in holes('<p>Hear: <audio src="/x.mp3" title="Fog"></audio>')]
    [('relative', '/x.mp3', 'Fog')]
    """
    if "<" not in html and "[" not in html:
        return
    from mediakit.body import applenews
    from mediakit.body.tree import parse

    if applenews.is_article(html):
        yield from (each for each in _components(html, base_url, providers) if isinstance(each, Hole))
        return
    page = parse(html, base_url, providers)
    yield from _holes(page, [found.span for found in _found(page)])


def _components(source: str, base_url: str | None, providers: tuple[Provider, ...]) -> Iterator[Found | Hole | Html]:
    """An article in Apple News Format: its media, what names none, and its words, in order."""
    from mediakit.body import applenews

    media = {each.component.span: each for each in applenews.shown(source, base_url, providers)}
    for one in applenews.components(source):
        written = source[one.span[0] : one.span[1]]
        each = media.get(one.span)
        if each is None:
            yield applenews.text(one, base_url)
        elif each.embed is not None:
            yield Found(
                embed=each.embed,
                caption=each.caption,
                credit=each.credit,
                alt=each.alt,
                markup=written,
                span=one.span,
            )
        else:
            bundled = each.address is None or ":" in each.address[:12]
            yield Hole(
                reason="stored" if bundled else "relative",
                address=each.address,
                words=each.caption or each.alt,
                markup=written,
                span=one.span,
            )


def _found(page: Page) -> Iterator[Found]:
    from mediakit.body.reader import readings
    from mediakit.body.standing import around

    behind = 0
    for reading in _without_doubles(readings(page, page.root)):
        first, last = around(reading.first, reading.last, page.read)
        begin, end = page.span(first), page.span(last)
        if begin is None or end is None:
            begin, end = page.span(reading.first), page.span(reading.last)
        if begin is None or end is None or begin[0] < behind:
            continue
        span = page.outer((begin[0], max(begin[1], end[1])))
        span = (max(span[0], behind), span[1])
        behind = span[1]
        yield Found(
            embed=reading.embed,
            caption=reading.caption,
            credit=reading.credit,
            alt=reading.alt,
            title=reading.title,
            markup=page.source[span[0] : span[1]],
            span=span,
        )


def _without_doubles(found: Iterator[Reading]) -> Iterator[Reading]:
    """The readings, and of those that are only data the ones whose medium isn't shown; what they say goes to it."""
    from mediakit.body.reading import told

    every = list(found)
    if not any(each.is_stated for each in every):
        yield from every
        return
    waiting: list[Reading] = []
    keys: dict[str, Reading] = {}
    for each in every:
        if not each.is_stated:
            keys.setdefault(each.embed.key, each)
            for file in each.embed.files:
                keys.setdefault(f"link:url:{file.url}", each)
    for each in every:
        shown = keys.get(each.embed.key) if each.is_stated else None
        if shown is None:
            waiting.append(each)
            keys.setdefault(each.embed.key, each)
            continue
        facts = ("title", "description", "duration", "images", "published")
        shown.embed = told(shown.embed, **{name: getattr(each.embed, name) for name in facts})
    yield from waiting


def _holes(page: Page, found: list[tuple[int, int]]) -> Iterator[Hole]:
    """What was missed outside of what was found: a stand-in beside its medium is no hole."""
    missed = sorted(
        ((span, each) for each in page.missed if (span := page.span(each.tag)) is not None), key=lambda pair: pair[0]
    )
    behind, taken = 0, iter(found)
    over = next(taken, None)
    for span, each in missed:
        while over is not None and over[1] <= span[0]:
            over = next(taken, None)
        if span[0] < behind or (over is not None and over[0] < span[1]):
            continue
        behind = span[1]
        words = each.words or None
        yield Hole(
            reason=each.reason, address=each.address, words=words, markup=page.source[span[0] : span[1]], span=span
        )


def split(
    html: str, *, base_url: str | None = None, providers: tuple[Provider, ...] = BUILT_IN
) -> tuple[Html | Placed, ...]:
    """The post as clean prose and placed embeds, in order; nothing of it is lost: holes become the words they have.

    >>> split("<p>Watch <b>this</b>:</p><p>https://youtu.be/dQw4w9WgXcQ</p><p>Then home.</p>")[0::2]
    (Html('<p>Watch <b>this</b>:</p>'), Html('<p>Then home.</p>'))
    """
    from mediakit import prose
    from mediakit.body import applenews
    from mediakit.body.tree import parse

    if applenews.is_article(html):
        every = _components(html, base_url, providers)
        told = (
            each.placed if isinstance(each, Found) else _said(each) if isinstance(each, Hole) else each
            for each in every
        )
        return tuple(prose.clean(part) if isinstance(part, Html) else part for part in told if part)
    page = parse(html, base_url, providers)
    found = tuple(_found(page))
    text, spans = _spelled_out(html, found, tuple(_holes(page, [each.span for each in found])))
    pieces = prose.cut(text, spans, base_url=base_url)
    parts: list[Html | Placed] = []
    for piece, each in zip(pieces, (*found, None), strict=True):
        if piece:
            parts.append(piece)
        if each is not None:
            parts.append(each.placed)
    return tuple(parts)


def _said(hole: Hole) -> Html:
    """What a hole says of itself, and what it refers to."""
    return escape(" ".join(part for part in (hole.words, f"({hole.address[:200]})" if hole.address else None) if part))


def _spelled_out(html: str, found: tuple[Found, ...], missed: tuple[Hole, ...]) -> tuple[str, list[tuple[int, int]]]:
    """The post with words in the place of elements that show nothing, and where its embeds stand then."""
    out: list[str] = []
    spans: list[tuple[int, int]] = []
    at = length = 0
    every: list[Found | Hole] = [*found, *missed]
    for each in sorted(every, key=lambda one: one.span):
        start, end = each.span
        length += start - at
        out.append(html[at:start])
        made = each.markup
        if isinstance(each, Found):
            spans.append((length, length + end - start))
        elif made.startswith("<"):
            made = _said(each)
        out.append(made)
        length += len(made)
        at = end
    return "".join((*out, html[at:])), spans


def replace(
    html: str,
    render: Callable[[Found], str],
    *,
    base_url: str | None = None,
    providers: tuple[Provider, ...] = BUILT_IN,
) -> str:
    """The post with what `render` returns in the place of each embed; every other byte stays as it was.

    >>> replace("<p>a</p>\\n<p>https://youtu.be/dQw4w9WgXcQ</p>\\n<p>b</p>", lambda found: f"[{found.embed.kind}]")
    '<p>a</p>\\n[video]\\n<p>b</p>'
    """
    out: list[str] = []
    at = 0
    for found in find(html, base_url=base_url, providers=providers):
        out += (html[at : found.span[0]], render(found))
        at = found.span[1]
    return "".join((*out, html[at:]))
