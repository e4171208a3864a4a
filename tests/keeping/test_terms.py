"""What providers ask of those who keep: the rows are of providers we have, and each is honoured and said."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from mediakit.embed import Embed, FrozenMap, Image, Link, ProviderRef, Snapshot, SocialPost, Source, Status, Video
from mediakit.keeping import duties, with_snapshot, within_terms
from mediakit.keeping.permitting import may_take
from mediakit.providers import by_key
from mediakit.providers.terms import TERMS, Terms
from mediakit.url import safe

NOW = datetime(2026, 5, 16, 12, tzinfo=UTC)
NAME = "0" * 32 + ".png"
SEEN = Source(kind="oembed", at=NOW)


@pytest.mark.parametrize("key", TERMS)
def test_rows(key: str) -> None:
    row = TERMS[key]
    assert by_key(key) is not None, "no provider of ours has this key"
    assert safe(row.source) and row.source.startswith("https://")
    assert row.asks.endswith(".") and row.checked > date(2026, 1, 1)
    assert row.days is None or "while fresh" in (row.words, row.pictures)


def of(provider: str, **more: object) -> Embed:
    url = f"https://{provider}.example/1"
    given: dict[str, object] = {
        "text": "words",
        "title": "Title",
        "images": (Image(url=url + ".png", role="photo", local=NAME),),
        "provenance": FrozenMap({"text": SEEN, "title": SEEN, "images": SEEN}),
    } | more
    return SocialPost(key=f"{provider}:post:1", url=url, provider=ProviderRef(key=provider, name=provider), **given)  # type: ignore[arg-type]


def why(embed: Embed, now: datetime = NOW) -> list[tuple[str, str]]:
    return [(duty.what, duty.why) for duty in duties(embed, now=now, terms=TERMS)]


def test_nothing_is_asked_where_nothing_is_known() -> None:
    stranger = Link(key="link:url:https://a.example/", url="https://a.example/", title="A")
    assert why(stranger) == []
    assert within_terms(stranger, now=NOW, terms=TERMS) is stranger
    assert why(of("mastodon", status=Status(state="gone"))) == []


def test_what_is_forbidden() -> None:
    assert why(of("pinterest")) == [("words", "forbidden"), ("pictures", "forbidden")]
    assert why(of("giphy")) == [("pictures", "forbidden")]
    bare = within_terms(of("pinterest"), now=NOW, terms=TERMS)
    assert (bare.text, bare.title, bare.snapshots, bare.images[0].local) == (None, None, (), None)
    assert (bare.key, bare.url, bare.kind) == ("pinterest:post:1", "https://pinterest.example/1", "post")
    assert [warning.code for warning in bare.warnings] == ["terms", "terms"]
    assert TERMS["pinterest"].source in bare.warnings[0].detail
    assert within_terms(bare, now=NOW, terms=TERMS) == bare


def test_what_its_author_took_back() -> None:
    assert why(of("twitter")) == []
    for state in ("gone", "private"):
        lost = of("twitter", status=Status(state=state))
        assert why(lost) == [("words", "taken back"), ("pictures", "taken back")]
        assert not may_take(lost, "words", TERMS)
    assert may_take(of("twitter", status=Status(state="unreachable")), "pictures", TERMS)


def test_what_is_too_old() -> None:
    video = with_snapshot(of("youtube"), now=NOW)
    assert why(video, NOW + timedelta(days=29)) == []
    assert why(video, NOW + timedelta(days=31)) == [("words", "too old"), ("pictures", "too old")]
    seen_again = replace(video, provenance=FrozenMap({"title": replace(SEEN, at=NOW + timedelta(days=20))}))
    assert why(seen_again, NOW + timedelta(days=31)) == []
    assert why(with_snapshot(of("spotify"), now=NOW), NOW + timedelta(days=999)) == []  # it states no number


def test_what_the_newsroom_put_there_is_its_own() -> None:
    code = Source(kind="code", at=NOW)
    pasted = of("pinterest", provenance=FrozenMap({"text": code, "title": code, "images": code}))
    assert why(pasted) == []
    assert within_terms(pasted, now=NOW, terms=TERMS) is pasted


def test_quotes_have_terms_of_their_own() -> None:
    post = of("mastodon", quoted=of("giphy"))
    assert [(duty.key, duty.what) for duty in duties(post, now=NOW, terms=TERMS)] == [("giphy:post:1", "pictures")]
    rest = within_terms(post, now=NOW, terms=TERMS)
    assert rest.images[0].local == NAME
    assert rest.quoted is not None
    assert (rest.quoted.images[0].local, rest.quoted.text) == (None, "words")


def test_a_newsroom_decides_otherwise_by_its_own_table() -> None:
    assert duties(of("pinterest"), now=NOW, terms={}) == ()
    own = {**TERMS, "mastodon": Terms("Ours.", "https://desk.example/rules", date(2026, 5, 1), words="no")}
    assert [duty.terms.asks for duty in duties(of("mastodon"), now=NOW, terms=own)] == ["Ours."]


def test_snapshots_alone_are_words() -> None:
    taken = Snapshot(url="https://pinterest.example/1", taken=NOW, title="Title")
    video = Video(
        key="pinterest:pin:1",
        url="https://pinterest.example/1",
        provider=ProviderRef(key="pinterest", name="Pinterest"),
        snapshots=(taken,),
    )
    assert why(video) == [("words", "forbidden")]
    assert within_terms(video, now=NOW, terms=TERMS).snapshots == ()
