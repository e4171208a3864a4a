"""The index of providers: from a URL's host to the few forms that it may have, at a cost that does not grow with rows.

A URL is taken apart once. Its host finds a bucket by one look in a table, or by one look a label for hosts below a
provider's own; in the bucket the first piece of the path finds the forms that begin with it. Only those are matched,
each anchored at both ends. Nothing ever searches the text of the URL for a provider's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, TypeAlias

from mediakit import url as urls
from mediakit.embed import Copy, Embed, FrozenMap, Link
from mediakit.providers import files
from mediakit.providers.forms import FROM_URL, Builder, Form, Parts, expression
from mediakit.providers.model import Noun, Pattern, Provider, Wrapper
from mediakit.times import Moment

# A pattern's first piece where it is literal: what follows it must begin with a slash, or may be left out.
_THEN: Final = r"(?=(?:\(\?:/[^|()]*\)\?)*(?:/.*)?\Z)"
_FIRST: Final = re.compile(r"/((?:[\w@-]|\\\.)+)" + _THEN)
_FIRST_OF: Final = re.compile(r"/\(\?:((?:[\w@|-]|\\\.)+)\)" + _THEN)
# A wrapper around a wrapper around a wrapper is a loop, or somebody playing.
_DEEPEST: Final = 4
_TAIL: Final = r"[?#]"
# Archives' rewriting and some servers fold the two slashes into one.
_SCHEME: Final = r"(?i)(https?):/{1,2}(?!/)"
_NO_QUERY: Final[Parts] = {}


Entry: TypeAlias = tuple[Pattern, str, Builder | Wrapper]
# Where rows that anybody's host may match stand among the places of hosts.
_ANYWHERE: Final = "{host}"


class Bucket:
    """The forms of one host, in the rows' order: `first` by a literal first piece of their path, `rest` for others."""

    __slots__ = ("first", "rest")

    def __init__(self, entries: list[Entry]) -> None:
        forms = [(Form(*entry), _firsts(entry[0].path)) for entry in entries]
        self.rest = tuple(form for form, firsts in forms if not firsts)
        self.first: dict[str, tuple[Form, ...]] = {}
        for first in {first for _, firsts in forms for first in firsts}:
            self.first[first] = tuple(form for form, firsts in forms if not firsts or first in firsts)


def _firsts(path: str) -> tuple[str, ...]:
    """The literal first pieces that a pattern's path may have; none when it has no literal."""
    if match := _FIRST.match(path):
        return (match[1].replace("\\", ""),)
    if match := _FIRST_OF.match(path):
        return tuple(match[1].replace("\\", "").split("|"))
    return ()


