"""The cards' cases: kept embeds, one a file in `cards/golden/NAME.json`, beside the forms they must render to."""

from __future__ import annotations

import json
from pathlib import Path

from mediakit.cards import Theme
from mediakit.embed import Placed
from mediakit.kept import placed_from_dict

GOLDEN = Path(__file__).parent / "cards" / "golden"
NAMES = sorted(path.stem for path in GOLDEN.glob("*.json"))
HEIGHTS = {"bridge.jpg": (1280, 720), "cover.jpg": (600, 600), "ferry.jpg": (1280, 720), "quay.jpg": (1600, 1067)}


def media(name: str) -> str:
    """Where the pages of the tests keep their pictures."""
    return f"media/{name}"


THEME = Theme(media_url=media, base_url="https://paper.example/live/")


def case(name: str) -> Placed:
    """The case of this name."""
    return placed_from_dict(json.loads((GOLDEN / f"{name}.json").read_text("utf-8")))
