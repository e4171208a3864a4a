"""What a provider's embed code quotes: the post's words, its author, its date; and where the one player is.

Evidence, never output. A pasted code and an oEmbed answer hold the same widgets, and the words in them outlive the
script beside them, which is how a deleted post stays readable. Each network's way of quoting is one reader below; who
adds a network adds a reader and its class to `_WIDGETS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import islice, takewhile
from typing import Final

from mediakit import chars, fields, times, url
from mediakit.embed import Image, Kind, Organization, Person
from mediakit.read import markup, quoting
from mediakit.read.quoting import MAX_TEXT, Block, Quote

__all__ = ["MAX_MARKUP", "Quote", "is_signed", "read"]

# Embed codes are 1 to 10 kB; what comes after 64 kB is a script.
MAX_MARKUP: Final = 64 * 1024
# X, Bluesky, Mastodon and all who took over their form sign a post at its end: `— Name (@handle) date`.
_SIGNED: Final = re.compile(
    r"(?:\A|\s)[—–-]{1,2}\s*([^\n—]{1,200}?)\s*\(\s*@\s?([\w.-]+(?:@[\w.-]+)?)\s*\)\s*([^\n]{0,80})\Z"
)
_SHARED: Final = re.compile(
    r"\bA (?:post|photo|video|reel)(?: posted)?(?: shared| posted)? by ([^\n]{1,120}?)(?: \(@([\w.]+)\))?"
    r"(?: on ([^\n]{4,60}))?\Z",
    re.MULTILINE,
)
# "Ein Beitrag geteilt von", "Une publication partagée par": the small word before the name, and the handle, are enough.
_SHARED_ABROAD: Final = re.compile(
    r"^[^\n@()]{6,60}? (?:von|par|por|de|da|di|door|przez|av|af|от|pada|oleh|bởi) ([^\n()]{1,120}?) \(@([\w.]+)\)",
    re.MULTILINE,
)
_POSTED: Final = re.compile(r"\bPosted by ([^\n]{1,160}?) on ([^\n]{4,60})\Z", re.MULTILINE)
_INVITING: Final = re.compile(r"(?:View|See) (?:this|on|post|more)|View profile|Post by @", re.IGNORECASE)
_BY_HANDLE: Final = re.compile(r"\b(?:Post by @([\w.]{1,60})|by\s+(?:u/)?([\w-]{3,40})\s+in\b)")
_ON_FLICKR: Final = re.compile(r"(.{1,300}?)(?: by (.{1,100}))?, (?:on|auf|sur|en|su) Flickr\Z")
_AT: Final = re.compile(r"/(?:@|u/|user/)([\w.-]{1,60})(?=[/?#]|\Z)")
# What Bluesky's code writes where it leaves out a picture or a quoted post.
_LEFT_OUT: Final = "[image or embed]"


def read(html: str, *, form: Kind | None = None, base: str | None = None) -> Quote:
    """What an embed's HTML tells. `form`: what its element is, where its class does not say; `base`: the page's URL.

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
    for element in root.iter("blockquote", "div", "section", "p", "a"):
        name = next((each for each in (element.get("class") or "").split() if each in _WIDGETS), None)
        if name is not None:
            meant, told = _WIDGETS[name]
            quote = told(Block(element, base))
            return replace(quote, form=meant, frame=frame if meant != "link" else None, frames=len(frames))
    return replace(_unnamed(root, form, base), frame=frame, frames=len(frames))


def is_signed(words: str) -> bool:
    """Whether the words of a quotation end with "— Name (@handle)", and perhaps a date.

    >>> is_signed("The ferry is back. — Ana Lim (@ana) January 11, 2016"), is_signed("— Ana Lim, harbour master")
    (True, False)
    """
    return "@" in words[-300:] and _SIGNED.search(words[-600:]) is not None


