"""What others read in our feeds: podcastparser, feedparser, podcast-partytime."""

import io
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from podcast_samples import FULL, LATER, SHOW

from mediakit import podcast

HERE = Path(__file__).parent
BODY = podcast.rss(SHOW, now=LATER)
AUDIO = FULL.audio
assert AUDIO is not None


def test_podcastparser_agrees() -> None:
    podcastparser = pytest.importorskip("podcastparser", reason="needs podcastparser: pip install podcastparser")
    feed = podcastparser.parse(SHOW.feed_url, io.BytesIO(BODY))
    assert (feed["title"], feed["link"], feed["language"]) == (SHOW.title, SHOW.link, SHOW.language)
    assert feed["description"] == SHOW.description
    assert feed["itunes_author"] == SHOW.author
    assert feed["itunes_owner"] == {"name": SHOW.owner.name, "email": SHOW.owner.email}  # type: ignore[union-attr]
    assert feed["itunes_categories"] == [["News", "Daily News", "Politics"], ["Society & Culture"]]
    assert (feed["type"], feed["explicit"], feed["cover_url"]) == (SHOW.type, SHOW.explicit, SHOW.image)
    assert feed["new_url"] == SHOW.new_feed_url
    assert feed["generator"] == "mediakit"
    # Of the namespace's own tags it reads none: it knows only the first, long gone URI of the namespace.
    episode = next(each for each in feed["episodes"] if each["guid"] == FULL.guid)
    assert (episode["title"], episode["link"], episode["number"]) == (FULL.title, FULL.link, FULL.episode)
    assert episode["enclosures"] == [{"url": AUDIO.url, "file_size": AUDIO.length, "mime_type": AUDIO.type}]
    assert (episode["total_time"], episode["explicit"], episode["episode_art_url"]) == (4325, True, FULL.image)
    assert episode["published"] == FULL.published.timestamp()  # type: ignore[union-attr]
    assert episode["description"] == FULL.description
    assert episode["description_html"] == FULL.notes
    assert [(c["start"], c["title"], c.get("href")) for c in episode["chapters"]] == [
        (int(chapter.start), chapter.title, chapter.url) for chapter in FULL.chapters
    ]


def test_feedparser_agrees() -> None:
    feedparser = pytest.importorskip("feedparser", reason="needs feedparser: pip install feedparser")
    read = feedparser.parse(BODY)
    assert not read.bozo, read.get("bozo_exception")
    feed = read.feed
    assert (feed.title, feed.link, feed.language, feed.rights) == (SHOW.title, SHOW.link, SHOW.language, SHOW.copyright)
    assert feed.subtitle == SHOW.description
    assert feed.publisher_detail == {"name": SHOW.owner.name, "email": SHOW.owner.email}  # type: ignore[union-attr]
    assert {link["rel"]: link["href"] for link in feed.links} == {
        "alternate": SHOW.link, "self": SHOW.feed_url, "hub": SHOW.hub,
    }  # fmt: skip
    assert feed.image["href"] == SHOW.image
    entry = read.entries[0]
    assert (entry.id, entry.title, entry.link, entry.summary) == (FULL.guid, FULL.title, FULL.link, FULL.description)
    assert entry.content[0].value == FULL.notes
    assert dict(entry.enclosures[0]) == {
        "href": AUDIO.url, "length": str(AUDIO.length), "type": AUDIO.type,
    }  # fmt: skip
    assert entry.published == "Mon, 18 Jan 2016 18:00:00 +0200"
    assert (entry.itunes_duration, entry.itunes_episode, entry.itunes_season) == ("4325", "3", "2")
    assert [tag.term for tag in entry.tags] == list(FULL.keywords)


