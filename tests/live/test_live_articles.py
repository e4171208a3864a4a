"""Saved article pages: their own media and words without what stands around them; articles that are told by time."""

import pytest

from mediakit import live, prose
from mediakit.embed import Placed

WORDS = (
    "<p>The lightship came in on the evening tide, with all her flags set and three thousand people on the quay.</p>"
)
PICTURE = '<p><img src="/photos/aurora-at-the-quay.jpg" alt="A red ship"></p>'


def article(inner, before=""):
    page = f"<!doctype html><title>Aurora is home</title><article>{before}{WORDS}{inner}{WORDS}</article>"
    return live.read(page, url="https://tidewire.example/aurora").blog


def media(blog):
    return [
        placed.embed.url.rpartition("/")[2] for post in blog.posts for placed in post.body if hasattr(placed, "embed")
    ]


FURNITURE = {
    "share tools": '<div class="sharetools sharetools-small" id="topshare"><ul><li class="ds"><a href="#c">'
    '<img src="/i/ds_sm.png" alt="Disqus"></a></li><li><a href="/t"><img src="/i/tm_sm.png"></a></li></ul></div>',
    "a follow box": '<div class="follow-buttons"><span><div class="fb-like" '
    'data-href="http://www.facebook.com/tidewire" data-action="like"></div></span></div>',
    "a like button alone": '<div class="fb-like" data-href="https://www.facebook.com/tidewire"></div>',
    "the frame of a like button": '<iframe src="https://www.facebook.com/plugins/like.php?href=https%3A%2F%2Fa"></iframe>',
    "teasers": '<ul><li><a href="/a"><img src="/x/tugs-leave-port.jpg">The tugs leave port today</a></li>'
    '<li><a href="/b"><img src="/x/a-bell-rings.jpg">A bell is heard from the sea</a></li></ul>',
    "an aside of links": '<aside><a href="/a"><img src="/x/some-other-story.jpg"></a> <a href="/b">More</a></aside>',
    "a small icon": '<p><img src="/i/anything-at-all.jpg" width="25" height="25"></p>',
    "an icon by its name": '<p><img src="/i/icon-print@2x.png"></p>',
    "a theme's picture": '<p><img src="/wp-content/themes/harbour/waves.png"></p>',
    "an ornament": '<p><i><img src="/o/curl_1817837a.gif"></i></p>' * 3,
    "an author's box": '<div class="author-box"><img src="/people/ines-korhonen.jpg">Ines writes about ships.</div>',
}


@pytest.mark.parametrize("name", FURNITURE)
def test_what_stands_around_an_article_is_none_of_it(name):
    assert media(article(FURNITURE[name] + PICTURE)) == ["aurora-at-the-quay.jpg"]


KEPT = {
    "a player in a strange box": (
        '<div class="related social"><iframe src="https://www.youtube.com/embed/aqz-KE-bpKQ">',
        1,
    ),
    "a post in an aside": (
        '<aside><blockquote class="twitter-tweet"><p>Doors!</p><a href="https://twitter.com/a/status/1933766898874504839">'
        "x</a></blockquote></aside>",
        1,
    ),
    "a box that a script fills": ('<div class="social-embed" data-embed-url="https://youtu.be/aqz-KE-bpKQ"></div>', 1),
    "an address in a share box": (
        '<p class="share"><a href="https://youtu.be/aqz-KE-bpKQ">https://youtu.be/aqz-KE-bpKQ</a>',
        1,
    ),
    "a figure in a side bar": ('<div class="sidebar"><figure><img src="/x/chart-of-tides.png"></figure></div>', 1),
    "a picture alone in an aside": ('<aside><img src="/x/chart-of-tides.png" alt="Tides"></aside>', 1),
    "pictures that open large": (
        '<div><a href="/x/one-large.jpg"><img src="/x/one-small.jpg"></a><a href="/x/two-large.jpg">'
        '<img src="/x/two-small.jpg"></a></div>',
        1,
    ),
    "a picture of a logo": ('<p><img src="/x/the-new-logo-of-the-harbour.png"></p>', 1),
}


@pytest.mark.parametrize("name", KEPT)
def test_media_are_kept_whatever_they_stand_in(name):
    inner, least = KEPT[name]
    assert len(media(article(inner))) >= least


def test_words_are_kept_whatever_their_box_is_called():
    blog = article(f'<div class="related author comment">{WORDS.replace("lightship", "old red vessel")}{WORDS}</div>')
    assert "old red vessel" in live.text(blog)


def test_a_caption_is_not_said_twice():
    figure = "<figure><img src='/x/aurora.jpg'><figcaption>The mole at noon</figcaption></figure>"
    blog = article(f"<p>Before.</p>{figure}<p>The mole at noon</p><p>After.</p>")
    told = [prose.plain(part) for part in blog.posts[0].body if not isinstance(part, Placed)]
    assert "The mole at noon" not in "".join(told) and "Before." in told[0] and told[1].startswith("After.")


def test_the_hero_is_not_shown_again_in_another_size():
    head = '<meta property="og:image" content="https://tidewire.example/p/aurora-at-sea.jpg">'
    picture = '<img src="/p/aurora-at-sea-640x480.jpg">'
    page = f"<!doctype html><head>{head}<title>A</title></head><article>{WORDS}{picture}</article>"
    assert live.read(page, url="https://tidewire.example/a").blog.hero is None
    other = page.replace("aurora-at-sea-640", "another-view-640")
    assert live.read(other, url="https://tidewire.example/a").blog.hero is not None


TIMES = {
    "down": ["17.00", "16.06", "15.40", "11.02"],
    "up, past midnight": ["22:10", "23:45", "00:04", "01:30"],
    "in halves": ["9:15am", "11:40am", "1:05pm", "3:30 p.m."],
}


@pytest.mark.parametrize("order", TIMES)
def test_paragraphs_that_begin_with_times_are_posts(order):
    entries = "".join(f"<p><strong>{at}</strong> Rain over the mole.</p><p>And wind.</p>" for at in TIMES[order])
    blog = article(entries)
    assert [prose.plain(post.body[0]).split(" Rain")[0] for post in blog.posts] == TIMES[order]
    assert prose.plain(blog.lead[0]).startswith("The lightship came in")
    assert len({post.id for post in blog.posts}) == 4
    assert "And wind." in prose.plain(blog.posts[0].body[0])


@pytest.mark.parametrize(
    "times", [["17.00", "16.06"], ["9.30", "11.00", "8.15", "12.40"], ["12.5%", "11.2%", "10.1%", "9.0%"]]
)
def test_a_few_times_or_figures_in_no_order_are_an_article(times):
    assert len(article("".join(f"<p>{at} Rain.</p>" for at in times)).posts) == 1
