"""The tables of precedence: ranks never rise, names exist, and each row is heard when those before it are silent."""

import pytest

from mediakit import merge
from mediakit.embed import Link, Source
from mediakit.read import precedence, read_oembed, read_page
from mediakit.read.values import FIELDS

ADDRESS = "https://www.harbour-post.example/ferry"
TABLES = {name: value for name, value in vars(precedence).items() if name.isupper() and isinstance(value, tuple)}


@pytest.mark.parametrize("name", sorted(name for name in TABLES if not name.startswith("_")))
def test_ranks_never_rise_along_a_table(name: str) -> None:
    ranks = [row.rank for row in TABLES[name]]
    assert ranks == sorted(ranks, reverse=True)
    assert all(0 < rank < precedence.ADDRESS for rank in ranks)


def test_every_field_is_a_field_of_an_embed() -> None:
    assert all(hasattr(Link(key="link:url:x", url="x"), name) for name in FIELDS)


TITLES = [
    ('<meta property="og:title" content="{}">', "opengraph"),
    ('<meta name="twitter:title" content="{}">', "twitter"),
    ('<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{}"}}</script>', "jsonld"),
    ('<p itemscope itemtype="https://schema.org/NewsArticle"><b itemprop="headline">{}</b></p>', "microdata"),
    ('<p vocab="https://schema.org/" typeof="NewsArticle"><b property="headline">{}</b></p>', "rdfa"),
    ('<meta name="parsely-title" content="{}">', "html"),
    ('<p class="h-entry"><b class="p-name">{}</b></p>', "microformats"),
    ("<title>{}</title>", "html"),
    ("<h1>{}</h1>", "html"),
]


@pytest.mark.parametrize("first", range(len(TITLES)))
def test_the_first_title_that_is_stated_is_taken(first: int) -> None:
    page = "".join(markup.format(f"Title {at}") for at, (markup, _) in reversed(list(enumerate(TITLES))[first:]))
    embed = read_page(page, url=ADDRESS)
    assert (embed.title, embed.provenance["title"].kind) == (f"Title {first}", TITLES[first][1])


def test_a_medium_is_named_by_its_host_and_an_article_by_its_page() -> None:
    page = read_page('<meta property="og:title" content="Of the page">', url=ADDRESS)
    video = read_oembed('{"type": "video", "title": "Of the host"}', url=ADDRESS)
    named = read_oembed('{"type": "video", "title": "Of the host"}', url=ADDRESS, trust="discovered")
    article = read_oembed('{"type": "link", "title": "Of the blog"}', url=ADDRESS)
    assert merge(page, video).title == merge(video, page).title == "Of the host"
    assert merge(page, named).title == "Of the page"
    assert merge(page, article).title == "Of the page"


def test_the_hour_that_an_id_holds_goes_before_the_day_of_a_quotation() -> None:
    html = "<blockquote class='twitter-tweet'><p>x</p>&mdash; Ana (@ana) <a href='/'>January 11, 2016</a></blockquote>"
    answer = read_oembed(f'{{"type": "rich", "html": "{html}"}}', url=ADDRESS)
    assert answer.provenance["published"] == Source(kind="oembed", rank=precedence.GUESS)
    assert precedence.GUESS < precedence.ID


def test_a_wall_changes_nothing_that_was_known() -> None:
    known = read_page('<meta property="og:title" content="Ferry sinks">', url=ADDRESS)
    wall = read_page("<title>Just a moment...</title>", url=ADDRESS)
    assert merge(known, wall).title == "Ferry sinks"
