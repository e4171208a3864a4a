"""Recorded answers: what is written is read back, and answers as the web would have."""

import string
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loopback import Opening, Server, ok, packed

from mediakit.embed import FrozenMap
from mediakit.errors import BadAnswer, FetchError, ForbiddenURL, InvalidData, TooLarge
from mediakit.fetch import Recorded, Recording, record
from mediakit.fetch.recorded import KEPT_HEADERS
from mediakit.flow import Request, Response
from mediakit.policy import Limits

URL = "https://example.org/story?id=7"


def written(folder: Path, text: str | bytes, name: str = "a.http") -> Path:
    folder.mkdir(exist_ok=True, parents=True)
    (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
    return folder


def test_a_file_answers(tmp_path: Path) -> None:
    written(
        tmp_path / "deep" / "er",
        f"GET {URL}\n\nHTTP/1.1 200 OK\nContent-Type: text/html\nLink: <a>\nlink: <b>\n\n<p>\n\nend\n",
    )
    answer = Recorded(tmp_path)(Request(url=URL))
    assert answer == Response(
        url=URL, status=200, headers={"content-type": "text/html", "link": "<a>, <b>"}, body=b"<p>\n\nend\n"
    )


def test_lines_may_end_as_they_do_on_the_wire(tmp_path: Path) -> None:
    said = f"GET {URL}\r\n\r\nHTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n\r\na\r\n\r\nb"
    assert Recorded(str(written(tmp_path, said)))(Request(url=URL)).body == b"a\r\n\r\nb"


def test_a_body_may_lie_in_a_file_beside(tmp_path: Path) -> None:
    written(tmp_path, f"GET {URL}\n\nHTTP/2 200\ncontent-type: image/png\n\n< p.png\n")
    (tmp_path / "p.png").write_bytes(b"\x89PNG")
    assert Recorded(tmp_path)(Request(url=URL, purpose="image")).body == b"\x89PNG"


@pytest.mark.parametrize(
    "asked",
    [
        "HTTPS://EXAMPLE.org/story?id=7",
        "https://example.org:443/story?id=7",
        "https://example.org./story?id=7",
        "https://example.org/story?id=7#comments",
    ],
)
def test_the_same_address_in_another_spelling_is_found(asked: str) -> None:
    fetch = Recorded({URL: Response(url=URL, status=200, headers={"Content-Type": "text/html"}, body=b"x")})
    answer = fetch(Request(url=asked))
    assert (answer.url, answer.body, answer.content_type) == (asked, b"x", "text/html")


@pytest.mark.parametrize(
    "asked",
    ["http://example.org/story?id=7", "https://example.org/story?id=8", "https://example.org/Story?id=7",
     "https://example.org/story?id=7&", "https://www.example.org/story?id=7", "https://example.org/story"],
)  # fmt: skip
def test_another_address_is_not(asked: str) -> None:
    with pytest.raises(FetchError, match="no answer was recorded") as caught:
        Recorded({URL: Response(url=URL, status=200, headers={})})(Request(url=asked))
    assert caught.value.url == asked
    with pytest.raises(ForbiddenURL):
        Recorded({})(Request(url="file:///etc/passwd"))


def test_post_is_answered_only_by_a_recorded_post(tmp_path: Path) -> None:
    fetch = Recorded(written(tmp_path, f"GET {URL}\n\nHTTP/1.1 204 No Content\n\n"))
    with pytest.raises(FetchError):
        fetch(Request(url=URL, method="POST"))
    record(tmp_path, Request(url=URL, method="POST"), Response(url=URL, status=202, headers={}))
    assert Recorded(tmp_path)(Request(url=URL, method="POST")).status == 202


@pytest.mark.parametrize("status", [301, 404, 410, 503])
def test_a_redirect_or_an_error_has_no_body(tmp_path: Path, status: int) -> None:
    fetch = Recorded(written(tmp_path, f"GET {URL}\n\nHTTP/1.1 {status} X\nlocation: /b\n\nwords\n"))
    assert fetch(Request(url=URL)) == Response(url=URL, status=status, headers={"location": "/b"})


def test_the_limits_are_the_webs() -> None:
    def answer(kind: str) -> Recorded:
        response = Response(url=URL, status=200, headers={"content-type": kind}, body=b"x" * 1000)
        return Recorded({URL: response}, limits=Limits(page=10, oembed=10, image=2000, start=5))

    assert answer("text/html")(Request(url=URL)).body == b"x" * 10
    assert answer("audio/mpeg")(Request(url=URL)).body == b"x" * 5
    assert answer("application/zip")(Request(url=URL)).body == b""
    assert len(answer("image/png")(Request(url=URL, purpose="image")).body) == 1000
    assert answer("text/html")(Request(url=URL, method="HEAD")).body == b""
    with pytest.raises(TooLarge):
        answer("application/json")(Request(url=URL, purpose="oembed"))
    with pytest.raises(BadAnswer):
        answer("text/html")(Request(url=URL, purpose="image"))


def test_a_stretch_is_cut_from_a_recorded_file() -> None:
    whole = Response(url=URL, status=200, headers={"content-type": "audio/mpeg"}, body=b"ABCDEFGHIJ")
    fetch = Recorded({URL: whole})

    def stretch(first: int, last: int) -> tuple[int, bytes, str]:
        answer = fetch(Request(url=URL, purpose="audio", byte_range=(first, last)))
        return answer.status, answer.body, answer.headers["content-range"]

    assert stretch(2, 4) == (206, b"CDE", "bytes 2-4/10")
    assert stretch(8, 99) == (206, b"IJ", "bytes 8-9/10")
    assert stretch(10, 12) == (416, b"", "bytes */10")


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("", "question"),
        ("GET\n\nHTTP/1.1 200 OK\n\n", "question"),
        ("PUT https://example.org/\n\nHTTP/1.1 200 OK\n\n", "question"),
        ("GET https://example.org/\n\n", "answer"),
        ("GET https://example.org/\n\nhello\n\n", "status"),
        ("GET https://example.org/\n\nHTTP/1.1 100 Continue\n\n", "status"),
        ("GET file:///etc/passwd\n\nHTTP/1.1 200 OK\n\n", "URL"),
        ("GET https://example.org/\n\nHTTP/1.1 200 OK\nno header\n\n", "header"),
        (b"GET https://example.org/\xff\n\nHTTP/1.1 200 OK\n\n", "UTF-8"),
        ("GET https://example.org/\n\nHTTP/1.1 200 OK\n\n< missing.png\n", "missing.png"),
        ("GET https://example.org/\n\nHTTP/1.1 200 OK\n\n< ..\n", "beside"),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, text: str | bytes, where: str) -> None:
    with pytest.raises(InvalidData, match=where) as caught:
        Recorded(written(tmp_path, text))
    assert "example" in str(caught.value) or "a.http" in str(caught.value)


