"""The checks of the channel that no row of a table can make: language, category, cover, HTML, an empty feed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from mediakit.podcast import categories
from mediakit.podcast.checks.document import Document, Node
from mediakit.podcast.checks.rules import APPLE, APPLE_823, PROFILE, PSP, Found, Rule, demanded

_LANGUAGES: Final = frozenset(
    """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo
    es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg
    ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn
    no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw
    ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
    """.split()
)
# BCP 47 without the irregular tags of before 2006: language, script, region, variants, extensions, private use.
_TAG: Final = (
    r"(?i)(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{5,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[a-wy-z0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?\Z"
)
# What apps show of a description (PSP-1; Apple names the first five).
_SHOWN: Final = frozenset({"p", "ol", "ul", "li", "a", "b", "i", "strong", "em", "br"})
_ESCAPED_TAG: Final = r"(?i)&lt;/?(?:p|a|b|i|br|ul|ol|li|em|strong|div|span|h[1-6])[\s/]{0,9}(?:[a-z]+=.{0,300}?)?&gt;"


def _language(document: Document) -> Iterator[Found]:
    node = document.channel.first("language")
    if node is None or not node.said:
        return
    said = node.said[:80]  # the longest there is has some thirty
    if "_" in said and re.match(_TAG, said.replace("_", "-")):
        yield Found(node, f"{said!r} in <language> is written {said.replace('_', '-')!r}")
    elif not re.match(_TAG, said):
        yield Found(node, f"{said!r} in <language> is no code of a language: write one such as en or pt-BR")
    elif len(main := said.partition("-")[0].lower()) == 2 and main not in _LANGUAGES:
        yield Found(node, f"{said!r} in <language>: ISO 639 has no language {main!r}")


def _category(document: Document) -> Iterator[Found]:
    for node in document.channel.all("itunes:category"):
        top = node.attributes.get("text", "")[:200]
        if not top:
            yield Found(node, '<itunes:category> names its category in an attribute: text="History"')
            continue
        if said := categories.wrong(top):
            yield Found(node, f"{said} (in the attribute text)")
            continue
        for inner in node.all("itunes:category"):
            if said := categories.wrong(top, inner.attributes.get("text", "")[:200]):
                yield Found(inner, f"{said} (in the attribute text)")


def _self_type(document: Document) -> Iterator[Found]:
    for node in document.channel.all("atom:link"):
        if node.attributes.get("rel") == "self" and node.attributes.get("type", "") != "application/rss+xml":
            yield Found(node, 'write type="application/rss+xml" on <atom:link rel="self">')


def _moved(document: Document) -> Iterator[Found]:
    node = document.channel.first("itunes:new-feed-url")
    own = [link for link in document.channel.all("atom:link") if link.attributes.get("rel") == "self"]
    if node is None or not node.said or not own:
        return
    if (here := own[0].attributes.get("href", "").strip()) and here != node.said:
        yield Found(
            node,
            f"<itunes:new-feed-url> is {node.said[:200]}, and this feed says that it is {here[:200]}: in the new feed "
            "the two are equal",
        )


# --- pictures ----------------------------------------------------------------------------------------------------


def _images(document: Document) -> Iterator[tuple[Node, str]]:
    for parent in (document.channel, *document.items):
        for node in parent.all("itunes:image"):
            address = node.attributes.get("href", "").strip()
            if re.match(r"(?i)https?://.", address):
                yield node, address


def ending(address: str) -> str:
    """What stands behind the last dot of an URL's path, lower case; `""` where there is no dot.

    >>> ending("https://harbour.example/a.b/2.M4A?x=.mp3"), ending("https://harbour.example/2")
    ('m4a', '')
    """
    name = urlsplit(address).path.rpartition("/")[2]
    return name.rpartition(".")[2].lower() if "." in name else ""


def _image_https(document: Document) -> Iterator[Found]:
    for node, address in _images(document):
        if address.lower().startswith("http:"):
            yield Found(node, f"the picture {address[:200]} is served without https: apps may refuse to load it")


def _image_ending(document: Document) -> Iterator[Found]:
    for node, address in _images(document):
        if ending(address) not in ("jpg", "jpeg", "png"):
            yield Found(
                node, f"the picture {address[:200]} does not end in .jpg or .png: directories take JPEG and PNG"
            )


def _image_jpeg(document: Document) -> Iterator[Found]:
    found = [node for node, address in _images(document) if ending(address) == "jpeg"]
    if found:
        yield Found(found[0], "Apple's guide names .jpg and .png, not .jpeg: rename the picture", more=len(found) - 1)


# --- HTML --------------------------------------------------------------------------------------------------------


def _tags(text: str) -> list[str]:
    """The names of the tags in a piece of HTML; `<3` and `<harbour@example>` are none."""
    return [name.lower() for name in re.findall(r"(?i)<([a-z]+[1-6]?)(?:[\s/][^<>]*)?>", text)]


def _texts(document: Document, *names: str) -> Iterator[Node]:
    for parent in (document.channel, *document.items):
        for name in names:
            yield from (node for node in parent.all(name) if node.said)


def _title_html(document: Document) -> Iterator[Found]:
    for node in _texts(document, "title", "itunes:title", "itunes:author"):
        if found := [name for name in _tags(node.said) if name in _SHOWN | {"span", "div", "font", "u", "img"}]:
            yield Found(node, f"<{node.name}> is plain text: apps show <{found[0]}> letter by letter")
        elif re.search(r"&(?:amp|quot|lt|gt|apos|nbsp|#\d+|#x[0-9a-f]+);", node.said, re.I):
            yield Found(node, f"<{node.name}> is escaped twice: apps show the & and what follows letter by letter")


def _html_not_shown(document: Document) -> Iterator[Found]:
    found = []
    for node in _texts(document, "description"):
        if others := sorted(set(_tags(node.said)) - _SHOWN):
            found.append((node, others))
    if found:
        node, others = found[0]
        listed = ", ".join(f"<{name}>" for name in others[:5])
        yield Found(
            node, f"apps do not show {listed} of <description>: they know p, ol, ul, li, a", more=len(found) - 1
        )


def _escaped_twice(document: Document) -> Iterator[Found]:
    for node in _texts(document, "description", "content:encoded"):
        if (match := re.search(_ESCAPED_TAG, node.said)) and not _tags(node.said):
            yield Found(node, f"<{node.name}> is escaped twice: apps show {match[0][:40]} letter by letter")


# --- episodes ----------------------------------------------------------------------------------------------------


def _empty(document: Document) -> Iterator[Found]:
    if not any(item.all("enclosure") for item in document.items):
        yield Found(
            document.channel, "there is no episode: directories refuse a feed until it has one with its audio", "item"
        )


RULES: Final = (
    Rule("language-unknown", 4, demanded("error", "psp1", "apple"), APPLE, _language),
    Rule("category-unknown", 5, demanded("error", "psp1", "apple"), APPLE_823, _category),
    Rule("self-link-type", 3, demanded("warning", "psp1"), PSP, _self_type),
    Rule("new-feed-url-differs", 20, demanded("warning", "apple"), APPLE, _moved),
    Rule("image-without-https", 7, demanded("warning", "psp1", "apple"), APPLE, _image_https),
    Rule("image-ending", 7, demanded("error", "psp1", "apple", "spotify"), APPLE, _image_ending),
    Rule("image-jpeg-ending", 7, demanded("info", "apple"), APPLE, _image_jpeg),
    Rule("html-in-title", 9, demanded("warning"), PROFILE, _title_html),
    Rule("html-not-shown", 9, demanded("info", "psp1", "apple"), PSP, _html_not_shown),
    Rule("html-escaped-twice", 9, demanded("warning"), PROFILE, _escaped_twice),
    Rule("no-episodes", 10, demanded("error", "psp1", "apple", "spotify", "youtube"), APPLE_823, _empty),
)