class Index:
    """Providers and wrappers made ready to be asked. What it compiles later would have come out the same at once."""

    __slots__ = ("_anywhere", "_builders", "_open", "_owners", "_uris", "providers")

    def __init__(self, providers: tuple[Provider, ...], wrappers: tuple[Wrapper, ...]) -> None:
        self.providers = providers
        self._builders: dict[tuple[int, int], Builder] = {}
        self._open: dict[str, Bucket] = {}
        # Only whose rows are where: what they say is read when the first URL comes there.
        self._owners: dict[str, list[Provider | Wrapper]] = {}
        owners: tuple[Provider | Wrapper, ...] = (*providers, *wrappers)
        for owner in owners:
            for host in _hosts(owner):
                there = self._owners.setdefault(_place(host), [])
                if not there or there[-1] is not owner:
                    there.append(owner)
                if host.startswith("."):
                    self._owners.setdefault(host[1:], [])
        self._anywhere = Bucket(list(self._entries(_ANYWHERE)))
        self._uris: dict[str, list[tuple[str, str, FrozenMap[str]]]] = {}
        for provider in providers:
            for uri, target in provider.uris.items():
                self._uris.setdefault(uri.partition(":")[0], []).append((uri, target, provider.parts))

    def embed(self, text: str, depth: int = 0) -> Embed | None:
        """The embed that a URL names, or `None`."""
        split = urls.apart(text)
        if split is None:
            expanded = self._uri(text) if depth < _DEEPEST else None
            return None if expanded is None else self.embed(expanded, depth + 1)
        host, path, first, query, fragment = split
        found = self._find(host, path, first, query, fragment)
        if found is None:
            return files.embed(text, path, fragment)
        form, named, known = found
        builder = form.builder
        if builder is None:
            return self._unwrapped(form, named, text, depth)
        if "host" in named and text[:12].lower().partition("//")[2].startswith("www."):
            # Of a host that anybody may run nobody knows whether it answers without its `www.` too.
            named["host"] = "www." + host
        start = end = None
        if builder.timed and (query or fragment):
            start, end = builder.stretch(known if known or not query else urls.parameters(query), fragment)
        return builder.build(named, start, end, form.pattern.size)

    def match(self, text: str) -> tuple[Provider, Noun, FrozenMap[str]] | None:
        """Which provider and noun a URL belongs to, and the parts it names."""
        for _ in range(_DEEPEST + 1):
            split = urls.apart(text)
            if split is None:
                inner = self._uri(text)
            else:
                found = self._find(*split)
                if found is None:
                    return None
                form, named, _ = found
                if form.builder is not None:
                    return form.builder.provider, form.builder.noun, FrozenMap(named)
                inner = _inside(form, named, text)
            if inner is None:
                return None
            text = inner
        return None

    def unwrap(self, text: str) -> str:
        """The URL inside redirects, archives and URIs of a provider's own scheme; `text` itself when there is none."""
        for _ in range(_DEEPEST):
            split = urls.apart(text)
            if split is None:
                inner = self._uri(text)
            else:
                found = self._find(*split)
                inner = _inside(found[0], found[1], text) if found else None
            if inner is None:
                return text
            text = inner
        return text

    def claims(self, host: str) -> bool:
        """Whether the host, or one above it, is in a row by its name."""
        return self._bucket(host.removeprefix("www.")) is not None

    def _bucket(self, host: str) -> Bucket | None:
        """The bucket of a host: its own, or that of the nearest domain above it whose rows reach below."""
        if host in self._owners:
            return self._open.get(host) or self._opened(host, host)
        dot = host.find(".")
        while dot >= 0:
            domain = host[dot:]
            if domain in self._owners:
                return self._open.get(domain) or self._opened(domain, domain[1:])
            dot = host.find(".", dot + 1)
        return None

    def _opened(self, place: str, host: str) -> Bucket:
        """A bucket made when its first URL comes: hosts nobody pastes cost nothing."""
        entries = [] if place.startswith(".") else list(self._entries(place))
        while host:
            entries += self._entries("." + host)
            host = host.partition(".")[2]
        bucket = self._open[place] = Bucket(entries)
        return bucket

    def _entries(self, place: str) -> Iterator[Entry]:
        """The patterns that are at home in a place, in the rows' order."""
        for owner in self._owners.get(place, ()):
            if isinstance(owner, Wrapper):
                for pattern in owner.patterns:
                    yield from ((pattern, host, owner) for host in pattern.hosts if _place(host) == place)
                continue
            for noun in owner.nouns:
                for pattern in noun.patterns:
                    for host in pattern.hosts or owner.hosts:
                        if _place(host) == place:
                            yield pattern, host, self._builder(owner, noun)

    def _builder(self, provider: Provider, noun: Noun) -> Builder:
        """One for all places of a noun."""
        known = (id(provider), id(noun))
        if known not in self._builders:
            self._builders[known] = Builder(provider, noun)
        return self._builders[known]

    def _find(self, host: str, path: str, first: str, query: str, fragment: str) -> tuple[Form, Parts, Parts] | None:
        """The form of a URL, the parts found in it, and its parameters where they were read."""
        bucket = self._open.get(host) or self._bucket(host) or self._anywhere
        known = _NO_QUERY
        for form in bucket.first.get(first, bucket.rest):
            match = form.match(path)
            if match is None:
                continue
            if query and form.reads and known is _NO_QUERY:
                known = urls.parameters(query)
            named = form.parts(match, host, known, fragment)
            if named is not None:
                return form, named, known
        return None

    def _uri(self, text: str) -> str | None:
        if len(text) > urls.MAX_LENGTH:
            return None
        for uri, target, parts in self._uris.get(text.partition(":")[0], ()):
            if match := re.fullmatch(expression(uri, parts), text, re.ASCII):
                return target.format(**match.groupdict())
        return None

    def _unwrapped(self, form: Form, named: Parts, text: str, depth: int) -> Embed | None:
        inner = _inside(form, named, text)
        if inner is None or depth >= _DEEPEST:
            return None
        embed = self.embed(inner, depth + 1)
        service = form.wrapper.service if form.wrapper is not None else None
        return embed if service is None else _with_copy(embed, inner, text, service, named.get("at"))


def _hosts(owner: Provider | Wrapper) -> dict[str, None]:
    """The hosts that an owner's patterns are written for, in the rows' order."""
    if isinstance(owner, Wrapper):
        return {host: None for pattern in owner.patterns for host in pattern.hosts}
    return {host: None for noun in owner.nouns for pattern in noun.patterns for host in pattern.hosts or owner.hosts}


def _place(host: str) -> str:
    """Where a host as rows write it is looked for: by its name, or with a dot before the domain that it is below of."""
    return host[host.index(".") :] if host.startswith("{") and host != _ANYWHERE else host


def _inside(form: Form, named: Parts, text: str) -> str | None:
    """The URL inside a wrapper; one that stood in the path has the whole's query and fragment."""
    target, wrapper = named.get("target"), form.wrapper
    if wrapper is not None and wrapper.decode is not None:
        target = wrapper.decode(named, text)
    if target is None or wrapper is None:
        return None
    if wrapper.decode is None and "{target}" in form.pattern.path and (tail := re.search(_TAIL, text)):
        target += text[tail.start() :]
    if match := re.match(_SCHEME, target):
        return f"{match[1]}://{target[match.end() :]}"
    if target.startswith("//"):
        return "https:" + target
    return wrapper.prefix + target if wrapper.prefix else None


def _with_copy(embed: Embed | None, inner: str, text: str, service: str, stamp: str | None) -> Embed | None:
    from dataclasses import replace

    copy = Copy(url=text, service=service, captured=_captured(stamp))
    if embed is None:
        canonical = urls.canonical(inner)
        if canonical is None:
            return None
        known = FrozenMap({"key": FROM_URL, "url": FROM_URL, "archived": FROM_URL})
        return Link(key=f"link:url:{canonical}", url=canonical, archived=(copy,), provenance=known)
    provenance = FrozenMap({**embed.provenance, "archived": FROM_URL})
    return replace(embed, archived=(*embed.archived, copy), provenance=provenance)


def _captured(stamp: str | None) -> Moment | None:
    from datetime import UTC, date, datetime

    stamp = "".join(filter(str.isdigit, stamp or ""))
    if len(stamp) < 8:
        return None
    try:
        if len(stamp) == 14:
            return datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        return date(int(stamp[:4]), int(stamp[4:6]), int(stamp[6:8]))
    except ValueError:
        return None
