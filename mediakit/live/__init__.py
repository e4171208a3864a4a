"""Live blogs: reading old ones, writing new ones, and every form a reader may want of them.

The names are loaded when first used (PEP 562): a program that only reads needs no word of the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mediakit.live.document import PageLinks, page, policy, stylesheet
    from mediakit.live.folder import read_folder
    from mediakit.live.holes import Hole
    from mediakit.live.model import (
        Correction,
        Event,
        LiveBlog,
        Post,
        Previous,
        Withdrawn,
        embeds,
        ordered,
        permalink,
        with_embeds,
    )
    from mediakit.live.plaintext import embed_lines, text
    from mediakit.live.reading import read
    from mediakit.live.record import from_dict
    from mediakit.live.saved import Saved
    from mediakit.live.structured import jsonld
    from mediakit.live.syndication import feed

_HOMES = {
    "Correction": "model",
    "Event": "model",
    "Hole": "holes",
    "LiveBlog": "model",
    "PageLinks": "document",
    "Post": "model",
    "Previous": "model",
    "Saved": "saved",
    "Withdrawn": "model",
    "embed_lines": "plaintext",
    "embeds": "model",
    "feed": "syndication",
    "from_dict": "record",
    "jsonld": "structured",
    "ordered": "model",
    "page": "document",
    "permalink": "model",
    "policy": "document",
    "read": "reading",
    "read_folder": "folder",
    "stylesheet": "document",
    "text": "plaintext",
    "with_embeds": "model",
}

__all__ = [
    "Correction",
    "Event",
    "Hole",
    "LiveBlog",
    "PageLinks",
    "Post",
    "Previous",
    "Saved",
    "Withdrawn",
    "embed_lines",
    "embeds",
    "feed",
    "from_dict",
    "jsonld",
    "ordered",
    "page",
    "permalink",
    "policy",
    "read",
    "read_folder",
    "stylesheet",
    "text",
    "with_embeds",
]


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name in _HOMES:
        value: object = getattr(import_module(f"mediakit.live.{_HOMES[name]}"), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'mediakit.live' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
