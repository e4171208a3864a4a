"""Providers: who hosts what. Rows of data, one index over them, and the questions that can be asked offline."""

from __future__ import annotations

from typing import Final, NamedTuple

from mediakit import url as urls
from mediakit.embed import Embed, FrozenMap
from mediakit.providers.audio import AUDIO
from mediakit.providers.closed import CLOSED
from mediakit.providers.documents import DOCUMENTS
from mediakit.providers.fediverse import FEDIVERSE
from mediakit.providers.forms import template
from mediakit.providers.images import IMAGES
from mediakit.providers.index import Index
from mediakit.providers.listening import LISTENING
from mediakit.providers.model import Frame, Noun, Oembed, Pattern, Provider, Retired, Wrapper
from mediakit.providers.networks import NETWORKS
from mediakit.providers.newsvideo import NEWSVIDEO
from mediakit.providers.podcasts import PODCASTS
from mediakit.providers.rented import RENTED
from mediakit.providers.retired import RETIRED
from mediakit.providers.sharing import SHARING
from mediakit.providers.shorteners import SHORT_LINKS
from mediakit.providers.social import SOCIAL
from mediakit.providers.streaming import STREAMING
from mediakit.providers.video import VIDEO
from mediakit.providers.webvideo import WEBVIDEO
from mediakit.providers.wrappers import WRAPPERS

__all__ = [
    "BUILT_IN",
    "Frame",
    "Match",
    "Noun",
    "Oembed",
    "Pattern",
    "Provider",
    "Retired",
    "Wrapper",
    "by_host",
    "by_key",
    "by_name",
    "claims",
    "endpoint",
    "from_url",
    "installed",
    "match",
    "table",
    "unwrap",
]

BUILT_IN: Final[tuple[Provider, ...]] = (
    *VIDEO,
    *AUDIO,
    *SOCIAL,
    *STREAMING,
    *PODCASTS,
    *NETWORKS,
    *IMAGES,
    *DOCUMENTS,
    *NEWSVIDEO,
    *WEBVIDEO,
    *SHARING,
    *LISTENING,
    *RENTED,
    *FEDIVERSE,
    *RETIRED,
    *CLOSED,
    *SHORT_LINKS,
)

# The indexes already built, each beside the tuple it was built from: tuples of rows never change, so neither do these.
_INDEXES: Final[dict[int, tuple[tuple[Provider, ...], Index]]] = {}
_MOST_INDEXES: Final = 16


class Match(NamedTuple):
    """What a URL was found to be: whose, which noun of theirs, and the parts that were found in it."""

    provider: Provider
    noun: Noun
    ids: FrozenMap[str]


def from_url(url: str, providers: tuple[Provider, ...] = BUILT_IN) -> Embed | None:
    """The embed that a URL names, known offline: kind, key, canonical URL, provider, ids, player, start and end.

    Takes an http(s) URL or a URI of a provider's own scheme (`spotify:`, `at:`). Redirects, caches and archives are
    unwrapped where the target is in the URL; an archive stays as `archived`. The time that an id holds becomes
    `published`, with a source of low rank. A provider that closed gives `status.state == "gone"`. A URL that ends like
    a media file is that file, with no provider. `None` when nobody is recognized; never raises.

    >>> embed = from_url("https://youtu.be/dQw4w9WgXcQ?t=42")
    >>> embed.key, embed.url, embed.start
    ('youtube:video:dQw4w9WgXcQ', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ', 42.0)
    >>> embed.player.url
    'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=42'
    >>> from_url("https://evil.example/?u=https://youtu.be/dQw4w9WgXcQ") is None
    True
    """
    return index_of(providers).embed(url)


def match(url: str, providers: tuple[Provider, ...] = BUILT_IN) -> Match | None:
    """Whose URL this is, with the row that says so; `None` when it is no provider's.

    >>> found = match("https://vm.tiktok.com/ZMabc123/")
    >>> found.provider.name, found.noun.name, found.noun.short
    ('TikTok', 'vm', True)
    """
    found = index_of(providers).match(url)
    return None if found is None else Match(provider=found[0], noun=found[1], ids=found[2])


def unwrap(url: str, providers: tuple[Provider, ...] = BUILT_IN) -> str:
    """The URL inside a redirect, a cache or an archive, as far as the text itself tells; else `url` as it is.

    >>> unwrap("https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2Fstory&h=AT0")
    'https://example.org/story'
    """
    return index_of(providers).unwrap(url)


def claims(url: str, providers: tuple[Provider, ...] = BUILT_IN) -> bool:
    """Whether the URL's host is in a row by its name, rather than recognized by the shape of a path.

    >>> claims("https://youtu.be/anything"), claims("https://social.example.org/@desk/109372843234643423")
    (True, False)
    """
    parts = urls.split(url)
    return parts is not None and index_of(providers).claims(parts.host)


