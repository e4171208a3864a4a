"""The date in a page's inline JSON (`__NEXT_DATA__`, an initial state), where nothing else states one.

Such states describe everything on the page, other articles too, so a date counts only where all that are stated under
one name are equal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mediakit.read.facts import Facts

# As frameworks and newsrooms' systems name it, the clearest first.
_NAMES: Final = (
    "datePublished", "publishedAt", "published_at", "publishDate", "publish_date", "publicationDate",
    "publication_date_start", "publication_date", "firstPublished", "first_published_at", "datePublishedISO",
    "formatted_published_at", "uploadDate", "displayDate", "display_date",
)  # fmt: skip
_VALUE: Final = re.compile(r"""\s{0,4}:\s{0,4}\\{0,2}"([^"\\<>]{6,40})\\{0,2}"|\s{0,4}:\s{0,4}(1\d{9}(?:\d{3})?)\b""")
_MAX_SCRIPTS: Final = 60
_MAX_FOUND: Final = 40
_MAX_TEXT: Final = 2_000_000


def published(facts: Facts) -> Iterator[str]:
    """The date of publication that the page's state gives, when it gives one alone."""
    texts: list[str] = []
    left = _MAX_TEXT
    for script in facts.scripts[:_MAX_SCRIPTS]:
        text = script.text or ""
        if len(text) > 40 and left > 0:
            texts.append(text[:left])
            left -= len(text)
    for name in _NAMES:
        found: set[str] = set()
        for text in texts:
            at = text.find(name)
            while at >= 0 and len(found) < _MAX_FOUND:
                after = at + len(name)
                # The quotation mark behind a name; a backslash before it where JSON stands in a string.
                quoted = after + 1 if text[after : after + 1] == '"' else after + 2
                whole = text[quoted - 1 : quoted] == '"' and text[at - 1 : at] == '"'
                if whole and (match := _VALUE.match(text, quoted)):
                    found.add(match[1] or match[2])
                at = text.find(name, after)
        if len(found) == 1:
            yield from found
            return
        if found:
            return
