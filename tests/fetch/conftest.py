"""Every test of a fetch runs twice: over requests, and over aiohttp in an event loop."""

import pytest
from loopback import FETCHES, Opening, may_ask_loopback


@pytest.fixture(params=FETCHES)
def opened(request: pytest.FixtureRequest) -> Opening:
    """Makes a fetch with these limits and options."""
    return FETCHES[request.param]


@pytest.fixture
def fetching(opened: Opening) -> Opening:
    """Makes a fetch that may ask loopback servers."""
    return may_ask_loopback(opened)
