"""Html: text that is safe to put into a page, as a type; and the only escaper of the house.

`Html` is a `str` with `__html__`, so Jinja2 and Django take it as it is; everything else is escaped on its way in.
Whoever builds markup builds it with `tag`, `join` and `escape`, never by gluing strings: then a missing escape is a
type error, not a hole. Source of the rules: HTML Living Standard, section 13.1.2 (attributes) and 13.3 (escaping).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, SupportsIndex

from mediakit import chars, url

VOID: Final = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
_URLS: Final = frozenset({"href", "src", "poster", "cite", "action"})


class Html(str):
    """A piece of HTML that is safe to put into a page.

    >>> Html("<b>") + "<i>"
    Html('<b>&lt;i&gt;')
    """

    __slots__ = ()

    def __html__(self) -> Html:
        return self

    def __add__(self, other: str) -> Html:
        return Html(str.__add__(self, escape(other)))

    def __radd__(self, other: str) -> Html:
        return Html(str.__add__(escape(other), self))

    def __mul__(self, times: SupportsIndex) -> Html:
        return Html(str.__mul__(self, times))

    def __repr__(self) -> str:
        return f"Html({str.__repr__(self)})"


EMPTY: Final = Html("")


def escape(text: str) -> Html:
    """`text` as HTML: `Html` as it is, everything else with its markup characters escaped, fit for text and attributes.

    Characters that no page can carry (controls, lone surrogates) are left out.

    >>> escape('5 < 6 & "so"')
    Html('5 &lt; 6 &amp; &quot;so&quot;')
    """
    return text if isinstance(text, Html) else Html(_escaped(text))


def _escaped(text: str) -> str:
    """`text` escaped, `Html` or not. Most text holds nothing to escape: looking is quicker than replacing."""
    if not text.isprintable():
        text = chars.clean(text)
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if '"' in text:
        text = text.replace('"', "&quot;")
    if "'" in text:
        text = text.replace("'", "&#39;")
    return text


def join(parts: Iterable[str], between: str = "") -> Html:
    """The parts one after the other, each escaped unless it is `Html` already.

    >>> join(["a", Html("<br>"), "<b>"])
    Html('a<br>&lt;b&gt;')
    """
    spelled = [part if isinstance(part, Html) else _escaped(part) for part in parts]
    return Html((escape(between) if between else between).join(spelled))


def tag(name: str, attributes: Mapping[str, str | int | float | None] | None = None, *children: str) -> Html:
    """One element. An attribute that is `None` is left out, one that is `""` stands without a value.

    An attribute that takes a URL is left out when the URL is not one a page may point to (`url.safe`): a
    `javascript:` link can't be written by mistake. `#fragment` and relative URLs of our own are allowed.

    >>> tag("a", {"href": "https://example.org/?a=1&b=2", "hidden": ""}, "A & B")
    Html('<a href="https://example.org/?a=1&amp;b=2" hidden>A &amp; B</a>')
    >>> tag("a", {"href": "javascript:alert(1)"}, "no")
    Html('<a>no</a>')
    """
    start = f"<{name}"
    for key, value in attributes.items() if attributes else ():
        if value is None:
            continue
        text = value if isinstance(value, str) else str(value)
        if key in _URLS and not url.linkable(text):
            continue
        # Html is escaped here, too: within an attribute its markup is words (`srcdoc`).
        start += f' {key}="{_escaped(text)}"' if text or key == "alt" else f" {key}"
    if name in VOID:
        return Html(f"{start}>")
    inner = "".join([child if isinstance(child, Html) else _escaped(child) for child in children])
    return Html(f"{start}>{inner}</{name}>")
