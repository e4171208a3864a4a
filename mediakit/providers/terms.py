"""What providers ask of those who keep a copy: one row a provider, with where it says so and when somebody looked.

`no` stands only where it is clear that a provider means what we ask for: its endpoint, its page, its pictures. Where it
speaks of an API that is not used here, the row says so and forbids nothing; YouTube's days are counted all the same.
These are notes of what the providers' pages say in their own interest, and no legal advice: a law (the right to quote,
a licence of the author) may allow more, a contract less. Who is not in the table says nothing that we know of.
A newsroom that decides otherwise hands its own table over: `keep(embed, terms={**TERMS, "giphy": Terms(...)})`, or
`terms={}` for none.
"""

from __future__ import annotations

from datetime import date
from typing import Final, Literal, NamedTuple, TypeAlias

from mediakit.embed import FrozenMap

Allowed: TypeAlias = Literal["yes", "while fresh", "while there", "no"]
"""`while fresh`: for `Terms.days`, then it is asked for again or deleted (no number: "not indefinitely").
`while there`: until its author takes it back. `no`: not at all."""


class Terms(NamedTuple):
    """What one provider asks: may its `words` (title, text, author) and `pictures` be kept, and for how many `days`.

    `asks` says it in our words, `source` is the provider's page, `checked` the day on which it was looked up.
    """

    asks: str
    source: str
    checked: date
    words: Allowed = "yes"
    pictures: Allowed = "yes"
    days: int | None = None


_READ: Final = date(2026, 11, 22)
_META: Final = Terms(
    "What its oEmbed endpoints answer may be used to show the post to readers, and kept for nothing else.",
    "https://developers.facebook.com/docs/plugins/oembed",
    _READ,
)

TERMS: Final[FrozenMap[Terms]] = FrozenMap(
    {
        "facebook": _META,
        "instagram": _META,
        "threads": _META,
        # The page itself could not be read on that day, only what others quote of it: Flickr, Getty, Spotify, YouTube.
        "flickr": Terms(
            "Photos may be stored for reasonable periods, and are removed when their owner removes or hides them.",
            "https://www.flickr.com/help/terms/api",
            _READ,
            pictures="while there",
        ),
        "gettyimages": Terms(
            "Embedded pictures may not be used outside its viewer: a copy needs a licence.",
            "https://www.gettyimages.com/company/terms",
            _READ,
            pictures="no",
        ),
        "giphy": Terms(
            "Copies of its media may not be cached without its approval.",
            "https://developers.giphy.com/docs/api/best-practices/",
            _READ,
            pictures="no",
        ),
        "pinterest": Terms(
            "What its API and widgets answer may not be stored: it is asked for each time.",
            "https://policy.pinterest.com/en/developer-guidelines",
            _READ,
            words="no",
            pictures="no",
        ),
        "reddit": Terms(
            "What its authors delete is to be deleted from copies too.",
            "https://support.reddithelp.com/hc/en-us/articles/26410290525844-Public-Content-Policy",
            _READ,
            words="while there",
            pictures="while there",
        ),
        "soundcloud": Terms(
            "What its users uploaded, their pictures too, may not be copied by way of its API.",
            "https://developers.soundcloud.com/docs/api/terms-of-use",
            _READ,
        ),
        "spotify": Terms(
            "Its content may be stored as far as needed to show it, up to date and not indefinitely.",
            "https://developer.spotify.com/terms",
            _READ,
            words="while fresh",
            pictures="while fresh",
        ),
        "tenor": Terms(
            "Addresses of its content that are kept are to be asked for again every 24 hours.",
            "https://developers.google.com/tenor/guides/rate-limits-and-caching",
            _READ,
            pictures="while fresh",
            days=1,
        ),
        "twitter": Terms(
            "Posts that are deleted, protected or changed on X are to be deleted or changed in copies too.",
            "https://developer.x.com/en/docs/tweets/compliance/guides/honoring-user-intent",
            _READ,
            words="while there",
            pictures="while there",
        ),
        "vimeo": Terms(
            "Its answers should be kept wherever possible, and asked for again when something new is expected.",
            "https://help.vimeo.com/hc/en-us/articles/12427851678097-API-Best-Practices",
            _READ,
        ),
        "youtube": Terms(
            "What its API services answer may be stored for 30 days; then it is asked for again or deleted.",
            "https://developers.google.com/youtube/terms/developer-policies",
            _READ,
            words="while fresh",
            pictures="while fresh",
            days=30,
        ),
    }
)
