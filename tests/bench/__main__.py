"""`python tests/bench [NAME ...]`: measure, print Markdown, with `--write` put it into docs/benchmarks.md."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

# This folder is run as it lies; other packages ship a `tests` of their own, so the name to import by is `bench`.
sys.path.insert(0, str(Path(__file__).parents[1]))

from bench import table
from bench.benches import BENCHES
from bench.contest import hold


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python tests/bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(BENCHES)}; all by default")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/benchmarks.md")
    parser.add_argument("--smoke", action="store_true", help="a few inputs, one round: only to see that all of it runs")
    chosen = parser.parse_args(arguments)
    if unknown := [name for name in chosen.names if name not in BENCHES]:
        parser.error(f"no bench is called {', '.join(unknown)}")
    if chosen.write and chosen.smoke:
        parser.error("figures of a smoke run mean nothing: they are not written down")
    sections = {}
    for name in chosen.names or BENCHES:
        results = hold(name, BENCHES[name], "smoke" if chosen.smoke else "full")
        said = f"{table.markdown(BENCHES[name], results)}\nMeasured {table.circumstances([BENCHES[name]])}\n\n"
        sections[name] = said
        print(said, flush=True)
    if chosen.write:
        table.write(sections)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