@pytest.fixture(scope="module")
def partytime() -> dict[str, Any]:
    if shutil.which("node") is None:
        pytest.skip("needs node: apt-get install nodejs npm")
    if not (HERE / "node_modules" / "podcast-partytime").is_dir():
        pytest.skip("needs podcast-partytime: npm install --no-package-lock --prefix tests/podcast")
    done = subprocess.run(["node", "read_back.mjs"], cwd=HERE, input=BODY, capture_output=True, check=True, timeout=60)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_partytime_agrees_on_the_show(partytime: dict[str, Any]) -> None:
    owner, (verify, plain) = SHOW.owner, SHOW.txt
    assert owner is not None
    expected = {
        "title": SHOW.title,
        "description": " ".join(SHOW.description.split()),  # it folds white space
        "link": SHOW.link,
        "language": SHOW.language,
        "copyright": SHOW.copyright,
        "author": SHOW.author,
        "owner": {"name": owner.name, "email": owner.email},
        "explicit": SHOW.explicit,
        "itunesBlock": True,
        "itunesComplete": True,
        "itunesImage": SHOW.image,
        "itunesType": SHOW.type,
        "itunesNewFeedUrl": SHOW.new_feed_url,
        "itunesCategory": ["News > Daily News", "News > Politics", "Society & Culture"],
        "pubsub": {"hub": SHOW.hub, "self": SHOW.feed_url},
        "guid": SHOW.guid,
        "locked": True,
        "medium": SHOW.medium,
        "podcastFunding": [{"message": each.text, "url": each.url} for each in SHOW.funding],
        "license": {"identifier": "cc-by-4.0", "url": "https://spdx.org/licenses/CC-BY-4.0.html"},  # it knows these
        "podcastTxt": [{"value": verify.text, "purpose": verify.purpose}, {"value": plain.text}],
        "podroll": [{"feedGuid": r.feed_guid, "feedUrl": r.feed_url, "title": r.title} for r in SHOW.podroll],
        "chat": {"phase": "7", "protocol": "matrix", "server": "matrix.example"},
    }
    assert {name: partytime.get(name) for name in expected} == expected
    people = [(person["name"], person["role"]) for person in partytime["podcastPeople"]]
    assert people == [("Ada Quist", "Host"), ("Bo Lind", "Editor")]
    assert partytime["trailers"][0]["url"] == SHOW.trailers[0].url


def test_partytime_agrees_on_the_episode(partytime: dict[str, Any]) -> None:
    episode = next(item for item in partytime["items"] if item["guid"] == FULL.guid)
    person, bite = FULL.persons[0], FULL.soundbites[0]
    assert FULL.license is not None
    expected = {
        "title": FULL.title,
        "link": FULL.link,
        "description": FULL.description,
        "enclosure": {"url": AUDIO.url, "length": AUDIO.length, "type": AUDIO.type},
        "duration": 4325,
        "explicit": True,
        "itunesEpisode": 3,
        "itunesSeason": 2,
        "itunesEpisodeType": "bonus",
        "itunesImage": FULL.image,
        "podcastSeason": {"number": 2, "name": FULL.season_name},
        "podcastEpisode": {"number": 3, "display": FULL.episode_display},
        "podcastChapters": {"url": FULL.chapters_url, "type": "application/json+chapters"},
        "podcastTranscripts": [
            {"url": FULL.transcripts[0].url, "type": "text/vtt", "language": "en", "rel": "captions"},
            {"url": FULL.transcripts[1].url, "type": "text/html", "language": SHOW.language},
        ],
        "podcastPeople": [
            {"name": person.name, "role": "Guest", "group": "Cast", "href": person.href, "img": person.img}
        ],
        "podcastSoundbites": [
            {"startTime": 73, "duration": 60.5, "title": bite.title},
            {"startTime": 1.25, "duration": 15, "title": SHOW.title},
        ],
        "license": {"identifier": FULL.license.name, "url": FULL.license.url},
    }
    assert {name: episode.get(name) for name in expected} == expected
    alternate = episode["alternativeEnclosures"][0]
    assert (alternate["type"], alternate["length"], alternate["bitrate"], alternate["title"]) == (
        "audio/opus", 43_200, 32_000, "Low bandwidth",
    )  # fmt: skip
    assert [source["uri"] for source in alternate["source"]] == [s.uri for s in FULL.alternates[0].sources]
