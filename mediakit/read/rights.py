"""Who owns what a page shows and on what terms: licence, credit, notice; and what the page asks of programs.

Sources: schema.org CreativeWork and Google's "Image metadata" (read 2026-11), rel-license, ccREL, RFC 4946 for the Link
header, robots metas and X-Robots-Tag (Google, "Robots meta tag specifications"), `noai` and `noimageai` (DeviantArt,
2022), TDM Reservation Protocol (W3C community group, 2024), AIPREF `Content-Usage` (IETF draft), RSL 1.0.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from mediakit import chars, url
from mediakit.embed import FrozenMap, Rights, Source
from mediakit.fields import JSON
from mediakit.read import jsonld, links, markup
from mediakit.read import precedence as tables
from mediakit.read.facts import Facts, line
from mediakit.read.precedence import Row, ld, meta, microdata, of_page, plain, rdfa, table

_CREATIVE: Final = re.compile(
    r"creativecommons\.org/(?:licenses/([a-z-]+)/(\d\.\d)|publicdomain/(zero|mark)/(\d\.\d))", re.IGNORECASE
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d(?:\s*[-–]\s*(?:(?:19|20)\d\d|\d\d))?\Z")
_RSL: Final = "application/rsl+xml"
# Nobody needs more to say what may be done with a page.
_MAX: Final = 40
_AGENTS: Final = frozenset(
    "googlebot googlebot-news googlebot-image googlebot-video google-extended bingbot gptbot ccbot applebot slurp "
    "duckduckbot yandex baiduspider claudebot perplexitybot".split()
)
# Directives that carry a value behind a colon, which is no agent's name before one.
_VALUED: Final = frozenset(("max-snippet", "max-image-preview", "max-video-preview", "unavailable_after"))

Preview: TypeAlias = Literal["none", "standard", "large"]


_NOBODY: Final[FrozenMap[tuple[str, ...]]] = FrozenMap()


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """What a page asks of programs that read it. None of it is a licence; whoever keeps copies does well to heed it.

    `robots`: directives for every program, from metas and X-Robots-Tag, in lower case (`noarchive`, `noai`,
    `max-image-preview:large`); `agents`: those for one program, by its name. `tdm_reserved`: whether the rights to text
    and data mining are reserved, `None` when it is not said; `tdm_policy`: where the terms stand. `usage`: preferences
    of a Content-Usage header (`train-ai=n`). `rsl`: the address of its RSL terms.
    """

    robots: tuple[str, ...] = ()
    agents: FrozenMap[tuple[str, ...]] = _NOBODY
    tdm_reserved: bool | None = None
    tdm_policy: str | None = None
    usage: tuple[str, ...] = ()
    rsl: str | None = None

    @property
    def preview(self) -> Preview | None:
        """How large a picture of the page may be shown beside a link to it, where that is said."""
        stated = [each.partition(":")[2] for each in self.robots if each.startswith("max-image-preview:")]
        sizes: tuple[Preview, ...] = ("none", "standard", "large")  # the stricter counts where two are stated
        return next((size for size in sizes if size in stated), None)


UNSAID: Final = Signals()


def rights(facts: Facts) -> tuple[Rights, Source] | None:
    """Who owns it and on what terms, as far as the page says; the source is the best one's."""
    credit = tables.first(CREDIT, facts, line(300))
    notice = tables.first(COPYRIGHT, facts, line(300))
    terms = tables.first(LICENSE, facts, _license(facts))
    acquire = tables.first(ACQUIRE, facts, _address(facts))
    usage = tables.first(USAGE, facts, _address(facts))
    known = [each[1] for each in (credit, notice, terms, acquire, usage) if each]
    if not known:
        return None
    name, address = terms[0] if terms else (None, None)
    found = Rights(
        license=name,
        license_url=address,
        credit=credit[0] if credit else None,
        copyright=notice[0] if notice else None,
        acquire_url=acquire[0] if acquire else None,
        usage_url=usage[0] if usage else None,
    )
    return found, max(known, key=lambda source: source.rank)


def license_name(address: str) -> str | None:
    """The SPDX name of a Creative Commons licence's address.

    >>> license_name("https://creativecommons.org/licenses/by-sa/4.0/deed.de")
    'CC-BY-SA-4.0'
    """
    match = _CREATIVE.search(address)
    if match is None:
        return None
    if match[1]:
        return f"CC-{match[1].upper()}-{match[2]}"
    return "CC0-1.0" if match[3].lower() == "zero" else "CC-PDM-1.0"


def signals(facts: Facts) -> Signals:
    """What the page and the answer's head ask of programs."""
    return signals_of(facts.headers, facts)


def signals_of(headers: Mapping[str, str], facts: Facts | None = None) -> Signals:
    """The same for an answer that may be no page: a picture's head says what may be done with it.

    >>> signals_of({"x-robots-tag": "noimageai, gptbot: noindex", "tdm-reservation": "1"}).robots
    ('noimageai',)
    """
    said: dict[str, dict[str, None]] = {}
    for agent, text in _robots(headers, facts):
        for whom, directive in _directives(text, agent):
            if sum(map(len, said.values())) < _MAX:
                said.setdefault(whom, {})[directive] = None
    everybody = tuple(said.pop("", ()))

    def stated(name: str) -> str | None:
        written = headers.get(name) or (next(facts.meta(name), None) if facts is not None else None)
        return written.strip() if written else None

    reserved = stated("tdm-reservation")
    base = facts.base if facts is not None else None
    return Signals(
        robots=everybody,
        agents=FrozenMap((agent, tuple(directives)) for agent, directives in said.items()),
        tdm_reserved={"1": True, "0": False}.get(reserved or ""),
        tdm_policy=url.absolute(stated("tdm-policy"), base),
        usage=tuple(part for each in headers.get("content-usage", "")[:500].split(",") if (part := each.strip())),
        rsl=next(_rsl(headers, facts, base), None),
    )