def _unnamed(root: markup.Element, form: Kind | None, base: str | None) -> Quote:
    """What a code of no known class tells: a card's link, a link around a picture, else a lone quotation."""
    first = next(root.iter("a"), None)
    if form == "link":
        return _card(Block(root, base))
    body = root.find("body")
    if first is not None and body is not None and next(iter(body), None) is first:
        return _picture(Block(first, base))
    for block in root.iter("blockquote"):
        if not any(True for _ in block.iter("iframe")):
            return _quotation(Block(block, base))
    return _quotation(Block(root, base)) if form == "post" else Quote()


def _quotation(block: Block) -> Quote:
    """The form tells whose it is: signed, shared, posted; or there are only the words."""
    whole = markup.lines(block.element, MAX_TEXT)
    if _SIGNED.search(whole):
        return _signed(block)
    if _SHARED.search(whole):
        return _instagram(block)
    if _POSTED.search(whole):
        return _facebook(block)
    if by := _BY_HANDLE.search(whole):
        return Quote(authors=(Person(name=by[1] or by[2], handle=by[1] or by[2]),))
    paragraphs = [
        each
        for each in quoting.paragraphs(block)
        if not _INVITING.match(quoting.words(each)) and not quoting.is_link(each)
    ]
    if not paragraphs and block.element.tag == "blockquote" and not quoting.is_link(block.element):
        return Quote(text=whole[:5_000] or None)
    return Quote(text=quoting.told(paragraphs), lang=quoting.lang(paragraphs))


def _signed(block: Block) -> Quote:
    """Paragraphs, then `— Name (@handle) date`; the link that carries the handle is the author's address."""
    whole = markup.lines(block.element, MAX_TEXT)
    signed = _SIGNED.search(whole)
    paragraphs = [each for each in quoting.paragraphs(block) if not is_signed(markup.lines(each, MAX_TEXT))]
    text = quoting.told(paragraphs)
    lang = quoting.lang(paragraphs)
    if signed is None:
        unsigned = [
            each for each in paragraphs if not _INVITING.match(quoting.words(each)) and not quoting.is_link(each)
        ]
        return Quote(text=quoting.told(unsigned), lang=lang, authors=_by_handle(whole))
    text = (text or whole[: signed.start()].strip()).removesuffix(_LEFT_OUT).rstrip()
    handle = signed[2]
    links = (
        link for link in block.element.iter("a") if quoting.words(link).removeprefix("@").lower() == handle.lower()
    )
    person = Person(
        name=chars.one_line(signed[1]),
        url=next((at for each in links if (at := quoting.address(each, block))), None),
        handle=handle,
    )
    return Quote(
        text=text or None,
        lang=lang or quoting.lang([block.element]),
        authors=(person,),
        published=times.moment(signed[3].strip()),
    )


def _facebook(block: Block) -> Quote:
    """Paragraphs, then two links whatever the language: who posted it, and the day (`Posted by <a> on <a>`).

    A link before the paragraphs is a video's title. Old codes give the day as text behind the first link, or name
    nobody but `<a>Post</a> by <a>Name</a>`.
    """
    paragraphs = [each for each in quoting.paragraphs(block) if not _POSTED.search(markup.lines(each, MAX_TEXT))]
    links = [link for link in islice(block.element.iter("a"), 200) if not quoting.inside(link, paragraphs)]
    text = quoting.told(paragraphs)
    whole = markup.lines(block.element, MAX_TEXT)
    if posted := _POSTED.search(whole):
        name, day = chars.one_line(posted[1]), posted[2].strip()
        at = next((n for n, link in enumerate(links) if quoting.words(link) == name), None)
        title = quoting.words(links[0]) if at else ""
        address = quoting.address(links[at], block) if at is not None else None
        text = text or (whole[: posted.start()].strip().removeprefix(title).strip() or None)
    else:
        before = _in_front(block.element, paragraphs)
        title = quoting.words(before[0]) if before else ""
        after = [link for link in links if link not in before]
        if len(after) > 1 and chars.one_line(after[0].tail or "") == "by":
            after = after[1:]
        if not after:
            return Quote(title=title or None, text=text)
        name, address = quoting.words(after[0]), quoting.address(after[0], block)
        day = quoting.words(after[1]) if len(after) > 1 else chars.one_line(after[0].tail or "").removeprefix("on ")
    return Quote(
        title=title if not title.startswith(("http:", "https:")) and title else None,
        text=text,
        authors=(Person(name=name, url=address),) if name else (),
        published=times.moment(day),
    )


