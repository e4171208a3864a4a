"""Recorded answers: a folder of `.http` files that answers instead of the web, and the writer of such files.

One answer is one file:

    GET https://example.org/story

    HTTP/1.1 200 OK
    content-type: text/html; charset=utf-8

    <!doctype html> ... and so on to the end of the file

The first line may be followed by `range: bytes=0-99` when a stretch was asked for. Instead of a body there may be one
line `< picture.jpg` that names a file beside it whose bytes are the body. Lines of the head end with LF or CRLF.
"""

from __future__ import annotations

import hashlib
import os
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from pathlib import Path
from typing import Final, TypeAlias

from mediakit.content import portion
from mediakit.errors import BadAnswer, FetchError, ForbiddenURL, InvalidData, TooLarge
from mediakit.flow import Fetch, Request, Response
from mediakit.pictures import EXTENSIONS
from mediakit.policy import Limits, shown
from mediakit.url import split

# What a reader of the answer, or a later audit, can use. The rest names servers, caches and whoever asked.
KEPT_HEADERS: Final = frozenset(
    "accept-ranges age cache-control content-disposition content-language content-length content-range "
    "content-security-policy content-type date etag expires last-modified link location retry-after vary "
    "x-frame-options x-robots-tag".split()
)

_QUESTION = re.compile(r"(GET|HEAD|POST) (\S+)\Z")
_STATUS = re.compile(r"HTTP/[0-9.]+ ([2-5][0-9]{2})(?: .*)?\Z")
_HEADER = re.compile(r"([A-Za-z0-9!#$%&'*+.^_`|~-]+):[ \t]*(.*?)[ \t]*\Z")
_BESIDE = re.compile(rb"< ([^/\\\r\n\x00]{1,200})\r?\n?\Z")
_RANGE = re.compile(r"bytes=([0-9]+)-([0-9]+)\Z")

_ENDINGS: Final = {**EXTENSIONS, "audio/mpeg": ".mp3", "audio/mp4": ".m4a"}

_Key: TypeAlias = tuple[str, str, tuple[int, int] | None]


@dataclass(frozen=True, slots=True)
class _Answer:
    """A recorded answer: the response without the body that lies in a file beside it."""

    response: Response
    beside: Path | None = None

    def body(self) -> bytes:
        return self.response.body if self.beside is None else self.beside.read_bytes()


class Recorded:
    """Answers `flow.Ask` from recorded answers, as the web would have: with the same limits, and nothing is asked.

    `answers` is a folder whose `.http` files are read, those in its folders too, or a mapping of URL to `Response`.
    A URL is found when it is the same but for the case of scheme and host, a default port and the fragment. `HEAD`
    and stretches of bytes are also answered from a recorded `GET`.

    Raises:
        InvalidData: a file that cannot be read, or two for one question; names the file.

    >>> url = "https://example.org/"
    >>> fetch = Recorded({url: Response(url=url, status=200, headers={}, body=b"Hi")})
    >>> fetch(Request(url="https://EXAMPLE.org:443/#top")).body
    b'Hi'
    """

    def __init__(
        self, answers: str | os.PathLike[str] | Mapping[str, Response], *, limits: Limits | None = None
    ) -> None:
        self._limits = limits or Limits()
        self._answers: dict[_Key, _Answer] = {}
        if isinstance(answers, Mapping):
            for url, response in answers.items():
                self._answers[_key("GET", url, None)] = _Answer(_received(response))
            return
        folder = Path(answers)
        if not folder.is_dir():
            raise InvalidData("no such folder of recorded answers", str(folder))
        for path in sorted(folder.rglob("*.http")):
            key, answer = _read(path)
            if key in self._answers:
                raise InvalidData(f"a second answer to {key[0]} {key[1]}", str(path))
            self._answers[key] = answer

    def __call__(self, request: Request, deadline: float | None = None) -> Response:
        """The recorded answer.

        Raises:
            FetchError: none was recorded for this URL. ForbiddenURL: it is no http(s) URL.
            TooLarge, BadAnswer: as the web's answer would have been.
        """
        answer, stretch = self._find(request)
        response = replace(answer.response, url=request.url)
        if response.status >= 300:
            return response
        how = portion(request.purpose, response.content_type)
        if how == "refused":
            raise BadAnswer(request.url, f"{response.content_type!r} is no {request.purpose}", "content-type")
        if request.method == "HEAD" or how == "nothing":
            return replace(response, body=b"")
        body = answer.body()
        if stretch is not None:
            first, last = stretch
            if first >= len(body):
                return replace(response, status=416, headers={"content-range": f"bytes */{len(body)}"}, body=b"")
            headers = dict(response.headers)
            headers["content-range"] = f"bytes {first}-{min(last, len(body) - 1)}/{len(body)}"
            body = body[first : last + 1]
            headers["content-length"] = str(len(body))
            response = replace(response, status=206, headers=headers)
        most = self._limits.most(request.purpose)
        if how == "start":
            most = min(most, self._limits.start)
        if len(body) > most and how == "whole" and request.purpose != "page" and request.byte_range is None:
            raise TooLarge(request.url, f"the answer is longer than {most} bytes")
        return replace(response, body=body[:most])

    def _find(self, request: Request) -> tuple[_Answer, tuple[int, int] | None]:
        """The answer, and the stretch of it that is still to be cut out."""
        if split(request.url) is None:
            raise ForbiddenURL(shown(request.url), "not an http(s) URL that can be read")
        method, url, stretch = _key(request.method, request.url, request.byte_range)
        exact = self._answers.get((method, url, stretch))
        if exact is not None:
            return exact, None
        whole = self._answers.get(("GET", url, None)) if method != "POST" else None
        if whole is None:
            raise FetchError(request.url, "no answer was recorded for this URL")
        return whole, stretch if whole.response.status == 200 else None


