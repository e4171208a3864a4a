"""A small seeded sample of the campaign; the whole of it is `python -m tests.soak`."""

import random
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))

from campaign import Target, targets

SHARE = 0.01


@pytest.mark.parametrize("target", targets().values(), ids=list(targets()))
def test_a_sample_keeps_the_promise(target: Target) -> None:
    outcome = target.run(random.Random(f"sample {target.key}"), SHARE)
    assert not outcome.broken, "\n".join(outcome.broken[:20])
    assert outcome.figure
