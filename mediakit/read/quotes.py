"""What a provider's embed HTML tells: where its player is, and the post that it quotes. Evidence, never output.

Posts come as `<blockquote><p>words</p>&mdash; Name (@handle) <a href>date</a></blockquote>` from X, Bluesky and their
like, as `<p>words</p>Posted by <a>Name</a> on <a>date</a>` from Facebook: the words outlive the script beside them,
which is how a deleted post stays readable. Each network's way of quoting is one reader below; who adds a network adds a
reader and its class to `_WIDGETS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from mediakit import chars, times, url
from mediakit.embed import Kind, Person
from mediakit.read import markup
from mediakit.read.values import language

# Embed codes are 1 to 10 kB; what comes after 64 kB is a script.
MAX_MARKUP: Final = 64 * 1024
_MAX_TEXT: Final = 10_000
_SIGNED: Final = re.compile(r"[—–-]\s*(.{1,200}?)\s*\(\s*@?([\w.-]+(?:@[\w.-]+)?)\s*\)\s*(.{0,80})\Z", re.DOTALL)
_SHARED: Final = re.compile(
    r"\bA (?:post|photo|video|reel) (?:shared|posted) by (.{1,120}?)(?: \(@([\w.]+)\))?(?: on |\Z)"
)
_AT: Final = re.compile(r"/(?:@|u/|user/)([\w.-]{1,60})(?=[/?#]|\Z)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What was found: `form` the kind that the widget means, `frame` the one iframe (address, width, height).

    `frames` counts the iframes, of which more than one is none. `title` is a title that the quotation links.
    """

    form: Kind | None = None
    title: str | None = None
    text: str | None = None
    lang: str | None = None
    authors: tuple[Person, ...] = ()
    published: times.Moment | None = None
    frame: tuple[str, str | None, str | None] | None = None
    frames: int = 0


def read(html: str) -> Quote:
    """What an embed's HTML tells.

    >>> quote = read('<blockquote class="twitter-tweet"><p lang="en">The ferry is back.</p>&mdash; Ana Lim (@ana) '
    ...              '<a href="https://x.com/ana/status/1">January 11, 2016</a></blockquote>')
    >>> quote.text, quote.authors[0].handle, quote.published.isoformat()
    ('The ferry is back.', 'ana', '2016-01-11')
    """
    if "<" not in html:
        return Quote()
    root = markup.parse(html[:MAX_MARKUP])
    frames = [frame for frame in root.iter("iframe") if frame.get("src") or frame.get("data-src")]
    frame = None
    if len(frames) == 1:
        address = (frames[0].get("src") or frames[0].get("data-src") or "").strip()
        address = f"https:{address}" if address.startswith("//") else address
        frame = (address, frames[0].get("width"), frames[0].get("height"))
    for block in root.iter("blockquote", "div"):
        classes = (block.get("class") or "").split()
        name = next((each for each in classes if each in _WIDGETS), None)
        if name is not None and (block.tag == "blockquote" or name in _IN_A_DIV):
            form, told = _WIDGETS[name]
            return replace(told(block), form=form, frame=frame if form != "link" else None, frames=len(frames))
    return Quote(text=_lone_quotation(root), frame=frame, frames=len(frames))


def _lone_quotation(root: markup.Element) -> str | None:
    """The words of a lone quotation by a network that is not known here."""
    for block in root.iter("blockquote"):
        if not any(True for _ in block.iter("iframe")):
            return markup.lines(block, 5_000) or None
    return None


def _signed(block: markup.Element) -> Quote:
    """X, Bluesky, Mastodon and all who took over their form: a paragraph, then `— Name (@handle) date`."""
    first = next(block.iter("p"), None)
    whole = markup.words(block, _MAX_TEXT)
    text = markup.lines(first, _MAX_TEXT) if first is not None else None
    lang = language(first.get("lang") or "") if first is not None else None
    after = whole[len(markup.words(first, _MAX_TEXT)) :] if first is not None else whole
    signed = _SIGNED.search(after)
    if signed is None:
        return Quote(text=text or None, lang=lang)
    person = Person(name=signed[1].strip(), url=_profile(block, signed[2]), handle=signed[2])
    return Quote(text=text or None, lang=lang, authors=(person,), published=times.moment(signed[3].strip()))


def _profile(block: markup.Element, handle: str) -> str | None:
    """The address of the link that carries the handle, without what only counts its readers."""
    for link in block.iter("a"):
        if markup.words(link, 300).removeprefix("@") == handle and (found := _address(link)):
            return found
    return None


