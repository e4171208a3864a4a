"""One hop over a real connection: what is asked, what comes back, and what is left behind."""

import logging
import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from loopback import HOST, Opening, Server, Talk, ok, ours, packed

import mediakit
from mediakit.embed import FrozenMap
from mediakit.errors import BadAnswer, FetchError, FetchTimeout, ForbiddenURL, MediaKitError, TooLarge
from mediakit.fetch.web import KEPT_LINES
from mediakit.flow import Request
from mediakit.policy import Limits


def headers_of(head: bytes) -> dict[str, str]:
    lines = head.decode("latin-1").split("\r\n")[1:]
    return {name.lower(): value for name, _, value in (line.partition(": ") for line in lines if line)}


def test_a_page_comes_back_with_its_gzip_undone(fetching: Opening) -> None:
    with Server(packed(b"<title>Fog</title>")) as server, fetching() as fetch:
        answer = fetch(Request(url=server.url("/story?id=7#top")))
    assert (answer.status, answer.body, answer.content_type) == (200, b"<title>Fog</title>", "text/html")
    assert answer.url == server.url("/story?id=7#top")
    assert "content-encoding" not in answer.headers and "content-length" not in answer.headers
    assert server.heads[0].startswith(b"GET /story?id=7 HTTP/1.1\r\n")


def test_the_question_says_who_asks_and_nothing_about_anybody_else(fetching: Opening) -> None:
    with Server(ok()) as server, fetching() as fetch, fetching(user_agent="desk/1 (+https://example.org)") as named:
        fetch(Request(url=server.url(), headers=FrozenMap({"accept-language": "fr"})))
        named(Request(url=server.url(), purpose="oembed"))
    first, second = map(headers_of, server.heads)
    assert first == {
        "host": f"{HOST}:{server.port}",
        "user-agent": f"mediakit/{mediakit.__version__} (link preview)",
        "accept": "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5",
        "accept-encoding": "gzip, deflate",
        "accept-language": "fr",
    }
    assert second["user-agent"] == "desk/1 (+https://example.org)" and "json+oembed" in second["accept"]


def test_a_contact_stands_beside_the_name(fetching: Opening) -> None:
    with Server(ok()) as server:
        with fetching(contact="https://desk.example/bot") as fetch:
            fetch(Request(url=server.url()))
        with fetching(user_agent="desk/1", contact="mailto:desk@desk.example") as fetch:
            fetch(Request(url=server.url()))
    assert [headers_of(head)["user-agent"] for head in server.heads] == [
        f"mediakit/{mediakit.__version__} (link preview) (+https://desk.example/bot)",
        "desk/1 (+mailto:desk@desk.example)",
    ]
    for wrong in ("desk", "https://desk.example/ x", "https://desk.example/)\r\nHost: x", "javascript:1"):
        with pytest.raises(ValueError, match="contact"):
            fetching(contact=wrong)


@pytest.mark.parametrize("name", ["Host", "accept-encoding", "Cookie", "range", "Transfer-Encoding"])
def test_headers_of_the_transport_cannot_be_set(fetching: Opening, name: str) -> None:
    with fetching() as fetch, pytest.raises(ValueError, match="transport"):
        fetch(Request(url="https://example.org/", headers=FrozenMap({name: "x"})))


@pytest.mark.parametrize("value", ["a\r\nHost: evil.example", "a\nb", "\N{SNOWMAN}"])
def test_a_header_that_cannot_be_sent_is_our_error(fetching: Opening, value: str) -> None:
    with Server(ok()) as server, fetching() as fetch, pytest.raises(FetchError):
        fetch(Request(url=server.url(), headers=FrozenMap({"x-thing": value})))
    assert server.heads == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308, 304, 400, 401, 403, 404, 410, 429, 500, 503])
