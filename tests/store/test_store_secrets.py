"""Canaries (T16): tokens in addresses and headers are found nowhere in a store, whatever is resolved and however."""

from pathlib import Path

import pytest
from store_makers import Store

from mediakit.client import Resolver
from mediakit.errors import FetchTimeout, ResolveError, StoreError
from mediakit.flow import Request, Response
from mediakit.policy import shown
from mediakit.store import RedisStore, SQLiteStore, export_lines

CANARY = "c4n4ry51ngs"
SITE = "https://example.org"
HTML = {"content-type": "text/html", "set-cookie": f"session={CANARY}", "etag": f'"{CANARY}"', "x-token": CANARY}
PAGE = (
    b"<title>Ferry sinks</title><meta property='og:video' content='https://example.org/v.mp4'>"
    b"<link rel='alternate' type='application/json+oembed'"
    b" href='https://example.org/oembed?url=x&amp;access_token=" + CANARY.encode() + b"'>"
)


def moved(to: str) -> Response:
    return Response(url="", status=302, headers={**HTML, "location": to}, body=b"")


ANSWERS = {
    "/page": Response(url="", status=200, headers=HTML, body=PAGE),
    f"/draft?access_token={CANARY}": Response(url="", status=200, headers=HTML, body=PAGE),
    f"/signed?X-Amz-Signature={CANARY}": Response(url="", status=200, headers=HTML, body=b"<title>Signed</title>"),
    "/short": moved(f"{SITE}/draft?access_token={CANARY}"),
    "/away": moved(f"https://other.example/draft?access_token={CANARY}"),
    "/loop": moved(f"{SITE}/loop?sig={CANARY}"),
    f"/loop?sig={CANARY}": moved(f"{SITE}/loop?sig={CANARY}"),
    "/broken": Response(url="", status=500, headers=HTML, body=b""),
    f"/gone?token={CANARY}": Response(url="", status=410, headers=HTML, body=b""),
}


def fetch(request: Request, deadline: float | None = None) -> Response:
    found = ANSWERS.get(request.url.removeprefix(SITE))
    if found is None:
        found = ANSWERS.get(request.url.removeprefix("https://other.example"))
    if found is None:
        raise FetchTimeout(shown(request.url), "the deadline came before the answer")
    return found


def bytes_of(store: Store, folder: Path) -> bytes:
    """Everything that the store has written, wherever it did."""
    if isinstance(store, SQLiteStore):
        return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
    if isinstance(store, RedisStore):
        server = store._redis
        every = [server.dump(key) + key for key in server.scan_iter(store._prefix + "*")]
        return b"".join(every) + b"".join(export_lines(store))
    return b"".join(export_lines(store)) + repr(store._leases).encode()


def test_no_token_is_found_in_a_store(store: Store, tmp_path: Path) -> None:
    urls = [SITE + path for path in ANSWERS]
    urls += [f"{SITE}/nobody?token={CANARY}", f"https://ann:{CANARY}@example.org/page"]
    with Resolver(fetch=fetch, store=store) as resolver:
        answers = list(resolver.resolve_many(urls))
    titles = {answer.title for answer in answers if not isinstance(answer, ResolveError)}
    assert {"Ferry sinks", "Signed"} <= titles
    written = bytes_of(store, tmp_path)
    assert b"/page" in written and b"/broken" in written  # what carries no token is remembered
    assert CANARY.encode() not in written
    for answer in answers:
        if isinstance(answer, ResolveError):
            assert CANARY not in str(answer)
        else:
            assert all(CANARY not in warning.detail for warning in answer.warnings)
            assert all(CANARY not in (source.url or "") for source in answer.provenance.values())


def test_no_password_of_the_server_is_found_in_an_error() -> None:
    with pytest.raises(StoreError) as refused:
        RedisStore(f"redis://ann:{CANARY}@127.0.0.1:1/0")
    assert CANARY not in str(refused.value)
    assert "127.0.0.1:1" in str(refused.value)
