"""keep: words, pictures and copies together; what is forbidden, forgotten or there already is not taken."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import any_embed

from mediakit.drivers import run
from mediakit.embed import (
    Audio,
    Embed,
    FrozenMap,
    Gallery,
    Image,
    MediaFile,
    Person,
    ProviderRef,
    SocialPost,
    Source,
    Status,
)
from mediakit.errors import FetchError, StoreError
from mediakit.flow import Entry, Request, Response
from mediakit.keeping import ARCHIVES, Kept, duties, is_intact, keep, within_terms
from mediakit.keeping.images import PIXELS
from mediakit.kept import from_dict
from mediakit.providers.terms import TERMS
from mediakit.store import MemoryStore

FOLDER = Path(__file__).parent.parent / "flow" / "pictures"
PNG = (FOLDER / "37x23_plain.png").read_bytes()
JPEG = (FOLDER / "23x37_orientation-6.jpg").read_bytes()
NAME = hashlib.sha256(PNG).hexdigest()[:32] + ".png"
NOW = datetime(2026, 5, 16, 12, tzinfo=UTC)
HERE = "https://img.example/"
SIGNED = "https://scontent.cdninstagram.com/{}.png?oh=0&oe={:08x}"


def picture(name: str, role: str = "photo", **more: object) -> Image:
    return Image(url=name if "://" in name else HERE + name, role=role, **more)  # type: ignore[arg-type]


def post(number: int = 1, provider: str = "mastodon", **more: object) -> SocialPost:
    given = {"text": f"words {number}", "authors": (Person(name="Ada"),)} | more
    return SocialPost(
        key=f"{provider}:post:{number}",
        url=f"https://{provider}.example/{number}",
        provider=ProviderRef(key=provider, name=provider),
        **given,  # type: ignore[arg-type]
    )


class Web:
    def __init__(self, body: bytes = PNG, lost: Mapping[str, str] | None = None) -> None:
        self.body, self.lost = body, lost or {}
        self.asked: list[str] = []

    def __call__(self, request: Request, deadline: float | None = None) -> Response:
        self.asked.append(request.url)
        if request.url in self.lost:
            raise FetchError(request.url, self.lost[request.url])
        if request.url.startswith(("https://archive.org/", "https://web.archive.org/", "https://arquivo.pt/")):
            return Response(url=request.url, status=404, headers={})
        return Response(url=request.url, status=200, headers={"content-type": "image/png"}, body=self.body)


def kept(
    embed: Embed, web: Web | None = None, *, store: MemoryStore | None = None, now: datetime = NOW, **how: object
) -> Kept:
    flow = keep(embed, **how)  # type: ignore[arg-type]
    return run(flow, fetch=web or Web(), store=store, clock=lambda: now.timestamp())


def codes(embed: Embed) -> list[str]:
    return [warning.code for warning in embed.warnings]


def test_words_and_pictures_of_a_post_and_of_what_it_quotes() -> None:
    web = Web()
    embed = post(
        images=(picture("p"), picture("face", "avatar"), picture("logo", "logo")),
        quoted=post(2, images=(picture("q"), picture("face", "avatar"))),
    )
    found = kept(embed, web)
    assert sorted(web.asked) == [HERE + "face", HERE + "p", HERE + "q"]
    assert [file.name for file in found.files] == [NAME]
    assert found.embed.quoted is not None
    assert {image.local for image in (*found.embed.images[:2], *found.embed.quoted.images)} == {NAME}
    assert found.embed.images[2].local is None
    for layer in (found.embed, found.embed.quoted):
        (taken,) = layer.snapshots
        assert (taken.text, taken.taken) == (layer.text, NOW)
        assert is_intact(taken)
    assert (found.changes, codes(found.embed)) == ((), [])


def test_kept_again_only_what_is_missing_is_taken() -> None:
    embed = post(images=(picture("p"), picture("lost")))
    first = kept(embed, Web(lost={HERE + "lost": "no answer"}))
    assert codes(first.embed) == ["image"]
    web = Web(JPEG)
    second = kept(first.embed, web, now=NOW + timedelta(days=1))
    assert web.asked == [HERE + "lost"]
    assert second.embed.snapshots == first.embed.snapshots
    assert codes(second.embed) == []
    web = Web()
    assert kept(second.embed, web).embed == second.embed
    assert web.asked == []


def test_a_file_that_was_lost_is_asked_again() -> None:
    first = kept(post(images=(picture("p"), picture("own", local="media/own.jpg"))))
    assert kept(first.embed, have={NAME}).files == ()
    again = kept(first.embed, have=())
    assert [file.name for file in again.files] == [NAME]
    assert again.embed == first.embed
    gone = kept(first.embed, Web(lost={HERE + "p": "no answer"}), have=())
    assert [image.local for image in gone.embed.images] == [None, "media/own.jpg"]
    assert codes(gone.embed) == ["image"]


def test_one_picture_in_two_places_is_asked_once() -> None:
    web = Web()
    quoted = post(2, images=(picture("p", local=NAME, width=37, height=23, mime="image/png"),))
    found = kept(post(images=(picture("p"),), quoted=quoted), web)
    assert web.asked == []
    assert (found.embed.images[0].local, found.embed.images[0].width) == (NAME, 37)


def test_what_expires_first_is_kept_first() -> None:
    at = int(NOW.timestamp())
    urls = [HERE + "never", SIGNED.format("later", at + 900), SIGNED.format("soon", at + 60)]
    gallery = Gallery(key="x:set:1", url="https://x.example/1", photos=tuple(picture(url) for url in urls))
    web = Web()
    found = kept(gallery, web, most=2)
    assert sorted(web.asked) == sorted(urls[1:])
    assert [photo.local is not None for photo in found.embed.photos] == [False, True, True]


def test_an_address_that_is_about_to_expire_is_said() -> None:
    url = SIGNED.format("p", int(NOW.timestamp()) + 60)
    sound = "https://b.s3.amazonaws.com/a.mp3?X-Amz-Date=20260516T120000Z&X-Amz-Expires=3600&X-Amz-Signature=5ec7e7"
    episode = Audio(
        key="x:a:1",
        url="https://x.example/1",
        title="A",
        images=(picture(url, "poster"),),
        files=(MediaFile(url=sound),),
    )
    found = kept(episode, Web(lost={url: "no answer"}))
    assert codes(found.embed) == ["image", "expires", "expires"]
    assert found.embed.warnings[0].detail.startswith("its address was good until 2026-05-16T12:01:00+00:00; no answer")
    assert "5ec7e7" not in str(found.embed.warnings)
    saved = kept(found.embed)
    assert codes(saved.embed) == ["expires"]
    assert "2026-05-16T13:00:00+00:00" in saved.embed.warnings[0].detail


def test_changes_are_told() -> None:
    first = kept(post(quoted=post(2))).embed
    assert first.quoted is not None
    edited = replace(first, text="other", quoted=replace(first.quoted, text="other too"))
    found = kept(edited, now=NOW + timedelta(days=1))
    assert [str(change) for change in found.changes] == [
        "text was 'words 1', is 'other'",
        "text was 'words 2', is 'other too'",
    ]
    assert codes(found.embed) == ["changed"]
    assert kept(found.embed).changes == ()


def test_terms_are_honoured_and_said() -> None:
    web = Web()
    pin = kept(post(provider="pinterest", images=(picture("p"),)), web)
    assert (pin.embed.text, pin.embed.snapshots, pin.files, web.asked) == (None, (), (), [])
    assert codes(pin.embed) == ["terms", "terms"]
    gif = kept(post(provider="giphy", images=(picture("p"),)), web)
    assert (gif.embed.text, len(gif.embed.snapshots), web.asked) == ("words 1", 1, [])
    assert [warning.detail[:19] for warning in gif.embed.warnings] == ["pictures not kept: "]
    assert kept(gif.embed, web).embed == gif.embed
    quoting = kept(post(images=(picture("p"),), quoted=post(2, "giphy", images=(picture("q"),))), web)
    assert (web.asked, len(quoting.files)) == ([HERE + "p"], 1)


def test_the_newsroom_decides_otherwise_by_an_argument() -> None:
    web = Web()
    found = kept(post(provider="pinterest", images=(picture("p"),)), web, terms={})
    assert (len(found.embed.snapshots), found.embed.images[0].local, codes(found.embed)) == (1, NAME, [])


def test_what_was_kept_is_never_taken_away_but_what_terms_ask_is_said() -> None:
    seen = FrozenMap({"text": Source(kind="oembed", at=NOW), "images": Source(kind="oembed", at=NOW)})
    first = kept(post(provider="twitter", images=(picture("p"),), provenance=seen)).embed
    assert first.images[0].local == NAME
    web = Web()
    lost = replace(first, status=Status(state="gone"), text="edited", images=(*first.images, picture("new")))
    found = kept(lost, web).embed
    assert web.asked == []
    assert (found.text, found.snapshots, found.images[0].local) == ("edited", first.snapshots, NAME)
    assert [warning.detail.partition(":")[0] for warning in found.warnings] == [
        "pictures not kept",
        "words taken back",
        "pictures taken back",
    ]


def test_what_was_forgotten_is_not_kept_again() -> None:
    store, web = MemoryStore(), Web()
    store.forget("mastodon:post:1", "asked by Ada")
    found = kept(post(images=(picture("p"),)), web, store=store)
    assert (found.embed.text, found.embed.images, found.files, web.asked) == (None, (), (), [])
    assert [warning.detail for warning in found.embed.warnings] == ["asked by Ada"]
    outer = kept(post(2, quoted=post(1, images=(picture("p"),))), web, store=store).embed
    assert outer.quoted is not None
    assert (outer.text, outer.quoted.text, outer.quoted.snapshots, web.asked) == ("words 2", None, (), [])


def test_a_takedown_that_comes_meanwhile_holds() -> None:
    store = MemoryStore()

    class Slow(Web):
        def __call__(self, request: Request, deadline: float | None = None) -> Response:
            store.forget("mastodon:post:1", "asked by Ada")
            return super().__call__(request, deadline)

    found = kept(post(images=(picture("p"),)), Slow(), store=store)
    assert (found.embed.text, found.embed.snapshots, found.files) == (None, (), ())
    store = MemoryStore()
    outer = kept(post(2, quoted=post(1, images=(picture("p"),))), Slow(), store=store)
    assert outer.embed.quoted is not None
    assert (outer.embed.text, outer.embed.quoted.text, outer.files) == ("words 2", None, ())


def test_a_store_that_cannot_say_what_was_forgotten_stops_it() -> None:
    class Broken(MemoryStore):
        def load(self, key: str) -> Entry | None:
            raise StoreError("the disk is full")

    web = Web()
    with pytest.raises(StoreError):
        kept(post(images=(picture("p"),)), web, store=Broken())
    assert web.asked == []


def test_the_store_learns_what_was_kept() -> None:
    store, embed = MemoryStore(), post(images=(picture("p"),))
    store.save(Entry(key=embed.key, embed=embed, saved=1.0, fresh_until=2.0))
    first = kept(embed, store=store).embed
    entry = store.load(embed.key)
    assert entry is not None and entry.embed is not None
    assert (entry.embed.snapshots, entry.embed.images[0].local) == (first.snapshots, NAME)
    assert (entry.saved, entry.fresh_until) == (1.0, 2.0)
    web = Web()
    edited = kept(replace(embed, text="other"), web, store=store, now=NOW + timedelta(days=1))  # resolved anew
    assert (web.asked, edited.embed.images[0].local) == ([], NAME)
    assert [each.text for each in edited.embed.snapshots] == ["words 1", "other"]
    assert [str(change) for change in edited.changes] == ["text was 'words 1', is 'other'"]
    stranger = post(9)
    kept(stranger, store=store)
    assert store.load(stranger.key) is None


def test_archives_are_asked_only_where_they_are_named() -> None:
    web = Web()
    kept(post(), web)
    assert web.asked == []
    kept(post(), web, archives=ARCHIVES)
    assert {url.split("/")[2] for url in web.asked} == {"archive.org", "web.archive.org", "arquivo.pt"}


def test_a_picture_that_no_page_can_show_is_none() -> None:
    side = int(PIXELS**0.5) + 1
    bomb = PNG[:16] + side.to_bytes(4, "big") * 2 + PNG[24:]
    found = kept(post(images=(picture("p"),)), Web(bomb))
    assert (found.files, codes(found.embed)) == ((), ["image"])
    assert f"{side} x {side} pixels" in found.embed.warnings[0].detail


@given(any_embed(), st.booleans())
def test_any_embed_is_kept_and_kept_again(embed: Embed, answered: bool) -> None:
    """Nothing known is lost; a second time nothing is taken that was there; it comes back from its kept form."""

    def fetch(request: Request, deadline: float | None = None) -> Response:
        if not answered:
            raise FetchError(request.url, "no answer")
        return Response(url=request.url, status=200, headers={"content-type": "image/png"}, body=PNG)

    def take(given: Embed) -> Kept:
        return run(keep(given, terms={}), fetch=fetch, clock=lambda: NOW.timestamp())

    once = take(embed)
    again = take(once.embed)
    assert again.embed == once.embed
    assert (again.files == ()) or not answered
    assert from_dict(json.loads(json.dumps(once.embed.to_dict()))) == once.embed
    for name in ("key", "url", "kind", "title", "text", "description", "authors", "published", "status", "files"):
        assert getattr(once.embed, name) == getattr(embed, name), name
    assert [image.url for image in once.embed.images] == [image.url for image in embed.images]
    assert set(embed.warnings) <= set(once.embed.warnings) | {
        w for w in embed.warnings if w.code in ("image", "expires")
    }


@given(any_embed(), st.sampled_from(sorted(TERMS)))
def test_terms_of_any_embed(embed: Embed, key: str) -> None:
    """What is kept within the terms owes nothing any more; address and kind always stay."""
    given = replace(embed, provider=ProviderRef(key=key, name=key))
    rest = within_terms(given, now=NOW, terms=TERMS)
    assert duties(rest, now=NOW, terms=TERMS) == ()
    assert (rest.key, rest.url, rest.kind, rest.ids, rest.provider) == (
        given.key,
        given.url,
        given.kind,
        given.ids,
        given.provider,
    )
