"""Forms: patterns made ready to match, and the embed that a match becomes.

A row is compiled when a URL first reaches it, so that hundreds of rows cost nothing to those who meet three. The embed
is built by filling its `__dict__`: its fields have plain defaults on the class, and the constructor of a frozen value
with thirty fields would cost more than all the matching.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias, TypeVar

from mediakit import times
from mediakit import url as urls
from mediakit.embed import KINDS, Embed, FrozenMap, Player, ProviderRef, Source, Status
from mediakit.providers.model import Frame, Noun, Pattern, Provider, Wrapper

_PART: Final = re.compile(r"\{([a-z]+)\}")
# What a part is where a row doesn't say: one piece of a path, of characters that are safe in every place of a URL.
_PIECE: Final = r"[\w.~%@+:,-]+"
_LABEL: Final = r"[a-z0-9_-]+"
# Nobody points two months into a video; what is longer is a number of another meaning.
_LONGEST: Final = 60 * 86400.0

# What the address says is believed before everything but the editor (read/precedence.py has the whole scale).
FROM_URL: Final = Source(kind="url", rank=90)
_FROM_ID: Final = Source(kind="id", rank=20)
# Parts and addresses are ASCII; this is quote(text, safe="") for them, at a third of its price.
_QUOTED: Final = {n: f"%{n:02X}" for n in range(128) if not (chr(n).isalnum() or chr(n) in "-._~")}
_NO_PARTS: Final[dict[str, str]] = {}
_NO_PAIRS: Final[tuple[str, ...]] = ()
_new, _set = object.__new__, object.__setattr__

Parts: TypeAlias = dict[str, str]
Matches: TypeAlias = Callable[[str], re.Match[str] | None]
V = TypeVar("V")


def expression(text: str, parts: Mapping[str, str], default: str = _PIECE) -> str:
    """A pattern's text as a regular expression: each `{part}` a named group.

    >>> expression("/watch/{video}", {"video": "[0-9]+"})
    '/watch/(?P<video>[0-9]+)'
    """
    return _PART.sub(lambda m: f"(?P<{m[1]}>{parts.get(m[1], default)})", text)


def template(texts: str | tuple[str, ...]) -> Callable[[Parts], str | None]:
    """What fills the first of these templates whose parts are all known; `None`, or `KeyError`, when none has them.

    >>> template(("https://a.example/{user}/{post}", "https://a.example/p/{post}"))({"post": "7"})
    'https://a.example/p/7'
    """
    choices = (texts,) if isinstance(texts, str) else texts
    ready = tuple((_filling(text).__mod__, frozenset(names(text))) for text in choices)
    if len(ready) == 1:
        return ready[0][0]

    # A noun's patterns find few different sets of parts: which template fits each is decided once.
    chosen: dict[tuple[str, ...], Callable[[Parts], str]] = {}

    def fill(parts: Parts) -> str | None:
        known = tuple(parts)
        if known not in chosen:
            fitting = next((filled for filled, needed in ready if needed <= parts.keys()), None)
            if fitting is None:
                return None
            chosen[known] = fitting
        return chosen[known](parts)

    return fill


def names(texts: str | tuple[str, ...]) -> tuple[str, ...]:
    """The parts that these templates name.

    >>> names("https://a.example/{user}/{post}")
    ('user', 'post')
    """
    return tuple(name for text in ((texts,) if isinstance(texts, str) else texts) for name in _PART.findall(text))


def _filling(text: str) -> str:
    return _PART.sub(r"%(\1)s", text.replace("%", "%%"))


class Form:
    """A pattern of a noun of a provider (or of a wrapper), compiled when it is first tried."""

    __slots__ = (
        "_fragment",
        "_host",
        "_label",
        "_path",
        "_query",
        "builder",
        "pattern",
        "reads",
        "wrapper",
    )

    def __init__(self, pattern: Pattern, host: str, owner: Builder | Wrapper) -> None:
        self.pattern = pattern
        self.wrapper = owner if isinstance(owner, Wrapper) else None
        self.builder = owner if isinstance(owner, Builder) else None
        self.reads = bool(pattern.query)
        self._host = host
        self._path: Matches | None = None
        self._query: tuple[tuple[str, Matches], ...] = ()
        self._fragment: Matches | None = None
        self._label: Matches | None = None

    def _compile(self) -> Matches:
        pattern = self.pattern
        if self.wrapper is not None:
            parts = self.wrapper.parts
        else:
            assert self.builder is not None
            parts = self.builder.provider.parts
        self._query = tuple((name, _matcher(expression(text, parts))) for name, text in pattern.query.items())
        if pattern.fragment is not None:
            self._fragment = _matcher(expression(pattern.fragment, parts))
        if "{" in self._host:
            self._label = _matcher(expression(self._host.replace(".", r"\."), parts, _LABEL))
        self._path = _matcher(expression(pattern.path.rstrip("/") + "/?", parts))
        return self._path

    def find(self, host: str, path: str, query: Parts, fragment: str) -> Parts | None:
        """The parts that this form finds in a URL, or `None` when the URL is not of this form."""
        match = (self._path or self._compile())(path)
        if match is None:
            return None
        parts: Parts = match.groupdict()
        if None in parts.values():
            parts = {name: value for name, value in parts.items() if value is not None}
        for name, matches in self._query:
            found = matches(query[name]) if name in query else None
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


def _matcher(text: str) -> Matches:
    return re.compile(text + r"\Z", re.ASCII).match


class Builder:
    """Makes the embeds of one noun of a provider. Its templates are made ready when the first is built."""

    __slots__ = (
        "_around",
        "_cls",
        "_fixed",
        "_id",
        "_in_player",
        "_options",
        "_player",
        "_prefix",
        "_shape",
        "_sources",
        "_timed",
        "_url",
        "noun",
        "provider",
        "reads",
    )

    def __init__(self, provider: Provider, noun: Noun) -> None:
        self.provider, self.noun = provider, noun
        self._options = tuple(noun.options.items())
        self.reads = bool(self._options) or noun.decode is not None
        self._timed = frozenset((*noun.start, *noun.end))
        self._fixed: dict[str, object] | None = None

    def _prepare(self) -> dict[str, object]:
        provider, noun = self.provider, self.noun
        self._cls = KINDS[noun.kind]
        self._prefix = f"{provider.key}:{noun.name}:"
        self._id = template(noun.id or "{" + noun.name + "}")
        self._url = template(noun.url)
        self._sources: list[FrozenMap[Source] | None] = [None] * 16
        frame = noun.frame if provider.retired is None else None
        self._player = template(frame.url) if frame is not None else None
        if frame is not None:
            shape = {"width": frame.width, "height": frame.height, "sizing": frame.sizing, "parent": frame.parent}
            self._shape: dict[str, object] = {name: value for name, value in shape.items() if value is not None}
        self._around = frame is not None and "page" in names(frame.url)
        self._in_player = tuple(frame.options.items()) if frame is not None else ()
        fixed: dict[str, object] = {"provider": ProviderRef(key=provider.key, name=provider.name, url=provider.url)}
        if noun.form is not None:
            fixed["form"] = noun.form
        if provider.retired is not None:
            fixed["status"] = Status(state="gone", reason=provider.retired.reason, since=provider.retired.since)
        self._fixed = fixed
        return fixed

    def complete(self, parts: Parts, query: Parts) -> Parts | None:
        """The parts with those that optional parameters carry, decoded; `None` when the row's own code refuses them."""
        for name, part in self._options:
            if name in query and part not in parts:
                shape = self.provider.parts.get(part, _PIECE)
                if re.fullmatch(shape, query[name], re.ASCII):
                    parts[part] = query[name]
        return parts if self.noun.decode is None else self.noun.decode(parts)

    def stretch(self, query: Parts, fragment: str) -> tuple[float | None, float | None]:
        """Start and end in seconds, of the query or the fragment."""
        more = urls.parameters(fragment) if "=" in fragment else _NO_PARTS
        if self._timed.isdisjoint(query) and self._timed.isdisjoint(more):
            return None, None
        start, end = _seconds(self.noun.start, query, more), _seconds(self.noun.end, query, more)
        return start, end if end is None or start is None or end > start else None

    def build(self, parts: Parts, start: float | None, end: float | None, size: tuple[int, int] | None) -> Embed | None:
        """The embed that these parts name, or `None` when they name nothing."""
        values = (self._fixed or self._prepare()).copy()
        try:
            identity, address = self._id(parts), self._url(parts)
        except KeyError:
            return None
        if identity is None or address is None:
            return None
        values["key"] = self._prefix + identity
        values["url"] = address
        values["ids"] = FrozenMap(parts)
        known = 0
        if self._player is not None:
            player = self._play(parts, address, start, end, size)
            if player is not None:
                values["player"] = player
                known = 1
        published = self.noun.published
        if published is not None and published[0] in parts:
            when = published[1](parts[published[0]])
            if when is not None:
                values["published"] = when
                known |= 2
        if start is not None:
            values["start"] = start
            known |= 4
        if end is not None:
            values["end"] = end
            known |= 8
        values["provenance"] = self._sources[known] or self._state(known, values)
        return quick(self._cls, values)

    def _state(self, known: int, values: Mapping[str, object]) -> FrozenMap[Source]:
        """Every known field comes from the URL but the time, which was derived from an id; one map for all alike."""
        sources = FrozenMap({name: _FROM_ID if name == "published" else FROM_URL for name in values})
        self._sources[known] = sources
        return sources

    def _play(
        self, parts: Parts, address: str, start: float | None, end: float | None, size: tuple[int, int] | None
    ) -> Player | None:
        frame = self.noun.frame
        assert frame is not None and self._player is not None
        try:
            # `{page}` is the embed's own address, quoted, for players that take a whole URL.
            src = self._player({**parts, "page": address.translate(_QUOTED)} if self._around else parts)
        except KeyError:
            return None
        if src is None:
            return None
        pairs = _NO_PAIRS
        if self._in_player:
            pairs = tuple(f"{name}={parts[part].translate(_QUOTED)}" for part, name in self._in_player if part in parts)
        if pairs or start is not None or end is not None:
            src = _with_options(src, frame, pairs, start, end)
        values = self._shape.copy()
        values["url"] = src
        if size is not None:
            values["width"], values["height"] = size
        return quick(Player, values)


def _with_options(src: str, frame: Frame, pairs: tuple[str, ...], start: float | None, end: float | None) -> str:
    fragment = ""
    for place, value in ((frame.start, start), (frame.end, end)):
        if place is not None and value is not None:
            text = place.format(int(value))
            if text.startswith("#"):
                fragment = text
            else:
                pairs += (text,)
    if not pairs:
        return src + fragment
    return f"{src}{'&' if '?' in src else '?'}{'&'.join(pairs)}{fragment}"


def _seconds(names: tuple[str, ...], *places: Parts) -> float | None:
    for name in names:
        for place in places:
            found = times.seconds(place.get(name))
            if found is not None and 0 < found < _LONGEST:
                return found
    return None


def quick(cls: type[V], values: dict[str, object]) -> V:
    """A frozen value made from its fields without its constructor; what is left out has the class's default."""
    made = _new(cls)
    _set(made, "__dict__", values)
    return made
