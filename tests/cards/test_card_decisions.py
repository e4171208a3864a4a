"""What a card decides: the words of each kind, what is shown and what is only told, who may be framed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from card_cases import THEME, case

from mediakit import cards
from mediakit.cards import Theme, card
from mediakit.embed import (
    Audio,
    Chapter,
    Embed,
    FrozenMap,
    Image,
    Link,
    MediaFile,
    Photo,
    Placed,
    Player,
    ProviderRef,
    Rich,
    SocialPost,
    Source,
    Status,
    Video,
)
from mediakit.html import Html, tag
from mediakit.recognition import recognize

YOUTUBE = ProviderRef(key="youtube", name="YouTube")
PLAYER = Player(url="https://www.youtube-nocookie.com/embed/ID", width=16, height=9)
VIDEO = Video(key="youtube:video:ID", url="https://www.youtube.com/watch?v=ID", provider=YOUTUBE, player=PLAYER)


@pytest.mark.parametrize(
    ("name", "label", "opening"),
    [
        ("video", "Video", "Watch on YouTube"),
        ("video-live", "Live broadcast", "Watch on YouTube"),
        ("photo-facebook", "Photo", "View on Facebook"),
        ("gallery", "Photos", "View on Flickr"),
        ("audio", "Podcast episode", "Listen here or open in a new tab"),
        ("audio-player", "Audio", "Listen here or open in a new tab"),
        ("post", "Post", "View on X"),
        ("rich-document", "Document", "Open on DocumentCloud"),
        ("rich-chart", "Chart", "Open on Datawrapper"),
        ("link", "Link", "View full page"),
    ],
)
def test_words(name: str, label: str, opening: str) -> None:
    decided = card(case(name), THEME)
    assert decided.label == label
    assert decided.open is not None
    assert decided.open.lead + decided.open.words + decided.open.note == opening


def test_audio_without_a_player_is_listened_to_elsewhere() -> None:
    decided = card(case("audio-player"), replace(THEME, mode="static"))
    assert decided.frame is None
    assert decided.open is not None
    assert decided.open.words == "Listen on SoundCloud"


@pytest.mark.parametrize(
    ("status", "notice"),
    [
        (Status(state="gone", checked=date(2026, 3, 3)), "No longer on YouTube when last checked on 3 March 2026."),
        (Status(state="gone", since=date(2017, 1, 17)), "No longer on YouTube since 17 January 2017."),
        (Status(state="gone"), "No longer on YouTube."),
        (Status(state="private", since=date(2026, 3, 3)), "No longer public on YouTube since 3 March 2026."),
        (Status(state="private"), "No longer public on YouTube."),
        (Status(state="ok"), None),
        (Status(state="unreachable", checked=date(2026, 3, 3)), None),
        (Status(state="blocked"), None),
    ],
)  # fmt: skip
def test_only_what_is_lost_is_said(status: Status, notice: str | None) -> None:
    decided = card(replace(VIDEO, status=status))
    assert decided.gone == notice
    assert (decided.frame is None) == (notice is not None)
    for form in (cards.html, cards.text, cards.feed):
        assert (notice or "No longer") in form(replace(VIDEO, status=status)) or notice is None


def test_what_forbids_embedding_is_not_framed() -> None:
    decided = card(replace(VIDEO, status=Status(state="embed_off")))
    assert decided.frame is None
    assert decided.gone is None


def test_the_saved_text_is_dated() -> None:
    kept = FrozenMap({"text": Source(kind="oembed", at=datetime(2026, 3, 3, 12, tzinfo=UTC))})
    post = SocialPost(key="x:status:1", url="https://x.com/a/status/1", text="Hello", provenance=kept)
    assert card(post).saved == "Text saved on 3 March 2026"


def test_the_editors_words_win() -> None:
    image = Image(
        url="https://e.example/a.jpg", role="photo", alt="found", caption="found", credit="found", local="a.jpg"
    )
    photo = Photo(key="k", url="https://e.example/a", title="found", images=(image,))
    decided = card(Placed(embed=photo, caption="ours", credit="Ann/Desk", alt="seen", title="named"), THEME)
    assert (decided.caption, decided.credit, decided.title) == ("ours", "Ann/Desk", "named")
    assert decided.poster is not None
    assert decided.poster.alt == "seen"
    found = card(photo, THEME)
    assert (found.caption, found.credit, found.title) == ("found", "found", "found")


def test_a_caption_of_html_stands_as_it_is_and_is_plain_in_text() -> None:
    placed = Placed(embed=VIDEO, caption=Html("The <em>tow</em> &amp; the tug<br>at noon"))
    assert "<em>tow</em>" in cards.html(placed)
    assert "    The tow & the tug\n    at noon" in cards.text(placed)
    assert "<em>tow</em>" in cards.feed(placed)


# What a page may ask for.


def test_no_picture_without_a_kept_copy() -> None:
    image = Image(url="https://img.example/a.jpg", role="poster", alt="A tug")
    link = Link(key="k", url="https://e.example/", title="T", images=(image,))
    assert "img.example" not in cards.html(link, THEME)
    assert "In the picture: A tug" in cards.html(link, THEME)
    allowed = replace(THEME, image_hosts=("img.example",))
    assert 'src="https://img.example/a.jpg"' in cards.html(link, allowed)
    assert "img-src https://img.example" in cards.assets([link], allowed).csp()


def test_a_kept_copy_is_preferred_to_a_better_role() -> None:
    bad = Image(url="https://img.example/a.jpg", role="poster")
    kept = Image(url="https://img.example/b.jpg", role="thumbnail", local="b.jpg")
    decided = card(replace(VIDEO, images=(bad, kept)), THEME)
    assert decided.poster is not None
    assert decided.poster.src == "media/b.jpg"


def test_a_photo_never_goes_without_an_alternative_text() -> None:
    image = Image(url="https://e.example/a.jpg", role="photo", local="a.jpg")
    assert 'alt="Photo without a description"' in cards.html(
        Photo(key="k", url="https://e.example/a", images=(image,)), THEME
    )


# Who may be framed, and how.


def test_a_facade_starts_at_once_and_sends_its_referrer() -> None:
    frame = card(VIDEO).frame
    assert frame is not None
    assert (frame.url, frame.start_url) == (PLAYER.url, f"{PLAYER.url}?autoplay=1")
    page = cards.html(VIDEO)
    assert 'referrerpolicy="strict-origin-when-cross-origin"' in page
    assert 'loading="lazy"' in page
    assert 'title="Video: Video on YouTube (YouTube)"' in page
    assert "Playing loads content from YouTube." in page
    assert " src=" not in page
    assert "autoplay https://www.youtube-nocookie.com; " in page


def test_the_place_pointed_at() -> None:
    frame = card(replace(VIDEO, start=42.0)).frame
    assert frame is not None
    assert frame.url == f"{PLAYER.url}?start=42"
    given = card(replace(VIDEO, start=42.0, player=replace(PLAYER, url=f"{PLAYER.url}?start=7"))).frame
    assert given is not None
    assert given.url.endswith("?start=7")


def test_player_mode_loads_known_players_only() -> None:
    theme = Theme(mode="player")
    assert f'src="{PLAYER.url}"' in cards.html(VIDEO, theme)
    stranger = replace(VIDEO, key="link:url:https://e.example/v", provider=None, url="https://e.example/v")
    page = cards.html(stranger, theme)
    assert "srcdoc=" in page
    assert 'sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox allow-presentation"' in page


def test_sandbox() -> None:
    assert card(VIDEO).frame.sandbox is None  # type: ignore[union-attr]
    strict = card(VIDEO, Theme(sandbox="everyone")).frame
    assert strict is not None
    assert strict.sandbox is not None
    assert "allow-same-origin" in strict.sandbox
    poll = Rich(key="link:url:https://e.example/p", url="https://e.example/p", form="poll", player=PLAYER)
    framed = card(poll).frame
    assert framed is not None
    assert framed.sandbox is not None
    assert "allow-forms" in framed.sandbox
    assert "allow-same-origin" not in framed.sandbox


@pytest.mark.parametrize(
    "address",
    [
        "http://player.example.com/1",
        "javascript:alert(1)",
        "//player.example.com/1",
        "https://user@player.example.com/1",
        "https://paper.example/upload/1.html",
        "https://player.example.com;script-src/1",
    ],
)
def test_never_framed(address: str) -> None:
    decided = card(replace(VIDEO, player=Player(url=address)), THEME)
    assert decided.frame is None
    assert "<iframe" not in cards.html(replace(VIDEO, player=Player(url=address)), THEME)


def test_a_player_that_must_be_told_where_it_stands() -> None:
    twitch = replace(VIDEO, player=Player(url="https://player.twitch.tv/?video=1", width=16, height=9, parent="parent"))
    assert card(twitch).frame is None
    frame = card(twitch, THEME).frame
    assert frame is not None
    assert frame.url == "https://player.twitch.tv/?video=1&parent=paper.example"


@pytest.mark.parametrize(("width", "height"), [(0, 0), (-5, 9), (10**9, 1), (1, 10**9), (None, None)])
def test_a_shape_that_no_screen_has(width: int | None, height: int | None) -> None:
    page = cards.html(replace(VIDEO, player=replace(PLAYER, width=width, height=height)))
    assert 'viewBox="0 0 16 9"' in page


def test_a_post_with_its_words_needs_no_player() -> None:
    player = Player(url="https://platform.twitter.com/embed/Tweet.html?id=1", sizing="auto")
    post = SocialPost(
        key="x:status:1", url="https://x.com/a/status/1", provider=ProviderRef(key="x", name="X"), player=player
    )
    assert card(post).frame is not None
    assert card(replace(post, text="Hello")).frame is None
    assert card(replace(post, text="Hello"), Theme(mode="player")).frame is not None


def test_a_file_plays_by_itself() -> None:
    audio = Audio(
        key="k",
        url="https://pod.example/1",
        title="T",
        files=(MediaFile(url="https://cdn.example/1.mp3", mime="audio/mpeg", size=5_000_000),),
        chapters=(Chapter(start=75.0, title="C"), Chapter(start=float("nan"), title="D")),
    )
    page = cards.html(audio)
    assert '<audio src="https://cdn.example/1.mp3" controls preload="none" aria-label="T"></audio>' in page
    assert 'href="https://cdn.example/1.mp3#t=75"' in page
    assert "Playing loads content from cdn.example." in page
    assert 'target="_blank"' in page
    assert "(MP3, 5.0 MB)" in page
    assert cards.assets([audio]).media == ("https://cdn.example",)
    own = cards.html(audio, Theme(base_url="https://cdn.example/live/"))
    assert "loads content" not in own


def test_the_policy_names_what_is_needed_and_nothing_else() -> None:
    found = cards.assets([case("video"), case("audio"), case("link"), case("video-gone")], THEME)
    assert found.csp() == (
        "default-src 'none'; frame-src https://www.youtube-nocookie.com; img-src 'self'; "
        "media-src https://media.example.org; style-src 'self'; base-uri 'none'; form-action 'none'"
    )
    assert cards.assets([case("video")], replace(THEME, mode="static")).frames == ()


def test_a_renderer_of_the_sites_own() -> None:
    theme = replace(THEME, overrides=FrozenMap({"link": lambda given, theme: tag("b", {}, given.title)}))
    assert cards.html(case("link-plain"), theme) == "<b>The previous page of this column</b>"
    assert "mk-video" in cards.html(case("video"), theme)


def test_the_same_embed_twice_has_no_id_to_clash() -> None:
    assert ' id="' not in "".join(
        cards.html(case(name), THEME) for name in ("video", "audio", "post-quoting", "gallery")
    )


def test_quotes_end() -> None:
    post: Embed = SocialPost(key="x:status:0", url="https://x.com/a/status/0", text="words 0")
    for number in range(1, 8):
        post = SocialPost(
            key=f"x:status:{number}", url=f"https://x.com/a/status/{number}", text=f"words {number}", quoted=post
        )
    text = cards.text(post)
    assert "words 7" in text and "words 6" in text and "words 5" in text
    assert "words 4" not in text


def test_links_in_a_post() -> None:
    post = SocialPost(key="k", url="https://e.example/", text="See (https://e.example/a_(b)) and https://e.example/c.")
    page = cards.html(post)
    assert 'href="https://e.example/a_(b)"' in page
    assert 'href="https://e.example/c"' in page


# JSON-LD.


def test_jsonld_of_each_kind() -> None:
    kinds = {
        "video": "VideoObject",
        "photo": "ImageObject",
        "gallery": "ImageGallery",
        "audio": "PodcastEpisode",
        "audio-player": "AudioObject",
        "post": "SocialMediaPosting",
        "rich-document": "DigitalDocument",
        "rich-map": "Map",
        "rich-chart": "CreativeWork",
        "link": "Article",
        "link-plain": "WebPage",
    }
    assert {name: cards.jsonld(case(name), THEME)["@type"] for name in kinds} == kinds


def test_jsonld_states_what_is_known_only() -> None:
    known = cards.jsonld(case("video"), THEME)
    assert known["uploadDate"] == "2026-03-12T06:41:00+00:00"
    assert known["thumbnailUrl"] == "https://paper.example/live/media/ferry.jpg"
    assert known["duration"] == "PT3M5S"
    assert not {"uploadDate", "thumbnailUrl", "duration"} & set(cards.jsonld(case("video-bare"), THEME))
    assert cards.jsonld(case("video-gone"), THEME)["expires"] == "2017-01-17"
    assert cards.jsonld(case("video-gone"), THEME)["archivedAt"]


def test_a_feed_has_no_relative_address() -> None:
    assert 'src="https://paper.example/live/media/ferry.jpg"' in cards.feed(case("video"), THEME)
    assert "<img" not in cards.feed(case("video"), replace(THEME, base_url=None))


def test_a_picture_of_the_sites_own_is_nowhere_else_to_be_viewed() -> None:
    address = "https://tidewire.example/live/quay.jpg"
    image = Image(url=address, role="photo", local="media/quay.jpg")
    own = Photo(key=f"link:url:{address}", url=address, images=(image,))
    at_home = Theme(base_url="https://tidewire.example/live", media_url=lambda name: name)
    elsewhere = Theme(base_url="https://other.example/", media_url=lambda name: name)
    assert card(own, at_home).open is None
    assert card(own, elsewhere).open is not None
    assert card(own, Theme(base_url="https://tidewire.example/live")).open is not None, "it is not shown here"


@pytest.mark.parametrize("wrong", [None, "https://youtu.be/dQw4w9WgXcQ", {"kind": "video"}])
def test_what_is_no_embed_is_named(wrong: object) -> None:
    with pytest.raises(TypeError, match=f"an Embed or a Placed, not {type(wrong).__name__}"):
        cards.html(wrong)  # type: ignore[arg-type]


def test_a_file_plays_the_stretch_that_was_pointed_at():
    pointed = recognize("https://cdn.example.org/clip.mp4#t=30,90.5")
    assert 'src="https://cdn.example.org/clip.mp4#t=30,90.5"' in cards.html(pointed)
    assert "0:30 to 1:30" in cards.text(pointed)
    assert 'src="https://cdn.example.org/clip.mp4"' in cards.html(recognize("https://cdn.example.org/clip.mp4"))
