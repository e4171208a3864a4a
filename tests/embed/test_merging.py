"""The laws of merge, for any embeds; and the sentences of its docstring, one case each."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import any_embed, any_status

from mediakit.embed import (
    KINDS,
    Embed,
    FrozenMap,
    Gallery,
    Image,
    Link,
    MediaFile,
    Medium,
    Snapshot,
    Source,
    Status,
    Video,
    Warning,
)
from mediakit.merging import merge, with_kept

KEY = {"key": "youtube:video:abc", "url": "https://www.youtube.com/watch?v=abc"}
ORDER = ("link", "rich", "photo", "gallery", "audio", "video", "post")


@given(any_embed(), any_embed())
def test_order_does_not_matter(a: Embed, b: Embed) -> None:
    assert merge(a, b) == merge(b, a)


@settings(max_examples=300)
@given(any_embed(), any_embed(), any_embed())
def test_grouping_does_not_matter(a: Embed, b: Embed, c: Embed) -> None:
    assert merge(merge(a, b), c) == merge(a, merge(b, c))


# The same thing seen again: the laws are hardest where many fields are equal and few differ.
@st.composite
def sightings(draw: st.DrawFn) -> tuple[Embed, Embed, Embed]:
    base, other = draw(any_embed(depth=0)), draw(any_embed(depth=0))
    names = [f.name for f in fields(Medium)]
    seen = []
    for _ in range(3):
        taken = draw(st.sets(st.sampled_from(names), max_size=6))
        seen.append(replace(base, **{name: getattr(other, name) for name in taken}))
    return seen[0], seen[1], seen[2]


@settings(max_examples=300)
@given(sightings())
def test_laws_hold_for_sightings_of_one_thing(seen: tuple[Embed, Embed, Embed]) -> None:
    a, b, c = seen
    assert merge(a, b) == merge(b, a)
    assert merge(merge(a, b), c) == merge(a, merge(b, c))
    both = merge(a, b)
    assert merge(both, a) == merge(both, b) == merge(both, both) == both


@given(any_embed())
def test_once_is_as_good_as_twice(a: Embed) -> None:
    assert merge(a, a) == a


@given(any_embed(), any_embed())
def test_nothing_known_is_lost(a: Embed, b: Embed) -> None:
    both = merge(a, b)
    for f in fields(Medium):
        for one in (a, b):
            if getattr(one, f.name) not in (None, ()):
                assert getattr(both, f.name) not in (None, ()), f.name
    for one in (a, b):
        assert set(one.ids) <= set(both.ids)
        assert {(i.url, i.role) for i in one.images} <= {(i.url, i.role) for i in both.images}
        assert {f.url for f in one.files} <= {f.url for f in both.files}
        for name in ("keywords", "archived", "warnings"):
            assert set(getattr(one, name)) <= set(getattr(both, name)), name


@given(any_embed(), any_embed())
def test_a_kind_only_becomes_more_special(a: Embed, b: Embed) -> None:
    assert ORDER.index(merge(a, b).kind) == max(ORDER.index(a.kind), ORDER.index(b.kind))


@given(any_embed(), any_status())
def test_a_failure_changes_nothing_but_status_and_warnings(a: Embed, status: Status) -> None:
    failed = Link(key=a.key, url=a.url, status=status, warnings=(Warning(code="unreachable", detail="no answer"),))
    both = merge(a, failed)
    for f in fields(Medium):
        if f.name == "images":
            assert {(i.url, i.role) for i in both.images} == {(i.url, i.role) for i in a.images}
        elif f.name == "files":
            assert {file.url for file in both.files} == {file.url for file in a.files}
        elif f.name in ("keywords", "archived"):
            assert set(getattr(both, f.name)) == set(getattr(a, f.name)), f.name
        elif f.name not in ("status", "warnings", "provenance"):
            assert getattr(both, f.name) == getattr(a, f.name), f.name
    assert set(both.provenance) == set(a.provenance)
    assert both.kind == a.kind


@given(any_embed(status=Status(state="gone", checked=date(2016, 1, 11))))
def test_no_answer_does_not_undo_what_was_found(a: Embed) -> None:
    failed = Link(key=a.key, url=a.url, status=Status(state="unreachable", checked=date(2026, 1, 11)))
    assert merge(a, failed).status == a.status


def test_zero_is_known() -> None:
    assert merge(Video(**KEY, start=0.0, season=0), Video(**KEY)).start == 0.0
    assert merge(Video(**KEY), Video(**KEY, start=0.0, season=0)).season == 0


def test_higher_rank_wins_then_the_later_whatever_the_zone() -> None:
    early = Source(kind="oembed", rank=5, at=datetime.fromisoformat("2016-01-11T20:00+05:00"))
    late = Source(kind="oembed", rank=5, at=datetime.fromisoformat("2016-01-11T18:00+00:00"))
    page = Source(kind="opengraph", rank=3, at=datetime(2026, 1, 1, tzinfo=UTC))
    a = Video(**KEY, title="A", provenance=FrozenMap({"title": early}))
    b = Video(**KEY, title="B", provenance=FrozenMap({"title": late}))
    c = Video(**KEY, title="C", provenance=FrozenMap({"title": page}))
    assert merge(a, b).title == "B"
    assert merge(merge(a, b), c).title == "B"
    assert merge(merge(a, b), c).provenance["title"] == late


def test_a_providers_key_is_kept_before_a_bare_links() -> None:
    link = Link(key="link:url:https://youtu.be/abc", url="https://youtu.be/abc", title="A film")
    assert (merge(link, Video(**KEY)).key, merge(link, Video(**KEY)).title) == (KEY["key"], "A film")


def test_pictures_are_united_by_url_and_role() -> None:
    url = "https://example.org/a.jpg"
    a = Link(**KEY, images=(Image(url=url, role="card", width=600),))
    b = Link(**KEY, images=(Image(url=url, role="card", local="ab.jpg"), Image(url=url, role="poster")))
    assert merge(a, b).images == (
        Image(url=url, role="poster"),
        Image(url=url, role="card", width=600, local="ab.jpg"),
    )


def test_what_was_measured_on_a_kept_copy_stands() -> None:
    url, name = "https://example.org/a.jpg", "0f" * 16 + ".jpg"
    kept = Image(url=url, role="card", width=600, height=400, mime="image/jpeg", local=name)
    announced = Image(url=url, role="card", width=1200, height=800, size=9, local="zz.jpg", alt="A tower")
    both = merge(Link(**KEY, images=(kept,)), Link(**KEY, images=(announced,)))
    assert both.images == (
        Image(url=url, role="card", width=600, height=400, mime="image/jpeg", local=name, alt="A tower"),
    )


def test_a_file_is_one_by_its_url() -> None:
    url = "https://example.org/a.mp3"
    a = Link(**KEY, files=(MediaFile(url=url, mime="audio/mpeg"),))
    b = Link(**KEY, files=(MediaFile(url=url, size=1000, local="a.mp3"), MediaFile(url=url + "?low")))
    assert merge(a, b).files == (
        MediaFile(url=url, mime="audio/mpeg", size=1000, local="a.mp3"),
        MediaFile(url=url + "?low"),
    )


def test_what_was_found_gone_later_stands_also_when_only_its_day_is_known() -> None:
    ok = Video(**KEY, status=Status(state="ok", checked=date(2015, 1, 1)))
    retired = Video(**KEY, status=Status(state="gone", since=date(2017, 1, 17)))
    assert merge(ok, retired).status.state == "gone"


def test_every_kind_has_its_place() -> None:
    assert set(ORDER) == set(KINDS)


def test_what_was_kept_comes_back_to_photos_and_quotes() -> None:
    url, name = "https://example.org/a.jpg", "0f" * 16 + ".jpg"
    copy = Image(url=url, role="photo", width=37, height=23, local=name)
    taken = Snapshot(url=url, taken=date(2026, 1, 11), text="words")
    quoted = Link(key="x:y:2", url="https://example.org/2", images=(copy,), snapshots=(taken,))
    before = Gallery(**KEY, photos=(copy,), quoted=quoted)
    bare = replace(copy, local=None, width=1024)
    fresh = Gallery(**KEY, photos=(bare,), quoted=replace(quoted, images=(bare,), snapshots=(), title="2"))
    again = with_kept(fresh, before)
    assert again == replace(fresh, photos=(copy,), quoted=replace(quoted, title="2"))
    assert with_kept(again, before) == again
    other = replace(fresh, quoted=Link(key="x:y:3", url="https://example.org/3"))
    assert with_kept(other, before).quoted == other.quoted


@given(any_embed(), any_embed())
def test_what_was_kept_changes_no_fact(a: Embed, b: Embed) -> None:
    again = with_kept(a, b)
    assert with_kept(again, b) == again
    assert [replace(photo, local=None, mime=None, size=None, width=None, height=None) for photo in again.photos] == [
        replace(photo, local=None, mime=None, size=None, width=None, height=None) for photo in a.photos
    ]
    assert replace(again, images=(), photos=(), quoted=None, snapshots=()) == replace(
        a, images=(), photos=(), quoted=None, snapshots=()
    )
