"""The oEmbed registry, which stands behind our own rows: whose endpoint may be asked about a URL that no row knows.

The registry is the list at https://oembed.com, published as the npm package `oembed-providers` (MIT): `registry.json`
holds a dated snapshot of it, one provider a line, and `registry_health.toml` what is known of endpoints that died or
moved. Neither is read before a URL comes that our own table does not recognize. To renew the snapshot:

    python -m mediakit.providers.registry refresh oembed-providers-1.0.20260604.tgz
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
from mediakit.providers.aliases import ALIASES
from mediakit.providers.scheme import Scheme

SNAPSHOT: Final = Path(__file__).with_name("registry.json")
HEALTH: Final = Path(__file__).with_name("registry_health.toml")

State: TypeAlias = Literal["dead", "replaced", "articles"]
STATES: Final[dict[str, State]] = {"dead": "dead", "replaced": "replaced", "articles": "articles"}

_NO_KEY: Final = re.compile(r"[^a-z0-9]+")


class Listed(NamedTuple):
    """A provider's endpoint as it is asked: `address` with its format, over https; `None` where it is of no use, and
    `reason` says why. `fragment`: what is asked about is named by its fragment too.
    """

    provider: ProviderRef
    address: str | None
    reason: str | None
    fragment: bool


class Registered(NamedTuple):
    """What the registry says of the URL `about`: whose it is, and the request that asks its endpoint."""

    listed: Listed
    about: str

    @property
    def provider(self) -> ProviderRef:
        """The provider, as embeds name it: its key is its name in `[a-z0-9]+`."""
        return self.listed.provider

    @property
    def endpoint(self) -> str | None:
        """The request; `None` where the endpoint is known to be of no use."""
        if self.listed.address is None:
            return None
        about = str(urls.split(self.about)) if self.listed.fragment else urls.canonical(self.about)
        return urls.with_parameters(self.listed.address, url=about or self.about)

    @property
    def reason(self) -> str | None:
        """What is known of the endpoint, where it died or moved."""
        return self.listed.reason


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
    >>> found.provider.key, found.provider.name, found.endpoint
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


class Schemes:
    """The schemes of a host. They are taken apart when its first URL comes: hosts nobody pastes cost nothing."""

    __slots__ = ("_first", "_health", "_rest", "_stated")

    def __init__(self, health: Mapping[str, Ailing]) -> None:
        self._health = health
        self._stated: list[tuple[bool, str, Endpoint]] = []
        # By the first piece of a path, where a scheme says it; the rest fit any path. Both in the order of trying.
        self._first: dict[str, tuple[tuple[Scheme, Listed], ...]] | None = None
        self._rest: tuple[tuple[Scheme, Listed], ...] = ()

    def add(self, text: str, endpoint: Endpoint, *, inherited: bool) -> None:
        """One more scheme, of this endpoint; one that is `inherited` from `*.` before the host goes after its own."""
        self._stated.append((inherited, text, endpoint))

    def find(self, path: str, first: str, query: str, fragment: str) -> Listed | None:
        """Whose the parts of a URL are: an endpoint that lives before one that is known not to."""
        ailing: Listed | None = None
        for scheme, listed in (self._first or self._opened()).get(first, self._rest):
            if scheme.takes(path, query, fragment):
                if listed.address is not None:
                    return listed
                ailing = ailing or listed
        return ailing

    def _opened(self) -> dict[str, tuple[tuple[Scheme, Listed], ...]]:
        made = [(inherited, Scheme(text), endpoint) for inherited, text, endpoint in self._stated]
        made.sort(key=lambda each: (each[0], -each[1].literal))  # those that say most go first
        ready = [(scheme, self._listed(endpoint, scheme)) for _, scheme, endpoint in made]
        self._rest = tuple(each for each in ready if each[0].first is None)
        self._first = {
            first: tuple(each for each in ready if each[0].first in (None, first))
            for first in (scheme.first for scheme, _ in ready)
            if first is not None
        } or {"": self._rest}
        return self._first

    def _listed(self, endpoint: Endpoint, scheme: Scheme) -> Listed:
        ailing = self._health.get(endpoint.url)
        address = endpoint.url if ailing is None else ailing.by
        return Listed(
            provider=ProviderRef(key=key(endpoint.name), name=endpoint.name, url=endpoint.home),
            address=None if address is None else asked(address, endpoint.formats),
            reason=None if ailing is None else ailing.reason,
            fragment=scheme.fragment is not None,
        )


class Registry:
    """Schemes made ready to be asked: from a URL's host by three looks in a table to the schemes that it may have.

    The tables: by a host's name, by the domain one label above it, and by the domain two labels above.
    """

    __slots__ = ("_at", "_below", "_far_below")

    def __init__(self, data: JSON, health: Mapping[str, Ailing]) -> None:
        self._at: dict[str, Schemes] = {}
        self._below: dict[str, Schemes] = {}
        self._far_below: dict[str, Schemes] = {}
        for scheme, endpoint in each(data):
            host, _, path = scheme.partition("/")
            host = host.removeprefix("www.")
            name = host.lstrip("*.")
            inherited = name != host
            if host != "*.*." + name:
                self._at.setdefault(name, Schemes(health)).add("/" + path, endpoint, inherited=inherited)
            if inherited:
                table = self._below if host == "*." + name else self._far_below
                table.setdefault(name, Schemes(health)).add("/" + path, endpoint, inherited=True)

    def find(self, url: str) -> Registered | None:
        """What the schemes say of a URL: an endpoint that lives before one that is known not to."""
        parts = urls.apart(url)
        if parts is None:
            return None
        host, path, first, query, fragment = parts
        schemes = self._at.get(host)
        listed = None if schemes is None else schemes.find(path, first, query, fragment)
        if listed is None or listed.address is None:
            above = host.partition(".")[2]
            for schemes in (self._below.get(above), self._far_below.get(above.partition(".")[2])):
                found = None if schemes is None else schemes.find(path, first, query, fragment)
                if found is not None and (listed is None or (listed.address is None and found.address is not None)):
                    listed = found
        return None if listed is None else Registered(listed, url)


def asked(address: str, formats: tuple[str, ...]) -> str:
    """The address at which an endpoint is asked. No `format` is sent: JSON and XML are both read.

    Over https, whatever the registry says: what anybody on the way may rewrite is not asked.

    >>> asked("http://clip.example/oembed.{format}", ())
    'https://clip.example/oembed.json'
    """
    address = address.replace("{format}", "xml" if formats == ("xml",) else "json")
    return "https://" + address[7:] if address.startswith("http://") else address


def key(name: str) -> str:
    """A provider's key from its name: that of our row where there is one, else the name's letters and digits.

    >>> key("Zürcher Hochschule (2nd)"), key("IBM Watson Media")
    ('zurcherhochschule2nd', 'ustream')
    """
    own = _NO_KEY.sub("", unicodedata.normalize("NFKD", name).lower()) or "unnamed"
    return ALIASES.get(own, own)


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
