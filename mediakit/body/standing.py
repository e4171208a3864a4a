"""Where an element stands: alone in its paragraph, on its line, or inside a sentence; and what is only around it."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final, Literal

from mediakit.body.annotation import AT
from mediakit.body.tree import NEAR, is_tag

if TYPE_CHECKING:
    from bs4 import Tag
    from bs4.element import PageElement

# An element of these is a part of the line it stands in.
_IN_LINE: Final = frozenset(
    "a abbr b bdi bdo big cite code del dfn em font i ins kbd label mark q s samp small span strike strong sub sup "
    "time tt u var img mk-url button input".split()
)
# Where nothing else stands in them, what matters is where they stand.
_CLIMBED: Final = frozenset("span b strong em i font u small ins sup sub big cite q mark s strike del time".split())
# A URL or link in these is navigation, code or a control.
_NEVER: Final = frozenset("a nav footer code pre kbd samp tt button select textarea label aside address menu".split())
ITEMS: Final = frozenset("li td th dd dt figcaption caption h1 h2 h3 h4 h5 h6 summary".split())
_HIDDEN: Final = frozenset("hide hidden visually-hidden visuallyhidden sr-only screen-reader-text".split())
_LOOSE: Final = frozenset(("body", "html", "[document]", "mk-code"))
# What has nothing to say once its only content is taken out of it.
_WRAPPERS: Final = frozenset(
    "p div span center figure picture ins em strong b i font mk-code noscript big small u".split()
)
_BLANK_LINE: Final = re.compile(r"\n[ \t\r]*\n")
# The scripts that turn a quotation into a widget: they belong to the code before them.
_LOADERS: Final = re.compile(
    r"(?:https?:)?//(?:[\w.-]+\.)?(?:twitter|x|twimg|instagram|tiktok|tiktokcdn|ttwstatic|bsky|facebook|fbcdn|threads|reddit"
    r"|redditmedia|redditstatic|imgur|flickr|pinterest|pinimg|tumblr|embedly|embed|vine|infogram|tidal|polldaddy|crowdsignal"
    r"|flourish|getty|gettyimages|spotify|soundcloud|vimeo|dailymotion|datawrapper|dwcdn|typeform|wistia|telegram|mastodon"
    r"|giphy|tenor|snapchat|substack|strava-embeds|brightcove|audioboom|spreaker|vidyard|wistia|codepen|scribd|kickstarter|snipplr|sassmeister|iframe|jwplatform)\.(?:com|net|org|app|co|io|me|ly|de|studio)/",
    re.IGNORECASE,
)
Standing = Literal["paragraph", "line"]
_Edge = Literal["paragraph", "line", "sentence"]


def standing(node: Tag) -> Standing | None:
    """Whether `node` is alone in its paragraph or on its line; `None` when it is part of a sentence, or no content.

    In text that stands in no paragraph of its own, as in a plain text or an old WordPress post, a line ends where the
    source's line ends; elsewhere only where a block or a `<br>` ends it.
    """
    inner = node
    while inner.parent is not None and inner.parent.name in _CLIMBED:
        if not alone(inner):
            break
        inner = inner.parent
    ancestors = [parent.name for parent in islice(inner.parents, NEAR)]
    if _NEVER.intersection(ancestors):
        return None
    loose = bool(ancestors) and (
        ancestors[0] in _LOOSE or (ancestors[0] == "p" and inner.parent is not None and inner.parent.get(AT) is None)
    )
    before = _edge(inner, "previous_sibling", loose)
    after = _edge(inner, "next_sibling", loose) if before != "sentence" else before
    if "sentence" in (before, after):
        return None
    if before == after == "paragraph" and not ITEMS.intersection(ancestors[:3]):
        return "paragraph"
    return "line"


def _edge(node: Tag, direction: str, loose: bool) -> _Edge:
    from bs4.element import PreformattedString

    breaks = 0
    sibling: PageElement | None = getattr(node, direction)
    while sibling is not None:
        if is_tag(sibling):
            if sibling.name == "br":
                breaks += 1
                if breaks > 1:
                    return "paragraph"
            elif sibling.name == "mk-url":
                return "line"
            elif sibling.name in _IN_LINE:
                return "line" if breaks else "sentence"
            else:
                return "line" if breaks else "paragraph"
        elif not isinstance(sibling, PreformattedString):
            text = str(sibling)
            blank = not text.strip()
            if loose:
                gap = (
                    text
                    if blank
                    else text[len(text.rstrip()) :]
                    if direction[0] == "p"
                    else text[: -len(text.lstrip())]
                )
                if _BLANK_LINE.search(gap):
                    return "paragraph"
                if "\n" in gap or "\r" in gap:
                    if not blank:
                        return "line"
                    breaks = max(breaks, 1)
            if not blank:
                return "line" if breaks else "sentence"
        sibling = getattr(sibling, direction)
    return "paragraph"


def is_hidden(tag: Tag) -> bool:
    """Whether readers of the page don't see the element: it holds data for a script."""
    style = str(tag.get("style", "")).lower().replace(" ", "")
    names = str(tag.get("class", "")).split()
    return tag.get("hidden") is not None or "display:none" in style or not _HIDDEN.isdisjoint(names)


def alone(node: Tag, last: Tag | None = None) -> bool:
    """Whether nothing else of substance stands beside `node` (to `last`) in its parent."""
    for start, direction in ((node, "previous_sibling"), (last or node, "next_sibling")):
        sibling: PageElement | None = getattr(start, direction)
        while sibling is not None:
            if not _nothing(sibling):
                return False
            sibling = getattr(sibling, direction)
    return True


def _nothing(node: PageElement) -> bool:
    from bs4.element import PreformattedString

    if is_tag(node):
        return node.name == "br" or (node.name == "script" and is_loader(node))
    return isinstance(node, PreformattedString) or not str(node).strip("\u00a0\u200b\ufeff \t\r\n\f")


def is_loader(script: Tag) -> bool:
    """Whether a script only draws the widget of the code before it."""
    src = script.get("src")
    return isinstance(src, str) and (_LOADERS.match(src.strip()) is not None or src.endswith("/embed.js"))


def around(first: Tag, last: Tag, read: set[int]) -> tuple[Tag, Tag]:
    """The widest wrapper that holds nothing but these nodes, and the loader script behind them.

    `read` holds the ids of the elements that are embeds of their own.
    """
    while True:
        following: PageElement | None = last.next_sibling
        while following is not None and not is_tag(following) and not str(following).strip():
            following = following.next_sibling
        if is_tag(following) and following.name == "script" and is_loader(following) and id(following) not in read:
            last = following
            continue
        parent = first.parent
        if parent is None or parent.name not in _WRAPPERS or parent.get(AT) is None or not alone(first, last):
            return first, last
        first = last = parent
