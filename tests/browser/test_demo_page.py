"""The demo's own page and cards in a real browser: valid, accessible, silent before a click, still, at every width."""

from pathlib import Path

import pytest
from harness import opened, served, validate

from mediakit.cli import demo
from mediakit.cli.terminal import write_files

WIDTHS = (320, 800, 1280)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("demo-page")
    write_files(made, demo.build()[1])
    return made


@pytest.fixture(scope="module")
def site(folder):
    with served(folder) as address:
        yield address


def test_the_validator_has_nothing_to_say(folder, vnu):
    pages = [folder / "index.html", *sorted((folder / "cards").glob("*.html"))]
    assert len(pages) == 17
    assert validate(pages) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_accessible(browser, axe, site, scheme, width):
    with opened(browser, f"{site}index.html", scheme=scheme, width=width, policy="bypassed") as page:
        page.scroll_through()
        assert page.violations() == []


@pytest.mark.parametrize("width", WIDTHS)
def test_asks_nobody_and_stands_still(browser, site, width):
    with opened(browser, f"{site}index.html", width=width) as page:
        page.scroll_through()
        assert [request.url for request in page.outside] == []
        assert (page.sideways(), page.shift()) == (0, 0.0)
        assert page.complaints == []
        broken = "() => [...document.images].filter(i => !i.complete || !i.naturalWidth).map(i => i.src)"
        assert page.page.evaluate(broken) == []


def test_one_click_asks_one_provider(browser, site):
    with opened(browser, f"{site}index.html") as page:
        frame = page.page.frame_locator('iframe[title*="first push"]')
        frame.locator("a").first.click()
        page.page.wait_for_timeout(500)
        hosts = {request.url.split("/")[2] for request in page.outside}
        assert hosts == {"www.youtube-nocookie.com"}
        assert len(page.outside) == 1


def test_the_episode_plays_from_the_folder(browser, site):
    with opened(browser, f"{site}index.html") as page:
        page.page.locator("audio").first.evaluate("a => { a.preload = 'metadata'; a.load() }")
        page.page.wait_for_function("() => document.querySelector('audio').duration > 30")
        assert [request.url for request in page.outside] == []
