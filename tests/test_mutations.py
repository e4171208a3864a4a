"""A sample of the mutation campaign (tests/mutations.py): nothing raises but our own errors, nothing is lost."""

import contextlib
from pathlib import Path

import pytest
from mutations import CHECKS, campaign, own_seeds, strangers_seeds

from mediakit import MediaKitError

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"


def survives(seeds: dict[str, list[bytes]], count: int) -> None:
    for name, data in campaign(seeds, count, seed=11):
        with contextlib.suppress(MediaKitError):
            CHECKS[name](data)


def test_own_cases_mutated():
    survives(own_seeds(), 1_500)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus beside the project: shared/corpus")
def test_strangers_material_mutated():
    survives(strangers_seeds(CORPUS), 1_000)
