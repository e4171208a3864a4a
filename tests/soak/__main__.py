"""`python -m tests.soak [TARGET ...]`: the whole campaign against hostile servers on loopback; figures as Markdown."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from campaign import campaign, targets


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="TARGET", help=f"of {', '.join(targets())}; all by default")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--share", type=float, default=1.0, help="how much of it, 1.0 for the whole")
    chosen = parser.parse_args(arguments)
    known = {*targets(), *(key.split("-")[0] for key in targets())}
    if unknown := [name for name in chosen.names if name not in known]:
        parser.error(f"no target is called {', '.join(unknown)}")
    print(
        f"seed {chosen.seed}, share {chosen.share:g}\n\n| Target | Promise | Figure | Seconds |\n|---|---|---|---|",
        flush=True,
    )
    failed = []
    for target, outcome, seconds in campaign(chosen.names, chosen.seed, chosen.share):
        print(f"| {target.key} | {target.promise} | {outcome.figure} | {seconds:.0f} |", flush=True)
        failed += [f"{target.key}: {words}" for words in outcome.broken]
    for words in failed[:50]:
        print(f"BROKEN {words}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
