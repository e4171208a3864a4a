"""Resolver.keep and AsyncResolver.keep: the flow with the resolver's own fetch, store and clock."""

import asyncio

from mediakit.client import AsyncResolver, Resolver
from mediakit.fetch import Recorded
from mediakit.flow import Request, Response
from mediakit.keeping import Kept
from mediakit.store import MemoryStore

URL = "https://example.org/ferry"
GIF = b"GIF89a" + bytes([2, 0, 1, 0]) + bytes(8)
PAGE = b"<title>Ferry sinks</title><meta property='og:image' content='/p.gif'>"
WEB = Recorded(
    {
        URL: Response(url=URL, status=200, headers={"content-type": "text/html"}, body=PAGE),
        "https://example.org/p.gif": Response(url="", status=200, headers={"content-type": "image/gif"}, body=GIF),
    }
)


def in_threads(store: MemoryStore) -> Kept:
    with Resolver(fetch=WEB, store=store, clock=lambda: 1_778_932_800.0) as resolver:
        return resolver.keep(resolver.resolve(URL))


def in_a_loop(store: MemoryStore) -> Kept:
    async def fetch(request: Request, deadline: float | None = None) -> Response:
        return WEB(request, deadline)

    async def main() -> Kept:
        async with AsyncResolver(fetch=fetch, store=store, clock=lambda: 1_778_932_800.0) as resolver:
            return await resolver.keep(await resolver.resolve(URL))

    return asyncio.run(main())


def test_both_keep_the_same() -> None:
    store = MemoryStore()
    kept = in_threads(store)
    assert kept == in_a_loop(MemoryStore())
    (taken,) = kept.embed.snapshots
    assert (taken.title, taken.taken.isoformat(), taken.url) == ("Ferry sinks", "2026-05-16T12:00:00+00:00", URL)
    assert [file.body for file in kept.files] == [GIF]
    again = in_threads(store)
    assert (again.embed.images, again.embed.snapshots, again.files) == (kept.embed.images, kept.embed.snapshots, ())


def test_both_leave_out_what_was_forgotten() -> None:
    for way in (in_threads, in_a_loop):
        store = MemoryStore()
        store.forget(f"link:url:{URL}", "a court")
        kept = way(store)
        assert (kept.embed.title, kept.files) == (None, ())
        assert [warning.code for warning in kept.embed.warnings] == ["forgotten"]
