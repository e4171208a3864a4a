"""Every card in a real browser: valid, accessible, still, narrow enough, and silent until its reader presses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from card_cases import NAMES, case
from gallery import VARIANTS, build, theme
from harness import WIDTHS, opened, served, validate

from mediakit import cards
from mediakit.cards import Theme

PROVIDER = "https://www.youtube-nocookie.com/embed/aB3dE5gH7jK?autoplay=1"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Path]:
    return build(tmp_path_factory.mktemp("cards"))


@pytest.fixture(scope="module")
def site(pages: dict[tuple[str, str], Path]) -> Any:
    """The pages, under the very policy that `cards.assets` names for them all."""
    folder = next(iter(pages.values())).parent
    policy = cards.assets([case(name) for name in NAMES], theme("player", "en")).csp()
    with served(folder, {"Content-Security-Policy": policy}) as address:
        yield address


def test_the_checker_has_nothing_to_say(vnu: None, pages: dict[tuple[str, str], Path]) -> None:
    assert validate(pages.values()) == []


def test_facades_are_valid_too(vnu: None, tmp_path: Path) -> None:
    """The checker does not look into `srcdoc`: each facade as a document of its own."""
    from mediakit.cards.facade import srcdoc

    written = []
    for name in NAMES:
        chosen = theme("facade", "en")
        decided = cards.card(case(name), chosen)
        if decided.frame is not None:
            written.append(tmp_path / f"{name}.html")
            written[-1].write_text(srcdoc(decided, decided.frame, chosen), "utf-8")
    assert len(written) >= 8
    assert validate(written) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("mode", "lang"), VARIANTS)
def test_page(browser: Any, site: str, mode: str, lang: str, width: int, scheme: Any) -> None:
    with opened(browser, f"{site}{mode}-{lang}.html", width=width, scheme=scheme) as found:
        found.scroll_through()
        assert found.shifts() == []
        assert found.sideways() == 0
        assert found.complaints == []
        if mode != "player":
            assert [request.url for request in found.outside] == []
            assert found.page.context.cookies() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("mode", ["facade", "static"])
def test_accessible(browser: Any, axe: None, site: str, mode: str, lang: str, width: int, scheme: Any) -> None:
    address = f"{site}{mode}-{lang}.html"
    with opened(browser, address, width=width, scheme=scheme, policy="bypassed") as found:
        found.scroll_through()
        assert found.violations() == []


@pytest.mark.parametrize("scripts", ["on", "off"])
def test_a_press_asks_the_provider_once(browser: Any, site: str, scripts: Any) -> None:
    with opened(browser, f"{site}facade-en.html", scripts=scripts) as found:
        frame = found.page.frame_locator('iframe[title^="Video: The lifeboat"]')
        frame.locator("a").scroll_into_view_if_needed()
        assert found.outside == []
        frame.locator("a").click()
        frame.get_by_text("provider").wait_for()
        assert [request.url for request in found.outside] == [PROVIDER]
        assert found.outside[0].header_value("referer") == site
        assert found.complaints == []


def test_a_press_by_key(browser: Any, site: str) -> None:
    with opened(browser, f"{site}facade-ar.html") as found:
        press = found.page.frame_locator('iframe[title*="The lifeboat"]').locator("a")
        press.focus()
        press.press("Enter")
        found.page.frame_locator('iframe[title*="The lifeboat"]').get_by_text("provider").wait_for()
        assert [request.url for request in found.outside] == [PROVIDER]


def test_player_mode_asks_known_players_only(browser: Any, site: str) -> None:
    with opened(browser, f"{site}player-en.html") as found:
        found.scroll_through()
        asked = {request.url.split("/")[2] for request in found.outside}
        assert "www.youtube-nocookie.com" in asked
        assert "player.example.com" not in asked
        assert {request.header_value("referer") for request in found.outside} == {site}


def test_the_print_spells_addresses_out(browser: Any, site: str) -> None:
    with opened(browser, f"{site}facade-en.html") as found:
        found.page.emulate_media(media="print")
        after = "e => getComputedStyle(e, '::after').content"
        link = found.page.get_by_role("link", name="Watch on YouTube").first
        assert "youtube.com/watch" in link.evaluate(after)
        whole = found.page.get_by_role("link", name="vine.co/v/eX4mPl3", exact=True)
        assert whole.evaluate(after) == "none"
        in_quote = found.page.get_by_role("link", name="https://example.org/tow").first
        assert in_quote.evaluate(after) == "none"
        assert not found.page.locator("audio").first.is_visible()
        for words in ("Playing loads content from media.example.org.", "View full page"):
            assert not found.page.get_by_text(words).first.is_visible()


def test_the_print_has_the_chapters(browser: Any, site: str) -> None:
    with opened(browser, f"{site}facade-en.html") as found:
        chapter = found.page.get_by_text("Weather warning")
        assert not chapter.is_visible()
        found.page.emulate_media(media="print")
        assert chapter.is_visible()


def test_a_page_of_one_scheme_has_facades_of_the_same(browser: Any, tmp_path: Path) -> None:
    chosen = Theme(color_scheme="light")
    (tmp_path / "cards.css").write_text(cards.stylesheet(), "utf-8")
    sheet = '<link rel="stylesheet" href="cards.css"><style>:root { color-scheme: light }</style>'
    (tmp_path / "light.html").write_text(f"<!doctype html>{sheet}{cards.html(case('rich-chart'), chosen)}", "utf-8")
    with served(tmp_path) as address, opened(browser, f"{address}light.html", scheme="dark") as found:
        words = found.page.frame_locator("iframe").locator(".mk-say")
        assert words.evaluate("e => getComputedStyle(e).color") == "rgb(26, 26, 26)"


def test_names_for_those_who_hear_the_page(browser: Any, site: str) -> None:
    with opened(browser, f"{site}facade-en.html") as found:
        press = found.page.frame_locator('iframe[title^="Video: The lifeboat"]').get_by_role("link")
        name = "Play video: The lifeboat tows the ferry past the breakwater (3 min 5 s)"
        assert f'link "{name}' in press.aria_snapshot()
        assert found.page.get_by_role("article", name="The night of the tow").is_visible()
        link = found.page.get_by_role("article", name="Two hundred ashore").get_by_role("link")
        assert [each.inner_text() for each in link.all()] == ["Two hundred ashore after a night in the fog"]
        quote = found.page.get_by_role("blockquote").first
        assert quote.get_attribute("cite").startswith("https://x.com/")
