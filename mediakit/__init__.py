"""mediakit: resolve embedded media once, keep it readable for ever.

The public names, loaded when first used: `import mediakit` itself loads nothing else (PEP 562).
"""

from __future__ import annotations

__version__ = "0.1.0"

TYPE_CHECKING = False  # what type checkers take for true; importing `typing` for it would cost more than this module
if TYPE_CHECKING:
    from mediakit import body as body
    from mediakit import cards as cards
    from mediakit import keeping as keeping
    from mediakit import live as live
    from mediakit import podcast as podcast
    from mediakit import providers as providers
    from mediakit import salvage as salvage
    from mediakit.body import Found as Found
    from mediakit.body import find as find
    from mediakit.client import AsyncResolver as AsyncResolver
    from mediakit.client import Resolver as Resolver
    from mediakit.client import resolve as resolve
    from mediakit.client import resolve_many as resolve_many
    from mediakit.embed import Audio as Audio
    from mediakit.embed import Chapter as Chapter
    from mediakit.embed import Copy as Copy
    from mediakit.embed import Embed as Embed
    from mediakit.embed import FrozenMap as FrozenMap
    from mediakit.embed import Gallery as Gallery
    from mediakit.embed import Image as Image
    from mediakit.embed import Link as Link
    from mediakit.embed import MediaFile as MediaFile
    from mediakit.embed import Organization as Organization
    from mediakit.embed import Person as Person
    from mediakit.embed import Photo as Photo
    from mediakit.embed import Placed as Placed
    from mediakit.embed import Player as Player
    from mediakit.embed import ProviderRef as ProviderRef
    from mediakit.embed import Rich as Rich
    from mediakit.embed import Rights as Rights
    from mediakit.embed import Series as Series
    from mediakit.embed import Snapshot as Snapshot
    from mediakit.embed import SocialPost as SocialPost
    from mediakit.embed import Source as Source
    from mediakit.embed import Status as Status
    from mediakit.embed import Video as Video
    from mediakit.embed import Warning as Warning
    from mediakit.errors import BadAnswer as BadAnswer
    from mediakit.errors import BadStatus as BadStatus
    from mediakit.errors import FetchError as FetchError
    from mediakit.errors import FetchTimeout as FetchTimeout
    from mediakit.errors import ForbiddenURL as ForbiddenURL
    from mediakit.errors import Gone as Gone
    from mediakit.errors import InvalidData as InvalidData
    from mediakit.errors import InvalidFeed as InvalidFeed
    from mediakit.errors import MediaKitError as MediaKitError
    from mediakit.errors import PodcastError as PodcastError
    from mediakit.errors import ResolveError as ResolveError
    from mediakit.errors import StoreError as StoreError
    from mediakit.errors import TooLarge as TooLarge
    from mediakit.errors import TooManyRedirects as TooManyRedirects
    from mediakit.errors import UnreadableAudio as UnreadableAudio
    from mediakit.html import Html as Html
    from mediakit.kept import from_dict as from_dict
    from mediakit.merging import merge as merge
    from mediakit.policy import Limits as Limits
    from mediakit.read import read_oembed as read_oembed
    from mediakit.read import read_page as read_page
    from mediakit.recognition import recognize as recognize

    card = cards.html

# Each name, and the module that is its home; `card` is called `html` there.
_HOMES = {
    "AsyncResolver": "client",
    "Audio": "embed",
    "BadAnswer": "errors",
    "BadStatus": "errors",
    "Chapter": "embed",
    "Copy": "embed",
    "Embed": "embed",
    "FetchError": "errors",
    "FetchTimeout": "errors",
    "ForbiddenURL": "errors",
    "Found": "body",
    "FrozenMap": "embed",
    "Gallery": "embed",
    "Gone": "errors",
    "Html": "html",
    "Image": "embed",
    "InvalidData": "errors",
    "InvalidFeed": "errors",
    "Limits": "policy",
    "Link": "embed",
    "MediaFile": "embed",
    "MediaKitError": "errors",
    "Organization": "embed",
    "Person": "embed",
    "Photo": "embed",
    "Placed": "embed",
    "Player": "embed",
    "PodcastError": "errors",
    "ProviderRef": "embed",
    "ResolveError": "errors",
    "Resolver": "client",
    "Rich": "embed",
    "Rights": "embed",
    "Series": "embed",
    "SocialPost": "embed",
    "Snapshot": "embed",
    "Source": "embed",
    "Status": "embed",
    "StoreError": "errors",
    "TooLarge": "errors",
    "TooManyRedirects": "errors",
    "UnreadableAudio": "errors",
    "Video": "embed",
    "Warning": "embed",
    "card": "cards.html",
    "find": "body",
    "from_dict": "kept",
    "merge": "merging",
    "read_oembed": "read",
    "read_page": "read",
    "recognize": "recognition",
    "resolve": "client",
    "resolve_many": "client",
}
_ROOMS = ("body", "cards", "keeping", "live", "podcast", "providers", "salvage")

__all__ = [*sorted([*_HOMES, *_ROOMS]), "__version__"]


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name in _ROOMS:
        return import_module(f"mediakit.{name}")
    if name in _HOMES:
        home, _, renamed = _HOMES[name].partition(".")
        value: object = getattr(import_module(f"mediakit.{home}"), renamed or name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'mediakit' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