def _facebook(block: markup.Element) -> Quote:
    """Paragraphs, then two links whatever the language: who posted it, and the day (`Posted by <a> on <a>`).

    A link before the paragraphs is a video's title. Old codes give the day as text behind the first link.
    """
    paragraphs = list(islice(block.iter("p"), 20))
    text = "\n\n".join(words for each in paragraphs if (words := markup.lines(each, _MAX_TEXT)))
    title: str | None = None
    after: list[markup.Element] = []
    for element in block.iter("p", "a"):
        if element.tag == "p":
            if after:
                title = markup.words(after[0], 500) or None
            after = []
        elif not _inside(element, paragraphs):
            after.append(element)
    if not after:
        return Quote(title=title, text=text or None)
    name = markup.words(after[0], 200)
    tail = chars.one_line(after[0].tail or "")
    day = markup.words(after[1], 80) if len(after) > 1 else tail.removeprefix("on ")
    return Quote(
        title=title,
        text=text or None,
        authors=(Person(name=name, url=_address(after[0])),) if name else (),
        published=times.moment(day),
    )


def _instagram(block: markup.Element) -> Quote:
    """`A post shared by Name (@handle) on <time>`; the caption, where the code was made with one."""
    shared = _SHARED.search(markup.words(block, _MAX_TEXT))
    authors = (Person(name=chars.one_line(shared[1]), handle=shared[2]),) if shared and shared[2] else ()
    stamp = next((each.get("datetime") for each in block.iter("time")), None)
    text = None
    if block.get("data-instgrm-captioned") is not None:
        caption = next(block.iter("p"), None)
        if caption is not None and not _SHARED.search(markup.words(caption, _MAX_TEXT)):
            text = markup.lines(caption, _MAX_TEXT) or None
    return Quote(text=text, authors=authors, published=times.moment(stamp))


def _tiktok(block: markup.Element) -> Quote:
    """`<section>`: a link `@handle`, the words in a paragraph, a link to the sound."""
    words = "\n".join(line for each in islice(block.iter("p"), 20) if (line := markup.lines(each, _MAX_TEXT)))
    authors = _named_in(link.get("href") for link in block.iter("a"))
    return Quote(text=words or None, authors=authors)


def _threads(block: markup.Element) -> Quote:
    """Signed as on X where the code quotes at all; else its address names the author, `/@handle/post/...`."""
    told = _signed(block)
    if told.authors:
        return told
    links = (link.get("href") for link in block.iter("a"))
    return replace(told, authors=_named_in((block.get("data-text-post-permalink"), *links)))


def _reddit(block: markup.Element) -> Quote:
    """A link with the post's title, then `by <a>u/name</a> in <a>community</a>`; a comment's link says "Comment"."""
    links = list(islice(block.iter("a"), 10))
    title = markup.words(links[0], 500) if links else ""
    return Quote(title=title or None, authors=_named_in(link.get("href") for link in links[1:]))


def _article(_: markup.Element) -> Quote:
    """WordPress: the link of a card, of which the answer's own fields say more."""
    return Quote()


def _named_in(addresses: Iterable[str | None]) -> tuple[Person, ...]:
    """The author whom the first of these addresses names: `/@handle`, `/user/handle`."""
    for address in addresses:
        if address and (match := _AT.search(address)):
            return (Person(name=match[1], handle=match[1], url=url.safe(address[: match.end()])),)
    return ()


def _address(link: markup.Element) -> str | None:
    """Where a link leads, without what only counts its readers."""
    found = url.safe(link.get("href"))
    return url.canonical(found) if found else None


def _inside(element: markup.Element, others: list[markup.Element]) -> bool:
    above: Iterator[markup.Element] = element.iterancestors()
    return any(each in others for each in above)


# The class of the quotation names the network's widget: the kind it means, and how it quotes.
_WIDGETS: Final[dict[str, tuple[Kind, Callable[[markup.Element], Quote]]]] = {
    "twitter-tweet": ("post", _signed),
    "twitter-video": ("post", _signed),
    "bluesky-embed": ("post", _signed),
    "mastodon-embed": ("post", _signed),
    "fb-xfbml-parse-ignore": ("post", _facebook),
    "instagram-media": ("post", _instagram),
    "tiktok-embed": ("video", _tiktok),
    "text-post-media": ("post", _threads),
    "reddit-embed-bq": ("post", _reddit),
    "reddit-card": ("post", _reddit),
    "wp-embedded-content": ("link", _article),
}
_IN_A_DIV: Final = frozenset(("mastodon-embed", "fb-xfbml-parse-ignore"))
