"""Real posts and pages with what others say is in them. Read the misses; never tune to one."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from mediakit import body

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real material is not beside the project")


def rows(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (CORPUS / name).read_text(encoding="utf-8").splitlines()]


def source(path: Path) -> str:
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8", "replace")


def test_every_code_is_read_without_an_error() -> None:
    for row in rows("embedcode-cases.jsonl"):
        post = str(row["html"])
        assert body.replace(post, lambda found: found.markup) == post


def test_codes_that_embed_something_give_something() -> None:
    wanted = [row for row in rows("embedcode-cases.jsonl") if row["expected"]]
    silent = [row for row in wanted if not any(body.find(str(row["html"]), base_url="https://example.org/"))]
    assert len(silent) <= len(wanted) * 0.05, [str(row["html"])[:100] for row in silent]


def test_media_on_real_pages() -> None:
    total = hit = 0
    for row in rows("page-embeds/page-embeds.jsonl"):
        embeds = row["embeds"]
        assert isinstance(embeds, list)
        found = list(body.find(source(CORPUS / str(row["file"]))))
        said = [f"{each.embed.key} {each.embed.url} {each.markup}" for each in found]
        for embed in embeds:
            total += 1
            hit += any(str(embed["id"]) in each for each in said)
    assert hit >= total * 0.95, (hit, total)
