"""The podcast feed: what is written, what is refused, and that it reads back."""

import locale
import xml.etree.ElementTree as ElementTree
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from podcast_samples import FULL, LATER, PLAIN, SHOW, SITE, settled

from mediakit import chars, podcast
from mediakit.embed import Chapter
from mediakit.errors import InvalidFeed
from mediakit.feeds import NAMESPACES
from mediakit.html import Html
from mediakit.podcast import Contributor, Enclosure, Episode, Funding, Owner, Show, Soundbite, Transcript, Txt
from mediakit.podcast.tags import TAGS

SMALL = Show(title="Harbour Lights", description="Lamps.", link=f"{SITE}/", episodes=(PLAIN,))


def tree(show: Show, now: datetime = LATER) -> etree._Element:
    return etree.fromstring(podcast.rss(show, now=now))


def texts(root: etree._Element, path: str) -> list[str | None]:
    return [found.text for found in root.findall(path, NAMESPACES)]


def test_everything_a_show_can_say_reads_back_equal() -> None:
    assert podcast.read(podcast.rss(SHOW, now=LATER)) == SHOW


def test_what_is_not_said_is_not_written() -> None:
    root = tree(SMALL)
    assert [child.tag for child in root[0]] == [
        "title", "link", "description", "generator", "lastBuildDate",
        f"{{{NAMESPACES['itunes']}}}explicit", "item",
    ]  # fmt: skip
    assert [child.tag for child in root.find("channel/item")] == ["title", "guid", "enclosure", "pubDate"]


def test_every_row_of_the_table_is_written_by_the_full_show() -> None:
    written = {etree.QName(element).localname for element in tree(SHOW).iter()}
    assert {tag.name.rpartition(":")[2] for tag in TAGS} <= written


def test_same_show_same_bytes_on_any_day() -> None:
    assert podcast.rss(SHOW, now=LATER) == podcast.rss(SHOW, now=LATER + timedelta(days=1))


def test_a_scheduled_episode_waits() -> None:
    due = FULL.published
    assert due is not None
    assert texts(tree(SHOW, due - timedelta(seconds=1)), "channel/item/guid") == ["lights-1"]
    assert texts(tree(SHOW, due), "channel/item/guid") == [FULL.guid, "lights-1"]


def test_newest_first_and_undated_last() -> None:
    undated = replace(PLAIN, guid="undated", published=None)
    show = replace(SHOW, episodes=(undated, PLAIN, FULL))
    assert texts(tree(show), "channel/item/guid") == [FULL.guid, PLAIN.guid, "undated"]


def test_the_site_link_survives_self_and_hub() -> None:
    root = tree(SHOW)
    assert texts(root, "channel/link") == [SHOW.link]
    assert [dict(link.attrib) for link in root.findall("channel/atom:link", NAMESPACES)] == [
        {"href": SHOW.feed_url, "rel": "self", "type": "application/rss+xml"},
        {"href": SHOW.hub, "rel": "hub"},
    ]


@pytest.mark.parametrize(("explicit", "word"), [(True, "true"), (False, "false")])
def test_explicit_is_true_or_false_as_apple_wants(explicit: bool, word: str) -> None:
    assert texts(tree(replace(SHOW, explicit=explicit)), "channel/itunes:explicit") == [word]


def test_categories_stand_once_with_all_their_subcategories() -> None:
    found = [
        (c.get("text"), [s.get("text") for s in c]) for c in tree(SHOW).findall("channel/itunes:category", NAMESPACES)
    ]
    assert found == [("News", ["Daily News", "Politics"]), ("Society & Culture", [])]


def test_block_and_complete_are_yes_or_nothing() -> None:
    root = tree(replace(SHOW, block=False, complete=False))
    assert texts(root, "channel/itunes:block") == texts(root, "channel/itunes:complete") == []


def test_notes_without_a_description_give_one() -> None:
    show = replace(SMALL, episodes=(replace(PLAIN, notes=Html("<p>Two <b>bold</b> words.</p>")),))
    root = tree(show)
    assert texts(root, "channel/item/description") == ["Two bold words."]
    assert texts(root, "channel/item/content:encoded") == ["<p>Two <b>bold</b> words.</p>"]


def test_a_decimal_episode_number_is_only_for_the_podcast_namespace() -> None:
    root = tree(replace(SMALL, episodes=(replace(PLAIN, episode=3.5),)))
    assert texts(root, "channel/item/podcast:episode") == ["3.5"]
    assert texts(root, "channel/item/itunes:episode") == []


