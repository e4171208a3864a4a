"""One table a field: whom to believe first. Read it as the specification of `read_page`.

Ranks, the scale on which `mediakit.merge` compares what different answers say of one thing:

    100  the editor                    60  JSON-LD                     35  oEmbed of articles and links
     90  the URL                       56  Open Graph                  30  plain HTML
     70  oEmbed of a medium, from      52  Twitter cards               20  an id that holds a time
         an endpoint we sanction       48  microdata, RDFa             10  guesses: a date in the path,
     58  oEmbed of a medium, from      44  named metas (Dublin Core,       the first paragraph
         one the registry lists            Parsely, Sailthru ...)
                                       40  microformats
     50  oEmbed of a medium, from
         an endpoint a page named

Within a table the order is what counts: ranks never rise from one row to the next.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, TypeAlias, TypeVar

from mediakit import url
from mediakit.embed import Source, SourceKind
from mediakit.fields import JSON
from mediakit.read import elements, states
from mediakit.read.facts import Facts

T = TypeVar("T")
Read: TypeAlias = Callable[[Facts], Iterable[JSON]]

EDITOR: Final = 100
ADDRESS: Final = 90
OEMBED: Final = 70
JSONLD: Final = 60
OEMBED_REGISTERED: Final = 58
OPENGRAPH: Final = 56
TWITTER: Final = 52
OEMBED_DISCOVERED: Final = 50
MICRODATA: Final = 48
META: Final = 44
MICROFORMATS: Final = 40
OEMBED_LINK: Final = 35
HTML: Final = 30
ID: Final = 20
GUESS: Final = 10


@dataclass(frozen=True, slots=True)
class Row:
    """One place to look: what kind of source it is, how far it is believed, and how it is read."""

    kind: SourceKind
    rank: int
    read: Read


Table: TypeAlias = tuple[Row, ...]


def table(*rows: Row) -> Table:
    """The rows with ranks that never rise."""
    lowest = EDITOR
    made = []
    for row in rows:
        lowest = min(lowest, row.rank)
        made.append(replace(row, rank=lowest))
    return tuple(made)


def first(rows: Table, facts: Facts, accept: Callable[[JSON], T | None]) -> tuple[T, Source] | None:
    """The first value of the table that `accept` takes, and its source."""
    for row in rows:
        for value in row.read(facts):
            if (taken := accept(value)) is not None:
                return taken, Source(kind=row.kind, rank=row.rank)
    return None


def ld(*names: str) -> Row:
    """These fields of the JSON-LD object that the page is."""
    return Row("jsonld", JSONLD, lambda facts: facts.of_main(facts.main, *names))


def microdata(*names: str) -> Row:
    """These properties of the microdata item that the page is."""
    return Row("microdata", MICRODATA, lambda facts: facts.of_main(facts.item, *names) if facts.item else ())


def rdfa(*names: str) -> Row:
    """These properties of the RDFa item that the page is, at the rank of microdata."""
    return Row("rdfa", MICRODATA, lambda facts: facts.of_main(facts.resource, *names) if facts.resource else ())


def of_page(*names: str) -> Row:
    """What RDFa says of the page itself: the licence badge of Creative Commons does."""
    return Row("rdfa", MICRODATA, lambda facts: facts.of_main(facts.rdfa.page, *names) if facts.rdfa.page else ())


def microformats(*names: str) -> Row:
    """These properties of the microformat that the page is, in schema.org's words."""
    return Row("microformats", MICROFORMATS, lambda facts: facts.of_main(facts.entry, *names) if facts.entry else ())


def header(name: str) -> Row:
    """What the answer's head says."""
    return Row("header", META, lambda facts: (facts.headers.get(name),))


def og(*names: str) -> Row:
    """Open Graph: `og:` is put before a name that has no prefix."""
    full = tuple(name if ":" in name and name.partition(":")[0] in _VERTICALS else f"og:{name}" for name in names)
    return Row("opengraph", OPENGRAPH, lambda facts: facts.meta(*full))


def twitter(*names: str) -> Row:
    """Twitter cards."""
    full = tuple(f"twitter:{name}" for name in names)
    return Row("twitter", TWITTER, lambda facts: facts.meta(*full))


def meta(*names: str) -> Row:
    """Metas by name, as newsrooms' other readers want them."""
    return Row("html", META, lambda facts: facts.meta(*names))


def plain(read: Callable[[Facts], Iterable[JSON]]) -> Row:
    """Plain HTML."""
    return Row("html", HTML, read)


def guess(kind: SourceKind, read: Callable[[Facts], Iterable[JSON]]) -> Row:
    """The last resort."""
    return Row(kind, GUESS, read)


_VERTICALS: Final = frozenset(("og", "article", "book", "music", "profile", "video", "product"))


def _title_of(facts: Facts) -> Iterator[JSON]:
    """The headline; or the name, where the page's title shows that the headline is something else (Wikipedia)."""
    named = next((name for name in facts.of_main(facts.main, "name") if isinstance(name, str)), None)
    if named and (facts.title_tag or "").startswith(named):
        yield named
    yield from facts.of_main(facts.main, "headline", "name")


