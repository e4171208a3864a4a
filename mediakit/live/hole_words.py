"""The words by which text announces a medium, by language: data for `mediakit.live.holes`.

In a phrase `{medium}` stands for any noun of `nouns`, `{audio}` for any of that medium's, `*` for up to four words.
Matching ignores case; a phrase begins and ends at word borders. Another language is one more entry of `LANGUAGES`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Medium: TypeAlias = Literal["photo", "video", "audio", "post", "map", "document", "unknown"]


@dataclass(frozen=True, kw_only=True)
class HoleWords:
    """What one language says when it shows something.

    nouns:    what is announced, by medium.
    showing:  verbs that announce by themselves when their paragraph ends in a colon ("documented in Syria:").
    posting:  verbs that, with a noun right after them and no full stop, introduce ("posted photographs of the quay").
    counting: nouns that, right before the colon, begin an enumeration ("in three steps:").
    speaking: verbs that, right before the colon, introduce words and not a medium ("he is quoted as saying:").
    pointers: phrases that point at a medium wherever they stand, with the medium they point at.
    """

    nouns: Mapping[Medium, tuple[str, ...]]
    showing: Mapping[Medium, tuple[str, ...]]
    posting: tuple[str, ...]
    counting: tuple[str, ...]
    speaking: tuple[str, ...]
    pointers: Mapping[Medium, tuple[str, ...]]


ENGLISH: Final = HoleWords(
    nouns={
        "photo": (
            "photo",
            "photos",
            "photograph",
            "photographs",
            "picture",
            "pictures",
            "image",
            "images",
            "imagery",
            "selfie",
            "screenshot",
            "screenshots",
            "slideshow",
            "gif",
        ),
        "video": (
            "video",
            "videos",
            "footage",
            "clip",
            "clips",
            "livestream",
            "live stream",
            "trailer",
            "film",
            "timelapse",
            "time-lapse",
        ),
        "audio": ("podcast", "audio", "recording", "sound clip", "playlist", "song"),
        "post": ("tweet", "tweets", "facebook post", "instagram post", "telegram post", "thread"),
        "map": ("map", "maps"),
        "document": ("document", "documents", "pdf"),
    },
    showing={
        "unknown": ("documented", "captured", "spotted", "geolocated"),
        "photo": ("photographed", "pictured"),
        "video": ("filmed", "videotaped"),
        "post": ("tweeted", "retweeted", "tweets", "tweeting", "instagrammed"),
    },
    posting=("posted", "published", "released", "shared", "uploaded", "tweeted", "circulated"),
    counting=(
        "steps",
        "reasons",
        "ways",
        "things",
        "points",
        "tips",
        "questions",
        "answers",
        "facts",
        "options",
        "results",
        "following",
        "follows",
    ),
    speaking=(
        "say",
        "says",
        "said",
        "saying",
        "told",
        "tells",
        "adds",
        "added",
        "adding",
        "asks",
        "asked",
        "reply",
        "replied",
        "replies",
        "writes",
        "wrote",
        "writing",
        "reads",
        "read",
        "explains",
        "explained",
        "explaining",
        "notes",
        "noted",
        "continued",
        "continues",
        "stated",
        "states",
        "concluded",
        "concludes",
        "answered",
        "recalled",
        "commented",
        "admitted",
        "quoted",
        "reported",
        "reports",
    ),
    pointers={
        "audio": (
            "listen below",
            "listen to it below",
            "listen to the * below",
            "hear * below",
            "open the {audio} in a new tab",
        ),
        "video": (
            "watch below",
            "watch it below",
            "watch the * below",
            "scroll down for video",
            "scroll down for the {video}",
        ),
        "unknown": (
            "see the {medium} below",
            "see {medium} below",
            "in the {medium} below",
            "the {medium} below shows",
            "the {medium} below show",
            "{medium} is below",
            "{medium} are below",
            "here is the {medium}",
            "here's the {medium}",
            "here is a {medium}",
            "here's a {medium}",
            "here are the {medium}",
            "here are some {medium}",
            "below is the {medium}",
            "below is a {medium}",
            "below are {medium}",
        ),
    },
)

LANGUAGES: Final[Mapping[str, HoleWords]] = {"en": ENGLISH}
