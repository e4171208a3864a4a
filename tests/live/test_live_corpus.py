"""Real saved pages: every post of real live blogs with its id, time, author and headline; articles with their media."""

import gzip
import html
import json
from pathlib import Path

import pytest

from mediakit import live
from mediakit.embed import Placed
from mediakit.errors import InvalidData
from mediakit.live.pieces import blocks
from mediakit.times import iso, moment

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
PAGES = sorted((CORPUS / "live-cases" / "pages").glob("*.gz"))
EMBEDS = CORPUS / "page-embeds" / "page-embeds.jsonl"

needs_pages = pytest.mark.skipif(not PAGES, reason="the corpus of real live blogs is not here (live-cases)")
needs_articles = pytest.mark.skipif(not EMBEDS.exists(), reason="the corpus of real article pages is not here")


def read_case(page):
    name = page.name.removesuffix(".gz")
    expected = json.loads((page.parent / f"{name.removesuffix('.html')}.posts.json").read_text("utf-8"))
    return expected, live.read(gzip.decompress(page.read_bytes()), url=expected["url"])


@needs_pages
@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name[:24])
def test_every_post_of_a_real_live_blog(page):
    expected, (blog, _) = read_case(page)
    stated = [update for posting in expected["live_blog_postings"] for update in posting["liveBlogUpdate"]]
    if not stated:  # microdata, or marked entries only: at hand are no posts to compare with, but there are many
        assert len(blog.posts) >= 40
        assert len({post.id for post in blog.posts}) == len(blog.posts)
        return
    assert len(blog.posts) == len(stated)
    for post, update in zip(blog.posts, stated, strict=True):
        authors = update["author"] if isinstance(update["author"], list) else [update["author"]]
        names = [author["name"] if isinstance(author, dict) else author for author in authors]
        assert post.id == update["url"].partition("#")[2]
        assert post.headline == html.unescape(update["headline"]).strip()
        assert iso(post.published) == iso(moment(update["datePublished"]))
        assert [author.name for author in post.authors] == names
        prose = [part for part in post.body if not isinstance(part, Placed)]
        words = {word for part in prose for _, text in blocks(part) for word in text.split()}
        wanted = set(html.unescape(update["articleBody"]).split())
        assert "<" in update["articleBody"] or len(wanted & words) >= 0.6 * len(wanted)
        assert post.body


@needs_pages
@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name[:24])
def test_what_is_written_carries_what_was_read(page):
    _, (blog, _) = read_case(page)
    data = live.jsonld(blog)
    for post, update in zip(live.ordered(blog), data["liveBlogUpdate"], strict=True):
        assert update["url"] == live.permalink(blog, post)
        assert [author["name"] for author in update.get("author", [])] == [author.name for author in post.authors]
        assert update.get("articleBody") or any(isinstance(part, Placed) for part in post.body)
    text = live.text(blog)
    assert len(live.embed_lines(text)) == len(live.embeds(blog))
    assert live.from_dict(json.loads(json.dumps(blog.to_dict()))) == blog
    assert live.page(blog)


@needs_articles
def test_real_articles_keep_their_media_and_have_hardly_a_hole():
    rows = [json.loads(line) for line in EMBEDS.read_text("utf-8").splitlines()]
    wanted = found = holes = refused = shown = 0
    for row in rows:
        file = CORPUS / row["file"]
        if not file.exists():
            file = CORPUS / "page-embeds" / "files" / f"{Path(row['file']).name.removesuffix('.gz')}.gz"
        if not file.exists():
            continue
        body = file.read_bytes()
        try:
            saved = live.read(gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body, url=row["url"])
        except InvalidData:
            refused += 1
            continue
        assert live.page(saved.blog) and live.text(saved.blog)
        there = [placed.embed for placed in live.embeds(saved.blog)]
        expected = [each["id"] for each in row["embeds"] if each["id"]]
        wanted, shown = wanted + len(expected), shown + len(there)
        found += sum(any(name in embed.key or name in embed.url for embed in there) for name in expected)
        holes += len(saved.holes)
    assert wanted > 100
    assert found >= 0.9 * wanted
    assert shown <= 345  # with share buttons, follow boxes, teasers and ornaments there were 474
    assert (holes, refused) <= (3, 2)
