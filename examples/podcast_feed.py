"""A podcast feed from values: what a CMS does that keeps its episodes in a database."""

from datetime import UTC, datetime

from mediakit import podcast

show = podcast.Show(
    title="Harbour Lights",
    description="How a small port town keeps its lamps burning.",
    link="https://harbour.example/podcast",
    feed_url="https://harbour.example/podcast/feed.xml",
    language="en",
    image="https://harbour.example/podcast/cover.jpg",
    categories=(("News", "Daily News"),),
    explicit=False,
    author="The Harbour Gazette",
    episodes=(
        podcast.Episode(
            guid="harbour-lights-1",
            title="Lights out",
            published=datetime(2026, 1, 11, 18, tzinfo=UTC),
            audio=podcast.Enclosure(url="https://harbour.example/1.mp3", length=4_812_000, type="audio/mpeg"),
            duration=301.0,
            description="The night the lamps failed, told by those who were there.",
        ),
    ),
)
print(podcast.rss(show, now=datetime(2026, 1, 12, tzinfo=UTC)).decode())
