"""The live page in a real browser: valid, accessible, still, and silent until its reader presses something."""

import struct
import zlib
from datetime import UTC, datetime

import pytest
from harness import WIDTHS, opened, served, validate

from mediakit import cards, live
from mediakit.embed import (
    Audio,
    Image,
    Link,
    Organization,
    Person,
    Photo,
    Placed,
    ProviderRef,
    SocialPost,
    Status,
    Video,
)
from mediakit.providers import from_url


def grey(width, height):
    """A grey PNG of this size."""

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x84" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def placed(url, **words):
    return Placed(embed=from_url(url), **words)


def at(hour, minute=0):
    return datetime(2025, 6, 14, hour, minute, tzinfo=UTC)


def prose(html):
    from mediakit import prose as words

    return words.clean(html)


def blog(**changes):
    """A blog with everything a page can show."""
    photo = Photo(
        key="link:url:https://tidewire.example/live/harbour/media/quay.png",
        url="https://tidewire.example/live/harbour/media/quay.png",
        images=(
            Image(
                url="https://tidewire.example/live/harbour/media/quay.png",
                role="photo",
                width=1200,
                height=675,
                local="quay.png",
            ),
        ),
    )
    gone = Video(
        key="vine:video:abc",
        url="https://vine.co/v/abc",
        provider=ProviderRef(key="vine", name="Vine"),
        title="The gate falls",
        status=Status(state="gone", since=at(1)),
    )
    story = Link(
        key="link:url:https://gazette.example/buoy",
        url="https://gazette.example/buoy",
        title="The buoy that knew",
        description="Two skippers say they warned the mainland.",
        published=at(7),
    )
    tweet = SocialPost(
        key="twitter:status:1",
        url="https://x.com/pilot/status/1",
        provider=ProviderRef(key="twitter", name="X"),
        text="سفينة في الميناء",
        lang="ar",
    )
    sound = Audio(
        key="link:url:https://tidewire.example/a.mp3",
        url="https://tidewire.example/a.mp3",
        title="Foghorn",
        duration=62.0,
    )
    ines = Person(name="Ines Korhonen", url="https://tidewire.example/ines")
    samir = Person(name="سمير حداد")
    posts = (
        live.Post(
            id="1",
            headline="The gates are open",
            body=(
                prose("<p>The queue reaches the <em>market</em>.</p><h2>Who came</h2><ul><li>All</li></ul>"),
                Placed(embed=sound),
            ),
            authors=(ines, samir),
            published=at(9),
            updated=at(10),
            key_event=True,
            breaking=True,
            corrections=(live.Correction(text="Two tugs, not three.", reason="A slip.", at=at(10)),),
        ),
        live.Post(id="2", headline="Pinned words", body=(Placed(embed=story),), published=at(8), pinned=True),
        live.Post(
            id="3",
            headline="تحية من الإسكندرية",
            body=(prose("<p>صباح الخير من الميناء.</p>"), Placed(embed=tweet)),
            lang="ar",
            published=at(11),
            authors=(samir,),
            key_event=True,
        ),
        live.Post(
            id="4",
            body=(
                prose("<p>No headline here.</p>"),
                placed("https://www.youtube.com/watch?v=aqz-KE-bpKQ", caption="The line", credit="Trust"),
            ),
            published=at(12),
        ),
        live.Post(id="5", headline="Wrong", withdrawn=live.Withdrawn(at=at(13), reason="False."), published=at(12, 30)),
        live.Post(
            id="6", headline="Moi", body=(prose("<p>Terve.</p>"), Placed(embed=gone)), lang="fi", published=at(13)
        ),
    )
    values = {
        "id": "harbour",
        "title": "Harbour day",
        "url": "https://tidewire.example/live/harbour",
        "description": "All day from the quay.",
        "zone": "Europe/Helsinki",
        "state": "live",
        "coverage_start": at(8),
        "event": live.Event(name="Return of the lightship", place="West Quay", start=at(8)),
        "hero": Placed(embed=photo, caption="The mole", credit="Ines Korhonen", alt="A red ship under tow"),
        "lead": (prose("<p>The sea is calm.</p>"),),
        "authors": (ines,),
        "publisher": Organization(name="Tidewire", url="https://tidewire.example/"),
        "previous": live.Previous(title="Friday: the tugs leave", url="https://tidewire.example/live/tugs"),
        "posts": posts,
    }
    return live.LiveBlog(**{**values, **changes})


VARIANTS = {
    "whole": blog(),
    "arabic": blog(lang="ar", title="يوم الميناء"),
    "unspoken": blog(lang="fi"),
    "bare": live.LiveBlog(id="b", title="Bare", posts=(live.Post(id="1", body=(prose("<p>Words.</p>"),)),)),
    "empty": live.LiveBlog(id="e", title="Empty", state="scheduled"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("live")
    theme = cards.Theme(media_url=lambda name: name)
    links = live.PageLinks(atom="feed.atom", text="live.txt")
    for name, value in VARIANTS.items():
        (folder / f"{name}.html").write_text(live.page(value, theme, links=links), "utf-8")
    (folder / "cards.css").write_text(cards.stylesheet(), "utf-8")
    (folder / "live.css").write_text(live.stylesheet(), "utf-8")
    (folder / "quay.png").write_bytes(grey(1200, 675))
    return folder


@pytest.fixture(scope="module")
def site(folder):
    with served(folder) as address:
        yield address


def test_the_validator_has_nothing_to_say(folder, vnu):
    assert validate(sorted(folder.glob("*.html"))) == []


@pytest.mark.parametrize("name", VARIANTS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessible(browser, axe, site, name, scheme):
    with opened(browser, f"{site}{name}.html", scheme=scheme, policy="bypassed") as page:
        assert page.violations() == []


@pytest.mark.parametrize("name", VARIANTS)
@pytest.mark.parametrize("width", WIDTHS)
def test_still_silent_and_never_sideways(browser, site, name, width):
    with opened(browser, f"{site}{name}.html", width=width) as page:
        page.scroll_through()
        assert (page.sideways(), page.shift()) == (0, 0.0)
        assert [request.url for request in page.outside] == []
        assert page.complaints == []


def test_permalinks_lead_to_their_posts(browser, site):
    with opened(browser, f"{site}whole.html") as page:
        for link in page.page.locator("a[rel=bookmark], .lb-keys a, .lb-skip").all():
            target = link.get_attribute("href")
            assert target.startswith("#") and page.page.locator(f'[id="{target[1:]}"]').count() == 1


def test_order_names_and_marks_as_assistive_technology_has_them(browser, site):
    with opened(browser, f"{site}whole.html") as page:
        headings = [each.inner_text() for each in page.page.locator("h1, h2, .lb-post > header > h3").all()]
    assert headings == [
        "Harbour day",
        "Key events",
        "Pinned",
        "Pinned words",
        "Updates",
        "Moi",
        "Withdrawn update",
        "Update, 14 June 2025, 15:00 EEST",
        "تحية من الإسكندرية",
        "The gates are open",
    ]
