"""A show as a folder: what is measured, what is taken from where, and errors that name file and field."""

import json
from datetime import UTC, datetime
from pathlib import Path

import podcast_sounds as sounds
import pytest
from mutagen import id3

from mediakit import podcast
from mediakit.embed import Chapter
from mediakit.errors import InvalidData, MediaKitError, UnreadableAudio
from mediakit.podcast import Contributor, Enclosure, Funding, Owner, Transcript

NOW = datetime(2020, 1, 1, tzinfo=UTC)

SHOW = """\
title = "Harbour Lights"
description = "Lamps."
link = "https://harbour.example/podcast"
feed_url = "https://harbour.example/feed.xml"
audio_base_url = "https://harbour.example/audio"
chapters_base_url = "https://harbour.example/chapters/"
categories = [["News", "Daily News"], "History", ["Arts"]]
zone = "Europe/Helsinki"
locked = true

[owner]
name = "The Gazette"
email = "podcast@harbour.example"

[[funding]]
url = "https://harbour.example/support"

[[episodes]]
audio = "001 lights.mp3"
title = "Lights out"
published = 2016-01-11T18:00:00
notes = '<p onclick="x()">The <b>lamps</b>.</p><script>alert(1)</script>'
episode_type = "full"
duration = 125

[[episodes.chapters]]
start = "0:00"
title = "The call"

[[episodes.chapters]]
start = 1.5
title = "The room"
url = "https://harbour.example/room"

[[episodes.transcripts]]
url = "https://harbour.example/1.vtt"
type = "text/vtt"

[[episodes.persons]]
name = "Jonas Beck"
role = "guest"
"""

