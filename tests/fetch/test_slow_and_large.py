"""Servers that never end, never begin, or send too much: every hop ends by its deadline and within its bytes.

The clock is only looked at with seconds to spare: what is tested is that a hop ends, and as what.
"""

import gzip
import random
import socket
import ssl
import threading
import time
import tracemalloc
import zlib
from contextlib import suppress
from pathlib import Path

import certificates
import pytest
from hypothesis import given
from hypothesis import strategies as st
from loopback import HOST, PATIENCE, Opening, Server, Talk, ok, ours, packed
from phases import CHUNKED, EMPTY_GZIP, HEAD, SLOW, then_drip

from mediakit.errors import FetchError, FetchTimeout, ForbiddenURL, MediaKitError, TooLarge
from mediakit.fetch import WebFetch, guard
from mediakit.fetch.decoding import Body
from mediakit.fetch.lookup import SystemLookup
from mediakit.flow import Request, Response
from mediakit.policy import Limits

DEADLINE = 0.5
GENEROUS = 5.0  # seconds over the deadline on a busy machine


@pytest.mark.parametrize("phase", SLOW)
def test_a_drip_ends_with_the_deadline(fetching: Opening, phase: str) -> None:
    with Server(SLOW[phase]) as server, fetching(Limits(total=DEADLINE)) as fetch:  # type: ignore[arg-type]
        begun = time.monotonic()
        with pytest.raises(FetchTimeout, match=HOST):
            fetch(Request(url=server.url()))
        assert time.monotonic() - begun < DEADLINE + GENEROUS


def test_a_callers_deadline_comes_before_the_limits_own(fetching: Opening) -> None:
    with Server(Talk.stay_silent) as server, fetching(Limits(total=PATIENCE)) as fetch, pytest.raises(FetchTimeout):
        fetch(Request(url=server.url()), time.time() + DEADLINE)


@pytest.mark.parametrize("status", [302, 404, 503])
def test_a_dripping_body_of_a_redirect_or_an_error_costs_no_time(fetching: Opening, status: int) -> None:
    first = f"HTTP/1.1 {status} X\r\nlocation: /\r\ncontent-length: 100000\r\n\r\n".encode()
    with Server(then_drip(first, b"x")) as server, fetching() as fetch:  # type: ignore[arg-type]
        assert fetch(Request(url=server.url())).status == status


def test_a_name_that_is_never_answered_ends_with_its_deadline(opened: Opening) -> None:
    over = threading.Event()

    def hang(*args: object, **options: object) -> list[object]:
        over.wait(PATIENCE)
        return []

    lookup = SystemLookup(hang, at_once=2)
    with opened(Limits(dns=0.2), lookup=lookup) as fetch:
        for _ in range(4):  # the third and fourth find no place to ask at all
            with pytest.raises(FetchTimeout, match=r"slow\.example"):
                fetch(Request(url="https://slow.example/"))
    over.set()


@pytest.mark.parametrize("error", [socket.gaierror(-2, "Name or service not known"), UnicodeError("label too long")])
def test_a_name_that_is_not_found_is_our_error(opened: Opening, error: Exception) -> None:
    def fail(*args: object, **options: object) -> list[object]:
        raise error

    with opened(lookup=SystemLookup(fail)) as fetch, pytest.raises(FetchError, match="not found") as caught:
        fetch(Request(url="https://nowhere.example/"))
    assert not isinstance(caught.value, FetchTimeout)


# ---- bytes -----------------------------------------------------------------------------------------------------------


def test_a_flood_of_continues_is_counted(fetching: Opening) -> None:
    def flood(talk: Talk) -> None:
        while True:
            talk.send(b"HTTP/1.1 100 Continue\r\n\r\n" * 1000)

    with Server(flood) as server, fetching() as fetch, pytest.raises(TooLarge):
        fetch(Request(url=server.url()))
    assert server.sent < 16_000_000


@pytest.mark.parametrize(
    "headers",
    [
        b"".join(b"x-%d: %s\r\n" % (number, b"a" * 60_000) for number in range(20)),
        b"x-long: " + b"a" * 70_000 + b"\r\n",
        b"x-many: a\r\n" * 200,
    ],
    ids=["too many bytes", "one too long", "too many"],
)
def test_endless_headers_are_refused(fetching: Opening, headers: bytes) -> None:
    with Server(HEAD + headers + b"\r\n") as server, fetching() as fetch, pytest.raises(FetchError):
        fetch(Request(url=server.url()))


