"""A long list takes no more memory than a short one: Python's own allocations, after all that is remembered is full."""

import asyncio
import gc
import tracemalloc
from collections.abc import Iterator

import pytest

from mediakit.client import AsyncResolver, Resolver, asker
from mediakit.errors import FetchError
from mediakit.flow import Request, Response

# As many different addresses as the warming up has: those taken apart last are remembered, and no more of them come.
WARM, LONG = 400, 1_200
# What an interpreter's own tables may grow by meanwhile; a hundred answers that were held would be more.
SLACK = 256 * 1024


def fetch(request: Request, deadline: float | None = None) -> Response:
    if request.url.endswith("7"):
        raise FetchError(request.url, "the connection was reset")
    name = request.url.rpartition("/")[2]
    body = f"<title>{name}</title>".encode().ljust(2_000)
    return Response(url=request.url, status=200, headers={"content-type": "text/html"}, body=body)


async def later(request: Request, deadline: float | None = None) -> Response:
    return fetch(request, deadline)


def urls() -> Iterator[str]:
    for number in range(LONG):
        yield f"https://host-{number % 50}.example/story-{number % WARM}"


class Growth:
    """By how many bytes the allocations grew from the end of the warming up to the end of the list."""

    def __init__(self) -> None:
        self.seen = self.begun = 0

    def count(self) -> None:
        self.seen += 1
        if self.seen in (WARM, LONG):
            gc.collect()
            now, _ = tracemalloc.get_traced_memory()
            self.begun, self.by = now if self.seen == WARM else self.begun, now - self.begun


def by_threads() -> Growth:
    growth = Growth()
    with Resolver(fetch=fetch) as resolver:
        for _ in resolver.resolve_many(urls(), workers=4):
            growth.count()
    return growth


def by_tasks() -> Growth:
    async def main() -> Growth:
        growth = Growth()
        async with AsyncResolver(fetch=later) as resolver:
            async for _ in resolver.resolve_many(urls(), workers=4):
                growth.count()
        return growth

    return asyncio.run(main())


@pytest.mark.parametrize("way", [by_threads, by_tasks])
def test_a_list_may_have_any_length(way, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asker, "_REMEMBERED", 100)
    tracemalloc.start()
    try:
        growth = way()
    finally:
        tracemalloc.stop()
    assert growth.seen == LONG
    assert growth.by < SLACK, f"{growth.by:,} bytes more for {LONG - WARM} inputs more"
