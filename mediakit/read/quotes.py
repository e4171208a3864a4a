"""What a provider's embed HTML tells: where its player is, and the post that it quotes. Evidence, never output.

Posts come as `<blockquote><p>words</p>&mdash; Name (@handle) <a href>date</a></blockquote>` from X, Bluesky and their
like: the words outlive the script beside them, which is how a deleted post stays readable.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from mediakit import chars, times, url
from mediakit.embed import Kind, Person
from mediakit.read import markup
from mediakit.read.values import language

# Embed codes are 1 to 10 kB; what comes after 64 kB is a script.
MAX_MARKUP: Final = 64 * 1024
# The class of the quotation names the network's widget; those of articles are link cards.
_FORMS: Final[dict[str, Kind]] = {
    "twitter-tweet": "post",
    "twitter-video": "post",
    "bluesky-embed": "post",
    "mastodon-embed": "post",
    "instagram-media": "post",
    "text-post-media": "post",
    "reddit-embed-bq": "post",
    "reddit-card": "post",
    "fb-xfbml-parse-ignore": "post",
    "wp-embedded-content": "link",
}
_TELLING: Final = frozenset(("twitter-tweet", "twitter-video", "bluesky-embed", "mastodon-embed", "text-post-media"))
_SIGNED: Final = re.compile(r"[—–-]\s*(.{1,200}?)\s*\(\s*@?([\w.-]+(?:@[\w.-]+)?)\s*\)\s*(.{0,80})\Z", re.DOTALL)
_SHARED: Final = re.compile(
    r"\bA (?:post|photo|video|reel) (?:shared|posted) by (.{1,120}?)(?: \(@([\w.]+)\))?(?: on |\Z)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What was found: `form` the kind that the widget means, `frame` the one iframe (address, width, height).

    `frames` counts the iframes, of which more than one is none.
    """

    form: Kind | None = None
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
        name = next((each for each in classes if each in _FORMS), None)
        if name is not None and (block.tag == "blockquote" or name == "mastodon-embed"):
            told = _post(block, name)
            return Quote(
                form=_FORMS[name],
                text=told.text,
                lang=told.lang,
                authors=told.authors,
                published=told.published,
                frame=frame if _FORMS[name] == "post" else None,
                frames=len(frames),
            )
    words = _words_of_quotation(root)
    return Quote(text=words, frame=frame, frames=len(frames))


def _words_of_quotation(root: markup.Element) -> str | None:
    """The words of a lone quotation by a network that is not known here."""
    for block in root.iter("blockquote"):
        if not any(True for _ in block.iter("iframe")):
            return markup.lines(block, 5_000) or None
    return None


def _post(block: markup.Element, name: str) -> Quote:
    whole = markup.words(block, 10_000)
    if name not in _TELLING:
        shared = _SHARED.search(whole)
        authors = (Person(name=chars.one_line(shared[1]), handle=shared[2]),) if shared and shared[2] else ()
        stamp = next((each.get("datetime") for each in block.iter("time")), None)
        return Quote(authors=authors, published=times.moment(stamp))
    first = next(block.iter("p"), None)
    text = markup.lines(first, 10_000) if first is not None else None
    lang = language(first.get("lang") or "") if first is not None else None
    after = whole[len(markup.words(first, 10_000)) :] if first is not None else whole
    signed = _SIGNED.search(after)
    if signed is None:
        return Quote(text=text or None, lang=lang)
    person = Person(name=signed[1].strip(), url=_profile(block, signed[2]), handle=signed[2])
    return Quote(text=text or None, lang=lang, authors=(person,), published=times.moment(signed[3].strip()))


def _profile(block: markup.Element, handle: str) -> str | None:
    """The address of the link that carries the handle, without what only counts its readers."""
    for link in block.iter("a"):
        if markup.words(link, 300).removeprefix("@") == handle and (found := url.safe(link.get("href"))):
            return url.canonical(found)
    return None
