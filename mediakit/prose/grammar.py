"""The grammar of prose: which elements it has, what becomes of the others, which attributes stay."""

from __future__ import annotations

import re
from typing import Final

from mediakit import html, url
from mediakit.html import Html

INLINE: Final = frozenset("strong em b i u s sub sup q cite abbr time code a".split())
WORDS: Final = frozenset("p h3 h4 h5 h6 pre caption".split())  # hold words, never blocks
LISTS: Final = frozenset(("ul", "ol"))
TABLE: Final = frozenset("table caption thead tbody tfoot tr td th".split())
BLOCKS: Final = WORDS | LISTS | TABLE | {"blockquote", "li"}
SAME: Final = {
    "h1": "h3", "h2": "h3", "strike": "s", "del": "s", "tt": "code", "kbd": "code", "samp": "code", "listing": "pre",
    "xmp": "pre", "plaintext": "pre",
}  # fmt: skip
INSIDE: Final = {
    "ul": "li", "ol": "li", "table": "tbody", "thead": "tr", "tbody": "tr", "tfoot": "tr", "tr": "td",
}  # fmt: skip
# Their tags part paragraphs and are not written themselves.
BREAKS: Final = frozenset(
    "address article aside body center dd details dialog dir div dl dt fieldset figcaption figure footer form header "
    "html legend main menu nav option optgroup section select summary".split()
)
DROPPED: Final = frozenset(
    "script style noscript template iframe object svg math title noembed noframes canvas audio video applet map "
    "datalist".split()
)
OPAQUE: Final = DROPPED | {"xmp", "textarea"}
# Blocks deeper than any editor builds them and far less than browsers bear (Chrome stops at 512).
DEEPEST: Final = 24
TRACKED: Final = 64
_LANG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*\Z")
_NUMBER = re.compile(r"[0-9]{1,4}\Z")


def start_tag(name: str, attributes: dict[str, str]) -> Html:
    """The start tag of an element, as `html.tag` writes it."""
    return Html(html.tag(name, attributes).removesuffix(f"</{name}>"))


def language(attributes: dict[str, str]) -> dict[str, str]:
    kept = {}
    if _LANG.match(lang := attributes.get("lang", "") or attributes.get("xml:lang", "")):
        kept["lang"] = lang
    if (direction := attributes.get("dir", "").lower()) in ("ltr", "rtl", "auto"):
        kept["dir"] = direction
    return kept


def block_attributes(name: str, attributes: dict[str, str]) -> dict[str, str]:
    kept = language(attributes)
    for number in {"ol": ("start",), "td": ("colspan", "rowspan"), "th": ("colspan", "rowspan")}.get(name, ()):
        if _NUMBER.match(attributes.get(number, "")) and 1 < int(attributes[number]) <= 1000:
            kept[number] = str(int(attributes[number]))
    return kept


def link(reference: str | None, base_url: str | None = None) -> str | None:
    """The address a link in prose may carry: http, https or mailto, absolute; else `None`.

    >>> link("../b", "https://example.org/a/"), link("mailto:desk@example.org"), link("java\\tscript:x()")
    ('https://example.org/b', 'mailto:desk@example.org', None)
    """
    if reference is None:
        return None
    if reference.strip()[:7].lower() == "mailto:":
        address = reference.strip()
        return address if len(address) <= url.MAX_LENGTH and url.linkable(address) else None
    return url.absolute(reference, base_url)