def test_a_redirect_or_an_error_is_an_answer_without_its_body(fetching: Opening, status: int) -> None:
    said = (
        f"HTTP/1.1 {status} X\r\nlocation: http://{HOST}:1/inside\r\nretry-after: 7\r\ncontent-length: 5\r\n\r\n"
        f"{'' if status == 304 else 'words'}"  # RFC 9110, 15.4.5: it has none
    )
    with Server(said.encode()) as server, fetching() as fetch:
        answer = fetch(Request(url=server.url()))
        again = fetch(Request(url=server.url()))
    assert (answer.status, answer.body, answer.headers["retry-after"]) == (status, b"", "7")
    assert answer.headers["location"] == f"http://{HOST}:1/inside" and again == answer
    assert len(server.heads) == 2  # the address it points to was not asked


def test_hints_before_the_answer_are_passed_over(fetching: Opening) -> None:
    hints = b"HTTP/1.1 103 Early Hints\r\nlink: </a.css>; rel=preload\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n"
    with Server(hints + ok(b"good"), b"HTTP/1.1 101 X\r\n\r\n") as server, fetching() as fetch:
        answer = fetch(Request(url=server.url()))
        assert (answer.status, answer.body, "link" in answer.headers) == (200, b"good", False)
        with pytest.raises(FetchError, match="101"):
            fetch(Request(url=server.url()))


@pytest.mark.parametrize("host", ["https://cms.internal", "cms.internal:8080", "me@cms.internal", "::1", "a/b", ""])
def test_an_own_host_is_a_host_and_nothing_else(opened: Opening, host: str) -> None:
    with pytest.raises(ValueError, match="host name"):
        opened(allow_hosts=(host,))


def test_a_location_in_utf8_is_read_as_utf8(fetching: Opening) -> None:
    said = "HTTP/1.1 302 X\r\nlocation: /caf\u00e9\r\nx-old: caf\r\n\r\n".encode()
    with Server(said) as server, fetching() as fetch:
        assert fetch(Request(url=server.url())).headers["location"] == "/café"


def test_the_head_of_a_page_that_is_too_long_is_kept(fetching: Opening) -> None:
    body = b"<title>Fog</title>" + b"x" * 200_000
    limits = Limits(page=1000, oembed=1000, total=5)
    with Server(ok(body), packed(body)) as server, fetching(limits) as fetch:
        assert fetch(Request(url=server.url())).body == body[:1000]
        assert fetch(Request(url=server.url())).body == body[:1000]


@pytest.mark.parametrize("answer", [ok(b"x" * 1001, "application/json"), packed(b"x" * 1001, "application/json")])
def test_any_other_answer_that_is_too_long_is_refused(fetching: Opening, answer: bytes) -> None:
    limits = Limits(oembed=1000, total=5)
    exact = ok(b"x" * 1000, "application/json")
    with Server(answer, exact) as server, fetching(limits) as fetch:
        with pytest.raises(TooLarge):
            fetch(Request(url=server.url(), purpose="oembed"))
        assert len(fetch(Request(url=server.url(), purpose="oembed")).body) == 1000


def test_a_file_behind_a_link_shows_its_start_and_its_size(fetching: Opening) -> None:
    song = b"ID3" + bytes(300_000)
    with Server(ok(song, "audio/mpeg"), ok(song, "application/zip")) as server, fetching() as fetch:
        answer = fetch(Request(url=server.url("/a.mp3")))
        assert (len(answer.body), answer.body[:3], answer.headers["content-length"]) == (65536, b"ID3", "300003")
        answer = fetch(Request(url=server.url("/a.zip")))
        assert (answer.status, answer.body, answer.headers["content-length"]) == (200, b"", "300003")


def test_a_wrong_type_is_refused_unread(fetching: Opening) -> None:
    with Server(ok(b"<p>", "text/html")) as server, fetching() as fetch, pytest.raises(BadAnswer) as caught:
        fetch(Request(url=server.url(), purpose="image"))
    assert caught.value.where == "content-type"