def test_headers_as_long_as_browsers_take_are_let_in(fetching: Opening) -> None:
    headers = {f"x-{number}": "a" * 15_000 for number in range(15)}
    with Server(ok(b"good", **headers)) as server, fetching() as fetch:
        assert fetch(Request(url=server.url())).body == b"good"


def test_trailers_and_chunk_framing_are_counted(fetching: Opening) -> None:
    def frame(talk: Talk) -> None:
        talk.send(CHUNKED)
        while True:
            talk.send((b"1;" + b"e" * 1000 + b"\r\nx\r\n") * 100)

    with Server(frame) as server, fetching() as fetch, pytest.raises(TooLarge):
        fetch(Request(url=server.url()))


@pytest.mark.parametrize("status", [301, 307, 404, 500])
@pytest.mark.parametrize("framing", [b"content-length: 33554432\r\n\r\n", b"\r\n"])
def test_the_body_of_a_redirect_or_an_error_is_not_read(fetching: Opening, status: int, framing: bytes) -> None:
    """requests reads it whole, unpacked, even with `stream=True, allow_redirects=False` (psf/requests#5529)."""
    bomb = gzip.compress(bytes(1 << 20), 9)

    def send(talk: Talk) -> None:
        talk.send(f"HTTP/1.1 {status} X\r\nlocation: /x\r\ncontent-encoding: gzip\r\n".encode() + framing + bomb)
        for _ in range(32):
            talk.send(bytes(1 << 20))

    with Server(send) as server, fetching() as fetch:
        answer = fetch(Request(url=server.url()))
    assert (answer.status, answer.body) == (status, b"")
    assert server.sent < 16 << 20  # what fits into the kernel's buffers, not the 32 MiB it had to say


def test_a_gzip_bomb_is_unpacked_only_as_far_as_the_limit(fetching: Opening) -> None:
    bomb = packed(bytes(64 << 20), "application/json")
    with Server(bomb) as server, fetching() as fetch:
        tracemalloc.start()
        try:
            with pytest.raises(TooLarge):
                fetch(Request(url=server.url(), purpose="oembed"))
            body = fetch(Request(url=server.url())).body
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    assert body == bytes(Limits().page)
    assert peak < 8 << 20


@pytest.mark.parametrize("coding", ["br", "gzip, deflate", "zstd", "gzip, gzip", "gzip,br", "x-unknown", "aws-chunked"])
def test_a_coding_that_was_not_asked_for_is_refused(fetching: Opening, coding: str) -> None:
    refused = pytest.raises(FetchError, match="only gzip")
    with Server(ok(zlib.compress(b"x"), content_encoding=coding)) as server, fetching() as fetch, refused:
        fetch(Request(url=server.url()))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (gzip.compress(b"one"), b"one"),
        (gzip.compress(b"one") + gzip.compress(b"two"), b"onetwo"),
        (gzip.compress(b"one") + bytes(16), b"one"),
        (gzip.compress(b""), b""),
        (b"", b""),
        (gzip.compress(b"x" * 100_000), b"x" * 100_000),
        (gzip.compress(random.Random(2).randbytes(100_000)), random.Random(2).randbytes(100_000)),
    ],
)
def test_gzip_as_servers_send_it(fetching: Opening, body: bytes, expected: bytes) -> None:
    for coding in ("gzip", "X-GZIP"):
        with Server(ok(body, content_encoding=coding)) as server, fetching() as fetch:
            assert fetch(Request(url=server.url())).body == expected


RAW = zlib.compressobj(wbits=-15)
RAW_WORDS = RAW.compress(b"words" * 9) + RAW.flush()


@pytest.mark.parametrize("body", [zlib.compress(b"words" * 9), RAW_WORDS, zlib.compress(b"words" * 9) + b"padding"])
def test_deflate_with_and_without_its_two_bytes(fetching: Opening, body: bytes) -> None:
    with (
        Server(ok(body, content_encoding="deflate"), ok(b"", content_encoding="deflate")) as server,
        fetching() as fetch,
    ):
        assert fetch(Request(url=server.url())).body == b"words" * 9
        assert fetch(Request(url=server.url())).body == b""


@given(st.binary(max_size=300), st.lists(st.integers(1, 50)), st.sampled_from(["gzip", "deflate", None]))
def test_a_body_is_the_same_in_whatever_pieces_it_comes(words: bytes, sizes: list[int], coding: str | None) -> None:
    sent = {"gzip": gzip.compress, "deflate": zlib.compress, None: bytes}[coding](words)
    body = Body(coding=coding, most=300, surplus="refuse", url="")
    at = 0
    for size in [*sizes, len(sent) + 1]:
        if body.wants:
            body.feed(sent[at : at + size])
            at += size
    assert body.whole() == words


