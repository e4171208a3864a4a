"""The one door to the network: `WebFetch` and `AsyncWebFetch` ask the web, `Recorded` answers from a folder.

Whatever mediakit asks (pages, oEmbed endpoints, pictures, feeds, stretches of audio) goes through here and nowhere
else: each answers `flow.Ask`. `Polite` and `AsyncPolite` put manners before a fetch: turns, pace, rests, retries.
`Recorded` needs no third-party package; requests is loaded with `WebFetch`, aiohttp (the extra `mediakit[async]`) with
`AsyncWebFetch`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mediakit.fetch.asyncweb import AsyncWebFetch
    from mediakit.fetch.manners import Manners
    from mediakit.fetch.polite import AsyncPolite, Polite
    from mediakit.fetch.recorded import Recorded, Recording, record
    from mediakit.fetch.web import WebFetch

__all__ = ["AsyncPolite", "AsyncWebFetch", "Manners", "Polite", "Recorded", "Recording", "WebFetch", "record"]

_MODULES = {
    "AsyncPolite": "mediakit.fetch.polite",
    "AsyncWebFetch": "mediakit.fetch.asyncweb",
    "Manners": "mediakit.fetch.manners",
    "Polite": "mediakit.fetch.polite",
    "WebFetch": "mediakit.fetch.web",
}


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name not in __all__:
        raise AttributeError(f"module 'mediakit.fetch' has no attribute {name!r}")
    value: object = getattr(import_module(_MODULES.get(name, "mediakit.fetch.recorded")), name)
    globals()[name] = value
    return value