def test_head_asks_for_no_body(fetching: Opening) -> None:
    said = b"HTTP/1.1 200 OK\r\ncontent-type: audio/mpeg\r\ncontent-length: 12345678\r\n\r\n"
    with Server(said) as server, fetching() as fetch:
        answer = fetch(Request(url=server.url(), method="HEAD", purpose="audio"))
    assert (answer.body, answer.headers["content-length"]) == (b"", "12345678")
    assert server.heads[0].startswith(b"HEAD /")


def test_post_sends_its_body_once(fetching: Opening) -> None:
    with Server(ok(b"", "text/plain")) as server, fetching() as fetch:
        headers = FrozenMap({"content-type": "application/x-www-form-urlencoded"})
        fetch(Request(url=server.url(), method="POST", purpose="text", body=b"hub.mode=publish", headers=headers))
    assert headers_of(server.heads[0].partition(b"\r\n\r\n")[0])["content-length"] == "16"


def test_a_stretch_of_bytes(fetching: Opening) -> None:
    part = b"HTTP/1.1 206 X\r\ncontent-type: audio/mpeg\r\ncontent-range: bytes 2-4/10\r\ncontent-length: 3\r\n\r\nCDE"
    whole = ok(b"ABCDEFGHIJ", "audio/mpeg")
    liar = part.replace(b"length: 3", b"length: 6") + b"FGH"
    with Server(part, whole, liar) as server, fetching() as fetch:
        request = Request(url=server.url(), purpose="audio", byte_range=(2, 4))
        first, second, third = fetch(request), fetch(request), fetch(request)
    assert (first.status, first.body) == (206, b"CDE")
    assert (second.status, second.body) == (200, b"ABCDE")  # a server without ranges: the file from its start
    assert third.body == b"CDE"
    assert headers_of(server.heads[0])["range"] == "bytes=2-4"
    assert headers_of(server.heads[0])["accept-encoding"] == "identity"
    with fetching() as fetch, pytest.raises(ValueError, match="range"):
        fetch(Request(url="https://example.org/", byte_range=(4, 2)))


def test_another_stretch_than_was_asked_for_is_refused(fetching: Opening) -> None:
    said = b"HTTP/1.1 206 X\r\ncontent-type: audio/mpeg\r\ncontent-range: bytes 0-2/10\r\ncontent-length: 3\r\n\r\nABC"
    with Server(said) as server, fetching() as fetch, pytest.raises(BadAnswer) as caught:
        fetch(Request(url=server.url(), purpose="audio", byte_range=(2, 4)))
    assert caught.value.where == "content-range"


