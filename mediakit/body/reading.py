"""What a reader of one form found: an embed, the words an editor put to it, and the nodes that it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from mediakit import chars, fields, markup, url
from mediakit import providers as rooms
from mediakit.body.tree import Page, is_tag
from mediakit.embed import KINDS, Embed, FrozenMap, Kind, Player, Source
from mediakit.html import Html
from mediakit.providers.forms import FROM_URL

if TYPE_CHECKING:
    from bs4 import Tag
    from bs4.element import PageElement

# Whatever a pasted code says is what its provider said when it was pasted: below an answer of the provider's own
# endpoint, above what pages say about themselves.
FROM_CODE: Final = Source(kind="code", rank=65)
_UNSEEN: Final = frozenset(("script", "style", "noscript", "template", "svg", "textarea", "select", "button", "iframe"))
_APART: Final = frozenset(
    "p div li ul ol dd dt dl h1 h2 h3 h4 h5 h6 blockquote figcaption figure section article header footer pre tr td th "
    "table aside main center form fieldset address nav".split()
)


@dataclass(slots=True)
class Reading:
    """One embed in a tree: from `first` to `last`, siblings."""

    embed: Embed
    first: Tag
    last: Tag
    caption: str | Html | None = None
    credit: str | None = None
    alt: str | None = None
    title: str | None = None
    is_stated: bool = False  # data alone: no double of what is shown


def known(page: Page, address: str | None) -> Embed | None:
    """The embed that an address names, when somebody recognizes it; wrappers of players are looked into."""
    found = page.absolute(address)
    if found is None:
        return rooms.from_url(address.strip(), page.providers) if address and ":" in address[:12] else None
    return rooms.from_url(found, page.providers)


def unknown(page: Page, address: str | None, kind: Kind = "link", **facts: object) -> Embed | None:
    """An embed of this kind for an address that nobody recognizes; `None` when it is no http(s) address."""
    found = page.absolute(address)
    canonical = url.canonical(found) if found else None
    if canonical is None:
        return None
    values = {name: value for name, value in facts.items() if value}
    sources = dict.fromkeys(values, FROM_CODE) | {"key": FROM_URL, "url": FROM_URL}
    return KINDS[kind](
        key=f"link:url:{canonical}",
        url=canonical,
        provenance=FrozenMap(sources),
        **values,  # type: ignore[arg-type]
    )


def told(embed: Embed, **facts: object) -> Embed:
    """The embed with what a pasted code tells of it, where it is not known already."""
    added = {name: value for name, value in facts.items() if value and not getattr(embed, name)}
    if not added:
        return embed
    provenance = FrozenMap({**embed.provenance, **dict.fromkeys(added, FROM_CODE)})
    return replace(embed, **added, provenance=provenance)  # type: ignore[arg-type]


def framed(page: Page, address: str, tag: Tag) -> Embed | None:
    """A player of somebody nobody recognizes: kept, with its address and size."""
    found = page.absolute(address)
    if found is None:
        return None
    width, height = size(tag)
    shown = Player(url=found, width=width, height=height)
    return unknown(page, found, "rich", title=frame_title(tag), player=shown)


def is_rich(embed: Embed) -> bool:
    """Whether the embed is more than a link to a page."""
    return not isinstance(embed, KINDS["link"])


def attribute(tag: Tag, *names: str) -> str | None:
    """The first of these attributes that is not empty, on one line."""
    given = tag.attrs
    for name in names:
        if name in given and (value := given[name]) and (line := chars.one_line(str(value))):
            return line
    return None


def classes(tag: Tag) -> list[str]:
    value = tag.attrs.get("class")
    return str(value).split() if value else []


def size(tag: Tag) -> tuple[int | None, int | None]:
    """Width and height in pixels, from attributes or style; `100%` is no size."""
    width, height = (_pixels(attribute(tag, name, f"data-{name}")) for name in ("width", "height"))
    if (width is None or height is None) and "style" in tag.attrs:
        style = {}
        for part in (attribute(tag, "style") or "").split(";")[:40]:
            name, _, value = part.partition(":")
            if value.strip().endswith("px"):
                style[name.strip().lower()] = value.strip()
        width, height = width or fields.pixels(style, "width"), height or fields.pixels(style, "height")
    return width, height


def _pixels(written: str | None) -> int | None:
    return fields.pixels({"": written}, "") if written is not None else None


_PLAYER_WORDS: Final = frozenset(("player", "iframe", "embed", "embedded", "embeds", "widget"))


def frame_title(tag: Tag) -> str | None:
    """An iframe's title when it names what is inside, not that it is a player."""
    title = attribute(tag, "title", "data-title", "aria-label")
    if title is None:
        return None
    head, colon, tail = title.partition(": ")
    if colon and tail and _PLAYER_WORDS & set(head.lower().split()):
        return tail
    return None if _PLAYER_WORDS & set(title.lower().replace(":", " ").split()) else title


def by_class(tag: Tag, *names: str) -> Tag | None:
    """The first element inside `tag` with one of these classes."""
    return next((each for each in nodes(tag) if is_tag(each) and any(name in classes(each) for name in names)), None)


def nodes(tag: Tag) -> Iterator[PageElement]:
    """Everything inside `tag` that readers see, in document order."""
    stack: list[Iterator[PageElement]] = [iter(tag.contents)]
    while stack:
        node = next(stack[-1], None)
        if node is None:
            stack.pop()
            continue
        if is_tag(node):
            if node.name in _UNSEEN:
                continue
            yield node
            stack.append(iter(node.contents))
        else:
            yield node


def words(tag: Tag, without: Iterable[Tag] = (), *, lines: str = "\n") -> str:
    """The text of an element as readers see it: breaks are `lines`, blocks are parted by them, blanks folded.

    What stands inside the elements `without` is left out.
    """
    from bs4.element import NavigableString, PreformattedString

    left_out = {id(each) for each in without}
    out: list[str] = []
    stack: list[tuple[Iterator[PageElement], bool]] = [(iter(tag.contents), False)]
    while stack:
        node = next(stack[-1][0], None)
        if node is None:
            if stack.pop()[1]:
                out.append("\x1e")
        elif is_tag(node):
            if node.name in _UNSEEN or id(node) in left_out:
                continue
            if node.name == "br":
                out.append("\x1e")
            elif node.name == "img" and any("emoji" in name for name in classes(node)):
                out.append(attribute(node, "alt") or "")
            block = node.name in _APART
            if block:
                out.append("\x1e")
            stack.append((iter(node.contents), block))
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            out.append(node)
    found = (chars.one_line(line) for line in "".join(out).split("\x1e"))
    return lines.join(line for line in found if line)


def paragraphs(tags: Iterable[Tag]) -> str | None:
    """The texts of several paragraphs, a blank line between them."""
    return "\n\n".join(text for each in tags if (text := words(each))) or None


def source_of(page: Page, tag: Tag) -> str:
    """What stands inside an element, as it was written."""
    span = page.span(tag)
    if span is None:
        return ""
    inner = page.source[span[0] : span[1]]
    tokens = list(markup.tokens(inner))
    start = tokens[0].end if tokens and tokens[0].kind == "start" else 0
    end = (
        tokens[-1].start if len(tokens) > 1 and tokens[-1].kind == "end" and tokens[-1].name == tag.name else len(inner)
    )
    return inner[start:end]