@pytest.mark.parametrize(
    "body", [b"x", zlib.compress(b"one" * 100)[:-4], zlib.compress(b"one" * 100)[:9], b"\xff" * 40]
)
def test_broken_deflate_is_our_error(fetching: Opening, body: bytes) -> None:
    refused = pytest.raises(FetchError, match="deflate")
    with Server(ok(body, content_encoding="deflate")) as server, fetching() as fetch, refused:
        fetch(Request(url=server.url()))


@pytest.mark.parametrize(
    "body",
    [
        b"<p>not gzip at all",
        gzip.compress(b"one" * 1000)[:-4],
        gzip.compress(random.Random(3).randbytes(1000))[:500],
        gzip.compress(b"one")[:-8] + bytes(8),
        gzip.compress(b"one") + b"\x1f\x8bjunk",
        EMPTY_GZIP * 1001,
    ],
)
def test_broken_gzip_is_our_error(fetching: Opening, body: bytes) -> None:
    refused = pytest.raises(FetchError, match="gzip")
    with Server(ok(body, content_encoding="gzip")) as server, fetching() as fetch, refused:
        fetch(Request(url=server.url()))


def test_a_length_that_is_announced_too_large_is_refused_unread(fetching: Opening) -> None:
    def announce(talk: Talk) -> None:
        talk.send(b"HTTP/1.1 200 OK\r\ncontent-type: image/jpeg\r\ncontent-length: 99999999999\r\n\r\n")
        talk.stay_silent()

    with Server(announce) as server, fetching() as fetch, pytest.raises(TooLarge, match="announces"):
        fetch(Request(url=server.url(), purpose="image"))


@pytest.mark.parametrize("length", [b"5", b"000", b"-1", b"99", b"x", b"3, 3", b"3, 4", b"9" * 5000])
def test_a_length_that_lies_gives_a_part_or_our_error(fetching: Opening, length: bytes) -> None:
    def lie(talk: Talk) -> None:
        talk.send(HEAD + b"content-length: " + length + b"\r\n\r\nabc")

    with Server(lie) as server, fetching() as fetch:
        try:
            answer = fetch(Request(url=server.url()))
        except FetchError as error:
            assert not isinstance(error, FetchTimeout)
        else:
            assert b"abc".startswith(answer.body)


def test_a_body_that_ends_too_early_is_our_error(fetching: Opening) -> None:
    def stop(talk: Talk) -> None:
        talk.send(HEAD + b"content-length: 10\r\n\r\nabc")

    with Server(stop) as server, fetching() as fetch, pytest.raises(FetchError):
        fetch(Request(url=server.url()))


def test_any_broken_answer_is_a_response_or_our_error(fetching: Opening) -> None:
    dice = random.Random(20)
    whole = [
        packed(b"<title>Fog</title>" * 50),
        ok(b"abc" * 100, link="<https://example.org/>; rel=alternate"),
        CHUNKED + b"5;a=b\r\nhello\r\n3\r\nabc\r\n0\r\nx: y\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nlocation: /x\r\ncontent-length: 3\r\n\r\nabc",
    ]

    def mutated() -> bytes:
        data = bytearray(dice.choice(whole))
        for _ in range(dice.randint(1, 6)):
            at = dice.randrange(len(data))
            match dice.randrange(4):
                case 0:
                    data[at] = dice.randrange(256)
                case 1:
                    del data[at : at + dice.randrange(20)]
                case 2:
                    data[at:at] = dice.choice([b"\r\n", b"\0", b":", b" ", b"\xff" * 9, b"content-length: 1\r\n"])
                case _:
                    data[at:at] = data[at : at + 30]
            data = data or bytearray(b"x")
        return bytes(data)

    def say(talk: Talk) -> None:
        talk.send(mutated())

    with Server(say) as server, fetching() as fetch:
        for _ in range(300):
            try:
                assert isinstance(fetch(Request(url=server.url())), Response)
            except MediaKitError:
                continue


# ---- TLS -------------------------------------------------------------------------------------------------------------


Authority = tuple[Path, ssl.SSLContext, list[str]]


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return certificates.make(tmp_path_factory.mktemp("authority"), "good.example")


def everywhere_here(host: str, seconds: float) -> tuple[str, ...]:
    return (HOST,)


def over_tls(fetching: Opening, bundle: Path | None, **limits: float) -> WebFetch:
    hosts = ("good.example", "wrong.example")
    trusted = None if bundle is None else str(bundle)
    return fetching(Limits(**{"total": 5.0, **limits}), allow_hosts=hosts, lookup=everywhere_here, ca_bundle=trusted)  # type: ignore[arg-type]


