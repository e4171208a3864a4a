"""What a found code quotes, put to the embed that it names: its words outlive the network behind it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mediakit import chars
from mediakit.body.reading import told, words
from mediakit.body.tree import Page
from mediakit.embed import Embed
from mediakit.read import quotes

if TYPE_CHECKING:
    from bs4 import Tag


def is_signed(tag: Tag) -> bool:
    """Whether the quotation ends with "— Name (@handle)"."""
    return quotes.is_signed(words(tag))


def snapshot(page: Page, tag: Tag, embed: Embed) -> Embed:
    """The embed with what its code quotes. What the URL itself tells, as a time in the id, is kept."""
    span = page.span(tag)
    if span is None or span[1] - span[0] < 8:
        return embed
    quote = quotes.read(page.source[slice(*span)], form=embed.kind, base=page.base)
    authors = quote.authors
    if authors and authors[0].handle and authors[0].url is None and embed.provider and embed.provider.key == "twitter":
        authors = (replace(authors[0], url=f"https://x.com/{authors[0].handle}"), *authors[1:])
    facts: dict[str, object] = {
        "title": quote.title,
        "description": quote.description,
        "lang": quote.lang,
        "authors": authors,
        "publisher": quote.publisher,
        "published": quote.published,
        "images": quote.images,
    }
    if embed.kind in ("post", "rich"):
        facts["text"] = quote.text
    elif quote.text:  # what stands beside a player is about it: the title, where the code gives none
        facts["title" if quote.title is None else "description"] = chars.one_line(quote.text)
    if quote.form == "rich" and quote.text:
        facts["form"] = "code"
    return told(embed, **facts)
