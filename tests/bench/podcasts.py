"""podcast.rss: a show of a thousand episodes to its feed, beside bare feedgen told to write the same elements."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from bench.contest import Bar, Bench, Contender, Results, Work, at_most
from bench.words import paragraph, sentence

OURS, BARE = "mediakit.podcast.rss", "feedgen, bare"
SITE = "https://harbour.example"
NOW = datetime(2040, 1, 1, tzinfo=UTC)


def inputs(size: Literal["full", "smoke"]) -> dict[str, list[Any]]:
    counts = (100, 1000) if size == "full" else (3,)
    return {f"{count:,} episodes": [show(count)] for count in counts}


def show(count: int) -> Any:
    """A show that says what feedgen can say: RSS's own elements and Apple's, nothing of the podcast namespace."""
    from mediakit.podcast import Enclosure, Episode, Owner, Show

    dice = random.Random(count)
    episodes = tuple(
        Episode(
            guid=f"harbour-lights-{number}",
            title=sentence(dice, 8),
            audio=Enclosure(url=f"{SITE}/audio/{number}.mp3", length=dice.randint(10**7, 10**8), type="audio/mpeg"),
            published=datetime(2016, 1, 11, 18, tzinfo=UTC) + timedelta(days=7 * number),
            description=paragraph(dice),
            link=f"{SITE}/episodes/{number}",
            author="The Harbour Gazette",
            duration=float(dice.randint(600, 5400)),
            image=f"{SITE}/covers/{number}.jpg",
            explicit=False,
        )
        for number in range(1, count + 1)
    )
    return Show(
        title="Harbour Lights",
        description="How a small port keeps its lamps burning.",
        link=f"{SITE}/podcast",
        language="en-GB",
        categories=(("News", "Daily News"),),
        image=f"{SITE}/cover.jpg",
        author="The Harbour Gazette",
        owner=Owner(name="The Harbour Gazette", email="podcast@harbour.example"),
        copyright="The Harbour Gazette",
        type="episodic",
        episodes=episodes,
    )


def rss() -> Work:
    from functools import partial

    from mediakit import podcast

    return partial(podcast.rss, now=NOW)


def feedgen() -> Work:
    from feedgen.feed import FeedGenerator

    def write(show: Any) -> bytes:
        feed = FeedGenerator()
        feed.load_extension("podcast", atom=False, rss=True)
        feed.title(show.title)
        feed.link(href=show.link, rel="alternate")
        feed.description(show.description)
        feed.language(show.language)
        feed.copyright(show.copyright)
        feed.generator("mediakit")
        feed.docs("")
        feed.lastBuildDate(max(episode.published for episode in show.episodes))
        for category, inner in show.categories:
            feed.podcast.itunes_category([{"cat": category, "sub": inner}])
        feed.podcast.itunes_image(show.image)
        feed.podcast.itunes_explicit("no")
        feed.podcast.itunes_author(show.author)
        feed.podcast.itunes_owner(name=show.owner.name, email=show.owner.email)
        feed.podcast.itunes_type(show.type)
        for episode in sorted(show.episodes, key=lambda episode: episode.published, reverse=True):
            entry = feed.add_entry(order="append")
            entry.guid(episode.guid, permalink=False)
            entry.title(episode.title)
            entry.link(href=episode.link)
            entry.description(episode.description)
            entry.enclosure(episode.audio.url, str(episode.audio.length), episode.audio.type)
            entry.published(episode.published)
            entry.podcast.itunes_author(episode.author)
            entry.podcast.itunes_duration(int(episode.duration))
            entry.podcast.itunes_image(episode.image)
            entry.podcast.itunes_explicit("no")
        written: bytes = feed.rss_str(pretty=True)
        return written

    return write


def bars(results: Results) -> Sequence[Bar]:
    return [
        at_most(f"podcast.rss, {given}: at most 1.3 x bare feedgen", results.ratio(OURS, BARE, given), 1.3, "x")
        for given in results.lines
    ]


BENCH = Bench(
    title="podcast.rss",
    about=(
        "A show to its RSS feed. Bare feedgen is told the same core and itunes elements, one call each, with nothing "
        "checked or cleaned beforehand."
    ),
    unit="ms a feed",
    scale=1e3,
    contenders=(Contender(name=OURS, make=rss), Contender(name=BARE, make=feedgen)),
    inputs=inputs,
    bars=bars,
)
