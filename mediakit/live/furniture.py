"""Page furniture: what stands inside an article's element and is none of it (share buttons, follow boxes, teasers).

It is told by what it is called, by what it is made of, and by what its pictures are; the words are data. What holds a
player, a quotation, a figure or prose of its own is never furniture, whatever it is called: a strange name shall cost
clutter, and no media and no words.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final, TypeAlias

from mediakit.live import entries
from mediakit.read import markup, trees

Element: TypeAlias = markup.Element

# Words of `class`, `id` and `role`, whole or as a beginning: "sharetools" is one of them, "shareholder" none.
_NAMES: Final = re.compile(
    r"(?:share|sharing|social)(?:s|d|bar|box|icons?|links?|tools?|buttons?|widget|media)?\Z|follow(?:us|ing|er)?s?\Z|"
    r"related|recommend|readmore\Z|mostread|popular\Z|trending|teasers?\Z|promo|outbrain|taboola|sponsor|"
    r"advert|adunit|adslot|ads?\Z|newsletter|subscri|signup|sidebar|footer|breadcrumb|disqus|comments?\Z|"
    r"bio\Z|byline|authors?\Z|avatar|navigation|complementary\Z|contentinfo\Z|toolbar|tags?\Z|taglist|"
    r"widget|modal\Z|popup|cookie",
    re.IGNORECASE,
)
_APART: Final = re.compile(r"[\s_-]+")
_TAGS: Final = frozenset(("aside", "nav", "footer", "address"))
# Buttons that networks' scripts fill: they show a network's page, and nothing of the article.
_BUTTONS: Final = frozenset(
    "fb-like fb-follow fb-share-button fb-send fb-save fb-subscribe twitter-follow-button twitter-share-button "
    "twitter-hashtag-button twitter-mention-button g-plusone g-plus g-follow g-ytsubscribe addthis_toolbox "
    "addtoany_share_save_container pin-it-button tumblr-share-button".split()
)
_BUTTON_FRAMES: Final = re.compile(
    r"(?:https?:)?//(?:[\w-]+\.)?(?:facebook\.com/(?:v[\d.]+/)?plugins/(?:like|follow|share_button|subscribe|likebox)|"
    r"platform\.twitter\.com/widgets/(?:follow|tweet)_button|apis\.google\.com/|platform\.linkedin\.com/)",
    re.IGNORECASE,
)
_PLAYERS: Final = frozenset(
    "iframe blockquote video audio object embed figure amp-youtube amp-twitter amp-instagram amp-facebook amp-vimeo "
    "amp-brightcove amp-video amp-iframe amp-soundcloud amp-tiktok".split()
)
_OWN_WORDS: Final = 160  # letters outside of links: with more, it says something itself
_TEASERS: Final = 2  # links with picture and headline make a list of other articles
_HEADLINE: Final = 15  # letters
_AGAIN: Final = 3  # a picture that stands in one article as often is an ornament
_SMALL: Final = 48  # pixels, stated: no photograph is that small
# What files of ornaments are called. A picture is one when its name has no other words, or stands in a theme's folder.
_ORNAMENTS: Final = frozenset(
    "arrow avatar badge bg blank bullet button cam close comment comments dot email envelope facebook fb flipboard "
    "gallery google googleplus gp gplus gravatar icon icons instagram linkedin loader loading logo logos mail pin "
    "pinterest pixel placeholder play plus print quote quotes reddit reuse rss separator share spacer sprite star "
    "stumble stumbleupon transparent tumblr tw twitter whatsapp youtube".split()
)
_THEMES: Final = re.compile(r"/themes?/|/sprites?/|/avatars?/|gravatar\.com/avatar|/sharetools/|/badges?/", re.I)
_NAME_WORDS: Final = re.compile(r"[a-z]{2,}")


def without_furniture(main: Element) -> Element:
    """The article's element as a new tree without its furniture."""
    root = markup.parse(trees.source(main))
    for element in list(root.iter()):
        if isinstance(element.tag, str) and element.tag not in ("html", "body") and _is_furniture(element):
            trees.drop(element)
    pictures = Counter(_address(image) for image in root.iter("img"))
    for image in list(root.iter("img")):
        address = _address(image)
        if _is_ornament(image, address) or (address and pictures[address] >= _AGAIN):
            trees.drop(image)
    return root


def _is_furniture(element: Element) -> bool:
    names = {*(element.get("class") or "").lower().split()}
    if names & _BUTTONS or (element.tag == "iframe" and _BUTTON_FRAMES.match(element.get("src") or "")):
        return True
    named = any(_NAMES.match(word) for word in _words_of_names(element))
    if not named and element.tag not in ("ul", "ol", "div", "section", *_TAGS):
        return False
    if _holds_media(element):
        return False
    links = list(element.iter("a"))
    if named or (element.tag in _TAGS and links):
        return _own_letters(element, links) < _OWN_WORDS
    return _is_teaser_list(element, links)


def _holds_media(element: Element) -> bool:
    """Whether a player, a quotation, a figure, a box that a script fills or an address stands in it."""
    for each in element.iter():
        if not isinstance(each.tag, str):
            continue
        if each.tag in _PLAYERS and not _BUTTON_FRAMES.match(each.get("src") or ""):
            return True
        if each.tag in ("div", "span") and not {*(each.get("class") or "").split()} & _BUTTONS:
            if entries.embedded_by_data(each):
                return True
        elif each.tag == "a" and markup.words(each, 20).startswith(("http://", "https://")):
            return True
    return False


def _words_of_names(element: Element) -> list[str]:
    whole = " ".join(element.get(name) or "" for name in ("class", "id", "role"))
    return [word for word in _APART.split(whole) if word]


def _is_teaser_list(element: Element, links: list[Element]) -> bool:
    """Whether the element is nothing but links to other pages, at least two with a picture, each with a headline."""
    pictured = sum(next(link.iter("img"), None) is not None for link in links)
    images = sum(1 for _ in element.iter("img"))
    if pictured < _TEASERS or pictured < images:
        return False
    linked = sum(len(markup.words(link, 300)) for link in links)
    return linked >= _HEADLINE * pictured and _own_letters(element, links) < 0.25 * linked


def _own_letters(element: Element, links: list[Element]) -> int:
    """How many letters of the element stand outside of its links."""
    return len(markup.words(element, 4_000)) - sum(len(markup.words(link, 300)) for link in links)


def _address(image: Element) -> str:
    return (image.get("src") or "").strip()


def _is_ornament(image: Element, address: str) -> bool:
    """Whether a picture is an icon, a logo or a button: by its stated size, its folder or the words of its name."""
    sizes = [image.get("width") or "", image.get("height") or ""]
    if any(size.isdecimal() and int(size) <= _SMALL for size in sizes):
        return True
    path = address.partition("?")[0].lower()
    if _THEMES.search(path):
        return True
    words = _NAME_WORDS.findall(path.rpartition("/")[2].rpartition(".")[0])
    return bool(words) and all(word in _ORNAMENTS for word in words)
