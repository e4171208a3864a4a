"""resolve, resolve_many, Resolver and AsyncResolver: the flows, with a fetch and a store to drive them.

    embed = mediakit.resolve("https://…")                       one call, no store
    with Resolver(store=SQLiteStore("embeds.db")) as resolver:  many calls, remembered
        embed = resolver.resolve(url, deadline=2.0)             answered within 2 s, else what is known offline

Results of many come as values, errors too, in the order of the URLs or as they are ready; only a window of them is held
at any time, and no host has more than its share of the workers. With a ledger a long list can be stopped and taken up.
"""

from __future__ import annotations

from mediakit.client.asyncresolver import AsyncResolver
from mediakit.client.listing import Answer, Progress, Resolved
from mediakit.client.resolver import Resolver, resolve, resolve_many

__all__ = ["Answer", "AsyncResolver", "Progress", "Resolved", "Resolver", "resolve", "resolve_many"]
