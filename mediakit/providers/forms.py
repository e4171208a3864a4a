"""Forms: patterns made ready to match, and the embed that a match becomes.

A row is compiled when a URL first reaches it, so that hundreds of rows cost nothing to those who meet three. The embed
is built by filling its `__dict__`: its fields have plain defaults on the class, and the constructor of a frozen value
with thirty fields would cost more than all the matching.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Final, TypeAlias, TypeVar
from urllib.parse import quote, unquote_plus

from mediakit import times
from mediakit.embed import KINDS, Embed, FrozenMap, Player, ProviderRef, Source, Status
from mediakit.providers.model import Frame, Noun, Pattern, Provider, Wrapper

_PART: Final = re.compile(r"\{([a-z]+)\}")
# What a part is where a row doesn't say: one piece of a path, of characters that are safe in every place of a URL.
_PIECE: Final = r"[\w.~%@+:,-]+"
_LABEL: Final = r"[a-z0-9_-]+"
# Nobody points two months into a video; what is longer is a number of another meaning.
_LONGEST: Final = 60 * 86400.0

_FROM_URL: Final = Source(kind="url", rank=90)
_FROM_ID: Final = Source(kind="id", rank=20)

Parts: TypeAlias = dict[str, str]
V = TypeVar("V")


def parameters(query: str) -> Parts:
    """The parameters of a query, decoded, the first of each name; `&amp;` of pasted HTML counts as `&`.

    >>> parameters("v=abc&amp;t=1%3A02&v=z")
    {'v': 'abc', 't': '1:02'}
    """
    found: Parts = {}
    if "&amp;" in query:
        query = query.replace("&amp;", "&")
    for pair in query.split("&"):
        name, _, value = pair.partition("=")
        if name not in found:
            found[name] = unquote_plus(value) if "%" in value or "+" in value else value
    return found


def expression(text: str, parts: Mapping[str, str], default: str = _PIECE) -> str:
    """A pattern's text as a regular expression: each `{part}` a named group.

    >>> expression("/watch/{video}", {"video": "[0-9]+"})
    '/watch/(?P<video>[0-9]+)'
    """
    return _PART.sub(lambda m: f"(?P<{m[1]}>{parts.get(m[1], default)})", text)


class Template:
    """One or more templates of which the first whose parts are all known is filled."""

    __slots__ = ("_choices", "_only", "names")

    def __init__(self, texts: str | tuple[str, ...]) -> None:
        choices = (texts,) if isinstance(texts, str) else texts
        self._choices = tuple((_filling(text), frozenset(_PART.findall(text))) for text in choices)
        self._only = self._choices[0][0] if len(choices) == 1 else None
        self.names = frozenset(name for _, names in self._choices for name in names)

    def fill(self, parts: Parts) -> str | None:
        """The text, or `None` when no template has all its parts."""
        if self._only is not None:
            try:
                return self._only % parts
            except KeyError:
                return None
        for text, names in self._choices:
            if names <= parts.keys():
                return text % parts
        return None


def _filling(text: str) -> str:
    return _PART.sub(r"%(\1)s", text.replace("%", "%%"))


class Form:
    """A pattern of a noun of a provider (or of a wrapper), compiled."""

    __slots__ = ("_fragment", "_host", "_label", "_path", "_query", "noun", "pattern", "provider", "wrapper")

    def __init__(self, pattern: Pattern, host: str, owner: tuple[Provider, Noun] | Wrapper) -> None:
        self.pattern = pattern
        self.provider: Provider | None = None
        self.noun: Noun | None = None
        self.wrapper: Wrapper | None = None
        if isinstance(owner, Wrapper):
            self.wrapper = owner
        else:
            self.provider, self.noun = owner
        self._path: Callable[[str], re.Match[str] | None] | None = None
        self._query: tuple[tuple[str, Callable[[str], re.Match[str] | None]], ...] = ()
        self._fragment: Callable[[str], re.Match[str] | None] | None = None
        self._host = host
        self._label: Callable[[str], re.Match[str] | None] | None = None

    def _compile(self) -> Callable[[str], re.Match[str] | None]:
        owner = self.wrapper or self.provider
        assert owner is not None
        parts, pattern = owner.parts, self.pattern
        path = pattern.path.rstrip("/")
        self._query = tuple((name, _matcher(text, parts)) for name, text in pattern.query.items())
        if pattern.fragment is not None:
            self._fragment = _matcher(pattern.fragment, parts)
        if "{" in self._host:
            label = expression(self._host.replace(".", r"\."), parts, _LABEL)
            self._label = re.compile(label + r"\Z", re.ASCII).match
        self._path = _matcher(path + "/?", parts)
        return self._path

    def find(self, host: str, path: str, query: Parts | None, fragment: str) -> Parts | None:
        """The parts that this form finds in a URL, or `None` when the URL is not of this form."""
        match = (self._path or self._compile())(path)
        if match is None:
            return None
        parts: Parts = match.groupdict()
        if None in parts.values():
            parts = {name: value for name, value in parts.items() if value is not None}
        if self._query:
            assert query is not None
            for name, matches in self._query:
                value = query.get(name)
                found = matches(value) if value is not None else None
                if found is None:
                    return None
                parts.update(found.groupdict())
        if self._fragment is not None:
            found = self._fragment(fragment)
            if found is None:
                return None
            parts.update(found.groupdict())
        if self._label is not None:
            found = self._label(host)
            if found is None:
                return None
            parts.update(found.groupdict())
        return parts


def _matcher(text: str, parts: Mapping[str, str]) -> Callable[[str], re.Match[str] | None]:
    return re.compile(expression(text, parts) + r"\Z", re.ASCII).match


class Builder:
    """Makes the embeds of one noun."""

    __slots__ = (
        "_cls",
        "_decode",
        "_end",
        "_fixed",
        "_frame",
        "_id",
        "_noun",
        "_options",
        "_player",
        "_prefix",
        "_published",
        "_start",
        "_url",
        "timed",
    )

    def __init__(self, provider: Provider, noun: Noun) -> None:
        self._noun = noun
        self._cls = KINDS[noun.kind]
        self._prefix = f"{provider.key}:{noun.name}:"
        self._id = Template(noun.id or "{" + noun.name + "}")
        self._url = Template(noun.url)
        self._options = tuple(
            (name, part, re.compile(provider.parts.get(part, _PIECE) + r"\Z", re.ASCII).match)
            for name, part in noun.options.items()
        )
        self._start, self._end = noun.start, noun.end
        self.timed = bool(noun.options or noun.start or noun.end)
        self._decode = noun.decode
        self._published = noun.published
        self._frame = noun.frame if provider.retired is None else None
        self._player = Template(self._frame.url) if self._frame else None
        fixed: dict[str, object] = {"provider": ProviderRef(key=provider.key, name=provider.name, url=provider.url)}
        if noun.form is not None:
            fixed["form"] = noun.form
        if provider.retired is not None:
            fixed["status"] = Status(state="gone", reason=provider.retired.reason, since=provider.retired.since)
        self._fixed = fixed

    def complete(self, parts: Parts, query: Parts) -> Parts | None:
        """The parts with those that optional parameters carry, decoded; `None` when the row's own code refuses them."""
        for name, part, matches in self._options:
            if part not in parts and name in query and matches(query[name]):
                parts[part] = query[name]
        return parts if self._decode is None else self._decode(parts)

    def stretch(self, query: Parts, fragment: str) -> tuple[float | None, float | None]:
        """Start and end in seconds, of the query or the fragment."""
        places = (query, parameters(fragment)) if "=" in fragment else (query,)
        start, end = _seconds(self._start, places), _seconds(self._end, places)
        return start, end if end is None or start is None or end > start else None

    def build(self, parts: Parts, start: float | None, end: float | None, size: tuple[int, int] | None) -> Embed | None:
        """The embed that these parts name, or `None` when they name nothing."""
        identity, address = self._id.fill(parts), self._url.fill(parts)
        if identity is None or address is None:
            return None
        values = self._fixed.copy()
        values["key"] = self._prefix + identity
        values["url"] = address
        values["ids"] = FrozenMap(parts)
        player = self._play(parts, address, start, end, size) if self._player is not None else None
        if player is not None:
            values["player"] = player
        published = None
        if self._published is not None:
            part, when = self._published
            published = when(parts[part]) if part in parts else None
            if published is not None:
                values["published"] = published
        if start is not None:
            values["start"] = start
        if end is not None:
            values["end"] = end
        values["provenance"] = _provenance(tuple(values), published is not None)
        return quick(self._cls, values)

    def _play(
        self, parts: Parts, address: str, start: float | None, end: float | None, size: tuple[int, int] | None
    ) -> Player | None:
        frame = self._frame
        assert frame is not None and self._player is not None
        # `{page}` is the embed's own address, quoted, for players that take a whole URL.
        known = {**parts, "page": quote(address, safe="")} if "page" in self._player.names else parts
        src = self._player.fill(known)
        if src is None:
            return None
        if frame.options or start is not None or end is not None:
            src = _with_options(src, frame, parts, start, end)
        width, height = size or (frame.width, frame.height)
        return quick(
            Player, {"url": src, "width": width, "height": height, "sizing": frame.sizing, "parent": frame.parent}
        )


