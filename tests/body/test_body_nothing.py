"""Posts that embed nothing, however much they look like it: `nothing.toml` holds them, a row each."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from mediakit import body

POSTS = {
    f"{group}: {name}": post
    for group, rows in tomllib.loads((Path(__file__).parent / "nothing.toml").read_text(encoding="utf-8")).items()
    for name, post in rows.items()
}


@pytest.mark.parametrize("post", POSTS.values(), ids=POSTS)
@pytest.mark.parametrize("base_url", [None, "https://example.org/post/"])
def test_nothing_is_found(post: str, base_url: str | None) -> None:
    assert [each.markup for each in body.find(post, base_url=base_url)] == []
    assert body.replace(post, lambda found: "", base_url=base_url) == post


@pytest.mark.parametrize("post", [post for post in POSTS.values() if not post.startswith("<html")])
def test_nothing_is_found_among_other_things(post: str) -> None:
    """The same inside a post: only the video before it is found."""
    around = f"<div><p>https://youtu.be/dQw4w9WgXcS</p>\n<p>Then.</p>\n<div>{post}</div>\n"
    assert [found.embed.key for found in body.find(around)] == ["youtube:video:dQw4w9WgXcS"]


def test_there_are_enough() -> None:
    assert len(POSTS) >= 80
