"""Bytes to facts to an Embed: pages, oEmbed answers, JSON-LD. Pure; lxml is loaded when the first page is read."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mediakit.read.charsets import charset, decode
    from mediakit.read.files import read_file
    from mediakit.read.oembed import OEmbed, oembed_facts, read_oembed
    from mediakit.read.page import Page, page_facts, read_page

__all__ = ["OEmbed", "Page", "charset", "decode", "oembed_facts", "page_facts", "read_file", "read_oembed", "read_page"]

_HOMES = {
    "OEmbed": "oembed",
    "Page": "page",
    "charset": "charsets",
    "decode": "charsets",
    "oembed_facts": "oembed",
    "page_facts": "page",
    "read_file": "files",
    "read_oembed": "oembed",
    "read_page": "page",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'mediakit.read' has no attribute {name!r}")
    value: object = getattr(import_module(f"mediakit.read.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
