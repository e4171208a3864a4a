"""What a rule of the checks is, and for whom it speaks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from mediakit.podcast.checks.document import Document, Node

Profile = Literal["psp1", "apple", "spotify", "youtube", "podcasting20", "all"]
Level = Literal["error", "warning", "info"]

# The order is that of `Tag.status`; `podcasting20` asks for what every feed needs and for the namespace's own.
DIRECTORIES: Final[tuple[Profile, ...]] = ("psp1", "apple", "spotify", "youtube")
EVERYBODY: Final[tuple[Profile, ...]] = (*DIRECTORIES, "podcasting20")
LEVELS: Final[tuple[Level, ...]] = ("error", "warning", "info")

RSS: Final = "RSS 2.0 specification, rssboard.org/rss-specification"
PROFILE: Final = "RSS Best Practices Profile, rssboard.org/rss-profile"
APPLE: Final = "Apple, A Podcaster's Guide to RSS"
APPLE_823: Final = "Apple, Podcast RSS feed requirements, podcasters.apple.com/support/823"
PSP: Final = "PSP-1, The Podcast RSS Specification"
XML: Final = "XML 1.0, w3.org/TR/xml"


class Found(NamedTuple):
    """A place that breaks a rule; `message` says what to do.

    `missing` is the name of the element that should stand in `node`; `more` counts further places of the same kind that
    are not listed one by one.
    """

    node: Node
    message: str
    missing: str = ""
    more: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    id:     its name for programs; never changed, never used again for something else.
    check:  which of the 41 checks it belongs to.
    levels: how bad it is, for each profile that demands it.
    source: who says so.
    finds:  the places of a document that break it.
    """

    id: str
    check: int
    levels: dict[Profile, Level]
    source: str
    finds: Callable[[Document], Iterable[Found]]

    def level(self, profile: Profile) -> Level | None:
        """How bad it is for `profile`; for `all`, the worst that any of them says."""
        if profile != "all":
            return self.levels.get(profile)
        return min(self.levels.values(), key=LEVELS.index)


def demanded(level: Level, *profiles: Profile) -> dict[Profile, Level]:
    """One level for some profiles; for everybody, when none is named."""
    return dict.fromkeys(profiles or EVERYBODY, level)
