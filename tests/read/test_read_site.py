"""How a site shows itself and what it asks: the icon for a size, the preview that is allowed, days in visible words."""

from datetime import date

import pytest

from mediakit.read import datelines, page_facts
from mediakit.read.branding import Icon, best
from mediakit.read.rights import Signals, license_name, signals_of

ADDRESS = "https://www.harbour-post.example/ferry"


def icon(name: str, *widths: int, **more) -> Icon:
    return Icon(url=f"https://a.example/{name}", sizes=tuple((width, width) for width in widths), **more)


@pytest.mark.parametrize(
    ("pixels", "names", "chosen"),
    [
        (32, (icon("s", 16), icon("l", 180)), "l"),
        (16, (icon("s", 16), icon("l", 180)), "s"),
        (32, (icon("s", 16), icon("both", 16, 48)), "both"),
        (64, (icon("s", 16), icon("m", 48)), "m"),
        (64, (icon("s", 16), icon("v", scalable=True)), "v"),
        (32, (icon("dark", 32, media="(prefers-color-scheme: dark)"), icon("l", 180)), "l"),
        (32, (icon("mask", scalable=True, rel="mask-icon"), icon("plain")), "plain"),
    ],
)
def test_the_icon_for_a_size(pixels: int, names: tuple[Icon, ...], chosen: str) -> None:
    found = best(names, pixels)
    assert found is not None
    assert found.url == f"https://a.example/{chosen}"


def test_no_icon_is_none_for_any_size() -> None:
    assert best((), 32) is None
    assert best((icon("mask", rel="mask-icon"),), 32) is None


def test_the_stricter_preview_counts() -> None:
    assert Signals(robots=("max-image-preview:large", "max-image-preview:none")).preview == "none"
    assert Signals(robots=("noai",)).preview is None


def test_a_page_that_asks_nothing_asks_nothing() -> None:
    assert page_facts("<title>x</title>", url=ADDRESS).signals == Signals()
    assert signals_of({"x-robots-tag": " , ,:, "}) == Signals()


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://creativecommons.org/licenses/by-nc-nd/3.0/us/", "CC-BY-NC-ND-3.0"),
        ("http://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"),
        ("https://example.org/licence", None),
    ],
)
def test_the_name_of_a_licence(address: str, name: str | None) -> None:
    assert license_name(address) == name


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Published: 3 May 2016 | 4 min read", date(2016, 5, 3)),
        ("By Ana Lim, Sept. 9, 2016", date(2016, 9, 9)),
        ("le 1er août 2016 à 12h", date(2016, 8, 1)),
        ("3 de marzo de 2016", date(2016, 3, 3)),
        ("3. März 2016, 20:23 Uhr", date(2016, 3, 3)),
        ("11 января 2016, 20:23", date(2016, 1, 11)),
        ("11 stycznia 2016", date(2016, 1, 11)),
        ("31.05.2022", date(2022, 5, 31)),
        ("2016年1月11日 20:23", date(2016, 1, 11)),
        ("2016/01/11 and 2017/01/11", date(2016, 1, 11)),
        ("Updated 2017-02-03, first 2016-01-11", date(2017, 2, 3)),
        ("03/04/2016", None),
        ("31 February 2016", None),
        ("Version 1.2.2016.4", None),
        ("12 angry 2016", None),
        ("", None),
    ],
)
def test_the_day_that_words_name(text: str, day: date | None) -> None:
    assert datelines.find(text) == day