def by_key(key: str, providers: tuple[Provider, ...] = BUILT_IN) -> Provider | None:
    """The provider with this key.

    >>> by_key("vine").retired.since.isoformat(), by_key("nobody")
    ('2017-01-17', None)
    """
    return next((provider for provider in providers if provider.key == key), None)


def by_name(name: str, providers: tuple[Provider, ...] = BUILT_IN) -> Provider | None:
    """The provider that a name means: ours, or what the oEmbed registry, an oEmbed answer or a page calls it.

    >>> by_name("IBM Watson Media").key, by_name("The New York Times").key, by_name("X (formerly Twitter)").key
    ('ustream', 'nytimes', 'twitter')
    >>> by_name("Harbour Desk") is None
    True
    """
    from mediakit.providers.registry import key

    wanted = key(name)
    return by_key(wanted, providers) or next((p for p in providers if key(p.name) == wanted), None)


def by_host(host: str, providers: tuple[Provider, ...] = BUILT_IN) -> tuple[Provider, ...]:
    """The providers whose rows name a host, or a domain above it; most often one, or none.

    >>> [provider.key for provider in by_host("www.youtube-nocookie.com")], by_host("example.org")
    (['youtube'], ())
    """
    labels = host.lower().rstrip(".").removeprefix("www.").split(".")
    names = {".".join(labels[at:]) for at in range(len(labels))}
    exact = ".".join(labels)

    def reaches(stated: str) -> bool:
        domain = stated.partition(".")[2] if stated[0] in ".{" else None
        return stated == exact if domain is None else domain in names and (stated[0] == "." or domain != exact)

    return tuple(
        provider
        for provider in providers
        if any(
            reaches(stated)
            for stated in (*provider.hosts, *(h for noun in provider.nouns for p in noun.patterns for h in p.hosts))
        )
    )


def endpoint(embed: Embed, providers: tuple[Provider, ...] = BUILT_IN) -> str | None:
    """The oEmbed request that a recognized embed's provider sanctions, as a URL; `None` when there is none.

    A provider that closed has none. The answer's own words about size are left to the provider: no `maxwidth` is sent.

    >>> endpoint(from_url("https://vimeo.com/36881035/f9ad567296"))
    'https://vimeo.com/api/oembed.json?dnt=1&url=https%3A%2F%2Fvimeo.com%2F36881035%2Ff9ad567296'
    """
    provider = by_key(embed.provider.key, providers) if embed.provider is not None else None
    if provider is None or provider.retired is not None:
        return None
    noun = embed.key.partition(":")[2].partition(":")[0]
    parts = dict(embed.ids)
    for oembed in provider.oembed:
        if oembed.nouns and noun not in oembed.nouns:
            continue
        try:
            address = template(oembed.url)(parts)
            about = embed.url if oembed.about is None else template(oembed.about)(parts)
        except KeyError:
            continue
        if address is not None and about is not None:
            return urls.with_parameters(address, url=about)
    return None


def installed() -> tuple[Provider, ...]:
    """The providers that other installed packages offer, in the order of their entry points' names.

    An entry point of the group `mediakit.providers` names a `Provider` or a tuple of them. Read only when this is
    called; put them first to let them win: `(*installed(), *BUILT_IN)`. Raises `TypeError` for anything else, and what
    the other package raises when it is imported.

    >>> all(isinstance(provider, Provider) for provider in installed())
    True
    """
    from importlib.metadata import entry_points

    found: list[Provider] = []
    for point in sorted(entry_points(group="mediakit.providers"), key=lambda point: point.name):
        offered = point.load()
        rows = offered if isinstance(offered, tuple) else (offered,)
        for row in rows:
            if not isinstance(row, Provider):
                raise TypeError(
                    f"entry point {point.name!r} ({point.value}) offers {type(row).__name__}, not a Provider"
                )
            found.append(row)
    return tuple(found)


def table(providers: tuple[Provider, ...] = BUILT_IN) -> str:
    """The rows as a table in Markdown, for the documentation."""
    from mediakit.providers.catalogue import markdown

    return markdown(providers, WRAPPERS)


def index_of(providers: tuple[Provider, ...]) -> Index:
    """The index over these rows, built when they are first asked."""
    known = _INDEXES.get(id(providers))
    if known is not None and known[0] is providers:
        return known[1]
    index = Index(providers, WRAPPERS)
    if len(_INDEXES) >= _MOST_INDEXES:
        _INDEXES.clear()
    _INDEXES[id(providers)] = (providers, index)
    return index