def _with_options(src: str, frame: Frame, parts: Parts, start: float | None, end: float | None) -> str:
    fragment = ""
    pairs = [f"{name}={quote(parts[part], safe='')}" for part, name in frame.options.items() if part in parts]
    for template, value in ((frame.start, start), (frame.end, end)):
        if template is not None and value is not None:
            text = template.format(int(value))
            if text.startswith("#"):
                fragment = text
            else:
                pairs.append(text)
    if not pairs:
        return src + fragment
    return f"{src}{'&' if '?' in src else '?'}{'&'.join(pairs)}{fragment}"


def _seconds(names: tuple[str, ...], places: tuple[Parts, ...]) -> float | None:
    for name in names:
        for place in places:
            value = place.get(name)
            if value:
                found = times.seconds(value)
                if found is not None and 0 < found < _LONGEST:
                    return found
    return None


@cache
def _provenance(names: tuple[str, ...], by_id: bool) -> FrozenMap[Source]:
    """Every known field comes from the URL but the time, which was derived from an id."""
    sources = dict.fromkeys(names, _FROM_URL)
    if by_id:
        sources["published"] = _FROM_ID
    return FrozenMap(sources)


def quick(cls: type[V], values: dict[str, object]) -> V:
    """A frozen value made from its fields without its constructor; what is left out has the class's default."""
    made = object.__new__(cls)
    made.__dict__.update(values)
    return made
