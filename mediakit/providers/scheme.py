"""A scheme of the oEmbed registry, made ready to match the parts of a URL.

A scheme is read as the specification means it (oembed.com, section 2.1), on the parts of a URL and never on its text:

* http and https are the same; a leading `www.` of a host says nothing.
* `*.` in a host is one label. `*.example.org` takes in `example.org`, which has the same owner.
* `*` in a path is anything, but at least one character; only at the end, in the midst of a word (`/watch*`), it may
  reach into the query. What stands after a literal `?` are parameters, in any order, beside others.
* A scheme without `*` is a beginning when it ends in `/`, else the whole path.
"""

from __future__ import annotations

import re
from collections.abc import Callable


class Scheme:
    """A scheme's path, query and fragment, taken apart. Matching takes time that grows with the URL, never its power.

    >>> scheme = Scheme("/playlist?list=*")
    >>> scheme.takes("/playlist", "index=2&list=PL1", ""), scheme.takes("/playlist", "list=", "")
    (True, False)
    """

    __slots__ = ("_into_query", "_path", "_prefix", "_query", "_start", "first", "fragment", "literal", "takes")

    def __init__(self, text: str) -> None:
        rest, hash_sign, fragment = text.partition("#")
        path, mark, query = rest.partition("?")
        self.literal = len(text.replace("*", ""))
        self.fragment = tuple(fragment.split("*")) if hash_sign else None
        self._query = tuple(tuple(pair.split("*")) for pair in query.split("&")) if mark else ()
        self._prefix = path if "*" not in text and path.endswith("/") else None
        pieces = re.sub(r"\*+", "*", path if path == "/" else path.rstrip("/")).split("*")
        self._path = tuple(pieces)
        self._into_query = not mark and len(pieces) > 1 and not pieces[-1] and not pieces[-2].endswith("/")
        # A path's first piece is known where the scheme's ends before its first star.
        self._start = pieces[0]
        start, slash, _ = self._start[1:].partition("/")
        self.first = start if slash or (len(pieces) == 1 and start) else None
        plain = not mark and not hash_sign and len(pieces) == 2 and not pieces[1] and not self._into_query
        self.takes: Callable[[str, str, str], bool] = self._begins if plain else self._fits

    def _begins(self, path: str, query: str, fragment: str) -> bool:
        """Whether a path begins like this scheme and goes on: what most of them want."""
        return path.startswith(self._start) and len(path.rstrip("/")) > len(self._start)

    def _fits(self, path: str, query: str, fragment: str) -> bool:
        """Whether the parts of a URL are of this scheme."""
        if self.fragment is not None and not _fits(self.fragment, fragment):
            return False
        if self._prefix is not None:
            return path.startswith(self._prefix) and path[len(self._prefix) :].strip("/") != ""
        if self._query:
            pairs = query.split("&")
            if not all(any(_fits(wanted, pair) for pair in pairs) for wanted in self._query):
                return False
        path = path.rstrip("/") or "/"
        if self._into_query and query:
            path = f"{path}?{query}"
        return _fits(self._path, path)


def _fits(pieces: tuple[str, ...], text: str) -> bool:
    """Whether `text` is these pieces with something between each two: the leftmost places are as good as any."""
    first, last = pieces[0], pieces[-1]
    if len(pieces) == 1:
        return text == first
    if not text.startswith(first):
        return False
    at = len(first)
    for piece in pieces[1:-1]:
        at = text.find(piece, at + 1)
        if at < 0:
            return False
        at += len(piece)
    return text.endswith(last) and len(text) - len(last) > at
