"""What a URL becomes: start and end, times, wrappers, files, endpoints, rows of one's own."""

from datetime import UTC, date, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediakit import providers
from mediakit.embed import Audio, Copy, Gallery, Link, Photo, ProviderRef, Rich, SocialPost, Video
from mediakit.kept import from_dict
from mediakit.providers import Frame, Noun, Pattern, Provider, from_url


@pytest.mark.parametrize(
    ("url", "start", "end"),
    [
        ("https://youtu.be/dQw4w9WgXcQ?t=42", 42.0, None),
        ("https://youtu.be/dQw4w9WgXcQ?t=1h2m3s", 3723.0, None),
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ#t=0m30s", 30.0, None),
        ("https://www.youtube.com/embed/dQw4w9WgXcQ?start=10&end=20", 10.0, 20.0),
        ("https://www.youtube.com/embed/dQw4w9WgXcQ?start=30&end=20", 30.0, None),
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&amp;t=7s", 7.0, None),
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=0", None, None),
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=" + "9" * 30, None, None),
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=soon", None, None),
        ("https://vimeo.com/36881035#t=3m28s", 208.0, None),
        ("https://soundcloud.com/forss/flickermood#t=0:30", 30.0, None),
        ("https://open.spotify.com/episode/2DBstW0LumPSF5SyO5ofRe?t=90", 90.0, None),
        ("https://cdn.example.org/clip.mp4#t=30,90", 30.0, 90.0),
        ("https://cdn.example.org/ep.mp3?x=1#t=npt:10.5", 10.5, None),
        ("https://cdn.example.org/ep.mp3#t=0:01:30,0:02:00", 90.0, 120.0),
        ("https://cdn.example.org/clip.webm#xywh=0,0,9,9&t=,20", None, 20.0),
        ("https://cdn.example.org/clip.mp4#t=90,30", None, None),
        ("https://cdn.example.org/clip.mp4#t=soon", None, None),
        ("https://cdn.example.org/clip.mp4#t=" + "9" * 30, None, None),
        ("https://cdn.example.org/still.jpg#t=5", None, None),
    ],
)
def test_the_stretch_that_was_pointed_at(url, start, end):
    embed = from_url(url)
    assert (embed.start, embed.end) == (start, end)


def test_the_player_follows_nobody_and_begins_where_it_should():
    player = from_url("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=42&end=60&list=PLWYwsGgIRwA9y49l1bwvcAF0Dj").player
    parts = urlsplit(player.url)
    assert parts.netloc == "www.youtube-nocookie.com"
    assert parse_qs(parts.query) == {"list": ["PLWYwsGgIRwA9y49l1bwvcAF0Dj"], "start": ["42"], "end": ["60"]}
    assert (player.ratio, player.sizing) == (640 / 360, "ratio")
    vimeo = from_url("https://vimeo.com/36881035/f9ad567296#t=3m28s").player
    assert vimeo.url == "https://player.vimeo.com/video/36881035?dnt=1&h=f9ad567296#t=208s"


def test_a_short_stands_upright_under_the_key_of_the_video():
    short = from_url("https://www.youtube.com/shorts/a12CpYea0i4")
    assert short.player.height > short.player.width
    assert short.key == from_url("https://youtu.be/a12CpYea0i4").key


@pytest.mark.parametrize(
    ("url", "when"),
    [
        ("https://x.com/Interior/status/463440424141459456", datetime(2014, 5, 5, 22, 9, 42, 79000, UTC)),
        ("https://www.tiktok.com/@a/video/6718335390845095173", datetime(2019, 7, 27, 13, 32, 33, tzinfo=UTC)),
        ("https://x.com/jack/status/20", None),
        ("https://www.instagram.com/p/ABCDE/", None),
    ],
)
def test_the_time_that_an_id_holds(url, when):
    embed = from_url(url)
    assert embed.published == when
    if when is not None:
        assert (embed.provenance["published"].kind, embed.provenance["published"].rank) == ("id", 20)
    else:
        assert "published" not in embed.provenance
    assert (embed.provenance["key"].kind, embed.provenance["key"].rank) == ("url", 90)


def test_ids_are_named_by_what_they_are():
    embed = from_url("https://podcasts.apple.com/us/podcast/the-daily/id1200361736?i=1000458756211")
    assert dict(embed.ids) == {"country": "us", "show": "1200361736", "episode": "1000458756211"}


def test_a_retired_provider_says_so_and_offers_no_player():
    embed = from_url("https://vine.co/v/e5vIvmV5v9J")
    assert isinstance(embed, Video)
    assert (embed.status.state, embed.status.since) == ("gone", date(2017, 1, 17))
    assert "Vine" in embed.status.reason
    assert embed.player is None
    assert providers.endpoint(embed) is None


def test_an_archived_url_keeps_the_copy():
    url = "https://web.archive.org/web/20160111202300/https://vine.co/v/e5vIvmV5v9J"
    copy = Copy(url=url, service="Wayback Machine", captured=datetime(2016, 1, 11, 20, 23, tzinfo=UTC))
    assert from_url(url).archived == (copy,)
    assert from_url(url).key == "vine:video:e5vIvmV5v9J"


