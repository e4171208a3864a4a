"""The oEmbed registry, which stands behind our own rows: whose endpoint may be asked about a URL that no row knows.

The registry is the list at https://oembed.com, published as the npm package `oembed-providers` (MIT): `registry.json`
holds a dated snapshot of it, one provider a line, and `registry_health.toml` what is known of endpoints that died or
moved. Neither is read before a URL comes that our own table does not recognize. To renew the snapshot:

    python -m mediakit.providers.registry refresh oembed-providers-1.0.20260604.tgz

A scheme is read as the specification means it (oembed.com, section 2.1), on the parts of a URL and never on its text:

* http and https are the same; a leading `www.` of a host says nothing.
* `*.` in a host is one label. `*.example.org` takes in `example.org`, which has the same owner.
* `*` in a path is anything, but at least one character; only at the end, in the midst of a word (`/watch*`), it may
  reach into the query. What stands after a literal `?` are parameters, in any order, beside others.
* A scheme without `*` is a beginning when it ends in `/`, else the whole path.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal, NamedTuple, TypeAlias

from mediakit import fields
from mediakit import url as urls
from mediakit.embed import ProviderRef
from mediakit.errors import InvalidData
from mediakit.fields import JSON

SNAPSHOT: Final = Path(__file__).with_name("registry.json")
HEALTH: Final = Path(__file__).with_name("registry_health.toml")

State: TypeAlias = Literal["dead", "replaced", "articles"]
STATES: Final[dict[str, State]] = {"dead": "dead", "replaced": "replaced", "articles": "articles"}

_NO_KEY: Final = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """What the registry says of a URL: whose it is, and the request that asks its endpoint.

    `key` is the provider's name in `[a-z0-9]+`. `endpoint` is `None` where the endpoint is known to be of no use;
    `reason` says why.
    """

    key: str
    name: str
    url: str | None
    endpoint: str | None
    reason: str | None = None

    @property
    def provider(self) -> ProviderRef:
        """The provider, as embeds name it."""
        return ProviderRef(key=self.key, name=self.name, url=self.url)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ailing:
    """What is known of an endpoint: it is `dead`, `replaced` (by `by`, or by rows of our own), or `articles`: it
    answers for a newspaper's stories, of which their pages say more. `source` and `checked` (`YYYY-MM`) say since when.
    """

    state: State
    reason: str
    source: str
    checked: str
    by: str | None = None


class Endpoint(NamedTuple):
    """One endpoint of a provider. An `url` may hold `{format}`; `formats` are those the registry states."""

    name: str
    home: str | None
    url: str
    formats: tuple[str, ...]


def registered(url: str) -> Registered | None:
    """What the registry says of a URL; `None` when nobody in it claims the URL, or it is no web address. Asks nobody.

    >>> found = registered("https://sbedit.net/0af1b2")
    >>> found.key, found.name, found.endpoint
    ('sbedit', 'sbedit', 'https://sbedit.net/oembed/?url=https%3A%2F%2Fsbedit.net%2F0af1b2')
    >>> registered("https://evil.example/sbedit.net/0af1b2") is None
    True
    """
    return _snapshot().find(url)


@cache
def _snapshot() -> Registry:
    try:
        data = fields.load_json(SNAPSHOT.read_bytes())
    except ValueError as error:
        raise InvalidData(str(error), SNAPSHOT.name) from error
    return Registry(data, health())


class Registry:
    """Schemes made ready to be asked: from a URL's host by a few looks in a table to the schemes that it may have."""

    __slots__ = ("_health", "_open", "_schemes")

    def __init__(self, data: JSON, health: Mapping[str, Ailing]) -> None:
        self._health = health
        self._schemes: dict[str, list[tuple[str, Endpoint]]] = {}
        self._open: dict[str, tuple[tuple[Scheme, Endpoint], ...]] = {}
        for scheme, endpoint in each(data):
            host, _, rest = scheme.partition("/")
            self._schemes.setdefault(host.removeprefix("www."), []).append((rest, endpoint))

    def find(self, url: str) -> Registered | None:
        """What the schemes say of a URL: an endpoint that lives before one that is known not to."""
        parts = urls.split(url)
        if parts is None or parts.user is not None or parts.port is not None:
            return None
        ailing: Registered | None = None
        for name in _names(parts.host.removeprefix("www.")):
            for scheme, endpoint in self._at(name):
                if not scheme.takes(parts.path, parts.query, parts.fragment):
                    continue
                about = str(parts) if scheme.fragment is not None else urls.canonical(url) or url
                found = self._registered(endpoint, about)
                if found.endpoint is not None:
                    return found
                ailing = ailing or found
        return ailing

    def _at(self, name: str) -> tuple[tuple[Scheme, Endpoint], ...]:
        """The schemes of a host, taken apart when its first URL comes; those that say most go first."""
        if name not in self._schemes:
            return ()
        if name not in self._open:
            made = [(Scheme("/" + rest), endpoint) for rest, endpoint in self._schemes[name]]
            self._open[name] = tuple(sorted(made, key=lambda each: -each[0].literal))
        return self._open[name]

    def _registered(self, endpoint: Endpoint, about: str) -> Registered:
        ailing = self._health.get(endpoint.url)
        address = endpoint.url if ailing is None else ailing.by
        return Registered(
            key=key(endpoint.name),
            name=endpoint.name,
            url=endpoint.home,
            endpoint=None if address is None else request(address, endpoint.formats, about),
            reason=None if ailing is None else ailing.reason,
        )


