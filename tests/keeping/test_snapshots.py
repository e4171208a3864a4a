"""Snapshots: what is in them, that any change of them shows, and that nothing said before is overwritten."""

import hashlib
import json
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import any_embed

from mediakit.embed import Embed, FrozenMap, Link, Person, Snapshot, SocialPost, Source
from mediakit.keeping import changes, digest, is_intact, snapshot, with_snapshot
from mediakit.keeping.snapshots import MOST
from mediakit.kept import from_dict
from mediakit.merging import merge

NOW = datetime(2026, 5, 16, 12, tzinfo=UTC)
ADA = Person(name="Ada Lund", handle="ada")
POST = SocialPost(
    key="x:post:1",
    url="https://x.example/ada/1",
    text="4 aboard — all safe",
    lang="en",
    authors=(ADA,),
    published=datetime(2026, 5, 16, 9, tzinfo=UTC),
    description="“4 aboard — all safe” 12 likes",
)


def taken(embed: Embed, at: datetime = NOW) -> Snapshot:
    found = snapshot(embed, now=at)
    assert found is not None
    return found


def test_words_author_and_time_with_a_hash_that_others_can_check() -> None:
    found = taken(POST)
    assert (found.text, found.authors, found.published, found.taken) == (POST.text, (ADA,), POST.published, NOW)
    assert found.description is None  # a post's own words are in `text`; pages add counters around them
    canonical = (
        '{"authors":[{"handle":"ada","name":"Ada Lund"}],"lang":"en","published":"2026-05-16T09:00:00+00:00",'
        '"taken":"2026-05-16T12:00:00+00:00","text":"4 aboard — all safe","url":"https://x.example/ada/1"}'
    )
    assert found.sha256 == hashlib.sha256(canonical.encode()).hexdigest()


def test_dated_and_placed_by_whoever_saw_it() -> None:
    source = Source(kind="oembed", url="https://publish.x.example/oembed?id=1", at=NOW - timedelta(hours=2))
    found = taken(replace(POST, provenance=FrozenMap({"text": source})))
    assert (found.taken, found.url) == (source.at, source.url)
    later = replace(source, at=NOW + timedelta(days=1), url="javascript:alert(1)")
    found = taken(replace(POST, provenance=FrozenMap({"text": later})))
    assert (found.taken, found.url) == (NOW, POST.url)


def test_what_says_nothing_has_none() -> None:
    bare = Link(key="link:url:https://a.example/", url="https://a.example/", authors=(ADA,), text="")
    assert snapshot(bare, now=NOW) is None
    assert with_snapshot(bare, now=NOW) is bare


@pytest.mark.parametrize("field", [field.name for field in fields(Snapshot)])
def test_any_change_shows(field: str) -> None:
    whole = replace(taken(POST), title="A", description="B", modified=NOW)
    whole = replace(whole, sha256=digest(whole))
    other: object = {
        "taken": NOW + timedelta(seconds=1),
        "authors": (),
        "published": None,
        "modified": None,
        "url": "https://x.example/eve/1",
    }.get(field, "other")
    assert is_intact(whole)
    assert not is_intact(replace(whole, **{field: other}))  # type: ignore[arg-type]


def test_the_same_words_are_taken_once() -> None:
    once = with_snapshot(POST, now=NOW)
    assert len(once.snapshots) == 1
    assert with_snapshot(once, now=NOW + timedelta(days=1)) is once
    touched = replace(once, modified=NOW, lang="de")
    assert with_snapshot(touched, now=NOW + timedelta(days=1)) is touched


def test_an_edited_post_keeps_both_and_says_so() -> None:
    once = with_snapshot(POST, now=NOW)
    edited = replace(once, text="5 aboard", authors=(ADA, Person(name="Ben")))
    twice = with_snapshot(edited, now=NOW + timedelta(days=1))
    assert [each.text for each in twice.snapshots] == ["4 aboard — all safe", "5 aboard"]
    assert all(map(is_intact, twice.snapshots))
    assert [warning.detail for warning in twice.warnings if warning.code == "changed"] == [
        "text was '4 aboard — all safe', is '5 aboard'",
        "authors was 'Ada Lund', is 'Ada Lund, Ben'",
    ]
    assert [change.name for change in changes(*twice.snapshots)] == ["text", "authors"]
    back = with_snapshot(replace(twice, text=POST.text), now=NOW + timedelta(days=2))
    assert [each.text for each in back.snapshots] == [POST.text, "5 aboard", POST.text]


def test_what_is_not_said_any_more_is_no_change() -> None:
    once = with_snapshot(POST, now=NOW)
    assert with_snapshot(replace(once, authors=(), published=None), now=NOW + timedelta(days=1)).snapshots == (
        once.snapshots
    )
    more = with_snapshot(replace(once, title="On X"), now=NOW + timedelta(days=1))
    assert len(more.snapshots) == 2
    assert more.warnings == ()  # learned, not changed


def test_a_page_that_always_says_something_else_does_not_grow_for_ever() -> None:
    embed: Embed = POST
    for day in range(MOST + 10):
        embed = with_snapshot(replace(embed, text=f"version {day}"), now=NOW + timedelta(days=day))
    assert len(embed.snapshots) == MOST
    assert (embed.snapshots[0].text, embed.snapshots[1].text, embed.snapshots[-1].text) == (
        "version 0",
        "version 11",
        f"version {MOST + 9}",
    )


def test_a_refresh_keeps_what_was_said_before() -> None:
    kept = with_snapshot(POST, now=NOW)
    answer = replace(POST, text="5 aboard", provenance=FrozenMap({"text": Source(kind="oembed", rank=50, at=NOW)}))
    merged = with_snapshot(merge(kept, answer), now=NOW + timedelta(days=1))
    assert (merged.text, [each.text for each in merged.snapshots]) == ("5 aboard", [POST.text, "5 aboard"])


@given(any_embed(), st.datetimes(timezones=st.just(UTC)))
def test_any_embed(embed: Embed, now: datetime) -> None:
    kept = with_snapshot(embed, now=now)
    assert set(embed.snapshots) <= set(kept.snapshots) or len(kept.snapshots) == MOST
    again = from_dict(json.loads(json.dumps(kept.to_dict())))
    assert again == kept
    new = set(again.snapshots) - set(embed.snapshots)
    assert all(map(is_intact, new))
