"""A post cut into prose and embeds: the order, the words that must survive, the context that goes on behind a cut."""

from __future__ import annotations

import pytest

from mediakit import body, prose
from mediakit.embed import Placed
from mediakit.html import Html

VIDEO = '<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ"></iframe>'


def shape(post: str) -> list[str]:
    return ["*" if isinstance(part, Placed) else str(part) for part in body.split(post)]


@pytest.mark.parametrize(
    ("post", "expected"),
    [
        (f"<p>One.</p>{VIDEO}<p>Two.</p>", ["<p>One.</p>", "*", "<p>Two.</p>"]),
        (f"<p>One {VIDEO} two.</p>", ["<p>One</p>", "*", "<p>two.</p>"]),
        (f"<p><b>One {VIDEO} two.</b></p>", ["<p><b>One</b></p>", "*", "<p><b>two.</b></p>"]),
        (
            f"<blockquote><p>One</p>{VIDEO}<p>Two</p></blockquote>",
            ["<blockquote><p>One</p></blockquote>", "*", "<blockquote><p>Two</p></blockquote>"],
        ),
        (
            f"<ol><li>One</li><li>Two {VIDEO} more</li><li>Three</li></ol>",
            [
                "<ol><li>One</li><li>Two</li></ol>",
                "*",
                '<ol start="2"><li>more</li><li>Three</li></ol>',
            ],
        ),
        (f"<ol><li>One</li><li>{VIDEO}</li><li>Three</li></ol>", None),
        (f'<div dir="rtl" lang="ar"><p>واحد</p>{VIDEO}<p>اثنان</p></div>', None),
        ("One.\n\nhttps://youtu.be/dQw4w9WgXcQ\n\nTwo.", ["<p>One.</p>", "*", "<p>Two.</p>"]),
        (f"{VIDEO}{VIDEO}", ["*", "*"]),
        (VIDEO, ["*"]),
        ("", []),
        ("<script>x()</script>", []),
    ],
)
def test_the_shape_of_a_post(post: str, expected: list[str] | None) -> None:
    if expected is not None:
        assert shape(post) == expected
    for part in body.split(post):
        if isinstance(part, Html):
            assert prose.clean(part) == part


def test_a_number_is_not_given_twice() -> None:
    parts = shape(f"<ol><li>One</li><li>{VIDEO}</li><li>Three</li></ol>")
    assert parts == ["<ol><li>One</li></ol>", "*", '<ol start="2"><li>Three</li></ol>']


def test_the_direction_goes_on_behind_an_embed() -> None:
    first, _, last = shape(f'<div dir="rtl" lang="ar"><p>واحد</p>{VIDEO}<p>اثنان</p></div>')
    assert first.startswith('<p lang="ar" dir="rtl">')
    assert last.startswith('<p lang="ar" dir="rtl">')


def test_no_word_of_a_post_is_lost() -> None:
    post = (
        "<h2>The move</h2><p>It began at <i>dawn</i>.</p>"
        '<figure><img src="https://example.org/a.jpg" alt="A lamp">'
        "<figcaption>Lamp on a cart | Ana Lim</figcaption></figure>"
        '<blockquote class="twitter-tweet"><p>Slowly now.</p>&mdash; Ana Lim (@ana) '
        '<a href="https://twitter.com/ana/status/684690494841028608">January 6, 2016</a></blockquote>'
        '<p><a href="https://youtu.be/dQw4w9WgXcQ">Watch the crane</a></p><ul><li>cart</li><li>crane</li></ul>'
    )
    kept: list[str] = []
    for part in body.split(post):
        if isinstance(part, Placed):
            said = (part.caption, part.credit, part.alt, part.title, part.embed.text, *part.embed.authors)
            kept += [each.name if hasattr(each, "name") else str(each) for each in said if each]
        else:
            kept.append(prose.plain(part))
    whole = " ".join(kept)
    for words in ("The move", "dawn", "Lamp on a cart", "Ana Lim", "A lamp", "Slowly now.", "Watch the crane", "crane"):
        assert words in whole


def test_cards_take_the_place_of_markup() -> None:
    post = f"<div class='post'>\r\n<p>One &amp; two</p>\r\n<p>{VIDEO}</p>\r\n<P>Three</P></div>"
    made = body.replace(post, lambda found: f"<article>{found.embed.key}</article>")
    assert made == (
        "<div class='post'>\r\n<p>One &amp; two</p>\r\n"
        "<article>youtube:video:dQw4w9WgXcQ</article>\r\n<P>Three</P></div>"
    )


def test_providers_are_an_argument() -> None:
    post = "<p>https://youtu.be/dQw4w9WgXcQ</p>"
    (found,) = body.find(post, providers=())
    assert (found.embed.kind, found.embed.provider) == ("link", None)
    assert body.split(post, providers=())[0] == found.placed


def test_what_the_code_tells_says_so() -> None:
    (found,) = body.find(
        '<blockquote class="twitter-tweet"><p lang="en">Hi</p>— Ana (@ana) '
        '<a href="https://twitter.com/ana/status/684690494841028608">January 6, 2016</a></blockquote>'
    )
    assert found.embed.provenance["text"].kind == "code"
    assert found.embed.provenance["authors"].kind == "code"
    assert found.embed.provenance["published"].kind == "id"
