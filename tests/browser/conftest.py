"""One browser for the tests of a module; a machine without skips them in words that say what to install.

Not one for the session: while Playwright is open its event loop runs in the main thread, and tests of our own loops
that come after could not start theirs.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from harness import launched, missing


@pytest.fixture(scope="module")
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
