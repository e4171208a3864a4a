"""The podcast: from audio files to a feed every directory accepts, and back.

`Show` and `Episode` are plain values; `rss(show, now=...)` writes the feed and `read(bytes)` reads one; `check` says
what directories will refuse; `probe(file)` measures audio; `read_folder(path)` makes a show of a folder and
`build(path, now=...)` all that is to be uploaded.
"""

from __future__ import annotations

from mediakit.feeds import Enclosure, Problem
from mediakit.podcast.audio import probe
from mediakit.podcast.checks import check
from mediakit.podcast.extension import EpisodeExtension, ShowExtension
from mediakit.podcast.facts import AudioFacts, CoverFacts, describe
from mediakit.podcast.folder import Files, build, read_folder
from mediakit.podcast.model import (
    AlternateEnclosure,
    AlternateSource,
    Artwork,
    Chat,
    ContentLink,
    Contributor,
    Episode,
    Funding,
    Integrity,
    License,
    Location,
    Owner,
    RemoteItem,
    Show,
    SocialInteract,
    Soundbite,
    Trailer,
    Transcript,
    Txt,
    UpdateFrequency,
    feed_guid,
)
from mediakit.podcast.reading import read
from mediakit.podcast.showing import episode_embed
from mediakit.podcast.tags import TAGS
from mediakit.podcast.writing import as_feed, problems, rss

__all__ = [
    "TAGS",
    "AlternateEnclosure",
    "AlternateSource",
    "Artwork",
    "AudioFacts",
    "Chat",
    "ContentLink",
    "Contributor",
    "CoverFacts",
    "Enclosure",
    "Episode",
    "EpisodeExtension",
    "Files",
    "Funding",
    "Integrity",
    "License",
    "Location",
    "Owner",
    "Problem",
    "RemoteItem",
    "Show",
    "ShowExtension",
    "SocialInteract",
    "Soundbite",
    "Trailer",
    "Transcript",
    "Txt",
    "UpdateFrequency",
    "as_feed",
    "build",
    "check",
    "describe",
    "episode_embed",
    "feed_guid",
    "probe",
    "problems",
    "read",
    "read_folder",
    "rss",
]
