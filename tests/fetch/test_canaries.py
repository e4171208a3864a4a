"""Canaries (T16): a token in an address, a netrc, a proxy's password or a cookie stands in no log, error or Referer."""

import logging
import traceback
from pathlib import Path

import pytest
from loopback import FETCHES, HOST, Opening, Server, Talk, may_ask_loopback, ok

from mediakit.client import Resolver
from mediakit.errors import ResolveError

CANARY = "c4n4ry51ngs"
# (path asked, what the server answers): every one of them has a secret in it, on its way or in its answer.
TOKEN = f"/draft?access_token={CANARY}"


def moved(to: str) -> bytes:
    return (
        f"HTTP/1.1 302 Found\r\nlocation: {to}\r\nset-cookie: session={CANARY}\r\ncontent-length: {len(CANARY)}\r\n\r\n"
        f"{CANARY}"
    ).encode()


def failed(status: str) -> bytes:
    return (
        f"HTTP/1.1 {status}\r\nx-debug: {CANARY}\r\nset-cookie: session={CANARY}\r\n"
        f"content-length: {len(CANARY)}\r\n\r\n{CANARY}"
    ).encode()


def reset(talk: Talk) -> None:
    talk.send(f"HTTP/1.1 200 OK\r\nx-debug: {CANARY}\r\ncontent-le".encode())


CASES = {
    "a page behind a token": (TOKEN, ok(b"<title>Draft</title>", set_cookie=f"session={CANARY}")),
    "gone": (TOKEN, failed("410 Gone")),
    "a server's error": (TOKEN, failed("500 Oh")),
    "a signed address": (f"/p?X-Amz-Signature={CANARY}", failed("403 Forbidden")),
    "a redirect to a token": ("/short", moved(TOKEN)),
    "a redirect to an inner address": ("/short", moved(f"http://10.0.0.1{TOKEN}")),
    "a redirect with a user name": ("/short", moved(f"http://ann:{CANARY}@example.org/")),
    "a broken answer": (TOKEN, reset),
    "a wrong type": (TOKEN, ok(CANARY.encode(), "application/x-secret")),
}


@pytest.fixture(params=FETCHES)
def fetching(request: pytest.FixtureRequest) -> Opening:
    return may_ask_loopback(FETCHES[request.param])


@pytest.mark.parametrize("name", CASES)
def test_a_secret_stands_in_no_log_error_or_referer(
    name: str, fetching: Opening, caplog: pytest.LogCaptureFixture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text(f"machine {HOST} login canary password {CANARY}\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    for variable in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(variable, f"http://ann:{CANARY}@127.0.0.1:9/")
    caplog.set_level(logging.DEBUG)
    path, answer = CASES[name]
    told: list[str] = []
    with (
        Server(answer, ok(b"<title>There</title>")) as server,
        fetching() as fetch,
        Resolver(fetch=fetch, allow_hosts=(HOST,)) as resolver,
    ):
        try:
            found = resolver.resolve(server.url(path))
        except ResolveError as error:
            told += traceback.format_exception(error)
        else:
            told += [warning.detail for warning in found.warnings] + [str(found.status)]
            told += [repr(dict(found.provenance))]
    assert server.heads, "the server was asked"
    # The traceback shows our own lines; what stands in them is code, not values.
    assert CANARY not in "\n".join(told)
    assert CANARY not in caplog.text
    for head in server.heads:
        lines = head.decode("latin-1").split("\r\n")
        assert CANARY not in "\n".join(lines[1:]), "only the address itself holds it, where it was given"
        assert not any(line.lower().startswith(("referer:", "cookie:", "authorization:")) for line in lines)
