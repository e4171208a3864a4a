"""Any embed at all, in every form: never empty, never a hole, never without its title and its address."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from html import unescape

import pytest
from card_cases import THEME
from card_judges import FEED_ELEMENTS, complaints, words
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import any_embed, any_placed, any_text, web_urls

from mediakit import cards, chars, url
from mediakit.cards import Theme
from mediakit.embed import KINDS, Embed, Link, Placed, Video

THEMES = st.builds(
    Theme,
    lang=st.sampled_from(("en", "ar", "fr", "tlh", "x' onload='")),
    mode=st.sampled_from(("facade", "player", "static")),
    heading=st.integers(-3, 9),
    media_url=st.sampled_from((None, THEME.media_url)),
    image_hosts=st.sampled_from(((), ("example.org", "www.example.com"))),
    base_url=st.sampled_from((None, "https://paper.example/live/", "https://example.org/")),
    sandbox=st.sampled_from(("strangers", "everyone")),
)
HOSTILE = any_embed(urls=web_urls() | any_text(), depth=2)
SHOWN = st.one_of(HOSTILE, any_placed(HOSTILE))


def title_of(shown: Embed | Placed) -> str | None:
    """The title that every form must say; a post's that only names its author is no title."""
    placed = shown if isinstance(shown, Placed) else Placed(embed=shown)
    named = placed.embed.kind == "post" and not cards.card(placed).titled
    given = (placed.title, None if named else placed.embed.title)
    return next((line for each in given if each and (line := chars.one_line(each))), None)


def address_of(shown: Embed | Placed) -> str:
    return (shown.embed if isinstance(shown, Placed) else shown).url


@given(shown=SHOWN, theme=THEMES)
@settings(max_examples=150)
def test_html(shown: Embed | Placed, theme: Theme) -> None:
    found = cards.html(shown, theme)
    assert complaints(found) == []
    assert found == cards.html(shown, theme)
    read = words(found)
    assert read
    if title := title_of(shown):
        assert " ".join(title.split()) in read
    if (address := url.safe(address_of(shown))) and not is_own_picture(shown, theme):
        assert address in unescape(found)


def is_own_picture(shown: Embed | Placed, theme: Theme) -> bool:
    """A picture of the site's own: where it is shown is where it stands."""
    decided = cards.card(shown, theme)
    return decided.kind == "photo" and decided.open is None and decided.url is not None


@given(shown=SHOWN, theme=THEMES)
@settings(max_examples=100)
def test_feed(shown: Embed | Placed, theme: Theme) -> None:
    found = cards.feed(shown, theme)
    assert complaints(found, FEED_ELEMENTS) == []
    assert found == cards.feed(shown, theme)
    assert words(found)
    assert 'src="media/' not in found
    if title := title_of(shown):
        assert " ".join(title.split()) in words(found)
    if address := url.safe(address_of(shown)):
        assert address in unescape(found)


@given(shown=SHOWN, theme=THEMES)
@settings(max_examples=100)
def test_text(shown: Embed | Placed, theme: Theme) -> None:
    found = cards.text(shown, theme)
    first, *rest = found.splitlines()
    assert first.startswith("[") and first.endswith(">")
    assert all(not line or line[0].isspace() or not line.isprintable() for line in rest)
    assert chars.clean(found) == found == cards.text(shown, theme)
    if title := title_of(shown):
        assert title in found
    if address := url.safe(address_of(shown)):
        assert f"<{address}>" in first


@given(shown=SHOWN, theme=THEMES)
@settings(max_examples=100)
def test_jsonld(shown: Embed | Placed, theme: Theme) -> None:
    found = cards.jsonld(shown, theme)
    assert found["@context"] == "https://schema.org"
    assert found["@type"] and found["name"]
    if title := title_of(shown):
        assert found["name"] == title
    if address := url.safe(address_of(shown)):
        assert found["url"] == address
    script = cards.jsonld_script(found)
    inside = re.fullmatch(r'<script type="application/ld\+json">([^<>&\u2028\u2029]*)</script>', script)
    assert inside is not None
    assert json.loads(inside[1]) == found


@given(shown=st.lists(SHOWN, max_size=3), theme=THEMES)
@settings(max_examples=60)
def test_policy(shown: list[Embed | Placed], theme: Theme) -> None:
    policy = cards.assets(shown, theme).csp()
    directives = [each.split() for each in policy.split("; ")]
    assert len({name for name, *_ in directives}) == len(directives)
    allowed = r"'none'|'self'|https?://([a-z0-9._-]+|\[[0-9a-f:]+\])(:\d+)?"
    for name, *sources in directives:
        assert re.fullmatch(r"[a-z]+-src|base-uri|form-action", name)
        assert all(re.fullmatch(allowed, source) for source in sources), policy


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("address", ["https://example.org/a", "javascript:alert(1)", " ", ""])
def test_nothing_known(kind: str, address: str) -> None:
    embed = KINDS[kind](key="", url=address)  # type: ignore[index]
    label = cards.card(embed).label
    for form in (cards.html(embed), cards.feed(embed)):
        assert complaints(form) == []
        assert label.split()[0] in words(form) or "example.org/a" in words(form)
    assert label in cards.text(embed)
    if address.strip():
        assert address in cards.text(embed)


def test_a_bare_date_and_the_edges_of_the_calendar() -> None:
    west = timezone(-timedelta(hours=9))
    for moment in (date.min, date.max, datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=west)):
        embed = Link(key="k", url="https://example.org/", title="T", published=moment, modified=moment)
        theme = replace(THEME, zone=timezone(timedelta(hours=14)))
        assert complaints(cards.html(embed, theme)) == []
        assert cards.jsonld(embed, theme)["datePublished"]


@pytest.mark.parametrize("seconds", [float("nan"), float("inf"), -1.0, 1e300])
def test_a_duration_that_is_none(seconds: float) -> None:
    embed = Video(key="k", url="https://example.org/", duration=seconds, start=seconds, end=seconds)
    assert "PT" not in cards.html(embed)
    assert "duration" not in cards.jsonld(embed)
    assert cards.text(embed) == "[Video] Video on example.org <https://example.org/>"