def test_two_answers_to_one_question_are_an_error(tmp_path: Path) -> None:
    for name in ("a.http", "b.http"):
        written(tmp_path, f"GET {URL}\n\nHTTP/1.1 200 OK\n\n{name}", name)
    with pytest.raises(InvalidData, match=r"second answer .*b\.http|b\.http.*second answer"):
        Recorded(tmp_path)
    with pytest.raises(InvalidData, match="no such folder"):
        Recorded(tmp_path / "missing")


def test_what_the_web_said_is_recorded_once_and_answers_alike_for_ever(fetching: Opening, tmp_path: Path) -> None:
    picture = ok(b"\x89PNG\r\n\x1a\n\0\xff", "image/png", etag='"7"', x_request_id="canary", set_cookie="id=canary")
    moved = b"HTTP/1.1 301 X\r\nlocation: /b\r\ncontent-length: 5\r\n\r\nwords"
    requests = [
        Request(url="http://127.0.0.1:{port}/a"),
        Request(url="http://127.0.0.1:{port}/b.png", purpose="image"),
        Request(url="http://127.0.0.1:{port}/c"),
        Request(url="http://127.0.0.1:{port}/d", purpose="oembed", headers=FrozenMap({"accept-language": "fr"})),
    ]
    answers = [packed(b"<p>\xc3\xa9\n"), picture, moved, ok(b"< not-a-file.txt\n", "application/json")]
    with Server(*answers) as server, fetching() as web:
        asking = [
            Request(url=each.url.format(port=server.port), purpose=each.purpose, headers=each.headers)
            for each in requests
        ]
        recording = Recording(web, tmp_path / "answers")
        seen = [recording(each) for each in asking]
    replay = Recorded(tmp_path / "answers")
    for request, answer in zip(asking, seen, strict=True):
        kept = {name: value for name, value in answer.headers.items() if name in KEPT_HEADERS}
        assert replay(request) == Response(url=answer.url, status=answer.status, headers=kept, body=answer.body)
    assert b"canary" not in b"".join(path.read_bytes() for path in (tmp_path / "answers").iterdir())
    assert not [path for path in (tmp_path / "answers").iterdir() if path.name.startswith(".")]


words = st.text(string.ascii_letters + string.digits + " ;=/,\"'é", min_size=1, max_size=30).map(
    lambda text: " ".join(text.split())
)
headers = st.dictionaries(st.sampled_from(sorted(KEPT_HEADERS - {"content-type"})), words, max_size=5)
bodies = st.one_of(
    st.binary(max_size=300),
    st.text(max_size=100).map(lambda text: text.encode("utf-8", "replace")),
    st.sampled_from([b"", b"\n", b"\r\n\r\n", b"< name\n", b"< a/b", b"GET /\n\n", b"\xef\xbb\xbf<p>"]),
)


@given(
    status=st.sampled_from([200, 203, 299, 301, 404, 418, 599]),
    headers=headers,
    body=bodies,
    path=st.text(string.ascii_letters + "/-.%20é?&=", max_size=40),
)
def test_a_record_is_read_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, status: int, headers: dict[str, str], body: bytes, path: str
) -> None:
    folder = tmp_path_factory.mktemp("answers")
    url = f"https://example.org/{path}"
    request = Request(url=url)
    response = Response(url=url, status=status, headers=headers, body=body)
    record(folder, request, response)
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    record(folder, request, response)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == first
    answer = Recorded(folder)(request)
    assert (answer.url, answer.status, dict(answer.headers)) == (url, status, headers)
    assert answer.body == (body if status < 300 else b"")


def test_recorded_needs_no_third_party_package() -> None:
    code = "import sys; from mediakit.fetch import Recorded; Recorded({}); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"requests", "urllib3", "ssl", "idna", "lxml"} & set(done.stdout.split())