def _instagram(block: Block) -> Quote:
    """`A post shared by Name (@handle) on <time>`; the caption is the paragraph before, where the code has one."""
    whole = markup.lines(block.element, MAX_TEXT)
    shared = _SHARED.search(whole) or _SHARED_ABROAD.search(whole)
    authors = (Person(name=chars.one_line(shared[1]), handle=shared[2]),) if shared else ()
    stamp = next((each.get("datetime") for each in block.element.iter("time") if each.get("datetime")), None)
    day = times.moment(stamp) or (times.moment(shared[3]) if shared and shared.re is _SHARED else None)
    first = next((each for each in quoting.paragraphs(block) if not _names_sharer(each)), None)
    text = markup.lines(first, MAX_TEXT) if first is not None else ""
    # Codes made without the caption invite to see it, in any language, or have no paragraph before the name.
    captioned = block.element.get("data-instgrm-captioned") is not None
    if _INVITING.match(text) or (not captioned and "instagram" in text.lower()):
        text = ""
    return Quote(text=text or None, authors=authors, published=day)


def _tiktok(block: Block) -> Quote:
    """`<section>`: a link `@handle`, the words, a link `♬ sound`."""
    section = next(block.element.iter("section"), block.element)
    links = [link for link in section.iter("a") if link.get("href")]
    named = next((link for link in links if re.match(r"@[\w.]{1,60}\Z", quoting.words(link))), None)
    music = [link for link in links if (link.get("title") or quoting.words(link)).startswith("♬")]
    without = [*([named] if named is not None else []), *music]
    paragraphs = [each for each in quoting.paragraphs(block) if not quoting.inside(each, without)]
    text = "\n".join(line for each in paragraphs if (line := markup.lines(each, MAX_TEXT, without)))
    text = text or markup.lines(section, MAX_TEXT, without)
    handle = quoting.words(named)[1:] if named is not None else None
    authors = _named_in([named.get("href")]) if named is not None else _named_in(link.get("href") for link in links)
    if handle and not authors:
        authors = (Person(name=handle, handle=handle),)
    return Quote(
        text=text or None,
        description=quoting.words(music[0]) if music else None,
        authors=authors,
    )


def _threads(block: Block) -> Quote:
    """Signed as on X where the code quotes at all; else its address names the author, `/@handle/post/...`."""
    told = _signed(block)
    links = (link.get("href") for link in block.element.iter("a"))
    named = _named_in((block.element.get("data-text-post-permalink"), *links))
    return told if told.authors and (told.text or not named) else replace(told, authors=named)


def _reddit(block: Block) -> Quote:
    """A link with the post's title, then `by <a>u/name</a> in <a>community</a>`; a comment's link says "Comment"."""
    links = list(islice(block.element.iter("a"), 10))
    told = _linked(block)
    authors = _named_in(link.get("href") for link in links[1:]) or _by_handle(quoting.words(block.element))
    return replace(told, authors=authors)


def _linked(block: Block) -> Quote:
    """A link with the title of what is embedded."""
    title = quoting.words(first) if (first := next(block.element.iter("a"), None)) is not None else ""
    return Quote(title=title if title and "://" not in title else None)


