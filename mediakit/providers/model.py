"""What a provider is: plain data that says which URLs are its own, what they name and where its player stands.

How a row is read. A provider hosts things of several *nouns* (`video`, `playlist`); each noun has *patterns*, the forms
its URLs come in. Braces name a part: `{video}`. In a pattern's path or query a part stands for its regular expression
(`Provider.parts`, by default a piece of a path); in a template (`Noun.id`, `.url`, `Frame.url`) for what was found.
Where a field takes several templates, the first whose parts are all known is used.

The small parts of a row are named tuples: there are a thousand of them, made at every start.

Hosts are written `example.org` (also with `www.`), `.example.org` (that host and all below it), `{name}.example.org`
(one label below it, which is kept as a part) or `{host}` (any host that no other provider owns: software that anybody
may run, recognized by the shape of its paths).
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Final, Literal, NamedTuple, TypeAlias

from mediakit.embed import FrozenMap, Kind
from mediakit.frozen import value

NOTHING: Final[FrozenMap[str]] = FrozenMap()

Example: TypeAlias = tuple[str, str, str]
"""A URL, its `noun:id`, and the canonical URL of what it names."""


def other_than(words: str, shape: str) -> str:
    """A part's expression for pieces of a path that are none of these words: a site's own pages beside its users'.

    >>> import re
    >>> [bool(re.match(other_than("login about", r"\\w+"), piece)) for piece in ("login", "logins")]
    [False, True]
    """
    return rf"(?!(?:{'|'.join(words.split())})(?:/|\Z)){shape}"


class Pattern(NamedTuple):
    """One form of a URL. `path` is a regular expression for the whole path, a final slash aside.

    `query` maps a parameter to what its value must be and `fragment` is one for what stands after `#`; both may name
    parts. `hosts` are the provider's where none are given. `size` is the player's where this form says so (a short).
    """

    path: str
    hosts: tuple[str, ...] = ()
    query: FrozenMap[str] = NOTHING
    fragment: str | None = None
    size: tuple[int, int] | None = None


class Frame(NamedTuple):
    """A player: the template of its address (the variant that follows readers least) and how it wants to be sized.

    `options` maps a part that may be known to the parameter that carries it; `start` and `end` are templates of one
    parameter (`start={}`, in whole seconds), or of a fragment where they begin with `#`. `parent` names the parameter
    that must carry the host of the page around it. `plain` is the address without the privacy variant, where it
    differs.
    """

    url: str | tuple[str, ...]
    width: int | None = 640
    height: int | None = 360
    sizing: Literal["ratio", "fixed", "auto"] = "ratio"
    options: FrozenMap[str] = NOTHING
    start: str | None = None
    end: str | None = None
    parent: str | None = None
    plain: str | None = None


class Noun(NamedTuple):
    """One kind of thing that a provider hosts, under the provider's own name for it; the name never changes.

    `id` names it among its like; `url` is its public address. `options` maps parameters that any form may carry to the
    parts they hold (a playlist beside a video); `start` and `end` are the parameters of the stretch pointed at.
    `published` reads the time out of a part: its name, and the function. `decode` is for a site that needs code: found
    parts to parts, or `None` to refuse. `short`: the id only names a redirect; what it leads to takes one request.
    """

    name: str
    kind: Kind
    patterns: tuple[Pattern, ...]
    url: str | tuple[str, ...]
    id: str | tuple[str, ...] | None = None
    options: FrozenMap[str] = NOTHING
    start: tuple[str, ...] = ()
    end: tuple[str, ...] = ()
    frame: Frame | None = None
    published: tuple[str, Callable[[str], datetime | None]] | None = None
    decode: Callable[[dict[str, str]], dict[str, str] | None] | None = None
    form: Literal["document", "map", "chart", "poll", "code", "form"] | None = None
    short: bool = False


class Oembed(NamedTuple):
    """A sanctioned oEmbed endpoint: its address with the parameters that are always sent, and the nouns it answers for.

    `url` may name parts (the host, for software that anybody may run). `about` is the template of the URL to ask about,
    where it isn't the embed's own; an endpoint whose parts are not all known is not asked.
    """

    url: str
    nouns: tuple[str, ...] = ()
    about: str | None = None


class Retired(NamedTuple):
    """A service that ended: the day, `None` where we only remember the year, and what became of it, for readers."""

    since: date | None
    reason: str


@value
class Provider:
    """Who hosts it, in one look. `key` is `[a-z0-9]+` and never changes; `name` is what people call it.

    `uris` maps URIs of its own scheme, a regular expression that begins with the scheme itself, to the URL they stand
    for. `terms` notes what its terms ask of those who keep a copy. `examples` and `lookalikes` (URLs that must not be
    taken for it) are its tests. `source` says where the row's facts are stated, `checked` when somebody compared the
    row with it. A row without a source rests on URLs and codes that were collected, and nobody has read the provider's
    own word on them.
    """

    key: str
    name: str
    url: str
    nouns: tuple[Noun, ...]
    examples: tuple[Example, ...]
    lookalikes: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    parts: FrozenMap[str] = NOTHING
    uris: FrozenMap[str] = NOTHING
    oembed: tuple[Oembed, ...] = ()
    terms: str | None = None
    retired: Retired | None = None
    source: str | None = None
    checked: date | None = None


class Wrapper(NamedTuple):
    """An address around another one: a redirect, an archive, a cache. `patterns` must find the part `target`.

    `prefix` is put before a target that comes without one. `service` names an archive: then the wrapper is kept as a
    copy, captured at the part `at` (`YYYYMMDDhhmmss`). `decode` is for a wrapper that disguises its target: found parts
    and the whole text to the address inside, or `None` when it is not in there.
    """

    name: str
    patterns: tuple[Pattern, ...]
    examples: tuple[tuple[str, str], ...]
    parts: FrozenMap[str] = NOTHING
    prefix: str = ""
    service: str | None = None
    decode: Callable[[dict[str, str], str], str | None] | None = None
