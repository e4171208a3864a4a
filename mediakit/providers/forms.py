"""Forms: patterns made ready to match, and the embed that a match becomes.

A row is compiled when a URL first reaches it, so that hundreds of rows cost nothing to those who meet three. The embed
is built by filling its `__dict__`: its fields have plain defaults on the class, and its names need no check.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from operator import itemgetter
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
LONGEST: Final = 60 * 86400.0

# What the address says is believed before everything but the editor (read/precedence.py has the whole scale).
FROM_URL: Final = Source(kind="url", rank=90)
_FROM_ID: Final = Source(kind="id", rank=20)
_NO_PARTS: Final[dict[str, str]] = {}
_new, _set = object.__new__, object.__setattr__

# One map of sources for all embeds of which the same fields are known, one dict for all players of the same shape.
_SOURCES: Final[dict[tuple[str, ...], FrozenMap[Source]]] = {}
_SHAPES: Final[dict[tuple[object, ...], dict[str, object]]] = {}

Parts: TypeAlias = dict[str, str]
Matches: TypeAlias = Callable[[str], re.Match[str] | None]
Template: TypeAlias = Callable[[Parts], str | None]
V = TypeVar("V")


def expression(text: str, parts: Mapping[str, str], default: str = _PIECE) -> str:
    """A pattern's text as a regular expression: each `{part}` a named group.

    >>> expression("/watch/{video}", {"video": "[0-9]+"})
    '/watch/(?P<video>[0-9]+)'
    """
    return _PART.sub(lambda m: f"(?P<{m[1]}>{parts.get(m[1], default)})", text)


def template(texts: str | tuple[str, ...]) -> Template:
    """What fills the first of these templates whose parts are all known; `None`, or `KeyError`, when none has them.

    >>> template(("https://a.example/{user}/{post}", "https://a.example/p/{post}"))({"post": "7"})
    'https://a.example/p/7'
    """
    choices = (texts,) if isinstance(texts, str) else texts
    ready = tuple((_filling(text), frozenset(names(text))) for text in choices)
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


def _filling(text: str) -> Callable[[Parts], str]:
    """What fills one template: a closure for each part, at a third of the price of formatting by name."""
    part = _PART.search(text)
    if part is None:
        return lambda parts: text
    before, name, after = text[: part.start()], part[1], text[part.end() :]
    if not before and not after:
        return itemgetter(name)
    if _PART.search(after) is None:
        return lambda parts: f"{before}{parts[name]}{after}"
    rest = _filling(after)
    return lambda parts: f"{before}{parts[name]}{rest(parts)}"


class Form:
    """A pattern of a noun of a provider (or of a wrapper).

    `match` matches the whole path; it is compiled when it is first called. `reads` says whether the query has to be
    known to tell the parts.
    """

    __slots__ = ("_fragment", "_host", "_label", "_more", "_query", "builder", "match", "pattern", "reads", "wrapper")

    def __init__(self, pattern: Pattern, host: str, owner: Builder | Wrapper) -> None:
        self.pattern = pattern
        self.wrapper = owner if isinstance(owner, Wrapper) else None
        self.builder = owner if isinstance(owner, Builder) else None
        completed = self.builder is not None and self.builder.completes
        self.reads = completed or bool(pattern.query)
        self._more = self.reads or pattern.fragment is not None or "{" in host
        self._host = host
        self._query: tuple[tuple[str, Matches], ...] = ()
        self._fragment: Matches | None = None
        self._label: Matches | None = None
        self.match: Matches = self._first_match

    def _first_match(self, path: str) -> re.Match[str] | None:
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
        self.match = _matcher(expression(pattern.path.rstrip("/") + "/?", parts))
        return self.match(path)

    def parts(self, match: re.Match[str], host: str, query: Parts, fragment: str) -> Parts | None:
        """The parts of a URL whose path matched, or `None` when the rest of the URL is not of this form."""
        parts: Parts = match.groupdict()
        if None in parts.values():
            parts = {name: value for name, value in parts.items() if value is not None}
        return self._completed(parts, host, query, fragment) if self._more else parts

    def _completed(self, parts: Parts, host: str, query: Parts, fragment: str) -> Parts | None:
        """The parts with those of query, fragment and host; `None` when one of them is not as the pattern wants it."""
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
        if self.builder is not None and self.builder.completes:
            return self.builder.complete(parts, query)
        return parts


def _matcher(text: str) -> Matches:
    return re.compile(text + r"\Z", re.ASCII).match


class Builder:
    """Makes the embeds of one noun of a provider. Its templates are made ready when the first is built."""

    __slots__ = (
        "_around",
        "_cls",
        "_dated",
        "_fixed",
        "_frame",
        "_in_player",
        "_key",
        "_options",
        "_player",
        "_ref",
        "_shape",
        "_sources",
        "_url",
        "completes",
        "noun",
        "provider",
        "timed",
    )

    def __init__(self, provider: Provider, noun: Noun) -> None:
        self.provider, self.noun = provider, noun
        self._options = tuple(noun.options.items())
        self.completes = bool(self._options) or noun.decode is not None
        self.timed = frozenset((*noun.start, *noun.end))
        self._key: Template | None = None

    def _prepare(self) -> Template:
        provider, noun, retired = self.provider, self.noun, self.provider.retired
        self._cls = KINDS[noun.kind]
        self._url = template(noun.url)
        self._ref = ProviderRef(key=provider.key, name=provider.name, url=provider.url)
        self._frame = frame = noun.frame if retired is None else None
        self._fixed: dict[str, object] = {} if noun.form is None else {"form": noun.form}
        if retired is not None:
            self._fixed["status"] = Status(state="gone", reason=retired.reason, since=retired.since)
        if frame is not None:
            self._player = template(frame.url)
            self._shape = _shape(frame)
            self._around = "page" in names(frame.url)
            self._in_player = tuple(frame.options.items())
        known = ("key", "url", "provider", "ids", *(("player",) if frame is not None else ()), *self._fixed)
        self._sources, self._dated = _sources(known), _sources((*known, "published"))
        ids = (noun.id,) if isinstance(noun.id, str) else noun.id or ("{" + noun.name + "}",)
        self._key = template(tuple(f"{provider.key}:{noun.name}:{text}" for text in ids))
        return self._key

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
        if self.timed.isdisjoint(query) and self.timed.isdisjoint(more):
            return None, None
        start, end = _seconds(self.noun.start, query, more), _seconds(self.noun.end, query, more)
        return start, end if end is None or start is None or end > start else None

    def build(self, parts: Parts, start: float | None, end: float | None, size: tuple[int, int] | None) -> Embed | None:
        """The embed that these parts name, or `None` when they name nothing."""
        try:
            key, address = (self._key or self._prepare())(parts), self._url(parts)
        except KeyError:
            return None
        if key is None or address is None:
            return None
        player = None if self._frame is None else self._play(self._frame, parts, address, start, end, size)
        values = {
            "key": key,
            "url": address,
            "provider": self._ref,
            "ids": FrozenMap(parts),
            "player": player,
            "provenance": self._sources,
        }
        if self._fixed:
            values.update(self._fixed)
        if self.noun.published is not None:
            part, moment = self.noun.published
            if part in parts and (when := moment(parts[part])) is not None:
                values["published"] = when
                values["provenance"] = self._dated
        if start is not None or end is not None or (player is None and self._frame is not None):
            values["start"], values["end"] = start, end
            values["provenance"] = _sources(
                tuple(name for name, value in values.items() if value is not None and name != "provenance")
            )
        return quick(self._cls, values)

    def _play(
        self,
        frame: Frame,
        parts: Parts,
        address: str,
        start: float | None,
        end: float | None,
        size: tuple[int, int] | None,
    ) -> Player | None:
        try:
            # `{page}` is the embed's own address, quoted, for players that take a whole URL.
            src = self._player({**parts, "page": urls.quoted(address)} if self._around else parts)
        except KeyError:
            return None
        if src is None:
            return None
        if self._in_player or start is not None or end is not None:
            options = [f"{name}={urls.quoted(parts[part])}" for part, name in self._in_player if part in parts]
            src = _with_options(src, frame, options, start, end)
        values = {**self._shape, "url": src}
        if size is not None:
            values["width"], values["height"] = size
        return quick(Player, values)


def _sources(known: tuple[str, ...]) -> FrozenMap[Source]:
    """Every known field comes from the URL but the time, which was derived from an id."""
    sources = _SOURCES.get(known)
    if sources is None:
        sources = FrozenMap({name: _FROM_ID if name == "published" else FROM_URL for name in known})
        _SOURCES[known] = sources
    return sources


def _shape(frame: Frame) -> dict[str, object]:
    """A player's fields but its address."""
    stated: dict[str, object] = {
        "width": frame.width,
        "height": frame.height,
        "sizing": frame.sizing,
        "parent": frame.parent,
    }
    return _SHAPES.setdefault(tuple(stated.values()), stated)


def _with_options(src: str, frame: Frame, options: list[str], start: float | None, end: float | None) -> str:
    fragment = ""
    for place, value in ((frame.start, start), (frame.end, end)):
        if place is not None and value is not None:
            text = place.format(int(value))
            if text.startswith("#"):
                fragment = text
            else:
                options.append(text)
    if not options:
        return src + fragment
    return f"{src}{'&' if '?' in src else '?'}{'&'.join(options)}{fragment}"


def _seconds(names: tuple[str, ...], *places: Parts) -> float | None:
    for name in names:
        for place in places:
            found = times.seconds(place.get(name))
            if found is not None and 0 < found < LONGEST:
                return found
    return None


def quick(cls: type[V], values: dict[str, object]) -> V:
    """A frozen value made from its fields without its constructor; what is left out has the class's default."""
    made = _new(cls)
    _set(made, "__dict__", values)
    return made