class Recording:
    """Answers `flow.Ask` through another fetch, and writes every answer into a folder that `Recorded` reads.

    With `WebFetch` inside, it records the web once, so that tests and examples can do without it.
    """

    def __init__(self, fetch: Fetch, folder: str | os.PathLike[str]) -> None:
        self._fetch = fetch
        self._folder = Path(folder)

    def __call__(self, request: Request, deadline: float | None = None) -> Response:
        """The other fetch's answer, once it is written. Raises what the other raises; errors are not recorded."""
        response = self._fetch(request, deadline)
        record(self._folder, request, response)
        return response


def record(folder: str | os.PathLike[str], request: Request, response: Response) -> Path:
    """Write one answer as a `.http` file; an earlier one to the same question is replaced. Returns the file's path.

    The URL is written as it was asked, with all its parameters: do not record questions that carry access tokens.
    Only `KEPT_HEADERS` are written.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    key = _key(request.method, request.url, request.byte_range)
    stem = _stem(key)
    question = f"{key[0]} {key[1]}\n"
    if key[2] is not None:
        question += f"range: bytes={key[2][0]}-{key[2][1]}\n"
    reason = HTTPStatus(response.status).phrase if response.status in set(HTTPStatus) else ""
    status = f"HTTP/1.1 {response.status} {reason}".rstrip()
    lines = [
        f"{name}: {_line(value)}" for name, value in sorted(_received(response).headers.items()) if name in KEPT_HEADERS
    ]
    body = response.body
    if _BESIDE.match(body) or not _is_text(body):
        ending = _ENDINGS.get((response.content_type or "").partition(";")[0].strip().lower(), ".bin")
        _write(folder / (stem + ending), body)
        body = f"< {stem}{ending}\n".encode()
    path = folder / f"{stem}.http"
    _write(path, "\n".join([question, status, *lines, "", ""]).encode() + body)
    return path


def _read(path: Path) -> tuple[_Key, _Answer]:
    where = str(path)
    content = path.read_bytes()
    question, content = _head(content, where)
    head, body = _head(content, where)
    asked = _QUESTION.match(question[0])
    status = _STATUS.match(head[0])
    if asked is None:
        raise InvalidData("the first line is no question such as GET https://example.org/", where)
    if status is None:
        raise InvalidData("the line after the question is no status such as HTTP/1.1 200 OK", where)
    stretch = _RANGE.match(_headers(question[1:], where).get("range", ""))
    key = _key(asked[1], asked[2], None if stretch is None else (int(stretch[1]), int(stretch[2])), where)
    beside = _BESIDE.match(body)
    file = None
    if beside is not None:
        file = path.parent / beside[1].decode("utf-8", "replace")
        if not file.is_file():
            raise InvalidData(f"the file {file.name!r} it names is not beside it", where)
        body = b""
    response = _received(Response(url=asked[2], status=int(status[1]), headers=_headers(head[1:], where), body=body))
    return key, _Answer(response, file if response.status < 300 else None)


def _head(content: bytes, where: str) -> tuple[list[str], bytes]:
    """The lines up to an empty one, and what follows it."""
    lines: list[str] = []
    while content:
        line, _, content = content.partition(b"\n")
        line = line.removesuffix(b"\r")
        if not line:
            break
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            raise InvalidData("a head that is not UTF-8", where) from None
    if not lines:
        raise InvalidData("a question, an empty line and an answer are needed", where)
    return lines, content


def _headers(lines: list[str], where: str) -> dict[str, str]:
    headers: dict[str, str] = {}
    for line in lines:
        header = _HEADER.match(line)
        if header is None:
            raise InvalidData(f"no header line: {line[:80]!r}", where)
        name = header[1].lower()
        headers[name] = f"{headers[name]}, {header[2]}" if name in headers else header[2]
    return headers


def _received(response: Response) -> Response:
    """The answer as `WebFetch` hands it on: names lower case, the body of a redirect or an error never read."""
    headers = {name.lower(): value for name, value in response.headers.items()}
    return replace(response, headers=headers, body=response.body if response.status < 300 else b"")


def _key(method: str, url: str, stretch: tuple[int, int] | None, where: str | None = None) -> _Key:
    parts = split(url)
    if parts is None:
        raise InvalidData(f"not an http(s) URL: {shown(url)}", where)
    return method, str(parts._replace(fragment="")), stretch


def _stem(key: _Key) -> str:
    """A file name that a person can read and that no two questions share."""
    address = key[1].partition("://")[2].partition("?")[0]
    words = re.sub(r"[^a-z0-9]+", "-", address.lower()).strip("-")[:60].strip("-")
    return f"{words}-{hashlib.sha256(repr(key).encode()).hexdigest()[:10]}"


def _line(value: str) -> str:
    return " ".join(value.split())


def _is_text(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\0" not in body


def _write(path: Path, content: bytes) -> None:
    """Write whole or not at all: a reader never meets half a file."""
    beside = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}")
    beside.write_bytes(content)
    beside.replace(path)
