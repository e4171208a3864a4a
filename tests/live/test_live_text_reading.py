"""Live blogs from copied text: our own cases in cases/, and the page everything began with where it is at hand."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import any_text

from mediakit import live
from mediakit.embed import Placed
from mediakit.errors import InvalidData
from mediakit.times import iso

CASES = sorted(Path(__file__).with_name("cases").glob("*.txt"))
SEED = Path(__file__).parents[2].parent / "shared" / "seed" / "000_dfd6bfe0cb3e3cdd.txt"


def told(blog, holes):
    """A blog in the terms of a case's expectations."""
    hero = blog.hero
    return {
        "title": blog.title,
        "published": iso(blog.published) if blog.published else None,
        "description": blog.description,
        "previous": blog.previous.title if blog.previous else None,
        "hero": [hero.caption, hero.credit] if hero else None,
        "posts": [
            [post.headline, [author.name for author in post.authors], iso(post.published) if post.published else None]
            for post in blog.posts
        ],
        "cards": [
            [part.embed.title, part.embed.description, iso(part.embed.published)]
            for post in blog.posts
            for part in post.body
            if isinstance(part, Placed) and part.embed.kind == "link"
        ],
        "holes": [[hole.line, hole.medium, hole.words] for hole in holes],
    }


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_own_cases(case):
    expected = json.loads(case.with_suffix(".json").read_text("utf-8"))
    blog, holes = live.read(case.read_bytes())
    found = told(blog, holes)
    whole = live.text(blog)
    for words in expected.pop("kept_words"):
        assert words in whole
    starts = [words for _, _, words in expected["holes"]]
    found["holes"] = [
        [line, medium, start if words.startswith(start) else words]
        for (line, medium, words), start in zip(found["holes"], starts, strict=True)
    ]
    assert found == expected


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_no_word_is_lost(case):
    """Every line's words stand somewhere in the blog, but for labels and the words of a card's button."""
    text = case.read_text("utf-8")
    blog, _ = live.read(text)
    kept = json.dumps(blog.to_dict(), ensure_ascii=False)
    dropped = [
        line
        for line in text.splitlines()
        for word in [line.strip().rstrip(".”").split(" ")[-1]]
        if word and word not in kept and word.strip("“”.,!?") not in kept
    ]
    allowed = ("GMT", "2019", "2021", "2024", "full page", "https://")
    assert [line for line in dropped if not any(sign in line for sign in allowed)] == []


def test_the_seed_is_read_exactly():
    if not SEED.exists():
        pytest.skip("the corpus is not here: the page the project began with")
    blog, holes = live.read(SEED.read_bytes())
    assert iso(blog.published) == "2016-01-11"
    assert blog.hero.caption.startswith("Left to right: Syrian president")
    assert blog.hero.caption.endswith("Sayyed Hassan Nasrallah")
    assert blog.hero.credit == "Khaled Al Harir/Reuters"
    assert blog.description.startswith("Civilians have reportedly been decimated")
    assert "Putin in Syria" in blog.previous.title
    assert [(post.headline.split()[0], [author.name for author in post.authors]) for post in blog.posts] == [
        ("Russian", ["Catherine A. Fitzpatrick"]),
        ("At", ["Pierre Vaux"]),
        ("Russia,", []),
        ("Hezbollah,", ["James Miller"]),
    ]
    (card,) = [part for post in blog.posts for part in post.body if isinstance(part, Placed)]
    assert card.embed.title == "Russia Is Arming Hezbollah, Say Two of the Group's Field Commanders"
    assert card.embed.description.startswith("BEIRUT – Lebanese") and card.embed.description.endswith("and Russia.")
    assert iso(card.embed.published) == "2016-01-11T20:23:00+00:00"
    assert [(hole.medium, hole.words[:40]) for hole in holes] == [
        ("unknown", "Radar towers which may belong to either "),
        ("photo", "The LCC posted photographs of the afterm"),
        ("video", "This video from the Shaam News Network s"),
        ("video", "This video claims a higher figure of 35 "),
        ("audio", "Listen below or click here to open the p"),
    ]


