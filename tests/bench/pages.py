"""read_page: from the bytes of a page to what it says, beside a bare parse and the libraries that read metadata."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from functools import partial
from typing import Literal, NamedTuple

from bench import newspaper
from bench.contest import Bar, Bench, Contender, Results, Work, at_least, at_most
from bench.words import corpus

OURS, BARE = "mediakit.read_page", "lxml.html, bare parse"
EXTRUCT, EXTRUCT_THREE = "extruct, as it comes", "extruct, opengraph + json-ld + microdata"
METADATA_PARSER = "metadata_parser"
LINKPREVIEW, LINKPREVIEW_LXML = "linkpreview, as it comes", "linkpreview, on lxml"
PEERS = (EXTRUCT, EXTRUCT_THREE, METADATA_PARSER, LINKPREVIEW, LINKPREVIEW_LXML)
SIZES = (7_000, 30_000, 100_000, 230_000, 500_000)
REAL = "real pages (corpus)"
# What the fetch would cut is not measured: beyond it the contenders would no longer read the same bytes.
LARGEST = 512 * 1024


class Page(NamedTuple):
    """A page as a server sends it, and decoded for the libraries that take text alone."""

    body: bytes
    text: str
    url: str


def inputs(size: Literal["full", "smoke"]) -> dict[str, list[Page]]:
    sizes, each = (SIZES, 4) if size == "full" else (SIZES[:1], 1)
    found = {f"{length // 1000} kB": [_made(length, seed) for seed in range(each)] for length in sizes}
    if real := _real():
        found[REAL] = real if size == "full" else real[:2]
    return found


def _made(length: int, seed: int) -> Page:
    body, url = newspaper.page(length, seed)
    return Page(body, body.decode(), url)


def _real() -> list[Page]:
    """Forty whole pages of the corpus, evenly spread over all sizes that the fetch takes."""
    folder = corpus()
    if folder is None:
        return []
    folder /= "page-cases/metascraper"
    pages = []
    for case in json.loads((folder / "expected.json").read_text(encoding="utf-8"))["cases"]:
        if case["format"] == "html" and case.get("url", "").startswith("http"):
            raw = (folder / case["file"]).read_bytes()
            body = gzip.decompress(raw) if case["file"].endswith(".gz") else raw
            if 1000 < len(body) <= LARGEST:
                pages.append(Page(body, body.decode("utf-8", "replace"), case["url"]))
    pages.sort(key=lambda page: (len(page.body), page.url))
    return pages[:: max(1, len(pages) // 40)][:40]


def read_page() -> Work:
    from mediakit import read_page

    return lambda page: read_page(page.body, url=page.url, content_type="text/html").title


def bare() -> Work:
    from lxml import html

    return lambda page: html.document_fromstring(page.body) is not None


def extruct(*syntaxes: str) -> Work:
    import extruct

    options = {"syntaxes": list(syntaxes)} if syntaxes else {}
    return lambda page: any(extruct.extract(page.text, base_url=page.url, **options).values())


def metadata_parser() -> Work:
    from metadata_parser import MetadataParser

    def read(page: Page) -> object:
        parsed = MetadataParser(url=page.url, html=page.text).parsed_result
        wanted = ("title", "description", "image", "url", "site_name", "author")
        return {name: parsed.get_metadatas(name) for name in wanted}["title"]

    return read


def linkpreview(parser: str | None) -> Work:
    from linkpreview import link_preview

    return lambda page: link_preview(page.url, page.text, parser=parser).to_dict()["title"]


def bars(results: Results) -> Sequence[Bar]:
    found = [
        at_most(f"read_page, {given}: at most 3 x a bare parse", results.ratio(OURS, BARE, given), 3, "x")
        for given in results.lines
    ]
    for peer in PEERS:
        ratios = {given: ratio for given in results.lines if (ratio := results.ratio(peer, OURS, given)) is not None}
        worst = min(ratios, key=lambda given: ratios[given], default=None)
        words = f"read_page: on every input at least 10 x as fast as {peer}"
        found.append(
            at_least(words, None, 10, "x") if worst is None else at_least(words, ratios[worst], 10, f"x ({worst})")
        )
    return found


BENCH = Bench(
    title="read_page",
    about=(
        "The bytes of a page to an embed: title, authors, dates, publisher, pictures, licence, where each fact came "
        "from. The bare parse makes the tree and looks at nothing. Peers get text that is already decoded. Inputs: "
        "four made-up article pages a size, and 40 real ones up to 512 kB."
    ),
    unit="ms a page",
    scale=1e3,
    contenders=(
        Contender(name=OURS, make=read_page),
        Contender(name=BARE, make=bare),
        Contender(name=EXTRUCT, make=extruct, needs=("extruct",)),
        Contender(name=EXTRUCT_THREE, make=partial(extruct, "opengraph", "json-ld", "microdata"), needs=("extruct",)),
        Contender(name=METADATA_PARSER, make=metadata_parser, needs=("metadata_parser",)),
        Contender(name=LINKPREVIEW, make=partial(linkpreview, None), needs=("linkpreview",)),
        Contender(name=LINKPREVIEW_LXML, make=partial(linkpreview, "lxml"), needs=("linkpreview",)),
    ),
    inputs=inputs,
    bars=bars,
)
