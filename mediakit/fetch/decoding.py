"""Reading a body within its limit: gzip and deflate undone by our own hands, a piece at a time, never past the limit.

Only these two are asked for, so only these are undone: 632 bytes of brotli unpack to 400 MiB, and a coding may lie in
another.
"""

from __future__ import annotations

import zlib
from typing import Final, Literal, TypeAlias

from mediakit.errors import FetchError, TooLarge

# What is offered to servers; whoever adds a coding adds it to `Body`, with its limit.
OFFERED: Final = "gzip, deflate"
PIECE: Final = 16 * 1024
# gzip files may follow one another (RFC 1952, section 2.2; bgzip makes one for every 64 KiB); empty ones never end.
MEMBERS: Final = 1000

Surplus: TypeAlias = Literal["cut", "refuse"]


class Body:
    """A body that is being received: `feed` it what comes until `wants` is 0 or nothing comes, then take it `whole`.

    What lies beyond `most` decoded bytes is cut off, or refused, as `surplus` says; it is never unpacked.

    Raises:
        FetchError: a coding that was not asked for, or one that is broken or ends too early.
        TooLarge (by `whole`): the body is longer than `most`, and that is to be refused.

    >>> body = Body(coding=None, most=4, surplus="cut", url="https://example.org/")
    >>> body.feed(b"abcdef")
    >>> body.wants, body.whole()
    (0, b'abcd')
    """

    def __init__(self, *, coding: str | None, most: int, surplus: Surplus, url: str) -> None:
        coding = (coding or "identity").strip().lower().removeprefix("x-")
        if coding not in ("identity", "none", "", "gzip", "deflate"):
            raise FetchError(url, f"the answer is encoded as {coding[:40]!r}, and only {OFFERED} were asked for")
        self._coding = coding if coding in ("gzip", "deflate") else ""
        self._most, self._surplus, self._url = most, surplus, url
        self._body = bytearray()
        self._unpacker = zlib.decompressobj(wbits=31) if coding == "gzip" else None
        self._held = b""  # of a deflate body, until its first two bytes are there
        self._members = 1
        self._begun = self._padded = False

    @property
    def wants(self) -> int:
        """How many more bytes, as they come, may be fed next; 0 when it is full."""
        room = self._most + 1 - len(self._body)
        if room <= 0 or self._padded:
            return 0
        return PIECE if self._coding else min(PIECE, room)

    def feed(self, piece: bytes) -> None:
        """Take bytes as they came."""
        if self._coding == "":
            self._body += piece[: max(0, self._most + 1 - len(self._body))]
        elif piece:
            self._begun = True
            self._unpack(piece)

    def whole(self) -> bytes:
        """The decoded body, `most` bytes at most."""
        if len(self._body) > self._most:
            if self._surplus == "refuse":
                raise TooLarge(self._url, f"the answer is longer than {self._most} bytes")
            return bytes(self._body[: self._most])
        if self._begun and (self._unpacker is None or not self._unpacker.eof):
            raise FetchError(self._url, f"the answer's {self._coding} ends too early")
        return bytes(self._body)

    def _unpack(self, waiting: bytes) -> None:
        if self._unpacker is None:
            self._held += waiting
            if len(self._held) < 2:
                return
            waiting, self._held = self._held, b""
            self._unpacker = zlib.decompressobj(wbits=_deflate_bits(waiting))
        while waiting and self.wants:
            if self._unpacker.eof:
                if self._coding != "gzip" or not waiting.startswith(b"\x1f"):
                    self._padded = True  # padding after the end: every browser passes over it
                    return
                self._members += 1
                if self._members > MEMBERS:
                    raise FetchError(self._url, f"the answer is made of more than {MEMBERS} gzip files")
                self._unpacker = zlib.decompressobj(wbits=31)
            try:
                self._body += self._unpacker.decompress(waiting, self._most + 1 - len(self._body))
            except zlib.error as error:
                raise FetchError(self._url, f"the answer's {self._coding} is broken ({error})") from None
            waiting = self._unpacker.unused_data if self._unpacker.eof else self._unpacker.unconsumed_tail


def _deflate_bits(start: bytes) -> int:
    """RFC 9110, 8.4.1.2, means the zlib format; some servers leave its two bytes out: they tell (RFC 1950, 2.2)."""
    return 15 if start[0] & 0x0F == 8 and (start[0] << 8 | start[1]) % 31 == 0 else -15
