"""Reading strangers' material, where it lies beside the project: encodings, answers, pages; no expectation is tuned."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mediakit import from_dict
from mediakit.errors import BadAnswer
from mediakit.read import charset, page_facts, read_oembed
from mediakit.read.jsonld import objects

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
needs_corpus = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the corpus of strangers' pages is not part of the project: put it at ../shared/corpus"
)


def cases(name: str) -> Iterator[tuple[dict[str, Any], bytes]]:
    folder = CORPUS / "page-cases" / name
    for case in json.loads((folder / "expected.json").read_text(encoding="utf-8"))["cases"]:
        body = (folder / case["file"]).read_bytes()
        yield case, gzip.decompress(body) if case["file"].endswith(".gz") else body


@needs_corpus
def test_every_encoding_is_found_as_the_conformance_suite_says() -> None:
    wrong = [
        case["id"] for case, body in cases("html5lib-encoding") if charset(body, None) != case["expected"]["charset"]
    ]
    assert wrong == []


@needs_corpus
def test_json_ld_is_read_as_its_reference_says() -> None:
    stated = [(case, body) for case, body in cases("extruct") if "json_ld" in case["expected"]]
    wrong = []
    for case, body in stated:
        expected = case["expected"]["json_ld"]
        if isinstance(expected, list) and objects(body) != expected:
            wrong.append(case["id"])
    assert len(stated) > 10
    assert wrong == []


@needs_corpus
def test_recorded_answers_are_read_and_errors_refused() -> None:
    wrong = []
    for line in (CORPUS / "oembed-cases.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        wanted = case["kind"] != "invalid" and case.get("status", 200) == 200
        try:
            read_oembed(case["body"], url="https://example.org/")
        except BadAnswer:
            read = False
        else:
            read = True
        if read != wanted:
            wrong.append(case["source"])
    assert wrong == []


@needs_corpus
@pytest.mark.parametrize("name", ["metascraper", "onebox", "oscarotero-embed", "readability", "summaly"])
def test_every_page_is_read_and_its_embed_can_be_kept(name: str) -> None:
    for case, body in cases(name):
        body = body.partition(b"\r\n\r\n")[2] if body.startswith(b"HTTP/") else body
        page = page_facts(body[: 512 * 1024], url=case.get("url") or "https://example.org/")
        assert from_dict(page.embed.to_dict()) == page.embed