def test_an_address_that_is_known_places_what_has_none():
    text = CASES[1].read_text("utf-8")
    blog, _ = live.read(text, url="https://tidewire.example/petra")
    assert blog.id == "https://tidewire.example/petra"
    assert blog.hero.embed.url == "https://tidewire.example/petra#photo"
    without, _ = live.read(text)
    assert without.hero.embed.url.startswith("https://unknown.invalid/")
    assert "unknown.invalid" not in live.page(without)


@pytest.mark.parametrize("saved", ["", " \n \n", "Just a sentence about nothing.", b"\x00\x01\x02", "<p>x</p>"])
def test_what_is_no_live_blog_says_what_was_expected(saved):
    with pytest.raises(InvalidData) as caught:
        live.read(saved)
    assert "expected" in str(caught.value)


def test_bytes_that_are_no_text_are_told_from_text_that_speaks_of_zeros():
    with pytest.raises(InvalidData, match="is not text"):
        live.read(b"Harbour Day\n\nMay 14, 2025\n\0\0\0")
    text = "Harbour Day\n\nMay 14, 2025\n\nA string ends in \\0, she says.\n\n— Ada Ek\n"
    assert live.read(text.encode()).blog == live.read(text).blog
    assert live.read(text.encode("utf-16")).blog == live.read(text).blog


def test_bytes_in_an_old_encoding_and_with_dos_lines():
    text = "Sturm über Kärnten\r\n\r\nMay 3, 2014\r\n\r\nEs stürmt.\r\n\r\n— Jörg Müller\r\n"
    blog, _ = live.read(text.encode("windows-1252"))
    assert (blog.title, blog.posts[0].authors[0].name) == ("Sturm über Kärnten", "Jörg Müller")
    assert live.read(text.encode("utf-8-sig")).blog == blog


TEXTS = any_text()
LINES = st.lists(
    st.one_of(
        any_text(),
        st.sampled_from(
            (
                "",
                "June 14, 2025",
                "Live updates: rain",
                "View full page",
                "— Ines Korhonen",
                "Gates Open at the Fish Market",
                "Jan 11, 2016 20:23 (GMT)",
                "14:35 GMT – Two",
                "https://youtu.be/aqz-KE-bpKQ",
                "A | B",
                "Ines Korhonen",
            )
        ),
    ),
    max_size=14,
)


@settings(max_examples=120)
@given(LINES.map("\n".join))
def test_any_text_is_a_blog_or_refused_in_words(text):
    for saved in (text, text.encode("utf-8", "surrogatepass")):
        try:
            blog, holes = live.read(saved)
        except InvalidData as error:
            assert "expected" in str(error)
        else:
            assert live.from_dict(blog.to_dict()) == blog
            assert len({post.id for post in blog.posts}) == len(blog.posts)
            assert live.page(blog) and all(hole.line for hole in holes)


TAGS = ("p", "div", "article", "h2", "span", "time", "blockquote", "figure", "iframe", "img", "script", "main")
JSONLD = '<script type="application/ld+json">{"@type": "LiveBlogPosting", %s}</script>'
PIECES = st.one_of(
    any_text(),
    st.builds("<{} class='{}' id={} data-url='https://youtu.be/a'>".format, st.sampled_from(TAGS), TEXTS, TEXTS),
    st.builds("</{}>".format, st.sampled_from(TAGS)),
    st.sampled_from(
        (
            '<div itemscope itemtype="https://schema.org/LiveBlogPosting">',
            '<div itemprop="liveBlogUpdate" itemscope itemtype="https://schema.org/BlogPosting" id="a">',
            JSONLD % '"liveBlogUpdate": [{"url": "#a"}, 3, "x"], "headline": "A"',
            JSONLD % '"image": {"url": {}}, "about": 1',
        )
    ),
)


@settings(max_examples=120)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_any_page_is_a_blog_or_refused_in_words(page):
    try:
        blog, _ = live.read("<!doctype html>" + page, url="https://example.org/live")
    except InvalidData as error:
        assert "expected" in str(error)
    else:
        assert live.from_dict(blog.to_dict()) == blog
        assert live.page(blog)
