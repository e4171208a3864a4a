"""What first bytes are, and whether they are what an answer was called: cases as rows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediakit.content import disagreement, kind

KINDS = {
    "image": [
        b"\x89PNG\r\n\x1a\n",
        b"GIF87a",
        b"\xff\xd8\xff\xe0",
        b"RIFF\x10\0\0\0WEBPVP8 ",
        b"BM\x9a\0\0\0",
        b"II*\0",
    ],
    "recording": [
        *(b"ID3\x04\0", b"\xff\xfb\x90\x64", b"\xff\xf1\x50", b"OggS\0", b"fLaC\0", b"RIFF\x10\0\0\0WAVEfmt "),
        *(b"\0\0\0\x20ftypM4A ", b"\0\0\0\x20ftypisom", b"\x1aE\xdf\xa3", b"FORM\0\0\0\x10AIFF"),
    ],
    "file": [
        b"MZ\x90\0",
        b"\x7fELF\2",
        b"PK\3\4",
        b"%PDF-1.4\n%\xe2\xe3",
        b"\x1f\x8b\x08",
        b"SQLite format 3\0",
        b"\0asm\1",
    ],
    "markup": [b"<!doctype html>", b"\r\n <?xml", b"\xef\xbb\xbf<rss>", b"\xff\xfe<\0r\0", b'{"a": 1}', b"[1]", b"<"],
    "unknown": [
        *(b"WEBVTT\n\n", b"1\n00:00:01,000 --> ", b"BM stands for Bristol Marina", b"ID3 tags explained to listeners"),
        *(b"", b"\0\0\0\0", b"\xff\xfeW\0E\0B\0", b"MZ is what some DOS programs begin with", b"jsonp({})"),
    ],
}


@pytest.mark.parametrize(("expected", "start"), [(name, start) for name, rows in KINDS.items() for start in rows])
def test_what_first_bytes_are(expected: str, start: bytes) -> None:
    assert kind(start) == expected


@given(st.binary(max_size=600))
def test_any_bytes_have_a_kind(start: bytes) -> None:
    assert kind(start) in KINDS


@pytest.mark.parametrize(
    ("purpose", "content_type", "start"),
    [
        ("page", "text/html", b"plain words"),
        ("page", "text/html", b"\0\0<p>"),
        ("page", None, b"GIF89a"),
        ("page", "image/svg+xml", b"<svg>"),
        ("page", "image/png", b"\xff\xd8\xff\xe0"),
        ("page", "application/octet-stream", b"PK\3\4"),
        ("page", "application/pdf", b"%PDF-1.4"),
        ("page", "audio/mpeg", b"\0\0\0\0"),
        ("image", "application/octet-stream", b"GIF89a"),
        ("image", None, b"\x89PNG\r\n\x1a\n"),
        ("audio", None, b"\0\0\0\0"),
        ("audio", "video/mp4", b"\0\0\0\x20ftypisom"),
        ("feed", "application/octet-stream", b"<rss>"),
        ("text", "text/vtt", b"WEBVTT"),
        ("oembed", "text/javascript", b"jsonp({})"),
        ("image", "image/png", b""),
    ],
)
def test_what_is_let_in(purpose: str, content_type: str | None, start: bytes) -> None:
    assert disagreement(purpose, content_type, start) is None  # type: ignore[arg-type]
