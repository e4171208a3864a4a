"""The checks: for each rule a feed that breaks it and nothing else, and a near twin that breaks nothing."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from podcast_samples import PLAIN, SHOW, SITE

from mediakit import podcast
from mediakit.podcast import Enclosure, Show
from mediakit.podcast.checks import RULES, check
from mediakit.podcast.checks.channel import ending

CASES = Path(__file__).parent / "checks"
GOOD = CASES / "yes-only" / "good.xml"
REAL = Path(__file__).parents[3] / "shared" / "corpus" / "feed-cases" / "real-podcasts" / "files"


def test_every_rule_has_its_two_feeds_and_no_id_stands_twice() -> None:
    ids = [rule.id for rule in RULES]
    assert sorted(ids) == sorted({folder.name for folder in CASES.iterdir()})
    assert all(rule.levels and rule.source for rule in RULES)


@pytest.mark.parametrize("rule", [rule.id for rule in RULES])
def test_a_rule_is_broken_alone_and_its_near_twin_breaks_nothing(rule: str) -> None:
    assert [found.rule for found in check((CASES / rule / "bad.xml").read_bytes())] == [rule]
    assert check((CASES / rule / "good.xml").read_bytes()) == ()


def test_line_and_column_are_those_of_the_element() -> None:
    body = (CASES / "guid-repeated" / "bad.xml").read_bytes()
    (found,) = check(body)
    line, column = map(int, re.findall(r"\d+", found.where))
    assert body.decode().splitlines()[line - 1][column - 1 :].startswith('<guid isPermaLink="false">lights-1<')
    assert body.decode().splitlines()[:line].count('      <guid isPermaLink="false">lights-1</guid>') == 2


@pytest.mark.parametrize(
    ("body", "where", "words"),
    [
        (b"", "line 1, column 1", "the feed is empty"),
        (b"\n<?xml version='1.0'?><rss/>", "line 2, column 1", "stands before the XML declaration"),
        (b"<rss>\n<a>&nbsp;</a></rss>", "line 2, column 4", "&nbsp;"),
        (b"<!DOCTYPE rss SYSTEM 'x.dtd'><rss>&nbsp;</rss>", "line 1, column 35", "&nbsp; is no entity"),
        (b"<rss>\n <i:a/></rss>", "line 2, column 2", "a prefix that no xmlns declares"),
        (b"<rss><a>\x07</a></rss>", "line 1, column 9", "a control character"),
        (b"<rss><a>\xff</a></rss>", "line 1, column 9", "no UTF-8"),
        (b"<rss>", "line 1, column 6", "no element found"),
        (b"<?xml version='1.0' encoding='klingon'?><rss/>", "line 1, column 1", "encoding"),
        (b"<a>" * 300, "line 1, column 769", "too deep"),
    ],
)
def test_what_cannot_be_read_is_one_problem_with_its_place(body: bytes, where: str, words: str) -> None:
    (found,) = check(body)
    assert (found.rule, found.level, found.where) == ("xml-not-well-formed", "error", where)
    assert words in found.message


def test_entities_never_expand() -> None:
    bomb = b"<!DOCTYPE r [<!ENTITY a 'aaaa'>" + b"".join(
        b"<!ENTITY a%d '%s'>" % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12)
    )
    assert [found.rule for found in check(bomb + b"]><rss>&a11;</rss>")] == ["xml-entities"]


def test_a_profile_asks_for_what_its_directory_demands() -> None:
    body = (CASES / "itunes-owner-itunes-email-missing" / "bad.xml").read_bytes()
    levels = {
        profile: [found.level for found in check(body, profile)]
        for profile in ("psp1", "apple", "spotify", "youtube", "podcasting20", "all")
    }
    assert levels == {
        "psp1": [], "apple": [], "spotify": ["info"], "youtube": ["error"], "podcasting20": [], "all": ["error"],
    }  # fmt: skip


def test_what_is_only_recommended_is_said_once_for_all_episodes() -> None:
    body = re.sub(rb" *<podcast:transcript.*\n", b"", GOOD.read_bytes())
    (found,) = check(body)
    assert (found.level, found.message.partition(" (")[2]) == ("info", "1 more of this kind)")


def test_a_show_is_told_its_episodes_and_fields() -> None:
    other = replace(PLAIN, guid="lights-2", audio=Enclosure(url=f"{SITE}/1.opus", length=9, type="audio/ogg"))
    show = Show(
        title="Harbour Lights", description="Lamps.\x07", link=f"{SITE}/", categories=(("Histry", None),),
        type="serial", episodes=(PLAIN, other),
    )  # fmt: skip
    found = {(each.where, each.rule): each.level for each in check(show)}
    assert found["show: description", "character"] == "warning"
    assert found["show: image", "channel-itunes-image-missing"] == "error"
    assert found["show: categories", "category-unknown"] == "error"
    assert found["show: owner", "channel-itunes-owner-missing"] == "error"
    assert found["show: feed_url", "channel-atom-link-missing"] == "error"
    assert found['episode "lights-2": audio', "enclosure-ending"] == "warning"
    assert found['episode "lights-1"', "serial-without-number"] == "error"


def test_a_show_that_cannot_be_written_is_a_problem_too() -> None:
    (found,) = check(replace(SHOW, episodes=(replace(PLAIN, audio=None),)))
    assert (found.rule, found.level, found.where) == ("cannot-be-written", "error", 'episode "lights-1": audio')


def test_a_full_show_of_ours_has_nothing_that_is_wrong() -> None:
    serious = [found for found in check(SHOW) if found.level != "info"]
    assert [found.rule for found in serious] == ["duration-implausible", "serial-without-number"]


def test_the_ending_of_an_address() -> None:
    assert [ending(f"{SITE}{path}") for path in ("/a.MP3", "/a.mp3?x=.ogg", "/a.b/c", "", "/a%20b.m4a#t")] == [
        "mp3", "mp3", "", "", "m4a",
    ]  # fmt: skip


PIECES = re.findall(rb"<[^>]*>|[^<]+", GOOD.read_bytes())


@given(st.lists(st.sampled_from(PIECES) | st.binary(max_size=6), max_size=40), st.integers(0, len(PIECES)))
def test_any_bytes_are_checked_and_nothing_is_raised(extra: list[bytes], at: int) -> None:
    for body in (b"".join(extra), b"".join((*PIECES[:at], *extra, *PIECES[at:]))):
        for found in check(body):
            assert found.message
            assert re.fullmatch(r"line \d+, column \d+", found.where)


@pytest.mark.skipif(not REAL.is_dir(), reason="the corpus of real feeds is not part of the project")
def test_every_real_feed_is_read_or_refused_in_words() -> None:
    import gzip

    for file in sorted(REAL.iterdir()):
        body = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
        assert all(found.message for found in podcast.check(body)), file.name


@pytest.mark.parametrize(
    "text", ["&lt;a x=", "<a ", "<!--", "&amp;", "s1 - ", "1:", "- ", "a-a1234567-", "![CDATA["], ids=repr
)
def test_long_texts_of_one_piece_take_no_time_to_speak_of(text: str) -> None:
    # Half a million characters each: a rule that went through them twice for each of them would never end.
    long = text.replace("&", "&amp;").replace("<", "&lt;") * (500_000 // len(text))
    body = GOOD.read_text(encoding="utf-8")
    for old in ("Who kept the lamp.", "The keeper", "en-GB", "Mon, 18 Jan 2016 18:00:00 +0200", "<itunes:duration>125"):
        assert check(body.replace(old, old[: old.find(">") + 1] + long, 1).encode())
