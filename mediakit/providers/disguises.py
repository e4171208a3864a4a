"""Wrappers that disguise their target: what each writes in place of the address, undone without asking anybody.

Each function takes the parts that were found and the whole text, and returns the address inside, or `None` when the
text does not hold it. Sources: Google, "Enable translation-related features" (how to decode a host of translate.goog);
Proofpoint, "How do I decode a rewritten URL?" (its own script, forms v2 and v3); what Bing, Yahoo and Google News
wrote, as public tools read it, 2026-11-22.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

_V3: Final = r"https?://[^/]+/v3/__(.{1,2000}?)__;([\w-]{0,2000}?=*)!"
_V3_STAR: Final = r"\*(?:\*([\w-]))?"
# A run of characters that were taken out is counted in base 64, from two on.
_COUNTS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_LONGEST: Final = 2083


def translated(parts: Mapping[str, str], text: str) -> str | None:
    """The page that Google Translate shows on a host of translate.goog: dots became hyphens, hyphens were doubled.

    >>> translated({"site": "my--site-example-org"}, "https://my--site-example-org.translate.goog/a?b=1&_x_tr_sl=de")
    'https://my-site.example.org/a?b=1'
    """
    address, mark, query = text.partition("?")
    query = query.partition("#")[0]
    pairs = [pair for pair in query.split("&") if pair]
    ours = {name: value for name, _, value in (pair.partition("=") for pair in pairs) if name.startswith("_x_tr_")}
    encoding = ours.get("_x_tr_enc", "").split(",")
    host = ours.get("_x_tr_hp", "") + parts["site"]
    if "1" in encoding:
        host = host.removeprefix("1-")
    international = "0" in encoding and host.startswith("0-")
    host = host[2:] if international else host
    host = re.sub(r"\b-\b", ".", host, flags=re.ASCII).replace("--", "-")
    path = address.partition("//")[2].partition("/")[2]
    kept = "&".join(pair for pair in pairs if not pair.startswith("_x_tr_"))
    scheme = "http" if ours.get("_x_tr_sch") == "http" else "https"
    return f"{scheme}://{'xn--' if international else ''}{host}/{path}{mark if kept else ''}{kept}"


def defended(parts: Mapping[str, str], text: str) -> str | None:
    """The address that Proofpoint's URL Defense rewrote: `%` and `/` as `-` and `_`, or characters taken out.

    >>> defended({"target": "https-3A__vimeo.com_76979871"}, "https://urldefense.proofpoint.com/v2/url?u=…")
    'https://vimeo.com/76979871'
    >>> defended({}, "https://urldefense.com/v3/__https://example.org/a*b__;Iw!!x$")
    'https://example.org/a#b'
    """
    if "target" in parts:
        from urllib.parse import unquote

        return unquote(parts["target"].replace("-", "%").replace("_", "/"))
    match = re.match(_V3, text)
    if match is None:
        return None
    taken = iter(_base64(match[2]) or "")

    def put_back(star: re.Match[str]) -> str:
        many = _COUNTS.index(star[1]) + 2 if star[1] else 1
        return "".join(next(taken, "") for _ in range(many))

    return re.sub(_V3_STAR, put_back, match[1])


def counted(parts: Mapping[str, str], text: str) -> str | None:
    """The address that Bing's result links carry in base 64, behind `a1`.

    >>> counted({"target": "a1aHR0cHM6Ly92aW1lby5jb20vNzY5Nzk4NzE"}, "https://www.bing.com/ck/a?u=…")
    'https://vimeo.com/76979871'
    """
    return _base64(parts["target"].removeprefix("a1"))


def quoted(parts: Mapping[str, str], text: str) -> str | None:
    """The address that stands percent-encoded in a piece of the path.

    >>> quoted({"target": "https%3a%2f%2fvimeo.com%2f76979871"}, "https://r.search.yahoo.com/…")
    'https://vimeo.com/76979871'
    """
    from urllib.parse import unquote

    return unquote(parts["target"])


def after_mark(parts: Mapping[str, str], text: str) -> str | None:
    """The address that stands behind the first question mark as it is.

    >>> after_mark({}, "https://href.li/?https://www.youtube.com/watch?v=dQw4w9WgXcQ")
    'https://www.youtube.com/watch?v=dQw4w9WgXcQ'
    """
    return text.partition("?")[2] or None


def story(parts: Mapping[str, str], text: str) -> str | None:
    """The story that an article's id of Google News holds; ids made since July 2024 hold none.

    An id is base 64 of two fields of a protocol buffer: a number, then the address with its length before it.

    >>> story({"article": "CBMiGmh0dHBzOi8vdmltZW8uY29tLzc2OTc5ODcx"}, "https://news.google.com/articles/…")
    'https://vimeo.com/76979871'
    >>> story({"article": "CBMiB0FVX3lxTE0"}, "https://news.google.com/articles/…") is None
    True
    """
    held = _bytes(parts["article"])
    if held is None or not held.startswith(b"\x08\x13\x22") or len(held) < 6:
        return None
    length, at = held[3], 4
    if length > 127:
        length, at = length - 128 + held[4] * 128, 5
    address = held[at : at + length]
    return address.decode("ascii", "ignore") if len(address) == length and address.startswith(b"http") else None


def _base64(text: str) -> str | None:
    held = _bytes(text)
    return None if held is None else held.decode("utf-8", "replace")


def _bytes(text: str) -> bytes | None:
    from base64 import urlsafe_b64decode
    from binascii import Error

    if len(text) > _LONGEST:
        return None
    text = text.rstrip("=")
    try:
        return urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (Error, ValueError):
        return None