def test_a_method_of_another_kind_is_not_asked_with(fetching: Opening) -> None:
    with fetching() as fetch, pytest.raises(ValueError, match="DELETE"):
        fetch(Request(url="https://example.org/", method="DELETE"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("purpose", "kind", "body"),
    [
        ("image", "image/png", b"<!doctype html>"),
        ("image", "image/jpeg", b"MZ\x90\0"),
        ("audio", "audio/mpeg", b"<html>"),
        ("audio", "audio/mpeg", b"GIF89a"),
        ("page", "text/html", b"\x89PNG\r\n\x1a\n"),
        ("page", "image/jpeg", b"<script>"),
        ("page", "audio/mpeg", b"%PDF-1.7"),
        ("oembed", "application/json", b"PK\x03\x04"),
        ("feed", "application/rss+xml", b"ID3\x04"),
        ("text", "text/vtt", b"\x7fELF"),
    ],
)
def test_a_body_that_is_not_what_it_is_called_is_refused(
    fetching: Opening, purpose: str, kind: str, body: bytes
) -> None:
    with Server(ok(body, kind)) as server, fetching() as fetch, pytest.raises(BadAnswer, match="first bytes") as caught:
        fetch(Request(url=server.url(), purpose=purpose))  # type: ignore[arg-type]
    assert caught.value.where == "body"


def test_a_stretch_from_the_middle_has_no_first_bytes(fetching: Opening) -> None:
    said = (
        b"HTTP/1.1 206 X\r\ncontent-type: audio/mpeg\r\ncontent-range: bytes 9-14/99\r\ncontent-length: 6\r\n\r\n<html>"
    )
    with Server(said) as server, fetching() as fetch:
        assert fetch(Request(url=server.url(), purpose="audio", byte_range=(9, 14))).body == b"<html>"


def test_cookies_are_neither_kept_nor_sent_nor_handed_on(fetching: Opening) -> None:
    with Server(ok(set_cookie="id=canary; path=/")) as server, fetching() as fetch:
        first = fetch(Request(url=server.url()))
        fetch(Request(url=server.url()))
    assert "set-cookie" not in first.headers
    assert b"canary" not in b"".join(server.heads)


def test_proxies_passwords_and_certificates_of_the_environment_are_not_read(
    fetching: Opening, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text(f"machine {HOST} login canary password canary\nmachine localhost login canary password canary\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    with Server(ok()) as proxy, Server(ok()) as server, fetching() as fetch:
        for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url())
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "missing.pem"))
        assert fetch(Request(url=server.url())).status == 200
        assert fetch(Request(url=server.url(host="localhost"))).status == 200
    assert proxy.connections == 0
    assert all(b"authorization" not in head.lower() for head in server.heads)


def test_a_chosen_proxy_is_used_and_its_password_never_shown(opened: Opening) -> None:
    with Server(ok(b"by proxy")) as proxy:
        with opened(egress_proxy=f"http://desk:canary@{HOST}:{proxy.port}") as fetch:
            assert fetch(Request(url="http://example.org/a")).body == b"by proxy"
            for inner in ("http://127.0.0.1/", "http://10.0.0.1/", "http://localhost/", "http://example.org:22/"):
                with pytest.raises(ForbiddenURL):
                    fetch(Request(url=inner))
            assert "canary" not in repr(fetch.__dict__)
        assert proxy.heads[0].startswith(b"GET http://example.org/a HTTP/1.1\r\n")
        assert b"Proxy-Authorization: Basic" in proxy.heads[0]
    with opened(egress_proxy=f"http://{HOST}:{proxy.port}") as fetch, pytest.raises(FetchError):
        fetch(Request(url="http://example.org/a"))  # nobody there any more: never past it
    with pytest.raises(ValueError, match="proxy") as caught:
        opened(egress_proxy="socks5://desk:canary@127.0.0.1:1")
    assert "canary" not in str(caught.value)


def test_connections_are_kept_and_a_closed_one_is_noticed(fetching: Opening) -> None:
    def hang_up(talk: Talk) -> None:
        """Answer nothing to the second request on a connection: it was closed just when it was asked."""

    with Server(ok(b"1"), ok(b"2"), hang_up, ok(b"3")) as server, fetching() as fetch:
        bodies = [fetch(Request(url=server.url())).body for _ in range(3)]
    assert bodies == [b"1", b"2", b"3"]
    assert (server.connections, len(server.heads)) == (2, 4)


def test_what_is_posted_is_never_sent_twice(fetching: Opening) -> None:
    def hang_up(talk: Talk) -> None:
        """Close without a word."""

    with Server(ok(b"1"), hang_up, ok(b"3")) as server, fetching() as fetch:
        fetch(Request(url=server.url()))
        with pytest.raises(FetchError):
            fetch(Request(url=server.url(), method="POST", body=b"x"))
    assert len(server.heads) == 2


@pytest.mark.parametrize("surplus", [ok(b"smuggled"), ok(b"smuggled") * 500])
def test_what_follows_an_answer_unasked_is_never_taken_for_the_next_one(fetching: Opening, surplus: bytes) -> None:
    with Server(ok(b"first") + surplus, ok(b"second")) as server, fetching() as fetch:
        assert fetch(Request(url=server.url())).body == b"first"
        time.sleep(0.05)  # so that the surplus has arrived
        assert fetch(Request(url=server.url())).body == b"second"