def test_the_guid_is_made_by_the_namespaces_rule() -> None:
    # The two examples of podcast-namespace, docs/tags/guid.md, and that scheme and final slashes do not count.
    assert podcast.feed_guid("mp3s.nashownotes.com/pc20rss.xml") == "917393e3-1b1e-5cef-ace4-edaa54e1f810"
    assert podcast.feed_guid("https://podnews.net/rss/") == podcast.feed_guid("http://podnews.net/rss")


def test_the_process_locale_is_never_touched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> str:
        raise AssertionError("setlocale changes the whole process")

    monkeypatch.setattr(locale, "setlocale", refuse)
    podcast.rss(SHOW, now=LATER)


def test_threads_write_the_same_bytes() -> None:
    alone = podcast.rss(SHOW, now=LATER)
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: podcast.rss(SHOW, now=LATER), range(40))) == {alone}


def test_one_declaration_and_utf_8() -> None:
    body = podcast.rss(replace(SHOW, title="Лампы – 灯"), now=LATER)
    assert body.startswith(b"<?xml version='1.0' encoding='UTF-8'?>\n<rss ")
    assert body.count(b"<?xml") == 1
    assert "Лампы – 灯".encode() in body


EP = 'episode "lights-1": '
NAIVE = datetime(2016, 1, 1)  # noqa: DTZ001 - what is refused
REFUSED = [
    ({"title": ""}, f"{EP}title: is missing"),
    ({"title": "\x00 "}, f"{EP}title: is missing"),
    ({"guid": ""}, 'episode "Lights out": guid: a guid is missing'),
    ({"guid": "a\x00b"}, 'episode "ab": guid: '),
    ({"guid": " a"}, 'episode "a": guid: '),
    ({"audio": None}, f"{EP}audio: there is no audio"),
    ({"audio": Enclosure(url=f"{SITE}/1.mp3", type="audio/mpeg")}, f"{EP}audio.length: is missing"),
    ({"audio": Enclosure(url=f"{SITE}/1.mp3", length=3)}, f"{EP}audio.type: is missing"),
    ({"audio": Enclosure(url=f"{SITE}/1.mp3", length=3, type=" ")}, f"{EP}audio.type: is missing"),
    ({"audio": Enclosure(url="1.mp3", length=3, type="audio/mpeg")}, f"{EP}audio.url: '1.mp3' is no http(s) URL"),
    ({"audio": Enclosure(url=f"{SITE}/1.mp3", length=-1, type="audio/mpeg")}, f"{EP}audio.length: -1"),
    ({"link": "javascript:alert(1)"}, f"{EP}link: 'javascript:alert(1)' is no http(s) URL"),
    ({"link": f"{SITE}/\x00"}, f"{EP}link: "),
    ({"image": "cover.jpg"}, f"{EP}image: 'cover.jpg' is no http(s) URL"),
    ({"published": NAIVE}, f"{EP}published: 2016-01-01T00:00:00 has no zone"),
    ({"season": 0}, f"{EP}season: 0 is not above 0"),
    ({"episode": -3}, f"{EP}episode: -3"),
    ({"episode_type": "special"}, f"{EP}episode_type: 'special' is none of: full, trailer, bonus"),
    ({"duration": float("nan")}, f"{EP}duration: nan"),
    ({"transcripts": (Transcript(url="x", type="text/vtt"),)}, f"{EP}transcripts[0].url: 'x' is no http(s) URL"),
    ({"transcripts": (Transcript(url=f"{SITE}/x", type=""),)}, f"{EP}transcripts[0].type: is missing"),
    ({"soundbites": (Soundbite(start=1, duration=float("inf")),)}, f"{EP}soundbites[0].duration: inf"),
    ({"chapters": (Chapter(start=0, title="a", url="ftp://x"),)}, f"{EP}chapters[0].url: "),
]


