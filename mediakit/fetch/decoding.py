"""Reading a body within its limit: gzip undone by our own hands, a piece at a time, never further than the limit.

Only gzip is asked for, so only gzip is undone: 632 bytes of brotli unpack to 400 MiB, and codings can be chained.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Final, Literal, TypeAlias

from mediakit.errors import FetchError, TooLarge

PIECE: Final = 16 * 1024
# gzip files may follow one another (RFC 1952, section 2.2; bgzip makes one for every 64 KiB); empty ones never end.
MEMBERS: Final = 1000

Surplus: TypeAlias = Literal["cut", "refuse"]


def read_body(read: Callable[[int], bytes], *, coding: str | None, most: int, surplus: Surplus, url: str) -> bytes:
    """The decoded body, `most` bytes at most. `read(n)` gives up to n bytes as they came, `b""` at the end.

    What comes beyond the limit is cut off, or refused, as `surplus` says; it is never read.

    Raises:
        TooLarge: the body is longer than `most`, and that is to be refused.
        FetchError: a coding that was not asked for, or gzip that is broken or ends too early.

    >>> import io
    >>> read_body(io.BytesIO(b"abcdef").read, coding=None, most=4, surplus="cut", url="https://example.org/")
    b'abcd'
    """
    coding = (coding or "identity").strip().lower()
    if coding in ("identity", "none", ""):
        body = _plain(read, most + 1)
    elif coding in ("gzip", "x-gzip"):
        body = _gunzipped(read, most + 1, url)
    else:
        raise FetchError(url, f"the answer is encoded as {coding[:40]!r}, and only gzip was asked for")
    if len(body) <= most:
        return body
    if surplus == "cut":
        return body[:most]
    raise TooLarge(url, f"the answer is longer than {most} bytes")


def _plain(read: Callable[[int], bytes], most: int) -> bytes:
    body = bytearray()
    while len(body) < most:
        piece = read(min(PIECE, most - len(body)))
        if not piece:
            break
        body += piece
    return bytes(body)


def _gunzipped(read: Callable[[int], bytes], most: int, url: str) -> bytes:
    body = bytearray()
    unpacker = zlib.decompressobj(wbits=31)
    waiting = b""
    members = 1
    while len(body) < most:
        if not waiting:
            waiting = read(PIECE)
            if not waiting:
                break
        if unpacker.eof:
            if not waiting.startswith(b"\x1f"):
                return bytes(body)  # padding after the end: every browser passes over it
            members += 1
            if members > MEMBERS:
                raise FetchError(url, f"the answer is made of more than {MEMBERS} gzip files")
            unpacker = zlib.decompressobj(wbits=31)
        try:
            body += unpacker.decompress(waiting, most - len(body))
        except zlib.error as error:
            raise FetchError(url, f"the answer's gzip is broken ({error})") from None
        waiting = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
    else:
        return bytes(body)
    if not unpacker.eof and (body or members > 1):
        raise FetchError(url, "the answer's gzip ends too early")
    return bytes(body)