def test_an_archived_page_of_nobody_is_a_link_with_its_copy():
    url = "https://web.archive.org/web/20160111/http://example.org/story?id=7&utm_source=x"
    embed = from_url(url)
    assert isinstance(embed, Link)
    assert (embed.key, embed.archived[0].captured) == ("link:url:http://example.org/story?id=7", date(2016, 1, 11))


@pytest.mark.parametrize("stamp", ["99999999999999", "20161341", "20160231", "2016"])
def test_an_impossible_capture_date_is_unknown(stamp):
    embed = from_url(f"https://web.archive.org/web/{stamp}/https://youtu.be/dQw4w9WgXcQ")
    assert embed.key == "youtube:video:dQw4w9WgXcQ"
    assert embed.archived[0].captured is None


def test_wrappers_without_end_are_left():
    url = "https://youtu.be/dQw4w9WgXcQ"
    for _ in range(9):
        url = f"https://web.archive.org/web/2016/{url}"
    assert from_url(url) is None or from_url(url).provider is None


@pytest.mark.parametrize(
    ("url", "kind", "mime"),
    [
        ("https://cdn.example.org/ep/12.mp3", Audio, "audio/mpeg"),
        ("https://dts.example.org/redirect.mp3/cdn.example.org/a.m4a?x=1", Audio, "audio/mp4"),
        ("https://cdn.example.org/v.MP4", Video, "video/mp4"),
        ("https://cdn.example.org/live.m3u8", Video, "application/vnd.apple.mpegurl"),
        ("https://cdn.example.org/report.pdf", Rich, "application/pdf"),
    ],
)
def test_a_file_is_what_its_address_ends_like(url, kind, mime):
    embed = from_url(url)
    assert isinstance(embed, kind)
    assert embed.provider is None
    assert embed.key == f"link:url:{embed.url}"
    assert embed.files[0].mime == mime


def test_a_picture_and_a_document():
    photo = from_url("https://example.org/tower.jpeg?w=800&utm_source=x")
    assert isinstance(photo, Photo)
    assert (photo.images[0].role, photo.images[0].url) == ("photo", "https://example.org/tower.jpeg?w=800")
    assert from_url("https://example.org/report.pdf").form == "document"


@pytest.mark.parametrize(
    "url",
    [
        "https://en.wikipedia.org/wiki/File:Tower.jpg",
        "https://github.com/a/b/blob/main/logo.png",
        "https://example.org/mp3",
        "https://example.org/.mp3x",
        "https://example.org/page?file=a.mp3",
        "https://example.org/a.html#b.mp3",
        "https://example.mp3/",
    ],
)
def test_a_page_about_a_file_is_no_file(url):
    assert from_url(url) is None


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        (
            "https://youtu.be/dQw4w9WgXcQ",
            "https://www.youtube.com/oembed?format=json&url=https%3A%2F%2Fwww.youtube.com%2Fwatch%3Fv%3DdQw4w9WgXcQ",
        ),
        (
            "https://twitter.com/Interior/status/463440424141459456",
            "https://publish.x.com/oembed?omit_script=1&dnt=true&url=https%3A%2F%2Fx.com%2FInterior%2Fstatus%2F463440424141459456",
        ),
        (
            "https://api.soundcloud.com/tracks/388050272",
            "https://soundcloud.com/oembed?format=json&url=https%3A%2F%2Fapi.soundcloud.com%2Ftracks%2F388050272",
        ),
        (
            "https://mastodon.social/@Gargron/109372843234643423",
            "https://mastodon.social/api/oembed?url=https%3A%2F%2Fmastodon.social%2F%40Gargron%2F109372843234643423",
        ),
        ("https://t.me/durov/68", None),
        ("https://www.youtube.com/@NASA", None),
        ("https://cdn.example.org/a.mp3", None),
    ],
)
def test_the_endpoint_that_may_be_asked(url, asked):
    embed = from_url(url)
    assert providers.endpoint(embed) == asked
    assert providers.endpoint(from_dict(embed.to_dict())) == asked


def test_an_endpoint_of_an_odd_value_is_none():
    odd = Video(key="x", url="https://example.org/", provider=ProviderRef(key="youtube", name="YouTube"))
    assert providers.endpoint(odd) is None


def test_match_says_whose_it_is():
    found = providers.match("https://www.youtube.com/attribution_link?u=%2Fwatch%3Fv%3DdQw4w9WgXcQ")
    assert (found.provider.key, found.noun.name, dict(found.ids)) == ("youtube", "video", {"video": "dQw4w9WgXcQ"})
    assert providers.match("https://example.org/") is None
    assert providers.match("spotify:track:2vN0b6d2ogn72kL75EmN3v").provider.key == "spotify"


def test_a_host_of_anybodys_keeps_its_www():
    embed = from_url("https://www.tube.example/w/s8F6UuWwR9NhzhJWBYk5zf")
    assert embed.key == "peertube:video:www.tube.example/s8F6UuWwR9NhzhJWBYk5zf"
    assert from_url(embed.url).key == embed.key


