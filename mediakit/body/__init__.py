"""Body: an editor's HTML. What is embedded in it, the words put to it, and the post around it.

A post of ten years holds every form there ever was: bare URLs, links, iframes, quotations with scripts, Flash, figures,
galleries, WordPress shortcodes and blocks, AMP. `find` reads them all offline; `split` cuts the post into prose and
embeds; `replace` puts cards in their place. Who hosts what is only ever asked of `mediakit.providers`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from mediakit.embed import Embed, Placed
from mediakit.html import Html
from mediakit.providers import BUILT_IN, Provider

__all__ = ["Found", "find", "replace", "split"]


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


def find(html: str, *, base_url: str | None = None, providers: tuple[Provider, ...] = BUILT_IN) -> Iterator[Found]:
    """What is embedded in `html`, in document order, each once. Never raises; asks nobody.

    A link inside a sentence is no embed; neither are decoration, counters and advertising. Addresses that start at the
    site's root or in its folder need `base_url`: without it such a medium has no address and is left out.

    >>> post = ('''<figure><img src="/tower.jpg"><figcaption>At noon | Ann Lee</figcaption></figure>
    ...         <p>https://youtu.be/dQw4w9WgXcQ</p>''')
    >>> for found in find(post, base_url="https://example.org/post"):
    ...     found.embed.key, found.caption, found.credit
    ('link:url:https://example.org/tower.jpg', 'At noon', 'Ann Lee')
    ('youtube:video:dQw4w9WgXcQ', None, None)
    """
    if "<" not in html and "://" not in html and "[" not in html:
        return
    from mediakit.body.reader import readings
    from mediakit.body.standing import around
    from mediakit.body.tree import parse

    page = parse(html, base_url, providers)
    behind = 0
    for reading in readings(page, page.root):
        first, last = around(reading.first, reading.last)
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
            markup=html[span[0] : span[1]],
            span=span,
        )


def split(
    html: str, *, base_url: str | None = None, providers: tuple[Provider, ...] = BUILT_IN
) -> tuple[Html | Placed, ...]:
    """The post as clean prose and placed embeds, in order; nothing of it is lost.

    >>> split("<p>Watch <b>this</b>:</p><p>https://youtu.be/dQw4w9WgXcQ</p><p>Then home.</p>")[0::2]
    (Html('<p>Watch <b>this</b>:</p>'), Html('<p>Then home.</p>'))
    """
    from mediakit import prose

    found = tuple(find(html, base_url=base_url, providers=providers))
    pieces = prose.cut(html, [each.span for each in found], base_url=base_url)
    parts: list[Html | Placed] = []
    for piece, each in zip(pieces, (*found, None), strict=True):
        if piece:
            parts.append(piece)
        if each is not None:
            parts.append(each.placed)
    return tuple(parts)


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