OWN = """\
published = 2030-02-01T18:00:00Z
season = 1
episode = 2
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "show.toml").write_text(SHOW, encoding="utf-8")
    (tmp_path / "001 lights.mp3").write_bytes(sounds.mp3(100))
    (tmp_path / "episodes").mkdir()
    (tmp_path / "episodes" / "002-fog.toml").write_text(OWN, encoding="utf-8")
    fog = tmp_path / "episodes" / "002-fog.mp3"
    fog.write_bytes(sounds.mp3(40))
    tags = id3.ID3()
    tags.add(id3.TIT2(encoding=3, text="Fog"))
    title = id3.TIT2(encoding=3, text="Thick")
    tags.add(id3.CHAP(element_id="a", start_time=0, end_time=500, sub_frames=[title]))
    tags.save(fog, v1=0)
    return tmp_path


def test_the_folder_becomes_a_show(folder: Path) -> None:
    show = podcast.read_folder(folder)
    assert show.categories == (("News", "Daily News"), ("History", None), ("Arts", None))
    assert show.owner == Owner(name="The Gazette", email="podcast@harbour.example")
    assert show.funding == (Funding(url="https://harbour.example/support"),)
    assert show.guid == podcast.feed_guid("https://harbour.example/feed.xml")
    lights, fog = show.episodes
    assert lights.audio == Enclosure(
        url="https://harbour.example/audio/001%20lights.mp3",
        length=(folder / "001 lights.mp3").stat().st_size,
        type="audio/mpeg",
    )
    assert lights.published == datetime(2016, 1, 11, 16, 0, tzinfo=UTC)  # the clock of the show's zone
    assert lights.notes == "<p>The <b>lamps</b>.</p>"
    assert lights.chapters == (
        Chapter(start=0.0, title="The call"),
        Chapter(start=1.5, title="The room", url="https://harbour.example/room"),
    )
    assert lights.persons == (Contributor(name="Jonas Beck", role="guest"),)
    assert lights.transcripts == (Transcript(url="https://harbour.example/1.vtt", type="text/vtt"),)
    assert lights.duration == 125
    # The other is described by a file of its own, and by its tags.
    assert (fog.title, fog.season, fog.episode) == ("Fog", 1, 2)
    assert fog.chapters == (Chapter(start=0.0, title="Thick", end=0.5),)
    assert fog.duration == pytest.approx(40 * 1152 / 44_100)
    assert fog.chapters_url == "https://harbour.example/chapters/002-fog.json"


def test_a_guid_outlives_a_new_recording_but_not_a_new_name(folder: Path) -> None:
    before = [episode.guid for episode in podcast.read_folder(folder).episodes]
    (folder / "episodes" / "002-fog.mp3").unlink()
    (folder / "episodes" / "002-fog.m4a").write_bytes(sounds.mp4(9))
    toml = folder / "episodes" / "002-fog.toml"
    toml.write_text(OWN + 'title = "Fog, again"\n')
    after = podcast.read_folder(folder).episodes
    assert [episode.guid for episode in after] == before
    assert after[1].audio is not None
    assert (after[1].audio.url, after[1].audio.type) == ("https://harbour.example/audio/002-fog.m4a", "audio/x-m4a")
    toml.write_text(OWN + 'title = "Fog"\nguid = "fog-2"\n')
    assert podcast.read_folder(folder).episodes[1].guid == "fog-2"


def test_what_is_built(folder: Path) -> None:
    files = podcast.build(folder, now=NOW)
    assert list(files) == ["audio/001 lights.mp3", "chapters/001 lights.json", "feed.xml"]
    assert files["audio/001 lights.mp3"] == (folder / "001 lights.mp3").read_bytes()
    assert files.source("audio/001 lights.mp3") == folder / "001 lights.mp3"
    assert files.source("feed.xml") is None
    assert json.loads(files["chapters/001 lights.json"]) == {
        "version": "1.2.0",
        "chapters": [
            {"startTime": 0, "title": "The call"},
            {"startTime": 1.5, "title": "The room", "url": "https://harbour.example/room"},
        ],
    }
    feed = podcast.read(files["feed.xml"])
    assert [episode.title for episode in feed.episodes] == ["Lights out"]
    assert feed.episodes[0].chapters_url == "https://harbour.example/chapters/001%20lights.json"
    assert len(podcast.build(folder, now=datetime(2031, 1, 1, tzinfo=UTC))) == 5
    assert dict(podcast.build(folder, now=NOW)) == dict(files)


SLIPS = [
    ("title = ", "titel = ", "show.toml: titel: is no field"),
    ('title = "Harbour Lights"\n', "", "show.toml: title: is missing"),
    ('audio_base_url = "https://harbour.example/audio"\n', "", "show.toml: audio_base_url: is missing"),
    ('audio = "001 lights.mp3"', 'audio = "1.mp3"', "show.toml: episodes[0].audio: there is no file '1.mp3'"),
    ('audio = "001 lights.mp3"', 'audio = "../x.mp3"', "show.toml: episodes[0].audio: '../x.mp3' lies outside"),
    ('audio = "001 lights.mp3"\n', "", "show.toml: episodes[0].audio: is missing"),
    ('audio = "001 lights.mp3"', "audio = 1", "show.toml: episodes[0].audio: text is expected, not a number"),
    ('zone = "Europe/Helsinki"', 'zone = "Europe/Nowhere"', "show.toml: zone: 'Europe/Nowhere' is no IANA"),
    ('zone = "Europe/Helsinki"\n', "", "show.toml: episodes[0].published: a time with a zone is expected"),
    ("2016-01-11T18:00:00", "2016-01-11", "show.toml: episodes[0].published: a time with a zone is expected"),
    ("2016-01-11T18:00:00", '"soon"', "show.toml: episodes[0].published: a time is expected"),
    ('episode_type = "full"', 'episode_type = "long"', "show.toml: episodes[0].episode_type: 'long' is none of: full"),
    ('start = "0:00"', 'start = "begin"', "show.toml: episodes[0].chapters[0].start: 'begin' is no time"),
    ('start = "0:00"\n', "", "show.toml: episodes[0].chapters[0].start: is missing"),
    ('role = "guest"', 'rolle = "guest"', "show.toml: episodes[0].persons[0].rolle: is no field"),
    ("locked = true", 'locked = "yes"', "show.toml: locked: true or false is expected, not text"),
    ("duration = 125", "duration = true", "show.toml: episodes[0].duration: a number is expected, not true or false"),
    ('"History"', "[1]", "show.toml: categories[1]: a category is expected"),
    (
        '"History"',
        '"Histry"',
        'show.toml: categories[1]: "Histry" is none of Apple\'s categories: did you mean "Hist',
    ),
    (
        '"Daily News"',
        '"daily news"',
        'show.toml: categories[0]: "daily news" is none of the subcategories of "News"',
    ),
    (
        '"History"',
        '"Politics"',
        'show.toml: categories[1]: "Politics" is a subcategory of Apple\'s: it stands below',
    ),
    (
        '"Daily News"',
        '"Books"',
        'show.toml: categories[0]: "Books" is no subcategory of "News": it stands below "',
    ),
    ('"History"', '["History", "War"]', 'show.toml: categories[1]: "History" has no subcategories: leave "War" out'),
    ('start = "0:00"', 'start = "9:99:99"', "show.toml: episodes[0].chapters[0].start: '9:99:99' is no time"),
    ('start = "0:00"', 'start = "0:75"', "show.toml: episodes[0].chapters[0].start: '0:75' is no time"),
    ('[["News", "Daily News"], "History", ["Arts"]]', '"News"', "show.toml: categories: a list is expected, not text"),
    ("[owner]", "[[owner]]", "show.toml: owner: a table is expected, not a list"),
    ("[[funding]]", "[funding]", "show.toml: funding: a list is expected, not a table"),
    ("locked = true", "locked = ", "show.toml: is not TOML: "),
]


@pytest.mark.parametrize(("old", "new", "words"), SLIPS, ids=[words for _, _, words in SLIPS])
def test_a_slip_is_named_by_file_and_field(folder: Path, old: str, new: str, words: str) -> None:
    assert old in SHOW
    (folder / "show.toml").write_text(SHOW.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(MediaKitError) as caught:
        podcast.read_folder(folder)
    assert str(caught.value).startswith(words)
    assert "\n" not in str(caught.value)


def test_an_empty_folder_broken_audio_and_other_slips(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.raises(InvalidData, match=r"show\.toml: there is no show\.toml in "):
        podcast.read_folder(tmp_path_factory.mktemp("empty"))
    (folder / "episodes" / "002-fog.toml").write_text('season = "one"')
    with pytest.raises(InvalidData, match=r"episodes/002-fog\.toml: season: a whole number is expected, not text"):
        podcast.read_folder(folder)
    (folder / "episodes" / "002-fog.toml").write_text('audio = "001 lights.mp3"\ntitle = "x"')
    with pytest.raises(InvalidData, match=r"episodes/002-fog\.toml: audio: another episode has the audio file"):
        podcast.read_folder(folder)
    (folder / "001 lights.mp3").write_bytes(b"")
    with pytest.raises(UnreadableAudio, match=r"001 lights\.mp3: an empty file"):
        podcast.read_folder(folder)
    tags = id3.ID3()
    tags.add(id3.TIT2(encoding=3, text="Only a tag"))
    tags.save(folder / "001 lights.mp3", v1=0)
    with pytest.raises(UnreadableAudio, match=r"001 lights\.mp3: there are tags and no audio"):
        podcast.read_folder(folder)


def test_an_episode_as_an_embed(folder: Path) -> None:
    show = podcast.read_folder(folder)
    embed = podcast.episode_embed(show, show.episodes[0])
    assert embed.kind == "audio"
    assert embed.key == "link:url:https://harbour.example/audio/001%20lights.mp3"
    assert embed.series is not None
    assert (embed.series.title, embed.series.feed) == ("Harbour Lights", "https://harbour.example/feed.xml")
    assert [(file.url, file.mime) for file in embed.files] == [
        ("https://harbour.example/audio/001%20lights.mp3", "audio/mpeg")
    ]
    assert [author.name for author in embed.authors] == ["Jonas Beck"]
    assert (embed.description, embed.duration, len(embed.chapters)) == ("The lamps.", 125, 2)
    assert embed.transcript == "https://harbour.example/1.vtt"


def said(folder: Path, now: datetime = NOW) -> list[tuple[str, str]]:
    return [(problem.where, problem.rule) for problem in podcast.build(folder, now=now).problems]


def test_what_directories_demand_is_told_by_file_and_field(folder: Path) -> None:
    own = folder / "episodes" / "002-fog.toml"
    own.write_text("season = 1\n", encoding="utf-8")
    assert said(folder) == [
        ("show.toml: language", "channel-language-missing"),
        ("show.toml: image", "channel-itunes-image-missing"),
        ("show.toml: episodes[0].duration", "duration-implausible"),
        ("episodes/002-fog.toml: published", "item-pubDate-missing"),
        ("show.toml: episodes[0].duration", "duration-stated"),
    ]
    text = SHOW.replace("duration = 125\n", "").replace(
        "locked = true", 'locked = true\nlanguage = "en"\nimage = "https://harbour.example/cover.png"'
    )
    (folder / "show.toml").write_text(text, encoding="utf-8")
    own.write_text(OWN, encoding="utf-8")
    assert said(folder) == []
    problem = next(p for p in podcast.build(folder, now=datetime(2016, 1, 1, tzinfo=UTC)).problems)
    assert (problem.where, problem.level) == ("show.toml: episodes", "warning")
    assert problem.message.startswith("no episode is out yet: the feed stays empty until 2016-01-11T16:00:00+00:00")


def test_a_show_without_episodes_is_built_and_told(folder: Path) -> None:
    (folder / "show.toml").write_text(SHOW.partition("[[episodes]]")[0], encoding="utf-8")
    (folder / "episodes" / "002-fog.toml").unlink()
    assert ("show.toml: episodes", "no-episodes") in said(folder)


@pytest.mark.parametrize(
    ("name", "sound", "words"),
    [
        ("003.m4a", sounds.mp3(9), "003.m4a does not hold what its name says, but audio/mpeg: rename it to 003.mp3"),
        ("003.MP3", sounds.mp4(9), "003.MP3 does not hold what its name says, but audio/mp4: rename it to 003.m4a"),
        ("003.mp3", sounds.wav(1), "003.mp3 does not hold what its name says, but audio/wav: rename it to 003.wav"),
    ],
)
def test_a_file_whose_name_says_another_format_is_refused(folder: Path, name: str, sound: bytes, words: str) -> None:
    (folder / name).write_bytes(sound)
    (folder / "episodes" / "003.toml").write_text(f'audio = "{name}"\ntitle = "x"\n', encoding="utf-8")
    with pytest.raises(InvalidData) as caught:
        podcast.build(folder, now=NOW)
    assert str(caught.value).startswith(f"episodes/003.toml: audio: {words}")


@pytest.mark.parametrize(
    ("name", "sound"), [("003.oga", sounds.opus(2)), ("003.M4B", sounds.mp4(9)), ("003", sounds.mp3(9))]
)
def test_other_names_of_a_format_and_none_are_taken(folder: Path, name: str, sound: bytes) -> None:
    (folder / name).write_bytes(sound)
    (folder / "episodes" / "003.toml").write_text(f'audio = "{name}"\ntitle = "x"\n', encoding="utf-8")
    assert ("episodes/003.toml: audio", "enclosure-ending") in said(folder)


BEHIND = [
    ("start = 1.5", 'start = "0:04"', "chapters[1].start: 0:04 lies behind the end: 001 lights.mp3 lasts 0:03"),
    ('start = "0:00"', "start = 2", "chapters[1].start: 0:02 comes before the chapter above it"),
    ("start = 1.5", "start = 1.5\nend = 1.5", "chapters[1].end: the chapter ends before it starts"),
    (
        "[[episodes.persons]]",
        "[[episodes.soundbites]]\nstart = 1\nduration = 3\n[[episodes.persons]]",
        "soundbites[0]: 0:04 lies behind the end",
    ),
]


@pytest.mark.parametrize(("old", "new", "words"), BEHIND, ids=[words for _, _, words in BEHIND])
def test_places_that_the_audio_does_not_have_are_refused(folder: Path, old: str, new: str, words: str) -> None:
    (folder / "show.toml").write_text(SHOW.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InvalidData) as caught:
        podcast.read_folder(folder)
    assert str(caught.value).startswith(f"show.toml: episodes[0].{words}")


def test_a_chapter_typed_to_the_second_may_end_with_the_audio(folder: Path) -> None:
    (folder / "show.toml").write_text(SHOW.replace("start = 1.5", 'start = "0:03"'), encoding="utf-8")
    assert podcast.read_folder(folder).episodes[0].chapters[1].start == 3  # the audio lasts 2.6 seconds


def test_a_chapter_of_the_tags_behind_the_end_is_told(folder: Path) -> None:
    tags = id3.ID3()
    for number, start in enumerate((0, 9_000)):
        title = id3.TIT2(encoding=3, text=f"Part {number}")
        tags.add(id3.CHAP(element_id=str(number), start_time=start, end_time=start + 1, sub_frames=[title]))
    tags.add(id3.TIT2(encoding=3, text="Fog"))
    tags.save(folder / "episodes" / "002-fog.mp3", v1=0)
    (found,) = (p for p in podcast.build(folder, now=NOW).problems if p.rule == "chapter-beyond-end")
    assert found.where == "episodes/002-fog.toml: chapters"
    assert found.message == "the chapter at 0:09 lies behind the end: 002-fog.mp3 lasts 0:01"


def test_milliseconds_of_a_chapter_are_kept_and_nobody_reads_two_times(folder: Path) -> None:
    sound = folder / "episodes" / "002-fog.mp3"
    sound.write_bytes(sounds.mp3(800))
    tags = id3.ID3()
    tags.add(id3.TIT2(encoding=3, text="Fog"))
    title = id3.TIT2(encoding=3, text="Late")
    tags.add(id3.CHAP(element_id="a", start_time=19_998, end_time=20_500, sub_frames=[title]))
    tags.save(sound, v1=0)
    files = podcast.build(folder, now=datetime(2031, 1, 1, tzinfo=UTC))
    assert podcast.read_folder(folder).episodes[1].chapters == (Chapter(start=19.998, title="Late", end=20.5),)
    assert json.loads(files["chapters/002-fog.json"])["chapters"][0]["startTime"] == 19.998
    assert b'start="00:00:19.998"' in files["feed.xml"]
    assert "chapter 0:20 Late" in podcast.describe(podcast.probe(sound))


def test_what_the_audio_warns_of_is_told(folder: Path) -> None:
    (folder / "001 lights.mp3").write_bytes(sounds.mp3(100, (64, 320)))
    assert ("001 lights.mp3", "no-vbr-header") in said(folder)