def test_errors_name_the_host_and_the_cause_and_keep_secrets(
    fetching: Opening, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)

    def broken_headers(talk: Talk) -> None:
        talk.send(b"HTTP/1.1 200 OK\r\nno colon here\r\n\r\n<p>")

    with Server(b"nonsense\r\n\r\n", broken_headers) as server, fetching() as fetch:
        url = server.url("/?access_token=canary")
        with pytest.raises(FetchError) as caught:
            fetch(Request(url=url))
        assert HOST in str(caught.value) and "nonsense" in str(caught.value)
        assert "canary" not in repr(caught.value) + str(caught.value) + str(caught.value.__cause__)
    with Server(ok()) as closed:
        gone = closed.url()
    with fetching() as fetch, pytest.raises(FetchError, match="refused") as caught:
        fetch(Request(url=gone))
    assert caught.value.url == gone and not isinstance(caught.value, FetchTimeout)
    assert caplog.records == []


def test_a_deadline_in_the_past_asks_nothing(fetching: Opening) -> None:
    with Server(ok()) as server, fetching() as fetch, pytest.raises(FetchTimeout):
        fetch(Request(url=server.url()), time.time() - 1)
    assert server.connections == 0


def test_after_close_nothing_is_asked(fetching: Opening) -> None:
    fetch = fetching()
    fetch.close()
    fetch.close()
    with pytest.raises(RuntimeError, match="closed"):
        fetch(Request(url="https://example.org/"))


def open_files() -> int:
    folder = Path("/proc/self/fd")
    return len(list(folder.iterdir())) if folder.is_dir() else 0


def test_64_threads_leave_no_descriptor_and_no_thread_behind() -> None:
    def hang_up(talk: Talk) -> None:
        talk.send(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nab")

    before = (open_files(), threading.active_count())
    answers = [
        ok(b"good"),
        hang_up,
        packed(b"good"),
        b"HTTP/1.1 302 X\r\nlocation: /\r\ncontent-length: 9\r\n\r\n",
    ] * 60
    with Server(*answers, ok(b"good")) as server, ours() as fetch:

        def ask(number: int) -> str:
            try:
                answer = fetch(Request(url=server.url(f"/{number}", host=("localhost", HOST)[number % 2])))
            except MediaKitError as error:
                return type(error).__name__
            return answer.body.decode() or str(answer.status)

        with ThreadPoolExecutor(64) as pool:
            seen = list(pool.map(ask, range(400)))
        assert len(fetch._lines) <= KEPT_LINES
    assert set(seen) == {"good", "302", "FetchError"}
    assert (open_files(), threading.active_count()) == before


@pytest.mark.parametrize("answer", [ok(b"no gzip", content_encoding="gzip"), ok(b"x" * 400_000, "application/json")])
def test_an_error_that_is_kept_holds_no_connection(fetching: Opening, answer: bytes) -> None:
    """An error keeps its frames, and with them what urllib3 waits to lose before it closes a connection."""
    before = open_files()
    fetch = fetching()
    with Server(answer) as server, pytest.raises(FetchError) as caught:
        fetch(Request(url=server.url(), purpose="oembed"))
    fetch.close()
    assert open_files() == before and caught.value.__traceback__ is not None


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_a_forked_process_does_not_share_connections() -> None:
    with Server(ok(b"mine")) as server, ours() as fetch:
        fetch(Request(url=server.url()))
        lines = list(fetch._lines)
        fetch._process -= 1  # as a child of a fork sees it
        fetch(Request(url=server.url()))
        assert fetch._lines and fetch._lines[0] is not lines[0]
        for line in lines:
            line.close()
    assert server.connections == 2
