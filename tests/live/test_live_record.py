"""A live blog is kept as JSON and read back equal; what is no kept blog is refused by the name of its field."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from live_strategies import any_blog

from mediakit import live
from mediakit.embed import Photo, Placed
from mediakit.errors import InvalidData
from mediakit.html import Html


@settings(max_examples=25)
@given(any_blog())
def test_kept_and_read_back_equal(blog):
    kept = json.loads(json.dumps(blog.to_dict()))
    assert live.from_dict(kept) == blog
    assert live.from_dict(kept).to_dict() == blog.to_dict()


def test_words_of_the_editor_that_are_html_stay_html():
    photo = Photo(key="link:url:https://example.org/a.jpg", url="https://example.org/a.jpg")
    blog = live.LiveBlog(id="b", title="B", hero=Placed(embed=photo, caption=Html("<b>x</b>"), credit=Html("<i>y</i>")))
    hero = live.from_dict(blog.to_dict()).hero
    assert (hero.caption, hero.credit) == (Html("<b>x</b>"), Html("<i>y</i>"))
    assert isinstance(hero.caption, Html)


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"title": None}, "blog.title"),
        ({"schema": 2}, "blog.schema"),
        ({"state": "over"}, "blog.state"),
        ({"posts": [{"headline": "no id"}]}, "blog.posts[0].id"),
        ({"posts": [{"id": "1", "published": "soon"}]}, "blog.posts[0].published"),
        ({"posts": [{"id": "1", "pinned": "yes"}]}, "blog.posts[0].pinned"),
        ({"posts": [{"id": "1", "body": [{}]}]}, "blog.posts[0].body[0]"),
        ({"posts": [{"id": "1", "body": [{"placed": {"embed": {}}}]}]}, "blog.posts[0].body[0].placed.embed.kind"),
        ({"hero": []}, "blog.hero"),
    ],
)
def test_what_is_no_kept_blog_is_refused_by_its_field(change, where):
    data = {"schema": 1, "id": "b", "title": "B", **change}
    with pytest.raises(InvalidData) as caught:
        live.from_dict(data)
    assert caught.value.where == where


def test_what_a_later_release_adds_is_passed_over():
    blog = live.LiveBlog(id="b", title="B", posts=(live.Post(id="1"),))
    data = {**blog.to_dict(), "mood": "calm"}
    assert live.from_dict(data) == blog
    assert live.from_dict(data) == replace(blog)
