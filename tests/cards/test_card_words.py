"""The words: every language says all of them, with the same places; dates, zones, sizes and names as it writes them."""

from __future__ import annotations

import re
import tomllib
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from string import Formatter

import pytest

from mediakit import cards
from mediakit.cards import language
from mediakit.cards.language import words
from mediakit.embed import SocialPost, Status, Video
from mediakit.errors import InvalidData

FOLDER = Path(cards.__file__).with_name("words")
FILES = sorted(FOLDER.glob("*.toml"))
ENGLISH = tomllib.loads((FOLDER / "en.toml").read_text("utf-8"))


def places(form: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(form) if name}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_language(path: Path) -> None:
    said = tomllib.loads(path.read_text("utf-8"))
    assert list(said) == list(ENGLISH)
    for name, form in said.items():
        if name == "months":
            assert len(set(form)) == 12
        else:
            assert name == "comma" or form.strip() == form != ""
            assert places(form) == places(ENGLISH[name]), name
    assert said["dir"] == language.direction(path.stem)
    assert said["listen_here"].count("[") == said["listen_here"].count("]") == 1


def test_the_six_languages_are_there() -> None:
    assert {"ar", "de", "en", "fr", "he", "uk"} <= {path.stem for path in FILES}


def test_every_word_is_said_somewhere() -> None:
    code = "\n".join(path.read_text("utf-8") for path in Path(cards.__file__).parent.glob("*.py"))
    silent = [name for name in ENGLISH if name != "name" and not re.search(rf"\bwords\.{name}\b", code)]
    assert silent == []


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", "12 March 2026, 20:23 UTC"),
        ("de", "12. März 2026, 20:23 UTC"),
        ("fr", "12 mars 2026, 20:23 UTC"),
        ("uk", "12 березня 2026 р., 20:23 UTC"),
        ("ar", "12 مارس 2026، 20:23 UTC"),
        ("he", "12 במרץ 2026, 20:23 UTC"),
    ],
)
def test_time(lang: str, expected: str) -> None:
    assert language.day_and_time(datetime(2026, 3, 12, 20, 23, tzinfo=UTC), words(lang)) == expected


def test_first_day() -> None:
    assert language.day(date(2026, 5, 1), words("fr")) == "1er mai 2026"


@pytest.mark.parametrize(
    ("offset", "expected"),
    [(0, "UTC"), (60, "UTC+1"), (-210, "UTC-3:30"), (345, "UTC+5:45")],
)
def test_zone(offset: int, expected: str) -> None:
    moment = datetime(2026, 3, 12, tzinfo=timezone(timedelta(minutes=offset)))
    assert language.zone_name(moment) == expected


def test_named_zones() -> None:
    from zoneinfo import ZoneInfo

    moment = datetime(2026, 7, 12, 12, tzinfo=UTC)
    assert language.day_and_time(moment.astimezone(ZoneInfo("Europe/London")), words("en")) == "12 July 2026, 13:00 BST"
    post = SocialPost(key="x:status:1", url="https://x.com/a/status/1", text="a", published=moment)
    assert cards.card(post, cards.Theme(zone=ZoneInfo("Europe/Berlin"))).when == "12 July 2026, 14:00 CEST"


def test_unknown_languages_are_said_in_english() -> None:
    assert words("tlh").video == words("../en").video == words("").video == "Video"
    assert words("de-AT").tag == "de"


def test_names() -> None:
    assert language.names(["Ann"], words("de")) == "Ann"
    assert language.names(["Ann", "Bo", "Cy", "Ann", " "], words("de")) == "Ann, Bo und Cy"
    assert language.names([], words("de")) is None


def test_a_name_in_another_script_is_isolated() -> None:
    embed = Video(key="youtube:video:1", url="https://youtu.be/1", status=Status(state="gone"))
    assert cards.card(embed, cards.Theme(lang="he")).gone == "כבר לא זמין ב־\u2068youtu.be\u2069."
    assert cards.card(embed).gone == "No longer on youtu.be."


def test_words_of_a_sites_own(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('view_page = "Read on"\nname = "Own"\n', "utf-8")
    own = cards.read_words(path, "en")
    assert (own.view_page, own.video, own.name) == ("Read on", "Video", "Own")
    for text, said in (
        ("view = 'x'", "view"),
        ("months = ['x']", "months"),
        ("dir = 'up'", "dir"),
        ("name = 5", "name"),
        ("=", "TOML"),
    ):
        path.write_text(text, "utf-8")
        with pytest.raises(InvalidData, match=said):
            cards.read_words(path, "en")
