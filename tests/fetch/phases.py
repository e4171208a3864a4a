"""Everything a server can be slow at, once it was reached: each an answer for `loopback.Server`."""

import gzip
import random

from loopback import Answer, Talk

HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n"
CHUNKED = HEAD + b"transfer-encoding: chunked\r\n\r\n"
EMPTY_GZIP = gzip.compress(b"")


def then_drip(first: bytes, drop: bytes) -> Answer:
    """Say one thing, and then another a byte at a time for ever."""

    def answer(talk: Talk) -> None:
        talk.send(first)
        talk.drip(drop)

    return answer


SLOW: dict[str, Answer] = {
    "not a word": Talk.stay_silent,
    "status line": then_drip(b"HTTP/1.1 200 ", b"O"),
    "headers": then_drip(HEAD, b"x-a: b\r\n"),
    "one endless header": then_drip(HEAD + b"x-a: ", b"b"),
    "100 continue": then_drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "body": then_drip(HEAD + b"content-length: 100000\r\n\r\n", b"x"),
    "body to the end of the connection": then_drip(HEAD + b"\r\n", b"x"),
    "silence after half a body": then_drip(HEAD + b"content-length: 100000\r\n\r\n" + b"x" * 50000, b""),
    "chunks": then_drip(CHUNKED, b"1\r\nx\r\n"),
    "chunk extension": then_drip(CHUNKED + b"5;", b"e"),
    "chunk size": then_drip(CHUNKED, b"0"),
    "trailers": then_drip(CHUNKED + b"1\r\nx\r\n0\r\n", b"x-a: b\r\n"),
    "gzip body": then_drip(HEAD + b"content-encoding: gzip\r\n\r\n", gzip.compress(random.Random(1).randbytes(9000))),
    "empty gzip members": then_drip(HEAD + b"content-encoding: gzip\r\n\r\n", EMPTY_GZIP),
}
