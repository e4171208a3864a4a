"""The one door to the network: `WebFetch` asks the web, `Recorded` answers from a folder; both answer `flow.Ask`.

Whatever mediakit asks (pages, oEmbed endpoints, pictures, feeds, stretches of audio) goes through here and nowhere
else. `Recorded` needs no third-party package; requests is loaded with `WebFetch`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mediakit.fetch.recorded import Recorded, Recording, record
    from mediakit.fetch.web import WebFetch

__all__ = ["Recorded", "Recording", "WebFetch", "record"]


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name not in __all__:
        raise AttributeError(f"module 'mediakit.fetch' has no attribute {name!r}")
    value: object = getattr(
        import_module("mediakit.fetch.web" if name == "WebFetch" else "mediakit.fetch.recorded"), name
    )
    globals()[name] = value
    return value
