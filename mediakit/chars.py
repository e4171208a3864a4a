"""Which characters prose may hold: those that XML 1.0 and UTF-8 can both carry.

Titles come from strangers. A NUL, an ESC or half of a surrogate pair (which JSON happily delivers) makes a whole
feed unreadable, so prose is cleaned once, where it enters. Source: XML 1.0 (5th ed.) section 2.2, production [2] Char.
"""

from __future__ import annotations

import re
from typing import Final

# Char is #x9 | #xA | #xD | [#x20-#xD7FF] | [#xE000-#xFFFD] | [#x10000-#x10FFFF]; these are the others.
_FORBIDDEN: Final = "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
_SPACES: Final = r"\s+"


def clean(text: str) -> str:
    """`text` without the characters that XML cannot carry.

    >>> clean("up\\x00date \\ud83d")
    'update '
    """
    if text.isprintable():  # what is printable is legal, and most text is
        return text
    return re.sub(_FORBIDDEN, "", text)


def forbidden(text: str) -> tuple[str, ...]:
    """The characters of `text` that XML cannot carry, in order, for a report: `("U+0000",)`.

    >>> forbidden("up\\x00date")
    ('U+0000',)
    """
    return tuple(f"U+{ord(c):04X}" for c in re.findall(_FORBIDDEN, text))


def one_line(text: str) -> str:
    """`text` clean and on one line: white space folded to single spaces, none at the ends.

    >>> one_line("  Harbour\\n  lights ")
    'Harbour lights'
    """
    if text.isprintable() and "  " not in text:  # the plain space is the only white space that is printable
        return text.strip()
    return re.sub(_SPACES, " ", clean(text)).strip()


def shorten(text: str, limit: int) -> str:
    """`text` on one line, at most `limit` characters, cut between words and ended with an ellipsis when cut.

    >>> shorten("The tower reached the shore at noon", 20)
    'The tower reached…'
    """
    line = one_line(text)
    if len(line) <= limit:
        return line
    head = line[: limit - 1]
    at = head.rfind(" ")
    return (head[:at] if at > limit // 2 else head).rstrip(" ,;:.–—-") + "…"