def test_a_claimed_host_is_never_taken_by_shape():
    for host in ("www.tiktok.com", "medium.com", "x.com", "vimeo.com", "a.podbean.com"):
        assert from_url(f"https://{host}/@writer/109372843234643423") is None, host


def test_kinds():
    assert isinstance(from_url("https://t.me/durov/68"), SocialPost)
    assert isinstance(from_url("https://www.tiktok.com/@psg/photo/7310563245312034081"), Gallery)
    assert isinstance(from_url("https://open.spotify.com/show/3wBfqov60qDZbEVjPHo0a8"), Audio)


def test_an_address_written_the_long_way():
    for url in (
        "HTTPS://WWW.YouTube.COM/watch?v=dQw4w9WgXcQ",
        "https://www.youtube.com:443/watch?v=dQw4w9WgXcQ",
        "https://www.youtube.com./watch?v=dQw4w9WgXcQ",
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ&q=häfen",
        "http://youtube.com/watch/?v=dQw4w9WgXcQ",
    ):
        assert from_url(url).key == "youtube:video:dQw4w9WgXcQ", url
    assert from_url("https://www.youtube.com:8443/watch?v=dQw4w9WgXcQ") is None


HARBOUR = Provider(
    key="harbour",
    name="Harbour TV",
    url="https://harbour.example/",
    hosts=("harbour.example", "{channel}.harbour.example"),
    nouns=(
        Noun(
            "clip",
            "video",
            (Pattern("/clip/{clip}"),),
            ("https://{channel}.harbour.example/clip/{clip}", "https://harbour.example/clip/{clip}"),
            id=("{channel}/{clip}", "{clip}"),
            frame=Frame("https://play.harbour.example/{clip}", parent="site"),
        ),
    ),
    examples=(),
)


def test_a_row_of_ones_own():
    mine = (HARBOUR, *providers.BUILT_IN)
    embed = from_url("https://pier.harbour.example/clip/77", mine)
    assert (embed.key, embed.player.parent) == ("harbour:clip:pier/77", "site")
    assert from_url("https://www.harbour.example/clip/77", mine).key == "harbour:clip:77"
    assert from_url("https://a.b.harbour.example/clip/77", mine) is None
    assert from_url("https://youtu.be/dQw4w9WgXcQ", mine).key == "youtube:video:dQw4w9WgXcQ"
    assert from_url("https://pier.harbour.example/clip/77") is None


def test_the_first_of_two_rows_wins():
    other = Provider(
        key="mine",
        name="Mine",
        url="https://youtu.be/",
        hosts=("youtu.be",),
        nouns=(Noun("video", "video", (Pattern("/{video}"),), "https://youtu.be/{video}"),),
        examples=(),
    )
    assert from_url("https://youtu.be/dQw4w9WgXcQ", (other, *providers.BUILT_IN)).key == "mine:video:dQw4w9WgXcQ"
    assert from_url("https://youtu.be/dQw4w9WgXcQ", (*providers.BUILT_IN, other)).provider.key == "youtube"


def test_installed_reads_entry_points_only_when_asked(monkeypatch):
    from importlib import metadata

    class Point:
        name = "harbour"
        value = "harbour:ROWS"

        def __init__(self, offered):
            self.offered = offered

        def load(self):
            return self.offered

    monkeypatch.setattr(metadata, "entry_points", lambda *, group: [Point((HARBOUR,)), Point(HARBOUR)])
    assert providers.installed() == (HARBOUR, HARBOUR)
    monkeypatch.setattr(metadata, "entry_points", lambda *, group: [Point("nothing")])
    with pytest.raises(TypeError, match="harbour"):
        providers.installed()


HOSTS = sorted({h.lstrip(".") for p in providers.BUILT_IN for h in p.hosts if "{" not in h})
PIECES = st.sampled_from(
    [
        "watch",
        "v",
        "embed",
        "status",
        "@a",
        "p",
        "%E0%A4%A",
        "é",
        "//",
        "?",
        "&",
        "#",
        "=",
        ":",
        "t",
        "1" * 18,
        "\\",
        "id",
    ]
) | st.text(max_size=8)


@given(host=st.sampled_from(HOSTS), pieces=st.lists(PIECES, max_size=8))
def test_no_url_raises(host, pieces):
    url = f"https://{host}/" + "/".join(pieces)
    embed = from_url(url)
    if embed is not None:
        assert embed.key.count(":") >= 2
        assert from_dict(embed.to_dict()) == embed


@given(st.text())
def test_no_text_raises(text):
    from_url(text)
    from_url("https://" + text)
    providers.match(text)
    providers.unwrap("https://web.archive.org/web/2016/" + text)


def test_a_url_too_long_is_refused():
    assert from_url("https://www.youtube.com/watch?v=dQw4w9WgXcQ&x=" + "a" * 40_000) is None
    assert from_url("https://www.youtube.com/" + "a/" * 20_000) is None
