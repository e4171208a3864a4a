"""What a card calls things: who made it, whose it is, the caption that stands for a title; each is said once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from card_cases import THEME, case
from card_judges import words

from mediakit import cards
from mediakit.cards import card
from mediakit.embed import (
    Audio,
    Embed,
    FrozenMap,
    Image,
    Organization,
    Person,
    Photo,
    Placed,
    Player,
    ProviderRef,
    Rights,
    Series,
    SocialPost,
    Video,
)
from mediakit.html import Html
from mediakit.url import NOWHERE

MASTODON = ProviderRef(key="mastodon", name="Mastodon")
TOOT = SocialPost(
    key="mastodon:status:1",
    url="https://social.example/@ann/1",
    provider=MASTODON,
    authors=(Person(name="Ann Example"),),
    text="The light is on.",
)
QUAY = Image(url="https://e.example/quay.jpg", role="photo", local="quay.jpg")
PHOTO = Photo(key="link:url:https://e.example/quay.jpg", url="https://e.example/quay.jpg", images=(QUAY,))


@pytest.mark.parametrize(
    ("title", "handle"),
    [
        ("Ann Example", None),
        ("ann example", None),
        ("Ann Example (@ann@social.example)", "@ann@social.example"),
    ],
)
def test_a_title_that_is_only_its_author(title: str, handle: str | None) -> None:
    post = replace(TOOT, title=title)
    decided = card(post)
    assert (decided.titled, decided.title) == (False, "Post by Ann Example on Mastodon")
    assert decided.makers[0].handle == handle
    assert words(cards.html(post)).count("Ann Example") == 1
    assert cards.text(post).count("Ann Example") == 1


def test_a_known_handle_is_kept() -> None:
    decided = card(replace(TOOT, title="@ann", authors=(Person(name="Ann Example", handle="ann"),)))
    assert (decided.titled, decided.makers[0].handle) == (False, "@ann")


def test_other_titles_stay() -> None:
    assert card(replace(TOOT, title="Ann Example speaks")).title == "Ann Example speaks"
    assert card(Placed(embed=TOOT, title="Ann Example")).titled, "the editor's words win"
    album = Audio(key="k", url="https://e.example/a", title="Ann Example", authors=(Person(name="Ann Example"),))
    assert card(album).titled, "an album may bear its singer's name"


@pytest.mark.parametrize(
    ("address", "ids", "maker"),
    [
        ("https://www.facebook.com/SandholmMuseum/posts/1", {"user": "SandholmMuseum", "post": "1"}, "@SandholmMuseum"),
        ("https://www.facebook.com/282562525186718/posts/1", {"user": "282562525186718", "post": "1"}, None),
        ("https://www.facebook.com/photo.php?fbid=1", {"photo": "1"}, None),
        ("https://www.facebook.com/photo.php?fbid=1", {"photo": "1", "user": "somebody"}, None),
        ("https://www.facebook.com/@museum/posts/1", {"user": "museum"}, "@museum"),
    ],
)
def test_the_account_in_the_address_of_a_post(address: str, ids: dict[str, str], maker: str | None) -> None:
    facebook = ProviderRef(key="facebook", name="Facebook")
    post = SocialPost(key="facebook:post:1", url=address, provider=facebook, ids=FrozenMap(ids))
    said = f"Post by {maker} on Facebook" if maker else "Post on Facebook"
    assert card(post).title == said
    assert words(cards.html(post)).count(said) == 1
    known = card(replace(post, authors=(Person(name="Sandholm Museum"),)))
    assert [each.name for each in known.makers] == ["Sandholm Museum"]
    assert card(replace(post, key=f"link:url:{address}")).makers == (), "nobody recognized that address"


# Whose it is.

EPISODE = Audio(
    key="k",
    url="https://e.example/1",
    title="A walk",
    publisher=Organization(name="Coast Desk"),
    series=Series(title="Tide Tables"),
)


@pytest.mark.parametrize(
    ("embed", "owner", "credit"),
    [
        (EPISODE, "Coast Desk", None),
        (EPISODE, "© 2026 Coast Desk", None),
        (EPISODE, "(c) Tide Tables, 2024–2026", None),
        (EPISODE, "Another House", None),
        (EPISODE, "© Another House", "© Another House"),
        (TOOT, "Another House", None),
        (PHOTO, "Another House", "Another House"),
        (PHOTO, "© e.example", None),
    ],
)
def test_an_owner_is_named_once(embed: Embed, owner: str, credit: str | None) -> None:
    owned = replace(embed, rights=Rights(copyright=owner))
    assert card(owned).credit == credit
    assert cards.jsonld(owned)["copyrightNotice"] == owner
    assert card(replace(owned, rights=Rights(copyright=owner, credit="Ann/Desk"))).credit == "Ann/Desk"


# A picture without a title.

CAPTION = "The tower on its frame, an hour before the first metre"


@pytest.mark.parametrize("caption", [CAPTION, Html("The <em>tower</em> on its frame, an hour before the first metre")])
def test_a_picture_is_called_by_its_caption(caption: str) -> None:
    placed = Placed(embed=PHOTO, caption=caption, credit="Ann/Desk")
    assert cards.text(placed) == f"[Photo] {CAPTION} | Ann/Desk — e.example <https://e.example/quay.jpg>"
    assert cards.jsonld(placed)["name"] == CAPTION
    assert f'alt="{CAPTION}"' in cards.feed(placed, THEME)
    for form in (cards.html(placed, THEME), cards.feed(placed, THEME)):
        assert words(form).count(CAPTION) == 1
    assert words(cards.html(placed, THEME)).startswith(CAPTION)


def test_a_long_caption_is_cut_where_it_is_a_name_only() -> None:
    caption = "A tower, a frame and four hundred wheels. " * 9
    placed = Placed(embed=PHOTO, caption=caption)
    name = cards.jsonld(placed)["name"]
    assert isinstance(name, str)
    assert len(name) <= 120 and name.endswith("…")
    assert caption.strip() in cards.text(placed)


def test_a_title_is_not_replaced_by_a_caption() -> None:
    placed = Placed(embed=replace(PHOTO, title="The quay"), caption=CAPTION)
    assert cards.jsonld(placed)["name"] == "The quay"
    assert cards.text(placed).splitlines() == [
        "[Photo] The quay — e.example <https://e.example/quay.jpg>",
        f"    {CAPTION}",
    ]


def test_an_unknown_address_is_said_once() -> None:
    lost = Photo(key="none", url=f"{NOWHERE}1")
    assert cards.text(lost) == "[Photo] <address unknown>"
    assert words(cards.html(lost)).count("address unknown") == 1
    assert words(cards.html(Placed(embed=lost, caption=CAPTION))).endswith("address unknown")


def test_a_picture_of_the_sites_own_does_not_spell_its_address() -> None:
    address = "https://paper.example/live/media/quay.jpg"
    own = replace(PHOTO, key=f"link:url:{address}", url=address)
    assert words(cards.html(Placed(embed=own, caption=CAPTION), THEME)) == CAPTION


# What waits to be shown.


def test_a_post_that_waits_is_small_and_has_an_outline() -> None:
    post = SocialPost(
        key="facebook:post:1",
        url="https://www.facebook.com/permalink/1",
        provider=ProviderRef(key="facebook", name="Facebook"),
        player=Player(url="https://www.facebook.com/plugins/post.php?href=x", width=500, height=600, sizing="auto"),
    )
    waiting = card(post).frame
    assert waiting is not None
    assert waiting.height == 300
    assert "mk-outline" in cards.html(post)
    at_once = card(post, cards.Theme(mode="player")).frame
    assert at_once is not None
    assert at_once.height == 420


def test_a_facade_is_told_the_colours_of_the_page() -> None:
    meta = "&lt;meta name=&quot;color-scheme&quot; content=&quot;{}&quot;&gt;"
    chart = case("rich-chart")
    assert meta.format("light dark") in cards.html(chart)
    assert meta.format("light") in cards.html(chart, cards.Theme(color_scheme="light"))
    film = Video(key="k", url="https://e.example/", player=Player(url="https://player.example/1"))
    assert "color-scheme" not in cards.html(film), "the screen of a film is dark"


def test_the_stylesheet_stays_small() -> None:
    assert len(cards.stylesheet().encode()) < 8000


def test_where_leave_is_asked_for_is_said_to_machines() -> None:
    asked = replace(PHOTO, rights=Rights(acquire_url="https://a.example/buy", usage_url="https://a.example/terms"))
    said = cards.jsonld(asked)
    assert (said["acquireLicensePage"], said["usageInfo"]) == ("https://a.example/buy", "https://a.example/terms")
