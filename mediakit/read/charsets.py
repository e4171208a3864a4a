"""Which encoding a body is in, by the HTML Standard's order, and its text, whatever the bytes are.

Source: HTML Living Standard 13.2.3.2 "Determining the character encoding" and "prescan a byte stream"; labels by the
WHATWG Encoding Standard (`labels.py`). No statistics are asked: they call a short windows-1251 page MacCyrillic.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Final

from mediakit.read.labels import ENCODINGS, NAMES

# The standard lets a reader look at the first 1024 bytes; a comment that starts inside may end beyond them.
PRESCAN: Final = 1024
_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xfe\xff", "utf-16be"), (b"\xff\xfe", "utf-16le"))
_HEADER: Final = re.compile(r"""charset\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s;,"']+))""", re.IGNORECASE)
_CONTENT: Final = re.compile(rb"""charset\s*=\s*(?:"([^"]*)"|'([^']*)'|(?!["'])([^\s;]+))""", re.IGNORECASE)
_CUT: Final = re.compile(rb"""(["'])\s*\+\s*\1""")
_TAG: Final = re.compile(rb"<!--|<meta(?=[\s/])|</?[a-zA-Z][^\s>]*|<[!/?][^>]*>?", re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(
    rb"""[\s/]*(?:(>)|([^\s/>][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|(?=["'])(.*)|([^\s>]*)))?)""",
    re.DOTALL,
)


def charset(body: bytes, content_type: str | None) -> str:
    """The name of the encoding that `body` says it is in (WHATWG names, lower case).

    Byte order mark, then the HTTP header, then `<meta>` in the first 1024 bytes; where nobody says, UTF-8 when the
    bytes are valid UTF-8 beyond ASCII, else windows-1252.

    >>> charset(b"<meta charset=latin1>", None), charset(b"", "text/html; charset=UTF8"), charset(b"caf\\xe9", None)
    ('windows-1252', 'utf-8', 'windows-1252')
    """
    return next(_stated(body, content_type), None) or _undeclared(body)


def decode(body: bytes, content_type: str | None = None) -> str:
    """The text of `body`; never fails, since what can't be read becomes U+FFFD.

    What the page says of itself is checked: when its encoding does not fit the bytes and another that is stated, or
    UTF-8, does without an error, that one is taken.

    >>> decode(b"<meta charset=utf-8>caf\\xe9")
    '<meta charset=utf-8>café'
    >>> decode("Straße".encode(), "text/html; charset=iso-8859-1")
    'Straße'
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return _lenient(body[len(mark) :], name)
    if _is_plain(body):
        return body.decode("ascii")
    # Bytes beyond ASCII that form valid UTF-8 are UTF-8, whatever a header says: by chance that does not happen, except
    # to a word or two in the two-byte encodings of East Asia.
    text = _strict(body, "utf-8")
    if text is not None and len(body) - len(text) > _NO_CHANCE:
        return text
    stated = list(dict.fromkeys(_stated(body, content_type)))
    if text is not None and not body.isascii() and ("utf-8" in stated or _EAST_ASIAN.isdisjoint(stated[:1])):
        return text
    for name in stated:
        if (text := _strict(body, name)) is not None:
            return text
    text = _lenient(body, stated[0] if stated else "windows-1252")
    if stated[:1] == ["utf-8"]:
        beyond = len(text) - len(text.encode("ascii", "ignore"))
        if 2 * text.count("\ufffd") > beyond:  # hardly a character beyond ASCII is UTF-8
            return _lenient(body, "windows-1252")
    return text


def utf8(body: bytes, content_type: str | None = None) -> bytes:
    """What `decode` reads, as UTF-8; most bodies are that already, and stay the same bytes.

    >>> utf8("Straße".encode("latin-1")).decode()
    'Straße'
    """
    if _is_plain(body):
        return body
    try:
        beyond = len(body) - len(body.decode("utf-8"))
    except UnicodeError:
        beyond = 0
    if beyond > _NO_CHANCE and not body.startswith(_BOMS[0][0]):
        return body
    return decode(body, content_type).encode("utf-8", "replace")


def _is_plain(body: bytes) -> bool:
    """Whether the bytes are the same text in every encoding of the web: ASCII, not UTF-16 and not ISO-2022-JP."""
    return body.isascii() and b"\x1b" not in body and b"\0" not in body


_NO_CHANCE: Final = 40  # continuation bytes: some 20 characters
_EAST_ASIAN: Final = frozenset({"gbk", "gb18030", "big5", "euc-jp", "shift_jis", "euc-kr", "iso-2022-jp"})


def name_of(label: str | None) -> str | None:
    """The standard's name of the encoding that `label` means, or `None`.

    >>> name_of(" Latin1 "), name_of("klingon")
    ('windows-1252', None)
    """
    return NAMES.get(label.strip("\t\n\f\r ").lower()) if label else None


def _stated(body: bytes, content_type: str | None) -> Iterator[str]:
    """The encodings that are stated, the strongest first."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            yield name
    if content_type and (match := _HEADER.search(content_type[:500])):
        found = name_of(match[1] or match[2] or match[3])
        if found:
            yield found
    found = _prescan(body)
    if found:
        yield found


def _undeclared(body: bytes) -> str:
    return "windows-1252" if body.isascii() or _strict(body, "utf-8") is None else "utf-8"


def _prescan(body: bytes) -> str | None:
    """The encoding that a `<meta>` near the beginning states: the standard's prescan, a tag a turn."""
    at = 0
    head = body[:PRESCAN]
    while match := _TAG.search(body, at, len(head)):
        at = match.end()
        word = match[0].lower()
        if word == b"<!--":
            end = body.find(b"-->", match.start() + 2)
            if end < 0:
                return None
            at = end + 3
            # What follows a long comment is still looked at: the comment alone does not use up the bytes.
            head = body[: max(len(head), at + PRESCAN)]
        elif word[1:2] not in b"!/?" or (word[1:2] == b"/" and word[2:3].isalpha()):
            at, attributes = _attributes(head, at)
            if attributes is None:
                return None
            if word == b"<meta" and (found := _of_meta(attributes)):
                return found
    return None


def _attributes(head: bytes, at: int) -> tuple[int, dict[bytes, bytes] | None]:
    """The attributes of the tag whose name ends at `at`; `None` when the bytes end before the tag does."""
    found: dict[bytes, bytes] = {}
    while match := _ATTRIBUTE.match(head, at):
        at = match.end()
        if match[1]:
            return at, found
        if match[5] is not None:  # a quotation mark that never closes
            return at, None
        if match[2] is None:
            break
        value = next((part for part in match.group(3, 4, 6) if part is not None), b"")
        found.setdefault(match[2].lower(), value)
    return at, None


def _of_meta(attributes: dict[bytes, bytes]) -> str | None:
    label = attributes.get(b"charset")
    if label is None:
        if attributes.get(b"http-equiv", b"").lower() != b"content-type":
            return None
        match = _CONTENT.search(attributes.get(b"content", b""))
        if match is None:
            return None
        label = match[1] or match[2] or match[3] or b""
    # A script that writes the tag cuts the name in two; a browser that ran it would see the whole.
    label = _CUT.sub(b"", label)
    name = name_of(label.decode("latin-1"))
    if name in ("utf-16le", "utf-16be"):  # it was ASCII enough to be read here: it can't be UTF-16
        return "utf-8"
    return "windows-1252" if name == "x-user-defined" else name


def _strict(body: bytes, name: str) -> str | None:
    """The text when every byte fits; a character cut off at the end is forgiven where it is not the only one."""
    decoder = codecs.getincrementaldecoder(ENCODINGS[name][0])("strict")
    try:
        text = decoder.decode(body)
    except UnicodeError:
        return None
    return None if decoder.getstate()[0] and text.isascii() else text


def _lenient(body: bytes, name: str) -> str:
    return codecs.getincrementaldecoder(ENCODINGS[name][0])("replace").decode(body, True)