def test_tls_names_the_host_and_verifies_it(fetching: Opening, authority: Authority) -> None:
    bundle, context, names = authority
    names.clear()
    with Server(ok(b"safe"), tls=context) as server, over_tls(fetching, bundle) as fetch:
        for _ in range(2):
            assert fetch(Request(url=server.url(host="good.example"))).body == b"safe"
        assert names == ["good.example"]  # one connection, and the name the certificate is for
        with pytest.raises(FetchError, match=r"TLS: .*[Hh]ostname mismatch"):
            fetch(Request(url=server.url(host="wrong.example")))
    assert len(server.heads) == 2


def test_tls_through_a_chosen_proxy_is_verified_as_ever(fetching: Opening, authority: Authority) -> None:
    bundle, context, names = authority
    names.clear()

    def tunnel(talk: Talk) -> None:
        with socket.create_connection((HOST, server.port)) as beyond:
            talk.send(b"HTTP/1.1 200 Connection established\r\n\r\n")
            back = threading.Thread(target=pump, args=(beyond, talk._conn))
            back.start()
            pump(talk._conn, beyond)
            back.join(PATIENCE)

    def pump(here: socket.socket, there: socket.socket) -> None:
        with suppress(OSError):  # one side went away
            while piece := here.recv(65536):
                there.sendall(piece)
            there.shutdown(socket.SHUT_WR)

    hosts = ("good.example", "wrong.example")
    with Server(ok(b"safe"), tls=context) as server, Server(tunnel) as proxy:
        options = {"allow_hosts": hosts, "ca_bundle": str(bundle), "egress_proxy": proxy.url()}
        with fetching(**options) as fetch:
            assert fetch(Request(url=server.url(host="good.example"))).body == b"safe"
            with pytest.raises(FetchError, match=r"[Hh]ostname mismatch"):
                fetch(Request(url=server.url(host="wrong.example")))
        assert all(head.startswith(b"CONNECT ") for head in proxy.heads) and len(server.heads) == 1
    assert names == ["good.example", "wrong.example"]


def test_tls_made_past_the_guard_is_refused(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    """A urllib3 that made a context of its own would not verify what we trust, or nothing at all."""
    connect = guard.HTTPSConnection.connect

    def carelessly(self: guard.HTTPSConnection) -> None:
        self.ssl_context = ssl._create_unverified_context()
        self.cert_reqs, self.assert_hostname = "CERT_NONE", False
        connect(self)

    monkeypatch.setattr(guard.HTTPSConnection, "connect", carelessly)
    refused = pytest.raises(ForbiddenURL, match="past the guard")
    with Server(ok(), tls=authority[1]) as server, over_tls(ours, authority[0]) as fetch, refused:
        fetch(Request(url=server.url(host="good.example")))
    assert server.heads == []


def test_tls_of_an_unknown_authority_is_refused(fetching: Opening, authority: Authority) -> None:
    refused = pytest.raises(FetchError, match="TLS: ")
    with Server(ok(), tls=authority[1]) as server, over_tls(fetching, None) as fetch, refused:
        fetch(Request(url=server.url(host="good.example")))
    assert server.heads == []


def test_no_tls_where_it_was_asked_for_is_our_error(fetching: Opening) -> None:
    said = b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n"
    with Server(greeting=said) as server, over_tls(fetching, None) as fetch, pytest.raises(FetchError, match="TLS: "):
        fetch(Request(url=server.url(host="good.example").replace("http:", "https:")))


def test_a_handshake_that_stalls_ends(fetching: Opening, authority: Authority) -> None:
    with (
        Server(ok(), tls=authority[1], greeting=b"") as server,
        over_tls(fetching, authority[0], connect=DEADLINE) as fetch,
    ):
        begun = time.monotonic()
        with pytest.raises(FetchTimeout, match="TLS"):
            fetch(Request(url=server.url(host="good.example")))
        assert time.monotonic() - begun < DEADLINE + GENEROUS


@pytest.mark.parametrize("phase", ["headers", "body", "chunk extension"])
def test_a_drip_inside_tls_ends_with_the_deadline(fetching: Opening, phase: str, authority: Authority) -> None:
    server = Server(SLOW[phase], tls=authority[1])  # type: ignore[arg-type]
    with server, over_tls(fetching, authority[0], total=DEADLINE) as fetch, pytest.raises(FetchTimeout):
        fetch(Request(url=server.url(host="good.example")))
