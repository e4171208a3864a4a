"""Every case renders to the very bytes beside it. A new case is a new file; `write_golden.py` writes its forms."""

import pytest
from card_cases import GOLDEN, NAMES
from write_golden import forms


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str) -> None:
    for ending, written in forms(name).items():
        assert (GOLDEN / f"{name}.{ending}").read_text("utf-8") == written, f"{name}.{ending}"


def test_no_form_is_left_without_its_case() -> None:
    kept = {path.name.partition(".")[0] for path in GOLDEN.iterdir()}
    assert kept == set(NAMES)
    assert len(NAMES) >= 25
