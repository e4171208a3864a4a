"""Writes what the cases render to today: `python tests/cards/write_golden.py`, then read the difference."""

from __future__ import annotations

import json
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent))

from card_cases import GOLDEN, NAMES, THEME, case

from mediakit import cards


def forms(name: str) -> dict[str, str]:
    """Every form of a case, by the ending of its file."""
    placed = case(name)
    return {
        "html": cards.html(placed, THEME) + "\n",
        "txt": cards.text(placed, THEME) + "\n",
        "feed.html": cards.feed(placed, THEME) + "\n",
        "jsonld": json.dumps(cards.jsonld(placed, THEME), ensure_ascii=False, indent=1) + "\n",
    }


if __name__ == "__main__":
    for name in NAMES:
        for ending, written in forms(name).items():
            (GOLDEN / f"{name}.{ending}").write_text(written, "utf-8")
