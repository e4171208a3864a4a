"""find: what an editor's HTML embeds, beside the bare parse that it could not do without."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from typing import Literal

from bench import newspaper
from bench.contest import Bar, Bench, Contender, Results, Work, at_most
from bench.words import corpus

OURS, BARE = "mediakit.find", "BeautifulSoup(html, 'lxml'), bare parse"
SIZES = (2_000, 10_000, 50_000, 200_000)


def inputs(size: Literal["full", "smoke"]) -> dict[str, list[str]]:
    sizes, each = (SIZES, 5) if size == "full" else (SIZES[:1], 1)
    found = {
        f"posts of {length // 1000} kB": [newspaper.post(length, seed) for seed in range(each)] for length in sizes
    }
    found["whole page of 100 kB"] = [newspaper.page(100_000, 1)[0].decode()]
    if folder := corpus():
        codes = (folder / "embedcode-cases.jsonl").read_text(encoding="utf-8").splitlines()
        found["real embed codes (corpus)"] = [json.loads(line)["html"] for line in codes]
        found["real pages (corpus)"] = []
        for line in (folder / "page-embeds" / "page-embeds.jsonl").read_text(encoding="utf-8").splitlines():
            path = folder / json.loads(line)["file"]
            raw = path.read_bytes()
            body = gzip.decompress(raw) if path.suffix == ".gz" else raw
            found["real pages (corpus)"].append(body.decode("utf-8", "replace"))
    return found if size == "full" else {name: items[:2] for name, items in found.items()}


def find() -> Work:
    import mediakit

    return lambda html: list(mediakit.find(html, base_url=newspaper.SITE + "/post"))


def bare() -> Work:
    from bs4 import BeautifulSoup

    return lambda html: BeautifulSoup(html, "lxml")


def bars(results: Results) -> Sequence[Bar]:
    return [
        at_most(f"find, {given}: at most 2 x a bare bs4+lxml parse", results.ratio(OURS, BARE, given), 2, "x")
        for given in results.lines
    ]


BENCH = Bench(
    title="find",
    about=(
        "An editor's HTML to its embeds with captions and credits. The bare parse makes the tree and looks at nothing. "
        "Inputs: five made-up posts a size in which about every fifth piece is an embed, a whole page, and the corpus."
    ),
    unit="ms a post",
    scale=1e3,
    contenders=(Contender(name=OURS, make=find), Contender(name=BARE, make=bare)),
    inputs=inputs,
    bars=bars,
)
