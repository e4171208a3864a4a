"""All benches by name; a new one is a module with a `BENCH` and a row here."""

from typing import Final

from bench import batches, carding, finding, pages, podcasts, recognizing, starting
from bench.contest import Bench

BENCHES: Final[dict[str, Bench]] = {
    "recognize": recognizing.BENCH,
    "read_page": pages.BENCH,
    "find": finding.BENCH,
    "card": carding.BENCH,
    "rss": podcasts.BENCH,
    "start": starting.BENCH,
    "many": batches.BENCH,
}
