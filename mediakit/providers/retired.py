"""Services that ended: their URLs still stand in old posts, and what the address tells must not be lost."""

from __future__ import annotations

from datetime import date
from typing import Final

from mediakit.embed import FrozenMap
from mediakit.providers.model import Noun, Pattern, Provider, Retired

RETIRED: Final[tuple[Provider, ...]] = (
    Provider(
        key="vine",
        name="Vine",
        url="https://vine.co/",
        hosts=("vine.co",),
        parts=FrozenMap({"video": "[A-Za-z0-9]{11}"}),
        nouns=(Noun("video", "video", (Pattern("/v/{video}(?:/.*)?"),), "https://vine.co/v/{video}"),),
        retired=Retired(date(2017, 1, 17), "Vine closed on 17 January 2017."),
        examples=(
            ("https://vine.co/v/e5vIvmV5v9J", "video:e5vIvmV5v9J", "https://vine.co/v/e5vIvmV5v9J"),
            (
                "https://vine.co/v/bjpPT1xwg6B/embed/postcard?audio=1",
                "video:bjpPT1xwg6B",
                "https://vine.co/v/bjpPT1xwg6B",
            ),
            ("https://vine.co/v/e5vIvmV5v9J/card?api=1/", "video:e5vIvmV5v9J", "https://vine.co/v/e5vIvmV5v9J"),
        ),
        lookalikes=(
            "https://vine.co/",
            "https://vine.co/u/906345798374133760",
            "https://vine.co.evil.example/v/e5vIvmV5v9J",
        ),
    ),
)