def _robots(headers: Mapping[str, str], facts: Facts | None) -> Iterator[tuple[str, str]]:
    yield "", headers.get("x-robots-tag", "")
    if facts is not None:
        for name, content in facts.pairs:
            if name == "robots":
                yield "", content
            elif name in _AGENTS:
                yield name, content


def _directives(text: str, agent: str) -> Iterator[tuple[str, str]]:
    """Whom each directive is for, and the directive: `gptbot: noindex, noai` is for `gptbot` alone."""
    for part in text[:2_000].lower().split(","):
        name, colon, value = (each.strip() for each in part.partition(":"))
        if colon and name not in _VALUED and re.fullmatch(r"[a-z][a-z0-9_-]{1,40}", name):
            agent, name, colon, value = name, *(each.strip() for each in value.partition(":"))
        if name:
            yield agent, f"{name}:{value}"[:100] if colon else name[:100]


def _rsl(headers: Mapping[str, str], facts: Facts | None, base: str | None) -> Iterator[str]:
    for address, parameters in links.header_links(headers.get("link")):
        names = parameters.get("rel", "").lower().split()
        if parameters.get("type") == _RSL and "license" in names and (found := url.absolute(address, base)):
            yield found
    for link in facts.linked("license") if facts is not None else ():
        if link.get("type") == _RSL and (found := url.absolute(link.get("href"), base)):
            yield found


def _address(facts: Facts) -> Callable[[JSON], str | None]:
    def accept(value: JSON) -> str | None:
        if isinstance(value, Mapping):
            value = value.get("url") or value.get("@id")
        return url.absolute(value, facts.base) if isinstance(value, str) and " " not in value.strip() else None

    return accept


def _license(facts: Facts) -> Callable[[JSON], tuple[str | None, str | None] | None]:
    def accept(value: JSON) -> tuple[str | None, str | None] | None:
        if isinstance(value, Mapping):
            value = jsonld.text(value.get("url") or value.get("@id") or value.get("name"), url.MAX_LENGTH)
        if not isinstance(value, str) or not value.strip():
            return None
        if " " not in value.strip() and ("/" in value or ":" in value):
            address = url.absolute(value, facts.base)
            return (license_name(address), address) if address else None
        return chars.one_line(value)[:100], None

    return accept


def _named(facts: Facts) -> Iterator[JSON]:
    """Licences that links name: the page's own, then one in its words when no other is named beside it."""
    for link in facts.linked("license"):
        if link.get("type") != _RSL:
            yield link.get("href")
    said = {link.get("href"): None for link in facts.licensing if "license" in _relations(link)}
    if len(said) == 1:
        yield from said


def _relations(link: markup.Element) -> list[str]:
    return [each.rpartition(":")[2] for each in (link.get("rel") or "").lower().split()]


def _headed(facts: Facts) -> Iterator[JSON]:
    for address, parameters in links.header_links(facts.headers.get("link")):
        if "license" in parameters.get("rel", "").lower().split() and parameters.get("type") != _RSL:
            yield address


def _owned(row: Row, item: Callable[[Facts], jsonld.Object]) -> Row:
    """A row of notices that falls back to the owner, with the year where one is stated, as notices are written."""

    def read(facts: Facts) -> Iterator[JSON]:
        one = item(facts)
        if not one:
            return
        yield from row.read(facts)
        holders = map(line(200), facts.of_main(one, "copyrightHolder"))
        holder = next(filter(None, holders), None)
        year = (jsonld.text(jsonld.field(one, "copyrightYear"), 20) or "").strip()
        if holder is not None:
            yield f"© {year} {holder}" if _YEAR.match(year) else holder

    return Row(row.kind, row.rank, read)


CREDIT: Final = table(ld("creditText"), microdata("creditText"), rdfa("creditText"), of_page("creditText"))
COPYRIGHT: Final = table(
    _owned(ld("copyrightNotice"), lambda facts: facts.main),
    _owned(microdata("copyrightNotice"), lambda facts: facts.item),
    _owned(rdfa("copyrightNotice"), lambda facts: facts.resource),
    of_page("copyrightNotice"),
    meta("copyright", "dc.rights", "dcterms.rights", "rights", "rights-standard", "dcterms.rightsholder"),
)
LICENSE: Final = table(
    ld("license"),
    microdata("license"),
    rdfa("license"),
    of_page("license"),
    Row("header", tables.META, _headed),
    plain(_named),
    meta("dcterms.license", "dc.rights.license", "license"),
)
ACQUIRE: Final = table(
    ld("acquireLicensePage"),
    microdata("acquireLicensePage"),
    rdfa("acquireLicensePage"),
    of_page("acquireLicensePage"),
)
USAGE: Final = table(
    ld("usageInfo"),
    microdata("usageInfo"),
    rdfa("usageInfo"),
    plain(lambda facts: [link.get("href") for link in facts.linked("terms-of-service")]),
)