def _profiled(facts: Facts) -> Iterator[JSON]:
    if facts.profiled is not None:
        yield facts.profiled


def _works(*names: str) -> Row:
    """Fields of the main JSON-LD object unless it is a profile: when an account was opened is no publication."""
    return Row("jsonld", JSONLD, lambda facts: facts.of_main(facts.main, *names) if facts.profiled is None else ())


def _sites(facts: Facts) -> Iterator[JSON]:
    for wanted in ("WebSite", "NewsMediaOrganization", "Organization", "Corporation"):
        for one in facts.objects[:200]:
            if one.get("@type") == wanted:
                yield one


_DAY_IN_PATH: Final = re.compile(
    r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[/-]?(0[1-9]|[12]\d|3[01])(?=[/._-]|\Z)",
    re.IGNORECASE,
)


def _day_in_path(facts: Facts) -> Iterator[JSON]:
    parts = url.split(facts.address)
    if parts and (match := _DAY_IN_PATH.search(parts.path)):
        month = match[2].lower()
        number = month if month.isdigit() else f"{_MONTHS.index(month) + 1:02}"
        yield f"{match[1]}-{number}-{match[3]}"


_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _html_lang(facts: Facts) -> Iterator[JSON]:
    yield (
        facts.root.get("lang")
        or facts.root.get("{http://www.w3.org/XML/1998/namespace}lang")
        or facts.root.get("xml:lang")
    )


TITLE = table(
    og("title"),
    twitter("title"),
    Row("jsonld", JSONLD, _title_of),
    microdata("headline", "name"),
    rdfa("headline", "name"),
    meta("parsely-title", "sailthru.title", "dc.title", "dcterms.title", "citation_title", "hdl"),
    microformats("name"),
    plain(elements.headline),
    plain(elements.heading),
)

DESCRIPTION = table(
    og("description"),
    twitter("description"),
    meta("description"),
    ld("description"),
    microdata("description"),
    rdfa("description"),
    meta("sailthru.description", "dc.description", "dcterms.description", "dcterms.abstract", "abstract"),
    microformats("description"),
    guess("html", elements.first_paragraph),
)

AUTHORS = table(
    ld("author", "creator", "byArtist"),
    Row("jsonld", JSONLD, _profiled),
    meta("citation_author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "dc.creator.author"),
    og("article:author", "book:author", "music:musician", "video:director"),
    meta("author", "article:author_name", "byl", "bt:author"),
    microdata("author", "creator"),
    rdfa("author", "creator"),
    microformats("author"),
    plain(elements.bylines),
    twitter("creator"),
    guess("html", elements.authors_linked),
)

PUBLISHER = table(
    og("site_name"),
    ld("publisher", "sourceOrganization"),
    meta("application-name", "al:ios:app_name", "al:android:app_name", "apple-mobile-web-app-title"),
    microdata("publisher"),
    rdfa("publisher", "sourceOrganization"),
    meta("dc.publisher", "dcterms.publisher", "publisher", "cre", "citation_journal_title"),
    plain(elements.site_in_title),
    guess("jsonld", _sites),
)

PUBLISHED = table(
    _works("datePublished", "uploadDate", "dateCreated"),
    og("article:published_time", "article:published", "og:published_time", "video:release_date", "music:release_date"),
    og("og:article:published_time", "og:pubdate", "book:release_date"),
    meta(
        "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "dc.date.issued", "dcterms.issued",
        "dcterms.created", "dc.date", "dc.date.created", "citation_publication_date", "citation_date", "pubdate",
        "publishdate", "publish-date", "publish_date", "ptime", "publication_date", "originalpublicationdate",
        "date_published", "datepublished", "article.published", "published-date", "rnews:datepublished", "pdate",
        "dat", "timestamp", "created", "date",
    ),
    microdata("datePublished", "uploadDate", "dateCreated"),
    rdfa("datePublished", "uploadDate", "dateCreated"),
    microformats("datePublished"),
    plain(elements.times_published),
    guess("html", elements.day_before_quote),
    guess("html", states.published),
    guess("url", _day_in_path),
)  # fmt: skip

MODIFIED = table(
    _works("dateModified"),
    og("article:modified_time", "article:modified", "updated_time"),
    meta(
        "dcterms.modified", "dc.date.modified", "last-modified", "lastmod", "revised", "date_modified", "datemodified"
    ),
    microdata("dateModified"),
    rdfa("dateModified"),
    microformats("dateModified"),
    plain(elements.times_modified),
)

LANG = table(
    ld("inLanguage"),
    plain(_html_lang),
    meta("content-language", "dc.language", "dcterms.language", "language"),
    og("locale"),
    microdata("inLanguage"),
    rdfa("inLanguage"),
    header("content-language"),
)

TEXT = table(ld("articleBody", "text"), microformats("articleBody"), og("description"))

DURATION = table(
    ld("duration"),
    og("video:duration", "og:video:duration", "music:duration"),
    microdata("duration"),
    rdfa("duration"),
)

SERIES = table(ld("partOfSeries", "inAlbum", "partOf"))
SEASON = table(ld("seasonNumber", "partOfSeason"))
EPISODE = table(ld("episodeNumber"))
