"""Laws of `find`, `split` and `replace` on any text: never an error, never a warning, never a byte out of place."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from mediakit import body
from mediakit.embed import Placed
from mediakit.html import Html

TAGS = (
    "p div span a figure figcaption blockquote ul li table tr td iframe img video audio source object param embed "
    "script noscript picture br b pre code amp-img oembed section textarea title svg template cite em"
).split()
BITS = (
    '<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ">',
    '<iframe src="https://x.example/y"></iframe>',
    '<img src="https://x.example/a.jpg">',
    '<img data-src="/b.jpg" alt="B">',
    "https://youtu.be/dQw4w9WgXcQ",
    "\nhttps://example.org/x\n",
    '<blockquote class="twitter-tweet"><p lang="en">Hi</p>— A (@a) <a href="https://twitter.com/a/status/20">1</a>',
    '<script src="https://platform.twitter.com/widgets.js"></script>',
    "[embed]",
    "[/embed]",
    "[caption]",
    "[/caption]",
    '[gallery ids="1"]',
    "[youtube dQw4w9WgXcQ]",
    '<!-- wp:embed {"url":"https://youtu.be/dQw4w9WgXcQ"} /-->',
    "<!-- wp:image -->",
    "<!-- /wp:image -->",
    '<a href="https://youtu.be/dQw4w9WgXcQ">',
    '<video src="https://x.example/v.mp4">',
    '<figure class="wp-block-gallery">',
    '<div class="wp-caption">',
    '<p class="wp-caption-text">',
    '<div class="fb-post" data-href="https://www.facebook.com/x/posts/1">',
    '<embed src="https://www.youtube.com/v/dQw4w9WgXcQ">',
    '<param name="movie" value="https://youtu.be/dQw4w9WgXcQ">',
    "<iframe srcdoc='<img src=https://x.example/i.jpg>'></iframe>",
    '<p mk-at="3">',
    '<mk-url mk-at="0">',
    "</mk-code>",
    '<drupal-media data-entity-uuid="a" data-caption="C">',
    '[[{"fid":"1","type":"media"}]]',
    '<div class="youtube-wrap" data-attrs=\'{"videoId":"dQw4w9WgXcQ"}\'>',
    '<div itemscope itemtype="https://schema.org/VideoObject"><meta itemprop="contentUrl" content="https://x.example/a.mp4">',
    '<script type="application/ld+json">{"@type":"VideoObject","contentUrl":"https://x.example/a.mp4"}</script>',
    '<script>YT.Player("a", {videoId: "dQw4w9WgXcQ"})</script>',
    '<div data-html="<iframe src=https://youtu.be/dQw4w9WgXcQ>">',
    '<!-- wp:a/b {"src":"https://youtu.be/dQw4w9WgXcQ"} /-->',
    "<p>Some words <a href=/x>and a link</a> go on.</p>",
    '<amp-carousel><amp-img src="/a.jpg">',
    '<img src="blob:x">',
    '<div class="fb-like">',
    "</embed>",
    "[my_gallery id=3]",
    "Photo: A/AP",
    "(Reuters)",
    " | ",
    "word ",
    "\n\n",
    "<br>",
    '<a b="',
    '">',
    "'>",
    "<!--",
    "-->",
    "\x00",
    "\ud800",
    "&amp;",
    "&#999999999999;",
)
PIECE = st.one_of(
    st.text(max_size=5),
    st.sampled_from(TAGS).map("<{}>".format),
    st.sampled_from(TAGS).map("</{}>".format),
    st.sampled_from(BITS),
)
SOUP = st.lists(PIECE, max_size=25).map("".join)


@settings(max_examples=300, deadline=None)
@given(st.one_of(SOUP, st.text()))
def test_laws(post: str) -> None:
    found = list(body.find(post, base_url="https://example.org/"))
    behind = 0
    for each in found:
        start, end = each.span
        assert behind <= start < end <= len(post)
        assert post[start:end] == each.markup
        behind = end
    assert body.replace(post, lambda each: each.markup, base_url="https://example.org/") == post
    parts = body.split(post, base_url="https://example.org/")
    assert [part for part in parts if isinstance(part, Placed)] == [each.placed for each in found]
    assert all(part for part in parts if isinstance(part, Html))


@settings(max_examples=200, deadline=None)
@given(SOUP, st.sampled_from([None, "https://example.org/"]))
def test_laws_of_holes(post: str, base_url: str | None) -> None:
    """In order, apart from each other and from what was found, as they were written; the words of each are kept."""
    spans = [found.span for found in body.find(post, base_url=base_url)]
    missed = list(body.holes(post, base_url=base_url))
    for each in missed:
        assert post[each.span[0] : each.span[1]] == each.markup
        assert each.advice
    every = sorted([*spans, *(each.span for each in missed)])
    assert all(one[1] <= other[0] for one, other in pairwise(every))
    assert [each.span for each in missed] == sorted(each.span for each in missed)
    told = "".join(str(part) for part in body.split(post, base_url=base_url) if isinstance(part, Html))
    if len(missed) == 1 and not spans and (words := missed[0].words) and words.isalnum():
        assert words in told


@settings(max_examples=150, deadline=None)
@given(SOUP)
def test_what_is_found_can_be_kept(post: str) -> None:
    from mediakit import from_dict

    for each in body.find(post, base_url="https://example.org/"):
        assert from_dict(each.embed.to_dict()) == each.embed


def test_hostile_sources_end() -> None:
    """Each of these took minutes, or all memory, with one parser or pattern or another."""
    for bit in (
        "<div>",
        "<ul><li>",
        "<blockquote>",
        "<figure><img src=https://x.example/a.jpg>",
        "<object>",
        "<a href=https://x.example/>",
        "<blockquote class=twitter-tweet>",
        '<a b="',
        "[embed]",
        "<!-- wp:a -->",
        "https://youtu.be/dQw4w9WgXcQ\n",
    ):
        assert sum(1 for _ in body.find(bit * (40_000 // len(bit)))) >= 0
