"""The posts of a saved page as elements of its tree: where each stands, and which part of it is its body.

Publishers wrap a post in stamps, bylines, share buttons and adverts. What is dropped is what is recognized as such; the
rest is the body, so that a strange layout costs clutter and never words or media.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from typing import Final, TypeAlias

from mediakit import times
from mediakit.live.pieces import beginning
from mediakit.read import markup, trees
from mediakit.url import NOWHERE, absolute

Element: TypeAlias = markup.Element

_NOT_CONTENT: Final = frozenset(
    "script style template svg button form nav time input select textarea label dialog meta link".split()
)
# Names that pages give to what stands around a post's words; compared with whole words of `class` and `id`.
_CLUTTER: Final = frozenset(
    "share sharing sharebar social socials byline bylines author authors timestamp datetime dateline posted-on "
    "entry-info entry-meta post-meta article-meta tools toolbar ad ads advert advertisement promo newsletter related "
    "recommended "
    "comments comment-count breadcrumb breadcrumbs tags taglist taboola outbrain reactions emotions subscribe paywall "
    "hidden visually-hidden sr-only skip print-only".split()
)
_INLINE: Final = frozenset("a abbr b cite em i mark q small span strong u".split())
_WORDS: Final = re.compile(r"[\s_]+|--|__")
_INTENT: Final = re.compile(
    r"javascript:|(?:https?:)?//(?:www\.)?(?:facebook\.com/(?:sharer|dialog)|(?:twitter|x)\.com/(?:intent|share)|"
    r"api\.whatsapp\.com|wa\.me/|pinterest\.com/pin/create|linkedin\.com/share|reddit\.com/submit|t\.me/share)|whatsapp:|mailto:\?",
    re.IGNORECASE,
)
_MAIN_HINTS: Final = ("article", "main")
_ENOUGH: Final = 25  # letters: a paragraph shorter than this says nothing about where the article is
_MIN_ENTRIES: Final = 3  # what repeats less often is not a list of posts


def by_id(root: Element) -> dict[str, Element]:
    """The elements of a page by `id`, else by the name of an anchor; the first of each."""
    found: dict[str, Element] = {}
    for element in root.iter():
        name = element.get("id")
        if name:
            found.setdefault(name, element)
    for element in root.iter("a"):
        name = element.get("name")
        if name:
            found.setdefault(name, element)
    return found


def entry_of(fragment: str, ids: dict[str, Element]) -> Element | None:
    """The element of the post with this fragment: the one with that id, or with the id and a word around it."""
    if not fragment:
        return None
    if fragment in ids:
        return ids[fragment]
    around = re.compile(rf"(?:[A-Za-z]+[-_:])?{re.escape(fragment)}(?:[-_:][A-Za-z]+)?")
    found = [element for name, element in ids.items() if around.fullmatch(name)]
    return found[0] if len(found) == 1 else None


def updates_of(root: Element) -> list[Element]:
    """The elements that are `liveBlogUpdate` in microdata, in order."""
    return [each for each in markup.with_items(root) if "liveBlogUpdate" in (each.get("itemprop") or "").split()]


def live_scope(root: Element) -> Element | None:
    """The element that is the LiveBlogPosting in microdata."""
    for element in markup.with_items(root):
        if "LiveBlogPosting" in (element.get("itemtype") or ""):
            return element
    return None


def repeated(scope: Element) -> list[Element]:
    """The posts of a live blog that marks none: the elements of one kind, each with an id, that repeat in its list."""
    best: list[Element] = []
    for parent in [scope, *scope.iter("div", "ul", "ol", "section")]:
        kinds: Counter[str] = Counter()
        members: dict[str, list[Element]] = {}
        for child in parent:
            name = (child.get("class") or "").split()
            if child.get("id") and isinstance(child.tag, str):
                kind = f"{child.tag}.{name[0] if name else ''}"
                kinds[kind] += 1
                members.setdefault(kind, []).append(child)
        for kind, count in kinds.items():
            if count >= _MIN_ENTRIES and count > len(best):
                best = members[kind]
    return best


def body_source(entry: Element, *, besides: Collection[str] = ()) -> str:
    """The HTML of a post's body: the entry without its stamp, byline and buttons, and the words `besides`."""
    kept = markup.parse(trees.source(entry))
    for element in kept.iter("div", "span", "figure"):
        if len(element) == 0 and not (element.text or "").strip():
            _named_by_data(element)
    same = {_signs(words) for words in besides if words}
    for element in list(kept.iter()):
        if isinstance(element.tag, str) and element.tag not in ("html", "body") and _is_clutter(element, same):
            trees.drop(element)
    return trees.source(kept)


def _named_by_data(element: Element) -> None:
    """An empty box for a script to fill, with what it embeds in a `data-` attribute: the URL takes its place."""
    address = embedded_by_data(element)
    if address is not None:
        element.tag, element.text = "p", address


