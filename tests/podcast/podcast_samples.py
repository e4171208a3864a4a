"""A show that says everything a show can say, and what writing settles in one."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from mediakit.embed import Chapter
from mediakit.html import Html
from mediakit.podcast import (
    AlternateEnclosure,
    AlternateSource,
    Artwork,
    Chat,
    ContentLink,
    Contributor,
    Enclosure,
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

SITE = "https://harbour.example"
LATER = datetime(2030, 1, 1, tzinfo=UTC)

PLAIN = Episode(
    guid="lights-1",
    title="Lights out",
    audio=Enclosure(url=f"{SITE}/audio/1.mp3", length=81_000, type="audio/mpeg"),
    published=datetime(2016, 1, 11, 18, 0, tzinfo=UTC),
)

FULL = Episode(
    guid="https://harbour.example/?p=2",
    title="The keeper & the “lamp” <2>",
    audio=Enclosure(url=f"{SITE}/audio/2.m4a?a=1&b=2", length=4_321_000, type="audio/x-m4a"),
    published=datetime(2016, 1, 18, 18, 0, tzinfo=timezone(timedelta(hours=2))),
    description="Who kept the lamp, and why he stopped.",
    notes=Html('<p>Who kept the <em>lamp</em>.</p><ul><li><a href="https://harbour.example/a">The log</a></li></ul>'),
    link=f"{SITE}/keeper",
    author="The Harbour Gazette",
    duration=4325.0,
    image=f"{SITE}/covers/2.jpeg?v=2",
    explicit=True,
    block=True,
    short_title="The keeper",
    season=2,
    season_name="The second winter",
    episode=3,
    episode_display="Ch.3",
    episode_type="bonus",
    transcripts=(
        Transcript(url=f"{SITE}/2.vtt", type="text/vtt", language="en", rel="captions"),
        Transcript(url=f"{SITE}/2.html", type="text/html"),
    ),
    chapters=(
        Chapter(start=0.0, title="The call"),
        Chapter(start=65.5, title="The <lamp> room", url=f"{SITE}/room", image=f"{SITE}/room.jpg"),
        Chapter(start=3725.25, title="After"),
    ),
    chapters_url=f"{SITE}/chapters/2.json",
    persons=(
        Contributor(name="Jonas Beck", role="guest", group="cast", href=f"{SITE}/jonas", img=f"{SITE}/jonas.jpg"),
    ),
    soundbites=(Soundbite(start=73.0, duration=60.5, title="“It was dark.”"), Soundbite(start=1.25, duration=15.0)),
    locations=(Location(name="Old mole", rel="subject", geo="geo:53.5,8.1", osm="R113314", country="DE"),),
    license=License(name="my-own-1.0", url=f"{SITE}/license"),
    txt=(Txt(text="false", purpose="ai-content"),),
    funding=(Funding(url=f"{SITE}/support/2", text="For this one"),),
    images=(
        Artwork(href=f"{SITE}/wide.jpg", alt="A mole", aspect_ratio="16/9", width=1920, height=1080, purpose="social"),
    ),
    alternates=(
        AlternateEnclosure(
            type="audio/opus",
            sources=(
                AlternateSource(uri=f"{SITE}/audio/2.opus"),
                AlternateSource(uri=f"{SITE}/audio/2.torrent", content_type="application/x-bittorrent"),
            ),
            length=43_200,
            bitrate=32_000,
            title="Low bandwidth",
            default=False,
            integrity=Integrity(type="sri", value="sha384-abc"),
        ),
    ),
    content_links=(ContentLink(href="https://video.example/2", text="Watch"),),
    social=(SocialInteract(protocol="activitypub", uri="https://social.example/@h/2", account_id="@h", priority=1),),
    chat=Chat(server="irc.example", protocol="irc", account_id="@h", space="#lamp"),
    keywords=("lamps", "harbours & moles"),
)

SHOW = Show(
    title="Harbour Lights",
    description="How a small port keeps its lamps burning.\n\nA short show.",
    link=f"{SITE}/podcast",
    feed_url=f"{SITE}/podcast/feed.xml",
    language="en-GB",
    categories=(("News", "Daily News"), ("News", "Politics"), ("Society & Culture", None)),
    explicit=False,
    image=f"{SITE}/cover.jpeg",
    author="The Harbour Gazette",
    owner=Owner(name="The Harbour Gazette", email="podcast@harbour.example"),
    copyright="The Harbour Gazette",
    type="serial",
    short_title="Lights",
    guid=feed_guid("https://old.example/feed"),
    locked=True,
    locked_owner="keys@harbour.example",
    medium="podcast",
    new_feed_url=f"{SITE}/podcast/feed.xml",
    complete=True,
    block=True,
    updated=datetime(2016, 2, 1, tzinfo=UTC),
    hub="https://hub.example/",
    funding=(Funding(url=f"{SITE}/support", text="Support & thanks"), Funding(url=f"{SITE}/shop", text="Shop")),
    persons=(
        Contributor(name="Ada Quist", role="host", href=f"{SITE}/aq"),
        Contributor(name="Bo Lind", role="editor"),
    ),
    locations=(Location(name="Harbourside", rel="creator"),),
    license=License(name="cc-by-4.0"),
    txt=(Txt(text="naj3eEZaWVVY9a38uhX8FekACyhtqP4JN", purpose="verify"), Txt(text="S6lpp-7ZCn8-dZfGc-OoyaG")),
    trailers=(
        Trailer(
            title="Soon: the lamps",
            url=f"{SITE}/audio/t.mp3",
            published=datetime(2016, 1, 1, tzinfo=UTC),
            length=12_345,
            type="audio/mpeg",
            season=2,
        ),
    ),
    images=(Artwork(href=f"{SITE}/square.png", width=3000, height=3000),),
    podroll=(RemoteItem(feed_guid=feed_guid("tides.example/f"), feed_url="https://tides.example/f", title="Tides"),),
    publisher=RemoteItem(feed_guid="003af0a0-6a45-55cf-b765-68e3d349551a", medium="publisher"),
    update_frequency=UpdateFrequency(text="Weekly", rrule="FREQ=WEEKLY;BYDAY=MO", dtstart="20160111T180000Z"),
    uses_podping=True,
    chat=Chat(server="matrix.example", protocol="matrix"),
    social=(SocialInteract(protocol="disabled"),),
    episodes=(FULL, PLAIN),
)


def settled(show: Show) -> Show:
    """`show` as it comes back from a feed: what writing fills in and rounds (declared in `podcast.read`)."""
    dates = [episode.published for episode in show.episodes if episode.published]
    owner = show.owner.email if show.owner else None
    return replace(
        show,
        guid=show.guid or (feed_guid(show.feed_url) if show.feed_url else None),
        updated=show.updated or max(dates, default=None),
        locked_owner=(show.locked_owner or owner) if show.locked is not None else None,
    )
