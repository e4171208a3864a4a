"""Podcast tags for any feedgen user: register the two extensions, hand over a Show and its Episodes.

feedgen's own `podcast` extension refuses `true` and `false` for `itunes:explicit` (Apple wants nothing else), drops
artwork that ends in `.jpeg`, and knows no `podcast:` tags. With these, Apple's and the podcast namespace's tags are
written as `mediakit.podcast.rss` writes them, onto a generator whose core (title, link, enclosure) stays its owner's:

>>> from feedgen.feed import FeedGenerator
>>> from mediakit.podcast.model import Episode, Show
>>> fg = FeedGenerator()
>>> fg.register_extension("mediakit", ShowExtension, EpisodeExtension)
>>> fg.mediakit.show(Show(title="Harbour Lights", description="Lamps.", link="https://harbour.example/", locked=True))
>>> entry = fg.add_entry()
>>> entry.mediakit.episode(Episode(guid="lights-1", title="Lights out", season=1, duration=125.2))
>>> _ = fg.title("Harbour Lights"), fg.description("Lamps."), fg.link(href="https://harbour.example/")
>>> _ = entry.title("Lights out"), entry.guid("lights-1")
>>> print(fg.rss_str(pretty=True).decode().partition("<item>")[2].partition("</item>")[0].strip())
<title>Lights out</title>
      <guid isPermaLink="false">lights-1</guid>
      <podcast:season>1</podcast:season>
      <itunes:duration>125</itunes:duration>
      <itunes:season>1</itunes:season>

Do not load feedgen's own `podcast` extension beside them: some tags would stand twice.
"""

from __future__ import annotations

from mediakit.feeds.extension import FeedExtension, ItemExtension
from mediakit.podcast.model import Episode, Show
from mediakit.podcast.writing import channel_elements, item_elements


class ShowExtension(FeedExtension):
    """The channel's part."""

    def __init__(self) -> None:
        super().__init__()
        self.prefixes = frozenset({"itunes", "podcast", "psc"})

    def show(self, show: Show) -> None:
        """Write what `show` says beyond the core of RSS. Raises `InvalidFeed` as `podcast.rss` does."""
        self.elements = channel_elements(show)


class EpisodeExtension(ItemExtension):
    """An item's part."""

    def episode(self, episode: Episode) -> None:
        """Write what `episode` says beyond the core of RSS. Raises `InvalidFeed` as `podcast.rss` does."""
        self.elements = item_elements(episode)