def embedded_by_data(element: Element) -> str | None:
    """The URL that a `data-` attribute of the element says is embedded there."""
    from mediakit.providers import match

    for name, value in element.items():
        if str(name).startswith("data-") and str(value).startswith(("https://", "http://", "//")):
            address = absolute(str(value), NOWHERE)
            if address is not None and ("embed" in str(name) or match(address) is not None):
                return address
    return None


def _is_clutter(element: Element, same: Collection[str]) -> bool:
    if element.tag in _NOT_CONTENT:
        return True
    if element.tag in ("iframe", "blockquote", "figure", "img", "video", "audio", "amp-twitter", "amp-youtube"):
        return False
    if element.tag == "header":  # headline, byline and stamp: all known by other ways
        return next(element.iter("iframe", "video", "audio", "img"), None) is None
    if element.tag == "a" and _INTENT.match(element.get("href") or ""):
        return True
    names = {*_WORDS.split((element.get("class") or "").lower()), *_WORDS.split((element.get("id") or "").lower())}
    if names & _CLUTTER or element.get("rel") == "author":
        return not _holds_media(element)
    words = markup.words(element, 400)
    if len(words) >= 300 or not words:
        return False
    named = _signs(words) in same and not _holds_media(element)
    dated = len(words) < 40 and (times.moment(words) is not None or _CLOCK.fullmatch(words) is not None)
    return (named or dated) and (element.tag not in _INLINE or _alone(element))


_CLOCK: Final = re.compile(r"\d{1,2}[:.h]\d{2}(?:\s*[ap]\.?m\.?)?(?:\s*\(?[A-Z]{2,5}\)?)?", re.IGNORECASE)


def _signs(words: str) -> str:
    """The letters and digits of a text, to compare it by."""
    return "".join(filter(str.isalnum, words.casefold()))


def _alone(element: Element) -> bool:
    """Whether no text stands right beside the element: a name inside a sentence is not a byline."""
    above = element.getparent()
    if above is None:
        return True
    return not any((text or "").strip() for text in (above.text, *(each.tail for each in above)))


def _holds_media(element: Element) -> bool:
    return next(element.iter("iframe", "blockquote", "video", "audio", "img", "p"), None) is not None


def heading_of(entry: Element) -> str | None:
    """The words of the entry's first heading, or of what its class calls a title."""
    for element in entry.iter():
        if not isinstance(element.tag, str):
            continue
        names = _WORDS.split((element.get("class") or "").lower())
        if element.tag in ("h1", "h2", "h3", "h4", "h5", "h6") or any(
            name.endswith(("title", "headline")) for name in names
        ):
            words = markup.words(element, 400)
            if words:
                return words
    return None


def time_of(entry: Element) -> times.Moment | None:
    """The time an entry's `<time>` states with its day; a bare "19:30" says on no day, and is none."""
    for element in entry.iter("time"):
        found = times.moment(element.get("datetime")) or times.moment(markup.words(element, 80))
        if found is not None:
            return found
    return None


def main_content(root: Element) -> Element:
    """The element that holds the words of an article page: the one its markup names, else where paragraphs are dense.

    Each paragraph speaks for its parent, and half as loud for its grandparent.
    """
    scores: dict[Element, float] = {}
    for paragraph in root.iter("p"):
        letters = len(markup.words(paragraph, 2_000))
        if letters < _ENOUGH or _aside(paragraph):
            continue
        above = paragraph.getparent()
        for weight in (1.0, 0.5, 0.25):
            if above is None:
                break
            scores[above] = scores.get(above, 0.0) + weight * letters
            above = above.getparent()
    named = [each for each in _named(root) if _weight(each) > 200]
    best = max(scores, key=lambda each: scores[each], default=root)
    if named:
        smallest = min(reversed(named), key=_weight)  # of those that weigh the same, the innermost
        if _weight(smallest) >= 0.5 * _weight(best):
            return smallest
    return best


def _named(root: Element) -> Iterator[Element]:
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        named = element.tag in _MAIN_HINTS or element.get("role") in _MAIN_HINTS
        if named or ("articleBody" in (element.get("itemprop") or "").split() and element.tag != "meta"):
            yield element


def _weight(element: Element) -> float:
    return float(sum(len(markup.words(each, 2_000)) for each in element.iter("p") if not _aside(each)))


def _aside(element: Element) -> bool:
    return any(above.tag in ("nav", "aside", "footer", "form") for above in element.iterancestors())


def lines_of(element: Element) -> dict[str, int]:
    """The lines of the source on which paragraphs begin, by how these begin."""
    found: dict[str, int] = {}
    for each in element.iter("p", "li", "div", "blockquote", "h2", "h3", "h4", "td"):
        name = beginning(markup.words(each, 200))
        if name and isinstance(each.sourceline, int):
            found[name] = each.sourceline  # the innermost comes last, and is nearest to the words
    return found
