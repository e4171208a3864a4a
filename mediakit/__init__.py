"""mediakit: resolve embedded media once, keep it readable for ever.

The public names, loaded when first used: `import mediakit` itself loads nothing else (PEP 562).
"""

from __future__ import annotations

__version__ = "0.1.0"

_HOMES = {
    "Audio": "embed",
    "Chapter": "embed",
    "Copy": "embed",
    "Embed": "embed",
    "FrozenMap": "embed",
    "Gallery": "embed",
    "Image": "embed",
    "Link": "embed",
    "MediaFile": "embed",
    "Organization": "embed",
    "Person": "embed",
    "Photo": "embed",
    "Placed": "embed",
    "Player": "embed",
    "ProviderRef": "embed",
    "Rich": "embed",
    "Rights": "embed",
    "Series": "embed",
    "SocialPost": "embed",
    "Source": "embed",
    "Status": "embed",
    "Video": "embed",
    "Warning": "embed",
    "Html": "html",
    "from_dict": "kept",
    "merge": "merging",
}
_ROOMS = ("cards", "live", "podcast", "providers")

__all__ = [*sorted([*_HOMES, *_ROOMS]), "__version__"]


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name in _ROOMS:
        return import_module(f"mediakit.{name}")
    if name in _HOMES:
        value: object = getattr(import_module(f"mediakit.{_HOMES[name]}"), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'mediakit' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
