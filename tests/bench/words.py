"""Words to fill pages, posts and feeds with, and the corpus of real material where it lies beside the project."""

from __future__ import annotations

import random
from pathlib import Path

WORDS = (
    "harbour lighthouse ferry council storm bridge museum election keeper breakwater fog winter market school strike "
    "budget minister coast survey fire rescue verdict appeal concert record harvest river flood tunnel station tram "
    "climate inquiry border hospital housing island festival orchestra champion final captain trawler quota summit "
    "the the the a of to in and for on with after before about under again still may will not new old first last"
).split()
HOSTS = tuple(
    f"{first}{second}.example"
    for first in ("harbour", "coast", "evening", "daily", "north", "island")
    for second in ("gazette", "courier", "post", "times", "mirror", "herald", "-news", "-today")
)


def corpus() -> Path | None:
    """The folder of real material, or `None`."""
    folder = Path(__file__).resolve().parents[3] / "shared" / "corpus"
    return folder if folder.is_dir() else None


def sentence(dice: random.Random, most: int = 24) -> str:
    words = [dice.choice(WORDS) for _ in range(dice.randint(min(6, most - 1), most))]
    return " ".join(words).capitalize() + dice.choice((".", ".", ".", "?", "; “so it goes”, they say."))


def paragraph(dice: random.Random) -> str:
    """About 400 characters of prose."""
    return " ".join(sentence(dice) for _ in range(dice.randint(2, 5)))