def _card(block: Block) -> Quote:
    """A link card: Embedly's, WordPress's of another post, Ghost's bookmark."""
    part = {
        name: quoting.by_class(block.element, f"kg-bookmark-{name}")
        for name in ("title", "description", "publisher", "thumbnail")
    }
    if part["title"] is not None:
        said, by, still = part["description"], part["publisher"], part["thumbnail"]
        shown = next(still.iter("img"), None) if still is not None else None
        address = url.absolute(shown.get("src"), block.base or "https://") if shown is not None else None
        publisher = quoting.words(by) if by is not None else ""
        return Quote(
            title=quoting.words(part["title"]) or None,
            description=quoting.words(said) or None if said is not None else None,
            publisher=Organization(name=publisher) if publisher else None,
            images=(Image(url=address, role="card"),) if address is not None else (),
        )
    paragraphs = [each for each in quoting.paragraphs(block) if not quoting.is_link(each)]
    return replace(_linked(block), description=quoting.told(paragraphs))


def _picture(block: Block) -> Quote:
    """A link around a picture, as Flickr's: `title="Title by Author, on Flickr"`."""
    title = chars.one_line(block.element.get("title") or "") or None
    match = _ON_FLICKR.match(title or "")
    still = next(block.element.iter("img"), None)
    address = url.absolute(still.get("src"), block.base or "https://") if still is not None else None
    images: tuple[Image, ...] = ()
    if still is not None and address is not None:
        given = {"width": still.get("width"), "height": still.get("height")}
        alt = chars.one_line(still.get("alt") or "") or None
        width, height = fields.pixels(given, "width"), fields.pixels(given, "height")
        images = (Image(url=address, role="photo", width=width, height=height, alt=alt),)
    if match is None:
        return Quote(images=images, title=title)
    return Quote(images=images, title=match[1], authors=(Person(name=match[2]),) if match[2] else ())


def _code(block: Block) -> Quote:
    """A gist: its lines stand in a table."""
    shown = next(block.element.iter("table", "pre"), None)
    return Quote(text=markup.lines(shown, MAX_TEXT) or None if shown is not None else None)


def _names_sharer(paragraph: markup.Element) -> bool:
    words = markup.lines(paragraph, MAX_TEXT)
    return (_SHARED.search(words) or _SHARED_ABROAD.search(words)) is not None


def _by_handle(words: str) -> tuple[Person, ...]:
    by = _BY_HANDLE.search(words)
    return (Person(name=by[1] or by[2], handle=by[1] or by[2]),) if by else ()


def _named_in(addresses: Iterable[str | None]) -> tuple[Person, ...]:
    """The author whom the first of these addresses names: `/@handle`, `/user/handle`."""
    for address in addresses:
        if address and (match := _AT.search(address)):
            return (Person(name=match[1], handle=match[1], url=url.safe(address[: match.end()])),)
    return ()


def _in_front(element: markup.Element, paragraphs: list[markup.Element]) -> list[markup.Element]:
    """The links that stand before the first of these paragraphs."""
    if not paragraphs:
        return []
    return list(takewhile(lambda each: each.tag == "a", element.iter("p", "a")))


# The class of the element names the network's widget: the kind it means, and how it quotes.
_WIDGETS: Final[dict[str, tuple[Kind, Callable[[Block], Quote]]]] = {
    "twitter-tweet": ("post", _signed),
    "twitter-video": ("post", _signed),
    "bluesky-embed": ("post", _signed),
    "mastodon-embed": ("post", _signed),
    "fb-post": ("post", _facebook),
    "fb-video": ("video", _facebook),
    "fb-xfbml-parse-ignore": ("post", _facebook),
    "instagram-media": ("post", _instagram),
    "tiktok-embed": ("video", _tiktok),
    "text-post-media": ("post", _threads),
    "reddit-embed-bq": ("post", _reddit),
    "reddit-card": ("post", _reddit),
    "imgur-embed-pub": ("photo", _linked),
    "gist": ("rich", _code),
    "embedly-card": ("link", _card),
    "wp-embedded-content": ("link", _card),
    "kg-bookmark-container": ("link", _card),
}
