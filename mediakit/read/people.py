"""Who made it: names as people write them, out of what pages put into their author fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from mediakit import chars, url
from mediakit.embed import Person
from mediakit.fields import JSON
from mediakit.read import jsonld

# A byline of more is a list of the staff.
MAX_PEOPLE: Final = 20
_MAX_NAME: Final = 120
_BY: Final = re.compile(
    r"\A(?:(?:written|posted|published|reported|story|text|words|von|by|par|por|di|door|av|af|autor|author|authors)"
    r"(?:\s+by)?\s*[:：]\s*|(?:(?:written|posted|published|reported|story|text|words)\s+)?by\s+|von\s+(?=[A-ZÄÖÜ])"
    r"|par\s+(?=[A-ZÀ-Ý])|por\s+(?=[A-ZÀ-Ý]))",
    re.IGNORECASE,
)
_ROLE: Final = re.compile(
    r"\s*[,|(–—]\s*(?:(?:senior|staff|special|chief|contributing|freelance|foreign|political|business|technology|tech|"
    r"sports?|science|education|health)\s+)*(?:writer|reporter|correspondent|contributor|editor|columnist|author)\b.*\Z"
    r"|\s*[•·|]\s.*\Z",
    re.IGNORECASE,
)
_MAIL: Final = re.compile(r"\A(\S+@\S+)\s+\(([^)]+)\)\Z")
_BETWEEN: Final = re.compile(r"\s*;\s*|\s+(?:and|und|et|y|e|en|og|och|&)\s+|\s*,\s*(?:and\s+)?")
# Accounts and placeholders, not people: what blog software fills in by itself.
_NOBODY: Final = frozenset(
    (
        "admin administrator author authors editor editors root user webmaster wordpress anonymous unknown none null "
        "undefined guest test staff redaktion redaction redacción redazione by"
    ).split()
)
_HANDLE: Final = re.compile(r"\A@[\w.-]{1,60}(?:@[\w.-]+)?\Z")


def name(text: str | None) -> str | None:
    """A person's name out of what an author field holds, or `None` when it holds none.

    >>> name("By Ana Lim, Staff Writer"), name("admin"), name("https://example.org/ana"), name("@ana")
    ('Ana Lim', None, None, '@ana')
    """
    line = chars.one_line(text or "")
    if match := _MAIL.match(line):
        line = match[2]
    line = _ROLE.sub("", _BY.sub("", line)).strip(" ,;:|-–—")
    if not line or len(line) > _MAX_NAME or line.lower() in _NOBODY:
        return None
    if "://" in line or line.lower().startswith(("www.", "//", "/")) or ("@" in line and not _HANDLE.match(line)):
        return None
    return line if any(c.isalpha() for c in line) else None


def names(text: str | None) -> tuple[str, ...]:
    """The names in a byline, apart only where each part is a name by itself.

    >>> names("Ana Lim and Bo Falk"), names("Lim, Ana"), names("Simon & Garfunkel")
    (('Ana Lim', 'Bo Falk'), ('Lim, Ana',), ('Simon & Garfunkel',))
    """
    whole = name(text)
    if whole is None:
        return ()
    parts = [part for part in _BETWEEN.split(whole) if part]
    if len(parts) > 1 and (";" in whole or all(2 <= len(part.split()) <= 4 for part in parts)):
        return tuple(found for part in parts if (found := name(part)))
    return (whole,)


def people(values: Iterable[JSON], base: str) -> tuple[Person, ...]:
    """Persons out of author values: strings, or objects with `name`, `url` and `sameAs`; each once, in order.

    >>> people([{"name": "Ana Lim", "url": "/ana"}, "Bo Falk"], "https://example.org/")
    (Person(name='Ana Lim', url='https://example.org/ana', handle=None), Person(name='Bo Falk', url=None, handle=None))
    """
    found: dict[str, Person] = {}
    for value in values:
        if len(found) >= MAX_PEOPLE:
            break
        if isinstance(value, Mapping):
            address = _address(value, base)
            for each in _stated(value):
                found.setdefault(each.casefold(), Person(name=each, url=address))
        elif isinstance(value, str):
            for each in names(value[:500]):
                handle = each.removeprefix("@") if each.startswith("@") else None
                found.setdefault(each.casefold(), Person(name=handle or each, handle=handle))
    return tuple(found.values())


def _stated(value: Mapping[str, JSON]) -> tuple[str, ...]:
    stated = jsonld.text(jsonld.field(value, "name"), 500)
    if stated is None:
        given, family = jsonld.text(value.get("givenName"), 100), jsonld.text(value.get("familyName"), 100)
        stated = " ".join(part for part in (given, family) if part)
    return names(stated)


def _address(value: Mapping[str, JSON], base: str) -> str | None:
    for field in ("url", "sameAs", "@id"):
        for each in jsonld.each(jsonld.field(value, field)):
            if isinstance(each, Mapping):
                each = each.get("@id")
            found = url.absolute(each, base) if isinstance(each, str) else None
            if found and (field != "@id" or "#" not in found):
                return found
    return None
