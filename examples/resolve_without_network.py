"""Resolve a URL against answers of our own: how a newsroom tests what it does with embeds, without asking anybody."""

import mediakit
from mediakit.fetch import Recorded
from mediakit.flow import Response
from mediakit.store import MemoryStore

PAGE = "https://tidewire.example/stories/lightship"
BODY = b"""<!doctype html><title>The lightship is home | Tidewire</title>
<meta property="og:title" content="The lightship is home">
<meta property="og:description" content="After thirty years the Aurora is back at her quay.">
<meta property="og:site_name" content="Tidewire">
<meta property="article:published_time" content="2025-06-14T18:40:00+03:00">"""

answers = {PAGE: Response(url=PAGE, status=200, headers={"content-type": "text/html; charset=utf-8"}, body=BODY)}

with mediakit.Resolver(fetch=Recorded(answers), store=MemoryStore()) as resolver:
    for answer in resolver.resolve_many([PAGE, "https://tidewire.example/nowhere"]):
        if isinstance(answer, mediakit.ResolveError):
            print(f"not resolved: {answer}")
        else:
            print(mediakit.cards.text(answer))
