"""One browser for all tests of this folder; a machine without skips them in words that say what to install."""

from collections.abc import Iterator
from typing import Any

import pytest
from harness import launched, missing


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    if lacking := missing("browser"):
        pytest.skip(lacking)
    with launched() as found:
        yield found


@pytest.fixture(scope="session")
def axe() -> None:
    if lacking := missing("axe"):
        pytest.skip(lacking)


@pytest.fixture(scope="session")
def vnu() -> None:
    if lacking := missing("vnu"):
        pytest.skip(lacking)