class Scheme:
    """A scheme's path, query and fragment, taken apart. Matching takes time that grows with the URL, never its power.

    >>> scheme = Scheme("/playlist?list=*")
    >>> scheme.takes("/playlist", "index=2&list=PL1", ""), scheme.takes("/playlist", "list=", "")
    (True, False)
    """

    __slots__ = ("_into_query", "_path", "_prefix", "_query", "fragment", "literal")

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

    def takes(self, path: str, query: str, fragment: str) -> bool:
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


def _names(host: str) -> Iterator[str]:
    """Under which names the schemes of a host may stand: its own, and with one or two labels of it as `*`."""
    yield host
    yield "*." + host
    above = host.partition(".")[2]
    if above:
        yield "*." + above
        yield "*.*." + above.partition(".")[2]


def request(address: str, formats: tuple[str, ...], about: str) -> str:
    """The request that asks an endpoint about a URL. No `format` is sent: JSON and XML are both read.

    Over https, whatever the registry says: what anybody on the way may rewrite is not asked.

    >>> request("http://clip.example/oembed.{format}", (), "https://clip.example/v/1")
    'https://clip.example/oembed.json?url=https%3A%2F%2Fclip.example%2Fv%2F1'
    """
    address = address.replace("{format}", "xml" if formats == ("xml",) else "json")
    if address.startswith("http://"):
        address = "https://" + address[7:]
    return urls.with_parameters(address, url=about)


def key(name: str) -> str:
    """A provider's key from its name: its letters and digits, without their accents.

    >>> key("Zürcher Hochschule (2nd)")
    'zurcherhochschule2nd'
    """
    return _NO_KEY.sub("", unicodedata.normalize("NFKD", name).lower()) or "unnamed"


def each(data: JSON) -> Iterator[tuple[str, Endpoint]]:
    """Every scheme of a snapshot with its endpoint, in the snapshot's order. `InvalidData` names what can't be read."""
    where = SNAPSHOT.name
    for provider in fields.require_list(fields.require_object(data, where).get("providers"), f"{where}: providers"):
        row = fields.require_object(provider, f"{where}: providers")
        name = fields.require_text(row.get("name"), f"{where}: name")
        home = row.get("url")
        for stated in fields.require_list(row.get("endpoints"), f"{where}: {name}"):
            one = fields.require_object(stated, f"{where}: {name}")
            endpoint = Endpoint(
                name,
                home if isinstance(home, str) else None,
                fields.require_text(one.get("url"), f"{where}: {name}: url"),
                tuple(str(word) for word in fields.require_list(one.get("formats", ()), f"{where}: {name}: formats")),
            )
            for scheme in fields.require_list(one.get("schemes"), f"{where}: {name}: schemes"):
                yield fields.require_text(scheme, f"{where}: {name}: schemes"), endpoint


def health(path: Path = HEALTH) -> dict[str, Ailing]:
    """What is known of endpoints, by their addresses in the registry. `InvalidData` names what can't be read.

    >>> health()["https://simplecast.com/oembed"].by
    'https://api.simplecast.com/oembed'
    """
    import tomllib

    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise InvalidData(str(error), path.name) from error
    known: dict[str, Ailing] = {}
    for source in fields.require_list(data.get("source"), f"{path.name}: source"):
        said = fields.require_object(source, f"{path.name}: source")
        title = fields.require_text(said.get("title"), f"{path.name}: title")
        checked = fields.require_text(said.get("checked"), f"{path.name}: {title}: checked")
        for stated in fields.require_list(said.get("endpoints"), f"{path.name}: {title}"):
            one = fields.require_object(stated, f"{path.name}: {title}")
            address = fields.require_text(one.get("url"), f"{path.name}: {title}: url")
            state, by = STATES.get(str(one.get("state", said.get("state")))), one.get("by")
            if state is None or address in known:
                raise InvalidData(f"a state of {', '.join(STATES)}, once", f"{path.name}: {address}")
            reason = fields.require_text(one.get("reason", said.get("reason")), f"{path.name}: {address}: reason")
            known[address] = Ailing(
                state=state, reason=reason, source=title, checked=checked, by=by if isinstance(by, str) else None
            )
    return known


if __name__ == "__main__":
    from mediakit.providers.refreshing import main

    sys.exit(main(sys.argv[1:]))
