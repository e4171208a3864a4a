"""One key for one provider: what others call a provider that has a row of ours.

The oEmbed registry, oEmbed answers and pages name providers their own way, which changes with owners and brands.
Whoever is named so is the provider of our row: an embed found by the registry and one found by a row meet.
"""

from __future__ import annotations

from typing import Final

from mediakit.embed import FrozenMap

ALIASES: Final[FrozenMap[str]] = FrozenMap(
    {
        "3q": "threeq",
        "amchartsliveeditor": "amcharts",
        "apple": "applepodcasts",
        "blueskysocial": "bluesky",
        "bunnynet": "bunny",
        "chirbitcom": "chirbit",
        "deviantartcom": "deviantart",
        "digiteka": "ultimedia",
        "exco": "playbuzz",
        "gist": "github",
        "githubgist": "github",
        "hearthisat": "hearthis",
        "ibmenterprisevideostreaming": "ustream",
        "ibmvideostreaming": "ustream",
        "ibmwatsonmedia": "ustream",
        "iheartradio": "iheart",
        "internetarchive": "archiveorg",
        "jwplatform": "jwplayer",
        "kooapp": "koo",
        "newyorktimes": "nytimes",
        "omnystudio": "omnyfm",
        "polldaddy": "crowdsignal",
        "prezivideo": "prezi",
        "sapovideos": "sapo",
        "screencastcom": "screencast",
        "soop": "afreecatv",
        "spotifyforcreators": "anchor",
        "spotifyforpodcasters": "anchor",
        "swayoffice": "sway",
        "theguardian": "guardian",
        "thenewyorktimes": "nytimes",
        "ustreamtv": "ustream",
        "wikimedia": "wikimediacommons",
        "wistiainc": "wistia",
        "x": "twitter",
        "xformerlytwitter": "twitter",
    }
)
"""A name in lower-case letters and digits, and the key of the row it means."""
