"""cards: one embed, every form: decide the words once (`card`), then spell them (`html`, `text`, `feed`, `jsonld`).

The names are loaded when first used (PEP 562).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mediakit.cards.deciding import card
    from mediakit.cards.feedcontent import feed
    from mediakit.cards.language import Words, read_words
    from mediakit.cards.markup import html
    from mediakit.cards.needs import Assets, assets, stylesheet
    from mediakit.cards.plain import text
    from mediakit.cards.structured import jsonld, jsonld_script
    from mediakit.cards.theme import Theme
    from mediakit.cards.view import Card

_HOMES = {
    "Assets": "needs",
    "Card": "view",
    "Theme": "theme",
    "Words": "language",
    "assets": "needs",
    "card": "deciding",
    "feed": "feedcontent",
    "html": "markup",
    "jsonld": "structured",
    "jsonld_script": "structured",
    "read_words": "language",
    "stylesheet": "needs",
    "text": "plain",
}

__all__ = [
    "Assets",
    "Card",
    "Theme",
    "Words",
    "assets",
    "card",
    "feed",
    "html",
    "jsonld",
    "jsonld_script",
    "read_words",
    "stylesheet",
    "text",
]


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name in _HOMES:
        value: object = getattr(import_module(f"mediakit.cards.{_HOMES[name]}"), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'mediakit.cards' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