@pytest.mark.parametrize(("change", "words"), REFUSED, ids=[words for _, words in REFUSED])
def test_what_no_feed_may_carry_is_refused_by_episode_and_field(change: dict[str, object], words: str) -> None:
    broken = replace(PLAIN, **change)  # type: ignore[arg-type]
    with pytest.raises(InvalidFeed) as caught:
        podcast.rss(replace(SMALL, episodes=(broken,)), now=LATER)
    assert str(caught.value).startswith(words)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title": " "}, "show: title: is missing"),
        ({"link": "harbour.example"}, "show: link: 'harbour.example' is no http(s) URL"),
        ({"feed_url": "feed.xml"}, "show: feed_url: 'feed.xml' is no http(s) URL"),
        ({"hub": "hub"}, "show: hub: 'hub' is no http(s) URL"),
        ({"type": "weekly"}, "show: type: 'weekly' is none of: episodic, serial"),
        ({"funding": (Funding(url="x"),)}, "show: funding[0].url: 'x' is no http(s) URL"),
        ({"guid": "a\nb"}, "show: guid: "),
    ],
)
def test_what_no_channel_may_carry_is_refused_by_field(change: dict[str, object], words: str) -> None:
    with pytest.raises(InvalidFeed) as caught:
        podcast.rss(replace(SMALL, **change), now=LATER)  # type: ignore[arg-type]
    assert str(caught.value).startswith(words)


def test_a_guid_used_twice_is_refused() -> None:
    with pytest.raises(InvalidFeed, match="episode 1 has this guid too"):
        podcast.rss(replace(SMALL, episodes=(PLAIN, replace(PLAIN, title="Again"))), now=LATER)


def test_now_needs_a_zone() -> None:
    with pytest.raises(InvalidFeed, match="now: a datetime with a zone"):
        podcast.rss(SMALL, now=NAIVE)


def test_dropped_characters_are_reported_with_their_place() -> None:
    episode = replace(PLAIN, title="up\x07date", persons=(Contributor(name="A\ud83dda"),))
    found = podcast.problems(replace(SMALL, author="\x1bGazette", episodes=(episode,)))
    assert [(problem.where, problem.message.rpartition(": ")[2]) for problem in found] == [
        ("show: author", "U+001B"),
        ('episode "lights-1": title', "U+0007"),
        ('episode "lights-1": persons[0].name', "U+D83D"),
    ]


# --- any text in any field ---

anything = st.text(max_size=40) | st.text(alphabet="\x00\x0b\x1b\ufffe\uffff\ud800]>&<\"' \t\r\n%a", max_size=20)
moments = st.integers(0, 1_800_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
wordy = anything.map(lambda text: f"x{text}y")


@st.composite
def shows(draw: st.DrawFn) -> Show:
    episodes = [
        Episode(
            guid=f"g{number}",
            title=draw(wordy),
            audio=Enclosure(url=f"{SITE}/{number}.mp3", length=draw(st.integers(0, 2**40)), type=draw(wordy)),
            published=draw(st.none() | moments),
            description=draw(st.none() | anything),
            notes=draw(st.none() | anything.map(Html)),
            author=draw(st.none() | anything),
            duration=draw(st.none() | st.floats(0, 1e6)),
            short_title=draw(anything),
            season_name=draw(anything),
            season=draw(st.none() | st.integers(1, 99)),
            episode_display=draw(anything),
            persons=tuple(draw(st.lists(st.builds(Contributor, name=anything, role=anything), max_size=2))),
            txt=tuple(draw(st.lists(st.builds(Txt, text=anything, purpose=anything), max_size=2))),
            chapters=tuple(draw(st.lists(st.builds(Chapter, start=st.floats(0, 1e5), title=anything), max_size=3))),
            keywords=tuple(draw(st.lists(anything, max_size=2))),
        )
        for number in range(draw(st.integers(0, 3)))
    ]
    return Show(
        title=draw(wordy),
        description=draw(anything),
        link=f"{SITE}/",
        language=draw(anything),
        author=draw(anything),
        copyright=draw(anything),
        owner=Owner(name=draw(anything), email=draw(anything)),
        medium=draw(anything),
        categories=tuple(draw(st.lists(st.tuples(anything, st.none() | anything), max_size=3))),
        episodes=tuple(episodes),
    )


@given(shows())
def test_any_text_in_any_field_gives_a_feed_that_reads_back_stable(show: Show) -> None:
    body = podcast.rss(show, now=LATER)
    again = podcast.read(body)
    assert len(again.episodes) == len(show.episodes)
    assert podcast.rss(again, now=LATER) == body
    assert again == settled(again)
    titles = {episode.guid: episode.title for episode in again.episodes}
    assert titles == {episode.guid: chars.one_line(episode.title) for episode in show.episodes}
    root = ElementTree.fromstring(body)  # expat, a second opinion
    assert [item.findtext("title") for item in root.iter("item")] == [episode.title for episode in again.episodes]
